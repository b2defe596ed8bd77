"""What is said of a threshold that somebody moves by hand: figures in large type, and what cannot be claimed there.

Part of the one place where such sentences are made; see `faceapp.domain.claims`.
"""

from __future__ import annotations

from faceapp.domain.calibration import ChosenThreshold
from faceapp.domain.claims import in_hundred, in_one_unit, is_large, one_in
from faceapp.domain.error_bounds import Rate
from faceapp.domain.messages import Message, joined

# Of ends further apart than this many times, the lower tells nothing.
_ENDS_APART_AT_MOST = 10_000


def claim_false_matches_at(threshold: float, rate: Rate | None, at_least: float) -> Message:
    """What is seen of two strangers' pictures at a threshold that somebody only looks at.

    Args:
        threshold: Any.
        rate: FMR there, as counted; None where it lies below all the scores that were kept.
        at_least: FMR of the lowest score that was kept.
    """
    if rate is None:
        return Message(
            "At {threshold:.3f}, of two different people's pictures more than {least} match by mistake: far too many "
            "for a door.",
            threshold=threshold,
            least=one_in(at_least),
        )
    if rate.value == 0:
        return Message(
            "At {threshold:.3f}, no two different people's pictures matched; with 95 % confidence not more than "
            "{most} do (rule of three).",
            threshold=threshold,
            most=one_in(rate.high),
        )
    value, most = in_one_unit(rate.value, rate.high)
    return Message(
        "At {threshold:.3f}, of two different people's pictures {rate} match by mistake, and with 95 % confidence not "
        "more than {most}.",
        threshold=threshold,
        rate=value,
        most=most,
    )


def claim_raised(threshold: float) -> Message:
    """That figures of the site and the cohort together do not hold below a threshold which the site raised."""
    return Message("This site's own people do not bear a threshold below {threshold:.3f}.", threshold=threshold)


def figure(rate: Rate) -> Message:
    """A rate of what strangers do, as seen: in large type, in the unit of the interval beside it."""
    if is_large(rate.high):
        return figure_in_hundred(rate)
    return one_in(rate.value) if rate.value > 0 else Message("none seen")


def figure_in_hundred(rate: Rate) -> Message:
    """A rate of what becomes of those enrolled, as seen; see `figure`."""
    return _in_hundred(rate.value) if rate.value > 0 else Message("none seen")


def none_seen(rate: Rate, *, large_unit: bool) -> Message:
    """That no error was seen, of how many trials, and how large the rate can be all the same.

    Args:
        rate: As seen: 0.
        large_unit: Whether the rate is always told in a hundred; see `figure_in_hundred`.
    """
    most = _in_hundred(rate.high) if large_unit else one_in(rate.high)
    return Message("none seen in {trials:,}; at most {most} (95 % sure)", trials=rate.trials, most=most)


def figure_beyond(at_least: float) -> Message:
    """A rate of which only a lower end is known."""
    return Message("more than {rate}", rate=one_in(at_least))


def interval_in_hundred(rate: Rate) -> Message:
    """Between what bounds a rate lies; see `figure_in_hundred`."""
    if not _has_lower_end(rate):
        return Message("at most {most} in 100 (95 % sure)", most=in_hundred(rate.high))
    return Message(
        "{least} to {most} in 100 (95 % sure of each end)", least=in_hundred(rate.low), most=in_hundred(rate.high)
    )


def interval(rate: Rate) -> Message:
    """Between what bounds a rate lies, and how sure that is; see `figure`."""
    if is_large(rate.high):
        return interval_in_hundred(rate)
    if not _has_lower_end(rate):
        return Message("at most {most} (95 % sure)", most=one_in(rate.high))
    return Message("{least} to {most} (95 % sure of each end)", least=one_in(rate.low), most=one_in(rate.high))


def refuse_by_hand(choice: ChosenThreshold, threshold: float, rate: Rate | None) -> Message:
    """Why a threshold below the chosen one cannot be put in force for the target."""
    if choice.threshold is None:
        return Message(
            "A false match rate of {target} was refused: no threshold can be claimed for it.",
            target=one_in(choice.target_fmr),
        )
    if rate is not None and rate.high <= choice.target_fmr:
        # Together with the cohort it could be; the site's own people raised the threshold.
        return joined(
            Message(
                "Below {found:.3f} a false match rate of {target} cannot be claimed.",
                found=choice.threshold,
                target=one_in(choice.target_fmr),
            ),
            claim_raised(choice.threshold),
        )
    if rate is None:
        return Message(
            "Below {found:.3f} a false match rate of {target} cannot be claimed, and at {threshold:.3f} nothing can.",
            found=choice.threshold,
            target=one_in(choice.target_fmr),
            threshold=threshold,
        )
    return Message(
        "Below {found:.3f} a false match rate of {target} cannot be claimed. At {threshold:.3f} it is {most} at best.",
        found=choice.threshold,
        target=one_in(choice.target_fmr),
        threshold=threshold,
        most=one_in(rate.high),
    )


def _in_hundred(rate: float) -> Message:
    return Message("{rate} in 100", rate=in_hundred(rate))


def _has_lower_end(rate: Rate) -> bool:
    # "0.000000008 to 25 in 100" says no more than "at most 25 in 100".
    return rate.low * _ENDS_APART_AT_MOST >= rate.high
