"""Choosing a new PIN: entered once, and once more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from faceapp.domain.pins import fault_of
from faceapp.ui.pin_pad import PinPad, words_for

_SIZE_PX = (620, 420)


class PinDialog(QDialog):
    """Asks for a PIN that is none of those guessed first, twice the same.

    Args:
        name: Whose PIN.
        parent: Qt's parent.

    Signals:
        chosen: The digits; the dialog is closed then.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._first = ""
        self.pad = PinPad()
        self.pad.entered.connect(self._on_entered)
        self.pad.cancelled.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pad)
        self.resize(*_SIZE_PX)
        self.pad.ask(*self._words())
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard."""
        super().showEvent(event)
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_entered(self, pin: str) -> None:
        if not self._first:
            if (fault := fault_of(pin)) is not None:
                self.pad.show_words(words_for(fault))
                return
            self._first = pin
            self.pad.ask(*self._words())
        elif pin != self._first:
            self._first = ""
            self.pad.ask(*self._words())
            self.pad.show_words(self.tr("The two were not the same. Begin again."))
        else:
            self._first = ""
            self.accept()
            self.chosen.emit(pin)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("New PIN"))
        self.pad.set_words(*self._words())

    def _words(self) -> tuple[str, str]:
        if self._first:
            return self.tr("Once more"), self.tr("The same digits again, please.")
        return self.tr("New PIN"), self.tr("{name} enters it at the door: 4 to 8 digits.").format(name=self._name)
