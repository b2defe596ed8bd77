"""Enrolled people whom an encoder can hardly tell apart.

False matches are not spread evenly: a few pairs of people make most of them, and both can be named beforehand, because
their templates already come near the threshold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.similarity import COSINE, Similarity

# A pair is listed when its best template score comes this near to the threshold. On 287 people (five templates each,
# the rest as probes, the shipped encoder at FMR 1e-4) such pairs were 2.4 % of all and made 70 % of the false matches:
# a look of the one reached the threshold with the other more than 3 times in 1,000, at least nine times as often as
# among all pairs. The scores of one pair spread by 0.075 (standard deviation) from picture to picture, so that the
# best of a few templates lies within 0.1 of what another day's pictures can reach.
NEAR = 0.1
# Worth telling whoever enrols somebody: of the pairs this near (0.6 % of all) about every hundredth look was a false
# match; at 0.1 every enrolment into a gallery of a hundred people would bring a warning.
NEAR_ENOUGH_TO_WARN = 0.05

_BLOCK = 512


class Likeness(StrEnum):
    """What a pair's scores suggest."""

    SIMILAR = "similar"  # two people who are alike to the encoder
    SAME = "same"  # as alike as pictures of one person are: perhaps one person, enrolled twice


@dataclass(frozen=True, slots=True)
class Lookalikes:
    """Two enrolled people who are alike to an encoder.

    Attributes:
        first: Person id, the smaller one.
        second: Person id.
        score: Their most similar two templates.
        mean: Mean over all their template pairs.
        share: Share of those pairs at or above the threshold, in [0, 1].
        comparisons: How many pairs of templates there are.
        likeness: What that suggests.
    """

    first: int
    second: int
    score: float
    mean: float
    share: float
    comparisons: int
    likeness: Likeness

    def other(self, person_id: int) -> int:
        """The one who is not this person."""
        return self.second if person_id == self.first else self.first


def find_lookalikes(
    embeddings: NDArray[np.float32],
    people: NDArray[np.int64],
    threshold: float,
    *,
    near: float = NEAR,
    typical_mated: float | None = None,
    of: int | None = None,
    similarity: Similarity = COSINE,
    block: int = _BLOCK,
    should_stop: Callable[[], bool] = lambda: False,
) -> list[Lookalikes]:
    """List the pairs of people whose best template score is at least `threshold - near`.

    Memory holds `block` x N scores at a time; time grows with the square of N.

    Args:
        embeddings: Templates, unit rows, (N, D).
        people: Person id of each, (N,).
        threshold: At or above which the door accepts.
        near: How far below the threshold a score is still near, >= 0.
        typical_mated: Score that two templates of one person typically have, from elsewhere. A pair is taken for one
            person enrolled twice when its mean score reaches this, and what the two people's own templates have among
            each other; None, and only that counts.
        of: Only the pairs of this person.
        similarity: What scores two templates.
        block: Templates compared with all others at a time.
        should_stop: Asked now and then; True ends the search with what was found so far.

    Returns:
        The worst pair first, equal scores by the ids.

    Raises:
        ValueError: The shapes do not fit, or an embedding, the threshold or the band is not a number.

    Example:
        Two people of one template each that score 0.4: listed at threshold 0.45, with a share of 0.
    """
    if embeddings.ndim != 2 or people.shape != (len(embeddings),):
        raise ValueError(f"embeddings {embeddings.shape} and people {people.shape} do not fit")
    if not (np.isfinite(embeddings).all() and np.isfinite(threshold) and near >= 0):
        raise ValueError("an embedding, the threshold or the band is not a number")
    order = np.argsort(people, kind="stable")
    ordered = embeddings[order]
    ids, starts = np.unique(people[order], return_index=True)
    ends = np.append(starts[1:], len(ordered))
    # float64: a score is held against the threshold as at the door, unrounded.
    limit, accept = np.float64(threshold - near), np.float64(threshold)
    found: list[Lookalikes] = []
    own: dict[int, float | None] = {}

    def own_mated(person: int) -> float | None:
        if person not in own:
            own[person] = _own_mated(similarity, ordered[starts[person] : ends[person]])
        return own[person]

    for low, high, from_person in _row_blocks(ids, starts, ends, of, block):
        if should_stop():
            break
        first_row, first_column = int(starts[low]), int(starts[from_person])
        scores = similarity.matrix(ordered[first_row : ends[high - 1]], ordered[first_column:])  # (block, N - start)
        best = np.maximum.reduceat(scores, starts[from_person:] - first_column, axis=1)
        best = np.maximum.reduceat(best, starts[low:high] - first_row, axis=0)  # (people of the block, people)
        for row, column in np.argwhere(best >= limit).tolist():
            one, other = low + row, from_person + column
            if one == other or (of is None and other < one):
                continue
            between = scores[
                starts[one] - first_row : ends[one] - first_row,
                starts[other] - first_column : ends[other] - first_column,
            ]
            mean = float(between.mean(dtype=np.float64))
            found.append(
                Lookalikes(
                    first=int(ids[min(one, other)]),
                    second=int(ids[max(one, other)]),
                    score=float(best[row, column]),
                    mean=mean,
                    share=np.count_nonzero(between >= accept) / between.size,
                    comparisons=between.size,
                    likeness=_likeness(mean, [typical_mated, own_mated(one), own_mated(other)]),
                )
            )
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def typical_mated_score(
    embeddings: NDArray[np.float32], people: NDArray[np.int64], similarity: Similarity = COSINE
) -> float | None:
    """Median score of two pictures of one person, over all such pairs: (N, D) and (N,); None where there is none."""
    scores = [
        similarity.matrix(own, own)[np.triu_indices(len(own), k=1)]
        for own in (embeddings[people == person] for person in np.unique(people))
    ]
    mated = np.concatenate(scores) if scores else np.zeros(0, dtype=np.float32)
    return float(np.median(mated)) if len(mated) else None


def _row_blocks(
    ids: NDArray[np.int64], starts: NDArray[np.intp], ends: NDArray[np.intp], of: int | None, block: int
) -> Iterator[tuple[int, int, int]]:
    """First and last person (exclusive) of each block of rows, and the first person they are compared with."""
    if of is not None:
        for place in np.flatnonzero(ids == of).tolist():
            yield place, place + 1, 0
        return
    low = 0
    while low < len(ids):
        # Whole people, and at least one.
        high = max(low + 1, int(np.searchsorted(ends, starts[low] + block, side="right")))
        yield low, high, low
        low = high


def _own_mated(similarity: Similarity, templates: NDArray[np.float32]) -> float | None:
    if len(templates) < 2:
        return None
    return float(np.median(similarity.matrix(templates, templates)[np.triu_indices(len(templates), k=1)]))


def _likeness(mean: float, typical: list[float | None]) -> Likeness:
    # A clip's templates are far more alike than one person's pictures of many days: whichever asks for more.
    known = [score for score in typical if score is not None]
    return Likeness.SAME if known and mean >= max(known) else Likeness.SIMILAR
