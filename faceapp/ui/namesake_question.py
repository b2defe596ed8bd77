"""The question that is asked before somebody gets a name that reads like another person's."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from faceapp.domain.records import Person
from faceapp.ui.confirm import take_no_markup


class Namesake(Enum):
    """What the user says of two names that read the same."""

    SAME_PERSON = auto()
    SOMEBODY_ELSE = auto()
    ANOTHER_NAME = auto()  # the name is to be changed first


def ask_about_namesakes(parent: QWidget, name: str, namesakes: Sequence[Person], *, can_be_same: bool) -> Namesake:
    """Ask whether somebody is one of those whose name reads the same; Enter and Escape leave it to another name.

    Args:
        parent: Over which window.
        name: The name that is wanted.
        namesakes: Who is enrolled under such a name; at least one.
        can_be_same: Whether to offer that it is the same person; only of one namesake it can be.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(QCoreApplication.translate("Namesakes", "Names that read the same"))
    # Two lines of the same names would be of no help: the numbers tell people apart.
    separator = QCoreApplication.translate("Namesakes", ", ")
    numbered = QCoreApplication.translate("Namesakes", "“{name}” (number {id})")
    listed = separator.join(numbered.format(name=person.name, id=person.person_id) for person in namesakes[:3])
    if len(namesakes) > 3:
        listed = QCoreApplication.translate("Namesakes", "{names} and others").format(names=listed)
    box.setText(
        QCoreApplication.translate("Namesakes", "“{name}” reads the same as {others}, enrolled already.").format(
            name=name, others=listed
        )
    )
    box.setInformativeText(
        QCoreApplication.translate(
            "Namesakes",
            "The door and every list would show two people whom nobody can tell apart. Add something to the name, such "
            "as a department.",
        )
    )
    take_no_markup(box)
    change = box.addButton(
        QCoreApplication.translate("Namesakes", "Change the name"), QMessageBox.ButtonRole.RejectRole
    )
    other = box.addButton(QCoreApplication.translate("Namesakes", "Somebody else"), QMessageBox.ButtonRole.AcceptRole)
    same = None
    if can_be_same and len(namesakes) == 1:
        same = box.addButton(
            QCoreApplication.translate("Namesakes", "The same person"), QMessageBox.ButtonRole.AcceptRole
        )
    box.setDefaultButton(change)
    box.setEscapeButton(change)
    box.exec()
    if box.clickedButton() is other:
        return Namesake.SOMEBODY_ELSE
    if same is not None and box.clickedButton() is same:
        return Namesake.SAME_PERSON
    return Namesake.ANOTHER_NAME
