"""The sheet that a demo person's head is painted on, and small tools of the painters.

Lengths are in units: pixels of the face model, so that the eyes are 39 units apart. A sheet shows
a head from the front, with room for hair around it and for what hangs to the chest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]
Sprite = NDArray[np.uint8]  # RGBA, premultiplied

MIDDLE = 79.5  # of the head, x
EYES_Y = 96.0
CHIN_Y = 168.0
CROWN_Y = 30.0
LEFT, TOP = -36.0, -24.0  # the sheet's corner
WIDTH, HEIGHT = 231, 264  # its size in units
DENSITY = 3  # painted pixels per unit


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Where each pixel of a sheet lies.

    Attributes:
        x: Units, float32 (H, W).
        y: Units, float32 (H, W).
        density: Pixels per unit.
    """

    x: Plane
    y: Plane
    density: float

    @property
    def corner(self) -> tuple[float, float]:
        """Left and top in units."""
        return float(self.x[0, 0]) - 0.5 / self.density, float(self.y[0, 0]) - 0.5 / self.density

    def part(self, left: float, top: float, right: float, bottom: float) -> tuple[slice, slice]:
        """Rows and columns of a part given in units."""
        start_x, start_y = self.corner
        height, width = self.x.shape
        columns = (min(max(round((value - start_x) * self.density), 0), width) for value in (left, right))
        rows = (min(max(round((value - start_y) * self.density), 0), height) for value in (top, bottom))
        return slice(*rows), slice(*columns)

    def cut(self, rows: slice, columns: slice) -> Grid:
        """The pixels of a part."""
        return Grid(self.x[rows, columns].copy(), self.y[rows, columns].copy(), self.density)


def sheet(density: float = DENSITY) -> Grid:
    """The pixels of a head's sheet."""
    return grid(LEFT, TOP, WIDTH, HEIGHT, density)


def grid(left: float, top: float, width: float, height: float, density: float) -> Grid:
    """The pixels of any sheet, given its corner and size in units."""
    columns, rows = round(width * density), round(height * density)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    return Grid((x + 0.5) / density + left, (y + 0.5) / density + top, density)


def ramp(values: NDArray[Any], start: float | NDArray[Any], end: float | NDArray[Any]) -> Plane:
    """0 at `start` (and before), 1 at `end`, without a kink between; start may exceed end."""
    share = np.clip((values - start) / (end - start), 0, 1)
    return np.asarray(share * share * (3 - 2 * share), dtype=np.float32)


def soften(plane: NDArray[Any], sigma_px: float) -> Plane:
    """A Gaussian blur."""
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma_px, borderType=cv2.BORDER_REPLICATE), dtype=np.float32)


def noise(chance: np.random.Generator, shape: tuple[int, int], coarse_px: float) -> Plane:
    """Smooth noise of unit deviation whose blotches are about so large."""
    height, width = (max(4, round(side / coarse_px) + 3) for side in shape)
    coarse = chance.standard_normal((height, width)).astype(np.float32)
    fine = cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(fine / max(float(fine.std()), 1e-6), dtype=np.float32)


def fine_noise(chance: np.random.Generator, shape: tuple[int, int], sigma_px: float) -> Plane:
    """Noise of unit deviation as fine as that blur leaves it."""
    fine = soften(chance.standard_normal(shape, dtype=np.float32), sigma_px)
    return np.asarray(fine / max(float(fine.std()), 1e-6), dtype=np.float32)


def curve(y: Plane, knots: Sequence[tuple[float, float]]) -> Plane:
    """A smooth curve through (y, value) knots, evaluated at every y; constant outside."""
    levels, values = np.array(knots, dtype=np.float64).T
    fine = np.linspace(levels[0], levels[-1], 400)
    slopes = np.gradient(values, levels)
    place = np.clip(np.searchsorted(levels, fine, side="right") - 1, 0, len(levels) - 2)
    step = levels[place + 1] - levels[place]
    t = (fine - levels[place]) / step
    smooth = (
        (2 * t**3 - 3 * t**2 + 1) * values[place]
        + (t**3 - 2 * t**2 + t) * step * slopes[place]
        + (3 * t**2 - 2 * t**3) * values[place + 1]
        + (t**3 - t**2) * step * slopes[place + 1]
    )
    return np.asarray(np.interp(y, fine, smooth), dtype=np.float32)


def over(below: NDArray[Any], colour: NDArray[Any], opacity: NDArray[Any]) -> NDArray[np.float32]:
    """Lay a colour, (3,) or (H, W, 3), on a picture, float32 (H, W, 3)."""
    share = opacity[..., np.newaxis]
    return np.asarray(below * (1 - share) + colour * share, dtype=np.float32)


def stacked(below: tuple[NDArray[np.float32], Plane], above: tuple[NDArray[np.float32], Plane]) -> NDArray[np.float32]:
    """One picture with its opacity on another.

    Returns:
        RGBA, premultiplied, float32 (H, W, 4), [0, 255].
    """
    (rgb, opacity), (top_rgb, top) = below, above
    covered = (opacity * (1 - top))[..., np.newaxis]
    both = rgb * covered + top_rgb * top[..., np.newaxis]
    return np.concatenate([both, 255 * (covered + top[..., np.newaxis])], axis=2).astype(np.float32)


def eight_bit(sprite: NDArray[np.float32]) -> Sprite:
    """A sprite of numbers in [0, 255] in eight bits."""
    return np.clip(sprite.round(), 0, 255).astype(np.uint8)


def premultiplied(rgb: NDArray[np.float32], opacity: Plane) -> Sprite:
    """A picture and its opacity as a sprite."""
    share = np.clip(opacity, 0, 1)[..., np.newaxis]
    sprite = np.concatenate([np.clip(rgb, 0, 255) * share, 255 * share], axis=2)
    return np.asarray(sprite.round(), dtype=np.uint8)
