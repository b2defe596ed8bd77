"""Importing a folder per person: preview, work, report, stop."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from faceapp.domain.errors import StorageError
from faceapp.services.enrolment import Rejection
from faceapp.ui.import_dialog import ImportDialog
from faceapp.ui.main_window import MainWindow
from faceapp.ui.people_words import duration_words


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for name in ("Carla/1.jpg", "Carla/2.jpg", "Maria Keller/1.jpg", "Tom/walk.mp4", "Nobody/letter.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, directory: Path) -> ImportDialog:
    window.show_screen("people")
    window.people.import_folder()
    opened = window.people._import
    assert opened is not None and not opened._start.isEnabled()
    opened.preview(directory)
    qtbot.waitUntil(lambda: opened._table.rowCount() == 4)
    return opened


def rows(dialog: ImportDialog) -> dict[str, str]:
    table = dialog._table
    return {table.item(row, 0).text(): table.item(row, 2).text() for row in range(table.rowCount())}


def test_a_preview_says_what_will_happen(dialog: ImportDialog, application) -> None:
    assert rows(dialog) == {
        "Carla": "Will be enrolled",
        "Maria Keller": "Left out: somebody of that name is enrolled",
        "Nobody": "Left out: no picture and no clip",
        "Tom": "Will be enrolled",
    }
    assert dialog._table.item(0, 1).text() == "2 pictures"
    assert dialog._words.text().startswith("2 people will be enrolled.")
    assert dialog._start.isEnabled() and len(application.enrolled) == 2


def test_people_are_enrolled_and_reported(
    qtbot: QtBot, window: MainWindow, dialog: ImportDialog, application, running
) -> None:
    application.enrolment.rejected = (Rejection("2.jpg", "No face was found."),)
    dialog._start.click()
    qtbot.waitUntil(lambda: dialog._done)
    assert rows(dialog)["Carla"] == "Enrolled with 1 template; 1 picture left out"
    assert "2.jpg: No face was found." in dialog._table.item(0, 2).toolTip()
    assert dialog._words.text() == "2 people were enrolled."
    assert running.reloads == 1
    dialog._start.click()
    qtbot.waitUntil(lambda: window.people._filtered.rowCount() == 4)
    assert window.people._import is None


def test_a_stop_keeps_who_was_enrolled(qtbot: QtBot, window: MainWindow, dialog: ImportDialog, application) -> None:
    enrolment = application.enrolment
    enrolment.go_on.clear()
    dialog._start.click()
    qtbot.waitUntil(lambda: "Carla" in dialog._words.text())
    dialog.close()
    assert dialog.isVisible() and dialog._words.text() == "Stopping…"
    enrolment.go_on.set()
    qtbot.waitUntil(lambda: window.people._import is None)
    assert [person.name for person in application.enrolled] == ["Maria Keller", "Ali Demir"], "nobody by half"


def test_closing_the_window_meanwhile_loses_nothing(
    qtbot: QtBot, window: MainWindow, dialog: ImportDialog, application
) -> None:
    store = application.enrolment.store
    stored = threading.Event()

    def store_and_tell(*arguments: object) -> object:
        report = store(*arguments)
        stored.set()
        return report

    application.enrolment.store = store_and_tell
    dialog._start.click()
    assert stored.wait(10)
    window.close()
    assert "Carla" in {person.name for person in application.enrolled}
    assert not any(thread.name == "faceapp-background" for thread in threading.enumerate())


def test_a_full_disk_ends_the_import_with_its_reason(qtbot: QtBot, dialog: ImportDialog, application) -> None:
    application.enrolment.error = StorageError("The disk is full.", hint="Free some space.")
    dialog._start.click()
    qtbot.waitUntil(dialog._banner.isVisible)
    assert dialog._done and dialog._words.text() == "0 people were enrolled. 2 were not looked at any more."


def test_a_folder_that_cannot_be_used_is_told(qtbot: QtBot, dialog: ImportDialog, directory: Path) -> None:
    dialog.preview(directory / "nowhere")
    qtbot.waitUntil(dialog._banner.isVisible)
    assert "There is no folder" in dialog._banner.text and dialog._choose.isEnabled()


def test_time_that_is_left() -> None:
    assert duration_words(20) == "less than a minute left"
    assert duration_words(150) == "about 2 minutes left"
