"""Falling scores are found, and what only looks like them is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from faceapp.domain.drift import (
    LOW,
    MIDDLE,
    MIN_EVENTS,
    MIN_EVENTS_LOW,
    MIN_WEEKS,
    Drift,
    DriftFinding,
    GrantedScores,
    drift_sentence,
    find_drift,
)

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass
class Grants:
    """Grants as a test writes them down."""

    rows: list[tuple[float, int, str, float, float]] = field(default_factory=list)

    def add(
        self, week: float, person: int, scores: list[float], *, camera: str = "front", threshold: float = 0.0
    ) -> None:
        at = (MONDAY + timedelta(weeks=week)).timestamp()
        self.rows += [(at + 60 * index, person, camera, score, threshold) for index, score in enumerate(scores)]

    def look(self) -> Drift:
        order = np.random.default_rng(1).permutation(len(self.rows))  # they may come in any order
        seconds, person, camera, score, threshold = zip(*(self.rows[at] for at in order), strict=True)
        return find_drift(
            GrantedScores(
                np.array(seconds), np.array(person, dtype=np.int64), tuple(camera), np.array(score), np.array(threshold)
            )
        )


def simulated(
    random: np.random.Generator, *, weekly_fall: float, people: int = 1, weeks: int = 12, events: int = 20
) -> Grants:
    grants = Grants()
    for person in range(1, people + 1):
        level = random.uniform(0.6, 0.8)
        for week in range(weeks):
            # Some weeks are busier than others, and each has a light of its own.
            count = int(random.integers(events // 2, 2 * events))
            shift = random.normal(0, 0.01)
            grants.add(week, person, list(random.normal(level - weekly_fall * week + shift, 0.05, count)))
    return grants


def test_a_flat_series_is_seldom_found_and_a_falling_one_nearly_always() -> None:
    random = np.random.default_rng(20260301)
    flat = sum(bool(simulated(random, weekly_fall=0.0).look().findings) for _ in range(500))
    falling = sum(bool(simulated(random, weekly_fall=0.01).look().findings) for _ in range(100))
    assert flat <= 0.05 * 500 + 2 * np.sqrt(500 * 0.05 * 0.95)  # two standard deviations of the count
    assert flat > 0  # or the test would be so strict that it finds nothing
    assert falling >= 98


def test_a_look_at_many_flat_series_is_seldom_wrong_about_any() -> None:
    random = np.random.default_rng(7)
    looks = sum(bool(simulated(random, weekly_fall=0.0, people=20).look().findings) for _ in range(60))
    assert looks <= 0.05 * 60 + 2 * np.sqrt(60 * 0.05 * 0.95)


def test_more_grants_a_week_are_no_fall() -> None:
    """The lowest of many is lower than the lowest of few."""
    random = np.random.default_rng(11)
    found = 0
    for _ in range(200):
        grants = Grants()
        for week in range(12):
            grants.add(week, 1, list(random.normal(0.7, 0.05, MIN_EVENTS + 8 * week)))
        found += bool(grants.look().findings)
    assert found <= 0.05 * 200 + 2 * np.sqrt(200 * 0.05 * 0.95)


def weekly(level: float, count: int = MIN_EVENTS) -> list[float]:
    """Scores around a level, with that as their median."""
    return [level + 0.001 * (index - (count - 1) / 2) for index in range(count)]


def test_a_fall_is_told_with_its_size_its_time_and_its_place() -> None:
    grants = Grants()
    for week in range(MIN_WEEKS + 2):
        grants.add(week, 4, weekly(0.8 - 0.02 * week), camera="front")
        grants.add(week, 4, weekly(0.7), camera="back")
    found = grants.look()
    (finding,) = found.findings
    assert (finding.person_id, finding.camera, finding.quantile) == (4, "front", MIDDLE)
    assert finding.fall == pytest.approx(0.02 * 7)
    assert (finding.weeks, finding.events) == (8, 8 * MIN_EVENTS)
    assert finding.p_value == pytest.approx(1 / 40320)
    assert found.judged == 2
    assert [(series.camera, series.person_id) for series in found.series] == [("back", 4), ("front", 4)]
    front = found.series[1]
    assert front.weeks == tuple(date(2026, 1, 5) + timedelta(weeks=week) for week in range(8))
    assert front.events == (MIN_EVENTS,) * 8
    assert front.middle == pytest.approx([0.8 - 0.02 * week for week in range(8)])
    assert front.low == (None,) * 8
    told = drift_sentence(finding, "Ann")
    assert "Ann's scores at 'front' has fallen by 0.140 in 8 weeks (40 grants)" in told
    assert "enrol Ann again" in told


def test_weeks_begin_on_monday_and_those_with_few_grants_are_left_out() -> None:
    grants = Grants()
    grants.add(-1e-6, 1, weekly(0.6)[:1])  # less than a second before Monday, and too few of that week
    grants.add(0, 1, weekly(0.5))
    grants.add(1.99, 1, weekly(0.7, MIN_EVENTS_LOW))  # late on Sunday
    grants.add(2, 1, weekly(0.8)[:-1])
    (series,) = grants.look().series
    assert series.weeks == (date(2026, 1, 5), date(2026, 1, 12))
    assert series.events == (MIN_EVENTS, MIN_EVENTS_LOW)
    assert series.middle == pytest.approx([0.5, 0.7])
    assert series.low[0] is None
    low = series.low[1]
    assert low is not None
    # Hyndman and Fan's eighth definition: between the first and the second of them.
    ranks = (MIN_EVENTS_LOW + 1 / 3) * 0.05 + 1 / 3
    scores = weekly(0.7, MIN_EVENTS_LOW)
    assert low == pytest.approx(scores[0] + (ranks - 1) * (scores[1] - scores[0]))


def test_the_lowest_scores_may_fall_alone() -> None:
    grants = Grants()
    for week in range(10):
        scores = weekly(0.8, 38)
        scores[:4] = [0.6 - 0.02 * week + 0.001 * index for index in range(4)]
        grants.add(week, 1, scores)
    (finding,) = grants.look().findings
    assert finding.quantile == LOW
    assert finding.fall == pytest.approx(0.18, abs=0.01)
    assert "lowest twentieth" in drift_sentence(finding, "Ann")


def test_too_few_weeks_tell_nothing() -> None:
    grants = Grants()
    for week in range(MIN_WEEKS - 1):
        grants.add(week, 1, weekly(0.9 - 0.1 * week))
    assert grants.look().judged == 0
    assert grants.look().findings == ()
    grants.add(MIN_WEEKS, 1, weekly(0.1))  # after a week without anybody
    (finding,) = grants.look().findings
    assert (grants.look().judged, finding.weeks) == (1, MIN_WEEKS + 1)
    nothing = find_drift(GrantedScores(np.zeros(0), np.zeros(0, np.int64), (), np.zeros(0), np.zeros(0)))
    assert nothing == Drift((), 0, ())


def test_a_lowered_threshold_is_no_fall() -> None:
    random = np.random.default_rng(5)
    grants, seen_as_fall = Grants(), Grants()
    for week in range(12):
        threshold = 0.70 - 0.02 * week  # lowered every week
        scores = random.normal(0.65, 0.1, 200)
        scores = list(scores[scores >= threshold])
        grants.add(week, 1, scores, threshold=threshold)
        seen_as_fall.add(week, 1, scores)
    assert grants.look().findings == ()
    assert seen_as_fall.look().findings  # the same grants, had the thresholds not been known


def test_a_camera_is_told_from_the_people_before_it() -> None:
    grants = Grants()
    for week in range(10):
        for person, level in ((1, 0.9), (2, 0.7), (3, 0.5)):
            grants.add(week, person, weekly(level - 0.02 * week), camera="dusty")
            # Here one falls, and the others do not.
            grants.add(week, person, weekly(level - (0.02 * week if person == 1 else 0)), camera="clean")
    found = {(finding.camera, finding.person_id) for finding in grants.look().findings}
    assert found == {("dusty", None), ("dusty", 1), ("dusty", 2), ("dusty", 3), ("clean", 1)}
    dusty = next(finding for finding in grants.look().findings if finding.person_id is None)
    assert dusty.fall == pytest.approx(0.18)
    assert dusty.events == 10 * 3 * MIN_EVENTS
    told = drift_sentence(dusty, None)
    assert "people's scores at 'dusty'" in told
    assert "lens" in told


def test_other_people_before_a_camera_are_no_fall() -> None:
    random = np.random.default_rng(9)
    grants = Grants()
    for week in range(12):
        for person in range(1, 13):
            # Every week one with high scores leaves, and one with low scores comes.
            if week - 6 < person <= week + 6:
                grants.add(week, person, list(random.normal(0.9 - 0.03 * person, 0.02, 8)))
    assert [finding for finding in grants.look().findings if finding.person_id is None] == []
    assert [series.person_id for series in grants.look().series][-1] is None


def test_two_people_are_no_evidence_of_a_camera() -> None:
    grants = Grants()
    for week in range(10):
        for person in (1, 2):
            grants.add(week, person, weekly(0.9 - 0.02 * week))
    assert {finding.person_id for finding in grants.look().findings} == {1, 2}


def test_the_clearest_comes_first() -> None:
    grants = Grants()
    for week in range(10):
        grants.add(week, 1, weekly(0.9 - 0.01 * week))
        grants.add(week, 2, weekly(0.9 - 0.03 * week))
        if week < 8:
            grants.add(week, 3, weekly(0.9 - 0.05 * week), camera="back")
    found = grants.look().findings
    assert [finding.person_id for finding in found] == [2, 1, 3]
    assert all(isinstance(finding, DriftFinding) and finding.fall > 0 for finding in found)
