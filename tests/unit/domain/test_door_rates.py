"""Rates of approaches: counted by hand, and by people."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.domain.decision import Policy
from faceapp.domain.door_rates import (
    ApproachRate,
    contradicts,
    days_per_false_entry,
    falls_short_of,
    fnir,
    fpir,
    fpir_among,
    fpir_for,
    replay_all,
    worst,
)
from faceapp.domain.error_bounds import Rate, lower_bound, rate_by_person, upper_bound
from faceapp.domain.replay import Look, RecordedTrack
from faceapp.domain.simulated_approaches import NOBODY, Approaches, Looks
from faceapp.domain.template_search import TemplateSearch

POLICY = Policy(threshold=0.6, min_frames=3, min_span_s=0.2, patience_s=1.0)


def ended(rows: list[tuple[int, int, int]], looks: Looks = Looks.RECORDED) -> Approaches:
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return Approaches(looks, columns[:, 0], columns[:, 1], columns[:, 2])


def rated(
    value: float, low: float, high: float, *, looks: Looks = Looks.ONE, people: int = 50, effective: float = 100.0
) -> ApproachRate:
    return ApproachRate(Rate(value, low, high, 100, effective), people, looks)


def test_fpir_counts_strangers_who_were_let_in_as_anybody() -> None:
    told = fpir(ended([(0, NOBODY, 3), (0, NOBODY, NOBODY), (4, NOBODY, NOBODY), (9, NOBODY, 1), (9, NOBODY, 2)]))
    assert told is not None and told.people == 3
    assert told.rate == rate_by_person(np.array([1, 0, 2]), np.array([2, 1, 2]))


def test_fnir_counts_those_not_let_in_as_themselves() -> None:
    told = fnir(ended([(0, 7, 7), (0, 7, 8), (1, 8, NOBODY), (1, 8, 8)]))
    assert told is not None
    assert told.rate == rate_by_person(np.array([1, 1]), np.array([2, 2]))
    assert told.rate.value == 0.5


def test_without_an_approach_there_is_no_rate() -> None:
    assert fpir(ended([])) is None and fnir(ended([])) is None and fpir_among(ended([])) is None
    assert worst([]) is None and worst([None]) is None


def test_two_enrolled_people_who_look_alike_are_one_event() -> None:
    rows = [(number, 10 + number, NOBODY) for number in range(20)]
    rows[4], rows[9] = (4, 14, 19), (9, 19, 14)
    among, apart = fpir_among(ended(rows)), fpir(ended(rows))
    assert among is not None and apart is not None
    assert among.rate.value == apart.rate.value == 0.1 and among.people == 20
    assert among.rate.effective < 0.6 * apart.rate.effective
    # One taken for somebody who never approaches, as when not everybody is let approach.
    single = fpir_among(ended([(0, 10, 99), (1, 11, NOBODY)]))
    assert single is not None and single.people == 2 and single.rate.trials == 2


def test_the_worst_way_is_reported_with_the_bounds_of_all() -> None:
    one, several = rated(0.02, 0.01, 0.03), rated(0.0, 0.0, 0.06, looks=Looks.SEVERAL)
    changing = rated(0.03, 0.02, 0.05, looks=Looks.CHANGING, people=40)
    told = worst([one, None, several, changing])
    assert told is not None
    assert (told.looks, told.people, told.rate.value) == (Looks.CHANGING, 40, 0.03)
    # A way that was tried too little to show its errors may be as bad as its own bound says.
    assert (told.rate.low, told.rate.high) == (0.0, 0.06)
    assert told.ways == ((Looks.ONE, one.rate), (Looks.SEVERAL, several.rate), (Looks.CHANGING, changing.rate))
    # Of two alike the one that is known less well.
    tied = worst([rated(0.0, 0.0, 0.01), rated(0.0, 0.0, 0.02, looks=Looks.SEVERAL)])
    assert tied is not None and tied.looks is Looks.SEVERAL


def test_the_largest_true_rate_exceeds_the_bounds_of_all_ways_seldom_and_that_of_the_worst_way_often() -> None:
    """Choosing a way by what came out, and keeping its own bound, would claim too much."""
    random = np.random.default_rng(0)
    repetitions, misses, naive = 3000, 0, 0
    for _ in range(repetitions):
        # The worst way is tried by few people: it seldom shows an error.
        ways = [
            ApproachRate(rate_by_person(random.binomial(1, p, n).astype(np.int64), np.ones(n, np.int64)), n, looks)
            for p, n, looks in ((0.01, 300, Looks.ONE), (0.05, 30, Looks.SEVERAL))
        ]
        told = worst(ways)
        assert told is not None
        misses += told.rate.high < 0.05
        naive += next(way for way in ways if way.looks is told.looks).rate.high < 0.05
    assert misses / repetitions < 0.05 + 3 * math.sqrt(0.05 * 0.95 / repetitions)
    assert naive / repetitions > 0.1


def test_a_contradiction_is_more_than_chance() -> None:
    predicted = rated(0.001, 0.0005, 0.01)
    always_in = ApproachRate(rate_by_person(np.array([5]), np.array([5])), 1, Looks.RECORDED)
    assert contradicts(always_in, predicted), "the docstring's example: lower bound 0.05"
    assert not contradicts(always_in, rated(0.01, 0.0, 0.1))
    assert not contradicts(rated(0.0, 0.0, 1.0), predicted)
    # Many approaches of few people are no more than those people.
    few = rated(0.02, 0, 1, people=50, effective=5000)
    assert contradicts(few, predicted) is (float(lower_bound(1, 50)) > 0.01) is False
    assert few.worth == 50 and rated(0, 0, 1, people=50, effective=7).worth == 7


def test_a_prediction_can_be_too_dark() -> None:
    seen = rated(0.0, 0.0, 0.03, people=100)
    assert falls_short_of(seen, rated(0.2, 0.1, 0.3))
    assert not falls_short_of(seen, rated(0.2, 0.02, 0.3))
    assert float(upper_bound(0, 100)) == pytest.approx(0.0295, abs=1e-4)


def track(person: str | None, *scores: float | None, source: str = "clip.mp4") -> RecordedTrack:
    def look(score: float | None) -> NDArray[np.float32] | None:
        return None if score is None else np.array([score, 0.0, math.sqrt(1 - score**2)], dtype=np.float32)

    looks = tuple(Look(index * 0.1, 0.9, look(score)) for index, score in enumerate(scores))
    return RecordedTrack(person, source, looks)


def test_recorded_tracks_approach_a_door() -> None:
    search = TemplateSearch(np.eye(3, dtype=np.float32)[:2], np.array([5, 6]))
    tracks = [
        track("Ann", *[0.9] * 12),
        track("Ann", *[0.1] * 12),
        track("Ann", 0.9),  # passing by
        track(None, *[0.8] * 12),
        track(None, *[None] * 12),  # another one that nobody knows
    ]
    shares: list[float] = []
    told, passing_by = replay_all(tracks, [5, 5, 5, NOBODY, NOBODY], search, POLICY, on_progress=shares.append)
    assert passing_by == 1
    assert told.granted.tolist() == [5, NOBODY, 5, NOBODY]
    assert told.own.tolist() == [5, 5, NOBODY, NOBODY]
    assert told.person[0] == told.person[1] and len(set(told.person.tolist())) == 3
    assert shares == [0.0, 0.2, 0.4, 0.6, 0.8]
    # Without Ann's template she is a stranger.
    hidden, _ = replay_all(tracks[:1], [5], search, POLICY, without=([5], np.array([5, 6])))
    assert hidden.granted.tolist() == [NOBODY] and hidden.own.tolist() == [5]


def test_nobody_is_named_as_a_track_without_a_name() -> None:
    search = TemplateSearch(np.eye(3, dtype=np.float32)[:1], np.array([5]))
    tracks = [track(None, *[0.1] * 12), track("track 0", *[0.1] * 12)]
    told, _ = replay_all(tracks, [NOBODY, NOBODY], search, POLICY)
    assert len(set(told.person.tolist())) == 2


def test_days_and_rates() -> None:
    assert days_per_false_entry(1e-3, 4) == pytest.approx(250)
    assert days_per_false_entry(0, 4) == math.inf
    assert fpir_for(250, 4) == pytest.approx(1e-3)
    assert fpir_for(0.1, 1) == 1.0
    for rate, attempts in ((-0.1, 1.0), (1.1, 1.0), (0.1, 0.0), (0.1, math.inf), (math.nan, 1.0)):
        with pytest.raises(ValueError, match="FPIR"):
            days_per_false_entry(rate, attempts)
    for days, attempts in ((0.0, 1.0), (1.0, 0.0), (math.nan, 1.0)):
        with pytest.raises(ValueError, match="positive"):
            fpir_for(days, attempts)
