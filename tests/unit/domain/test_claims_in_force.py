"""What is said of a threshold that was put in force: what was claimed then, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from faceapp.domain import claims_in_force
from faceapp.domain.operating_points import AppliedOperatingPoint
from faceapp.domain.scores import OperatingPoint

POINT = AppliedOperatingPoint(
    point_id=1,
    encoder_id="tiny@0123456789ab",
    similarity="cosine",
    target_fmr=1e-4,
    threshold=0.5,
    fmr=5e-5,
    fmr_upper=9e-5,
    fnmr=0.034,
    fnmr_upper=0.061,
    fpir=0.001,
    fpir_upper=0.004,
    gallery_size=20,
    templates=100,
    mated=60,
    non_mated=1_000_000,
    people=520,
    source="site and cohort",
    extrapolated=False,
    author="admin",
    created_at=datetime(2026, 3, 4, tzinfo=UTC),
)


def test_a_target_is_named_as_it_was_asked_for() -> None:
    assert claims_in_force.name_target(1e-4) == "a false match rate of 1 in 10,000"
    days = claims_in_force.name_target(1e-6, 365.0, 20.0)
    assert days == "one false entry in 360 days with 20 strangers' attempts a day"
    assert claims_in_force.name_target(1e-3, 1.0, 5.0).startswith("one false entry a day with 5 ")
    assert claims_in_force.name_target(1e-3, 3.0, 1.0) == "one false entry in 3 days with 1 stranger's attempt a day"
    assert claims_in_force.name_target(1e-3, 5.0, None) == "a false match rate of 1 in 1,000"


def test_what_was_claimed_is_told_with_bounds_and_evidence() -> None:
    told = claims_in_force.claim_applied(POINT)
    assert "not more than 1 in 11,000 match by mistake" in told
    assert "With the 20 people enrolled then" in told
    assert "not more than 1 in 250 were let in" in told
    assert "3.4 in 100 did not match" in told
    assert "not more than 6.1" in told
    assert "1,000,000 comparisons of 520 people: this site's people together with the encoder's cohort" in told
    assert "model" not in told


def test_one_person_enrolled_reads_as_one() -> None:
    told = claims_in_force.claim_applied(replace(POINT, gallery_size=1, non_mated=1, people=2))
    assert "With the 1 person enrolled then" in told
    assert "1 comparison of 2 people: " in told


def test_what_was_not_known_is_not_told() -> None:
    told = claims_in_force.claim_applied(replace(POINT, fpir=None, fpir_upper=None, fnmr=None, fnmr_upper=None))
    assert "let in" not in told
    assert "one person" not in told
    assert "rests on a model" in claims_in_force.claim_applied(replace(POINT, extrapolated=True))
    assert claims_in_force.claim_applied(replace(POINT, source="elsewhere")).endswith("comparisons of 520 people.")


def test_the_encoders_own_claims_nothing_of_the_site() -> None:
    told = claims_in_force.claim_card(OperatingPoint(1e-3, 0.33, 0.67, 0.64, 0.70))
    assert "1 in 1,000" in told
    assert "nothing of this site" in told
    own = replace(POINT, threshold=None, fmr=None, fmr_upper=None)
    assert claims_in_force.claim_applied(own) == "The encoder's own threshold, for a false match rate of 1 in 10,000."


def test_two_thresholds_are_compared_by_which_is_higher() -> None:
    assert "higher" in claims_in_force.compare_thresholds(0.4, 0.5)
    assert "lower" in claims_in_force.compare_thresholds(0.5, 0.4)
    assert "in force" in claims_in_force.compare_thresholds(0.5, 0.5)
