"""`faceapp evaluate`: how good an encoder is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from faceapp.cli.context import context_of, write_json

app = typer.Typer(help="Measure an encoder.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def evaluate() -> None:
    """Measure an encoder."""


@app.command("verification")
def verification(
    context: typer.Context,
    images: Annotated[Path, typer.Option(help="Folder of NAME/NAME_0001.jpg.")],
    pairs: Annotated[Path, typer.Option(help="pairs.txt, with its fold header.")],
    model: Annotated[str | None, typer.Option(help="A shipped encoder's name, or a directory.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Pairs in the layout of Labeled Faces in the Wild, over its folds."""
    from faceapp.app import model_directory
    from faceapp.learning.verification import evaluate_verification, read_pairs
    from faceapp.vision.detector import FaceDetector
    from faceapp.vision.encoder import Encoder

    settings = context_of(context).settings()
    encoder = Encoder.load(model_directory(model or settings.encoder.model), settings.encoder.device)
    detector = FaceDetector(encoder.device)
    wanted, skipped = read_pairs(pairs, images)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Embedding", total=None)

        def on_progress(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        figures = evaluate_verification(wanted, skipped, detector, encoder, on_progress=on_progress)
    tar_at_fmr = {f"{fmr:g}": tar for fmr, tar in figures.tar_at_fmr.items()}
    if as_json:
        write_json(
            {
                "pairs": figures.pairs,
                "skipped": figures.skipped,
                "fallbacks": figures.fallbacks,
                "accuracy": round(figures.accuracy, 6),
                "accuracy_std": round(figures.accuracy_std, 6),
                "eer": round(figures.eer, 6),
                "auc": round(figures.auc, 6),
                "tar_at_fmr": tar_at_fmr,
                "encoder": encoder.encoder_id,
            }
        )
        return
    typer.echo(f"{encoder.encoder_id} on {figures.pairs} pairs ({figures.skipped} skipped):")
    typer.echo(f"  accuracy {figures.accuracy:.4f} +- {figures.accuracy_std:.4f} over the folds")
    typer.echo(f"  EER {figures.eer:.4f}, AUC {figures.auc:.4f}")
    for fmr, tar in tar_at_fmr.items():
        typer.echo(f"  TAR at FMR {fmr}: " + ("not enough non-mated pairs" if tar is None else f"{tar:.4f}"))
    typer.echo(f"  {figures.fallbacks} of {figures.images} images without a face: their centre was taken")
