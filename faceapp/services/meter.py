"""How fast the camera and recognition are, as they run."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from faceapp.domain.records import FrameResult
from faceapp.services.runtime import SourceState, SourceStatus

OVER_S = 10.0
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast things are, over the last seconds.

    Attributes:
        source: What is said of the source; None before it was opened.
        camera_rate: Frames a second that the camera gives; None where too few came to tell.
        recognised_rate: Frames a second that recognition looks at.
        dropped_share: Share of the camera's frames that were dropped for newer ones.
        p50_s: Median time that recognition takes for a frame.
        p95_s: 95 % quantile of it.
        size: Width and height of the newest frame; None before the first.
    """

    source: SourceStatus | None
    camera_rate: float | None = None
    recognised_rate: float | None = None
    dropped_share: float | None = None
    p50_s: float | None = None
    p95_s: float | None = None
    size: tuple[int, int] | None = None


class Meter:
    """Takes note of every result; may be used from any thread.

    Args:
        clock: Seconds, never set back.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._source: SourceStatus | None = None
        self._size: tuple[int, int] | None = None
        # When, how long it took, and frames dropped until then.
        self._noted: deque[tuple[float, float, int]] = deque(maxlen=_MOST)

    def note_status(self, status: SourceStatus) -> None:
        """Take note of how the source is."""
        with self._lock:
            self._source = status
            if status.state is not SourceState.RUNNING:
                self._noted.clear()

    def note(self, result: FrameResult) -> None:
        """Take note of a frame that recognition has dealt with."""
        now_s = self._clock()
        with self._lock:
            if self._noted and result.dropped < self._noted[-1][2]:
                self._noted.clear()  # the source was started anew
            self._noted.append((now_s, result.elapsed_s, result.dropped))
            self._size = result.frame.image.shape[1], result.frame.image.shape[0]

    def pace(self) -> Pace:
        """How fast things are."""
        now_s = self._clock()
        with self._lock:
            while self._noted and now_s - self._noted[0][0] > OVER_S:
                self._noted.popleft()
            noted, source, size = list(self._noted), self._source, self._size
        if len(noted) < 2 or noted[-1][0] <= noted[0][0]:
            return Pace(source, size=size)
        span_s = noted[-1][0] - noted[0][0]
        recognised, dropped = len(noted) - 1, noted[-1][2] - noted[0][2]
        p50_s, p95_s = np.quantile([elapsed_s for _, elapsed_s, _ in noted], [0.5, 0.95])
        return Pace(
            source=source,
            camera_rate=(recognised + dropped) / span_s,
            recognised_rate=recognised / span_s,
            dropped_share=dropped / (recognised + dropped),
            p50_s=float(p50_s),
            p95_s=float(p95_s),
            size=size,
        )
