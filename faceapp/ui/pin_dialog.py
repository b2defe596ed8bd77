"""Choosing a new PIN: entered once, and once more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from faceapp.ui.new_pin import NewPin
from faceapp.ui.pin_pad import PinPad

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
        self.pad = PinPad()
        self._new = NewPin(self.pad, self._words, self)
        self.pad.entered.connect(self._new.take)
        self.pad.cancelled.connect(self.reject)
        self._new.chosen.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pad)
        self.resize(*_SIZE_PX)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin anew, and take the keyboard."""
        super().showEvent(event)
        self._new.begin()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_chosen(self, pin: str) -> None:
        self.accept()
        self.chosen.emit(pin)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("New PIN"))
        self._new.retranslate()

    def _words(self) -> tuple[str, str]:
        return self.tr("New PIN"), self.tr("{name} enters it at the door: 4 to 8 digits.").format(name=self._name)
