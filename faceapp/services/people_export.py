"""The list of people as a file for other programs: what an administrator wrote, and nothing of any face."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from faceapp.domain.admission import standing_of
from faceapp.domain.errors import StorageError
from faceapp.domain.messages import Message
from faceapp.domain.records import Person
from faceapp.domain.system_faults import why

SUFFIXES = (".csv", ".json")

COLUMNS = (
    "id",
    "name",
    "state",
    "suspended",
    "valid_from",
    "valid_until",
    "groups",
    "card",
    "notes",
    "consent_given_at",
    "consent_recorded_by",
    "consent_text_version",
    "templates",
    "created_at",
    "last_seen_at",
)

# Begins a formula in a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def person_record(person: Person, today: date) -> dict[str, str | int | bool | list[str] | None]:
    """A person as other programs see one: plain values, instants and dates as ISO 8601, no embedding."""
    consent = person.consent
    return {
        "id": person.person_id,
        "name": person.name,
        "state": standing_of(person, today).value,
        "suspended": person.suspended,
        "valid_from": None if person.valid_from is None else person.valid_from.isoformat(),
        "valid_until": None if person.valid_until is None else person.valid_until.isoformat(),
        "groups": list(person.groups),
        "card": person.card,
        "notes": person.notes,
        "consent_given_at": None if consent is None else consent.given_at.isoformat(),
        "consent_recorded_by": None if consent is None else consent.recorded_by,
        "consent_text_version": None if consent is None else consent.text_version,
        "templates": person.templates,
        "created_at": person.created_at.isoformat(),
        "last_seen_at": None if person.last_seen_at is None else person.last_seen_at.isoformat(),
    }


def export_people(people: Sequence[Person], path: Path, today: date) -> None:
    """Write people to a file, which only its owner may read; all of it, or the file is as it was.

    Args:
        people: Whom, in this order.
        path: Ends with .csv (UTF-8 with a byte order mark, for spreadsheets; several groups are separated by commas) or
            .json.
        today: The day that states are told for.

    Raises:
        StorageError: The name ends otherwise, or the file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        raise StorageError(
            Message("'{name}' names no kind of file.", name=path.name), hint=Message("End it with .csv or .json.")
        )
    records = [person_record(person, today) for person in people]
    text = json.dumps(records, ensure_ascii=False, indent=2) + "\n" if kind == ".json" else _csv(records)
    partial = path.with_name(path.name + ".partial")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8" if kind == ".json" else "utf-8-sig", newline="") as file:
            file.write(text)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StorageError(
            Message("'{path}' cannot be written: {why}.", path=path, why=why(error)),
            hint=Message("Choose another folder, or free some space."),
        ) from error


def _csv(records: Sequence[dict[str, str | int | bool | list[str] | None]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for record in records:
        writer.writerow([_cell(record[column]) for column in COLUMNS])
    return stream.getvalue()


def _cell(value: str | int | bool | list[str] | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = ", ".join(value) if isinstance(value, list) else str(value)
    # A spreadsheet would compute what somebody was named.
    return f"'{text}" if text.startswith(_FORMULA) else text
