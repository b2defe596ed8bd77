"""Large bold words of a face without a bold cut are as thick, and where, they would be with one."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPainterPath, QRawFont

from faceapp.ui import bold_words

WORDS = "Welcome,\nAda Lovelace and others"
ALIGNMENTS = [Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight]


def bold(pixels: int) -> QFont:
    font = QFont("DejaVu Sans")
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Bold)
    return font


def drawn(pixels: int, alignment: Qt.AlignmentFlag, ratio: float = 1.0) -> NDArray[np.uint8]:
    image = QImage(round(700 * ratio), round(600 * ratio), QImage.Format.Format_Grayscale8)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(bold(pixels))
    painter.setPen(Qt.GlobalColor.white)
    bold_words.draw_words(painter, QRectF(20, 30, 640, 560), alignment, WORDS)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine()).copy()


def ends(picture: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Where ink begins and ends: left, right, top and bottom."""
    columns, rows = (np.flatnonzero(picture.max(axis=axis) > 60) for axis in (0, 1))
    return np.array([columns[0], columns[-1], rows[0], rows[-1]])


def test_a_face_says_itself_whether_it_is_bold(qapp) -> None:
    regular = bold(40)
    regular.setWeight(QFont.Weight.Normal)
    assert bold_words.is_thin(QRawFont.fromFont(regular))
    assert not bold_words.is_thin(QRawFont.fromFont(bold(40)))


@pytest.mark.parametrize("alignment", ALIGNMENTS)
def test_thickened_words_lie_where_others_do(qapp, monkeypatch: pytest.MonkeyPatch, alignment) -> None:
    plain = drawn(80, alignment)
    monkeypatch.setattr(bold_words, "is_thin", lambda _face: True)
    thick = drawn(80, alignment)
    assert thick.sum() > 1.1 * plain.sum()
    np.testing.assert_allclose(ends(thick), ends(plain), atol=5)  # the edge is 2 pixels wide on each side


@pytest.mark.parametrize(
    ("pixels", "ratio", "thickened"), [(60, 1.0, False), (60, 2.0, False), (70, 1.0, True), (70, 2.0, True)]
)
def test_what_qt_thickens_itself_is_left_to_it(
    qapp, monkeypatch: pytest.MonkeyPatch, pixels: int, ratio: float, thickened: bool
) -> None:
    plain = drawn(pixels, ALIGNMENTS[0], ratio)
    monkeypatch.setattr(bold_words, "is_thin", lambda _face: True)
    assert bool(drawn(pixels, ALIGNMENTS[0], ratio).sum() > 1.1 * plain.sum()) is thickened


class Varying:
    """A face that is as bold as it is asked to be, whatever its file says of its usual weight."""

    def __init__(self, *, varies: bool) -> None:
        self._tables = {"OS/2": b"\0" * 4 + (400).to_bytes(2, "big"), "fvar": b"axes" if varies else b""}

    def fontTable(self, name: str) -> QByteArray:  # noqa: N802 - Qt names it so
        return QByteArray(self._tables[name])


def test_a_face_that_varies_is_as_bold_as_was_asked() -> None:
    assert bold_words.is_thin(Varying(varies=False))  # type: ignore[arg-type]
    assert not bold_words.is_thin(Varying(varies=True))  # type: ignore[arg-type]


def test_pictures_among_letters_are_drawn_as_ever(qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = drawn(80, ALIGNMENTS[0])
    monkeypatch.setattr(bold_words, "is_thin", lambda _face: True)
    monkeypatch.setattr(QRawFont, "pathForGlyph", lambda _face, _letter: QPainterPath())
    without_outlines = drawn(80, ALIGNMENTS[0])
    np.testing.assert_allclose(ends(without_outlines), ends(plain), atol=2)
    assert without_outlines.sum() == pytest.approx(plain.sum(), rel=0.02)
