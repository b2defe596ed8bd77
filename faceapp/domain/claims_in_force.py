"""The sentences that state what a threshold in force was claimed to do, when it was put there.

With `faceapp.domain.claims` this is the only place where such sentences are made.
"""

from __future__ import annotations

from faceapp.domain.calibration import EvidenceSource
from faceapp.domain.claims import in_hundred, name_source, one_in, two_digits
from faceapp.domain.counts import comparisons_counted, daily_attempts_counted, people_counted
from faceapp.domain.messages import Message, joined
from faceapp.domain.operating_points import AppliedOperatingPoint
from faceapp.domain.scores import OperatingPoint


def name_target(target_fmr: float, days: float | None = None, attempts_per_day: float | None = None) -> Message:
    """What was asked for, in a few words.

    Args:
        target_fmr: False match rate of a comparison.
        days: One false entry in so many days; None where the rate was asked for.
        attempts_per_day: Strangers' attempts a day.
    """
    if days is not None and attempts_per_day is not None:
        attempts = daily_attempts_counted(attempts_per_day)
        if two_digits(days) == 1:
            return Message("one false entry a day with {attempts}", attempts=attempts)
        return Message("one false entry in {days:,} days with {attempts}", days=two_digits(days), attempts=attempts)
    return Message("a false match rate of {rate}", rate=one_in(target_fmr))


def claim_card(point: OperatingPoint) -> Message:
    """What the encoder's own card says of its threshold, and what it does not."""
    return Message(
        "The encoder's own threshold, for a false match rate of {rate} among the people that it was measured on. It "
        "says nothing of this site, its camera or how many are enrolled.",
        rate=one_in(point.fmr),
    )


def claim_applied(point: AppliedOperatingPoint) -> Message:
    """What was claimed of a threshold when it was put in force, and what that rests on."""
    if point.threshold is None or point.fmr_upper is None:
        return Message("The encoder's own threshold, for {target}.", target=name_target(point.target_fmr))
    said = [
        Message(
            "Of two different people's pictures not more than {most} match by mistake, with 95 % confidence.",
            most=one_in(point.fmr_upper),
        )
    ]
    if point.fpir_upper is not None:
        said.append(
            Message(
                "With the {enrolled} enrolled then, of strangers' attempts not more than {most} were let in, "
                "with 95 % confidence.",
                enrolled=people_counted(point.gallery_size),
                most=one_in(point.fpir_upper),
            )
        )
    if point.fnmr is not None and point.fnmr_upper is not None:
        said.append(
            Message(
                "Of two pictures of one person {rate} in 100 did not match, and with 95 % confidence not more than "
                "{most}.",
                rate=in_hundred(point.fnmr),
                most=in_hundred(point.fnmr_upper),
            )
        )
    said.append(_evidence(point))
    if point.extrapolated:
        said.append(Message("This rests on a model of the highest scores."))
    return joined(*said)


def _evidence(point: AppliedOperatingPoint) -> Message:
    known = {source.value: source for source in EvidenceSource}
    if point.source not in known:
        return Message(
            "It rests on {comparisons} of {people}.",
            comparisons=comparisons_counted(point.non_mated),
            people=people_counted(point.people),
        )
    return Message(
        "It rests on {comparisons} of {people}: {source}.",
        comparisons=comparisons_counted(point.non_mated),
        people=people_counted(point.people),
        source=name_source(known[point.source]),
    )


def compare_thresholds(now: float, new: float) -> Message:
    """What changes at the door from one threshold to another, whatever the figures."""
    if new > now:
        return Message(
            "The new threshold is higher than the one in force: strangers find it harder to be let in, and so do those "
            "who are enrolled."
        )
    if new < now:
        return Message(
            "The new threshold is lower than the one in force: those who are enrolled find it easier to be let in, and "
            "so do strangers."
        )
    return Message("This is the threshold that is in force.")
