"""`faceapp doctor`: what runs where, and whether it fits together."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from faceapp.cli.context import context_of
from faceapp.domain.errors import FaceappError, StorageError
from faceapp.domain.health import Finding, HealthState, Subject

if TYPE_CHECKING:
    from faceapp.app import Application

_TITLES = {
    Subject.CAMERA: "Camera",
    Subject.SPEED: "Recognition",
    Subject.ENCODER: "Encoder",
    Subject.DEVICE: "Device",
    Subject.GALLERY: "Gallery",
    Subject.THRESHOLD: "Threshold",
    Subject.SCORES: "Scores",
    Subject.DATABASE: "Database",
    Subject.DISK: "Disk",
    Subject.BACKUP: "Backup",
    Subject.PROGRAM: "Program",
}
_MARKS = {HealthState.FINE: "", HealthState.LOOK_AFTER: "NOTE: ", HealthState.BROKEN: "PROBLEM: "}


def doctor(
    context: typer.Context,
    camera: Annotated[bool, typer.Option("--camera/--no-camera", help="Try the camera too.")] = True,
) -> None:
    """Say what runs where: device, model, database, camera. Exit code 2 when something is wrong."""
    from faceapp.services.health import guarded
    from faceapp.services.health_parts import device_finding, program_finding

    options = context_of(context)
    try:
        with options.application() as application:
            findings = application.health.all(datetime.now(UTC), whole_database=True)
            findings += [guarded(Subject.SPEED, lambda: _networks(application))]
            if camera:
                findings += [guarded(Subject.CAMERA, lambda: _camera(application))]
    except FaceappError as error:
        # What can be told without it is told.
        findings = [program_finding(), guarded(Subject.DEVICE, lambda: device_finding("auto"))]
        subject = Subject.DATABASE if isinstance(error, StorageError) else Subject.PROGRAM
        findings += [Finding(subject, HealthState.BROKEN, error.sentence, error.hint, details=error.details)]
    for finding in findings:
        _tell(finding)
    wrong = sum(finding.state is HealthState.BROKEN for finding in findings)
    notes = sum(finding.state is HealthState.LOOK_AFTER for finding in findings)
    if wrong:
        typer.echo(f"Problems: {wrong}.")
    else:
        typer.echo("Everything is in order." if not notes else f"The door is in order. To look after: {notes}.")
    raise typer.Exit(2 if wrong else 0)


def _tell(finding: Finding) -> None:
    typer.echo(_TITLES[finding.subject])
    typer.echo(f"  {_MARKS[finding.state]}{finding.sentence}")
    for line in (*finding.details, finding.advice):
        if line:
            typer.echo(f"  {line}")


def _networks(application: Application) -> Finding:
    application.examiner()  # loads them, and checks that they fit their cards
    return Finding(Subject.SPEED, HealthState.FINE, "The networks load and fit together.")


def _camera(application: Application) -> Finding:
    from faceapp.services.health_parts import camera_trial

    return camera_trial(application.source(application.settings.camera.source))
