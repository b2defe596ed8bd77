"""The four steps of a first start."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QLabel, QPushButton, QVBoxLayout, QWidget

from faceapp.domain.errors import FaceappError
from faceapp.domain.records import Frame, FrameResult
from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.ui import icons
from faceapp.ui.admin_lock import GuardsAdministration
from faceapp.ui.background import BackgroundTask
from faceapp.ui.languages import LANGUAGES
from faceapp.ui.new_pin import NewPin
from faceapp.ui.pin_pad import PinPad
from faceapp.ui.video_view import VideoView
from faceapp.ui.words import translated


class _Page(QWidget):
    """A title and a sentence above what a step has.

    The step says what it is called in `_retranslate`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.title = QLabel()
        self.title.setObjectName("title")
        self.detail = QLabel()
        self.detail.setObjectName("muted")
        for label in (self.title, self.detail):
            label.setWordWrap(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(self.title)
        self.column.addWidget(self.detail)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        raise NotImplementedError


class LanguagePage(_Page):
    """Which language the window speaks; it does so at once.

    Args:
        current: The language in use.

    Signals:
        chosen: A key of `LANGUAGES`.
    """

    chosen = Signal(str)

    def __init__(self, current: str) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        self.column.addStretch(1)
        for language, name in LANGUAGES.items():
            button = QPushButton(name)
            button.setObjectName("choice")
            button.setCheckable(True)
            button.setAutoDefault(False)  # Return goes on; a language is chosen by the space bar or the arrows
            button.setChecked(language == current)
            button.setMinimumHeight(56)
            button.setMaximumWidth(420)
            button.clicked.connect(lambda _checked=False, language=language: self.chosen.emit(language))
            self._group.addButton(button)
            self.buttons[language] = button
            self.column.addWidget(button)
            self.column.setAlignment(button, Qt.AlignmentFlag.AlignHCenter)
            button.setMinimumWidth(280)
        self.column.addStretch(2)
        self._retranslate()

    def focus_chosen(self) -> None:
        """Put the keyboard on the language that is chosen."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Welcome to faceapp"))
        self.detail.setText(
            self.tr("Four short steps; each can be skipped, and done later. Which language do you read?")
        )


class PinPage(_Page):
    """The administrator's PIN, entered twice.

    Args:
        administration: Keeps it.

    Signals:
        done: It is set.
        left: The user does not want to enter one here.
        found: One was set meanwhile, elsewhere; it stays.
    """

    done = Signal()
    left = Signal()
    found = Signal()

    def __init__(self, administration: GuardsAdministration) -> None:
        super().__init__()
        self._administration = administration
        self._task: BackgroundTask | None = None
        self.protected = False  # by a PIN that was set elsewhere
        self.pad = PinPad()
        self._new = NewPin(self.pad, self._words, self)
        self.pad.entered.connect(self._new.take)
        self.pad.cancelled.connect(self._on_cancelled)
        self._new.chosen.connect(self._keep)
        self.column.addWidget(self.pad, 1)
        self._retranslate()

    def begin(self) -> None:
        """Ask for a new PIN."""
        if self.protected:
            return
        self._new.begin()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def wait(self) -> None:
        """Wait for work under way."""
        if self._task is not None:
            self._task.wait()

    def _words(self) -> tuple[str, str]:
        return self.tr("New PIN"), self.tr("4 to 8 digits; six or more are better.")

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Administrator's PIN"))
        self.detail.setText(
            self.tr("Meanwhile a PIN was set elsewhere. It stays as it is; the one entered here was not stored.")
            if self.protected
            else self.tr(
                "Once it is set, everything but the door's screen is locked. The way in: hold the upper right corner "
                "for two seconds, or press Esc."
            )
        )
        self._new.retranslate()

    @Slot()
    def _on_cancelled(self) -> None:
        if self.pad.busy:
            return  # what is being stored is stored
        if self._new.begun:
            self.begin()
        else:
            self.left.emit()

    @Slot(str)
    def _keep(self, pin: str) -> None:
        self.pad.show_busy()
        self._task = BackgroundTask(lambda _report: self._administration.set_first_pin(pin), self)
        self._task.succeeded.connect(self._on_kept)
        self._task.failed.connect(self._on_failed)
        self._task.start()

    @Slot(object)
    def _on_kept(self, stored: bool) -> None:
        if stored:
            self.done.emit()
            return
        self.protected = True
        self.pad.hide()
        self._retranslate()
        self.found.emit()

    @Slot(object)
    def _on_failed(self, error: FaceappError) -> None:
        self.begin()
        self.pad.show_words(lambda: f"{translated(error.sentence)} {translated(error.hint)}")


class CameraPage(_Page):
    """What the camera sees, or that there is none.

    Args:
        mirrored: Show the picture as a mirror does.

    Signals:
        demo_wanted: The user wants to see the demonstration instead.
    """

    demo_wanted = Signal()

    def __init__(self, *, mirrored: bool) -> None:
        super().__init__()
        self._status = SourceStatus(SourceState.OPENING)
        self._seen = self._face = False
        self.video = VideoView(mirrored=mirrored, labelled=False)
        self.verdict = QLabel()
        self.verdict.setObjectName("section")
        self.verdict.setWordWrap(True)
        self.reason = QLabel()
        self.reason.setObjectName("muted")
        self.reason.setWordWrap(True)
        self.demo = QPushButton()
        # Or it would keep the page too wide to be laid out as a high one.
        self.demo.setMinimumWidth(180)
        self.demo.clicked.connect(self.demo_wanted)
        words = QVBoxLayout()
        words.setSpacing(10)
        words.addStretch(1)
        words.addWidget(self.verdict)
        words.addWidget(self.reason)
        words.addWidget(self.demo, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(20)
        self._halves.addWidget(self.video, 3)
        self._halves.addLayout(words, 2)
        self.column.addLayout(self._halves, 1)
        self._retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words beside the picture, or below it where the room is high."""
        super().resizeEvent(event)
        high = self.height() > self.width()
        self._halves.setDirection(QBoxLayout.Direction.TopToBottom if high else QBoxLayout.Direction.LeftToRight)

    def show_picture(self, frame: Frame) -> None:
        """Show what the camera sees."""
        self.video.show_picture(frame)
        self._look(seen=True, face=self._face)

    def show_frame(self, result: FrameResult) -> None:
        """Show whose faces are found in it."""
        self.video.show_result(result)
        self._look(seen=True, face=bool(result.tracks))

    def show_status(self, status: SourceStatus) -> None:
        """Show how the camera is."""
        self._status = status
        if status.state in (SourceState.LOST, SourceState.FAILED):
            self.video.clear()
            self._seen = self._face = False
        self._say()

    def _look(self, *, seen: bool, face: bool) -> None:
        if (seen, face) != (self._seen, self._face):
            self._seen, self._face = seen, face
            self._say()

    def _say(self) -> None:
        lost = self._status.state in (SourceState.LOST, SourceState.FAILED) and not self._seen
        if lost:
            self.verdict.setText(self.tr("No camera"))
            self.reason.setText(translated(self._status.message))
        elif self._face:
            self.verdict.setText(self.tr("It works: a face is found."))
            self.reason.setText(self.tr("That is all that is needed."))
        elif self._seen:
            self.verdict.setText(self.tr("The camera works."))
            self.reason.setText(self.tr("Step before it, to see whether your face is found."))
        else:
            self.verdict.setText(self.tr("Looking for the camera…"))
            self.reason.setText("")
        self.reason.setVisible(bool(self.reason.text()))
        self.demo.setVisible(lost)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Camera"))
        self.detail.setText(self.tr("It belongs at eye level, with the light on the faces and not behind them."))
        self.demo.setText(self.tr("Show the demo instead"))
        self._say()


class PersonPage(_Page):
    """The first person at the door.

    Signals:
        wanted: The user wants to add somebody now.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.add = QPushButton()
        self.add.setObjectName("primary")
        self.add.setMinimumHeight(52)
        self.add.clicked.connect(self.wanted)
        inside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        inside.setSpacing(24)
        inside.addStretch(1)
        inside.addWidget(icons.Sign("people", "faint", 96))
        inside.addWidget(self.add, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(2)
        self.column.addLayout(inside, 1)
        self._retranslate()

    def _retranslate(self) -> None:
        self.title.setText(self.tr("The first person"))
        self.detail.setText(
            self.tr("Whoever is to be let in is enrolled once: half a minute before the camera, or a few photographs.")
        )
        self.add.setText(self.tr("Add the first person"))
