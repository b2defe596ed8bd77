"""The people enrolled at the door and their templates."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from faceapp.domain.errors import PersonDetailsError, StorageError, UnknownPersonError
from faceapp.domain.messages import Message
from faceapp.domain.records import Embedding, FaceCrop, Person, Template
from faceapp.storage import erasure
from faceapp.storage.crops import crop_row, insert_crop
from faceapp.storage.database import path_of, writing
from faceapp.storage.faults import damaged, storage_errors
from faceapp.storage.label_notes import forget_notes_about
from faceapp.storage.person_details import (
    DETAIL_COLUMNS,
    clean_details,
    clean_name,
    details_row,
    normal_text,
    person_of_row,
)
from faceapp.storage.values import (
    MAX_ID,
    embedding_from_bytes,
    embedding_to_bytes,
    instant_from_text,
    instant_to_text,
    storable_text,
)

# A template's values, and those of its crop where that is kept.
_TemplateRow = tuple[tuple[str, int, bytes, float, str], tuple[bytes, bytes] | None]

_SELECT_PEOPLE = """
    SELECT people.*, (SELECT count(*) FROM templates WHERE person_id = people.id) AS templates,
        (SELECT json_group_array(name) FROM person_groups WHERE person_id = people.id) AS groups,
        (SELECT max(occurred_at) FROM events WHERE person_id = people.id) AS last_seen
    FROM people
"""
_UPDATE = f"UPDATE people SET {', '.join(f'{column} = ?' for column in DETAIL_COLUMNS)} WHERE id = ?"


@dataclass(frozen=True, slots=True, eq=False)
class NewTemplate:
    """A template that has no person yet.

    Attributes:
        embedding: Unit float32 (embedding_size,).
        encoder_id: Which encoder made it; see `Template`.
        quality: Quality score of the face it was made from, in [0, 1].
        source: Where it came from, for the administrator.
        crop: The face, where it is to be kept for other encoders.
    """

    embedding: Embedding
    encoder_id: str
    quality: float
    source: str
    crop: FaceCrop | None = None


class PeopleRepository:
    """People and templates in one database.

    Args:
        db: A connection of the thread that uses this object.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._path = path_of(db)

    def enrol(self, name: str, templates: Sequence[NewTemplate], created_at: datetime) -> Person:
        """Add a person with templates: all of it, or nothing.

        Args:
            name: 1 to 120 characters; several people may share one.
            templates: At least one.
            created_at: With a time zone.

        Raises:
            StorageError: The name cannot be used, or the surroundings do not allow it.
            ValueError: There is no template, or one is no unit vector.
        """
        name = clean_name(name)
        if not templates:
            raise ValueError("a person is enrolled with at least one template")
        created = instant_to_text(created_at)
        rows = [_template_row(template) for template in templates]
        with writing(self._db):
            cursor = self._db.execute("INSERT INTO people (name, created_at) VALUES (?, ?)", [name, created])
            person_id = cursor.lastrowid
            assert person_id is not None  # an INSERT that did not raise has made a row
            self._insert_templates(person_id, rows, created)
            return self._person(person_id)

    def add_templates(
        self, person_id: int, templates: Sequence[NewTemplate], created_at: datetime
    ) -> builtins.list[Template]:
        """Add templates to a person: all of them, or none.

        Returns:
            The templates as stored, in the order given.

        Raises:
            UnknownPersonError: Nobody has this id.
            StorageError: The surroundings do not allow it.
            ValueError: A template is no unit vector.
        """
        created = instant_to_text(created_at)
        rows = [_template_row(template) for template in templates]
        with writing(self._db):
            person = self._person(person_id)
            ids = self._insert_templates(person.person_id, rows, created)
        return [
            Template(
                template_id=template_id,
                person_id=person.person_id,
                embedding=template.embedding,
                encoder_id=template.encoder_id,
                quality=float(template.quality),
                source=storable_text(template.source),
                created_at=instant_from_text(created),
            )
            for template_id, template in zip(ids, templates, strict=True)
        ]

    def get(self, person_id: int) -> Person:
        """The person with this id.

        Raises:
            UnknownPersonError: Nobody has it.
            StorageError: The database cannot be read.
        """
        with storage_errors(self._path):
            return self._person(person_id)

    def list(self) -> builtins.list[Person]:
        """Everybody, by name."""
        people = self._select("", [])
        return sorted(people, key=lambda person: (person.name.casefold(), person.person_id))

    def find_by_name(self, name: str) -> builtins.list[Person]:
        """Everybody of exactly this name, the longest enrolled first; empty when there is nobody."""
        return self._select("WHERE name = ? ORDER BY id", [normal_text(storable_text(name))])

    def rename(self, person_id: int, name: str) -> Person:
        """Give a person another name.

        Raises:
            UnknownPersonError: Nobody has this id.
            StorageError: The name cannot be used, or the surroundings do not allow it.
        """
        return self.change(person_id, lambda person: replace(person, name=name))

    def change(self, person_id: int, edit: Callable[[Person], Person]) -> Person:
        """Change what an administrator may of a person, in one transaction with the reading of it.

        So whoever suspends a person while somebody else corrects the notes is not undone.

        Args:
            person_id: Who.
            edit: Given the person as stored, returns the person as wanted. Id, number of templates, the time of
                enrolment and when last seen stay as they are, whatever it returns.

        Returns:
            The person as stored.

        Raises:
            UnknownPersonError: Nobody has this id.
            PersonNameError: The name cannot be used.
            PersonDetailsError: A detail cannot be, or the card is somebody else's.
            StorageError: The surroundings do not allow it.
        """
        with writing(self._db):
            person = self._person(person_id)
            wanted = clean_details(edit(person))
            if wanted.card:
                self._refuse_card_of_another(wanted.card, person.person_id)
            self._db.execute(_UPDATE, [*details_row(wanted), person.person_id])
            if wanted.groups != person.groups:
                self._db.execute("DELETE FROM person_groups WHERE person_id = ?", [person.person_id])
                for group in wanted.groups:
                    self._db.execute("INSERT INTO person_groups VALUES (?, ?)", [person.person_id, group])
            return self._person(person.person_id)

    def remove_template(self, person_id: int, template_id: int) -> Person:
        """Remove one of several templates, with the crop that it was made from and whatever else was made from that.

        Returns:
            The person afterwards.

        Raises:
            UnknownPersonError: Nobody has this id.
            PersonDetailsError: The person has no such template, or would have none left of its encoder.
            StorageError: The surroundings do not allow it; see `remove`.
        """
        with writing(self._db):
            person = self._person(person_id)
            own = "FROM templates WHERE person_id = ?"
            rows = self._db.execute(f"SELECT id, encoder_id, crop_id {own}", [person.person_id]).fetchall()
            found = [(encoder_id, crop_id) for number, encoder_id, crop_id in rows if number == template_id]
            if not found:
                raise PersonDetailsError(
                    Message(
                        "The person with the id {person_id} has no template {template_id}.",
                        person_id=person_id,
                        template_id=template_id,
                    ),
                    hint=Message("`faceapp people show {person_id}` lists them.", person_id=person_id),
                )
            encoder_id, crop_id = found[0]
            if sum(encoder == encoder_id for _, encoder, _ in rows) == 1:
                raise PersonDetailsError(
                    Message("This is the only template of the person, who would never be recognised again."),
                    hint=Message("Add another picture first, or remove or suspend the person."),
                )
            if crop_id is None:
                self._db.execute("DELETE FROM templates WHERE id = ?", [template_id])
            else:
                self._db.execute("DELETE FROM templates WHERE crop_id = ?", [crop_id])
                self._db.execute("DELETE FROM crops WHERE id = ?", [crop_id])
            erasure.request(self._db)
            person = self._person(person.person_id)
        self._finish_erasure(Message("The template is removed"))
        return person

    def remove(self, person_id: int) -> Person:
        """Remove a person and every trace of the name and the face from the database's files.

        Events and what is said of them keep the id, which is never used again.

        Returns:
            The person as it was.

        Raises:
            UnknownPersonError: Nobody has this id.
            StorageError: The surroundings do not allow it. Where the sentence says that the person
                is removed, only the traces are left, and the next opening or removal clears them.
        """
        with writing(self._db):
            person = self._person(person_id)
            forget_notes_about(self._db, person.person_id, person.name)
            self._db.execute("DELETE FROM people WHERE id = ?", [person.person_id])
            erasure.request(self._db)
        self._finish_erasure(Message("The person is removed"))
        return person

    def templates(self, encoder_id: str) -> builtins.list[Template]:
        """Every template that one encoder made, oldest first.

        Raises:
            StorageError: The database cannot be read, or a template in it is damaged.
        """
        return self._select_templates("encoder_id = ?", encoder_id)

    def templates_of(self, person_id: int) -> builtins.list[Template]:
        """Every template of one person, of any encoder, oldest first.

        Raises:
            UnknownPersonError: Nobody has this id.
            StorageError: The database cannot be read, or a template in it is damaged.
        """
        return self._select_templates("person_id = ?", self.get(person_id).person_id)

    def _refuse_card_of_another(self, card: str, person_id: int) -> None:
        rows = self._db.execute("SELECT name FROM people WHERE card = ? AND id <> ?", [card, person_id]).fetchall()
        if rows:
            raise PersonDetailsError(
                Message("The card {card} belongs to {owner}.", card=card, owner=rows[0][0]),
                hint=Message("Check the number, or take it from that person first."),
            )

    def _finish_erasure(self, done: Message) -> None:
        try:
            erasure.finish(self._db, self._path)
        except StorageError as error:
            raise StorageError(
                Message(
                    "{done}, but until faceapp is started again traces may remain in its files: {sentence}",
                    done=done,
                    sentence=error.sentence,
                ),
                hint=error.hint,
            ) from error

    def _person(self, person_id: int) -> Person:
        found = self._select("WHERE id = ?", [int(person_id)]) if 0 < person_id <= MAX_ID else []
        if not found:
            raise UnknownPersonError(
                Message("There is no person with the id {person_id}.", person_id=person_id),
                hint=Message("`faceapp people list` shows who is enrolled."),
            )
        return found[0]

    def _select(self, condition: str, parameters: builtins.list[Any]) -> builtins.list[Person]:
        with storage_errors(self._path):
            rows = list(self._db.query(f"{_SELECT_PEOPLE} {condition}", parameters))
        return [self._person_of_row(row) for row in rows]

    def _person_of_row(self, row: dict[str, Any]) -> Person:
        try:
            return person_of_row(row)
        except (TypeError, ValueError) as error:
            raise damaged(
                self._path, Message("person {id} is unreadable ({fault})", id=row["id"], fault=str(error))
            ) from error

    def _select_templates(self, condition: str, parameter: str | int) -> builtins.list[Template]:
        with storage_errors(self._path):
            rows = list(self._db.query(f"SELECT * FROM templates WHERE {condition} ORDER BY id", [parameter]))
        return [self._template_of_row(row) for row in rows]

    def _template_of_row(self, row: dict[str, Any]) -> Template:
        try:
            return Template(
                template_id=row["id"],
                person_id=row["person_id"],
                embedding=embedding_from_bytes(row["embedding"], row["embedding_size"]),
                encoder_id=row["encoder_id"],
                quality=row["quality"],
                source=row["source"],
                created_at=instant_from_text(row["created_at"]),
            )
        except (TypeError, ValueError) as error:
            raise damaged(
                self._path, Message("template {id} is unusable ({fault})", id=row["id"], fault=str(error))
            ) from error

    def _insert_templates(self, person_id: int, rows: builtins.list[_TemplateRow], created: str) -> builtins.list[int]:
        ids = []
        for row, crop in rows:
            crop_id = None if crop is None else insert_crop(self._db, person_id, crop)
            cursor = self._db.execute(
                "INSERT INTO templates"
                " (person_id, encoder_id, embedding_size, embedding, quality, source, created_at, crop_id)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [person_id, *row, created, crop_id],
            )
            assert cursor.lastrowid is not None
            ids.append(cursor.lastrowid)
        return ids


def _template_row(template: NewTemplate) -> _TemplateRow:
    if not template.encoder_id:
        raise ValueError("a template without an encoder")
    if not 0.0 <= template.quality <= 1.0:
        raise ValueError(f"a quality of {template.quality}")
    data = embedding_to_bytes(template.embedding)
    row = template.encoder_id, len(data) // 4, data, float(template.quality), storable_text(template.source)
    return row, None if template.crop is None else crop_row(template.crop)
