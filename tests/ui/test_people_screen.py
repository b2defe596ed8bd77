"""The people screen as an administrator uses it."""

import dataclasses
import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QToolButton
from pytestqt.qtbot import QtBot

from faceapp.domain.admission import Standing
from faceapp.domain.errors import PersonDetailsError, StorageError
from faceapp.domain.records import Consent, Outcome, Person, Reason, Template
from faceapp.ui.appearance import Appearance
from faceapp.ui.enrol_dialog import EnrolDialog
from faceapp.ui.main_window import MainWindow
from faceapp.ui.people_list import DETAIL_ROLE, PERSON_ROLE, PeopleFilter, PeopleModel, SortOrder
from faceapp.ui.people_screen import PeopleScreen
from faceapp.ui.people_words import quality_words, source_words, validity_words
from faceapp.ui.person_form import PersonForm

THEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = date.today()


def unit() -> np.ndarray:
    return np.eye(1, 4, dtype=np.float32)[0]


@pytest.fixture
def screen(window: MainWindow, application) -> PeopleScreen:
    """The screen, with room for list and person, and Maria's templates."""
    application.register.stored[1] = [
        Template(11, 1, unit(), "default@0", 0.9, "camera 2026-03-02 09:30:00, left", THEN),
        Template(12, 1, unit(), "default@0", 0.7, "maria.jpg", THEN),
        Template(13, 1, unit(), "other@1", 0.7, "maria.jpg", THEN),
    ]
    window.show_screen("people")
    return window.people


def names(screen: PeopleScreen) -> list[str]:
    model = screen._filtered
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def texts(screen: PeopleScreen) -> str:
    return " | ".join(label.text() for label in screen._detail.findChildren(QLabel) if label.isVisible())


def idle(qtbot: QtBot, screen: PeopleScreen) -> None:
    qtbot.waitUntil(lambda: not screen._tasks.busy)


def answer(button_text: str, said: list[str]) -> None:
    """Press a button of the question that is about to open."""

    def press() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QMessageBox)
        said.append(question.text() + " " + question.informativeText())
        next(button for button in question.buttons() if button.text() == button_text).click()

    QTimer.singleShot(0, press)


def test_people_are_listed_with_what_matters(qtbot: QtBot, screen: PeopleScreen, application) -> None:
    application.enrolled[0] = replace(application.enrolled[0], groups=("staff",), last_seen_at=THEN)
    screen.refresh()
    idle(qtbot, screen)
    assert names(screen) == ["Ali Demir", "Maria Keller"]
    ali, maria = (screen._filtered.index(row, 0).data(DETAIL_ROLE) for row in range(2))
    assert ali == "1 template · Never seen"
    assert maria.startswith("6 templates · Seen 2 Mar 2026, ") and maria.endswith("· staff")
    assert screen.panel.count.text() == "2 enrolled"
    assert "MainThread" not in application.register.threads


@pytest.mark.parametrize(
    ("text", "state", "group", "found"),
    [
        ("KELL", None, None, ["Maria Keller"]),
        ("0012", None, None, ["Ali Demir"]),
        ("staff", None, None, ["Ali Demir", "Maria Keller"]),
        ("", Standing.SUSPENDED, None, ["Maria Keller"]),
        ("", Standing.EXPIRED, None, ["Ali Demir"]),
        ("", Standing.ACTIVE, None, []),
        ("", None, "night", ["Ali Demir"]),
        ("maria", None, "night", []),
    ],
)
def test_people_are_found_by_text_state_and_group(
    qtbot: QtBot, screen: PeopleScreen, application, text, state, group, found
) -> None:
    application.enrolled[0] = replace(application.enrolled[0], suspended=True, groups=("staff",))
    application.enrolled[1] = replace(
        application.enrolled[1], groups=("staff", "night"), card="0012", valid_until=TODAY - timedelta(days=1)
    )
    screen.refresh()
    idle(qtbot, screen)
    bar = screen.panel.bar
    assert [bar.groups.itemText(place) for place in range(bar.groups.count())] == ["Any group", "night", "staff"]
    qtbot.keyClicks(bar.search, text)
    bar.standings.setCurrentIndex(0 if state is None else 1 + list(Standing).index(state))
    bar.groups.setCurrentIndex(max(0, bar.groups.findData(group)))
    assert names(screen) == found
    assert screen.panel.none_fits.isVisible() is (not found)
    if not found:
        assert screen.panel.count.text() == "0 of 2"
        screen.panel.none_fits.button.click()
        assert names(screen) == ["Ali Demir", "Maria Keller"]


def test_people_are_sorted(qtbot: QtBot, screen: PeopleScreen, application) -> None:
    later = THEN + timedelta(days=1)
    application.enrolled.append(Person(3, "zoe", 9, later, last_seen_at=THEN))
    application.enrolled[0] = replace(application.enrolled[0], last_seen_at=later)
    screen.refresh()
    idle(qtbot, screen)
    screen.select(2)
    for order, wanted in (
        (SortOrder.LAST_SEEN, ["Maria Keller", "zoe", "Ali Demir"]),
        (SortOrder.NEWEST, ["zoe", "Ali Demir", "Maria Keller"]),
        (SortOrder.FEWEST_TEMPLATES, ["Ali Demir", "Maria Keller", "zoe"]),
        (SortOrder.NAME, ["Ali Demir", "Maria Keller", "zoe"]),
    ):
        screen.panel.bar.orders.setCurrentIndex(list(SortOrder).index(order))
        assert names(screen) == wanted
        assert screen.selected().name == "Ali Demir", "the selection stays"


def test_many_people_are_filtered_without_asking_for_each_twice() -> None:
    model = PeopleModel()
    people = [Person(number, f"person {number:04}", 1, THEN, groups=(f"g{number % 7}",)) for number in range(1, 5001)]
    model.set_people(people)
    chosen = PeopleFilter(model)
    chosen.choose(text="person 00", standing=None, group="g3")
    found = [chosen.index(row, 0).data(PERSON_ROLE).person_id for row in range(chosen.rowCount())]
    assert found == [number for number in range(1, 100) if number % 7 == 3]


def test_a_person_is_shown_with_every_detail(qtbot: QtBot, screen: PeopleScreen, application) -> None:
    application.enrolled[0] = replace(
        application.enrolled[0],
        valid_from=date(2026, 1, 1),
        valid_until=date(2999, 12, 31),
        groups=("night", "staff"),
        card="0012-7",
        notes="<b>Side</b> door.",
        consent=Consent(THEN, "front desk", "form 2"),
        last_seen_at=THEN,
    )
    screen.refresh()
    idle(qtbot, screen)
    screen.select(1)
    idle(qtbot, screen)
    qtbot.waitUntil(lambda: "maria.jpg" in texts(screen))
    shown = texts(screen)
    for words in (
        "Maria Keller",
        "Active",
        "1 Jan 2026 to 31 Dec 2999",
        "night, staff",
        "0012-7",
        "<b>Side</b> door.",
        "2 Mar 2026, put down by front desk, to “form 2”",
        "Camera, to the left",
        "very good (90 %)",
        "maria.jpg",
        "Of another encoder: not used",
    ):
        assert words in shown, words


def test_only_what_was_touched_is_written(qtbot: QtBot, screen: PeopleScreen, application, running) -> None:
    screen.select(1)
    screen._detail._edit.click()
    form = screen._form
    # Somebody else suspends the person while the form is open.
    application.register.change(1, lambda person: replace(person, suspended=True, card="9"))
    form._name.setText("Maria Keller-Brandt")
    form._groups.setText("staff,  night ,")
    form._until._wanted.setChecked(True)
    form._consent._wanted.setChecked(True)
    form._version.setText("form 3")
    form._notes.setPlainText("Two\nlines")
    form._save.click()
    qtbot.waitUntil(lambda: screen._form is None)
    person = application.enrolled[0]
    assert (person.name, person.groups, person.notes) == ("Maria Keller-Brandt", ("staff", "night"), "Two\nlines")
    assert (person.suspended, person.card) == (True, "9"), "nobody's other change is undone"
    assert person.valid_until == TODAY and person.valid_from is None
    assert person.consent.text_version == "form 3" and person.consent.given_at.astimezone().date() == TODAY
    idle(qtbot, screen)
    assert "Maria Keller-Brandt" in texts(screen) and "Suspended" in texts(screen)
    assert running.reloads == 1


def test_what_cannot_be_stored_is_told_in_the_form(qtbot: QtBot, screen: PeopleScreen, application) -> None:
    screen.select(1)
    screen.edit_person()
    form = screen._form
    form._name.clear()
    assert not form._save.isEnabled()
    form._name.setText("Maria")
    application.register.error = PersonDetailsError("The card 7 belongs to Ali.", hint="Check the number.")
    form._save.click()
    qtbot.waitUntil(form._banner.isVisible)
    assert "Check the number." in form._banner.text and form._save.isEnabled()
    form.reject()
    assert screen._form is None and application.enrolled[0].name == "Maria Keller"


def test_an_untouched_form_changes_nothing() -> None:
    person = Person(
        1, "Ada", 2, THEN, True, date(2026, 1, 1), None, ("a", "b"), "7", "x\ny", Consent(THEN, "me", "1"), THEN
    )
    form = PersonForm(person, [person], "me")
    other = Person(1, "Someone", 5, THEN)
    assert form.edit()(other) == other
    form._consent._wanted.setChecked(False)
    assert form.edit()(person).consent is None
    form.deleteLater()


def test_suspending_takes_one_click_and_so_does_letting_in_again(
    qtbot: QtBot, screen: PeopleScreen, application, running
) -> None:
    screen.select(1)
    for suspended, words in ((True, "Suspended"), (False, "Active")):
        screen._detail._suspend.click()
        idle(qtbot, screen)
        assert application.enrolled[0].suspended is suspended
        qtbot.waitUntil(lambda words=words: words in texts(screen))
    assert running.reloads == 2


def test_removal_asks_once_and_says_what_is_erased(qtbot: QtBot, screen: PeopleScreen, application, running) -> None:
    said: list[str] = []
    screen.select(1)
    answer("Keep", said)
    screen._detail._remove.click()
    assert [person.name for person in application.enrolled] == ["Maria Keller", "Ali Demir"]
    answer("Remove", said)
    screen._detail._remove.click()
    qtbot.waitUntil(lambda: names(screen) == ["Ali Demir"])
    assert running.reloads == 1 and not screen._detail.isVisible()
    assert "Remove Maria Keller?" in said[0]
    for words in ("6 templates of the face", "notes, consent", "number 1"):
        assert words in said[0]


def test_the_delete_key_asks_too(qtbot: QtBot, screen: PeopleScreen) -> None:
    said: list[str] = []
    screen.select(2)
    screen.panel.view.setFocus()
    answer("Keep", said)
    qtbot.keyClick(screen.panel.view, Qt.Key.Key_Delete)
    assert "Remove Ali Demir?" in said[0]


def test_a_removal_that_left_traces_is_told_and_the_person_is_gone(
    qtbot: QtBot, window: MainWindow, screen: PeopleScreen, application
) -> None:
    def remove(person_id: int) -> Person:
        del application.enrolled[0]
        raise StorageError("The person is removed, but traces may remain.", hint="Start again.")

    application.register.remove = remove
    screen.select(1)
    answer("Remove", [])
    screen._detail._remove.click()
    qtbot.waitUntil(window.banner.isVisible)
    assert "traces may remain" in window.banner.text
    qtbot.waitUntil(lambda: 1 not in window._names)


def test_one_template_is_removed(qtbot: QtBot, screen: PeopleScreen, application) -> None:
    screen.select(1)
    idle(qtbot, screen)
    removers = [b for b in screen._detail.findChildren(QToolButton) if b.accessibleName().startswith("Remove the")]
    assert [button.isEnabled() for button in removers] == [True, True, False], "the last of an encoder stays"
    said: list[str] = []
    answer("Remove", said)
    removers[1].click()
    qtbot.waitUntil(lambda: "quality" not in texts(screen) and len(application.register.stored[1]) == 2)
    assert "“maria.jpg”" in said[0] and "erased for good" in said[0]
    idle(qtbot, screen)
    assert "2 templates" in texts(screen)


def test_pictures_are_added_to_the_person_who_is_shown(
    qtbot: QtBot, window: MainWindow, screen: PeopleScreen, application
) -> None:
    screen.select(2)
    screen._detail._add.click()
    dialog = window.findChild(EnrolDialog)
    assert dialog is not None and dialog.windowTitle() == "More pictures of Ali Demir"
    assert not dialog._name.isVisible()
    dialog._tabs.setCurrentWidget(dialog._files)
    dialog._files.add_paths([Path("a.jpg")])
    dialog._primary.click()
    qtbot.waitUntil(dialog._try_out.isVisible)
    dialog._primary.click()
    qtbot.waitUntil(lambda: application.enrolled[1].templates == 2)
    qtbot.waitUntil(lambda: dialog._pages.currentWidget() is dialog._done)
    dialog._primary.click()


def test_a_narrow_screen_shows_the_list_or_the_person(qtbot: QtBot, window: MainWindow, screen: PeopleScreen) -> None:
    window.resize(800, 480)
    qtbot.waitUntil(lambda: screen.width() < 900)
    index = screen._filtered.index(0, 0)
    qtbot.mouseClick(
        screen.panel.view.viewport(), Qt.MouseButton.LeftButton, pos=screen.panel.view.visualRect(index).center()
    )
    assert screen._detail.isVisible() and not screen.panel.isVisible()
    screen._detail._back.click()
    assert screen.panel.isVisible() and not screen._detail.isVisible()
    screen._open_detail()
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: screen.panel.isVisible() and screen._detail.isVisible())
    assert not screen._detail._back.isVisible()


def test_escape_goes_back_to_the_list_of_a_narrow_screen(
    qtbot: QtBot, window: MainWindow, screen: PeopleScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[bool] = []
    monkeypatch.setattr(window, "isFullScreen", lambda: left.append(True) or False)
    window.resize(800, 480)
    qtbot.waitUntil(lambda: screen.width() < 900)
    screen.select(1)
    qtbot.keyClick(screen.panel.view, Qt.Key.Key_Return)
    assert screen._detail.isVisible() and not screen.panel.isVisible()
    left.clear()
    focused = QApplication.focusWidget()
    assert focused is not None and screen._detail.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert screen.panel.isVisible() and not screen._detail.isVisible()
    assert screen.panel.view.hasFocus() and not left, "the window must not take it for itself"
    qtbot.keyClick(screen.panel.view, Qt.Key.Key_Escape)
    assert screen.panel.isVisible() and left, "from the list it is the window's"


def test_thumbnails_come_from_the_background(qtbot: QtBot, screen: PeopleScreen, application) -> None:
    application.register.portraits[2] = np.full((96, 96, 3), (10, 200, 30), np.uint8)
    for person_id in (1, 2):
        screen._thumbnails.forget(person_id)
    screen.panel.view.viewport().repaint()
    qtbot.waitUntil(lambda: screen._thumbnails.get(2) is not None)
    assert screen._thumbnails.get(1) is None
    screen.grab()
    place = screen.panel.view.visualRect(screen._filtered.index(0, 0))
    colour = screen.panel.view.grab().toImage().pixelColor(QPoint(place.left() + 39, place.center().y()))
    assert (colour.red(), colour.green(), colour.blue()) == (10, 200, 30)


def test_nobody_enrolled_has_a_page_of_its_own(qtbot: QtBot, screen: PeopleScreen, application) -> None:
    application.enrolled.clear()
    screen.refresh()
    idle(qtbot, screen)
    panel = screen.panel
    assert panel.empty.isVisible() and not panel.bar.isVisible() and not panel.export_action.isEnabled()
    with qtbot.waitSignal(screen.add_wanted):
        screen.panel.empty.button.click()
    screen.window().findChild(EnrolDialog).reject()


def test_the_list_is_exported(qtbot: QtBot, window: MainWindow, screen: PeopleScreen, tmp_path: Path) -> None:
    screen.export_to(tmp_path / "people.json")
    idle(qtbot, screen)
    written = json.loads((tmp_path / "people.json").read_text(encoding="utf-8"))
    assert [person["name"] for person in written] == ["Ali Demir", "Maria Keller"]
    assert "2 people were written to “people.json”: names, states, dates" in screen.panel.told
    assert "nothing of any face. It holds personal data: keep it safe." in screen.panel.told
    screen.panel.bar.search.setText("maria")
    screen.export_to(tmp_path / "people.json")
    idle(qtbot, screen)
    written = json.loads((tmp_path / "people.json").read_text(encoding="utf-8"))
    assert [person["name"] for person in written] == ["Maria Keller"]
    assert "1 of 2 people was written to “people.json”, those who are listed" in screen.panel.told
    screen.export_to(tmp_path / "nowhere" / "people.csv")
    qtbot.waitUntil(window.banner.isVisible)


def test_a_database_that_cannot_be_read_is_told(qtbot: QtBot, window: MainWindow, screen: PeopleScreen) -> None:
    def people() -> list[Person]:
        raise StorageError("The database is damaged.", hint="Restore a copy.")

    screen._register.people = people
    screen.refresh()
    qtbot.waitUntil(window.banner.isVisible)
    assert "Restore a copy." in window.banner.text


def test_closing_the_window_waits_for_what_is_being_stored(
    qtbot: QtBot, window: MainWindow, screen: PeopleScreen, application
) -> None:
    go_on = threading.Event()
    change = application.register.change

    def slowly(person_id: int, edit: Callable[[Person], Person]) -> Person:
        assert go_on.wait(10)
        return change(person_id, edit)

    application.register.change = slowly
    screen.select(1)
    screen._detail._suspend.click()
    threading.Timer(0.2, go_on.set).start()
    window.close()
    assert application.enrolled[0].suspended


def test_a_fault_of_recognition_is_told_in_the_window(qtbot: QtBot, window: MainWindow, running, make) -> None:
    running.send(dataclasses.replace(make.result(), fault="The disk is full. Free some space."))
    qtbot.waitUntil(window.banner.isVisible)
    assert "The disk is full. Free some space." in window.banner.text


def test_somebody_enrolled_by_another_program_is_named_once_granted(
    qtbot: QtBot, window: MainWindow, application, running, make
) -> None:
    application.enrolled.append(Person(7, "Bob Late", 1, datetime.now(UTC)))
    event = make.event(outcome=Outcome.GRANTED, reason=Reason.MATCHED, person_id=7, door="opened")
    running.send(make.result(events=[event]))
    qtbot.waitUntil(lambda: 7 in window._names)
    assert "Bob Late, granted" in window.kiosk.log.texts()[0]


def test_a_change_of_language_is_followed(qtbot: QtBot, screen: PeopleScreen) -> None:
    screen.select(1)
    idle(qtbot, screen)
    qtbot.waitUntil(lambda: "maria.jpg" in texts(screen))
    before = (texts(screen), screen.panel.count.text(), screen.panel.bar.orders.currentText())
    for widget in (screen, screen._detail, screen.panel.bar):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    qtbot.waitUntil(lambda: (texts(screen), screen.panel.count.text(), screen.panel.bar.orders.currentText()) == before)


def test_words_for_dates_sources_and_quality() -> None:
    person = Person(1, "A", 1, THEN)
    assert validity_words(person) == "Without limit"
    assert validity_words(replace(person, valid_from=date(2026, 3, 1))) == "From 1 Mar 2026 on"
    assert validity_words(replace(person, valid_until=date(2026, 3, 1))) == "Until 1 Mar 2026"
    assert source_words("camera 2026-03-02 09:30:00, up, glasses changed") == "Camera, upwards, glasses changed"
    assert source_words("walk-in.mp4 at 2.4 s") == "walk-in.mp4 at 2.4 s"
    assert [quality_words(quality) for quality in (0.9, 0.7, 0.1)] == ["very good (90 %)", "good (70 %)", "fair (10 %)"]


def test_the_menu_reads_from_the_left(window: MainWindow) -> None:
    menu = window.people.panel.more.menu()
    assert menu.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_what_came_of_an_export_is_said_in_another_language_too(
    qtbot: QtBot, screen: PeopleScreen, appearance: Appearance, tmp_path: Path
) -> None:
    screen.export_to(tmp_path / "people.csv")
    idle(qtbot, screen)
    said = screen.panel.told
    appearance.set_language("zh_CN")
    qtbot.waitUntil(lambda: "people.csv" in screen.panel.told and "were" not in screen.panel.told)
    appearance.set_language("en")
    qtbot.waitUntil(lambda: screen.panel.told == said)
    screen.select(1)
    appearance.set_language("zh_CN")
    qtbot.waitUntil(lambda: screen.panel.title.text() == "人员")
    assert screen.panel.told == "", "what was read and done with stays away"


@pytest.mark.parametrize(
    ("typed", "groups"),
    [("staff,  night ,", ("staff", "night")), ("厨房，夜班、办公室", ("厨房", "夜班", "办公室"))],
)
def test_groups_are_separated_by_the_commas_of_any_keyboard(
    qtbot: QtBot, screen: PeopleScreen, application, typed: str, groups: tuple[str, ...]
) -> None:
    screen.select(1)
    screen._detail._edit.click()
    form = screen._form
    form._groups.setText(typed)
    form._save.click()
    qtbot.waitUntil(lambda: screen._form is None)
    assert application.enrolled[0].groups == groups
