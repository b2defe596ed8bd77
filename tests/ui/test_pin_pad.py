"""The keypad, used by finger and by keyboard."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from faceapp.domain.pins import PinFault
from faceapp.ui.appearance import Appearance
from faceapp.ui.new_pin import NewPin
from faceapp.ui.pin_pad import PinPad, words_for
from faceapp.ui.style import apply_style


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pad(qtbot: QtBot, qapp: QApplication, clock: Clock) -> PinPad:
    apply_style(qapp)
    made = PinPad(clock=clock)
    qtbot.addWidget(made)
    made.resize(700, 420)
    made.ask("Your PIN", "Somebody enrolled looks like you.")
    made.show()
    made.setFocus()
    return made


@pytest.fixture
def told(pad: PinPad) -> list[str]:
    heard: list[str] = []
    pad.entered.connect(heard.append)
    pad.cancelled.connect(lambda: heard.append("cancelled"))
    return heard


def key(pad: PinPad, name: str) -> QPushButton:
    return next(button for button in pad.findChildren(QPushButton) if button.accessibleName() == name)


def press(qtbot: QtBot, pad: PinPad, *names: str) -> None:
    for name in names:
        qtbot.mouseClick(key(pad, f"Digit {name}" if name.isdigit() else name), Qt.MouseButton.LeftButton)


def texts(pad: PinPad) -> list[str]:
    return [label.text() for label in pad.findChildren(QLabel) if label.isVisibleTo(pad) and label.text()]


def test_a_pin_is_entered_by_finger(qtbot: QtBot, pad: PinPad, told: list[str]) -> None:
    assert texts(pad) == ["Your PIN", "Somebody enrolled looks like you."]
    press(qtbot, pad, "8", "3", "0")
    assert not key(pad, "Done").isEnabled()
    press(qtbot, pad, "Done")
    assert told == []
    press(qtbot, pad, "5")
    assert pad.dots.count == pad.digits_entered == 4
    press(qtbot, pad, "Done")
    assert told == ["8305"]
    assert pad.dots.count == pad.digits_entered == 0


def test_a_pin_is_entered_on_the_keyboard(qtbot: QtBot, pad: PinPad, told: list[str]) -> None:
    qtbot.keyClicks(pad, "83a06")
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert pad.digits_entered == 3
    qtbot.keyClicks(pad, "5")
    qtbot.keyClick(pad, Qt.Key.Key_Enter)
    qtbot.keyClicks(pad, "1234")
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.digits_entered == 0
    qtbot.keyClick(pad, Qt.Key.Key_Return)
    assert told == ["8305"]


def test_a_key_with_the_focus_is_pressed_by_space_and_return_still_means_done(
    qtbot: QtBot, pad: PinPad, told: list[str]
) -> None:
    seven = key(pad, "Digit 7")
    seven.setFocus()
    for _ in range(4):
        qtbot.keyClick(seven, Qt.Key.Key_Space)
    qtbot.keyClick(seven, Qt.Key.Key_Return)
    key(pad, "Cancel").setFocus()
    qtbot.keyClick(key(pad, "Cancel"), Qt.Key.Key_Return)
    assert told == ["7777", "cancelled"]


def test_no_more_than_eight_digits_are_taken(qtbot: QtBot, pad: PinPad, told: list[str]) -> None:
    qtbot.keyClicks(pad, "1234567890")
    assert pad.dots.count == 8
    qtbot.keyClick(pad, Qt.Key.Key_Return)
    assert told == ["12345678"]


def test_the_last_digit_is_erased_by_finger(qtbot: QtBot, pad: PinPad, told: list[str]) -> None:
    assert not key(pad, "Erase the last digit").isEnabled()
    press(qtbot, pad, "1", "2", "Erase the last digit", "Erase the last digit")
    assert pad.digits_entered == 0
    assert not key(pad, "Erase the last digit").isEnabled()


@pytest.mark.parametrize("by_key", [True, False])
def test_cancelling_forgets_the_digits(qtbot: QtBot, pad: PinPad, told: list[str], by_key: bool) -> None:
    qtbot.keyClicks(pad, "123")
    if by_key:
        qtbot.keyClick(pad, Qt.Key.Key_Escape)
    else:
        press(qtbot, pad, "Cancel")
    assert told == ["cancelled"]
    assert pad.digits_entered == 0


def test_while_it_is_checked_only_cancel_works(qtbot: QtBot, pad: PinPad, told: list[str]) -> None:
    pad.show_busy()
    assert pad.busy
    assert pad.message == "Checking…"
    qtbot.keyClicks(pad, "8305")
    press(qtbot, pad, "8", "3", "0", "5", "Done")
    assert pad.digits_entered == 0
    press(qtbot, pad, "Cancel")
    assert told == ["cancelled"]


def test_a_wrong_pin_is_told_in_words_until_the_next_digit(qtbot: QtBot, pad: PinPad) -> None:
    pad.show_busy()
    pad.show_wrong()
    assert not pad.busy
    assert pad.message == "That was not the PIN. Try again."
    press(qtbot, pad, "1")
    assert pad.message == ""
    assert pad.digits_entered == 1


def test_the_seconds_of_a_pause_are_counted_down(qtbot: QtBot, pad: PinPad, clock: Clock, told: list[str]) -> None:
    pad.pause(30.0)
    assert pad.paused
    assert pad.message == "Too many tries. Try again in 30 s."
    qtbot.keyClicks(pad, "8305")
    assert pad.digits_entered == 0
    clock.now_s += 28.5
    pad._tick.timeout.emit()
    assert pad.message == "Too many tries. Try again in 2 s."
    clock.now_s += 1.5
    pad._tick.timeout.emit()
    assert not pad.paused
    assert pad.message == ""
    qtbot.keyClicks(pad, "8305")
    qtbot.keyClick(pad, Qt.Key.Key_Return)
    assert told == ["8305"]


def test_a_long_pause_is_told_in_minutes(pad: PinPad) -> None:
    pad.pause(3600.0)
    assert pad.message == "Too many tries. Try again in 60 min."


def test_other_words_can_be_said(qtbot: QtBot, pad: PinPad) -> None:
    pad.show_words(lambda: words_for(PinFault.YEAR))
    assert pad.message == "Too easy: it could be a year of birth."
    qtbot.keyClicks(pad, "1")
    assert pad.message == ""


def test_every_fault_of_a_new_pin_has_words(qapp: QApplication) -> None:
    assert len({words_for(fault) for fault in PinFault}) == len(PinFault)
    assert "4" in words_for(PinFault.TOO_SHORT)
    assert "8" in words_for(PinFault.TOO_LONG)


def test_hiding_or_asking_again_forgets_the_digits(qtbot: QtBot, pad: PinPad) -> None:
    qtbot.keyClicks(pad, "123")
    pad.hide()
    assert pad.digits_entered == 0
    pad.show()
    pad.setFocus()
    qtbot.keyClicks(pad, "12")
    pad.show_wrong()
    pad.ask("PIN of the administrator")
    assert pad.digits_entered == 0
    assert texts(pad) == ["PIN of the administrator"]


def test_asking_again_ends_a_pause(pad: PinPad) -> None:
    pad.pause(30.0)
    pad.ask("Your PIN")
    assert not pad.paused
    assert pad.message == ""


def test_its_keys_are_not_the_windows(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    pad = PinPad()
    layout = QVBoxLayout(window)
    layout.addWidget(pad)
    layout.addWidget(other := QLineEdit())
    heard: list[str] = []
    for sequence in ("Esc", "Return", "5"):
        shortcut = QShortcut(QKeySequence(sequence), window)
        shortcut.activated.connect(lambda sequence=sequence: heard.append(sequence))
    pad.cancelled.connect(lambda: heard.append("cancelled"))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    key(pad, "Digit 1").setFocus()
    for pressed in (Qt.Key.Key_5, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        qtbot.keyClick(key(pad, "Digit 1"), pressed)
    assert heard == ["cancelled"]
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_Escape)
    assert heard == ["cancelled", "Esc"]


@pytest.mark.parametrize("size", [(480, 400), (700, 380), (400, 640), (1600, 1000)])
def test_the_keys_are_large_enough_for_fingers_and_do_not_overlap(
    qtbot: QtBot, pad: PinPad, size: tuple[int, int]
) -> None:
    pad.resize(*size)
    QApplication.sendPostedEvents()  # the layout follows the new direction
    assert (pad.width(), pad.height()) == size
    rects = [
        button.rect().translated(button.mapTo(pad, button.rect().topLeft())) for button in pad.findChildren(QPushButton)
    ]
    assert all(min(rect.width(), rect.height()) >= 44 and pad.rect().contains(rect) for rect in rects)
    assert not any(one.intersects(other) for one, other in combinations(rects, 2))


def test_everything_has_a_name_and_a_place_in_the_tab_order(pad: PinPad) -> None:
    assert pad.accessibleName() == "Your PIN"
    assert pad.accessibleDescription() == "Somebody enrolled looks like you."
    assert pad.dots.accessibleName() == "Digits entered: 0"
    names, widget = [], pad.nextInFocusChain()
    while widget is not pad:
        if isinstance(widget, QPushButton):
            names.append(widget.accessibleName())
        widget = widget.nextInFocusChain()
    assert names == [f"Digit {digit}" for digit in "1234567890"] + ["Erase the last digit", "Done", "Cancel"]


def test_no_digit_is_ever_shown_or_spoken(qtbot: QtBot, pad: PinPad) -> None:
    qtbot.keyClicks(pad, "8305")
    assert pad.dots.accessibleName() == "Digits entered: 4"
    assert not any("8305" in text for text in texts(pad))


def test_another_language_and_another_theme_are_taken_up(pad: PinPad) -> None:
    pad.pause(10.0)
    QApplication.sendEvent(pad, QEvent(QEvent.Type.LanguageChange))
    QApplication.sendEvent(pad, QEvent(QEvent.Type.PaletteChange))
    assert pad.message == "Too many tries. Try again in 10 s."


def test_why_a_pin_was_not_taken_is_told_in_the_new_language(qtbot: QtBot, pad: PinPad, appearance: Appearance) -> None:
    new = NewPin(pad, lambda: ("New PIN", ""))
    new.begin()
    new.take("1234")
    appearance.set_language("zh_CN")
    qtbot.waitUntil(lambda: pad.message == words_for(PinFault.STEPS))
    assert "Too easy" not in pad.message
    new.take("739154")
    new.take("739155")
    chinese = pad.message
    appearance.set_language("en")
    qtbot.waitUntil(lambda: pad.message != chinese)
    assert pad.message == "The two were not the same. Begin again."
