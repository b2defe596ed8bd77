"""The detection error trade-off: what strangers gain by a lower threshold, and those enrolled lose by a higher one."""

from __future__ import annotations

import numpy as np
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
# Fewer misses than this are of no account to a door.
_LEAST_FNMR = 1e-3


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
        draw_levels(painter, area, up, [(level, percent(level)) for level in decades(up.low, up.high, 4)])
        marks = [(mark, one_in(mark)) for mark in decades(across.low, across.high, max(2, int(area.width() / 90)))]
        draw_marks(painter, area, across, marks, self.tr("different people matched"))
        shown = self._curve.fmr > 0  # where nobody is refused the curve runs along the bottom
        points = zip(self._curve.fmr[shown].tolist(), self._curve.fnmr[shown].tolist(), strict=True)
        painter.setPen(QPen(QColor(theme.text), 2))
        painter.drawPolyline(QPolygonF([QPointF(across.px(fmr), up.px(fnmr)) for fmr, fnmr in points]))
        self._draw_mark(painter, across, up)
        painter.end()

    @staticmethod
    def _axes(curve: ErrorCurve, area: QRectF) -> tuple[Axis, Axis]:
        least_fmr = decade_below(float(curve.fmr[curve.fmr > 0].min(initial=0.1)))
        fnmr = curve.fnmr[curve.fnmr > 0]
        least_fnmr = min(0.1, max(_LEAST_FNMR, decade_below(float(np.min(fnmr, initial=1.0)))))
        return (
            Axis(least_fmr, 1.0, area.left(), area.right(), logarithmic=True),
            Axis(least_fnmr, 1.0, area.bottom(), area.top(), logarithmic=True),
        )

    def _draw_mark(self, painter: QPainter, across: Axis, up: Axis) -> None:
        if self._fmr is None or self._fnmr is None:
            return
        at = QPointF(across.px(self._fmr.value), up.px(self._fnmr.value))
        colour = QColor(style.theme().accent)
        painter.setPen(QPen(colour, 2))
        painter.drawLine(QPointF(across.px(self._fmr.low), at.y()), QPointF(across.px(self._fmr.high), at.y()))
        painter.drawLine(QPointF(at.x(), up.px(self._fnmr.low)), QPointF(at.x(), up.px(self._fnmr.high)))
        painter.setBrush(colour)
        painter.drawEllipse(at, 6, 6)

    def _words(self) -> str:
        if self._curve is None or len(self._curve.fnmr) == 0:
            return self.tr("Without two pictures of one person from different days there is no trade-off to draw.")
        if self._fmr is None or self._fnmr is None:
            return self.tr("The threshold is too low to be marked on the curve.")
        return self.tr("At the threshold, different people matched: {fmr}; one person refused: {fnmr}.").format(
            fmr=translated(claims_by_hand.figure(self._fmr)),
            fnmr=translated(claims_by_hand.figure_in_hundred(self._fnmr)),
        )

    def _tell(self) -> None:
        self.setAccessibleName(self.tr("Detection error trade-off"))
        self.setAccessibleDescription(self._words())
        self.setToolTip(self._words())
        self.update()
