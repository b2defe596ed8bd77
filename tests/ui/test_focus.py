"""The keyboard's focus after an action: on the screen that is shown, never on the navigation by chance."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListView, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from faceapp.ui.focus_keeper import FocusKeeper
from faceapp.ui.main_window import MainWindow


class Bench(QWidget):
    """Navigation beside a screen with two rows of buttons, and another screen."""

    def __init__(self) -> None:
        super().__init__()
        self.navigation = QPushButton("Full screen")
        self.page, self.other = QWidget(), QWidget()
        self.first, self.second, self.third, self.below = (QPushButton(name) for name in "abcd")
        row = QWidget()
        across = QHBoxLayout(row)
        for button in (self.first, self.second, self.third):
            across.addWidget(button)
        down = QVBoxLayout(self.page)
        down.addWidget(row)
        down.addWidget(self.below)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.page)
        self.pages.addWidget(self.other)
        layout = QHBoxLayout(self)
        layout.addWidget(self.pages)
        layout.addWidget(self.navigation)
        self.keeper = FocusKeeper(self.pages)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = Bench()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def focused(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is widget)
    qtbot.wait(1)  # it stays there
    assert QApplication.focusWidget() is widget


def test_what_is_hidden_hands_on_to_the_nearest(qtbot: QtBot, bench: Bench) -> None:
    bench.below.setFocus()
    focused(qtbot, bench.below)
    bench.below.hide()
    focused(qtbot, bench.second)


def test_what_is_deleted_does_so_too(qtbot: QtBot, bench: Bench) -> None:
    bench.below.setFocus()
    focused(qtbot, bench.below)
    bench.below.deleteLater()
    focused(qtbot, bench.second)


def test_a_button_that_did_its_work_has_the_focus_again(qtbot: QtBot, bench: Bench) -> None:
    bench.below.setFocus()
    focused(qtbot, bench.below)
    bench.below.setEnabled(False)
    focused(qtbot, bench.second)
    bench.below.setEnabled(True)
    focused(qtbot, bench.below)


def test_unless_the_user_went_elsewhere_meanwhile(qtbot: QtBot, bench: Bench) -> None:
    bench.below.setFocus()
    focused(qtbot, bench.below)
    bench.below.setEnabled(False)
    focused(qtbot, bench.second)
    bench.first.setFocus()
    bench.below.setEnabled(True)
    focused(qtbot, bench.first)


def test_without_anything_to_take_it_nothing_happens(qtbot: QtBot, bench: Bench) -> None:
    bench.below.setFocus()
    focused(qtbot, bench.below)
    bench.page.setEnabled(False)
    qtbot.wait(1)
    assert QApplication.focusWidget() in (None, bench.navigation)


def test_who_goes_to_the_navigation_stays_there(qtbot: QtBot, bench: Bench) -> None:
    bench.first.setFocus()
    focused(qtbot, bench.first)
    bench.navigation.setFocus(Qt.FocusReason.TabFocusReason)
    focused(qtbot, bench.navigation)


def test_a_screen_begins_with_its_list_and_goes_on_where_it_was_left(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.show_screen("people")
    assert isinstance(QApplication.focusWidget(), QListView)
    window.people.panel.add.setFocus()
    window.show_screen("kiosk")
    now = QApplication.focusWidget()
    assert now is None or not window.shell.rail.isAncestorOf(now)
    window.show_screen("people")
    assert QApplication.focusWidget() is window.people.panel.add


def test_a_button_of_the_rail_leads_into_the_screen(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.mouseClick(window.shell.rail.button("settings"), Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is window.settings._search


def test_every_button_of_the_rail_is_reached_without_opening_anything(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    rail, names = window.shell.rail, list(window.shell.names)
    rail.button(names[0]).setFocus()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Down):
        rail.button(names[0]).setFocus()
        for name in names[1:]:
            qtbot.keyClick(QApplication.focusWidget(), key)
            assert QApplication.focusWidget() is rail.button(name)
    assert [name for name in names if rail.button(name).isChecked()] == [names[0]]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert [name for name in names if rail.button(name).isChecked()] == [names[-1]]
    assert window.shell.pages.currentWidget().isAncestorOf(QApplication.focusWidget())


def test_a_closed_dialog_gives_the_focus_back_to_the_screen(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.show_screen("people")
    window.add_person()
    dialog = window.enrolment
    assert dialog is not None
    dialog.reject()
    qtbot.waitUntil(lambda: window.people.isAncestorOf(QApplication.focusWidget()))
