"""Bold words also in a face that has no bold cut, as many of those for Chinese.

Qt thickens such letters itself, but only up to a size: larger ones are drawn as outlines, and come out thin.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGlyphRun, QPainter, QPen, QRawFont, QTextLayout, QTextOption

# Qt's own bound (QT_MAX_CACHED_GLYPH_SIZE), of a font's size, however many pixels of the screen that takes.
_THICKENED_UP_TO_PX = 64
# How much thicker, of the type's size: as FreeType does it for small ones.
_THICKER = 1 / 24
# The place of a weight in a face's table "OS/2", and from which on a face is bold.
_WEIGHT = slice(4, 6)
_BOLD_FROM = 600


def draw_words(painter: QPainter, box: QRectF, alignment: Qt.AlignmentFlag, words: str) -> None:
    """Draw words, wrapped, in the painter's font and pen.

    Args:
        painter: With what.
        box: Where, from the top.
        alignment: Of each line.
        words: What.
    """
    font = painter.font()
    if font.weight() >= QFont.Weight.Bold and font.pixelSize() > _THICKENED_UP_TO_PX:
        runs = _runs(words, font, box.width(), alignment)
        if any(is_thin(run.rawFont()) for run in runs):
            _draw_thickened(painter, box.topLeft(), runs)
            return
    painter.drawText(box, int(alignment) | int(Qt.TextFlag.TextWordWrap), words)


def _draw_thickened(painter: QPainter, at: QPointF, runs: Sequence[QGlyphRun]) -> None:
    colour = painter.pen().color()
    edge = QPen(colour, painter.font().pixelSize() * _THICKER)
    for run in runs:
        face = run.rawFont()
        outlines = [face.pathForGlyph(letter) for letter in run.glyphIndexes()] if is_thin(face) else []
        if all(outline.isEmpty() for outline in outlines):  # such as of pictures in colour
            painter.drawGlyphRun(at, run)
            continue
        for outline, place in zip(outlines, run.positions(), strict=True):
            there = outline.translated(at + place)
            painter.fillPath(there, colour)
            painter.strokePath(there, edge)


def is_thin(face: QRawFont) -> bool:
    """Whether a face that is to look bold has no bold cut; one that varies in itself is as bold as was asked."""
    if not face.fontTable("fvar").isEmpty():
        return False
    weight = face.fontTable("OS/2").data()[_WEIGHT]
    return len(weight) == 2 and int.from_bytes(weight, "big") < _BOLD_FROM


def _runs(words: str, font: QFont, width: float, alignment: Qt.AlignmentFlag) -> list[QGlyphRun]:
    """The letters of each face, where `QPainter.drawText` puts them in a box that begins at 0, 0."""
    layout = QTextLayout(words.replace("\n", "\N{LINE SEPARATOR}"), font)
    option = QTextOption(alignment)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    leading, top = QFontMetricsF(font).leading(), 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0.0, math.ceil(top)))
        top = math.ceil(top) + line.height() + leading
    layout.endLayout()
    return layout.glyphRuns()
