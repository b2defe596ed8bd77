"""The record of what was decided at the door."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from faceapp.domain.errors import StorageError
from faceapp.domain.records import AccessEvent, Outcome, Reason
from faceapp.storage.database import path_of, writing
from faceapp.storage.faults import damaged, storage_errors
from faceapp.storage.values import instant_from_text, instant_to_text, storable_text

_INSERT = """
    INSERT INTO events (occurred_at, source, track_id, outcome, reason, person_id, score, threshold, frames,
                        latency_s, encoder_id, door)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class EventsRepository:
    """Access events in one database.

    Args:
        db: A connection of the thread that uses this object.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._path = path_of(db)

    def add(self, event: AccessEvent) -> AccessEvent:
        """Store an event; when this returns it is on disk, and a door may open.

        Args:
            event: One without an id.

        Returns:
            The event with its id.

        Raises:
            StorageError: The surroundings do not allow it; there is no event.
            ValueError: The event contradicts itself, such as a grant without a score.
        """
        _check(event)
        row = [
            instant_to_text(event.occurred_at),
            storable_text(event.source),
            event.track_id,
            event.outcome.value,
            event.reason.value,
            None if event.person_id is None else int(event.person_id),  # a numpy integer is none to SQLite
            None if event.score is None else float(event.score),
            float(event.threshold),
            event.frames,
            float(event.latency_s),
            event.encoder_id,
            storable_text(event.door),
        ]
        with writing(self._db):
            event_id = self._db.execute(_INSERT, row).lastrowid
        return replace(event, event_id=event_id)

    def set_door(self, event_id: int, door: str) -> None:
        """Note what became of the door after an event.

        Raises:
            StorageError: There is no such event, or the surroundings do not allow it.
        """
        with writing(self._db):
            changed = self._db.execute("UPDATE events SET door = ? WHERE id = ?", [storable_text(door), int(event_id)])
            if changed.rowcount == 0:
                raise StorageError(
                    f"There is no event {event_id} in '{self._path}'.", hint="Check that it is the same database."
                )

    def recent(self, limit: int = 100) -> list[AccessEvent]:
        """The events recorded last, newest first.

        Args:
            limit: How many at most, 1 or more.

        Raises:
            StorageError: The database cannot be read, or an event in it is damaged.
        """
        if limit < 1:
            raise ValueError(f"a limit of {limit} events")
        with storage_errors(self._path):
            # By id and not by time: the machine's clock may have been set back.
            rows = list(self._db.query("SELECT * FROM events ORDER BY id DESC LIMIT ?", [limit]))
        return [self._event_of_row(row) for row in rows]

    def count(self) -> int:
        """How many events are stored.

        Raises:
            StorageError: The database cannot be read.
        """
        with storage_errors(self._path):
            return int(self._db.execute("SELECT count(*) FROM events").fetchall()[0][0])

    def _event_of_row(self, row: dict[str, Any]) -> AccessEvent:
        try:
            return AccessEvent(
                event_id=row["id"],
                occurred_at=instant_from_text(row["occurred_at"]),
                source=row["source"],
                track_id=row["track_id"],
                outcome=Outcome(row["outcome"]),
                reason=Reason(row["reason"]),
                person_id=row["person_id"],
                score=row["score"],
                threshold=row["threshold"],
                frames=row["frames"],
                latency_s=row["latency_s"],
                encoder_id=row["encoder_id"],
                door=row["door"],
            )
        except (TypeError, ValueError) as error:
            raise damaged(self._path, f"event {row['id']} is unreadable ({error})") from error


def _check(event: AccessEvent) -> None:
    if event.event_id is not None:
        raise ValueError(f"event {event.event_id} is stored already")
    # SQLite would store a NaN as NULL, which reads as "nobody could be compared".
    numbers = [event.threshold, event.latency_s] + ([] if event.score is None else [event.score])
    if not all(math.isfinite(number) for number in numbers):
        raise ValueError("an event with a number that is not finite")
    granted = event.outcome is Outcome.GRANTED
    if granted is not (event.reason is Reason.MATCHED) or granted is not (event.person_id is not None):
        raise ValueError("an event whose outcome, reason and person disagree")
    if granted and event.score is None:
        raise ValueError("a grant without a score")
