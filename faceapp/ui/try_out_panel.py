"""The live try-out of templates before they are stored: does the door recognise who stands there?"""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from faceapp.domain.errors import FaceappError
from faceapp.domain.records import FrameResult
from faceapp.services.mailbox import Mailbox
from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.services.try_out import TryOut, TryOutLook, TryOutState
from faceapp.ui import marks, style
from faceapp.ui.background import Report
from faceapp.ui.capture_words import absence_words, begin_again_words, hurdle_words
from faceapp.ui.task_group import TaskGroup
from faceapp.ui.video_view import VideoView
from faceapp.ui.words import told

_POLL_S = 0.1


class TryOutPanel(QWidget):
    """Shows the live picture and the verdict on it; judges on a thread of its own.

    Args:
        mirrored: Whether the live picture is shown as in a mirror.
        name_of: The name of somebody who was recognised instead.
        parent: Qt's parent.

    Signals:
        restart_wanted: The source has come to an end and should start again.
    """

    restart_wanted = Signal()
    _looked = Signal(object)

    def __init__(self, *, mirrored: bool, name_of: Callable[[int], str | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._tasks = TaskGroup(self._on_error, self)
        self._stop = threading.Event()
        self._mailbox = Mailbox()
        self._look = TryOutLook(TryOutState.NOBODY)
        self._source = SourceState.OPENING
        self._title = QLabel()
        self._title.setObjectName("section")
        self._video = VideoView(mirrored=mirrored, labelled=False)
        self._sign = _Sign()
        self._verdict = QLabel()
        self._verdict.setWordWrap(True)
        self._verdict.setTextFormat(Qt.TextFormat.PlainText)  # a name is no markup
        self._verdict.setObjectName("strong")
        self._restart = QPushButton()
        self._restart.setObjectName("small")
        self._restart.clicked.connect(self.restart_wanted)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._sign)
        below.addWidget(self._verdict, 1)
        below.addWidget(self._restart)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._video, 1)
        layout.addLayout(below)
        self._looked.connect(self._show_look)
        self._retranslate()

    @property
    def verdict(self) -> str:
        """What it says."""
        return self._verdict.text()

    def start(self, begin: Callable[[], TryOut]) -> None:
        """Judge the frames that are shown from now on; `begin` is called on the other thread."""
        self.stop()
        stop, mailbox = self._stop, self._mailbox = threading.Event(), Mailbox()
        self._show_look(TryOutLook(TryOutState.NOBODY))

        def work(_report: Report) -> None:
            trial = begin()
            while not stop.is_set():
                frame = mailbox.take(_POLL_S)
                if frame is not None:
                    self._looked.emit(trial.look(frame))

        self._tasks.start(work, lambda _: None)

    def stop(self) -> None:
        """Judge no more; what is under way ends by itself."""
        self._stop.set()
        self._mailbox.close()

    def wait(self) -> None:
        """Stop, and wait until it has."""
        self.stop()
        self._tasks.wait()

    def show_frame(self, result: FrameResult) -> None:
        """Show a frame and judge by it, if the last one is done."""
        if self._source is not SourceState.RUNNING:
            self._show_source(SourceState.RUNNING)
        self._video.show_result(result)
        self._mailbox.put(result.frame)

    def show_status(self, status: SourceStatus) -> None:
        """Say when there is nobody to judge because there are no pictures, and what to do about it."""
        if status.state is not SourceState.RUNNING:  # pictures tell that by themselves
            self._show_source(status.state)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _show_source(self, state: SourceState) -> None:
        self._source = state
        self._show_look(self._look)

    def _show_look(self, look: TryOutLook) -> None:
        if self._source is not SourceState.RUNNING and not look.decided:
            look = TryOutLook(TryOutState.NOBODY)  # whoever was being looked at is gone with the pictures
        self._look = look
        self._sign.show_look(look)
        self._verdict.setText(self._words(look))
        words = begin_again_words(self._source)
        self._restart.setText(words)
        self._restart.setVisible(bool(words))

    def _words(self, look: TryOutLook) -> str:
        score = "" if look.score is None else QLocale().toString(look.score, "f", 2)
        match look.state:
            case TryOutState.RECOGNISED:
                return self.tr("Recognised (score {score})").format(score=score)
            case TryOutState.SOMEBODY_ELSE:
                name = "" if look.taken_for is None else self._name_of(look.taken_for) or ""
                return self.tr("Taken for {name} (score {score})").format(name=name, score=score)
            case TryOutState.NOT_RECOGNISED if score:
                return self.tr("Not recognised (score {score})").format(score=score)
            case TryOutState.NOT_RECOGNISED:
                return self.tr("Not recognised")
            case TryOutState.GATHERING:
                return self.tr("Checking…")
            case TryOutState.UNUSABLE if look.hurdle is not None:
                return hurdle_words(look.hurdle)
            case _:
                absent = absence_words(self._source)
                return absent or self.tr("Step before the camera: would the door open?")

    def _on_error(self, error: FaceappError) -> None:
        self._verdict.setText(told(error))

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Try it before you save"))
        self._show_look(self._look)


class _Sign(QWidget):
    """A tick, a cross, or a ring that fills."""

    def __init__(self) -> None:
        super().__init__()
        self._look = TryOutLook(TryOutState.NOBODY)
        self.setFixedSize(QSize(44, 44))

    def show_look(self, look: TryOutLook) -> None:
        """Show how it stands."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        theme = style.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, radius = QPointF(22, 22), 19.0
        painter.setPen(Qt.PenStyle.NoPen)
        if self._look.state is TryOutState.RECOGNISED:
            painter.setBrush(QColor(theme.granted_fill))
            painter.drawEllipse(middle, radius, radius)
            marks.draw_tick(painter, middle, radius, QColor("#ffffff"))
        elif self._look.state in (TryOutState.NOT_RECOGNISED, TryOutState.SOMEBODY_ELSE):
            painter.setBrush(QColor(theme.denied_fill))
            painter.drawPolygon(marks.octagon(middle, radius))
            marks.draw_cross(painter, middle, radius, QColor("#ffffff"))
        else:
            painter.setBrush(QColor(theme.outline))
            painter.drawEllipse(middle, radius, radius)
            painter.setBrush(QColor(theme.surface))
            painter.drawEllipse(middle, radius - 5, radius - 5)
            marks.draw_ring(painter, middle, radius - 2.5, self._look.progress, QColor(theme.accent), 5.0)
        painter.end()
