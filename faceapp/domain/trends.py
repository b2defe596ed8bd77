"""Whether a short series falls: the Mann-Kendall test in its exact form, and Theil and Sen's slope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Trend:
    """How a series goes.

    Attributes:
        slope: Change in each unit of time: the median over all pairs of points.
        p_value: Probability of a series that falls as clearly or more so, were the order of its values chance.
    """

    slope: float
    p_value: float


def falling_trend(times: Sequence[float] | NDArray[np.float64], values: Sequence[float] | NDArray[np.float64]) -> Trend:
    """Judge a series against chance, one-sided.

    Args:
        times: Rising, (N,), at least two.
        values: Finite, (N,).

    Returns:
        The trend. A pair that ties counts as one that does not fall: were ties broken by chance, at least as many
        pairs would fall, so that the p-value errs upwards if at all.

    Raises:
        ValueError: There are fewer than two points, times do not rise, or a value is not finite.

    Source:
        Mann, Econometrica 13 (1945); Kendall, *Rank Correlation Methods* (1975), for the exact distribution. Sen,
        J. Am. Stat. Assoc. 63 (1968), for the slope.

    Example:
        3, 2, 1 at the times 0, 1, 2 has the slope -1 and the p-value 1/6: of six orders one falls all the way.
    """
    time, value = np.asarray(times, dtype=np.float64), np.asarray(values, dtype=np.float64)
    if len(time) < 2 or len(time) != len(value) or not (np.diff(time) > 0).all() or not np.isfinite(value).all():
        raise ValueError("a trend takes two or more finite values at rising times")
    early, late = np.triu_indices(len(time), k=1)
    rises = value[late] - value[early]
    falling = np.count_nonzero(rises < 0)
    return Trend(
        slope=float(np.median(rises / (time[late] - time[early]))),
        p_value=min(1.0, float(_falling_pairs(len(time))[falling:].sum())),
    )


def _falling_pairs(points: int) -> NDArray[np.float64]:
    """Probability of each number of falling pairs in a random order of distinct values, (N (N - 1) / 2 + 1,)."""
    chances = np.ones(1)
    for others in range(1, points):
        # One more point falls behind 0 to `others` of those before it, each equally likely.
        chances = np.convolve(chances, np.full(others + 1, 1 / (others + 1)))
    return chances


def discoveries(p_values: Sequence[float], false_discovery_rate: float) -> list[bool]:
    """Which of several tests to believe, so that at most a given share of those believed is chance, on average.

    Where all is chance, something is believed in at most that share of the cases.

    Args:
        p_values: One for each test.
        false_discovery_rate: In (0, 1).

    Source:
        Benjamini and Hochberg, J. R. Stat. Soc. B 57 (1995); for tests that depend on each other positively, Benjamini
        and Yekutieli, Ann. Stat. 29 (2001).

    Example:
        Of 0.01, 0.04 and 0.5 at 0.05 the first is believed: 0.01 <= 0.05 / 3, but 0.04 > 0.05 x 2 / 3.
    """
    limit, count = 0.0, len(p_values)
    for rank, p_value in enumerate(sorted(p_values), start=1):
        if p_value <= false_discovery_rate * rank / count:
            limit = p_value
    return [p_value <= limit for p_value in p_values]
