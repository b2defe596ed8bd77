"""The screen of health: findings in words and signs, looked at anew, and backups."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from faceapp.domain.errors import StorageError
from faceapp.domain.health import Finding, HealthState, Subject
from faceapp.domain.messages import Message
from faceapp.services.backups import Backups
from faceapp.storage.backup import check_backup
from faceapp.storage.database import open_database
from faceapp.ui.appearance import Appearance
from faceapp.ui.health_card import state_words, subject_words
from faceapp.ui.health_screen import HealthScreen

FINE, LOOK_AFTER, BROKEN = HealthState


class PlayedHealth:
    """Finds what the test says."""

    def __init__(self) -> None:
        self.camera = Finding(
            Subject.CAMERA, FINE, Message("The camera gives {rate:.1f} pictures a second.", rate=30.0)
        )
        self.others = {
            subject: Finding(subject, FINE, f"{subject} is fine.")
            for subject in Subject
            if subject not in (Subject.CAMERA, Subject.SPEED)
        }
        self.whole: list[bool] = []
        self.threads: set[str] = set()

    def live(self) -> list[Finding]:
        return [self.camera, Finding(Subject.SPEED, FINE, "Recognition is quick.")]

    def all(self, now: datetime, *, whole_database: bool) -> list[Finding]:
        self.threads.add(threading.current_thread().name)
        self.whole.append(whole_database)
        return list(self.others.values())


@pytest.fixture
def health() -> PlayedHealth:
    return PlayedHealth()


@pytest.fixture
def screen(qtbot: QtBot, health: PlayedHealth, tmp_path: Path) -> Iterator[HealthScreen]:
    backups = Backups(lambda: open_database(tmp_path / "data" / "faceapp.sqlite3"))
    made = HealthScreen(health, backups)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(1400, 900)
    yield made
    made.stop()


@pytest.fixture
def settled(qtbot: QtBot, screen: HealthScreen) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: screen.idle, timeout=10_000)


def words_on(screen: HealthScreen) -> str:
    return " | ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_all_is_well(screen: HealthScreen, health: PlayedHealth, settled: Callable[[], None]) -> None:
    screen.show()
    settled()
    assert "All is well" in words_on(screen)
    assert "The camera gives 30.0 pictures a second." in words_on(screen)
    assert {finding.subject for finding in screen.findings()} == set(Subject)
    assert "MainThread" not in health.threads
    assert health.whole == [False]


def test_a_check_that_failed_is_never_called_well(
    qtbot: QtBot,
    screen: HealthScreen,
    health: PlayedHealth,
    settled: Callable[[], None],
    appearance: Appearance,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(now: datetime, *, whole_database: bool) -> list[Finding]:
        raise StorageError(Message("The disk is gone."), hint=Message("Look for it."))

    with monkeypatch.context() as patched:
        patched.setattr(health, "all", broken)
        with qtbot.waitSignal(screen.failed):
            screen.show()
        screen.look_live()
        assert "The check failed" in words_on(screen) and "All is well" not in words_on(screen)
        appearance.set_language("zh_CN")
        qtbot.waitUntil(lambda: "检查失败" in words_on(screen))
        appearance.set_language("en")
    screen.look(whole_database=False)
    screen.look_live()
    assert "Looking…" in words_on(screen)
    settled()
    assert "All is well" in words_on(screen)


def test_the_worst_comes_first_with_what_to_do(
    screen: HealthScreen, health: PlayedHealth, settled: Callable[[], None]
) -> None:
    health.others[Subject.DISK] = Finding(Subject.DISK, BROKEN, "The disk is full.", "Free some space.")
    health.others[Subject.BACKUP] = Finding(Subject.BACKUP, LOOK_AFTER, "No backup.", "Make one.", ("a", "b/c"))
    screen.show()
    settled()
    order = [finding.subject for finding in screen.findings()]
    assert order[:4] == [Subject.CAMERA, Subject.SPEED, Subject.DISK, Subject.BACKUP]
    told = words_on(screen)
    for words in ("1 thing", "broken", "The disk is full.", "Free some space.", "No backup.", "Make one."):
        assert words in told
    card = screen._cards[Subject.DISK]
    assert card.accessibleName() == "Disk: Broken"
    assert "Free some space." in card.accessibleDescription()


def test_a_camera_that_is_lost_is_told_at_once(
    screen: HealthScreen, health: PlayedHealth, settled: Callable[[], None]
) -> None:
    screen.show()
    settled()
    health.camera = Finding(Subject.CAMERA, BROKEN, "The camera was lost.", "Check its cable.")
    screen.look_live()
    assert "The camera was lost." in words_on(screen)
    assert "broken" in words_on(screen)


def test_checking_all_reads_the_whole_database(
    screen: HealthScreen, health: PlayedHealth, settled: Callable[[], None], qtbot: QtBot
) -> None:
    screen.show()
    settled()
    health.others[Subject.DATABASE] = Finding(Subject.DATABASE, LOOK_AFTER, "Odd.", "Look.")
    qtbot.mouseClick(screen._again, Qt.MouseButton.LeftButton)
    assert not screen._again.isEnabled()
    settled()
    assert health.whole == [False, True]
    assert screen._again.isEnabled()
    assert "1 thing" in words_on(screen)


def test_a_backup_is_made_and_read_back(
    screen: HealthScreen, settled: Callable[[], None], tmp_path: Path, qtbot: QtBot
) -> None:
    screen.show()
    settled()
    file = tmp_path / "backup.sqlite3"
    with qtbot.waitSignal(screen.strip.succeeded, timeout=10_000):
        screen.back_up_to(file)
    settled()
    assert check_backup(file).people == 0
    assert "is intact" in words_on(screen)
    assert "faceapp restore FILE" in words_on(screen)
    assert screen._back_up.isEnabled()


def test_a_backup_that_fails_is_told_and_may_be_tried_again(
    screen: HealthScreen, settled: Callable[[], None], tmp_path: Path, qtbot: QtBot
) -> None:
    screen.show()
    settled()
    (tmp_path / "letter").write_text("dear")
    with qtbot.waitSignal(screen.failed, timeout=10_000) as told:
        screen.back_up_to(tmp_path / "letter")
    assert isinstance(told.args[0], StorageError)
    assert screen._back_up.isEnabled()
    with qtbot.waitSignal(screen.strip.ended, timeout=10_000):
        screen.back_up_to(tmp_path / "b.sqlite3")
        screen.strip.cancel()
    assert screen._back_up.isEnabled()


def test_every_part_and_state_has_words(screen: HealthScreen) -> None:
    assert len({subject_words(subject) for subject in Subject}) == len(Subject)
    assert len({state_words(state) for state in HealthState}) == len(HealthState)


@pytest.mark.parametrize(("width", "columns"), [(716, 1), (1000, 2), (1836, 3)])
def test_as_many_columns_as_there_is_room_for(
    screen: HealthScreen, settled: Callable[[], None], width: int, columns: int
) -> None:
    screen.resize(width, 480)
    screen.show()
    settled()
    assert screen._grid.columnCount() >= columns
    assert screen._columns == columns
    assert screen.width() == width


def test_a_backup_asks_where_to(
    screen: HealthScreen, settled: Callable[[], None], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.show()
    settled()
    answers = iter(["", str(tmp_path / "chosen.sqlite3")])
    monkeypatch.setattr(
        "faceapp.ui.health_screen.QFileDialog.getSaveFileName", lambda *_: (next(answers), "Backups (*.sqlite3)")
    )
    qtbot.mouseClick(screen._back_up, Qt.MouseButton.LeftButton)
    assert not screen.strip.busy  # nothing was chosen
    with qtbot.waitSignal(screen.strip.succeeded, timeout=10_000):
        qtbot.mouseClick(screen._back_up, Qt.MouseButton.LeftButton)
    assert check_backup(tmp_path / "chosen.sqlite3").events == 0
