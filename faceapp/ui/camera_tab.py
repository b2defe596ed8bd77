"""Enrolment from the camera: the live picture, what to do, and a ring that fills pose by pose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from faceapp.domain.records import Face, FrameResult, Image, Quality
from faceapp.services.enrolment import Picture, camera_session
from faceapp.services.guided_capture import GuidedCapture, Hurdle, Pose
from faceapp.services.runtime import SourceStatus
from faceapp.ui.capture_words import absence_words, begin_again_words, guidance_words, hurdle_words
from faceapp.ui.pose_ring import NOTHING_TAKEN, PoseRing
from faceapp.ui.video_view import VideoView


class CameraTab(QWidget):
    """Collects pictures once `start` was called.

    Args:
        measure: The quality of a face in a picture; quick.
        mirrored: Whether the live picture is shown as in a mirror.
        parent: Qt's parent.

    Signals:
        changed: Whether pictures could be taken, how many there are, or what is waited for, changed.
        collected: The list of `Picture`s, when every pose is there.
        restart_wanted: The source has come to an end and should start again.
    """

    restart_wanted = Signal()

    changed = Signal()
    collected = Signal(object)

    def __init__(
        self, measure: Callable[[Image, Face], Quality], *, mirrored: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._measure = measure
        self._capture: GuidedCapture | None = None
        self._first_round: GuidedCapture | None = None
        self._probe = GuidedCapture("", measure)  # tells what stands in the way before it begins
        self._between_rounds = False
        self._ready = False
        self._status: SourceStatus | None = None
        self._video = VideoView(mirrored=mirrored, labelled=False)
        self._advice = QLabel()
        self._advice.setObjectName("guidance")
        self._advice.setWordWrap(True)
        self._advice.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self._ring = PoseRing()
        self._restart = QPushButton()
        self._restart.clicked.connect(self.restart_wanted)
        self._glasses = QCheckBox()
        self._explanation = QLabel()
        self._explanation.setObjectName("muted")
        self._explanation.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._advice, 1)
        words.addWidget(self._restart)
        words.addWidget(self._ring, 3)
        words.addWidget(self._explanation)
        words.addWidget(self._glasses)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(20)
        layout.addWidget(self._video, 3)
        layout.addLayout(words, 2)
        self._show_parts()
        self._retranslate()

    @property
    def advice(self) -> str:
        """What is asked of the person."""
        return self._advice.text()

    @property
    def ready(self) -> bool:
        """Whether the camera gives pictures."""
        return self._ready

    @property
    def collecting(self) -> bool:
        """Whether pictures are being taken, or the second round is waited for."""
        return self._capture is not None

    @property
    def between_rounds(self) -> bool:
        """Whether glasses are being put on or taken off."""
        return self._between_rounds

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """What was taken so far."""
        return () if self._capture is None else tuple(self._capture.pictures)

    @property
    def wanted(self) -> Pose | None:
        """What the person is asked to do, while pictures are taken."""
        return self._ring.wanted if self.collecting and not self._between_rounds else None

    def start(self) -> None:
        """Take pictures from now on."""
        self._first_round = None
        self._capture = GuidedCapture(camera_session(datetime.now()), self._measure)
        self._between_rounds = False
        self._show_parts()
        self.changed.emit()

    def go_on(self) -> None:
        """Begin the second round: the glasses are the other way now."""
        if self._capture is not None and self._between_rounds:
            self._between_rounds = False
            self._capture.begin_second_round()
            self.changed.emit()

    @property
    def can_add_round(self) -> bool:
        """Whether the pictures that were collected last can have some with the glasses on or off beside them."""
        return self._first_round is not None

    def add_round(self) -> None:
        """Collect some more, with the glasses the other way, beside those that were collected last."""
        if self._first_round is None:
            return
        self._capture, self._first_round = self._first_round, None
        self._ask_for_glasses()
        self._show_parts()

    def stop(self) -> None:
        """Take no more pictures, and forget those taken."""
        self._capture = self._first_round = None
        self._between_rounds = False
        self._ring.show_guidance(NOTHING_TAKEN)
        self._show_parts()
        self._retranslate()
        self.changed.emit()

    def show_frame(self, result: FrameResult) -> None:
        """Show a frame and, if it is wanted, keep it."""
        self._video.show_result(result)
        self._set_ready(True)
        faces = [track.track.face for track in result.tracks]
        if self._capture is None:
            self._probe.begin_anew()
            probed = self._probe.look(result.frame, faces)
            usable = probed.hurdle is None or probed.hurdle is Hurdle.OTHER_POSE
            self._advice.setText(self.tr("Ready") if usable or probed.hurdle is None else hurdle_words(probed.hurdle))
            return
        if self._between_rounds:
            return
        before = len(self._capture.pictures)
        guidance = self._capture.look(result.frame, faces)
        self._ring.show_guidance(guidance)
        self._advice.setText(guidance_words(guidance))
        if self._capture.complete:
            self._on_complete(self._capture)
        elif len(self._capture.pictures) != before:
            self.changed.emit()

    def show_status(self, status: SourceStatus) -> None:
        """Say when the camera gives no pictures."""
        self._status = status
        if words := absence_words(status.state):
            self._advice.setText(words)
            self._set_ready(False)
        self._show_restart()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _show_parts(self) -> None:
        """The ring while pictures are taken; before that, what will happen."""
        self._ring.setVisible(self.collecting)
        self._explanation.setVisible(not self.collecting)
        self._glasses.setVisible(not self.collecting)

    def _on_complete(self, capture: GuidedCapture) -> None:
        if self._glasses.isChecked() and not capture.second_round:
            self._ask_for_glasses()
        else:
            self.collected.emit(list(capture.pictures))
            self._first_round = None if capture.second_round else capture

    def _ask_for_glasses(self) -> None:
        self._between_rounds = True
        self._advice.setText(self.tr("Now put your glasses on, or take them off"))
        self.changed.emit()

    def _set_ready(self, ready: bool) -> None:
        if ready != self._ready:
            self._ready = ready
            self._show_restart()
            self.changed.emit()

    def _show_restart(self) -> None:
        words = "" if self._ready or self._status is None else begin_again_words(self._status.state)
        self._restart.setText(words)
        self._restart.setVisible(bool(words))

    def _retranslate(self) -> None:
        if not self._ready:
            told = "" if self._status is None else absence_words(self._status.state)
            self._advice.setText(told or self.tr("Waiting for the camera…"))
        self._show_restart()
        self._glasses.setText(self.tr("Also with the glasses on or off"))
        self._explanation.setText(
            self.tr("Pictures are taken by themselves: straight ahead, then a little to each side.")
        )
