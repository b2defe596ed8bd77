"""Short work off the main thread, one piece after the other: what is asked anew replaces what waits."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from faceapp.domain.errors import FaceappError, words_of
from faceapp.domain.messages import Message

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    key: str
    work: Callable[[], Any]
    then: Callable[[Any], None]
    otherwise: Callable[[FaceappError], None] | None


class WorkQueue(QObject):
    """Runs what reads the database on one thread and hands the results to the main thread.

    Of one key only the newest piece of work counts: an older one that waits is dropped, and the result of one that
    is running is thrown away.

    Args:
        parent: Qt's parent.

    Signals:
        failed: The `FaceappError` of work that nobody else takes the failure of.
        idled: Nothing is left to do.
    """

    failed = Signal(object)
    idled = Signal()
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="faceapp-reading")
        self._newest: dict[str, _Job] = {}
        self._stopped = False
        self._ended.connect(self._deliver)

    @property
    def busy(self) -> bool:
        """Whether anything is left to do."""
        return bool(self._newest)

    def run(
        self,
        key: str,
        work: Callable[[], T],
        then: Callable[[T], None],
        otherwise: Callable[[FaceappError], None] | None = None,
    ) -> None:
        """Do something later.

        Args:
            key: What it is for.
            work: What to do, on the thread.
            then: Takes what it returned, on the main thread.
            otherwise: Takes the error that it ended with, on the main thread; None leaves it to `failed`.
        """
        if self._stopped:
            return
        job = _Job(key, work, then, otherwise)
        self._newest[key] = job
        self._executor.submit(self._do, job)

    def stop(self) -> None:
        """Drop what waits, and wait for what is running; may be called again."""
        self._stopped = True
        self._newest.clear()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _do(self, job: _Job) -> None:
        if self._newest.get(job.key) is not job:
            return
        result, fault = None, None
        try:
            result = job.work()
        except FaceappError as error:
            fault = error
        except Exception as error:
            log.exception("work in the background failed")
            fault = FaceappError(
                Message("That failed: {fault}.", fault=words_of(error)), hint=Message("Please report this fault.")
            )
        if not self._stopped:
            self._ended.emit(job, result, fault)

    @Slot(object, object, object)
    def _deliver(self, job: _Job, result: object, fault: FaceappError | None) -> None:
        if self._stopped or self._newest.get(job.key) is not job:
            return
        del self._newest[job.key]
        if fault is None:
            job.then(result)
        elif job.otherwise is not None:
            job.otherwise(fault)
        else:
            self.failed.emit(fault)
        if not self._newest:
            self.idled.emit()
