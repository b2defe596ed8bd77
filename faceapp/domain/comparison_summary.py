"""Every comparison of many samples, summed up in blocks: what figures need, in a fraction of the memory.

Kept exactly: all mated scores; the highest non-mated ones, as many as a threshold up to `MAX_FMR` can depend on; and
histograms of the rest, whose bins are `BIN` wide. So thresholds and true accept rates are exact, while EER and AUC
are exact to the bin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.scores import OperatingPoint, Scores, allowed_matches, point_from_tail

MAX_FMR = 1e-2
BINS = 200_000
BIN = 2.0 / BINS
# Scores at which the rates of each person are kept, for intervals.
LEVELS = np.linspace(-1, 1, 401, dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class ComparisonSummary:
    """All comparisons among N samples of P people.

    Attributes:
        mated: Scores of two samples of one person, float32 (M,).
        mated_person: Index of the person, (M,).
        non_mated: Number of comparisons of two people.
        tail: The highest non-mated scores, falling, float32 (T,).
        tail_first: Index of the one person, (T,).
        tail_second: Index of the other, (T,).
        samples: Number of samples of each person, (P,).
        histogram: Non-mated comparisons by score, `BINS` bins over [-1, 1].
        person_above: Each person's non-mated comparisons at or above each of `LEVELS`, (P, len(LEVELS)).
    """

    mated: Scores
    mated_person: NDArray[np.int32]
    non_mated: int
    tail: Scores
    tail_first: NDArray[np.int32]
    tail_second: NDArray[np.int32]
    samples: NDArray[np.int64]
    histogram: NDArray[np.int64]
    person_above: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


def summarise(embeddings: NDArray[np.float32], labels: NDArray[np.int64], *, block: int = 512) -> ComparisonSummary:
    """Compare every sample with every other once.

    Args:
        embeddings: Unit rows, (N, D).
        labels: Index of each sample's person, (N,), in [0, P).
        block: Rows compared at a time.

    Raises:
        ValueError: The shapes do not fit, or a value is not a number.
    """
    if embeddings.ndim != 2 or labels.shape != (len(embeddings),):
        raise ValueError(f"embeddings {embeddings.shape} and labels {labels.shape} do not fit")
    if not np.isfinite(embeddings).all():
        raise ValueError("an embedding holds a value that is not a number")
    people = labels.astype(np.int32)
    samples = np.bincount(labels, minlength=int(labels.max(initial=-1)) + 1).astype(np.int64)
    count = len(people)
    non_mated = int(count**2 - (samples**2).sum()) // 2
    keep = min(non_mated, int(MAX_FMR * non_mated * 4) + 1000)
    histogram = np.zeros(BINS, dtype=np.int64)
    person_above = np.zeros((len(samples), len(LEVELS)), dtype=np.int64)
    mated: list[Scores] = []
    mated_person: list[NDArray[np.int32]] = []
    tail = _Tail(keep)
    for start in range(0, count, block):
        rows = slice(start, min(start + block, count))
        scores = embeddings[rows] @ embeddings.T
        same = people[rows, np.newaxis] == people[np.newaxis]
        later = np.arange(count)[np.newaxis] > np.arange(rows.start, rows.stop)[:, np.newaxis]
        row, column = np.nonzero(same & later)
        mated.append(scores[row, column])
        mated_person.append(people[start + row])
        others = later & ~same
        chosen = scores[others]
        bins = ((chosen + np.float32(1)) * np.float32(BINS / 2)).astype(np.int32)
        histogram += np.bincount(np.clip(bins, 0, BINS - 1, out=bins), minlength=BINS)
        row, column = np.nonzero(others & (scores >= tail.cutoff))
        tail.add(scores[row, column], people[start + row], people[column])
        # Each person's comparisons are counted from its own side, so that every row needs all columns.
        scores[same] = -np.inf
        scores.sort(axis=1)
        above = count - np.array([np.searchsorted(line, LEVELS, side="left") for line in scores])
        np.add.at(person_above, people[rows], above)
    tail_scores, tail_first, tail_second = tail.falling()
    return ComparisonSummary(
        mated=np.concatenate(mated) if mated else np.zeros(0, dtype=np.float32),
        mated_person=np.concatenate(mated_person) if mated_person else np.zeros(0, dtype=np.int32),
        non_mated=non_mated,
        tail=tail_scores,
        tail_first=tail_first,
        tail_second=tail_second,
        samples=samples,
        histogram=histogram,
        person_above=person_above,
    )


def summary_point(
    summary: ComparisonSummary, fmr: float, *, repetitions: int = 1000, seed: int = 0
) -> OperatingPoint | None:
    """Threshold and TAR at a target FMR of at most `MAX_FMR`; see `faceapp.domain.scores.operating_point`.

    Raises:
        ValueError: The target is above `MAX_FMR`.
    """
    if fmr > MAX_FMR:
        raise ValueError(f"a target FMR of {fmr} is above {MAX_FMR}, for which no scores were kept")
    if fmr * summary.non_mated < 10 or len(summary.mated) == 0:
        return None
    allowed = allowed_matches(summary.non_mated, fmr)
    threshold = float(np.nextafter(summary.tail[allowed], np.float32(np.inf)))
    # As `operating_point`: four times as many as expected leave room for draws that weigh them low.
    kept = min(len(summary.tail), int(fmr * summary.non_mated * 4) + 1000)
    return point_from_tail(
        fmr,
        threshold,
        mated=summary.mated,
        mated_person=summary.mated_person,
        tail=summary.tail[:kept],
        tail_first=summary.tail_first[:kept],
        tail_second=summary.tail_second[:kept],
        samples=summary.samples,
        repetitions=repetitions,
        seed=seed,
    )


def summary_auc(summary: ComparisonSummary, *, repetitions: int = 1000, seed: int = 0) -> Figure:
    """Area under the ROC curve: the probability that a mated score exceeds a non-mated one.

    Exact to the share of non-mated scores in one bin with a mated one, of which half count.
    """
    _require_both(summary)
    mated = np.bincount(_bin(summary.mated), minlength=BINS)
    below = np.concatenate([[0], np.cumsum(summary.histogram)])
    value = float((mated * (below[:-1] + summary.histogram / 2)).sum() / (mated.sum() * summary.non_mated))
    curves = _Curves(summary)
    values = np.array([_area(tar, fmr) for tar, fmr in curves.resampled(repetitions, seed)])
    # Levels are coarser than bins: their error, the same in each draw, is taken out.
    whole = _area(*curves.at(np.ones(len(summary.samples))))
    return Figure(value, *_interval(values + (value - whole)))


def summary_eer(summary: ComparisonSummary, *, repetitions: int = 1000, seed: int = 0) -> Figure:
    """Equal error rate: the smallest, over the bins' edges, of the larger of FMR and FNMR."""
    _, fmr, fnmr = det_curve(summary)
    value = float(np.maximum(fmr, fnmr).min())
    curves = _Curves(summary)
    values = np.array([_crossing(tar, fmr) for tar, fmr in curves.resampled(repetitions, seed)])
    whole = _crossing(*curves.at(np.ones(len(summary.samples))))
    return Figure(value, *_interval(values + (value - whole)))


def det_curve(summary: ComparisonSummary) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Detection error trade-off at the bins' edges: thresholds, FMR and FNMR, each (BINS + 1,).

    Raises:
        ValueError: There is no comparison of one kind.
    """
    _require_both(summary)
    mated = np.bincount(_bin(summary.mated), minlength=BINS)
    fmr = 1 - np.concatenate([[0], np.cumsum(summary.histogram)]) / summary.non_mated
    fnmr = np.concatenate([[0], np.cumsum(mated)]) / len(summary.mated)
    return np.linspace(-1, 1, BINS + 1), fmr, fnmr


class _Tail:
    """The highest scores so far, with who took part."""

    def __init__(self, keep: int) -> None:
        self.cutoff = np.float32(-np.inf)
        self._keep = keep
        self._held = 0
        self._parts: list[tuple[Scores, NDArray[np.int32], NDArray[np.int32]]] = []

    def add(self, scores: Scores, first: NDArray[np.int32], second: NDArray[np.int32]) -> None:
        self._parts.append((scores, first, second))
        self._held += len(scores)
        if self._held > 2 * self._keep:
            self._parts = [self._highest()]
            self._held = self._keep
            self.cutoff = self._parts[0][0].min()

    def falling(self) -> tuple[Scores, NDArray[np.int32], NDArray[np.int32]]:
        scores, first, second = self._highest()
        order = np.argsort(-scores, kind="stable")
        return scores[order], first[order], second[order]

    def _highest(self) -> tuple[Scores, NDArray[np.int32], NDArray[np.int32]]:
        empty = (np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32))
        scores, first, second = (np.concatenate(parts) for parts in zip(empty, *self._parts, strict=True))
        if len(scores) <= self._keep:
            return scores, first, second
        best = np.argpartition(scores, len(scores) - self._keep)[-self._keep :]
        return scores[best], first[best], second[best]


def _bin(scores: Scores) -> NDArray[np.int64]:
    bins = ((scores + np.float32(1)) * np.float32(BINS / 2)).astype(np.int64)
    return np.clip(bins, 0, BINS - 1)


class _Curves:
    """TAR and FMR at each level, where people count as often as they were drawn."""

    def __init__(self, summary: ComparisonSummary) -> None:
        other = summary.samples.sum() - summary.samples
        self._non_mated = summary.samples * other
        self._above = summary.person_above
        # How many levels each score reaches; then, from the top, how many scores reach each level.
        reached = np.zeros((len(summary.samples), len(LEVELS) + 1))
        np.add.at(reached, (summary.mated_person, np.searchsorted(LEVELS, summary.mated, side="right")), 1)
        reaching = np.cumsum(reached[:, ::-1], axis=1)[:, ::-1]
        self._mated, self._mated_above = reaching[:, 0], reaching[:, 1:]

    def at(self, drawn: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """TAR and FMR at each level, both falling, for people drawn `drawn` times each, (P,)."""
        # A comparison of two people counts by the product of their numbers: to first order around 1, by their sum
        # less 1. What that leaves out falls with the square of the number of people.
        weight = 2 * drawn - 1
        fmr = np.clip(weight @ self._above / max(1.0, float(weight @ self._non_mated)), 0, 1)
        tar = drawn @ self._mated_above / max(1.0, float(drawn @ self._mated))
        return tar, fmr

    def resampled(self, repetitions: int, seed: int) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
        """The curves of so many draws of as many people, with replacement."""
        random = np.random.default_rng(seed)
        people = len(self._mated)
        for _ in range(repetitions):
            drawn = np.bincount(random.integers(0, people, people), minlength=people).astype(np.float64)
            if drawn @ self._mated > 0:
                yield self.at(drawn)


def _area(tar: NDArray[np.float64], fmr: NDArray[np.float64]) -> float:
    return float(-np.trapezoid(np.append(tar, 0.0), np.append(fmr, 0.0)))


def _crossing(tar: NDArray[np.float64], fmr: NDArray[np.float64]) -> float:
    """Where FMR and FNMR meet, on straight lines between the levels."""
    gap = fmr - (1 - tar)  # falls from 1 to -1
    after = int(np.argmax(gap <= 0)) if (gap <= 0).any() else len(gap) - 1
    if after == 0:
        return float(fmr[0])
    before = after - 1
    share = gap[before] / (gap[before] - gap[after]) if gap[before] > gap[after] else 0.0
    return float(fmr[before] + share * (fmr[after] - fmr[before]))


def _interval(values: NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.clip(np.quantile(values, [0.025, 0.975]), 0, 1)
    return float(low), float(high)


def _require_both(summary: ComparisonSummary) -> None:
    if len(summary.mated) == 0 or summary.non_mated == 0:
        raise ValueError("there is no mated or no non-mated comparison")
