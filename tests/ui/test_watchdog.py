"""The watchdog itself."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.ui import watchdog as watching
from tests.ui.watchdog import LONGEST_S, WORK_S, Watchdog, work

# Well over the bound, as what else runs on the machine changes from one moment to the next.
TOO_MUCH = 2.0


def burn(share: float) -> None:
    """Work for a share of the longest that an ordinary computer may take."""
    for _ in range(round(share * LONGEST_S / WORK_S)):
        work()


def test_work_within_an_event_is_noticed(qtbot: QtBot, watchdog: Watchdog) -> None:
    done = []
    QTimer.singleShot(0, lambda: done.append(burn(TOO_MUCH)))
    qtbot.waitUntil(lambda: bool(done))
    assert len(watchdog.blocks) == 1
    watchdog.blocks.clear()


def test_waiting_and_the_tests_own_work_are_not(qtbot: QtBot, watchdog: Watchdog) -> None:
    done = []
    QTimer.singleShot(0, lambda: done.append(threading.Event().wait(TOO_MUCH * LONGEST_S)))
    qtbot.waitUntil(lambda: bool(done))
    burn(TOO_MUCH)
    qtbot.wait(1)
    assert watchdog.blocks == []


def test_a_dialogs_own_loop_is_watched_turn_by_turn(qtbot: QtBot, watchdog: Watchdog) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    turns = QTimer()
    turns.timeout.connect(lambda: burn(0.4))
    turns.start(0)
    QTimer.singleShot(0, dialog, lambda: QTimer.singleShot(300, dialog.accept))
    QTimer.singleShot(0, dialog.exec)
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)
    turns.stop()
    assert watchdog.blocks == []  # each turn is short, all of them together are long
    turns.timeout.connect(lambda: (turns.stop(), burn(TOO_MUCH)))
    turns.start(0)
    again = QDialog()
    qtbot.addWidget(again)
    QTimer.singleShot(100, again.accept)
    again.exec()
    assert watchdog.blocks
    watchdog.blocks.clear()


@pytest.mark.parametrize(("slowness", "noticed"), [(1.0, True), (1.9, True), (2.1, False)])
def test_a_slow_machine_is_given_as_much_longer_as_it_takes_for_anything(
    monkeypatch: pytest.MonkeyPatch, slowness: float, noticed: bool
) -> None:
    monkeypatch.setattr(watching, "slowness", lambda: slowness)
    dog = Watchdog()
    dog._since_s = time.thread_time() - 2 * LONGEST_S
    dog.end("something")
    assert bool(dog.blocks) is noticed


def test_a_fast_machine_is_given_no_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "work", lambda: None)
    assert watching.slowness() == 1.0
