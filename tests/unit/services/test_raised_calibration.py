"""A threshold set by hand: what it can be put in force for, and what is said of any threshold."""

from __future__ import annotations

import numpy as np
import pytest

from faceapp.domain import claims, claims_by_hand
from faceapp.domain.comparison_summary import HISTOGRAM_EDGES
from faceapp.domain.door_rates import ApproachRate
from faceapp.domain.error_bounds import Rate
from faceapp.domain.errors import CalibrationError
from faceapp.domain.simulated_approaches import Looks
from faceapp.services.calibration import Calibration, Target, calibrate
from faceapp.services.calibration_claims import (
    sentences_of,
    told_false_matches,
    told_false_non_matches,
    told_genuine,
    told_strangers,
)
from faceapp.services.door_rates import DoorRates
from faceapp.services.site_samples import MarkedScores, SiteSamples
from faceapp.vision.cohort import Cohort


def samples(people: int, *, dimensions: int = 16, spread: float = 0.12, seed: int = 0) -> SiteSamples:
    random = np.random.default_rng(seed)
    made = []
    for person in range(people):
        centre = random.normal(size=dimensions)
        centre /= np.linalg.norm(centre)
        for number in range(3):
            embedding = centre + spread * random.normal(size=dimensions)
            made.append(
                (f"person {person}", f"clip {number}", (embedding / np.linalg.norm(embedding)).astype(np.float32))
            )
    return SiteSamples.of(made, templates=len(made), embedding_size=dimensions)


@pytest.fixture(scope="module")
def found() -> Calibration:
    """A threshold for 1 in 200, by 80 people's own comparisons, with two marks at the door."""
    marked = MarkedScores(
        np.array([0.95], np.float32), np.array([3]), np.array([0.3, 0.99], np.float32), np.array([4, 5])
    )
    result = calibrate(samples(80), None, Target(1 / 200), marked=marked)
    assert result.choice.threshold is not None
    assert not result.choice.extrapolated
    return result


def test_a_higher_threshold_keeps_the_target_and_is_counted_anew(found: Calibration) -> None:
    chosen = found.choice.threshold
    assert chosen is not None
    raised = found.raised_to(chosen + 0.1)
    assert raised.choice.threshold == chosen + 0.1
    assert raised.choice.by_hand_above == chosen
    assert raised.choice.target_fmr == found.choice.target_fmr
    counted = np.mean([float(score) >= chosen + 0.1 for score in found.curve.tail]) * len(found.curve.tail)
    assert raised.choice.fmr is not None and found.choice.fmr is not None
    assert raised.choice.fmr.value == pytest.approx(counted / found.curve.comparisons)
    assert raised.choice.fmr.high <= found.choice.fmr.high <= 1 / 200
    assert raised.fnmr is not None
    assert raised.fnmr.value == np.mean([float(score) < chosen + 0.1 for score in found.mated_scores])
    # And again from there: it is told what was enough, not what was set in between.
    assert found.raised_to(chosen + 0.05).raised_to(chosen + 0.1).choice.by_hand_above == chosen


def test_marks_are_counted_at_the_threshold_that_is_set(found: Calibration) -> None:
    chosen = found.choice.threshold
    assert chosen is not None and chosen < 0.95
    assert (found.still_wrong, found.still_missed) == (1, 1)
    raised = found.raised_to(0.97)
    assert (raised.still_wrong, raised.still_missed) == (0, 1)
    assert found.marked.at(0.2) == (1, 0)


def test_the_door_of_another_threshold_is_never_kept(found: Calibration) -> None:
    chosen = found.choice.threshold
    assert chosen is not None
    assert found.raised_to(chosen).choice is found.choice
    assert found.raised_to(chosen + 0.1).door is None


def test_a_lower_threshold_or_one_of_a_refused_target_is_refused(found: Calibration) -> None:
    chosen = found.choice.threshold
    assert chosen is not None
    for lower in (np.nextafter(chosen, 0), chosen - 0.2, -1.0, float("nan")):
        with pytest.raises(CalibrationError, match=r"cannot be claimed"):
            found.raised_to(float(lower))
    refused = calibrate(samples(5), None, Target(1e-4))
    assert refused.choice.threshold is None
    with pytest.raises(CalibrationError, match="was refused"):
        refused.raised_to(0.99)


def test_what_rests_on_a_model_keeps_its_bound_above(found: Calibration) -> None:
    # A target a little beyond what the comparisons bear by themselves.
    beyond = calibrate(samples(80), None, Target(found.choice.least_fmr / 3))
    assert beyond.choice.extrapolated
    assert beyond.choice.threshold is not None and beyond.choice.fmr is not None
    raised = beyond.raised_to(beyond.choice.threshold + 0.01)
    assert raised.choice.fmr == beyond.choice.fmr
    assert "holds of every higher threshold" in sentences_of(raised)[0]
    assert "rests on a model" in sentences_of(raised)[0]


def test_the_bound_is_the_same_before_and_after_all_bounds_were_found() -> None:
    result = calibrate(samples(40, seed=2), None, Target(1e-2))
    thresholds = [0.2, 0.5, 0.7, 0.9, 1.0]
    before = [result.fmr_at(threshold) for threshold in thresholds]
    result.curve.upper()
    assert [result.fmr_at(threshold) for threshold in thresholds] == before


def test_any_threshold_is_told_of_and_only_what_is_borne_is_claimed(found: Calibration) -> None:
    chosen = found.choice.threshold
    assert chosen is not None
    at_chosen = told_false_matches(found, chosen)
    assert at_chosen.sentence.startswith(claims.claim_false_matches(found.choice))
    below = told_false_matches(found, chosen - 0.1)
    rate = found.fmr_at(chosen - 0.1)
    assert rate is not None
    assert below.figure == claims_by_hand.figure(rate)
    assert below.interval == claims_by_hand.interval(rate)
    above = told_false_matches(found, chosen + 0.02)
    assert "set by hand" in above.sentence
    same = told_false_non_matches(found, 0.9)
    rate = found.fnmr_at(0.9)
    assert rate is not None
    assert same.figure == claims_by_hand.figure_in_hundred(rate)
    assert "comparisons of this site's own people" in same.sentence


def test_below_all_that_was_kept_only_a_lower_end_is_told(found: Calibration) -> None:
    rate = claims_by_hand.claim_false_matches_at(0.1, None, 1 / 250)
    assert "more than 1 in 250" in rate
    assert claims_by_hand.figure_beyond(1 / 250) == "more than 1 in 250"
    # With so few comparisons all were kept, but those that a marked stranger lost to all the others.
    assert found.least_kept_fmr == pytest.approx(len(found.summary.tail) / found.curve.comparisons, abs=1e-4)
    assert found.fmr_at(-1.0) is None
    assert told_false_matches(found, -1.0).interval is None


def test_without_anybody_at_the_door_nothing_is_told() -> None:
    assert told_strangers(None).figure is None
    assert told_strangers(None).sentence == "Nobody is enrolled, so that nobody can be let in."
    assert told_genuine(None).figure is None


def test_no_figure_stands_beside_the_sentence_that_it_cannot_be_told() -> None:
    def door(rate: Rate) -> DoorRates:
        genuine = ApproachRate(rate, 2, Looks.ONE)
        return DoorRates(2, 4, None, None, None, None, None, genuine, None, 0, 0, 0)

    few = told_genuine(door(Rate(0.25, 0.01, 0.75, 4, 4.0)))
    assert "cannot be told from 4 attempts" in few.sentence
    assert (few.figure, few.interval) == (None, None)
    enough = told_genuine(door(Rate(0.25, 0.1, 0.45, 40, 40.0)))
    assert enough.figure == "25 in 100"
    assert enough.interval == "10 to 45 in 100 (95 % sure of each end)"


def test_what_is_drawn_is_what_is_counted(found: Calibration) -> None:
    curve = found.error_curve()
    for place in range(0, len(curve.thresholds), 40):
        rate = found.fnmr_at(float(curve.thresholds[place]))
        assert rate is not None
        assert rate.value == pytest.approx(curve.fnmr[place])
    histogram = found.mated_histogram()
    assert histogram.sum() == found.mated
    place = int(np.searchsorted(HISTOGRAM_EDGES, 0.9)) - 1
    low, high = HISTOGRAM_EDGES[place], HISTOGRAM_EDGES[place + 1]
    assert histogram[place] == sum(low <= score < high for score in found.mated_scores)


def test_what_the_sites_own_people_raised_is_not_lowered_by_the_cohort() -> None:
    # The site's people come in pairs of lookalikes; the cohort's resemble nobody.
    random = np.random.default_rng(4)
    made = []
    for pair in range(30):
        centre = random.normal(size=16)
        for twin in range(2):
            for number in range(3):
                embedding = centre + 0.2 * random.normal(size=16)
                embedding /= np.linalg.norm(embedding)
                made.append((f"person {2 * pair + twin}", f"clip {number}", embedding.astype(np.float32)))
    site = SiteSamples.of(made, templates=len(made), embedding_size=16)
    strangers = random.normal(size=(600, 16))
    strangers /= np.linalg.norm(strangers, axis=1, keepdims=True)
    cohort = Cohort(strangers.astype(np.float32), np.repeat(np.arange(300), 2))
    result = calibrate(site, cohort, Target(2e-3))
    choice = result.choice
    assert choice.raised and choice.threshold is not None
    lower = choice.threshold - 0.01
    rate = result.fmr_at(lower)
    assert rate is not None and rate.high <= choice.target_fmr  # together they would bear it
    with pytest.raises(CalibrationError, match="own people do not bear a threshold below"):
        result.raised_to(lower)
    assert claims_by_hand.claim_raised(choice.threshold) in told_false_matches(result, lower).sentence
