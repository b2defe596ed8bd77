"""Frames around faces that glide to where the face was found last, instead of jumping there."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping

Box = tuple[float, float, float, float]

# Within this time a box goes nearly two thirds of its way.
EASE_S = 0.08
_THERE_PX = 0.5


class EasedBoxes:
    """One box for each track, between where it was and where it belongs.

    How far it has gone depends on the time alone, not on how often it is drawn.

    Args:
        clock: Seconds on a monotonic clock.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._targets: dict[int, Box] = {}
        self._shown: dict[int, Box] = {}
        self._moved_at_s = clock()

    @property
    def moving(self) -> bool:
        """Whether any box is still on its way."""
        return self._shown != self._targets

    def aim(self, boxes: Mapping[int, Box]) -> None:
        """Say where the boxes belong; one that is new is there at once, one that is gone goes at once."""
        self.move()
        self._targets = dict(boxes)
        self._shown = {track_id: self._shown.get(track_id, box) for track_id, box in boxes.items()}

    def move(self) -> None:
        """Go on by the time that has passed."""
        now_s = self._clock()
        rest = math.exp(-max(0.0, now_s - self._moved_at_s) / EASE_S)
        self._moved_at_s = now_s
        for track_id, target in self._targets.items():
            left = [rest * (shown - aim) for shown, aim in zip(self._shown[track_id], target, strict=True)]
            if max(map(abs, left)) < _THERE_PX:
                self._shown[track_id] = target
            else:
                x0, y0, x1, y1 = (aim + side for aim, side in zip(target, left, strict=True))
                self._shown[track_id] = (x0, y0, x1, y1)

    def box(self, track_id: int) -> Box:
        """Where a track's box is drawn now."""
        return self._shown[track_id]
