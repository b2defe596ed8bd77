"""Light in the demo's lobby: from a side, of a colour, slowly changing."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from faceapp.devices.demo_canvas import Plane, Sprite

_UNIT = 100  # the gain that stands for 1; gains up to 2.55 fit eight bits
_WARM = np.array((0.045, 0.0, -0.06), np.float32)


@dataclass(frozen=True, slots=True)
class Light:
    """A light.

    Attributes:
        x: How much more comes from the picture's right than from its left, [-1, 1].
        y: The same for below and above.
        warmth: Its colour: -1 is daylight, 1 a lamp's.
        level: Brightness; 1 is the usual.
    """

    x: float = 0.0
    y: float = 0.0
    warmth: float = 0.0
    level: float = 1.0

    def colour(self) -> NDArray[np.float32]:
        """Factors of red, green and blue, (3,)."""
        return np.asarray(self.level * (1 + self.warmth * _WARM), dtype=np.float32)

    def on(self, normal_x: Plane, normal_y: Plane) -> NDArray[np.uint8]:
        """What it does to a surface that faces so far to the right and downwards.

        Returns:
            Gains for RGBA in 100ths, uint8 (H, W, 4); opacity stays.
        """
        gain = 1 + 0.34 * self.x * normal_x + 0.20 * self.y * normal_y
        gains = _UNIT * gain[..., np.newaxis] * self.colour()
        whole = np.full((*gain.shape, 4), _UNIT, np.uint8)
        whole[..., :3] = np.clip(gains, 0, 255).round()
        return whole


def lobby_light(share: float) -> Light:
    """The light at a point of the demo's course, [0, 1); the end meets the beginning."""
    turn = 2 * math.pi * share
    return Light(
        x=0.85 * math.sin(3 * turn + 0.4),
        y=-0.25 + 0.25 * math.sin(2 * turn),
        warmth=0.65 * math.sin(2 * turn + 2.0) + 0.25 * math.sin(5 * turn),
        level=1.0 + 0.05 * math.sin(4 * turn + 1.0),
    )


def lit(sprite: Sprite, gains: NDArray[np.uint8]) -> Sprite:
    """A sprite under gains of its own size."""
    return np.asarray(cv2.multiply(sprite, gains, scale=1 / _UNIT), dtype=np.uint8)
