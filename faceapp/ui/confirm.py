"""One question before something is erased for good."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget


def confirmed(parent: QWidget, title: str, question: str, erased: str, do: str, keep: str) -> bool:
    """Ask once; whether the user agreed. Keeping is what Enter and Escape do.

    Args:
        parent: Over which window.
        title: The window's title.
        question: The question.
        erased: What is erased.
        do: The button that does it.
        keep: The button that does not.
    """
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setText(question)
    box.setInformativeText(erased)
    yes = box.addButton(do, QMessageBox.ButtonRole.DestructiveRole)
    yes.setObjectName("danger")
    yes.style().polish(yes)  # it was styled by its former name already
    no = box.addButton(keep, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    return box.clickedButton() is yes
