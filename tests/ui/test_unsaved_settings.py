"""Settings that are typed and not saved: never lost without a word, whichever way the screen is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from faceapp.config import Settings
from faceapp.domain.errors import FaceappError, StorageError
from faceapp.services.settings_editor import SettingsEditor
from faceapp.ui.main_window import MainWindow
from faceapp.ui.unsaved_question import UnsavedQuestion

PIN = "739154"
MARGIN = ("decision", "margin")


class Site:
    """A settings file that may refuse."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.settings = Settings()
        self.fault: FaceappError | None = None
        self.editor = SettingsEditor(path, in_force=lambda: self.settings, check=self.check, adopt=self.adopt)

    def check(self, _settings: Settings) -> None:
        if self.fault is not None:
            raise self.fault

    def adopt(self, settings: Settings) -> None:
        self.settings = settings


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "faceapp.toml")


@pytest.fixture
def window(qtbot: QtBot, application, site: Site) -> Iterator[MainWindow]:
    """A window with settings of which one is typed and not saved."""
    application.settings_editor = site.editor
    made = MainWindow(application, "0", mirrored=True)
    qtbot.addWidget(made)
    made.show()
    made.start()
    made.show_screen("settings")
    qtbot.waitUntil(lambda: made.settings.idle and made.settings.list.complete, timeout=10_000)
    type_margin(qtbot, made, "0.07")
    assert made.settings.unfinished
    yield made
    made.end()


def type_margin(qtbot: QtBot, window: MainWindow, text: str) -> None:
    line = window.settings.rows[MARGIN].editor
    line.setFocus()
    line.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(line, text)


def question(window: MainWindow) -> UnsavedQuestion:
    QApplication.processEvents()  # it is asked once its screen is shown
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, UnsavedQuestion)
    return asked


def answer(qtbot: QtBot, button: QAbstractButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def enter_pin(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClicks(window.shell.gate.pad, PIN)
    QTest.keyClick(window.shell.gate.pad, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.shell.lock.locked)


def test_leaving_the_screen_asks_and_saves(qtbot: QtBot, window: MainWindow, site: Site) -> None:
    qtbot.mouseClick(window.shell.rail.button("people"), Qt.MouseButton.LeftButton)
    assert window.settings.isVisible()
    assert window.shell.rail.button("settings").isChecked(), "the user is still there"
    assert "1 change to the settings is not saved." in question(window).informativeText()
    answer(qtbot, question(window).save)
    qtbot.waitUntil(window.people.isVisible)
    assert "margin = 0.07" in site.path.read_text()
    assert window.shell.rail.button("people").isChecked()


def test_discarding_forgets_it(qtbot: QtBot, window: MainWindow, site: Site) -> None:
    window.show_screen("health")
    answer(qtbot, question(window).discard)
    assert window.health.isVisible()
    assert not site.path.exists()
    assert not window.settings.unfinished
    window.show_screen("settings")
    window.show_screen("people")  # nothing is left to ask of
    assert window.people.isVisible()


def test_staying_goes_on_where_it_was_typed(qtbot: QtBot, window: MainWindow) -> None:
    window.show_screen("people")
    qtbot.keyClick(question(window), Qt.Key.Key_Escape)
    assert window.settings.isVisible()
    assert window.settings.rows[MARGIN].value == 0.07
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.settings.rows[MARGIN].editor)


def test_what_cannot_be_saved_is_put_right_or_discarded(qtbot: QtBot, window: MainWindow) -> None:
    type_margin(qtbot, window, "7 m")
    window.show_screen("people")
    asked = question(window)
    assert not asked.save.isEnabled()
    assert "1 value cannot be used" in asked.informativeText()
    answer(qtbot, asked.stay)
    assert window.settings.isVisible()


def test_what_is_refused_keeps_the_user_there(qtbot: QtBot, window: MainWindow, site: Site) -> None:
    site.fault = StorageError("The disk is full.", hint="Free some space.")
    window.show_screen("people")
    answer(qtbot, question(window).save)
    qtbot.waitUntil(window.banner.isVisible)
    assert window.settings.isVisible()
    assert window.settings.rows[MARGIN].value == 0.07
    site.fault = None
    answer(qtbot, window.settings.bar.save)  # a later save does not lead away
    qtbot.waitUntil(lambda: not window.settings.unfinished and window.settings.idle)
    assert window.settings.isVisible()


def test_closing_the_window_asks(qtbot: QtBot, window: MainWindow, site: Site) -> None:
    assert not window.close()
    answer(qtbot, question(window).stay)
    assert window.isVisible()
    assert not window.close()
    answer(qtbot, question(window).save)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert "margin = 0.07" in site.path.read_text()


def test_a_service_managers_stop_asks_nobody(window: MainWindow, site: Site) -> None:
    window.end()
    assert not window.isVisible()
    assert not site.path.exists()


def test_full_screen_asks_where_there_is_no_lock(qtbot: QtBot, window: MainWindow) -> None:
    window.set_fullscreen(True)
    answer(qtbot, question(window).stay)
    assert not window.isFullScreen() and window.settings.isVisible()
    window.set_fullscreen(True)
    answer(qtbot, question(window).discard)
    assert window.isFullScreen() and window.kiosk.isVisible()


def test_the_lock_keeps_it_and_the_pin_leads_back_to_it(
    qtbot: QtBot, window: MainWindow, application, site: Site
) -> None:
    application.administration.pin = PIN
    window.shell.lock.idle_timer.timeout.emit()
    assert window.kiosk.isVisible() and not window.settings.isVisible()
    assert QApplication.activeModalWidget() is None
    window.shell.ask_for_pin()
    enter_pin(qtbot, window)
    assert window.settings.isVisible()
    assert window.settings.rows[MARGIN].value == 0.07
    assert window.settings.bar.save.isVisible()


def test_who_wants_another_screen_after_the_pin_still_loses_nothing(
    qtbot: QtBot, window: MainWindow, application
) -> None:
    application.administration.pin = PIN
    window.shell.lock_now()
    window.show_screen("people")
    enter_pin(qtbot, window)
    assert window.people.isVisible()
    assert not window.close()
    assert window.settings.isVisible()
    answer(qtbot, question(window).discard)
    qtbot.waitUntil(lambda: not window.isVisible())


def test_the_language_that_the_first_steps_kept_waits_for_nothing(qtbot: QtBot, window: MainWindow, site: Site) -> None:
    window.settings.bar.discard.click()
    site.editor.save({("ui", "language"): "en"})
    window.show_screen("people")
    window.show_screen("settings")
    qtbot.waitUntil(lambda: window.settings.idle)
    row = window.settings.rows["ui", "language"]
    assert row.value == "en" and not row.changed and row.property("changed") is not True
    assert not window.settings.bar.save.isVisible()
    assert "All is saved" in window.settings.bar._words.text()
