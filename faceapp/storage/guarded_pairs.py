"""Pairs of people whom the encoder can hardly tell apart: the door asks both for a PIN."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from faceapp.domain.errors import GuardError
from faceapp.domain.messages import Message
from faceapp.storage.database import path_of, writing
from faceapp.storage.faults import damaged, storage_errors
from faceapp.storage.people import PeopleRepository
from faceapp.storage.values import MAX_ID, instant_from_text, instant_to_text, storable_text


@dataclass(frozen=True, slots=True)
class GuardedPair:
    """Two people of whom neither is let in by the face alone.

    Attributes:
        first: Person id, the smaller one.
        second: Person id.
        author: Who wanted it.
        created_at: UTC.
    """

    first: int
    second: int
    author: str
    created_at: datetime


class GuardedPairsRepository:
    """Guarded pairs in one database.

    Args:
        db: A connection of the thread that uses this object.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._path = path_of(db)

    def guard(self, one: int, other: int, *, author: str, now: datetime) -> GuardedPair:
        """Guard a pair; where it is guarded already, that stays as it is.

        Args:
            one: Person id.
            other: Person id.
            author: Who wants it.
            now: With a time zone.

        Raises:
            GuardError: Both are the same person.
            UnknownPersonError: Nobody has one of the ids.
            StorageError: The surroundings do not allow it.
        """
        if one == other:
            raise GuardError(
                Message("A pair is two people."), hint=Message("Give the ids of two; `faceapp people list` shows them.")
            )
        with writing(self._db):
            people = PeopleRepository(self._db)
            first, second = sorted((people.get(one).person_id, people.get(other).person_id))
            self._db.execute(
                "INSERT OR IGNORE INTO guarded_pairs (first_id, second_id, author, created_at) VALUES (?, ?, ?, ?)",
                [first, second, storable_text(author), instant_to_text(now)],
            )
            return next(pair for pair in self.pairs() if (pair.first, pair.second) == (first, second))

    def unguard(self, one: int, other: int) -> None:
        """Guard a pair no more.

        Raises:
            GuardError: It is not guarded.
            StorageError: The surroundings do not allow it.
        """
        with writing(self._db):
            gone = self._db.execute(
                "DELETE FROM guarded_pairs WHERE first_id = ? AND second_id = ?",
                sorted(number if 0 < number <= MAX_ID else 0 for number in (int(one), int(other))),
            )
            if gone.rowcount == 0:
                raise GuardError(
                    Message("The people {one} and {other} are not guarded as a pair.", one=one, other=other),
                    hint=Message("`faceapp people guarded` lists those that are."),
                )

    def pairs(self) -> list[GuardedPair]:
        """Every guarded pair, by the ids.

        Raises:
            StorageError: The database cannot be read, or a pair in it is damaged.
        """
        with storage_errors(self._path):
            rows = self._db.execute(
                "SELECT first_id, second_id, author, created_at FROM guarded_pairs ORDER BY first_id, second_id"
            ).fetchall()
        try:
            return [GuardedPair(first, second, author, instant_from_text(at)) for first, second, author, at in rows]
        except (TypeError, ValueError) as error:
            raise damaged(self._path, Message("a guarded pair is unreadable ({fault})", fault=str(error))) from error

    def is_guarded(self, person_id: int) -> bool:
        """Whether a person is of any guarded pair.

        Raises:
            StorageError: The database cannot be read.
        """
        with storage_errors(self._path):
            found = self._db.execute(
                "SELECT EXISTS (SELECT 1 FROM guarded_pairs WHERE first_id = :id OR second_id = :id)",
                {"id": int(person_id)},
            ).fetchall()
        return bool(found[0][0])
