"""What becomes of that which was typed and not saved."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget


class UnsavedQuestion(QMessageBox):
    """Asks whether to save, to discard, or to stay; staying is what Esc does.

    Args:
        changes: How many there are, > 0.
        faults: How many of them cannot be saved as they are.
        parent: Over which window.

    Signals:
        save_chosen: Save it.
        discard_chosen: Forget it.
        stay_chosen: Neither.
    """

    save_chosen = Signal()
    discard_chosen = Signal()
    stay_chosen = Signal()

    def __init__(self, changes: int, faults: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Not saved"))
        self.setText(self.tr("Save the changes?"))
        told = [self.tr("%Ln change(s) to the settings are not saved.", None, changes)]
        if faults:
            told.append(self.tr("%Ln value(s) cannot be used: stay to put it right.", None, faults))
        self.setInformativeText(" ".join(told))
        self.save = self.addButton(self.tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        self.discard = self.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        self.stay = self.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        self.save.setObjectName("primary")
        self.save.setEnabled(not faults)
        self.save.style().polish(self.save)  # it was styled by its former name already
        self.setDefaultButton(self.stay if faults else self.save)
        self.setEscapeButton(self.stay)
        self.finished.connect(self._on_finished)

    @Slot()
    def _on_finished(self) -> None:
        chosen = self.clickedButton()
        if chosen is self.save:
            self.save_chosen.emit()
        elif chosen is self.discard:
            self.discard_chosen.emit()
        else:
            self.stay_chosen.emit()
        self.deleteLater()
