"""Whether a recognised person may enter now: suspension and dates of validity.

Recognition does not know of this, on purpose: a suspended person's templates stay in the gallery, or somebody else,
less alike, would be taken for that person.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import StrEnum

from faceapp.domain.records import Decision, Outcome, Person, Reason


class Standing(StrEnum):
    """What a person's entry says of today."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"


_EXPLANATIONS = {
    Standing.SUSPENDED: "The person was recognised, but is suspended.",
    Standing.NOT_YET_VALID: "The person was recognised, but is not valid yet.",
    Standing.EXPIRED: "The person was recognised, but is not valid any more.",
}


def standing_of(person: Person, today: date) -> Standing:
    """What a person's entry says of a day.

    Args:
        person: The person.
        today: The day by the calendar at the door.

    Returns:
        `SUSPENDED` whatever the dates say; dates that contradict each other let nobody in.

    Example:
        Valid until 31 March: active on that day, expired on 1 April.
    """
    if person.suspended:
        return Standing.SUSPENDED
    if person.valid_until is not None and today > person.valid_until:
        return Standing.EXPIRED
    if person.valid_from is not None and today < person.valid_from:
        return Standing.NOT_YET_VALID
    return Standing.ACTIVE


def admit(decision: Decision, person: Person, today: date) -> Decision:
    """Hold a grant against the entry of the person that it names.

    Args:
        decision: What recognition says.
        person: The entry as it stands at this moment.
        today: The day by the calendar at the door.

    Returns:
        The decision as it was where it is a denial or the person is active; else a denial that names the person.

    Raises:
        ValueError: The entry is another person's.
    """
    if not decision.granted:
        return decision
    if decision.person_id != person.person_id:
        raise ValueError(f"a grant to person {decision.person_id} held against the entry of person {person.person_id}")
    standing = standing_of(person, today)
    if standing is Standing.ACTIVE:
        return decision
    return dataclasses.replace(
        decision, outcome=Outcome.DENIED, reason=Reason.NOT_NOW, explanation=_EXPLANATIONS[standing]
    )
