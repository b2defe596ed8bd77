"""Do claims hold on other people? Thresholds from one half of the people, judged by the other half, many times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.calibration import ChosenThreshold, choose_threshold
from faceapp.domain.comparison_summary import ComparisonSummary, summarise
from faceapp.domain.error_bounds import FalseMatchCurve
from faceapp.domain.resampling import draw_people


@dataclass(frozen=True, slots=True)
class Trial:
    """One claim and what the other people say of it.

    Attributes:
        target_fmr: What was asked for.
        claimed_high: Upper 95 % bound of the FMR that was claimed; None where the target was refused.
        extrapolated: Whether a model of the tail was needed.
        threshold: The threshold; None where the target was refused.
        seen: FMR of the other half there.
        seen_low: 5 % quantile of that rate, the other half's people resampled.
        difference_low: 5 % quantile of the other half's rate less this half's, the people of both resampled.
        calibrated: FMR of the half that the threshold is from.
        tar: True accept rate of the other half there.
    """

    target_fmr: float
    claimed_high: float | None
    extrapolated: bool
    threshold: float | None
    seen: float
    seen_low: float
    difference_low: float
    calibrated: float
    tar: float

    @property
    def holds(self) -> bool:
        """Whether the other half's rate lies under the claimed bound."""
        return self.claimed_high is not None and self.seen <= self.claimed_high

    @property
    def contradicted(self) -> bool:
        """Whether the other half's rate lies above the claimed bound by more than its own sampling error."""
        return self.claimed_high is not None and self.seen_low > self.claimed_high

    @property
    def contradicted_by_both(self) -> bool:
        """The same, counting the sampling error of both halves."""
        if self.claimed_high is None:
            return False
        return self.difference_low > self.claimed_high - self.calibrated


def try_thresholds(
    embeddings: NDArray[np.float32],
    labels: NDArray[np.int64],
    targets: Sequence[float],
    *,
    splits: int = 50,
    repetitions: int = 500,
    seed: int = 0,
    on_progress: Callable[[int], None] | None = None,
) -> list[Trial]:
    """Split the people in halves, claim on the one, judge by the other.

    Args:
        embeddings: Unit rows, (N, D).
        labels: Index of each one's person, (N,), in [0, P).
        targets: False match rates, each in (0, 1e-2].
        splits: How many random splits.
        repetitions: Bootstrap repetitions.
        seed: Of the splits and of resampling.
        on_progress: Called with the splits done.

    Returns:
        A trial for each split and target.
    """
    random = np.random.default_rng(seed)
    people = int(labels.max()) + 1
    trials = []
    for split in range(splits):
        first = np.zeros(people, dtype=bool)
        first[random.permutation(people)[: people // 2]] = True
        ours = _summary(embeddings, labels, first)
        curve = FalseMatchCurve.of(ours)
        chosen = [choose_threshold(curve, None, target) for target in targets]
        thresholds = [choice.threshold if choice.threshold is not None else 1.0 for choice in chosen]
        theirs = _summary(embeddings, labels, ~first)
        own_rates = _resampled_rates(ours, thresholds, repetitions, seed)
        other_rates = _resampled_rates(theirs, thresholds, repetitions, seed + 1)
        for index, choice in enumerate(chosen):
            trials.append(_trial(choice, ours, theirs, own_rates[index], other_rates[index]))
        if on_progress is not None:
            on_progress(split + 1)
    return trials


def _summary(
    embeddings: NDArray[np.float32], labels: NDArray[np.int64], chosen: NDArray[np.bool_]
) -> ComparisonSummary:
    rows = chosen[labels]
    _, numbered = np.unique(labels[rows], return_inverse=True)
    return summarise(embeddings[rows], numbered.astype(np.int64))


def _resampled_rates(
    summary: ComparisonSummary, thresholds: Sequence[float], repetitions: int, seed: int
) -> list[NDArray[np.float64]]:
    """FMR at each threshold in each resample of the people, (R,) each."""
    first, second = summary.tail_people
    parts: list[list[NDArray[np.float64]]] = [[] for _ in thresholds]
    for drawn in draw_people(len(summary.samples), repetitions, seed):
        total = summary.non_mated_weight(drawn)
        for part, threshold in zip(parts, thresholds, strict=True):
            found = _accepted(summary, threshold)
            weight = (drawn[first[:found]].astype(np.float64) * drawn[second[:found]]).sum(axis=0)
            part.append(weight / total)
    return [np.concatenate(part) for part in parts]


def _accepted(summary: ComparisonSummary, threshold: float) -> int:
    return int(np.searchsorted(-summary.tail, -np.float32(threshold), side="right"))


def _trial(
    choice: ChosenThreshold,
    ours: ComparisonSummary,
    theirs: ComparisonSummary,
    own_rates: NDArray[np.float64],
    other_rates: NDArray[np.float64],
) -> Trial:
    threshold = choice.threshold if choice.threshold is not None else 1.0
    return Trial(
        target_fmr=choice.target_fmr,
        claimed_high=None if choice.fmr is None else choice.fmr.high,
        extrapolated=choice.extrapolated,
        threshold=choice.threshold,
        seen=_accepted(theirs, threshold) / theirs.non_mated,
        seen_low=float(np.quantile(other_rates, 0.05)),
        difference_low=float(np.quantile(other_rates - own_rates, 0.05)),
        calibrated=_accepted(ours, threshold) / ours.non_mated,
        tar=float(np.mean(theirs.mated >= threshold)),
    )
