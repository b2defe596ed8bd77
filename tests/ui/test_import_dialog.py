"""Importing a folder per person: preview, work, report, stop."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from faceapp.domain.errors import StorageError
from faceapp.services.enrolment import Rejection
from faceapp.services.folder_preview import FolderPreview, ImportPlan, ImportPreview, Unused, UnusedEntry
from faceapp.services.import_journal import UnfinishedImport
from faceapp.ui.import_dialog import ImportDialog
from faceapp.ui.import_model import HOLDS, WHAT, WHO
from faceapp.ui.main_window import MainWindow
from faceapp.ui.people_words import duration_words


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Two people to enrol, one who is there, one whose name reads the same, a folder of letters, and a stray clip."""
    for name in (
        "Carla/1.jpg",
        "Carla/2.jpg",
        "Carla/list.txt",
        "Maria Keller/1.jpg",
        "ali demir/1.jpg",
        "Tom/walk.mp4",
        "Nobody/letter.txt",
        "walk.mp4",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"\xff\xd8\xff\xe0")
    return tmp_path


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, directory: Path) -> ImportDialog:
    window.show_screen("people")
    window.people.import_folder()
    opened = window.people._import
    assert opened is not None and not opened._start.isEnabled()
    opened.preview(directory)
    qtbot.waitUntil(lambda: opened._model.rowCount() == 6)
    return opened


def rows(dialog: ImportDialog) -> dict[str, str]:
    model = dialog._model
    return {str(model.index(row, WHO).data()): str(model.index(row, WHAT).data()) for row in range(model.rowCount())}


def test_a_preview_says_what_will_happen(dialog: ImportDialog, application) -> None:
    assert rows(dialog) == {
        "ali demir": "Left out: reads the same as “Ali Demir”, enrolled already. Add something to the folder's name.",
        "Carla": "Will be enrolled.",
        "Maria Keller": "Already enrolled: stays as it is.",
        "Nobody": "Left out: it holds no picture and no clip.",
        "Tom": "Will be enrolled.",
        "walk.mp4": "Lies beside the folders: put it into the folder of the person whom it shows.",
    }
    assert [str(dialog._model.index(row, HOLDS).data()) for row in (1, 3, 4)] == [
        *("2 pictures and 1 not used", "1 not used", "1 clip")
    ]
    assert dialog._model.index(2, HOLDS).data() == "", "what is there already is not looked into"
    assert dialog._words.text() == (
        "2 people will be enrolled. Nothing is stored before you choose Import."
        " 1 already there. 2 folders left out. 3 files not used."
    )
    assert dialog._start.isEnabled() and dialog._start.hasFocus() and len(application.enrolled) == 2


def test_a_row_says_everything_without_a_mouse(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog._table.selectRow(1)
    assert dialog._details.isVisible()
    assert dialog._details.toPlainText() == (
        "Will be enrolled.\nlist.txt: Neither a picture nor a clip of a kind that can be read."
    )


def test_a_look_can_be_stopped(qtbot: QtBot, window: MainWindow, dialog: ImportDialog, directory: Path) -> None:
    dialog.preview(directory)
    assert dialog._cancel.text() == "Stop" and not dialog._start.isEnabled()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog._looking)
    assert dialog.isVisible() and dialog._cancel.isEnabled() and not dialog._banner.isVisible()
    dialog.reject()
    assert not dialog.isVisible()


def test_people_are_enrolled_and_reported(
    qtbot: QtBot, window: MainWindow, dialog: ImportDialog, application, running
) -> None:
    application.enrolment.rejected = (Rejection("2.jpg", "No face was found."),)
    dialog._start.click()
    qtbot.waitUntil(lambda: dialog._done)
    assert rows(dialog)["Carla"] == "Enrolled with 2 templates; 1 picture left out"
    assert "2.jpg: No face was found." in dialog._model.details(1)
    assert dialog._words.text().startswith("2 people were enrolled. 1 already there. 2 folders left out.")
    qtbot.waitUntil(lambda: running.reloads == 1)
    assert application.imports.ended == 1, "it was told, and need not be at the next start"
    dialog._start.click()
    qtbot.waitUntil(lambda: window.people._filtered.rowCount() == 4)
    assert window.people._import is None


def test_the_report_is_saved(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    assert not dialog._save.isVisible()
    dialog._start.click()
    qtbot.waitUntil(dialog._save.isVisible)
    path = tmp_path / "report.csv"
    dialog.save_report(path)
    qtbot.waitUntil(lambda: "The report was saved as “report.csv”." in dialog._words.text())
    text = path.read_text(encoding="utf-8-sig")
    assert "Carla,Carla,3,,enrolled," in text and ",,,walk.mp4,not_used,Lies beside the folders" in text
    dialog.save_report(tmp_path / "nowhere" / "report.csv")
    qtbot.waitUntil(dialog._banner.isVisible)
    assert "cannot be written" in dialog._banner.text and dialog._done


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
    cut_off = application.imports.cut_off
    assert cut_off is not None and cut_off.enrolled >= 1, "the next start tells what was kept"
    assert not any(thread.name == "faceapp-background" for thread in threading.enumerate())


def test_a_full_disk_ends_the_import_with_its_reason(qtbot: QtBot, dialog: ImportDialog, application) -> None:
    application.enrolment.error = StorageError("The disk is full.", hint="Free some space.")
    dialog._start.click()
    qtbot.waitUntil(dialog._banner.isVisible)
    assert dialog._done
    assert dialog._words.text().startswith("0 people were enrolled. 2 were not looked at any more.")


def test_a_folder_that_cannot_be_used_is_told(qtbot: QtBot, dialog: ImportDialog, directory: Path) -> None:
    dialog.preview(directory / "nowhere")
    qtbot.waitUntil(dialog._banner.isVisible)
    assert "There is no folder" in dialog._banner.text and dialog._choose.isEnabled()
    assert rows(dialog) == {} and not dialog._start.isEnabled(), "what was found before is not imported"
    assert "Nothing is stored" not in dialog._words.text()


def test_time_that_is_left() -> None:
    assert duration_words(20) == "less than a minute left"
    assert duration_words(150) == "about 2 minutes left"


@pytest.fixture
def cut_off(application, directory: Path) -> UnfinishedImport:
    """An import that a power cut ended."""
    application.imports.cut_off = UnfinishedImport(str(directory), wanted=3, enrolled=1, looked_at=1)
    return application.imports.cut_off


def test_what_was_kept_of_an_import_that_was_cut_off_is_told(
    qtbot: QtBot, cut_off: UnfinishedImport, window: MainWindow, application
) -> None:
    window.show_screen("people")
    notice = window.people.panel.notice
    qtbot.waitUntil(notice.isVisible)
    assert "was cut off: 1 of 3 people were enrolled before, and stay so." in notice.text
    notice.dismiss.click()
    assert not notice.isVisible()
    qtbot.waitUntil(lambda: application.imports.ended == 1)


def test_an_import_that_was_cut_off_is_taken_up_again(
    qtbot: QtBot, cut_off: UnfinishedImport, window: MainWindow, application
) -> None:
    window.show_screen("people")
    notice = window.people.panel.notice
    qtbot.waitUntil(notice.isVisible)
    notice.resume.click()
    opened = window.people._import
    assert opened is not None
    qtbot.waitUntil(opened._start.isEnabled)
    opened._start.click()
    qtbot.waitUntil(lambda: opened._done and not notice.isVisible())
    assert application.imports.cut_off is None
    assert {"Carla", "Tom"} <= {person.name for person in application.enrolled}
    opened._start.click()


def test_thousands_of_folders_hold_nothing_up(qtbot: QtBot, window: MainWindow, directory: Path) -> None:
    window.people.import_folder()
    opened = window.people._import
    assert opened is not None
    folders = tuple(
        FolderPreview(directory / f"{number:04d}", f"{number:04d}", ImportPlan.ENROL, (directory / "1.jpg",))
        for number in range(3000)
    )
    beside = tuple(UnusedEntry(directory / f"{number}.mp4", Unused.BESIDE) for number in range(3000))
    shown: list[bool] = []
    QTimer.singleShot(0, lambda: (opened._show_preview(ImportPreview(directory, folders, beside)), shown.append(True)))
    qtbot.waitUntil(lambda: bool(shown))
    QTimer.singleShot(0, opened._table.scrollToBottom)
    QTimer.singleShot(0, lambda: opened._table.selectRow(2999))
    qtbot.waitUntil(lambda: opened._details.isVisible())
    assert opened._words.text().startswith("3000 people will be enrolled.")
    opened.reject()
