"""Strands of hair: where they run over a head, and how they are drawn.

Hair over the dome of a head lies in a band between the hairline and the silhouette. A place in it
has an angle (0 straight up, positive to the picture's right) and a height (0 at the hairline, 1 at
the silhouette); a strand is a path through such places, and may hang down beside the head at its end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from faceapp.devices.demo_canvas import MIDDLE, Grid, Plane, curve, soften
from faceapp.devices.demo_skin import fill

Points = NDArray[np.float32]  # (strands, points, 2), units
CENTRE_Y = 92.0  # of the dome
POINTS = 14
_TONES = 14
# Roots' colour and that of strands in the light.
HAIR_RGB: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "black": ((11, 10, 11), (66, 60, 58)),
    "dark brown": ((30, 20, 15), (112, 80, 58)),
    "chestnut": ((46, 29, 21), (142, 97, 68)),
    "auburn": ((54, 24, 15), (160, 86, 54)),
    "blond": ((104, 78, 46), (226, 190, 130)),
    "grey": ((62, 62, 64), (186, 184, 182)),
}


@dataclass(frozen=True, slots=True)
class Band:
    """Hairline and silhouette by angle in degrees, each side alike: distance from the dome's centre."""

    hairline: tuple[tuple[float, float], ...]
    silhouette: tuple[tuple[float, float], ...]
    uneven: tuple[float, ...] = ()  # how much farther out the silhouette is at angles from -120 to 120, units

    def ruffled(self, chance: np.random.Generator, by: float) -> Band:
        """The band with a silhouette that is not alike on both sides."""
        return replace(self, uneven=tuple(float(value) for value in chance.normal(0, by, 13)))

    def places(self, angle_deg: Plane, height: Plane) -> Points:
        """Points (..., 2) at angles and heights of equal shapes."""
        turned = np.abs(angle_deg)
        low, high = curve(turned, self.hairline), curve(turned, self.silhouette)
        if self.uneven:
            knots = list(zip(np.linspace(-120, 120, len(self.uneven)), self.uneven, strict=True))
            high = high + curve(angle_deg, knots)
        radius = low + height * (high - low)
        angle = np.radians(angle_deg)
        return np.stack([MIDDLE + radius * np.sin(angle), CENTRE_Y - radius * np.cos(angle)], axis=-1).astype(
            np.float32
        )


class StrandLayer:
    """Strands drawn one over the other: their tone, and where there are any."""

    def __init__(self, on: Grid) -> None:
        self._on = on
        self._tone = np.full(on.x.shape, 60, np.uint8)
        self._cover = np.zeros(on.x.shape, np.uint8)

    def fill(self, polygon: Points, soft_px: float = 4.0) -> None:
        """What lies beneath the strands, so that no skin shows between them."""
        whole = soften(fill(polygon, self._on), soft_px)
        self._cover = np.maximum(self._cover, (255 * np.clip(2 * whole - 1, 0, 1)).astype(np.uint8))

    def draw(self, strands: Points, tones: NDArray[np.float32], width_px: int = 1) -> None:
        """Draw strands from dark to light.

        Args:
            strands: Their points.
            tones: How light each is, [0, 1].
            width_px: Their width.
        """
        corner = np.array((self._on.x[0, 0], self._on.y[0, 0]))
        points = np.round((strands - corner) * self._on.density * 16).astype(np.int32)
        level = np.clip((tones * _TONES).astype(int), 0, _TONES - 1)
        for number in range(_TONES):
            chosen = list(points[level == number])
            if chosen:
                tone = round(255 * (number + 0.5) / _TONES)
                cv2.polylines(self._tone, chosen, False, tone, width_px, cv2.LINE_AA, 4)
                cv2.polylines(self._cover, chosen, False, 255, width_px, cv2.LINE_AA, 4)

    def painted(self, colour: str, light: Plane) -> tuple[NDArray[np.float32], Plane]:
        """The strands in a colour under a light."""
        dark, bright = (np.array(rgb, np.float32) for rgb in HAIR_RGB[colour])
        tone = np.clip(self._tone.astype(np.float32) / 255 * light, 0, 1.25)[..., np.newaxis]
        rgb = dark * (0.55 + 0.45 * np.minimum(tone * 2, 1)) + (bright - dark) * tone**1.25
        return rgb.astype(np.float32), soften(self._cover.astype(np.float32) / 255, 0.6)


def lock_tones(chance: np.random.Generator, across: NDArray[Any], spread: float = 0.16) -> Plane:
    """Tones of strands, alike for neighbours: hair lies in locks."""
    locks = np.interp(across, np.linspace(0, 1, 40), chance.normal(0, 1, 40))
    fine = np.interp(across, np.linspace(0, 1, 160), chance.normal(0, 1, 160))
    return np.asarray(
        np.clip(0.46 + 0.10 * locks + 0.08 * fine + spread * chance.normal(0, 1, across.shape), 0.04, 0.98), np.float32
    )


def swept(
    chance: np.random.Generator, count: int, band: Band, part_deg: float, end_deg: float, lowest: float = -0.05
) -> tuple[Points, Plane]:
    """Strands combed from a part down to both sides; their points and heights."""
    height = np.sqrt(chance.uniform(max(lowest, 0) ** 2, 1.0, count)).astype(np.float32)
    height += chance.normal(0, 0.015, count).astype(np.float32)
    right = chance.uniform(0, 1, count) < (end_deg - part_deg) / (2 * end_deg)
    ends = np.where(right, end_deg, -end_deg) + chance.normal(0, 3.0, count)
    share = np.linspace(0, 1, POINTS, dtype=np.float32)[np.newaxis]
    angle = part_deg + (ends - part_deg)[:, np.newaxis] * share
    # From the part the strands rise over the dome before they fall.
    wander = height[:, np.newaxis] + 0.03 * np.sin(share * 5 + chance.uniform(0, 6, (count, 1)))
    lift = (0.10 * np.sin(np.pi * np.minimum(share * 1.6, 1)) * (1 - height[:, np.newaxis])).astype(np.float32)
    return band.places(angle.astype(np.float32), (wander + lift).astype(np.float32)), height


def stray(
    chance: np.random.Generator, count: int, band: Band, end_deg: float, length_deg: float
) -> tuple[Points, Plane]:
    """Single hairs that stand off the silhouette."""
    start = chance.uniform(-end_deg, end_deg, (count, 1))
    share = np.linspace(0, 1, 8, dtype=np.float32)[np.newaxis]
    angle = start + np.sign(start) * length_deg * chance.uniform(0.5, 1.2, (count, 1)) * share
    off = chance.uniform(0.01, 0.10, (count, 1)) * np.sin(np.pi * (0.15 + 0.75 * share))
    return band.places(angle.astype(np.float32), (0.97 + off).astype(np.float32)), chance.uniform(
        0.35, 0.8, count
    ).astype(np.float32)


def around(band: Band, end_deg: float, low: float = 0.06, high: float = 0.95) -> Points:
    """The band's outline."""
    angle = np.linspace(-end_deg, end_deg, 80, dtype=np.float32)
    outer = band.places(angle, np.full_like(angle, high))
    inner = band.places(angle, np.full_like(angle, low))[::-1]
    return np.concatenate([outer, inner])


def tufts(
    chance: np.random.Generator, band: Band, angle: Plane, height: Plane, length_deg: float, rise: float
) -> tuple[Points, Plane]:
    """Short strands from places in the band; they run `length_deg` outwards from the top and rise so much."""
    count = len(angle)
    share = np.linspace(0, 1, 6, dtype=np.float32)[np.newaxis]
    length = length_deg * chance.uniform(0.5, 1.3, (count, 1))
    direction = np.sign(angle)[:, np.newaxis] if rise < 0 else 1.0
    angles = angle[:, np.newaxis] + direction * length * share + chance.normal(0, 2.0, (count, 1)) * share**2
    heights = height[:, np.newaxis] + (rise + chance.normal(0, 0.05, (count, 1))) * share
    return (
        band.places(angles.astype(np.float32), np.clip(heights, -0.1, 1.02).astype(np.float32)),
        np.clip(chance.normal(0.45, 0.17, count), 0.04, 0.98).astype(np.float32),
    )


def curtains(
    chance: np.random.Generator,
    strands: Points,
    across: Plane,
    bottom: float,
    wave: float,
    inwards: float,
    ragged: float,
) -> Points:
    """Let swept strands hang down from where they end."""
    count = len(strands)
    side = np.sign(strands[:, -1, 0] - MIDDLE)[:, np.newaxis]
    start = strands[:, -1]
    # They end in locks, the outer ones lower.
    lock = np.sin(23 * across[:, np.newaxis] + np.where(side > 0, 0.0, 2.1))
    ends = bottom + ragged * (lock + chance.normal(0, 0.8, (count, 1)) - 2.6 * (1 - across[:, np.newaxis]))
    share = np.linspace(0, 1, 16, dtype=np.float32)[1:][np.newaxis]
    y = start[:, 1:] + (ends - start[:, 1:]) * share
    phase = 5.0 * across[:, np.newaxis] + np.where(side > 0, 0.0, 1.7) + chance.normal(0, 0.25, (count, 1))
    swing = wave * np.sin(share * 7.5 + phase) * np.minimum(share * 2, 1)
    bend = -inwards * share**2.2 + 0.12 * inwards * np.sin(np.pi * share)
    x = start[:, :1] + side * bend + swing
    return np.concatenate([strands, np.stack([x, y], axis=-1)], axis=1).astype(np.float32)
