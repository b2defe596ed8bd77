"""Open-set searches, by hand and against plain loops."""

from __future__ import annotations

import numpy as np
import pytest

from faceapp.domain.identification import Searches, identification_point, rank_1, search_all


def searches(score: list[float], right: list[int], mated: list[int], person: list[int] | None = None) -> Searches:
    return Searches(
        score=np.array(score, dtype=np.float32),
        right=np.array(right, dtype=bool),
        mated=np.array(mated, dtype=bool),
        person=np.arange(len(score)) if person is None else np.array(person),
    )


@pytest.mark.parametrize("block", [1, 4, 512])
def test_every_search_agrees_with_a_plain_loop(block: int) -> None:
    random = np.random.default_rng(1)
    gallery = random.normal(size=(12, 5)).astype(np.float32)
    probes = random.normal(size=(20, 5)).astype(np.float32)
    gallery_person, probe_person = random.integers(0, 5, 12), random.integers(0, 9, 20)
    found = search_all(gallery, gallery_person, probes, probe_person, block=block)
    for i in range(20):
        best = max(range(12), key=lambda j: float(probes[i] @ gallery[j]))
        assert found.score[i] == pytest.approx(float(probes[i] @ gallery[best]), abs=1e-5)
        assert found.mated[i] == (probe_person[i] in gallery_person)
        assert found.right[i] == (gallery_person[best] == probe_person[i])
    assert found.person.tolist() == probe_person.tolist()
    assert 0 < found.right.sum() < found.mated.sum() < 20


def test_of_two_people_with_equal_scores_the_wrong_one_is_found() -> None:
    gallery = np.array([[1, 0], [1, 0]], dtype=np.float32)
    found = search_all(gallery, np.array([0, 1]), gallery[:1], np.array([0]))
    assert found.mated.tolist() == [True]
    assert found.right.tolist() == [False]


def test_probes_without_a_face_are_missed_where_they_are_mated() -> None:
    gallery = np.eye(2, dtype=np.float32)
    # Person 2 is enrolled in name alone: no picture gave a template.
    found = search_all(
        gallery,
        np.array([0, 1]),
        gallery[[0, 1]],
        np.array([0, 2]),
        enrolled=np.array([0, 1, 2]),
        without_face=np.array([1, 2, 7]),  # 7 is nobody of the gallery
    )
    assert found.person.tolist() == [0, 2, 1, 2]
    assert found.mated.tolist() == [True] * 4
    assert found.right.tolist() == [True, False, False, False]
    assert found.score.tolist() == [1, 1, -1, -1]


def test_searches_of_some_people() -> None:
    part = searches([0.1, 0.2, 0.3], [0, 1, 0], [1, 1, 0], [4, 5, 4]).of([4])
    assert part.person.tolist() == [4, 4]
    assert part.mated.tolist() == [True, False]


def test_rank_1_asks_for_the_right_person_whatever_the_score() -> None:
    found = rank_1(searches([0.1, 0.9, 0.8, 0.7], [1, 0, 1, 0], [1, 1, 1, 0]), repetitions=50)
    assert found.value == pytest.approx(2 / 3)
    assert 0 <= found.low <= found.value <= found.high <= 1
    with pytest.raises(ValueError, match="no mated probe"):
        rank_1(searches([0.1], [0], [0]))


def test_fnir_by_hand() -> None:
    strangers = [index / 1000 for index in range(1000)]
    # Ten of a thousand strangers may be returned: the threshold lies just above 0.989.
    mine = [0.989, 0.99, 0.995, 0.999, 0.5]
    right = [1, 1, 1, 0, 1]
    found = searches(strangers + mine, [0] * 1000 + right, [0] * 1000 + [1] * 5)
    point = identification_point(found, 1e-2, repetitions=50)
    assert point is not None
    assert point.threshold == np.nextafter(np.float32(0.989), np.float32(1))
    # Missed: the one on the highest refused score, the wrong person, and the low one.
    assert point.fnir.value == pytest.approx(3 / 5)
    assert 0 <= point.fnir.low < 3 / 5 < point.fnir.high <= 1
    assert identification_point(found, 1e-2, repetitions=50) == point


def test_a_repetition_agrees_with_probes_written_out() -> None:
    random = np.random.default_rng(3)
    person = np.concatenate([random.integers(0, 40, 400), random.integers(40, 60, 90)])
    mated = person >= 40
    score = (random.normal(0, 0.1, 490) + 0.25 * mated).astype(np.float32)
    right = mated & (random.random(490) < 0.8)
    found = Searches(score, right, mated, person)
    point = identification_point(found, 0.05, repetitions=20, seed=4)
    assert point is not None
    people = np.unique(person)
    draws = np.random.default_rng(4)
    values = []
    for _ in range(20):
        drawn = [int(people[index]) for index in draws.integers(0, len(people), len(people))]
        strangers: list[float] = []
        missed: list[tuple[float, bool]] = []
        for who in drawn:
            for index in np.flatnonzero(person == who):
                if mated[index]:
                    missed.append((float(score[index]), bool(right[index])))
                else:
                    strangers.append(float(score[index]))
        falling = sorted(strangers, reverse=True)
        highest_refused = falling[int(0.05 * len(strangers) + 1e-9)]
        values.append(sum(not is_right or own <= highest_refused for own, is_right in missed) / len(missed))
    assert (point.fnir.low, point.fnir.high) == pytest.approx(tuple(np.quantile(values, [0.025, 0.975])))


def test_too_few_probes_support_no_point() -> None:
    nine = searches([0.1] * 900 + [0.5], [0] * 900 + [1], [0] * 900 + [1])
    assert identification_point(nine, 1e-2) is None  # nine false positives
    assert identification_point(searches([0.1] * 2000, [0] * 2000, [0] * 2000), 1e-2) is None


def test_a_search_needs_templates_and_probes_that_are_numbers() -> None:
    rows, none = np.eye(2, dtype=np.float32), np.zeros((0, 2), dtype=np.float32)
    labels, nobody = np.array([0, 1]), np.zeros(0, dtype=np.int64)
    for gallery, of_gallery, probes, of_probes in ((none, nobody, rows, labels), (rows, labels, none, nobody)):
        with pytest.raises(ValueError, match="no template or no probe"):
            search_all(gallery, of_gallery, probes, of_probes)
    with pytest.raises(ValueError, match="not a number"):
        search_all(rows, labels, rows * np.float32(np.nan), labels)
