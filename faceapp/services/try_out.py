"""Whether the door would let in the person who stands before it, with templates that are not stored yet."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from faceapp.domain.approach import RIVALS, Approach
from faceapp.domain.decision import Policy
from faceapp.domain.records import Evidence, Frame, QualityReason, Reason
from faceapp.services.enrolment import FaceExaminer
from faceapp.vision.gallery import Gallery

# A verdict stays for so long, then the next attempt begins.
VERDICT_S = 2.0
# After such a pause somebody else may stand there.
GONE_S = 1.0


class TryOutState(StrEnum):
    """How a try-out stands."""

    NOBODY = "nobody"
    UNUSABLE = "unusable"  # the face is not good enough to judge
    GATHERING = "gathering"
    RECOGNISED = "recognised"
    SOMEBODY_ELSE = "somebody_else"  # recognised, but as another person
    NOT_RECOGNISED = "not_recognised"


@dataclass(frozen=True, slots=True)
class TryOutLook:
    """What one frame of a try-out says.

    Attributes:
        state: How it stands.
        progress: Share of the usable frames that a verdict needs, in [0, 1].
        score: Fused score of the verdict, or how alike the frame is to the new templates; None without either.
        taken_for: Who was recognised instead; None otherwise.
        hurdle: What speaks against the face; None where nothing does.
        reason: Of the verdict; None before it.
    """

    state: TryOutState
    progress: float = 0.0
    score: float | None = None
    taken_for: int | None = None
    hurdle: QualityReason | None = None
    reason: Reason | None = None

    @property
    def decided(self) -> bool:
        """Whether this is a verdict, and not the way to one."""
        return self.state in (TryOutState.RECOGNISED, TryOutState.SOMEBODY_ELSE, TryOutState.NOT_RECOGNISED)


class TryOut:
    """Judges frames as the door does, again and again; opens and records nothing. Belongs to one thread.

    Args:
        examiner: Lends what finds and embeds faces.
        gallery: Whom to compare with, the new templates among them.
        policy: What a grant takes.
        person_id: Who should be recognised.
    """

    def __init__(
        self,
        examiner: Callable[[], AbstractContextManager[FaceExaminer]],
        gallery: Gallery,
        policy: Policy,
        person_id: int,
    ) -> None:
        self._examiner = examiner
        self._gallery = gallery
        self._policy = policy
        self._person_id = person_id
        self._approach: Approach | None = None
        self._verdict: TryOutLook | None = None

    def look(self, frame: Frame) -> TryOutLook:
        """Judge by one more frame; the nearest face counts."""
        now_s = frame.time_s
        approach = self._approach
        if approach is not None and not 0.0 <= now_s - approach.last_judged_s <= GONE_S:
            approach = None
        if approach is not None and self._verdict is not None:
            approach.last_judged_s = now_s
            if now_s - approach.decided_s < VERDICT_S:
                return self._verdict
            approach = None
        with self._examiner() as examiner:
            faces = examiner.frame_faces(frame.image)
        if not faces:
            return TryOutLook(TryOutState.NOBODY)
        if approach is None:
            approach = self._approach = Approach(now_s, now_s)
            self._verdict = None
        approach.last_judged_s = now_s
        score = None
        quality = faces[0].quality
        if quality.usable:
            candidates = self._gallery.search(faces[0].embedding[np.newaxis], people=RIVALS)[0]
            score = next((found.score for found in candidates if found.person_id == self._person_id), None)
            approach.add(Evidence(now_s, quality.score, candidates), self._policy.window_s)
        decision = approach.judge(self._policy, now_s)
        progress = min(1.0, len(approach.usable) / self._policy.min_frames)
        if decision is None:
            state = TryOutState.GATHERING if quality.usable else TryOutState.UNUSABLE
            hurdle = None if quality.usable else quality.reasons[0]
            return TryOutLook(state, progress, score, hurdle=hurdle)
        if not decision.granted:
            self._verdict = TryOutLook(TryOutState.NOT_RECOGNISED, 1.0, decision.score, reason=decision.reason)
        elif decision.person_id == self._person_id:
            self._verdict = TryOutLook(TryOutState.RECOGNISED, 1.0, decision.score, reason=decision.reason)
        else:
            self._verdict = TryOutLook(
                TryOutState.SOMEBODY_ELSE, 1.0, decision.score, decision.person_id, reason=decision.reason
            )
        return self._verdict
