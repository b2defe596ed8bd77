"""Guarded pairs and PINs: kept, found, bounded, and erased with the person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from faceapp.domain.errors import GuardError, PinError, StorageError, UnknownPersonError
from faceapp.domain.pins import Attempts, hash_pin
from faceapp.domain.records import AccessEvent, Outcome, Reason
from faceapp.storage.database import check_database, open_database
from faceapp.storage.events import EventsRepository
from faceapp.storage.guarded_pairs import GuardedPair, GuardedPairsRepository
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.storage.person_pins import KeptPin, PersonPinsRepository

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HASH = hash_pin("8305", bytes(range(16)))
OTHER_HASH = hash_pin("9271", bytes(range(16)))


@pytest.fixture
def people(db: Database, make_templates: Callable[..., list[NewTemplate]]) -> PeopleRepository:
    """Ann (1), Ben (2), Cem (3) and Dia (4)."""
    people = PeopleRepository(db)
    for number, name in enumerate(("Ann", "Ben", "Cem", "Dia")):
        people.enrol(name, make_templates(1, seed=number), NOW)
    return people


@pytest.fixture
def pairs(db: Database, people: PeopleRepository) -> GuardedPairsRepository:
    return GuardedPairsRepository(db)


@pytest.fixture
def pins(db: Database, people: PeopleRepository) -> PersonPinsRepository:
    return PersonPinsRepository(db)


def test_pairs_are_guarded_whichever_comes_first(pairs: GuardedPairsRepository) -> None:
    assert pairs.pairs() == []
    later = NOW + timedelta(days=1)
    expected = GuardedPair(1, 3, "root", NOW)
    assert pairs.guard(3, 1, author="root", now=NOW) == expected
    assert pairs.guard(1, 3, author="eve", now=later) == expected, "it was guarded already"
    assert pairs.guard(1, 2, author="eve", now=later) == GuardedPair(1, 2, "eve", later)
    assert pairs.pairs() == [GuardedPair(1, 2, "eve", later), expected]
    assert [pairs.is_guarded(number) for number in (1, 2, 3, 4, 99)] == [True, True, True, False, False]
    pairs.unguard(3, 1)
    assert [pairs.is_guarded(number) for number in (1, 2, 3)] == [True, True, False]


def test_a_pair_is_two_people_who_are_enrolled(pairs: GuardedPairsRepository) -> None:
    with pytest.raises(GuardError, match="two people"):
        pairs.guard(1, 1, author="root", now=NOW)
    for other in (99, 0, -1, 2**70):
        with pytest.raises(UnknownPersonError):
            pairs.guard(1, other, author="root", now=NOW)
    assert pairs.pairs() == []


@pytest.mark.parametrize("pair", [(1, 2), (2, 2), (1, 99), (1, 2**70)])
def test_what_is_not_guarded_cannot_be_unguarded(pairs: GuardedPairsRepository, pair: tuple[int, int]) -> None:
    pairs.guard(1, 3, author="root", now=NOW)
    with pytest.raises(GuardError, match="not guarded") as caught:
        pairs.unguard(*pair)
    assert "people guarded" in caught.value.hint
    assert len(pairs.pairs()) == 1


def test_a_damaged_pair_is_said_so(db: Database, pairs: GuardedPairsRepository) -> None:
    pairs.guard(1, 3, author="root", now=NOW)
    db.execute("UPDATE guarded_pairs SET created_at = 'yesterday'")
    with pytest.raises(StorageError, match="damaged"):
        pairs.pairs()
    assert pairs.is_guarded(1), "unreadable details do not open the door"


def test_a_pin_is_set_replaced_and_taken_away(pins: PersonPinsRepository) -> None:
    assert pins.find(1) is None
    assert pins.owners() == frozenset()
    pins.set(1, HASH)
    pins.set(3, OTHER_HASH)
    assert pins.find(1) == KeptPin(HASH, Attempts())
    assert pins.owners() == {1, 3}
    pins.note_attempts(1, Attempts(3, 1e9))
    pins.set(1, OTHER_HASH)
    assert pins.find(1) == KeptPin(OTHER_HASH, Attempts())
    pins.clear(1)
    assert pins.find(1) is None
    assert pins.owners() == {3}
    with pytest.raises(PinError, match="Ann has no PIN"):
        pins.clear(1)
    for unknown in (99, 2**70):
        with pytest.raises(UnknownPersonError):
            pins.set(unknown, HASH)
        with pytest.raises(UnknownPersonError):
            pins.clear(unknown)


def test_tries_in_vain_outlast_the_program(db_path: Path, pins: PersonPinsRepository) -> None:
    pins.set(1, HASH)
    failed = Attempts(6, (NOW + timedelta(microseconds=250_000)).timestamp())
    pins.note_attempts(1, failed)
    again = open_database(db_path)
    assert PersonPinsRepository(again).find(1) == KeptPin(HASH, failed)
    PersonPinsRepository(again).note_attempts(1, Attempts())
    again.close()
    assert pins.find(1) == KeptPin(HASH, Attempts())


def test_tries_at_a_pin_that_was_taken_away_are_nothing(pins: PersonPinsRepository) -> None:
    pins.note_attempts(1, Attempts(6, 1e9))
    assert pins.find(1) is None


def test_a_damaged_entry_is_said_so(db: Database, pins: PersonPinsRepository) -> None:
    pins.set(1, HASH)
    db.execute("UPDATE pins SET failures = 6, failed_at = 'yesterday'")
    with pytest.raises(StorageError, match="damaged"):
        pins.find(1)


def test_whoever_is_removed_takes_pin_and_pairs_along(
    db: Database,
    db_path: Path,
    people: PeopleRepository,
    pairs: GuardedPairsRepository,
    pins: PersonPinsRepository,
    files_hold: Callable[..., list[bool]],
) -> None:
    pairs.guard(1, 2, author="root", now=NOW)
    pairs.guard(3, 2, author="root", now=NOW)
    pairs.guard(3, 4, author="root", now=NOW)
    pins.set(2, HASH)
    pins.set(3, OTHER_HASH)
    assert files_hold(db_path.parent, HASH.encode(), OTHER_HASH.encode()) == [True, True]
    people.remove(2)
    assert [(pair.first, pair.second) for pair in pairs.pairs()] == [(3, 4)]
    assert not pairs.is_guarded(1)
    assert pins.owners() == {3}
    assert files_hold(db_path.parent, HASH.encode(), OTHER_HASH.encode()) == [False, True]
    check_database(db)


@pytest.mark.parametrize("reason", [Reason.NEEDS_PIN, Reason.WRONG_PIN, Reason.NO_PIN])
def test_denials_for_a_pin_name_the_person(db: Database, reason: Reason) -> None:
    events = EventsRepository(db)
    event = AccessEvent(None, NOW, "cam", 3, Outcome.DENIED, reason, 7, 0.8, 0.6, 5, 0.2, "e@1")
    assert reason.names_person
    stored = events.add(event)
    assert events.recent() == [stored]
    for contradiction in (replace(event, person_id=None), replace(event, outcome=Outcome.GRANTED)):
        with pytest.raises(ValueError, match="disagree"):
            events.add(contradiction)
