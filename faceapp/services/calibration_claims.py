"""What a calibration claims, in the order in which it is told: by the command line, its page and the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faceapp.domain import claims

if TYPE_CHECKING:
    from faceapp.domain.messages import Message
    from faceapp.services.calibration import Calibration
    from faceapp.services.door_rates import DoorRates


def sentences_of(result: Calibration) -> list[Message]:
    """What a calibration claims, a sentence or two a line."""
    choice = result.choice
    lines = [claims.claim_false_matches(choice), claims.claim_evidence(choice)]
    if choice.missing is not None:
        lines.append(claims.claim_missing(choice.missing))
        return lines
    lines.append(claims.claim_false_non_matches(result.fnmr, result.fnmr_source))
    lines += days_sentences(result)
    lines += marked_sentences(result)
    if result.door is not None:
        lines += door_sentences(result.door)
    return lines


def days_sentences(result: Calibration) -> list[Message]:
    """What a threshold comes to in days, where the target was put so; none otherwise."""
    attempts, fmr = result.target.attempts_per_day, result.choice.fmr
    if attempts is None or fmr is None:
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
