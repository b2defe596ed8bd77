"""What comes of an approach that was judged, and of one that ended before."""

from __future__ import annotations

import pytest

from faceapp.domain.approach import PASSING_BY_S, Approach
from faceapp.domain.decision import Policy
from faceapp.domain.records import Candidate, Evidence, Outcome, Reason

POLICY = Policy(threshold=0.5, margin=0.1, min_frames=2, window_s=1.0, patience_s=1.0)


def approach(*scores: float, step_s: float = 0.25) -> Approach:
    seen = Approach(0.0, 0.0)
    for index, score in enumerate(scores):
        seen.last_judged_s = index * step_s
        seen.add(Evidence(index * step_s, 1.0, (Candidate(1, score),)), POLICY.window_s)
    return seen


def test_a_decision_is_kept_with_its_time() -> None:
    seen = approach(0.9, 0.9)
    decision = seen.judge(POLICY, 0.25)
    assert decision is not None and decision.granted
    assert seen.decision is decision and seen.decided_s == 0.25


def test_without_enough_to_go_by_there_is_no_decision() -> None:
    seen = approach(0.9)
    assert seen.judge(POLICY, 0.0) is None
    assert seen.decision is None and seen.decided_s == 0.0


def test_whoever_is_gone_is_not_granted() -> None:
    decision = approach(0.9, 0.9, 0.9).settle(POLICY)
    assert decision is not None and decision.outcome is Outcome.DENIED
    assert decision.reason is Reason.UNUSABLE and decision.person_id is None
    assert decision.score == pytest.approx(0.9)


def test_a_denial_at_the_end_keeps_its_reason() -> None:
    decision = approach(0.2, 0.2, 0.2).settle(POLICY)
    assert decision is not None and decision.reason is Reason.UNKNOWN


@pytest.mark.parametrize(("lasted_s", "answered"), [(PASSING_BY_S, True), (PASSING_BY_S - 0.01, False)])
def test_a_face_that_was_passing_by_gets_no_answer(lasted_s: float, answered: bool) -> None:
    assert (Approach(2.0, 2.0 + lasted_s).settle(POLICY) is not None) is answered
