"""What an administrator writes about a person: checked, brought to one form, and read back."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from faceapp.domain.errors import PersonDetailsError, PersonNameError
from faceapp.domain.messages import Message
from faceapp.domain.records import Consent, Person
from faceapp.storage.values import instant_from_text, instant_to_text, storable_text

MAX_NAME_CHARACTERS = 120
MAX_GROUP_CHARACTERS = 40
MAX_CARD_CHARACTERS = 64
MAX_NOTES_CHARACTERS = 4000
MAX_CONSENT_CHARACTERS = 200

# Characters that would break a line of a list or turn the text around them on the door's screen.
_UNWANTED_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TEXT_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# The columns of `people` that an administrator may change, in the order of `details_row`.
DETAIL_COLUMNS = (
    "name",
    "suspended",
    "valid_from",
    "valid_until",
    "card",
    "notes",
    "consent_at",
    "consent_by",
    "consent_text",
)


def clean_name(name: str) -> str:
    """Check a person's name and bring it to the form in which it is stored and compared.

    Returns:
        The name without blanks around it, composed (NFC), so that one name typed on two systems
        is the same text.

    Raises:
        PersonNameError: It is empty, too long, or holds control characters.
    """
    name = normal_text(name)
    if not any(unicodedata.category(character)[0] not in "CZ" for character in name):
        raise PersonNameError(Message("A person needs a name."), hint=Message("Give one of 1 to 120 characters."))
    if len(name) > MAX_NAME_CHARACTERS:
        raise PersonNameError(
            Message("The name is too long: {count} characters.", count=len(name)),
            hint=Message("Use at most {most} characters.", most=MAX_NAME_CHARACTERS),
        )
    if not _is_plain(name):
        raise PersonNameError(
            Message("The name holds control characters or bytes that are no text."),
            hint=Message("Type it anew on one line."),
        )
    return name


def clean_groups(groups: Iterable[str]) -> tuple[str, ...]:
    """Check groups and bring them to their stored form: sorted, each once, none empty.

    Raises:
        PersonDetailsError: One is too long, or holds a comma or control characters.
    """
    return tuple(sorted({clean for group in groups if (clean := _clean_group(group))}, key=_by_letters))


def clean_details(person: Person) -> Person:
    """Check all that an administrator may change of a person, and bring it to its stored form.

    Raises:
        PersonNameError: The name cannot be used.
        PersonDetailsError: Another detail cannot be.
    """
    if person.valid_from is not None and person.valid_until is not None and person.valid_until < person.valid_from:
        raise PersonDetailsError(
            Message(
                "The last day, {valid_until}, lies before the first, {valid_from}.",
                valid_until=person.valid_until,
                valid_from=person.valid_from,
            ),
            hint=Message("Change one of the two dates."),
        )
    consent = person.consent
    if consent is not None:
        consent = Consent(
            given_at=consent.given_at,
            recorded_by=storable_text(_one_line(consent.recorded_by)),
            text_version=_clean_line(Message("wording of the consent"), consent.text_version, MAX_CONSENT_CHARACTERS),
        )
    return replace(
        person,
        name=clean_name(person.name),
        groups=clean_groups(person.groups),
        card=_clean_line(Message("card number"), person.card, MAX_CARD_CHARACTERS),
        notes=_clean_notes(person.notes),
        consent=consent,
    )


def details_row(person: Person) -> list[str | int | None]:
    """The values of `DETAIL_COLUMNS`, of a person that `clean_details` has passed."""
    consent = person.consent
    return [
        person.name,
        int(person.suspended),
        None if person.valid_from is None else person.valid_from.isoformat(),
        None if person.valid_until is None else person.valid_until.isoformat(),
        person.card,
        person.notes,
        None if consent is None else instant_to_text(consent.given_at),
        None if consent is None else consent.recorded_by,
        None if consent is None else consent.text_version,
    ]


def person_of_row(row: dict[str, Any]) -> Person:
    """A person from a row with every column of `people`, `templates`, `groups` (JSON) and `last_seen`.

    Raises:
        TypeError: A value is of another kind than was ever written.
        ValueError: So it is of another form.
    """
    consent = None
    if row["consent_at"] is not None:
        consent = Consent(instant_from_text(row["consent_at"]), row["consent_by"], row["consent_text"])
    if row["suspended"] not in (0, 1):
        raise ValueError("neither suspended nor not")
    return Person(
        person_id=row["id"],
        name=row["name"],
        templates=row["templates"],
        created_at=instant_from_text(row["created_at"]),
        suspended=bool(row["suspended"]),
        valid_from=_day_from_text(row["valid_from"]),
        valid_until=_day_from_text(row["valid_until"]),
        groups=tuple(sorted(json.loads(row["groups"]), key=_by_letters)),
        card=row["card"],
        notes=row["notes"],
        consent=consent,
        last_seen_at=None if row["last_seen"] is None else instant_from_text(row["last_seen"]),
    )


def normal_text(text: str) -> str:
    """A text composed (NFC), without blanks around it."""
    return unicodedata.normalize("NFC", text).strip()


def _clean_group(group: str) -> str:
    group = _clean_line(Message("group"), group, MAX_GROUP_CHARACTERS)
    if "," in group:
        raise PersonDetailsError(
            Message("The group '{group}' holds a comma.", group=group), hint=Message("Give several groups one by one.")
        )
    return group


def _clean_line(what: Message, text: str, most: int) -> str:
    line = normal_text(_one_line(text))
    if len(line) > most:
        raise PersonDetailsError(
            Message("The {what} is too long: {count} characters.", what=what, count=len(line)),
            hint=Message("Use at most {most} characters.", most=most),
        )
    if not _is_plain(line):
        raise PersonDetailsError(
            Message("The {what} holds control characters or bytes that are no text.", what=what),
            hint=Message("Type it anew on one line."),
        )
    return line


def _clean_notes(text: str) -> str:
    text = normal_text("\n".join(text.splitlines()))
    if len(text) > MAX_NOTES_CHARACTERS:
        raise PersonDetailsError(
            Message("The notes are too long: {count} characters.", count=len(text)),
            hint=Message("Use at most {most} characters.", most=MAX_NOTES_CHARACTERS),
        )
    return storable_text(text.replace("\0", ""))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _is_plain(text: str) -> bool:
    return not any(unicodedata.category(c) in _UNWANTED_CATEGORIES or c in _TEXT_DIRECTION for c in text)


def _by_letters(text: str) -> tuple[str, str]:
    return (text.casefold(), text)


def _day_from_text(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
