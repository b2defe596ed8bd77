"""Trends of short series, against every order that chance could have given."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from faceapp.domain.trends import discoveries, falling_trend


def score(values: tuple[float, ...]) -> int:
    total = 0
    for early in range(len(values)):
        for late in range(early + 1, len(values)):
            total += (values[late] > values[early]) - (values[late] < values[early])
    return total


@pytest.mark.parametrize("values", [(3.0, 2.0, 1.0), (1.0, 4.0, 2.0, 3.0), (9.0, 7.0, 8.0, 3.0, 4.0, 1.0, 0.0)])
def test_the_p_value_counts_the_orders_that_fall_as_clearly(values: tuple[float, ...]) -> None:
    orders = list(itertools.permutations(values))
    as_clearly = sum(score(order) <= score(values) for order in orders)
    assert falling_trend(range(len(values)), values).p_value == pytest.approx(as_clearly / len(orders), abs=1e-12)


@pytest.mark.parametrize("values", [(2.0, 2.0, 1.0), (3.0, 3.0, 2.0, 2.0, 1.0), (1.0, 1.0, 1.0, 1.0)])
def test_ties_never_make_a_trend_clearer_than_it_is(values: tuple[float, ...]) -> None:
    orders = list(itertools.permutations(values))
    exact = sum(score(order) <= score(values) for order in orders) / len(orders)
    p_value = falling_trend(range(len(values)), values).p_value
    assert exact <= p_value + 1e-12 and p_value <= 1.0


def test_rising_is_not_falling() -> None:
    assert falling_trend(range(6), range(6)).p_value == pytest.approx(1.0)
    assert falling_trend(range(6), range(6)).slope == 1.0


def test_the_slope_is_the_median_of_all_pairs_and_knows_of_gaps() -> None:
    random = np.random.default_rng(3)
    times, values = np.array([0.0, 1.0, 2.0, 5.0, 9.0, 10.0]), random.normal(size=6)
    slopes = sorted(
        (values[late] - values[early]) / (times[late] - times[early])
        for early in range(6)
        for late in range(early + 1, 6)
    )
    assert falling_trend(times, values).slope == pytest.approx(slopes[7], abs=1e-12)  # of 15
    assert falling_trend([0, 1, 10], [5.0, 4.0, -5.0]).slope == -1.0


def test_half_a_year_of_falling_weeks_is_no_chance() -> None:
    assert falling_trend(range(26), range(26, 0, -1)).p_value == pytest.approx(1 / math.factorial(26), rel=1e-9)


@pytest.mark.parametrize(
    ("times", "values"),
    [
        ([1.0], [1.0]),
        ([], []),
        ([1.0, 1.0], [1.0, 2.0]),
        ([2.0, 1.0], [1.0, 2.0]),
        ([1.0, 2.0], [1.0, math.nan]),
        ([1.0, 2.0], [1.0, math.inf]),
        ([1.0, 2.0, 3.0], [1.0, 2.0]),
        ([1.0, math.nan], [1.0, 2.0]),
    ],
)
def test_what_is_no_series_is_refused(times: list[float], values: list[float]) -> None:
    with pytest.raises(ValueError, match="two or more finite values"):
        falling_trend(times, values)


def test_discoveries_by_hand() -> None:
    assert discoveries([0.04, 0.5, 0.01], 0.05) == [False, False, True]
    # 0.04 is above 0.05 x 2 / 3, but all three stand at or below 0.05 x 3 / 3.
    assert discoveries([0.04, 0.05, 0.01], 0.05) == [True, True, True]
    assert discoveries([0.05], 0.05) == [True]
    assert discoveries([0.051], 0.05) == [False]
    assert discoveries([0.02, 0.02, 0.9, 0.9], 0.05) == [True, True, False, False]  # ties stand or fall together
    assert discoveries([], 0.05) == []
