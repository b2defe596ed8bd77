"""Searching, counting and erasing events against plain loops over all of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from faceapp.domain.errors import StorageError
from faceapp.domain.event_filter import PAGE_EVENTS, EventFilter, RecordedEvent
from faceapp.domain.event_labels import Label
from faceapp.domain.records import AccessEvent, Outcome, Reason
from faceapp.storage.database import writing
from faceapp.storage.event_labels import EventLabelsRepository
from faceapp.storage.event_search import EventSearch
from faceapp.storage.events import EventsRepository
from faceapp.storage.people import NewTemplate, PeopleRepository

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
COUNT = 2 * PAGE_EVENTS + 50
INSERT = """INSERT INTO events (occurred_at, source, track_id, outcome, reason, person_id, score, threshold, frames,
    latency_s, encoder_id, door, similarity) VALUES (?, ?, 1, ?, ?, ?, 0.5, 0.4, ?, ?, 'e@0', 'closed', 'cosine')"""


@pytest.fixture
def everything(db: Database, make_templates: Callable[..., list[NewTemplate]]) -> list[RecordedEvent]:
    """Many events, some of them marked; newest first."""
    chance = random.Random(1)
    for name in ("Ann", "Bob", "Cem"):
        PeopleRepository(db).enrol(name, make_templates(1), BEGIN)
    rows = []
    for number in range(COUNT):
        reason = chance.choice(list(Reason))
        granted = reason is Reason.MATCHED
        at = (BEGIN + timedelta(minutes=7 * number)).isoformat(timespec="microseconds")
        outcome = Outcome.GRANTED if granted else Outcome.DENIED
        frames = 0 if reason is Reason.UNUSABLE else 4
        person = chance.randint(1, 3) if reason.names_person else None
        rows.append((at, "front", outcome, reason, person, frames, number / 1000))
    with writing(db):
        db.conn.executemany(INSERT, rows)
    labels = EventLabelsRepository(db)
    events = EventsRepository(db).recent(COUNT)
    for event in chance.sample(events, 60):
        assert event.event_id is not None
        said = {"author": "me", "now": BEGIN}
        if event.outcome is Outcome.GRANTED:
            labels.mark(event.event_id, chance.choice([Label.WRONG_PERSON, Label.RIGHT]), **said)
        elif event.reason.names_person:
            labels.mark(event.event_id, Label.RIGHT, **said)
        else:
            labels.mark(event.event_id, Label.MISSED, person_id=chance.randint(1, 3), **said)
        if chance.random() < 0.3:
            labels.clear(event.event_id, **said)
    holding = labels.current()
    return [RecordedEvent(event, holding.get(event.event_id or 0)) for event in events]


def wanted_by(wanted: EventFilter, recorded: RecordedEvent) -> bool:
    event, label = recorded.event, recorded.label
    person = wanted.person_id in (event.person_id, None if label is None else label.person_id)
    return (
        (wanted.person_id is None or person)
        and wanted.outcome in (None, event.outcome)
        and wanted.reason in (None, event.reason)
        and (wanted.since is None or event.occurred_at >= wanted.since)
        and (wanted.until is None or event.occurred_at < wanted.until)
        and wanted.label in (None, None if label is None else label.label)
        and not (wanted.unmarked and label is not None)
    )


FILTERS = [
    EventFilter(),
    EventFilter(person_id=2),
    EventFilter(person_id=99),
    EventFilter(outcome=Outcome.GRANTED),
    EventFilter(outcome=Outcome.DENIED),
    EventFilter(reason=Reason.AMBIGUOUS),
    EventFilter(outcome=Outcome.GRANTED, reason=Reason.UNKNOWN),
    EventFilter(since=BEGIN + timedelta(minutes=700), until=BEGIN + timedelta(minutes=1400)),
    EventFilter(label=Label.MISSED),
    EventFilter(label=Label.WRONG_PERSON, person_id=1),
    EventFilter(unmarked=True, outcome=Outcome.DENIED),
]


@pytest.mark.parametrize("wanted", FILTERS)
def test_pages_hold_what_is_wanted(db: Database, everything: list[RecordedEvent], wanted: EventFilter) -> None:
    search = EventSearch(db)
    expected = [recorded for recorded in everything if wanted_by(wanted, recorded)]
    pages = search.pages(wanted)
    assert pages.count == len(expected)
    assert [event for page in range(len(pages.first_ids)) for event in search.page(pages, page)] == expected
    for row in (0, len(expected) // 2, len(expected) - 1):
        if expected:
            page, place = pages.place(row)
            assert search.page(pages, page)[place] == expected[row]
    assert [event for page in search.oldest_first(wanted) for event in page] == expected[::-1]


@pytest.mark.parametrize("wanted", FILTERS)
def test_counts_are_of_what_is_wanted(db: Database, everything: list[RecordedEvent], wanted: EventFilter) -> None:
    plain = Counter(
        (at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0), recorded.event.reason)
        for recorded in everything
        if wanted_by(wanted, recorded)
        for at in [recorded.event.occurred_at]
    )
    counted = EventSearch(db).counts(wanted)
    assert {(quarter.start, quarter.reason): quarter.count for quarter in counted} == dict(plain)


def test_events_that_arrive_are_put_on_top(db: Database, everything: list[RecordedEvent]) -> None:
    search = EventSearch(db)
    denied = EventFilter(outcome=Outcome.DENIED)
    pages = search.pages(denied)
    assert search.with_newer(pages) == pages
    template = next(recorded.event for recorded in everything if recorded.event.outcome is Outcome.DENIED)
    granted = next(recorded.event for recorded in everything if recorded.event.outcome is Outcome.GRANTED)
    new: list[AccessEvent] = [
        EventsRepository(db).add(replace(event, event_id=None)) for event in (template, granted, template)
    ]
    newer = search.with_newer(pages)
    assert newer == search.pages(denied)
    assert [recorded.event for recorded in search.page(newer, 0)[:2]] == [new[2], new[0]]
    assert newer.seen_id == new[2].event_id


def test_no_events(db: Database) -> None:
    search = EventSearch(db)
    pages = search.pages(EventFilter())
    assert (pages.count, pages.first_ids, pages.seen_id) == (0, (), 0)
    assert list(search.oldest_first(EventFilter())) == []
    assert search.counts(EventFilter()) == ()
    assert search.latencies_s(5) == []
    assert search.sources() == []


def test_latencies_are_the_latest_of_usable_faces(db: Database, everything: list[RecordedEvent]) -> None:
    expected = [recorded.event.latency_s for recorded in everything if recorded.event.frames][:7]
    assert EventSearch(db).latencies_s(7) == expected
    assert EventSearch(db).sources() == ["front"]


def test_what_is_old_is_erased_with_what_was_said_of_it(
    db: Database, everything: list[RecordedEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("faceapp.storage.event_search._ERASED_AT_ONCE", 10)
    limit = everything[100].event.occurred_at
    assert EventSearch(db).erase_before(limit) == COUNT - 101
    assert [recorded.event for recorded in everything[:101]] == EventsRepository(db).recent(COUNT)
    kept = {recorded.event_id for recorded in everything[:101]}
    told = {event_id for (event_id,) in db.execute("SELECT event_id FROM event_labels").fetchall()}
    assert told == {recorded.event_id for recorded in everything[:101] if recorded.label is not None} | (told & kept)
    assert EventSearch(db).erase_before(limit) == 0


def test_a_page_with_erased_events_is_shorter(db: Database, everything: list[RecordedEvent]) -> None:
    search = EventSearch(db)
    pages = search.pages(EventFilter())
    search.erase_before(everything[-20].event.occurred_at)
    assert len(search.page(pages, len(pages.first_ids) - 1)) == PAGE_EVENTS - 19


def test_a_damaged_event_is_told(db: Database, everything: list[RecordedEvent]) -> None:
    with writing(db):
        db.execute("UPDATE events SET reason = 'tired' WHERE id = 3 AND outcome = 'denied'")
        db.execute("UPDATE events SET outcome = 'denied', reason = 'tired', person_id = NULL WHERE id = 3")
    with pytest.raises(StorageError, match="damaged"):
        EventSearch(db).counts(EventFilter())
