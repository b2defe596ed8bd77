"""Recorded looks judged anew: by the plain rule, look for look."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.domain.approach import PASSING_BY_S
from faceapp.domain.decision import Policy, TrackEvidence, decide
from faceapp.domain.records import Candidate, Decision, Evidence, Outcome, Reason
from faceapp.domain.replay import Look, RecordedTrack, judge_stills, replay, still_times

POLICY = Policy(
    threshold=0.5, margin=0.05, min_frames=3, min_span_s=0.2, window_s=1.0, patience_s=1.2, unusable_after_s=2.0
)
TEMPLATES = np.eye(4, dtype=np.float32)[:2]  # of persons 1 and 2


def search(probes: NDArray[np.float32]) -> list[tuple[Candidate, ...]]:
    found = []
    for probe in probes:
        scored = [(float(probe @ template), index + 1) for index, template in enumerate(TEMPLATES)]
        found.append(tuple(Candidate(person, score) for score, person in sorted(scored, key=lambda s: (-s[0], s[1]))))
    return found


def looking_like(first: float, second: float = 0.0) -> NDArray[np.float32]:
    rest = max(0.0, 1 - first**2 - second**2) ** 0.5
    return np.array([first, second, rest, 0], dtype=np.float32)


def track(*embeddings: NDArray[np.float32] | None, step_s: float = 0.1, quality: float = 0.8) -> RecordedTrack:
    looks = tuple(Look(index * step_s, quality, embedding) for index, embedding in enumerate(embeddings))
    return RecordedTrack("Ann", "clip.mp4", looks)


def by_hand(recorded: RecordedTrack, policy: Policy) -> Decision | None:
    """All looks up to each one, without the bookkeeping of an approach."""
    begun_s = recorded.looks[0].time_s
    usable: list[Evidence] = []
    for look in recorded.looks:
        if not look.weighed:
            continue
        if look.embedding is not None:
            usable.append(Evidence(look.time_s, look.quality, search(look.embedding[np.newaxis])[0]))
        first_s = usable[0].time_s if usable else None
        decision = decide(TrackEvidence(begun_s, tuple(usable), first_s), policy, look.time_s)
        if decision is not None:
            return decision
    ended_s = recorded.looks[-1].time_s
    if ended_s - begun_s < PASSING_BY_S:
        return None
    first_s = usable[0].time_s if usable else None
    # An approach forgets what left the window at its newest usable look.
    kept = [evidence for evidence in usable if evidence.time_s > usable[-1].time_s - policy.window_s]
    last = decide(TrackEvidence(begun_s, tuple(kept), first_s, ended=True), policy, ended_s)
    assert last is not None
    if last.granted:
        return dataclasses.replace(
            last,
            outcome=Outcome.DENIED,
            reason=Reason.UNUSABLE,
            person_id=None,
            explanation="The person was gone before the decision.",
        )
    return last


def test_random_tracks_are_decided_as_by_the_plain_rule() -> None:
    rng = np.random.default_rng(5)
    reasons = set()
    for _ in range(400):
        looks = []
        time_s = 0.0
        level = rng.uniform(0.2, 0.8)
        for _ in range(rng.integers(1, 30)):
            usable = rng.random() < rng.choice([0.2, 0.9])
            first = float(np.clip(level + rng.normal(0, 0.15), 0, 0.9))
            second = min(float(rng.uniform(0, 0.5)), (1 - first**2) ** 0.5)
            embedding = looking_like(first, second) if usable else None
            looks.append(Look(time_s, float(rng.uniform(0.1, 1)), embedding, weighed=bool(rng.random() < 0.9)))
            time_s += float(rng.uniform(0.02, 0.3))
        recorded = RecordedTrack(None, "clip", tuple(looks))
        decision = replay(recorded, search, POLICY)
        assert decision == by_hand(recorded, POLICY)
        reasons.add(None if decision is None else decision.reason)
    assert reasons == {None, Reason.MATCHED, Reason.UNKNOWN, Reason.AMBIGUOUS, Reason.UNUSABLE}


def test_a_grant_says_who_at_which_score() -> None:
    decision = replay(track(*[looking_like(0.7, 0.1)] * 3), search, POLICY)
    assert decision is not None and decision.person_id == 1
    assert decision.score == pytest.approx(0.7) and decision.frames == 3


def test_another_threshold_may_change_the_answer() -> None:
    recorded = track(*[looking_like(0.7)] * 20)
    stricter = replay(recorded, search, dataclasses.replace(POLICY, threshold=0.8))
    assert stricter is not None and stricter.reason is Reason.UNKNOWN


def test_a_look_that_is_not_weighed_is_no_evidence() -> None:
    looks = tuple(Look(index * 0.1, 1.0, looking_like(0.9), weighed=index % 2 == 0) for index in range(4))
    assert replay(RecordedTrack(None, "clip", looks), search, POLICY) is None, "two looks are too few, and it was short"


def test_the_search_gets_every_usable_look_at_once_and_is_not_asked_without_one() -> None:
    asked: list[int] = []

    def counting(probes: NDArray[np.float32]) -> Sequence[tuple[Candidate, ...]]:
        asked.append(len(probes))
        return search(probes)

    replay(track(looking_like(0.1), None, looking_like(0.1)), counting, POLICY)
    decision = replay(track(*[None] * 30), counting, POLICY)
    assert asked == [2]
    assert decision is not None and decision.reason is Reason.UNUSABLE


def test_nobody_enrolled_denies() -> None:
    decision = replay(track(*[looking_like(0.9)] * 30), lambda probes: [()] * len(probes), POLICY)
    assert decision is not None and decision.reason is Reason.UNKNOWN and decision.score is None


def test_a_score_that_is_no_number_denies() -> None:
    decision = replay(
        track(*[looking_like(0.9)] * 30), lambda probes: [(Candidate(1, float("nan")),)] * len(probes), POLICY
    )
    assert decision is not None and decision.reason is Reason.ERROR


def test_a_track_without_a_look_is_no_track() -> None:
    with pytest.raises(ValueError, match="without a look"):
        replay(RecordedTrack(None, "clip", ()), search, POLICY)


@pytest.mark.parametrize(
    "policy",
    [
        POLICY,
        dataclasses.replace(POLICY, min_frames=40),
        dataclasses.replace(POLICY, min_span_s=0.95),
        dataclasses.replace(POLICY, min_frames=1, min_span_s=0.0),
        dataclasses.replace(POLICY, patience_s=0.1, unusable_after_s=0.1),
    ],
)
def test_a_photograph_is_shown_as_often_as_a_grant_takes(policy: Policy) -> None:
    photograph = RecordedTrack("Ann", "ann.jpg", (Look(0.0, 0.6, looking_like(0.7)),), still=True)
    decision = replay(photograph, search, policy)
    assert decision is not None
    if policy.patience_s > 0.1:
        assert decision.person_id == 1 and decision.score == pytest.approx(0.7)
        assert decision.frames >= policy.min_frames
    denied = replay(photograph, search, dataclasses.replace(policy, threshold=0.71))
    assert denied is not None and not denied.granted


def test_an_unusable_photograph_is_denied_as_such() -> None:
    decision = replay(RecordedTrack("Ann", "ann.jpg", (Look(0.0, 0.0, None),), still=True), search, POLICY)
    assert decision is not None and decision.reason is Reason.UNUSABLE


def test_photographs_come_in_turn() -> None:
    # Two pictures by turns: the mean lies at 0.5, and each is seen as often as the other.
    pictures = [(Candidate(1, 0.7),), (Candidate(1, 0.3),)]
    accepting = dataclasses.replace(POLICY, min_frames=4, agreement=1.0)
    decision = judge_stills(1.0, pictures, accepting)
    assert decision.person_id == 1 and decision.frames == 4 and decision.score == pytest.approx(0.5)
    assert not judge_stills(1.0, pictures, dataclasses.replace(accepting, threshold=0.58)).granted


def test_looks_of_photographs_outlast_the_patience() -> None:
    times_s = still_times(POLICY)
    assert times_s[0] == 0 and times_s[-1] > max(POLICY.patience_s, POLICY.unusable_after_s)
    assert np.diff(times_s).max() <= 0.1 + 1e-9
