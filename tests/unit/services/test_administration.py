"""The administrator's PIN on a real database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from faceapp.domain.errors import PinError, StorageError
from faceapp.domain.pins import FREE_TRIES
from faceapp.services.administration import Administration
from faceapp.storage.database import open_database
from faceapp.storage.settings import SettingsRepository

PIN, OTHER = "739154", "739155"


class Clock:
    now_s = 1_000_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Callable[[], Database]:
    return lambda: open_database(tmp_path / "faceapp.db")


@pytest.fixture
def administration(database: Callable[[], Database], clock: Clock) -> Administration:
    return Administration(database, clock)


def test_without_a_pin_nothing_is_locked(administration: Administration) -> None:
    assert not administration.is_protected()
    assert administration.try_pin("1234").right


def test_a_first_pin_replaces_no_other(administration: Administration) -> None:
    assert administration.set_first_pin(PIN)
    assert not administration.set_first_pin(OTHER)
    assert administration.try_pin(PIN).right
    assert not administration.try_pin(OTHER).right
    assert len(administration.pin_changes()) == 1


def test_a_pin_is_kept_as_a_hash(administration: Administration, database: Callable[[], Database]) -> None:
    administration.set_pin(PIN)
    assert administration.is_protected()
    opened = database()
    assert PIN not in str(SettingsRepository(opened).all())
    opened.close()
    assert administration.try_pin(PIN).right
    assert not administration.try_pin(OTHER).right


def test_what_cannot_be_a_pin_leaves_the_one_before(administration: Administration) -> None:
    administration.set_pin(PIN)
    with pytest.raises(PinError):
        administration.set_pin("1234")
    assert administration.try_pin(PIN).right


def test_guessing_is_slowed_down_across_starts(
    administration: Administration, database: Callable[[], Database], clock: Clock
) -> None:
    administration.set_pin(PIN)
    for _ in range(FREE_TRIES):
        last = administration.try_pin(OTHER)
    assert last.pause_s > 0
    begun_anew = Administration(database, clock)
    assert not begun_anew.try_pin(PIN).right  # not even looked at
    clock.now_s += last.pause_s
    assert begun_anew.try_pin(PIN).right
    assert begun_anew.try_pin(OTHER).pause_s == 0  # the free tries are back


def test_a_damaged_record_of_the_tries_gives_none_back(
    administration: Administration, database: Callable[[], Database], clock: Clock
) -> None:
    administration.set_pin(PIN)
    opened = database()
    SettingsRepository(opened).set("admin.failures", "none")
    opened.close()
    clock.now_s = 100.0
    assert administration.try_pin(PIN).pause_s > 0


def test_a_forgotten_pin_can_be_removed(administration: Administration) -> None:
    administration.set_pin(PIN)
    administration.try_pin(OTHER)
    administration.remove_pin()
    assert not administration.is_protected()
    assert administration.try_pin(OTHER).right


def test_every_change_is_on_record_and_never_the_digits(database: Callable[[], Database], clock: Clock) -> None:
    authors = iter(["anna", "ben", "cleo"])
    administration = Administration(database, clock, lambda: next(authors))
    assert administration.pin_changes() == []
    administration.remove_pin()  # there is none: nothing happened
    administration.set_pin(PIN)
    clock.now_s += 60
    administration.set_pin(OTHER)
    clock.now_s += 60
    administration.remove_pin()
    assert not administration.is_protected()
    assert [
        (change.kind.value, change.author, change.changed_at.timestamp()) for change in administration.pin_changes()
    ] == [
        ("removed", "cleo", 1_000_120.0),
        ("changed", "ben", 1_000_060.0),
        ("set", "anna", 1_000_000.0),
    ]
    assert [change.author for change in administration.pin_changes(limit=1)] == ["cleo"]
    opened = database()
    dump = "\n".join(opened.conn.iterdump())
    opened.close()
    assert PIN not in dump and OTHER not in dump


def test_what_cannot_be_put_on_record_is_not_done(database: Callable[[], Database], clock: Clock) -> None:
    def nobody() -> str:
        raise StorageError("Nobody is there.", hint="Come back.")

    Administration(database, clock).set_pin(PIN)
    administration = Administration(database, clock, nobody)
    with pytest.raises(StorageError):
        administration.set_pin(OTHER)
    with pytest.raises(StorageError):
        administration.remove_pin()
    assert administration.try_pin(PIN).right
    assert len(administration.pin_changes()) == 1


def test_a_damaged_record_of_changes_is_told(database: Callable[[], Database], clock: Clock) -> None:
    administration = Administration(database, clock)
    administration.set_pin(PIN)
    opened = database()
    opened.execute("UPDATE admin_pin_changes SET created_at = 'yesterday'")
    opened.conn.commit()
    opened.close()
    with pytest.raises(StorageError, match="a change of the PIN is unreadable"):
        administration.pin_changes()
