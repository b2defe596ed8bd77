"""Who may enter on which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from faceapp.domain.admission import Standing, admit, standing_of
from faceapp.domain.records import Decision, Outcome, Person, Reason

DAY = date(2026, 3, 31)
ADA = Person(7, "Ada", 3, datetime(2026, 1, 1, tzinfo=UTC))
GRANT = Decision(Outcome.GRANTED, Reason.MATCHED, 7, 0.8, 0.6, 5, 0.2, "It matched.")


@pytest.mark.parametrize("suspended", [False, True])
@pytest.mark.parametrize("first", [None, -1, 0, 1])
@pytest.mark.parametrize("last", [None, -1, 0, 1])
def test_the_standing_of_a_day(suspended: bool, first: int | None, last: int | None) -> None:
    person = replace(
        ADA,
        suspended=suspended,
        valid_from=None if first is None else DAY + timedelta(days=first),
        valid_until=None if last is None else DAY + timedelta(days=last),
    )
    standing = standing_of(person, DAY)
    # Told again day by day: in on those days that are neither before the first nor after the last.
    may = not suspended and (first is None or first <= 0) and (last is None or last >= 0)
    assert (standing is Standing.ACTIVE) is may
    assert (standing is Standing.SUSPENDED) is suspended
    decision = admit(GRANT, person, DAY)
    assert decision.granted is may
    assert decision.reason is (Reason.MATCHED if may else Reason.NOT_NOW)
    assert decision.person_id == 7 and decision.reason.names_person
    assert decision is GRANT if may else decision.explanation.startswith("The person was recognised, but")


def test_a_denial_stays_what_it_was() -> None:
    denial = replace(GRANT, outcome=Outcome.DENIED, reason=Reason.UNKNOWN, person_id=None)
    assert admit(denial, replace(ADA, suspended=True), DAY) is denial
    assert not Reason.UNKNOWN.names_person and not Reason.ERROR.names_person


def test_the_wrong_entry_is_no_answer() -> None:
    with pytest.raises(ValueError, match="entry of person 8"):
        admit(GRANT, replace(ADA, person_id=8), DAY)
