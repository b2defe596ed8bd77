"""Whether the scores of people at a door fall over the weeks: faces change, and so do cameras.

Scores of one person at one camera tell of the person; several people's at one camera tell of the camera, its lens and
its light. Grants alone are looked at, so that a fall is understated: what has fallen below the threshold is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.trends import Trend, discoveries, falling_trend

LOOK_BACK_WEEKS = 26
# Of everything found falling at one look, at most this share is chance, on average.
SIGNIFICANCE = 0.05
# A trend takes so many weeks, and a week so many of a person's grants.
MIN_WEEKS = 6
MIN_EVENTS = 5
# A week with fewer has no 5 % quantile: it would be the lowest score, which is lower the more there are.
MIN_EVENTS_LOW = 14
# One person's change must not pass for the camera's.
MIN_PEOPLE = 3
LOW, MIDDLE = 0.05, 0.5

_DAY_S = 86400
_MONDAY = date(1969, 12, 29)  # of the week in which the time count began


@dataclass(frozen=True, slots=True, eq=False)
class GrantedScores:
    """Grants at the door, in any order.

    Attributes:
        seconds: When, seconds since 1970-01-01 UTC, (N,).
        person: Whose id, (N,).
        camera: Where, N names.
        score: Fused score, (N,).
        threshold: What was in force, (N,).
    """

    seconds: NDArray[np.float64]
    person: NDArray[np.int64]
    camera: tuple[str, ...]
    score: NDArray[np.float64]
    threshold: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WeeklyScores:
    """Quantiles of scores, week by week.

    Attributes:
        person_id: Whose; None for a camera: then quantiles are relative to what each person's are on the whole.
        camera: Where.
        weeks: Mondays (UTC) of the weeks with enough grants, rising.
        events: Grants in each.
        middle: Median of each.
        low: 5 % quantile of each; None where there are too few for it.
    """

    person_id: int | None
    camera: str
    weeks: tuple[date, ...]
    events: tuple[int, ...]
    middle: tuple[float, ...]
    low: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class DriftFinding:
    """Scores that fall more clearly than chance would let them.

    Attributes:
        person_id: Whose; None where it is the camera's matter.
        camera: Where.
        quantile: Which quantile of the weeks falls, 0.05 or 0.5.
        fall: By how much, over the time looked at; positive.
        weeks: How long that time is.
        events: Grants that this rests on.
        p_value: Of this series alone.
    """

    person_id: int | None
    camera: str
    quantile: float
    fall: float
    weeks: int
    events: int
    p_value: float


@dataclass(frozen=True, slots=True)
class Drift:
    """What a look at the grants shows.

    Attributes:
        series: Every series with at least one week, by camera, the camera's own last.
        judged: How many of these have enough weeks for a trend.
        findings: Those that fall, the clearest first.
    """

    series: tuple[WeeklyScores, ...]
    judged: int
    findings: tuple[DriftFinding, ...]


def find_drift(granted: GrantedScores) -> Drift:
    """Look for scores that fall.

    Weeks are held to be alike but for a trend: a slow season, such as low winter light, looks like one, too.

    Args:
        granted: Grants of one encoder and similarity, rightly given as far as is known.

    Returns:
        Every series, and those whose 5 % quantile or median falls: exact Mann-Kendall test, and of all tests of this
        look those that keep the false discovery rate at `SIGNIFICANCE`.
    """
    series = tuple(_series(granted))
    tested = [
        (weekly, quantile, trend)
        for weekly in series
        for quantile in (LOW, MIDDLE)
        if (trend := _trend(weekly, quantile)) is not None
    ]
    believed = discoveries([trend.p_value for _, _, trend in tested], SIGNIFICANCE)
    findings: dict[tuple[str, int | None], DriftFinding] = {}
    for (weekly, quantile, trend), is_real in zip(tested, believed, strict=True):
        if not is_real:
            continue
        finding = _finding(weekly, quantile, trend)
        known = findings.get((weekly.camera, weekly.person_id))
        if known is None or finding.p_value <= known.p_value:
            findings[weekly.camera, weekly.person_id] = finding
    return Drift(
        series=series,
        judged=len({(weekly.camera, weekly.person_id) for weekly, _, _ in tested}),
        findings=tuple(sorted(findings.values(), key=lambda finding: (finding.p_value, -finding.fall))),
    )


def drift_sentence(finding: DriftFinding, name: str | None) -> str:
    """A finding, and what to do about it.

    Args:
        finding: What was found.
        name: The person's; None for a camera.
    """
    what = "The median" if finding.quantile == MIDDLE else "The lowest twentieth"
    fallen = f"has fallen by {finding.fall:.3f} in {finding.weeks} weeks ({finding.events:,} grants)"
    if name is None:
        return f"{what} of people's scores at '{finding.camera}' {fallen}: look at its lens, its focus and its light."
    return f"{what} of {name}'s scores at '{finding.camera}' {fallen}: enrol {name} again, from that camera."


def _series(granted: GrantedScores) -> Iterator[WeeklyScores]:
    cameras = np.array(granted.camera, dtype=object)
    weeks = ((granted.seconds // _DAY_S + 3) // 7).astype(np.int64)
    for camera in sorted(set(granted.camera)):
        here = cameras == camera
        # A threshold that was lowered lets in lower scores, which is no fall: those are looked at that every
        # threshold of the time would have let in.
        here &= granted.score >= granted.threshold[here].max()
        people = []
        for person in np.unique(granted.person[here]):
            own = here & (granted.person == person)
            weekly = _weekly(int(person), camera, weeks[own], granted.score[own])
            if weekly.weeks:
                people.append(weekly)
                yield weekly
        together = _of_camera(camera, people)
        if together.weeks:
            yield together


def _weekly(person_id: int, camera: str, weeks: NDArray[np.int64], scores: NDArray[np.float64]) -> WeeklyScores:
    mondays, events, middle, low = [], [], [], []
    for week in np.unique(weeks):
        of_week = scores[weeks == week]
        if len(of_week) < MIN_EVENTS:
            continue
        mondays.append(_MONDAY + timedelta(weeks=int(week)))
        events.append(len(of_week))
        # An estimate whose middle does not depend on how many there are.
        middle.append(float(np.quantile(of_week, MIDDLE, method="median_unbiased")))
        enough = len(of_week) >= MIN_EVENTS_LOW
        low.append(float(np.quantile(of_week, LOW, method="median_unbiased")) if enough else None)
    return WeeklyScores(person_id, camera, tuple(mondays), tuple(events), tuple(middle), tuple(low))


def _of_camera(camera: str, people: Sequence[WeeklyScores]) -> WeeklyScores:
    """What people have in common at a camera, each counting the same however often they come, and whoever comes."""
    middle = _in_common([(weekly.weeks, weekly.middle) for weekly in people])
    low = _in_common([(weekly.weeks, weekly.low) for weekly in people])
    weeks = tuple(sorted(middle))
    events = tuple(
        sum(count for weekly in people for at, count in zip(weekly.weeks, weekly.events, strict=True) if at == week)
        for week in weeks
    )
    return WeeklyScores(
        None, camera, weeks, events, tuple(middle[week] for week in weeks), tuple(low.get(week) for week in weeks)
    )


def _in_common(series: Sequence[tuple[tuple[date, ...], Sequence[float | None]]]) -> dict[date, float]:
    """Median over people of how far each is from the own usual value, for every week with enough people."""
    distances: dict[date, list[float]] = {}
    for weeks, values in series:
        known = {week: value for week, value in zip(weeks, values, strict=True) if value is not None}
        if len(known) < 2:
            continue  # nothing to be far from
        usual = float(np.median(list(known.values())))
        for week, value in known.items():
            distances.setdefault(week, []).append(value - usual)
    return {week: float(np.median(of_week)) for week, of_week in distances.items() if len(of_week) >= MIN_PEOPLE}


def _trend(weekly: WeeklyScores, quantile: float) -> Trend | None:
    weeks, values = _points(weekly, quantile)
    return falling_trend(weeks, values) if len(weeks) >= MIN_WEEKS else None


def _points(weekly: WeeklyScores, quantile: float) -> tuple[list[int], list[float]]:
    """Weeks by number, and the quantile in each that has it."""
    values: Sequence[float | None] = weekly.low if quantile == LOW else weekly.middle
    known = [(week, value) for week, value in zip(weekly.weeks, values, strict=True) if value is not None]
    return [(week - _MONDAY).days // 7 for week, _ in known], [value for _, value in known]


def _finding(weekly: WeeklyScores, quantile: float, trend: Trend) -> DriftFinding:
    weeks, _ = _points(weekly, quantile)
    return DriftFinding(
        person_id=weekly.person_id,
        camera=weekly.camera,
        quantile=quantile,
        fall=-trend.slope * (weeks[-1] - weeks[0]),
        weeks=weeks[-1] - weeks[0] + 1,
        events=sum(weekly.events),
        p_value=trend.p_value,
    )
