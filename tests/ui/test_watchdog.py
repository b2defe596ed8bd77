"""The watchdog itself."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QTimer
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
