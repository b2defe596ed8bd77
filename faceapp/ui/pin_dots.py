"""A dot for each digit of a PIN, and a hollow one for each that is still wanted."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceapp.domain.pins import MAX_DIGITS, MIN_DIGITS
from faceapp.ui import style

_RADIUS_PX = 8.0
_PITCH_PX = 28.0
_SHAKE_MS = 360
_SHAKE_PX = 12.0


class PinDots(QWidget):
    """Shows how many digits there are, never which."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._scale = 1.0
        self._offset_px = 0.0
        self._shaking = QVariantAnimation(self)
        self._shaking.setDuration(_SHAKE_MS)
        self._shaking.setStartValue(0.0)
        self._shaking.setEndValue(1.0)
        self._shaking.valueChanged.connect(self._on_shake)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    @property
    def count(self) -> int:
        """How many digits are shown."""
        return self._count

    def sizeHint(self) -> QSize:
        """Room for all the dots, and for their shaking."""
        return QSize(round(MAX_DIGITS * _PITCH_PX), 36) * self._scale

    def set_scale(self, scale: float) -> None:
        """Paint them so many times as large as usual."""
        self._scale = scale
        self.updateGeometry()
        self.update()

    def show_count(self, count: int) -> None:
        """Show so many digits."""
        if count != self._count:
            self._count = count
            self._describe()
            self.update()

    def shake(self) -> None:
        """Shake the head: that was wrong. The words are said beside it."""
        self._shaking.stop()
        self._shaking.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dots."""
        theme = style.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = max(MIN_DIGITS, self._count)
        radius_px, pitch_px = _RADIUS_PX * self._scale, _PITCH_PX * self._scale
        left = self.width() / 2 - (shown - 1) * pitch_px / 2 + self._offset_px
        for place in range(shown):
            filled = place < self._count
            painter.setBrush(QColor(theme.accent) if filled else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent if filled else theme.faint), 2.0 * self._scale))
            painter.drawEllipse(QPointF(left + place * pitch_px, self.height() / 2), radius_px, radius_px)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._describe()
        super().changeEvent(event)

    @Slot(object)
    def _on_shake(self, share: float) -> None:
        self._offset_px = _SHAKE_PX * math.sin(6 * math.pi * share) * (1.0 - share)
        self.update()

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("Digits entered: {count}").format(count=self._count))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
