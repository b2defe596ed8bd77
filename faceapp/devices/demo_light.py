"""Light that falls on demo people, from a side and of a colour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Light:
    """A light.

    Attributes:
        x: How much more comes from the picture's right than from its left, [-1, 1].
        warmth: Colour: -1 is daylight, 1 a lamp's.
        level: Brightness; 1 is the usual.
    """

    x: float = 0.0
    warmth: float = 0.0
    level: float = 1.0
