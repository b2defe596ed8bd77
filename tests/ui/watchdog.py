"""Sees to it that no event holds the main thread for long.

What counts is the processor time of the main thread from one checkpoint to the next: an event that is delivered by the
event loop or by a test's own mouse and keys. Processor time and not the clock's, so that a machine that is busy with
other things fails nothing. Time that a test's own code takes between events is not counted, nor are collections of
Python's garbage, which in a test process are those of all the tests before.
"""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QObject
from PySide6.QtWidgets import QApplication

LONGEST_S = 0.050


@dataclass
class Watchdog:
    """Measures; `blocks` are those that took too long.

    Attributes:
        blocks: What was delivered to what, and how many milliseconds it took.
        longest_s: The longest of all, within bounds or not.
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
            self.blocks.append(f"{what}: {1000 * took_s:.0f} ms")
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
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            if self._depth == 0:
                self.watchdog.end(f"{kind.name} to {type(receiver).__name__}")
