"""Setting, changing or removing the administrator's PIN on the keypad."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from faceapp.domain.errors import FaceappError
from faceapp.domain.pins import PinTrial
from faceapp.ui.admin_lock import GuardsAdministration
from faceapp.ui.new_pin import NewPin
from faceapp.ui.pin_pad import PinPad
from faceapp.ui.task_group import TaskGroup
from faceapp.ui.words import translated

_SIZE_PX = (640, 430)


class PinWish(Enum):
    """What is to be done to the PIN."""

    SET = auto()
    CHANGE = auto()
    REMOVE = auto()


class AdminPinDialog(QDialog):
    """Asks for the present PIN where there is one, then for the new one, twice.

    Whoever leaves a window unlocked loses no PIN by it: changing and removing take the present one, and tries at it
    count as those at the lock do.

    Args:
        administration: Keeps the PIN.
        tasks: Runs what takes long.
        wish: What is to be done.
        parent: Qt's parent.

    Signals:
        stored: It is done; the dialog is closed then.
    """

    stored = Signal()

    def __init__(
        self,
        administration: GuardsAdministration,
        tasks: TaskGroup,
        wish: PinWish,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._administration, self._tasks, self._wish = administration, tasks, wish
        self._asks_for_present = True
        self.pad = PinPad()
        self._new = NewPin(self.pad, self._words_for_new, self)
        self.pad.entered.connect(self._on_entered)
        self.pad.cancelled.connect(self.reject)
        self._new.chosen.connect(self._keep)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pad)
        self.resize(*_SIZE_PX)
        self._retranslate()

    def reject(self) -> None:
        """Close; what is being checked or stored comes to its end first."""
        if not self.pad.busy:
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin anew, and take the keyboard."""
        super().showEvent(event)
        self._begin()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _begin(self) -> None:
        self._asks_for_present = self._wish is not PinWish.SET
        if self._asks_for_present:
            self.pad.ask(*self._words_for_present())
        else:
            self._new.begin()

    @Slot(str)
    def _on_entered(self, pin: str) -> None:
        if self._asks_for_present:
            self._try(pin)
        else:
            self._new.take(pin)

    def _try(self, pin: str) -> None:
        administration, removes = self._administration, self._wish is PinWish.REMOVE

        def work(_report: object) -> PinTrial:
            trial = administration.try_pin(pin)
            if trial.right and removes:
                administration.remove_pin()
            return trial

        self.pad.show_busy()
        self._tasks.start(work, self._on_tried, on_error=self._on_error)

    def _on_tried(self, trial: PinTrial) -> None:
        if trial.right and self._wish is PinWish.REMOVE:
            self._end()
        elif trial.right:
            self._asks_for_present = False
            self._new.begin()
        elif trial.pause_s > 0:
            self.pad.pause(trial.pause_s)
        else:
            self.pad.show_wrong()

    @Slot(str)
    def _keep(self, pin: str) -> None:
        self.pad.show_busy()
        self._tasks.start(
            lambda _report: self._administration.set_pin(pin), lambda _: self._end(), on_error=self._on_error
        )

    def _end(self) -> None:
        self.stored.emit()
        self.accept()

    def _on_error(self, error: FaceappError) -> None:
        self._begin()
        self.pad.show_words(lambda: f"{translated(error.sentence)} {translated(error.hint)}")

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Administrator's PIN"))
        if self._asks_for_present:
            self.pad.set_words(*self._words_for_present())
        else:
            self._new.retranslate()

    def _words_for_present(self) -> tuple[str, str]:
        if self._wish is PinWish.REMOVE:
            return self.tr("Remove the PIN"), self.tr(
                "Without one, whoever comes to this screen can open every screen, and people's data with it. Enter the "
                "present PIN to remove it."
            )
        return self.tr("Present PIN"), self.tr("The new one is asked for next.")

    def _words_for_new(self) -> tuple[str, str]:
        return self.tr("New PIN"), self.tr("4 to 8 digits; six or more are better.")
