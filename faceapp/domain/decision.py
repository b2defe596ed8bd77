"""The decision on one approach: from the evidence of a track to granted or denied.

A grant needs several usable frames that agree on one person, a fused score at or above the
threshold, a lead over the second person, and a last look that still shows that person. All else
denies, and says why. Absence of evidence
is never read in the person's favour: where a score is not known, the value that makes a grant
harder is taken.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from faceapp.domain.messages import Message
from faceapp.domain.records import Candidate, Decision, Evidence, Outcome, Reason


@dataclass(frozen=True, slots=True)
class Policy:
    """What a grant takes.

    Attributes:
        threshold: Fused score at or above which a person counts as recognised, in [-1, 1].
        margin: Lead in fused score over the second person, >= 0; whatever it is, a tie is no lead.
        min_frames: Usable frames within the window that any verdict on identity needs, >= 1.
        min_span_s: Time from the first to the last of those frames that a grant needs, >= 0:
            neighbouring frames are nearly one picture, and agree with each other too easily.
        agreement: Share of those frames that must rank the same person first, and no other as
            high, in (0.5, 1].
        window_s: How far back frames count.
        patience_s: How long after its first usable frame a track may go on without a grant.
        unusable_after_s: How long after its first frame a track may go on without enough usable
            frames.
        max_look_age_s: How old the newest usable frame may be at a grant.
    """

    threshold: float
    margin: float = 0.05
    min_frames: int = 4
    min_span_s: float = 0.0
    agreement: float = 0.75
    window_s: float = 2.0
    patience_s: float = 2.0
    unusable_after_s: float = 5.0
    max_look_age_s: float = 0.5


@dataclass(frozen=True, slots=True)
class TrackEvidence:
    """What is known of one track.

    Attributes:
        first_seen_s: Time of the track's first frame.
        usable: Evidence of its usable frames, oldest first.
        first_usable_s: Time of its first usable frame, kept when that left the window.
        ended: Whether the track is gone, so that no more evidence can come.
    """

    first_seen_s: float
    usable: tuple[Evidence, ...] = ()
    first_usable_s: float | None = None
    ended: bool = False


def fuse(evidence: Sequence[Evidence]) -> tuple[Candidate, ...]:
    """Fuse the frames' candidates into one score for each person.

    The fused score is the mean over the frames, weighted by quality. Where a frame does not list
    a person, that score is unknown, but at most the frame's lowest listed one. For rivals this
    bound is used, which can only shrink the lead of the first; for the person who would be
    granted the missing score counts as 0, a stranger's, or as the bound where that is lower.

    Args:
        evidence: Usable frames; quality in (0, 1], scores finite.

    Returns:
        Every person that a frame names: the one who would be granted, then the rivals, best
        first; ties by person id. A rival's bound may exceed the first one's score. Empty without
        evidence.

    Example:
        Two frames of equal quality that score a person 0.8 and 0.6 fuse to 0.7.
    """
    people = {candidate.person_id for frame in evidence for candidate in frame.candidates}
    if not people:
        return ()
    weight = sum(frame.quality for frame in evidence)
    listed = [{c.person_id: c.score for c in frame.candidates} for frame in evidence]
    floors = [min(scores.values(), default=0.0) for scores in listed]

    def mean(person: int, missing: Sequence[float]) -> float:
        total = sum(
            frame.quality * scores.get(person, default)
            for frame, scores, default in zip(evidence, listed, missing, strict=True)
        )
        return total / weight

    bounds = sorted((Candidate(person, mean(person, floors)) for person in people), key=_best_first)
    strict = [Candidate(person, mean(person, [min(0.0, floor) for floor in floors])) for person in people]
    leader = min(strict, key=_best_first)
    return (leader, *(rival for rival in bounds if rival.person_id != leader.person_id))


def decide(evidence: TrackEvidence, policy: Policy, now_s: float) -> Decision | None:
    """Judge a track.

    Args:
        evidence: What is known of it.
        policy: What a grant takes.
        now_s: The present on the clock of the evidence.

    Returns:
        The decision, or None while more evidence can still change it.
    """
    # A frame from the future is from before the source's clock was set back: too old to tell how old.
    window = tuple(frame for frame in evidence.usable if now_s - policy.window_s < frame.time_s <= now_s)
    since_s = evidence.first_usable_s if evidence.first_usable_s is not None else evidence.first_seen_s
    latency_s = max(0.0, now_s - since_s)

    def denied(reason: Reason, score: float | None, explanation: Message) -> Decision:
        return Decision(Outcome.DENIED, reason, None, score, policy.threshold, len(window), latency_s, explanation)

    if not all(_is_sound(frame) for frame in window):
        return denied(Reason.ERROR, None, Message("A frame's scores or quality are not numbers that can be judged."))
    if len(window) < policy.min_frames:
        out_of_time = now_s - evidence.first_seen_s >= policy.unusable_after_s
        if not (evidence.ended or out_of_time):
            return None
        return denied(
            Reason.UNUSABLE,
            None,
            Message(
                "Only {usable} of the {needed} frames needed were good enough to judge.",
                usable=len(window),
                needed=policy.min_frames,
            ),
        )
    fused = fuse(window)
    out_of_patience = evidence.ended or latency_s >= policy.patience_s
    if not fused:
        return denied(Reason.UNKNOWN, None, Message("Nobody is enrolled.")) if out_of_patience else None
    best = fused[0]
    # Each condition is put so that a NaN in the policy denies.
    if not best.score >= policy.threshold:
        if not out_of_patience:
            return None
        return denied(
            Reason.UNKNOWN,
            best.score,
            Message(
                "The most similar person scored {score:.3f}, below the threshold of {threshold:.3f}.",
                score=best.score,
                threshold=policy.threshold,
            ),
        )
    lead = best.score - fused[1].score if len(fused) > 1 else None
    if lead is not None and not (lead > 0.0 and lead >= policy.margin):
        if not out_of_patience:
            return None
        return denied(
            Reason.AMBIGUOUS,
            best.score,
            Message(
                "Two people are too close: the first leads by {lead:.3f}, and {margin:.3f} is needed.",
                lead=lead,
                margin=policy.margin,
            ),
        )
    agreeing = sum(_ranks_first(best.person_id, frame) for frame in window)
    if not agreeing / len(window) >= policy.agreement:
        if not out_of_patience:
            return None
        return denied(
            Reason.AMBIGUOUS,
            best.score,
            Message("Only {agreeing} of {frames} frames agree on who it is.", agreeing=agreeing, frames=len(window)),
        )
    latest = max(window, key=lambda frame: frame.time_s)
    if not now_s - latest.time_s <= policy.max_look_age_s or not _ranks_first(best.person_id, latest):
        # The person may have turned away or left since: what is seen now must speak for the grant.
        if not out_of_patience:
            return None
        return denied(Reason.UNUSABLE, best.score, Message("The face was not seen well enough at the end."))
    span_s = max(frame.time_s for frame in window) - min(frame.time_s for frame in window)
    if not span_s >= policy.min_span_s:
        if not out_of_patience:
            return None
        return denied(
            Reason.UNUSABLE,
            best.score,
            Message("The frames span only {span_s:.2f} s, too little to be sure.", span_s=span_s),
        )
    return Decision(
        Outcome.GRANTED,
        Reason.MATCHED,
        best.person_id,
        best.score,
        policy.threshold,
        len(window),
        latency_s,
        Message(
            "{agreeing} of {frames} frames agree, fused score {score:.3f}.",
            agreeing=agreeing,
            frames=len(window),
            score=best.score,
        ),
    )


def _is_sound(frame: Evidence) -> bool:
    return 0.0 < frame.quality <= 1.0 and all(math.isfinite(candidate.score) for candidate in frame.candidates)


def _ranks_first(person_id: int, frame: Evidence) -> bool:
    """Whether a frame scores a person higher than everybody else."""
    own = max((c.score for c in frame.candidates if c.person_id == person_id), default=-math.inf)
    others = max((c.score for c in frame.candidates if c.person_id != person_id), default=-math.inf)
    return own > others


def _best_first(candidate: Candidate) -> tuple[float, int]:
    return (-candidate.score, candidate.person_id)
