"""Hair of demo people, strand by strand.

Hair over the dome of a head lies in a band between the hairline and the silhouette. A place in it
has an angle (0 straight up, positive to the picture's right) and a height (0 at the hairline, 1 at
the silhouette); a strand is a path through such places, and may hang down beside the head at its end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

import cv2
import numpy as np
from numpy.typing import NDArray

from faceapp.devices.demo_canvas import DENSITY, MIDDLE, Grid, Plane, curve, noise, ramp, soften, stacked
from faceapp.devices.demo_skin import fill

Points = NDArray[np.float32]  # (strands, points, 2), units

_CENTRE_Y = 92.0  # of the dome
_POINTS = 14
_TONES = 14
_LIGHT = np.array((-0.36, -0.74, 0.57), np.float32)  # where it comes from


class HairStyle(Enum):
    """How hair is worn."""

    SIDE_PART = "side part"
    CROP = "crop"
    BUZZ = "buzz cut"
    BOB = "bob"
    LONG = "long"
    BUN = "bun"
    CURLS = "curls"


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
class Hair:
    """How somebody wears hair of which colour."""

    style: HairStyle
    colour: str


@dataclass(frozen=True, slots=True, eq=False)
class PaintedHair:
    """Hair in front of a head and behind it.

    Attributes:
        rgb: float32 (H, W, 3), in front.
        opacity: Of it, float32 (H, W).
        back_rgb: What hangs behind head and neck, float32 (H, W, 3).
        back_opacity: Of it.
    """

    rgb: NDArray[np.float32]
    opacity: Plane
    back_rgb: NDArray[np.float32]
    back_opacity: Plane


@dataclass(frozen=True, slots=True)
class _Band:
    """Hairline and silhouette by angle in degrees, each side alike: distance from the dome's centre."""

    hairline: tuple[tuple[float, float], ...]
    silhouette: tuple[tuple[float, float], ...]
    uneven: tuple[float, ...] = ()  # how much farther out the silhouette is at angles from -120 to 120, units

    def ruffled(self, chance: np.random.Generator, by: float) -> _Band:
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
        return np.stack([MIDDLE + radius * np.sin(angle), _CENTRE_Y - radius * np.cos(angle)], axis=-1).astype(
            np.float32
        )


_SHORT = _Band(
    hairline=((0, 39.0), (20, 40.0), (38, 43.5), (50, 41.5), (62, 39.5), (75, 41.0), (90, 40.5), (105, 39.5)),
    silhouette=((0, 71.0), (15, 70.5), (30, 67.0), (45, 60.5), (60, 53.5), (75, 48.6), (90, 46.4), (105, 44.0)),
)
_FULL = _Band(
    hairline=((0, 40.5), (18, 41.0), (34, 43.0), (48, 43.0), (62, 41.0), (78, 38.5), (95, 37.5)),
    silhouette=((0, 71.5), (15, 71.0), (30, 68.5), (45, 63.5), (60, 58.5), (75, 55.5), (95, 54.5)),
)
_TIGHT = _Band(
    hairline=((0, 40.5), (18, 41.5), (34, 44.5), (48, 44.5), (62, 41.5), (78, 40.5), (95, 41.0), (105, 41.0)),
    silhouette=((0, 66.5), (15, 66.0), (30, 63.0), (45, 57.0), (60, 51.0), (75, 47.2), (95, 44.8), (105, 43.6)),
)
_BUZZED = _Band(
    hairline=((0, 41.0), (20, 42.0), (36, 45.5), (48, 44.5), (60, 41.5), (75, 41.5), (90, 41.0), (108, 39.5)),
    silhouette=((0, 63.6), (15, 63.0), (30, 60.0), (45, 54.6), (60, 49.3), (75, 46.0), (90, 44.8), (108, 42.6)),
)
_CURLY = _Band(
    hairline=((0, 42.0), (20, 42.5), (38, 43.5), (50, 42.5), (62, 40.5), (75, 40.5), (90, 40.0), (106, 40.0)),
    silhouette=((0, 77.0), (20, 75.5), (40, 70.5), (60, 63.5), (75, 58.5), (90, 55.0), (106, 48.0)),
)


def paint_hair(hair: Hair, seed: int, on: Grid) -> PaintedHair:
    """Paint hair.

    Args:
        hair: Style and colour.
        seed: Its strands' own; the same gives the same.
        on: The head's sheet.

    Returns:
        The hair.
    """
    chance = np.random.default_rng((3, seed))
    return _PAINTERS[hair.style](hair.colour, chance, on)


class _Layer:
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


def _tones(chance: np.random.Generator, across: Plane, spread: float = 0.16) -> Plane:
    """Tones of strands, alike for neighbours: hair lies in locks."""
    locks = np.interp(across, np.linspace(0, 1, 40), chance.normal(0, 1, 40))
    fine = np.interp(across, np.linspace(0, 1, 160), chance.normal(0, 1, 160))
    return np.asarray(
        np.clip(0.46 + 0.10 * locks + 0.08 * fine + spread * chance.normal(0, 1, across.shape), 0.04, 0.98), np.float32
    )


def _dome_light(on: Grid, shine_at: float, shine: float) -> Plane:
    """Light on a dome of hair, with a soft band of shine."""
    x, y = (on.x - MIDDLE) / 56, (on.y - 96) / 78
    radius = np.hypot(x, y)
    z = np.sqrt(np.clip(1 - np.minimum(radius, 0.995) ** 2, 0.01, 1))
    facing = np.clip(x * _LIGHT[0] + y * _LIGHT[1] + z * _LIGHT[2], 0, 1)
    band = np.exp(-(((radius - shine_at) / 0.10) ** 2)) * ramp(on.y, 96.0, 60.0) * (0.75 - 0.35 * x)
    edge = ramp(radius, 1.04, 0.80)
    return np.asarray(0.42 + 0.62 * facing * (0.55 + 0.45 * edge) + shine * band, dtype=np.float32)


def _hanging_light(on: Grid) -> Plane:
    """Light on what hangs beside a face: darker towards it and downwards."""
    across = np.abs(on.x - MIDDLE)
    return np.asarray(0.50 + 0.42 * ramp(across, 30.0, 52.0) - 0.10 * ramp(on.y, 120.0, 220.0), dtype=np.float32)


def _swept(
    chance: np.random.Generator, count: int, band: _Band, part_deg: float, end_deg: float, lowest: float = -0.05
) -> tuple[Points, Plane]:
    """Strands combed from a part down to both sides; their points and heights."""
    height = np.sqrt(chance.uniform(max(lowest, 0) ** 2, 1.0, count)).astype(np.float32)
    height += chance.normal(0, 0.015, count).astype(np.float32)
    right = chance.uniform(0, 1, count) < (end_deg - part_deg) / (2 * end_deg)
    ends = np.where(right, end_deg, -end_deg) + chance.normal(0, 3.0, count)
    share = np.linspace(0, 1, _POINTS, dtype=np.float32)[np.newaxis]
    angle = part_deg + (ends - part_deg)[:, np.newaxis] * share
    # From the part the strands rise over the dome before they fall.
    wander = height[:, np.newaxis] + 0.03 * np.sin(share * 5 + chance.uniform(0, 6, (count, 1)))
    lift = (0.10 * np.sin(np.pi * np.minimum(share * 1.6, 1)) * (1 - height[:, np.newaxis])).astype(np.float32)
    return band.places(angle.astype(np.float32), (wander + lift).astype(np.float32)), height


def _stray(
    chance: np.random.Generator, count: int, band: _Band, end_deg: float, length_deg: float
) -> tuple[Points, Plane]:
    """Single hairs that stand off the silhouette."""
    start = chance.uniform(-end_deg, end_deg, (count, 1))
    share = np.linspace(0, 1, 8, dtype=np.float32)[np.newaxis]
    angle = start + np.sign(start) * length_deg * chance.uniform(0.5, 1.2, (count, 1)) * share
    off = chance.uniform(0.01, 0.10, (count, 1)) * np.sin(np.pi * (0.15 + 0.75 * share))
    return band.places(angle.astype(np.float32), (0.97 + off).astype(np.float32)), chance.uniform(
        0.35, 0.8, count
    ).astype(np.float32)


def _parted(on: Grid, part_deg: float) -> Plane:
    """The furrow along a part: darker at it, lighter where the hair rises beside it."""
    angle = np.degrees(np.arctan2(on.x - MIDDLE, _CENTRE_Y - on.y)) - part_deg
    top = ramp(on.y, 62.0, 44.0)
    furrow = 0.34 * np.exp(-np.abs(angle) / 1.6) - 0.16 * np.exp(-(((np.abs(angle) - 9) / 6) ** 2))
    return np.asarray(1 - top * furrow, dtype=np.float32)


def _around(band: _Band, end_deg: float, low: float = 0.06, high: float = 0.95) -> Points:
    """The band's outline."""
    angle = np.linspace(-end_deg, end_deg, 80, dtype=np.float32)
    outer = band.places(angle, np.full_like(angle, high))
    inner = band.places(angle, np.full_like(angle, low))[::-1]
    return np.concatenate([outer, inner])


def _nothing(on: Grid) -> tuple[NDArray[np.float32], Plane]:
    return np.zeros((*on.x.shape, 3), np.float32), np.zeros_like(on.x)


def _side_part(colour: str, chance: np.random.Generator, on: Grid) -> PaintedHair:
    part = float(chance.choice((-27.0, 27.0)))
    towards = -np.sign(part)
    # More hair on the side that it is combed to.
    fuller = tuple(2.6 * float(np.exp(-(((angle * towards - 22) / 34) ** 2))) for angle in np.linspace(-120, 120, 13))
    band = replace(_SHORT.ruffled(chance, 0.5), uneven=fuller)
    layer = _Layer(on)
    layer.fill(_around(band, 98.0, low=0.22), soft_px=7.0)
    # Sides first: short hair that grows downwards.
    count = 2400
    angle = (chance.uniform(46, 105, count) * chance.choice((-1, 1), count)).astype(np.float32)
    height = chance.uniform(-0.06, 1.0, count).astype(np.float32)
    layer.draw(*_tufts(chance, band, angle, height, length_deg=8.0, rise=-0.10))
    strands, across = _swept(chance, 2400, band, part, 66.0)
    layer.draw(strands, _tones(chance, across))
    # The front is combed up and aside in locks, so that its edge is hair and not a line.
    count = 1500
    root = part + towards * chance.uniform(-4, 78, count)
    lock = np.round(root / 5.0)
    lift = 0.52 + 0.20 * np.sin(3.7 * lock + part) + chance.normal(0, 0.06, count)
    share = np.linspace(0, 1, 10, dtype=np.float32)[np.newaxis]
    turned = root[:, np.newaxis] + towards * (4 + 20 * share**1.5) * chance.uniform(0.75, 1.2, (count, 1))
    rise = chance.uniform(-0.05, 0.10, (count, 1)) + lift[:, np.newaxis] * np.sin(np.pi * 0.62 * share)
    tones = np.clip(0.44 + 0.12 * np.sin(2.3 * lock) + chance.normal(0, 0.13, count), 0.04, 0.98)
    layer.draw(band.places(turned.astype(np.float32), rise.astype(np.float32)), tones.astype(np.float32))
    layer.draw(*_stray(chance, 30, band, 70.0, 7.0))
    light = _dome_light(on, 0.80, 0.30) * _parted(on, part)
    return PaintedHair(*layer.painted(colour, light.astype(np.float32)), *_nothing(on))


def _tufts(
    chance: np.random.Generator, band: _Band, angle: Plane, height: Plane, length_deg: float, rise: float
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


def _crop(colour: str, chance: np.random.Generator, on: Grid) -> PaintedHair:
    layer = _Layer(on)
    layer.fill(_around(_SHORT, 98.0, low=0.14, high=0.93))
    count = 1500
    sides = (chance.uniform(52, 104, count) * chance.choice((-1, 1), count)).astype(np.float32)
    layer.draw(*_tufts(chance, _SHORT, sides, chance.uniform(0, 1, count).astype(np.float32), 8.0, -0.10))
    for _ in range(3):  # tufts over tufts
        count = 1100
        angle = chance.normal(0, 32, count).clip(-64, 64).astype(np.float32)
        height = chance.uniform(0.0, 0.85, count).astype(np.float32)
        locks = (9 * np.sin(angle * 0.55 + 11 * height) + 4).astype(np.float32)
        strands, tones = _tufts(chance, _SHORT, angle, height, 1.0, 0.24)
        share = np.linspace(0, 1, strands.shape[1])[np.newaxis, :, np.newaxis]
        strands[..., :1] += (locks[:, np.newaxis, np.newaxis] * share**1.4).astype(np.float32) * 0.55
        layer.draw(strands, np.clip(tones + 0.012 * locks, 0.04, 0.98))
    return PaintedHair(*layer.painted(colour, _dome_light(on, 0.86, 0.22)), *_nothing(on))


def _buzz(colour: str, chance: np.random.Generator, on: Grid) -> PaintedHair:
    layer = _Layer(on)
    layer.fill(_around(_BUZZED, 104.0, low=0.10, high=0.97), soft_px=7.0)
    count = 9000
    angle = (chance.uniform(-106, 106, count)).astype(np.float32)
    height = np.sqrt(chance.uniform(-0.0, 1.0, count)).astype(np.float32)
    layer.draw(*_tufts(chance, _BUZZED, angle, height, 2.0, -0.05))
    rgb, opacity = layer.painted(colour, _dome_light(on, 0.80, 0.12))
    turned = np.degrees(np.arctan2(np.abs(on.x - MIDDLE), _CENTRE_Y - on.y))
    thin = 0.90 - 0.28 * ramp(turned.astype(np.float32), 60.0, 104.0)  # the scalp shows at the sides
    return PaintedHair(rgb, (opacity * thin).astype(np.float32), *_nothing(on))


def _curtains(
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


def _bob(colour: str, chance: np.random.Generator, on: Grid) -> PaintedHair:
    return _falling(colour, chance, on, bottom=160.0, wave=0.8, inwards=6.0, ragged=0.9)


def _long(colour: str, chance: np.random.Generator, on: Grid) -> PaintedHair:
    return _falling(colour, chance, on, bottom=216.0, wave=2.6, inwards=-2.0, ragged=2.6)


def _falling(
    colour: str, chance: np.random.Generator, on: Grid, bottom: float, wave: float, inwards: float, ragged: float
) -> PaintedHair:
    part = float(chance.choice((-14.0, 12.0)))
    back = _Layer(on)
    half = np.array([(-40, 104), (40, 104), (47 - inwards, bottom - 8), (-47 + inwards, bottom - 8)], np.float32)
    back.fill(half + np.array((MIDDLE, 0), np.float32), soft_px=8.0)
    count = 1500
    x = chance.uniform(-49, 49, (count, 1)).astype(np.float32)
    share = np.linspace(0, 1, 14, dtype=np.float32)[np.newaxis]
    y = 112 + (bottom - 112 - 7 + chance.normal(0, 1.3 * ragged, (count, 1))) * share
    xs = (
        MIDDLE
        + x * (0.82 + 0.18 * np.minimum(share * 2.5, 1) - 0.004 * inwards * share)
        + wave * np.sin(share * 8 + x * 0.12) * share
    )
    back.draw(np.stack([xs, y], axis=-1).astype(np.float32), _tones(chance, (x[:, 0] + 50) / 100))
    back_light = (0.46 + 0.18 * ramp(np.abs(on.x - MIDDLE), 30.0, 52.0)).astype(np.float32)

    band = _FULL.ruffled(chance, 0.7)
    layer = _Layer(on)
    layer.fill(_around(band, 92.0, low=0.16))
    for side in (-1, 1):
        hang = np.array([(40.5, 88), (53, 88), (53.5 - inwards, bottom - 10), (42 - inwards, bottom - 10)], np.float32)
        layer.fill((hang * (side, 1) + (MIDDLE, 0)).astype(np.float32), soft_px=6.0)
    strands, across = _swept(chance, 3600, band, part, 93.0)
    layer.draw(_curtains(chance, strands, across, bottom, wave, inwards, ragged), _tones(chance, across))
    mix = ramp(on.y, 74.0, 112.0)
    layer.draw(*_stray(chance, 34, band, 84.0, 9.0))
    light = (1 - mix) * _dome_light(on, 0.74, 0.42) * _parted(on, part) + mix * _hanging_light(on)
    return PaintedHair(*layer.painted(colour, light.astype(np.float32)), *back.painted(colour, back_light))


def _bun(colour: str, chance: np.random.Generator, on: Grid) -> PaintedHair:
    bun, bun_opacity = _ball(colour, chance, on)
    band = _TIGHT.ruffled(chance, 0.4)
    layer = _Layer(on)
    layer.fill(_around(band, 99.0, low=0.20), soft_px=8.0)
    count = 3600
    root = chance.uniform(-103, 103, count).astype(np.float32)
    share = np.linspace(0, 1, _POINTS, dtype=np.float32)[np.newaxis]
    angle = root[:, np.newaxis] * (1 - 0.42 * share**1.3)
    start = chance.uniform(0, 0.75, (count, 1)) * (chance.uniform(0, 1, (count, 1)) < 0.6)
    start += np.abs(chance.normal(0, 0.05, (count, 1))) - 0.05
    height = start + (1.0 - start) * share
    layer.draw(band.places(angle.astype(np.float32), height.astype(np.float32)), _tones(chance, (root + 103) / 206))
    layer.draw(*_stray(chance, 40, band, 90.0, 7.0))
    rgb, opacity = layer.painted(colour, _dome_light(on, 0.68, 0.36))
    both = stacked((bun, bun_opacity), (rgb, opacity))
    covered = both[..., 3] / 255
    return PaintedHair(both[..., :3] / np.maximum(covered, 1e-3)[..., np.newaxis], covered, *_nothing(on))


def _ball(colour: str, chance: np.random.Generator, on: Grid) -> tuple[NDArray[np.float32], Plane]:
    """A bun on top of the head, to be laid beneath its hair."""
    ball = _Layer(on)
    middle = np.array((MIDDLE, 23.0))
    turn = np.linspace(0, 2 * np.pi, 40)
    ball.fill((np.stack([14.5 * np.cos(turn), 11.5 * np.sin(turn)], axis=1) + middle).astype(np.float32))
    # Strands lie around it like yarn: arcs of tilted ellipses.
    count = 700
    tilt = chance.uniform(-0.9, 0.9, (count, 1))
    squeeze = chance.uniform(-1, 1, (count, 1))
    phase = np.linspace(-1.45, 1.45, 14)[np.newaxis] + chance.normal(0, 0.2, (count, 1))
    u, v = 15.5 * np.sin(phase), 12.5 * squeeze * np.cos(phase)
    strands = np.stack([u * np.cos(tilt) - v * np.sin(tilt), 0.8 * (u * np.sin(tilt) + v * np.cos(tilt))], axis=-1)
    ball.draw((strands + middle).astype(np.float32), _tones(chance, (squeeze[:, 0] + 1) / 2))
    light = 1.0 - 0.5 * np.hypot((on.x - MIDDLE + 4) / 19, (on.y - 17) / 15)
    return ball.painted(colour, np.clip(light, 0.3, 1).astype(np.float32))


def _curls(colour: str, chance: np.random.Generator, on: Grid) -> PaintedHair:
    layer = _Layer(on)
    layer.fill(_around(_CURLY, 102.0, low=0.14, high=0.90), soft_px=9.0)
    for number, width in ((900, 2), (1100, 1), (1300, 1)):
        angle = chance.uniform(-106, 106, number).astype(np.float32)
        height = np.sqrt(chance.uniform(0, 1.0, number)).astype(np.float32)
        middle = _CURLY.places(angle, height)[:, np.newaxis]
        turn = chance.uniform(0, 2 * np.pi, (number, 1)) + np.linspace(0, 4.6, 14)[np.newaxis]
        radius = chance.uniform(1.3, 3.4, (number, 1)) * np.linspace(1, 0.75, 14)[np.newaxis]
        curl = middle + np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=-1)
        layer.draw(curl.astype(np.float32), np.clip(chance.normal(0.42, 0.2, number), 0.04, 0.98), width)
    light = _dome_light(on, 0.82, 0.10) * (1 + 0.10 * noise(chance, on.x.shape, 9.0 * DENSITY))
    return PaintedHair(*layer.painted(colour, light.astype(np.float32)), *_nothing(on))


_PAINTERS: dict[HairStyle, Callable[[str, np.random.Generator, Grid], PaintedHair]] = {
    HairStyle.SIDE_PART: _side_part,
    HairStyle.CROP: _crop,
    HairStyle.BUZZ: _buzz,
    HairStyle.BOB: _bob,
    HairStyle.LONG: _long,
    HairStyle.BUN: _bun,
    HairStyle.CURLS: _curls,
}
