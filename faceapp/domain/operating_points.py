"""A threshold that was put in force at a site, with the claim that it was put in force for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

# What scores two embeddings where nothing else was chosen.
COSINE_NAME = "cosine"


@dataclass(frozen=True, slots=True)
class AppliedOperatingPoint:
    """An entry of the site's history of thresholds.

    A threshold means nothing without the encoder and the similarity whose scores it is held against.

    Attributes:
        point_id: Row id; None before it is stored.
        encoder_id: Whose scores; the id covers weights, architecture and how a crop is made.
        similarity: "cosine", or the id of what scores in its place.
        target_fmr: False match rate that was asked for.
        threshold: Accept at or above it; None puts the encoder's own card back in force.
        fmr: As counted or modelled when it was found; None for the card's.
        fmr_upper: Upper 95 % bound.
        fnmr: False non-match rate; None where it could not be told.
        fnmr_upper: Upper 95 % bound.
        fpir: Share of strangers' attempts let in; None where it was not found.
        fpir_upper: Upper 95 % bound.
        gallery_size: People enrolled at that time.
        templates: Templates enrolled at that time.
        mated: Mated comparisons behind it.
        non_mated: Non-mated comparisons behind it.
        people: People behind those.
        source: Whose comparisons they were.
        extrapolated: Whether a model of the tail was needed.
        author: Who put it in force.
        created_at: When, UTC.
        note: What the author had to say.
        target_days: One false entry in so many days; None where a rate was asked for.
        attempts_per_day: Strangers' attempts a day that this supposes.
    """

    point_id: int | None
    encoder_id: str
    similarity: str
    target_fmr: float
    threshold: float | None
    fmr: float | None
    fmr_upper: float | None
    fnmr: float | None
    fnmr_upper: float | None
    fpir: float | None
    fpir_upper: float | None
    gallery_size: int
    templates: int
    mated: int
    non_mated: int
    people: int
    source: str
    extrapolated: bool
    author: str
    created_at: datetime
    note: str = ""
    target_days: float | None = None
    attempts_per_day: float | None = None


@dataclass(frozen=True, slots=True)
class Outgrown:
    """A threshold in force whose gallery has grown beyond what it was found for.

    Attributes:
        point: The threshold.
        people: People enrolled now.
        templates: Templates enrolled now.
        times: How many times more templates a stranger is compared with than when it was found.
        days: One false entry in at least so many days, by what is known now; None where a rate was asked for.
    """

    point: AppliedOperatingPoint
    people: int
    templates: int
    times: float
    days: float | None

    @property
    def kept_fmr(self) -> float:
        """The false match rate at which a stranger's chances are what they were: as many times smaller."""
        return self.point.target_fmr / max(1.0, self.times)


# A target that is a rate of comparisons promises nothing of the gallery; from here on the door is another one.
_TIMES_OF_A_RATE = 2.0


def outgrown(point: AppliedOperatingPoint, people: int, templates: int) -> Outgrown | None:
    """Whether a gallery has grown so that a threshold no longer keeps what it was found for.

    A stranger is compared with every template, so that the chance of being taken for anybody is at most the sum of the
    chances. A target in days is broken when this sum, at the upper bound of the FMR, exceeds it. A target that was a
    rate of comparisons cannot be broken by growth: that is told when there are twice as many templates.

    Args:
        point: What is in force.
        people: People enrolled now.
        templates: Templates enrolled now.

    Example:
        A bound of 1e-5 for 100 templates, one false entry in 50 days at 20 attempts a day: 1 in 1,000 attempts. With
        101 templates 1 in 990 may be let in: outgrown.
    """
    if point.threshold is None or point.fmr_upper is None or point.templates == 0:
        return None
    times = templates / point.templates
    days = None
    if point.target_days is not None and point.attempts_per_day is not None:
        bound = min(1.0, point.fmr_upper * templates)
        days = 1 / (bound * point.attempts_per_day)
        broken = days < point.target_days * (1 - 1e-9)
    else:
        broken = times >= _TIMES_OF_A_RATE
    return Outgrown(point, people, templates, times, days) if broken else None
