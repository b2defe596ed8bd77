"""How many were let in and denied, by day and by hour of the day, as the clock on the wall tells them.

Events are counted by quarters of an hour: every time zone's days and hours begin with one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from faceapp.domain.records import Reason

MOST_DAYS = 45
MOST_WEEKS = 60


class Period(StrEnum):
    """What one bar stands for."""

    HOUR_OF_DAY = "hour_of_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class QuarterCount:
    """Decisions of one quarter of an hour that have one reason.

    Attributes:
        start: When it began, UTC.
        reason: Why; `MATCHED` are the grants.
        count: How many.
    """

    start: datetime
    reason: Reason
    count: int


@dataclass(frozen=True, slots=True)
class CountBar:
    """Decisions of one period.

    Attributes:
        start: Its first day, or the hour of the day from 0 to 23.
        counts: How many by reason, in the order of `Reason`.
    """

    start: date | int
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many there were."""
        return sum(self.counts)

    def of(self, reason: Reason) -> int:
        """How many have a reason."""
        return self.counts[tuple(Reason).index(reason)]


def bars_by_hour(counts: Iterable[QuarterCount], zone: tzinfo | None = None) -> tuple[CountBar, ...]:
    """Decisions by hour of the day, all days together.

    Args:
        counts: Decisions by quarter of an hour.
        zone: Whose hours; None for this machine's.

    Returns:
        24 bars.
    """
    table = [[0] * len(Reason) for _ in range(24)]
    places = {reason: place for place, reason in enumerate(Reason)}
    for quarter in counts:
        table[quarter.start.astimezone(zone).hour][places[quarter.reason]] += quarter.count
    return tuple(CountBar(hour, tuple(row)) for hour, row in enumerate(table))


def bars_by_day(
    counts: Sequence[QuarterCount], zone: tzinfo | None = None, *, first: date | None = None, last: date | None = None
) -> tuple[Period, tuple[CountBar, ...]]:
    """Decisions over time without a gap: by day, or where these would be too many by week (from Monday) or month.

    Args:
        counts: Decisions by quarter of an hour.
        zone: Whose days; None for this machine's.
        first: Where the time begins; None for the first day that has a decision.
        last: Where it ends; None for the last such day.

    Returns:
        What a bar stands for, and the bars, the oldest first; none where there is nothing to count.
    """
    places = {reason: place for place, reason in enumerate(Reason)}
    by_day: dict[date, list[int]] = {}
    for quarter in counts:
        row = by_day.setdefault(quarter.start.astimezone(zone).date(), [0] * len(Reason))
        row[places[quarter.reason]] += quarter.count
    if not by_day:
        return Period.DAY, ()
    first, last = min(by_day) if first is None else first, max(by_day) if last is None else last
    first, last = min(first, min(by_day)), max(last, max(by_day))
    days = (last - first).days + 1
    period = Period.DAY if days <= MOST_DAYS else Period.WEEK if days <= 7 * MOST_WEEKS else Period.MONTH
    table: dict[date, list[int]] = {}
    start = _start(period, first)
    while start <= last:
        table[start] = [0] * len(Reason)
        start = _next(period, start)
    for day, row in by_day.items():
        sums = table[_start(period, day)]
        for place, count in enumerate(row):
            sums[place] += count
    return period, tuple(CountBar(start, tuple(row)) for start, row in table.items())


def _start(period: Period, day: date) -> date:
    if period is Period.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if period is Period.MONTH else day


def _next(period: Period, start: date) -> date:
    if period is Period.MONTH:
        return (start + timedelta(days=32)).replace(day=1)
    return start + timedelta(days=7 if period is Period.WEEK else 1)
