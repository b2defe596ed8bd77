"""Figures of comparisons, each with its 95 % interval by resampling people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.comparison_summary import MAX_FMR, ComparisonSummary
from faceapp.domain.resampling import (
    REPETITIONS,
    Drawn,
    Figure,
    crossings,
    draw_people,
    interval,
    not_narrower_than_seen,
    weight_before,
)
from faceapp.domain.scores import Indices, OperatingPoint, allowed_matches

FMRS = (1e-2, 1e-3, 1e-4, 1e-5)

# Fewer false matches than this say too little of a threshold.
MIN_FALSE_MATCHES = 10

# Thresholds at which resamples of EER and AUC know both rates; between them they are interpolated.
_EDGES = 1000


@dataclass(frozen=True, slots=True)
class ComparisonEstimates:
    """What comparisons say of an encoder.

    Attributes:
        identities: People.
        mated: Mated comparisons.
        non_mated: Non-mated comparisons.
        eer: Equal error rate.
        auc: Area under the ROC curve.
        points: By target FMR; None where the non-mated comparisons are too few.
    """

    identities: int
    mated: int
    non_mated: int
    eer: Figure
    auc: Figure
    points: dict[float, OperatingPoint | None]


@dataclass(frozen=True, slots=True)
class RatesAtThreshold:
    """What a given threshold does.

    Attributes:
        threshold: Accept at or above it.
        fmr: False match rate.
        tar: True accept rate.
    """

    threshold: float
    fmr: Figure
    tar: Figure


def equal_error_rate_of(summary: ComparisonSummary) -> float:
    """The smallest, over thresholds, of the larger of FMR and FNMR; exact.

    Raises:
        ValueError: There is no comparison of one kind.
    """
    _require_both(summary)
    refused = np.searchsorted(summary.mated, summary.mated, side="left")
    larger = np.maximum(summary.reaching / summary.non_mated, refused / len(summary.mated))
    # Above every mated score FNMR is 1.
    return float(min(1.0, larger.min()))


def area_under_curve_of(summary: ComparisonSummary) -> float:
    """Probability that a mated score exceeds a non-mated one, ties counting half (Mann-Whitney); exact.

    Raises:
        ValueError: There is no comparison of one kind.
    """
    _require_both(summary)
    lost = (summary.reaching + summary.exceeding).sum() / 2
    return float(1 - lost / (len(summary.mated) * summary.non_mated))


def det_curve(summary: ComparisonSummary) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Detection error trade-off: threshold, FMR and FNMR at every mated score, each (M,), the threshold rising.

    Source:
        Martin et al., "The DET curve in assessment of detection task performance", Eurospeech 1997; ISO/IEC 19795-1.
    """
    _require_both(summary)
    refused = np.searchsorted(summary.mated, summary.mated, side="left") / len(summary.mated)
    return summary.mated.astype(np.float64), summary.reaching / summary.non_mated, refused


def estimate(
    summary: ComparisonSummary,
    *,
    fmrs: Sequence[float] = FMRS,
    min_false_matches: int = MIN_FALSE_MATCHES,
    repetitions: int = REPETITIONS,
    seed: int = 0,
) -> ComparisonEstimates:
    """Every figure with its interval; thresholds are chosen anew in each resample.

    Args:
        summary: What was compared.
        fmrs: Target false match rates, each at most `MAX_FMR` unless all scores were kept.
        min_false_matches: A target at which fewer false matches are expected gets no operating point.
        repetitions: Bootstrap repetitions.
        seed: Seed of the resampling.

    Raises:
        ValueError: There is no comparison of one kind, or a target is too high for what was kept.
    """
    _require_both(summary)
    told = [fmr for fmr in fmrs if fmr * summary.non_mated >= min_false_matches]
    for fmr in told:
        if not 0 < fmr < 1 or (fmr > MAX_FMR and len(summary.tail) < summary.non_mated):
            raise ValueError(f"a target FMR of {fmr} is beyond what was kept, {MAX_FMR}")
    resampled = _Resampled(summary, told)
    for drawn in draw_people(len(summary.samples), repetitions, seed):
        resampled.add(drawn)
    eer, auc = equal_error_rate_of(summary), area_under_curve_of(summary)
    # Interpolation errs alike in every resample and in the whole, so that the difference is taken out.
    whole = _Resampled(summary, ())
    whole.add(np.ones((len(summary.samples), 1), dtype=np.float32))
    points: dict[float, OperatingPoint | None] = dict.fromkeys(fmrs)
    # However many comparisons a few people give: where all went well, they say no more than so many people can.
    mated_people = len(np.unique(summary.mated_person))
    for fmr, tars in zip(told, resampled.tars, strict=True):
        threshold = _threshold(summary, fmr)
        accepted = int(np.count_nonzero(summary.mated >= threshold))
        tar = not_narrower_than_seen(Figure(accepted / len(summary.mated), *interval(tars)), mated_people)
        points[fmr] = OperatingPoint(fmr=fmr, threshold=threshold, tar=tar.value, tar_low=tar.low, tar_high=tar.high)
    return ComparisonEstimates(
        identities=summary.people,
        mated=len(summary.mated),
        non_mated=summary.non_mated,
        eer=not_narrower_than_seen(_shifted(eer, resampled.eers, whole.eers[0]), mated_people),
        auc=not_narrower_than_seen(_shifted(auc, resampled.aucs, whole.aucs[0]), mated_people),
        points=points,
    )


def rates_at(
    summary: ComparisonSummary,
    thresholds: Sequence[float],
    *,
    repetitions: int = REPETITIONS,
    seed: int = 0,
) -> list[RatesAtThreshold]:
    """FMR and TAR at thresholds that were chosen elsewhere: on everybody, for the figures of one group.

    Args:
        summary: Made with these thresholds, in this order, so that its counts are exact.
        thresholds: Accept at or above them.
        repetitions: Bootstrap repetitions.
        seed: Seed of the resampling.

    Raises:
        ValueError: There is no comparison of one kind, or the summary was made with other thresholds.
    """
    _require_both(summary)
    if len(summary.counted) != len(thresholds):
        raise ValueError(f"the summary counted at {len(summary.counted)} thresholds, not at {len(thresholds)}")
    refused = [int(np.count_nonzero(summary.mated < threshold)) for threshold in thresholds]
    mated_people = len(np.unique(summary.mated_person))
    accepted = [_accepted(summary, threshold, index) for index, threshold in enumerate(thresholds)]
    fmrs: list[list[float]] = [[] for _ in thresholds]
    tars: list[list[float]] = [[] for _ in thresholds]
    for drawn in draw_people(len(summary.samples), repetitions, seed):
        total = summary.non_mated_weight(drawn)
        for index, (people, whole_share) in enumerate(accepted):
            weight = weight_before(drawn, *people, np.array([len(people[0])]))[0] / whole_share
            fmrs[index] += np.minimum(weight[total > 0] / total[total > 0], 1).tolist()
        for row in np.ascontiguousarray(drawn.T):
            running = _running(row[summary.mated_person])
            if running[-1] > 0:
                for index, count in enumerate(refused):
                    tars[index].append(float(1 - running[count] / running[-1]))
    return [
        RatesAtThreshold(
            threshold=threshold,
            fmr=not_narrower_than_seen(Figure(count / summary.non_mated, *interval(fmr)), summary.people),
            tar=not_narrower_than_seen(
                Figure((len(summary.mated) - below) / len(summary.mated), *interval(tar)), mated_people
            ),
        )
        for threshold, count, below, fmr, tar in zip(
            thresholds, summary.counted.tolist(), refused, fmrs, tars, strict=True
        )
    ]


def _accepted(summary: ComparisonSummary, threshold: float, index: int) -> tuple[tuple[Indices, Indices], float]:
    """The people of the non-mated comparisons that a threshold accepts, and which share of all such these are."""
    count = int(summary.counted[index])
    if count <= len(summary.tail):
        first, second = summary.tail_people
        return (first[:count], second[:count]), 1.0
    # More than the tail holds: those that stand for all.
    first, second = summary.spread_people
    start = int(np.count_nonzero(summary.spread < threshold))
    return (first[start:], second[start:]), len(summary.spread) / summary.non_mated


class _Resampled:
    """The figures of each resample."""

    def __init__(self, summary: ComparisonSummary, fmrs: Sequence[float]) -> None:
        self.tars: list[list[float]] = [[] for _ in fmrs]
        self.eers: list[float] = []
        self.aucs: list[float] = []
        self._summary = summary
        self._fmrs = np.array(fmrs)
        self._tail_people = summary.tail_people
        self._spread_people = summary.spread_people
        # Positions in `spread` of thresholds that divide it evenly; scores that are equal stay together.
        step = max(1, len(summary.spread) // _EDGES)
        edges = np.unique(summary.spread[::step])
        self._below = np.append(np.searchsorted(summary.spread, edges, side="left"), len(summary.spread))
        self._refused = np.append(np.searchsorted(summary.mated, edges, side="left"), 0)
        above = np.nextafter(summary.spread[-1], np.float32(np.inf))
        self._refused[-1] = np.searchsorted(summary.mated, above, side="left")

    def add(self, drawn: Drawn) -> None:
        """Take up some resamples: how often each person was drawn, (P, R)."""
        summary = self._summary
        total = summary.non_mated_weight(drawn)
        limits = self._fmrs[np.newaxis] * total[:, np.newaxis]  # (R, F)
        crossed = crossings(drawn, *self._tail_people, limits)
        below = weight_before(drawn, *self._spread_people, self._below)  # (E, R)
        for index, row in enumerate(np.ascontiguousarray(drawn.T)):
            running = _running(row[summary.mated_person])
            if running[-1] == 0:
                continue
            for target, position in enumerate(crossed[index].tolist()):
                if position < len(summary.tail):
                    from_here = np.searchsorted(summary.mated, summary.tail[position], side="right")
                    self.tars[target].append(float((running[-1] - running[from_here]) / running[-1]))
            if below[-1, index] == 0:
                continue
            # At rising thresholds; the first accepts every non-mated score, the last none.
            fmr = 1 - below[:, index] / below[-1, index]
            fnmr = running[self._refused] / running[-1]
            self.eers.append(_crossing(fmr, fnmr))
            self.aucs.append(float(np.trapezoid(1 - fnmr[::-1], fmr[::-1])))


def _crossing(fmr: NDArray[np.float64], fnmr: NDArray[np.float64]) -> float:
    """Where falling FMR meets rising FNMR, on the straight line between the two thresholds around it."""
    after = int(np.argmax(fnmr >= fmr))
    if after == 0:
        return float(fnmr[0])
    before_gap = fmr[after - 1] - fnmr[after - 1]
    after_gap = fnmr[after] - fmr[after]
    share = before_gap / (before_gap + after_gap)
    return float(fmr[after - 1] + share * (fmr[after] - fmr[after - 1]))


def _running(weights: NDArray[np.float32]) -> NDArray[np.float64]:
    """What the first k weigh together, for each k from 0 to all."""
    return np.concatenate([[0.0], np.cumsum(weights, dtype=np.float64)])


def _shifted(value: float, resampled: list[float], whole: float) -> Figure:
    low, high = interval(resampled)
    if not resampled:
        return Figure(value, low, high)
    shift = value - whole
    return Figure(value, min(max(low + shift, 0.0), 1.0), min(max(high + shift, 0.0), 1.0))


def _threshold(summary: ComparisonSummary, fmr: float) -> float:
    allowed = allowed_matches(summary.non_mated, fmr)
    return float(np.nextafter(summary.tail[allowed], np.float32(np.inf)))


def _require_both(summary: ComparisonSummary) -> None:
    if len(summary.mated) == 0:
        raise ValueError("there is no mated comparison")
    if summary.non_mated == 0:
        raise ValueError("there is no non-mated comparison")
