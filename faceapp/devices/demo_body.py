"""Necks, shoulders and clothes of demo people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np
from numpy.typing import NDArray

from faceapp.devices.demo_canvas import (
    MIDDLE,
    Grid,
    Plane,
    Sprite,
    curve,
    fine_noise,
    grid,
    noise,
    over,
    premultiplied,
    ramp,
    soften,
)
from faceapp.devices.demo_skin import fill

BODY_LEFT, BODY_TOP = MIDDLE - 160.0, 128.0
BODY_WIDTH = 320.0
NEAR_LENGTH, FAR_LENGTH = 300.0, 660.0  # seen from near, only the upper part shows

_OUTLINE = (  # half the body's width at a height, from the collar down
    (172, 30.0), (178, 37.0), (184, 52.0), (190, 70.0), (197, 88.0), (206, 103.0), (218, 113.0), (236, 119.0),
    (262, 122.0), (330, 124.0), (440, 122.0), (700, 108.0), (800, 106.0),
)  # fmt: skip
_TROUSERS_RGB = np.array((46.0, 48.0, 56.0), np.float32)
_WHITE_RGB = np.array((212.0, 214.0, 218.0), np.float32)


class Cut(Enum):
    """What somebody wears."""

    ROUND = "round neck"
    POINTED = "V-neck"
    SHIRT = "shirt"
    JACKET = "jacket over a shirt"


CLOTHES: tuple[tuple[Cut, tuple[int, int, int]], ...] = (
    (Cut.JACKET, (56, 74, 110)),
    (Cut.ROUND, (136, 62, 66)),
    (Cut.POINTED, (62, 104, 92)),
    (Cut.SHIRT, (142, 172, 206)),
    (Cut.ROUND, (196, 178, 146)),
    (Cut.JACKET, (70, 72, 80)),
    (Cut.SHIRT, (214, 206, 196)),
    (Cut.POINTED, (104, 92, 132)),
)


@dataclass(frozen=True, slots=True)
class Build:
    """How broad somebody is; factors."""

    shoulders: float = 1.0
    neck: float = 1.0


def body_grid(density: float, length: float) -> Grid:
    """The sheet of a body."""
    return grid(BODY_LEFT, BODY_TOP, BODY_WIDTH, length, density)


def paint_neck(skin_rgb: NDArray[np.float32], build: Build, density: float) -> Sprite:
    """Neck and upper chest; they end where clothes cover them."""
    on = body_grid(density, 130.0)
    across = np.abs(on.x - MIDDLE)
    half = build.neck * curve(
        on.y[:, :1], ((128, 28.5), (150, 27.5), (168, 28.0), (178, 32.0), (186, 44.0), (196, 70.0), (210, 96.0))
    )
    slope = np.hypot(1, np.gradient(half[:, 0]) * density)[:, np.newaxis]
    opacity = np.clip((half - across) * density / slope + 0.5, 0, 1) * ramp(on.y, 258.0, 240.0)
    turned = np.clip(across / np.maximum(half, 1), 0, 1)
    light = 0.60 + 0.36 * np.sqrt(1 - 0.96 * turned**2)
    # The chin's shadow, lower in the middle, soft below.
    shadow_end = 183 - 0.010 * across**2
    shadow = 0.40 * ramp(on.y - shadow_end, 8.0, -18.0)
    tendon = (
        np.exp(-(((across - 25 + 0.42 * (on.y - 150)) / 4.2) ** 2))
        * ramp(on.y, 160.0, 178.0)
        * ramp(on.y, 204.0, 192.0)
    )
    bone = np.exp(-(((on.y - 203 + 0.11 * across) / 3.0) ** 2)) * ramp(across, 5.0, 12.0) * ramp(across, 58.0, 34.0)
    notch = np.exp(-((across / 5.5) ** 2) - ((on.y - 202) / 5) ** 2)
    light += 0.045 * tendon + 0.055 * bone - 0.09 * notch - 0.05 * np.exp(-(((on.y - 209 + 0.11 * across) / 4.0) ** 2))
    # Light that reaches the shadow comes from skin and is warm.
    dimmed = 1 - shadow[..., np.newaxis] * np.array((0.86, 1.0, 1.06), np.float32)
    tint = np.array((1.0, 0.965, 0.945), np.float32)
    return premultiplied(skin_rgb * tint * light[..., np.newaxis] * dimmed, opacity.astype(np.float32))


def paint_clothes(number: int, build: Build, density: float, length: float) -> Sprite:
    """What somebody wears.

    Args:
        number: Which of CLOTHES, any number.
        build: The body in them.
        density: Pixels per unit.
        length: Of the sheet, units.

    Returns:
        The sprite; open at the neck.
    """
    cut, colour = CLOTHES[number % len(CLOTHES)]
    on = body_grid(density, length)
    chance = np.random.default_rng((4, number))
    cloth = np.array(colour, np.float32)
    rgb, trunk = _trunk(cloth, build, on, chance)
    if cut is Cut.SHIRT:
        rgb, opacity = _shirt(rgb, trunk, cloth, on)
    elif cut is Cut.JACKET:
        rgb, opacity = _jacket(rgb, trunk, cloth, on)
    else:
        rgb, opacity = _pullover(rgb, trunk, cloth, on, pointed=cut is Cut.POINTED)
    return premultiplied(rgb, opacity)


def _trunk(
    cloth: NDArray[np.float32], build: Build, on: Grid, chance: np.random.Generator
) -> tuple[NDArray[np.float32], Plane]:
    half = build.shoulders * curve(on.y[:, :1], _OUTLINE)
    across = np.abs(on.x - MIDDLE)
    slope = np.hypot(1, np.gradient(half[:, 0]) * on.density)[:, np.newaxis]
    trunk = np.clip((half - across) * on.density / slope + 0.5, 0, 1) * ramp(on.y, 172.0, 176.0)
    share = across / 122
    coarse = grid(on.x[0, 0], on.y[0, 0], BODY_WIDTH, on.x.shape[0] / on.density, 0.5)
    folds = noise(chance, coarse.x.shape, 9.0)
    # Cloth hangs: folds run down and outwards from the shoulders.
    bent = (coarse.x - MIDDLE) * (0.9 - 0.0012 * (coarse.y - 200)) + 0.25 * (coarse.y - 200)
    folds = folds * 0.6 + np.sin(bent / 9.0 + 1.6 * folds) * 0.55
    folds = np.asarray(
        cv2.resize(
            soften(folds.astype(np.float32), 1.2), (on.x.shape[1], on.x.shape[0]), interpolation=cv2.INTER_CUBIC
        ),
        dtype=np.float32,
    )
    light = 1.04 - 0.30 * share**2 - 0.20 * ramp(share, 0.86, 1.04) - 0.0004 * (on.y - 200)
    light += (
        0.10 * np.exp(-(((half - across) / 16) ** 2)) * ramp(on.y, 226.0, 196.0)
    )  # light from above on the shoulders
    light += 0.024 * folds * ramp(on.y, 196.0, 250.0)
    seam = np.exp(-np.abs(across - 92 - 0.03 * (on.y - 240)) / 3.4) * ramp(on.y, 262.0, 320.0)  # arms hang beside
    light -= 0.20 * seam + 0.03 * np.exp(-np.abs(across - 97 + 0.12 * (on.y - 200)) / 1.2) * ramp(on.y, 262.0, 240.0)
    light *= 1 + 0.014 * fine_noise(chance, on.x.shape, 0.8)
    hem = 430 - 5 * (across / 92) ** 2
    legs = ramp(on.y - hem, -1.0, 1.0) * ramp(across, 93.0, 88.0)
    light -= 0.22 * np.exp(-np.abs(on.y - hem - 3) / 3.0) * (on.y > hem) * (across < 92)
    light -= 0.25 * np.exp(-across / 3.0) * ramp(on.y, 470.0, 520.0)
    rgb = over(np.broadcast_to(cloth, (*on.x.shape, 3)), _TROUSERS_RGB, legs)
    return rgb * light[..., np.newaxis], trunk.astype(np.float32)


def _line(points: list[tuple[float, float]]) -> NDArray[np.float32]:
    return np.array(points, np.float32) + np.array((MIDDLE, 0), np.float32)


def _both(points: list[tuple[float, float]], on: Grid) -> Plane:
    """A polygon and its mirror image."""
    mirrored = [(-x, y) for x, y in points]
    return np.maximum(fill(_line(points), on), fill(_line(mirrored), on))


def _pullover(
    rgb: NDArray[np.float32], trunk: Plane, cloth: NDArray[np.float32], on: Grid, *, pointed: bool
) -> tuple[NDArray[np.float32], Plane]:
    turn = np.linspace(0, np.pi, 50)
    if pointed:
        hole = [(-38, 160), (-38, 183), (-33, 192), (0, 238), (33, 192), (38, 183), (38, 160)]
        polygon = _line([(float(x), float(y)) for x, y in hole])
    else:
        polygon = np.stack([MIDDLE + 40 * np.cos(turn), 181 + 23 * np.sin(turn)], axis=1).astype(np.float32)
        polygon = np.concatenate([polygon, _line([(-40, 160), (40, 160)])])
    hole_mask = fill(polygon, on)
    distance = cv2.distanceTransform((hole_mask < 0.5).astype(np.uint8), cv2.DIST_L2, 5) / on.density
    band = ramp(distance, 8.0, 7.2)
    ribs = 1 + 0.05 * np.sin((on.x - MIDDLE) * 2.4) * band
    light = (1 + 0.05 * band - 0.16 * np.exp(-(((distance - 8.0) / 1.0) ** 2)) - 0.18 * np.exp(-distance / 1.2)) * ribs
    return rgb * light[..., np.newaxis], trunk * (1 - hole_mask)


def _shirt(
    rgb: NDArray[np.float32], trunk: Plane, cloth: NDArray[np.float32], on: Grid
) -> tuple[NDArray[np.float32], Plane]:
    hole = fill(_line([(-37, 160), (-36, 184), (-20, 206), (0, 226), (20, 206), (36, 184), (37, 160)]), on)
    placket = ramp(np.abs(on.x - MIDDLE), 7.6, 7.0) * ramp(on.y, 216.0, 220.0)
    edge = np.exp(-np.abs(np.abs(on.x - MIDDLE) - 7.4) / 0.8) * ramp(on.y, 218.0, 222.0)
    rgb = rgb * (1 + 0.04 * placket - 0.14 * edge)[..., np.newaxis]
    for y in (246.0, 286.0, 326.0, 366.0):
        button = ramp(np.hypot(on.x - MIDDLE, on.y - y), 2.6, 2.1)
        rgb = over(rgb, 0.5 * cloth + 118, button)
    collar = _both([(30, 168), (44, 176), (48, 192), (31, 232), (24, 232), (1, 217), (17, 201), (33, 184)], on)
    shade = soften(collar, 3.0 * on.density) * (1 - collar)
    rgb = rgb * (1 - 0.42 * shade)[..., np.newaxis]
    light = (
        1.06
        - 0.05 * noise(np.random.default_rng(1), on.x.shape, 14.0 * on.density) * 0.3
        + 0.05 * ramp(on.y, 214.0, 180.0)
    )
    inner = soften(collar, 0.9 * on.density)
    rgb = over(rgb, cloth * (light * (0.86 + 0.14 * ramp(inner, 0.5, 0.95)))[..., np.newaxis], collar)
    return rgb, np.maximum(trunk * (1 - hole), collar)


def _jacket(
    rgb: NDArray[np.float32], trunk: Plane, cloth: NDArray[np.float32], on: Grid
) -> tuple[NDArray[np.float32], Plane]:
    across = np.abs(on.x - MIDDLE)
    front = fill(_line([(-38, 168), (-44, 190), (-16, 318), (0, 350), (16, 318), (44, 190), (38, 168)]), on)
    shirt_light = 0.97 - 0.10 * (across / 40) ** 2 - 0.0008 * (on.y - 200)
    shirt_light -= 0.10 * np.exp(-across / 0.8) * ramp(on.y, 214.0, 220.0)
    rgb = over(rgb, _WHITE_RGB * shirt_light[..., np.newaxis], front)
    hole = fill(_line([(-34, 160), (-33, 186), (-17, 204), (0, 222), (17, 204), (33, 186), (34, 160)]), on)
    lapels = _both(
        [(33, 170), (46, 178), (60, 208), (66, 226), (54, 232), (60, 246), (14, 344), (5, 352), (22, 290), (40, 206)],
        on,
    )
    shade = soften(lapels, 3.2 * on.density) * (1 - lapels)
    rgb = rgb * (1 - 0.5 * shade * (1 - hole))[..., np.newaxis]
    inner = soften(lapels, 1.1 * on.density)
    lapel_light = (1.13 - 0.0007 * (on.y - 180)) * (0.72 + 0.28 * ramp(inner, 0.45, 0.95))
    notch = np.exp(-np.abs((on.y - 229) - 0.30 * (across - 58)) / 0.9) * ramp(across, 44.0, 50.0)
    rgb = over(rgb, cloth * (lapel_light * (1 - 0.35 * notch))[..., np.newaxis], lapels)
    collar = _both([(28, 168), (40, 174), (44, 190), (29, 229), (22, 229), (1, 214), (16, 199), (31, 184)], on)
    rgb = rgb * (1 - 0.30 * soften(collar, 2.2 * on.density) * (1 - collar))[..., np.newaxis]
    edge = soften(collar, 0.9 * on.density)
    rgb = over(rgb, _WHITE_RGB * (1.04 * (0.86 + 0.14 * ramp(edge, 0.5, 0.95)))[..., np.newaxis], collar)
    return rgb, np.maximum(np.maximum(trunk * (1 - hole), collar), lapels * trunk)
