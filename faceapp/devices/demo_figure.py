"""Demo people as they stand in a picture: painted once, posed and composed for every frame."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from faceapp.devices.demo_body import BODY_LEFT, BODY_TOP, FAR_LENGTH, NEAR_LENGTH, Build, paint_clothes, paint_neck
from faceapp.devices.demo_canvas import (
    DENSITY,
    LEFT,
    MIDDLE,
    TOP,
    Grid,
    Plane,
    Sprite,
    eight_bit,
    grid,
    over,
    premultiplied,
    ramp,
    sheet,
    soften,
    stacked,
)
from faceapp.devices.demo_eyes import Eyes, lower_lids, paint_eyes, paint_lids
from faceapp.devices.demo_face import FacePainter
from faceapp.devices.demo_hair import Hair, PaintedHair, paint_hair
from faceapp.devices.demo_light import Light, lit
from faceapp.devices.demo_skin import HeadShape, paint_skin, pores
from faceapp.devices.demo_turn import STEP_PX, Pose, Turner, box_of
from faceapp.domain.face_model import Coefficients
from faceapp.domain.records import Image

# What changes with look and blink, in units: the face within the head.
_FACE = (34, 60, 126, 174)  # left, top, right, bottom: even, so that all densities meet on pixels
_BODY_SHARE = 2 / 3  # cloth is smoother than hair and needs fewer pixels
_KEPT_LOOKS = 5
_NEAR_FROM = 0.85  # scale from which on the fine sprites are used


@dataclass(frozen=True, slots=True)
class Traits:
    """What somebody looks like beside the face itself.

    Attributes:
        hair: Style and colour.
        clothes: Any number, see `demo_body.CLOTHES`.
        shape: The head's.
        build: The body's.
    """

    hair: Hair
    clothes: int
    shape: HeadShape
    build: Build


@dataclass(frozen=True, slots=True, eq=False)
class _Layers:
    """Sprites of one density, from behind to before."""

    density: float
    back: Sprite | None
    neck: Sprite
    clothes: Sprite
    head: Sprite


@dataclass(frozen=True, slots=True, eq=False)
class _Faces:
    """A face in one look, with open and with closed eyes, by density."""

    eyes: Eyes
    seeing: dict[float, Sprite]
    shut: dict[float, Sprite]


class Figure:
    """A person who can be shown in any pose, in several looks and between two of them.

    Args:
        painter: Paints the faces.
        turner: Poses the heads.
        person: The person, a point of the face model.
        traits: All else.
        seed: Of hair and skin.
    """

    def __init__(self, painter: FacePainter, turner: Turner, person: Coefficients, traits: Traits, seed: int) -> None:
        self._painter, self._turner = painter, turner
        self._traits, self._seed = traits, seed
        on = sheet()
        hair = paint_hair(traits.hair, seed, on)
        self._skin_rgb = painter.skin_of(person)
        texture = pores(np.random.default_rng((5, seed)), on.x.shape)
        shade = _shade_of(hair)
        face = painter.paint(person, self._skin_rgb, on)
        skin = paint_skin(paint_eyes(face, on, seed), traits.shape, on, texture)
        head = stacked((skin.rgb * shade, skin.opacity), (hair.rgb, hair.opacity))
        back = premultiplied(hair.back_rgb, hair.back_opacity) if hair.back_opacity.any() else None
        # What a look changes is painted on this part of the sheet.
        place = on.part(*_FACE)
        self._on = on.cut(*place)
        # Copies, so that the whole sheets can go.
        self._hair = (hair.rgb[place].copy(), hair.opacity[place].copy())
        self._shade, self._pores, self._plain = (part[place].copy() for part in (shade, texture, head))
        self._inside = _feather(self._on)
        self._part = {
            density: grid(*_FACE[:2], _FACE[2] - _FACE[0], _FACE[3] - _FACE[1], density)
            for density in (DENSITY, DENSITY / 2)
        }
        self._faces: OrderedDict[bytes, _Faces] = OrderedDict()
        self._layers = {
            density: _Layers(
                density,
                None if back is None else _shrunk(back, density),
                paint_neck(self._skin_rgb, traits.build, _BODY_SHARE * density),
                paint_clothes(traits.clothes, traits.build, _BODY_SHARE * density, length),
                _shrunk(eight_bit(head), density),
            )
            for density, length in ((DENSITY, NEAR_LENGTH), (DENSITY / 2, FAR_LENGTH))
        }

    def prepare(self, look: Coefficients) -> _Faces:
        """Paint a look, unless it is among the latest ones.

        Args:
            look: A point of the face model.

        Returns:
            What was painted.
        """
        key = look.tobytes()
        if key not in self._faces:
            self._faces[key] = self._paint(look)
            if len(self._faces) > _KEPT_LOOKS:
                self._faces.popitem(last=False)
        self._faces.move_to_end(key)
        return self._faces[key]

    def _paint(self, look: Coefficients) -> _Faces:
        on = self._on
        face = paint_eyes(self._painter.paint(look, self._skin_rgb, on), on, self._seed)
        eyes = Eyes.at(face.landmarks)
        skin = paint_skin(face, self._traits.shape, on, self._pores)
        seeing, shut = (
            eight_bit(over(self._plain, stacked((rgb * self._shade, skin.opacity), self._hair), self._inside))
            for rgb in (skin.rgb, paint_lids(skin.rgb, skin.bare_rgb, eyes, on))
        )
        densities = (DENSITY, DENSITY / 2)
        return _Faces(
            eyes,
            {density: _shrunk(seeing, density) for density in densities},
            {density: _shrunk(shut, density) for density in densities},
        )

    def draw(
        self,
        frame: Image,
        pose: Pose,
        body: Pose,
        *,
        look: tuple[Coefficients, Coefficients, float],
        lids: float = 0.0,
        hidden: NDArray[np.uint8] | None = None,
        light: Light | None = None,
    ) -> None:
        """Draw the figure into a frame.

        Args:
            frame: RGB, uint8, (H, W, 3); changed.
            pose: The head's.
            body: The body's; it neither turns nor nods.
            look: One look, another, and the share of the other.
            lids: How far the eyes are closed, [0, 1].
            hidden: How much of each of the frame's pixels something before the figure hides, uint8 (H, W).
            light: What falls on the figure; even light by default.
        """
        light = Light() if light is None else light
        size = (frame.shape[1], frame.shape[0])
        density = DENSITY if pose.scale > _NEAR_FROM * DENSITY / 2 else DENSITY / 2
        layers = self._layers[density]
        self._wear(layers, look, lids)
        head_corner, body_corner = (LEFT, TOP), (BODY_LEFT, BODY_TOP)
        parts: list[tuple[Sprite, tuple[int, int]] | None] = [
            _placed(layers.neck, _leaned(pose, body, 1.0), body_corner, _BODY_SHARE * density, size, (light, 40.0)),
            _placed(layers.clothes, body.affine(), body_corner, _BODY_SHARE * density, size, (light, 150.0)),
            self._head(layers, pose, size, light),
        ]
        if layers.back is not None:
            parts.insert(0, _placed(layers.back, _leaned(pose, body, 0.2), head_corner, density, size, (light, 80.0)))
        for part in parts:
            if part is not None:
                _lay(frame, *part, hidden)

    def _wear(self, layers: _Layers, look: tuple[Coefficients, Coefficients, float], lids: float) -> None:
        """Give the head its look for the moment."""
        density = layers.density
        first, second = self.prepare(look[0]), self.prepare(look[1])
        before, after = first.seeing[density], second.seeing[density]
        left, top = round((_FACE[0] - LEFT) * density), round((_FACE[1] - TOP) * density)
        face = layers.head[top : top + before.shape[0], left : left + before.shape[1]]
        if first is second or look[2] <= 0:
            face[:] = before
        else:
            cv2.addWeighted(before, 1 - look[2], after, look[2], 0.0, dst=face)
        if lids > 0:
            faces = first if look[2] < 0.5 else second
            lower_lids(face, faces.shut[density], faces.eyes, lids, self._part[density])

    def _head(
        self, layers: _Layers, pose: Pose, size: tuple[int, int], light: Light
    ) -> tuple[Sprite, tuple[int, int]] | None:
        box = box_of(pose, size)
        if box is None:
            return None
        left, top, right, bottom = box
        x, y = self._turner.places(pose, box)
        width, height = right - left, bottom - top
        fine_x, fine_y = (_finer(plane * layers.density - 0.5, width, height) for plane in (x, y))
        sprite = cv2.remap(layers.head, fine_x, fine_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        gains = light.on(*self._turner.normals(x, y))
        return lit(np.asarray(sprite, dtype=np.uint8), _finer(gains, width, height)), (left, top)


def _shade_of(hair: PaintedHair) -> NDArray[np.float32]:
    """The shade that hair casts on the skin beneath and beside it, factors of RGB: light within it is warm."""
    near = 0.6 * soften(hair.opacity, 1.6 * DENSITY) + 0.4 * soften(hair.opacity, 4.5 * DENSITY)
    fallen = np.roll(near, round(2.5 * DENSITY), axis=0)[..., np.newaxis]
    return np.asarray(1 - np.clip(fallen, 0, 1) * np.array((0.38, 0.46, 0.50), np.float32), dtype=np.float32)


def _feather(on: Grid) -> Plane:
    """1 within a part of a sheet, 0 at its edge."""
    left, top, right, bottom = _FACE
    beside = np.minimum(np.minimum(on.x - left, right - on.x), np.minimum(on.y - top, bottom - on.y))
    return ramp(beside, 0.5, 9.0)


def _shrunk(sprite: Sprite, density: float) -> Sprite:
    if density == DENSITY:
        return sprite
    size = (round(sprite.shape[1] * density / DENSITY), round(sprite.shape[0] * density / DENSITY))
    return np.asarray(cv2.resize(sprite, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _leaned(pose: Pose, body: Pose, share: float) -> NDArray[np.float64]:
    """A body's affine, sheared so that its upper part follows the head."""
    linear = body.affine()
    top_y, foot_y = 150.0, 206.0
    anchor = np.array((MIDDLE, top_y, 1.0))
    turned = pose.affine() @ anchor + pose.scale * share * 14 * np.array((math.sin(math.radians(pose.yaw_deg)), 0.0))
    lean = (turned - linear @ anchor) / (foot_y - top_y)
    # Zero at foot_y, whole at top_y.
    linear = linear.copy()
    linear[:, 1] -= lean
    linear[:, 2] += lean * foot_y
    return linear


def _finer(coarse: NDArray[Any], width: int, height: int) -> NDArray[Any]:
    """Values of every STEP_PX-th pixel for all of them; between lies a line."""
    matrix = np.array([[STEP_PX, 0, 0], [0, STEP_PX, 0]], np.float64)
    return cv2.warpAffine(coarse, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _placed(
    sprite: Sprite,
    affine: NDArray[np.float64],
    corner: tuple[float, float],
    density: float,
    size: tuple[int, int],
    under: tuple[Light, float],
) -> tuple[Sprite, tuple[int, int]] | None:
    """A sprite under an affine map from units to the frame, cut to what the frame shows.

    Args:
        sprite: The sprite.
        affine: The map, (2, 3).
        corner: The sprite's corner in units.
        density: Its pixels per unit.
        size: Width and height of the frame.
        under: A light, and how many units from the middle the surface faces sideways.

    Returns:
        What is to be laid into the frame and where; None if it shows nothing.
    """
    inner = np.array([[1 / density, 0, corner[0] + 0.5 / density], [0, 1 / density, corner[1] + 0.5 / density]])
    matrix = affine @ np.vstack([inner, (0, 0, 1)])
    height, width = sprite.shape[:2]
    ends = np.array([(x, y, 1) for x in (0, width) for y in (0, height)]) @ matrix.T
    left, top = (max(0, math.floor(value)) for value in ends.min(axis=0))
    right, bottom = (min(side, math.ceil(value)) for side, value in zip(size, ends.max(axis=0), strict=True))
    if right <= left or bottom <= top:
        return None
    matrix[:, 2] -= (left, top)
    placed = cv2.warpAffine(sprite, matrix, (right - left, bottom - top), flags=cv2.INTER_LINEAR)
    light, half_width = under
    # The surface's turn along one row; rows are alike.
    middle = float(affine[0] @ (MIDDLE, 230.0, 1.0)) - left
    across = (np.arange(right - left, dtype=np.float32) - middle) / (
        half_width * math.hypot(affine[0, 0], affine[1, 0])
    )
    row = light.on(np.clip(across, -0.9, 0.9)[np.newaxis], np.zeros((1, right - left), np.float32))
    gains = cv2.resize(row, (right - left, bottom - top), interpolation=cv2.INTER_NEAREST)
    return lit(np.asarray(placed, dtype=np.uint8), np.asarray(gains, dtype=np.uint8)), (left, top)


def _lay(frame: Image, sprite: Sprite, corner: tuple[int, int], hidden: NDArray[np.uint8] | None) -> None:
    """Lay a sprite into a frame, beyond whose edges it may reach."""
    left, top = corner
    height, width = (
        min(side, end - start) for side, end, start in zip(sprite.shape[:2], frame.shape[:2], (top, left), strict=True)
    )
    if height <= 0 or width <= 0:
        return
    sprite = sprite[:height, :width]
    rows, columns = slice(top, top + height), slice(left, left + width)
    if hidden is not None:
        shown = cv2.bitwise_not(hidden[rows, columns])
        sprite = np.asarray(cv2.multiply(sprite, cv2.merge([shown] * 4), scale=1 / 255), dtype=np.uint8)
    part = frame[rows, columns]
    clear = cv2.bitwise_not(cv2.extractChannel(sprite, 3))
    behind = cv2.multiply(part, cv2.merge([clear, clear, clear]), scale=1 / 255)
    cv2.add(cv2.cvtColor(sprite, cv2.COLOR_RGBA2RGB), behind, dst=behind)
    part[:] = behind
