"""The administrator's PIN in the settings: set, changed and removed on the keypad."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from faceapp.domain.errors import StorageError
from faceapp.ui.admin_pin_dialog import AdminPinDialog
from faceapp.ui.admin_pin_panel import AdminPinPanel
from faceapp.ui.main_window import MainWindow
from tests.ui.conftest import PlayedAdministration

PIN, OTHER = "739154", "739155"


@pytest.fixture
def administration() -> PlayedAdministration:
    return PlayedAdministration()


@pytest.fixture
def panel(qtbot: QtBot, administration: PlayedAdministration) -> Iterator[AdminPinPanel]:
    made = AdminPinPanel(administration)
    qtbot.addWidget(made)
    made.resize(900, 100)
    yield made
    made.wait()


def shown(qtbot: QtBot, panel: AdminPinPanel) -> None:
    panel.show()
    qtbot.waitUntil(lambda: not panel.busy)


def words_on(panel: AdminPinPanel) -> str:
    return " | ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def opened(qtbot: QtBot, panel: AdminPinPanel, button: QPushButton) -> AdminPinDialog:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.dialog is not None and panel.dialog.isVisible()
    return panel.dialog


def enter(qtbot: QtBot, panel: AdminPinPanel, pin: str) -> None:
    assert panel.dialog is not None
    pad = panel.dialog.pad
    QTest.keyClicks(pad, pin)
    QTest.keyClick(pad, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.busy)


def test_a_pin_is_set(qtbot: QtBot, panel: AdminPinPanel, administration: PlayedAdministration) -> None:
    shown(qtbot, panel)
    assert "None is set" in words_on(panel)
    assert not panel.remove.isVisible()
    dialog = opened(qtbot, panel, panel.set)
    assert dialog.pad.accessibleName() == "New PIN"
    enter(qtbot, panel, "1234")
    assert "counts up" in dialog.pad.message
    enter(qtbot, panel, PIN)
    assert administration.pin is None, "entered once only"
    with qtbot.waitSignal(panel.changed):
        enter(qtbot, panel, PIN)
    qtbot.waitUntil(lambda: panel.dialog is None and not panel.busy)
    assert administration.pin == PIN
    assert "locks everything" in words_on(panel)
    assert "Set 2 Mar 2026" in words_on(panel) and "by anna" in words_on(panel)
    assert panel.remove.isVisible()


def test_the_present_pin_is_asked_for_before_another(
    qtbot: QtBot, panel: AdminPinPanel, administration: PlayedAdministration
) -> None:
    administration.pin = PIN
    shown(qtbot, panel)
    dialog = opened(qtbot, panel, panel.set)
    assert dialog.pad.accessibleName() == "Present PIN"
    enter(qtbot, panel, OTHER)
    assert "not the PIN" in dialog.pad.message
    enter(qtbot, panel, PIN)
    assert dialog.pad.accessibleName() == "New PIN"
    enter(qtbot, panel, OTHER)
    enter(qtbot, panel, OTHER)
    assert administration.pin == OTHER
    assert "Changed" in words_on(panel)


def test_tries_at_the_present_pin_count(
    qtbot: QtBot, panel: AdminPinPanel, administration: PlayedAdministration
) -> None:
    administration.pin = PIN
    shown(qtbot, panel)
    dialog = opened(qtbot, panel, panel.set)
    for _ in range(5):
        enter(qtbot, panel, OTHER)
    assert dialog.pad.paused
    dialog.reject()


def test_removing_says_what_that_means_and_takes_the_pin(
    qtbot: QtBot, panel: AdminPinPanel, administration: PlayedAdministration
) -> None:
    administration.pin = PIN
    shown(qtbot, panel)
    dialog = opened(qtbot, panel, panel.remove)
    assert "can open every screen" in dialog.pad.accessibleDescription()
    enter(qtbot, panel, OTHER)
    assert administration.pin == PIN
    with qtbot.waitSignal(panel.changed):
        enter(qtbot, panel, PIN)
    assert administration.pin is None
    assert "None is set" in words_on(panel) and "Removed" in words_on(panel)


def test_cancel_changes_nothing(qtbot: QtBot, panel: AdminPinPanel, administration: PlayedAdministration) -> None:
    administration.pin = PIN
    shown(qtbot, panel)
    dialog = opened(qtbot, panel, panel.set)
    enter(qtbot, panel, PIN)
    qtbot.keyClick(dialog.pad, Qt.Key.Key_Escape)
    assert panel.dialog is None
    assert administration.pin == PIN
    assert administration.changes == []


def test_what_was_hidden_by_the_lock_begins_anew(
    qtbot: QtBot, panel: AdminPinPanel, administration: PlayedAdministration
) -> None:
    administration.pin = PIN
    shown(qtbot, panel)
    dialog = opened(qtbot, panel, panel.set)
    enter(qtbot, panel, PIN)
    assert dialog.pad.accessibleName() == "New PIN"
    dialog.hide()
    dialog.open()
    assert dialog.pad.accessibleName() == "Present PIN"
    dialog.reject()


def test_what_cannot_be_stored_is_told(
    qtbot: QtBot, panel: AdminPinPanel, administration: PlayedAdministration
) -> None:
    shown(qtbot, panel)
    dialog = opened(qtbot, panel, panel.set)
    administration.error = StorageError("The disk is full.", hint="Free some space.")
    enter(qtbot, panel, PIN)
    enter(qtbot, panel, PIN)
    assert "The disk is full. Free some space." in dialog.pad.message
    assert dialog.isVisible()
    dialog.reject()


def test_an_unreadable_database_is_told(
    qtbot: QtBot, panel: AdminPinPanel, administration: PlayedAdministration
) -> None:
    administration.error = StorageError("The disk is gone.", hint="Look at it.")
    with qtbot.waitSignal(panel.failed) as told:
        panel.show()
    assert "The disk is gone." in str(told.args[0])
    assert not panel.set.isEnabled()


def test_a_pin_set_in_the_window_locks_from_then_on(qtbot: QtBot, window: MainWindow, application) -> None:
    window.show_screen("settings")
    qtbot.waitUntil(lambda: window.settings.idle, timeout=10_000)
    pin = window.settings.pin
    assert pin.isVisible()
    opened(qtbot, pin, pin.set)
    enter(qtbot, pin, PIN)
    enter(qtbot, pin, PIN)
    assert window.shell.lock.protected and not window.shell.lock.locked
    assert window.shell.lock.idle_timer.isActive()
    assert window.shell._lock_button.isVisible()
    opened(qtbot, pin, pin.remove)
    enter(qtbot, pin, PIN)
    assert not window.shell.lock.protected
    assert not window.shell._lock_button.isVisible()
    assert not window.shell.lock.idle_timer.isActive()
