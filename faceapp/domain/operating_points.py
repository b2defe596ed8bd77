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
