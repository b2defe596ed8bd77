"""A picture as people without one kind of cones see it."""

from __future__ import annotations

from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage


class Blindness(Enum):
    """Which cones are missing."""

    PROTANOPIA = "protanopia"  # those for red
    DEUTERANOPIA = "deuteranopia"  # those for green


# In linear RGB, for severity 1.0.
_MATRICES = {
    Blindness.PROTANOPIA: (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    Blindness.DEUTERANOPIA: (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


def seen_so(picture: QImage, kind: Blindness) -> QImage:
    """Simulate how a picture is seen.

    Args:
        picture: Any.
        kind: Which cones are missing.

    Returns:
        A picture of its size.

    Source:
        G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, A Physiologically-based Model for Simulation of Color Vision
        Deficiency, IEEE TVCG 15 (6), 2009, table 1.
    """
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    width, height = plain.width(), plain.height()
    lines = np.frombuffer(plain.constBits(), np.uint8).reshape(height, plain.bytesPerLine())
    linear = _linear(lines[:, : 3 * width].reshape(height, width, 3) / 255)
    seen = np.clip(linear @ np.array(_MATRICES[kind]).T, 0, 1)
    pixels = np.ascontiguousarray((255 * _encoded(seen)).round().astype(np.uint8))
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _linear(encoded: NDArray[np.float64]) -> NDArray[np.float64]:
    """From sRGB's encoding, IEC 61966-2-1."""
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def _encoded(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
