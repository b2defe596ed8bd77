"""Comparisons in blocks, against all of them in one list and against plain loops."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.domain import comparison_summary
from faceapp.domain.comparison_estimates import (
    area_under_curve_of,
    det_curve,
    equal_error_rate_of,
    estimate,
    rates_at,
)
from faceapp.domain.comparison_summary import HISTOGRAM_EDGES, ComparisonSummary, summarise, summarise_pairs
from faceapp.domain.hardest import hardest_pairs
from faceapp.domain.scores import (
    area_under_curve,
    compare_all,
    equal_error_rate,
    false_match_rate,
    operating_point,
    true_accept_rate,
)

Embedded = tuple[NDArray[np.float32], NDArray[np.int64]]


def people(count: int, samples: int, *, spread: float = 1.0, seed: int = 0, size: int = 16) -> Embedded:
    """Unit rows about a centre for each person, in no order; people have 1 to `samples` of them."""
    random = np.random.default_rng(seed)
    labels = np.repeat(np.arange(count), random.integers(1, samples + 1, count))
    random.shuffle(labels)
    rows = random.normal(size=(count, size))[labels] + spread * random.normal(size=(len(labels), size))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32), labels


def tied(count: int, samples: int, seed: int) -> Embedded:
    """Rows along few directions, so that most scores are tied."""
    random = np.random.default_rng(seed)
    labels = random.integers(0, count, count * samples)
    rows = np.eye(4, dtype=np.float32)[random.integers(0, 4, len(labels))] * random.choice([-1, 1], (len(labels), 1))
    return rows.astype(np.float32), labels


def exact(embedded: Embedded) -> Embedded:
    """Rows so rounded that a score is the same to the last bit, in whichever order a machine adds it up."""
    embeddings, labels = embedded
    return np.round(embeddings * 256) / 256, labels


def plain_pairs(embedded: Embedded) -> tuple[list[tuple[float, int, int]], list[tuple[float, int, int]]]:
    embeddings, labels = embedded
    mated, non_mated = [], []
    for i in range(len(labels)):
        for j in range(i + 1, len(labels)):
            pair = (float(embeddings[i] @ embeddings[j]), i, j)
            (mated if labels[i] == labels[j] else non_mated).append(pair)
    return mated, non_mated


@pytest.mark.parametrize("block", [1, 5, 512])
def test_a_summary_holds_what_a_double_loop_finds(block: int) -> None:
    embedded = people(12, 5, seed=1)
    mated, non_mated = plain_pairs(embedded)
    found = summarise(*embedded, thresholds=[0.0, 0.31], block=block)
    np.testing.assert_allclose(found.mated, sorted(score for score, _, _ in mated), atol=1e-6)
    np.testing.assert_allclose(found.tail, sorted((score for score, _, _ in non_mated), reverse=True), atol=1e-6)
    assert found.non_mated == len(non_mated)
    assert {tuple(sorted(row)) for row in found.mated_samples.tolist()} == {(i, j) for _, i, j in mated}
    assert {tuple(sorted(row)) for row in found.tail_samples.tolist()} == {(i, j) for _, i, j in non_mated}
    embeddings, labels = embedded
    for score, (i, j), person in zip(found.mated, found.mated_samples, found.mated_person, strict=True):
        assert score == pytest.approx(embeddings[i] @ embeddings[j], abs=1e-6)
        assert labels[i] == labels[j] == person
    for score, (i, j) in zip(found.tail, found.tail_samples, strict=True):
        assert score == pytest.approx(embeddings[i] @ embeddings[j], abs=1e-6)
    for score, reaching, exceeding in zip(found.mated, found.reaching, found.exceeding, strict=True):
        assert reaching == np.count_nonzero(found.tail >= score)
        assert exceeding == np.count_nonzero(found.tail > score)
    assert found.counted.tolist() == [sum(score >= at for score, _, _ in non_mated) for at in (0.0, 0.31)]
    assert found.histogram.tolist() == np.histogram(found.tail, bins=HISTOGRAM_EDGES)[0].tolist()
    assert found.samples.tolist() == [int(np.sum(labels == person)) for person in range(12)]


@pytest.mark.parametrize("embedded", [exact(people(25, 6, seed=2)), tied(8, 6, seed=3), tied(3, 12, seed=4)])
@pytest.mark.parametrize("block", [7, 512])
def test_exact_figures_are_those_of_the_whole_list(embedded: Embedded, block: int) -> None:
    whole = compare_all(*embedded)
    found = summarise(*embedded, block=block)
    assert equal_error_rate_of(found) == pytest.approx(equal_error_rate(whole.mated, whole.non_mated), abs=1e-9)
    assert area_under_curve_of(found) == pytest.approx(area_under_curve(whole.mated, whole.non_mated), abs=1e-9)
    thresholds, fmr, fnmr = det_curve(found)
    for at, false_matches, false_non_matches in list(zip(thresholds, fmr, fnmr, strict=True))[::7]:
        assert false_matches == pytest.approx(false_match_rate(whole.non_mated, at))
        assert false_non_matches == pytest.approx(1 - true_accept_rate(whole.mated, at))


@pytest.fixture
def few_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with millions of comparisons: of the non-mated ones only a tail and some that stand for all are kept."""
    monkeypatch.setattr(comparison_summary, "SPREAD", 20_000)
    monkeypatch.setattr(comparison_summary, "_PART", 1000)


@pytest.mark.usefixtures("few_kept")
def test_operating_points_from_the_tail_are_those_of_the_whole_list() -> None:
    embedded = people(120, 8, spread=1.3, seed=5)
    whole = compare_all(*embedded)
    found = summarise(*embedded, block=64)
    assert len(found.spread) == 20_000 < len(found.mated) + found.non_mated
    assert len(found.tail) < found.non_mated == len(whole.non_mated)
    points = estimate(found, repetitions=60).points
    for fmr in (1e-2, 1e-3, 1e-4):
        wanted = operating_point(whole, fmr, repetitions=60)
        point = points[fmr]
        assert wanted is not None and point is not None
        assert dataclasses.astuple(point) == pytest.approx(dataclasses.astuple(wanted), abs=1e-6)
    # 1.2 false matches are expected.
    assert points[1e-5] is None is operating_point(whole, 1e-5)


@pytest.mark.usefixtures("few_kept")
def test_intervals_from_a_part_are_near_those_from_all(monkeypatch: pytest.MonkeyPatch) -> None:
    embedded = people(60, 8, spread=1.5, seed=6)
    part = estimate(summarise(*embedded), repetitions=200)
    monkeypatch.setattr(comparison_summary, "SPREAD", 10**9)
    whole = estimate(summarise(*embedded), repetitions=200)
    for one, other in ((part.eer, whole.eer), (part.auc, whole.auc)):
        assert one.value == other.value
        width = other.high - other.low
        assert one.low == pytest.approx(other.low, abs=0.15 * width)
        assert one.high == pytest.approx(other.high, abs=0.15 * width)


def test_a_repetition_of_eer_and_auc_agrees_with_comparisons_written_out() -> None:
    embedded = people(14, 6, spread=1.5, seed=7)
    whole = compare_all(*embedded)
    eers, aucs = [], []
    random = np.random.default_rng(11)
    count = len(whole.samples)
    for _ in range(30):
        drawn = np.bincount(random.integers(0, count, count), minlength=count)
        mated = np.repeat(whole.mated, drawn[whole.mated_person])
        non_mated = np.repeat(whole.non_mated, drawn[whole.non_mated_first] * drawn[whole.non_mated_second])
        eers.append(equal_error_rate(mated, non_mated))
        aucs.append(area_under_curve(mated, non_mated))
    found = estimate(summarise(*embedded), fmrs=(), repetitions=30, seed=11)
    # The rates are interpolated between scores, so that they agree to a step of the curve.
    assert (found.eer.low, found.eer.high) == pytest.approx(tuple(np.quantile(eers, [0.025, 0.975])), abs=0.01)
    assert (found.auc.low, found.auc.high) == pytest.approx(tuple(np.quantile(aucs, [0.025, 0.975])), abs=0.004)


def test_intervals_hold_their_figure_and_repeat_with_their_seed() -> None:
    summary = summarise(*people(40, 6, spread=1.5, seed=8))
    found = estimate(summary, repetitions=100)
    for figure in (found.eer, found.auc):
        assert figure.low < figure.value < figure.high
    assert estimate(summary, repetitions=100) == found
    assert estimate(summary, repetitions=100, seed=1) != found
    assert found.identities == 40
    assert (found.mated, found.non_mated) == (len(summary.mated), summary.non_mated)


def test_people_who_differ_widen_the_interval_more_than_comparisons_would() -> None:
    random = np.random.default_rng(9)
    labels = np.repeat(np.arange(40), 8)
    # Half of the people are well recognised, half badly.
    spread = np.where(labels % 2 == 0, 0.5, 2.5)[:, np.newaxis]
    rows = random.normal(size=(40, 32))[labels] + spread * random.normal(size=(len(labels), 32))
    embeddings = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    point = estimate(summarise(embeddings, labels), fmrs=(1e-2,), repetitions=200).points[1e-2]
    assert point is not None
    binomial = 2 * 1.96 * np.sqrt(point.tar * (1 - point.tar) / (40 * 28))
    assert point.tar_high - point.tar_low > 2 * binomial


def test_by_hand() -> None:
    # Three people on a plane: a at 0 and 60 degrees, b at 90 and 120, c at 180.
    angles = np.radians([0, 60, 90, 120, 180])
    embeddings = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    found = summarise(embeddings, np.array([0, 0, 1, 1, 2]))
    # Mated: 60 and 30 degrees apart. Non-mated: 90, 120, 180; 30, 60, 120; 90, 60.
    np.testing.assert_allclose(found.mated, [0.5, np.sqrt(0.75)], atol=1e-6)
    np.testing.assert_allclose(found.tail, [np.sqrt(0.75), 0.5, 0.5, 0, 0, -0.5, -0.5, -1], atol=1e-6)
    scores = np.array([0.5, 0.75, 0.75, 0.5, 0.5, 0.0, 0.0, -0.5, -0.5, -1.0], dtype=np.float32)
    first = np.array([0, 2, 1, 1, 3, 0, 2, 0, 1, 0])
    second = np.array([1, 3, 2, 3, 4, 2, 4, 3, 4, 4])
    listed = summarise_pairs(scores, first, second, np.array([0, 0, 1, 1, 2]))
    # At 0.5 three of eight non-mated are accepted and no mated refused; at 0.75 one, and one of two refused.
    assert listed.reaching.tolist() == [3, 1]
    assert listed.exceeding.tolist() == [1, 0]
    assert equal_error_rate_of(listed) == 3 / 8
    # 0.5 beats 5 and ties 2; 0.75 beats 7 and ties 1: (6 + 7.5) / 16.
    assert area_under_curve_of(listed) == 13.5 / 16


def test_pairs_from_a_list_give_the_figures_of_the_same_comparisons() -> None:
    embeddings, labels = people(10, 4, seed=10)
    first, second = np.triu_indices(len(labels), k=1)
    scores = np.einsum("ij,ij->i", embeddings[first], embeddings[second])
    every, listed = summarise(embeddings, labels), summarise_pairs(scores, first, second, labels)
    assert not listed.complete
    one = estimate(every, fmrs=(0.05,), min_false_matches=1, repetitions=40)
    other = estimate(listed, fmrs=(0.05,), min_false_matches=1, repetitions=40)
    assert (other.mated, other.non_mated, other.identities) == (one.mated, one.non_mated, one.identities)
    assert dataclasses.astuple(one.eer) == pytest.approx(dataclasses.astuple(other.eer), abs=1e-5)
    assert dataclasses.astuple(one.auc) == pytest.approx(dataclasses.astuple(other.auc), abs=1e-5)
    wanted, point = one.points[0.05], other.points[0.05]
    assert wanted is not None and point is not None
    assert dataclasses.astuple(point) == pytest.approx(dataclasses.astuple(wanted), abs=1e-5)


def test_a_picture_without_a_face_counts_in_mated_comparisons_alone() -> None:
    embeddings, labels = people(6, 4, seed=11)
    plain = summarise(embeddings, labels)
    # Person 6 has three pictures, none with a face; person 0 one more picture.
    found = summarise(embeddings, labels, without_face=np.array([1, 0, 0, 0, 0, 0, 3]))
    lost = int(np.sum(labels == 0)) + 3
    assert len(found.mated) == len(plain.mated) + lost
    assert (found.mated[:lost] == -1).all()
    assert (found.mated_samples[:lost] == -1).all()
    assert sorted(found.mated_person[:lost].tolist()) == [0] * (lost - 3) + [6] * 3
    np.testing.assert_array_equal(found.tail, plain.tail)
    assert found.people == plain.people + 1
    assert area_under_curve_of(found) < area_under_curve_of(plain)


def test_rates_at_given_thresholds_agree_with_the_whole_list() -> None:
    embedded = people(30, 6, spread=1.5, seed=12)
    whole = compare_all(*embedded)
    thresholds = [-2.0, 0.2, 0.5]
    found = rates_at(summarise(*embedded, thresholds=thresholds), thresholds, repetitions=100)
    for at, rates in zip(thresholds, found, strict=True):
        assert rates.threshold == at
        assert rates.fmr.value == pytest.approx(false_match_rate(whole.non_mated, at))
        assert rates.tar.value == pytest.approx(true_accept_rate(whole.mated, at))
    # What is all alike is no surer than 30 people can make it.
    assert (found[0].fmr.low, found[0].fmr.high) == (pytest.approx(0.025 ** (1 / 30)), 1.0)
    assert found[0].tar.low == pytest.approx(0.025 ** (1 / 25))  # five have one picture
    assert found[1].fmr.low < found[1].fmr.value < found[1].fmr.high
    assert found[1].tar.low < found[1].tar.value < found[1].tar.high


@pytest.mark.usefixtures("few_kept")
def test_rates_below_the_tail_come_from_what_stands_for_all() -> None:
    embedded = people(60, 8, spread=1.5, seed=13)
    (rates,) = rates_at(summarise(*embedded, thresholds=[0.0]), [0.0], repetitions=100)
    exact = false_match_rate(compare_all(*embedded).non_mated, 0.0)
    assert rates.fmr.value == pytest.approx(exact)
    assert rates.fmr.low - 0.02 < exact < rates.fmr.high + 0.02


def test_a_rate_of_none_among_two_people_claims_no_more_than_two_people_can() -> None:
    embeddings = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], dtype=np.float32)
    (rates,) = rates_at(summarise(embeddings, np.array([0, 0, 1, 1]), thresholds=[0.5]), [0.5], repetitions=50)
    assert (rates.fmr.value, rates.fmr.low, rates.fmr.high) == (0, 0, pytest.approx(1 - 0.025**0.5))
    assert (rates.tar.value, rates.tar.low, rates.tar.high) == (1, pytest.approx(0.025**0.5), 1)


def test_rates_need_the_thresholds_that_were_counted() -> None:
    summary = summarise(*people(5, 4, seed=14), thresholds=[0.1])
    with pytest.raises(ValueError, match="counted at 1 thresholds, not at 2"):
        rates_at(summary, [0.1, 0.2])


def test_a_threshold_is_not_rounded_onto_a_score() -> None:
    embeddings = np.array([[1, 0], [0.1, np.sqrt(0.99)]], dtype=np.float32)
    score = float(np.float32(0.1))  # a little above 0.1
    labels = np.array([0, 1])
    assert summarise(embeddings, labels, thresholds=[score]).counted.tolist() == [1]
    assert summarise(embeddings, labels, thresholds=[score + 1e-12]).counted.tolist() == [0]


def nothing(summary: ComparisonSummary) -> None:
    for figure in (equal_error_rate_of, area_under_curve_of, det_curve, estimate):
        with pytest.raises(ValueError, match="there is no"):
            figure(summary)


def test_nothing_one_person_and_people_with_one_sample_each() -> None:
    none = summarise(np.zeros((0, 4), dtype=np.float32), np.zeros(0, dtype=np.int64))
    assert (len(none.mated), none.non_mated, none.people) == (0, 0, 0)
    nothing(none)
    embeddings, _ = people(4, 2, seed=15)
    one = summarise(embeddings, np.zeros(len(embeddings), dtype=np.int64))
    assert (one.non_mated, one.people) == (0, 1)
    nothing(one)
    each = summarise(embeddings, np.arange(len(embeddings)))
    assert len(each.mated) == 0 < each.non_mated
    nothing(each)


def test_what_does_not_fit_is_refused() -> None:
    embeddings, labels = people(4, 3, seed=16)
    with pytest.raises(ValueError, match="do not fit"):
        summarise(embeddings, labels[:-1])
    broken = embeddings.copy()
    broken[1, 1] = np.nan
    with pytest.raises(ValueError, match="not a number"):
        summarise(broken, labels)
    index = np.array([0, 1])
    with pytest.raises(ValueError, match="do not fit"):
        summarise_pairs(np.zeros(3, dtype=np.float32), index, index, labels)
    with pytest.raises(ValueError, match="not a number"):
        summarise_pairs(np.array([0, np.inf], dtype=np.float32), index, index, labels)


@pytest.mark.usefixtures("few_kept")
def test_a_target_beyond_what_was_kept_is_refused() -> None:
    summary = summarise(*people(60, 8, seed=17))
    with pytest.raises(ValueError, match="beyond what was kept"):
        estimate(summary, fmrs=(0.1,), repetitions=1)


def test_an_encoder_that_sees_everybody_alike_gains_nothing_by_ties() -> None:
    embeddings = np.tile(np.array([[1, 0]], dtype=np.float32), (12, 1))
    found = estimate(summarise(embeddings, np.repeat(np.arange(4), 3)), fmrs=(), repetitions=20)
    assert (found.eer.value, found.auc.value) == (1.0, 0.5)
    assert found.auc.low == found.auc.high == 0.5


def test_the_hardest_pairs_are_one_for_each_two_people_and_for_each_person() -> None:
    embedded = people(8, 5, spread=1.5, seed=18)
    _, labels = embedded
    mated, non_mated = plain_pairs(embedded)
    alike, unlike = hardest_pairs(summarise(*embedded), 6)
    wanted: dict[tuple[int, int], float] = {}
    for score, i, j in sorted(non_mated, reverse=True):
        wanted.setdefault((min(labels[i], labels[j]), max(labels[i], labels[j])), score)
    assert [pair.score for pair in alike] == pytest.approx(list(wanted.values())[:6], abs=1e-6)
    lowest: dict[int, float] = {}
    for score, i, _ in sorted(mated):
        lowest.setdefault(labels[i], score)
    assert [pair.score for pair in unlike] == pytest.approx(list(lowest.values())[:6], abs=1e-6)
    for pair in alike:
        assert labels[pair.first] != labels[pair.second]
    for pair in unlike:
        assert labels[pair.first] == labels[pair.second]


def test_pairs_without_a_face_are_not_shown() -> None:
    embedded = people(4, 3, seed=19)
    _, unlike = hardest_pairs(summarise(*embedded, without_face=np.array([2, 2, 2, 2])), 10)
    assert unlike and all(pair.first >= 0 for pair in unlike)
