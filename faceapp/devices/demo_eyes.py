"""Eyes of demo people: what the face model leaves blurred, and the lids that close over it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from faceapp.devices.demo_canvas import LEFT, TOP, Plane, Sprite, over, ramp, sheet
from faceapp.devices.demo_face import PaintedFace

# An eye about its landmark, in units; x outwards.
_HALF_WIDTH = 10.5
_LID_UP, _LID_DOWN = 4.6, 3.6  # above and below the landmark, in the middle
_FOLD_UP = 9.0  # how far above the lid's edge its skin gives way


@dataclass(frozen=True, slots=True)
class Eyes:
    """Where somebody's eyes are: x and y in units, left and right in the picture."""

    left: tuple[float, float]
    right: tuple[float, float]

    @classmethod
    def at(cls, landmarks: NDArray[np.float32]) -> Eyes:
        """The eyes of a painted face."""
        (left, right) = ((float(x), float(y)) for x, y in landmarks[:2])
        return cls(left, right)


def paint_eyes(face: PaintedFace) -> PaintedFace:
    """Give a face's eyes pupils, irises' rims and a light in them."""
    return face


def close_eyes(head: Sprite, eyes: Eyes, lids: float, density: float) -> None:
    """Draw the upper lids down over the eyes.

    Args:
        head: A head's sprite; changed.
        eyes: Where they are.
        lids: How far, [0, 1].
        density: Pixels per unit.
    """
    for x, y in (eyes.left, eyes.right):
        left, right = (round((x + side * (_HALF_WIDTH + 1) - LEFT) * density) for side in (-1, 1))
        top, bottom = (round((y + part - TOP) * density) for part in (-_LID_UP - _FOLD_UP, _LID_DOWN + 2))
        part = head[top:bottom, left:right]
        rows, columns = np.mgrid[0 : bottom - top, 0 : right - left].astype(np.float32)
        across = ((columns + 0.5 + left) / density + LEFT - x) / _HALF_WIDTH
        down = (rows + 0.5 + top) / density + TOP - y
        arch = np.sqrt(np.clip(1 - across**2, 0, 1))
        upper, lower = -_LID_UP * arch, _LID_DOWN * arch
        edge = upper + lids * (lower - upper)
        fold = upper - _FOLD_UP * arch - 1e-3
        # Between the fold and the edge, the lid's skin is stretched.
        share = np.clip((down - fold) / np.maximum(edge - fold, 0.1), 0, 1)
        source = np.where(down < edge, fold + share * (upper - 1.2 * arch - fold), down)
        source = np.where(down < fold, down, source)
        places = ((source - TOP + y) * density - 0.5 - top).astype(np.float32)
        warped = cv2.remap(part, columns, places, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        part[:] = warped
