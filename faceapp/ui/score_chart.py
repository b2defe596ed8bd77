"""How mated and non-mated scores lie, and the threshold between them: a line to drag."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceapp.domain.comparison_summary import HISTOGRAM_EDGES
from faceapp.ui import style
from faceapp.ui.chart_axes import (
    Axis,
    chart_font,
    decade_below,
    decades,
    draw_frame,
    draw_levels,
    draw_marks,
    percent,
)

STEP = 0.001
LARGE_STEP = 0.01
_MARGIN_PX = 16.0
_LEFT_PX = 100.0
_TOP_PX = 82.0
_BOTTOM_PX = 52.0
_HANDLE_PX = 13.0


class ScoreChart(QWidget):
    """Two histograms on a logarithmic scale, so that the few scores near the threshold are seen.

    The line follows mouse and finger; left and right move it by a thousandth, page up and page down by a hundredth.

    Signals:
        moved: The threshold, while and after it is moved by hand.
        held: Whether a finger holds the line: nothing else should follow it then.
    """

    moved = Signal(float)
    held = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mated = np.zeros(0)
        self._non_mated = np.zeros(0)
        self._counts = (0, 0)
        self._range = (-1.0, 1.0)
        self._threshold = 0.0
        self._present: float | None = None
        self._behind = QPixmap()
        self._behind_for: tuple[object, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setMinimumSize(QSize(300, 300))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._tell()

    @property
    def range(self) -> tuple[float, float]:
        """The lowest and the highest threshold that can be chosen."""
        return self._range

    def show_scores(self, mated: NDArray[np.int64], non_mated: NDArray[np.int64], present: float | None) -> None:
        """Show these scores.

        Args:
            mated: Counts between `HISTOGRAM_EDGES`.
            non_mated: The same.
            present: The threshold in force; None where there is none.
        """
        self._counts = int(mated.sum()), int(non_mated.sum())
        self._mated, self._non_mated = mated / max(1, mated.sum()), non_mated / max(1, non_mated.sum())
        (seen,) = np.nonzero(mated + non_mated)
        low, high = float(HISTOGRAM_EDGES[seen[0]]), float(HISTOGRAM_EDGES[seen[-1] + 1])
        if present is not None:
            low, high = min(low, present), max(high, present)
        self._range = math.floor(low * 20) / 20, math.ceil(high * 20) / 20
        self._present = present
        self._behind_for = ()
        self._tell()

    def show_threshold(self, threshold: float) -> None:
        """Draw the line here; nothing is signalled."""
        self._threshold = threshold
        self._tell()

    # By hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the line to the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._follow(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let it follow."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._follow(event.position().x())

    def event(self, event: QEvent) -> bool:
        """Let it follow a finger."""
        if isinstance(event, QTouchEvent) and event.points():
            if event.type() == QEvent.Type.TouchBegin:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self.held.emit(True)
            if event.type() in (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate):
                self._follow(event.points()[0].position().x())
            else:
                self.held.emit(False)
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line by small and large steps."""
        steps = {
            Qt.Key.Key_Left: -STEP,
            Qt.Key.Key_Right: STEP,
            Qt.Key.Key_PageDown: -LARGE_STEP,
            Qt.Key.Key_PageUp: LARGE_STEP,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._move_to(self._threshold + step)

    def _follow(self, x_px: float) -> None:
        self._move_to(self._across().value(x_px))

    def _move_to(self, threshold: float) -> None:
        low, high = self._range
        threshold = min(max(round(threshold / STEP) * STEP, low), high)
        if threshold != self._threshold:
            self._threshold = threshold
            self._tell()
            self.moved.emit(threshold)

    # Drawing

    def sizeHint(self) -> QSize:
        """Wide rather than high."""
        return QSize(640, self.minimumHeight())

    def set_low(self, low: bool) -> None:
        """Take less height, where there is little."""
        self.setMinimumHeight(250 if low else 300)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show it."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no more."""
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language, and another theme's colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LocaleChange, QEvent.Type.PaletteChange):
            self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line over the histograms, which are drawn once: the line moves, and they do not."""
        wanted = (
            self.size(),
            self.devicePixelRatioF(),
            self.hasFocus(),
            style.theme(),
            self.font().key(),
            self._words_of_mated(),
            QLocale().name(),
        )
        if wanted != self._behind_for:
            self._behind_for = wanted
            self._draw_behind()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._behind)
        painter.setFont(chart_font(painter))
        self._draw_line(painter, self._area(), self._across())
        painter.end()

    def _draw_behind(self) -> None:
        ratio = self.devicePixelRatioF()
        self._behind = QPixmap(self.size() * ratio)
        self._behind.setDevicePixelRatio(ratio)
        self._behind.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._behind)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        draw_frame(painter, QRectF(self.rect()), focused=self.hasFocus())
        painter.setFont(chart_font(painter))
        area, across = self._area(), self._across()
        least = min((float(shares[shares > 0].min()) for shares in self._both() if (shares > 0).any()), default=0.1)
        up = Axis(decade_below(least), 1.0, area.bottom(), area.top(), logarithmic=True)
        draw_levels(painter, area, up, [(level, percent(level)) for level in decades(up.low, up.high, 4)])
        low, high = self._range
        step = 0.1 if high - low <= 1.2 else 0.2
        scores = [
            round(number * step, 1)
            for number in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
        ]
        marks = [(score, QLocale().toString(score, "f", 1)) for score in scores]
        draw_marks(painter, area, across, marks, self.tr("score"))
        theme = style.theme()
        for shares, colour, pattern, dashed in (
            (self._non_mated, theme.denied, Qt.BrushStyle.BDiagPattern, True),
            (self._mated, theme.granted, Qt.BrushStyle.Dense6Pattern, False),
        ):
            self._draw_histogram(painter, shares, across, up, QColor(colour), pattern, dashed=dashed)
        self._draw_legend(painter)
        painter.end()

    def _both(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        return self._mated, self._non_mated

    def _draw_histogram(
        self,
        painter: QPainter,
        shares: NDArray[np.float64],
        across: Axis,
        up: Axis,
        colour: QColor,
        pattern: Qt.BrushStyle,
        *,
        dashed: bool,
    ) -> None:
        (seen,) = np.nonzero(shares)
        if len(seen) == 0:
            return
        path = QPainterPath(QPointF(across.px(float(HISTOGRAM_EDGES[seen[0]])), up.begin_px))
        for place in range(seen[0], seen[-1] + 1):
            y = up.px(float(shares[place]))
            path.lineTo(QPointF(across.px(float(HISTOGRAM_EDGES[place])), y))
            path.lineTo(QPointF(across.px(float(HISTOGRAM_EDGES[place + 1])), y))
        path.lineTo(QPointF(across.px(float(HISTOGRAM_EDGES[seen[-1] + 1])), up.begin_px))
        fill = QColor(colour)
        fill.setAlpha(110)
        painter.fillPath(path, QBrush(fill, pattern))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.6, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        painter.drawPath(path)

    def _draw_legend(self, painter: QPainter) -> None:
        theme = style.theme()
        x, y = _MARGIN_PX, 16.0
        for words, colour, pattern, dashed in (
            (self._words_of_non_mated(), theme.denied, Qt.BrushStyle.BDiagPattern, True),
            (self._words_of_mated(), theme.granted, Qt.BrushStyle.Dense6Pattern, False),
        ):
            width = painter.fontMetrics().horizontalAdvance(words)
            if x > _MARGIN_PX and x + 22 + width > self.width() - _MARGIN_PX:
                x, y = _MARGIN_PX, y + 20
            painter.setPen(QPen(QColor(colour), 1.4, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
            painter.setBrush(QBrush(QColor(colour), pattern))
            painter.drawRect(QRectF(x, y - 6, 14, 12))
            painter.setPen(QColor(theme.text))
            painter.drawText(QPointF(x + 22, y + 5), words)
            x += 22 + width + 24

    def _draw_line(self, painter: QPainter, area: QRectF, across: Axis) -> None:
        theme = style.theme()
        if self._present is not None:
            x = across.px(self._present)
            painter.setPen(QPen(QColor(theme.text), 1.2, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        x = across.px(self._threshold)
        painter.setPen(QPen(QColor(theme.accent), 2.5))
        painter.drawLine(QPointF(x, area.top() - 8), QPointF(x, area.bottom()))
        words = QLocale().toString(self._threshold, "f", 3)
        painter.setFont(chart_font(painter, bold=True))
        half = painter.fontMetrics().horizontalAdvance(words) / 2 + 16
        middle = min(max(x, area.left() + half - 40), self.width() - _MARGIN_PX / 2 - half)
        handle = QRectF(middle - half, area.top() - 8 - 2 * _HANDLE_PX, 2 * half, 2 * _HANDLE_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(handle, _HANDLE_PX, _HANDLE_PX)
        painter.setPen(QColor(theme.on_accent))
        painter.drawText(handle, Qt.AlignmentFlag.AlignCenter, words)
        painter.setFont(chart_font(painter))
        painter.setPen(QColor(theme.muted))
        box = QRectF(0, handle.top(), 0, handle.height())
        for words, room, side in (
            (self.tr("← refused"), QRectF(box), Qt.AlignmentFlag.AlignRight),
            (self.tr("let in →"), QRectF(box), Qt.AlignmentFlag.AlignLeft),
        ):
            if side == Qt.AlignmentFlag.AlignRight:
                room.setLeft(area.left() - 60)
                room.setRight(handle.left() - 8)
            else:
                room.setLeft(handle.right() + 8)
                room.setRight(self.width() - 4)
            if painter.fontMetrics().horizontalAdvance(words) <= room.width():
                painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)
        if self._present is not None and abs(across.px(self._present) - x) > 4:
            self._draw_present(painter, area, across)

    def _draw_present(self, painter: QPainter, area: QRectF, across: Axis) -> None:
        assert self._present is not None
        words = self.tr("in force")
        width = painter.fontMetrics().horizontalAdvance(words)
        x = across.px(self._present)
        left = x + 5 if x + 5 + width < area.right() and self._present >= self._threshold else x - 5 - width
        painter.setPen(QColor(style.theme().text))
        painter.drawText(QPointF(left, area.top() + 12), words)

    def _area(self) -> QRectF:
        return QRectF(_LEFT_PX, _TOP_PX, self.width() - _LEFT_PX - _MARGIN_PX - 4, self.height() - _TOP_PX - _BOTTOM_PX)

    def _across(self) -> Axis:
        area = self._area()
        return Axis(*self._range, area.left(), area.right())

    def _words_of_mated(self) -> str:
        return self.tr("one person ({count})").format(count=QLocale().toString(self._counts[0]))

    def _words_of_non_mated(self) -> str:
        return self.tr("different people ({count})").format(count=QLocale().toString(self._counts[1]))

    def _tell(self) -> None:
        self.setAccessibleName(self.tr("Threshold among the scores"))
        self.setAccessibleDescription(
            self.tr(
                "Histograms of scores, logarithmic: {non_mated} and {mated}. The threshold is at {threshold}; arrow "
                "keys move it."
            ).format(
                non_mated=self._words_of_non_mated(),
                mated=self._words_of_mated(),
                threshold=QLocale().toString(self._threshold, "f", 3),
            )
        )
        self.update()
