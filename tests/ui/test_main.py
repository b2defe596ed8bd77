"""Opening the window and closing it."""

import os
import signal
import sys
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from faceapp.domain.errors import StorageError
from faceapp.ui.main import run_window
from faceapp.ui.main_window import MainWindow


def open_window() -> MainWindow:
    return next(
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow) and widget.isVisible()
    )


def while_open(action: Callable[[MainWindow], None]) -> None:
    """Do something as soon as the event loop runs."""
    QTimer.singleShot(50, lambda: action(open_window()))


@pytest.mark.parametrize("start_on", ["kiosk", "people"])
def test_the_window_opens_and_closes_cleanly(qapp: QApplication, application, start_on: str) -> None:
    threads, hook, handler = threading.active_count(), sys.excepthook, signal.getsignal(signal.SIGTERM)
    shown = []

    def look(window: MainWindow) -> None:
        shown.append(window.people.isVisible())
        window.close()

    while_open(look)
    assert run_window(application, "0", fullscreen=False, start_on=start_on) == 0  # type: ignore[arg-type]
    assert shown == [start_on == "people"]
    assert application.runtimes[0].started
    assert application.runtimes[0].stopped
    assert threading.active_count() == threads
    assert sys.excepthook is hook
    assert signal.getsignal(signal.SIGTERM) is handler


def test_fullscreen_from_the_start(qapp: QApplication, application) -> None:
    seen = []

    def look(window: MainWindow) -> None:
        seen.append((window.isFullScreen(), window.shell.rail.isVisible()))
        window.close()

    while_open(look)
    assert run_window(application, "0", fullscreen=True) == 0
    assert seen == [(True, False)]


def test_a_service_managers_stop_closes_the_window(qapp: QApplication, application) -> None:
    while_open(lambda window: os.kill(os.getpid(), signal.SIGTERM))
    assert run_window(application, "0", fullscreen=False) == 0
    assert application.runtimes[0].stopped


def test_what_a_slot_raises_is_shown(qapp: QApplication, application) -> None:
    told = []

    def fail(window: MainWindow) -> None:
        QTimer.singleShot(50, lambda: (told.append(window.banner.text), window.close()))
        raise StorageError("The disk is full.", hint="Free some space.")

    while_open(fail)
    assert run_window(application, "0", fullscreen=False) == 0
    assert told == ["The disk is full. Free some space."]
