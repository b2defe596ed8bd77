"""The sentences that state what a threshold promises: in one place, so that every screen says the same.

Whatever is claimed comes with its bound and with what it rests on; a figure without evidence is not told.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from faceapp.domain.calibration import ChosenThreshold, EvidenceSource, Missing
from faceapp.domain.counts import (
    attempts_counted,
    comparisons_counted,
    daily_attempts_counted,
    independent_counted,
    people_counted,
    templates_counted,
)
from faceapp.domain.door_rates import ApproachRate
from faceapp.domain.error_bounds import Rate
from faceapp.domain.messages import Message, joined
from faceapp.domain.operating_points import Outgrown
from faceapp.domain.simulated_approaches import Looks
from faceapp.domain.stranger_model import ModelledRate

_OF_SOURCE = {
    EvidenceSource.SITE: Message("this site's own people"),
    EvidenceSource.SITE_AND_COHORT: Message(
        "this site's people together with the encoder's cohort, who are strangers here"
    ),
    EvidenceSource.COHORT: Message("the encoder's cohort alone, who are strangers here"),
}

_WAYS = {
    Looks.RECORDED: Message("recorded and replayed"),
    Looks.ONE: Message("simulated with one picture each"),
    Looks.SEVERAL: Message("simulated with several pictures each"),
    Looks.CHANGING: Message("simulated with a picture that changes now and then"),
}

# Rates above this are told in a hundred, others as 1 in N.
_LARGE = 0.1

# A bound above this says that nearly anything may be true.
_TELLS_NOTHING = 0.5

# Fewer errors than this say little of a rate (rule of 30: ten allow for about half of it, either way).
_FEW_ERRORS = 10


def one_in(rate: float) -> Message:
    """A rate as people say it.

    Example:
        0.00012 is "1 in 8,300"; 0 is "none"; 0.6 is "60 in 100".
    """
    if rate <= 0:
        return Message("none")
    if is_large(rate):
        return Message("{percent:.0f} in 100", percent=rate * 100)
    return Message("1 in {number:,}", number=two_digits(1 / rate))


def in_one_unit(*rates: float) -> tuple[Message, ...]:
    """Rates that stand in one sentence: all of them in a hundred as soon as one is too large for "1 in N".

    Example:
        0.0004 and 0.002 are "1 in 2,500" and "1 in 500"; 0.01 and 0.95 are "1.0 in 100" and "95 in 100".
    """
    if is_large(max(rates)):
        return tuple(Message("{rate} in 100", rate=in_hundred(rate)) if rate > 0 else Message("none") for rate in rates)
    return tuple(one_in(rate) for rate in rates)


def is_large(rate: float) -> bool:
    """Whether a rate is told in a hundred: of "1 in N" people see the difference between 1 in 100 and 1 in 1,000."""
    return rate > _LARGE


def tells_nothing(rate: Rate) -> bool:
    """Whether what was seen leaves nearly everything possible, so that no figure should be told of it."""
    return rate.high > _TELLS_NOTHING


def claim_false_matches(choice: ChosenThreshold) -> Message:
    """What is promised of two strangers' pictures, or why nothing is."""
    if choice.threshold is None or choice.fmr is None:
        return Message(
            "A false match rate of {target} cannot be claimed: these comparisons bear {least} at best.",
            target=one_in(choice.target_fmr),
            least=one_in(choice.least_fmr),
        )
    if choice.fmr.value == 0 and not choice.extrapolated:
        promise = Message(
            "At {threshold:.3f}, no two different people's pictures matched; with 95 % confidence not more than "
            "{most} do (rule of three).",
            threshold=choice.threshold,
            most=one_in(choice.fmr.high),
        )
    else:
        rate, most = in_one_unit(choice.fmr.value, choice.fmr.high)
        promise = Message(
            "At {threshold:.3f}, of two different people's pictures {rate} match by mistake, and with 95 % confidence "
            "not more than {most}.",
            threshold=choice.threshold,
            rate=rate,
            most=most,
        )
    more = []
    if choice.by_hand_above is not None:
        if choice.extrapolated:
            promise = Message(
                "At {threshold:.3f}, of two different people's pictures not more than {most} match by mistake, with "
                "95 % confidence: what can be said of {found:.3f} holds of every higher threshold.",
                threshold=choice.threshold,
                most=one_in(choice.fmr.high),
                found=choice.by_hand_above,
            )
        more.append(
            Message(
                "It was set by hand, above the {found:.3f} that would be enough for {target}.",
                found=choice.by_hand_above,
                target=one_in(choice.target_fmr),
            )
        )
    if choice.extrapolated:
        more.append(
            Message("This rests on a model of the highest scores, less than ten times beyond what was compared.")
        )
    if choice.raised:
        more.append(
            Message("This site's own people match each other more often than strangers do, so the threshold is higher.")
        )
    return joined(promise, *more)


def claim_evidence(choice: ChosenThreshold) -> Message:
    """What the claim rests on."""
    if choice.fmr is None:
        return Message(
            "It rests on {comparisons} of {people}: {source}.",
            comparisons=comparisons_counted(choice.comparisons),
            people=people_counted(choice.people),
            source=_OF_SOURCE[choice.source],
        )
    return Message(
        "It rests on {comparisons} of {people}, worth {effective}: {source}.",
        comparisons=comparisons_counted(choice.comparisons),
        people=people_counted(choice.people),
        effective=independent_counted(two_digits(choice.fmr.effective)),
        source=_OF_SOURCE[choice.source],
    )


def claim_missing(missing: Missing) -> Message:
    """What a refused target lacks."""
    comparisons, people = two_digits(missing.comparisons), two_digits(missing.people)
    if people == 1:
        return Message(
            "About {comparisons:,} more comparisons are missing, such as 1 more person would give with as many "
            "pictures as the others have.",
            comparisons=comparisons,
        )
    return Message(
        "About {comparisons:,} more comparisons are missing, such as {people:,} more people would give with as many "
        "pictures each.",
        comparisons=comparisons,
        people=people,
    )


def claim_false_non_matches(rate: Rate | None, source: EvidenceSource | None) -> Message:
    """What is promised of two pictures of one person."""
    if rate is None or source is None:
        return Message(
            "How often enrolled people are refused cannot be told: that takes pictures of at least two people from "
            "different days."
        )
    if rate.value == 0:
        return Message(
            "All pictures of one person matched each other; with 95 % confidence not more than {most} in 100 do not: "
            "{comparisons} of {source}.",
            most=in_hundred(rate.high),
            comparisons=comparisons_counted(rate.trials),
            source=_OF_SOURCE[source],
        )
    return Message(
        "Of two pictures of one person {rate} in 100 do not match, and with 95 % confidence not more than {most}: "
        "{comparisons} of {source}.",
        rate=in_hundred(rate.value),
        most=in_hundred(rate.high),
        comparisons=comparisons_counted(rate.trials),
        source=_OF_SOURCE[source],
    )


def claim_closest(first: str, second: str, score: float) -> Message:
    """Whose likeness made the threshold higher."""
    return Message(
        "Most alike are {first} and {second}, with a score of {score:.3f}: if they are one person, remove one of the "
        "two; if not, guard them by a PIN.",
        first=first,
        second=second,
        score=score,
    )


def claim_hardly_opens() -> Message:
    """That a threshold keeps nearly everybody out."""
    return Message("At this threshold the door would hardly open for anybody: choose a larger false match rate.")


def claim_copies(copies: int) -> Message:
    """That copies of pictures say nothing more."""
    return Message("Left out as copies of other pictures of the same person: {copies:,}.", copies=copies)


def claim_false_entries(fpir: float, attempts_per_day: float) -> Message:
    """A false positive rate of attempts as days.

    Args:
        fpir: In [0, 1].
        attempts_per_day: Strangers' attempts a day, > 0.
    """
    attempts = daily_attempts_counted(attempts_per_day)
    if fpir <= 0:
        return Message("With {attempts} no false entry is expected.", attempts=attempts)
    days = 1 / (fpir * attempts_per_day)
    if days < 1:
        return Message(
            "With {attempts} {entries:,} false entries are expected a day.",
            attempts=attempts,
            entries=two_digits(1 / days),
        )
    if two_digits(days) == 1:
        return Message("With {attempts} one false entry is expected a day.", attempts=attempts)
    return Message(
        "With {attempts} one false entry is expected in {days:,} days.", attempts=attempts, days=two_digits(days)
    )


def claim_strangers(rate: ApproachRate, enrolled: int, modelled: ModelledRate | None) -> Message:
    """What is promised of a stranger at the door, for those enrolled now.

    Args:
        rate: FPIR.
        enrolled: People in the gallery.
        modelled: The same by a model, told where few false entries were seen and it says more than they do.
    """
    if enrolled == 1:
        gallery = Message("with one person enrolled")
    else:
        gallery = Message("with {enrolled:,} enrolled", enrolled=enrolled)
    evidence = Message(
        "{attempts} of {people}, {way}",
        attempts=attempts_counted(rate.rate.trials),
        people=people_counted(rate.people),
        way=_WAYS[rate.looks],
    )
    errors = round(rate.rate.value * rate.rate.trials)
    if errors == 0:
        said = Message(
            "No stranger was let in {gallery}; with 95 % confidence not more than {most} attempts let one in: "
            "{evidence}.",
            gallery=gallery,
            most=one_in(rate.rate.high),
            evidence=evidence,
        )
    else:
        value, most = in_one_unit(rate.rate.value, rate.rate.high)
        said = Message(
            "About {rate} strangers would be let in per attempt {gallery}, with 95 % confidence not more than {most}: "
            "{evidence}.",
            rate=value,
            gallery=gallery,
            most=most,
            evidence=evidence,
        )
    if errors < _FEW_ERRORS and modelled is not None and 0 < modelled.high < rate.rate.high:
        value, most = in_one_unit(modelled.value, modelled.high)
        model = Message(
            "By a model, which takes comparisons for independent, it is about {rate} and not more than {most}.",
            rate=value,
            most=most,
        )
        return joined(said, model)
    return said


def claim_strangers_unknown(enrolled: int) -> Message:
    """Why nothing can be promised of strangers at the door."""
    if enrolled == 0:
        return Message("Nobody is enrolled, so that nobody can be let in.")
    return Message(
        "How many strangers would be let in cannot be told: that takes at least two people enrolled, or an encoder "
        "with a cohort."
    )


def claim_genuine(rate: ApproachRate | None, one_source: int) -> Message:
    """What is promised of somebody enrolled at the door.

    Args:
        rate: FNIR; None where it cannot be told.
        one_source: People of whom all pictures are from one session.
    """
    if rate is None:
        said = Message(
            "How many genuine attempts are refused cannot be told: that takes pictures of two different days."
        )
    elif tells_nothing(rate.rate):
        said = Message(
            "How many genuine attempts are refused cannot be told from {attempts} of {people}, {way}.",
            attempts=attempts_counted(rate.rate.trials),
            people=people_counted(rate.people),
            way=_WAYS[rate.looks],
        )
    elif rate.rate.value == 0:
        said = Message(
            "No genuine attempt was refused; with 95 % confidence not more than {most} in 100 are: {attempts} of "
            "{people}, {way}.",
            most=in_hundred(rate.rate.high),
            attempts=attempts_counted(rate.rate.trials),
            people=people_counted(rate.people),
            way=_WAYS[rate.looks],
        )
    else:
        said = Message(
            "About {rate} in 100 genuine attempts are refused, with 95 % confidence not more than {most}: {attempts} "
            "of {people}, {way}.",
            rate=in_hundred(rate.rate.value),
            most=in_hundred(rate.rate.high),
            attempts=attempts_counted(rate.rate.trials),
            people=people_counted(rate.people),
            way=_WAYS[rate.looks],
        )
    if not one_source:
        return said
    if one_source == 1:
        lacking = Message("1 of those enrolled has pictures of one session alone, which tell nothing of it.")
    else:
        lacking = Message(
            "{people:,} of those enrolled have pictures of one session alone, which tell nothing of it.",
            people=one_source,
        )
    return joined(said, lacking)


def claim_contradicted() -> Message:
    """That the cohort does not stand for this site's people."""
    return Message(
        "This site's people are taken for each other more often than the encoder's cohort lets expect: look at its "
        "lookalikes, and trust no figure that rests on the cohort."
    )


def claim_outgrown(outgrown: Outgrown) -> Message:
    """That the gallery has grown beyond what the threshold was found for."""
    point = outgrown.point
    grown = Message(
        "The gallery holds {templates} of {people} now, and held {templates_then} of {people_then} when the threshold "
        "was found",
        templates=templates_counted(outgrown.templates),
        people=people_counted(outgrown.people),
        templates_then=templates_counted(point.templates),
        people_then=people_counted(point.gallery_size),
    )
    if outgrown.days is not None and point.target_days is not None and point.attempts_per_day is not None:
        if two_digits(point.target_days) == 1:
            return Message("{grown}: one false entry a day can no longer be claimed, only more.", grown=grown)
        return Message(
            "{grown}: one false entry in {target:,} days can no longer be claimed, only in {days}.",
            grown=grown,
            target=two_digits(point.target_days),
            days=_days(outgrown.days),
        )
    return Message("{grown}: strangers may be let in {times:.1f} times as often.", grown=grown, times=outgrown.times)


def advise_outgrown(outgrown: Outgrown) -> Message:
    """What to type about a gallery that has outgrown its threshold."""
    point = outgrown.point
    if point.target_days is not None and point.attempts_per_day is not None:
        return Message(
            "A new threshold: `faceapp calibrate --target-days {target_days:g} --attempts-per-day {attempts:g}`, with "
            "--apply to put it in force.",
            target_days=point.target_days,
            attempts=point.attempts_per_day,
        )
    return Message(
        "What that comes to: `faceapp calibrate --target-fmr {target_fmr:g}`, with a smaller rate and --apply if it is "
        "too often.",
        target_fmr=point.target_fmr,
    )


def claim_missed(missed: int, still_missed: int) -> Message:
    """What becomes of people who were denied by mistake.

    Args:
        missed: Denials that were marked as wrong, 1 or more.
        still_missed: Those of them that would happen again.
    """
    if missed == 1:
        if still_missed == 0:
            return Message("The denial that was marked as wrong would not happen again.")
        return Message("The denial that was marked as wrong would happen again.")
    if still_missed == 0:
        return Message("Of {missed:,} denials that were marked as wrong none would happen again.", missed=missed)
    return Message(
        "Of {missed:,} denials that were marked as wrong {still_missed:,} would happen again.",
        missed=missed,
        still_missed=still_missed,
    )


def claim_marked(wrong: int, still_wrong: int) -> Message:
    """What becomes of grants that were marked as wrong.

    Args:
        wrong: Grants that were marked as wrong, 1 or more.
        still_wrong: Those of them that would happen again.
    """
    if wrong == 1:
        if still_wrong == 0:
            return Message("The grant that was marked as wrong would not happen again.")
        return Message("The grant that was marked as wrong would happen again.")
    if still_wrong == 0:
        return Message("Of {wrong:,} grants that were marked as wrong none would happen again.", wrong=wrong)
    return Message(
        "Of {wrong:,} grants that were marked as wrong {still_wrong:,} would happen again.",
        wrong=wrong,
        still_wrong=still_wrong,
    )


def _days(days: float) -> Message:
    return Message("{days:,} days", days=two_digits(days)) if days >= 1.5 else Message("a day or less")


def name_source(source: EvidenceSource) -> Message:
    """Whose comparisons they are."""
    return _OF_SOURCE[source]


def told(sentences: Sequence[str]) -> str:
    """Sentences as one paragraph."""
    return " ".join(sentence for sentence in sentences if sentence)


def in_hundred(rate: float) -> str:
    """A rate as so many in a hundred.

    Example:
        0.034 is "3.4"; 0.25 is "25"; 0.0004 is "0.04", and not "0.0".
    """
    if rate >= 0.1:
        return f"{rate * 100:.0f}"
    decimals = 1 if rate <= 0 else max(1, -math.floor(math.log10(rate * 100)))
    return f"{rate * 100:.{decimals}f}"


def two_digits(value: float) -> int:
    """A number with its first two digits: more would claim more than is known."""
    if value < 100:
        return math.ceil(value)
    scale = 10 ** (math.floor(math.log10(value)) - 1)
    return int(round(value / scale) * scale)
