"""First the record, then the door."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from faceapp.devices.door import SimulatedDoor
from faceapp.domain.errors import DoorError, StorageError, UnknownPersonError
from faceapp.domain.messages import Message
from faceapp.domain.pins import FREE_TRIES, hash_pin
from faceapp.domain.records import AccessEvent, Decision, Outcome, Person, Reason
from faceapp.services.access import AccessControl
from faceapp.services.second_factor import SecondFactor
from faceapp.storage.database import open_database
from faceapp.storage.events import EventsRepository
from faceapp.storage.guarded_pairs import GuardedPairsRepository
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.storage.person_pins import PersonPinsRepository

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
    return make_access(events, door, person_of=lambda number: replace(ADA, person_id=number))


def make_access(
    events: EventsRepository,
    door: WatchingDoor | JammedDoor | SimulatedDoor | None,
    *,
    person_of: Callable[[int], Person],
    similarity: str = "cosine",
    clock: Callable[[], datetime] = lambda: NOW,
) -> AccessControl:
    database = events._db
    second_factor = SecondFactor(GuardedPairsRepository(database), PersonPinsRepository(database))
    return AccessControl(
        events, door, clock, "default@abc", similarity, person_of=person_of, second_factor=second_factor
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
    access = make_access(events, None, similarity=similarity, person_of=lambda _: ADA)
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
    assert isinstance(event.door, Message)
    stored = EventsRepository(database).recent()[0].door
    assert stored == event.door
    assert isinstance(stored, Message)
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
    access = make_access(events, door, person_of=lambda _: person)
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
    access = make_access(EventsRepository(database), door, person_of=person_of)
    event = access.carry_out(GRANT, source="cam", track_id=3)
    assert (event.outcome, event.reason, event.person_id) == (Outcome.DENIED, reason, None)
    assert not door.pulses
    database.close()


@dataclass
class Site:
    """Ada (1) and Ben (2) look alike, Cem (3) like nobody; Ada has the PIN 8305."""

    access: AccessControl
    events: EventsRepository
    pins: PersonPinsRepository
    people: PeopleRepository
    door: SimulatedDoor
    database: Database
    now: datetime = NOW

    def grant(self, person_id: int) -> Decision:
        return replace(GRANT, person_id=person_id)

    def carry_out(self, person_id: int) -> AccessEvent:
        return self.access.carry_out(self.grant(person_id), source="cam", track_id=3)

    def enter(self, person_id: int, pin: str) -> AccessEvent:
        return self.access.carry_out_with_pin(self.grant(person_id), pin, source="cam", track_id=3)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    database = open_database(tmp_path / "a.db")
    people, pins = PeopleRepository(database), PersonPinsRepository(database)
    unit = np.eye(1, 4, dtype=np.float32)[0]
    for name in ("Ada", "Ben", "Cem"):
        people.enrol(name, [NewTemplate(unit, "default@abc", 1.0, "photo")], NOW)
    GuardedPairsRepository(database).guard(1, 2, author="root", now=NOW)
    pins.set(1, hash_pin("8305"))
    events, door = EventsRepository(database), SimulatedDoor(lambda: 0.0)
    access = make_access(events, door, person_of=people.get, clock=lambda: made.now)
    made = Site(access, events, pins, people, door, database)
    yield made
    database.close()


def test_who_looks_like_nobody_needs_no_pin(site: Site) -> None:
    assert site.carry_out(3).outcome is Outcome.GRANTED
    assert len(site.door.pulses) == 1


@pytest.mark.parametrize(("person_id", "reason"), [(1, Reason.NEEDS_PIN), (2, Reason.NO_PIN)])
def test_the_face_alone_does_not_open_for_a_guarded_pair(site: Site, person_id: int, reason: Reason) -> None:
    event = site.carry_out(person_id)
    assert (event.outcome, event.reason, event.person_id, event.door) == (Outcome.DENIED, reason, person_id, "closed")
    assert event.score == GRANT.score
    assert site.events.recent() == [event]
    assert not site.door.pulses


def test_a_denial_stays_the_denial_that_it_is(site: Site) -> None:
    assert site.access.carry_out(DENIAL, source="cam", track_id=3).reason is Reason.UNKNOWN
    assert site.access.carry_out_with_pin(DENIAL, "8305", source="cam", track_id=3).reason is Reason.UNKNOWN
    assert not site.door.pulses


def test_the_right_pin_opens_after_a_second_event(site: Site) -> None:
    asked, let_in = site.carry_out(1), site.enter(1, "8305")
    assert (let_in.outcome, let_in.reason, let_in.person_id, let_in.door) == (
        *(Outcome.GRANTED, Reason.MATCHED, 1),
        "opened",
    )
    assert site.events.recent() == [let_in, asked]
    assert len(site.door.pulses) == 1


def test_a_wrong_pin_is_on_record_and_opens_nothing(site: Site) -> None:
    event = site.enter(1, "8306")
    assert (event.outcome, event.reason, event.person_id) == (Outcome.DENIED, Reason.WRONG_PIN, 1)
    assert site.events.recent() == [event]
    assert not site.door.pulses


def test_the_other_ones_pin_is_a_wrong_pin(site: Site) -> None:
    site.pins.set(2, hash_pin("9271"))
    assert site.enter(1, "9271").reason is Reason.WRONG_PIN
    assert site.enter(2, "8305").reason is Reason.WRONG_PIN
    assert site.enter(2, "9271").outcome is Outcome.GRANTED


def test_whoever_has_no_pin_cannot_enter_one(site: Site) -> None:
    assert site.enter(2, "8305").reason is Reason.NO_PIN
    assert not site.door.pulses


def test_tries_are_bounded_for_each_person(site: Site) -> None:
    site.pins.set(2, hash_pin("9271"))
    for _ in range(FREE_TRIES):
        assert site.access.pin_pause_left_s(1) == 0.0
        assert site.enter(1, "8306").reason is Reason.WRONG_PIN
    assert site.access.pin_pause_left_s(1) == 30.0
    assert site.enter(1, "8305").reason is Reason.WRONG_PIN, "the right one, during the pause"
    assert site.enter(2, "9271").outcome is Outcome.GRANTED
    assert site.events.count() == FREE_TRIES + 2
    site.now += timedelta(seconds=30)
    assert site.access.pin_pause_left_s(1) == 0.0
    assert site.enter(1, "8306").reason is Reason.WRONG_PIN
    assert site.access.pin_pause_left_s(1) == 60.0
    site.now += timedelta(seconds=60)
    assert site.enter(1, "8305").outcome is Outcome.GRANTED
    assert site.pins.find(1).attempts.failures == 0
    assert site.access.pin_pause_left_s(3) == 0.0


def test_a_restart_does_not_end_a_pause(site: Site) -> None:
    for _ in range(FREE_TRIES):
        site.enter(1, "8306")
    again = make_access(EventsRepository(site.database), site.door, person_of=site.people.get, clock=lambda: site.now)
    assert again.pin_pause_left_s(1) == 30.0
    event = again.carry_out_with_pin(site.grant(1), "8305", source="cam", track_id=3)
    assert event.reason is Reason.WRONG_PIN


def test_a_pin_does_not_open_for_whom_was_suspended_or_removed_meanwhile(site: Site) -> None:
    site.people.change(1, lambda person: replace(person, suspended=True))
    assert site.enter(1, "8305").reason is Reason.NOT_NOW
    site.people.remove(1)
    event = site.enter(1, "8305")
    assert (event.reason, event.person_id) == (Reason.UNKNOWN, None)
    assert not site.door.pulses


@pytest.mark.parametrize("pin", ["8305", "8306"])
def test_a_damaged_pin_opens_nothing(site: Site, pin: str) -> None:
    site.pins.set(1, "scrypt$damaged")
    assert site.carry_out(1).reason is Reason.NEEDS_PIN
    event = site.enter(1, pin)
    assert (event.outcome, event.reason, event.person_id) == (Outcome.DENIED, Reason.ERROR, None)
    assert not site.door.pulses


@pytest.mark.parametrize("table", ["guarded_pairs", "pins"])
def test_where_it_cannot_be_told_whether_a_pin_is_wanted_the_door_stays_shut(
    site: Site, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    def broken(*_: object) -> None:
        raise StorageError("The database is damaged.", hint="Restore a copy.")

    monkeypatch.setattr(GuardedPairsRepository, "is_guarded", broken if table == "guarded_pairs" else lambda *_: True)
    monkeypatch.setattr(PersonPinsRepository, "find", broken)
    event = site.carry_out(3)
    assert (event.outcome, event.reason, event.person_id) == (Outcome.DENIED, Reason.ERROR, None)
    assert not site.door.pulses


def test_a_try_that_cannot_be_counted_is_not_right_either(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.enter(1, "8306")

    def full(*_: object) -> None:
        raise StorageError("The disk is full.", hint="Free some space.")

    monkeypatch.setattr(PersonPinsRepository, "note_attempts", full)
    for pin in ("8306", "8305"):
        assert site.enter(1, pin).reason is Reason.ERROR
    assert not site.door.pulses


def test_the_same_pair_unguarded_needs_no_pin_any_more(site: Site) -> None:
    GuardedPairsRepository(site.database).unguard(2, 1)
    assert site.carry_out(1).outcome is Outcome.GRANTED
    assert site.carry_out(2).outcome is Outcome.GRANTED
