"""Pairs of people who are alike, recomputed pair by pair."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.domain.lookalikes import Likeness, Lookalikes, find_lookalikes, typical_mated_score


def drawn(people: int, seed: int = 0) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """One to four templates of each, in mixed order, under ids with gaps."""
    random = np.random.default_rng(seed)
    owners = np.repeat(3 * np.arange(people) + 5, random.integers(1, 5, people))
    random.shuffle(owners)
    rows = random.normal(size=(len(owners), 6)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True), owners.astype(np.int64)


def plain(
    rows: NDArray[np.float32], people: NDArray[np.int64], threshold: float, near: float, typical: float | None
) -> list[tuple[int, int, float, float, float, int, str]]:
    found = []
    for first, second in itertools.combinations(sorted(set(people.tolist())), 2):
        scores = [float(a @ b) for a in rows[people == first] for b in rows[people == second]]
        if max(scores) < threshold - near:
            continue
        references = [] if typical is None else [typical]
        for person in (first, second):
            own = [float(a @ b) for a, b in itertools.combinations(rows[people == person], 2)]
            if own:
                references.append(float(np.median(own)))
        mean = sum(scores) / len(scores)
        kind = "same" if references and mean >= max(references) else "similar"
        share = sum(score >= threshold for score in scores) / len(scores)
        found.append((first, second, max(scores), mean, share, len(scores), kind))
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))


def as_rows(pairs: list[Lookalikes]) -> list[tuple[int, int, float, float, float, int, str]]:
    return [(p.first, p.second, p.score, p.mean, p.share, p.comparisons, p.likeness.value) for p in pairs]


@pytest.mark.parametrize("block", [1, 3, 7, 1000])
@pytest.mark.parametrize("typical", [None, 0.2])
def test_every_pair_is_found_as_a_plain_loop_finds_it(block: int, typical: float | None) -> None:
    rows, people = drawn(40)
    found = find_lookalikes(rows, people, 0.7, near=0.15, typical_mated=typical, block=block)
    expected = plain(rows, people, 0.7, 0.15, typical)
    assert len(expected) > 20 and {pair[-1] for pair in expected} == {"same", "similar"}
    assert [pair[:2] + pair[5:] for pair in as_rows(found)] == [pair[:2] + pair[5:] for pair in expected]
    np.testing.assert_allclose(
        [pair[2:5] for pair in as_rows(found)], [pair[2:5] for pair in expected], rtol=0, atol=1e-6
    )


def test_one_persons_pairs_are_those_among_all() -> None:
    rows, people = drawn(30, seed=2)
    everybody = find_lookalikes(rows, people, 0.6)
    for person in sorted(set(people.tolist())):
        alone = find_lookalikes(rows, people, 0.6, of=person)
        among = [pair for pair in everybody if person in (pair.first, pair.second)]
        # Scores may differ in the last bit: a product of matrices depends on their shapes.
        assert {(p.first, p.second, p.comparisons) for p in alone} == {
            (p.first, p.second, p.comparisons) for p in among
        }
        assert all(pair.other(person) != person for pair in alone)
    assert find_lookalikes(rows, people, 0.6, of=9999) == []


def test_the_edge_of_the_band_and_of_the_threshold_count() -> None:
    rows = np.array([[1, 0], [0.5, np.sqrt(0.75)], [1, 0]], dtype=np.float32)
    (pair,) = find_lookalikes(rows[:2], np.array([1, 2]), 0.5, near=0.0)
    assert (pair.score, pair.share) == (0.5, 1.0)
    (pair,) = find_lookalikes(rows[:2], np.array([1, 2]), 0.75, near=0.25)
    assert pair.share == 0.0
    assert find_lookalikes(rows[:2], np.array([1, 2]), 0.76, near=0.25) == []


def test_equal_pairs_come_by_their_ids() -> None:
    rows = np.tile(np.array([[0.6, 0.8]], dtype=np.float32), (4, 1))
    found = find_lookalikes(rows, np.array([9, 4, 7, 2]), 0.5)
    assert [(pair.first, pair.second) for pair in found] == [(2, 4), (2, 7), (2, 9), (4, 7), (4, 9), (7, 9)]


def test_a_person_is_no_lookalike_of_oneself_and_nobody_has_none() -> None:
    rows = np.tile(np.array([[0.6, 0.8]], dtype=np.float32), (3, 1))
    assert find_lookalikes(rows, np.array([1, 1, 1]), 0.1) == []
    assert find_lookalikes(np.zeros((0, 4), dtype=np.float32), np.zeros(0, dtype=np.int64), 0.1) == []


def test_one_clips_templates_ask_for_more_before_two_are_taken_for_one() -> None:
    def at(angle: float) -> list[float]:
        return [np.cos(angle), np.sin(angle)]

    # Each person's two templates are nearly one picture; between the people there is an angle.
    rows = np.array([at(0), at(0.05), at(0.9), at(0.95)], dtype=np.float32)
    (apart,) = find_lookalikes(rows, np.array([1, 1, 2, 2]), 0.5, typical_mated=0.4)
    assert apart.mean > 0.6 and apart.likeness is Likeness.SIMILAR
    (single,) = find_lookalikes(rows[[0, 2]], np.array([1, 2]), 0.5, typical_mated=0.4)
    assert single.likeness is Likeness.SAME
    (unknown,) = find_lookalikes(rows[[0, 2]], np.array([1, 2]), 0.5)
    assert unknown.likeness is Likeness.SIMILAR, "nothing says what one person's pictures score"


def test_what_is_no_number_is_refused() -> None:
    rows, people = drawn(3)
    with pytest.raises(ValueError, match="do not fit"):
        find_lookalikes(rows, people[:-1], 0.5)
    for threshold, near in ((np.nan, 0.1), (0.5, np.nan), (0.5, -0.1)):
        with pytest.raises(ValueError, match="not a number"):
            find_lookalikes(rows, people, threshold, near=near)
    rows[0, 0] = np.nan
    with pytest.raises(ValueError, match="not a number"):
        find_lookalikes(rows, people, 0.5)


def test_it_can_be_stopped() -> None:
    rows, people = drawn(30)
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 2

    some = find_lookalikes(rows, people, 0.0, block=4, should_stop=stop)
    assert 0 < len(some) < len(find_lookalikes(rows, people, 0.0, block=4))


def test_the_typical_mated_score_is_the_median_over_all_mated_pairs() -> None:
    rows, people = drawn(20, seed=4)
    mated = [float(rows[i] @ rows[j]) for i, j in itertools.combinations(range(len(rows)), 2) if people[i] == people[j]]
    assert typical_mated_score(rows, people) == pytest.approx(float(np.median(mated)), abs=1e-6)
    assert typical_mated_score(rows[:1], people[:1]) is None
    assert typical_mated_score(rows[:0], people[:0]) is None
