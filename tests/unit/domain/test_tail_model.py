"""The tail model: against distributions whose tail is known, and where it must not speak."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.domain.error_bounds import FalseMatchCurve
from faceapp.domain.tail_model import MOST_EXTRAPOLATION, ParetoTail, extrapolate, fit_tail


@pytest.mark.parametrize(("shape", "scale"), [(-0.3, 0.1), (0.0, 0.05), (0.2, 0.1)])
def test_shape_and_scale_are_found_again(shape: float, scale: float) -> None:
    uniform = np.random.default_rng(0).uniform(size=200_000)
    excesses = -scale * np.log(uniform) if shape == 0 else scale * (uniform**-shape - 1) / shape
    tail = fit_tail(np.sort(excesses), start=0.4, share=0.01)
    assert tail is not None
    assert tail.shape == pytest.approx(shape, abs=0.02)
    assert tail.scale == pytest.approx(scale, rel=0.02)


def test_weights_count_as_repetitions_do() -> None:
    excesses = np.array([0.01, 0.02, 0.05, 0.09, 0.2])
    times = np.array([3, 1, 2, 2, 1])
    weighted = fit_tail(excesses, 0.4, 0.01, times.astype(float))
    repeated = np.repeat(excesses, times)
    # The mean position of equal excesses is the position of their common weight.
    below = np.array([np.mean([(np.count_nonzero(repeated < x) + k + 0.5) / 9 for k in range(n)])
                      for x, n in zip(excesses, times, strict=True)])  # fmt: skip
    mean = float(repeated.mean())
    first = float(sum(n * x * (1 - b) for x, n, b in zip(excesses, times, below, strict=True)) / 9)
    assert weighted is not None
    assert weighted.shape == pytest.approx(2 - mean / (mean - 2 * first))
    assert weighted.scale == pytest.approx(2 * mean * first / (mean - 2 * first))


def test_a_tail_is_asked_beyond_its_scores() -> None:
    tail = ParetoTail(start=0.5, share=0.01, shape=0.0, scale=0.1)
    assert tail.fmr(np.array([0.5, 0.6, 0.7])) == pytest.approx([0.01, 0.01 / math.e, 0.01 / math.e**2])
    ended = ParetoTail(start=0.5, share=0.01, shape=-0.5, scale=0.1)
    assert ended.fmr(np.array([0.6, 0.7, 0.9])) == pytest.approx([0.01 * 0.5**2, 0.0, 0.0])


@pytest.mark.parametrize("excesses", [[0.0, 0.0, 0.0], [0.0] * 99 + [5.0]])
def test_there_is_no_tail_without_spread_or_without_a_mean(excesses: list[float]) -> None:
    assert fit_tail(np.array(excesses), 0.5, 0.01) is None
    assert fit_tail(np.array(excesses), 0.5, 0.01, np.zeros(len(excesses))) is None


def cosine_like(random: np.random.Generator, people: int = 120) -> FalseMatchCurve:
    first, second = np.triu_indices(people, 1)
    trait = random.normal(0, 0.2, people)
    scores = np.repeat(trait[first] + trait[second] + random.normal(0, 0.6, len(first)), 4)
    scores = np.tanh((scores + random.normal(0, 0.6, len(scores))) / 4).astype(np.float32)
    order = np.argsort(-scores)[:4000]
    return FalseMatchCurve(
        scores[order],
        np.repeat(first, 4)[order].astype(np.int32),
        np.repeat(second, 4)[order].astype(np.int32),
        np.full(people, 2),
    )


def true_rate(threshold: float) -> float:
    spread = math.sqrt(2 * 0.2**2 + 2 * 0.6**2)
    return 0.5 * math.erfc(4 * math.atanh(threshold) / spread / math.sqrt(2))


def test_a_threshold_beyond_the_comparisons_meets_its_target_nearly_always() -> None:
    random = np.random.default_rng(0)
    met: list[bool] = []
    for _ in range(60):
        curve = cosine_like(random)
        target = curve.upper_at(0) / 4
        assert curve.threshold_for(target) is None
        found = extrapolate(curve, target, repetitions=200)
        if found is not None:
            assert found.fmr_low <= found.fmr <= found.fmr_high <= target
            met.append(true_rate(found.threshold) <= target)
    assert len(met) > 50
    assert np.mean(met) >= 0.9


def test_a_model_goes_one_decade_and_no_further() -> None:
    curve = cosine_like(np.random.default_rng(1))
    least = curve.upper_at(0)
    assert extrapolate(curve, least / MOST_EXTRAPOLATION * 1.01, repetitions=50) is not None
    assert extrapolate(curve, least / MOST_EXTRAPOLATION * 0.99, repetitions=50) is None


def test_too_few_comparisons_have_no_tail() -> None:
    scores: NDArray[np.float32] = np.array([0.3, 0.2, 0.1], np.float32)
    curve = FalseMatchCurve(scores, np.array([0, 0, 1], np.int32), np.array([1, 2, 2], np.int32), np.array([1, 1, 1]))
    assert extrapolate(curve, curve.upper_at(0) / 2, repetitions=50) is None


def test_no_model_claims_more_than_a_decade_beyond_and_none_speaks_of_a_handful_of_people() -> None:
    # Scores with an upper end: beyond it such a model says 0.
    random = np.random.default_rng(3)
    first, second = np.triu_indices(80, 1)
    scores = np.sort(0.4 * np.sqrt(random.uniform(size=len(first))).astype(np.float32))[::-1]
    curve = FalseMatchCurve(scores, first.astype(np.int32), second.astype(np.int32), np.ones(80, dtype=np.int64))
    target = float(curve.upper_at(0)) / 8
    found = extrapolate(curve, target)
    assert found is not None
    assert target >= found.fmr_high >= curve.upper_at(0) / MOST_EXTRAPOLATION
    few = first < 25
    few &= second < 25
    handful = FalseMatchCurve(
        scores[few], first[few].astype(np.int32), second[few].astype(np.int32), np.ones(25, dtype=np.int64)
    )
    assert extrapolate(handful, float(handful.upper_at(0)) / 2) is None
