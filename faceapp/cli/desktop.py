"""`faceapp`, `faceapp kiosk` and `faceapp demo`: the window."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from faceapp.cli.context import Context, context_of
from faceapp.config import Settings


def open_window(context: Context, *, source: str | None, fullscreen: bool) -> int:
    """Open the application's window; returns the exit code."""
    with context.application(exclusive=True) as application:
        from faceapp.ui.main import run_window

        return run_window(application, source or application.settings.camera.source, fullscreen=fullscreen)


def kiosk(
    context: typer.Context,
    source: Annotated[
        str | None, typer.Option(help="Camera number, device, stream address, clip, picture, folder, or demo.")
    ] = None,
    fullscreen: Annotated[bool, typer.Option("--fullscreen", help="Fill the screen.")] = False,
) -> None:
    """Open the kiosk screen on a source."""
    raise typer.Exit(open_window(context_of(context), source=source, fullscreen=fullscreen))


def demo(
    context: typer.Context,
    fullscreen: Annotated[bool, typer.Option("--fullscreen", help="Fill the screen.")] = False,
) -> None:
    """Show the kiosk with synthetic people, in a temporary directory: no camera, no real face."""
    from faceapp.app import Application
    from faceapp.services.demonstration import enrol_demo_people

    with tempfile.TemporaryDirectory(prefix="faceapp-demo-") as directory:
        application = Application.open(Path(directory), Settings(), demo=True)
        try:
            typer.echo("Enrolling the demo people. They are synthetic: no such person exists.")
            for name in enrol_demo_people(application.enrol):
                typer.echo(f"  {name}")
            from faceapp.ui.main import run_window

            raise typer.Exit(run_window(application, "demo", fullscreen=fullscreen))
        finally:
            application.close()
