"""The sentences that state what a threshold promises: in one place, so that every screen says the same.

Whatever is claimed comes with its bound and with what it rests on; a figure without evidence is not told.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from faceapp.domain.calibration import ChosenThreshold, EvidenceSource, Missing
from faceapp.domain.door_rates import ApproachRate
from faceapp.domain.error_bounds import Rate
from faceapp.domain.operating_points import Outgrown
from faceapp.domain.simulated_approaches import Looks
from faceapp.domain.stranger_model import ModelledRate

_OF_SOURCE = {
    EvidenceSource.SITE: "this site's own people",
    EvidenceSource.SITE_AND_COHORT: "this site's people together with the encoder's cohort, who are strangers here",
    EvidenceSource.COHORT: "the encoder's cohort alone, who are strangers here",
}

_WAYS = {
    Looks.RECORDED: "recorded and replayed",
    Looks.ONE: "simulated with one picture each",
    Looks.SEVERAL: "simulated with several pictures each",
    Looks.CHANGING: "simulated with a picture that changes now and then",
}

# Fewer errors than this say little of a rate (rule of 30: ten allow for about half of it, either way).
_FEW_ERRORS = 10


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


def claim_strangers(rate: ApproachRate, enrolled: int, modelled: ModelledRate | None) -> str:
    """What is promised of a stranger at the door, for those enrolled now.

    Args:
        rate: FPIR.
        enrolled: People in the gallery.
        modelled: The same by a model, told where few false entries were seen.
    """
    gallery = f"with {enrolled:,} enrolled" if enrolled != 1 else "with one person enrolled"
    at_most = f"with 95 % confidence not more than {one_in(rate.rate.high)}"
    errors = round(rate.rate.value * rate.rate.trials)
    if errors == 0:
        said = f"No stranger was let in {gallery}; {at_most} attempts let one in"
    else:
        said = f"About {one_in(rate.rate.value)} strangers would be let in per attempt {gallery}, {at_most}"
    said += f": {rate.rate.trials:,} attempts of {rate.people:,} people, {_WAYS[rate.looks]}."
    if errors < _FEW_ERRORS and modelled is not None and modelled.value > 0:
        said += (
            f" By a model, which takes comparisons for independent, it is about {one_in(modelled.value)} and not more "
            f"than {one_in(modelled.high)}."
        )
    return said


def claim_genuine(rate: ApproachRate | None, one_source: int) -> str:
    """What is promised of somebody enrolled at the door.

    Args:
        rate: FNIR; None where it cannot be told.
        one_source: People of whom all pictures are from one session.
    """
    lacking = ""
    if one_source:
        lacking = f" {one_source:,} of those enrolled have pictures of one session alone, which tell nothing of it."
    if rate is None:
        return (
            "How many genuine attempts are refused cannot be told: that takes pictures of two different days." + lacking
        )
    return (
        f"About {_in_hundred(rate.rate.value)} in 100 genuine attempts are refused, with 95 % confidence not more than "
        f"{_in_hundred(rate.rate.high)}: {rate.rate.trials:,} attempts of {rate.people:,} people, {_WAYS[rate.looks]}."
        + lacking
    )


def claim_contradicted() -> str:
    """That the cohort does not stand for this site's people."""
    return (
        "This site's people are taken for each other more often than the encoder's cohort lets expect: look at its "
        "lookalikes, and trust no figure that rests on the cohort."
    )


def claim_outgrown(outgrown: Outgrown) -> str:
    """That the gallery has grown beyond what the threshold was found for, and what to do."""
    point = outgrown.point
    grown = (
        f"There are {outgrown.templates:,} templates of {outgrown.people:,} people now, and there were "
        f"{point.templates:,} of {point.gallery_size:,} when the threshold was found"
    )
    if outgrown.days is not None and point.target_days is not None and point.attempts_per_day is not None:
        return (
            f"{grown}: one false entry in {_two_digits(point.target_days):,} days can no longer be claimed, only in "
            f"{_days(outgrown.days)}. A new threshold: `faceapp calibrate --target-days {point.target_days:g} "
            f"--attempts-per-day {point.attempts_per_day:g}`, with --apply to put it in force."
        )
    return (
        f"{grown}: strangers may be let in {outgrown.times:.1f} times as often. What that comes to: "
        f"`faceapp calibrate --target-fmr {point.target_fmr:g}`, with a smaller rate and --apply if it is too often."
    )


def claim_missed(missed: int, still_missed: int) -> str:
    """What becomes of people who were denied by mistake."""
    if still_missed == 0:
        return f"Of {missed:,} denials that were marked as wrong none would happen again."
    return f"Of {missed:,} denials that were marked as wrong {still_missed:,} would happen again."


def claim_marked(wrong: int, still_wrong: int) -> str:
    """What becomes of grants that were marked as wrong."""
    if still_wrong == 0:
        return f"Of {wrong:,} grants that were marked as wrong none would happen again."
    return f"Of {wrong:,} grants that were marked as wrong {still_wrong:,} would happen again."


def _days(days: float) -> str:
    return f"{_two_digits(days):,} days" if days >= 1.5 else "a day or less"


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
