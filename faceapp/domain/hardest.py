"""The comparisons that an encoder finds hardest, to be looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class HardPair:
    """Two samples, by their index, and their score."""

    first: int
    second: int
    score: float


def hardest_pairs(
    embeddings: NDArray[np.float32], labels: NDArray[np.int64], count: int, *, block: int = 1024
) -> tuple[list[HardPair], list[HardPair]]:
    """The most similar samples of two people, and the least similar ones of one person.

    One pair at most for each two people, and for each person: a single odd picture would fill the list otherwise.

    Args:
        embeddings: Unit rows, (N, D).
        labels: Index of each sample's person, (N,).
        count: Pairs of each kind.
        block: Rows compared at a time.

    Returns:
        Non-mated pairs, most similar first; mated pairs, least similar first.
    """
    highest: dict[tuple[int, int], HardPair] = {}
    lowest: dict[int, HardPair] = {}
    for start in range(0, len(embeddings), block):
        rows = np.arange(start, min(start + block, len(embeddings)))
        scores = embeddings[rows] @ embeddings.T
        mated = labels[rows, np.newaxis] == labels[np.newaxis]
        later = np.arange(len(embeddings))[np.newaxis] > rows[:, np.newaxis]
        others = np.where(later & ~mated, scores, -np.inf)
        # Each row's best few are enough: many rows give many pairs.
        for row in range(len(rows)):
            best = np.argpartition(-others[row], min(3, others.shape[1] - 1))[:3]
            for column in best:
                if np.isfinite(others[row, column]):
                    first, second = int(labels[rows[row]]), int(labels[column])
                    pair = HardPair(int(rows[row]), int(column), float(scores[row, column]))
                    key = (min(first, second), max(first, second))
                    if key not in highest or pair.score > highest[key].score:
                        highest[key] = pair
        for row, column in zip(*np.nonzero(later & mated), strict=True):
            pair = HardPair(int(rows[row]), int(column), float(scores[row, column]))
            person = int(labels[rows[row]])
            if person not in lowest or pair.score < lowest[person].score:
                lowest[person] = pair
    return (
        sorted(highest.values(), key=lambda pair: -pair.score)[:count],
        sorted(lowest.values(), key=lambda pair: pair.score)[:count],
    )
