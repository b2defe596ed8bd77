"""One approach to the door: what was seen of a track while it was judged, and what came of it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.decision import Policy, TrackEvidence, decide
from faceapp.domain.messages import Message
from faceapp.domain.records import Decision, Embedding, Evidence, Outcome, Reason

# A face that was judged for less time than this was passing by and made no approach.
PASSING_BY_S = 0.5
# People listed for each look: more cost time and sharpen the lead over the second.
RIVALS = 10

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

    def judge(self, policy: Policy, now_s: float) -> Decision | None:
        """Decide on what was seen so far, if it suffices; the decision is kept."""
        self.decision = decide(self.evidence(), policy, now_s)
        if self.decision is not None:
            self.decided_s = now_s
        return self.decision

    def settle(self, policy: Policy) -> Decision | None:
        """The decision on an undecided approach whose track is gone: nobody is there any more to be let in.

        Returns:
            A denial; None where the face was only passing by.
        """
        if self.last_judged_s - self.first_judged_s < PASSING_BY_S:
            return None
        # As of its last look: later on its weaker frames would have left the window.
        decision = decide(self.evidence(ended=True), policy, self.last_judged_s)
        if decision is None or not decision.granted:
            return decision
        return dataclasses.replace(
            decision,
            outcome=Outcome.DENIED,
            reason=Reason.UNUSABLE,
            person_id=None,
            explanation=Message("The person was gone before the decision."),
        )
