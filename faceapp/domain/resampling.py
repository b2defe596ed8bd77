"""Intervals by resampling people: comparisons that share a person are not independent, people are.

In a repetition as many people as there are get drawn with replacement. What is one person's (a mated comparison, a
query, a probe) counts as often as the person was drawn; what belongs to two people as often as the product.

Source:
    Poh et al., "Performance generalization in biometric authentication using joint user-specific and sample
    bootstraps", PAMI 2007; Efron and Tibshirani, "An introduction to the bootstrap", 1993, section 13.3 (percentile
    interval).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

REPETITIONS = 1000

# Repetitions handled together: what belongs to each comparison is one row of this length.
_BATCH = 250
# Comparisons handled together; with _BATCH, a few megabytes that stay in the processor's cache.
_CHUNK = 1024

Drawn = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval.

    Attributes:
        value: On everybody, each once.
        low: Lower end of the interval.
        high: Upper end.
    """

    value: float
    low: float
    high: float


def draw_people(people: int, repetitions: int, seed: int) -> Iterator[Drawn]:
    """Draw people with replacement.

    Args:
        people: How many there are, P.
        repetitions: How often the drawing is repeated.
        seed: Decides all of it.

    Yields:
        How often each person was drawn, float32 (P, R), for R repetitions at a time.
    """
    random = np.random.default_rng(seed)
    for start in range(0, repetitions, _BATCH):
        drawn = np.empty((people, min(_BATCH, repetitions - start)), dtype=np.float32)
        for column in range(drawn.shape[1]):
            drawn[:, column] = np.bincount(random.integers(0, people, people), minlength=people)
        yield drawn


def interval(values: Sequence[float] | NDArray[np.float64]) -> tuple[float, float]:
    """The middle 95 % of a figure's repetitions; the widest there is, (0, 1), when no repetition gave one."""
    if len(values) == 0:
        return 0.0, 1.0
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def mean_by_person(
    values: NDArray[np.float64], person: NDArray[np.int64], *, repetitions: int = REPETITIONS, seed: int = 0
) -> Figure:
    """Mean of one value for each query or probe, people resampled.

    Args:
        values: (N,).
        person: Index of each value's person, (N,).
        repetitions: Bootstrap repetitions.
        seed: Seed of the resampling.

    Example:
        Values 1, 1, 0 of the persons 0, 0, 1: 2/3, and in a repetition that draws person 1 twice 0.

    Raises:
        ValueError: There is no value, or one is not a number.
    """
    if len(values) == 0:
        raise ValueError("there is no value")
    if not np.isfinite(values).all():
        raise ValueError("a value is not a number")
    people, index = np.unique(person, return_inverse=True)
    sums = np.bincount(index, weights=values, minlength=len(people))
    counts = np.bincount(index, minlength=len(people))
    means = [
        (sums @ drawn.astype(np.float64)) / (counts @ drawn.astype(np.float64))
        for drawn in draw_people(len(people), repetitions, seed)
    ]
    low, high = interval(np.concatenate(means) if means else [])
    return not_narrower_than_seen(Figure(float(values.mean()), low, high), len(people))


def not_narrower_than_seen(figure: Figure, people: int) -> Figure:
    """A share of 0 or 1 with the interval that so many people allow: resamples of what is all alike are alike.

    Args:
        figure: A share with its interval.
        people: How many people it rests on, each counted once.

    Example:
        1 of three people who are all right: 0.29 to 1 (Clopper and Pearson, two-sided 95 %; about the rule of three for
        many people).
    """
    farthest = 1 - 0.025 ** (1 / max(people, 1))
    if figure.value <= 0:
        return Figure(figure.value, figure.low, max(figure.high, farthest))
    if figure.value >= 1:
        return Figure(figure.value, min(figure.low, 1 - farthest), figure.high)
    return figure


def non_mated_weight(drawn: Drawn, samples: NDArray[np.int64]) -> NDArray[np.float64]:
    """What all comparisons of two people weigh together, where every sample is compared with every other; (R,).

    Args:
        drawn: (P, R).
        samples: Number of samples of each person, (P,).
    """
    counted = drawn.astype(np.float64) * samples[:, np.newaxis]
    total: NDArray[np.float64] = (counted.sum(axis=0) ** 2 - (counted**2).sum(axis=0)) / 2
    return total


def crossings(
    drawn: Drawn, first: NDArray[np.int32], second: NDArray[np.int32], limits: NDArray[np.float64]
) -> NDArray[np.int64]:
    """How many of the leading comparisons weigh no more than a limit together.

    Args:
        drawn: (P, R).
        first: The one person of each comparison, (T,).
        second: The other, (T,).
        limits: For each repetition and target, (R, F).

    Returns:
        (R, F), in [0, T]: the index of the comparison that exceeds the limit, T where none does.

    Example:
        Weights 2, 0, 1, 4 and a limit of 3: 3, because 2 + 0 + 1 does not exceed it.
    """
    found = np.full(limits.shape, len(first), dtype=np.int64)
    reached = np.zeros(limits.shape[0])
    for start in range(0, len(first), _CHUNK):
        weights = drawn[first[start : start + _CHUNK]]
        weights *= drawn[second[start : start + _CHUNK]]  # (chunk, R)
        after = reached + weights.sum(axis=0)
        newly = (reached[:, np.newaxis] <= limits) & (after[:, np.newaxis] > limits)
        for row, target in zip(*np.nonzero(newly), strict=True):
            running = reached[row] + np.cumsum(weights[:, row], dtype=np.float64)
            found[row, target] = start + np.searchsorted(running, limits[row, target], side="right")
        reached = after
        if (reached[:, np.newaxis] > limits).all():
            break
    return found


def weight_before(
    drawn: Drawn, first: NDArray[np.int32], second: NDArray[np.int32], positions: NDArray[np.int64]
) -> NDArray[np.float64]:
    """What the comparisons before each of some positions weigh together.

    Args:
        drawn: (P, R).
        first: The one person of each comparison, (T,).
        second: The other, (T,).
        positions: Rising, in [0, T], (E,).

    Returns:
        (E, R).
    """
    result = np.empty((len(positions), drawn.shape[1]))
    reached = np.zeros(drawn.shape[1])
    at = 0
    for index, position in enumerate(positions.tolist()):
        while at < position:
            end = min(at + _CHUNK, position)
            weights = drawn[first[at:end]]
            weights *= drawn[second[at:end]]
            reached += weights.sum(axis=0)
            at = end
        result[index] = reached
    return result
