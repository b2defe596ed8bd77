"""A grant rests on frames that are apart in time, not on one moment seen several times."""

from __future__ import annotations

import pytest

from faceapp.domain.decision import Policy, TrackEvidence, decide
from faceapp.domain.records import Candidate, Evidence, Reason

POLICY = Policy(threshold=0.5, margin=0.1, min_frames=3, min_span_s=0.3, patience_s=1.0, window_s=2.0)


def seen(*times_s: float) -> TrackEvidence:
    frames = tuple(Evidence(time_s, 1.0, (Candidate(1, 0.9), Candidate(2, 0.1))) for time_s in times_s)
    return TrackEvidence(times_s[0], frames, times_s[0])


def test_frames_of_one_moment_are_not_enough_yet() -> None:
    assert decide(seen(0.0, 0.03, 0.07, 0.1), POLICY, 0.1) is None


@pytest.mark.parametrize("last_s", [0.3, 0.5])
def test_frames_far_enough_apart_grant(last_s: float) -> None:
    decision = decide(seen(0.0, 0.1, last_s), POLICY, last_s)
    assert decision is not None and decision.granted


def test_one_moment_is_denied_in_the_end() -> None:
    decision = decide(seen(0.0, 0.03, 0.07, 0.1), POLICY, 1.2)
    assert decision is not None and decision.reason is Reason.UNUSABLE and not decision.granted
