"""How many of something, in the words for one and for many: part of a sentence, so that it reads right for either."""

from __future__ import annotations

from faceapp.domain.messages import Message


def people_counted(people: int) -> Message:
    """So many people.

    Example:
        1 is "1 person"; 2500 is "2,500 people".
    """
    return Message("1 person") if people == 1 else Message("{people:,} people", people=people)


def attempts_counted(attempts: int) -> Message:
    """So many attempts at the door."""
    return Message("1 attempt") if attempts == 1 else Message("{attempts:,} attempts", attempts=attempts)


def comparisons_counted(comparisons: int) -> Message:
    """So many comparisons of two pictures."""
    if comparisons == 1:
        return Message("1 comparison")
    return Message("{comparisons:,} comparisons", comparisons=comparisons)


def independent_counted(comparisons: int) -> Message:
    """So many of the comparisons named before that are worth one each."""
    if comparisons == 1:
        return Message("1 independent one")
    return Message("{comparisons:,} independent ones", comparisons=comparisons)


def templates_counted(templates: int) -> Message:
    """So many templates."""
    return Message("1 template") if templates == 1 else Message("{templates:,} templates", templates=templates)


def daily_attempts_counted(attempts: float) -> Message:
    """So many strangers' attempts a day; not always a whole number."""
    if attempts == 1:
        return Message("1 stranger's attempt a day")
    return Message("{attempts:g} strangers' attempts a day", attempts=attempts)
