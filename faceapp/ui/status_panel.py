"""The large sign beside the picture: a mark, a headline and a sentence, or the time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QDateTime,
    QEasingCurve,
    QEvent,
    QLocale,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    QVariantAnimation,
)
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceapp.ui import marks, style
from faceapp.ui.bold_words import draw_words
from faceapp.ui.prompts import Prompt, PromptKind, idle

_CORNER_PX = 22.0


def _fill(kind: PromptKind) -> str | None:
    """The colour that a verdict fills the panel with; None for every other state."""
    theme = style.theme()
    return {
        PromptKind.WELCOME: theme.granted_fill,
        PromptKind.REFUSED: theme.denied_fill,
        PromptKind.NOT_NOW: theme.warning_fill,
    }.get(kind)


_SMALLEST_PX = 11
_WRAPPED = Qt.TextFlag.TextWordWrap
# Chinese may be broken anywhere, but is read in phrases: a word joiner keeps them whole, unless they are so long that
# they would be this much smaller.
_SMALLER_AT_MOST = 0.6
_WITHIN_PHRASE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
# Without joiners, between any two of its characters.
_MAY_BREAK = re.compile(r"\s+|(?<=[\u3002\uff0c\uff1b\uff1a\uff01\uff1f])|" + _WITHIN_PHRASE.pattern)
# Where a greeting ends and the name begins: a name is read in one piece where there is room for it.
_AFTER_GREETING = re.compile(r"(?<=,) |(?<=\uff0c)")  # the latter the comma of Chinese


class StatusPanel(QWidget):
    """Paints one prompt as large as its room allows: stacked when high, in a row when wide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prompt = idle()
        self._now = QDateTime.currentDateTime()
        self._progress = 0.0
        self._turn = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._ring = QVariantAnimation(self)
        self._ring.setDuration(220)
        self._ring.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._ring.valueChanged.connect(self._on_ring)
        self._spinner = QTimer(self)
        self._spinner.setInterval(40)
        self._spinner.timeout.connect(self._on_spin)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._on_clock)
        self._clock.start()
        self._describe()

    @property
    def prompt(self) -> Prompt:
        """What is shown."""
        return self._prompt

    def sizeHint(self) -> QSize:
        """A usual size."""
        return QSize(360, 160)

    def show_prompt(self, prompt: Prompt) -> None:
        """Show a prompt; the same one again costs nothing."""
        if prompt == self._prompt:
            return
        before, self._prompt = self._prompt, prompt
        if prompt.kind is PromptKind.HOLD_STILL:
            self._ring.stop()
            self._ring.setStartValue(self._progress if before.kind is PromptKind.HOLD_STILL else 0.0)
            self._ring.setEndValue(prompt.progress)
            self._ring.start()
        if prompt.kind is PromptKind.STARTING:
            self._spinner.start()
        else:
            self._spinner.stop()
        if (prompt.headline, prompt.detail) != (before.headline, before.detail):
            self._describe()
        self.update()

    def set_now(self, now: QDateTime) -> None:
        """Set the time on the clock face until the next second."""
        self._now = now
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Write date and time as the language does."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panel."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        fill = _fill(self._prompt.kind)
        painter.setPen(Qt.PenStyle.NoPen if fill else QPen(QColor(style.theme().outline), 1))
        painter.setBrush(QColor(fill or style.theme().surface))
        painter.drawRoundedRect(area, _CORNER_PX, _CORNER_PX)
        stacked = area.height() > 0.75 * area.width()
        if self._prompt.kind is PromptKind.IDLE:
            self._draw_idle(painter, area, stacked)
        elif stacked:
            self._draw_stacked(painter, area)
        else:
            self._draw_row(painter, area)
        painter.end()

    def _draw_stacked(self, painter: QPainter, area: QRectF) -> None:
        margin = 0.07 * area.width()
        inner = area.adjusted(margin, margin, -margin, -margin)
        radius = min(0.25 * inner.height(), 0.33 * inner.width())
        lines = self._lines(
            inner.width(), (0.28 * inner.height(), 0.17 * area.width()), (0.2 * inner.height(), 0.08 * area.width())
        )
        gap = 0.06 * inner.height()
        total = 2 * radius + gap + sum(line.height(inner.width()) for line in lines)
        top = inner.top() + max(0.0, (inner.height() - total) / 2)
        self._draw_mark(painter, QPointF(inner.center().x(), top + radius), radius)
        _draw_lines(painter, inner, top + 2 * radius + gap, lines, Qt.AlignmentFlag.AlignHCenter)

    def _draw_row(self, painter: QPainter, area: QRectF) -> None:
        margin = 0.14 * area.height()
        inner = area.adjusted(1.4 * margin, margin, -1.4 * margin, -margin)
        radius = 0.46 * inner.height()
        self._draw_mark(painter, QPointF(inner.left() + radius, inner.center().y()), radius)
        text = inner.adjusted(2 * radius + 1.6 * margin, 0, 0, 0)
        lines = self._lines(
            text.width(), (0.62 * inner.height(), 0.44 * area.height()), (0.36 * inner.height(), 0.19 * area.height())
        )
        _draw_lines(painter, text, None, lines, Qt.AlignmentFlag.AlignLeft)

    def _draw_idle(self, painter: QPainter, area: QRectF, stacked: bool) -> None:
        locale = QLocale()
        time = locale.toString(self._now.time(), QLocale.FormatType.ShortFormat)
        date = locale.toString(self._now.date(), self.tr("dddd, d MMMM"))
        greeting, request = self._prompt.headline, self._prompt.detail
        margin = 0.08 * min(area.width(), 2 * area.height())
        inner = area.adjusted(margin, margin, -margin, -margin)
        ink, muted = QColor(style.theme().text), QColor(style.theme().muted)
        thin, bold, plain = QFont.Weight.Light, QFont.Weight.Bold, QFont.Weight.Normal
        height = inner.height()
        if stacked:
            wide = inner.width()
            lines = [
                _Line(time, _fit(time, wide, 0.3 * height, 0.3 * area.width(), thin, one_line=True), ink),
                _Line(date, _fit(date, wide, 0.1 * height, 0.075 * area.width(), plain, one_line=True), muted),
                _Line("", _fit("", wide, 0.09 * height, 0.12 * area.width(), plain), ink),
                _Line(greeting, _fit(greeting, wide, 0.16 * height, 0.13 * area.width(), bold, one_line=True), ink),
                _Line(request, _fit(request, wide, 0.16 * height, 0.075 * area.width(), plain), muted),
            ]
            _draw_lines(painter, inner, None, lines, Qt.AlignmentFlag.AlignHCenter)
            return
        half, tall = 0.47 * inner.width(), area.height()
        left = QRectF(inner.left(), inner.top(), half, height)
        right = QRectF(inner.right() - half, inner.top(), half, height)
        clock = [
            _Line(time, _fit(time, half, 0.68 * height, 0.46 * tall, thin, one_line=True), ink),
            _Line(date, _fit(date, half, 0.28 * height, 0.16 * tall, plain, one_line=True), muted),
        ]
        words = [
            _Line(greeting, _fit(greeting, half, 0.5 * height, 0.3 * tall, bold, one_line=True), ink),
            _Line(request, _fit(request, half, 0.4 * height, 0.16 * tall, plain), muted),
        ]
        _draw_lines(painter, left, None, clock, Qt.AlignmentFlag.AlignLeft)
        _draw_lines(painter, right, None, words, Qt.AlignmentFlag.AlignRight)

    def _lines(self, width: float, headline: tuple[float, float], detail: tuple[float, float]) -> list[_Line]:
        """Headline and sentence; the pairs are the height there is and the largest size of type."""
        # White on a filled panel; on any other the sentence steps back behind the headline.
        filled = _fill(self._prompt.kind) is not None
        loud = QColor("#ffffff" if filled else style.theme().text)
        quiet = QColor("#ffffff" if filled else style.theme().muted)
        words, font = _fit_phrases(self._prompt.headline, width, *headline, QFont.Weight.Bold)
        if self._prompt.kind is PromptKind.WELCOME and _height(words, font, width) > _height("", font, width):
            parted = _AFTER_GREETING.sub("\n", self._prompt.headline, count=1)
            parted, as_parted = _fit_phrases(parted, width, *headline, QFont.Weight.Bold)
            if as_parted.pixelSize() >= font.pixelSize():
                words, font = parted, as_parted
        lines = [_Line(words, font, loud)]
        if self._prompt.detail:
            lines.append(_Line(*_fit_phrases(self._prompt.detail, width, *detail, QFont.Weight.Normal), quiet))
        return lines

    def _draw_mark(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        marks.draw_mark(painter, self._prompt.kind, centre, radius, progress=self._progress, turn=self._turn)

    def _describe(self) -> None:
        """Tell screen readers."""
        self.setAccessibleName(self._prompt.headline)
        self.setAccessibleDescription(self._prompt.detail)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _on_ring(self, value: object) -> None:
        self._progress = float(value) if isinstance(value, (int, float)) else 0.0
        self.update()

    def _on_spin(self) -> None:
        self._turn = (self._turn + 0.03) % 1.0
        self.update()

    def _on_clock(self) -> None:
        self._now = QDateTime.currentDateTime()
        if self._prompt.kind is PromptKind.IDLE:
            self.update()


@dataclass(frozen=True, slots=True)
class _Line:
    """Words in one font; they may wrap."""

    words: str
    font: QFont
    colour: QColor

    def height(self, width: float) -> float:
        return _height(self.words, self.font, width) if self.words else QFontMetricsF(self.font).height()


def _draw_lines(
    painter: QPainter, box: QRectF, top: float | None, lines: Sequence[_Line], alignment: Qt.AlignmentFlag
) -> None:
    """Draw lines below one another from `top` on, or in the middle of the box."""
    if top is None:
        top = box.top() + (box.height() - sum(line.height(box.width()) for line in lines)) / 2
    for line in lines:
        height = line.height(box.width())
        painter.setFont(line.font)
        painter.setPen(line.colour)
        draw_words(painter, QRectF(box.left(), top, box.width(), height), alignment, line.words)
        top += height


def _fit(
    words: str, width: float, height: float, largest_px: float, weight: QFont.Weight, *, one_line: bool = False
) -> QFont:
    """The largest font up to `largest_px` with which words fit a box; no word is broken."""
    font = QFont()
    font.setWeight(weight)
    pixels = max(_SMALLEST_PX, round(largest_px))
    unbroken = [words] if one_line else _MAY_BREAK.split(words)
    while pixels > _SMALLEST_PX:
        font.setPixelSize(pixels)
        metrics = QFontMetricsF(font)
        fits_across = all(metrics.horizontalAdvance(part) <= width for part in unbroken)
        if fits_across and _height(words, font, width) <= height:
            break
        pixels -= max(1, pixels // 20)
    font.setPixelSize(pixels)
    return font


def _fit_phrases(words: str, width: float, height: float, largest_px: float, weight: QFont.Weight) -> tuple[str, QFont]:
    """Words that break between phrases alone, where they can, and the largest font with which they fit."""
    whole = _WITHIN_PHRASE.sub("\N{WORD JOINER}", words)
    font = _fit(whole, width, height, largest_px, weight)
    if whole == words or font.pixelSize() >= _SMALLER_AT_MOST * largest_px:
        return whole, font  # broken anywhere, they could not be so much larger
    loose = _fit(words, width, height, largest_px, weight)
    return (words, loose) if font.pixelSize() < _SMALLER_AT_MOST * loose.pixelSize() else (whole, font)


def _height(words: str, font: QFont, width: float) -> float:
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 10_000), int(_WRAPPED), words).height()
