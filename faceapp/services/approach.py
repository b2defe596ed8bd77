"""One approach to the door: what was seen of a track while it was judged."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.decision import TrackEvidence
from faceapp.domain.records import Decision, Embedding, Evidence

# Looks that must rest on one person before another can be told from that person.
SETTLED_LOOKS = 2
# So many looks in a row, over so long a time, must show somebody else before the next approach
# begins: a person who turns the head or passes through a shadow is unlike for a moment, too.
UNLIKE_LOOKS = 3
UNLIKE_S = 0.4


@dataclass(slots=True)
class Likeness:
    """Whether a track still shows the person it began with.

    People who follow each other closely can be one track to the tracker; the second would not be
    judged then, or on the first one's evidence.
    """

    _sum: NDArray[np.float32] | None = None
    _looks: int = 0
    _unlike: int = 0
    _unlike_since_s: float = 0.0

    def look(self, embedding: Embedding, time_s: float, same_person: float) -> bool:
        """Take in a usable frame.

        Args:
            embedding: Unit, (embedding_size,).
            time_s: Timestamp of the frame.
            same_person: Similarity to the mean of the track from which on it is the same person's.

        Returns:
            Whether this frame shows the person of the frames before.
        """
        if self._sum is not None and self._looks >= SETTLED_LOOKS:
            unlike = float(embedding @ self._sum) < same_person * float(np.linalg.norm(self._sum))
            if unlike:
                if self._unlike == 0:
                    self._unlike_since_s = time_s
                self._unlike += 1
                return False
        self._sum = embedding.copy() if self._sum is None else self._sum + embedding
        self._looks += 1
        self._unlike = 0
        return True

    def has_changed(self, time_s: float) -> bool:
        """Whether somebody else has been there for long enough to be sure."""
        return self._unlike >= UNLIKE_LOOKS and time_s - self._unlike_since_s >= UNLIKE_S


@dataclass(slots=True)
class Approach:
    """A track that was judged at least once.

    Attributes:
        first_judged_s: Time of the first frame on which it was judged.
        last_judged_s: Time of the latest.
        usable: Evidence of its usable frames within the window, oldest first.
        first_usable_s: Time of its first usable frame, kept when that left the window.
        decision: The decision, once made.
        decided_s: Time of the frame that brought it.
        looked_at_s: Time of the latest frame whose quality was measured.
        likeness: Whether it is still the same person.
    """

    first_judged_s: float
    last_judged_s: float
    usable: list[Evidence] = field(default_factory=list)
    first_usable_s: float | None = None
    decision: Decision | None = None
    decided_s: float = 0.0
    looked_at_s: float = float("-inf")
    likeness: Likeness = field(default_factory=Likeness)

    def add(self, evidence: Evidence, window_s: float) -> None:
        """Take in a usable frame and forget those that left the window."""
        self.usable.append(evidence)
        if self.first_usable_s is None:
            self.first_usable_s = evidence.time_s
        oldest_s = evidence.time_s - window_s
        self.usable = [usable for usable in self.usable if usable.time_s > oldest_s]

    def evidence(self, *, ended: bool = False) -> TrackEvidence:
        """What the decision rests on."""
        return TrackEvidence(self.first_judged_s, tuple(self.usable), self.first_usable_s, ended)
