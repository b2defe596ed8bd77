"""People and events as on a large site: thousands of the one, a hundred thousand of the other, and no turn held up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlite_utils import Database

from faceapp.domain.admission import Standing
from faceapp.domain.drift import Drift
from faceapp.domain.event_labels import Label
from faceapp.services.event_records import EventRecords
from faceapp.services.people_register import PeopleRegister
from faceapp.storage.database import open_database
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.storage.values import instant_to_text
from faceapp.ui.appearance import Appearance
from faceapp.ui.events_screen import EventsScreen
from faceapp.ui.people_list import SortOrder
from faceapp.ui.people_screen import PeopleScreen

from .conftest import ENCODER, PlayedApplication

PEOPLE, EVENTS = 2_000, 100_000
WAIT_MS = 60_000
NOW = datetime.now(UTC)
OUTCOMES = (("granted", "matched"), ("denied", "unknown"), ("denied", "not_now"), ("granted", "matched"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Database]:
    """People in groups, some suspended, some expired, and a year of decisions."""
    path = tmp_path_factory.mktemp("site") / "a.db"
    unit = np.eye(1, 4, dtype=np.float32)[0]
    with closing(open_database(path)) as db:
        with db.conn:
            db.conn.execute("PRAGMA synchronous = OFF")
        PeopleRepository(db).enrol("Person 0000", [NewTemplate(unit, ENCODER, 0.9, "a.jpg")], NOW)
        numbers = range(2, PEOPLE + 1)
        yesterday = (NOW - timedelta(days=2)).date().isoformat()
        with db.conn:
            db.conn.executemany(
                "INSERT INTO people (id, name, created_at, suspended, valid_until, card) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (
                        number,
                        f"Person {7 * number % PEOPLE:04d}",
                        instant_to_text(NOW - timedelta(hours=number)),
                        number % 11 == 0,
                        yesterday if number % 13 == 0 else None,
                        f"C{number:05d}",
                    )
                    for number in numbers
                ],
            )
            db.conn.executemany(
                "INSERT INTO templates (person_id, encoder_id, embedding_size, embedding, quality, source, created_at)"
                " VALUES (?, ?, 4, ?, 0.9, 'a.jpg', ?)",
                [(number, ENCODER, unit.tobytes(), instant_to_text(NOW)) for number in numbers for _ in range(3)],
            )
            db.conn.executemany(
                "INSERT INTO person_groups VALUES (?, ?)",
                [(number, f"{places}th group {number % places}") for number in numbers for places in (5, 37)],
            )
            rows = []
            for number in range(EVENTS):
                outcome, reason = OUTCOMES[number % len(OUTCOMES)]
                person = number % PEOPLE + 1 if reason in ("matched", "not_now") else None
                when = instant_to_text(NOW - timedelta(days=365) * (1 - number / EVENTS))
                rows.append((when, "door", number, outcome, reason, person, 0.5, 0.4, 5, 0.3, ENCODER, "closed"))
            db.conn.executemany(
                "INSERT INTO events (occurred_at, source, track_id, outcome, reason, person_id, score, threshold,"
                " frames, latency_s, encoder_id, door) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
    return lambda: open_database(path)


def do(qtbot: QtBot, action: Callable[[], object], idle: Callable[[], bool]) -> None:
    """Do something within an event, so that the watchdog counts it, and wait for all that follows."""
    done: list[bool] = []
    QTimer.singleShot(0, lambda: (action(), done.append(True)))
    qtbot.waitUntil(lambda: bool(done), timeout=WAIT_MS)
    QApplication.processEvents()
    qtbot.waitUntil(idle, timeout=WAIT_MS)
    QApplication.processEvents()


@pytest.fixture
def people(qtbot: QtBot, site: Callable[[], Database]) -> Iterator[PeopleScreen]:
    screen = PeopleScreen(PlayedApplication(register=PeopleRegister(site)))  # type: ignore[arg-type]
    qtbot.addWidget(screen)
    screen.resize(1280, 800)
    screen.show()
    yield screen
    screen.wait()


def test_people_are_listed_found_sorted_and_opened(qtbot: QtBot, people: PeopleScreen, appearance: Appearance) -> None:
    act = partial(do, qtbot, idle=lambda: not people._tasks.busy)
    panel = people.panel
    shown = panel.filtered.rowCount
    act(people.refresh)
    assert shown() == PEOPLE
    for letter in "person 19":
        act(partial(qtbot.keyClick, panel.bar.search, letter))
    assert shown() == 100
    act(panel.bar.clear)
    act(partial(panel.bar.standings.setCurrentIndex, 1 + list(Standing).index(Standing.SUSPENDED)))
    assert shown() == sum(number % 11 == 0 for number in range(2, PEOPLE + 1))
    act(panel.bar.clear)
    act(partial(panel.bar.groups.setCurrentIndex, 1))
    assert 0 < shown() < PEOPLE
    act(panel.bar.clear)
    for order in (*SortOrder, SortOrder.NAME):
        act(partial(panel.bar.orders.setCurrentIndex, list(SortOrder).index(order)))
    act(partial(people.select, PEOPLE // 2))
    act(people.edit_person)
    form = people._form
    assert form is not None
    act(partial(form._name.setText, "person 0100"))
    act(form.reject)
    act(panel.view.scrollToBottom)
    act(people.refresh)
    assert people.selected() is not None
    act(partial(people.resize, 700, 420))
    act(partial(appearance.set_language, "zh_CN"))
    act(partial(appearance.set_language, "en"))


@pytest.fixture
def events(qtbot: QtBot, site: Callable[[], Database]) -> Iterator[EventsScreen]:
    screen = EventsScreen(
        EventRecords(site), find_drift=lambda: Drift((), 0, ()), keep_days=lambda: 0, author=lambda: "ada"
    )
    qtbot.addWidget(screen)
    screen.resize(1280, 800)
    yield screen
    screen.stop()


def test_events_are_listed_found_counted_marked_and_exported(
    qtbot: QtBot, events: EventsScreen, site: Callable[[], Database], tmp_path: Path, appearance: Appearance
) -> None:
    act = partial(do, qtbot, idle=lambda: events.idle and not events.strip.busy)
    register = PeopleRegister(site)
    everybody = register.people()
    act(partial(events.set_people, everybody))
    act(events.show)
    count = events.model.rowCount
    assert count() == EVENTS
    table, filters = events.list.table, events.filters
    person, what, span, said = filters._boxes
    for row in (EVENTS // 2, EVENTS - 1, 0):
        act(partial(table.scrollTo, events.model.index(row, 0)))
    act(partial(person.setCurrentIndex, PEOPLE // 2))
    assert count() == EVENTS // PEOPLE
    act(partial(qtbot.keyClicks, person.lineEdit(), "Person 1"))
    act(filters.reset)
    for box in (what, span, said):
        for place in range(1, box.count()):
            act(partial(box.setCurrentIndex, place))
        act(filters.reset)
    assert count() == EVENTS
    act(partial(table.selectRow, 3))
    act(partial(qtbot.keyClick, table, Qt.Key.Key_End))
    act(partial(events._mark, EVENTS, Label.RIGHT, None, ""))
    act(partial(events._charts_button.click))
    act(partial(events._list_button.click))
    act(events.look_for_newer)
    act(partial(events.export_to, tmp_path / "events.csv"))
    with (tmp_path / "events.csv").open(encoding="utf-8-sig") as file:
        assert sum(1 for _ in file) == EVENTS + 1
    renamed = [*everybody[1:], everybody[0]]
    act(partial(events.set_people, renamed[1:]))
    act(partial(events.resize, 700, 420))
    act(partial(appearance.set_language, "zh_CN"))
    act(partial(appearance.set_language, "en"))
