"""Which threshold a target comes to, from whose comparisons, and what is missing where there is none."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.domain.calibration import (
    EvidenceSource,
    across_sources,
    choose_threshold,
    missing_for,
    non_match_rate,
    with_strangers,
)
from faceapp.domain.comparison_summary import ComparisonSummary, summarise
from faceapp.domain.error_bounds import FalseMatchCurve


def people(
    count: int, samples: int = 2, *, seed: int = 0, spread: float = 0.5, alike: float = 0.0
) -> ComparisonSummary:
    """Comparisons of people whose samples scatter about a direction of their own, and all about a common one."""
    random = np.random.default_rng(seed)
    directions = random.normal(size=(count, 16)) + alike * np.eye(16)[0] * 4
    embeddings = np.repeat(directions, samples, axis=0) + spread * random.normal(size=(count * samples, 16))
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)
    return summarise(embeddings.astype(np.float32), np.repeat(np.arange(count), samples))


def curve(count: int, **more: float) -> FalseMatchCurve:
    return FalseMatchCurve.of(people(count, **more))  # type: ignore[arg-type]


def test_the_site_decides_where_it_can() -> None:
    site, pool = curve(150), curve(300, seed=1)
    choice = choose_threshold(site, pool, 1e-2)
    assert choice.source is EvidenceSource.SITE
    assert choice.threshold == site.threshold_for(1e-2)
    assert choice.fmr is not None
    assert choice.fmr.high <= 1e-2
    assert not choice.extrapolated
    assert choice.missing is None
    assert (choice.comparisons, choice.people) == (site.comparisons, 150)


def test_a_small_site_takes_the_cohort_along() -> None:
    site, pool = curve(5), curve(300, seed=1)
    choice = choose_threshold(site, pool, 1e-2)
    assert choice.source is EvidenceSource.SITE_AND_COHORT
    assert choice.comparisons == pool.comparisons
    assert choose_threshold(None, pool, 1e-2).source is EvidenceSource.COHORT


def test_a_site_whose_people_are_too_alike_raises_the_threshold() -> None:
    """One camera, one light: everybody looks more like everybody."""
    site, pool = curve(12, samples=4, alike=1.0), curve(300, seed=1)
    choice = choose_threshold(site, pool, 1e-2)
    assert choice.raised
    assert choice.source is EvidenceSource.SITE_AND_COHORT
    unraised = choose_threshold(None, pool, 1e-2)
    assert choice.threshold is not None
    assert unraised.threshold is not None
    assert choice.threshold > unraised.threshold
    found = site.matches_at(choice.threshold)
    assert site.lower()[found] <= 1e-2
    # One score lower, and the site would contradict the claim.
    assert site.lower()[found + 1] > 1e-2
    assert site.at(unraised.threshold).low > 1e-2


def test_beyond_the_comparisons_a_model_speaks_and_is_marked() -> None:
    pool = curve(200, seed=2)
    target = pool.upper_at(0) / 3
    choice = choose_threshold(None, pool, target)
    assert choice.extrapolated
    assert choice.threshold is not None
    assert choice.fmr is not None
    assert choice.fmr.high <= target


def test_far_beyond_the_comparisons_a_target_is_refused_with_what_is_missing() -> None:
    pool = curve(100, seed=2)
    target = pool.upper_at(0) / 20
    choice = choose_threshold(None, pool, target)
    assert choice.threshold is None
    assert choice.fmr is None
    assert choice.least_fmr == pool.upper_at(0)
    assert choice.missing is not None
    assert choice.missing.comparisons == math.ceil(19 * pool.comparisons)
    further = choice.missing.people + 100
    # So many people with two samples each give as many comparisons as are wanted, and one fewer would not.
    assert 4 * further * (further - 1) / 2 >= 20 * pool.comparisons > 4 * (further - 1) * (further - 2) / 2
    assert missing_for(pool, 0.5).comparisons == 0


@pytest.mark.parametrize("target", [0.0, 0.02, math.nan])
def test_a_target_that_is_none_for_a_door_is_refused(target: float) -> None:
    with pytest.raises(ValueError, match="target"):
        choose_threshold(curve(10), None, target)


def test_nothing_to_compare_is_refused() -> None:
    with pytest.raises(ValueError, match="no non-mated"):
        choose_threshold(None, None, 1e-3)


def test_false_non_matches_are_counted_by_person() -> None:
    mated = np.array([0.1, 0.2, 0.5, 0.5, 0.9], dtype=np.float32)
    person = np.array([7, 7, 7, 3, 3])
    rate = non_match_rate(mated, person, 0.5)
    assert rate is not None
    assert rate.value == pytest.approx(2 / 5)  # a score at the threshold matches
    assert rate.low < 0.4 < rate.high
    assert non_match_rate(mated[:0], person[:0], 0.5) is None


def test_frames_of_one_clip_do_not_count_as_mated_comparisons() -> None:
    summary = people(3, samples=4)
    sources = np.array([0, 0, 1, 1] * 3) + np.repeat([0, 10, 20], 4)
    scores, person = across_sources(summary, sources)
    expected = sorted(
        (float(score), int(summary.labels[a]))
        for score, (a, b) in zip(summary.mated, summary.mated_samples, strict=True)
        if sources[a] != sources[b]
    )
    assert len(expected) == 3 * 4
    assert sorted(zip(scores.tolist(), person.tolist(), strict=True)) == expected


def test_a_stranger_who_was_taken_for_somebody_counts_as_a_false_match() -> None:
    before = curve(20)
    scores: NDArray[np.float32] = np.array([0.9375, 0.25], np.float32)
    after = with_strangers(before, scores, np.array([4, 9]))
    assert after.people == before.people + 2
    assert after.matches_at(0.9375) == before.matches_at(0.9375) + 1
    assert after.matches_at(0.25) == before.matches_at(0.25) + 2
    assert np.all(np.diff(after.tail) <= 0)
    assert with_strangers(before, scores[:0], np.zeros(0, dtype=np.int64)) is before


@pytest.mark.parametrize(("count", "samples"), [(2, 200), (3, 60), (4, 60)])
def test_a_handful_of_people_bear_nothing_however_many_pictures_they_have(count: int, samples: int) -> None:
    site = curve(count, samples=samples)
    assert site.comparisons > 10_000
    assert site.effective.max() <= count // 2
    for target in (1e-2, 1e-3, 1e-4):
        choice = choose_threshold(site, None, target)
        assert choice.threshold is None
        assert choice.missing is not None


def test_a_stricter_target_never_takes_a_lower_threshold() -> None:
    for count, alike in ((3, 0.0), (8, 0.3), (20, 0.3), (60, 0.3), (150, 0.1)):
        site, pool = curve(count, samples=4, alike=alike, seed=count), curve(300, seed=1)
        found = [choose_threshold(site, pool, target).threshold for target in (1e-2, 5e-3, 2e-3, 1e-3, 5e-4, 2e-4)]
        told = [threshold for threshold in found if threshold is not None]
        assert len(told) >= 3
        assert told == sorted(told)


def test_one_stranger_who_comes_again_and_again_is_one_more_person_and_no_more() -> None:
    before = curve(60, samples=4)
    score = float(before.tail[30])
    once = with_strangers(before, np.array([score], np.float32), np.array([4]))
    often = with_strangers(before, np.full(200, score, np.float32), np.full(200, 4))
    assert (often.people, often.comparisons) == (once.people, once.comparisons)
    assert np.array_equal(often.tail, once.tail)
    # Lower marks of the same person add nothing either.
    lower = with_strangers(before, np.array([score, score / 2], np.float32), np.array([4, 4]))
    assert np.array_equal(lower.tail, once.tail)


def test_a_marked_score_below_all_that_was_kept_is_not_put_among_them() -> None:
    whole = curve(40, samples=3)
    kept = FalseMatchCurve(whole.tail[:100], whole.first[:100], whole.second[:100], whole.samples)
    after = with_strangers(kept, np.array([float(kept.tail[-1]) - 0.1], np.float32), np.array([3]))
    assert after.people == kept.people + 1
    assert np.array_equal(after.tail, kept.tail)
