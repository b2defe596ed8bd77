"""The people enrolled at the door and their templates."""

from __future__ import annotations

import builtins
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from faceapp.domain.errors import PersonNameError, StorageError, UnknownPersonError
from faceapp.domain.records import Embedding, FaceCrop, Person, Template
from faceapp.storage import erasure
from faceapp.storage.crops import crop_row, insert_crop
from faceapp.storage.database import path_of, writing
from faceapp.storage.faults import damaged, storage_errors
from faceapp.storage.label_notes import forget_notes_about
from faceapp.storage.values import (
    MAX_ID,
    embedding_from_bytes,
    embedding_to_bytes,
    instant_from_text,
    instant_to_text,
    storable_text,
)

MAX_NAME_CHARACTERS = 120

# Characters that would break a line of a list or turn the text around them on the door's screen.
_UNWANTED_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TEXT_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# A template's values, and those of its crop where that is kept.
_TemplateRow = tuple[tuple[str, int, bytes, float, str], tuple[bytes, bytes] | None]

_SELECT_PEOPLE = """
    SELECT id, name, created_at, (SELECT count(*) FROM templates WHERE person_id = people.id) AS templates
    FROM people
"""


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
        return self._select("WHERE name = ? ORDER BY id", [_normal_name(storable_text(name))])

    def rename(self, person_id: int, name: str) -> Person:
        """Give a person another name.

        Raises:
            UnknownPersonError: Nobody has this id.
            StorageError: The name cannot be used, or the surroundings do not allow it.
        """
        name = clean_name(name)
        with writing(self._db):
            person = self._person(person_id)
            self._db.execute("UPDATE people SET name = ? WHERE id = ?", [name, person.person_id])
        return replace(person, name=name)

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
        try:
            erasure.finish(self._db, self._path)
        except StorageError as error:
            raise StorageError(
                "The person is removed, but until faceapp is started again traces may remain in its files: "
                + error.sentence,
                hint=error.hint,
            ) from error
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

    def _person(self, person_id: int) -> Person:
        found = self._select("WHERE id = ?", [int(person_id)]) if 0 < person_id <= MAX_ID else []
        if not found:
            raise UnknownPersonError(
                f"There is no person with the id {person_id}.", hint="`faceapp people list` shows who is enrolled."
            )
        return found[0]

    def _select(self, condition: str, parameters: builtins.list[Any]) -> builtins.list[Person]:
        with storage_errors(self._path):
            rows = list(self._db.query(f"{_SELECT_PEOPLE} {condition}", parameters))
        return [self._person_of_row(row) for row in rows]

    def _person_of_row(self, row: dict[str, Any]) -> Person:
        try:
            return Person(
                person_id=row["id"],
                name=row["name"],
                templates=row["templates"],
                created_at=instant_from_text(row["created_at"]),
            )
        except (TypeError, ValueError) as error:
            raise damaged(self._path, f"person {row['id']} has an unreadable date") from error

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
            raise damaged(self._path, f"template {row['id']} is unusable ({error})") from error

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


def clean_name(name: str) -> str:
    """Check a person's name and bring it to the form in which it is stored and compared.

    Returns:
        The name without blanks around it, composed (NFC), so that one name typed on two systems
        is the same text.

    Raises:
        PersonNameError: It is empty, too long, or holds control characters.
    """
    name = _normal_name(name)
    if not any(unicodedata.category(character)[0] not in "CZ" for character in name):
        raise PersonNameError("A person needs a name.", hint="Give one of 1 to 120 characters.")
    if len(name) > MAX_NAME_CHARACTERS:
        raise PersonNameError(
            f"The name is too long: {len(name)} characters.", hint=f"Use at most {MAX_NAME_CHARACTERS} characters."
        )
    if any(unicodedata.category(c) in _UNWANTED_CATEGORIES or c in _TEXT_DIRECTION for c in name):
        raise PersonNameError(
            "The name holds control characters or bytes that are no text.", hint="Type it anew on one line."
        )
    return name


def _normal_name(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip()


def _template_row(template: NewTemplate) -> _TemplateRow:
    if not template.encoder_id:
        raise ValueError("a template without an encoder")
    if not 0.0 <= template.quality <= 1.0:
        raise ValueError(f"a quality of {template.quality}")
    data = embedding_to_bytes(template.embedding)
    row = template.encoder_id, len(data) // 4, data, float(template.quality), storable_text(template.source)
    return row, None if template.crop is None else crop_row(template.crop)
