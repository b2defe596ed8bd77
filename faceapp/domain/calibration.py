"""A threshold for a target false match rate, or a refusal that says what is missing.

The site's own comparisons decide where enough of its people err at the target to tell how. Where they are too few, the
encoder's cohort, strangers to every site, is compared along; the site then still has a veto: where its own comparisons
show a larger rate than the target, the threshold rises until they no longer do, and it never falls below the one that
they bear alone at a laxer target. Beyond what comparisons bear, a tail model may go one decade; past that there is no
threshold.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.comparison_summary import MAX_FMR, ComparisonSummary
from faceapp.domain.error_bounds import FalseMatchCurve, Rate, rate_by_person
from faceapp.domain.tail_model import extrapolate


class EvidenceSource(StrEnum):
    """Whose comparisons a figure rests on."""

    SITE = "site"
    SITE_AND_COHORT = "site and cohort"
    COHORT = "cohort"


@dataclass(frozen=True, slots=True)
class Missing:
    """What further evidence a target needs, about.

    Attributes:
        comparisons: Non-mated comparisons, beyond those there are.
        people: People, beyond those there are, each with as many pictures as these have on average.
    """

    comparisons: int
    people: int


@dataclass(frozen=True, slots=True, eq=False)
class NonMatedEvidence:
    """Non-mated comparisons of one source."""

    source: EvidenceSource
    curve: FalseMatchCurve


@dataclass(frozen=True, slots=True)
class ChosenThreshold:
    """What a target comes to.

    Attributes:
        target_fmr: The target.
        threshold: Accept at or above it; None where the target is refused.
        fmr: False match rate there, with its bounds: as counted, or as modelled where `extrapolated`.
        source: Whose comparisons it rests on.
        extrapolated: Whether it rests on a model of the tail.
        raised: Whether the site's own comparisons made it higher than the cohort alone would have.
        comparisons: Non-mated comparisons that it rests on.
        people: People who took part in them.
        least_fmr: The smallest FMR that these comparisons bear by themselves.
        missing: What a refused target lacks; None otherwise.
        by_hand_above: The smallest threshold for the target, where a higher one was set by hand; None otherwise.
    """

    target_fmr: float
    threshold: float | None
    fmr: Rate | None
    source: EvidenceSource
    extrapolated: bool
    raised: bool
    comparisons: int
    people: int
    least_fmr: float
    missing: Missing | None
    by_hand_above: float | None = None


def choose_threshold(
    site: FalseMatchCurve | None, with_cohort: FalseMatchCurve | None, target_fmr: float
) -> ChosenThreshold:
    """The smallest threshold of which the target can be claimed.

    Args:
        site: The site's own comparisons; None where fewer than two people are enrolled.
        with_cohort: The site's and the cohort's people together; None where there is no cohort, or it is not needed.
        target_fmr: In (0, 1e-2].

    Raises:
        ValueError: There is no comparison at all, or the target is out of range.
    """
    if not 0 < target_fmr <= MAX_FMR:
        raise ValueError(f"a target FMR of {target_fmr} is outside (0, {MAX_FMR}]")
    pool_source = EvidenceSource.COHORT if site is None else EvidenceSource.SITE_AND_COHORT
    sources = [
        NonMatedEvidence(source, curve)
        for source, curve in ((EvidenceSource.SITE, site), (pool_source, with_cohort))
        if curve is not None
    ]
    if not sources:
        raise ValueError("there is no non-mated comparison")
    for evidence in sources:
        if evidence.curve is site and with_cohort is not None and not decides_alone(site, target_fmr):
            continue
        threshold = evidence.curve.threshold_for(target_fmr)
        if threshold is not None:
            return _counted(evidence, site, target_fmr, threshold)
    for evidence in sources:
        modelled = extrapolate(evidence.curve, target_fmr)
        if modelled is not None:
            least = [_at_its_least(other.curve) for other in sources if other is evidence or other.curve is not site]
            counted = _counted(evidence, site, target_fmr, max(modelled.threshold, *least))
            rate = Rate(
                modelled.fmr,
                modelled.fmr_low,
                modelled.fmr_high,
                evidence.curve.comparisons,
                float(evidence.curve.effective[0]),
            )
            return ChosenThreshold(
                target_fmr=target_fmr,
                threshold=counted.threshold,
                fmr=rate,
                source=evidence.source,
                extrapolated=True,
                raised=counted.raised,
                comparisons=counted.comparisons,
                people=counted.people,
                least_fmr=counted.least_fmr,
                missing=None,
            )
    # What lies closest to bearing it says what is lacking.
    best = min(sources, key=lambda evidence: evidence.curve.upper_at(0))
    return ChosenThreshold(
        target_fmr=target_fmr,
        threshold=None,
        fmr=None,
        source=best.source,
        extrapolated=False,
        raised=False,
        comparisons=best.curve.comparisons,
        people=best.curve.people,
        least_fmr=best.curve.upper_at(0),
        missing=missing_for(best.curve, target_fmr),
    )


def raised_by_hand(choice: ChosenThreshold, curve: FalseMatchCurve, threshold: float) -> ChosenThreshold:
    """A choice with a higher threshold in place of its own.

    Whatever a higher threshold accepts, a lower one accepts too: its false match rate is no larger, and the target is
    met there as well. A lower one has no such claim.

    Args:
        choice: What a target comes to.
        curve: The comparisons that it rests on.
        threshold: At or above the choice's own.

    Returns:
        The choice there, with the rate that is counted there; where the choice rests on a model of the tail, with what
        that says of the choice's own threshold, which bounds it.

    Raises:
        ValueError: The target was refused, or the threshold is lower.
    """
    if choice.threshold is None or not threshold >= choice.threshold:
        raise ValueError(f"{threshold} has no claim where {choice.threshold} was chosen")
    if threshold == choice.threshold:
        return choice
    return replace(
        choice,
        threshold=threshold,
        fmr=choice.fmr if choice.extrapolated else curve.at(threshold),
        by_hand_above=choice.threshold if choice.by_hand_above is None else choice.by_hand_above,
    )


def decides_alone(site: FalseMatchCurve, target_fmr: float) -> bool:
    """Whether a site's own comparisons need no cohort: enough pairs of its people err at the target to tell how."""
    return target_fmr >= site.upper_at(site.telling) and site.threshold_for(target_fmr) is not None


def missing_for(curve: FalseMatchCurve, target_fmr: float) -> Missing:
    """What further evidence a target needs: about, because it supposes that comparisons cling together as they do now.

    Example:
        100 people with 3 pictures each bear an FMR of 1e-3 by 44,550 comparisons. A tenth of that takes ten times as
        many: 445,500, which 315 people give; 215 are missing.
    """
    times = max(1.0, curve.upper_at(0) / target_fmr)
    needed = curve.comparisons * times
    # n = T^2 P (P - 1) / 2 where everybody has T pictures; solved for P with the T^2 that there is.
    squares = 2 * curve.comparisons / max(1, curve.people * (curve.people - 1))
    people = (1 + math.sqrt(1 + 8 * needed / squares)) / 2
    return Missing(math.ceil(needed - curve.comparisons), math.ceil(people - curve.people))


def non_match_rate(
    mated: NDArray[np.float32], person: NDArray[np.int64] | NDArray[np.int32], threshold: float
) -> Rate | None:
    """False non-match rate at a threshold: the share of mated comparisons below it, bounds by people.

    Args:
        mated: Scores, (M,).
        person: Index of the person of each, (M,), not negative.
        threshold: Accept at or above it.

    Returns:
        None without a comparison.
    """
    if len(mated) == 0:
        return None
    # People without a comparison count for nothing. Not to look for them keeps this fast enough for a hand that moves.
    trials = np.bincount(person).astype(np.int64)
    return rate_by_person(np.bincount(person[mated < threshold], minlength=len(trials)).astype(np.int64), trials)


def with_strangers(curve: FalseMatchCurve, scores: NDArray[np.float32], people: NDArray[np.int64]) -> FalseMatchCurve:
    """Take in strangers who were taken for somebody: each was compared with everybody, and scored so with one.

    Who they were is not known. All that were taken for one person count as one stranger, at the highest score: a
    lookalike comes back day after day, and is no more people for that.

    Args:
        curve: The comparisons without them.
        scores: Score of each stranger with the person that it was taken for, (S,).
        people: Index of that person among the curve's, (S,).
    """
    if len(scores) == 0:
        return curve
    taken_for = np.unique(people)
    highest = np.array([scores[people == person].max() for person in taken_for], dtype=np.float32)
    strangers = len(curve.samples) + np.arange(len(taken_for))
    samples = np.concatenate([curve.samples, np.ones(len(taken_for), dtype=np.int64)])
    # The curve holds every score above its last one and no other.
    kept = np.ones(len(highest), dtype=np.bool_)
    if len(curve.tail) < curve.comparisons:
        kept = highest >= curve.tail[-1] if len(curve.tail) else np.zeros(len(highest), dtype=np.bool_)
    tail = np.concatenate([curve.tail, highest[kept]])
    falling = np.argsort(-tail, kind="stable")
    return FalseMatchCurve(
        tail[falling],
        np.concatenate([curve.first, taken_for[kept].astype(np.int32)])[falling],
        np.concatenate([curve.second, strangers[kept].astype(np.int32)])[falling],
        samples,
    )


def across_sources(
    summary: ComparisonSummary, sources: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """Mated comparisons between pictures of different sources, and their people.

    Two frames of one clip are nearly one picture: how alike they are says nothing of another day.

    Args:
        summary: What was compared.
        sources: Number of the source (clip, photograph, session) of each sample, (N,).
    """
    first, second = summary.mated_samples[:, 0], summary.mated_samples[:, 1]
    across = (first >= 0) & (sources[first] != sources[second])
    return summary.mated[across], summary.mated_person[across]


def _counted(
    evidence: NonMatedEvidence, site: FalseMatchCurve | None, target_fmr: float, threshold: float
) -> ChosenThreshold:
    """A threshold with what is counted there, after the site's veto."""
    vetoed = threshold
    if site is not None and evidence.curve is not site:
        # What the site's own people bear at a laxer target is a floor: a stricter one never takes a lower threshold.
        laxer = site.upper_at(site.telling)
        floor = site.threshold_for(laxer) if target_fmr < laxer <= MAX_FMR else None
        vetoed = _until_not_contradicted(site, target_fmr, max(threshold, threshold if floor is None else floor))
    return ChosenThreshold(
        target_fmr=target_fmr,
        threshold=vetoed,
        fmr=evidence.curve.at(vetoed),
        source=evidence.source,
        extrapolated=False,
        raised=vetoed > threshold,
        comparisons=evidence.curve.comparisons,
        people=evidence.curve.people,
        least_fmr=evidence.curve.upper_at(0),
        missing=None,
    )


def _at_its_least(curve: FalseMatchCurve) -> float:
    """The threshold of the smallest FMR that is borne by counting: no model may go below it."""
    least = curve.upper_at(0) * (1 + 1e-9)
    found = curve.threshold_for(least) if least <= MAX_FMR else None
    return -1.0 if found is None else found


def _until_not_contradicted(site: FalseMatchCurve, target_fmr: float, threshold: float) -> float:
    """The smallest threshold from this one on at which the site's own lower bound does not exceed the target."""
    # Of a threshold below all that is kept of the site's scores it is enough to know that it accepts those.
    found = int(np.searchsorted(-site.tail, -threshold, side="right"))
    lower = site.lower()
    while found > 0 and lower[found] > target_fmr:
        # The lowest score accepted must be refused, and its equals with it.
        threshold = float(np.nextafter(site.tail[found - 1], np.float32(np.inf)))
        found = site.matches_at(threshold)
    return threshold
