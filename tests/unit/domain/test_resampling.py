"""Resampling people: weights against samples written out as often as they count."""

from __future__ import annotations

import numpy as np
import pytest

from faceapp.domain.resampling import (
    crossings,
    draw_people,
    interval,
    mean_by_person,
    non_mated_weight,
    weight_before,
)


def test_people_are_drawn_with_replacement_the_same_for_the_same_seed() -> None:
    batches = list(draw_people(7, 600, seed=3))
    assert sum(batch.shape[1] for batch in batches) == 600
    drawn = np.concatenate(batches, axis=1)
    assert drawn.shape == (7, 600)
    np.testing.assert_array_equal(drawn.sum(axis=0), 7)
    random = np.random.default_rng(3)
    for column in range(600):
        wanted = [0] * 7
        for person in random.integers(0, 7, 7):
            wanted[person] += 1
        assert drawn[:, column].tolist() == wanted
    assert (np.concatenate(list(draw_people(7, 600, seed=4)), axis=1) != drawn).any()


def test_an_interval_is_the_middle_95_percent() -> None:
    assert interval(np.arange(1001) / 1000) == pytest.approx((0.025, 0.975))
    assert interval([]) == (0.0, 1.0)


def test_comparisons_of_two_people_weigh_the_product() -> None:
    drawn = np.array([[2.0], [0.0], [1.0]], dtype=np.float32)
    # Samples 3, 5, 2: drawn 6, 0 and 2 of them; only 6 x 2 lie between two people.
    assert non_mated_weight(drawn, np.array([3, 5, 2])).tolist() == [12.0]


def random_comparisons(people: int, count: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    drawn = np.concatenate(list(draw_people(people, 9, seed)), axis=1)
    first = random.integers(0, people, count).astype(np.int32)
    second = ((first + random.integers(1, people, count)) % people).astype(np.int32)
    return drawn, first, second


def test_a_limit_is_exceeded_where_a_plain_loop_exceeds_it() -> None:
    drawn, first, second = random_comparisons(6, 3000, seed=1)
    limits = np.array([[0.0, 10.0, 700.0, 1e9]] * 9)
    found = crossings(drawn, first, second, limits)
    for row in range(9):
        for target in range(4):
            weight, index = 0.0, 0
            while index < 3000:
                weight += float(drawn[first[index], row] * drawn[second[index], row])
                if weight > limits[row, target]:
                    break
                index += 1
            assert found[row, target] == index
    assert (found[:, 3] == 3000).all()


def test_the_limit_of_the_example() -> None:
    drawn = np.array([[1.0], [2.0], [0.0], [4.0]], dtype=np.float32)
    first, second = np.array([0, 0, 0, 0], dtype=np.int32), np.array([1, 2, 0, 3], dtype=np.int32)  # 2, 0, 1, 4
    assert crossings(drawn, first, second, np.array([[3.0]])).tolist() == [[3]]
    assert crossings(drawn, first, second, np.array([[2.0]])).tolist() == [[2]]


def test_weight_before_positions_agrees_with_a_plain_loop() -> None:
    drawn, first, second = random_comparisons(6, 2500, seed=2)
    positions = np.array([0, 1, 1, 900, 2400, 2500])
    found = weight_before(drawn, first, second, positions)
    for index, position in enumerate(positions):
        for row in range(9):
            wanted = sum(drawn[first[k], row] * drawn[second[k], row] for k in range(position))
            assert found[index, row] == wanted


def test_a_mean_counts_a_persons_values_as_often_as_the_person_is_drawn() -> None:
    values, person = np.array([1.0, 1.0, 0.0, 0.5]), np.array([4, 4, 9, 2])
    found = mean_by_person(values, person, repetitions=40, seed=5)
    assert found.value == pytest.approx(2.5 / 4)
    random = np.random.default_rng(5)
    means = []
    for _ in range(40):
        kept: list[float] = []
        for drawn in random.integers(0, 3, 3):
            kept += [value for value, who in zip(values, person, strict=True) if who == sorted({2, 4, 9})[drawn]]
        means.append(sum(kept) / len(kept))
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(means, [0.025, 0.975])))


def test_a_mean_of_one_person_has_no_width() -> None:
    found = mean_by_person(np.array([0.0, 1.0]), np.array([3, 3]), repetitions=20)
    assert (found.value, found.low, found.high) == (0.5, 0.5, 0.5)


def test_a_mean_needs_numbers() -> None:
    with pytest.raises(ValueError, match="no value"):
        mean_by_person(np.zeros(0), np.zeros(0, dtype=np.int64))
    with pytest.raises(ValueError, match="not a number"):
        mean_by_person(np.array([np.nan]), np.zeros(1, dtype=np.int64))


@pytest.mark.parametrize("people", [1, 3, 40])
def test_what_is_all_alike_has_the_interval_that_its_people_allow(people: int) -> None:
    person = np.repeat(np.arange(people), 5)
    right = mean_by_person(np.ones(5 * people), person, repetitions=20)
    wrong = mean_by_person(np.zeros(5 * people), person, repetitions=20)
    # With this share of errors nobody of so many people would err in one case of 40.
    assert (1 - (1 - right.low)) ** people == pytest.approx(0.025)
    assert (right.value, right.high) == (1.0, 1.0)
    assert (wrong.low, wrong.high) == (0.0, pytest.approx(1 - right.low))
