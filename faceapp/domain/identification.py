"""Open-set identification: who of the gallery is it, or nobody?

Terms (ISO/IEC 19795-1): a mated probe is of somebody in the gallery, a non-mated one is not. FPIR, the share of
non-mated probes for which somebody is returned; FNIR, the share of mated probes for which the right person is not
returned first, or below the threshold. Somebody is returned when `score >= threshold`. Intervals come from resampling
the people of the probes; the gallery stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.resampling import REPETITIONS, Figure, draw_people, interval, mean_by_person, not_narrower_than_seen
from faceapp.domain.scores import threshold_at_fmr

# Fewer false positives than this say too little of a threshold.
MIN_FALSE_POSITIVES = 10


@dataclass(frozen=True, slots=True, eq=False)
class Searches:
    """The best candidate of each probe.

    Attributes:
        score: Score of the most similar person of the gallery, float32 (N,); -1 for a probe without a face.
        right: Whether that is the probe's own person, (N,); False for a non-mated probe.
        mated: Whether the probe's person is in the gallery, (N,).
        person: Index of the probe's person, (N,).
    """

    score: NDArray[np.float32]
    right: NDArray[np.bool_]
    mated: NDArray[np.bool_]
    person: NDArray[np.int64]

    def of(self, people: Sequence[int]) -> Searches:
        """The searches whose probes are of some people alone."""
        chosen = np.isin(self.person, np.array(people, dtype=np.int64))
        return Searches(self.score[chosen], self.right[chosen], self.mated[chosen], self.person[chosen])


@dataclass(frozen=True, slots=True)
class IdentificationPoint:
    """FNIR at the threshold that gives a target FPIR.

    Attributes:
        fpir: The target.
        threshold: Accept at or above it.
        fnir: With its interval, not_narrower_than_seen, the threshold chosen anew in each resample.
    """

    fpir: float
    threshold: float
    fnir: Figure


def search_all(
    gallery: NDArray[np.float32],
    gallery_person: NDArray[np.int64],
    probes: NDArray[np.float32],
    probe_person: NDArray[np.int64],
    *,
    enrolled: NDArray[np.int64] | None = None,
    without_face: NDArray[np.int64] | None = None,
    block: int = 1024,
) -> Searches:
    """Find each probe's most similar template.

    Of templates of two people with equal scores, the wrong person's counts as found.

    Args:
        gallery: Templates, unit rows (G, D).
        gallery_person: Index of each template's person, (G,).
        probes: Unit rows (N, D).
        probe_person: Index of each probe's person, (N,), counted as in the gallery.
        enrolled: Everybody who is in the gallery, those included of whom no picture gave a template: their probes are
            mated, and missed. By default the people of the templates.
        without_face: The person of each further probe in which no face was found. A mated one counts, as missed; a
            non-mated one does not, since it could only lower FPIR.
        block: Probes searched at a time.

    Raises:
        ValueError: There is no template or no probe, or one holds a value that is not a number.
    """
    missed = np.zeros(0, dtype=np.int64) if without_face is None else without_face
    if len(gallery) == 0 or len(probes) + len(missed) == 0:
        raise ValueError("there is no template or no probe")
    if not (np.isfinite(gallery).all() and np.isfinite(probes).all()):
        raise ValueError("an embedding holds a value that is not a number")
    in_gallery = np.unique(gallery_person) if enrolled is None else np.union1d(gallery_person, enrolled)
    missed = missed[np.isin(missed, in_gallery)]
    score = np.full(len(probes) + len(missed), -1, dtype=np.float32)
    right = np.zeros(len(score), dtype=bool)
    for start in range(0, len(probes), block):
        rows = slice(start, min(start + block, len(probes)))
        scores = probes[rows] @ gallery.T
        own = probe_person[rows, np.newaxis] == gallery_person[np.newaxis]
        best_own = np.where(own, scores, -np.inf).max(axis=1)
        best_other = np.where(own, -np.inf, scores).max(axis=1)
        score[rows] = np.maximum(best_own, best_other)
        right[rows] = best_own > best_other
    person = np.concatenate([probe_person, missed])
    return Searches(score=score, right=right, mated=np.isin(person, in_gallery), person=person)


def rank_1(searches: Searches, *, repetitions: int = REPETITIONS, seed: int = 0) -> Figure:
    """Share of mated probes whose best candidate is right, whatever its score.

    Raises:
        ValueError: There is no mated probe.
    """
    if not searches.mated.any():
        raise ValueError("there is no mated probe")
    found = searches.right[searches.mated].astype(np.float64)
    return mean_by_person(found, searches.person[searches.mated], repetitions=repetitions, seed=seed)


def identification_point(
    searches: Searches, fpir: float, *, repetitions: int = REPETITIONS, seed: int = 0
) -> IdentificationPoint | None:
    """FNIR at a target FPIR.

    Returns:
        None where the probes cannot tell: no mated probe, or fewer than 10 false positives expected.

    Source:
        Grother et al., "Face recognition vendor test, part 2: identification", NISTIR 8271, section 3 (FNIR(N, R, T)
        with R = 1, and FPIR(N, T)).
    """
    non_mated = searches.score[~searches.mated]
    if not searches.mated.any() or fpir * len(non_mated) < MIN_FALSE_POSITIVES:
        return None
    threshold = threshold_at_fmr(non_mated, fpir)
    # A wrong first candidate is a miss at any threshold.
    own = np.where(searches.right, searches.score, np.float32(-np.inf))[searches.mated]
    order = np.argsort(-non_mated, kind="stable")
    falling = non_mated[order]
    people, index = np.unique(searches.person, return_inverse=True)
    stranger, mated_person = index[~searches.mated][order], index[searches.mated]
    values: list[float] = []
    for drawn in draw_people(len(people), repetitions, seed):
        for row in np.ascontiguousarray(drawn.T):
            running = np.cumsum(row[stranger], dtype=np.float64)
            weight = row[mated_person].astype(np.float64)
            if running[-1] == 0 or weight.sum() == 0:
                continue
            refused = int(np.searchsorted(running, fpir * running[-1], side="right"))
            values.append(float((weight * (own <= falling[refused])).sum() / weight.sum()))
    fnir = float(np.mean(own < threshold))
    seen = not_narrower_than_seen(Figure(fnir, *interval(values)), len(np.unique(mated_person)))
    return IdentificationPoint(fpir=fpir, threshold=threshold, fnir=seen)
