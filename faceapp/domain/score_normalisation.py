"""Scores held against a cohort: how alike two samples are, compared with how alike each is to people at no door.

Some faces resemble many others to an encoder, and one threshold for all lets their lookalikes in. Normalisation moves
each sample's scores to a common scale first.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.similarity import COSINE, Similarity

# Rows held against the cohort at a time.
_BLOCK = 1024


class AdaptiveSNorm:
    """Symmetric score normalisation with each side's nearest part of a cohort (AS-norm1).

    With s the score of e and t, and mu and sigma the mean and standard deviation of the K highest scores of a sample
    with the cohort: ((s - mu_e) / sigma_e + (s - mu_t) / sigma_t) / 2. The result is no cosine: thresholds of the one
    mean nothing to the other.

    Args:
        cohort: Unit rows, (C, D), of people who are never compared with each other.
        top_k: K, in [2, C].
        base: What scores two samples.

    Raises:
        ValueError: The cohort is no matrix of finite numbers, or K is out of range.

    Source:
        Matejka et al., "Analysis of score normalization in multilingual speaker recognition", Interspeech 2017, section
        2.4; Cumani et al., "Comparison of speaker recognition approaches for real applications", Interspeech 2011
        (cohorts chosen for each sample).

    Example:
        A score of 0.5 between two samples whose K nearest in the cohort score 0.2 on average with a standard deviation
        of 0.1 becomes 3.
    """

    def __init__(self, cohort: NDArray[np.float32], top_k: int, base: Similarity = COSINE) -> None:
        if cohort.ndim != 2 or not np.isfinite(cohort).all():
            raise ValueError(f"a cohort of shape {cohort.shape}, or one that holds a value that is not a number")
        if not 2 <= top_k <= len(cohort):
            raise ValueError(f"the {top_k} nearest of a cohort of {len(cohort)}")
        self._cohort = cohort
        self._base = base
        self.top_k = top_k

    def matrix(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
        """See `Similarity.matrix`."""
        scores = self._base.matrix(first, second)
        rows, columns = self._scales(first), self._scales(second)
        return _normalised(scores, rows[:, :, np.newaxis], columns[:, np.newaxis, :])

    def pairs(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
        """See `Similarity.pairs`."""
        return _normalised(self._base.pairs(first, second), self._scales(first), self._scales(second))

    def _scales(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Mean and standard deviation of each sample's K highest scores with the cohort: (N, D) -> (2, N)."""
        scales = np.empty((2, len(samples)), dtype=np.float32)
        for start in range(0, len(samples), _BLOCK):
            scores = self._base.matrix(samples[start : start + _BLOCK], self._cohort)  # (block, C)
            highest = np.partition(scores, scores.shape[1] - self.top_k, axis=1)[:, -self.top_k :].astype(np.float64)
            scales[0, start : start + _BLOCK] = highest.mean(axis=1)
            scales[1, start : start + _BLOCK] = highest.std(axis=1)
        return scales


def one_for_each(embeddings: NDArray[np.float32], labels: NDArray[np.int64]) -> NDArray[np.float32]:
    """One row for each cohort person, the direction of the mean: (N, D) and (N,) -> (P, D), by rising label."""
    people, person = np.unique(labels, return_inverse=True)
    sums = np.zeros((len(people), embeddings.shape[1]), dtype=np.float64)
    np.add.at(sums, person, embeddings)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    if not (lengths > 0).all():
        raise ValueError("a person's embeddings cancel each other out")
    means: NDArray[np.float32] = (sums / lengths).astype(np.float32)
    return means


def _normalised(
    scores: NDArray[np.float32], first: NDArray[np.float32], second: NDArray[np.float32]
) -> NDArray[np.float32]:
    (first_mean, first_spread), (second_mean, second_spread) = first, second
    with np.errstate(divide="ignore", invalid="ignore"):
        both = ((scores - first_mean) / first_spread + (scores - second_mean) / second_spread) / 2
    # A cohort that does not tell anything apart gives no scale: refused by every threshold.
    known = (first_spread > 0) & (second_spread > 0)
    normalised: NDArray[np.float32] = np.where(known, both, np.float32(-np.inf)).astype(np.float32)
    return normalised
