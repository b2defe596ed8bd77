"""Ending a command in good order when the system asks for it, as Ctrl+C does."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

# A terminal that is closed sends the second, which not every system has.
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@dataclass
class Ending:
    """Whether a command was ended from outside.

    Attributes:
        number: The signal; None where there was none.
    """

    number: int | None = None

    def exit_code(self, code: int) -> int:
        """The exit code of a command that ended with `code`, as shells count signals."""
        interrupted = 128 + signal.SIGINT
        return 128 + self.number if self.number is not None and code == interrupted else code


@contextmanager
def ended_like_interrupted() -> Iterator[Ending]:
    """Raise a KeyboardInterrupt where the system ends the program, while the block runs.

    Files, locks and half-done transactions are then put in order on the way out, and what a command tells of Ctrl+C it
    tells of this, too. A command may handle the signals in its own way meanwhile.
    """
    ending = Ending()
    if threading.current_thread() is not threading.main_thread():  # no other may handle signals
        yield ending
        return
    own = os.getpid()

    def handle(number: int, _frame: FrameType | None) -> None:
        if os.getpid() != own:  # a process that was forked from this one is ended by it, without any words
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            return
        ending.number = number
        raise KeyboardInterrupt

    before = {number: signal.signal(number, handle) for number in _SIGNALS}
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
