"""Error rates of comparisons, thresholds for a target, and how far to believe them.

One direction everywhere: a comparison is accepted when `score >= threshold`.

Terms (ISO/IEC 19795-1): FMR, the share of non-mated comparisons that are accepted; FNMR, the
share of mated comparisons that are refused; TAR = 1 - FNMR. Comparisons that share a person are
not independent, so intervals come from resampling people, not comparisons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Indices = NDArray[np.int32]
_T = TypeVar("_T", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class Comparisons:
    """Scores of comparisons, with who took part in them.

    Attributes:
        mated: Scores of two samples of one person, float32 (M,).
        mated_person: Index of the person of each mated comparison, (M,).
        non_mated: Scores of samples of two people, float32 (K,).
        non_mated_first: Index of the one person of each non-mated comparison, (K,).
        non_mated_second: Index of the other, (K,).
        samples: Number of samples of each person, (P,).
    """

    mated: Scores
    mated_person: Indices
    non_mated: Scores
    non_mated_first: Indices
    non_mated_second: Indices
    samples: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """A threshold with the claim that it makes.

    Attributes:
        fmr: Target false match rate, in (0, 1).
        threshold: Accept at or above it.
        tar: True accept rate there, in [0, 1].
        tar_low: Lower end of the 95 % interval of `tar`, the threshold chosen anew each time.
        tar_high: Upper end.
    """

    fmr: float
    threshold: float
    tar: float
    tar_low: float
    tar_high: float


def compare_all(embeddings: NDArray[np.float32], labels: NDArray[np.int64], *, block: int = 512) -> Comparisons:
    """Compare every sample with every other once.

    Args:
        embeddings: Unit rows, (N, D).
        labels: Index of each sample's person, (N,), in [0, P).
        block: Rows compared at a time; bounds the memory of a step, not the result's.

    Raises:
        ValueError: The shapes do not fit, or a score is not a number.
    """
    if embeddings.ndim != 2 or labels.shape != (len(embeddings),):
        raise ValueError(f"embeddings {embeddings.shape} and labels {labels.shape} do not fit")
    if not np.isfinite(embeddings).all():
        raise ValueError("an embedding holds a value that is not a number")
    people = labels.astype(np.int32)
    mated: list[Scores] = []
    mated_person: list[Indices] = []
    non_mated: list[Scores] = []
    first: list[Indices] = []
    second: list[Indices] = []
    for start in range(0, len(embeddings), block):
        rows = slice(start, min(start + block, len(embeddings)))
        scores = embeddings[rows] @ embeddings[start:].T  # (rows, N - start)
        upper = np.triu(np.ones(scores.shape, dtype=bool), k=1)
        same = people[rows, np.newaxis] == people[np.newaxis, start:]
        row, column = np.nonzero(upper & same)
        mated.append(scores[row, column])
        mated_person.append(people[start + row])
        row, column = np.nonzero(upper & ~same)
        non_mated.append(scores[row, column])
        first.append(people[start + row])
        second.append(people[start + column])
    return Comparisons(
        mated=_joined(mated, np.float32),
        mated_person=_joined(mated_person, np.int32),
        non_mated=_joined(non_mated, np.float32),
        non_mated_first=_joined(first, np.int32),
        non_mated_second=_joined(second, np.int32),
        samples=np.bincount(labels, minlength=int(labels.max(initial=-1)) + 1).astype(np.int64),
    )


def false_match_rate(non_mated: Scores, threshold: float) -> float:
    """Share of non-mated scores at or above the threshold.

    Example:
        Scores 0.1, 0.5, 0.5, 0.9 at threshold 0.5 give 0.75: a tie is accepted.

    Raises:
        ValueError: There is no score, or one is not a number.
    """
    _require(non_mated, "non-mated")
    return float(np.count_nonzero(non_mated >= threshold) / len(non_mated))


def true_accept_rate(mated: Scores, threshold: float) -> float:
    """Share of mated scores at or above the threshold.

    Raises:
        ValueError: There is no score, or one is not a number.
    """
    _require(mated, "mated")
    return float(np.count_nonzero(mated >= threshold) / len(mated))


def threshold_at_fmr(non_mated: Scores, fmr: float) -> float:
    """The smallest threshold whose FMR on these scores is at most the target.

    Example:
        Scores 0.1, 0.2, 0.3, 0.4 at a target of 0.25: just above 0.3, which accepts 0.4 alone.

    Raises:
        ValueError: There is no score, one is not a number, or the target is outside (0, 1).
    """
    _require(non_mated, "non-mated")
    if not 0 < fmr < 1:
        raise ValueError(f"a target FMR of {fmr} is outside (0, 1)")
    allowed = allowed_matches(len(non_mated), fmr)
    # The highest score that must be refused; the threshold lies just above it.
    refused = np.partition(non_mated, len(non_mated) - 1 - allowed)[len(non_mated) - 1 - allowed]
    return float(np.nextafter(np.float32(refused), np.float32(np.inf)))


def allowed_matches(comparisons: int, fmr: float) -> int:
    """How many of so many non-mated comparisons may be accepted at a target FMR.

    Example:
        40 comparisons at 0.1 allow 4, 39 allow 3.
    """
    allowed = round(fmr * comparisons)
    return allowed - 1 if allowed / comparisons > fmr else allowed


def equal_error_rate(mated: Scores, non_mated: Scores) -> float:
    """The error rate where FMR and FNMR meet: the smallest, over thresholds, of the larger of the two.

    Raises:
        ValueError: There is no score of one kind, or one is not a number.
    """
    _require(mated, "mated")
    _require(non_mated, "non-mated")
    thresholds = np.unique(np.concatenate([mated, non_mated]))
    thresholds = np.append(thresholds, np.nextafter(thresholds[-1], np.float32(np.inf)))
    fmr = 1 - np.searchsorted(np.sort(non_mated), thresholds, side="left") / len(non_mated)
    fnmr = np.searchsorted(np.sort(mated), thresholds, side="left") / len(mated)
    best = int(np.argmin(np.maximum(fmr, fnmr)))
    return float(max(fmr[best], fnmr[best]))


def area_under_curve(mated: Scores, non_mated: Scores) -> float:
    """Probability that a mated score exceeds a non-mated one; ties count half (Mann-Whitney).

    Raises:
        ValueError: There is no score of one kind, or one is not a number.
    """
    _require(mated, "mated")
    _require(non_mated, "non-mated")
    ordered = np.sort(non_mated)
    below = np.searchsorted(ordered, mated, side="left").astype(np.float64)
    at_or_below = np.searchsorted(ordered, mated, side="right").astype(np.float64)
    return float((below + at_or_below).mean() / (2 * len(non_mated)))


def operating_point(
    comparisons: Comparisons, fmr: float, *, repetitions: int = 1000, seed: int = 0
) -> OperatingPoint | None:
    """Threshold and TAR at a target FMR, with a 95 % interval by resampling people.

    In each repetition people are drawn with replacement; a mated comparison counts as often as
    its person was drawn, a non-mated one as often as the product of its two people; the
    threshold is chosen anew on the resampled comparisons.

    Args:
        comparisons: What was measured.
        fmr: Target, in (0, 1).
        repetitions: Bootstrap repetitions.
        seed: Seed of the resampling.

    Returns:
        None when fewer than 10 false matches are expected at the target: the data cannot tell.

    Source:
        Poh et al., "Performance generalization in biometric authentication using joint
        user-specific and sample bootstraps", PAMI 2007 (resampling of people).
    """
    expected = fmr * len(comparisons.non_mated)
    if expected < 10 or len(comparisons.mated) == 0:
        return None
    threshold = threshold_at_fmr(comparisons.non_mated, fmr)
    # Only the highest non-mated scores can decide a threshold; four times as many as expected
    # leave room for resamples that weigh them low.
    kept = min(len(comparisons.non_mated), int(expected * 4) + 1000)
    tail = np.argpartition(comparisons.non_mated, len(comparisons.non_mated) - kept)[-kept:]
    tail = tail[np.argsort(-comparisons.non_mated[tail], kind="stable")]
    tail_scores = comparisons.non_mated[tail]
    return point_from_tail(
        fmr,
        threshold,
        mated=comparisons.mated,
        mated_person=comparisons.mated_person,
        tail=tail_scores,
        tail_first=comparisons.non_mated_first[tail],
        tail_second=comparisons.non_mated_second[tail],
        samples=comparisons.samples,
        repetitions=repetitions,
        seed=seed,
    )


def point_from_tail(
    fmr: float,
    threshold: float,
    *,
    mated: Scores,
    mated_person: Indices,
    tail: Scores,
    tail_first: Indices,
    tail_second: Indices,
    samples: NDArray[np.int64],
    repetitions: int,
    seed: int,
) -> OperatingPoint:
    """An operating point whose interval is found from the highest non-mated scores alone.

    Args:
        fmr: Target, in (0, 1).
        threshold: The threshold on all comparisons.
        mated: Mated scores, (M,).
        mated_person: Index of the person of each, (M,).
        tail: The highest non-mated scores, falling, (T,).
        tail_first: Index of the one person of each, (T,).
        tail_second: Index of the other, (T,).
        samples: Number of samples of each person, (P,).
        repetitions: Bootstrap repetitions.
        seed: Seed of the resampling.
    """
    mated_order = np.argsort(mated, kind="stable")
    mated_sorted, mated_person = mated[mated_order], mated_person[mated_order]
    random = np.random.default_rng(seed)
    people = len(samples)
    tars: list[float] = []
    for _ in range(repetitions):
        drawn = np.bincount(random.integers(0, people, people), minlength=people).astype(np.float64)
        weight = np.cumsum(drawn[tail_first] * drawn[tail_second])
        drawn_samples = drawn * samples
        total = (drawn_samples.sum() ** 2 - (drawn_samples**2).sum()) / 2
        refused = int(np.searchsorted(weight, fmr * total, side="right"))
        if refused >= len(tail):
            continue
        mated_weight = drawn[mated_person]
        if mated_weight.sum() == 0:
            continue
        accepted_from = np.searchsorted(mated_sorted, tail[refused], side="right")
        tars.append(float(mated_weight[accepted_from:].sum() / mated_weight.sum()))
    low, high = np.quantile(tars, [0.025, 0.975]) if tars else (0.0, 1.0)
    tar = true_accept_rate(mated, threshold)
    return OperatingPoint(fmr=fmr, threshold=threshold, tar=tar, tar_low=float(low), tar_high=float(high))


def _joined(parts: list[NDArray[_T]], kind: type[_T]) -> NDArray[_T]:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=kind)


def _require(scores: Scores, kind: str) -> None:
    if len(scores) == 0:
        raise ValueError(f"there is no {kind} comparison")
    if not np.isfinite(scores).all():
        raise ValueError(f"a {kind} score is not a number")
