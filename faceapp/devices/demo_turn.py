"""Turning and nodding a painted head: where each pixel of the frame comes from on its sheet.

The head is taken for a rounded solid: every place of the sheet has a depth, so that a turn moves
the nose farther than the cheeks, and the cheeks farther than what lies behind them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from faceapp.devices.demo_canvas import EYES_Y, HEIGHT, LEFT, MIDDLE, TOP, WIDTH, Grid, Plane, ramp, sheet, soften

STEP_PX = 6  # from one computed place to the next; between them lies a line
_PIVOT_Z = -20.0  # a head turns about its spine, not about its face
_PIVOT_Y = 124.0  # and nods about its upper end
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a head is in a frame.

    Attributes:
        eyes_px: x and y of the middle between the eyes, of a head that looks ahead.
        scale: Pixels of the frame per unit.
        yaw_deg: Turn, positive towards the picture's right, at most 30 either way.
        pitch_deg: Nod, positive upwards, at most 20 either way.
        roll_deg: Tilt, positive clockwise as seen.
    """

    eyes_px: tuple[float, float]
    scale: float
    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0

    def affine(self) -> NDArray[np.float64]:
        """From units to the frame's pixels without turn and nod, (2, 3); the tilt is about the neck."""
        angle = math.radians(self.roll_deg)
        cos, sin = self.scale * math.cos(angle), self.scale * math.sin(angle)
        linear = np.array([[cos, -sin], [sin, cos]])
        neck = np.array((MIDDLE, 170.0))
        at = np.array(self.eyes_px) + self.scale * (neck - (MIDDLE, EYES_Y))
        return np.concatenate([linear, (at - linear @ neck)[:, np.newaxis]], axis=1)


def depth_of(on: Grid) -> Plane:
    """How far towards the camera each place of a sheet lies, units from the plane through the ears."""
    x, y = on.x - MIDDLE, on.y
    skull = 44 * (1 - np.minimum((x / 48) ** 2 + ((y - 98) / 92) ** 2, 1.40))
    nose = 11 * np.exp(-((x / 8.5) ** 2)) * ramp(y, 92.0, 119.0) * ramp(y, 131.0, 121.0)
    mouth = 3.0 * np.exp(-((x / 22) ** 2) - ((y - 141) / 13) ** 2)
    chin = 4.0 * np.exp(-((x / 17) ** 2) - ((y - 162) / 10) ** 2)
    sockets = -3.0 * np.exp(-(((np.abs(x) - 19.5) / 9) ** 2) - ((y - 97) / 7) ** 2)
    depth = skull + nose + mouth + chin + sockets
    # What hangs to the chest does not turn with the head.
    hanging = ramp(y, 172.0, 212.0)
    return soften((depth * (1 - hanging) + _PIVOT_Z * hanging).astype(np.float32), 1.5 * on.density)


class Turner:
    """Computes places for turned heads; holds the depth."""

    def __init__(self) -> None:
        on = sheet(1.0)
        self._depth = depth_of(on)
        slope_y, slope_x = np.gradient(soften(self._depth, 3.0))
        length = np.sqrt(slope_x**2 + slope_y**2 + 1)
        self._normals = np.stack([-slope_x / length, -slope_y / length], axis=2).astype(np.float32)

    def places(self, pose: Pose, box_px: tuple[int, int, int, int]) -> tuple[Plane, Plane]:
        """Places on the sheet, in units from its corner, for every STEP_PX-th pixel of a box of the frame.

        Args:
            pose: The head's.
            box_px: Left, top, right, bottom; its sides are multiples of STEP_PX.

        Returns:
            x and y, float32 (height / STEP_PX + 1, width / STEP_PX + 1) each.
        """
        left, top, right, bottom = box_px
        y, x = np.mgrid[top : bottom + 1 : STEP_PX, left : right + 1 : STEP_PX].astype(np.float32)
        inverse = cv2.invertAffineTransform(pose.affine())
        flat_x = (inverse[0, 0] * x + inverse[0, 1] * y + inverse[0, 2]).astype(np.float32)
        flat_y = (inverse[1, 0] * x + inverse[1, 1] * y + inverse[1, 2]).astype(np.float32)
        yaw, pitch = math.radians(pose.yaw_deg), math.radians(pose.pitch_deg)
        shift_x, shift_y = math.sin(yaw), -math.sin(pitch)
        cos_x, cos_y = math.cos(yaw), math.cos(pitch)
        seen_x, seen_y = flat_x.copy(), flat_y.copy()
        # Where hair rests on the shoulders, nothing moves.
        for _ in range(_ROUNDS):
            away = (
                cv2.remap(
                    self._depth,
                    seen_x - np.float32(LEFT + 0.5),
                    seen_y - np.float32(TOP + 0.5),
                    cv2.INTER_LINEAR,
                    borderMode=cv2.BORDER_REPLICATE,
                )
                - _PIVOT_Z
            )
            free = ramp(flat_y, 214.0, 168.0)
            across, down = flat_x - MIDDLE, flat_y - _PIVOT_Y
            turned_x = MIDDLE + (across - away * shift_x) / (1 + free * (cos_x - 1))
            turned_y = _PIVOT_Y + (down - away * shift_y * free) / (1 + free * (cos_y - 1))
            seen_x, seen_y = turned_x.astype(np.float32), turned_y.astype(np.float32)
        return seen_x - np.float32(LEFT), seen_y - np.float32(TOP)

    def normals(self, x: Plane, y: Plane) -> tuple[Plane, Plane]:
        """How far the head's surface faces to its left in the picture's right, and downwards, at places."""
        normals = cv2.remap(self._normals, x - 0.5, y - 0.5, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(normals[..., 0], np.float32), np.asarray(normals[..., 1], np.float32)


def box_of(pose: Pose, size_px: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """The part of a frame (width, height) that a head's sheet can reach; None when it is beside the frame."""
    margin = 14.0
    corners = np.array(
        [(x, y, 1.0) for x in (LEFT - margin, LEFT + WIDTH + margin) for y in (TOP - margin, TOP + HEIGHT + margin)]
    )
    at = corners @ pose.affine().T
    left, top = (max(0, math.floor(value)) for value in at.min(axis=0))
    right, bottom = (min(side, math.ceil(value)) for side, value in zip(size_px, at.max(axis=0), strict=True))
    if right - left < 1 or bottom - top < 1:
        return None
    right, bottom = (
        start + STEP_PX * math.ceil((end - start) / STEP_PX) for start, end in ((left, right), (top, bottom))
    )
    return left, top, right, bottom
