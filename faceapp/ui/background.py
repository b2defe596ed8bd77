"""Long work off the main thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from faceapp.domain.errors import FaceappError, words_of
from faceapp.domain.messages import Message

log = logging.getLogger(__name__)

Report = Callable[[float, str], None]


class BackgroundTask(QObject):
    """One piece of work on a thread of its own; its signals arrive on the main thread.

    Args:
        work: What to do; it is given a function to report its progress (share, words) with.
        parent: Qt's parent.

    Signals:
        progressed: Share done in [0, 1], and words.
        succeeded: What the work returned.
        failed: The `FaceappError` it ended with. A bug becomes one, too, and is logged.
    """

    progressed = Signal(float, str)
    succeeded = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[Report], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        # Not a daemon: what it is storing must not be cut off by the window's end.
        self._thread = threading.Thread(target=self._run, name="faceapp-background")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wait(self) -> None:
        """Wait until the work has ended."""
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            result = self._work(self.progressed.emit)
        except FaceappError as error:
            self.failed.emit(error)
        except Exception as error:
            log.exception("background work failed")
            self.failed.emit(
                FaceappError(
                    Message("That failed: {fault}.", fault=words_of(error)), hint=Message("Please report this fault.")
                )
            )
        else:
            self.succeeded.emit(result)
