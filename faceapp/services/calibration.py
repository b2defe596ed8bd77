"""From what a site knows of its people to a threshold with a claim, or to a refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.calibration import (
    ChosenThreshold,
    EvidenceSource,
    across_sources,
    choose_threshold,
    decides_alone,
    non_match_rate,
    raised_by_hand,
    with_strangers,
)
from faceapp.domain.claims_by_hand import refuse_by_hand
from faceapp.domain.comparison_summary import HISTOGRAM_EDGES, MAX_FMR, ComparisonSummary, summarise
from faceapp.domain.error_bounds import FalseMatchCurve, Rate
from faceapp.domain.error_curve import ErrorCurve, error_curve
from faceapp.domain.errors import CalibrationError, CancelledError
from faceapp.domain.messages import Message
from faceapp.domain.replay import RecordedTrack
from faceapp.domain.similarity import COSINE, Similarity
from faceapp.services.door_rates import DoorRates
from faceapp.services.site_samples import MarkedScores, SiteSamples
from faceapp.vision.cohort import Cohort

Progress = Callable[[float, str], None]

# Rows compared at a time: the first blocks keep all their scores, which a large site has memory for in small ones.
_BLOCK = 128

# Smaller rates than this no site and no cohort will ever bear.
LEAST_FMR = 1e-9

# People that mated comparisons must come from before a figure of theirs is told.
LEAST_PEOPLE = 2


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
            raise CalibrationError(
                Message("Days and attempts a day must be positive."), hint=Message("Give both, such as 365 and 20.")
            )
        if templates == 0:
            raise CalibrationError(
                Message("Nobody is enrolled, so nobody can be let in by mistake."),
                hint=Message("Enrol people first, or use --target-fmr."),
            )
        fpir = min(1.0, 1 / (days * attempts_per_day))
        return cls(min(MAX_FMR, fpir / templates), fpir, days, attempts_per_day)


@dataclass(frozen=True, slots=True)
class ClosestPair:
    """The site's two people who match each other best.

    Attributes:
        first: Index of the one.
        second: Index of the other.
        titles: What both are called.
        score: Of their most similar pictures.
    """

    first: int
    second: int
    titles: tuple[str, str]
    score: float


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
        marked_missed: Denials of people who are enrolled, as marked.
        still_missed: How many of these the threshold would deny again.
        curve: The non-mated comparisons, as a rate at every threshold.
        mated_scores: Scores of the mated comparisons that `fnmr` is of, (mated,).
        mated_person: Index of the person of each.
        marked: What was marked at the door.
        copies: Pictures that were left out as copies of another of the same person.
        raised_by: Who match each other best, where the site's own people made the threshold higher; None otherwise.
        door: What the threshold comes to at the door; None where there is no threshold or nobody is enrolled.
        tracks: Approaches that were recorded for it; None where none were.
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
    marked_missed: int
    still_missed: int
    curve: FalseMatchCurve
    mated_scores: NDArray[np.float32]
    mated_person: NDArray[np.int32]
    marked: MarkedScores
    copies: int = 0
    raised_by: ClosestPair | None = None
    door: DoorRates | None = None
    tracks: tuple[RecordedTrack, ...] | None = None

    def fmr_at(self, threshold: float) -> Rate | None:
        """FMR at any threshold, as counted; None where that lies below all the scores that were kept."""
        try:
            return self.curve.at(threshold)
        except ValueError:
            return None

    def fnmr_at(self, threshold: float) -> Rate | None:
        """FNMR at any threshold; None without a mated comparison to tell."""
        return non_match_rate(self.mated_scores, self.mated_person, threshold)

    @property
    def least_kept_fmr(self) -> float:
        """FMR of the lowest threshold that `fmr_at` knows: below it the rate is larger."""
        return len(self.curve.tail) / self.curve.comparisons

    def error_curve(self) -> ErrorCurve:
        """FMR against FNMR, as `fmr_at` and `fnmr_at` count them."""
        return error_curve(self.summary.tail, self.summary.histogram, self.mated_scores)

    def mated_histogram(self) -> NDArray[np.int64]:
        """Mated scores between `HISTOGRAM_EDGES`, beside the summary's of the non-mated ones."""
        within = np.clip(self.mated_scores, HISTOGRAM_EDGES[0], HISTOGRAM_EDGES[-1])
        return np.histogram(within, bins=HISTOGRAM_EDGES)[0].astype(np.int64)

    def claimed_at(self, threshold: float) -> ChosenThreshold | None:
        """What can be claimed for the target at a threshold; None where nothing can: see `raised_by_hand`."""
        if self.choice.threshold is None or not threshold >= self.choice.threshold:
            return None
        return raised_by_hand(self.choice, self.curve, threshold)

    def raised_to(self, threshold: float, door: DoorRates | None = None) -> Calibration:
        """This calibration with a threshold that was set by hand, which may be put in force.

        Only one at or above the threshold that was chosen bears the target; see `raised_by_hand`.

        Args:
            threshold: Accept at or above it.
            door: What it comes to at the door; None where that is not known.

        Raises:
            CalibrationError: The target cannot be claimed there.
        """
        choice = self.claimed_at(threshold)
        if choice is None:
            raise CalibrationError(
                refuse_by_hand(self.choice, threshold, self.fmr_at(threshold)),
                hint=Message("Find a threshold for a larger false match rate instead."),
            )
        still_wrong, still_missed = self.marked.at(threshold)
        return replace(
            self,
            choice=choice,
            fnmr=self.fnmr_at(threshold),
            still_wrong=still_wrong,
            still_missed=still_missed,
            door=self.door if threshold == self.choice.threshold else door,
        )


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
        CalibrationError: There is nothing to compare, the target is out of range, or one picture shows two people.
        CancelledError: It was stopped.
    """
    if not LEAST_FMR <= target.fmr <= MAX_FMR:
        raise CalibrationError(
            Message("A target false match rate of {fmr:g} is no threshold for a door.", fmr=target.fmr),
            hint=Message("Choose one between {least:g} and {most:g}, such as 1e-4.", least=LEAST_FMR, most=MAX_FMR),
        )
    marked = marked or MarkedScores.none()

    def progress_from(begin: float, end: float, what: str) -> Callable[[float], None]:
        def progress(share: float) -> None:
            if should_stop():
                raise CancelledError(Message("The calibration was stopped."), hint=Message("Nothing was changed."))
            if on_progress is not None:
                on_progress(begin + (end - begin) * share, what)

        return progress

    # Four times as many scores are kept as this accepts: twice the target is enough where nothing is resampled.
    kept = max(target.fmr / 2, 1e-3)
    own: ComparisonSummary | None = None
    own_curve: FalseMatchCurve | None = None
    closest: ClosestPair | None = None
    if len(np.unique(site.person)) > 1:
        own = summarise(
            site.embeddings,
            site.person,
            similarity=similarity,
            max_fmr=kept,
            block=_BLOCK,
            on_progress=progress_from(0.0, 0.4, Message("Comparing the site's people")),
        )
        closest = _closest(own, site)
        if closest is not None and site.same_picture(closest.first, closest.second):
            raise CalibrationError(
                Message(
                    "{first} and {second} have a picture in common, so that no threshold can tell them apart.",
                    first=site.titles[closest.first],
                    second=site.titles[closest.second],
                ),
                hint=Message("If this is one person, remove one of the two; else remove that picture."),
            )
        own_curve = with_strangers(FalseMatchCurve.of(own, up_to=target.fmr), marked.wrong, marked.wrong_person)
    alone = own_curve is not None and decides_alone(own_curve, target.fmr)
    summary, curve = own, None
    if cohort is not None and not alone:
        people = int(site.person.max(initial=-1)) + 1
        summary = summarise(
            np.concatenate([site.embeddings, cohort.embeddings]),
            np.concatenate([site.person, cohort.labels + people]),
            similarity=similarity,
            max_fmr=kept,
            block=_BLOCK,
            on_progress=progress_from(0.4, 0.9, Message("Comparing them with the encoder's cohort")),
        )
        curve = with_strangers(FalseMatchCurve.of(summary, up_to=target.fmr), marked.wrong, marked.wrong_person)
    if summary is None:
        raise CalibrationError(
            Message("There are no two people to compare, and the encoder ships no cohort of others."),
            hint=Message("Enrol at least two people, or give pictures of several with --images."),
        )
    looking = progress_from(0.9, 1.0, Message("Looking for the threshold"))
    looking(0.0)
    choice = choose_threshold(own_curve, curve, target.fmr)
    mated, mated_person, fnmr_source = _mated(site, own, cohort, marked, similarity)
    fnmr = None if choice.threshold is None else non_match_rate(mated, mated_person, choice.threshold)
    looking(1.0)
    still_wrong, still_missed = (0, 0) if choice.threshold is None else marked.at(choice.threshold)
    behind = own_curve if curve is None or choice.source is EvidenceSource.SITE else curve
    assert behind is not None  # there is a summary, and each has its curve
    return Calibration(
        target=target,
        choice=choice,
        fnmr=fnmr,
        fnmr_source=fnmr_source,
        mated=len(mated),
        enrolled=site.enrolled,
        templates=site.templates,
        summary=summary,
        marked_wrong=len(marked.wrong),
        still_wrong=still_wrong,
        marked_missed=len(marked.missed),
        still_missed=still_missed,
        curve=behind,
        mated_scores=mated,
        mated_person=mated_person,
        marked=marked,
        copies=site.copies,
        raised_by=closest if choice.raised else None,
    )


def _closest(own: ComparisonSummary, site: SiteSamples) -> ClosestPair | None:
    """The two people with the highest non-mated score; None where none was kept."""
    if len(own.tail) == 0:
        return None
    first, second = int(own.tail_people[0][0]), int(own.tail_people[1][0])
    return ClosestPair(first, second, (site.titles[first], site.titles[second]), float(own.tail[0]))


def _mated(
    site: SiteSamples,
    own: ComparisonSummary | None,
    cohort: Cohort | None,
    marked: MarkedScores,
    similarity: Similarity,
) -> tuple[NDArray[np.float32], NDArray[np.int32], EvidenceSource | None]:
    """Mated scores from the site's own pictures, or else from the cohort's; the person of each; and whose they are."""
    scores, person = np.zeros(0, np.float32), np.zeros(0, np.int32)
    if len(site.embeddings):
        compared = own if own is not None else summarise(site.embeddings, site.person, similarity=similarity)
        scores, person = across_sources(compared, site.source)
    if len(np.unique(person)) >= LEAST_PEOPLE:
        # Misses alone would tell of nothing else. Beside a sample that nobody chose they make the rate darker, not
        # lighter.
        scores = np.concatenate([scores, marked.missed])
        person = np.concatenate([person, marked.missed_person.astype(np.int32)])
        return scores, person, EvidenceSource.SITE
    if cohort is None:
        return np.zeros(0, np.float32), np.zeros(0, np.int32), None
    strangers = summarise(cohort.embeddings, cohort.labels, similarity=similarity)
    return strangers.mated, strangers.mated_person, EvidenceSource.COHORT
