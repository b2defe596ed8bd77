"""From what a site knows of its people to a threshold with a claim, or to a refusal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.calibration import (
    ChosenThreshold,
    EvidenceSource,
    across_sources,
    choose_threshold,
    non_match_rate,
    with_strangers,
)
from faceapp.domain.comparison_summary import MAX_FMR, ComparisonSummary, summarise
from faceapp.domain.error_bounds import FalseMatchCurve, Rate
from faceapp.domain.errors import CalibrationError, CancelledError
from faceapp.domain.similarity import COSINE, Similarity
from faceapp.services.door_rates import DoorRates
from faceapp.vision.cohort import Cohort

Progress = Callable[[float, str], None]

# Rows compared at a time: the first blocks keep all their scores, which a large site has memory for in small ones.
_BLOCK = 128

# People that mated comparisons must come from before a figure of theirs is told.
LEAST_PEOPLE = 2


@dataclass(frozen=True, slots=True, eq=False)
class SiteSamples:
    """What is known of the site's people: templates, and further pictures of theirs or of others.

    Attributes:
        embeddings: Unit rows, float32 (N, D).
        person: Index of the person of each, (N,), in [0, P).
        source: Number of the picture, clip or session that each comes from, (N,).
        templates: How many of them are templates of the gallery; the first ones.
        enrolled: How many people the gallery holds.
    """

    embeddings: NDArray[np.float32]
    person: NDArray[np.int64]
    source: NDArray[np.int64]
    templates: int
    enrolled: int

    @classmethod
    def of(
        cls, samples: Sequence[tuple[str, str, NDArray[np.float32]]], *, templates: int, embedding_size: int
    ) -> SiteSamples:
        """Number people and sources.

        Args:
            samples: Person, source and embedding (D,) of each sample, templates first.
            templates: How many are templates.
            embedding_size: D.
        """
        people = {name: index for index, name in enumerate(dict.fromkeys(name for name, _, _ in samples))}
        sources = {key: index for index, key in enumerate(dict.fromkeys((name, source) for name, source, _ in samples))}
        embeddings = [embedding for _, _, embedding in samples]
        return cls(
            np.stack(embeddings) if embeddings else np.zeros((0, embedding_size), dtype=np.float32),
            np.array([people[name] for name, _, _ in samples], dtype=np.int64),
            np.array([sources[name, source] for name, source, _ in samples], dtype=np.int64),
            templates,
            len({name for name, _, _ in samples[:templates]}),
        )


@dataclass(frozen=True, slots=True, eq=False)
class MarkedScores:
    """What the administrator said of decisions at the door.

    Attributes:
        wrong: Scores at which somebody was taken for another person, (W,).
        wrong_person: Index of the person that each was taken for, (W,).
        right: Scores of people who are who the event says, or who were missed, (R,).
        right_person: Index of that person, (R,).
    """

    wrong: NDArray[np.float32]
    wrong_person: NDArray[np.int64]
    right: NDArray[np.float32]
    right_person: NDArray[np.int64]

    @classmethod
    def none(cls) -> MarkedScores:
        """Nothing was marked."""
        return cls(np.zeros(0, np.float32), np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True)
class Target:
    """What an administrator asks for.

    Attributes:
        fmr: False match rate of a comparison.
        fpir: False positive rate of a stranger's attempt, where the target was put in days.
        days: One false entry in so many days; None where the target was a rate.
        attempts_per_day: Strangers' attempts a day; None where the target was a rate.
    """

    fmr: float
    fpir: float | None = None
    days: float | None = None
    attempts_per_day: float | None = None

    @classmethod
    def one_in(cls, days: float, attempts_per_day: float, templates: int) -> Target:
        """One false entry in so many days.

        A stranger is compared with every template, so that the chance of being taken for anybody is at most the
        sum of the chances: however comparisons depend on each other, FPIR <= templates x FMR.

        Raises:
            CalibrationError: The numbers are not positive, or nobody is enrolled.
        """
        if not (days > 0 and attempts_per_day > 0):
            raise CalibrationError("Days and attempts a day must be positive.", hint="Give both, such as 365 and 20.")
        if templates == 0:
            raise CalibrationError(
                "Nobody is enrolled, so nobody can be let in by mistake.",
                hint="Enrol people first, or use --target-fmr.",
            )
        fpir = min(1.0, 1 / (days * attempts_per_day))
        return cls(min(MAX_FMR, fpir / templates), fpir, days, attempts_per_day)


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """A calibration, and what it rests on.

    Attributes:
        target: What was asked for.
        choice: The threshold, or why there is none.
        fnmr: False non-match rate there; None where there is no threshold, or no mated comparison to tell.
        fnmr_source: Whose mated comparisons that rests on.
        mated: How many these are.
        enrolled: People in the gallery.
        templates: Templates in the gallery.
        summary: The comparisons behind the threshold.
        marked_wrong: Grants that were marked as wrong.
        still_wrong: How many of these the threshold would let in again.
        door: What the threshold comes to at the door; None where there is no threshold or nobody is enrolled.
    """

    target: Target
    choice: ChosenThreshold
    fnmr: Rate | None
    fnmr_source: EvidenceSource | None
    mated: int
    enrolled: int
    templates: int
    summary: ComparisonSummary
    marked_wrong: int
    still_wrong: int
    door: DoorRates | None = None


def calibrate(
    site: SiteSamples,
    cohort: Cohort | None,
    target: Target,
    *,
    marked: MarkedScores | None = None,
    similarity: Similarity = COSINE,
    on_progress: Progress | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Calibration:
    """Find the threshold for a target; heavy, so never on the main thread.

    Args:
        site: What is known of the site's people.
        cohort: People who are at no door; None where the encoder ships none.
        target: What is asked for.
        marked: What was said of decisions at the door.
        similarity: What scores two embeddings.
        on_progress: Called with the share done and what is being done.
        should_stop: Asked again and again; True ends the work.

    Raises:
        CalibrationError: There is nothing to compare, or the target is out of range.
        CancelledError: It was stopped.
    """
    if not 0 < target.fmr <= MAX_FMR:
        raise CalibrationError(
            f"A target false match rate of {target.fmr:g} is no threshold for a door.",
            hint=f"Choose one above 0 and at most {MAX_FMR:g}, such as 1e-4.",
        )
    marked = marked or MarkedScores.none()

    def progress_from(begin: float, end: float, what: str) -> Callable[[float], None]:
        def progress(share: float) -> None:
            if should_stop():
                raise CancelledError("The calibration was stopped.", hint="Nothing was changed.")
            if on_progress is not None:
                on_progress(begin + (end - begin) * share, what)

        return progress

    # Four times as many scores are kept as this accepts: twice the target is enough where nothing is resampled.
    kept = max(target.fmr / 2, 1e-3)
    own: ComparisonSummary | None = None
    own_curve: FalseMatchCurve | None = None
    if len(np.unique(site.person)) > 1:
        own = summarise(
            site.embeddings,
            site.person,
            similarity=similarity,
            max_fmr=kept,
            block=_BLOCK,
            on_progress=progress_from(0.0, 0.4, "Comparing the site's people"),
        )
        own_curve = with_strangers(FalseMatchCurve.of(own, up_to=target.fmr), marked.wrong, marked.wrong_person)
    alone = own_curve is not None and own_curve.threshold_for(target.fmr) is not None
    summary, curve = own, None
    if cohort is not None and not alone:
        people = int(site.person.max(initial=-1)) + 1
        summary = summarise(
            np.concatenate([site.embeddings, cohort.embeddings]),
            np.concatenate([site.person, cohort.labels + people]),
            similarity=similarity,
            max_fmr=kept,
            block=_BLOCK,
            on_progress=progress_from(0.4, 0.9, "Comparing them with the encoder's cohort"),
        )
        curve = with_strangers(FalseMatchCurve.of(summary, up_to=target.fmr), marked.wrong, marked.wrong_person)
    if summary is None:
        raise CalibrationError(
            "There are no two people to compare, and the encoder ships no cohort of others.",
            hint="Enrol at least two people, or give pictures of several with --images.",
        )
    progress_from(0.9, 1.0, "Looking for the threshold")(0.0)
    choice = choose_threshold(own_curve, curve, target.fmr)
    fnmr, fnmr_source, mated = _fnmr(choice.threshold, site, own, cohort, marked, similarity)
    progress_from(0.9, 1.0, "Looking for the threshold")(1.0)
    return Calibration(
        target=target,
        choice=choice,
        fnmr=fnmr,
        fnmr_source=fnmr_source,
        mated=mated,
        enrolled=site.enrolled,
        templates=site.templates,
        summary=summary,
        marked_wrong=len(marked.wrong),
        still_wrong=0 if choice.threshold is None else int(np.count_nonzero(marked.wrong >= choice.threshold)),
    )


def _fnmr(
    threshold: float | None,
    site: SiteSamples,
    own: ComparisonSummary | None,
    cohort: Cohort | None,
    marked: MarkedScores,
    similarity: Similarity,
) -> tuple[Rate | None, EvidenceSource | None, int]:
    """False non-match rate from the site's own pictures, or else from the cohort's; whose; and how many comparisons."""
    scores, person = np.zeros(0, np.float32), np.zeros(0, np.int32)
    if len(site.embeddings):
        compared = own if own is not None else summarise(site.embeddings, site.person, similarity=similarity)
        scores, person = across_sources(compared, site.source)
    scores = np.concatenate([scores, marked.right])
    person = np.concatenate([person, marked.right_person.astype(np.int32)])
    if len(np.unique(person)) >= LEAST_PEOPLE:
        rate = None if threshold is None else non_match_rate(scores, person, threshold)
        return rate, EvidenceSource.SITE, len(scores)
    if cohort is None:
        return None, None, 0
    strangers = summarise(cohort.embeddings, cohort.labels, similarity=similarity)
    rate = None if threshold is None else non_match_rate(strangers.mated, strangers.mated_person, threshold)
    return rate, EvidenceSource.COHORT, len(strangers.mated)
