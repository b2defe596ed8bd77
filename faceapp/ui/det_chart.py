"""The detection error trade-off: what strangers gain by a lower threshold, and those enrolled lose by a higher one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceapp.domain import claims_by_hand
from faceapp.domain.error_bounds import Rate
from faceapp.domain.error_curve import ErrorCurve
from faceapp.ui import style
from faceapp.ui.chart_axes import (
    Axis,
    chart_font,
    decade_below,
    decades,
    draw_frame,
    draw_levels,
    draw_marks,
    one_in,
    percent,
)
from faceapp.ui.words import translated

_LEFT_PX = 70.0
_TOP_PX = 44.0
_BOTTOM_PX = 52.0
_RIGHT_PX = 20.0
# Beyond the smallest rate that could be counted: no error at all, which a logarithmic scale has no place for.
_NONE_PX = 24.0
_DOT_PX = 6.0


class DetChart(QWidget):
    """FNMR against FMR, both logarithmic, with the threshold's rates and their intervals on the curve."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve: ErrorCurve | None = None
        self._fmr: Rate | None = None
        self._fnmr: Rate | None = None
        self.setMinimumSize(QSize(280, 280))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def show_curve(self, curve: ErrorCurve) -> None:
        """Show this curve."""
        self._curve = curve
        self._tell()

    def show_rates(self, fmr: Rate | None, fnmr: Rate | None) -> None:
        """Mark these rates; none where one is not known."""
        self._fmr, self._fnmr = fmr, fnmr
        self._tell()

    def sizeHint(self) -> QSize:
        """About as wide as high."""
        return QSize(360, 300)

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language, and another theme's colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LocaleChange, QEvent.Type.PaletteChange):
            self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw curve and mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_frame(painter, QRectF(self.rect()), focused=False)
        painter.setFont(chart_font(painter))
        theme = style.theme()
        if self._curve is None or len(self._curve.fnmr) == 0:
            painter.setPen(QColor(theme.muted))
            room = QRectF(self.rect()).adjusted(20, 20, -20, -20)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words())
            painter.end()
            return
        area = QRectF(_LEFT_PX, _TOP_PX, self.width() - _LEFT_PX - _RIGHT_PX, self.height() - _TOP_PX - _BOTTOM_PX)
        across, up = self._axes(self._curve, area)
        painter.setPen(QColor(theme.muted))
        head = QRectF(14, 10, self.width() - 28, 20)
        painter.drawText(
            head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.tr("one person refused")
        )
        none = (0.0, self.tr("none"))
        levels = [(level, percent(level)) for level in decades(up.low, up.high, 4)]
        draw_levels(painter, area, up, [*levels, none])
        marks = [(mark, one_in(mark)) for mark in decades(across.low, across.high, max(2, int(area.width() / 90)))]
        draw_marks(painter, area, across, [*marks, none], self.tr("different people matched"))
        points = zip(self._curve.fmr.tolist(), self._curve.fnmr.tolist(), strict=True)
        painter.setPen(QPen(QColor(theme.text), 2))
        painter.drawPolyline(QPolygonF([QPointF(across.px(fmr), up.px(fnmr)) for fmr, fnmr in points]))
        if self._fmr is not None and self._fnmr is not None:
            self._draw_mark(painter, across, up, self._fmr, self._fnmr)
            self._draw_none_seen(painter, area, self._fmr, self._fnmr)
        painter.end()

    def _axes(self, curve: ErrorCurve, area: QRectF) -> tuple[Axis, Axis]:
        """Down to the smallest rates that are drawn, and beyond them a place for none."""
        return (
            Axis(
                _least(curve.fmr, self._fmr),
                1.0,
                area.left() + _NONE_PX,
                area.right(),
                logarithmic=True,
                none_px=area.left() + _DOT_PX + 1,
            ),
            Axis(
                _least(curve.fnmr, self._fnmr),
                1.0,
                area.bottom() - _NONE_PX,
                area.top(),
                logarithmic=True,
                none_px=area.bottom() - _DOT_PX - 1,
            ),
        )

    @staticmethod
    def _draw_mark(painter: QPainter, across: Axis, up: Axis, fmr: Rate, fnmr: Rate) -> None:
        """The rates at the threshold with their bounds; hollow where no error was seen of one of them."""
        theme = style.theme()
        at = QPointF(across.px(fmr.value), up.px(fnmr.value))
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawLine(QPointF(across.px(fmr.low), at.y()), QPointF(across.px(fmr.high), at.y()))
        painter.drawLine(QPointF(at.x(), up.px(fnmr.low)), QPointF(at.x(), up.px(fnmr.high)))
        seen = fmr.value > 0 and fnmr.value > 0
        painter.setBrush(QColor(theme.accent if seen else theme.surface))
        painter.drawEllipse(at, _DOT_PX, _DOT_PX)

    def _draw_none_seen(self, painter: QPainter, area: QRectF, fmr: Rate, fnmr: Rate) -> None:
        """Say how little it means that no error was seen; in the corner that the curve stays clear of."""
        said = []
        if fmr.value <= 0:
            said.append(self.tr("different people matched: {rate}").format(rate=_told(fmr)))
        if fnmr.value <= 0:
            said.append(self.tr("one person refused: {rate}").format(rate=_told(fnmr, in_hundred=True)))
        painter.setPen(QColor(style.theme().accent))
        room = QRectF(area.left() + 0.3 * area.width(), area.top() + 4, 0.7 * area.width(), 0.6 * area.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextWordWrap, "\n".join(said))

    def _words(self) -> str:
        if self._curve is None or len(self._curve.fnmr) == 0:
            return self.tr("Without two pictures of one person from different days there is no trade-off to draw.")
        if self._fmr is None or self._fnmr is None:
            return self.tr("The threshold is too low to be marked on the curve.")
        return self.tr("At the threshold, different people matched: {fmr}; one person refused: {fnmr}.").format(
            fmr=_told(self._fmr), fnmr=_told(self._fnmr, in_hundred=True)
        )

    def _tell(self) -> None:
        self.setAccessibleName(self.tr("Detection error trade-off"))
        self.setAccessibleDescription(self._words())
        self.setToolTip(self._words())
        self.update()


def _least(rates: NDArray[np.float64], marked: Rate | None) -> float:
    """The power of ten at or below the rates that are drawn; lower bounds of few errors, a millionth say, end there."""
    least = float(rates[rates > 0].min(initial=0.1))
    if marked is not None:
        least = min(least, marked.value if marked.value > 0 else marked.high)
    return decade_below(least)


def _told(rate: Rate, *, in_hundred: bool = False) -> str:
    """A rate in words; of none that was seen also how large it can be."""
    if rate.value <= 0:
        return translated(claims_by_hand.none_seen(rate, large_unit=in_hundred))
    return translated(claims_by_hand.figure_in_hundred(rate) if in_hundred else claims_by_hand.figure(rate))
