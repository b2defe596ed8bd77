"""Signs at the door are told apart by their shape alone, whatever colours somebody sees."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from faceapp.ui import marks
from faceapp.ui.appearance import Appearance
from faceapp.ui.prompts import PromptKind

SIDE_PX = 120
# Share of the sign's pixels in which two signs differ at least.
APART = 0.03


def shape(kind: PromptKind) -> NDArray[np.bool_]:
    """What of a sign is drawn, and what of that is light: (2, SIDE_PX, SIDE_PX), without colours."""
    image = QImage(SIDE_PX, SIDE_PX, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    marks.draw_mark(painter, kind, QPointF(SIDE_PX / 2, SIDE_PX / 2), 0.46 * SIDE_PX, progress=0.6)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(SIDE_PX, SIDE_PX, 4).astype(int)
    drawn = pixels[..., 3] > 128
    light = drawn & (pixels[..., :3].mean(axis=2) > 225)
    return np.stack([drawn, light])


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_every_sign_has_a_shape_of_its_own(qapp: QApplication, appearance: Appearance, theme: str) -> None:
    appearance.set_theme(theme)
    shapes = {kind: shape(kind) for kind in PromptKind}
    for one, other in itertools.combinations(PromptKind, 2):
        differ = (shapes[one] != shapes[other]).any(axis=0).sum()
        either = (shapes[one][0] | shapes[other][0]).sum()
        assert differ > APART * either, (one, other)
