"""Every figure of an encoder on known people, with its interval and the counts that it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import faiss
import numpy as np
from numpy.typing import NDArray

from faceapp.domain.comparison_estimates import FMRS, RatesAtThreshold, estimate, rates_at
from faceapp.domain.comparison_summary import ComparisonSummary, summarise
from faceapp.domain.errors import DatasetError
from faceapp.domain.identification import IdentificationPoint, Searches, identification_point, rank_1, search_all
from faceapp.domain.resampling import REPETITIONS, Figure, mean_by_person
from faceapp.domain.retrieval import Retrieval, normalised_mutual_information, pairwise_f1, retrieve
from faceapp.domain.scores import OperatingPoint
from faceapp.learning.labelled import LabelledFaces
from faceapp.vision.card import MeasuredCard, OperatingPointCard

REPORTED_FPIRS = (1e-2, 1e-3)
RECALL_AT = (1, 5, 10)
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
        at_thresholds: What the thresholds that were given do, in their order.
    """

    summary: ComparisonSummary
    identities: int
    eer: Figure
    auc: Figure
    points: dict[float, OperatingPoint | None]
    at_thresholds: tuple[RatesAtThreshold, ...] = ()


@dataclass(frozen=True, slots=True)
class RetrievalResult:
    """Nearest neighbours of every sample among the others.

    Attributes:
        identities: People.
        queries: Samples that have another of their person.
        figures: By name, the strong ones: precision@1, R-precision, MAP@R.
        weak: By name, those kept for comparison with older work; see `docs/evaluation.md`.
        found: What was found for each query, for a page.
    """

    identities: int
    queries: int
    figures: dict[str, Figure]
    weak: dict[str, float]
    found: Retrieval = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class IdentificationResult:
    """Searches of probes in a gallery.

    Attributes:
        people: People in the gallery.
        probes: Probes, those without a face included.
        mated_probes: Those of somebody in the gallery.
        rank1: Share of mated probes whose best candidate is right; None where there is no mated probe.
        points: FNIR by target FPIR; None where the non-mated probes are too few.
        searches: The best candidate of each probe, for a page.
    """

    people: int
    probes: int
    mated_probes: int
    rank1: Figure | None
    points: dict[float, IdentificationPoint | None]
    searches: Searches = field(compare=False, repr=False)


def compare(
    faces: LabelledFaces, *, thresholds: Sequence[float] = (), repetitions: int = REPETITIONS
) -> ComparisonResult:
    """Compare all faces with each other.

    Args:
        faces: The faces; a picture without one counts in mated comparisons, as refused.
        thresholds: Of which FMR and TAR are wanted.
        repetitions: Bootstrap repetitions.

    Raises:
        DatasetError: There is no mated or no non-mated comparison.
    """
    summary = summarise(faces.embeddings, faces.labels, without_face=faces.missed_of_each(), thresholds=thresholds)
    return _compared(summary, len(faces.identities), thresholds, repetitions)


def compare_embeddings(
    embeddings: NDArray[np.float32], labels: NDArray[np.int64], *, repetitions: int = REPETITIONS
) -> ComparisonResult:
    """Compare all samples with each other: unit rows (N, D), and the index of each one's person, (N,).

    Raises:
        DatasetError: There is no mated or no non-mated comparison.
    """
    return _compared(summarise(embeddings, labels), len(np.unique(labels)), (), repetitions)


def _compared(
    summary: ComparisonSummary, identities: int, thresholds: Sequence[float], repetitions: int
) -> ComparisonResult:
    if len(summary.mated) == 0 or summary.non_mated == 0:
        lacking = "two pictures of one person" if len(summary.mated) == 0 else "pictures of two people"
        raise DatasetError(
            f"There is no comparison of {lacking}: the faces are {len(summary.labels)}, the people {identities}.",
            hint="Give two people or more, and two pictures or more of one of them.",
        )
    found = estimate(summary, fmrs=FMRS, repetitions=repetitions)
    return ComparisonResult(
        summary=summary,
        identities=identities,
        eer=found.eer,
        auc=found.auc,
        points=found.points,
        at_thresholds=tuple(rates_at(summary, thresholds, repetitions=repetitions)) if thresholds else (),
    )


def compare_groups(
    faces: LabelledFaces,
    groups: Mapping[str, Sequence[str]],
    whole: ComparisonResult,
    *,
    repetitions: int = REPETITIONS,
) -> dict[str, ComparisonResult | None]:
    """The comparisons within each group, also at the thresholds that everybody's comparisons gave.

    Args:
        faces: Everybody.
        groups: The people of each group.
        whole: Everybody's comparisons.
        repetitions: Bootstrap repetitions.

    Returns:
        By group; None where its people give no mated or no non-mated comparison.

    Raises:
        DatasetError: Nobody of a group is in the data.
    """
    thresholds = [point.threshold for point in whole.points.values() if point is not None]
    results: dict[str, ComparisonResult | None] = {}
    for name, people in groups.items():
        part = _of_group(faces, name, people)
        try:
            results[name] = compare(part, thresholds=thresholds, repetitions=repetitions)
        except DatasetError:
            results[name] = None
    return results


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
            OperatingPointCard.of(point)
            for point in points
            # Of a collapsed network every score is 1: no threshold refuses, none is claimed.
            if point is not None and point.threshold <= 1
        ),
    )


def judge_retrieval(
    faces: LabelledFaces,
    groups: Mapping[str, Sequence[str]] | None = None,
    *,
    repetitions: int = REPETITIONS,
    seed: int = 0,
) -> tuple[RetrievalResult, dict[str, RetrievalResult | None]]:
    """Search every face's nearest neighbours among all others.

    Args:
        faces: The faces; a picture without one finds nobody and is found by nobody.
        groups: The people of each group.
        repetitions: Bootstrap repetitions.
        seed: Seed of the resampling and of the clustering.

    Returns:
        Everybody's figures; and those of the queries of each group, None where nobody of it has two pictures.

    Raises:
        DatasetError: No person has two pictures, there is one person alone, or nobody of a group is in the data.
    """
    if len(np.unique(faces.labels)) == 1:
        raise DatasetError(
            "There is one person alone, so that nobody can be taken for somebody else.", hint="Give more people."
        )
    try:
        found = retrieve(faces.embeddings, faces.labels, depth=max(RECALL_AT), without_face=faces.missed_of_each())
    except ValueError as error:
        raise DatasetError("No person has two pictures.", hint="Give two or more of some people.") from error
    clusters = _clusters(faces.embeddings, len(np.unique(faces.labels)), seed)

    def result(people: NDArray[np.int64]) -> RetrievalResult | None:
        chosen = np.isin(found.person, people)
        if not chosen.any():
            return None
        part = Retrieval(person=found.person[chosen], relevant=found.relevant[chosen], hits=found.hits[chosen])
        strong = {
            "precision_at_1": part.precision_at_1(),
            "r_precision": part.r_precision(),
            "map_at_r": part.map_at_r(),
        }
        weak = {f"recall_at_{k}": float(part.recall_at(k).mean()) for k in RECALL_AT}
        faces_of_them = np.isin(faces.labels, people)
        labels, of_them = faces.labels[faces_of_them], clusters[faces_of_them]
        weak["nmi"] = normalised_mutual_information(labels, of_them) if len(labels) else 0.0
        weak["f1"] = pairwise_f1(labels, of_them) if len(labels) else 0.0
        return RetrievalResult(
            identities=len(people),
            queries=len(part.person),
            figures={
                name: mean_by_person(values, part.person, repetitions=repetitions, seed=seed)
                for name, values in strong.items()
            },
            weak=weak,
            found=part,
        )

    everybody = result(np.arange(len(faces.identities)))
    assert everybody is not None  # `retrieve` found a query
    index_of = {name: index for index, name in enumerate(faces.identities)}
    parts = {
        name: result(np.array([index_of[person] for person in _of_group(faces, name, people).identities]))
        for name, people in (groups or {}).items()
    }
    return everybody, parts


def identify(
    gallery: LabelledFaces,
    probes: LabelledFaces,
    groups: Mapping[str, Sequence[str]] | None = None,
    *,
    repetitions: int = REPETITIONS,
) -> tuple[IdentificationResult, dict[str, IdentificationResult]]:
    """Search each probe in the gallery; a person is known by the same name in both.

    Args:
        gallery: The people enrolled; every face of theirs is a template.
        probes: The faces to be identified; a mated one without a face counts as missed.
        groups: The people of each group.
        repetitions: Bootstrap repetitions.

    Returns:
        Everybody's figures; and those of the probes of each group, searched in the whole gallery.

    Raises:
        DatasetError: No probe is of somebody in the gallery, or no probe is of a group.
    """
    names = sorted({*gallery.identities, *probes.identities})
    index_of = {name: index for index, name in enumerate(names)}
    gallery_number = np.array([index_of[name] for name in gallery.identities], dtype=np.int64)
    probe_number = np.array([index_of[name] for name in probes.identities], dtype=np.int64)
    missed = probe_number[probes.missed()]
    searches = search_all(
        gallery.embeddings,
        gallery_number[gallery.labels],
        probes.embeddings,
        probe_number[probes.labels],
        enrolled=gallery_number,
        without_face=missed,
    )
    if not searches.mated.any():
        raise DatasetError(
            "No probe is of somebody in the gallery.", hint="Give a person's folder the same name in both."
        )
    everybody = _identified(searches, len(gallery.identities), len(probes.labels) + len(missed), repetitions)
    parts = {}
    for name, people in (groups or {}).items():
        part = _of_group(probes, name, people)
        numbers = [index_of[person] for person in part.identities]
        parts[name] = _identified(
            searches.of(numbers),
            len({*part.identities} & {*gallery.identities}),
            len(part.labels) + len(part.without_face),
            repetitions,
        )
    return everybody, parts


def _identified(searches: Searches, people: int, probes: int, repetitions: int) -> IdentificationResult:
    mated = int(searches.mated.sum())
    return IdentificationResult(
        people=people,
        probes=probes,
        mated_probes=mated,
        rank1=rank_1(searches, repetitions=repetitions) if mated else None,
        points={fpir: identification_point(searches, fpir, repetitions=repetitions) for fpir in REPORTED_FPIRS},
        searches=searches,
    )


def _of_group(faces: LabelledFaces, name: str, people: Sequence[str]) -> LabelledFaces:
    part = faces.of(people)
    if not part.identities:
        raise DatasetError(
            f"Nobody of the group '{name}' is in the data.", hint="The groups file names people by their folder."
        )
    return part


def _clusters(embeddings: NDArray[np.float32], count: int, seed: int) -> NDArray[np.int64]:
    """Spherical k-means with as many clusters as people, by FAISS."""
    kmeans = faiss.Kmeans(
        embeddings.shape[1], count, niter=20, spherical=True, seed=seed, min_points_per_centroid=1, verbose=False
    )
    kmeans.train(np.ascontiguousarray(embeddings))
    assigned = kmeans.index.search(np.ascontiguousarray(embeddings), 1)[1]
    return np.asarray(assigned[:, 0], dtype=np.int64)
