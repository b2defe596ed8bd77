"""From the runtime's threads to the main thread."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, Signal, Slot

from faceapp.domain.records import AccessEvent, Frame, FrameResult
from faceapp.services.runtime import SourceStatus


class RuntimeBridge(QObject):
    """Hands what the runtime says to widgets, on the thread that this object lives on.

    However slow the widgets are, at most one wake-up waits in the event queue: they get the
    newest frame and skip those in between. Events and statuses are never skipped.

    Signals:
        picture_ready: The newest `Frame` as it came from the camera, before recognition; sent first.
        frame_ready: The newest `FrameResult`.
        events_made: The tuple of `AccessEvent`s since the last time, oldest first; sent before
            the frame.
        fault_met: What went wrong on a frame, in a sentence or two; once until another fault comes.
        status_changed: A `SourceStatus`.
    """

    picture_ready = Signal(object)
    frame_ready = Signal(object)
    events_made = Signal(object)
    fault_met = Signal(object)
    status_changed = Signal(object)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._picture: Frame | None = None
        self._newest: FrameResult | None = None
        self._events: list[AccessEvent] = []
        self._fault = ""
        self._told_fault = ""
        self._statuses: list[SourceStatus] = []
        self._wake_up_waits = False
        self._closed = False
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def on_frame(self, frame: Frame) -> None:
        """Take a picture from the camera; from any thread, returns at once."""
        with self._lock:
            self._picture = frame
        self._wake()

    def on_result(self, result: FrameResult) -> None:
        """Take a frame's result; from any thread, returns at once."""
        with self._lock:
            self._newest = result
            self._events.extend(result.events)
            self._fault = result.fault or self._fault
        self._wake()

    def on_status(self, status: SourceStatus) -> None:
        """Take the source's state; from any thread, returns at once."""
        with self._lock:
            self._statuses.append(status)
        self._wake()

    def discard(self) -> None:
        """Forget a frame and statuses not delivered yet, before another runtime starts."""
        with self._lock:
            self._picture = self._newest = None
            self._told_fault = ""
            self._statuses.clear()

    def close(self) -> None:
        """Deliver nothing any more."""
        with self._lock:
            self._closed = True
            self._picture = self._newest = None

    def _wake(self) -> None:
        with self._lock:
            if self._wake_up_waits or self._closed:
                return
            self._wake_up_waits = True
        self._woken.emit()

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            self._wake_up_waits = False
            if self._closed:
                return
            picture, self._picture = self._picture, None
            newest, self._newest = self._newest, None
            events, self._events = tuple(self._events), []
            statuses, self._statuses = self._statuses, []
            fault, self._fault = self._fault, ""
        for status in statuses:
            self.status_changed.emit(status)
        if picture is not None:
            self.picture_ready.emit(picture)
        if events:
            self.events_made.emit(events)
        if fault and fault != self._told_fault:
            self._told_fault = fault
            self.fault_met.emit(fault)
        if newest is not None:
            self.frame_ready.emit(newest)
