"""What an administrator says of events: every change is kept, the newest holds, and no template is ever touched."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
from sqlite_utils import Database

from faceapp.domain.errors import EventError
from faceapp.domain.event_labels import EventLabel, Label, LabelledScores
from faceapp.domain.messages import Message
from faceapp.domain.records import Outcome
from faceapp.storage.database import path_of, writing
from faceapp.storage.events import CURRENT_LABELS, EventsRepository
from faceapp.storage.faults import damaged, storage_errors
from faceapp.storage.people import PeopleRepository
from faceapp.storage.values import instant_from_text, instant_to_text, storable_text

# Only of people who can still be compared: everybody else's score is of a template that is gone.
_LABELLED = f"""
    SELECT labels.label, events.score, coalesce(labels.person_id, events.person_id) AS person
    FROM events JOIN {CURRENT_LABELS} AS labels ON labels.event_id = events.id
    WHERE events.encoder_id = :encoder AND events.similarity = :similarity AND events.score IS NOT NULL
        AND person IN (SELECT person_id FROM templates WHERE encoder_id = :encoder)
    ORDER BY events.id
"""


class EventLabelsRepository:
    """Labels of events in one database.

    Args:
        db: A connection of the thread that uses this object.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._path = path_of(db)

    def mark(
        self, event_id: int, label: Label, *, person_id: int | None = None, author: str, now: datetime, note: str = ""
    ) -> EventLabel:
        """Say what an event was; what was said before is kept and no longer holds.

        Args:
            event_id: Which event.
            label: What it was.
            person_id: Who it was: with `Label.MISSED`, and only then.
            author: Who says so.
            now: With a time zone.
            note: Anything else.

        Raises:
            EventError: There is no such event, or the label does not fit it.
            UnknownPersonError: Nobody has `person_id`.
            StorageError: The surroundings do not allow it.
            ValueError: A person is given without need, or lacking.
        """
        if (label is Label.MISSED) is not (person_id is not None):
            raise ValueError(f"'{label}' with the person {person_id}")
        with writing(self._db):
            event = EventsRepository(self._db).get(event_id)
            granted = event.outcome is Outcome.GRANTED
            if label is Label.WRONG_PERSON and not granted:
                raise EventError(
                    Message("Event {event_id} was denied, so nobody was let in as somebody else.", event_id=event_id),
                    hint=Message("If it was somebody enrolled, mark it with --missed and that person's id."),
                )
            if label is Label.MISSED and granted:
                raise EventError(
                    Message("Event {event_id} was granted, so nobody was missed.", event_id=event_id),
                    hint=Message("If it was somebody else than it says, mark it with --wrong."),
                )
            if label is Label.MISSED and event.reason.names_person:
                raise EventError(
                    Message(
                        "Event {event_id} recognised person {person_id}, who was kept out for another reason.",
                        event_id=event_id,
                        person_id=event.person_id,
                    ),
                    hint=Message("`faceapp events list` says what did; mark it with --right if that was the person."),
                )
            if person_id is not None:
                person_id = PeopleRepository(self._db).get(person_id).person_id
            return self._insert(event_id, label, person_id, author, now, note)

    def clear(self, event_id: int, *, author: str, now: datetime, note: str = "") -> EventLabel:
        """Take back what is said of an event.

        Raises:
            EventError: There is no such event, or nothing is said of it.
            StorageError: The surroundings do not allow it.
        """
        with writing(self._db):
            EventsRepository(self._db).get(event_id)
            newest = self._select("WHERE event_id = ? ORDER BY id DESC LIMIT 1", event_id)
            if not newest or newest[0].label is None:
                raise EventError(
                    Message("Event {event_id} is not marked.", event_id=event_id),
                    hint=Message("`faceapp events list` shows which are."),
                )
            return self._insert(event_id, None, None, author, now, note)

    def current(self, first_event_id: int = 1) -> dict[int, EventLabel]:
        """What holds of events, by event id.

        Args:
            first_event_id: Only of this event and later ones.

        Raises:
            StorageError: The database cannot be read, or a label in it is damaged.
        """
        rest = f"WHERE id IN (SELECT id FROM {CURRENT_LABELS}) AND event_id >= ? ORDER BY event_id"
        return {label.event_id: label for label in self._select(rest, first_event_id)}

    def current_between(self, below: int, upto: int) -> dict[int, EventLabel]:
        """What holds of the events after one id, up to and with another, by event id.

        Raises:
            StorageError: The database cannot be read, or a label in it is damaged.
        """
        newest = "SELECT max(id) FROM event_labels WHERE event_id > ? AND event_id <= ? GROUP BY event_id"
        with storage_errors(self._path):
            rows = list(
                self._db.query(
                    f"SELECT * FROM event_labels WHERE label IS NOT NULL AND id IN ({newest})", [below, upto]
                )
            )
        return {label.event_id: label for label in map(self._label_of_row, rows)}

    def changes(self, event_id: int) -> list[EventLabel]:
        """Everything that was ever said of an event, oldest first.

        Raises:
            StorageError: The database cannot be read, or a label in it is damaged.
        """
        return self._select("WHERE event_id = ? ORDER BY id", event_id)

    def _insert(
        self, event_id: int, label: Label | None, person_id: int | None, author: str, now: datetime, note: str
    ) -> EventLabel:
        # One line: a list shows it.
        values = (storable_text(author), instant_to_text(now), storable_text(" ".join(note.split())))
        label_id = self._db.execute(
            "INSERT INTO event_labels (event_id, label, person_id, author, created_at, note) VALUES (?, ?, ?, ?, ?, ?)",
            [event_id, None if label is None else label.value, person_id, *values],
        ).lastrowid
        assert label_id is not None  # an INSERT that did not raise has made a row
        return EventLabel(label_id, event_id, label, person_id, values[0], instant_from_text(values[1]), values[2])

    def _select(self, rest: str, parameter: int) -> list[EventLabel]:
        with storage_errors(self._path):
            rows = list(self._db.query(f"SELECT * FROM event_labels {rest}", [int(parameter)]))
        return [self._label_of_row(row) for row in rows]

    def _label_of_row(self, row: dict[str, Any]) -> EventLabel:
        try:
            return EventLabel(
                label_id=row["id"],
                event_id=row["event_id"],
                label=None if row["label"] is None else Label(row["label"]),
                person_id=row["person_id"],
                author=row["author"],
                created_at=instant_from_text(row["created_at"]),
                note=row["note"],
            )
        except (TypeError, ValueError) as error:
            raise damaged(
                self._path, Message("label {id} of an event is unreadable ({fault})", id=row["id"], fault=str(error))
            ) from error


def labelled_comparisons(db: Database, encoder_id: str, similarity: str) -> LabelledScores:
    """The scores of events whose truth was told, of people who have a template of the encoder, oldest first.

    Args:
        db: A connection of the calling thread.
        encoder_id: Whose scores; those of any other mean nothing beside them.
        similarity: "cosine", or the id of what scores in its place. Events from before this was recorded are left out.

    Raises:
        StorageError: The database cannot be read.
    """
    with storage_errors(path_of(db)):
        rows = db.execute(_LABELLED, {"encoder": encoder_id, "similarity": similarity}).fetchall()
    wrong = [(score, person) for label, score, person in rows if label == Label.WRONG_PERSON]
    # Whom a right denial resembled is not on record, so it says nothing of any person: it has none, and is not here.
    mated = [(score, person, label == Label.MISSED) for label, score, person in rows if label != Label.WRONG_PERSON]
    return LabelledScores(
        non_mated=np.array([score for score, _ in wrong], dtype=np.float64),
        non_mated_person=np.array([person for _, person in wrong], dtype=np.int64),
        mated=np.array([score for score, _, _ in mated], dtype=np.float64),
        mated_person=np.array([person for _, person, _ in mated], dtype=np.int64),
        missed=np.array([missed for _, _, missed in mated], dtype=np.bool_),
    )
