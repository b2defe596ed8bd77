"""The first steps, and a machine without a camera."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from faceapp.domain.errors import StorageError
from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.ui.appearance import Appearance
from faceapp.ui.first_start import FirstStartDialog
from faceapp.ui.main_window import MainWindow
from faceapp.ui.prompts import PromptKind

PIN = "739154"


@pytest.fixture
def steps(window: MainWindow, application, appearance: Appearance) -> FirstStartDialog:
    application.first_start.due = True
    window.language_chosen.connect(appearance.set_language)
    window.offer_first_steps("en")
    assert window.first_steps is not None and window.first_steps.isVisible()
    return window.first_steps


def click(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def enter(steps: FirstStartDialog, pin: str) -> None:
    QTest.keyClicks(steps.pin.pad, pin)
    QTest.keyClick(steps.pin.pad, Qt.Key.Key_Return)


def to_pin(qtbot: QtBot, steps: FirstStartDialog) -> None:
    click(qtbot, steps.forward)
    assert steps.step == 1


def test_they_are_offered_only_when_due(window: MainWindow, application) -> None:
    window.offer_first_steps("en")
    assert window.first_steps is None
    application.first_start.due = application.demo = True
    window.offer_first_steps("en")
    assert window.first_steps is None


def test_they_are_not_offered_before_the_lock(qtbot: QtBot, application) -> None:
    application.administration.pin = PIN  # set on the command line, or before the power failed
    application.first_start.due = True
    window = MainWindow(application, "0", mirrored=True)
    qtbot.addWidget(window)
    window.show()
    window.start()
    window.offer_first_steps("en")
    assert window.first_steps is None
    assert QApplication.activeModalWidget() is None
    window.end()


def test_the_language_is_spoken_at_once_and_kept(qtbot: QtBot, steps: FirstStartDialog, application) -> None:
    assert steps.language.buttons["en"].isChecked()
    click(qtbot, steps.language.buttons["zh_CN"])
    qtbot.waitUntil(lambda: steps.forward.text() == "下一步")
    assert application.language == "zh_CN"


def test_every_step_can_be_skipped(qtbot: QtBot, window: MainWindow, steps: FirstStartDialog, application) -> None:
    click(qtbot, steps.forward)
    click(qtbot, steps.skip)
    click(qtbot, steps.forward)
    click(qtbot, steps.back)
    assert steps.step == 2
    click(qtbot, steps.forward)
    click(qtbot, steps.forward)
    qtbot.waitUntil(lambda: window.first_steps is None)
    assert not application.first_start.due
    assert application.administration.pin is None


def press(key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def test_return_goes_on_and_escape_goes_back(qtbot: QtBot, window: MainWindow, steps: FirstStartDialog) -> None:
    steps.activateWindow()
    assert QApplication.focusWidget() is steps.language.buttons["en"]
    press(Qt.Key.Key_Return)
    assert steps.step == 1
    assert QApplication.focusWidget() is steps.pin.pad
    press(Qt.Key.Key_Return)  # there is no PIN yet to be done with
    assert steps.step == 1
    press(Qt.Key.Key_Escape)
    assert steps.step == 0
    press(Qt.Key.Key_Return)
    steps.skip.setFocus()
    press(Qt.Key.Key_Return)
    assert steps.step == 2
    assert QApplication.focusWidget() is steps.forward
    press(Qt.Key.Key_Return)
    assert steps.step == 3
    assert QApplication.focusWidget() is steps.person.add
    press(Qt.Key.Key_Escape)
    assert steps.step == 2
    steps.back.setFocus()
    press(Qt.Key.Key_Return)
    assert steps.step == 1
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.first_steps is None)


def test_return_leads_to_the_first_person(qtbot: QtBot, window: MainWindow, steps: FirstStartDialog) -> None:
    steps.activateWindow()
    steps._go_to(3)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.enrolment is not None and window.enrolment.isVisible())


def test_escape_begins_a_pin_anew_that_was_entered_once(qtbot: QtBot, steps: FirstStartDialog) -> None:
    to_pin(qtbot, steps)
    enter(steps, PIN)
    assert steps.pin.pad.accessibleName() == "Once more"
    QTest.keyClick(steps.pin.pad, Qt.Key.Key_Escape)
    assert steps.step == 1
    assert steps.pin.pad.accessibleName() == "New PIN"


def test_closing_skips_the_rest(qtbot: QtBot, window: MainWindow, steps: FirstStartDialog, application) -> None:
    steps.reject()
    qtbot.waitUntil(lambda: window.first_steps is None)
    assert not application.first_start.due


def test_a_pin_is_entered_twice(qtbot: QtBot, window: MainWindow, steps: FirstStartDialog, application) -> None:
    to_pin(qtbot, steps)
    enter(steps, "1234")
    assert "counts up" in steps.pin.pad.message
    enter(steps, PIN)
    assert steps.pin.pad.accessibleName() == "Once more"
    enter(steps, "739155")
    assert "not the same" in steps.pin.pad.message
    enter(steps, PIN)
    enter(steps, PIN)
    qtbot.waitUntil(lambda: steps.step == 2)
    assert application.administration.pin == PIN
    assert window.shell.lock.protected
    assert not window.shell.lock.locked  # whoever sets it up goes on
    assert window.shell._lock_button.isVisibleTo(window)


def test_a_pin_set_meanwhile_stays(qtbot: QtBot, window: MainWindow, steps: FirstStartDialog, application) -> None:
    to_pin(qtbot, steps)
    application.administration.pin = "864209"  # on the command line
    enter(steps, PIN)
    enter(steps, PIN)
    qtbot.waitUntil(lambda: steps.forward.isVisible())
    assert application.administration.pin == "864209"
    assert "Meanwhile" in steps.pin.detail.text()
    assert not steps.pin.pad.isVisible()
    assert not steps.skip.isVisible()
    qtbot.waitUntil(lambda: window.shell.lock.protected)
    click(qtbot, steps.forward)
    assert steps.step == 2


def test_a_pin_that_cannot_be_stored_is_told(qtbot: QtBot, steps: FirstStartDialog, application) -> None:
    application.administration.error = StorageError("The disk is full.", hint="Free some space.")
    to_pin(qtbot, steps)
    enter(steps, PIN)
    enter(steps, PIN)
    qtbot.waitUntil(lambda: "The disk is full." in steps.pin.pad.message)
    assert steps.step == 1


def test_the_camera_is_checked(qtbot: QtBot, window: MainWindow, steps: FirstStartDialog, running, make) -> None:
    click(qtbot, steps.forward)
    click(qtbot, steps.skip)
    page = steps.camera
    assert page.verdict.text() == "Looking for the camera…"
    running.show(make.result().frame)
    qtbot.waitUntil(lambda: page.verdict.text() == "The camera works.")
    running.send(make.result(make.track(), time_s=1.0))
    qtbot.waitUntil(lambda: "a face is found" in page.verdict.text())
    assert not page.demo.isVisible()
    running.tell(SourceStatus(SourceState.LOST, "Camera 0 does not answer. Check its cable.", 4.0))
    qtbot.waitUntil(lambda: page.verdict.text() == "No camera")
    assert "Check its cable" in page.reason.text()
    assert page.demo.isVisible()


def test_the_last_step_leads_to_the_enrolment(qtbot: QtBot, window: MainWindow, steps: FirstStartDialog) -> None:
    click(qtbot, steps.forward)
    click(qtbot, steps.skip)
    click(qtbot, steps.forward)
    assert steps.forward.text() == "Finish"
    click(qtbot, steps.person.add)
    qtbot.waitUntil(lambda: window.enrolment is not None and window.enrolment.isVisible())
    assert window.people.isVisible()


def test_without_a_camera_the_demo_is_offered(qtbot: QtBot, window: MainWindow, running) -> None:
    started = []
    window.start_program = lambda program, arguments: started.append((program, arguments))
    running.tell(SourceStatus(SourceState.LOST, "Camera 0 cannot be opened. Plug one in.", 4.0))
    qtbot.waitUntil(lambda: window.kiosk.panel.prompt.kind is PromptKind.LOST)
    assert window.kiosk.panel.prompt.headline == "No camera"
    click(qtbot, window.kiosk._demo)
    assert started == [(sys.executable, ["-m", "faceapp", "demo"])]


def test_whoever_stands_at_the_door_is_not_offered_the_demo(qtbot: QtBot, window: MainWindow, running, make) -> None:
    window.set_fullscreen(True)
    running.tell(SourceStatus(SourceState.LOST, "Camera 0 cannot be opened. Plug one in.", 4.0))
    qtbot.waitUntil(lambda: window.kiosk.panel.prompt.kind is PromptKind.LOST)
    assert not window.kiosk._demo.isVisible()
    window.set_fullscreen(False)
    assert window.kiosk._demo.isVisible()


def test_a_camera_that_was_there_is_lost_and_not_missing(qtbot: QtBot, window: MainWindow, running, make) -> None:
    running.send(make.result())
    qtbot.waitUntil(lambda: window.kiosk.panel.prompt.kind is PromptKind.IDLE)
    running.tell(SourceStatus(SourceState.LOST, "Gone.", 4.0))
    qtbot.waitUntil(lambda: window.kiosk.panel.prompt.headline == "Camera lost")
    assert not window.kiosk._demo.isVisible()
