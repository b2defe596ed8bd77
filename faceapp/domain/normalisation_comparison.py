"""Whether score normalisation is worth having, on people whom the cohort does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.comparison_estimates import estimate
from faceapp.domain.comparison_summary import ComparisonSummary, summarise
from faceapp.domain.resampling import REPETITIONS, Figure, crossings, draw_people
from faceapp.domain.score_normalisation import AdaptiveSNorm, one_for_each
from faceapp.domain.scores import OperatingPoint
from faceapp.domain.similarity import COSINE, Similarity

FMRS = (1e-2, 1e-3, 1e-4)
TOP_KS = (10, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class NormalisedFigures:
    """What one way of normalising does.

    Attributes:
        top_k: How many of the cohort each sample is held against.
        each_person_once: Whether the cohort holds one embedding for each person, and not all of them.
        points: By target FMR; None where the non-mated comparisons are too few.
        gains: TAR with normalisation less TAR without, by target FMR, with its interval by resampling the same people
            for both. It covers all ways together with 95 % (Bonferroni), as the best of them is asked for. None where
            there is no point.
    """

    top_k: int
    each_person_once: bool
    points: dict[float, OperatingPoint | None]
    gains: dict[float, Figure | None]


@dataclass(frozen=True, slots=True)
class NormalisationComparison:
    """Scores with and without normalisation.

    Attributes:
        people: People tested.
        cohort_people: People in the cohort, none of them tested.
        mated: Mated comparisons.
        non_mated: Non-mated comparisons.
        plain: Without normalisation, by target FMR.
        ways: Each way of normalising.
    """

    people: int
    cohort_people: int
    mated: int
    non_mated: int
    plain: dict[float, OperatingPoint | None]
    ways: tuple[NormalisedFigures, ...]

    def better(self, target_fmr: float) -> NormalisedFigures | None:
        """The way to offer for a target: the one that gains most there, surely gains, and surely loses nowhere.

        None where no way does, or where the comparisons are too few to know.
        """
        worth = [
            (gain.value, way)
            for way in self.ways
            if (gain := way.gains.get(target_fmr)) is not None
            and gain.low > 0
            and not any(other is not None and other.high < 0 for other in way.gains.values())
        ]
        return max(worth, key=lambda entry: entry[0])[1] if worth else None

    def sentence(self, target_fmr: float) -> str:
        """Which to use at a target, in plain words."""
        tested = f"on {self.people} people with a cohort of {self.cohort_people} others"
        plain = self.plain.get(target_fmr)
        if plain is None:
            return f"Too few comparisons ({self.non_mated:,} non-mated) to compare at FMR {target_fmr:g}, {tested}."
        best = self.better(target_fmr)
        if best is not None:
            gain = best.gains[target_fmr]
            assert gain is not None  # it is better by this gain
            return (
                f"Normalisation with the {best.top_k} nearest is better at FMR {target_fmr:g}: TAR rises from "
                f"{plain.tar:.3f} by {gain.value:+.3f} ({gain.low:+.3f} to {gain.high:+.3f}), {tested}."
            )
        told = [gain for way in self.ways if (gain := way.gains.get(target_fmr)) is not None]
        most = max(told, key=lambda gain: gain.value)
        return (
            f"No normalisation: none is surely better at FMR {target_fmr:g} than TAR {plain.tar:.3f} without (the most "
            f"that any gained is {most.value:+.3f}, {most.low:+.3f} to {most.high:+.3f}), {tested}."
        )


def compare_normalisation(
    embeddings: NDArray[np.float32],
    labels: NDArray[np.int64],
    cohort: NDArray[np.float32],
    cohort_labels: NDArray[np.int64],
    *,
    top_ks: Sequence[int] = TOP_KS,
    fmrs: Sequence[float] = FMRS,
    base: Similarity = COSINE,
    repetitions: int = REPETITIONS,
    seed: int = 0,
) -> NormalisationComparison:
    """Compare adaptive S-norm with the scores as they are.

    Args:
        embeddings: Unit rows, (N, D).
        labels: Number of each row's person, (N,), of the same numbering as `cohort_labels`.
        cohort: Unit rows, (C, D).
        cohort_labels: Number of each row's person, (C,).
        top_ks: Numbers of nearest cohort rows to try; those beyond the cohort are left out.
        fmrs: Target false match rates, each at most `comparison_summary.MAX_FMR`.
        base: What scores two samples.
        repetitions: Bootstrap repetitions.
        seed: Of the resampling.

    Raises:
        ValueError: Somebody is in both, there is no comparison of one kind, or no K fits the cohort.
    """
    if len(np.intersect1d(labels, cohort_labels)) > 0:
        raise ValueError("somebody who is tested is in the cohort")
    people, person = np.unique(labels, return_inverse=True)
    person = person.astype(np.int64)
    cohorts = ((False, cohort), (True, one_for_each(cohort, cohort_labels)))
    chosen = [(top_k, once, rows) for once, rows in cohorts for top_k in top_ks if top_k <= len(rows)]
    if not chosen:
        raise ValueError(f"none of {list(top_ks)} fits a cohort of {len(cohort)}")

    plain = summarise(embeddings, person, similarity=base)
    plain_points = estimate(plain, fmrs=fmrs, repetitions=repetitions, seed=seed).points
    told = [fmr for fmr in fmrs if plain_points[fmr] is not None]
    plain_tars = _resampled_tars(plain, told, repetitions, seed)
    ways = []
    for top_k, once, rows in chosen:
        summary = summarise(embeddings, person, similarity=AdaptiveSNorm(rows, top_k, base))
        points = estimate(summary, fmrs=fmrs, repetitions=repetitions, seed=seed).points
        differences = _resampled_tars(summary, told, repetitions, seed) - plain_tars
        gains: dict[float, Figure | None] = dict.fromkeys(fmrs)
        for fmr, drawn in zip(told, differences, strict=True):
            before, after = plain_points[fmr], points[fmr]
            assert before is not None and after is not None  # they rest on the same comparisons
            gains[fmr] = Figure(after.tar - before.tar, *_interval(drawn, 0.05 / len(chosen)))
        ways.append(NormalisedFigures(top_k, once, points, gains))
    return NormalisationComparison(
        people=len(people),
        cohort_people=len(np.unique(cohort_labels)),
        mated=len(plain.mated),
        non_mated=plain.non_mated,
        plain=plain_points,
        ways=tuple(ways),
    )


def _resampled_tars(
    summary: ComparisonSummary, fmrs: Sequence[float], repetitions: int, seed: int
) -> NDArray[np.float64]:
    """TAR at each target in each resample of people, (F, R); NaN where a resample has no mated comparison."""
    tars = np.full((len(fmrs), repetitions), np.nan)
    column = 0
    for drawn in draw_people(len(summary.samples), repetitions, seed):
        limits = np.array(fmrs)[np.newaxis] * summary.non_mated_weight(drawn)[:, np.newaxis]  # (R, F)
        crossed = crossings(drawn, *summary.tail_people, limits)
        for index, row in enumerate(np.ascontiguousarray(drawn.T)):
            running = np.concatenate([[0.0], np.cumsum(row[summary.mated_person], dtype=np.float64)])
            for target, position in enumerate(crossed[index].tolist()):
                if position < len(summary.tail) and running[-1] > 0:
                    refused = np.searchsorted(summary.mated, summary.tail[position], side="right")
                    tars[target, column] = 1 - running[refused] / running[-1]
            column += 1
    return tars


def _interval(values: NDArray[np.float64], outside: float) -> tuple[float, float]:
    known = values[~np.isnan(values)]
    if len(known) == 0:
        return -1.0, 1.0
    low, high = np.quantile(known, [outside / 2, 1 - outside / 2])
    return float(low), float(high)
