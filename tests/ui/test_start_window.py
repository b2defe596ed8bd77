"""A start that fails: a window says so, tries again, and lets nobody out who has not the PIN."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from faceapp.config import Settings
from faceapp.domain.errors import DataDirectoryBusyError, FaceappError, SettingsFileError, StorageError
from faceapp.domain.messages import Message
from faceapp.domain.pins import Attempts, PinTrial
from faceapp.ui.appearance import Appearance
from faceapp.ui.start_window import StartWindow

THEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FULL = StorageError("The disk is full.", hint="Free some space.")
BUSY = DataDirectoryBusyError("faceapp is running already.", hint="Close it.")
MISTAKES = SettingsFileError(
    "There are 2 mistakes in 'faceapp.toml'.", hint="Mend them.", details=["Line 2: fps.", "Line 5: sorce."]
)


class PlayedApplication:
    closed = False

    def close(self) -> None:
        self.closed = True


class PlayedAdministration:
    def is_protected(self) -> bool:
        return True

    def try_pin(self, pin: str) -> PinTrial:
        return PinTrial(pin == "8305", Attempts())


class PlayedStart:
    """Ends each try with the next of the errors, and succeeds when there is none left."""

    def __init__(self, *errors: FaceappError | Exception, protected: bool = False) -> None:
        self.errors = list(errors)
        self.protected = protected
        self.application = PlayedApplication()
        self.threads: list[str] = []
        self.mended: list[datetime] = []
        self.asked_for_administration = False
        self.go = threading.Event()
        self.go.set()

    def open(self) -> Any:
        self.threads.append(threading.current_thread().name)
        self.go.wait(10)
        if self.errors:
            raise self.errors.pop(0)
        return self.application

    def salvaged_settings(self) -> Settings:
        return Settings()

    def leave_out_mistakes(self, now: datetime) -> Path:
        self.mended.append(now)
        return Path("faceapp.toml.broken")

    def administration(self) -> Any:
        self.asked_for_administration = True
        return PlayedAdministration() if self.protected else None


Show = Callable[[PlayedStart, FaceappError], StartWindow]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    windows = []

    def shown(start: PlayedStart, error: FaceappError) -> StartWindow:
        window = StartWindow(start, error, now=lambda: THEN)
        windows.append(window)
        qtbot.addWidget(window, before_close_func=lambda closed: closed.end())
        window.show()
        return window

    yield shown
    for window in windows:
        window.end()
        window.outcome()


def words(window: StartWindow) -> str:
    return "\n".join(
        part.text() for kind in (QLabel, QPushButton) for part in window.findChildren(kind) if part.isVisible()
    )


def click(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_says_what_is_wrong_where_and_what_to_do(show: Show) -> None:
    window = show(PlayedStart(), MISTAKES)
    for part in (
        "could not start",
        "stays shut",
        "There are 2 mistakes",
        "Line 2: fps.",
        "Line 5: sorce.",
        "Mend them.",
    ):
        assert part in words(window)
    assert window.faults.text.count("\n") == 3


def test_it_tries_again_off_the_main_thread_and_closes_when_it_can_start(qtbot: QtBot, show: Show) -> None:
    start = PlayedStart(FULL)
    window = show(start, FULL)
    click(qtbot, window.again)
    assert window.trying
    qtbot.waitUntil(lambda: not window.trying)
    assert window.isVisible()
    click(qtbot, window.again)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert start.threads == ["faceapp-background"] * 2
    assert window.outcome() is start.application
    assert not start.application.closed


def test_it_tries_again_by_itself(qtbot: QtBot, show: Show) -> None:
    start = PlayedStart()
    window = show(start, FULL)
    window.again_by_itself.setInterval(1)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.outcome() is start.application


def test_another_error_takes_the_place_of_the_first(qtbot: QtBot, show: Show) -> None:
    window = show(PlayedStart(BUSY, RuntimeError("odd")), FULL)
    click(qtbot, window.again)
    qtbot.waitUntil(lambda: "running already" in words(window) and not window.trying)
    assert window.error is BUSY and window.error.exit_code == 3
    click(qtbot, window.again)
    qtbot.waitUntil(lambda: "odd" in words(window))


def test_a_window_that_is_closed_amid_a_try_opens_nothing(qtbot: QtBot, show: Show) -> None:
    start = PlayedStart()
    start.go.clear()
    window = show(start, FULL)
    click(qtbot, window.again)
    click(qtbot, window.close_button)
    assert not window.isVisible()
    start.go.set()
    assert window.outcome() is None
    assert start.application.closed


def test_a_file_with_mistakes_can_be_done_without_them(qtbot: QtBot, show: Show) -> None:
    start = PlayedStart()
    window = show(start, MISTAKES)
    assert "kept" in words(window)
    click(qtbot, window.mend)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert start.mended == [THEN]
    assert window.outcome() is start.application


@pytest.mark.parametrize("error", [FULL, BUSY])
def test_nothing_else_is_mended(show: Show, error: FaceappError) -> None:
    assert not show(PlayedStart(), error).mend.isVisible()


def test_a_faceapp_that_runs_already_is_told_plainly(show: Show) -> None:
    start = PlayedStart(protected=True)
    window = show(start, BUSY)
    assert "faceapp is running already" in words(window)
    assert "Nothing was changed" in words(window)
    assert not start.asked_for_administration  # which would open the database that the other one works on
    window.close()
    assert not window.isVisible()


def test_a_pin_guards_what_comes_after_the_other_faceapp_has_ended(qtbot: QtBot, show: Show) -> None:
    window = show(PlayedStart(FULL, protected=True), BUSY)
    click(qtbot, window.again)
    qtbot.waitUntil(lambda: "out of order" in words(window))
    assert window.locked and "full" not in words(window)


def test_where_there_is_a_pin_a_passer_by_learns_nothing_and_cannot_leave(qtbot: QtBot, show: Show) -> None:
    start = PlayedStart(FULL, protected=True)
    window = show(start, MISTAKES)
    assert "out of order" in words(window)
    for part in ("faceapp.toml", "Line", "Mend", "Start without"):
        assert part not in words(window)
    assert not window.close_button.isVisible() and not window.mend.isVisible()
    click(qtbot, window.again)  # does no harm
    qtbot.waitUntil(lambda: not window.trying)
    assert "full" not in words(window)
    window.close()
    assert window.isVisible()
    assert window.gate is not None and window.gate.isVisible()
    qtbot.keyClicks(window.gate.pad, "8305")
    qtbot.keyClick(window.gate.pad, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "The disk is full." in words(window))
    assert window.lock is not None
    window.lock.idle_timer.timeout.emit()  # nobody has touched it for long
    assert "full" not in words(window)
    window.close()
    assert window.isVisible()
    qtbot.keyClicks(window.gate.pad, "8305")
    qtbot.keyClick(window.gate.pad, Qt.Key.Key_Return)
    qtbot.waitUntil(window.close_button.isVisible)
    click(qtbot, window.close_button)
    assert not window.isVisible()


def test_a_wrong_pin_opens_nothing_and_one_can_go_back(qtbot: QtBot, show: Show) -> None:
    window = show(PlayedStart(protected=True), MISTAKES)
    click(qtbot, window.unlock)
    assert window.gate is not None
    qtbot.keyClicks(window.gate.pad, "1357")
    qtbot.keyClick(window.gate.pad, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Wrong" in words(window) or "not" in words(window).lower())
    assert window.locked
    qtbot.keyClick(window.gate.pad, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.again.isVisible)
    assert window.locked


def test_the_system_may_close_it_in_any_state(show: Show) -> None:
    window = show(PlayedStart(protected=True), MISTAKES)
    window.end()
    assert not window.isVisible()


def test_it_speaks_the_windows_language(qtbot: QtBot, show: Show, appearance: Appearance) -> None:
    error = StorageError(
        Message("There is a mistake in the settings file '{path}'.", path="a.toml"),
        hint=Message("Check its name and permissions."),
    )
    window = show(PlayedStart(), error)
    appearance.set_language("zh_CN")
    qtbot.waitUntil(lambda: "重试" in words(window))
    assert not [part for part in words(window).splitlines() if part.isascii() and part != "faceapp"]


def test_it_is_used_by_the_keyboard(qtbot: QtBot, show: Show) -> None:
    window = show(PlayedStart(FULL), FULL)
    window.activateWindow()
    assert window.focusWidget() is window.again
    qtbot.keyClick(window.again, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not window.trying)
    assert window.focusWidget() is window.again
    assert window.close_button.height() >= 44
