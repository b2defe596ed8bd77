"""Every figure of an encoder on known people, with its interval and the counts that it rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass

import faiss
import numpy as np
from numpy.typing import NDArray

from faceapp.domain.comparison_summary import (
    ComparisonSummary,
    Figure,
    summarise,
    summary_auc,
    summary_eer,
    summary_point,
)
from faceapp.domain.errors import DatasetError
from faceapp.domain.retrieval import normalised_mutual_information, pairwise_f1, retrieve
from faceapp.domain.scores import OperatingPoint
from faceapp.learning.labelled import LabelledFaces
from faceapp.vision.card import MeasuredCard, OperatingPointCard

REPORTED_FMRS = (1e-2, 1e-3, 1e-4, 1e-5)
CARD_FMRS = (1e-2, 1e-3, 1e-4)


@dataclass(frozen=True, slots=True)
class ComparisonResult:
    """All mated against all non-mated comparisons of some people.

    Attributes:
        summary: The comparisons.
        identities: People.
        eer: Equal error rate.
        auc: Area under the ROC curve.
        points: Operating point by target FMR; None where fewer than ten false matches are expected.
    """

    summary: ComparisonSummary
    identities: int
    eer: Figure
    auc: Figure
    points: dict[float, OperatingPoint | None]


@dataclass(frozen=True, slots=True)
class RetrievalResult:
    """Nearest neighbours of every sample among the others.

    Attributes:
        identities: People.
        queries: Samples that have another of their person.
        figures: By name, the strong ones: precision@1, R-precision, MAP@R.
        weak: By name, those kept for comparison with older work.
    """

    identities: int
    queries: int
    figures: dict[str, Figure]
    weak: dict[str, float]


def compare(faces: LabelledFaces, *, repetitions: int = 1000) -> ComparisonResult:
    """Compare all faces with each other.

    Raises:
        DatasetError: There is no mated or no non-mated comparison.
    """
    summary = summarise(faces.embeddings, faces.labels)
    if len(summary.mated) == 0 or summary.non_mated == 0:
        raise DatasetError(
            f"{len(faces.labels)} faces of {len(faces.identities)} people give no comparison of one kind.",
            hint="Give two people or more, and two pictures or more of one of them.",
        )
    return ComparisonResult(
        summary=summary,
        identities=len(faces.identities),
        eer=summary_eer(summary, repetitions=repetitions),
        auc=summary_auc(summary, repetitions=repetitions),
        points={fmr: summary_point(summary, fmr, repetitions=repetitions) for fmr in REPORTED_FMRS},
    )


def measured_card(result: ComparisonResult, data: str) -> MeasuredCard:
    """What a card states of a result; `data` says what was compared."""
    points = (result.points[fmr] for fmr in CARD_FMRS)
    return MeasuredCard(
        data=data,
        identities=result.identities,
        mated=len(result.summary.mated),
        non_mated=result.summary.non_mated,
        eer=round(result.eer.value, 6),
        auc=round(result.auc.value, 6),
        interval="95 %, bootstrap over people, 1000 repetitions",
        operating_points=tuple(
            OperatingPointCard(
                fmr=point.fmr,
                # Rounded up, so that the claim still holds.
                threshold=math.ceil(point.threshold * 1e6) / 1e6,
                tar=round(point.tar, 6),
                tar_low=round(point.tar_low, 6),
                tar_high=round(point.tar_high, 6),
            )
            for point in points
            # Of a collapsed network every score is 1: no threshold refuses, none is claimed.
            if point is not None and point.threshold <= 1
        ),
    )


def judge_retrieval(faces: LabelledFaces, *, repetitions: int = 1000, seed: int = 0) -> RetrievalResult:
    """Search every face's nearest neighbours.

    Raises:
        DatasetError: No person has two pictures.
    """
    try:
        found = retrieve(faces.embeddings, faces.labels, depth=min(10, max(1, len(faces.labels) - 1)))
    except ValueError as error:
        raise DatasetError("No person has two pictures.", hint="Give two or more of some people.") from error
    strong = {
        "precision_at_1": found.precision_at_1(),
        "r_precision": found.r_precision(),
        "map_at_r": found.map_at_r(),
    }
    clusters = _clusters(faces.embeddings, len(faces.identities), seed)
    weak = {f"recall_at_{k}": float(found.recall_at(k).mean()) for k in (5, 10) if k <= found.hits.shape[1]}
    weak["nmi"] = normalised_mutual_information(faces.labels, clusters)
    weak["f1"] = pairwise_f1(faces.labels, clusters)
    return RetrievalResult(
        identities=len(faces.identities),
        queries=len(found.person),
        figures={name: _by_people(values, found.person, repetitions, seed) for name, values in strong.items()},
        weak=weak,
    )


def _by_people(values: NDArray[np.float64], person: NDArray[np.int64], repetitions: int, seed: int) -> Figure:
    """The mean over queries, with an interval by drawing people with replacement; the gallery stays as it is."""
    people, index = np.unique(person, return_inverse=True)
    sums = np.bincount(index, weights=values)
    counts = np.bincount(index)
    random = np.random.default_rng(seed)
    drawn = random.integers(0, len(people), (repetitions, len(people)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return Figure(float(values.mean()), float(low), float(high))


def _clusters(embeddings: NDArray[np.float32], count: int, seed: int) -> NDArray[np.int64]:
    """Spherical k-means with as many clusters as people, by FAISS."""
    kmeans = faiss.Kmeans(
        embeddings.shape[1], count, niter=20, spherical=True, seed=seed, min_points_per_centroid=1, verbose=False
    )
    kmeans.train(np.ascontiguousarray(embeddings))
    assigned = kmeans.index.search(np.ascontiguousarray(embeddings), 1)[1]
    return np.asarray(assigned[:, 0], dtype=np.int64)
