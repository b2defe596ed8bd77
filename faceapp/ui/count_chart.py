"""Stacked bars of grants and denials, told apart by pattern as well as by colour, and read with mouse or keyboard."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceapp.domain.event_counts import CountBar, Period
from faceapp.domain.records import Reason
from faceapp.ui import event_words, style

_TEXT_PX = 13
_TITLE_PX = 16
_MARGIN = 18.0
_MOST_BAR_PX = 64.0
# On the ground of the bar's colour; a grant is plain.
_PATTERNS = {
    Reason.UNKNOWN: Qt.BrushStyle.BDiagPattern,
    Reason.AMBIGUOUS: Qt.BrushStyle.DiagCrossPattern,
    Reason.UNUSABLE: Qt.BrushStyle.HorPattern,
    Reason.NOT_NOW: Qt.BrushStyle.VerPattern,
    Reason.NEEDS_PIN: Qt.BrushStyle.CrossPattern,
    Reason.WRONG_PIN: Qt.BrushStyle.FDiagPattern,
    Reason.NO_PIN: Qt.BrushStyle.Dense6Pattern,
    Reason.ERROR: Qt.BrushStyle.Dense4Pattern,
}


class CountChart(QWidget):
    """Decisions over time, or by hour of the day.

    Left, right, Home and End move along the bars; the values of the one that is pointed at stand above them.

    Signals:
        pointed: Which bar is pointed at, -1 for none.
    """

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._period = Period.DAY
        self._bars: tuple[CountBar, ...] = ()
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(QSize(280, 200))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_title(self, title: str) -> None:
        """Name the picture, in the language in use."""
        self._title = title
        self.setAccessibleName(title)
        self._tell()

    def show_bars(self, period: Period, bars: Sequence[CountBar]) -> None:
        """Show these bars."""
        self._period, self._bars = period, tuple(bars)
        self._at = -1
        self._tell()

    @property
    def values(self) -> str:
        """What stands above the bars: the one that is pointed at, or all together."""
        if not self._bars:
            return self.tr("Nothing was decided in this time.")
        return f"{self._at_words()}: {_counts_words(self._counts_at())}"

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language, and another theme's colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LocaleChange, QEvent.Type.PaletteChange):
            self._tell()

    def _sums(self) -> list[int]:
        columns = [bar.counts for bar in self._bars] or [(0,) * len(Reason)]
        return [sum(column) for column in zip(*columns, strict=True)]

    def _counts_at(self) -> Sequence[int]:
        return self._bars[self._at].counts if self._at >= 0 else self._sums()

    def _at_words(self) -> str:
        return self._period_words(self._bars[self._at]) if self._at >= 0 else self.tr("All together")

    # Pointing

    def point_at(self, bar: int) -> None:
        """Tell the values of a bar; -1 for those of all."""
        bar = max(-1, min(bar, len(self._bars) - 1))
        if bar != self._at:
            self._at = bar
            self._tell()
            self.pointed.emit(bar)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the bar under the mouse."""
        area, step = self._area(), self._step()
        inside = area.left() <= event.position().x() < area.left() + step * len(self._bars)
        self.point_at(int((event.position().x() - area.left()) / step) if inside and self._bars else -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at the bar under the finger."""
        self.mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at none."""
        self.point_at(-1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the bars."""
        last = len(self._bars) - 1
        match event.key():
            case Qt.Key.Key_Right:
                self.point_at(min(self._at + 1, last))
            case Qt.Key.Key_Left:
                self.point_at(max(self._at - 1, 0))
            case Qt.Key.Key_Home:
                self.point_at(0)
            case Qt.Key.Key_End:
                self.point_at(last)
            case Qt.Key.Key_Escape if self._at >= 0:
                self.point_at(-1)
            case _:
                super().keyPressEvent(event)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture."""
        theme = style.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.outline), 1.5 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 16, 16)
        self._draw_words(painter)
        area = self._area()
        top = _round_top(max((bar.total for bar in self._bars), default=0))
        self._draw_scale(painter, area, top)
        for place, bar in enumerate(self._bars):
            self._draw_bar(painter, area, place, bar, top)
        self._draw_periods(painter, area)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        theme = style.theme()
        width = self.width() - 2 * _MARGIN
        title = _font(painter, _TITLE_PX, bold=True)
        painter.setFont(title)
        painter.setPen(QColor(theme.text))
        fitting = QFontMetricsF(title).elidedText(self._title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QPointF(_MARGIN, 30), fitting)
        plain = _font(painter, _TEXT_PX)
        painter.setFont(plain)
        painter.setPen(QColor(theme.text if self._at >= 0 else theme.muted))
        line = self._at_words() if self._bars else self.values
        fitting = QFontMetricsF(plain).elidedText(line, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QPointF(_MARGIN, 50), fitting)
        for reason, words, at in self._legend(QFontMetricsF(plain)):
            self._fill(painter, QRectF(at.x(), at.y() - 10, 14, 12), reason)
            painter.setPen(QColor(theme.text if self._at >= 0 else theme.muted))
            painter.drawText(at + QPointF(20, 0), words)

    def _legend(self, metrics: QFontMetricsF) -> list[tuple[Reason, str, QPointF]]:
        """Signs with the values of the bar that is pointed at, and where each stands: as wide as the widest value."""
        places: list[tuple[Reason, str, QPointF]] = []
        counts, sums = self._counts_at(), self._sums()
        x, y = _MARGIN, 72.0
        for reason, count, most in zip(Reason, counts, sums, strict=True):
            name = event_words.reason_words(reason)
            width = 20 + metrics.horizontalAdvance(f"{name} {QLocale().toString(most)}") + 16
            if places and x + width - 16 > self.width() - _MARGIN:
                x, y = _MARGIN, y + 20
            places.append((reason, f"{name} {QLocale().toString(count)}", QPointF(x, y)))
            x += width
        return places

    def _draw_scale(self, painter: QPainter, area: QRectF, top: int) -> None:
        theme = style.theme()
        painter.setFont(_font(painter, _TEXT_PX))
        for share in (0.0, 0.5, 1.0):
            if share == 0.5 and top % 2:
                continue
            y = area.bottom() - share * area.height()
            painter.setPen(QPen(QColor(theme.outline), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.muted))
            box = QRectF(0, y - 10, area.left() - 8, 20)
            words = QLocale().toString(round(share * top))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)

    def _draw_bar(self, painter: QPainter, area: QRectF, place: int, bar: CountBar, top: int) -> None:
        step = self._step()
        width = max(1.0, min(_MOST_BAR_PX, step * 0.72))
        left = area.left() + place * step + (step - width) / 2
        if place == self._at:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(style.theme().raised))
            painter.drawRect(QRectF(area.left() + place * step, area.top(), step, area.height()))
        bottom = area.bottom()
        for reason in Reason:
            height = bar.of(reason) / top * area.height()
            if height > 0:
                self._fill(painter, QRectF(left, bottom - height, width, height), reason)
                bottom -= height

    def _draw_periods(self, painter: QPainter, area: QRectF) -> None:
        font = _font(painter, _TEXT_PX)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(style.theme().muted))
        words = [self._tick_words(bar) for bar in self._bars]
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0.0) + 12
        every = max(1, math.ceil(widest / self._step())) if words else 1
        if self._period is Period.HOUR_OF_DAY:
            every = next(hours for hours in (1, 2, 3, 4, 6, 12, 24) if hours >= min(every, 24))
        for place in range(0, len(words), every):
            centre = area.left() + (place + 0.5) * self._step()
            left = min(max(centre - widest / 2, area.left() - 20), self.width() - _MARGIN / 2 - widest)
            box = QRectF(left, area.bottom() + 4, widest, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words[place])

    def _fill(self, painter: QPainter, box: QRectF, reason: Reason) -> None:
        theme = style.theme()
        colour = {
            Reason.MATCHED: theme.granted,
            Reason.UNKNOWN: theme.denied,
            Reason.AMBIGUOUS: theme.warning,
            Reason.UNUSABLE: theme.accent,
            Reason.NOT_NOW: theme.muted,
            Reason.NEEDS_PIN: theme.accent,
            Reason.WRONG_PIN: theme.denied,
            Reason.NO_PIN: theme.muted,
            Reason.ERROR: theme.text,
        }[reason]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRect(box)
        if reason in _PATTERNS:
            painter.setBrush(QBrush(QColor(theme.ground), _PATTERNS[reason]))
            painter.drawRect(box)

    def _area(self) -> QRectF:
        """Where the bars stand."""
        metrics = QFontMetricsF(_pixel_font(self.font(), _TEXT_PX))
        top = _round_top(max((bar.total for bar in self._bars), default=0))
        left = 14 + metrics.horizontalAdvance(QLocale().toString(top)) + 8
        above = self._legend(metrics)[-1][2].y() + 18
        return QRectF(left, above, max(10.0, self.width() - left - _MARGIN), max(20.0, self.height() - above - 34))

    def _step(self) -> float:
        return self._area().width() / max(1, len(self._bars))

    # Words

    def _period_words(self, bar: CountBar) -> str:
        if not isinstance(bar.start, date):
            first, last = QLocale().toString(bar.start), QLocale().toString(bar.start + 1)
            return self.tr("{first} to {last} o'clock").format(first=first, last=last)
        if self._period is Period.WEEK:
            return self.tr("Week from {day}").format(day=event_words.day_words(bar.start))
        if self._period is Period.MONTH:
            return _form(bar.start, self.tr("MMMM yyyy"))
        return _form(bar.start, self.tr("ddd d MMM yyyy"))

    def _tick_words(self, bar: CountBar) -> str:
        if not isinstance(bar.start, date):
            return QLocale().toString(bar.start)
        return _form(bar.start, self.tr("MMM yy") if self._period is Period.MONTH else self.tr("d MMM"))

    def _tell(self) -> None:
        """Let a screen reader know what is pointed at."""
        advice = self.tr("Arrow keys tell the values of each bar.")
        self.setAccessibleDescription(f"{self.values} {advice}" if self._bars else self.values)
        self.update()


def _counts_words(counts: Sequence[int]) -> str:
    total = sum(counts)
    parts = [
        f"{event_words.reason_words(reason)} {QLocale().toString(count)}"
        for reason, count in zip(Reason, counts, strict=True)
        if count
    ]
    return " · ".join(parts) if total else QLocale().toString(0)


def _form(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def _font(painter: QPainter, size_px: int, *, bold: bool = False) -> QFont:
    font = _pixel_font(painter.font(), size_px)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font


def _pixel_font(base: QFont, size_px: int) -> QFont:
    font = QFont(base)
    font.setPixelSize(size_px)
    return font


def _round_top(most: int) -> int:
    """The least of 1, 2, 4, 5, 6, 8, 10 times a power of ten that is not below."""
    if most <= 1:
        return max(1, most)
    power = int(10 ** int(math.log10(most)))
    return next(step * power for step in (1, 2, 4, 5, 6, 8, 10, 20) if step * power >= most)
