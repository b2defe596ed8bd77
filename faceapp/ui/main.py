"""Opening the window and closing it cleanly."""

from __future__ import annotations

import gc
import logging
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from faceapp.app import Application
from faceapp.domain.errors import FaceappError, words_of
from faceapp.domain.messages import Message
from faceapp.ui.appearance import Appearance
from faceapp.ui.main_window import KIOSK, MainWindow

log = logging.getLogger(__name__)

# How often Python may look for a signal while Qt waits.
_SIGNAL_POLL_MS = 200


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
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("faceapp")
    app.setDesktopFileName("faceapp")
    chosen = application.settings.ui
    appearance = Appearance(app, theme_choice=chosen.theme, language_choice=chosen.language)
    window = MainWindow(application, source, mirrored=is_mirrored(source))
    window.show_screen(start_on)
    if fullscreen:
        window.set_fullscreen(True)
    else:
        window.show()
    with _signals_close(window), _bugs_shown_in(window):
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
def _signals_close(window: MainWindow) -> Iterator[None]:
    """Let Ctrl+C and a service manager's stop close the window in good order."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def close(number: int, frame: FrameType | None) -> None:
        window.end()

    before = {number: signal.signal(number, close) for number in (signal.SIGINT, signal.SIGTERM)}
    # Python runs its handlers only between bytecodes, of which Qt's loop has none.
    poll = QTimer(window)
    poll.timeout.connect(_let_python_run)
    poll.start(_SIGNAL_POLL_MS)
    try:
        yield
    finally:
        poll.stop()
        for number, handler in before.items():
            signal.signal(number, handler)


def _let_python_run() -> None:
    pass


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
