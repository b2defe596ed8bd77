"""The sentences that state what a threshold promises: in one place, so that every screen says the same.

Whatever is claimed comes with its bound and with what it rests on; a figure without evidence is not told.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from faceapp.domain.calibration import ChosenThreshold, EvidenceSource, Missing
from faceapp.domain.error_bounds import Rate

_OF_SOURCE = {
    EvidenceSource.SITE: "this site's own people",
    EvidenceSource.SITE_AND_COHORT: "this site's people together with the encoder's cohort, who are strangers here",
    EvidenceSource.COHORT: "the encoder's cohort alone, who are strangers here",
}


def one_in(rate: float) -> str:
    """A rate as people say it.

    Example:
        0.00012 is "1 in 8,300"; 0 is "none"; 0.6 is "60 in 100".
    """
    if rate <= 0:
        return "none"
    if rate > 0.1:
        return f"{rate * 100:.0f} in 100"
    return f"1 in {_two_digits(1 / rate):,}"


def claim_false_matches(choice: ChosenThreshold) -> str:
    """What is promised of two strangers' pictures, or why nothing is."""
    if choice.threshold is None or choice.fmr is None:
        return (
            f"A false match rate of {one_in(choice.target_fmr)} cannot be claimed: "
            f"these comparisons bear {one_in(choice.least_fmr)} at best."
        )
    promise = (
        f"At {choice.threshold:.3f}, of two different people's pictures {one_in(choice.fmr.value)} match by mistake, "
        f"and with 95 % confidence not more than {one_in(choice.fmr.high)}."
    )
    if choice.fmr.value == 0 and not choice.extrapolated:
        promise = (
            f"At {choice.threshold:.3f}, no two different people's pictures matched; with 95 % confidence not more "
            f"than {one_in(choice.fmr.high)} do (rule of three)."
        )
    if choice.extrapolated:
        promise += " This rests on a model of the highest scores, less than ten times beyond what was compared."
    if choice.raised:
        promise += " This site's own people match each other more often than strangers do, so the threshold is higher."
    return promise


def claim_evidence(choice: ChosenThreshold) -> str:
    """What the claim rests on."""
    worth = "" if choice.fmr is None else f", worth {_two_digits(choice.fmr.effective):,} independent ones"
    counted = f"{choice.comparisons:,} comparisons of {choice.people:,} people{worth}"
    return f"It rests on {counted}: {_OF_SOURCE[choice.source]}."


def claim_missing(missing: Missing) -> str:
    """What a refused target lacks."""
    return (
        f"About {_two_digits(missing.comparisons):,} more comparisons are missing, such as "
        f"{_two_digits(missing.people):,} more people would give with as many pictures each."
    )


def claim_false_non_matches(rate: Rate | None, source: EvidenceSource | None) -> str:
    """What is promised of two pictures of one person."""
    if rate is None or source is None:
        return (
            "How often enrolled people are refused cannot be told: that takes pictures of at least two people from "
            "different days."
        )
    return (
        f"Of two pictures of one person {_in_hundred(rate.value)} in 100 do not match, and with 95 % confidence not "
        f"more than {_in_hundred(rate.high)}: {rate.trials:,} comparisons of {_OF_SOURCE[source]}."
    )


def claim_false_entries(fpir: float, attempts_per_day: float) -> str:
    """A false positive rate of attempts as days.

    Args:
        fpir: In [0, 1].
        attempts_per_day: Strangers' attempts a day, > 0.
    """
    if fpir <= 0:
        return f"With {attempts_per_day:g} strangers' attempts a day no false entry is expected."
    days = 1 / (fpir * attempts_per_day)
    expected = (
        f"{_two_digits(1 / days):,} false entries are expected a day"
        if days < 1
        else f"one false entry is expected in {_two_digits(days):,} days"
    )
    return f"With {attempts_per_day:g} strangers' attempts a day {expected}."


def claim_marked(wrong: int, still_wrong: int) -> str:
    """What becomes of grants that were marked as wrong."""
    if still_wrong == 0:
        return f"Of {wrong:,} grants that were marked as wrong none would happen again."
    return f"Of {wrong:,} grants that were marked as wrong {still_wrong:,} would happen again."


def told(sentences: Sequence[str]) -> str:
    """Sentences as one paragraph."""
    return " ".join(sentence for sentence in sentences if sentence)


def _in_hundred(rate: float) -> str:
    return f"{rate * 100:.0f}" if rate >= 0.1 else f"{rate * 100:.1f}"


def _two_digits(value: float) -> int:
    """A number with its first two digits: more would claim more than is known."""
    if value < 100:
        return math.ceil(value)
    scale = 10 ** (math.floor(math.log10(value)) - 1)
    return int(round(value / scale) * scale)
