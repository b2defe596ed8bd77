"""What the charts of scores have in common: axes from values to pixels, their lines and their words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from faceapp.ui import style

TEXT_PX = 13


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of values along a stretch of pixels.

    Attributes:
        low: Value at the beginning.
        high: Value at the end.
        begin_px: Where it begins.
        end_px: Where it ends.
        logarithmic: Whether equal ratios take equal lengths; the values are then positive.
        none_px: Where a logarithmic axis has its place for none at all, which lies on no scale; None without one.
    """

    low: float
    high: float
    begin_px: float
    end_px: float
    logarithmic: bool = False
    none_px: float | None = None

    def px(self, value: float) -> float:
        """Where a value lies; beyond the ends it is drawn at the end."""
        if value <= 0 and self.logarithmic and self.none_px is not None:
            return self.none_px
        if self.logarithmic:
            share = 0.0 if value <= 0 else math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.begin_px + min(max(share, 0.0), 1.0) * (self.end_px - self.begin_px)

    def value(self, px: float) -> float:
        """The value at a place; beyond the ends the end's. Of a plain axis only."""
        share = (px - self.begin_px) / (self.end_px - self.begin_px)
        return self.low + min(max(share, 0.0), 1.0) * (self.high - self.low)


def decades(low: float, high: float, most: int) -> list[float]:
    """Powers of ten from low to high, both of them such powers; not every one where there is no room for it."""
    first, last = round(math.log10(low)), round(math.log10(high))
    step = max(1, math.ceil((last - first) / max(1, most)))
    return [10.0**power for power in range(last, first - 1, -step)]


def decade_below(value: float) -> float:
    """The power of ten at or below a positive value."""
    return float(10.0 ** math.floor(math.log10(value) + 1e-9))


def percent(share: float) -> str:
    """A share as it stands at an axis."""
    digits = max(0, -math.floor(math.log10(share)) - 2) if share > 0 else 0
    return QCoreApplication.translate("Charts", "{number} %").format(
        number=QLocale().toString(100 * share, "f", digits)
    )


def one_in(rate: float) -> str:
    """A rate as it stands at an axis; 1 is "all"."""
    if rate >= 1:
        return QCoreApplication.translate("Charts", "all")
    return QCoreApplication.translate("Charts", "1 in {number}").format(number=QLocale().toString(round(1 / rate)))


def chart_font(painter: QPainter, *, bold: bool = False) -> QFont:
    """The font of what stands in a chart."""
    font = QFont(painter.font())
    font.setPixelSize(TEXT_PX)
    font.setBold(bold)
    return font


def draw_frame(painter: QPainter, box: QRectF, *, focused: bool) -> None:
    """The ground of a chart."""
    theme = style.theme()
    painter.setPen(QPen(QColor(theme.accent if focused else theme.outline), 1.5 if focused else 1))
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 16, 16)


def draw_levels(painter: QPainter, area: QRectF, axis: Axis, levels: Sequence[tuple[float, str]]) -> None:
    """Level lines with their words at the left."""
    theme = style.theme()
    for value, words in levels:
        y = axis.px(value)
        painter.setPen(QPen(QColor(theme.outline), 1))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor(theme.muted))
        box = QRectF(0, y - 10, area.left() - 8, 20)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)


def draw_marks(painter: QPainter, area: QRectF, axis: Axis, marks: Sequence[tuple[float, str]], title: str) -> None:
    """Marks with their words below, and what they measure; words that would run into each other are left out."""
    theme = style.theme()
    free_from = -math.inf
    for value, words in sorted(marks, key=lambda mark: axis.px(mark[0])):
        x = axis.px(value)
        painter.setPen(QPen(QColor(theme.outline), 1))
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 5))
        half = painter.fontMetrics().horizontalAdvance(words) / 2
        if x - half < free_from:
            continue
        free_from = x + half + 10
        painter.setPen(QColor(theme.muted))
        box = QRectF(x - half - 4, area.bottom() + 5, 2 * half + 8, 18)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.setPen(QColor(theme.muted))
    box = QRectF(area.left(), area.bottom() + 23, area.width(), 20)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, title)
