"""Does a learned similarity beat the cosine? On one frozen encoder, against a rival with as many numbers.

Everybody is trained on the same people and the same pairs, and judged by the same people whom none of them saw.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from faceapp.domain.comparison_estimates import ComparisonEstimates, det_curve, estimate
from faceapp.domain.comparison_summary import summarise
from faceapp.domain.resampling import Figure, mean_by_person
from faceapp.domain.retrieval import retrieve
from faceapp.domain.similarity import COSINE, Similarity
from faceapp.learning.similarity import (
    LearnedProjection,
    ProjectedCosine,
    SimilarityTraining,
    parameter_count,
    spread,
    train_similarity,
)
from faceapp.vision.scorer import LearnedScorer, PairScorer

FMRS = (1e-2, 1e-3, 1e-4)

# A similarity whose scores differ by less, as a share of how much the cosines do, has collapsed.
_LEAST_SPREAD = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class ScorerResult:
    """How one similarity did on the test people.

    Attributes:
        title: Which.
        parameters: Numbers learned.
        estimates: EER, AUC and TAR, with intervals and counts.
        map_at_r: With its interval.
        microseconds: Of a comparison of one probe with one template, median of several runs over 1,000 templates.
        det: FMR and FNMR at the mated scores, for the curve.
        spread: How much its scores differ, as a share of how much the cosines do.
        network: The scorer, where it is one.
    """

    title: str
    parameters: int
    estimates: ComparisonEstimates
    map_at_r: Figure
    microseconds: float
    det: tuple[NDArray[np.float64], NDArray[np.float64]]
    spread: float
    network: PairScorer | None

    @property
    def collapsed(self) -> bool:
        """Whether it gives nearly every pair the same score, so that its training failed."""
        return self.spread < _LEAST_SPREAD


def compare_scorers(
    train_embeddings: NDArray[np.float32],
    train_labels: NDArray[np.int64],
    test_embeddings: NDArray[np.float32],
    test_labels: NDArray[np.int64],
    *,
    widths: tuple[int, ...],
    settings: SimilarityTraining,
    on_part: Callable[[str], None] | None = None,
) -> list[ScorerResult]:
    """Train each scorer and its rival, and judge all by the test people; the cosine comes first.

    Args:
        train_embeddings: Unit rows of the training people.
        train_labels: Index of each row's person.
        test_embeddings: Unit rows of people that are not among them.
        test_labels: Index of each row's person.
        widths: Widths of the scorers.
        settings: How they, and their rivals, are trained.
        on_part: Called with a title before its training and judging.

    Raises:
        DatasetError: There are no pairs to learn from.
    """

    def tell(title: str) -> None:
        if on_part is not None:
            on_part(title)

    tell("cosine")
    results = [_judged("cosine", COSINE, 0, None, test_embeddings, test_labels)]
    size = train_embeddings.shape[1]
    for width in widths:
        torch.manual_seed(settings.seed)
        scorer = PairScorer(size, width)
        rival = LearnedProjection.as_large_as(scorer)
        title = f"cosine after a projection to {rival.map.out_features}"
        tell(title)
        train_similarity(rival, train_embeddings, train_labels, settings)
        results.append(
            _judged(title, ProjectedCosine(rival), parameter_count(rival), None, test_embeddings, test_labels)
        )
        title = f"learned scorer of width {width}"
        tell(title)
        train_similarity(scorer, train_embeddings, train_labels, settings)
        results.append(
            _judged(title, LearnedScorer(scorer), parameter_count(scorer), scorer, test_embeddings, test_labels)
        )
    return results


def conclusion(results: list[ScorerResult]) -> list[str]:
    """What the intervals allow to be said, one sentence for each similarity but the cosine.

    Two are told apart where the intervals of their TAR at an FMR of 1e-3 do not overlap. One that collapsed is not
    judged.
    """
    cosine, *others = results
    base = cosine.estimates.points[1e-3]
    sentences = []
    for result in others:
        point = result.estimates.points[1e-3]
        if result.collapsed:
            sentences.append(
                f"{result.title.capitalize()} gives nearly every pair the same score: its training collapsed, which is "
                "no verdict on what such a similarity could do."
            )
        elif base is None or point is None:
            sentences.append(f"{result.title.capitalize()}: there are too few comparisons to tell.")
        elif point.tar_low > base.tar_high:
            sentences.append(f"{result.title.capitalize()} is better than the cosine.")
        elif point.tar_high < base.tar_low:
            sentences.append(f"{result.title.capitalize()} is worse than the cosine.")
        else:
            gap = 100 * (point.tar - base.tar)
            where = f"{abs(gap):.1f} points {'above' if gap > 0 else 'below'} it, within the intervals"
            sentences.append(
                f"{result.title.capitalize()} cannot be told from the cosine: it is "
                f"{where if gap else 'where the cosine is, as if nothing had been learned'}."
            )
    return sentences


def _judged(
    title: str,
    similarity: Similarity,
    parameters: int,
    network: PairScorer | None,
    embeddings: NDArray[np.float32],
    labels: NDArray[np.int64],
) -> ScorerResult:
    summary = summarise(embeddings, labels, similarity=similarity)
    found = retrieve(embeddings, labels, similarity=similarity)
    _, fmr, fnmr = det_curve(summary)
    return ScorerResult(
        title=title,
        parameters=parameters,
        estimates=estimate(summary, fmrs=FMRS),
        map_at_r=mean_by_person(found.map_at_r(), found.person),
        microseconds=_microseconds(similarity, embeddings),
        det=(fmr, fnmr),
        spread=spread(similarity, embeddings, labels),
        network=network,
    )


def _microseconds(similarity: Similarity, embeddings: NDArray[np.float32], *, templates: int = 1000) -> float:
    gallery = np.resize(embeddings, (templates, embeddings.shape[1]))
    probe = embeddings[:1]
    times = []
    for _ in range(30):
        begun = time.perf_counter()
        similarity.matrix(probe, gallery)
        times.append(time.perf_counter() - begun)
    return float(np.median(times)) / templates * 1e6
