"""The administrator's lock: what lies behind it, the ways in, and when it closes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from faceapp.config import UiSettings
from faceapp.domain.errors import StorageError
from faceapp.domain.messages import Message
from faceapp.domain.records import Quality
from faceapp.ui.confirm import confirmed
from faceapp.ui.hold_corner import HOLD_MS
from faceapp.ui.main_window import MainWindow
from faceapp.ui.pin_dialog import PinDialog

PIN = "739154"


@pytest.fixture
def locked(qtbot: QtBot, application) -> MainWindow:
    """A window that was opened with a PIN set."""
    application.administration.pin = PIN
    window = MainWindow(application, "0", mirrored=True)
    qtbot.addWidget(window)
    window.show()
    window.start()
    yield window
    window.end()


def enter(qtbot: QtBot, window: MainWindow, pin: str) -> None:
    assert window.shell.gate.isVisible()
    QTest.keyClicks(window.shell.gate.pad, pin)
    QTest.keyClick(window.shell.gate.pad, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.shell.gate.pad.busy or not window.shell.gate.isVisible())


def at_the_door(window: MainWindow) -> bool:
    return window.kiosk.isVisible() and not window.shell.rail.isVisible()


def test_without_a_pin_everything_is_open(window: MainWindow) -> None:
    assert window.shell.rail.isVisible()
    assert not window.shell.hold.isVisible()
    window.shell.lock_now()
    assert window.shell.rail.isVisible()


def test_with_a_pin_the_door_alone_is_shown(locked: MainWindow) -> None:
    assert at_the_door(locked)
    assert not locked.kiosk.log.isVisible()
    assert not locked.shell.corner.isVisible()
    assert locked.shell.hold.isVisible()


def test_an_error_at_the_locked_door_says_only_that_somebody_should_be_told(qtbot: QtBot, locked: MainWindow) -> None:
    banner = locked.shell.banner
    fault = Message("The disk is full: '{path}' could not be written.", path="/var/lib/faceapp/faceapp.sqlite3")
    banner.show_error(StorageError(fault, hint=Message("Free some space on it and try again.")))
    assert banner.isVisible() and "/var/lib" not in banner.text + banner.accessibleName()
    assert banner.text == "Something needs attention. Please tell whoever looks after this door."
    dismiss = banner.findChild(QToolButton)
    assert dismiss is not None and not dismiss.isVisible()
    locked.show_screen("people")
    enter(qtbot, locked, PIN)
    assert "/var/lib/faceapp/faceapp.sqlite3" in banner.text and dismiss.isVisible()
    locked.shell.lock_now()
    assert "/var/lib" not in banner.text + banner.accessibleName()


def test_the_pin_opens_the_screen_that_was_asked_for(qtbot: QtBot, locked: MainWindow) -> None:
    locked.show_screen("people")
    assert not locked.people.isVisible()
    enter(qtbot, locked, "000000")
    assert "not the PIN" in locked.shell.gate.pad.message
    enter(qtbot, locked, PIN)
    qtbot.waitUntil(locked.people.isVisible)
    assert locked.shell.rail.isVisible()


def test_who_guesses_has_to_wait(qtbot: QtBot, locked: MainWindow) -> None:
    locked.show_screen("people")
    for _ in range(5):
        enter(qtbot, locked, "000000")
    qtbot.waitUntil(lambda: locked.shell.gate.pad.paused)
    assert "Too many tries" in locked.shell.gate.pad.message


def test_holding_the_corner_asks_for_the_pin(qtbot: QtBot, locked: MainWindow) -> None:
    hold = locked.shell.hold
    assert hold.geometry().topRight() == locked.shell.rect().topRight()
    middle = hold.rect().center()
    qtbot.mousePress(hold, Qt.MouseButton.LeftButton, pos=middle)
    hold.holding.setCurrentTime(HOLD_MS // 2)
    qtbot.mouseRelease(hold, Qt.MouseButton.LeftButton, pos=middle)
    assert at_the_door(locked)
    qtbot.mousePress(hold, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(hold, QPoint(-20, 200))
    assert hold.holding.state() is hold.holding.State.Stopped
    qtbot.mousePress(hold, Qt.MouseButton.LeftButton, pos=middle)
    hold.holding.setCurrentTime(HOLD_MS)
    qtbot.waitUntil(locked.shell.gate.isVisible)
    enter(qtbot, locked, PIN)
    qtbot.waitUntil(locked.shell.rail.isVisible)
    assert not hold.isVisible()


@pytest.mark.parametrize("keys", ["Esc", "Ctrl+2", "Ctrl+N", "Ctrl+Q"])
def test_every_key_leads_to_the_pin(qtbot: QtBot, locked: MainWindow, keys: str) -> None:
    combination = QKeySequence(keys)[0]
    qtbot.keyClick(locked, combination.key(), combination.keyboardModifiers())
    assert locked.shell.gate.isVisible()
    assert locked.enrolment is None
    qtbot.keyClick(locked.shell.gate.pad, Qt.Key.Key_Escape)
    assert at_the_door(locked)


def test_the_window_is_not_closed_without_the_pin(qtbot: QtBot, locked: MainWindow) -> None:
    assert not locked.close()
    assert locked.isVisible()
    assert locked.shell.gate.isVisible()
    enter(qtbot, locked, PIN)
    qtbot.waitUntil(lambda: not locked.shell.lock.locked)
    qtbot.waitUntil(lambda: not locked.isVisible())


def test_who_closed_the_window_need_not_do_so_again_after_the_pin(qtbot: QtBot, locked: MainWindow) -> None:
    qtbot.keyClick(locked, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    enter(qtbot, locked, PIN)
    qtbot.waitUntil(lambda: not locked.isVisible())


def test_the_pin_leads_to_what_was_wanted(qtbot: QtBot, locked: MainWindow) -> None:
    qtbot.keyClick(locked, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    enter(qtbot, locked, PIN)
    qtbot.waitUntil(lambda: locked.enrolment is not None and locked.enrolment.isVisible())
    assert locked.people.isVisible()
    locked.enrolment.reject()


def test_who_gave_up_at_the_pin_wanted_nothing(qtbot: QtBot, locked: MainWindow) -> None:
    qtbot.keyClick(locked, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(locked.shell.gate.pad, Qt.Key.Key_Escape)
    assert at_the_door(locked)
    qtbot.keyClick(locked, Qt.Key.Key_Escape)
    enter(qtbot, locked, PIN)
    qtbot.waitUntil(locked.shell.rail.isVisible)
    assert locked.kiosk.isVisible()
    assert locked.enrolment is None


def test_a_service_managers_stop_needs_no_pin(locked: MainWindow) -> None:
    locked.end()
    assert not locked.isVisible()


@pytest.fixture
def unlocked(qtbot: QtBot, locked: MainWindow) -> MainWindow:
    locked.show_screen("people")
    enter(qtbot, locked, PIN)
    qtbot.waitUntil(locked.people.isVisible)
    return locked


def by_key(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def by_button(qtbot: QtBot, window: MainWindow) -> None:
    window.shell._lock_button.click()


def by_idleness(qtbot: QtBot, window: MainWindow) -> None:
    window.shell.lock.idle_timer.timeout.emit()


@pytest.mark.parametrize("lock", [by_key, by_button, by_idleness])
def test_it_locks_at_once_and_by_itself(
    qtbot: QtBot, unlocked: MainWindow, lock: Callable[[QtBot, MainWindow], None]
) -> None:
    lock(qtbot, unlocked)
    assert at_the_door(unlocked)
    unlocked.show_screen("people")
    assert not unlocked.people.isVisible()


def unlock(qtbot: QtBot, window: MainWindow) -> None:
    window.shell.ask_for_pin()
    enter(qtbot, window, PIN)
    qtbot.waitUntil(lambda: not window.shell.lock.locked)


def stand_before(window: MainWindow, application, make, *, frames: int, from_s: float) -> None:
    """Somebody looks straight ahead, at ten frames a second."""
    application.quality = Quality(0.9, 160, 2, 120, 50, 0, 12, 0)
    for number in range(frames):
        window.bridge.frame_ready.emit(make.result(make.track(), time_s=from_s + 0.1 * number))


def test_an_enrolment_waits_unseen_and_goes_on_after_the_pin(
    qtbot: QtBot, unlocked: MainWindow, application, make
) -> None:
    unlocked.add_person()
    dialog = unlocked.enrolment
    assert dialog is not None and dialog.isVisible()
    dialog.set_name("Sam Okafor")
    dialog._camera.start()
    stand_before(unlocked, application, make, frames=6, from_s=1.0)
    assert dialog.pictures_taken == 1
    unlocked.shell.lock.idle_timer.timeout.emit()
    assert at_the_door(unlocked)
    assert QApplication.activeModalWidget() is None
    assert not any(widget.isVisible() for widget in QApplication.topLevelWidgets() if widget is not unlocked)
    application.quality = Quality(0.9, 160, 2, 120, 50, 20, 12, 0)  # another pose, which is wanted next
    seen = dialog._camera.advice
    for number in range(10):
        unlocked.bridge.frame_ready.emit(make.result(make.track(), time_s=9.0 + 0.1 * number))
    assert dialog.pictures_taken == 1, "whoever is at the door now is not enrolled"
    assert dialog._camera.advice == seen
    unlock(qtbot, unlocked)
    assert unlocked.people.isVisible()
    assert unlocked.enrolment is dialog and dialog.isVisible()
    assert dialog._name.text() == "Sam Okafor"
    assert dialog.pictures_taken == 1
    dialog.reject()
    dialog.reject()
    assert unlocked.enrolment is None


def test_dialogs_over_each_other_come_back_as_they_lay(qtbot: QtBot, unlocked: MainWindow) -> None:
    unlocked.add_person()
    lower = unlocked.enrolment
    assert lower is not None
    upper = PinDialog("Ada", lower)
    qtbot.addWidget(upper)
    upper.open()
    unlocked.shell.lock_now()
    assert at_the_door(unlocked)
    assert not lower.isVisible() and not upper.isVisible()
    unlock(qtbot, unlocked)
    assert lower.isVisible() and upper.isVisible()
    assert QApplication.activeModalWidget() is upper


def test_the_window_takes_the_keyboard_back_from_what_is_hidden(
    qtbot: QtBot, unlocked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(unlocked, "activateWindow", lambda: asked.append(True))
    unlocked.shell.lock_now()
    assert not asked
    unlock(qtbot, unlocked)
    unlocked.add_person()
    unlocked.shell.lock_now()
    assert asked == [True]
    unlock(qtbot, unlocked)
    assert unlocked.enrolment is not None
    unlocked.enrolment.reject()


def test_a_question_is_answered_with_no_and_a_list_is_closed_when_it_locks(qtbot: QtBot, unlocked: MainWindow) -> None:
    box = unlocked.people.findChild(QComboBox)
    assert box is not None
    box.showPopup()
    assert QApplication.activePopupWidget() is not None
    unlocked.shell.lock_now()
    assert QApplication.activePopupWidget() is None
    unlock(qtbot, unlocked)
    QTimer.singleShot(0, unlocked.shell.lock.lock)
    assert not confirmed(unlocked, "Remove", "Remove Ada?", "All is erased.", "Remove", "Keep")
    assert at_the_door(unlocked)
    unlock(qtbot, unlocked)
    assert QApplication.activeModalWidget() is None


def press_lock_key(receiver: QWidget | None) -> None:
    assert receiver is not None
    QTest.keyClick(receiver, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_the_key_locks_while_a_dialog_is_open(qtbot: QtBot, unlocked: MainWindow) -> None:
    unlocked.add_person()
    dialog = unlocked.enrolment
    assert dialog is not None
    dialog.set_name("Sam Okafor")
    press_lock_key(dialog._name)
    assert at_the_door(unlocked) and not dialog.isVisible()
    unlock(qtbot, unlocked)
    assert dialog.isVisible() and dialog._name.text() == "Sam Okafor"
    dialog.reject()
    dialog.reject()


def test_the_key_locks_while_a_question_or_a_list_is_open(qtbot: QtBot, unlocked: MainWindow) -> None:
    QTimer.singleShot(0, lambda: press_lock_key(QApplication.activeModalWidget()))
    assert not confirmed(unlocked, "Remove", "Remove Ada?", "All is erased.", "Remove", "Keep")
    assert at_the_door(unlocked)
    unlock(qtbot, unlocked)
    unlocked.show_screen("people")
    box = unlocked.people.findChild(QComboBox)
    assert box is not None
    box.showPopup()
    press_lock_key(QApplication.activePopupWidget())
    assert at_the_door(unlocked) and QApplication.activePopupWidget() is None


def test_the_lock_key_does_nothing_without_a_pin(window: MainWindow) -> None:
    window.add_person()
    dialog = window.enrolment
    assert dialog is not None
    press_lock_key(dialog._name)
    assert dialog.isVisible() and window.shell.rail.isVisible()
    dialog.reject()


def test_it_does_not_lock_while_pictures_of_somebody_are_taken(
    qtbot: QtBot, unlocked: MainWindow, application, make
) -> None:
    unlocked.add_person()
    dialog = unlocked.enrolment
    assert dialog is not None
    touched = []
    unlocked.shell.lock.note_activity = lambda: touched.append(dialog.pictures_taken)
    stand_before(unlocked, application, make, frames=6, from_s=0.0)
    dialog._camera.start()
    stand_before(unlocked, application, make, frames=12, from_s=1.0)  # of one pose one picture is taken
    assert touched == [1]
    dialog.reject()
    dialog.reject()


def test_every_touch_begins_the_wait_anew(qtbot: QtBot, unlocked: MainWindow, application) -> None:
    timer = unlocked.shell.lock.idle_timer
    assert timer.isActive()
    assert timer.interval() == 1000 * application.settings.ui.lock_after_s
    timer.start(60_000)
    timer.setInterval(60_000)
    qtbot.waitUntil(lambda: timer.remainingTime() < 60_000)
    before = timer.timerId()
    qtbot.keyClick(unlocked, Qt.Key.Key_Shift)
    assert timer.timerId() != before or timer.remainingTime() == 60_000


def test_full_screen_locks(qtbot: QtBot, unlocked: MainWindow) -> None:
    unlocked.set_fullscreen(True)
    assert at_the_door(unlocked)
    qtbot.keyClick(unlocked, Qt.Key.Key_Escape)
    enter(qtbot, unlocked, PIN)
    qtbot.waitUntil(unlocked.shell.rail.isVisible)
    assert unlocked.isFullScreen()  # a terminal has no desktop to go to
    qtbot.keyClick(unlocked, Qt.Key.Key_Escape)
    assert not unlocked.isFullScreen()


def test_a_pin_that_was_removed_is_not_asked_for(locked: MainWindow, application) -> None:
    application.administration.pin = None
    locked.show_screen("people")
    assert locked.people.isVisible()


def test_an_unreadable_database_lets_nobody_in(locked: MainWindow, application) -> None:
    application.administration.error = StorageError("The disk is gone.", hint="Look at it.")
    locked.show_screen("people")
    assert not locked.people.isVisible()


def test_a_pin_that_is_set_while_open_locks_from_then_on(window: MainWindow, application) -> None:
    window.show_screen("people")
    application.administration.pin = PIN
    window.shell.lock.look()
    assert window.people.isVisible()
    assert window.shell.lock.idle_timer.isActive()
    window.shell.lock_now()
    assert at_the_door(window)


@pytest.mark.parametrize(("size", "below"), [((1280, 800), False), ((800, 480), False), ((600, 1024), True)])
def test_the_navigation_goes_where_there_is_room(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int], below: bool
) -> None:
    window.resize(*size)
    qtbot.waitUntil(lambda: (window.shell.rail.y() > window.kiosk.height() // 2) is below)
    for name in window.shell.names:
        button = window.shell.rail.button(name)
        assert min(button.width(), button.height()) >= 44
        assert window.shell.rail.rect().contains(button.geometry())


def test_other_settings_are_taken_up_at_once(window: MainWindow) -> None:
    told = []
    window.theme_chosen.connect(told.append)
    window.language_chosen.connect(told.append)
    window.adopt_ui(UiSettings(language="zh_CN", theme="light", sound=True, lock_after_s=30))
    assert told == ["light", "zh_CN"]
    assert window.kiosk.chimes.on
    assert window.shell.lock.idle_timer.interval() == 30_000


def test_whoever_walks_off_from_the_keypad_leaves_the_doors_screen(qtbot: QtBot, locked: MainWindow) -> None:
    gate = locked.shell.gate
    locked.shell.ask_for_pin()
    assert gate.isVisible()
    gate._given_up.setInterval(0)
    QTest.keyClicks(gate.pad, "1")  # a key is a sign of life: the time begins anew
    qtbot.waitUntil(lambda: at_the_door(locked))
    assert locked.shell.lock.locked


def test_what_is_saved_in_the_settings_holds_at_once(qtbot: QtBot, application, window: MainWindow) -> None:
    application.settings = application.settings.model_copy(update={"ui": UiSettings(theme="light", sound=True)})
    with qtbot.waitSignal(window.theme_chosen) as told:
        window.settings.saved.emit()
    assert told.args == ["light"]
    assert window.kiosk.chimes.on
