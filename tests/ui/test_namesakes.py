"""A name that reads like somebody's is asked about, wherever somebody gets one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from faceapp.domain.records import Person
from faceapp.ui.enrol_dialog import EnrolDialog
from faceapp.ui.main_window import MainWindow
from faceapp.ui.namesake_question import Namesake, ask_about_namesakes
from faceapp.ui.person_form import PersonForm

THEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class Answers(QObject):
    """Presses a button of each question that opens, and remembers what was asked."""

    def __init__(self, button_text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._button_text = button_text
        self._looking = QTimer(self, interval=5)
        self._looking.timeout.connect(self._look)
        self._looking.start()

    def _look(self) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and box.isVisible():
            self.said.append(f"{box.text()} {box.informativeText()}")
            if self._button_text == "Esc":
                box.reject()
            else:
                next(button for button in box.buttons() if button.text() == self._button_text).click()


@pytest.fixture
def dialog(window: MainWindow) -> EnrolDialog:
    window.show_screen("people")
    window.add_person()
    opened = window.enrolment
    assert opened is not None
    return opened


def take_pictures(dialog: EnrolDialog, make, name: str) -> None:
    dialog._name.setText(name)
    for step in range(3):
        dialog.show_frame(make.result(make.track(), time_s=0.1 * step))
    dialog._primary.click()


def test_somebody_else_of_the_same_name_is_enrolled_when_that_is_said(qtbot: QtBot, dialog: EnrolDialog, make) -> None:
    answers = Answers("Somebody else")
    take_pictures(dialog, make, "maria  KELLER")
    qtbot.waitUntil(lambda: dialog._camera.collecting)
    assert len(answers.said) == 1
    assert "“maria  KELLER” reads the same as “Maria Keller” (number 1)" in answers.said[0]
    assert dialog._person_id is None
    dialog.reject()
    dialog._primary.click()
    qtbot.waitUntil(lambda: dialog._camera.collecting)
    assert len(answers.said) == 1, "asked once for one name"


def test_the_same_person_is_given_more_pictures(qtbot: QtBot, dialog: EnrolDialog, make) -> None:
    answers = Answers("The same person")
    take_pictures(dialog, make, "MARIA KELLER")
    qtbot.waitUntil(lambda: dialog._camera.collecting)
    assert dialog._person_id == 1 and dialog.windowTitle() == "More pictures of Maria Keller"
    assert len(answers.said) == 1


@pytest.mark.parametrize("button", ["Change the name", "Esc"])
def test_nothing_begins_before_the_name_is_another(qtbot: QtBot, dialog: EnrolDialog, make, button: str) -> None:
    answers = Answers(button)
    take_pictures(dialog, make, "mariakeller")
    qtbot.waitUntil(lambda: bool(answers.said) and dialog._primary.isEnabled())
    assert not dialog._camera.collecting and dialog._person_id is None
    assert dialog._name.selectedText() == "mariakeller"
    dialog._name.setText("Maria Keller, night")
    dialog._primary.click()
    qtbot.waitUntil(lambda: dialog._camera.collecting)
    assert len(answers.said) == 1


def test_a_new_name_in_the_form_is_asked_about_too(qtbot: QtBot, window: MainWindow, application) -> None:
    people = window.people
    window.show_screen("people")
    people.select(2)
    people.edit_person()
    form = people._form
    assert form is not None
    form._name.setText("Ali  demir")
    answers = Answers("Change the name")
    form._save.click()
    qtbot.waitUntil(lambda: application.enrolled[1].name == "Ali  demir")
    assert answers.said == [], "it is the person's own name"
    people.edit_person()
    form = people._form
    assert form is not None
    form._name.setText("maria keller")
    form._save.click()
    assert len(answers.said) == 1 and "Maria Keller" in answers.said[0]
    assert people._form is form and application.enrolled[1].name == "Ali  demir"
    form.reject()


def test_many_namesakes_are_not_all_listed(qtbot: QtBot) -> None:
    people = [Person(number, "Li", 1, THEN) for number in range(1, 6)]
    answers = Answers("Somebody else")
    form = PersonForm(people[0], people, "me")
    qtbot.addWidget(form)
    assert ask_about_namesakes(form, "LI", people, can_be_same=True) is Namesake.SOMEBODY_ELSE
    assert "“Li” (number 3) and others, enrolled already" in answers.said[0]
    assert form._alike() == [], "whose own name is as it was"
    qtbot.keyClick(form, Qt.Key.Key_Escape)
