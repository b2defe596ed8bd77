"""`faceapp`, `faceapp kiosk` and `faceapp demo`: the window."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from faceapp.cli.context import Context, context_of, tell_error
from faceapp.domain.errors import ConfigError


def open_window(context: Context, *, source: str | None, fullscreen: bool) -> int:
    """Open the application's window, or one that says why it cannot be opened; returns the exit code."""
    seen = _has_screen()
    _require_qt()
    from faceapp.app import Start
    from faceapp.ui.main import run_desktop, run_window

    if seen:
        start = Start(context.data_dir, context.config)
        return run_desktop(start, source, fullscreen=fullscreen, on_failure=tell_error)
    # Whoever looks after a program without a screen reads its errors, and starts it again.
    with context.application(exclusive=True) as application:
        # Raises where it cannot be used: a window would open all the same, for somebody to put it right there.
        _ = application.threshold_in_force
        application.start_housekeeping()
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
    seen = _has_screen()
    _require_qt()
    from faceapp.app import DemoStart
    from faceapp.ui.main import run_desktop, run_window

    with tempfile.TemporaryDirectory(prefix="faceapp-demo-") as directory:
        typer.echo("Enrolling the demo people. They are synthetic: no such person exists.")
        start = DemoStart(Path(directory), lambda name: typer.echo(f"  {name}"))
        if seen:
            raise typer.Exit(run_desktop(start, "demo", fullscreen=fullscreen, on_failure=tell_error))
        application = start.open()
        try:
            raise typer.Exit(run_window(application, "demo", fullscreen=fullscreen))
        finally:
            application.close()


def _has_screen() -> bool:
    """Whether there is a screen to show a window on; where there is none, Qt is told to do without."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform != "linux" or any(os.environ.get(name) for name in screens):
        return True
    # Qt would end the program. The door works without anybody looking at the window.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    typer.echo("faceapp: There is no screen here: the door works, but nobody sees its window.", err=True)
    return False


def _require_qt() -> None:
    """Make sure that Qt can be used.

    Raises:
        ConfigError: A library that it needs is missing.
    """
    try:
        import faceapp.ui.main  # noqa: F401
    except ImportError as error:
        raise ConfigError(
            f"The window cannot be opened, because a library is missing ({error}).",
            hint="README names the packages that a bare system needs; `faceapp run` works without a window.",
        ) from error
