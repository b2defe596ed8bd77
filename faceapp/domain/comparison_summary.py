"""Every comparison among many samples, summed up block by block in little memory.

What is kept decides what is exact:

- all mated scores, and for each how many non-mated ones reach and exceed it: EER, AUC and the DET curve are exact,
  because FNMR changes only at mated scores (of the thresholds between two of them the upper one has the lowest FMR);
- the highest non-mated scores with who took part, four times as many as `MAX_FMR` accepts: thresholds and TAR at
  targets up to `MAX_FMR` are exact, in resamples too;
- a random `SPREAD` of the non-mated comparisons (all, where there are no more): resamples of EER and AUC. The width of
  their intervals changes by less than 1 %, since people differ far more than so many comparisons vary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.resampling import Drawn, non_mated_weight
from faceapp.domain.scores import Indices, Scores
from faceapp.domain.similarity import COSINE, Similarity

# Scores and the rows of the two samples of each, (K,) and (K, 2).
_Scored = tuple[Scores, Indices]

MAX_FMR = 1e-2
SPREAD = 500_000
HISTOGRAM_EDGES = np.linspace(-1, 1, 201, dtype=np.float32)

# Scores sorted at a time: as many as the processor's cache holds.
_PART = 1 << 18

# The score of a mated comparison that could not be made, because one of its pictures shows no face: refused by every
# threshold, as at a door.
NO_SCORE = np.float32(-1)


@dataclass(frozen=True, slots=True, eq=False)
class ComparisonSummary:
    """All comparisons that were made.

    Attributes:
        mated: Scores of two samples of one person, rising, float32 (M,).
        mated_person: Index of the person, (M,).
        mated_samples: Indices of the two samples, (M, 2); -1 for one without a face.
        reaching: Number of non-mated scores at or above each of `mated`, (M,).
        exceeding: Number of non-mated scores above each of `mated`, (M,).
        non_mated: Number of comparisons of two people.
        tail: The highest non-mated scores, falling, float32 (T,).
        tail_samples: Indices of the two samples, (T, 2).
        spread: Scores that stand for all non-mated ones, rising, float32 (S,).
        spread_samples: Indices of the two samples, (S, 2).
        histogram: Non-mated scores between `HISTOGRAM_EDGES`; those beyond the ends count in the outer bins.
        counted: Number of non-mated scores at or above each threshold that was asked for.
        labels: Index of the person of each sample, (N,).
        samples: Number of samples of each person with which others were compared, (P,).
        complete: Whether every sample was compared with every other; if not, `tail` and `spread` hold all.
    """

    mated: Scores
    mated_person: Indices
    mated_samples: Indices
    reaching: NDArray[np.int64]
    exceeding: NDArray[np.int64]
    non_mated: int
    tail: Scores
    tail_samples: Indices
    spread: Scores
    spread_samples: Indices
    histogram: NDArray[np.int64]
    counted: NDArray[np.int64]
    labels: Indices
    samples: NDArray[np.int64]
    complete: bool = True

    @property
    def tail_people(self) -> tuple[Indices, Indices]:
        """Indices of the two people of each comparison of `tail`, (T,) each."""
        return self.labels[self.tail_samples[:, 0]], self.labels[self.tail_samples[:, 1]]

    @property
    def spread_people(self) -> tuple[Indices, Indices]:
        """Indices of the two people of each comparison of `spread`, (S,) each."""
        return self.labels[self.spread_samples[:, 0]], self.labels[self.spread_samples[:, 1]]

    @property
    def people(self) -> int:
        """People who took part in a comparison that was made or should have been."""
        return int(np.count_nonzero((self.samples > 0) | np.isin(np.arange(len(self.samples)), self.mated_person)))

    def non_mated_weight(self, drawn: Drawn) -> NDArray[np.float64]:
        """What all non-mated comparisons weigh together in each resample: (P, R) -> (R,)."""
        if self.complete:
            return non_mated_weight(drawn, self.samples)
        first, second = self.tail_people
        total: NDArray[np.float64] = (drawn[first].astype(np.float64) * drawn[second]).sum(axis=0)
        return total


def summarise(
    embeddings: NDArray[np.float32],
    labels: NDArray[np.int64],
    *,
    without_face: NDArray[np.int64] | None = None,
    thresholds: Sequence[float] = (),
    similarity: Similarity = COSINE,
    block: int = 512,
    seed: int = 0,
    max_fmr: float = MAX_FMR,
    on_progress: Callable[[float], None] | None = None,
) -> ComparisonSummary:
    """Compare every sample with every other once.

    Time grows with the square of N; memory holds a block of `block` x N scores, the mated scores (16 bytes each) and
    the tail (12 bytes for each of 4 % of the comparisons).

    Args:
        embeddings: Unit rows, (N, D).
        labels: Index of each sample's person, (N,), in [0, P).
        without_face: Each person's further samples in which no face was found, (P,). Their mated comparisons count, as
            refused; their non-mated ones do not, since they could only lower FMR.
        thresholds: At which the non-mated scores that reach them are counted.
        similarity: What scores two embeddings.
        block: Rows compared at a time.
        seed: Of the choice of `spread`.
        max_fmr: The largest FMR that thresholds will be asked for: less of the tail is kept for a small one.
        on_progress: Called with the share done, in [0, 1]; what it raises ends the work.

    Raises:
        ValueError: The shapes do not fit, or an embedding holds a value that is not a number.
    """
    if embeddings.ndim != 2 or labels.shape != (len(embeddings),):
        raise ValueError(f"embeddings {embeddings.shape} and labels {labels.shape} do not fit")
    if not np.isfinite(embeddings).all():
        raise ValueError("an embedding holds a value that is not a number")
    people = int(labels.max(initial=-1)) + 1 if without_face is None else len(without_face)
    samples = np.bincount(labels, minlength=people).astype(np.int64)
    non_mated = (len(labels) ** 2 - int((samples**2).sum())) // 2
    # In the order of people, comparisons of one person lie along the diagonal and nowhere else.
    order = np.argsort(labels, kind="stable").astype(np.int32)
    ordered, people_of = embeddings[order], labels[order].astype(np.int32)
    mated, pairs = _mated(similarity, ordered, people_of, samples, block)
    pairs = order[pairs]
    lost = _lost(samples, without_face)
    mated_person = np.concatenate([labels[pairs[:, 0]], lost]).astype(np.int32)
    mated = np.concatenate([mated, np.full(len(lost), NO_SCORE)])
    pairs = np.concatenate([pairs, np.full((len(lost), 2), -1, dtype=np.int32)])
    rising = np.argsort(mated, kind="stable")
    counter = _NonMated(mated[rising], thresholds, _kept(non_mated, max_fmr))
    _count_all(counter, similarity, ordered, people_of, samples, block, on_progress)
    tail, tail_rows = counter.falling()
    if non_mated <= SPREAD:
        spread, spread_rows = tail[::-1], tail_rows[::-1]
    else:
        spread, spread_rows = _spread(similarity, ordered, people_of, seed)
    return ComparisonSummary(
        mated=mated[rising],
        mated_person=mated_person[rising],
        mated_samples=pairs[rising],
        reaching=counter.reaching,
        exceeding=counter.exceeding,
        non_mated=non_mated,
        tail=tail,
        tail_samples=order[tail_rows],
        spread=spread,
        spread_samples=order[spread_rows],
        histogram=counter.histogram,
        counted=counter.counted,
        labels=labels.astype(np.int32),
        samples=samples,
    )


def summarise_pairs(
    scores: Scores,
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    labels: NDArray[np.int64],
    *,
    thresholds: Sequence[float] = (),
) -> ComparisonSummary:
    """Sum up comparisons of chosen pairs, as a list of pairs names them.

    Args:
        scores: (K,).
        first: Index of each pair's one sample, (K,), in [0, N).
        second: Index of the other, (K,).
        labels: Index of the person of each sample, (N,); a pair is mated when both are the same person's.
        thresholds: At which the non-mated scores that reach them are counted.

    Raises:
        ValueError: The shapes do not fit, or a score is not a number.
    """
    if not scores.shape == first.shape == second.shape or scores.ndim != 1:
        raise ValueError(f"scores {scores.shape}, first {first.shape} and second {second.shape} do not fit")
    if not np.isfinite(scores).all():
        raise ValueError("a score is not a number")
    rows = np.column_stack([first, second]).astype(np.int32)
    rising = np.argsort(scores, kind="stable")
    scores, rows = scores[rising].astype(np.float32), rows[rising]
    same = labels[rows[:, 0]] == labels[rows[:, 1]]
    counter = _NonMated(scores[same], thresholds, 0)
    counter.count(scores[~same].copy())
    return ComparisonSummary(
        mated=scores[same],
        mated_person=labels[rows[same, 0]].astype(np.int32),
        mated_samples=rows[same],
        reaching=counter.reaching,
        exceeding=counter.exceeding,
        non_mated=int(np.count_nonzero(~same)),
        tail=scores[~same][::-1],
        tail_samples=rows[~same][::-1],
        spread=scores[~same],
        spread_samples=rows[~same],
        histogram=counter.histogram,
        counted=counter.counted,
        labels=labels.astype(np.int32),
        samples=np.bincount(labels[np.unique(rows)], minlength=int(labels.max(initial=-1)) + 1).astype(np.int64),
        complete=False,
    )


class _NonMated:
    """Counts and tail of the non-mated scores seen so far."""

    def __init__(self, mated: Scores, thresholds: Sequence[float], keep: int) -> None:
        self.reaching = np.zeros(len(mated), dtype=np.int64)
        self.exceeding = np.zeros(len(mated), dtype=np.int64)
        self.histogram = np.zeros(len(HISTOGRAM_EDGES) - 1, dtype=np.int64)
        self.counted = np.zeros(len(thresholds), dtype=np.int64)
        self._mated = mated
        self._thresholds = np.array([_first_at_or_above(threshold) for threshold in thresholds], dtype=np.float32)
        self._keep = keep
        self._cutoff = np.float32(-np.inf)
        self._scores: list[Scores] = []
        self._rows: list[Indices] = []
        self._held = 0

    def count(self, scores: Scores) -> None:
        """Count scores, which are put into another order; NaN is none."""
        for start in range(0, len(scores), _PART):
            part = scores[start : start + _PART]
            part.sort()  # NaN comes last
            size = int(np.searchsorted(part, np.float32(np.inf), side="right"))
            part = part[:size]
            self.reaching += size - np.searchsorted(part, self._mated, side="left")
            self.exceeding += size - np.searchsorted(part, self._mated, side="right")
            self.counted += size - np.searchsorted(part, self._thresholds, side="left")
            inner = np.searchsorted(part, HISTOGRAM_EDGES[1:-1], side="left")
            self.histogram += np.diff(np.concatenate([[0], inner, [size]]))

    def keep(self, scores: Scores, start: int) -> None:
        """Keep the highest scores of a rectangle of comparisons that begins at row and column `start`; NaN is none."""
        flat = np.flatnonzero(scores >= self._cutoff)
        if len(flat) == 0:
            return
        row, column = np.divmod(flat, scores.shape[1])
        self._scores.append(scores.reshape(-1)[flat])
        self._rows.append(np.column_stack([row + start, column + start]).astype(np.int32))
        self._held += len(flat)
        if self._held > 2 * self._keep:
            highest, rows = self._highest()
            self._scores, self._rows, self._held = [highest], [rows], len(highest)
            self._cutoff = highest.min(initial=np.float32(np.inf))

    def falling(self) -> _Scored:
        """The highest scores, the very highest first, and the rows of the two samples of each."""
        scores, rows = self._highest()
        order = np.argsort(-scores, kind="stable")
        return scores[order], rows[order]

    def _highest(self) -> _Scored:
        scores = np.concatenate([np.zeros(0, dtype=np.float32), *self._scores])
        rows = np.concatenate([np.zeros((0, 2), dtype=np.int32), *self._rows])
        if len(scores) <= self._keep:
            return scores, rows
        best = np.argpartition(scores, len(scores) - self._keep)[len(scores) - self._keep :]
        return scores[best], rows[best]


def _first_at_or_above(threshold: float) -> np.float32:
    """The smallest score that a threshold accepts; rounding could put it onto one that it refuses."""
    rounded = np.float32(threshold)
    return rounded if float(rounded) >= threshold else np.nextafter(rounded, np.float32(np.inf))


def _kept(non_mated: int, max_fmr: float) -> int:
    if non_mated <= SPREAD:
        return non_mated
    return min(non_mated, int(max_fmr * non_mated * 4) + 1000)


def _blocks(samples: NDArray[np.int64], block: int) -> Iterator[tuple[int, int, int]]:
    """Rows start to end of each block, and the row from which on all belong to other people than these rows do."""
    ends = np.cumsum(samples)
    count = int(samples.sum())
    for start in range(0, count, block):
        end = min(start + block, count)
        yield start, end, int(ends[np.searchsorted(ends, end - 1, side="right")])


def _mated(
    similarity: Similarity, ordered: NDArray[np.float32], people_of: Indices, samples: NDArray[np.int64], block: int
) -> _Scored:
    scores = [np.zeros(0, dtype=np.float32)]
    rows = [np.zeros((0, 2), dtype=np.int32)]
    for start, end, clear in _blocks(samples, block):
        near = similarity.matrix(ordered[start:end], ordered[start:clear])
        same = people_of[start:end, np.newaxis] == people_of[np.newaxis, start:clear]
        row, column = np.nonzero(np.triu(same, k=1))
        scores.append(near[row, column])
        rows.append(np.column_stack([row + start, column + start]).astype(np.int32))
    return np.concatenate(scores), np.concatenate(rows)


def _count_all(
    counter: _NonMated,
    similarity: Similarity,
    ordered: NDArray[np.float32],
    people_of: Indices,
    samples: NDArray[np.int64],
    block: int,
    on_progress: Callable[[float], None] | None,
) -> None:
    count = len(ordered)
    for start, end, clear in _blocks(samples, block):
        if on_progress is not None:
            on_progress(1 - ((count - start) / count) ** 2)
        scores = similarity.matrix(ordered[start:end], ordered[start:])  # (end - start, N - start)
        # Only comparisons with later people: the others are of one person, or were made before.
        done = people_of[start:end, np.newaxis] >= people_of[np.newaxis, start:clear]
        scores[:, : clear - start][done] = np.nan
        counter.keep(scores, start)
        counter.count(scores.reshape(-1))


def _lost(samples: NDArray[np.int64], without_face: NDArray[np.int64] | None) -> Indices:
    """The person of each mated comparison that cannot be made, since one of the two samples shows no face."""
    if without_face is None:
        return np.zeros(0, dtype=np.int32)
    every = samples + without_face
    pairs = every * (every - 1) // 2 - samples * (samples - 1) // 2
    return np.repeat(np.arange(len(pairs), dtype=np.int32), pairs)


def _spread(similarity: Similarity, ordered: NDArray[np.float32], people_of: Indices, seed: int) -> _Scored:
    """A random choice of `SPREAD` non-mated comparisons, with replacement, by rising score."""
    random = np.random.default_rng(seed)
    chosen = np.zeros((0, 2), dtype=np.int32)
    while len(chosen) < SPREAD:
        drawn = random.integers(0, len(ordered), (SPREAD, 2), dtype=np.int32)
        apart = people_of[drawn[:, 0]] != people_of[drawn[:, 1]]
        chosen = np.concatenate([chosen, drawn[apart]])[:SPREAD]
    scores = np.concatenate(
        [
            similarity.pairs(ordered[part[:, 0]], ordered[part[:, 1]])
            for part in np.array_split(chosen, SPREAD // 10_000)
        ]
    )
    rising = np.argsort(scores, kind="stable")
    return scores[rising], chosen[rising]
