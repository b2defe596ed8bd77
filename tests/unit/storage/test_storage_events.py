"""Events: on disk when told so, kept after the person, newest first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from faceapp.domain.errors import DoorError, StorageError
from faceapp.domain.messages import Message
from faceapp.domain.records import AccessEvent, Outcome, Reason
from faceapp.storage import migrations
from faceapp.storage.database import open_database, writing
from faceapp.storage.events import EventsRepository
from faceapp.storage.people import NewTemplate, PeopleRepository

MakeTemplates = Callable[..., list[NewTemplate]]

GRANT = AccessEvent(
    event_id=None,
    occurred_at=datetime(2026, 3, 1, 12, 0, 0, 5, tzinfo=UTC),
    source="camera 0",
    track_id=3,
    outcome=Outcome.GRANTED,
    reason=Reason.MATCHED,
    person_id=17,
    score=0.875,
    threshold=0.5,
    frames=5,
    latency_s=0.25,
    encoder_id="tiny@0123456789ab",
)
DENIAL = replace(GRANT, outcome=Outcome.DENIED, reason=Reason.UNKNOWN, person_id=None, score=None)


def test_events_come_back_newest_first_after_reopening(db_path: Path) -> None:
    db = open_database(db_path)
    events = EventsRepository(db)
    given = [GRANT, DENIAL, replace(GRANT, occurred_at=datetime(2020, 1, 1, tzinfo=UTC)), replace(DENIAL, score=-0.5)]
    stored = [events.add(event) for event in given]
    assert stored == [replace(event, event_id=number) for number, event in enumerate(given, start=1)]
    db.close()

    events = EventsRepository(open_database(db_path))
    assert events.recent() == stored[::-1]
    assert events.recent(limit=2) == [stored[3], stored[2]]
    assert events.count() == 4


def test_an_empty_record_is_empty(db: Database) -> None:
    events = EventsRepository(db)
    assert (events.recent(), events.count()) == ([], 0)
    with pytest.raises(ValueError):
        events.recent(limit=0)


def test_the_doors_answer_is_added_to_its_event(db: Database) -> None:
    events = EventsRepository(db)
    first, second = events.add(GRANT), events.add(GRANT)
    assert first.event_id is not None
    events.set_door(first.event_id, "opened")
    assert events.recent() == [second, replace(first, door="opened")]
    with pytest.raises(StorageError, match="no event 99"):
        events.set_door(99, "opened")


def made_of(said: object) -> object:
    if not isinstance(said, Message):
        return said
    return said.template, {name: made_of(value) for name, value in said.values.items()}


def test_a_doors_fault_comes_back_as_the_message_it_was(db: Database) -> None:
    events = EventsRepository(db)
    fault = DoorError(Message("Relay {number} is {how}.", number=3, how=Message("jammed")), hint=Message("Oil it."))
    first, second = events.add(GRANT), events.add(replace(GRANT, door=fault.message))
    assert first.event_id is not None
    events.set_door(first.event_id, fault.message)
    for event in events.recent():
        assert event.door == "Relay 3 is jammed. Oil it."
        assert made_of(event.door) == made_of(fault.message)
    events.set_door(first.event_id, "opened")
    assert events.get(first.event_id).door == "opened"
    assert not isinstance(events.get(first.event_id).door, Message)
    assert second.door == fault.message


@pytest.mark.parametrize(
    "stored",
    [
        None,
        "",
        "{",
        "3",
        "[]",
        "{}",
        '{"template": "Other.", "values": {}}',
        '{"template": "{a}", "values": {}}',
        '{"template": "It jams.", "values": 3}',
    ],
)
def test_a_doors_fault_without_its_parts_is_a_plain_text(db: Database, stored: str | None) -> None:
    events = EventsRepository(db)
    events.add(replace(GRANT, door="It jams."))
    with writing(db):
        db.execute("UPDATE events SET door_message = ?", [stored])
    assert events.recent()[0].door == "It jams."
    assert type(events.recent()[0].door) is str


def test_a_fault_on_record_from_before_stays_readable(db_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "STEPS", migrations.STEPS[:9])
        db = open_database(db_path)
    with writing(db):
        db.execute(
            "INSERT INTO events (occurred_at, source, track_id, outcome, reason, person_id, score, threshold, frames,"
            " latency_s, encoder_id, door) VALUES ('2026-03-01T12:00:00+00:00', 'camera 0', 3, 'granted', 'matched',"
            " 17, 0.875, 0.5, 5, 0.25, 'tiny@0123456789ab', 'The relay does not answer.')"
        )
    db.close()
    db = open_database(db_path)
    assert [event.door for event in EventsRepository(db).recent()] == ["The relay does not answer."]
    db.close()


def test_events_keep_the_id_of_a_removed_person(db: Database, make_templates: MakeTemplates) -> None:
    people, events = PeopleRepository(db), EventsRepository(db)
    person = people.enrol("A", make_templates(1), GRANT.occurred_at)
    stored = events.add(replace(GRANT, person_id=person.person_id))
    people.remove(person.person_id)
    assert events.recent() == [stored]


@pytest.mark.parametrize(
    "event",
    [
        replace(GRANT, score=None),
        replace(GRANT, score=float("nan")),
        replace(DENIAL, score=float("inf")),
        replace(GRANT, threshold=float("nan")),
        replace(GRANT, person_id=None),
        replace(GRANT, reason=Reason.UNKNOWN),
        replace(DENIAL, reason=Reason.MATCHED),
        replace(DENIAL, person_id=17),
        replace(GRANT, event_id=1),
        replace(GRANT, occurred_at=datetime(2026, 3, 1)),
    ],
)
def test_an_event_that_contradicts_itself_is_refused(db: Database, event: AccessEvent) -> None:
    events = EventsRepository(db)
    with pytest.raises(ValueError):
        events.add(event)
    assert events.count() == 0


def test_a_damaged_event_is_named(db: Database) -> None:
    events = EventsRepository(db)
    events.add(DENIAL)
    db.execute("UPDATE events SET reason = 'whim'")
    with pytest.raises(StorageError, match="event 1"):
        events.recent()


def test_ids_from_a_numpy_index_are_stored_as_numbers(db: Database) -> None:
    events = EventsRepository(db)
    stored = events.add(replace(GRANT, person_id=np.int64(17), score=np.float32(0.5)))  # type: ignore[arg-type]
    assert events.recent() == [stored]
    assert type(events.recent()[0].person_id) is int


def test_text_that_utf8_cannot_hold_is_stored_all_the_same(db: Database) -> None:
    events = EventsRepository(db)
    events.add(replace(DENIAL, source="clip\udcff.mkv"))
    assert events.recent()[0].source == "clip?.mkv"


def test_a_full_disk_stores_no_event_and_says_so(db: Database) -> None:
    events = EventsRepository(db)
    stored = events.add(GRANT)
    pages = db.execute("PRAGMA page_count").fetchall()[0][0]
    db.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    with pytest.raises(StorageError, match="disk is full"):
        events.add(replace(GRANT, source="s" * 5000))
    assert events.recent() == [stored]


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a POSIX signal")
def test_an_event_survives_a_kill_right_after_it_was_added(db_path: Path) -> None:
    run = (
        "import os, signal, sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]);"
        "from test_storage_events import GRANT, EventsRepository, open_database;"
        "EventsRepository(open_database(Path(sys.argv[1]))).add(GRANT); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", run, str(db_path), str(Path(__file__).parent)], capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert EventsRepository(open_database(db_path)).recent() == [replace(GRANT, event_id=1)]
