"""What a calibration claims, in the order in which it is told: by the command line, its page and the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faceapp.domain import claims, claims_by_hand
from faceapp.domain.messages import Message, joined

if TYPE_CHECKING:
    from faceapp.services.calibration import Calibration
    from faceapp.services.door_rates import DoorRates


# Where more genuine comparisons than this fail, for certain, a door is of little use.
_HARDLY_OPENS = 0.8


def sentences_of(result: Calibration) -> list[Message]:
    """What a calibration claims, a sentence or two a line."""
    choice = result.choice
    lines = [claims.claim_false_matches(choice), claims.claim_evidence(choice)]
    if choice.missing is not None:
        lines.append(claims.claim_missing(choice.missing))
        return lines
    if result.raised_by is not None:
        lines.append(claims.claim_closest(*result.raised_by.titles, result.raised_by.score))
    lines.append(claims.claim_false_non_matches(result.fnmr, result.fnmr_source))
    if result.fnmr is not None and result.fnmr.low > _HARDLY_OPENS:
        lines.append(claims.claim_hardly_opens())
    if result.copies:
        lines.append(claims.claim_copies(result.copies))
    lines += days_sentences(result)
    lines += marked_sentences(result)
    if result.door is not None:
        lines += door_sentences(result.door)
    return lines


def days_sentences(result: Calibration) -> list[Message]:
    """What a threshold comes to in days, where it is known how often strangers try; none otherwise."""
    attempts, fmr = result.target.attempts_per_day, result.choice.fmr
    if attempts is None or fmr is None or result.templates == 0:
        return []
    # At most: the chances of being taken for each template, added up.
    return [claims.claim_false_entries(fmr.high * result.templates, attempts)]


def marked_sentences(result: Calibration) -> list[Message]:
    """What becomes of the decisions that were marked; none where none was."""
    lines = []
    if result.marked_wrong:
        lines.append(claims.claim_marked(result.marked_wrong, result.still_wrong))
    if result.marked_missed:
        lines.append(claims.claim_missed(result.marked_missed, result.still_missed))
    return lines


def door_sentences(door: DoorRates) -> list[Message]:
    """What a threshold comes to at the door."""
    lines = []
    if door.fpir is not None:
        lines.append(claims.claim_strangers(door.fpir, door.enrolled, door.modelled_fpir))
    if door.cohort_contradicted:
        lines.append(claims.claim_contradicted())
    lines.append(claims.claim_genuine(door.fnir, door.one_source))
    return lines


@dataclass(frozen=True, slots=True)
class Told:
    """One error rate in words.

    Attributes:
        figure: The rate in a few words, for large type; None where it cannot be told.
        interval: Between what bounds it lies; None where no bound is known.
        sentence: What is claimed, with what it rests on; or why nothing is.
    """

    figure: Message | None
    interval: Message | None
    sentence: Message


def told_false_matches(result: Calibration, threshold: float) -> Told:
    """Of two different people's pictures, at any threshold."""
    choice = result.claimed_at(threshold)
    if choice is not None and choice.fmr is not None:
        evidence = claims.claim_evidence(choice)
        return Told(
            claims_by_hand.figure(choice.fmr),
            claims_by_hand.interval(choice.fmr),
            joined(claims.claim_false_matches(choice), evidence),
        )
    rate = result.fmr_at(threshold)
    sentence = claims_by_hand.claim_false_matches_at(threshold, rate, result.least_kept_fmr)
    if rate is None:
        return Told(claims_by_hand.figure_beyond(result.least_kept_fmr), None, sentence)
    sentence = joined(sentence, claims.claim_evidence(result.choice))
    if result.choice.raised and result.choice.threshold is not None:
        sentence = joined(sentence, claims_by_hand.claim_raised(result.choice.threshold))
    return Told(claims_by_hand.figure(rate), claims_by_hand.interval(rate), sentence)


def told_false_non_matches(result: Calibration, threshold: float) -> Told:
    """Of two pictures of one person, at any threshold."""
    rate = result.fnmr_at(threshold)
    sentence = claims.claim_false_non_matches(rate, result.fnmr_source)
    if rate is None:
        return Told(None, None, sentence)
    return Told(claims_by_hand.figure_in_hundred(rate), claims_by_hand.interval_in_hundred(rate), sentence)


def told_strangers(door: DoorRates | None) -> Told:
    """Of strangers at the door; None where nobody is enrolled."""
    if door is None or door.fpir is None:
        return Told(None, None, claims.claim_strangers_unknown(0 if door is None else door.enrolled))
    sentence = claims.claim_strangers(door.fpir, door.enrolled, door.modelled_fpir)
    if door.cohort_contradicted:
        sentence = joined(sentence, claims.claim_contradicted())
    return Told(claims_by_hand.figure(door.fpir.rate), claims_by_hand.interval(door.fpir.rate), sentence)


def told_genuine(door: DoorRates | None) -> Told:
    """Of those enrolled at the door; None where nobody is."""
    if door is None:
        return Told(None, None, claims.claim_strangers_unknown(0))
    sentence = claims.claim_genuine(door.fnir, door.one_source)
    if door.fnir is None or claims.tells_nothing(door.fnir.rate):
        return Told(None, None, sentence)
    return Told(
        claims_by_hand.figure_in_hundred(door.fnir.rate), claims_by_hand.interval_in_hundred(door.fnir.rate), sentence
    )
