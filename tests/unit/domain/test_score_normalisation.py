"""Adaptive S-norm against plain loops, and whether it is said to be better only where it is."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.domain.comparison_summary import summarise
from faceapp.domain.normalisation_comparison import NormalisationComparison, _resampled_tars, compare_normalisation
from faceapp.domain.resampling import Figure, draw_people
from faceapp.domain.score_normalisation import AdaptiveSNorm, one_for_each


def units(count: int, size: int = 8, seed: int = 0) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(count, size)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def plain_score(first: NDArray[np.float32], second: NDArray[np.float32], cohort: NDArray[np.float32], k: int) -> float:
    score = float(first @ second)
    halves = []
    for side in (first, second):
        nearest = sorted((float(side @ row) for row in cohort), reverse=True)[:k]
        mean = sum(nearest) / k
        spread = (sum((value - mean) ** 2 for value in nearest) / k) ** 0.5
        halves.append((score - mean) / spread)
    return sum(halves) / 2


@pytest.mark.parametrize("k", [2, 5, 30])
def test_it_is_what_the_formula_says(k: int) -> None:
    first, second, cohort = units(7, seed=1), units(5, seed=2), units(30, seed=3)
    norm = AdaptiveSNorm(cohort, k)
    expected = [[plain_score(a, b, cohort, k) for b in second] for a in first]
    np.testing.assert_allclose(norm.matrix(first, second), expected, rtol=2e-3, atol=2e-3)
    np.testing.assert_allclose(norm.pairs(first[:5], second), np.diag(norm.matrix(first[:5], second)), rtol=1e-5)
    np.testing.assert_allclose(norm.matrix(second, first), norm.matrix(first, second).T, rtol=1e-5, atol=1e-5)
    assert norm.matrix(first, second).dtype == norm.pairs(first[:5], second).dtype == np.float32


def test_a_common_rise_of_all_scores_of_a_sample_is_taken_out() -> None:
    class Raised:
        """Scores of which the first sample's are higher by a constant, with everybody."""

        def matrix(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
            return first[:, 1:] @ second[:, 1:].T + first[:, :1] + second[:, :1].T

        def pairs(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
            return np.diag(self.matrix(first, second)).copy()

    samples, cohort = units(4, seed=4), units(20, seed=5)
    level = np.zeros((4, 1), dtype=np.float32)
    rows, others = np.hstack([level, samples]), np.hstack([np.zeros((20, 1), dtype=np.float32), cohort])
    norm = AdaptiveSNorm(others, 6, Raised())
    level[:] = [[0.0], [0.3], [0.0], [0.1]]
    raised = np.hstack([level, samples])
    # The score and the mean rise alike on the raised side; on the other the cohort's mean does not rise with it.
    own = norm._scales(raised)
    np.testing.assert_allclose(own[0] - norm._scales(rows)[0], level[:, 0], atol=1e-6)
    np.testing.assert_allclose(own[1], norm._scales(rows)[1], atol=1e-6)


def test_a_cohort_without_any_spread_accepts_nobody() -> None:
    cohort = np.tile(units(1, seed=6), (4, 1))
    same = np.tile(units(1, seed=7), (2, 1))
    scores = AdaptiveSNorm(cohort, 3).matrix(same, same)
    assert not (scores >= -1e30).any()


def test_what_cannot_be_normalised_with_is_refused() -> None:
    cohort = units(5)
    for k in (1, 6):
        with pytest.raises(ValueError, match="nearest of a cohort"):
            AdaptiveSNorm(cohort, k)
    cohort[0, 0] = np.nan
    with pytest.raises(ValueError, match="not a number"):
        AdaptiveSNorm(cohort, 2)


def test_nobody_at_all_has_no_scores() -> None:
    norm = AdaptiveSNorm(units(5), 2)
    assert norm.matrix(units(0), units(3)).shape == (0, 3)
    assert norm.pairs(units(0), units(0)).shape == (0,)


def test_one_for_each_is_the_direction_of_the_mean() -> None:
    rows, labels = units(6, seed=8), np.array([7, 3, 7, 3, 7, 9])
    expected = []
    for label in (3, 7, 9):
        mean = np.mean([row for row, own in zip(rows, labels, strict=True) if own == label], axis=0)
        expected.append(mean / np.linalg.norm(mean))
    np.testing.assert_allclose(one_for_each(rows, labels), expected, atol=1e-6)
    with pytest.raises(ValueError, match="cancel"):
        one_for_each(np.array([[1, 0], [-1, 0]], dtype=np.float32), np.array([1, 1]))


def populated(people: int, each: int, seed: int, first: int = 0) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    random = np.random.default_rng(seed)
    centres = np.repeat(random.normal(size=(people, 16)), each, axis=0)
    rows = (centres + 0.7 * random.normal(size=centres.shape)).astype(np.float32)
    labels = np.repeat(np.arange(first, first + people), each)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True), labels


def test_resampled_rates_are_those_of_a_plain_loop() -> None:
    rows, labels = populated(12, 4, seed=9)
    summary = summarise(rows, labels)
    found = _resampled_tars(summary, [0.01], repetitions=5, seed=3)
    for repetition, times in enumerate(np.concatenate(list(draw_people(12, 5, 3)), axis=1).T):
        mated, non_mated = [], []
        for i in range(len(rows)):
            for j in range(i):
                one, other = labels[i], labels[j]
                weight = times[one] if one == other else times[one] * times[other]
                (mated if one == other else non_mated).append((float(rows[i] @ rows[j]), float(weight)))
        allowed, reached = 0.01 * sum(weight for _, weight in non_mated), 0.0
        bar = np.inf
        for score, weight in sorted(non_mated, reverse=True):
            reached += weight
            if reached > allowed:
                bar = score
                break
        above = sum(weight for value, weight in mated if value > bar + 1e-7)
        assert found[0, repetition] == pytest.approx(above / sum(weight for _, weight in mated), abs=1e-9)


def test_the_comparison_is_of_people_outside_the_cohort_and_with_the_same_resamples() -> None:
    rows, labels = populated(30, 4, seed=10)
    cohort, others = populated(20, 3, seed=11, first=100)
    result = compare_normalisation(rows, labels, cohort, others, top_ks=(10, 40), fmrs=(1e-2, 1e-6), repetitions=50)
    assert (result.people, result.cohort_people, result.mated) == (30, 20, 30 * 6)
    # 40 of 20 people are not to be had.
    assert [(way.top_k, way.each_person_once) for way in result.ways] == [(10, False), (40, False), (10, True)]
    assert result.plain[1e-6] is None and all(way.gains[1e-6] is None for way in result.ways)
    assert "Too few comparisons" in result.sentence(1e-6)
    for way in result.ways:
        gain, before, after = way.gains[1e-2], result.plain[1e-2], way.points[1e-2]
        assert gain is not None and before is not None and after is not None
        assert gain.value == pytest.approx(after.tar - before.tar)
        assert gain.low <= gain.value <= gain.high or gain.low == gain.high
    with pytest.raises(ValueError, match="in the cohort"):
        compare_normalisation(rows, labels, cohort, others - 100)
    with pytest.raises(ValueError, match="fits a cohort"):
        compare_normalisation(rows, labels, cohort, others, top_ks=(61,))


def judged(*gains: tuple[float, float, float], elsewhere: tuple[float, float, float] = (0.0, -1.0, 1.0)) -> str:
    """What is said of ways with these gains at 1e-3, and those elsewhere at 1e-2."""
    rows, labels = populated(30, 4, seed=10)
    cohort, others = populated(20, 3, seed=11, first=100)
    made = compare_normalisation(rows, labels, cohort, others, top_ks=(10,), fmrs=(1e-2, 1e-3, 1e-4), repetitions=2)
    assert isinstance(made, NormalisationComparison) and made.plain[1e-2] is not None
    ways = tuple(
        dataclasses.replace(made.ways[0], top_k=index, gains={1e-3: Figure(*gain), 1e-2: Figure(*elsewhere)})
        for index, gain in enumerate(gains)
    )
    return dataclasses.replace(made, plain={**made.plain, 1e-3: made.plain[1e-2]}, ways=ways).sentence(1e-3)


def test_it_is_offered_only_where_it_surely_gains_and_surely_loses_nowhere() -> None:
    assert "No normalisation" in judged((0.05, -0.01, 0.1), (0.0, 0.0, 0.1))
    assert "with the 2 nearest is better" in judged((0.05, 0.01, 0.1), (-0.1, -0.2, 0.0), (0.06, 0.01, 0.1))
    assert "No normalisation" in judged((0.05, 0.01, 0.1), elsewhere=(-0.02, -0.03, -0.01))
