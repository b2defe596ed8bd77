"""Who is guarded and who has a PIN, as an administrator keeps it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

from sqlite_utils import Database

from faceapp.domain.pins import hash_pin
from faceapp.storage.guarded_pairs import GuardedPair, GuardedPairsRepository
from faceapp.storage.people import PeopleRepository
from faceapp.storage.person_pins import PersonPinsRepository


class GuardRegister:
    """Works on the guarded pairs and PINs of one database; its methods may be called from any thread.

    A door that runs takes up every change with its next decision.

    Args:
        database: Opens a connection for the calling thread, which is closed again.
    """

    def __init__(self, database: Callable[[], Database]) -> None:
        self._database = database

    def pairs(self) -> list[GuardedPair]:
        """Every guarded pair; see `GuardedPairsRepository.pairs`."""
        with closing(self._database()) as database:
            return GuardedPairsRepository(database).pairs()

    def guard(self, one: int, other: int, *, author: str) -> GuardedPair:
        """Let neither of two people in by the face alone; see `GuardedPairsRepository.guard`."""
        with closing(self._database()) as database:
            return GuardedPairsRepository(database).guard(one, other, author=author, now=datetime.now(UTC))

    def unguard(self, one: int, other: int) -> None:
        """Let both in by the face alone again; see `GuardedPairsRepository.unguard`."""
        with closing(self._database()) as database:
            GuardedPairsRepository(database).unguard(one, other)

    def with_pin(self) -> frozenset[int]:
        """Ids of everybody who has a PIN.

        Raises:
            StorageError: The database cannot be read.
        """
        with closing(self._database()) as database:
            return PersonPinsRepository(database).owners()

    def set_pin(self, person_id: int, pin: str) -> None:
        """Give a person a PIN, in place of any other; takes some 50 ms, so never on a window's main thread.

        Raises:
            PinError: The digits cannot be a PIN.
            UnknownPersonError: Nobody has this id.
            StorageError: The surroundings do not allow it.
        """
        with closing(self._database()) as database:
            PeopleRepository(database).get(person_id)  # told before anything else
            PersonPinsRepository(database).set(person_id, hash_pin(pin))

    def clear_pin(self, person_id: int) -> None:
        """Take a person's PIN away; see `PersonPinsRepository.clear`."""
        with closing(self._database()) as database:
            PersonPinsRepository(database).clear(person_id)
