"""A person's details in words."""

from __future__ import annotations

from datetime import date, datetime

from faceapp.domain.admission import Standing, standing_of
from faceapp.domain.records import Person

STANDING_WORDS = {
    Standing.ACTIVE: "active",
    Standing.SUSPENDED: "suspended",
    Standing.NOT_YET_VALID: "not valid yet",
    Standing.EXPIRED: "expired",
}


def local_today() -> date:
    """Today by this machine's calendar, which the door goes by, too."""
    return datetime.now().astimezone().date()


def detail_lines(person: Person) -> list[str]:
    """The details that there are, one a line."""
    lines = [f"state: {STANDING_WORDS[standing_of(person, local_today())]}"]
    if person.valid_from is not None:
        lines.append(f"valid from: {person.valid_from}")
    if person.valid_until is not None:
        lines.append(f"valid until: {person.valid_until}, that day included")
    if person.groups:
        lines.append(f"groups: {', '.join(person.groups)}")
    if person.card:
        lines.append(f"card: {person.card}")
    if person.consent is not None:
        version = f", to {person.consent.text_version}" if person.consent.text_version else ""
        lines.append(f"consent: {person.consent.given_at:%Y-%m-%d}{version}, put down by {person.consent.recorded_by}")
    if person.last_seen_at is not None:
        lines.append(f"last seen: {person.last_seen_at:%Y-%m-%d %H:%M} UTC")
    lines += [f"notes: {line}" for line in person.notes.splitlines()]
    return lines
