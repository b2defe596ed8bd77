"""Enrolment from the camera: the live picture, advice, and pictures that fill up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from faceapp.domain.records import FrameResult
from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.ui import marks, style
from faceapp.ui.capture import WANTED, FaceCollector
from faceapp.ui.video_view import VideoView


class CameraTab(QWidget):
    """Collects pictures once `start` was called.

    Signals:
        ready_changed: Whether pictures could be taken now.
        collected: The list of `Picture`s, when there are enough.
    """

    ready_changed = Signal(bool)
    collected = Signal(object)

    def __init__(self, *, mirrored: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._collector = FaceCollector()
        self._collecting = False
        self._ready = False
        self._status: SourceStatus | None = None
        self._video = VideoView(mirrored=mirrored, labelled=False)
        self._advice = QLabel()
        self._advice.setObjectName("guidance")
        self._advice.setWordWrap(True)
        self._advice.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self._beads = _Beads(WANTED)
        self._explanation = QLabel()
        self._explanation.setObjectName("muted")
        self._explanation.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(14)
        words.addStretch(1)
        words.addWidget(self._advice)
        words.addWidget(self._beads)
        words.addWidget(self._explanation)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(20)
        layout.addWidget(self._video, 3)
        layout.addLayout(words, 2)
        self._retranslate()

    @property
    def advice(self) -> str:
        """What is asked of the person."""
        return self._advice.text()

    @property
    def ready(self) -> bool:
        """Whether the camera gives pictures."""
        return self._ready

    def start(self) -> None:
        """Take pictures from now on."""
        self._collector = FaceCollector()
        self._collecting = True
        self._beads.fill(0)

    def stop(self) -> None:
        """Take no more pictures, and forget those taken."""
        self._collector = FaceCollector()
        self._collecting = False
        self._beads.fill(0)

    def show_frame(self, result: FrameResult) -> None:
        """Show a frame and, if it is wanted, keep it."""
        self._set_ready(True)
        self._video.show_result(result)
        self._advice.setText(self._collector.look(result, take=self._collecting))
        self._beads.fill(len(self._collector.pictures))
        if self._collecting and self._collector.complete:
            self._collecting = False
            self.collected.emit(list(self._collector.pictures))

    def show_status(self, status: SourceStatus) -> None:
        """Say when the camera gives no pictures."""
        self._status = status
        words = {
            SourceState.LOST: self.tr("Camera lost"),
            SourceState.ENDED: self.tr("The recording has ended"),
            SourceState.FAILED: self.tr("No camera"),
        }.get(status.state)
        if words is not None:
            self._advice.setText(words)
            self._set_ready(False)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._explanation.setText(
            self.tr("%n picture(s) are taken by themselves, one by one. It takes a few seconds.", None, WANTED)
        )
        if not self._ready:  # otherwise the next frame says what to do
            self._advice.setText(self.tr("Waiting for the camera…"))
            if self._status is not None:
                self.show_status(self._status)

    def _set_ready(self, ready: bool) -> None:
        if ready != self._ready:
            self._ready = ready
            self.ready_changed.emit(ready)


class _Beads(QWidget):
    """One bead for each picture; ticked when it is taken."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count
        self._filled = 0
        self.setMinimumHeight(34)

    def sizeHint(self) -> QSize:
        return QSize(self._count * 36, 34)

    def fill(self, filled: int) -> None:
        """Tick the first beads."""
        if filled != self._filled:
            self._filled = filled
            self.update()
        self.setAccessibleName(self.tr("{done} of {count} pictures").format(done=filled, count=self._count))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = min(38.0, self.width() / self._count)
        radius = 0.38 * step
        for bead in range(self._count):
            centre = QPointF((bead + 0.5) * step, self.height() / 2)
            taken = bead < self._filled
            painter.setPen(Qt.PenStyle.NoPen if taken else QPen(QColor(style.theme().faint), 1.6))
            painter.setBrush(QColor(style.theme().granted_fill) if taken else QColor(0, 0, 0, 0))
            painter.drawEllipse(centre, radius, radius)
            if taken:
                marks.draw_tick(painter, centre, radius, QColor("#ffffff"))
        painter.end()
