"""The unobtrusive way into administration: a corner that is held."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from faceapp.ui import style

HOLD_MS = 2000
_SIDE_PX = 84
# A finger that only brushes the corner sees nothing.
_SHOWN_FROM = 0.15


class HoldCorner(QWidget):
    """A corner without anything to see, until it is held; then a ring fills.

    Args:
        parent: The window.

    Signals:
        held: It was held for two seconds.
    """

    held = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.resize(self.sizeHint())
        self._held = QVariantAnimation(self)
        self._held.setStartValue(0.0)
        self._held.setEndValue(1.0)
        self._held.setDuration(HOLD_MS)
        self._held.valueChanged.connect(self.update)
        self._held.finished.connect(self._on_held)
        self._retranslate()

    @property
    def holding(self) -> QVariantAnimation:
        """Runs while it is held, and ends after two seconds."""
        return self._held

    def sizeHint(self) -> QSize:
        """Enough for a thumb."""
        return QSize(_SIDE_PX, _SIDE_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to count."""
        self._held.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Forget it."""
        self._stop()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Forget it when the finger leaves the corner."""
        if not self.rect().contains(event.position().toPoint()):
            self._stop()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring while it is held."""
        share = float(self._held.currentValue() or 0.0)
        if self._held.state() is not QVariantAnimation.State.Running or share < _SHOWN_FROM:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre, radius = QPointF(self.rect().center()), 0.3 * _SIDE_PX
        ground = QColor(style.OVER_PICTURES.ground)
        ground.setAlpha(170)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(centre, 1.3 * radius, 1.3 * radius)
        pen = QPen(QColor(style.OVER_PICTURES.accent), 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawArc(box, 90 * 16, -round(360 * 16 * share))
        painter.end()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Hold for administration"))

    def _stop(self) -> None:
        self._held.stop()
        self.update()

    @Slot()
    def _on_held(self) -> None:
        self.update()
        self.held.emit()
