"""The sentences that state a claim: each with its bound and its evidence, none that claims more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from faceapp.domain import claims, claims_by_hand
from faceapp.domain.calibration import ChosenThreshold, EvidenceSource, Missing
from faceapp.domain.door_rates import ApproachRate
from faceapp.domain.error_bounds import Rate
from faceapp.domain.operating_points import AppliedOperatingPoint, Outgrown, outgrown
from faceapp.domain.simulated_approaches import Looks
from faceapp.domain.stranger_model import ModelledRate

CHOICE = ChosenThreshold(
    target_fmr=1e-4,
    threshold=0.43,
    fmr=Rate(5.2e-5, 2e-5, 9.9e-5, 12_000_000, 83_400.0),
    source=EvidenceSource.SITE_AND_COHORT,
    extrapolated=False,
    raised=False,
    comparisons=12_000_000,
    people=510,
    least_fmr=3.6e-5,
    missing=None,
)
POINT = AppliedOperatingPoint(
    point_id=1,
    encoder_id="tiny@0123456789ab",
    similarity="cosine",
    target_fmr=1e-5,
    threshold=0.5,
    fmr=5e-6,
    fmr_upper=1e-5,
    fnmr=None,
    fnmr_upper=None,
    fpir=None,
    fpir_upper=None,
    gallery_size=20,
    templates=100,
    mated=0,
    non_mated=1_000_000,
    people=520,
    source="site and cohort",
    extrapolated=False,
    author="admin",
    created_at=datetime(2026, 3, 4, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (0.0, "none"),
        (0.00012, "1 in 8,300"),
        (1e-6, "1 in 1,000,000"),
        (0.1, "1 in 10"),
        (0.11, "11 in 100"),
        (1.0, "100 in 100"),
    ],
)
def test_rates_are_said_as_people_say_them(rate: float, said: str) -> None:
    assert claims.one_in(rate) == said


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ((0.0004, 0.002), ("1 in 2,500", "1 in 500")),
        ((0.0, 0.1), ("none", "1 in 10")),
        ((1 / 97, 0.4, 0.95), ("1.0 in 100", "40 in 100", "95 in 100")),
        ((0.0, 0.95), ("none", "95 in 100")),
        ((0.0004, 0.11), ("0.04 in 100", "11 in 100")),
    ],
)
def test_rates_of_one_sentence_are_said_in_one_unit(rates: tuple[float, ...], said: tuple[str, ...]) -> None:
    assert claims.in_one_unit(*rates) == said


@pytest.mark.parametrize(
    ("rate", "said"), [(0.25, "25"), (0.1, "10"), (0.034, "3.4"), (0.0104, "1.0"), (0.0004, "0.04"), (0.0, "0.0")]
)
def test_a_small_rate_in_a_hundred_is_not_said_to_be_none(rate: float, said: str) -> None:
    assert claims.in_hundred(rate) == said


def test_a_lower_end_that_tells_nothing_is_left_out() -> None:
    rate = Rate(0.013, 8e-11, 0.25, 78, 10.0)
    assert claims_by_hand.interval_in_hundred(rate) == "at most 25 in 100 (95 % sure)"
    assert claims_by_hand.interval(rate) == "at most 25 in 100 (95 % sure)"
    assert claims_by_hand.interval(replace(rate, high=0.001)) == "at most 1 in 1,000 (95 % sure)"
    assert claims_by_hand.interval_in_hundred(replace(rate, low=0.0001)) == "0.01 to 25 in 100 (95 % sure of each end)"


def test_few_people_are_told_of_strangers_in_one_unit() -> None:
    """Of four people little is known: the bounds lie far apart, and still want comparing at a glance."""
    few = Rate(0.4, 1 / 97, 0.95, 10, 5.0)
    assert claims_by_hand.figure(few) == "40 in 100"
    assert claims_by_hand.interval(few) == "1.0 to 95 in 100 (95 % sure of each end)"
    assert claims_by_hand.interval(replace(few, value=0.0, low=0.0)) == "at most 95 in 100 (95 % sure)"
    assert claims_by_hand.figure(Rate(0.004, 0.002, 0.008, 5_000, 3_000.0)) == "1 in 250"
    told = claims.claim_strangers(ApproachRate(few, 4, Looks.ONE), 4, None)
    assert "About 40 in 100 strangers" in told
    assert "not more than 95 in 100" in told
    assert "1 in" not in told
    at = claims_by_hand.claim_false_matches_at(0.3, Rate(0.02, 0.001, 0.3, 100, 20.0), 0.5)
    assert "2.0 in 100 match by mistake, and with 95 % confidence not more than 30 in 100" in at


def test_a_threshold_is_told_with_its_bound_and_its_evidence() -> None:
    told = claims.claim_false_matches(CHOICE)
    assert "1 in 19,000" in told
    assert "95 % confidence not more than 1 in 10,000" in told
    assert "model" not in told
    evidence = claims.claim_evidence(CHOICE)
    assert "12,000,000 comparisons of 510 people" in evidence
    assert "worth 83,000 independent ones" in evidence
    assert "cohort" in evidence


def test_what_bends_a_claim_is_told_with_it() -> None:
    assert "rests on a model" in claims.claim_false_matches(replace(CHOICE, extrapolated=True))
    assert "so the threshold is higher" in claims.claim_false_matches(replace(CHOICE, raised=True))
    none = replace(CHOICE, fmr=Rate(0.0, 0.0, 1e-4, 12_000_000, 30_000.0))
    assert "no two different people's pictures matched" in claims.claim_false_matches(none)
    assert "rule of three" in claims.claim_false_matches(none)


def test_a_refusal_says_what_is_borne_and_what_is_missing() -> None:
    refused = replace(CHOICE, threshold=None, fmr=None, target_fmr=1e-6, missing=Missing(410_000_000, 2_510))
    assert "1 in 1,000,000 cannot be claimed" in claims.claim_false_matches(refused)
    assert "1 in 28,000 at best" in claims.claim_false_matches(refused)
    assert refused.missing is not None
    assert "410,000,000 more comparisons" in claims.claim_missing(refused.missing)
    assert "2,500 more people" in claims.claim_missing(refused.missing)


def test_strangers_at_the_door_are_told_with_gallery_bound_and_way() -> None:
    rate = ApproachRate(Rate(0.004, 0.002, 0.008, 5_000, 3_000.0), 500, Looks.SEVERAL)
    told = claims.claim_strangers(rate, 120, None)
    assert "1 in 250 strangers" in told
    assert "with 120 enrolled" in told
    assert "not more than 1 in 120" in told
    assert "5,000 attempts of 500 people" in told
    assert "simulated" in told


def test_few_false_entries_are_told_with_the_model_and_no_rate_of_none_is_called_zero() -> None:
    none = ApproachRate(Rate(0.0, 0.0, 0.006, 5_000, 500.0), 500, Looks.ONE)
    modelled = ModelledRate(1e-4, 5e-5, 2e-4, Rate(1e-5, 5e-6, 2e-5, 100_000, 50_000.0), 10, 3, 510)
    told = claims.claim_strangers(none, 1, modelled)
    assert "No stranger was let in with one person enrolled" in told
    assert "not more than 1 in 170" in told
    assert "By a model" in told
    assert "1 in 10,000 and not more than 1 in 5,000" in told
    many = ApproachRate(Rate(0.01, 0.005, 0.02, 5_000, 500.0), 500, Looks.RECORDED)
    assert "By a model" not in claims.claim_strangers(many, 1, modelled)
    assert "recorded and replayed" in claims.claim_strangers(many, 1, modelled)


def test_genuine_attempts_are_told_or_what_they_would_take() -> None:
    rate = ApproachRate(Rate(0.034, 0.02, 0.061, 60, 40.0), 20, Looks.ONE)
    told = claims.claim_genuine(rate, 3)
    assert "3.4 in 100 genuine attempts" in told
    assert "not more than 6.1" in told
    assert "3 of those enrolled have pictures of one session" in told
    assert "cannot be told" in claims.claim_genuine(None, 0)
    assert "session" not in claims.claim_genuine(rate, 0)


def test_false_entries_are_told_in_days() -> None:
    assert "in 500 days" in claims.claim_false_entries(1e-4, 20)
    assert "2 false entries are expected a day" in claims.claim_false_entries(0.1, 20)
    assert "no false entry" in claims.claim_false_entries(0.0, 20)


def test_one_of_anything_reads_as_one() -> None:
    one = ApproachRate(Rate(0.02, 0.01, 0.05, 1, 1.0), 1, Looks.ONE)
    assert "1 attempt of 1 person, " in claims.claim_strangers(one, 10, None)
    assert "1 attempt of 1 person, " in claims.claim_genuine(one, 0)
    assert "1 attempt of 1 person, " in claims.claim_genuine(replace(one, rate=Rate(0.0, 0.0, 0.05, 1, 1.0)), 0)
    assert "from 1 attempt of 1 person, " in claims.claim_genuine(replace(one, rate=Rate(0.5, 0.0, 1.0, 1, 1.0)), 0)
    assert "1 of those enrolled has pictures of one session" in claims.claim_genuine(None, 1)
    assert "2 of those enrolled have pictures of one session" in claims.claim_genuine(None, 2)
    few = replace(CHOICE, comparisons=1, people=2, fmr=Rate(0.0, 0.0, 0.5, 1, 1.0))
    assert "1 comparison of 2 people, worth 1 independent one: " in claims.claim_evidence(few)
    assert "1 comparison of 1 person: " in claims.claim_evidence(replace(few, people=1, fmr=None))
    for errors in (0.0, 0.1):
        said = claims.claim_false_non_matches(Rate(errors, 0.0, 0.5, 1, 1.0), EvidenceSource.SITE)
        assert ": 1 comparison of " in said
    assert "such as 1 more person would give" in claims.claim_missing(Missing(5, 1))
    assert claims.claim_false_entries(1.0, 1.0) == "With 1 stranger's attempt a day one false entry is expected a day."
    grown = Outgrown(replace(POINT, templates=1, gallery_size=1), 2, 4, 4.0, None)
    assert "holds 4 templates of 2 people now, and held 1 template of 1 person when" in claims.claim_outgrown(grown)
    daily = replace(POINT, target_days=1.0, attempts_per_day=1.0)
    assert "one false entry a day can no longer be claimed" in claims.claim_outgrown(Outgrown(daily, 2, 4, 4.0, 0.5))


@pytest.mark.parametrize("again", [False, True])
def test_one_mark_reads_as_one(again: bool) -> None:
    what = "would happen again." if again else "would not happen again."
    assert claims.claim_marked(1, int(again)) == f"The grant that was marked as wrong {what}"
    assert claims.claim_missed(1, int(again)) == f"The denial that was marked as wrong {what}"


def test_marks_are_told_by_what_becomes_of_them() -> None:
    assert "none would happen again" in claims.claim_marked(3, 0)
    assert "1 would happen again" in claims.claim_marked(3, 1)
    assert "none would happen again" in claims.claim_missed(2, 0)
    assert "2 would happen again" in claims.claim_missed(2, 2)


@pytest.mark.parametrize(
    ("templates", "broken"),
    [(99, False), (100, False), (101, True)],
)
def test_a_target_in_days_is_outgrown_as_soon_as_its_bound_is(templates: int, broken: bool) -> None:
    # 1e-5 for each of 100 templates is 1e-3 an attempt; with 20 attempts a day one false entry in 50 days.
    point = replace(POINT, target_days=50.0, attempts_per_day=20.0)
    found = outgrown(point, 21, templates)
    assert (found is not None) is broken
    if found is not None:
        assert found.days == pytest.approx(1 / (101e-5 * 20))
        told = f"{claims.claim_outgrown(found)} {claims.advise_outgrown(found)}"
        assert "one false entry in 50 days can no longer be claimed" in told
        assert "--target-days 50 --attempts-per-day 20" in told


def test_a_rate_is_outgrown_when_the_gallery_has_doubled() -> None:
    assert outgrown(POINT, 39, 199) is None
    found = outgrown(POINT, 40, 200)
    assert found == Outgrown(POINT, 40, 200, 2.0, None)
    told = f"{claims.claim_outgrown(found)} {claims.advise_outgrown(found)}"
    assert "200 templates of 40 people" in told
    assert "2.0 times as often" in told
    assert "--target-fmr 1e-05" in told


def test_the_encoders_own_threshold_promises_nothing_of_a_gallery() -> None:
    assert outgrown(replace(POINT, threshold=None, fmr=None, fmr_upper=None), 1_000, 5_000) is None
    assert outgrown(replace(POINT, templates=0), 1_000, 5_000) is None


@pytest.mark.parametrize("looks", list(Looks))
def test_every_way_to_approach_has_its_words(looks: Looks) -> None:
    said = claims.claim_strangers(ApproachRate(Rate(0.01, 0.005, 0.02, 5_000, 500.0), 500, looks), 10, None)
    assert "5,000 attempts of 500 people, " in said
