"""The watchdog itself."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.ui.watchdog import LONGEST_S, Watchdog


def burn(seconds: float) -> None:
    until_s = time.thread_time() + seconds
    while time.thread_time() < until_s:
        pass


def test_work_within_an_event_is_noticed(qtbot: QtBot, watchdog: Watchdog) -> None:
    done = []
    QTimer.singleShot(0, lambda: done.append(burn(1.2 * LONGEST_S)))
    qtbot.waitUntil(lambda: bool(done))
    assert len(watchdog.blocks) == 1
    watchdog.blocks.clear()


def test_waiting_and_the_tests_own_work_are_not(qtbot: QtBot, watchdog: Watchdog) -> None:
    done = []
    QTimer.singleShot(0, lambda: done.append(threading.Event().wait(1.2 * LONGEST_S)))
    qtbot.waitUntil(lambda: bool(done))
    burn(1.2 * LONGEST_S)
    qtbot.wait(1)
    assert watchdog.blocks == []


def test_a_dialogs_own_loop_is_watched_turn_by_turn(qtbot: QtBot, watchdog: Watchdog) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    turns = QTimer()
    turns.timeout.connect(lambda: burn(0.4 * LONGEST_S))
    turns.start(0)
    QTimer.singleShot(0, dialog, lambda: QTimer.singleShot(300, dialog.accept))
    QTimer.singleShot(0, dialog.exec)
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)
    turns.stop()
    assert watchdog.blocks == []  # each turn is short, all of them together are long
    turns.timeout.connect(lambda: (turns.stop(), burn(1.2 * LONGEST_S)))
    turns.start(0)
    again = QDialog()
    qtbot.addWidget(again)
    QTimer.singleShot(100, again.accept)
    again.exec()
    assert watchdog.blocks
    watchdog.blocks.clear()
