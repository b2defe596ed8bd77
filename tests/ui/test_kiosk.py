"""The screen at the door, driven by the runtime's words."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from faceapp.domain.errors import SourceError, StorageError
from faceapp.domain.messages import Message
from faceapp.domain.records import Outcome, Reason, TrackState
from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.ui.appearance import Appearance
from faceapp.ui.main import is_mirrored
from faceapp.ui.main_window import MainWindow
from faceapp.ui.prompts import PromptKind


def test_getting_ready_until_the_first_frame(qtbot: QtBot, window: MainWindow, application, make) -> None:
    panel, runtime = window.kiosk.panel, application.runtimes[-1]
    assert runtime.started
    assert panel.prompt.kind is PromptKind.STARTING
    runtime.tell(SourceStatus(SourceState.RUNNING))
    qtbot.wait(20)
    assert panel.prompt.kind is PromptKind.STARTING  # the networks are loading
    runtime.send(make.result())
    qtbot.waitUntil(lambda: panel.prompt.kind is PromptKind.IDLE)


def test_a_grant_is_shown_and_logged(qtbot: QtBot, window: MainWindow, running, make) -> None:
    event = make.event(outcome=Outcome.GRANTED, reason=Reason.MATCHED, person_id=1, door="opened")
    running.send(make.result(make.track(TrackState.GRANTED, person="Maria Keller"), events=[event]))
    qtbot.waitUntil(lambda: window.kiosk.panel.prompt.kind is PromptKind.WELCOME)
    assert window.kiosk.panel.accessibleName() == "Welcome, Maria Keller"
    assert "Maria Keller, granted" in window.kiosk.log.texts()[0]


def test_the_log_names_reasons_and_removed_people(window: MainWindow, make) -> None:
    log = window.kiosk.log
    for reason in (Reason.UNKNOWN, Reason.AMBIGUOUS, Reason.UNUSABLE, Reason.ERROR):
        log.add([make.event(reason=reason)])
    log.add([make.event(outcome=Outcome.GRANTED, reason=Reason.MATCHED, person_id=99, door="opened")])
    log.add([make.event(outcome=Outcome.GRANTED, reason=Reason.MATCHED, person_id=2, door="The relay is mute.")])
    log.add([make.event(reason=Reason.NOT_NOW, person_id=1)])
    told = [text.split(": ", 1)[1] for text in log.texts()]
    assert told == [
        "Maria Keller (may not enter now), denied",
        "Ali Demir (the door did not answer), granted",
        "Removed person 99, granted",
        "Recognition failed, denied",
        "Could not be seen well, denied",
        "Not clear who it is, denied",
        "Not recognised, denied",
    ]


def test_the_log_is_bounded(window: MainWindow, make) -> None:
    window.kiosk.log.add([make.event()] * 120)
    assert len(window.kiosk.log.texts()) == 50


def test_a_lost_camera_is_told_and_forgotten(qtbot: QtBot, window: MainWindow, running, make) -> None:
    panel = window.kiosk.panel
    running.send(make.result())
    running.tell(SourceStatus(SourceState.LOST, "Camera 0 does not answer. Check its cable.", 4.0))
    qtbot.waitUntil(lambda: panel.prompt.kind is PromptKind.LOST)
    assert panel.prompt.detail == "Trying again in 4 s"
    assert any("Check its cable" in label.text() for label in window.kiosk.findChildren(QLabel) if label.isVisible())
    running.send(make.result(time_s=1.0))  # a straggler
    qtbot.wait(20)
    assert panel.prompt.kind is PromptKind.LOST
    running.tell(SourceStatus(SourceState.OPENING))
    running.tell(SourceStatus(SourceState.RUNNING))
    running.send(make.result(time_s=2.0))
    qtbot.waitUntil(lambda: panel.prompt.kind is PromptKind.IDLE)


def test_a_silent_camera_has_no_countdown(qtbot: QtBot, window: MainWindow, running) -> None:
    running.tell(SourceStatus(SourceState.LOST, "The camera gives no pictures."))
    qtbot.waitUntil(lambda: window.kiosk.panel.prompt.kind is PromptKind.LOST)
    assert window.kiosk.panel.prompt.detail == "Waiting for pictures…"


def test_an_ended_recording_can_be_played_again(qtbot: QtBot, window: MainWindow, application, running) -> None:
    running.tell(SourceStatus(SourceState.ENDED, "The recording has ended."))
    qtbot.waitUntil(lambda: window.kiosk.panel.prompt.kind is PromptKind.ENDED)
    again = next(button for button in window.kiosk.findChildren(QPushButton) if button.text() == "Play again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(application.runtimes) == 2)
    assert running.stopped
    assert application.runtimes[-1].started
    assert window.kiosk.panel.prompt.kind is PromptKind.STARTING


def test_a_failure_is_told(qtbot: QtBot, window: MainWindow, running) -> None:
    running.tell(SourceStatus(SourceState.FAILED, "The weights are damaged. Install them again."))
    qtbot.waitUntil(lambda: window.kiosk.panel.prompt.headline == "Out of order")
    assert window.kiosk.panel.prompt.kind is PromptKind.FAILED  # not every fault is the camera's
    assert any("weights are damaged" in label.text() for label in window.kiosk.findChildren(QLabel))


def shown_texts(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("state", "shown"), [(SourceState.LOST, PromptKind.LOST), (SourceState.FAILED, PromptKind.FAILED)]
)
def test_a_passer_by_reads_nothing_of_a_fault(
    qtbot: QtBot, window: MainWindow, running, state: SourceState, shown: PromptKind
) -> None:
    fault = SourceError(
        Message("There is no camera '{path}'.", path="/dev/video7"), hint=Message("Check its cable and privacy switch.")
    )
    window.set_fullscreen(True)
    running.tell(SourceStatus(state, fault.message))
    qtbot.waitUntil(lambda: window.kiosk.panel.prompt.kind is shown)
    assert "/dev/video7" not in shown_texts(window) and "privacy" not in shown_texts(window)
    window.set_fullscreen(False)
    assert "There is no camera '/dev/video7'. Check its cable and privacy switch." in shown_texts(window)


def test_a_fault_of_the_camera_is_told_in_the_windows_language(
    qtbot: QtBot, window: MainWindow, running, appearance: Appearance
) -> None:
    appearance.set_language("zh_CN")
    fault = SourceError(Message("The stream cannot be opened."), hint=Message("Waiting for it to come back."))
    running.tell(SourceStatus(SourceState.LOST, fault.message, 4.0))
    qtbot.waitUntil(lambda: "无法打开视频流。" in shown_texts(window))
    appearance.set_language("en")
    qtbot.waitUntil(lambda: "The stream cannot be opened. Waiting for it to come back." in shown_texts(window))


def test_a_fault_of_recognition_is_told_in_the_windows_language(
    qtbot: QtBot, window: MainWindow, running, make, appearance: Appearance
) -> None:
    appearance.set_language("zh_CN")
    full = StorageError(Message("The disk is full: '{path}' could not be written.", path="a.sqlite3"), hint="")
    fault = Message("The door stays shut because the decision could not be recorded. {fault}", fault=full.message)
    running.send(replace(make.result(), fault=fault))
    qtbot.waitUntil(lambda: window.banner.text.startswith("由于无法记录判定，门保持关闭。磁盘已满"))


def test_fullscreen_hides_the_navigation_and_esc_brings_it_back(qtbot: QtBot, window: MainWindow) -> None:
    window.show_screen("people")
    window.set_fullscreen(True)
    assert window.isFullScreen()
    assert not window.shell.rail.isVisible()
    assert not window.kiosk.log.isVisible()
    assert window.shell.corner.isVisible()
    assert window.kiosk.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.shell.rail.isVisible()
    assert not window.shell.corner.isVisible()


def test_the_demo_says_so(qtbot: QtBot, application) -> None:
    for demo in (True, False):
        application.demo = demo
        window = MainWindow(application, "demo", mirrored=False)
        qtbot.addWidget(window)
        window.show()
        notices = [label for label in window.findChildren(QLabel) if "synthetic people, no real faces" in label.text()]
        assert [notice.isVisible() for notice in notices] == [demo]


def test_closing_stops_the_runtime(window: MainWindow, running) -> None:
    window.close()
    assert running.stopped


def test_recordings_are_not_mirrored(tmp_path) -> None:
    clip = tmp_path / "clip.mkv"
    clip.touch()
    assert is_mirrored("0")
    assert is_mirrored("rtsp://camera.example/1")
    assert not is_mirrored(str(clip))
    assert not is_mirrored(str(tmp_path))
    assert not is_mirrored("demo")


def test_every_control_has_a_name_for_screen_readers(window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit

    for kind in (QAbstractButton, QLineEdit, QAbstractItemView):
        for control in window.findChildren(kind):
            if control.isVisibleTo(window):
                spoken = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
                assert spoken, control
