"""FPIR by a model, where too few false entries were seen to count them.

A stranger who is taken for one enrolled person with the chance q is taken for anybody of N with the chance
1 - (1 - q)^N, if galleries are drawn at random from the people that q was measured on and the N chances do not depend
on each other. q is measured over all pairs of people, many more than there are strangers, which is why its bound is
tighter.

Strangers differ in how much they resemble others. As 1 - (1 - q)^N is concave in q, that makes the model's value too
large (Jensen), not too small. The lead over the second person is not modelled, which errs to the same side. That a
stranger shows several looks, and has a chance with each, is not modelled either, and errs to the other side; so does
that a person is enrolled with no more templates than there are pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.error_bounds import (
    CONFIDENCE,
    MIN_ERRING_PAIRS,
    Rate,
    few_degrees,
    lower_bound,
    upper_bound,
)
from faceapp.domain.similarity import COSINE, Similarity

# Scores in memory at a time.
_BLOCK_SCORES = 4_000_000


@dataclass(frozen=True, slots=True)
class ModelledRate:
    """FPIR by the model.

    Attributes:
        value: 1 - (1 - q)^N.
        low: Lower 95 % bound: that of q, put into the model.
        high: Upper 95 % bound, likewise.
        person_rate: q, the false match rate of one look with one person's templates.
        enrolled: N.
        templates: Templates that each person was enrolled with, on average.
        people: How many people q was measured on.
    """

    value: float
    low: float
    high: float
    person_rate: Rate
    enrolled: int
    templates: float
    people: int


def model_fpir(
    embeddings: NDArray[np.float32],
    people: NDArray[np.int64],
    threshold: float,
    *,
    enrolled: int,
    templates: int,
    similarity: Similarity = COSINE,
    on_progress: Callable[[float], None] = lambda _share: None,
) -> ModelledRate | None:
    """Model the FPIR of a gallery.

    Each person is enrolled with the first of the pictures; each picture of every other person is a probe.

    Args:
        embeddings: Pictures of the site's and other people, unit rows, float32 (N, D).
        people: Number of the person of each, (N,).
        threshold: A match is at or above it.
        enrolled: People in the gallery, >= 0.
        templates: Templates of each, >= 1; fewer where a person has fewer pictures.
        similarity: What scores two embeddings.
        on_progress: Called with the share done; what it raises ends the work.

    Returns:
        None where there are not two people.
    """
    order = np.argsort(people, kind="stable")
    _, begins, pictures = np.unique(people[order], return_index=True, return_counts=True)
    if len(begins) < 2:
        return None
    rows = embeddings[order]
    matches, pair_scores = _between(
        rows, begins, threshold, templates, similarity, lambda share: on_progress(share / 2)
    )
    share, effective, erring = _spread(matches, pictures)
    if erring < MIN_ERRING_PAIRS:
        # With few pairs in error, or none, the comparisons are worth no more than where there are enough to tell.
        pairs = np.maximum(pair_scores, pair_scores.T)[np.triu_indices(len(begins), 1)]
        rank = max(0, len(pairs) - MIN_ERRING_PAIRS)
        lower_threshold = float(np.partition(pairs, rank)[rank])
        more, _ = _between(
            rows, begins, lower_threshold, templates, similarity, lambda share: on_progress(0.5 + share / 2)
        )
        effective = min(effective, _spread(more, pictures)[1])
    low = float(lower_bound(share * effective, effective))
    high = float(upper_bound(share * effective, effective))
    trials = int(pictures.sum()) * (len(begins) - 1)
    on_progress(1.0)
    return ModelledRate(
        value=_anybody(share, enrolled),
        low=_anybody(low, enrolled),
        high=_anybody(high, enrolled),
        person_rate=Rate(share, low, high, trials, effective),
        enrolled=enrolled,
        templates=float(np.minimum(pictures, templates).mean()),
        people=len(begins),
    )


def _anybody(rate: float, enrolled: int) -> float:
    """1 - (1 - q)^N, exact for small q."""
    return 1.0 if rate >= 1 and enrolled > 0 else float(-np.expm1(enrolled * np.log1p(-rate))) if enrolled else 0.0


def _between(
    rows: NDArray[np.float32],
    begins: NDArray[np.int64],
    threshold: float,
    templates: int,
    similarity: Similarity,
    on_progress: Callable[[float], None],
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """False matches of each person's pictures with each other's templates, and the highest score: (P, P) both."""
    ends = np.append(begins[1:], len(rows))
    enrolled = np.concatenate([np.arange(b, min(b + templates, e)) for b, e in zip(begins, ends, strict=True)])
    lengths = np.minimum(ends - begins, templates)
    columns = np.cumsum(lengths) - lengths
    gallery = rows[enrolled]
    matches = np.zeros((len(begins), len(begins)), dtype=np.int64)
    highest = np.zeros((len(begins), len(begins)), dtype=np.float32)
    at_a_time = max(1, _BLOCK_SCORES // len(gallery))
    first = 0
    while first < len(begins):
        on_progress(first / len(begins))
        # As many whole people as fit, at least one.
        last = max(first + 1, int(np.searchsorted(ends, begins[first] + at_a_time, side="right")))
        block = rows[begins[first] : ends[last - 1]]
        scores = np.maximum.reduceat(similarity.matrix(block, gallery), columns, axis=1)  # (n, P)
        own = begins[first:last] - begins[first]
        matches[first:last] = np.add.reduceat((scores >= threshold).astype(np.int64), own, axis=0)
        highest[first:last] = np.maximum.reduceat(scores, own, axis=0)
        first = last
    np.fill_diagonal(matches, 0)
    np.fill_diagonal(highest, -np.inf)
    return matches, highest


def _spread(matches: NDArray[np.int64], pictures: NDArray[np.int64]) -> tuple[float, float, int]:
    """The rate, how many independent trials it is worth, and how many pairs of people err.

    The variance under resampling both people, as in `FalseMatchCurve`: a pair's trials are the pictures of the one with
    the templates of the other, and the other way round.
    """
    people = len(pictures)
    total = int(pictures.sum()) * (people - 1)
    wrong = int(matches.sum())
    share = wrong / total
    both = matches + matches.T
    residual = both - share * (pictures[:, np.newaxis] + pictures[np.newaxis, :])
    np.fill_diagonal(residual, 0.0)
    variance = float((residual.sum(axis=1) ** 2).sum() + (residual**2).sum() / 2) / total**2
    errors = both.sum(axis=1).astype(np.float64)
    freedom = float((errors**2).sum() ** 2 / (errors**4).sum()) if wrong else 1.0
    factor = few_degrees(np.array(min(freedom, people - 1)), CONFIDENCE).item()
    if wrong == 0:
        effective = float(total)  # nothing can be told from here
    elif variance > 0:
        effective = min(share * (1 - share) / variance * factor, float(total))
    else:
        effective = people / 2  # all err alike: as many as pairs of which none shares a person
    return share, effective, int(np.count_nonzero(np.triu(both, 1)))
