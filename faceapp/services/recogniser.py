"""One frame's way: detect, track, judge quality, align, encode, search, decide.

Everything here belongs to one thread and is driven by frame timestamps; it neither stores nor
opens anything.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.decision import Policy, TrackEvidence, decide
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
from faceapp.vision.alignment import align
from faceapp.vision.detector import FaceDetector
from faceapp.vision.encoder import Encoder
from faceapp.vision.gallery import Gallery
from faceapp.vision.quality import QualityLimits, assess
from faceapp.vision.tracker import Tracker

# A face that was judged for less time than this was passing by and made no approach.
PASSING_BY_S = 0.5
# Another face takes over an undecided approach only when it is clearly nearer.
NEARER = 1.25
# How often a decided face is looked at again, to see whether it is still the same person's.
LOOK_AGAIN_S = 0.25
# So many looks in a row must show somebody else before the next approach begins.
UNLIKE_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision with the track it was made on."""

    track_id: int
    decision: Decision


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """What one frame shows: every track, and the decisions it brought."""

    tracks: tuple[TrackResult, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(slots=True)
class _Likeness:
    """Whether a track still shows the person it began with.

    People who follow each other closely can be one track to the tracker; the second would not be
    judged then, or on the first one's evidence.

    Attributes:
        unlike: Looks in a row that showed somebody else.
    """

    unlike: int = 0
    _sum: NDArray[np.float32] | None = None
    _looks: int = 0

    def look(self, embedding: Embedding, threshold: float, settled: int) -> None:
        """Take in the embedding of a usable frame.

        Args:
            embedding: Unit, (embedding_size,).
            threshold: Similarity to the mean of the track below which it is another person's.
            settled: Looks that the mean must rest on before it can speak.
        """
        if self._sum is None:
            self._sum = np.zeros_like(embedding)
        if self._looks >= settled and float(embedding @ self._sum) < threshold * float(np.linalg.norm(self._sum)):
            self.unlike += 1
            return
        self.unlike = 0
        self._sum = self._sum + embedding
        self._looks += 1


@dataclass(slots=True)
class _Approach:
    """A track that was judged at least once."""

    first_judged_s: float
    last_judged_s: float
    usable: list[Evidence] = field(default_factory=list)
    first_usable_s: float | None = None
    decision: Decision | None = None
    looked_at_s: float = -math.inf
    likeness: _Likeness = field(default_factory=_Likeness)

    def evidence(self, *, ended: bool = False) -> TrackEvidence:
        return TrackEvidence(self.first_judged_s, tuple(self.usable), self.first_usable_s, ended)


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
        rivals: People listed for each frame, at least 2; more cost time and sharpen the lead over the second.
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
        rivals: int = 10,
    ) -> None:
        if rivals < 2:
            raise ValueError("without a rival there is no lead over the second person")
        self._detector = detector
        self._tracker = tracker
        self._encoder = encoder
        self._gallery = gallery
        self._limits = limits
        self._policy = policy
        self._rivals = rivals
        self._approaches: dict[int, _Approach] = {}
        self._judged: int | None = None
        self._last_time_s = 0.0

    def process(self, frame: Frame) -> Analysis:
        """Analyse one frame; see `Analysis`."""
        self._last_time_s = frame.time_s
        update = self._tracker.update(self._detector.detect(frame.image), frame.time_s)
        verdicts = [verdict for track in update.ended if (verdict := self._end(track, track.last_seen_s))]
        self._judged = self._choose(update.tracks)
        results = []
        for track in update.tracks:
            if track.track_id == self._judged:
                result, verdict = self._judge(frame, track)
                results.append(result)
                verdicts.extend([verdict] if verdict else [])
            else:
                results.append(self._bystander(track))
        return Analysis(tuple(results), tuple(verdicts))

    def finish(self) -> tuple[Verdict, ...]:
        """End every track, as when the source ended; returns the decisions still due."""
        ended = self._tracker.flush()
        self._judged = None
        return tuple(verdict for track in ended if (verdict := self._end(track, track.last_seen_s)))

    def abandon(self) -> tuple[Verdict, ...]:
        """Deny every approach under way because something failed, and start afresh."""
        verdicts = []
        for track in self._tracker.flush():
            approach = self._approaches.pop(track.track_id, None)
            if approach is not None and approach.decision is None:
                verdicts.append(
                    Verdict(
                        track.track_id,
                        Decision(
                            Outcome.DENIED,
                            Reason.ERROR,
                            None,
                            None,
                            self._policy.threshold,
                            len(approach.usable),
                            max(0.0, track.last_seen_s - approach.first_judged_s),
                            "Recognition failed on this approach.",
                        ),
                    )
                )
        self._approaches.clear()
        self._judged = None
        return tuple(verdicts)

    def overrule(self, track_id: int, explanation: str) -> None:
        """Turn a track's decision into a denial, because it could not be carried out."""
        approach = self._approaches.get(track_id)
        if approach is not None and approach.decision is not None:
            approach.decision = dataclasses.replace(
                approach.decision,
                outcome=Outcome.DENIED,
                reason=Reason.ERROR,
                person_id=None,
                explanation=explanation,
            )

    def current(self, result: TrackResult) -> TrackResult:
        """A result of the last frame as it stands after `overrule`."""
        approach = self._approaches.get(result.track.track_id)
        return result if approach is None else self._result(result.track, approach, result.quality)

    def replace_gallery(self, gallery: Gallery) -> None:
        """Compare with another gallery from the next frame on.

        Evidence gathered so far is dropped: it may name somebody who was just removed.
        """
        self._gallery = gallery
        for approach in self._approaches.values():
            if approach.decision is None:
                approach.usable.clear()
                approach.first_usable_s = None

    def _choose(self, tracks: Sequence[Track]) -> int | None:
        """The track to judge among those in view, or None."""
        near = [track for track in tracks if track.face.size_px >= self._limits.min_size_px]
        if not near:
            return None
        nearest = max(near, key=lambda track: (track.face.size_px, -track.track_id))
        current = next((track for track in near if track.track_id == self._judged), None)
        if current is None or nearest.face.size_px > NEARER * current.face.size_px:
            return nearest.track_id
        return current.track_id

    def _judge(self, frame: Frame, track: Track) -> tuple[TrackResult, Verdict | None]:
        approach = self._approaches.setdefault(track.track_id, _Approach(frame.time_s, frame.time_s))
        approach.last_judged_s = frame.time_s
        if approach.decision is not None and frame.time_s - approach.looked_at_s < LOOK_AGAIN_S:
            return self._result(track, approach, None), None
        quality, embedding = self._examine(frame, track)
        approach.looked_at_s = frame.time_s
        if embedding is not None:
            approach.likeness.look(embedding, self._policy.threshold, self._policy.min_frames)
            if approach.likeness.unlike >= UNLIKE_LOOKS:
                return self._hand_over(frame, track, quality)
        if approach.decision is not None:
            return self._result(track, approach, None), None
        if embedding is not None:
            approach.usable.append(self._search(frame, quality, embedding))
            if approach.first_usable_s is None:
                approach.first_usable_s = frame.time_s
        oldest_s = frame.time_s - self._policy.window_s
        approach.usable = [usable for usable in approach.usable if usable.time_s > oldest_s]
        approach.decision = decide(approach.evidence(), self._policy, frame.time_s)
        verdict = Verdict(track.track_id, approach.decision) if approach.decision is not None else None
        return self._result(track, approach, quality), verdict

    def _examine(self, frame: Frame, track: Track) -> tuple[Quality, Embedding | None]:
        """Quality of the face and, if it is usable, its embedding."""
        card = self._encoder.card
        crop = align(frame.image, track.face.landmarks_px, card.template, card.input.size_px)
        quality = assess(frame.image, track.face, crop, self._limits)
        return quality, self._encoder.encode(crop[np.newaxis])[0] if quality.usable else None

    def _search(self, frame: Frame, quality: Quality, embedding: Embedding) -> Evidence:
        """Whom a usable face resembles."""
        candidates = self._gallery.search(embedding[np.newaxis], people=self._rivals)[0]
        # A usable face whose score happens to be 0 must still weigh something.
        return Evidence(frame.time_s, max(quality.score, 1e-3), candidates)

    def _hand_over(self, frame: Frame, track: Track, quality: Quality) -> tuple[TrackResult, Verdict | None]:
        """End the approach of whoever stood there before, and begin that of whoever took the place."""
        verdict = self._end(track, frame.time_s)
        successor = self._tracker.restart(track.track_id)
        self._judged = successor.track_id
        approach = self._approaches[successor.track_id] = _Approach(frame.time_s, frame.time_s)
        return self._result(successor, approach, quality), verdict

    def _end(self, track: Track, now_s: float) -> Verdict | None:
        """The decision still due on a track that is gone."""
        approach = self._approaches.pop(track.track_id, None)
        if approach is None or approach.decision is not None:
            return None
        if approach.last_judged_s - approach.first_judged_s < PASSING_BY_S:
            return None
        decision = decide(approach.evidence(ended=True), self._policy, now_s)
        return Verdict(track.track_id, decision) if decision is not None else None

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

    def _result(self, track: Track, approach: _Approach, quality: Quality | None) -> TrackResult:
        if approach.decision is not None:
            state = TrackState.GRANTED if approach.decision.granted else TrackState.DENIED
            return TrackResult(track, state, quality, approach.decision, None, 1.0)
        progress = self._progress(approach.usable)
        state = TrackState.GATHERING if approach.usable else TrackState.WAITING
        return TrackResult(track, state, quality, None, None, progress)
