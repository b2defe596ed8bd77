"""First the record, then the door."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from faceapp.devices.door import SimulatedDoor
from faceapp.domain.errors import DoorError, StorageError, UnknownPersonError
from faceapp.domain.records import Decision, Outcome, Person, Reason
from faceapp.services.access import AccessControl
from faceapp.storage.database import open_database
from faceapp.storage.events import EventsRepository

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
TODAY = NOW.astimezone().date()
ADA = Person(7, "Ada", 3, NOW)
GRANT = Decision(Outcome.GRANTED, Reason.MATCHED, 7, 0.8, 0.6, 5, 0.2, "It matched.")
DENIAL = Decision(Outcome.DENIED, Reason.UNKNOWN, None, 0.3, 0.6, 5, 2.0, "Nobody is alike.")


class WatchingDoor:
    """Looks at the database, through its own connection, at the moment it is asked to open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.seen: list[int] = []

    def pulse(self, event_id: int) -> None:
        database = open_database(self._path)
        self.seen += [event.event_id for event in EventsRepository(database).recent() if event.event_id == event_id]
        database.close()

    def close(self) -> None:
        """Nothing to free."""


class JammedDoor:
    def pulse(self, event_id: int) -> None:
        raise DoorError("The relay does not answer.", hint="Check its cable.")

    def close(self) -> None:
        """Nothing to free."""


def access_for(events: EventsRepository, door: WatchingDoor | JammedDoor | SimulatedDoor | None) -> AccessControl:
    return AccessControl(
        events, door, lambda: NOW, "default@abc", person_of=lambda number: replace(ADA, person_id=number)
    )


def test_the_event_is_on_disk_when_the_door_is_asked_to_open(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.db")
    door = WatchingDoor(tmp_path / "a.db")
    event = access_for(EventsRepository(database), door).carry_out(GRANT, source="cam", track_id=3)
    assert door.seen == [event.event_id]
    assert event.door == "opened"
    assert EventsRepository(database).recent()[0].door == "opened"
    database.close()


@pytest.mark.parametrize("similarity", ["cosine", "scorer@0123"])
def test_the_event_tells_whose_score_it_holds(tmp_path: Path, similarity: str) -> None:
    database = open_database(tmp_path / "a.db")
    events = EventsRepository(database)
    access = AccessControl(events, None, lambda: NOW, "default@abc", similarity, person_of=lambda _: ADA)
    access.carry_out(DENIAL, source="cam", track_id=3)
    assert [(event.encoder_id, event.similarity) for event in events.recent()] == [("default@abc", similarity)]
    database.close()


def test_where_there_is_no_door_none_is_said_to_have_opened(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.db")
    event = access_for(EventsRepository(database), None).carry_out(GRANT, source="cam", track_id=3)
    assert (event.outcome, event.door) == (Outcome.GRANTED, "closed")
    assert EventsRepository(database).recent() == [event]
    database.close()


def test_an_entry_whose_door_could_not_be_noted_is_told_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database(tmp_path / "a.db")
    events, door = EventsRepository(database), SimulatedDoor(lambda: 0.0)

    def full(*_: object) -> None:
        raise StorageError("The disk is full.", hint="Free some space.")

    monkeypatch.setattr(events, "set_door", full)
    event = access_for(events, door).carry_out(GRANT, source="cam", track_id=3)
    assert event.door == "opened" and len(door.pulses) == 1
    database.close()


def test_a_denial_is_recorded_and_opens_nothing(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.db")
    door = SimulatedDoor(time.monotonic)
    event = access_for(EventsRepository(database), door).carry_out(DENIAL, source="cam", track_id=3)
    assert len(door.pulses) == 0
    assert event.event_id is not None and event.door == "closed" and event.person_id is None
    database.close()


def test_without_a_record_the_door_stays_shut(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.db")
    database.execute(f"PRAGMA max_page_count = {database.execute('PRAGMA page_count').fetchone()[0]}")
    door = SimulatedDoor(time.monotonic)
    access = access_for(EventsRepository(database), door)
    with pytest.raises(StorageError, match="full"):
        for _ in range(1000):  # until the pages that are left are used up
            door_opened_before = len(door.pulses)
            access.carry_out(GRANT, source="cam", track_id=3)
    assert len(door.pulses) == door_opened_before
    stored = EventsRepository(database).count()
    assert stored == len(door.pulses)
    database.close()


def test_a_jammed_door_is_on_record(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.db")
    event = access_for(EventsRepository(database), JammedDoor()).carry_out(GRANT, source="cam", track_id=3)
    assert event.door == "The relay does not answer. Check its cable."
    assert EventsRepository(database).recent()[0].door == event.door
    database.close()


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (ADA, Reason.MATCHED),
        (replace(ADA, valid_from=TODAY, valid_until=TODAY), Reason.MATCHED),
        (replace(ADA, suspended=True), Reason.NOT_NOW),
        (replace(ADA, valid_until=TODAY - timedelta(days=1)), Reason.NOT_NOW),
        (replace(ADA, valid_from=TODAY + timedelta(days=1)), Reason.NOT_NOW),
    ],
)
def test_only_who_may_enter_now_is_let_in_and_either_is_on_record(
    tmp_path: Path, person: Person, reason: Reason
) -> None:
    database = open_database(tmp_path / "a.db")
    door = SimulatedDoor(lambda: 0.0)
    events = EventsRepository(database)
    access = AccessControl(events, door, lambda: NOW, "default@abc", person_of=lambda _: person)
    event = access.carry_out(GRANT, source="cam", track_id=3)
    granted = reason is Reason.MATCHED
    assert (event.outcome is Outcome.GRANTED, event.reason, event.person_id) == (granted, reason, 7)
    assert len(door.pulses) == granted
    assert events.recent() == [event]
    database.close()


def nobody(_: int) -> Person:
    raise UnknownPersonError("There is no person with the id 7.", hint="List them.")


def damaged(_: int) -> Person:
    raise StorageError("The database is damaged.", hint="Restore a copy.")


@pytest.mark.parametrize(("person_of", "reason"), [(nobody, Reason.UNKNOWN), (damaged, Reason.ERROR)])
def test_where_it_cannot_be_told_whether_somebody_may_enter_the_door_stays_shut(
    tmp_path: Path, person_of: Callable[[int], Person], reason: Reason
) -> None:
    database = open_database(tmp_path / "a.db")
    door = SimulatedDoor(lambda: 0.0)
    access = AccessControl(EventsRepository(database), door, lambda: NOW, "default@abc", person_of=person_of)
    event = access.carry_out(GRANT, source="cam", track_id=3)
    assert (event.outcome, event.reason, event.person_id) == (Outcome.DENIED, reason, None)
    assert not door.pulses
    database.close()
