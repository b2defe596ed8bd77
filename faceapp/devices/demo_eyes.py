"""Eyes of demo people: what the face model leaves blurred, and the lids that close over it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from faceapp.devices.demo_canvas import DENSITY, Grid, Plane, Sprite, over, ramp
from faceapp.devices.demo_face import PaintedFace

# An eye about its landmark, in units; x outwards.
_HALF_WIDTH = 11.0
_LID_UP, _LID_DOWN = 4.4, 3.9  # above and below the landmark, in the middle
_BROW_UP = 7.5  # how far above its edge a closed lid reaches
_IRIS, _PUPIL = 4.3, 1.9
_IRIS_RGB = ((62, 40, 26), (84, 56, 34), (86, 88, 66), (88, 98, 108), (72, 84, 96))


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

    def patches(self, on: Grid) -> tuple[_Patch, _Patch]:
        """Both eyes' places on a sheet."""
        return _Patch.about(self.left, -1, on), _Patch.about(self.right, 1, on)


@dataclass(frozen=True, slots=True, eq=False)
class _Patch:
    """An eye's place on a sheet: its pixels, and where each lies about the landmark in units; x is outwards."""

    rows: slice
    columns: slice
    x: Plane
    y: Plane

    @classmethod
    def about(cls, eye: tuple[float, float], side: int, on: Grid) -> _Patch:
        reach = _HALF_WIDTH + 4
        rows, columns = on.part(eye[0] - reach, eye[1] - _LID_UP - _BROW_UP, eye[0] + reach, eye[1] + _LID_DOWN + 5)
        near = on.cut(rows, columns)
        return cls(rows, columns, (near.x - eye[0]) * side, near.y - eye[1])

    @property
    def arch(self) -> Plane:
        """How far the eye is open at each x: 1 in its middle, 0 at its corners."""
        return np.asarray(np.clip(1 - (self.x / _HALF_WIDTH) ** 2, 0, 1) ** 0.75, dtype=np.float32)


def paint_eyes(face: PaintedFace, on: Grid, number: int) -> PaintedFace:
    """Give a face's eyes crisp irises and lids.

    Args:
        face: The face.
        on: What it is painted on.
        number: Chooses the irises' colour.
    """
    rgb = face.rgb.copy()
    iris_rgb = np.array(_IRIS_RGB[number % len(_IRIS_RGB)], np.float32)
    if face.skin_rgb.mean() < 150:  # light eyes belong to light skin
        iris_rgb = np.array(_IRIS_RGB[number % 2], np.float32)
    for patch in Eyes.at(face.landmarks).patches(on):
        part = rgb[patch.rows, patch.columns]
        x, y = _pupil(part, patch)
        upper, lower = -_LID_UP * patch.arch + 0.9, _LID_DOWN * patch.arch - 0.7
        opening = ramp(patch.y - upper, -0.5, 0.7) * ramp(lower - patch.y, -0.5, 0.7)
        radius = np.hypot(patch.x - x, patch.y - y)
        shaded = 0.62 + 0.38 * ramp(patch.y - upper, 0.3, 3.2)  # the upper lid's shade
        white = np.array((206, 200, 196), np.float32) * np.float32(min(1.0, 0.35 + face.skin_rgb.mean() / 230))
        part = over(part, white * shaded[..., np.newaxis], 0.34 * opening * ramp(radius, 4.0, 5.0))
        rays = 1 + 0.30 * ramp(radius, 1.8, 3.6) * ramp(radius, 4.3, 3.5)
        colour = iris_rgb * (rays * shaded)[..., np.newaxis]
        colour = over(colour, iris_rgb * 0.30, ramp(radius, 3.4, 4.2))
        part = over(part, colour, 0.70 * opening * ramp(radius, _IRIS + 0.4, _IRIS - 0.5))
        part = over(part, np.array((10, 8, 8), np.float32), 0.90 * opening * ramp(radius, _PUPIL + 0.4, _PUPIL - 0.4))
        side = 1 if patch.x[0, 0] < 0 else -1  # the light comes from the picture's left, in both eyes
        glint = np.hypot(patch.x - x + 1.5 * side, patch.y - y + 1.6)
        part = over(part, np.array((250, 250, 252), np.float32), 0.88 * opening * ramp(glint, 1.0, 0.4))
        lash = np.exp(-(((patch.y - upper + 0.1) / 0.62) ** 2)) * ramp(
            np.abs(patch.x), _HALF_WIDTH + 0.2, _HALF_WIDTH - 3
        )
        part = over(part, face.skin_rgb * 0.16, 0.58 * lash)
        below = np.exp(-(((patch.y - lower - 0.2) / 0.6) ** 2)) * ramp(np.abs(patch.x), _HALF_WIDTH, _HALF_WIDTH - 4)
        part = over(part, face.skin_rgb * 0.55, 0.20 * below)
        rgb[patch.rows, patch.columns] = part
    return replace(face, rgb=rgb)


def paint_lids(rgb: NDArray[np.float32], skin: NDArray[np.float32], eyes: Eyes, on: Grid) -> NDArray[np.float32]:
    """The same head with its eyes closed.

    Args:
        rgb: A head with open eyes, float32 (H, W, 3).
        skin: Its skin without eyes, the same shape.
        eyes: Where they are.
        on: What it is painted on.

    Returns:
        float32 (H, W, 3).
    """
    closed = rgb.copy()
    for patch in eyes.patches(on):
        part, bare = rgb[patch.rows, patch.columns], skin[patch.rows, patch.columns]
        arch = patch.arch
        upper, lower = -_LID_UP * arch - 1.2, _LID_DOWN * arch
        height = (patch.y - upper) / np.maximum(lower - upper, 0.5)
        ball = 0.90 + 0.10 * np.sin(np.pi * np.clip(height, 0, 1)) - 0.10 * (patch.x / _HALF_WIDTH) ** 2
        crease = 0.16 * np.exp(-(((patch.y - upper) / 0.8) ** 2)) * arch
        lid = bare * (ball - crease)[..., np.newaxis] * np.array((1.0, 0.95, 0.93), np.float32)
        covered = ramp(patch.y - upper, -1.2, 0.8) * ramp(lower - patch.y, -1.2, 0.6) * ramp(arch, 0.0, 0.10)
        part = over(part, lid, covered)
        lash = np.exp(-(((patch.y - lower + 0.5) / 0.75) ** 2)) * ramp(arch, 0.0, 0.25)
        closed[patch.rows, patch.columns] = over(part, bare * 0.20, 0.72 * lash)
    return closed


def lower_lids(face: Sprite, closed: Sprite, eyes: Eyes, lids: float, on: Grid) -> None:
    """Draw the upper lids down over the eyes.

    Args:
        face: A head's sprite with open eyes; changed.
        closed: The same with closed eyes, see `paint_lids`.
        eyes: Where they are.
        lids: How far they are closed, [0, 1].
        on: What both are painted on.
    """
    for patch in eyes.patches(on):
        open_eye, shut_eye = face[patch.rows, patch.columns], closed[patch.rows, patch.columns]
        arch = patch.arch
        upper, lower = -_LID_UP * arch, _LID_DOWN * arch
        edge = upper + lids * (lower - upper)
        # The lid comes down as it is when closed; above, its skin is drawn out of the fold.
        height, width = patch.y.shape
        rows = np.arange(height, dtype=np.float32)[:, np.newaxis]
        moved = np.where(patch.y > upper - 2, (lower - edge) * on.density, 0) * ramp(patch.y - upper, -2.0, 1.0)
        places = (rows + moved).astype(np.float32)
        columns = np.broadcast_to(np.arange(width, dtype=np.float32), (height, width))
        lid = cv2.remap(
            shut_eye, np.ascontiguousarray(columns), places, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        covered = ramp(edge + 0.6 - patch.y, -0.5, 0.5)[..., np.newaxis]
        if lids >= 1.0:
            covered = np.ones_like(covered)
        open_eye[:] = (open_eye * (1 - covered) + lid * covered).round().astype(np.uint8)


def _pupil(part: NDArray[np.float32], patch: _Patch) -> tuple[float, float]:
    """Where the model's own pupil is: the darkest place near the landmark."""
    dark = cv2.GaussianBlur(part.mean(axis=2), (0, 0), 1.6 * DENSITY)
    dark = dark + 2.2 * np.hypot(patch.x, 1.2 * patch.y) ** 2
    row, column = np.unravel_index(int(np.argmin(dark)), dark.shape)
    return float(np.clip(patch.x[row, column], -1.6, 1.6)), float(np.clip(patch.y[row, column], -1.2, 1.0))
