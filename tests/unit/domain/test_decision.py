"""The decision on an approach: what grants, what waits and what denies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faceapp.domain.decision import Policy, TrackEvidence, decide, fuse
from faceapp.domain.records import Candidate, Decision, Evidence, Outcome, Reason

POLICY = Policy(
    threshold=0.5, margin=0.1, min_frames=4, agreement=0.75, window_s=2.0, patience_s=2.0, unusable_after_s=5.0
)
ANNA, BERT, CARA = 1, 2, 3


def frame(time_s: float, scores: Sequence[tuple[int, float]], quality: float = 1.0) -> Evidence:
    ranked = sorted(scores, key=lambda item: (-item[1], item[0]))
    return Evidence(time_s, quality, tuple(Candidate(person_id, score) for person_id, score in ranked))


def track(*listings: Sequence[tuple[int, float]], ended: bool = False) -> TrackEvidence:
    """A track whose usable frames are a tenth of a second apart, from 0 on."""
    frames = tuple(frame(0.1 * index, scores) for index, scores in enumerate(listings))
    return TrackEvidence(0.0, frames, 0.0 if frames else None, ended)


def judged(evidence: TrackEvidence, policy: Policy = POLICY, now_s: float = 0.5) -> Decision:
    decision = decide(evidence, policy, now_s)
    assert decision is not None
    return decision


def test_enough_agreeing_frames_grant() -> None:
    decision = judged(track(*[[(ANNA, 0.8), (BERT, 0.2)]] * 4), now_s=0.375)
    assert decision.granted
    assert decision.reason is Reason.MATCHED
    assert decision.person_id == ANNA
    assert decision.score == pytest.approx(0.8)
    assert decision.threshold == POLICY.threshold
    assert decision.frames == 4
    assert decision.latency_s == pytest.approx(0.375)
    assert "4 of 4" in decision.explanation


def test_nothing_is_said_before_there_are_enough_frames() -> None:
    assert decide(track(*[[(ANNA, 0.9)]] * 3), POLICY, 0.3) is None


def test_a_score_at_the_threshold_is_accepted_and_one_just_below_is_not() -> None:
    assert judged(track(*[[(ANNA, 0.5)]] * 4)).granted
    below = track(*[[(ANNA, math.nextafter(0.5, 0.0))]] * 4)
    assert decide(below, POLICY, 0.5) is None
    assert judged(below, replace(POLICY, patience_s=0.5)).reason is Reason.UNKNOWN


def test_below_the_threshold_waits_then_denies_as_unknown() -> None:
    evidence = track(*[[(ANNA, 0.4), (BERT, 0.1)]] * 20)
    assert decide(evidence, POLICY, 1.99) is None
    decision = judged(evidence, now_s=2.0)
    assert decision.outcome is Outcome.DENIED
    assert decision.reason is Reason.UNKNOWN
    assert decision.person_id is None
    assert decision.score == pytest.approx(0.4)
    assert decision.latency_s == pytest.approx(2.0)


def test_a_late_match_within_patience_still_grants() -> None:
    evidence = track(*[[(ANNA, 0.1)]] * 4, *[[(ANNA, 0.9)]] * 16)
    assert judged(evidence, now_s=1.9).granted


def test_two_people_who_are_too_close_wait_then_deny_as_ambiguous() -> None:
    evidence = track(*[[(ANNA, 0.80), (BERT, 0.75)]] * 20)
    assert decide(evidence, POLICY, 1.9) is None
    decision = judged(evidence, now_s=2.0)
    assert decision.reason is Reason.AMBIGUOUS
    assert decision.person_id is None
    assert decision.score == pytest.approx(0.8)


def test_a_lead_of_exactly_the_margin_grants() -> None:
    policy = replace(POLICY, margin=0.25)  # exact in binary
    assert judged(track(*[[(ANNA, 0.75), (BERT, 0.5)]] * 4), policy).granted
    assert decide(track(*[[(ANNA, 0.75), (BERT, math.nextafter(0.5, 1.0))]] * 4), policy, 0.5) is None


def test_a_tie_is_ambiguous_even_without_a_margin() -> None:
    # One photograph enrolled under two names.
    decision = judged(track(*[[(ANNA, 0.9), (BERT, 0.9)]] * 4, ended=True), replace(POLICY, margin=0.0))
    assert decision.reason is Reason.AMBIGUOUS


def test_frames_that_disagree_wait_then_deny_as_ambiguous() -> None:
    # Anna leads by far on the whole, but three frames of eight say Bert.
    for_anna, for_bert = [(ANNA, 1.0), (BERT, 0.0)], [(BERT, 0.6), (ANNA, 0.5)]
    evidence = track(*[for_anna] * 5, *[for_bert] * 3)
    assert decide(evidence, POLICY, 1.0) is None
    decision = judged(replace(evidence, ended=True), now_s=1.0)
    assert decision.reason is Reason.AMBIGUOUS
    assert "5 of 8" in decision.explanation
    assert judged(track(*[for_bert] * 2, *[for_anna] * 6), now_s=1.0).granted  # exactly the share asked for


def test_a_share_that_is_not_exact_in_binary_can_be_met_exactly() -> None:
    # 0.55 * 20 is a little over 11.
    evidence = track(*[[(BERT, 0.6), (ANNA, 0.5)]] * 9, *[[(ANNA, 1.0), (BERT, 0.0)]] * 11)
    assert judged(evidence, replace(POLICY, agreement=0.55), now_s=1.95).granted


def test_a_frame_that_ranks_two_people_first_agrees_with_neither() -> None:
    tied, clear = [(ANNA, 0.9), (BERT, 0.9)], [(ANNA, 0.9), (BERT, 0.1)]
    evidence = track(*[clear] * 5, *[tied] * 3, ended=True)
    assert judged(evidence, now_s=1.0).reason is Reason.AMBIGUOUS


def test_too_few_usable_frames_deny_as_unusable_in_the_end() -> None:
    evidence = TrackEvidence(10.0, (frame(14.9, [(ANNA, 0.9)]),), 10.5)
    assert decide(evidence, POLICY, 14.99) is None
    decision = judged(evidence, now_s=15.0)
    assert decision.reason is Reason.UNUSABLE
    assert decision.score is None
    assert decision.frames == 1
    assert decision.latency_s == pytest.approx(4.5)  # from the first usable frame, gone from the window by now
    assert "1 of the 4" in decision.explanation


def test_latency_runs_from_the_first_frame_when_none_was_usable() -> None:
    assert judged(TrackEvidence(10.0), now_s=15.0).latency_s == pytest.approx(5.0)


def test_the_end_of_a_track_decides_at_once() -> None:
    assert judged(track(*[[(ANNA, 0.9)]] * 3, ended=True)).reason is Reason.UNUSABLE
    assert judged(track(*[[(ANNA, 0.4)]] * 4, ended=True)).reason is Reason.UNKNOWN
    assert judged(track(*[[(ANNA, 0.9)]] * 4, ended=True)).granted


def test_frames_leave_the_window() -> None:
    evidence = track(*[[(ANNA, 0.9)]] * 4)
    assert judged(evidence, replace(POLICY, max_look_age_s=2.0), now_s=1.99).granted
    assert decide(evidence, POLICY, 2.0) is None  # the first frame is exactly as old as the window is long
    assert judged(evidence, now_s=5.0).frames == 0


def test_frames_from_before_the_clock_was_set_back_do_not_count() -> None:
    frames = tuple(frame(100.0 + index / 10, [(ANNA, 0.9)]) for index in range(4))
    assert decide(TrackEvidence(0.0, frames, 0.0), POLICY, 1.0) is None
    assert judged(TrackEvidence(0.0, frames, 0.0, ended=True), now_s=1.0).reason is Reason.UNUSABLE


def test_an_empty_gallery_denies_without_a_score() -> None:
    evidence = track(*[[]] * 4)
    assert decide(evidence, POLICY, 0.5) is None
    decision = judged(replace(evidence, ended=True))
    assert decision.reason is Reason.UNKNOWN
    assert decision.score is None
    assert decision.explanation == "Nobody is enrolled."


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("who", [ANNA, BERT, CARA])
def test_a_score_that_is_no_number_denies(bad: float, who: int) -> None:
    scores = {ANNA: 0.9, BERT: 0.2, CARA: 0.1, who: bad}
    frames = (*track(*[[(ANNA, 0.9), (BERT, 0.2), (CARA, 0.1)]] * 5).usable, frame(0.5, list(scores.items())))
    decision = judged(TrackEvidence(0.0, frames, 0.0))
    assert decision.outcome is Outcome.DENIED
    assert decision.reason is Reason.ERROR
    assert decision.score is None


def test_a_rival_whose_score_is_no_number_does_not_hide_another() -> None:
    # Sorting with a NaN could put Cara, far behind, in Bert's place.
    scores = [(ANNA, 0.80), (4, math.nan), (BERT, 0.79), (CARA, 0.1)]
    frames = tuple(
        Evidence(0.1 * index, 1.0, tuple(Candidate(who, score) for who, score in scores)) for index in range(4)
    )
    assert not judged(TrackEvidence(0.0, frames, 0.0, ended=True)).granted


@pytest.mark.parametrize("quality", [math.nan, 0.0, -1.0, 1.5, math.inf])
def test_a_quality_that_is_no_weight_denies(quality: float) -> None:
    frames = (*track(*[[(ANNA, 0.9)]] * 4).usable, frame(0.4, [(ANNA, 0.9)], quality))
    assert judged(TrackEvidence(0.0, frames, 0.0)).reason is Reason.ERROR


@pytest.mark.parametrize("setting", ["threshold", "margin", "agreement", "min_span_s", "window_s"])
def test_a_policy_that_is_no_number_never_grants(setting: str) -> None:
    policy = replace(POLICY, **{setting: math.nan})
    assert not judged(track(*[[(ANNA, 0.9), (BERT, 0.1)]] * 4, ended=True), policy).granted


def test_a_time_that_is_no_number_never_grants() -> None:
    frames = tuple(frame(math.nan, [(ANNA, 0.9)]) for _ in range(4))
    assert not judged(TrackEvidence(0.0, frames, 0.0, ended=True)).granted
    assert not judged(track(*[[(ANNA, 0.9)]] * 4, ended=True), now_s=math.nan).granted


def test_better_frames_weigh_more() -> None:
    (anna,) = fuse([frame(0.0, [(ANNA, 0.9)], 0.75), frame(0.1, [(ANNA, 0.5)], 0.25)])
    assert anna == Candidate(ANNA, pytest.approx(0.8))


def test_fusing_nothing_gives_nobody() -> None:
    assert fuse([]) == ()
    assert fuse([frame(0.0, [])]) == ()


def test_a_frame_that_does_not_list_the_leader_counts_as_a_strangers_score() -> None:
    anna, bert = fuse([frame(0.0, [(ANNA, 0.8), (BERT, 0.2)]), frame(0.1, [(BERT, 0.4)])])
    assert anna == Candidate(ANNA, pytest.approx(0.4))
    assert bert == Candidate(BERT, pytest.approx(0.3))


def test_a_frame_that_does_not_list_a_rival_counts_as_its_lowest_score() -> None:
    fused = fuse([frame(0.0, [(ANNA, 0.8), (BERT, 0.25)]), frame(0.1, [(ANNA, 0.7), (CARA, 0.5)])])
    # Bert may have had up to 0.5 in the second frame, Cara up to 0.25 in the first.
    assert fused[1:] == (Candidate(BERT, 0.375), Candidate(CARA, 0.375))


def test_a_negative_lowest_score_bounds_the_leader_too() -> None:
    (anna, _) = fuse([frame(0.0, [(ANNA, 0.8)]), frame(0.1, [(BERT, -0.4)])])
    assert anna == Candidate(ANNA, pytest.approx(0.2))


def test_a_rival_who_may_be_better_than_the_leader_is_ambiguous() -> None:
    # Anna is in every frame; Bert misses one, in which he may have had up to 0.75.
    listings = [[(BERT, 0.95), (ANNA, 0.7)]] * 3 + [[(ANNA, 0.75)]]
    fused = fuse(track(*listings).usable)
    assert fused[0].person_id in (ANNA, BERT)
    assert fused[1].score > fused[0].score - POLICY.margin
    assert judged(track(*listings, ended=True)).reason is Reason.AMBIGUOUS


PROPERTY = settings(deadline=None, max_examples=150)

# Multiples of 1/64 and few values: ties happen, and sums stay exact.
SCORES = st.integers(-16, 64).map(lambda value: value / 64)
QUALITIES = st.sampled_from([0.25, 0.5, 1.0])


@st.composite
def windows(draw: st.DrawFn) -> tuple[Evidence, ...]:
    people = draw(st.lists(st.integers(1, 6), unique=True, max_size=5))
    frames = []
    for index in range(draw(st.integers(0, 7))):
        listed = draw(st.lists(st.sampled_from(people), unique=True)) if people else []
        frames.append(frame(0.1 * index, [(who, draw(SCORES)) for who in listed], draw(QUALITIES)))
    return tuple(frames)


POLICIES = st.builds(
    Policy,
    threshold=st.sampled_from([0.25, 0.5]),
    margin=st.sampled_from([0.0, 0.125]),
    min_frames=st.integers(1, 4),
    min_span_s=st.sampled_from([0.0, 0.25]),
    agreement=st.sampled_from([0.51, 0.75, 1.0]),
)


@PROPERTY
@given(windows())
def test_fuse_agrees_with_a_plain_loop(window: tuple[Evidence, ...]) -> None:
    people = sorted({candidate.person_id for one in window for candidate in one.candidates})
    certain: dict[int, float] = {}
    at_most: dict[int, float] = {}
    for person in people:
        weights = total = bound = 0.0
        for one in window:
            weights += one.quality
            known = [candidate.score for candidate in one.candidates if candidate.person_id == person]
            lowest = one.candidates[-1].score if one.candidates else 0.0
            total += one.quality * (known[0] if known else min(0.0, lowest))
            bound += one.quality * (known[0] if known else lowest)
        certain[person], at_most[person] = total / weights, bound / weights
    fused = fuse(window)
    assert sorted(candidate.person_id for candidate in fused) == people
    if people:
        leader = max(people, key=lambda person: (certain[person], -person))
        rivals = sorted((p for p in people if p != leader), key=lambda person: (-at_most[person], person))
        assert [candidate.person_id for candidate in fused] == [leader, *rivals]
        assert fused[0].score == pytest.approx(certain[leader])
        for candidate in fused[1:]:
            assert candidate.score == pytest.approx(at_most[candidate.person_id])


@PROPERTY
@given(windows(), POLICIES, st.booleans(), st.floats(0, 6))
def test_a_grant_has_all_that_it_takes(window: tuple[Evidence, ...], policy: Policy, ended: bool, now_s: float) -> None:
    decision = decide(TrackEvidence(0.0, window, 0.0, ended), policy, now_s)
    if decision is None:
        assert not ended
        assert now_s < max(policy.unusable_after_s, policy.patience_s)
        return
    assert decision.latency_s >= 0
    assert decision.granted == (decision.reason is Reason.MATCHED) == (decision.person_id is not None)
    if decision.granted:
        counted = [one for one in window if now_s - policy.window_s < one.time_s <= now_s]
        fused = fuse(counted)
        assert decision.frames == len(counted) >= policy.min_frames
        assert counted[-1].time_s - counted[0].time_s >= policy.min_span_s
        assert decision.score is not None
        assert decision.score >= policy.threshold
        for rival in fused[1:]:
            assert decision.score - rival.score >= policy.margin
            assert decision.score > rival.score
        first = [one.candidates[0].person_id for one in counted if one.candidates]
        assert first.count(decision.person_id or 0) >= policy.agreement * len(counted)


@PROPERTY
@given(windows(), POLICIES, st.permutations(range(1, 7)))
def test_person_ids_are_but_names(window: tuple[Evidence, ...], policy: Policy, names: list[int]) -> None:
    renamed = tuple(
        frame(one.time_s, [(names[c.person_id - 1], c.score) for c in one.candidates], one.quality) for one in window
    )
    before = decide(TrackEvidence(0.0, window, 0.0, ended=True), policy, 1.0)
    after = decide(TrackEvidence(0.0, renamed, 0.0, ended=True), policy, 1.0)
    assert before is not None
    assert after is not None
    assert after.reason is before.reason
    assert after.score == before.score
    if before.person_id is not None:
        assert after.person_id == names[before.person_id - 1]


@PROPERTY
@given(windows(), POLICIES, st.integers(2, 5))
def test_shorter_lists_of_candidates_never_turn_a_denial_into_a_grant(
    window: tuple[Evidence, ...], policy: Policy, length: int
) -> None:
    """What a frame leaves out is taken against the person: scores from 0 on, two people or more listed."""
    whole = tuple(
        replace(one, candidates=tuple(Candidate(c.person_id, max(0.0, c.score)) for c in one.candidates))
        for one in window
        if len(one.candidates) >= 2
    )
    cut = tuple(replace(one, candidates=one.candidates[:length]) for one in whole)
    before = decide(TrackEvidence(0.0, whole, 0.0, ended=True), policy, 1.0)
    after = decide(TrackEvidence(0.0, cut, 0.0, ended=True), policy, 1.0)
    assert before is not None
    assert after is not None
    if after.granted:
        assert before.granted
        assert before.person_id == after.person_id


@PROPERTY
@given(windows(), POLICIES, st.integers(1, 6), SCORES)
def test_a_rival_who_scores_higher_never_turns_a_denial_into_a_grant_of_another(
    window: tuple[Evidence, ...], policy: Policy, rival: int, score: float
) -> None:
    raised = tuple(
        frame(
            one.time_s,
            [(c.person_id, max(c.score, score) if c.person_id == rival else c.score) for c in one.candidates],
            one.quality,
        )
        for one in window
    )
    before = decide(TrackEvidence(0.0, window, 0.0, ended=True), policy, 1.0)
    after = decide(TrackEvidence(0.0, raised, 0.0, ended=True), policy, 1.0)
    assert before is not None
    assert after is not None
    if after.granted and after.person_id != rival:
        assert before.person_id == after.person_id


def test_a_grant_needs_a_look_that_is_fresh() -> None:
    evidence = track(*[[(ANNA, 0.9)]] * 4)  # the last at 0.3 s
    assert judged(evidence, now_s=0.8).granted
    assert decide(evidence, POLICY, 0.81) is None
    decision = judged(replace(evidence, ended=True), now_s=0.81)
    assert (decision.outcome, decision.reason) == (Outcome.DENIED, Reason.UNUSABLE)


def test_the_last_look_must_show_the_person_who_would_be_granted() -> None:
    evidence = track(*[[(ANNA, 0.9), (BERT, 0.1)]] * 7, [(BERT, 0.6), (ANNA, 0.5)])
    assert decide(evidence, POLICY, 0.75) is None
    assert not judged(replace(evidence, ended=True), now_s=0.75).granted
