"""Sees to it that no event holds the main thread for long.

What counts is the processor time of the main thread from one checkpoint to the next: an event that is delivered by the
event loop or by a test's own mouse and keys. Processor time and not the clock's, so that a machine that is busy with
other things fails nothing. Time that a test's own code takes between events is not counted, nor are collections of
Python's garbage, which in a test process are those of all the tests before.

The bound is that of an ordinary computer. A core that something else shares may do half as much in the same processor
time, and from one second to the next: so whatever took too long is measured against a fixed piece of work, right after.
"""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QObject
from PySide6.QtWidgets import QApplication

LONGEST_S = 0.050
# How long `work` takes on a core of a server of 2021 that nothing shares, and on most desktop computers since.
WORK_S = 0.0018
_LOOKS = 9


def work() -> None:
    """A fixed piece of work for Python."""
    counts: dict[int, int] = {}
    for number in range(20_000):
        counts[number & 255] = counts.get(number & 255, 0) + number


def slowness() -> float:
    """How many times as long as an ordinary computer this one takes at times just now; 1 if it is as fast or faster.

    The slowest look but one: what shares the core comes and goes within milliseconds.
    """
    taken_s = []
    for _ in range(_LOOKS):
        since_s = time.thread_time()
        work()
        taken_s.append(time.thread_time() - since_s)
    return max(1.0, sorted(taken_s)[-2] / WORK_S)


@dataclass
class Watchdog:
    """Measures; `blocks` are those that took too long.

    Attributes:
        blocks: What was delivered to what, and how many milliseconds it took, and takes on an ordinary computer.
        longest_s: The longest of all, within bounds or not, as it was measured.
    """

    blocks: list[str] = field(default_factory=list)
    longest_s: float = 0.0
    _since_s: float = 0.0
    _collecting_since_s: float = 0.0

    def begin(self) -> None:
        """A checkpoint: from here on time counts."""
        self._since_s = time.thread_time()

    def end(self, what: str) -> None:
        """The next checkpoint."""
        took_s = time.thread_time() - self._since_s
        self.longest_s = max(self.longest_s, took_s)
        if took_s > LONGEST_S:
            ordinary_s = took_s / slowness()
            if ordinary_s > LONGEST_S:
                self.blocks.append(
                    f"{what}: {1000 * took_s:.0f} ms, {1000 * ordinary_s:.0f} ms on an ordinary computer"
                )
        self.begin()

    def on_collection(self, phase: str, _info: dict[str, int]) -> None:
        """Leave out Python's garbage collection."""
        if phase == "start":
            self._collecting_since_s = time.thread_time()
        else:
            self._since_s += time.thread_time() - self._collecting_since_s


class WatchedApplication(QApplication):
    """An application that tells a watchdog of every event."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.watchdog = Watchdog()
        self._depth = 0
        gc.callbacks.append(self.watchdog.on_collection)
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        # A dialog's own loop runs within an event: each of its turns counts for itself.
        dispatcher.aboutToBlock.connect(self._on_about_to_block)

    def _on_about_to_block(self) -> None:
        if self._depth > 0:
            self.watchdog.end("a turn of a dialog's event loop")

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Deliver an event, and measure how long that takes."""
        if self._depth == 0:
            self.watchdog.begin()
        self._depth += 1
        kind = event.type()
        # The whole window goes after the program's last event, when nobody is left to wait.
        is_end = kind is QEvent.Type.DeferredDelete and receiver.inherits("MainWindow")
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            if self._depth == 0 and not is_end:
                self.watchdog.end(f"{kind.name} to {type(receiver).__name__}")
