"""`faceapp evaluate`: how good an encoder is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from faceapp.cli.context import context_of, write_json

if TYPE_CHECKING:
    from faceapp.domain.comparison_summary import Figure
    from faceapp.domain.scores import OperatingPoint
    from faceapp.learning.figures import ComparisonResult, RetrievalResult
    from faceapp.learning.labelled import LabelledFaces
    from faceapp.vision.encoder import Encoder

app = typer.Typer(help="Measure an encoder.", no_args_is_help=True, rich_markup_mode=None)

Data = Annotated[
    list[Path], typer.Option("--data", metavar="PATH...", help="Folders per identity, or tar shards of them.")
]
Aligned = Annotated[
    bool, typer.Option("--aligned", help="The pictures are crops in the encoder's own geometry: find no faces.")
]
Model = Annotated[str | None, typer.Option(help="An encoder's name, or its directory.")]
Groups = Annotated[
    Path | None, typer.Option(metavar="CSV", help="Groups of people (identity,group): every figure by group, too.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON.")]
Report = Annotated[Path | None, typer.Option(metavar="HTML", help="Write a page with figures and the hardest pairs.")]


@app.callback()
def evaluate() -> None:
    """Measure an encoder."""


@app.command("comparisons")
def comparisons(
    context: typer.Context,
    data: Data,
    aligned: Aligned = False,
    model: Model = None,
    groups: Groups = None,
    report: Report = None,
    record: Annotated[bool, typer.Option("--record", help="Write the figures into the encoder's card.")] = False,
    as_json: AsJson = False,
) -> None:
    """Every picture against every other: EER, AUC, and TAR at false match rates."""
    from faceapp.learning.figures import compare, measured_card
    from faceapp.learning.labelled import read_groups
    from faceapp.vision.card import write_card

    directory, encoder = _encoder(context, model)
    by_group = read_groups(groups) if groups is not None else {}
    faces = _read(data, encoder, aligned)
    result = compare(faces)
    grouped = {name: compare(_group(faces, name, people)) for name, people in by_group.items()}
    if record:
        said = f"{len(faces.labels)} pictures of {result.identities} people, recorded by `faceapp evaluate comparisons`"
        write_card(encoder.card.model_copy(update={"measured": measured_card(result, said)}), directory)
    if report is not None:
        from faceapp.learning.report import write_comparison_report

        write_comparison_report(report, encoder.encoder_id, faces, result, grouped)
    if as_json:
        write_json(
            {
                **_comparison_values(result),
                **({"groups": {name: _comparison_values(part) for name, part in grouped.items()}} if grouped else {}),
                "without_face": list(faces.without_face),
                "encoder": encoder.encoder_id,
            }
        )
        return
    typer.echo(f"{encoder.encoder_id}, {_counted(faces)}:")
    _tell_comparisons(result)
    for name, part in grouped.items():
        typer.echo(f"{name}, {part.identities} people:")
        _tell_comparisons(part)
    _tell_without_face(faces)
    if record:
        typer.echo(f"Recorded in {directory / 'card.toml'}.")
    if report is not None:
        typer.echo(f"The page is {report}.")


@app.command("retrieval")
def retrieval(
    context: typer.Context,
    data: Data,
    aligned: Aligned = False,
    model: Model = None,
    groups: Groups = None,
    as_json: AsJson = False,
) -> None:
    """Nearest neighbours: precision@1, R-precision, MAP@R."""
    from faceapp.learning.figures import judge_retrieval
    from faceapp.learning.labelled import read_groups

    _, encoder = _encoder(context, model)
    by_group = read_groups(groups) if groups is not None else {}
    faces = _read(data, encoder, aligned)
    result = judge_retrieval(faces)
    grouped = {name: judge_retrieval(_group(faces, name, people)) for name, people in by_group.items()}
    if as_json:
        write_json(
            {
                **_retrieval_values(result),
                **({"groups": {name: _retrieval_values(part) for name, part in grouped.items()}} if grouped else {}),
                "without_face": list(faces.without_face),
                "encoder": encoder.encoder_id,
            }
        )
        return
    typer.echo(f"{encoder.encoder_id}, {_counted(faces)}:")
    _tell_retrieval(result)
    for name, part in grouped.items():
        typer.echo(f"{name}, {part.identities} people:")
        _tell_retrieval(part)
    _tell_without_face(faces)


@app.command("identification")
def identification(
    context: typer.Context,
    gallery: Annotated[Path, typer.Option(metavar="DIR", help="Folder (or tar) of the people enrolled.")],
    probes: Annotated[Path, typer.Option(metavar="DIR", help="Folder (or tar) of probes; people of the same name.")],
    aligned: Aligned = False,
    model: Model = None,
    as_json: AsJson = False,
) -> None:
    """Who is it, or nobody? Rank-1, and FNIR at false positive rates of a search."""
    import numpy as np

    from faceapp.domain.errors import DatasetError
    from faceapp.domain.identification import identification_point, rank_1, search_all

    _, encoder = _encoder(context, model)
    enrolled = _read([gallery], encoder, aligned)
    probing = _read([probes], encoder, aligned)
    names = sorted({*enrolled.identities, *probing.identities})
    number = {name: index for index, name in enumerate(names)}
    searches = search_all(
        enrolled.embeddings,
        np.array([number[enrolled.identities[label]] for label in enrolled.labels]),
        probing.embeddings,
        np.array([number[probing.identities[label]] for label in probing.labels]),
    )
    mated = int(searches.mated.sum())
    if mated == 0:
        raise DatasetError(
            "No probe is of somebody in the gallery.", hint="Give a person's folder the same name in both."
        )
    first = rank_1(searches)
    points = {fpir: identification_point(searches, fpir) for fpir in (1e-2, 1e-3)}
    if as_json:
        write_json(
            {
                "people": len(enrolled.identities),
                "probes": len(probing.labels),
                "mated_probes": mated,
                "rank1": round(first.value, 6),
                "rank1_interval": [round(first.low, 6), round(first.high, 6)],
                "fnir_at_fpir": {
                    f"{fpir:g}": None
                    if point is None
                    else {
                        "fnir": round(point.fnir.value, 6),
                        "low": round(point.fnir.low, 6),
                        "high": round(point.fnir.high, 6),
                        "threshold": round(point.threshold, 6),
                    }
                    for fpir, point in points.items()
                },
                "without_face": [*enrolled.without_face, *probing.without_face],
                "encoder": encoder.encoder_id,
            }
        )
        return
    typer.echo(
        f"{encoder.encoder_id}: {len(enrolled.identities)} people enrolled by {len(enrolled.labels)} pictures; "
        f"{mated} probes of them, {len(probing.labels) - mated} of others:"
    )
    typer.echo(f"  rank-1 {first.value:.4f} [{first.low:.4f}, {first.high:.4f}]")
    for fpir, point in points.items():
        typer.echo(
            f"  FNIR at FPIR {fpir:g}: "
            + (
                "not enough probes of others"
                if point is None
                else f"{point.fnir.value:.4f} [{point.fnir.low:.4f}, {point.fnir.high:.4f}], "
                f"threshold {point.threshold:.4f}"
            )
        )
    for faces in (enrolled, probing):
        _tell_without_face(faces)


@app.command("verification")
def verification(
    context: typer.Context,
    images: Annotated[Path, typer.Option(help="Folder of NAME/NAME_0001.jpg.")],
    pairs: Annotated[Path, typer.Option(help="pairs.txt, with its fold header.")],
    model: Model = None,
    as_json: AsJson = False,
) -> None:
    """Pairs in the layout of Labeled Faces in the Wild, over its folds."""
    from faceapp.learning.verification import evaluate_verification, read_pairs
    from faceapp.vision.detector import FaceDetector

    _, encoder = _encoder(context, model)
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
        typer.echo(f"  TAR at FMR {fmr}: " + ("not enough comparisons" if tar is None else f"{tar:.4f}"))
    typer.echo(f"  {figures.fallbacks} of {figures.images} images without a face: their centre was taken")


def _encoder(context: typer.Context, model: str | None) -> tuple[Path, Encoder]:
    from faceapp.vision.encoder import Encoder
    from faceapp.vision.model_store import model_directory

    found = context_of(context)
    settings = found.settings()
    directory = model_directory(model or settings.encoder.model, found.data_dir)
    return directory, Encoder.load(directory, settings.encoder.device)


def _read(data: list[Path], encoder: Encoder, aligned: bool) -> LabelledFaces:
    from faceapp.learning.labelled import read_labelled_faces
    from faceapp.vision.detector import FaceDetector

    with _counting("Reading pictures") as on_progress:
        return read_labelled_faces(
            data, encoder, None if aligned else FaceDetector(encoder.device), on_progress=on_progress
        )


@contextmanager
def _counting(what: str) -> Iterator[Callable[[int], None]]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:,}"))
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        yield lambda count: progress.update(task, completed=count)


def _group(faces: LabelledFaces, name: str, people: list[str]) -> LabelledFaces:
    from faceapp.domain.errors import DatasetError

    part = faces.of(people)
    if not part.identities:
        raise DatasetError(
            f"Nobody of the group '{name}' is in the data.", hint="The groups file names people by their folder."
        )
    return part


def _counted(faces: LabelledFaces) -> str:
    return f"{len(faces.labels):,} pictures of {len(faces.identities):,} people"


def _tell_without_face(faces: LabelledFaces) -> None:
    if faces.without_face:
        some = ", ".join(faces.without_face[:5]) + (", ..." if len(faces.without_face) > 5 else "")
        typer.echo(f"  no face was found in {len(faces.without_face)} pictures, which are left out: {some}")


def _tell_comparisons(result: ComparisonResult) -> None:
    summary = result.summary
    typer.echo(f"  {len(summary.mated):,} mated and {summary.non_mated:,} non-mated comparisons; 95 % intervals")
    typer.echo(f"  EER {_in_words(result.eer)}, AUC {_in_words(result.auc)}")
    for fmr, point in result.points.items():
        typer.echo(f"  TAR at FMR {fmr:g}: {_point_in_words(point)}")


def _point_in_words(point: OperatingPoint | None) -> str:
    if point is None:
        return "not enough comparisons"
    return f"{point.tar:.4f} [{point.tar_low:.4f}, {point.tar_high:.4f}], threshold {point.threshold:.4f}"


def _tell_retrieval(result: RetrievalResult) -> None:
    typer.echo(f"  {result.queries:,} queries; 95 % intervals")
    names = {"precision_at_1": "precision@1", "r_precision": "R-precision", "map_at_r": "MAP@R"}
    for name, figure in result.figures.items():
        typer.echo(f"  {names[name]} {_in_words(figure)}")
    weak = ", ".join(f"{name.replace('_at_', '@').upper()} {value:.4f}" for name, value in result.weak.items())
    typer.echo(f"  weak, for comparison with older work (see docs/evaluation.md): {weak}")


def _in_words(figure: Figure) -> str:
    return f"{figure.value:.4f} [{figure.low:.4f}, {figure.high:.4f}]"


def _comparison_values(result: ComparisonResult) -> dict[str, Any]:
    return {
        "identities": result.identities,
        "mated": len(result.summary.mated),
        "non_mated": result.summary.non_mated,
        "eer": round(result.eer.value, 6),
        "eer_interval": [round(result.eer.low, 6), round(result.eer.high, 6)],
        "auc": round(result.auc.value, 6),
        "auc_interval": [round(result.auc.low, 6), round(result.auc.high, 6)],
        "tar_at_fmr": {
            f"{fmr:g}": None
            if point is None
            else {
                "tar": round(point.tar, 6),
                "low": round(point.tar_low, 6),
                "high": round(point.tar_high, 6),
                "threshold": round(point.threshold, 6),
            }
            for fmr, point in result.points.items()
        },
    }


def _retrieval_values(result: RetrievalResult) -> dict[str, Any]:
    return {
        "identities": result.identities,
        "queries": result.queries,
        **{name: round(figure.value, 6) for name, figure in result.figures.items()},
        "intervals": {name: [round(figure.low, 6), round(figure.high, 6)] for name, figure in result.figures.items()},
        "weak": {name: round(value, 6) for name, value in result.weak.items()},
    }
