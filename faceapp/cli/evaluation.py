"""`faceapp evaluate`: how good an encoder is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, SpinnerColumn, TextColumn

from faceapp.cli import evaluation_words as words
from faceapp.cli.context import context_of, write_json
from faceapp.cli.progress import shown_progress

if TYPE_CHECKING:
    from faceapp.domain.records import Image
    from faceapp.learning.labelled import LabelledFaces
    from faceapp.vision.detector import FaceDetector
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
Report = Annotated[Path | None, typer.Option(metavar="HTML", help="Write a page with figures and the hardest cases.")]


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
    from faceapp.learning.figures import compare, compare_groups, measured_card
    from faceapp.learning.page import require_place
    from faceapp.vision.card import write_card

    require_place(report)
    by_group = _groups(groups)
    directory, encoder = _encoder(context, model)
    faces = _read(data, encoder, aligned)
    with _waiting("Comparing"):
        result = compare(faces)
        grouped = compare_groups(faces, by_group, result)
    if report is not None:
        from faceapp.learning.report import write_comparison_report

        with _waiting("Writing the page"):
            write_comparison_report(
                report, encoder.encoder_id, faces, result, grouped, _crops_of(data, encoder, aligned)
            )
    if record:
        said = f"{len(faces.labels)} pictures of {result.identities} people, recorded by `faceapp evaluate comparisons`"
        write_card(encoder.card.model_copy(update={"measured": measured_card(result, said)}), directory)
    if as_json:
        write_json(
            {
                **words.comparison_values(result),
                **words.by_group(grouped, words.comparison_values),
                **words.pictures_apart(faces),
                "encoder": encoder.encoder_id,
            }
        )
        return
    typer.echo(f"{encoder.encoder_id}, {words.counted(faces)}:")
    words.tell_comparisons(result)
    for name, part in grouped.items():
        words.tell_group(name, part, words.tell_comparisons)
    words.tell_ungrouped(faces.identities, by_group)
    words.tell_pictures_apart(faces)
    if record:
        typer.echo(f"Recorded in {directory / 'card.toml'}.")
    _tell_page(report)


@app.command("retrieval")
def retrieval(
    context: typer.Context,
    data: Data,
    aligned: Aligned = False,
    model: Model = None,
    groups: Groups = None,
    report: Report = None,
    as_json: AsJson = False,
) -> None:
    """Nearest neighbours: precision@1, R-precision, MAP@R."""
    from faceapp.learning.figures import judge_retrieval
    from faceapp.learning.page import require_place

    require_place(report)
    by_group = _groups(groups)
    _, encoder = _encoder(context, model)
    faces = _read(data, encoder, aligned)
    with _waiting("Searching"):
        result, grouped = judge_retrieval(faces, by_group)
    if report is not None:
        from faceapp.learning.report_retrieval import write_retrieval_report

        with _waiting("Writing the page"):
            write_retrieval_report(
                report, encoder.encoder_id, faces, result, grouped, _crops_of(data, encoder, aligned)
            )
    if as_json:
        write_json(
            {
                **words.retrieval_values(result),
                **words.by_group(grouped, words.retrieval_values),
                **words.pictures_apart(faces),
                "encoder": encoder.encoder_id,
            }
        )
        return
    typer.echo(f"{encoder.encoder_id}, {words.counted(faces)}:")
    words.tell_retrieval(result)
    for name, part in grouped.items():
        words.tell_group(name, part, words.tell_retrieval)
    words.tell_ungrouped(faces.identities, by_group)
    words.tell_pictures_apart(faces)
    _tell_page(report)


@app.command("identification")
def identification(
    context: typer.Context,
    gallery: Annotated[Path, typer.Option(metavar="DIR", help="Folder (or tar) of the people enrolled.")],
    probes: Annotated[Path, typer.Option(metavar="DIR", help="Folder (or tar) of probes; people of the same name.")],
    aligned: Aligned = False,
    model: Model = None,
    groups: Groups = None,
    report: Report = None,
    as_json: AsJson = False,
) -> None:
    """Who is it, or nobody? Rank-1, and FNIR at false positive rates of a search."""
    from faceapp.learning.figures import identify
    from faceapp.learning.page import require_place

    require_place(report)
    by_group = _groups(groups)
    _, encoder = _encoder(context, model)
    enrolled = _read([gallery], encoder, aligned)
    probing = _read([probes], encoder, aligned)
    with _waiting("Searching"):
        result, grouped = identify(enrolled, probing, by_group)
    if report is not None:
        from faceapp.learning.report_identification import write_identification_report

        with _waiting("Writing the page"):
            write_identification_report(
                report,
                encoder.encoder_id,
                enrolled,
                probing,
                result,
                grouped,
                gallery_crops=_crops_of([gallery], encoder, aligned),
                probe_crops=_crops_of([probes], encoder, aligned),
            )
    if as_json:
        write_json(
            {
                **words.identification_values(result),
                **words.by_group(grouped, words.identification_values),
                **words.pictures_apart(enrolled, probing),
                "templates_again": words.templates_again(enrolled, probing),
                "encoder": encoder.encoder_id,
            }
        )
        return
    typer.echo(f"{encoder.encoder_id}, gallery of {words.counted(enrolled)}:")
    words.tell_identification(result)
    for name, part in grouped.items():
        words.tell_group(name, part, words.tell_identification)
    words.tell_ungrouped(probing.identities, by_group)
    words.tell_templates_again(words.templates_again(enrolled, probing))
    words.tell_pictures_apart(enrolled)
    words.tell_pictures_apart(probing)
    _tell_page(report)


@app.command("verification")
def verification(
    context: typer.Context,
    images: Annotated[Path, typer.Option(help="Folder of NAME/NAME_0001.jpg.")],
    pairs: Annotated[Path, typer.Option(help="pairs.txt, with its fold header.")],
    model: Model = None,
    groups: Groups = None,
    report: Report = None,
    as_json: AsJson = False,
) -> None:
    """Pairs in the layout of Labeled Faces in the Wild, over its folds."""
    from faceapp.learning.page import require_place
    from faceapp.learning.verification import evaluate_verification, read_pairs, read_subjects
    from faceapp.vision.detector import FaceDetector

    require_place(report)
    by_group = _groups(groups)
    _, encoder = _encoder(context, model)
    detector = FaceDetector(encoder.device)
    wanted, skipped = read_pairs(pairs, images)
    with shown_progress(TextColumn("{task.description}"), BarColumn()) as progress:
        task = progress.add_task("Embedding", total=None)

        def on_progress(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        figures = evaluate_verification(wanted, skipped, detector, encoder, groups=by_group, on_progress=on_progress)
    if report is not None:
        from faceapp.learning.report_verification import write_verification_report

        with _waiting("Writing the page"):
            write_verification_report(
                report, encoder.encoder_id, figures, lambda files: read_subjects(files, detector, encoder)
            )
    if as_json:
        write_json(
            {
                **words.verification_values(figures),
                **words.by_group(figures.groups, words.verification_values),
                "encoder": encoder.encoder_id,
            }
        )
        return
    typer.echo(f"{encoder.encoder_id} on {figures.pairs} pairs ({figures.skipped} skipped):")
    words.tell_verification(figures)
    for name, part in figures.groups.items():
        words.tell_group(name, part, words.tell_verification)
    typer.echo(f"  {figures.fallbacks} of {figures.images} images without a face: their centre was taken")
    words.tell_ungrouped(figures.names, by_group)
    words.tell_unreadable(figures.unreadable)
    _tell_page(report)


def _encoder(context: typer.Context, model: str | None) -> tuple[Path, Encoder]:
    from faceapp.vision.encoder import Encoder
    from faceapp.vision.model_store import model_directory

    found = context_of(context)
    settings = found.settings()
    directory = model_directory(model or settings.encoder.model, found.data_dir)
    return directory, Encoder.load(directory, settings.encoder.device)


def _read(data: list[Path], encoder: Encoder, aligned: bool) -> LabelledFaces:
    from faceapp.learning.labelled import read_labelled_faces

    with _counting("Reading pictures") as on_progress:
        return read_labelled_faces(data, encoder, _detector(encoder, aligned), on_progress=on_progress)


def _detector(encoder: Encoder, aligned: bool) -> FaceDetector | None:
    from faceapp.vision.detector import FaceDetector

    return None if aligned else FaceDetector(encoder.device)


def _crops_of(data: list[Path], encoder: Encoder, aligned: bool) -> Callable[[Collection[str]], Mapping[str, Image]]:
    from faceapp.learning.labelled import read_crops_of

    detector = _detector(encoder, aligned)
    return lambda files: read_crops_of(files, data, encoder, detector)


def _tell_page(report: Path | None) -> None:
    if report is not None:
        typer.echo(f"The page is {report}.")


@contextmanager
def _counting(what: str) -> Iterator[Callable[[int], None]]:
    with shown_progress(
        SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:,}")
    ) as progress:
        task = progress.add_task(what, total=None)
        yield lambda count: progress.update(task, completed=count)


@contextmanager
def _waiting(what: str) -> Iterator[None]:
    with shown_progress(SpinnerColumn(), TextColumn("{task.description}")) as progress:
        progress.add_task(what, total=None)
        yield


def _groups(path: Path | None) -> dict[str, list[str]]:
    from faceapp.learning.labelled import read_groups

    return {} if path is None else read_groups(path)
