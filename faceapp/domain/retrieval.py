"""How well the nearest neighbours of a sample show the same person.

Each sample is the query once, all the others are searched. Of equal scores the wrong one counts as nearer, so that an
encoder to which everybody looks the same gains nothing by it. A picture without a face finds nobody and is found by
nobody, and counts as both.

Terms: R, the number of other samples of the query's person; queries without any are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.similarity import COSINE, Similarity


@dataclass(frozen=True, slots=True, eq=False)
class Retrieval:
    """What was found for each query that has something to find.

    Attributes:
        person: Index of the query's person, (Q,).
        relevant: R of each query, 1 or more, (Q,).
        hits: Whether the neighbours, nearest first, are of the query's person, bool (Q, depth).
    """

    person: NDArray[np.int64]
    relevant: NDArray[np.int64]
    hits: NDArray[np.bool_]

    def precision_at_1(self) -> NDArray[np.float64]:
        """1 where the nearest neighbour is of the query's person, else 0; (Q,)."""
        return self.hits[:, 0].astype(np.float64)

    def r_precision(self) -> NDArray[np.float64]:
        """Share of the R nearest that are of the query's person, (Q,)."""
        share: NDArray[np.float64] = (self.hits & self._within_r()).sum(axis=1) / self.relevant
        return share

    def map_at_r(self) -> NDArray[np.float64]:
        """Mean average precision at R, (Q,).

        Example:
            R = 3 and neighbours right, wrong, right: (1/1 + 0 + 2/3) / 3 = 0.556.

        Source:
            Musgrave et al., "A metric learning reality check", ECCV 2020, equation 3.
        """
        ranks = np.arange(1, self.hits.shape[1] + 1)
        hits = self.hits & self._within_r()
        precision = np.cumsum(hits, axis=1) / ranks
        sums: NDArray[np.float64] = np.cumsum(precision * hits, axis=1)[:, -1]
        return sums / self.relevant

    def recall_at(self, k: int) -> NDArray[np.float64]:
        """1 where one of the k nearest is of the query's person, else 0; (Q,).

        Raises:
            ValueError: k is below 1 or beyond the neighbours that were kept.
        """
        if not 1 <= k <= self.hits.shape[1]:
            raise ValueError(f"recall at {k} of {self.hits.shape[1]} neighbours")
        return np.asarray(self.hits[:, :k].any(axis=1), dtype=np.float64)

    def _within_r(self) -> NDArray[np.bool_]:
        within: NDArray[np.bool_] = np.arange(self.hits.shape[1]) < self.relevant[:, np.newaxis]
        return within


def retrieve(
    embeddings: NDArray[np.float32],
    labels: NDArray[np.int64],
    *,
    depth: int = 1,
    without_face: NDArray[np.int64] | None = None,
    similarity: Similarity = COSINE,
    block: int = 512,
) -> Retrieval:
    """Search every sample's nearest neighbours among the others.

    Args:
        embeddings: Unit rows, (N, D).
        labels: Index of each sample's person, (N,), in [0, P).
        depth: Neighbours to keep at least; as many as the largest R are kept in any case.
        without_face: Each person's further samples in which no face was found, (P,).
        similarity: What scores two embeddings.
        block: Queries searched at a time.

    Returns:
        One query for each sample whose person has another; those without a face come last.

    Raises:
        ValueError: The shapes do not fit, a value is not a number, or no person has two samples.
    """
    if embeddings.ndim != 2 or labels.shape != (len(embeddings),):
        raise ValueError(f"embeddings {embeddings.shape} and labels {labels.shape} do not fit")
    if not np.isfinite(embeddings).all():
        raise ValueError("an embedding holds a value that is not a number")
    missed = np.zeros(int(labels.max(initial=-1)) + 1, dtype=np.int64) if without_face is None else without_face
    others = np.bincount(labels, minlength=len(missed)) + missed - 1
    queries = np.flatnonzero(others[labels] > 0)
    in_vain = np.repeat(np.arange(len(missed)), np.where(others > 0, missed, 0))
    person = np.concatenate([labels[queries], in_vain])
    if len(person) == 0:
        raise ValueError("no person has two samples")
    relevant = others[person]
    depth = max(depth, int(relevant.max()))
    # There may be fewer neighbours than that; the rest are no hits.
    found = min(depth, max(len(labels) - 1, 0))
    hits = np.zeros((len(person), depth), dtype=bool)
    for start in range(0, len(queries) if found else 0, block):
        rows = queries[start : start + block]
        scores = similarity.matrix(embeddings[rows], embeddings)  # (rows, N)
        mated = labels[rows, np.newaxis] == labels[np.newaxis]
        # The next smaller number loses every tie, and changes no other order.
        scores[mated] = np.nextafter(scores[mated], np.float32(-np.inf))
        scores[np.arange(len(rows)), rows] = -np.inf
        nearest = np.argpartition(-scores, found - 1, axis=1)[:, :found]
        order = np.argsort(-np.take_along_axis(scores, nearest, axis=1), axis=1, kind="stable")
        nearest = np.take_along_axis(nearest, order, axis=1)
        hits[start : start + len(rows), :found] = np.take_along_axis(mated, nearest, axis=1)
    return Retrieval(person=person, relevant=relevant, hits=hits)


def map_at_r(embeddings: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    """Mean of `Retrieval.map_at_r` over all queries."""
    return float(retrieve(embeddings, labels).map_at_r().mean())


def normalised_mutual_information(labels: NDArray[np.int64], clusters: NDArray[np.int64]) -> float:
    """How much a clustering tells of the people: 2 I(labels; clusters) / (H(labels) + H(clusters)), in [0, 1].

    A weak figure: it rises with the number of clusters, and depends on a clustering that no door ever does.

    Source:
        Manning et al., "Introduction to information retrieval", section 16.3; Amigo et al., 2009, on its weakness.
    """
    joint = _contingency(labels, clusters) / len(labels)
    by_label, by_cluster = joint.sum(axis=1), joint.sum(axis=0)
    expected = np.outer(by_label, by_cluster)
    present = joint > 0
    information = float((joint[present] * np.log(joint[present] / expected[present])).sum())
    entropy = -sum(float((share[share > 0] * np.log(share[share > 0])).sum()) for share in (by_label, by_cluster))
    return 2 * information / entropy if entropy > 0 else 1.0


def pairwise_f1(labels: NDArray[np.int64], clusters: NDArray[np.int64]) -> float:
    """F1 of "in one cluster" as a guess of "one person", over all pairs, in [0, 1].

    A weak figure: one large wrong cluster outweighs many right ones.

    Source:
        Manning et al., "Introduction to information retrieval", section 16.3.
    """
    table = _contingency(labels, clusters)
    both = _pairs(table)
    same_person, same_cluster = _pairs(table.sum(axis=1)), _pairs(table.sum(axis=0))
    return 2 * both / (same_person + same_cluster) if same_person + same_cluster > 0 else 0.0


def _contingency(labels: NDArray[np.int64], clusters: NDArray[np.int64]) -> NDArray[np.float64]:
    if len(labels) == 0 or labels.shape != clusters.shape:
        raise ValueError(f"labels {labels.shape} and clusters {clusters.shape} do not fit")
    rows = np.unique(labels, return_inverse=True)[1]
    columns = np.unique(clusters, return_inverse=True)[1]
    table = np.zeros((rows.max() + 1, columns.max() + 1))
    np.add.at(table, (rows, columns), 1)
    return table


def _pairs(counts: NDArray[np.float64]) -> float:
    return float((counts * (counts - 1) / 2).sum())
