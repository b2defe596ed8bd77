"""Crops that look unlike the rest of their identity: probably wrong labels, or faces that nobody could tell."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def cosines_to_own_class(embeddings: NDArray[np.float32], labels: NDArray[np.int64]) -> NDArray[np.float32]:
    """Cosine of each crop to the mean direction of its identity's *other* crops.

    Args:
        embeddings: Unit rows, (N, D).
        labels: Identity of each row, (N,).

    Returns:
        (N,), in [-1, 1]; 1 where an identity has no other crop, or where its others cancel out.

    Example:
        Of an identity's crops (1, 0), (1, 0) and (0, 1) the first two have 1 / sqrt(2), the third 0.
    """
    sums = np.zeros((int(labels.max()) + 1, embeddings.shape[1]), dtype=np.float64)
    np.add.at(sums, labels, embeddings)
    cosines = np.ones(len(labels), dtype=np.float32)
    for start in range(0, len(labels), 65_536):  # in double precision a million crops at once would be gigabytes
        part = slice(start, start + 65_536)
        others = sums[labels[part]] - embeddings[part]
        lengths = np.linalg.norm(others, axis=1)
        there = lengths > 1e-6
        products = np.einsum("nd,nd->n", others, embeddings[part])
        cosines[part][there] = (products[there] / lengths[there]).clip(-1, 1)
    return cosines


def unlike_their_class(
    cosines: NDArray[np.float32], labels: NDArray[np.int64], *, share: float, below: float
) -> NDArray[np.int64]:
    """The crops to leave out: of each identity those of the lowest cosines, as far as these are low.

    Args:
        cosines: Of each crop to its identity's others, (N,).
        labels: Identity of each crop, (N,).
        share: Largest share of an identity's crops, below 1; rounded down.
        below: Cosine below which a crop is left out.

    Returns:
        Rows, ascending, int64 (K,).
    """
    by_cosine = np.lexsort((cosines, labels))
    _, starts, counts = np.unique(labels[by_cosine], return_index=True, return_counts=True)
    place = np.arange(len(labels)) - np.repeat(starts, counts)  # 0 for the lowest of an identity
    among_lowest = place < np.floor(share * np.repeat(counts, counts) + 1e-9)
    return np.sort(by_cosine[among_lowest & (cosines[by_cosine] < below)])


def stand_ins(labels: NDArray[np.int64], left_out: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each crop the one that takes its place: itself, or for one left out another of its identity, in turn.

    Batches so keep their size and the number of crops of each identity.

    Args:
        labels: Identity of each crop, (N,).
        left_out: Rows that are left out; of no identity all.

    Returns:
        Rows, int64 (N,).
    """
    rows = np.arange(len(labels))
    kept = np.setdiff1d(rows, left_out)
    by_label = kept[np.argsort(labels[kept], kind="stable")]
    sorted_labels = labels[by_label]
    taken: dict[int, int] = {}
    for row in left_out.tolist():
        label = int(labels[row])
        first, end = np.searchsorted(sorted_labels, [label, label + 1])
        turn = taken.get(label, 0)
        rows[row] = by_label[first + turn % (end - first)]
        taken[label] = turn + 1
    return rows
