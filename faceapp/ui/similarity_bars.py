"""How alike something is to several others: a bar for each, and the line from which the door accepts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceapp.ui import style

_ROW_PX = 26
_BAR_PX = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One of the others.

    Attributes:
        words: What it is.
        score: How alike.
        doubtful: Whether it wants a look: an empty bar, in the colour of a warning.
    """

    words: str
    score: float
    doubtful: bool = False


class SimilarityBars(QWidget):
    """Bars from 0 to 1.

    Args:
        bars: From top to bottom.
        threshold: Where the line is; None for none.
    """

    def __init__(self, bars: Sequence[Bar], threshold: float | None) -> None:
        super().__init__()
        self._bars = tuple(bars)
        self._threshold = threshold
        self.setFixedHeight(_ROW_PX * len(self._bars))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(f"{bar.words}: {said(bar.score)}" for bar in self._bars))

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(280, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        theme = style.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        label, number = 0.42 * self.width(), metrics.horizontalAdvance(said(-0.5)) + 8
        room = self.width() - label - number - 8
        for row, bar in enumerate(self._bars):
            line = QRectF(0, row * _ROW_PX, self.width(), _ROW_PX)
            painter.setPen(QColor(theme.text if bar.doubtful else theme.muted))
            words = metrics.elidedText(bar.words, Qt.TextElideMode.ElideMiddle, label - 8)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, said(bar.score))
            track = QRectF(label, line.center().y() - _BAR_PX / 2, room, _BAR_PX)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(track, _BAR_PX / 2, _BAR_PX / 2)
            track.setWidth(max(float(_BAR_PX), room * min(1.0, max(0.0, bar.score))))
            if bar.doubtful:
                painter.setPen(QPen(QColor(theme.warning), 1.5))
                painter.setBrush(QColor(theme.surface))
            else:
                painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(track, _BAR_PX / 2, _BAR_PX / 2)
        if self._threshold is not None and 0 < self._threshold < 1:
            x = label + room * self._threshold
            painter.setPen(QPen(QColor(theme.text), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, 2), QPointF(x, self.height() - 2))
        painter.end()


def said(score: float) -> str:
    """A score as it is read."""
    return QLocale().toString(score, "f", 2)
