"""One question before something is erased for good."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget


def take_no_markup(box: QMessageBox) -> None:
    """Show the words of a question as they are: a name in them may look like markup.

    Args:
        box: It has its words already.
    """
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)


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
    take_no_markup(box)
    yes = box.addButton(do, QMessageBox.ButtonRole.DestructiveRole)
    yes.setObjectName("danger")
    yes.style().polish(yes)  # it was styled by its former name already
    no = box.addButton(keep, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    return box.clickedButton() is yes
