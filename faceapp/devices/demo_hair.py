"""Hair of demo people: styles, made of strands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from faceapp.devices.demo_canvas import DENSITY, MIDDLE, Grid, Plane, noise, ramp, stacked
from faceapp.devices.demo_strands import (
    CENTRE_Y,
    POINTS,
    Band,
    StrandLayer,
    around,
    curtains,
    lock_tones,
    stray,
    swept,
    tufts,
)

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


_SHORT = Band(
    hairline=((0, 39.0), (20, 40.0), (38, 43.5), (50, 41.5), (62, 39.5), (75, 41.0), (90, 40.5), (105, 39.5)),
    silhouette=((0, 71.0), (15, 70.5), (30, 67.0), (45, 60.5), (60, 53.5), (75, 48.6), (90, 46.4), (105, 44.0)),
)
_FULL = Band(
    hairline=((0, 40.5), (18, 41.0), (34, 43.0), (48, 43.0), (62, 41.0), (78, 38.5), (95, 37.5)),
    silhouette=((0, 71.5), (15, 71.0), (30, 68.5), (45, 63.5), (60, 58.5), (75, 55.5), (95, 54.5)),
)
_TIGHT = Band(
    hairline=((0, 40.5), (18, 41.5), (34, 44.5), (48, 44.5), (62, 41.5), (78, 40.5), (95, 41.0), (105, 41.0)),
    silhouette=((0, 66.5), (15, 66.0), (30, 63.0), (45, 57.0), (60, 51.0), (75, 47.2), (95, 44.8), (105, 43.6)),
)
_BUZZED = Band(
    hairline=((0, 41.0), (20, 42.0), (36, 45.5), (48, 44.5), (60, 41.5), (75, 41.5), (90, 41.0), (108, 39.5)),
    silhouette=((0, 63.6), (15, 63.0), (30, 60.0), (45, 54.6), (60, 49.3), (75, 46.0), (90, 44.8), (108, 42.6)),
)
_CURLY = Band(
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


def _parted(on: Grid, part_deg: float) -> Plane:
    """The furrow along a part: darker at it, lighter where the hair rises beside it."""
    angle = np.degrees(np.arctan2(on.x - MIDDLE, CENTRE_Y - on.y)) - part_deg
    top = ramp(on.y, 62.0, 44.0)
    furrow = 0.34 * np.exp(-np.abs(angle) / 1.6) - 0.16 * np.exp(-(((np.abs(angle) - 9) / 6) ** 2))
    return np.asarray(1 - top * furrow, dtype=np.float32)


def _nothing(on: Grid) -> tuple[NDArray[np.float32], Plane]:
    return np.zeros((*on.x.shape, 3), np.float32), np.zeros_like(on.x)


def _side_part(colour: str, chance: np.random.Generator, on: Grid) -> PaintedHair:
    part = float(chance.choice((-27.0, 27.0)))
    towards = -np.sign(part)
    # More hair on the side that it is combed to.
    fuller = tuple(2.6 * float(np.exp(-(((angle * towards - 22) / 34) ** 2))) for angle in np.linspace(-120, 120, 13))
    band = replace(_SHORT.ruffled(chance, 0.5), uneven=fuller)
    layer = StrandLayer(on)
    layer.fill(around(band, 98.0, low=0.22), soft_px=7.0)
    # Sides first: short hair that grows downwards.
    count = 2400
    angle = (chance.uniform(46, 105, count) * chance.choice((-1, 1), count)).astype(np.float32)
    height = chance.uniform(-0.06, 1.0, count).astype(np.float32)
    layer.draw(*tufts(chance, band, angle, height, length_deg=8.0, rise=-0.10))
    strands, across = swept(chance, 2400, band, part, 66.0)
    layer.draw(strands, lock_tones(chance, across))
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
    layer.draw(*stray(chance, 30, band, 70.0, 7.0))
    light = _dome_light(on, 0.80, 0.30) * _parted(on, part)
    return PaintedHair(*layer.painted(colour, light.astype(np.float32)), *_nothing(on))


def _crop(colour: str, chance: np.random.Generator, on: Grid) -> PaintedHair:
    layer = StrandLayer(on)
    layer.fill(around(_SHORT, 98.0, low=0.14, high=0.93))
    count = 1500
    sides = (chance.uniform(52, 104, count) * chance.choice((-1, 1), count)).astype(np.float32)
    layer.draw(*tufts(chance, _SHORT, sides, chance.uniform(0, 1, count).astype(np.float32), 8.0, -0.10))
    for _ in range(3):  # tufts over tufts
        count = 1100
        angle = chance.normal(0, 32, count).clip(-64, 64).astype(np.float32)
        height = chance.uniform(0.0, 0.85, count).astype(np.float32)
        locks = (9 * np.sin(angle * 0.55 + 11 * height) + 4).astype(np.float32)
        strands, tones = tufts(chance, _SHORT, angle, height, 1.0, 0.24)
        share = np.linspace(0, 1, strands.shape[1])[np.newaxis, :, np.newaxis]
        strands[..., :1] += (locks[:, np.newaxis, np.newaxis] * share**1.4).astype(np.float32) * 0.55
        layer.draw(strands, np.clip(tones + 0.012 * locks, 0.04, 0.98))
    return PaintedHair(*layer.painted(colour, _dome_light(on, 0.86, 0.22)), *_nothing(on))


def _buzz(colour: str, chance: np.random.Generator, on: Grid) -> PaintedHair:
    layer = StrandLayer(on)
    layer.fill(around(_BUZZED, 104.0, low=0.10, high=0.97), soft_px=7.0)
    count = 9000
    angle = (chance.uniform(-106, 106, count)).astype(np.float32)
    height = np.sqrt(chance.uniform(-0.0, 1.0, count)).astype(np.float32)
    layer.draw(*tufts(chance, _BUZZED, angle, height, 2.0, -0.05))
    rgb, opacity = layer.painted(colour, _dome_light(on, 0.80, 0.12))
    turned = np.degrees(np.arctan2(np.abs(on.x - MIDDLE), CENTRE_Y - on.y))
    thin = 0.90 - 0.28 * ramp(turned.astype(np.float32), 60.0, 104.0)  # the scalp shows at the sides
    return PaintedHair(rgb, (opacity * thin).astype(np.float32), *_nothing(on))


def _bob(colour: str, chance: np.random.Generator, on: Grid) -> PaintedHair:
    return _falling(colour, chance, on, bottom=160.0, wave=0.8, inwards=6.0, ragged=0.9)


def _long(colour: str, chance: np.random.Generator, on: Grid) -> PaintedHair:
    return _falling(colour, chance, on, bottom=216.0, wave=2.6, inwards=-2.0, ragged=2.6)


def _falling(
    colour: str, chance: np.random.Generator, on: Grid, bottom: float, wave: float, inwards: float, ragged: float
) -> PaintedHair:
    part = float(chance.choice((-14.0, 12.0)))
    back = StrandLayer(on)
    half = np.array([(-45, 98), (45, 98), (47 - inwards, bottom - 8), (-47 + inwards, bottom - 8)], np.float32)
    back.fill(half + np.array((MIDDLE, 0), np.float32), soft_px=8.0)
    count = 1500
    x = chance.uniform(-49, 49, (count, 1)).astype(np.float32)
    share = np.linspace(0, 1, 14, dtype=np.float32)[np.newaxis]
    y = 104 + (bottom - 104 - 7 + chance.normal(0, 1.3 * ragged, (count, 1))) * share
    xs = (
        MIDDLE
        + x * (0.88 + 0.12 * np.minimum(share * 2.5, 1) - 0.004 * inwards * share)
        + wave * np.sin(share * 8 + x * 0.12) * share
    )
    back.draw(np.stack([xs, y], axis=-1).astype(np.float32), lock_tones(chance, (x[:, 0] + 50) / 100))
    back_light = (0.46 + 0.18 * ramp(np.abs(on.x - MIDDLE), 30.0, 52.0)).astype(np.float32)

    band = _FULL.ruffled(chance, 0.7)
    layer = StrandLayer(on)
    layer.fill(around(band, 92.0, low=0.16))
    for side in (-1, 1):
        hang = np.array([(40.5, 88), (53, 88), (53.5 - inwards, bottom - 10), (42 - inwards, bottom - 10)], np.float32)
        layer.fill((hang * (side, 1) + (MIDDLE, 0)).astype(np.float32), soft_px=6.0)
    strands, across = swept(chance, 3600, band, part, 93.0)
    layer.draw(curtains(chance, strands, across, bottom, wave, inwards, ragged), lock_tones(chance, across))
    mix = ramp(on.y, 74.0, 112.0)
    layer.draw(*stray(chance, 34, band, 84.0, 9.0))
    light = (1 - mix) * _dome_light(on, 0.74, 0.42) * _parted(on, part) + mix * _hanging_light(on)
    return PaintedHair(*layer.painted(colour, light.astype(np.float32)), *back.painted(colour, back_light))


def _bun(colour: str, chance: np.random.Generator, on: Grid) -> PaintedHair:
    bun, bun_opacity = _ball(colour, chance, on)
    band = _TIGHT.ruffled(chance, 0.4)
    layer = StrandLayer(on)
    layer.fill(around(band, 99.0, low=0.20), soft_px=8.0)
    count = 3600
    root = chance.uniform(-103, 103, count).astype(np.float32)
    share = np.linspace(0, 1, POINTS, dtype=np.float32)[np.newaxis]
    angle = root[:, np.newaxis] * (1 - 0.42 * share**1.3)
    start = chance.uniform(0, 0.75, (count, 1)) * (chance.uniform(0, 1, (count, 1)) < 0.6)
    start += np.abs(chance.normal(0, 0.05, (count, 1))) - 0.05
    height = start + (1.0 - start) * share
    layer.draw(band.places(angle.astype(np.float32), height.astype(np.float32)), lock_tones(chance, (root + 103) / 206))
    layer.draw(*stray(chance, 40, band, 90.0, 7.0))
    rgb, opacity = layer.painted(colour, _dome_light(on, 0.68, 0.36))
    both = stacked((bun, bun_opacity), (rgb, opacity))
    covered = (both[..., 3] / 255).astype(np.float32)
    rgb = (both[..., :3] / np.maximum(covered, 1e-3)[..., np.newaxis]).astype(np.float32)
    return PaintedHair(rgb, covered, *_nothing(on))


def _ball(colour: str, chance: np.random.Generator, on: Grid) -> tuple[NDArray[np.float32], Plane]:
    """A bun on top of the head, to be laid beneath its hair."""
    ball = StrandLayer(on)
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
    ball.draw((strands + middle).astype(np.float32), lock_tones(chance, (squeeze[:, 0] + 1) / 2))
    light = 1.0 - 0.5 * np.hypot((on.x - MIDDLE + 4) / 19, (on.y - 17) / 15)
    return ball.painted(colour, np.clip(light, 0.3, 1).astype(np.float32))


def _curls(colour: str, chance: np.random.Generator, on: Grid) -> PaintedHair:
    layer = StrandLayer(on)
    layer.fill(around(_CURLY, 102.0, low=0.14, high=0.90), soft_px=9.0)
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
