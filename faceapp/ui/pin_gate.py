"""Asking for the administrator's PIN."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from faceapp.domain.errors import FaceappError
from faceapp.domain.pins import PinTrial
from faceapp.ui.admin_lock import GuardsAdministration
from faceapp.ui.background import BackgroundTask
from faceapp.ui.pin_pad import PinPad
from faceapp.ui.words import translated

# Whoever walked off must not leave the door's screen covered.
_GIVE_UP_AFTER_MS = 30_000
_PAD_AT_MOST_PX = (860, 680)


class PinGate(QWidget):
    """A page with the keypad; tries what is entered in the background.

    Args:
        administration: Knows the PIN.
        parent: Qt's parent.

    Signals:
        opened: The PIN was entered.
        left: The user does not want to enter it.
    """

    opened = Signal()
    left = Signal()

    def __init__(self, administration: GuardsAdministration, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self._administration = administration
        self._task: BackgroundTask | None = None
        self.pad = PinPad()
        self.pad.setMaximumSize(*_PAD_AT_MOST_PX)
        self.pad.entered.connect(self._try)
        self.pad.cancelled.connect(self.left)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.pad, 1000)
        across.addStretch(1)
        down = QVBoxLayout(self)
        down.addStretch(1)
        down.addLayout(across, 1000)
        down.addStretch(1)
        self._given_up = QTimer(self)
        self._given_up.setSingleShot(True)
        self._given_up.setInterval(_GIVE_UP_AFTER_MS)
        self._given_up.timeout.connect(self._on_given_up)
        self.pad.touched.connect(self._given_up.start)
        self._retranslate()

    def ask(self) -> None:
        """Begin anew."""
        self.pad.ask(self.tr("Administration"), self.tr("Enter the administrator's PIN."))
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
        self._given_up.start()

    def wait(self) -> None:
        """Wait for a try under way."""
        if self._task is not None:
            self._task.wait()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.pad.set_words(self.tr("Administration"), self.tr("Enter the administrator's PIN."))

    @Slot()
    def _on_given_up(self) -> None:
        if self.isVisible():
            self.left.emit()

    @Slot(str)
    def _try(self, pin: str) -> None:
        self.pad.show_busy()
        self._task = BackgroundTask(lambda _report: self._administration.try_pin(pin), self)
        self._task.succeeded.connect(self._on_tried)
        self._task.failed.connect(self._on_failed)
        self._task.start()

    @Slot(object)
    def _on_tried(self, trial: PinTrial) -> None:
        if not self.isVisible():
            return  # it was left, or locked again, meanwhile
        if trial.right:
            self.opened.emit()
        elif trial.pause_s > 0:
            self.pad.pause(trial.pause_s)
        else:
            self.pad.show_wrong()

    @Slot(object)
    def _on_failed(self, error: FaceappError) -> None:
        self.pad.show_words(lambda: f"{translated(error.sentence)} {translated(error.hint)}")
