"""What an administrator says of decisions at the door, and the scores that this makes known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Label(StrEnum):
    """What an event was in truth."""

    WRONG_PERSON = "wrong_person"  # granted as somebody who it was not
    MISSED = "missed"  # denied, though it was somebody enrolled
    RIGHT = "right"  # decided as it should be


@dataclass(frozen=True, slots=True)
class EventLabel:
    """One change of what is said of an event; the newest one holds, and the others are kept.

    Attributes:
        label_id: Row id.
        event_id: Of which event.
        label: What it was; None takes back what was said before.
        person_id: Who it was, where somebody was missed; None otherwise.
        author: Who said so.
        created_at: When, UTC.
        note: What the author had to say; emptied when somebody whom it may name is removed.
    """

    label_id: int
    event_id: int
    label: Label | None
    person_id: int | None
    author: str
    created_at: datetime
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class LabelledScores:
    """Comparisons at the door whose truth was told, of one encoder and similarity.

    Scores are fused over the frames of an approach. They are no random sample: somebody chose what to look at, and a
    grant that was marked as right had to reach the threshold of that day, so that mated scores without `missed` say
    too little of false non-matches.

    Attributes:
        non_mated: Score of each grant to somebody who it was not, float64 (W,).
        non_mated_person: Id of the person that each was taken for, int64 (W,).
        mated: Score of each grant that was right, and of each person missed, float64 (R,). Of a person missed it is
            the score of the most similar person, whom a denial does not name: that person's own is at most this.
        mated_person: Id of the person that each was, int64 (R,).
        missed: Which of the mated ones were denied, bool (R,).
    """

    non_mated: NDArray[np.float64]
    non_mated_person: NDArray[np.int64]
    mated: NDArray[np.float64]
    mated_person: NDArray[np.int64]
    missed: NDArray[np.bool_]
