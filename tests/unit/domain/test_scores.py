"""Error rates and thresholds, each against a plain loop."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from faceapp.domain.scores import (
    Comparisons,
    Scores,
    area_under_curve,
    compare_all,
    equal_error_rate,
    false_match_rate,
    operating_point,
    threshold_at_fmr,
    true_accept_rate,
)

PROPERTY = settings(deadline=None, max_examples=150)


def float32(values: list[float]) -> Scores:
    return np.array(values, dtype=np.float32)


NOTHING = float32([])
# Few levels, so that ties are common; and any score at all.
TIED = st.lists(st.integers(-4, 4).map(lambda level: level / 4), min_size=1, max_size=40).map(float32)
ANY = st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=40).map(float32)
SCORES = TIED | ANY


def share_at_or_above(scores: Scores, threshold: float) -> float:
    return sum(1 for score in scores if score >= threshold) / len(scores)


def test_a_tie_is_accepted() -> None:
    assert false_match_rate(float32([0.1, 0.5, 0.5, 0.9]), 0.5) == 0.75
    assert true_accept_rate(float32([0.1, 0.5, 0.5, 0.9]), 0.5) == 0.75


@PROPERTY
@given(SCORES, st.floats(-1.5, 1.5, width=32))
def test_rates_agree_with_a_plain_loop(scores: Scores, threshold: float) -> None:
    assert false_match_rate(scores, threshold) == share_at_or_above(scores, threshold)
    assert true_accept_rate(scores, threshold) == share_at_or_above(scores, threshold)


def test_the_threshold_of_the_example() -> None:
    scores = float32([0.1, 0.2, 0.3, 0.4])
    threshold = threshold_at_fmr(scores, 0.25)
    assert threshold == np.nextafter(np.float32(0.3), np.float32(1))
    assert false_match_rate(scores, threshold) == 0.25


def test_ties_at_the_threshold_are_all_refused() -> None:
    scores = float32([0.1, 0.5, 0.5, 0.5])
    assert false_match_rate(scores, threshold_at_fmr(scores, 0.5)) == 0.0


def test_the_target_is_kept_to_the_last_digit() -> None:
    # 2 * 0.4999999999 is 1 to nine digits, but accepting one of two would be over the target.
    scores = float32([0.1, 0.2])
    assert false_match_rate(scores, threshold_at_fmr(scores, 0.4999999999)) == 0.0
    # 100 * 0.29 is a little under 29 in binary, but 29 of 100 is the target.
    hundred = np.arange(100, dtype=np.float32)
    assert false_match_rate(hundred, threshold_at_fmr(hundred, 0.29)) == 0.29


@PROPERTY
@given(SCORES, st.floats(1e-6, 1 - 1e-6) | st.sampled_from([0.1, 0.25, 0.3, 0.5, 0.7]))
def test_the_threshold_is_the_smallest_that_keeps_the_target(scores: Scores, fmr: float) -> None:
    threshold = threshold_at_fmr(scores, fmr)
    assert share_at_or_above(scores, threshold) <= fmr
    lower = float(np.nextafter(np.float32(threshold), np.float32(-np.inf)))
    assert share_at_or_above(scores, lower) > fmr


@pytest.mark.parametrize("fmr", [0.0, 1.0, -0.1, math.nan])
def test_a_target_outside_its_range_is_refused(fmr: float) -> None:
    with pytest.raises(ValueError, match="outside"):
        threshold_at_fmr(float32([0.5]), fmr)


@PROPERTY
@given(SCORES, SCORES)
def test_equal_error_rate_agrees_with_every_threshold_tried(mated: Scores, non_mated: Scores) -> None:
    levels = [-2.0, 2.0, *mated.tolist(), *non_mated.tolist()]
    larger = [
        max(share_at_or_above(non_mated, threshold), 1 - share_at_or_above(mated, threshold)) for threshold in levels
    ]
    assert equal_error_rate(mated, non_mated) == pytest.approx(min(larger))


def test_equal_error_rate_of_scores_apart_and_upside_down() -> None:
    low, high = float32([0.1, 0.2]), float32([0.8, 0.9])
    assert equal_error_rate(high, low) == 0.0
    assert equal_error_rate(low, high) == 1.0
    assert equal_error_rate(high, high) == 0.5


@PROPERTY
@given(SCORES, SCORES)
def test_area_under_curve_agrees_with_every_pair(mated: Scores, non_mated: Scores) -> None:
    wins = sum((a > b) + 0.5 * (a == b) for a in mated.tolist() for b in non_mated.tolist())
    assert area_under_curve(mated, non_mated) == pytest.approx(wins / (len(mated) * len(non_mated)))


BOTH: list[Callable[[Scores, Scores], float]] = [equal_error_rate, area_under_curve]
ONE: list[Callable[[Scores], float]] = [
    lambda scores: false_match_rate(scores, 0.5),
    lambda scores: true_accept_rate(scores, 0.5),
    lambda scores: threshold_at_fmr(scores, 0.5),
]


@pytest.mark.parametrize("figure", ONE)
def test_a_figure_needs_scores_that_are_numbers(figure: Callable[[Scores], float]) -> None:
    with pytest.raises(ValueError, match="there is no"):
        figure(NOTHING)
    for bad in (math.nan, math.inf, -math.inf):
        with pytest.raises(ValueError, match="not a number"):
            figure(float32([0.1, bad]))


@pytest.mark.parametrize("figure", BOTH)
def test_a_figure_needs_scores_of_both_kinds(figure: Callable[[Scores, Scores], float]) -> None:
    some = float32([0.1, 0.2])
    with pytest.raises(ValueError, match="no mated"):
        figure(NOTHING, some)
    with pytest.raises(ValueError, match="no non-mated"):
        figure(some, NOTHING)
    with pytest.raises(ValueError, match="non-mated score is not a number"):
        figure(some, float32([0.1, math.nan]))
    with pytest.raises(ValueError, match="mated score is not a number"):
        figure(float32([math.nan]), some)


def unit_rows(count: int, size: int, seed: int) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(count, size)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.mark.parametrize("block", [1, 3, 7, 23, 512])
def test_compare_all_agrees_with_a_double_loop(block: int) -> None:
    embeddings = unit_rows(23, 5, seed=1)
    labels = np.random.default_rng(2).integers(0, 6, 23)
    mated, non_mated = [], []
    for i in range(23):
        for j in range(i + 1, 23):
            score = float(np.dot(embeddings[i].astype(np.float64), embeddings[j].astype(np.float64)))
            if labels[i] == labels[j]:
                mated.append((score, labels[i]))
            else:
                non_mated.append((score, *sorted((labels[i], labels[j]))))
    found = compare_all(embeddings, labels, block=block)
    assert found.mated.dtype == found.non_mated.dtype == np.float32
    pairs = np.sort(np.stack([found.non_mated_first, found.non_mated_second]), axis=0)
    assert_same_rows(np.column_stack([found.mated, found.mated_person]), np.array(mated))
    assert_same_rows(np.column_stack([found.non_mated, *pairs]), np.array(non_mated))
    assert found.samples.tolist() == [int(np.sum(labels == person)) for person in range(max(labels) + 1)]


def assert_same_rows(found: NDArray[np.float64], wanted: NDArray[np.float64]) -> None:
    """Whether two tables hold the same rows, in whatever order, the first column nearly."""
    order = [np.lexsort((table[:, 0].round(4), *table[:, 1:].T)) for table in (found, wanted)]
    np.testing.assert_allclose(found[order[0]], wanted[order[1]], atol=1e-5)


def test_compare_all_of_nothing_and_of_one_compares_nothing() -> None:
    for count in (0, 1):
        found = compare_all(unit_rows(count, 4, seed=0), np.zeros(count, dtype=np.int64))
        assert len(found.mated) == len(found.non_mated) == len(found.mated_person) == len(found.non_mated_first) == 0
        assert found.samples.sum() == count


def test_compare_all_refuses_what_does_not_fit() -> None:
    rows = unit_rows(3, 4, seed=0)
    with pytest.raises(ValueError, match="do not fit"):
        compare_all(rows, np.zeros(2, dtype=np.int64))
    with pytest.raises(ValueError, match="do not fit"):
        compare_all(rows[0], np.zeros(4, dtype=np.int64))
    rows[1, 2] = np.nan
    with pytest.raises(ValueError, match="not a number"):
        compare_all(rows, np.zeros(3, dtype=np.int64))


def simulated(people: int, samples: int, seed: int, *, spread: float) -> Comparisons:
    """Scores of people of whom some match easily and some do not: `spread` is how much they differ."""
    random = np.random.default_rng(seed)
    labels = np.repeat(np.arange(people), samples)
    first, second = np.triu_indices(len(labels), k=1)
    same = labels[first] == labels[second]
    ease = random.normal(0, spread, people)
    mated = 0.6 + ease[labels[first[same]]] + random.normal(0, 0.1, int(same.sum()))
    non_mated = random.normal(0.0, 0.15, int((~same).sum()))
    return Comparisons(
        mated=mated.astype(np.float32),
        mated_person=labels[first[same]].astype(np.int32),
        non_mated=non_mated.astype(np.float32),
        non_mated_first=labels[first[~same]].astype(np.int32),
        non_mated_second=labels[second[~same]].astype(np.int32),
        samples=np.bincount(labels),
    )


def test_an_operating_point_states_threshold_and_interval() -> None:
    comparisons = simulated(40, 6, seed=3, spread=0.1)
    point = operating_point(comparisons, 1e-2, repetitions=200)
    assert point is not None
    assert point.fmr == 1e-2
    assert point.threshold == threshold_at_fmr(comparisons.non_mated, 1e-2)
    assert point.tar == true_accept_rate(comparisons.mated, point.threshold)
    assert 0 <= point.tar_low < point.tar < point.tar_high <= 1
    assert operating_point(comparisons, 1e-2, repetitions=200) == point
    assert operating_point(comparisons, 1e-2, repetitions=200, seed=1) != point


def test_the_interval_knows_that_comparisons_share_people() -> None:
    comparisons = simulated(40, 6, seed=4, spread=0.15)
    point = operating_point(comparisons, 1e-2, repetitions=300)
    assert point is not None
    binomial = 2 * 1.96 * math.sqrt(point.tar * (1 - point.tar) / len(comparisons.mated))
    assert point.tar_high - point.tar_low > 1.5 * binomial


def test_the_interval_covers_the_truth_as_often_as_it_claims() -> None:
    runs = [operating_point(simulated(30, 4, seed, spread=0.15), 1e-2, repetitions=100) for seed in range(60)]
    points = [point for point in runs if point is not None]
    assert len(points) == 60
    whole = simulated(400, 4, seed=1000, spread=0.15)
    truth = true_accept_rate(whole.mated, threshold_at_fmr(whole.non_mated, 1e-2))
    covered = sum(point.tar_low <= truth <= point.tar_high for point in points)
    # 95 % are promised; of 60 fewer than 50 would come once in ten thousand trials.
    assert covered >= 50


def test_a_bootstrap_repetition_agrees_with_resampled_comparisons() -> None:
    """Weights against comparisons written out as often as they count."""
    comparisons = simulated(12, 5, seed=5, spread=0.1)
    fmr, people = 0.02, 12
    tars = []
    random = np.random.default_rng(7)
    for _ in range(25):
        drawn = np.bincount(random.integers(0, people, people), minlength=people)
        non_mated: list[float] = []
        for score, a, b in zip(
            comparisons.non_mated, comparisons.non_mated_first, comparisons.non_mated_second, strict=True
        ):
            non_mated += [float(score)] * int(drawn[a] * drawn[b])
        mated: list[float] = []
        for score, a in zip(comparisons.mated, comparisons.mated_person, strict=True):
            mated += [float(score)] * int(drawn[a])
        tars.append(true_accept_rate(float32(mated), threshold_at_fmr(float32(non_mated), fmr)))
    point = operating_point(comparisons, fmr, repetitions=25, seed=7)
    assert point is not None
    assert (point.tar_low, point.tar_high) == pytest.approx(tuple(np.quantile(tars, [0.025, 0.975])))


def test_too_few_comparisons_support_no_operating_point() -> None:
    comparisons = simulated(40, 6, seed=6, spread=0.1)  # 28,080 non-mated
    assert operating_point(comparisons, 1e-3, repetitions=10) is not None
    assert operating_point(comparisons, 1e-4, repetitions=10) is None
    nobody = dataclasses.replace(comparisons, mated=NOTHING, mated_person=np.zeros(0, dtype=np.int32))
    assert operating_point(nobody, 1e-2) is None


def test_an_interval_that_no_repetition_supports_is_the_widest() -> None:
    # Mated scores of one person of many, and one repetition, in which that person is not drawn.
    comparisons = simulated(30, 4, seed=8, spread=0.0)
    only_first = comparisons.mated_person == 0
    rare = dataclasses.replace(
        comparisons, mated=comparisons.mated[only_first], mated_person=comparisons.mated_person[only_first]
    )
    seed = next(s for s in range(50) if 0 not in np.random.default_rng(s).integers(0, 30, 30))
    point = operating_point(rare, 1e-2, repetitions=1, seed=seed)
    assert point is not None
    assert (point.tar_low, point.tar_high) == (0.0, 1.0)


def test_repetitions_whose_threshold_lies_beyond_the_tail_are_left_out() -> None:
    # All high scores are of two people: where neither is drawn, the tail that was kept says nothing.
    count = 60_000
    random = np.random.default_rng(9)
    first, second = random.integers(2, 100, count), random.integers(2, 100, count)
    scores = random.uniform(-1, 0, count)
    first[:3000], second[:3000], scores[:3000] = 0, 1, random.uniform(0.5, 1, 3000)
    comparisons = Comparisons(
        mated=random.uniform(0, 1, 200).astype(np.float32),
        mated_person=random.integers(0, 100, 200).astype(np.int32),
        non_mated=scores.astype(np.float32),
        non_mated_first=first.astype(np.int32),
        non_mated_second=second.astype(np.int32),
        samples=np.full(100, 10),
    )
    seed = next(s for s in range(50) if 0 not in np.random.default_rng(s).integers(0, 100, 100))
    point = operating_point(comparisons, 1e-3, repetitions=1, seed=seed)
    assert point is not None
    assert (point.tar_low, point.tar_high) == (0.0, 1.0)
