"""What is done at the start and then every day, while the door goes on working."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from faceapp.domain.errors import FaceappError

log = logging.getLogger(__name__)

EVERY_S = 24 * 3600.0


class Housekeeper:
    """Does a task now and then again and again, on a thread of its own; a failure is logged, and tried again later.

    Args:
        task: What to do.
        every_s: Pause between two times, in seconds.
    """

    def __init__(self, task: Callable[[], None], *, every_s: float = EVERY_S) -> None:
        self._task = task
        self._every_s = every_s
        self._stopping = threading.Event()
        # Not a daemon: what it erases is erased whole.
        self._thread = threading.Thread(target=self._run, name="faceapp-housekeeping")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is being done; may be called again, and before `start`."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._task()
            except FaceappError as error:
                log.error("housekeeping failed and is tried again later: %s", error)
            except Exception:
                log.exception("housekeeping failed and is tried again later")
            self._stopping.wait(self._every_s)
