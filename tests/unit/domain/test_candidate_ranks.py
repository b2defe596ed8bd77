"""Places of the right person, by hand and against plain loops."""

from __future__ import annotations

import numpy as np
import pytest

from faceapp.domain.candidate_ranks import cumulative_match, rank_candidates, search_error_curve
from faceapp.domain.identification import Searches, search_all


@pytest.mark.parametrize("block", [1, 4, 512])
def test_every_place_agrees_with_a_plain_loop(block: int) -> None:
    random = np.random.default_rng(1)
    gallery, probes = random.normal(size=(12, 5)).astype(np.float32), random.normal(size=(20, 5)).astype(np.float32)
    gallery_person, probe_person = random.integers(0, 5, 12), random.integers(0, 9, 20)
    found = rank_candidates(gallery, gallery_person, probes, probe_person, block=block)
    searched = search_all(gallery, gallery_person, probes, probe_person)
    for i in range(20):
        scores = {j: float(probes[i] @ gallery[j]) for j in range(12)}
        own = [j for j in scores if gallery_person[j] == probe_person[i]]
        others = [j for j in scores if gallery_person[j] != probe_person[i]]
        assert found.other[i] == max(others, key=lambda j: scores[j])
        assert found.other_score[i] == pytest.approx(scores[found.other[i]], abs=1e-5)
        if not own:
            assert (found.own[i], found.rank[i], found.own_score[i]) == (-1, 0, -np.inf)
            continue
        best = max(own, key=lambda j: scores[j])
        assert found.own[i] == best
        better = {gallery_person[j] for j in others if scores[j] >= scores[best]}
        assert found.rank[i] == 1 + len(better)
        assert (found.rank[i] == 1) == searched.right[i]


def test_of_equal_scores_the_right_person_comes_last() -> None:
    gallery = np.array([[1, 0], [1, 0], [1, 0], [0, 1]], dtype=np.float32)
    found = rank_candidates(gallery, np.array([2, 0, 0, 1]), gallery[:1], np.array([2]))
    assert found.rank.tolist() == [2]  # person 0 with two templates is one person
    alone = rank_candidates(gallery[:1], np.array([2]), gallery[:1], np.array([2]))
    assert (alone.rank.tolist(), alone.other.tolist(), alone.other_score.tolist()) == ([1], [-1], [-np.inf])


def test_the_share_found_within_each_place() -> None:
    rank = np.array([1, 1, 3, 0])
    assert cumulative_match(rank, 0, 3).tolist() == [0.5, 0.5, 0.75]
    assert cumulative_match(rank, 1, 2).tolist() == [0.4, 0.4]
    assert cumulative_match(np.zeros(0, dtype=np.int64), 0, 2).tolist() == [0.0, 0.0]


def searches(score: list[float], right: list[int], mated: list[int]) -> Searches:
    return Searches(
        np.array(score, dtype=np.float32), np.array(right, bool), np.array(mated, bool), np.arange(len(score))
    )


def test_the_trade_off_by_hand() -> None:
    # Mated: 0.9 and 0.5 right, 0.8 wrong; strangers at 0.5 and 0.7.
    found = searches([0.9, 0.5, 0.75, 0.5, 0.7], [1, 1, 0, 0, 0], [1, 1, 1, 0, 0])
    threshold, fpir, fnir = search_error_curve(found)
    assert threshold == pytest.approx([0.5, 0.9])
    assert fpir.tolist() == [1.0, 0.0]
    assert fnir == pytest.approx([1 / 3, 2 / 3])
    with pytest.raises(ValueError, match="no mated or no non-mated"):
        search_error_curve(found.of([0, 1, 2]))
    nobody = searches([0.9, 0.5], [0, 0], [1, 0])
    assert [len(part) for part in search_error_curve(nobody)] == [0, 0, 0]
