"""People's PINs, as hashes, and how often they were tried in vain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from faceapp.domain.errors import PinError
from faceapp.domain.messages import Message
from faceapp.domain.pins import Attempts
from faceapp.storage.database import path_of, writing
from faceapp.storage.faults import damaged, storage_errors
from faceapp.storage.people import PeopleRepository
from faceapp.storage.values import instant_from_text, instant_to_text


@dataclass(frozen=True, slots=True)
class KeptPin:
    """What is kept of a person's PIN.

    Attributes:
        hash: See `faceapp.domain.pins.hash_pin`.
        attempts: Tries in vain; its clock is the seconds since 1970, UTC, so that a restart does not end a pause.
    """

    hash: str
    attempts: Attempts


class PersonPinsRepository:
    """PINs in one database.

    Args:
        db: A connection of the thread that uses this object.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._path = path_of(db)

    def set(self, person_id: int, hashed: str) -> None:
        """Give a person a PIN, in place of any other; tries in vain are forgotten.

        Args:
            person_id: Whose.
            hashed: What `hash_pin` made of it.

        Raises:
            UnknownPersonError: Nobody has this id.
            StorageError: The surroundings do not allow it.
        """
        with writing(self._db):
            person = PeopleRepository(self._db).get(person_id)
            self._db.execute(
                "INSERT INTO pins (person_id, hash) VALUES (?, ?) ON CONFLICT (person_id) DO UPDATE"
                " SET hash = excluded.hash, failures = 0, failed_at = NULL",
                [person.person_id, hashed],
            )

    def clear(self, person_id: int) -> None:
        """Take a person's PIN away.

        Raises:
            UnknownPersonError: Nobody has this id.
            PinError: The person has none.
            StorageError: The surroundings do not allow it.
        """
        with writing(self._db):
            person = PeopleRepository(self._db).get(person_id)
            if self._db.execute("DELETE FROM pins WHERE person_id = ?", [person.person_id]).rowcount == 0:
                raise PinError(
                    Message("{name} has no PIN.", name=person.name),
                    hint=Message("`faceapp people pin {id}` would set one.", id=person.person_id),
                )

    def find(self, person_id: int) -> KeptPin | None:
        """What is kept of a person's PIN; None where there is none.

        Raises:
            StorageError: The database cannot be read, or the entry is damaged.
        """
        with storage_errors(self._path):
            rows = self._db.execute(
                "SELECT hash, failures, failed_at FROM pins WHERE person_id = ?", [int(person_id)]
            ).fetchall()
        if not rows:
            return None
        hashed, failures, failed_at = rows[0]
        try:
            failed_at_s = 0.0 if failed_at is None else instant_from_text(failed_at).timestamp()
            return KeptPin(hashed, Attempts(failures, failed_at_s))
        except (TypeError, ValueError) as error:
            raise damaged(
                self._path, Message("the PIN of person {id} is unreadable ({fault})", id=person_id, fault=str(error))
            ) from error

    def note_attempts(self, person_id: int, attempts: Attempts) -> None:
        """Keep how often a PIN was tried in vain; nothing happens where the PIN was taken away meanwhile.

        Raises:
            StorageError: The surroundings do not allow it.
        """
        failed_at = instant_to_text(datetime.fromtimestamp(attempts.failed_at_s, UTC)) if attempts.failures else None
        with writing(self._db):
            self._db.execute(
                "UPDATE pins SET failures = ?, failed_at = ? WHERE person_id = ?",
                [attempts.failures, failed_at, int(person_id)],
            )

    def owners(self) -> frozenset[int]:
        """Ids of everybody who has a PIN.

        Raises:
            StorageError: The database cannot be read.
        """
        with storage_errors(self._path):
            return frozenset(row[0] for row in self._db.execute("SELECT person_id FROM pins").fetchall())
