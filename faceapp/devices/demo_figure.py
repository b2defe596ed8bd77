"""Demo people as they stand in a picture: head, body, lobby and caption, composed fast."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from faceapp.devices.demo_people import HEAD_SCALE, HeadPainter
from faceapp.domain.face_model import Coefficients
from faceapp.domain.records import Image

CAPTION = "Synthetic person: nobody who exists"

# The figure's own units are the face model's pixels, from the middle of the head and its top.
_HALF_WIDTH = 150
_LENGTH = 680
_NEAR_LENGTH = 420  # seen from near, only the upper part shows
_EYES_Y = 96.0
_COLLAR_Y = 177.0
_OUTLINE = (  # half the body's width at a height, from the collar down
    (160, 25), (168, 29), (176, 40), (183, 62), (191, 88), (203, 106), (220, 115), (250, 121), (330, 126), (440, 124),
    (680, 112),
)  # fmt: skip
_CLOTHES_RGB = ((58, 84, 122), (128, 62, 66), (70, 102, 84), (92, 88, 108), (176, 158, 128), (52, 58, 66))
_TROUSERS_RGB = (46.0, 48.0, 56.0)

Sprite = NDArray[np.uint8]  # RGBA, premultiplied


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a figure stands.

    Attributes:
        eyes_px: x and y of the middle between the eyes in the frame.
        scale: Pixels of the frame per pixel of the face model.
        tilt_deg: Lean to the side, about the eyes.
        presence: 0 is not there, 1 is.
    """

    eyes_px: tuple[float, float]
    scale: float
    tilt_deg: float = 0.0
    presence: float = 1.0


@dataclass(slots=True, eq=False)
class Figure:
    """A person who can be shown in any of several looks and between two of them.

    Args:
        painter: Paints the heads.
        person: The person's coefficients; they give the skin and, with `clothes`, the body.
        clothes: Which clothes, any number.
    """

    painter: HeadPainter
    person: Coefficients
    clothes: int
    _bodies: dict[int, Sprite] = field(default_factory=dict, init=False)
    _heads: dict[tuple[bytes, int], Sprite] = field(default_factory=dict, init=False)

    def sprite(self, before: Coefficients, after: Coefficients, share: float, pixels_per_unit: int) -> Sprite:
        """The figure between two looks.

        Args:
            before: One look.
            after: The other.
            share: Of the other, in [0, 1].
            pixels_per_unit: 1 or HEAD_SCALE.

        Returns:
            RGBA, premultiplied, uint8.
        """
        body = self._body(pixels_per_unit)
        first, second = self._head(before, pixels_per_unit), self._head(after, pixels_per_unit)
        # Premultiplied pictures mix linearly, so the heads can be laid on the body beforehand.
        head = cv2.addWeighted(first, 1.0 - share, second, share, 0.0)
        whole = body.copy()
        left = (whole.shape[1] - head.shape[1]) // 2
        whole[: head.shape[0], left : left + head.shape[1]] = head
        return whole

    def _body(self, pixels_per_unit: int) -> Sprite:
        if pixels_per_unit not in self._bodies:
            skin = self.painter.paint(self.person, self.person).skin_rgb
            cloth = np.array(_CLOTHES_RGB[self.clothes % len(_CLOTHES_RGB)], dtype=np.float32)
            body = _draw_body(skin, cloth, self.clothes)
            self._bodies[1] = body
            # Soft enough to be enlarged; drawing it anew would take four times as long.
            enlarged = cv2.resize(
                body[:_NEAR_LENGTH], None, fx=HEAD_SCALE, fy=HEAD_SCALE, interpolation=cv2.INTER_LINEAR
            )
            self._bodies[HEAD_SCALE] = np.asarray(enlarged, dtype=np.uint8)
        return self._bodies[pixels_per_unit]

    def _head(self, look: Coefficients, pixels_per_unit: int) -> Sprite:
        key = (look.tobytes(), pixels_per_unit)
        if key not in self._heads:
            painted = self.painter.paint(self.person, look)
            opacity = (painted.opacity * _head_fade(*painted.opacity.shape))[..., np.newaxis]
            head = np.concatenate([painted.rgb * opacity, 255 * opacity], axis=2)
            for scale in (1, HEAD_SCALE):
                size = (head.shape[1] * scale // HEAD_SCALE, head.shape[0] * scale // HEAD_SCALE)
                small = cv2.resize(head, size, interpolation=cv2.INTER_AREA)
                body = self._body(scale)
                left = (body.shape[1] - size[0]) // 2
                behind = body[: size[1], left : left + size[0]]
                laid = small + behind * (1 - small[..., 3:] / 255)
                self._heads[look.tobytes(), scale] = np.clip(laid.round(), 0, 255).astype(np.uint8)
        return self._heads[key]


def compose(background: Image, figure: Figure, looks: tuple[Coefficients, Coefficients, float], pose: Pose) -> Image:
    """Put a figure before a background.

    Args:
        background: RGB, uint8, (height, width, 3); it is not changed.
        figure: The person.
        looks: A look, another, and the share of the other.
        pose: Where the person stands.

    Returns:
        RGB, uint8, of the background's size.
    """
    pixels_per_unit = 1 if pose.scale <= 1.0 else HEAD_SCALE
    sprite = figure.sprite(*looks, pixels_per_unit)
    middle = ((sprite.shape[1] - 1) / 2, _EYES_Y * pixels_per_unit)
    matrix = cv2.getRotationMatrix2D(middle, pose.tilt_deg, pose.scale / pixels_per_unit)
    matrix[:, 2] += np.array(pose.eyes_px) - middle
    height, width = background.shape[:2]
    placed = cv2.warpAffine(sprite, matrix, (width, height), flags=cv2.INTER_LINEAR)
    if pose.presence < 1.0:
        placed = cv2.convertScaleAbs(placed, alpha=max(pose.presence, 0.0))
    opacity = cv2.extractChannel(placed, 3)
    behind = cv2.multiply(background, cv2.cvtColor(cv2.bitwise_not(opacity), cv2.COLOR_GRAY2RGB), scale=1 / 255)
    composed: Image = cv2.add(cv2.cvtColor(placed, cv2.COLOR_RGBA2RGB), behind).astype(np.uint8, copy=False)
    return composed


def draw_lobby(width_px: int, height_px: int) -> Image:
    """The background: a lobby out of focus.

    Returns:
        RGB, uint8, (height_px, width_px, 3).
    """
    width, height = 640, 480
    room = np.empty((height, width, 3), np.float32)
    room[:] = (176, 184, 190)
    shapes: list[tuple[tuple[int, int, int], list[tuple[int, int]]]] = [
        ((222, 225, 226), [(0, 0), (640, 0), (430, 118), (228, 118)]),  # ceiling
        ((120, 112, 104), [(0, 480), (640, 480), (430, 306), (228, 306)]),  # floor
        ((150, 160, 168), [(0, 0), (228, 118), (228, 306), (0, 480)]),  # left wall
        ((188, 192, 192), [(640, 0), (430, 118), (430, 306), (640, 480)]),  # right wall
        ((236, 240, 240), [(640, 60), (530, 108), (530, 330), (640, 392)]),  # windows
        ((230, 236, 238), [(512, 116), (456, 138), (456, 290), (512, 320)]),
        ((250, 240, 214), [(262, 150), (340, 150), (340, 306), (262, 306)]),  # a lit doorway
        ((92, 82, 74), [(30, 118), (112, 150), (112, 392), (30, 442)]),  # a door
        ((112, 100, 90), [(150, 164), (196, 180), (196, 336), (150, 362)]),
        ((255, 252, 240), [(290, 20), (360, 20), (350, 44), (300, 44)]),  # lamps
        ((255, 252, 240), [(303, 66), (347, 66), (342, 82), (308, 82)]),
        ((74, 104, 74), [(396, 210), (440, 196), (452, 268), (424, 290), (388, 270)]),  # a plant
    ]
    for colour, corners in shapes:
        cv2.fillPoly(room, [np.array(corners, np.int32)], colour)
    blurred = cv2.GaussianBlur(room, (0, 0), 11, borderType=cv2.BORDER_REPLICATE)
    y, x = np.mgrid[0:height, 0:width]
    vignette = 1.0 - 0.28 * ((x - 320) ** 2 / 320**2 + (y - 230) ** 2 / 250**2) / 2
    # A little grain keeps the gradients free of steps.
    grain = np.random.default_rng(0).normal(0.0, 1.5, (height, width, 1))
    lit: Image = np.clip(blurred * vignette[..., np.newaxis] * 0.86 + grain, 0, 255).astype(np.uint8)
    if (width_px, height_px) == (width, height):
        return lit
    return np.asarray(cv2.resize(lit, (width_px, height_px), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def write_caption(picture: Image) -> None:
    """Write, at the bottom of a picture and into it, that the person is synthetic."""
    height, width = picture.shape[:2]
    scale = 0.42 * max(height, 240) / 480
    (length, rise), drop = cv2.getTextSize(CAPTION, cv2.FONT_HERSHEY_SIMPLEX, scale, 1)
    margin = max(2, round(8 * scale / 0.42))
    top = height - rise - drop - 2 * margin
    strip = picture[top:, : min(width, length + 2 * margin)]
    strip[:] = (strip * 0.45).astype(np.uint8)
    origin = (margin, height - drop - margin)
    cv2.putText(picture, CAPTION, origin, cv2.FONT_HERSHEY_SIMPLEX, scale, (236, 236, 236), 1, cv2.LINE_AA)


def _head_fade(height: int, width: int) -> NDArray[np.float32]:
    """How much of the painted head is used: not its neck and shoulders, which are drawn."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / HEAD_SCALE
    across = np.abs(x - width / HEAD_SCALE / 2)
    end = 170 + 4 * np.clip((across - 28) / 14, 0, 1)  # hair falls lower than the chin
    fade = np.clip((end - y) / 16, 0, 1) * np.clip((80 - across) / 8, 0, 1) * np.clip(y / 6, 0, 1)
    return np.asarray(fade * fade * (3 - 2 * fade), dtype=np.float32)


def _draw_body(skin: NDArray[np.float32], cloth: NDArray[np.float32], clothes: int) -> Sprite:
    height, width = _LENGTH, 2 * _HALF_WIDTH
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) + 0.5
    x = x - _HALF_WIDTH
    levels, halves = zip(*_OUTLINE, strict=True)
    edge = cv2.GaussianBlur(np.interp(y[:, :1], levels, halves).astype(np.float32), (1, 25), 1, sigmaY=4)
    across = np.abs(x)
    soft = 1.2
    trunk = _ramp((edge - across) / (soft * _steepness(edge))) * _ramp((y - levels[0]) / soft)
    neck = _ramp((27 - across) / soft) * _ramp((y - 120) / soft)
    # The neckline: round, or cut to a point.
    depth = 15.0 if clothes % 2 else 34.0
    width_at = (
        36 * np.sqrt(np.clip(1 - np.clip(y - _COLLAR_Y + 8, 0, depth) / depth, 0, 1))
        if clothes % 2
        else (36 * np.clip(1 - (y - _COLLAR_Y + 8) / depth, 0, 1))
    )
    opening = (
        _ramp((width_at - across) / (soft * _steepness(width_at))) * _ramp((y - 150) / soft) * np.clip(width_at, 0, 1)
    )

    skin_shade = 1 - 0.34 * np.exp(-(((y - 161) / 12) ** 2)) - 0.22 * np.clip(across / 30, 0, 1) ** 2
    skin_rgb = 0.92 * skin * skin_shade[..., np.newaxis]
    folds = cv2.GaussianBlur(np.random.default_rng(clothes).standard_normal((170, 60)).astype(np.float32), (0, 0), 4)
    folds = cv2.resize(folds / folds.std(), (width, height), interpolation=cv2.INTER_CUBIC)
    seam = np.exp(-np.abs(across - 88 - 0.02 * (y - 240)) / 4) * _ramp((y - 285) / 60)  # arms hang beside
    cloth_shade = (
        1.06
        - 0.34 * (across / 125) ** 2
        - 0.0005 * (y - 200)
        + 0.03 * folds
        - 0.13 * seam
        - 0.25 * np.exp(-np.clip(across - width_at, 0, None) / 3) * np.clip(width_at / 4, 0, 1)
    )
    legs = (_ramp(y - 425) * _ramp((92 - across) / 3))[..., np.newaxis]
    cloth_rgb = (cloth * (1 - legs) + np.array(_TROUSERS_RGB) * legs) * cloth_shade[..., np.newaxis]

    colour = cloth_rgb * (1 - opening[..., np.newaxis]) + skin_rgb * opening[..., np.newaxis]
    colour = skin_rgb * (1 - trunk[..., np.newaxis]) + colour * trunk[..., np.newaxis]
    opacity = np.maximum(trunk, neck)[..., np.newaxis]
    sprite = np.concatenate([np.clip(colour, 0, 255) * opacity, 255 * opacity], axis=2)
    return np.asarray(np.clip(sprite.round(), 0, 255), dtype=np.uint8)


def _steepness(edge: NDArray[np.float32]) -> NDArray[np.float32]:
    """What keeps a slanting edge, a column of widths by row, as soft as an upright one."""
    return np.asarray(np.hypot(1, np.gradient(edge[:, 0]))[:, np.newaxis], dtype=np.float32)


def _ramp(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """0 below -1/2, 1 above 1/2, a line between: an edge without steps."""
    return np.asarray(np.clip(values + 0.5, 0, 1), dtype=np.float32)


def walking(time_s: float, scale: float) -> tuple[float, float, float]:
    """How a walk moves the head.

    Args:
        time_s: Since the walk began.
        scale: Pixels per pixel of the face model.

    Returns:
        Sideways and downwards movement in pixels, and the tilt in degrees.
    """
    swing = math.sin(2 * math.pi * 0.9 * time_s)
    return 5.0 * scale * swing, 3.5 * scale * swing * swing, 1.2 * swing
