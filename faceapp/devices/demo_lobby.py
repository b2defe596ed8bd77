"""The demo's background: a lobby out of focus, and the caption written into every picture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from faceapp.devices.demo_canvas import ramp, soften
from faceapp.domain.records import Image

CAPTION = "Synthetic person: nobody who exists"

_WIDTH, _HEIGHT = 640, 480  # what it is laid out for
_CORNER_PX = 166  # where the wooden wall at the right begins, from the middle
_SHAPES: tuple[tuple[tuple[int, int, int], tuple[tuple[int, int], ...]], ...] = (
    ((198, 196, 190), ((0, 0), (640, 0), (640, 480), (0, 480))),  # walls
    ((226, 226, 222), ((0, 0), (640, 0), (440, 112), (212, 112))),  # ceiling
    ((128, 118, 108), ((0, 480), (640, 480), (440, 318), (212, 318))),  # floor
    ((152, 140, 128), ((150, 480), (470, 480), (392, 318), (262, 318))),  # the window's light on it
    ((206, 208, 206), ((212, 112), (440, 112), (440, 318), (212, 318))),  # back wall
    ((104, 84, 66), ((256, 160), (322, 160), (322, 318), (256, 318))),  # door in it
    ((158, 146, 130), ((264, 170), (314, 170), (314, 230), (264, 230))),  # its glass
    ((214, 232, 244), ((0, 60), (118, 104), (118, 300), (0, 344))),  # windows on the left
    ((214, 230, 240), ((134, 110), (198, 132), (198, 280), (134, 296))),
    ((122, 148, 118), ((0, 230), (118, 226), (118, 300), (0, 344))),  # trees behind them
    ((134, 156, 128), ((134, 226), (198, 224), (198, 280), (134, 296))),
    ((140, 106, 76), ((640, 40), (486, 96), (486, 326), (640, 400))),  # wood on the right
    ((96, 74, 56), ((486, 262), (640, 300), (640, 420), (486, 340))),  # a desk before it
    ((176, 142, 106), ((480, 256), (640, 292), (640, 304), (480, 264))),
    ((70, 108, 68), ((378, 210), (398, 176), (424, 200), (440, 236), (430, 282), (390, 282))),  # a plant
    ((180, 172, 160), ((392, 280), (428, 280), (424, 318), (396, 318))),
)  # fmt: skip
_LAMPS = ((330, 42, 15), (330, 78, 9), (330, 98, 6), (548, 78, 20), (604, 40, 26), (506, 104, 14))


def draw_lobby(width_px: int, height_px: int) -> Image:
    """The background.

    Returns:
        RGB, uint8, (height_px, width_px, 3).
    """
    scale = max(width_px / _WIDTH, height_px / _HEIGHT)
    width, height = round(_WIDTH * scale), round(_HEIGHT * scale)
    room = np.empty((height, width, 3), np.float32)
    for colour, corners in _SHAPES:
        points = np.round(np.array(corners) * scale * 16).astype(np.int32)
        cv2.fillPoly(room, [points], [float(value) for value in colour], cv2.LINE_AA, 4)
    for left in range(492, 640, 9):  # slats
        x = round(left * scale)
        room[: round(300 * scale), x : x + round(3 * scale)] *= 0.86
    blurred = soften(room, 8.5 * scale)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / np.float32(scale)
    for lamp_x, lamp_y, radius in _LAMPS:  # points out of focus are discs
        away = np.hypot(x - lamp_x, y - lamp_y)
        disc = ramp(away, radius + 1.5, radius - 1.5) * (0.75 + 0.25 * (away / radius))
        glow = np.exp(-((away / (2.6 * radius)) ** 2))
        blurred += (0.62 * disc + 0.22 * glow)[..., np.newaxis] * (np.array((255, 236, 200)) - blurred).clip(0)
    vignette = 1.0 - 0.22 * ((x - 320) ** 2 / 320**2 + (y - 230) ** 2 / 250**2) / 2
    # A little grain keeps the gradients free of steps.
    grain = np.random.default_rng(0).normal(0.0, 1.2, (height, width, 1))
    lit = np.clip(blurred * (0.84 * vignette)[..., np.newaxis] + grain, 0, 255).astype(np.uint8)
    left, top = (width - width_px) // 2, (height - height_px) // 2
    return np.ascontiguousarray(lit[top : top + height_px, left : left + width_px])


def corner_mask(width_px: int, height_px: int) -> NDArray[np.uint8]:
    """What hides those who come round the corner at the right: uint8 (height_px, width_px), 255 for all of them."""
    x = (np.arange(width_px, dtype=np.float32) + 0.5 - width_px / 2) * _HEIGHT / height_px
    across = 255 * ramp(x, _CORNER_PX - 7, _CORNER_PX + 7)
    return np.broadcast_to(across.round().astype(np.uint8), (height_px, width_px)).copy()


def write_caption(picture: Image) -> None:
    """Write, at the bottom of a picture and into it, that the person is synthetic."""
    height, width = picture.shape[:2]
    scale = 0.42 * max(height, 240) / 480
    (length, rise), drop = cv2.getTextSize(CAPTION, cv2.FONT_HERSHEY_SIMPLEX, scale, 1)
    margin = max(2, round(8 * scale / 0.42))
    inset = round(0.025 * height)  # views round their corners
    top, bottom = height - inset - rise - drop - 2 * margin, height - inset
    strip = picture[top:bottom, inset : min(width, inset + length + 2 * margin)]
    strip[:] = (strip * 0.45).astype(np.uint8)
    origin = (inset + margin, bottom - drop - margin)
    cv2.putText(picture, CAPTION, origin, cv2.FONT_HERSHEY_SIMPLEX, scale, (236, 236, 236), 1, cv2.LINE_AA)
