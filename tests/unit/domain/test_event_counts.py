"""Counts by day and hour against plain sums, in zones with odd offsets and a change of the clocks."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from faceapp.domain.event_counts import CountBar, Period, QuarterCount, bars_by_day, bars_by_hour
from faceapp.domain.records import Reason

ZONES = [UTC, ZoneInfo("Europe/Berlin"), timezone(timedelta(hours=5, minutes=45)), timezone(-timedelta(hours=9.5))]


def some_events(days: int, seed: int = 0) -> list[tuple[datetime, Reason]]:
    """Events in late March, when Europe's clocks change."""
    chance = random.Random(seed)
    begin = datetime(2026, 3, 20, tzinfo=UTC)
    return [
        (begin + timedelta(seconds=chance.uniform(0, 86400 * days)), chance.choice(list(Reason))) for _ in range(500)
    ]


def quarters(events: list[tuple[datetime, Reason]]) -> list[QuarterCount]:
    table = Counter((at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0), reason) for at, reason in events)
    return [QuarterCount(start, reason, count) for (start, reason), count in table.items()]


@pytest.mark.parametrize("zone", ZONES)
def test_hours_are_those_on_the_wall(zone: ZoneInfo) -> None:
    events = some_events(20)
    bars = bars_by_hour(quarters(events), zone)
    plain = Counter((at.astimezone(zone).hour, reason) for at, reason in events)
    assert [bar.start for bar in bars] == list(range(24))
    assert {(bar.start, reason): bar.of(reason) for bar in bars for reason in Reason if bar.of(reason)} == dict(plain)


@pytest.mark.parametrize("zone", ZONES)
def test_days_are_those_on_the_wall_without_a_gap(zone: ZoneInfo) -> None:
    events = [event for event in some_events(20) if event[0].day not in (25, 26)]
    period, bars = bars_by_day(quarters(events), zone)
    assert period is Period.DAY
    first = min(at.astimezone(zone).date() for at, _ in events)
    assert [bar.start for bar in bars] == [first + timedelta(days=day) for day in range(len(bars))]
    plain = Counter((at.astimezone(zone).date(), reason) for at, reason in events)
    assert {(bar.start, reason): bar.of(reason) for bar in bars for reason in Reason if bar.of(reason)} == dict(plain)


@pytest.mark.parametrize(
    ("days", "period", "key"),
    [
        (200, Period.WEEK, lambda day: day - timedelta(days=day.weekday())),
        (2000, Period.MONTH, lambda day: day.replace(day=1)),
    ],
)
def test_long_times_have_few_bars(days: int, period: Period, key: object) -> None:
    events = some_events(days)
    found, bars = bars_by_day(quarters(events), UTC)
    assert found is period
    plain = Counter(key(at.date()) for at, _ in events)  # type: ignore[operator]
    assert {bar.start: bar.total for bar in bars if bar.total} == dict(plain)
    assert sum(bar.total for bar in bars) == 500


def test_the_time_that_was_asked_for_is_shown_though_empty() -> None:
    counts = [QuarterCount(datetime(2026, 3, 3, 12, tzinfo=UTC), Reason.MATCHED, 2)]
    period, bars = bars_by_day(counts, UTC, first=date(2026, 3, 1), last=date(2026, 3, 4))
    assert period is Period.DAY
    assert bars == tuple(
        CountBar(date(2026, 3, day), (2 if day == 3 else 0, *[0] * (len(Reason) - 1))) for day in range(1, 5)
    )


def test_nothing_has_no_bars() -> None:
    assert bars_by_day([], UTC) == (Period.DAY, ())
    assert sum(bar.total for bar in bars_by_hour([], UTC)) == 0
