"""Opening the window and closing it cleanly."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from faceapp.app import Application
from faceapp.domain.errors import FaceappError, words_of
from faceapp.domain.messages import Message
from faceapp.ui.appearance import Appearance
from faceapp.ui.ending import ended_by_system
from faceapp.ui.main_window import KIOSK, MainWindow
from faceapp.ui.start_window import StartsApplication, StartWindow

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Built:
    """A window that is not shown yet, and how it looks."""

    window: MainWindow
    appearance: Appearance


def run_desktop(
    start: StartsApplication,
    source: str | None,
    *,
    fullscreen: bool,
    on_failure: Callable[[FaceappError], None] = lambda _: None,
) -> int:
    """Open the application and show its window until it is closed.

    Where it cannot be opened, or its window not be built, another window says why, and stays until that can be done: a
    door is started by the system, and nobody reads what a program writes there.

    Args:
        start: Opens the application.
        source: Where the pictures come from; None for what the settings say.
        fullscreen: Fill the screen and hide the navigation.
        on_failure: Told of what the first try ended with.

    Returns:
        The exit code: the error's own, if it never was opened.
    """
    begun: tuple[Application, _Built] | FaceappError
    try:
        application = start.open()
        begun = application, _built_or_closed(application, source)
    except Exception as error:
        begun = _as_told(error)
        on_failure(begun)
    if isinstance(begun, FaceappError):
        begun = _begun_at_last(start, begun, source, fullscreen=fullscreen)
    if isinstance(begun, FaceappError):
        return begun.exit_code
    application, built = begun
    try:
        return _run(built, fullscreen=fullscreen)
    finally:
        application.close()


def _begun_at_last(
    start: StartsApplication, error: FaceappError, source: str | None, *, fullscreen: bool
) -> tuple[Application, _Built] | FaceappError:
    """Show what a start ended with until one succeeds; the last error, where the user closes that instead."""
    while True:
        application, error = _wait_for_start(start, error, fullscreen=fullscreen)
        if application is None:
            return error
        try:
            return application, _built_or_closed(application, source)
        except Exception as fault:
            error = _as_told(fault)


def _built_or_closed(application: Application, source: str | None) -> _Built:
    """The window of an application that was opened; one that has none is closed, so that it can be opened again."""
    try:
        application.start_housekeeping()
        return _built(application, source or application.settings.camera.source, start_on=KIOSK)
    except BaseException:
        application.close()
        raise


def _wait_for_start(
    start: StartsApplication, error: FaceappError, *, fullscreen: bool
) -> tuple[Application | None, FaceappError]:
    app = _qt_application()
    chosen = start.salvaged_settings().ui
    # From before there is a window: an exception that a signal raised amid Qt's own calls would be lost.
    with ended_by_system(app, lambda: window.end()):
        appearance = Appearance(app, theme_choice=chosen.theme, language_choice=chosen.language)
        window = StartWindow(start, error)
        if fullscreen:
            window.showFullScreen()
        else:
            window.show()
        try:
            app.exec()
            return window.outcome(), window.error
        finally:
            window.deleteLater()
            app.processEvents()
            appearance.retire()


def _as_told(error: Exception) -> FaceappError:
    if isinstance(error, FaceappError):
        return error
    log.error("the start failed", exc_info=error)
    return FaceappError(
        Message("Something failed: {fault}.", fault=str(error)), hint=Message("Please report this fault.")
    )


def _qt_application() -> QApplication:
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("faceapp")
    app.setDesktopFileName("faceapp")
    return app


def run_window(application: Application, source: str, *, fullscreen: bool, start_on: str = KIOSK) -> int:
    """Show the window until it is closed.

    Args:
        application: What the window works with; stays open afterwards.
        source: Where the pictures come from.
        fullscreen: Fill the screen and hide the navigation.
        start_on: Which screen comes first.

    Returns:
        The exit code.
    """
    return _run(_built(application, source, start_on=start_on), fullscreen=fullscreen)


def _built(application: Application, source: str, *, start_on: str) -> _Built:
    chosen = application.settings.ui
    appearance = Appearance(_qt_application(), theme_choice=chosen.theme, language_choice=chosen.language)
    window: MainWindow | None = None
    try:
        window = MainWindow(application, source, mirrored=is_mirrored(source))
        window.show_screen(start_on)
        return _Built(window, appearance)
    except BaseException:
        if window is not None:
            window.stop()
            window.deleteLater()
        appearance.retire()
        raise


def _run(built: _Built, *, fullscreen: bool) -> int:
    app = _qt_application()
    window, appearance = built.window, built.appearance
    with ended_by_system(app, window.end), _bugs_shown_in(window):
        if fullscreen:
            window.set_fullscreen(True)
        else:
            window.show()
        window.start()
        window.language_chosen.connect(appearance.set_language)
        window.theme_chosen.connect(appearance.set_theme)
        window.offer_first_steps(appearance.language)
        # What is there by now stays: looking through it again and again would hold the window up.
        gc.collect()
        gc.freeze()
        try:
            return app.exec()
        finally:
            gc.unfreeze()
            window.stop()
            window.deleteLater()
            app.processEvents()
            appearance.retire()


def is_mirrored(source: str) -> bool:
    """Whether a source is shown as in a mirror: a camera that one stands before, no recording."""
    if source.startswith("demo"):
        return False
    path = Path(source)
    return not path.exists() or path.is_char_device()


@contextmanager
def _bugs_shown_in(window: MainWindow) -> Iterator[None]:
    """Show what a slot raised, which Qt would drop."""

    def show(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        if isinstance(error, FaceappError):
            window.banner.show_error(error)
            return
        log.error("an error in the window", exc_info=(kind, error, traceback))
        window.banner.show_error(
            FaceappError(
                Message("Something failed: {fault}.", fault=words_of(error)), hint=Message("Please report this fault.")
            )
        )

    before = sys.excepthook
    sys.excepthook = show
    try:
        yield
    finally:
        sys.excepthook = before
