"""The sentences that state what a threshold promises: in one place, so that every screen says the same.

Whatever is claimed comes with its bound and with what it rests on; a figure without evidence is not told.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from faceapp.domain.calibration import ChosenThreshold, EvidenceSource, Missing
from faceapp.domain.error_bounds import Rate
from faceapp.domain.messages import Message

_OF_SOURCE = {
    EvidenceSource.SITE: Message("this site's own people"),
    EvidenceSource.SITE_AND_COHORT: Message(
        "this site's people together with the encoder's cohort, who are strangers here"
    ),
    EvidenceSource.COHORT: Message("the encoder's cohort alone, who are strangers here"),
}


def one_in(rate: float) -> Message:
    """A rate as people say it.

    Example:
        0.00012 is "1 in 8,300"; 0 is "none"; 0.6 is "60 in 100".
    """
    if rate <= 0:
        return Message("none")
    if rate > 0.1:
        return Message("{percent:.0f} in 100", percent=rate * 100)
    return Message("1 in {number:,}", number=_two_digits(1 / rate))


def claim_false_matches(choice: ChosenThreshold) -> str:
    """What is promised of two strangers' pictures, or why nothing is; see `sentences_on_false_matches`."""
    return told(sentences_on_false_matches(choice))


def sentences_on_false_matches(choice: ChosenThreshold) -> tuple[Message, ...]:
    """What is promised of two strangers' pictures, or why nothing is, sentence by sentence."""
    if choice.threshold is None or choice.fmr is None:
        return (
            Message(
                "A false match rate of {target} cannot be claimed: these comparisons bear {least} at best.",
                target=one_in(choice.target_fmr),
                least=one_in(choice.least_fmr),
            ),
        )
    if choice.fmr.value == 0 and not choice.extrapolated:
        promise = Message(
            "At {threshold:.3f}, no two different people's pictures matched; with 95 % confidence not more than "
            "{most} do (rule of three).",
            threshold=choice.threshold,
            most=one_in(choice.fmr.high),
        )
    else:
        promise = Message(
            "At {threshold:.3f}, of two different people's pictures {rate} match by mistake, and with 95 % confidence "
            "not more than {most}.",
            threshold=choice.threshold,
            rate=one_in(choice.fmr.value),
            most=one_in(choice.fmr.high),
        )
    said = [promise]
    if choice.extrapolated:
        said.append(
            Message("This rests on a model of the highest scores, less than ten times beyond what was compared.")
        )
    if choice.raised:
        said.append(
            Message("This site's own people match each other more often than strangers do, so the threshold is higher.")
        )
    return tuple(said)


def claim_evidence(choice: ChosenThreshold) -> Message:
    """What the claim rests on."""
    if choice.fmr is None:
        return Message(
            "It rests on {comparisons:,} comparisons of {people:,} people: {source}.",
            comparisons=choice.comparisons,
            people=choice.people,
            source=_OF_SOURCE[choice.source],
        )
    return Message(
        "It rests on {comparisons:,} comparisons of {people:,} people, worth {effective:,} independent ones: {source}.",
        comparisons=choice.comparisons,
        people=choice.people,
        effective=_two_digits(choice.fmr.effective),
        source=_OF_SOURCE[choice.source],
    )


def claim_missing(missing: Missing) -> Message:
    """What a refused target lacks."""
    return Message(
        "About {comparisons:,} more comparisons are missing, such as {people:,} more people would give with as many "
        "pictures each.",
        comparisons=_two_digits(missing.comparisons),
        people=_two_digits(missing.people),
    )


def claim_false_non_matches(rate: Rate | None, source: EvidenceSource | None) -> Message:
    """What is promised of two pictures of one person."""
    if rate is None or source is None:
        return Message(
            "How often enrolled people are refused cannot be told: that takes pictures of at least two people from "
            "different days."
        )
    return Message(
        "Of two pictures of one person {rate} in 100 do not match, and with 95 % confidence not more than {most}: "
        "{trials:,} comparisons of {source}.",
        rate=_in_hundred(rate.value),
        most=_in_hundred(rate.high),
        trials=rate.trials,
        source=_OF_SOURCE[source],
    )


def claim_false_entries(fpir: float, attempts_per_day: float) -> Message:
    """A false positive rate of attempts as days.

    Args:
        fpir: In [0, 1].
        attempts_per_day: Strangers' attempts a day, > 0.
    """
    if fpir <= 0:
        return Message(
            "With {attempts:g} strangers' attempts a day no false entry is expected.", attempts=attempts_per_day
        )
    days = 1 / (fpir * attempts_per_day)
    if days < 1:
        return Message(
            "With {attempts:g} strangers' attempts a day {entries:,} false entries are expected a day.",
            attempts=attempts_per_day,
            entries=_two_digits(1 / days),
        )
    return Message(
        "With {attempts:g} strangers' attempts a day one false entry is expected in {days:,} days.",
        attempts=attempts_per_day,
        days=_two_digits(days),
    )


def claim_marked(wrong: int, still_wrong: int) -> Message:
    """What becomes of grants that were marked as wrong."""
    if still_wrong == 0:
        return Message("Of {wrong:,} grants that were marked as wrong none would happen again.", wrong=wrong)
    return Message(
        "Of {wrong:,} grants that were marked as wrong {still_wrong:,} would happen again.",
        wrong=wrong,
        still_wrong=still_wrong,
    )


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
