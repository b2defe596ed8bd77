"""The record of what was decided at the door."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
from sqlite_utils import Database

from faceapp.domain.drift import GrantedScores
from faceapp.domain.errors import EventError, StorageError
from faceapp.domain.messages import Message
from faceapp.domain.records import AccessEvent, Outcome, Reason
from faceapp.storage.database import path_of, writing
from faceapp.storage.faults import damaged, storage_errors
from faceapp.storage.stored_messages import message_from_text, message_to_text
from faceapp.storage.values import MAX_ID, instant_from_text, instant_to_text, storable_text

_INSERT = """
    INSERT INTO events (occurred_at, source, track_id, outcome, reason, person_id, score, threshold, frames,
                        latency_s, encoder_id, door, similarity, door_message)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

# The newest label of each event that was not taken back.
CURRENT_LABELS = """(
    SELECT * FROM event_labels
    WHERE label IS NOT NULL AND id IN (SELECT max(id) FROM event_labels GROUP BY event_id)
)"""

# Only since the person's newest template: with it the scores begin anew, and whoever was removed has none.
_GRANTED = f"""
    SELECT events.id, occurred_at, events.person_id, source, score, threshold
    FROM events JOIN (
        SELECT person_id, max(created_at) AS enrolled_at FROM templates WHERE encoder_id = :encoder GROUP BY person_id
    ) AS enrolled ON enrolled.person_id = events.person_id
    WHERE outcome = 'granted' AND encoder_id = :encoder AND similarity = :similarity
        AND occurred_at >= :since AND occurred_at >= enrolled_at
        AND events.id NOT IN (SELECT event_id FROM {CURRENT_LABELS} WHERE label = 'wrong_person')
    ORDER BY events.id
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
            event.similarity,
            message_to_text(event.door),
        ]
        with writing(self._db):
            event_id = self._db.execute(_INSERT, row).lastrowid
        return replace(event, event_id=event_id)

    def set_door(self, event_id: int, door: str) -> None:
        """Note what became of the door after an event.

        Args:
            event_id: Which.
            door: "opened", or a fault's sentence; of a `Message` what it is made of is kept as well.

        Raises:
            StorageError: There is no such event, or the surroundings do not allow it.
        """
        with writing(self._db):
            changed = self._db.execute(
                "UPDATE events SET door = ?, door_message = ? WHERE id = ?",
                [storable_text(door), message_to_text(door), int(event_id)],
            )
            if changed.rowcount == 0:
                raise StorageError(
                    Message("There is no event {event_id} in '{path}'.", event_id=event_id, path=self._path),
                    hint=Message("Check that it is the same database."),
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
        return [self.of_row(row) for row in rows]

    def get(self, event_id: int) -> AccessEvent:
        """The event with this id.

        Raises:
            EventError: There is none.
            StorageError: The database cannot be read, or the event is damaged.
        """
        rows = []
        if 0 < event_id <= MAX_ID:
            with storage_errors(self._path):
                rows = list(self._db.query("SELECT * FROM events WHERE id = ?", [int(event_id)]))
        if not rows:
            raise EventError(
                Message("There is no event {event_id}.", event_id=event_id),
                hint=Message("`faceapp events list` shows the latest."),
            )
        return self.of_row(rows[0])

    def granted_scores(self, encoder_id: str, similarity: str, since: datetime) -> GrantedScores:
        """Scores of grants to people who are enrolled, since the newest template of each; those marked wrong left out.

        Args:
            encoder_id: Whose scores.
            similarity: "cosine", or the id of what scores in its place.
            since: Only from then on; with a time zone.

        Raises:
            StorageError: The database cannot be read, or an event in it is damaged.
        """
        parameters = {"encoder": encoder_id, "similarity": similarity, "since": instant_to_text(since)}
        with storage_errors(self._path):
            rows = self._db.execute(_GRANTED, parameters).fetchall()
        return GrantedScores(
            seconds=np.array([self._seconds(event_id, text) for event_id, text, *_ in rows], dtype=np.float64),
            person=np.array([row[2] for row in rows], dtype=np.int64),
            camera=tuple(row[3] for row in rows),
            score=np.array([row[4] for row in rows], dtype=np.float64),
            threshold=np.array([row[5] for row in rows], dtype=np.float64),
        )

    def count(self) -> int:
        """How many events are stored.

        Raises:
            StorageError: The database cannot be read.
        """
        with storage_errors(self._path):
            return int(self._db.execute("SELECT count(*) FROM events").fetchall()[0][0])

    def _seconds(self, event_id: int, occurred_at: str) -> float:
        try:
            return instant_from_text(occurred_at).timestamp()
        except (TypeError, ValueError) as error:
            raise damaged(
                self._path, Message("event {id} is unreadable ({fault})", id=event_id, fault=str(error))
            ) from error

    def of_row(self, row: dict[str, Any]) -> AccessEvent:
        """The event that a row of the table holds.

        Raises:
            StorageError: It is damaged.
        """
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
                door=message_from_text(row["door"], row["door_message"]),
                similarity=row["similarity"],
            )
        except (TypeError, ValueError) as error:
            raise damaged(
                self._path, Message("event {id} is unreadable ({fault})", id=row["id"], fault=str(error))
            ) from error


def _check(event: AccessEvent) -> None:
    if event.event_id is not None:
        raise ValueError(f"event {event.event_id} is stored already")
    # SQLite would store a NaN as NULL, which reads as "nobody could be compared".
    numbers = [event.threshold, event.latency_s] + ([] if event.score is None else [event.score])
    if not all(math.isfinite(number) for number in numbers):
        raise ValueError("an event with a number that is not finite")
    granted = event.outcome is Outcome.GRANTED
    named = event.person_id is not None
    if granted is not (event.reason is Reason.MATCHED) or event.reason.names_person is not named:
        raise ValueError("an event whose outcome, reason and person disagree")
    if granted and event.score is None:
        raise ValueError("a grant without a score")
