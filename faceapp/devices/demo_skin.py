"""The skin of a demo person's head: outline, ears, forehead and jaw around the model's face."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from faceapp.devices.demo_canvas import (
    CHIN_Y,
    CROWN_Y,
    DENSITY,
    MIDDLE,
    Grid,
    Plane,
    curve,
    fine_noise,
    over,
    ramp,
    soften,
)
from faceapp.devices.demo_face import PaintedFace, plain_skin, spread_skin

# Half the head's width from the crown to the chin, of an ordinary head.
_OUTLINE = (
    (CROWN_Y, 0.0), (32, 15.0), (37, 25.0), (46, 34.5), (58, 41.0), (72, 44.3), (86, 44.2), (98, 42.6), (110, 41.2),
    (122, 39.6), (133, 37.2), (143, 33.6), (151, 28.8), (157, 24.0), (162, 18.6), (165.5, 13.0), (167.4, 7.0),
    (CHIN_Y, 0.0),
)  # fmt: skip
_EAR_X, _EAR_Y = 43.6, 106.0
_LUMA = np.array((0.299, 0.587, 0.114), np.float32)
_ROUND = 19.0  # how far in from its outline a head visibly turns away


@dataclass(frozen=True, slots=True)
class HeadShape:
    """How a head differs from the ordinary.

    Attributes:
        width: Factor.
        jaw: Factor of the width at the jaw alone.
        chin: How much lower the chin is, units.
        ears: Factor of their size.
    """

    width: float = 1.0
    jaw: float = 1.0
    chin: float = 0.0
    ears: float = 1.0

    def half_width(self, y: Plane) -> Plane:
        """Half the head's width at a height."""
        drop = self.chin * ramp(y, 120.0, CHIN_Y)
        jaw = 1 + (self.jaw - 1) * ramp(y, 105.0, 145.0)
        return np.asarray(self.width * jaw * curve(y - drop, _OUTLINE), dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class PaintedSkin:
    """A head without hair.

    Attributes:
        rgb: float32 (H, W, 3), [0, 255].
        opacity: float32 (H, W).
        bare_rgb: Its skin without eyes, brows and mouth, float32 (H, W, 3).
    """

    rgb: NDArray[np.float32]
    opacity: Plane
    bare_rgb: NDArray[np.float32]


def paint_skin(face: PaintedFace, shape: HeadShape, on: Grid, pores: Plane) -> PaintedSkin:
    """Paint a head without hair.

    Args:
        face: The face in its middle.
        shape: The head around it.
        on: The sheet.
        pores: Fine noise of the sheet's size, see `pores`.

    Returns:
        The head.
    """
    half = np.maximum(shape.half_width(on.y[:, :1]), 1.0)
    across = np.abs(on.x - MIDDLE) / half
    chin = CHIN_Y + shape.chin
    inner = ramp(across, 0.96, 0.72 - 0.14 * ramp(on.y, 122.0, 146.0))
    inner *= ramp(on.y, 66.0, 82.0) * ramp(on.y, chin + 1, chin - 11)
    plain = plain_skin(on.x, on.y, face.landmarks)
    # The model's foreheads are often under hair: what lies around is drawn towards the cheeks' colour.
    skin = 0.55 * spread_skin(face.rgb, inner * plain, face.skin_rgb) + 0.45 * face.skin_rgb
    shown, inner = _calmed(face.rgb, skin, plain, inner)
    inside = _filled(shape, on)
    rounded = _rounded(inside)
    # The face's own shading is kept; what surrounds it gets some, falling off to the outline.
    around = skin * (0.64 + 0.36 * rounded)[..., np.newaxis]
    around *= (1 + 0.05 * np.exp(-(((on.x - MIDDLE) / 26) ** 2) - ((on.y - 66) / 15) ** 2))[..., np.newaxis]
    head = over(around, shown * (0.8 + 0.2 * ramp(rounded, 0.2, 0.9))[..., np.newaxis], inner)
    rgb, opacity = _ears(around, skin, shape, on)
    rgb = over(rgb, head, inside)
    rgb *= (1 + 0.014 * pores)[..., np.newaxis]
    return PaintedSkin(np.clip(rgb, 0, 255).astype(np.float32), np.maximum(opacity, inside), skin)


def _calmed(
    rgb: NDArray[np.float32], skin: NDArray[np.float32], plain: Plane, inner: Plane
) -> tuple[NDArray[np.float32], Plane]:
    """A face without blotches, and how much of it is to be shown: not the strands and shadows at its sides."""
    level, usual = rgb @ _LUMA, skin @ _LUMA + 1.0
    evened = skin * (level / usual)[..., np.newaxis]
    calm = over(rgb, evened, 0.6 * plain)
    strange = plain * ramp(level / usual, 0.80, 0.56)
    return calm, np.asarray(inner * (1 - soften(strange, 1.5 * DENSITY)), dtype=np.float32)


def pores(chance: np.random.Generator, shape: tuple[int, int]) -> Plane:
    """The skin's fine unevenness, of unit deviation."""
    fine, coarse = fine_noise(chance, shape, 1.1), fine_noise(chance, shape, 4.0)
    return np.asarray(0.75 * fine + 0.65 * coarse, dtype=np.float32)


def outline(shape: HeadShape) -> NDArray[np.float32]:
    """The head's outline from the crown around, x and y in units, (N, 2)."""
    turn = np.linspace(0.0, np.pi, 90)
    bottom = CHIN_Y + shape.chin
    y = ((CROWN_Y + bottom) / 2 - np.cos(turn) * (bottom - CROWN_Y) / 2).astype(np.float32)
    half = shape.half_width(y)
    right = np.stack([MIDDLE + half, y], axis=1)
    left = np.stack([MIDDLE - half, y], axis=1)[::-1]
    return np.concatenate([right, left]).astype(np.float32)


def fill(polygon: NDArray[np.float32], on: Grid) -> Plane:
    """How much of each pixel lies in a polygon given in units."""
    filled = np.zeros(on.x.shape, np.uint8)
    corner = np.array((on.x[0, 0], on.y[0, 0]))
    cv2.fillPoly(filled, [np.round((polygon - corner) * on.density * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return np.asarray(filled / np.float32(255), dtype=np.float32)


def _filled(shape: HeadShape, on: Grid) -> Plane:
    return fill(outline(shape), on)


def _rounded(inside: Plane) -> Plane:
    """How much the surface faces the camera, from the distance to the outline: 0 at it, 1 within."""
    distance = cv2.distanceTransform((inside > 0.5).astype(np.uint8), cv2.DIST_L2, 5) / DENSITY
    beyond = 1 - np.clip(distance / _ROUND, 0, 1)
    return soften(np.sqrt(1 - beyond**2).astype(np.float32), 2.0 * DENSITY)


def _ears(
    around: NDArray[np.float32], skin: NDArray[np.float32], shape: HeadShape, on: Grid
) -> tuple[NDArray[np.float32], Plane]:
    """Both ears, laid on a sheet that is the head's edge everywhere."""
    rgb, opacity = around.copy(), np.zeros_like(on.x)
    for side in (-1.0, 1.0):
        middle = MIDDLE + side * _EAR_X * shape.width
        place = on.part(middle - 12, _EAR_Y - 20, middle + 12, _EAR_Y + 20)
        near = on.cut(*place)
        if not near.x.size:
            continue
        tilt = side * 0.16
        x, y = (near.x - middle) / shape.ears, (near.y - _EAR_Y) / shape.ears
        u, v = x * np.cos(tilt) + y * np.sin(tilt), -x * np.sin(tilt) + y * np.cos(tilt)
        u = side * u  # outwards
        width = 6.4 - 1.7 * ramp(v, 0.0, 13.0)  # narrower towards the lobe
        radius = np.hypot(u / width, v / 14.0)
        ear = ramp(radius, 1.04, 0.97)
        rim = np.exp(-(((radius - 0.86) / 0.10) ** 2)) * ramp(v, 9.0, 2.0)
        groove = np.exp(-(((radius - 0.66) / 0.11) ** 2)) * ramp(v, 7.0, 0.0)
        hollow = np.exp(-(((u + 0.6) / 2.6) ** 2) - ((v - 1.5) / 4.6) ** 2)
        fold = np.exp(-(((u - 1.0) / 1.1) ** 2) - ((v + 1.0) / 6.5) ** 2)
        light = 0.80 + 0.10 * rim - 0.20 * groove - 0.34 * hollow + 0.08 * fold - 0.10 * ramp(radius, 0.9, 1.05)
        light -= 0.16 * ramp(u, 0.0, -5.0)  # behind the cheek
        tint = np.array((1.03, 0.95, 0.93), np.float32)
        rgb[place] = over(rgb[place], skin[place] * light[..., np.newaxis] * tint, ear)
        opacity[place] = ear
    return rgb, opacity
