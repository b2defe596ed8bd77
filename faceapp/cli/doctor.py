"""`faceapp doctor`: what runs where, and whether it fits together."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from faceapp import __version__
from faceapp.cli.context import Context, context_of
from faceapp.domain.claims import advise_outgrown, claim_outgrown
from faceapp.domain.errors import FaceappError

if TYPE_CHECKING:
    from faceapp.app import Application

LIBRARIES = ("torch", "torchvision", "facenet-pytorch", "faiss-cpu", "opencv-python-headless", "pyside6-essentials")


def doctor(
    context: typer.Context,
    camera: Annotated[bool, typer.Option("--camera/--no-camera", help="Try the camera too.")] = True,
) -> None:
    """Say what runs where: device, model, database, camera. Exit code 2 when something is wrong."""
    wrong = 0

    def check(title: str, look: Callable[[], Iterator[str]]) -> None:
        nonlocal wrong
        typer.echo(title)
        try:
            for line in look():
                typer.echo(f"  {line}")
        except FaceappError as error:
            wrong += 1
            typer.echo(f"  PROBLEM: {error}")

    options = context_of(context)
    check("Program", _program)
    check("Device", lambda: _device(options))
    try:
        with options.application() as application:
            check("Encoder", lambda: _encoder(application))
            check("Database", lambda: _database(application))
            if camera:
                check("Camera", lambda: _camera(application))
    except FaceappError as error:
        wrong += 1
        typer.echo(f"Data directory\n  PROBLEM: {error}")
    typer.echo("Everything is in order." if not wrong else f"{wrong} problem(s).")
    raise typer.Exit(2 if wrong else 0)


def _program() -> Iterator[str]:
    yield f"faceapp {__version__}, Python {platform.python_version()}, {platform.platform()}"
    yield ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)


def _device(options: Context) -> Iterator[str]:
    import torch

    from faceapp.vision.encoder import resolve_device

    wanted = options.settings().encoder.device
    device = resolve_device(wanted)
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else platform.processor() or "processor"
    yield f"{device.type} ({name}), chosen by '{wanted}', {torch.get_num_threads()} threads"
    if torch.cuda.is_available() and device.type != "cuda":
        yield "NOTE: a CUDA device is present but not used; set encoder.device to 'auto'."


def _encoder(application: Application) -> Iterator[str]:
    card = application.card
    application.examiner()  # loads the weights and checks their hash
    yield f"{card.encoder_id}, SHA-256 {card.weights_sha256} verified"
    yield f"trained on: {card.training.data}"
    yield f"terms: {card.training.terms}"
    in_force = application.threshold_in_force
    claim = f"threshold {in_force.threshold:.4f} for a false match rate of {in_force.target_fmr:g} per comparison"
    if in_force.card is not None:
        yield f"{claim}, where {100 * in_force.card.tar:.1f} % of mated comparisons are accepted; the card's own"
    elif in_force.applied is not None:
        yield f"{claim}; put in force by {in_force.applied.author} on {in_force.applied.created_at:%Y-%m-%d}"
    if (outgrown := application.calibration.outgrown()) is not None:
        yield f"NOTE: {claim_outgrown(outgrown)} {advise_outgrown(outgrown)}"


def _database(application: Application) -> Iterator[str]:
    from faceapp.storage.crops import CropsRepository
    from faceapp.storage.database import check_database
    from faceapp.storage.events import EventsRepository
    from faceapp.storage.people import PeopleRepository

    with closing(application.database()) as database:
        check_database(database)
        people = PeopleRepository(database)
        enrolled = people.list()
        templates = people.templates(application.card.encoder_id)
        total = sum(person.templates for person in enrolled)
        events = EventsRepository(database).count()
        crops = CropsRepository(database).count()
    yield f"{application.data_dir}, intact"
    yield f"{len(enrolled)} people, {total} templates, {events} events"
    yield f"face crops kept: {crops}" if crops else "no picture is kept"
    if total != len(templates):
        yield f"NOTE: {total - len(templates)} templates are of another encoder and not used; enrol those people again."
    difference = application.gallery().difference(templates)
    if not difference.consistent:
        raise FaceappError("The gallery differs from the database.", hint="Start faceapp again: it is rebuilt then.")
    yield f"gallery of {len(templates)} templates agrees with the database"
    free = shutil.disk_usage(application.data_dir).free
    yield f"{free / 1e9:.1f} GB free on its disk"


def _camera(application: Application) -> Iterator[str]:
    spec = application.settings.camera.source
    source = application.source(spec)
    try:
        source.open()
        frame = source.read()
    finally:
        source.close()
    if frame is None:
        raise FaceappError(f"The source '{source.name}' gave no picture.", hint="Check the camera.")
    height, width = frame.image.shape[:2]
    yield f"'{source.name}' gives {width}x{height}, mean brightness {frame.image.mean():.0f} of 255"
