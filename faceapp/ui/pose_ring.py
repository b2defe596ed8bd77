"""The ring of an enrolment: a segment for each side fills while the pose is held, and a head shows the way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceapp.services.guided_capture import FIRST_ROUND, SECOND_ROUND, Guidance, Pose
from faceapp.ui import marks, style

# Where each segment lies: the middle of its arc in degrees, counter-clockwise from three o'clock. Left is where the
# person before the screen has it.
_ANGLES = {Pose.RIGHT: 0, Pose.UP: 90, Pose.LEFT: 180, Pose.DOWN: 270}
_SPAN_DEG = 68
NOTHING_TAKEN = Guidance(Pose.CENTRE, None, None, 0.0, frozenset(), second_round=False)
_SHIFTS = {
    Pose.CENTRE: QPointF(0, 0),
    Pose.LEFT: QPointF(-0.16, 0),
    Pose.RIGHT: QPointF(0.16, 0),
    Pose.UP: QPointF(0, -0.14),
    Pose.DOWN: QPointF(0, 0.14),
}


class PoseRing(QWidget):
    """Shows how far a round of poses is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guidance = NOTHING_TAKEN
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(110, 110)
        self.setMaximumHeight(260)
        self._describe()

    def sizeHint(self) -> QSize:
        """A usual size."""
        return QSize(190, 190)

    @property
    def wanted(self) -> Pose | None:
        """The pose that the head shows; None once the round is complete."""
        return self._guidance.wanted

    def show_guidance(self, guidance: Guidance) -> None:
        """Show how far it is."""
        if guidance != self._guidance:
            self._guidance = guidance
            self._describe()
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._describe()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw segments and head."""
        guidance, theme = self._guidance, style.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = 0.44 * min(self.width(), self.height())
        middle = QPointF(self.width() / 2, self.height() / 2)
        width = max(5.0, 0.13 * radius)
        box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        asked = SECOND_ROUND if guidance.second_round else FIRST_ROUND
        for pose, angle in _ANGLES.items():
            if pose not in asked:
                continue
            taken = pose in guidance.taken
            self._draw_arc(painter, box, angle, 1.0, theme.granted if taken else theme.outline, width)
            if guidance.holding is pose:
                self._draw_arc(painter, box, angle, guidance.progress, theme.accent, width)
            elif guidance.wanted is pose:
                self._draw_arc(painter, box, angle, 1.0, theme.accent, 0.35 * width)
        # The centre's own ring lies inside.
        inner = 0.74 * radius
        if Pose.CENTRE in guidance.taken:
            painter.setPen(QPen(QColor(theme.granted), 0.5 * width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, inner, inner)
        else:
            share = guidance.progress if guidance.holding is Pose.CENTRE else 0.0
            painter.setPen(QPen(QColor(theme.outline), 0.5 * width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, inner, inner)
            if share:
                around = QRectF(middle.x() - inner, middle.y() - inner, 2 * inner, 2 * inner)
                painter.setPen(QPen(QColor(theme.accent), 0.6 * width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawArc(around, 90 * 16, -round(360 * 16 * share))
        if guidance.wanted is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.granted_fill))
            painter.drawEllipse(middle, 0.5 * radius, 0.5 * radius)
            marks.draw_tick(painter, middle, 0.5 * radius, QColor("#ffffff"))
        else:
            self._draw_head(painter, middle, 0.44 * radius, guidance.holding or guidance.wanted)
        painter.end()

    def _draw_arc(self, painter: QPainter, box: QRectF, angle: int, share: float, colour: str, width: float) -> None:
        span = _SPAN_DEG * share
        painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(box, round((angle - span / 2) * 16), round(span * 16))

    def _draw_head(self, painter: QPainter, middle: QPointF, radius: float, pose: Pose) -> None:
        """A head whose face lies where the person should turn it."""
        theme = style.theme()
        painter.setPen(QPen(QColor(theme.muted), 0.08 * radius))
        painter.setBrush(QColor(theme.raised))
        painter.drawEllipse(middle, 0.82 * radius, radius)
        face = middle + _SHIFTS[pose] * 2.2 * radius
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.text))
        for side in (-1, 1):
            painter.drawEllipse(face + QPointF(0.3 * side, -0.16) * radius, 0.09 * radius, 0.12 * radius)
        painter.setPen(QPen(QColor(theme.text), 0.09 * radius, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        mouth = QRectF(face.x() - 0.26 * radius, face.y() + 0.06 * radius, 0.52 * radius, 0.36 * radius)
        painter.drawArc(mouth, 205 * 16, 130 * 16)

    def _describe(self) -> None:
        asked = SECOND_ROUND if self._guidance.second_round else FIRST_ROUND
        self.setAccessibleName(
            self.tr("{done} of {count} poses").format(done=len(self._guidance.taken), count=len(asked))
        )
