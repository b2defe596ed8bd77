"""Opening the window and closing it."""

import os
import signal
import sys
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from faceapp.domain.errors import CalibrationError, DataDirectoryBusyError, FaceappError, StorageError
from faceapp.ui.appearance import Appearance
from faceapp.ui.confirm import confirmed
from faceapp.ui.ending import ended_by_system
from faceapp.ui.main import run_desktop, run_window
from faceapp.ui.main_window import MainWindow
from faceapp.ui.prompts import PromptKind
from faceapp.ui.start_window import StartWindow
from tests.ui.test_start_window import PlayedStart


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


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="a POSIX system's signals")
def test_the_end_of_the_terminal_closes_the_window(qapp: QApplication, application) -> None:
    while_open(lambda window: os.kill(os.getpid(), signal.SIGHUP))
    assert run_window(application, "0", fullscreen=False) == 0
    assert application.runtimes[0].stopped


class SessionEnds(QObject):
    """The application's side of a session that ends; nobody but Qt can make a session manager."""

    commitDataRequest = Signal(object)  # noqa: N815


def test_the_end_of_the_session_closes_the_window() -> None:
    app, ended = SessionEnds(), []
    with ended_by_system(app, lambda: ended.append(True)):  # type: ignore[arg-type]
        app.commitDataRequest.emit(None)
    app.commitDataRequest.emit(None)
    assert ended == [True]


@pytest.mark.skipif(os.name != "posix", reason="a POSIX system's signals")
def test_a_signal_from_before_qts_loop_is_answered_within_it(qtbot: QtBot, qapp: QApplication) -> None:
    ended = []
    with ended_by_system(qapp, lambda: ended.append(True)):
        os.kill(os.getpid(), signal.SIGTERM)
        assert ended == []
        qtbot.waitUntil(lambda: ended == [True])


def test_the_system_may_close_the_window_where_it_is_locked(qapp: QApplication, application) -> None:
    application.administration.set_pin("8305")
    locked = []

    def end(window: MainWindow) -> None:
        locked.append(window.shell.lock.locked)
        os.kill(os.getpid(), signal.SIGTERM)

    while_open(end)
    assert run_window(application, "0", fullscreen=False) == 0
    assert locked == [True]


def test_a_question_that_waits_does_not_keep_the_system_from_closing_the_window(
    qapp: QApplication, application
) -> None:
    answers = []

    def ask(window: MainWindow) -> None:
        QTimer.singleShot(50, lambda: os.kill(os.getpid(), signal.SIGTERM))
        answers.append(confirmed(window, "Remove", "Remove Ada?", "All of it.", "Remove", "Keep"))

    while_open(ask)
    assert run_window(application, "0", fullscreen=False) == 0
    assert answers == [False]
    assert application.runtimes[0].stopped


def test_a_door_that_cannot_be_begun_is_told_in_the_window(qapp: QApplication, application, monkeypatch) -> None:
    error = CalibrationError("The threshold is of another encoder.", hint="Calibrate anew.")
    told = []

    def refuse(*_arguments: object, **_names: object) -> None:
        raise error

    def look(window: MainWindow) -> None:
        told.append((window.banner.text, window.kiosk.panel.prompt.kind))
        window.close()

    monkeypatch.setattr(application, "runtime", refuse)
    while_open(look)
    assert run_window(application, "0", fullscreen=False) == 0
    assert told == [("The threshold is of another encoder. Calibrate anew.", PromptKind.FAILED)]


class FailingStart(PlayedStart):
    """Opens the tests' application once the errors are used up."""

    def __init__(self, application, *errors: Exception) -> None:
        super().__init__(*errors)
        self.application = application


def start_window() -> StartWindow:
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, StartWindow))


def test_a_start_that_fails_is_told_and_the_window_opens_once_it_can(qapp: QApplication, application) -> None:
    told: list[FaceappError] = []
    shown = []

    def try_again() -> None:
        shown.append((start_window().isFullScreen(), start_window().faults.text))
        start_window().try_again()
        close_when_open()

    def close_when_open() -> None:
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        if windows:
            shown.append((windows[0].isFullScreen(), ""))
            windows[0].close()
        else:
            QTimer.singleShot(10, close_when_open)

    QTimer.singleShot(50, try_again)
    start = FailingStart(application, RuntimeError("odd"))
    assert run_desktop(start, "0", fullscreen=True, on_failure=told.append) == 0
    assert [error.sentence for error in told] == ["Something failed: odd."]
    assert shown == [(True, "Something failed: odd.\nPlease report this fault."), (True, "")]
    assert application.closed and application.keeps_house


@pytest.mark.parametrize(
    ("error", "code"),
    [(StorageError("The disk is full.", hint=""), 2), (DataDirectoryBusyError("It runs already.", hint=""), 3)],
)
def test_a_start_that_never_succeeds_ends_with_its_errors_code(
    qapp: QApplication, application, error: FaceappError, code: int
) -> None:
    QTimer.singleShot(50, lambda: os.kill(os.getpid(), signal.SIGTERM))
    assert run_desktop(FailingStart(application, error), "0", fullscreen=False) == code
    assert not application.runtimes


def test_what_a_slot_raises_is_shown(qapp: QApplication, application) -> None:
    told = []

    def fail(window: MainWindow) -> None:
        QTimer.singleShot(50, lambda: (told.append(window.banner.text), window.close()))
        raise StorageError("The disk is full.", hint="Free some space.")

    while_open(fail)
    assert run_window(application, "0", fullscreen=False) == 0
    assert told == ["The disk is full. Free some space."]


class BrokenWindow(MainWindow):
    """Fails while it is built, as often as it is told to."""

    failures = 0

    def refresh_people(self) -> None:
        if type(self).failures:
            type(self).failures -= 1
            raise RuntimeError("odd")
        super().refresh_people()


class CountingStart(FailingStart):
    """Notes whether an application that was opened before was still open."""

    def __init__(self, application) -> None:
        super().__init__(application)
        self.opened = 0

    def open(self) -> object:
        assert self.application.closed or not self.opened
        self.application.closed = False
        self.opened += 1
        return self.application


def test_a_bug_while_the_window_is_built_is_told_and_it_is_built_again(
    qapp: QApplication, application, monkeypatch
) -> None:
    told: list[FaceappError] = []
    shown: list[str] = []
    retired: list[Appearance] = []
    retire = Appearance.retire

    def noted(appearance: Appearance) -> None:
        retired.append(appearance)
        retire(appearance)

    def look() -> None:
        if windows := [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]:
            windows[0].close()
            return
        starts = [w for w in QApplication.topLevelWidgets() if isinstance(w, StartWindow) and w.isVisible()]
        if starts and not starts[0].trying:
            assert application.closed
            shown.append(starts[0].faults.text)
            starts[0].try_again()
        QTimer.singleShot(20, look)

    monkeypatch.setattr(Appearance, "retire", noted)
    monkeypatch.setattr("faceapp.ui.main.MainWindow", BrokenWindow)
    BrokenWindow.failures = 2
    QTimer.singleShot(50, look)
    start = CountingStart(application)
    assert run_desktop(start, "0", fullscreen=False, on_failure=told.append) == 0
    assert [error.sentence for error in told] == ["Something failed: odd."]
    assert shown == ["Something failed: odd.\nPlease report this fault."] * 2
    assert start.opened == 3 and application.closed
    assert len(retired) == 5  # of three windows at the door, and two that told of the bug


def test_a_window_that_cannot_be_built_leaves_the_look_to_the_next(
    qapp: QApplication, application, monkeypatch
) -> None:
    retired: list[Appearance] = []
    retire = Appearance.retire

    def noted(appearance: Appearance) -> None:
        retired.append(appearance)
        retire(appearance)

    monkeypatch.setattr(Appearance, "retire", noted)
    with pytest.raises(KeyError):
        run_window(application, "0", fullscreen=False, start_on="nowhere")
    assert len(retired) == 1
