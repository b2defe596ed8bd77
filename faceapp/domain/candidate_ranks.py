"""Open-set searches beyond their best candidate: at which place the right person stands, and who stands before them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.identification import Searches


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """For each probe the most similar template of its own person, and that of anybody else.

    Attributes:
        own: Row of the former in the gallery, int64 (N,); -1 where the person has no template.
        other: Row of the latter, (N,); -1 where nobody else is in the gallery.
        own_score: Its score, float32 (N,); -inf where there is none.
        other_score: Likewise, (N,).
        rank: Place of the probe's own person among the people of the gallery, each by their most similar template,
            from 1, (N,); of equal scores the other person's counts as higher. 0 where the person has no template.
    """

    own: NDArray[np.int64]
    other: NDArray[np.int64]
    own_score: NDArray[np.float32]
    other_score: NDArray[np.float32]
    rank: NDArray[np.int64]


def rank_candidates(
    gallery: NDArray[np.float32],
    gallery_person: NDArray[np.int64],
    probes: NDArray[np.float32],
    probe_person: NDArray[np.int64],
    *,
    block: int = 1024,
) -> Candidates:
    """Search every probe in the gallery.

    Args:
        gallery: Templates, unit rows (G, D), one or more.
        gallery_person: Index of each template's person, (G,).
        probes: Unit rows (N, D).
        probe_person: Index of each probe's person, (N,), counted as in the gallery.
        block: Probes searched at a time.
    """
    order = np.argsort(gallery_person, kind="stable")
    people, starts = np.unique(gallery_person[order], return_index=True)
    count = len(probes)
    own, other = np.full(count, -1, dtype=np.int64), np.full(count, -1, dtype=np.int64)
    own_score, other_score = np.full(count, -np.inf, dtype=np.float32), np.full(count, -np.inf, dtype=np.float32)
    rank = np.zeros(count, dtype=np.int64)
    for start in range(0, count, block):
        rows = slice(start, min(start + block, count))
        scores = probes[rows] @ gallery[order].T  # (B, G), one person's templates side by side
        is_own = probe_person[rows, np.newaxis] == gallery_person[order]
        for row, score, chosen in ((own, own_score, is_own), (other, other_score, ~is_own)):
            among = np.where(chosen, scores, np.float32(-np.inf))
            best = among.argmax(axis=1)
            score[rows] = np.take_along_axis(among, best[:, np.newaxis], axis=1)[:, 0]
            row[rows] = np.where(chosen.any(axis=1), order[best], -1)
        of_people = np.maximum.reduceat(scores, starts, axis=1)  # (B, people)
        before = (of_people >= own_score[rows, np.newaxis]) & (people != probe_person[rows, np.newaxis])
        rank[rows] = np.where(is_own.any(axis=1), 1 + before.sum(axis=1), 0)
    return Candidates(own, other, own_score, other_score, rank)


def cumulative_match(rank: NDArray[np.int64], missed: int, depth: int) -> NDArray[np.float64]:
    """Cumulative match characteristic (CMC): share of mated probes whose person is among the best k, k = 1..depth.

    Args:
        rank: Place of each mated probe's person, from 1; 0 for one without a template, who is never found.
        missed: Further mated probes, in which no face was found.
        depth: The largest k.

    Example:
        Ranks 1, 1, 3 and 0: 0.5, 0.5, 0.75.

    Source:
        ISO/IEC 19795-1; Grother et al., NISTIR 8271, section 3.
    """
    within = np.bincount(rank[(rank > 0) & (rank <= depth)], minlength=depth + 1)[1:]
    shares: NDArray[np.float64] = np.cumsum(within) / max(1, len(rank) + missed)
    return shares


def search_error_curve(searches: Searches) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Every trade-off of a search: threshold, FPIR and FNIR, each (M,), the threshold rising.

    FNIR changes only at the scores of mated probes whose best candidate is right.

    Raises:
        ValueError: There is no mated or no non-mated probe.
    """
    strangers = np.sort(searches.score[~searches.mated])
    found = np.sort(searches.score[searches.mated & searches.right])
    mated = int(np.count_nonzero(searches.mated))
    if mated == 0 or len(strangers) == 0:
        raise ValueError("there is no mated or no non-mated probe")
    returned = len(strangers) - np.searchsorted(strangers, found, side="left")
    refused = np.searchsorted(found, found, side="left") + mated - len(found)
    return found.astype(np.float64), returned / len(strangers), refused / mated
