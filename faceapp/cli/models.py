"""`faceapp model`: which encoders are at hand, and bringing others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from faceapp.cli.context import context_of, write_json
from faceapp.cli.model_download import download_encoder
from faceapp.config import CONFIG_FILE, write_setting
from faceapp.domain.errors import CalibrationError, ModelError

if TYPE_CHECKING:
    from faceapp.app import Application
    from faceapp.vision.card import EncoderCard
    from faceapp.vision.model_store import StoredModel

app = typer.Typer(help="List, bring, export and choose encoders.", no_args_is_help=True, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The encoder's name.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON.")]

app.command("download")(download_encoder)


@app.callback()
def model() -> None:
    """List, bring, export and choose encoders."""


@app.command("list")
def list_encoders(context: typer.Context, as_json: AsJson = False) -> None:
    """List the encoders at hand."""
    from faceapp.vision.model_store import list_models, model_directory, same_place

    found = context_of(context)
    used = model_directory(found.settings().encoder.model, found.data_dir)
    stored = [(entry, same_place(entry.directory, used)) for entry in list_models(found.data_dir, used)]
    if as_json:
        write_json([{**_summary(entry), "in_use": in_use} for entry, in_use in stored])
        return
    for entry, in_use in stored:
        mark = "*" if in_use else " "
        if entry.card is None:
            typer.echo(f"{mark} {entry.name}  {entry.fault}")
            continue
        points = len(entry.card.measured.operating_points)
        typer.echo(
            f"{mark} {entry.name}  {entry.card.encoder_id}, {_size_mb(entry):.1f} MB, {entry.card.input.size_px} px, "
            f"{entry.card.network.architecture}, "
            + (
                f"{points} operating point{'' if points == 1 else 's'}"
                if points
                else "not measured: no door will use it"
            )
            + (", ships with faceapp" if entry.shipped else "")
        )


@app.command("show")
def show(context: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Say what an encoder is, where it comes from, and how good it was measured to be."""
    from faceapp.vision.card import read_card
    from faceapp.vision.model_store import model_directory

    card = read_card(model_directory(name, context_of(context).data_dir))
    if as_json:
        write_json({**card.model_dump(mode="json"), "encoder_id": card.encoder_id})
        return
    typer.echo(f"{card.encoder_id}: {card.network.architecture}, {card.network.embedding_size} numbers a face")
    typer.echo(f"  sees crops of {card.input.size_px} px, {card.input.colour_order}" + _mirrored(card))
    typer.echo(f"  trained on: {card.training.data}")
    typer.echo(f"  terms: {card.training.terms}")
    if card.training.source:
        typer.echo(f"  made from: {card.training.source}, SHA-256 {card.training.source_sha256}")
    if not card.measured.operating_points:
        typer.echo("  not measured yet: no door will use it")
        return
    measured = card.measured
    typer.echo(f"  measured on: {measured.data}")
    typer.echo(f"  {measured.mated:,} mated and {measured.non_mated:,} non-mated comparisons, EER {measured.eer:.4f}")
    for point in measured.operating_points:
        typer.echo(
            f"  TAR {point.tar:.4f} [{point.tar_low:.4f}, {point.tar_high:.4f}] at FMR {point.fmr:g}, "
            f"threshold {point.threshold:.4f}"
        )
    if card.cohort is not None:
        typer.echo(f"  cohort: {card.cohort.embeddings:,} embeddings of {card.cohort.identities:,} people")


@app.command("verify")
def verify(context: typer.Context, name: Name) -> None:
    """Check an encoder's weights and cohort against its card, and that it gives sound embeddings."""
    from faceapp.vision.cohort import read_cohort
    from faceapp.vision.encoder import Encoder
    from faceapp.vision.model_store import model_directory, seconds_per_crop, try_encoder

    directory = model_directory(name, context_of(context).data_dir)
    encoder = Encoder.load(directory, "cpu")
    try_encoder(encoder)
    read_cohort(directory, encoder.card)
    typer.echo(f"{encoder.encoder_id} is sound: SHA-256 {encoder.card.weights_sha256}.")
    typer.echo(f"One crop takes {1000 * seconds_per_crop(encoder):.1f} ms on this machine's processor.")


@app.command("import")
def import_encoder(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An ONNX file, or facenet-pytorch's vggface2 weights.")],
    card: Annotated[Path | None, typer.Option(metavar="CARD.toml", help="What an ONNX network expects.")] = None,
    kind: Annotated[
        str | None, typer.Option(help="onnx or facenet-vggface2.", show_default="onnx for a file that ends with .onnx")
    ] = None,
) -> None:
    """Bring an encoder: any ONNX face encoder with its card, or facenet-pytorch's weights."""
    from faceapp.vision.card import read_import_card
    from faceapp.vision.facenet import FACENET_NAME, facenet_encoder
    from faceapp.vision.model_store import install_model

    if kind not in (None, "onnx", FACENET_NAME):
        raise ModelError(f"The kind '{kind}' is unknown.", hint=f"It is onnx or {FACENET_NAME}.")
    if (kind or ("onnx" if file.suffix.lower() == ".onnx" else FACENET_NAME)) == "onnx":
        if card is None:
            raise ModelError("An ONNX network needs a card.", hint="Give it with --card; docs/models.md shows one.")
        wanted = read_import_card(card)
        try:
            weights = file.read_bytes()
        except OSError as error:
            raise ModelError(f"'{file}' cannot be read: {error.strerror}.", hint="Check its name.") from error
    else:
        if card is not None:
            raise ModelError(f"{FACENET_NAME} brings its own card.", hint="Leave out --card.")
        wanted, weights = facenet_encoder(file)
        typer.echo(f"SHA-256 of {file.name}: {wanted.training.source_sha256}")
    tell_installed(install_model(wanted, weights, context_of(context).data_dir))


@app.command("remove")
def remove(context: typer.Context, name: Name) -> None:
    """Erase an encoder that was imported; templates made by it stay, and are not used."""
    from faceapp.vision.model_store import model_directory, remove_model, same_place

    found = context_of(context)
    used = model_directory(found.settings().encoder.model, found.data_dir)
    if same_place(used, model_directory(name, found.data_dir)):
        raise ModelError(f"'{name}' is in use.", hint="Choose another first: `faceapp model use default`.")
    remove_model(name, found.data_dir)
    typer.echo(f"Removed {name}.")


@app.command("use")
def use(context: typer.Context, name: Name) -> None:
    """Choose the encoder in use; embed kept crops anew, and say who has to be enrolled again."""
    from faceapp.vision.encoder import Encoder
    from faceapp.vision.model_store import lasting_name, model_directory, try_encoder

    found = context_of(context)
    directory = model_directory(name, found.data_dir)
    encoder = Encoder.load(directory, "cpu")
    try_encoder(encoder)
    value = lasting_name(name, found.data_dir)
    settings = found.settings()
    changed = settings.model_copy(update={"encoder": settings.encoder.model_copy(update={"model": value})})
    # Opened before anything is written: what the other settings ask of the encoder, its card must have.
    with found.application(settings=changed) as application:
        write_setting(found.config or found.data_dir / CONFIG_FILE, "encoder", "model", value)
        typer.echo(f"{encoder.encoder_id} is in use from now on; a kiosk that runs must be started again.")
        if not encoder.card.measured.operating_points:
            typer.echo(
                "It has no operating points yet, so no door will use it. Find a threshold with `faceapp calibrate "
                "--apply`, or record its operating points with: faceapp evaluate comparisons --data DIR --model "
                f"{name} --record"
            )
        _embed_again(application)
        _tell_threshold(application)
        _tell_whom_to_enrol(application)


@app.command("export")
def export(
    context: typer.Context,
    name: Name,
    out: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Folder for encoder.onnx and card.toml, or a .onnx file beside its card."),
    ] = None,
    check: Annotated[Path | None, typer.Option(metavar="PATH", help="Crops to compare by: a folder or tar.")] = None,
    form: Annotated[str, typer.Option("--format", help="onnx.")] = "onnx",
) -> None:
    """Write an encoder as ONNX, after comparing it with the original."""
    import numpy as np

    from faceapp.learning.datasets import read_crops
    from faceapp.learning.onnx_export import export_onnx
    from faceapp.vision.card import CARD_FILE, ONNX_FILE, write_card
    from faceapp.vision.encoder import Encoder
    from faceapp.vision.model_store import model_directory

    if form != "onnx":
        raise ModelError(f"The format '{form}' is unknown.", hint="The only one is onnx.")
    encoder = Encoder.load(model_directory(name, context_of(context).data_dir), "cpu")
    size = encoder.card.input.size_px
    out = out or Path(f"{encoder.card.name}-onnx")
    file = out if out.suffix.lower() == ".onnx" else out / ONNX_FILE
    if (file.parent / CARD_FILE).exists():
        raise ModelError(
            f"There is an encoder's card in '{file.parent}' already.", hint="Choose another --out, or move it away."
        )
    if check is None:
        crops = np.random.default_rng(0).integers(0, 256, (32, size, size, 3), dtype=np.uint8)
    else:
        every = read_crops([check], size).images
        crops = every[np.random.default_rng(0).permutation(len(every))[:300]]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        result = export_onnx(encoder, crops)
        file.write_bytes(result.data)
    except OSError as error:
        raise ModelError(f"'{file}' cannot be written: {error.strerror}.", hint="Choose another --out.") from error
    write_card(result.card, file.parent)
    kind = "crops" if check is not None else "patterns of noise"
    typer.echo(f"{file}: {len(result.data) / 1e6:.1f} MB, takes normalised crops (N, 3, {size}, {size}).")
    typer.echo(f"Lowest cosine with the original over {result.compared} {kind}: {result.worst_cosine:.7f}")


@app.command("cohort")
def cohort(
    context: typer.Context,
    name: Name,
    data: Annotated[
        list[Path], typer.Option("--data", metavar="PATH...", help="Folders per identity, or tar shards of them.")
    ],
    aligned: Annotated[bool, typer.Option("--aligned", help="They are crops in the encoder's own geometry.")] = False,
) -> None:
    """Write embeddings of people who are at no door beside an encoder, without their names."""
    from faceapp.cli.evaluation_words import pictures_of_people, tell_pictures_apart
    from faceapp.learning.labelled import read_labelled_faces
    from faceapp.vision.card import write_card
    from faceapp.vision.cohort import write_cohort
    from faceapp.vision.detector import FaceDetector
    from faceapp.vision.encoder import Encoder
    from faceapp.vision.model_store import model_directory

    directory = model_directory(name, context_of(context).data_dir)
    encoder = Encoder.load(directory, "auto")
    faces = read_labelled_faces(data, encoder, None if aligned else FaceDetector(encoder.device))
    said = pictures_of_people(len(faces.labels), len(set(faces.labels.tolist())))
    stated = write_cohort(directory, faces.embeddings, faces.labels, said)
    write_card(encoder.card.model_copy(update={"cohort": stated}), directory)
    typer.echo(f"{said} in {directory / 'cohort.safetensors'}")
    tell_pictures_apart(faces, without_face="which are left out")


def tell_installed(directory: Path) -> None:
    """Say where an encoder lies now, and what it takes before a door can use it."""
    from faceapp.vision.card import read_card

    card = read_card(directory)
    typer.echo(f"{card.encoder_id} is in {directory}.")
    if not card.measured.operating_points:
        typer.echo(
            "Before a door will use it, find a threshold with `faceapp calibrate --apply`, or record its operating "
            "points on people whose pictures you have: faceapp evaluate comparisons --data DIR --model "
            f"{card.name} --record"
        )
    typer.echo(f"Choose it with: faceapp model use {card.name}")


def _embed_again(application: Application) -> None:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Embedding kept crops", total=None)
        made = application.embed_again(lambda done, total: progress.update(task, completed=done, total=total))
    if made:
        typer.echo(f"{made} template(s) were made from kept crops.")


def _tell_threshold(application: Application) -> None:
    """Say when the threshold in force is of another encoder."""
    try:
        _ = application.threshold_in_force
    except CalibrationError as error:
        typer.echo(f"No door will run yet. {error}")
    except ModelError:
        pass  # said already


def _tell_whom_to_enrol(application: Application) -> None:
    again = application.to_enrol_again()
    names = [person.name for person in application.people() if person.person_id in again]
    if names:
        some = ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")
        have = "person has" if len(names) == 1 else "people have"
        typer.echo(f"{len(names)} {have} no template of it and must be enrolled again: {some}")


def _summary(entry: StoredModel) -> dict[str, Any]:
    card = entry.card
    return {
        "name": entry.name,
        "directory": str(entry.directory),
        "shipped": entry.shipped,
        "fault": entry.fault,
        "encoder_id": card.encoder_id if card is not None else None,
        "architecture": card.network.architecture if card is not None else None,
        "size_px": card.input.size_px if card is not None else None,
        "megabytes": round(_size_mb(entry), 1),
        "operating_points": len(card.measured.operating_points) if card is not None else 0,
    }


def _size_mb(entry: StoredModel) -> float:
    if entry.card is None:
        return 0.0
    file = entry.directory / entry.card.weights_file
    return file.stat().st_size / 1e6 if file.exists() else 0.0


def _mirrored(card: EncoderCard) -> str:
    return ", and their mirror image" if card.input.mirror else ""
