"""One frame's way: detect, track, judge quality, align, encode, search, decide.

Everything here belongs to one thread and is driven by frame timestamps; it neither stores nor
opens anything.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from faceapp.domain.approach import RIVALS, Approach
from faceapp.domain.decision import Policy
from faceapp.domain.errors import FaceNotUsableError
from faceapp.domain.messages import Message
from faceapp.domain.records import (
    Decision,
    Embedding,
    Evidence,
    Frame,
    Outcome,
    Quality,
    Reason,
    Track,
    TrackResult,
    TrackState,
)
from faceapp.domain.replay import Look
from faceapp.vision.alignment import align
from faceapp.vision.detector import FaceDetector
from faceapp.vision.encoder import Encoder
from faceapp.vision.gallery import Gallery
from faceapp.vision.quality import QualityLimits, assess, unmeasurable
from faceapp.vision.tracker import Tracker

# Another face takes over an undecided approach only when it is clearly nearer.
NEARER = 1.25
# How long a decided face keeps the place from others. Afterwards whoever stands beside somebody
# that stays, or beside a picture on the wall, is judged although that face is nearer.
HOLD_S = 3.0
# How often a decided face is looked at again, to see whether it is still the same person's.
LOOK_AGAIN_S = 0.25


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision with the track it was made on."""

    track_id: int
    decision: Decision


class LookObserver(Protocol):
    """Is told of every look that an undecided approach is judged on."""

    def __call__(self, track_id: int, look: Look, *, begins: bool) -> None:
        """Take in a look; where an approach begins with it, what was seen of its track before no longer counts."""


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """What one frame shows: every track, and the decisions it brought."""

    tracks: tuple[TrackResult, ...]
    verdicts: tuple[Verdict, ...]


class Recogniser:
    """Turns frames into decisions, one decision for each approach.

    Only one face is judged at a time: the nearest one that is large enough. It keeps that place
    until it is decided and gone, or until another face comes clearly nearer; all others are
    bystanders.

    Args:
        detector: Finds faces.
        tracker: Follows them.
        encoder: Embeds crops.
        gallery: Whom to compare with, filled with this encoder's templates.
        limits: What makes a face usable.
        policy: What a grant takes.
        same_person: Similarity from which on two looks at one track are taken for the same person's; well
            below the policy's threshold, as nothing is opened by it.
        rivals: People listed for each frame, at least 2; more cost time and sharpen the lead over the second.
        on_look: Told of every look, so that approaches can be recorded; it decides nothing.
    """

    def __init__(
        self,
        *,
        detector: FaceDetector,
        tracker: Tracker,
        encoder: Encoder,
        gallery: Gallery,
        limits: QualityLimits,
        policy: Policy,
        same_person: float,
        rivals: int = RIVALS,
        on_look: LookObserver | None = None,
    ) -> None:
        if rivals < 2:
            raise ValueError("without a rival there is no lead over the second person")
        self._detector = detector
        self._tracker = tracker
        self._encoder = encoder
        self._gallery = gallery
        self._limits = limits
        self._policy = policy
        self._same_person = same_person
        self._rivals = rivals
        self._on_look = on_look
        self._approaches: dict[int, Approach] = {}
        # Whose turn it is: kept while that face is out of sight for a moment.
        self._turn: int | None = None
        # Decisions of the frame under way, so that a failure in its middle loses none.
        self._due: list[Verdict] = []

    def process(self, frame: Frame) -> Analysis:
        """Analyse one frame; see `Analysis`."""
        update = self._tracker.update(self._detector.detect(frame.image), frame.time_s)
        for track in update.ended:
            self._end(track)
        judged = self._choose(update.tracks, frame.time_s)
        if judged is not None and judged != self._turn:
            self._turn = judged
            waiting = self._approaches.get(judged)
            if waiting is not None and waiting.decision is None:
                # It was seen before but not judged meanwhile: that time must not count against it.
                del self._approaches[judged]
        results = [
            self._judge(frame, track) if track.track_id == judged else self._bystander(track) for track in update.tracks
        ]
        return Analysis(tuple(results), self._taken())

    def finish(self) -> tuple[Verdict, ...]:
        """End every track, as when the source ended; returns the decisions still due."""
        for track in self._tracker.flush():
            self._end(track)
        self._turn = None
        return self._taken()

    def abandon(self) -> tuple[Verdict, ...]:
        """Deny every approach under way because something failed, and start afresh."""
        for track in self._tracker.flush():
            approach = self._approaches.pop(track.track_id, None)
            if approach is not None and approach.decision is None:
                decision = Decision(
                    Outcome.DENIED,
                    Reason.ERROR,
                    None,
                    None,
                    self._policy.threshold,
                    len(approach.usable),
                    max(0.0, track.last_seen_s - approach.first_judged_s),
                    Message("Recognition failed on this approach."),
                )
                self._due.append(Verdict(track.track_id, decision))
        self._approaches.clear()
        self._turn = None
        # What was granted in a frame that failed further on is not carried out.
        return tuple(verdict for verdict in self._taken() if not verdict.decision.granted)

    def overrule(self, track_id: int, explanation: str, reason: Reason = Reason.ERROR) -> None:
        """Turn a track's decision into a denial that names nobody, because it was not or could not be carried out."""
        approach = self._approaches.get(track_id)
        if approach is not None and approach.decision is not None:
            approach.decision = dataclasses.replace(
                approach.decision,
                outcome=Outcome.DENIED,
                reason=reason,
                person_id=None,
                explanation=explanation,
            )

    def granted(self) -> dict[int, int]:
        """Whom the grants name that are still in view: person ids by track id."""
        return {
            track_id: approach.decision.person_id
            for track_id, approach in self._approaches.items()
            if approach.decision is not None and approach.decision.granted and approach.decision.person_id is not None
        }

    def follows(self, track_id: int) -> bool:
        """Whether a track's face was there a moment ago and, as far as can be told, is still the same person's."""
        return track_id in self._approaches

    def uphold(self, track_id: int, grant: Decision, time_s: float) -> None:
        """Turn a track's denial into the grant that it was, because what was wanted came.

        Args:
            track_id: Which track; nothing happens where it is gone.
            grant: The grant.
            time_s: The present on the source's clock: the face keeps its place from then on as after any decision.
        """
        approach = self._approaches.get(track_id)
        if approach is not None:
            approach.decision, approach.decided_s = grant, time_s

    def current(self, result: TrackResult) -> TrackResult:
        """A result of the last frame as it stands after `overrule`."""
        approach = self._approaches.get(result.track.track_id)
        return result if approach is None else self._result(result.track, approach, result.quality)

    def replace_policy(self, policy: Policy) -> None:
        """Judge by another policy from the next frame on; approaches under way are judged by it too."""
        self._policy = policy

    def replace_gallery(self, gallery: Gallery) -> None:
        """Compare with another gallery from the next frame on.

        Approaches under way begin anew: their evidence may name somebody who was just removed.
        """
        self._gallery = gallery
        self._approaches = {
            track_id: approach for track_id, approach in self._approaches.items() if approach.decision is not None
        }

    def _taken(self) -> tuple[Verdict, ...]:
        due, self._due = tuple(self._due), []
        return due

    def _choose(self, tracks: Sequence[Track], now_s: float) -> int | None:
        """The track to judge among those in view, or None."""
        near = [track for track in tracks if track.face.size_px >= self._limits.min_size_px]
        # When everybody was served, the nearest keeps its result on the screen.
        near = [track for track in near if not self._was_served(track, now_s)] or near
        if not near:
            return None
        nearest = max(near, key=lambda track: (track.face.size_px, -track.track_id))
        current = next((track for track in near if track.track_id == self._turn), None)
        if current is None or nearest.face.size_px > NEARER * current.face.size_px:
            return nearest.track_id
        return current.track_id

    def _was_served(self, track: Track, now_s: float) -> bool:
        approach = self._approaches.get(track.track_id)
        return approach is not None and approach.decision is not None and now_s - approach.decided_s > HOLD_S

    def _judge(self, frame: Frame, track: Track) -> TrackResult:
        begins = track.track_id not in self._approaches
        approach = self._approaches.setdefault(track.track_id, Approach(frame.time_s, frame.time_s))
        approach.last_judged_s = frame.time_s
        decided = approach.decision is not None
        if decided and frame.time_s - approach.looked_at_s < LOOK_AGAIN_S:
            return self._result(track, approach, None)
        approach.looked_at_s = frame.time_s
        quality, embedding = self._examine(frame, track)
        alike = embedding is None or approach.likeness.look(embedding, frame.time_s, self._same_person)
        if not decided:
            self._tell(track.track_id, Look(frame.time_s, quality.score, embedding, weighed=alike), begins=begins)
        if not alike:
            # Nothing is decided on a face that may be somebody else's than the evidence.
            if approach.likeness.has_changed(frame.time_s):
                return self._hand_over(frame, track, quality)
            return self._result(track, approach, None if decided else quality)
        if decided:
            return self._result(track, approach, None)
        if embedding is not None:
            approach.add(self._search(frame, quality, embedding), self._policy.window_s)
        decision = approach.judge(self._policy, frame.time_s)
        if decision is not None:
            self._due.append(Verdict(track.track_id, decision))
        return self._result(track, approach, quality)

    def _tell(self, track_id: int, look: Look, *, begins: bool) -> None:
        if self._on_look is not None:
            self._on_look(track_id, look, begins=begins)

    def _examine(self, frame: Frame, track: Track) -> tuple[Quality, Embedding | None]:
        """Quality of the face and, if it is usable, its embedding."""
        card = self._encoder.card
        try:
            crop = align(frame.image, track.face.landmarks_px, card.template, card.input.size_px)
        except FaceNotUsableError:
            return unmeasurable(track.face), None
        quality = assess(frame.image, track.face, crop, self._limits)
        return quality, self._encoder.encode(crop[np.newaxis])[0] if quality.usable else None

    def _search(self, frame: Frame, quality: Quality, embedding: Embedding) -> Evidence:
        """Whom a usable face resembles."""
        candidates = self._gallery.search(embedding[np.newaxis], people=self._rivals)[0]
        return Evidence(frame.time_s, quality.score, candidates)

    def _hand_over(self, frame: Frame, track: Track, quality: Quality) -> TrackResult:
        """End the approach of whoever stood there before, and begin that of whoever took the place."""
        self._end(track)
        successor = self._tracker.restart(track.track_id)
        self._turn = successor.track_id
        approach = self._approaches[successor.track_id] = Approach(frame.time_s, frame.time_s)
        self._tell(successor.track_id, Look(frame.time_s, quality.score, None, weighed=False), begins=True)
        return self._result(successor, approach, quality)

    def _end(self, track: Track) -> None:
        """Settle what is open of a track that is gone; nobody is there any more to be let in."""
        approach = self._approaches.pop(track.track_id, None)
        if approach is None or approach.decision is not None:
            return
        decision = approach.settle(self._policy)
        if decision is not None:
            self._due.append(Verdict(track.track_id, decision))

    def _bystander(self, track: Track) -> TrackResult:
        approach = self._approaches.get(track.track_id)
        if approach is not None and approach.decision is not None:
            return self._result(track, approach, None)
        return TrackResult(track, TrackState.IGNORED, None, None, None, 0.0)

    def _progress(self, usable: Sequence[Evidence]) -> float:
        """Share of the frames and of the time span that a grant needs, whichever is less."""
        frames = len(usable) / self._policy.min_frames
        if frames == 0.0 or self._policy.min_span_s == 0.0:
            return min(1.0, frames)
        return min(1.0, frames, (usable[-1].time_s - usable[0].time_s) / self._policy.min_span_s)

    def _result(self, track: Track, approach: Approach, quality: Quality | None) -> TrackResult:
        if approach.decision is not None:
            state = TrackState.GRANTED if approach.decision.granted else TrackState.DENIED
            return TrackResult(track, state, quality, approach.decision, None, 1.0)
        progress = self._progress(approach.usable)
        state = TrackState.GATHERING if approach.usable else TrackState.WAITING
        return TrackResult(track, state, quality, None, None, progress)
