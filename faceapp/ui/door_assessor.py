"""What thresholds come to at the door, worked out in the background once a hand has come to rest."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from faceapp.domain.errors import CancelledError, FaceappError
from faceapp.domain.replay import RecordedTrack
from faceapp.services.door_rates import DoorRates
from faceapp.ui.work_queue import WorkQueue

# A hand that moves a line pauses for less.
SETTLE_MS = 350


class Assess(Protocol):
    """Tells what a threshold comes to at the door."""

    def __call__(
        self, threshold: float, *, tracks: Sequence[RecordedTrack] | None, should_stop: Callable[[], bool]
    ) -> DoorRates | None:
        """See `faceapp.services.site_calibration.SiteCalibration.assess`."""


class DoorAssessor(QObject):
    """Works out one threshold at a time: the one that is wanted, and when that is known, the one to compare it with.

    What is known stays with its threshold, so that a figure never stands beside another one.

    Args:
        assess: Does the work.
        parent: Qt's parent.

    Signals:
        told: A threshold of which `rates` or `fault` is known now.
    """

    told = Signal(float)

    def __init__(self, assess: Assess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._assess = assess
        self._queue = WorkQueue(self)
        self._known: dict[float, DoorRates | None] = {}
        self._faults: dict[float, FaceappError] = {}
        self._tracks: Sequence[RecordedTrack] | None = None
        self._wanted: float | None = None
        self._beside: float | None = None
        self._running: float | None = None
        self._stopping = threading.Event()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self._next)

    def begin(
        self,
        tracks: Sequence[RecordedTrack] | None,
        known: Mapping[float, DoorRates | None],
        beside: float | None,
    ) -> None:
        """Forget everything, as there is another calibration.

        Args:
            tracks: Approaches that were recorded.
            known: What is known already, by threshold.
            beside: The threshold to compare others with.
        """
        self._cancel()
        self._tracks, self._known, self._faults = tracks, dict(known), {}
        self._wanted, self._beside = None, beside

    def want(self, threshold: float) -> None:
        """Work this one out, in place of the one before; at once where nothing is to be waited for."""
        self._wanted = threshold
        if self._running not in (None, threshold):
            self._cancel()
        self._settling.start()

    def knows(self, threshold: float) -> bool:
        """Whether `rates` are known."""
        return threshold in self._known

    def rates(self, threshold: float) -> DoorRates | None:
        """What a known threshold comes to; None where nobody is enrolled."""
        return self._known[threshold]

    def fault(self, threshold: float) -> FaceappError | None:
        """Why a threshold could not be worked out."""
        return self._faults.get(threshold)

    @property
    def idle(self) -> bool:
        """Whether nothing is being worked out or about to be."""
        return self._running is None and not self._settling.isActive()

    def stop(self) -> None:
        """End the work, and wait until it has."""
        self._settling.stop()
        self._stopping.set()
        self._queue.stop()

    def _cancel(self) -> None:
        self._stopping.set()
        self._running = None
        self._settling.stop()

    @Slot()
    def _next(self) -> None:
        if self._running is not None:
            return
        for threshold in (self._wanted, self._beside):
            if threshold is not None and threshold not in self._known and threshold not in self._faults:
                self._begin(threshold)
                return

    def _begin(self, threshold: float) -> None:
        self._running = threshold
        self._stopping = stopping = threading.Event()
        tracks = self._tracks
        self._queue.run(
            "door",
            lambda: self._assess(threshold, tracks=tracks, should_stop=stopping.is_set),
            partial(self._take, threshold, stopping),
            partial(self._take_fault, threshold, stopping),
        )

    def _take(self, threshold: float, stopping: threading.Event, rates: DoorRates | None) -> None:
        if stopping is self._stopping and not stopping.is_set():
            self._known[threshold] = rates
            self._end(threshold)

    def _take_fault(self, threshold: float, stopping: threading.Event, fault: FaceappError) -> None:
        if stopping is self._stopping and not stopping.is_set() and not isinstance(fault, CancelledError):
            self._faults[threshold] = fault
            self._end(threshold)

    def _end(self, threshold: float) -> None:
        self._running = None
        self.told.emit(threshold)
        self._next()
