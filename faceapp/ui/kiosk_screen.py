"""The screen at the door: the live picture, the large sign, and the latest decisions."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from faceapp.domain.records import AccessEvent, Frame, FrameResult
from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.ui import decision_log
from faceapp.ui.decision_log import DecisionLog
from faceapp.ui.door_pin import DoorPin
from faceapp.ui.prompts import Prompt, PromptKind, PromptWriter, idle
from faceapp.ui.sounds import Chimes
from faceapp.ui.status_panel import StatusPanel
from faceapp.ui.video_view import VideoView
from faceapp.ui.words import translated

_SIDE_BY_SIDE_FROM = 1.42  # width over height of the room
_TICK_MS = 250


class KioskScreen(QWidget):
    """Shows what recognition says; decides nothing.

    Args:
        name_of: The name of a person id, None when the person was removed.
        mirrored: Show the live picture as a mirror does.
        sound: Play a sound with each verdict.
        parent: Qt's parent.

    Signals:
        restart_wanted: The user wants the source to start again.
        pin_entered: A track's id, and the digits that were entered for it.
        pin_cancelled: A track's id, for which no PIN will be entered.
        demo_wanted: There is no camera, and the user wants to see the demonstration.
    """

    restart_wanted = Signal()
    demo_wanted = Signal()
    pin_entered = Signal(int, str)
    pin_cancelled = Signal(int)

    def __init__(
        self,
        name_of: Callable[[int], str | None],
        *,
        mirrored: bool,
        sound: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self._writer = PromptWriter()
        self._status = SourceStatus(SourceState.OPENING)
        self._retry_at: float | None = None
        self._log_wanted = True
        self._discreet = False
        self.video = VideoView(mirrored=mirrored)
        self.panel = StatusPanel()
        self.log = DecisionLog(name_of)
        self.chimes = Chimes(on=sound)
        self._notice = QLabel()
        self._notice.setObjectName("muted")
        self._notice.setWordWrap(True)
        self._restart = QPushButton()
        self._restart.setObjectName("primary")
        self._restart.clicked.connect(self.restart_wanted)
        self._demo = QPushButton()
        self._demo.clicked.connect(self.demo_wanted)
        self._demo_offered = self._seen = False
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(6, 0, 0, 0)
        foot.addWidget(self._notice, 1)
        foot.addWidget(self._demo)
        foot.addWidget(self._restart)
        self._stage = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._stage.addWidget(self.video, 1)
        self._stage.addWidget(self.panel)
        left = QVBoxLayout()
        left.addLayout(self._stage, 1)
        left.addWidget(self._foot)
        layout = QHBoxLayout(self)
        layout.addLayout(left, 1)
        layout.addWidget(self.log)
        self._rows = (self._stage, left, layout)
        self.pin = DoorPin(self.video, self)
        self.pin.entered.connect(self.pin_entered)
        self.pin.cancelled.connect(self.pin_cancelled)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._count_down)
        self.show_status(self._status)

    def show_log(self, wanted: bool) -> None:
        """Show the latest decisions, or leave them out."""
        self._log_wanted = wanted
        self._arrange()

    def set_discreet(self, discreet: bool) -> None:
        """Tell of a fault only what a passer-by may know, or all of it."""
        if discreet != self._discreet:
            self._discreet = discreet
            self._tell_fault()

    def offer_demo(self, wanted: bool) -> None:
        """Offer the demonstration where no camera is found, or do not."""
        self._demo_offered = wanted
        self._demo.setVisible(wanted and not self._seen)

    def show_picture(self, frame: Frame) -> None:
        """Show a picture as soon as it comes; recognition follows in its own time."""
        if self._status.state is SourceState.RUNNING and self.panel.prompt.kind is not PromptKind.STARTING:
            self.video.show_picture(frame)

    def show_frame(self, result: FrameResult) -> None:
        """Show a frame and what is said of it."""
        if self._status.state is not SourceState.RUNNING:
            return  # a straggler of a source that is gone
        self._seen = True
        self.video.show_result(result)
        prompt = self._writer.update(result)
        self.video.shade(0.35 if prompt.kind is PromptKind.IDLE else 0.0)
        self.panel.show_prompt(prompt)
        self.pin.show_request(result.pin, None if result.pin is None else self.video.face(result.pin.track_id))
        self.chimes.note(prompt.kind)

    def take_events(self, events: Sequence[AccessEvent]) -> None:
        """Note decisions."""
        self._writer.note_events(events)
        self.log.add(events)

    def show_status(self, status: SourceStatus) -> None:
        """Show how the source is."""
        was_lost = self._status.state is SourceState.LOST
        self._status = status
        self._retry_at = None if status.retry_in_s is None else time.monotonic() + status.retry_in_s
        self._tick.stop()
        self._foot.hide()
        if status.state is SourceState.RUNNING:
            self._writer = PromptWriter()
            self.video.begin()
            # The networks may still be loading: the sign changes with the first frame.
            return
        self.pin.show_request(None)  # nobody is seen any more
        if status.state is SourceState.OPENING and was_lost:
            headline = self.tr("Camera lost") if self._seen else self.tr("No camera")
            self._say(Prompt(PromptKind.LOST, headline, self.tr("Trying again now…")))
            return
        self.video.shade(0.6)
        if status.state is SourceState.OPENING:
            self.video.clear()
            self._say_starting()
            return
        if status.state is SourceState.LOST:
            self._count_down()
            self._tick.start()
            self._offer(None)
        elif status.state is SourceState.ENDED:
            self._say(Prompt(PromptKind.ENDED, self.tr("Recording ended")))
            self._offer(self.tr("Play again"))
        else:
            self._say(Prompt(PromptKind.FAILED, self.tr("Out of order"), self.tr("Please ask for help.")))
            self._offer(self.tr("Try again"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sign beside or below the picture, whichever leaves both more room."""
        super().resizeEvent(event)
        self._arrange()
        self.pin.setGeometry(self.rect())

    def _retranslate(self) -> None:
        if self._status.state is not SourceState.RUNNING:
            retry_at = self._retry_at
            self.show_status(self._status)
            self._retry_at = retry_at
        elif self.panel.prompt.kind is PromptKind.STARTING:
            self._say_starting()
        else:
            # What is said of a face comes anew with the next frame.
            self._writer = PromptWriter()
            self._say(idle())

    def _say_starting(self) -> None:
        self._say(Prompt(PromptKind.STARTING, self.tr("One moment"), self.tr("Getting ready…")))

    def _tell_fault(self) -> None:
        if self._status.state not in (SourceState.LOST, SourceState.FAILED):
            notice = ""
        elif not self._discreet:
            notice = translated(self._status.message)
        elif self._status.state is SourceState.LOST:
            notice = self.tr("Please tell whoever looks after this door.")
        else:
            notice = ""  # the large sign asks for help
        self._notice.setText(notice)
        self._notice.setAccessibleName(notice)

    def _offer(self, action: str | None) -> None:
        self._tell_fault()
        self._restart.setVisible(action is not None)
        self._restart.setText(action or "")
        self._demo.setText(self.tr("Show the demo"))
        self.offer_demo(self._demo_offered)
        self._foot.show()

    def _say(self, prompt: Prompt) -> None:
        self.panel.show_prompt(prompt)

    def _count_down(self) -> None:
        if self._retry_at is None:
            detail = self.tr("Waiting for pictures…")
        else:
            left_s = max(1, math.ceil(self._retry_at - time.monotonic()))
            detail = self.tr("Trying again in {seconds} s").format(seconds=left_s)
        headline = self.tr("Camera lost") if self._seen else self.tr("No camera")
        self._say(Prompt(PromptKind.LOST, headline, detail))

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        spacing = 10 if height < 600 else 16 if height < 1000 else 22
        for row in self._rows:
            row.setSpacing(spacing)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(spacing, spacing, spacing, spacing)
        self.log.setVisible(self._log_wanted)
        room = width - 2 * spacing - (decision_log.WIDTH_PX + spacing if self._log_wanted else 0)
        beside = room > _SIDE_BY_SIDE_FROM * height
        self._stage.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        unbound = 16_777_215
        self.panel.setFixedSize(unbound, unbound)  # lifts the other direction's bound
        self.panel.setMinimumSize(0, 0)
        if beside:
            self.panel.setFixedWidth(round(min(0.38 * room, 0.8 * height)))
        else:
            self.panel.setFixedHeight(round(min(0.24 * height, 0.4 * room)))
