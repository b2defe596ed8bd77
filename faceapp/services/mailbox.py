"""The one-slot mailbox between the camera and recognition."""

from __future__ import annotations

import threading

from faceapp.domain.records import Frame


class Mailbox:
    """Holds the newest frame; an older one that nobody took is dropped and counted.

    That is why a slow recognition never falls behind a live camera: there is no queue to grow.
    """

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._frame: Frame | None = None
        self._closed = False
        self._dropped = 0

    @property
    def dropped(self) -> int:
        """Frames dropped since the mailbox was made."""
        with self._condition:
            return self._dropped

    def put(self, frame: Frame) -> None:
        """Leave a frame, replacing one that was not taken yet."""
        with self._condition:
            if self._frame is not None:
                self._dropped += 1
            self._frame = frame
            self._condition.notify_all()

    def put_when_empty(self, frame: Frame, timeout_s: float) -> bool:
        """Leave a frame once the slot is free; False when it was not within the time."""
        with self._condition:
            if not self._condition.wait_for(lambda: self._frame is None or self._closed, timeout_s):
                return False
            self._frame = frame
            self._condition.notify_all()
            return True

    def take(self, timeout_s: float) -> Frame | None:
        """Take the frame, waiting for one; None when none came, or none will."""
        with self._condition:
            self._condition.wait_for(lambda: self._frame is not None or self._closed, timeout_s)
            frame, self._frame = self._frame, None
            self._condition.notify_all()
            return frame

    def clear(self) -> None:
        """Throw away a frame that was not taken."""
        with self._condition:
            self._frame = None
            self._condition.notify_all()

    def close(self) -> None:
        """No frame will come any more; one that is left can still be taken."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    @property
    def exhausted(self) -> bool:
        """Whether it is closed and empty."""
        with self._condition:
            return self._closed and self._frame is None
