"""Bounds of error rates: against plain loops, and against a truth that is known."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from faceapp.domain.comparison_summary import summarise, summarise_pairs
from faceapp.domain.error_bounds import (
    MIN_ERRING_PAIRS,
    FalseMatchCurve,
    lower_bound,
    rate_among_people,
    rate_by_person,
    upper_bound,
)
from faceapp.domain.resampling import draw_people, non_mated_weight


def test_bounds_of_independent_trials_are_clopper_and_pearsons() -> None:
    assert upper_bound(0, 100) == pytest.approx(1 - 0.05 ** (1 / 100))
    assert upper_bound(0, 3000) == pytest.approx(3 / 3000, rel=0.01)  # the rule of three
    assert lower_bound(0, 100) == 0
    assert upper_bound(100, 100) == 1
    assert lower_bound(100, 100) == pytest.approx(0.05 ** (1 / 100))
    # By definition: at the bound, so few (or many) errors as were seen have a probability of 5 %.
    high, low = float(upper_bound(7, 50)), float(lower_bound(7, 50))
    assert sum(math.comb(50, k) * high**k * (1 - high) ** (50 - k) for k in range(8)) == pytest.approx(0.05)
    assert sum(math.comb(50, k) * low**k * (1 - low) ** (50 - k) for k in range(7, 51)) == pytest.approx(0.05)


def test_trials_of_one_person_count_by_how_much_they_cling_together() -> None:
    trials = np.full(20, 10)
    clinging = np.array([10, 10] + [0] * 18)
    spread = np.full(20, 1)
    assert rate_by_person(clinging, trials).value == rate_by_person(spread, trials).value == 0.1
    # Two people in error of twenty, not twenty trials of two hundred.
    assert rate_by_person(clinging, trials).effective < 20
    assert rate_by_person(spread, trials).high < rate_by_person(clinging, trials).high
    assert rate_by_person(clinging, trials).high > float(upper_bound(2, 20)) * 0.99
    none = rate_by_person(np.zeros(20, dtype=np.int64), trials)
    assert none.value == none.low == 0
    # Nothing tells how the trials of one person cling: each person is worth one.
    assert none.high >= float(upper_bound(0, 20))
    every = rate_by_person(trials, trials)
    assert every.value == every.high == 1
    assert every.low < 1


def test_errors_never_make_a_stronger_claim_than_none_would() -> None:
    trials = np.full(500, 10)
    none = rate_by_person(np.zeros(500, dtype=np.int64), trials)
    assert none.high == pytest.approx(float(upper_bound(0, 500)))
    assert 1 - rate_by_person(trials, trials).low == pytest.approx(none.high)
    for wrong in (1, 2, 5, 10, 20):
        some = np.array([1] * wrong + [0] * (500 - wrong))
        assert rate_by_person(some, trials).high >= none.high
        assert rate_by_person(trials - some, trials).low <= 1 - none.high


def truths(kind: str, people: int, random: np.random.Generator) -> tuple[NDArray[np.float64], float]:
    """Error rates of people drawn at random, and the rate of all people."""
    if kind == "some err every time":
        return np.where(random.random(people) < 1 / people, 1.0, 0.001), 1 / people + (1 - 1 / people) * 0.001
    mean, clinging = {"rare": (0.01, 0.5), "common": (0.1, 0.3), "independent": (0.02, 1e-6)}[kind]
    size = 1 / clinging - 1
    return random.beta(mean * size, (1 - mean) * size, people), mean


@pytest.mark.parametrize("kind", ["some err every time", "rare", "common", "independent"])
def test_bounds_by_person_hold_however_a_persons_trials_cling_together(kind: str) -> None:
    random = np.random.default_rng(7)
    repetitions, people = 1500, 200
    above = below = naive = 0
    for _ in range(repetitions):
        chances, truth = truths(kind, people, random)
        errors = random.binomial(10, chances)
        rate = rate_by_person(errors, np.full(people, 10))
        above += truth > rate.high
        below += truth < rate.low
        naive += truth > float(upper_bound(errors.sum(), 10 * people))
    # 5 %, and three standard errors of so many repetitions.
    allowed = 0.05 + 3 * math.sqrt(0.05 * 0.95 / repetitions)
    assert above / repetitions < allowed and below / repetitions < allowed
    if kind != "independent":
        assert naive / repetitions > allowed


def test_people_who_are_taken_for_each_other_count_by_pairs() -> None:
    """A pair of lookalikes is one event, though both are in error; bounds hold for a group drawn anew each time."""
    random = np.random.default_rng(3)
    people, alike, repetitions = 60, 0.05, 1500
    truth = 1 - (1 - alike / (people - 1)) ** (people - 1)
    pairs = np.array(list(combinations(range(people), 2)))
    trials = np.full(people, 4)
    above = below = naive_above = naive_below = 0
    for _ in range(repetitions):
        mutual = pairs[random.random(len(pairs)) < alike / (people - 1)]
        taken_for = dict(np.concatenate([mutual, mutual[:, ::-1]]).tolist())  # of several, anybody
        taken = np.repeat(np.array(list(taken_for), dtype=np.int64), 4)
        met = np.repeat(np.array(list(taken_for.values()), dtype=np.int64), 4)
        rate = rate_among_people(taken, met, trials)
        naive = rate_by_person(np.bincount(taken, minlength=people).astype(np.int64), trials)
        assert rate.value == naive.value and rate.effective <= naive.effective + 1e-9
        above, below = above + (truth > rate.high), below + (truth < rate.low)
        naive_above, naive_below = naive_above + (truth > naive.high), naive_below + (truth < naive.low)
    allowed = 0.05 + 3 * math.sqrt(0.05 * 0.95 / repetitions)
    assert above / repetitions < allowed and below / repetitions < allowed
    assert max(naive_above, naive_below) / repetitions > allowed


def test_the_variance_of_people_taken_for_each_other_agrees_with_a_plain_loop() -> None:
    random = np.random.default_rng(4)
    people = 40
    trials = random.integers(5, 8, people)
    trials[-3:] = 0  # met, but never trying
    errors = [
        (person, int(random.choice([3, 4, 38, person - 1])))
        for person in range(5, 37) for _ in range(random.integers(0, 4))
    ]  # fmt: skip
    rate = rate_among_people(np.array([taken for taken, _ in errors]), np.array([met for _, met in errors]), trials)
    share, total = len(errors) / trials.sum(), int(trials.sum())
    own = [sum(t == k for t, _ in errors) - share * trials[k] for k in range(people)]
    both = [own[k] + sum(m == k for _, m in errors) - share * total / people for k in range(people)]
    once = sum(
        sum({t, m} == {i, j} for t, m in errors) ** 2 for i, j in combinations(range(people), 2)
    )  # fmt: skip
    squares = max(sum(u**2 for u in both) - once, sum(r**2 for r in own))
    independent = share * (1 - share) * total**2 * 36 / (squares * 37)
    freedom = min(36, sum(u**2 for u in both) ** 2 / sum(u**4 for u in both))
    allowed = independent * (stats.norm.ppf(0.95) / stats.t.ppf(0.95, freedom)) ** 2
    alone = total**2 / sum(int(t) ** 2 for t in trials) / 2
    assert rate.effective == pytest.approx(max(allowed, min(independent, alone)))
    assert rate.value == pytest.approx(share)


def test_nobody_taken_for_another_and_errors_that_do_not_fit() -> None:
    nobody = np.zeros(0, dtype=np.int64)
    assert rate_among_people(nobody, nobody, np.ones(20, dtype=np.int64)).high == pytest.approx(
        float(upper_bound(0, 10))
    )
    with pytest.raises(ValueError, match="no trial"):
        rate_among_people(nobody, nobody, np.zeros(2, dtype=np.int64))
    with pytest.raises(ValueError, match="do not fit"):
        rate_among_people(np.array([0, 0]), np.array([1, 1]), np.array([1, 1]))


@pytest.mark.parametrize("errors", [[3], [-1]])
def test_errors_that_do_not_fit_their_trials_are_refused(errors: list[int]) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        rate_by_person(np.array(errors), np.array([2]))


def test_a_rate_without_a_trial_is_refused() -> None:
    with pytest.raises(ValueError, match="no trial"):
        rate_by_person(np.zeros(2, dtype=np.int64), np.zeros(2, dtype=np.int64))


def a_curve(seed: int = 0, people: int = 12) -> tuple[FalseMatchCurve, NDArray[np.float64], NDArray[np.int64]]:
    """A curve of people with one to four samples; with it each pair's scores, and the number of samples."""
    random = np.random.default_rng(seed)
    samples = random.integers(1, 5, people)
    labels = np.repeat(np.arange(people), samples)
    embeddings = random.normal(size=(len(labels), 3)).round(1) + 0.01
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)
    summary = summarise(embeddings.astype(np.float32), labels)
    return FalseMatchCurve.of(summary), summary.tail, summary.samples


def test_the_effective_number_is_what_resampling_both_people_shows() -> None:
    """Before the allowance for few people: against the variance of very many resamples, by loops."""
    curve, tail, samples = a_curve(people=40)
    for matches in (200, 600):
        threshold = float(np.nextafter(tail[matches], np.float32(2)))
        found = curve.matches_at(threshold)
        shares = []
        for drawn in draw_people(len(samples), 20_000, 1):
            total = non_mated_weight(drawn, samples)
            weight = (drawn[curve.first[:found]].astype(np.float64) * drawn[curve.second[:found]]).sum(axis=0)
            shares.append(weight / total)
        variance = float(np.concatenate(shares).var())
        share = found / curve.comparisons
        counts = np.bincount(np.concatenate([curve.first[:found], curve.second[:found]]), minlength=len(samples))
        freedom = min((counts.astype(float) ** 2).sum() ** 2 / (counts.astype(float) ** 4).sum(), len(samples) - 1)
        allowance = (stats.norm.ppf(0.95) / stats.t.ppf(0.95, freedom)) ** 2
        expected = share * (1 - share) / variance * allowance
        assert curve.effective[found] == pytest.approx(expected, rel=0.15)


def test_the_variance_agrees_with_a_plain_loop() -> None:
    curve, tail, samples = a_curve()
    people = len(samples)
    for matches in (30, len(tail) // 2):
        share = matches / curve.comparisons
        residual = {
            (i, j): sum(
                {int(curve.first[k]), int(curve.second[k])} == {i, j} for k in range(matches)
            ) - share * samples[i] * samples[j]
            for i, j in combinations(range(people), 2)
        }  # fmt: skip
        by_person = [sum(r for pair, r in residual.items() if i in pair) for i in range(people)]
        variance = sum(value**2 for value in by_person) + sum(r**2 for r in residual.values())
        counts = [sum(i in (curve.first[k], curve.second[k]) for k in range(matches)) for i in range(people)]
        freedom = min(sum(c**2 for c in counts) ** 2 / sum(c**4 for c in counts), people - 1)
        allowance = (stats.norm.ppf(0.95) / stats.t.ppf(0.95, freedom)) ** 2
        expected = share * (1 - share) * curve.comparisons**2 / variance * allowance
        assert curve.effective[matches] == pytest.approx(min(expected, curve.comparisons))


def test_equal_scores_are_accepted_together() -> None:
    labels = np.arange(30)
    embeddings = np.tile(np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32), (10, 1))
    curve = FalseMatchCurve.of(summarise(embeddings, labels))
    assert curve.matches_at(1.0) == 3 * math.comb(10, 2)
    assert curve.matches_at(float(np.nextafter(np.float32(1), np.float32(2)))) == 0
    threshold = curve.threshold_for(0.5)
    assert threshold is not None
    assert curve.at(threshold).high <= 0.5
    assert curve.matches_at(threshold) in {0, 135, 235}


def test_the_threshold_is_the_smallest_that_meets_the_target() -> None:
    curve, tail, _ = a_curve(people=60)
    for target in (0.5, 0.2, 0.1):
        threshold = curve.threshold_for(target)
        assert threshold is not None
        assert curve.at(threshold).high <= target
        lower = tail[tail < np.float32(threshold)].max()
        assert curve.at(float(lower)).high > target
    assert curve.threshold_for(1e-4) is None


def test_a_bound_never_falls_as_more_is_accepted() -> None:
    curve, _, _ = a_curve(people=60)
    bounds = curve.upper()
    assert np.all(np.diff(bounds) >= 0)
    assert bounds[0] > 0
    assert np.all(curve.lower() <= np.arange(len(bounds)) / curve.comparisons)
    # Without a false match the comparisons are worth no more than where ten pairs err.
    pairs = {tuple(sorted(pair)) for pair in zip(curve.first.tolist(), curve.second.tolist(), strict=True)}
    assert len(pairs) > MIN_ERRING_PAIRS
    assert curve.effective[0] < curve.comparisons
    assert bounds[0] == pytest.approx(float(upper_bound(0, curve.effective[0])))


def test_a_threshold_below_what_was_kept_is_refused() -> None:
    curve = FalseMatchCurve(
        np.array([0.9, 0.8], np.float32), np.array([0, 1], np.int32), np.array([1, 2], np.int32), np.array([4, 4, 4])
    )
    assert curve.comparisons == 48
    assert curve.matches_at(0.85) == 1
    with pytest.raises(ValueError, match="more than the 2 scores kept"):
        curve.matches_at(0.5)


@pytest.mark.parametrize("target", [0.0, 1.0, math.nan])
def test_a_target_outside_its_range_is_refused(target: float) -> None:
    curve, _, _ = a_curve()
    with pytest.raises(ValueError, match="target"):
        curve.threshold_for(target)


def test_scores_that_cannot_be_are_refused() -> None:
    first, second = np.array([0, 0], np.int32), np.array([1, 1], np.int32)
    for scores in ([0.1, 0.2], [math.nan, 0.1]):
        with pytest.raises(ValueError, match="do not fall"):
            FalseMatchCurve(np.array(scores, np.float32), first, second, np.array([2, 1]))
    with pytest.raises(ValueError, match="no non-mated"):
        FalseMatchCurve(np.zeros(0, np.float32), first[:0], second[:0], np.array([3]))
    pairs = summarise_pairs(np.array([0.1], np.float32), np.array([0]), np.array([1]), np.array([0, 1], dtype=np.int64))
    with pytest.raises(ValueError, match="every sample"):
        FalseMatchCurve.of(pairs)


PEOPLE, SAMPLES = 100, 2


def dependent_scores(random: np.random.Generator) -> tuple[NDArray[np.float32], NDArray[np.int32], NDArray[np.int32]]:
    """The highest of non-mated scores that are normally distributed, with the traits of both people and of the pair."""
    first, second = np.triu_indices(PEOPLE, 1)
    trait = random.normal(0, math.sqrt(0.15), PEOPLE)
    pair = trait[first] + trait[second] + random.normal(0, math.sqrt(0.4), len(first))
    times = SAMPLES**2
    scores = np.repeat(pair, times) + random.normal(0, math.sqrt(0.3), len(first) * times)
    order = np.argsort(-scores)[:2000]
    return (
        scores[order].astype(np.float32),
        np.repeat(first, times)[order].astype(np.int32),
        np.repeat(second, times)[order].astype(np.int32),
    )


def test_bounds_hold_for_comparisons_that_share_people_and_the_formula_for_independent_ones_does_not() -> None:
    """A thousand sites whose true rates are known."""
    random = np.random.default_rng(0)
    rates = (1e-2, 1e-3, 1e-4)
    repetitions = 1000
    above = dict.fromkeys(rates, 0)
    below = dict.fromkeys(rates, 0)
    chosen = dict.fromkeys(rates, 0)
    naive = dict.fromkeys(rates, 0)
    for _ in range(repetitions):
        curve = FalseMatchCurve(*dependent_scores(random), np.full(PEOPLE, SAMPLES))
        for rate in rates:
            truth = float(stats.norm.isf(rate))
            seen = curve.at(truth)
            above[rate] += seen.high >= rate
            below[rate] += seen.low <= rate
            naive[rate] += float(upper_bound(curve.matches_at(truth), curve.comparisons)) >= rate
            threshold = curve.threshold_for(rate)
            # A refusal claims nothing and so is never wrong.
            chosen[rate] += threshold is None or float(stats.norm.sf(threshold)) <= rate
    for rate in rates:
        assert above[rate] / repetitions >= 0.94, rate
        assert below[rate] / repetitions >= 0.94, rate
        assert chosen[rate] / repetitions >= 0.94, rate
    assert naive[1e-2] / repetitions < 0.8
    assert naive[1e-3] / repetitions < 0.9
