"""`faceapp train` and `faceapp fit-demo-people`: what ships is made by these commands."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


def train(
    recipe: Annotated[Path, typer.Argument(metavar="RECIPE", help="Recipe (TOML).")],
    data: Annotated[
        list[Path], typer.Option("--data", metavar="PATH...", help="Folders per identity, or tar shards of them.")
    ],
    val: Annotated[
        list[Path], typer.Option("--val", metavar="PATH...", help="The same, of people that are never trained on.")
    ],
    out: Annotated[Path, typer.Option("--out", help="Directory of the run; receives card.toml and the weights.")],
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was stopped.")] = False,
    device: Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")] = "auto",
    stop_after: Annotated[
        int | None, typer.Option(help="Stop, with a checkpoint, after this many steps.", min=1)
    ] = None,
) -> None:
    """Train an encoder."""
    from rich.console import Console

    from faceapp.cli.training_display import TrainingDisplay
    from faceapp.learning.datasets import read_crops
    from faceapp.learning.processes import joined_processes, own_device
    from faceapp.learning.recipe_checks import require_network
    from faceapp.learning.recipes import read_recipe
    from faceapp.learning.trainer import RunSettings
    from faceapp.learning.trainer import train as train_encoder
    from faceapp.vision.encoder import resolve_device

    wanted = read_recipe(recipe)
    require_network(wanted)
    chosen = own_device(resolve_device(device))
    side_px = wanted.network.input_px
    with (
        joined_processes(chosen) as processes,
        TrainingDisplay(wanted.epochs, Console(), shown=processes.first) as display,
    ):
        settings = RunSettings(
            device=chosen,
            stop_after=stop_after,
            commit=_revision(),
            created_at=datetime.now(UTC).date().isoformat(),
            tensorboard=True,
            processes=processes,
        )
        crops = read_crops(data, side_px, min_per_identity=wanted.min_per_identity, on_progress=display.on_read)
        validation = read_crops(val, side_px)
        display.on_data(len(crops), len(crops.identities))
        card = train_encoder(wanted, crops, validation, out, settings, resume=resume, on_progress=display.on_step)
        if not processes.first:
            return
    if card is None:
        typer.echo(f"Stopped early. Go on with --resume; the checkpoint is in {out}.")
        return
    typer.echo(f"{card.encoder_id} is in {out}. On {card.measured.data}:")
    for point in card.measured.operating_points:
        typer.echo(
            f"  TAR {point.tar:.4f} [{point.tar_low:.4f}, {point.tar_high:.4f}] at FMR {point.fmr:g}, "
            f"threshold {point.threshold:.4f}"
        )
    typer.echo(f"  {card.measured.mated:,} mated and {card.measured.non_mated:,} non-mated comparisons")


def fit_demo_people(
    data: Annotated[Path, typer.Option(help="Tar file of CelebA's aligned photographs, 178x218 px.")],
    out: Annotated[Path, typer.Option(help="File to write (safetensors).")],
    components: Annotated[int, typer.Option(help="Principal components to keep.", min=2)] = 150,
) -> None:
    """Fit the face model that the synthetic demo people are drawn from; it keeps no photograph."""
    from faceapp.learning.face_model import fit_face_model, save_face_model
    from faceapp.vision.detector import FaceDetector
    from faceapp.vision.encoder import resolve_device

    detector = FaceDetector(resolve_device("auto"))
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()) as progress:
        task = progress.add_task("Finding faces", total=None)

        def on_progress(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        model = fit_face_model(
            data,
            detector.detect_batch,
            components=components,
            command="faceapp fit-demo-people",
            on_progress=on_progress,
        )
    save_face_model(model, out)
    typer.echo(f"{out}: {out.stat().st_size:,} bytes")


def _revision() -> str:
    """The program's git revision, for the card; 'unknown' outside a checkout."""
    try:
        done = subprocess.run(
            ["git", "rev-parse", "HEAD"],
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            check=True,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return done.stdout.strip()
