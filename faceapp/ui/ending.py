"""Ending in good order when the system asks for it: Ctrl+C, a service manager's stop, the end of the session."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

# How often Python may look for a signal while Qt waits.
_SIGNAL_POLL_MS = 200
# A terminal that is closed sends the third, which not every system has.
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def ended_by_system(app: QApplication, end: Callable[[], None]) -> Iterator[None]:
    """Let the system end a window while the block runs.

    Args:
        app: The application.
        end: Closes the window, whatever it is at; may be called more than once, but by Qt's loop alone: what asks
            before it begins is answered in its first turns.
    """

    def session_ends(_manager: QSessionManager) -> None:
        end()

    app.commitDataRequest.connect(session_ends)
    try:
        with _signals_call(end):
            yield
    finally:
        app.commitDataRequest.disconnect(session_ends)


@contextmanager
def _signals_call(end: Callable[[], None]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # no other may handle signals
        yield
        return

    asked = threading.Event()

    def handle(number: int, frame: FrameType | None) -> None:
        # A window that is closed here, before Qt's loop began, would leave a loop that nothing ends.
        asked.set()

    def look() -> None:
        if asked.is_set():
            asked.clear()
            end()

    before = {number: signal.signal(number, handle) for number in _SIGNALS}
    # Python runs its handlers only between bytecodes, of which Qt's loop has none.
    poll = QTimer()
    poll.timeout.connect(look)
    poll.start(_SIGNAL_POLL_MS)
    try:
        yield
    finally:
        poll.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
