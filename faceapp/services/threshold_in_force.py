"""The threshold that a door goes by, and how a site stands with it."""

from __future__ import annotations

from dataclasses import dataclass

from faceapp.domain.errors import FaceappError
from faceapp.domain.operating_points import AppliedOperatingPoint, Outgrown
from faceapp.domain.scores import OperatingPoint


@dataclass(frozen=True, slots=True)
class ThresholdInForce:
    """The threshold that the door goes by.

    Attributes:
        threshold: Accept at or above it.
        target_fmr: False match rate of a comparison that it was found for.
        applied: What was put in force at this site; None where it is the card's own.
        card: The card's operating point, where that is in force.
        same_person: Score from which on two looks at one track are taken for the same person's.
    """

    threshold: float
    target_fmr: float
    applied: AppliedOperatingPoint | None
    card: OperatingPoint | None
    same_person: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a site stands with its threshold.

    Attributes:
        in_force: The threshold that the door goes by; None where there is none.
        fault: Why there is none; None where there is one.
        outgrown: That the gallery has outgrown it; None where it has not.
        history: Every threshold that was put in force, the newest first.
        people: People enrolled with the encoder in use.
        templates: Their templates.
    """

    in_force: ThresholdInForce | None
    fault: FaceappError | None
    outgrown: Outgrown | None
    history: tuple[AppliedOperatingPoint, ...]
    people: int
    templates: int
