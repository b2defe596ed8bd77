"""Open-set identification: who of the gallery is it, or nobody?

Terms (ISO/IEC 19795-1): a mated probe is of somebody in the gallery, a non-mated one is not. FPIR, the share of
non-mated probes for which somebody is returned; FNIR, the share of mated probes for which the right person is not
returned first, or below the threshold. Intervals come from resampling people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.scores import threshold_at_fmr


@dataclass(frozen=True, slots=True, eq=False)
class Searches:
    """The best candidate of each probe.

    Attributes:
        score: Score of the most similar person of the gallery, float32 (N,).
        right: Whether that is the probe's own person, (N,); False for a non-mated probe.
        mated: Whether the probe's person is in the gallery, (N,).
        person: Index of the probe's person, (N,).
    """

    score: NDArray[np.float32]
    right: NDArray[np.bool_]
    mated: NDArray[np.bool_]
    person: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its 95 % interval, in [0, 1]."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class IdentificationPoint:
    """FNIR at the threshold that gives a target FPIR.

    Attributes:
        fpir: The target.
        threshold: Accept at or above it.
        fnir: With its interval, the threshold chosen anew in each resample.
    """

    fpir: float
    threshold: float
    fnir: Rate


def search_all(
    gallery: NDArray[np.float32],
    gallery_person: NDArray[np.int64],
    probes: NDArray[np.float32],
    probe_person: NDArray[np.int64],
    *,
    block: int = 1024,
) -> Searches:
    """Find each probe's most similar template.

    Of templates of two people with equal scores, the wrong person's counts as found.

    Args:
        gallery: Templates, unit rows (G, D).
        gallery_person: Index of each template's person, (G,).
        probes: Unit rows (N, D).
        probe_person: Index of each probe's person, (N,), counted as in the gallery.
        block: Probes searched at a time.

    Raises:
        ValueError: One of them is empty, or holds a value that is not a number.
    """
    if len(gallery) == 0 or len(probes) == 0:
        raise ValueError("there is no template or no probe")
    if not (np.isfinite(gallery).all() and np.isfinite(probes).all()):
        raise ValueError("an embedding holds a value that is not a number")
    score = np.empty(len(probes), dtype=np.float32)
    right = np.empty(len(probes), dtype=bool)
    for start in range(0, len(probes), block):
        rows = slice(start, start + block)
        scores = probes[rows] @ gallery.T
        own = probe_person[rows, np.newaxis] == gallery_person[np.newaxis]
        best_own = np.where(own, scores, -np.inf).max(axis=1)
        best_other = np.where(own, -np.inf, scores).max(axis=1)
        score[rows] = np.maximum(best_own, best_other)
        right[rows] = best_own > best_other
    return Searches(score=score, right=right, mated=np.isin(probe_person, gallery_person), person=probe_person)


def rank_1(searches: Searches, *, repetitions: int = 1000, seed: int = 0) -> Rate:
    """Share of mated probes whose best candidate is right, whatever its score.

    Raises:
        ValueError: There is no mated probe.
    """
    people, found = searches.person[searches.mated], searches.right[searches.mated].astype(np.float64)
    if len(found) == 0:
        raise ValueError("there is no mated probe")
    weights = _resampled(people, repetitions, seed)
    values = [float((weight * found).sum() / weight.sum()) for weight in weights]
    return Rate(float(found.mean()), *_interval(values))


def identification_point(
    searches: Searches, fpir: float, *, repetitions: int = 1000, seed: int = 0
) -> IdentificationPoint | None:
    """FNIR at a target FPIR.

    Returns:
        None where the probes cannot tell: no mated probe, or less than one false positive expected.

    Source:
        Grother et al., "Face recognition vendor test, part 2: identification", NISTIR 8271, section 3 (FNIR(N, R, T)
        with R = 1, and FPIR(N, T)).
    """
    non_mated = searches.score[~searches.mated]
    if not searches.mated.any() or fpir * len(non_mated) < 1:
        return None
    threshold = threshold_at_fmr(non_mated, fpir)
    # A wrong first candidate is a miss at any threshold.
    own = np.where(searches.right, searches.score, -np.inf)[searches.mated]
    missed = float(np.mean(own < threshold))
    order = np.argsort(-non_mated, kind="stable")
    falling = non_mated[order]
    values = []
    resampled = zip(
        _resampled(searches.person[~searches.mated], repetitions, seed),
        _resampled(searches.person[searches.mated], repetitions, seed + 1),
        strict=True,
    )
    for stranger_weight, mated_weight in resampled:
        weight = np.cumsum(stranger_weight[order])
        refused = min(int(np.searchsorted(weight, fpir * weight[-1], side="right")), len(falling) - 1)
        at = np.nextafter(falling[refused], np.float32(np.inf))
        values.append(float((mated_weight * (own < at)).sum() / mated_weight.sum()))
    return IdentificationPoint(fpir=fpir, threshold=threshold, fnir=Rate(missed, *_interval(values)))


def _resampled(person: NDArray[np.int64], repetitions: int, seed: int) -> list[NDArray[np.float64]]:
    """How often each probe counts when its people are drawn with replacement; never all of them 0 times."""
    people, index = np.unique(person, return_inverse=True)
    random = np.random.default_rng(seed)
    return [
        np.bincount(random.integers(0, len(people), len(people)), minlength=len(people)).astype(np.float64)[index]
        for _ in range(repetitions)
    ]


def _interval(values: list[float]) -> tuple[float, float]:
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
