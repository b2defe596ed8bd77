"""The record of what was done to the administrator's PIN: it only grows."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from faceapp.domain.messages import Message
from faceapp.domain.pins import PinChange, PinChangeKind
from faceapp.storage.database import path_of
from faceapp.storage.faults import damaged, storage_errors
from faceapp.storage.values import instant_from_text, instant_to_text, storable_text


class AdminPinChangesRepository:
    """Changes of the administrator's PIN in one database.

    Args:
        db: A connection of the thread that uses this object.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._path = path_of(db)

    def add(self, kind: PinChangeKind, *, author: str, now: datetime) -> None:
        """Put a change on record, within the transaction that makes it.

        Args:
            kind: What was done.
            author: Who did it.
            now: With a time zone.

        Raises:
            StorageError: The surroundings do not allow it.
        """
        with storage_errors(self._path):
            self._db.execute(
                "INSERT INTO admin_pin_changes (change, author, created_at) VALUES (?, ?, ?)",
                [kind.value, storable_text(author), instant_to_text(now)],
            )

    def newest(self, limit: int) -> list[PinChange]:
        """The last changes, the newest first.

        Args:
            limit: So many at most.

        Raises:
            StorageError: The database cannot be read, or a change in it is damaged.
        """
        with storage_errors(self._path):
            rows = self._db.execute(
                "SELECT change, author, created_at FROM admin_pin_changes ORDER BY id DESC LIMIT ?", [limit]
            ).fetchall()
        try:
            return [PinChange(PinChangeKind(kind), author, instant_from_text(at)) for kind, author, at in rows]
        except (TypeError, ValueError) as error:
            raise damaged(
                self._path, Message("a change of the PIN is unreadable ({fault})", fault=str(error))
            ) from error
