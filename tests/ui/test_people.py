"""The people screen and the enrolment dialog."""

import dataclasses
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from faceapp.devices.files import VIDEO_SUFFIXES
from faceapp.domain.errors import StorageError
from faceapp.domain.lookalikes import Likeness
from faceapp.domain.records import Outcome, Person, Reason
from faceapp.imaging import IMAGE_SUFFIXES
from faceapp.services.enrolment import Rejection
from faceapp.services.lookalikes import LookalikeWarning
from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.ui.capture import WANTED
from faceapp.ui.enrol_dialog import EnrolDialog
from faceapp.ui.files_tab import PATTERNS
from faceapp.ui.main_window import MainWindow
from faceapp.ui.people_list import DETAIL_ROLE


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> EnrolDialog:
    window.show_screen("people")
    window.add_person()
    opened = window.findChild(EnrolDialog)
    assert opened is not None
    return opened


def words_in(dialog: EnrolDialog) -> str:
    return " | ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_people_are_listed_by_name(window: MainWindow) -> None:
    model = window.people._filtered
    rows = [(model.index(row, 0).data(), model.index(row, 0).data(DETAIL_ROLE)) for row in range(model.rowCount())]
    assert [name for name, _ in rows] == ["Ali Demir", "Maria Keller"]
    assert rows[0][1].startswith("1 template · enrolled on 2 Mar 2026")
    assert rows[1][1].startswith("6 templates")


def test_a_name_is_found(qtbot: QtBot, window: MainWindow) -> None:
    window.show_screen("people")
    qtbot.keyClicks(window.people._search, "kell")
    model = window.people._filtered
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Maria Keller"]


def answer(button_text: str, said: list[str]) -> None:
    """Press a button of the question that is about to open."""

    def press() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QMessageBox)
        said.append(question.text() + " " + question.informativeText())
        next(button for button in question.buttons() if button.text() == button_text).click()

    QTimer.singleShot(0, press)


def test_removal_asks_once_and_says_what_is_erased(window: MainWindow, application, running) -> None:
    said: list[str] = []
    window.show_screen("people")
    window.people.select(1)
    answer("Keep", said)
    window.people._remove.click()
    assert [person.name for person in application.enrolled] == ["Maria Keller", "Ali Demir"]
    answer("Remove", said)
    window.people._remove.click()
    assert [person.name for person in application.enrolled] == ["Ali Demir"]
    assert window.people._filtered.rowCount() == 1
    assert running.reloads == 1
    assert "Remove Maria Keller?" in said[0]
    assert "every template of the face" in said[0]


def test_a_failed_removal_is_shown(window: MainWindow, application) -> None:
    application.error = StorageError("The disk is full.", hint="Free some space.")
    window.remove_person(application.enrolled[0])
    assert window.banner.isVisible()
    assert window.banner.text == "The disk is full. Free some space."


def test_nobody_enrolled_has_a_page_of_its_own(window: MainWindow) -> None:
    window.show_screen("people")
    window.people.set_people([])
    assert not window.people._view.isVisible()
    assert not window.people._remove.isVisible()


def test_enrolment_from_the_camera(qtbot: QtBot, window: MainWindow, dialog, application, running, make) -> None:
    primary = dialog._primary
    assert not primary.isEnabled()
    dialog._name.setText("Grace Okafor")
    assert not primary.isEnabled()  # no picture yet
    running.send(make.result(make.track(), time_s=0.0))
    qtbot.waitUntil(primary.isEnabled)
    assert dialog._camera.advice == "Ready"
    primary.click()
    application.go_on.clear()
    for number in range(WANTED):
        running.send(make.result(make.track(), time_s=1.0 + number))
        qtbot.wait(5)
    qtbot.waitUntil(lambda: "second picture" in words_in(dialog))
    assert application.enrolment_thread == "faceapp-background"
    application.go_on.set()
    qtbot.waitUntil(lambda: "Grace Okafor is enrolled" in words_in(dialog))
    assert len(application.enrolled_from[0]) == WANTED
    assert window.people._filtered.rowCount() == 3
    assert running.reloads == 1
    primary.click()
    assert window.people.selected().name == "Grace Okafor"


def test_enrolment_from_files_tells_what_was_not_used(qtbot: QtBot, dialog, application, tmp_path: Path) -> None:
    application.rejected = (Rejection("b.jpg", "No face was found. Use a clearer picture."),)
    dialog._tabs.setCurrentWidget(dialog._files)
    dialog._name.setText("Grace")
    assert not dialog._primary.isEnabled()
    mime = QMimeData()
    files = [tmp_path / "a.jpg", tmp_path / "b.jpg"]
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in [*files, files[0]]])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    dialog._files.dropEvent(drop)
    assert dialog._files.paths == tuple(files)
    dialog._primary.click()
    qtbot.waitUntil(lambda: "b.jpg — No face was found." in words_in(dialog))
    assert list(application.enrolled_from[1]) == files


@pytest.mark.parametrize(
    ("likeness", "words"),
    [
        (Likeness.SIMILAR, "Grace looks like Ali Demir to this encoder (0.41): take more pictures of both, or ask"),
        (Likeness.SAME, "Grace may be enrolled already as Ali Demir. If so, remove one of the two."),
    ],
)
def test_lookalikes_are_told_at_the_end_of_an_enrolment(
    qtbot: QtBot, dialog, application, likeness: Likeness, words: str
) -> None:
    application.warnings = (LookalikeWarning(application.enrolled[1], 0.412, 0.4, likeness),)
    dialog._tabs.setCurrentWidget(dialog._files)
    dialog._name.setText("Grace")
    dialog._files.add_paths([Path("a.jpg")])
    dialog._primary.click()
    qtbot.waitUntil(lambda: words in words_in(dialog))


def test_a_failed_enrolment_can_be_tried_again(qtbot: QtBot, dialog, application) -> None:
    application.error = StorageError("'Maria' is enrolled already.", hint="Choose another name.")
    dialog._tabs.setCurrentWidget(dialog._files)
    dialog._name.setText("Maria")
    dialog._files.add_paths([Path("a.jpg")])
    dialog._primary.click()
    qtbot.waitUntil(lambda: "Choose another name." in words_in(dialog))
    assert dialog._primary.isEnabled()
    application.error = None
    dialog._primary.click()
    qtbot.waitUntil(lambda: "is enrolled" in words_in(dialog) and "already" not in words_in(dialog))


def test_a_running_enrolment_can_be_stopped(qtbot: QtBot, dialog, application) -> None:
    application.go_on.clear()
    dialog._tabs.setCurrentWidget(dialog._files)
    dialog._name.setText("Grace")
    dialog._files.add_paths([Path("a.mkv")])
    dialog._primary.click()
    qtbot.waitUntil(lambda: "second picture" in words_in(dialog))
    dialog.reject()
    assert dialog.isVisible()
    application.go_on.set()
    qtbot.waitUntil(lambda: "The enrolment was stopped." in words_in(dialog))
    assert [person.name for person in application.enrolled] == ["Maria Keller", "Ali Demir"]


def test_files_can_be_taken_off_the_list(dialog) -> None:
    files = dialog._files
    files.add_paths([Path("a.jpg"), Path("b.jpg"), Path("c.jpg")])
    for row in (0, 2):
        files._list.item(row).setSelected(True)
    next(button for button in files.findChildren(QPushButton) if "list" in button.text()).click()
    assert files.paths == (Path("b.jpg"),)


def test_the_file_dialog_offers_what_can_be_read() -> None:
    assert {pattern.removeprefix("*") for pattern in PATTERNS.split()} == IMAGE_SUFFIXES | VIDEO_SUFFIXES


def test_a_lost_camera_is_told_while_enrolling(qtbot: QtBot, dialog, running, make) -> None:
    dialog._name.setText("Grace")
    running.send(make.result(make.track()))
    qtbot.waitUntil(dialog._primary.isEnabled)
    running.tell(SourceStatus(SourceState.LOST, "Gone.", 1.0))
    qtbot.waitUntil(lambda: dialog._camera.advice == "Camera lost")
    assert not dialog._primary.isEnabled()


def test_closing_the_window_ends_an_enrolment(qtbot: QtBot, window: MainWindow, dialog, application) -> None:
    dialog._tabs.setCurrentWidget(dialog._files)
    dialog._name.setText("Grace")
    dialog._files.add_paths([Path("a.mkv")])
    application.go_on.clear()
    dialog._primary.click()
    task = dialog._task
    assert task._thread.is_alive()
    threading.Timer(0.3, application.go_on.set).start()
    window.close()
    assert not task._thread.is_alive()


def test_a_fault_of_recognition_is_told_in_the_window(qtbot: QtBot, window: MainWindow, running, make) -> None:
    running.send(dataclasses.replace(make.result(), fault="The disk is full. Free some space."))
    qtbot.waitUntil(window.banner.isVisible)
    assert "The disk is full. Free some space." in window.banner.text


def test_somebody_enrolled_by_another_program_is_listed_once_granted(
    qtbot: QtBot, window: MainWindow, application, running, make
) -> None:
    application.enrolled.append(Person(7, "Bob Late", 1, datetime.now(UTC)))
    event = make.event(outcome=Outcome.GRANTED, reason=Reason.MATCHED, person_id=7, door="opened")
    running.send(make.result(events=[event]))
    qtbot.waitUntil(lambda: 7 in window._names)


def test_a_removal_that_left_traces_is_told_and_the_person_is_gone(
    qtbot: QtBot, window: MainWindow, application
) -> None:
    person = application.enrolled[0]

    def remove(person_id: int) -> Person:
        application.enrolled.remove(person)
        raise StorageError("The person is removed, but traces may remain.", hint="Start again.")

    application.remove_person = remove
    window.remove_person(person)
    assert window.banner.isVisible()
    assert person.person_id not in window._names
