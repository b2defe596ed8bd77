"""How alike two samples are: by the cosine of their embeddings, or by something learned on top of them."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Similarity(Protocol):
    """Scores pairs of embeddings, higher for more alike, the same whichever comes first."""

    def matrix(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
        """Score each of N with each of M: (N, D) and (M, D) -> float32 (N, M)."""

    def pairs(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
        """Score N pairs, row by row: (N, D) and (N, D) -> float32 (N,)."""


class Cosine:
    """The cosine of unit embeddings."""

    def matrix(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
        """See `Similarity.matrix`."""
        return first @ second.T

    def pairs(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
        """See `Similarity.pairs`."""
        scores: NDArray[np.float32] = np.einsum("ij,ij->i", first, second)
        return scores


COSINE = Cosine()
