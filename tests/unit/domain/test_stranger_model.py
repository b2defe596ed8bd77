"""The model of strangers: against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.domain import stranger_model
from faceapp.domain.error_bounds import upper_bound
from faceapp.domain.stranger_model import model_fpir


def pictured(seed: int, people: int = 30) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Pictures of people in four dimensions, where many resemble each other, in no order."""
    random = np.random.default_rng(seed)
    labels = np.repeat(np.arange(people) * 7, random.integers(1, 6, people))
    rows = random.normal(size=(people, 4))[labels // 7] + 0.3 * random.normal(size=(len(labels), 4))
    mixed = random.permutation(len(labels))
    rows = rows[mixed] / np.linalg.norm(rows[mixed], axis=1, keepdims=True)
    return rows.astype(np.float32), labels[mixed]


def by_hand(rows: NDArray[np.float32], people: NDArray[np.int64], threshold: float, templates: int) -> float:
    wrong = trials = 0
    for owner in np.unique(people):
        enrolled = rows[people == owner][:templates]
        for probe in rows[people != owner]:
            trials += 1
            wrong += bool((enrolled @ probe).max() >= threshold)
    return wrong / trials


@pytest.mark.parametrize("block", [10, 4_000_000])
@pytest.mark.parametrize("templates", [1, 3])
def test_the_rate_of_one_person_agrees_with_a_plain_loop(
    monkeypatch: pytest.MonkeyPatch, templates: int, block: int
) -> None:
    monkeypatch.setattr(stranger_model, "_BLOCK_SCORES", block)
    rows, people = pictured(1)
    told = model_fpir(rows, people, 0.9, enrolled=12, templates=templates)
    assert told is not None
    rate = by_hand(rows, people, 0.9, templates)
    assert told.person_rate.value == pytest.approx(rate) and rate > 0
    assert told.value == pytest.approx(1 - (1 - rate) ** 12)
    assert told.high == pytest.approx(1 - (1 - told.person_rate.high) ** 12)
    assert told.low < told.value < told.high
    assert told.people == 30 and told.enrolled == 12
    counts = [min(templates, int((people == person).sum())) for person in np.unique(people)]
    assert told.templates == pytest.approx(sum(counts) / 30)


def test_no_false_match_is_bounded_by_fewer_comparisons_than_were_made() -> None:
    rows, people = pictured(2)
    told = model_fpir(rows, people, 1.5, enrolled=5, templates=2)
    assert told is not None and told.value == told.low == 0
    assert told.person_rate.high > float(upper_bound(0, told.person_rate.trials))
    assert told.person_rate.effective < told.person_rate.trials


def test_a_bound_does_not_fall_as_the_threshold_does() -> None:
    rows, people = pictured(3, people=60)
    bounds = [
        told.person_rate.high
        for threshold in (1.5, 0.999, 0.99, 0.9, 0.7)
        if (told := model_fpir(rows, people, threshold, enrolled=5, templates=2)) is not None
    ]
    assert len(bounds) == 5 and bounds == sorted(bounds)


def test_the_bound_holds_for_people_drawn_anew() -> None:
    """Of people in two dimensions, of one picture each: two resemble each other with a chance that is known."""
    random = np.random.default_rng(4)
    threshold = float(np.cos(np.pi * 0.004))
    misses = 0
    for _ in range(400):
        angle = random.uniform(0, 2 * np.pi, 60)
        rows = np.stack([np.cos(angle), np.sin(angle)], axis=1).astype(np.float32)
        told = model_fpir(rows, np.arange(60), threshold, enrolled=1, templates=1)
        assert told is not None
        misses += told.person_rate.high < 0.004
    assert misses / 400 < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 400)


def test_everybody_alike_nobody_enrolled_and_nobody_else() -> None:
    rows = np.tile(np.array([[1, 0]], dtype=np.float32), (6, 1))
    people = np.array([0, 0, 1, 1, 2, 2])
    same = model_fpir(rows, people, 0.5, enrolled=3, templates=2)
    assert same is not None and same.value == same.high == 1 and same.low < 1
    nobody = model_fpir(rows, people, 0.5, enrolled=0, templates=2)
    assert nobody is not None and nobody.value == nobody.high == 0
    assert model_fpir(rows[:2], people[:2], 0.5, enrolled=3, templates=2) is None
    assert model_fpir(rows[:0], people[:0], 0.5, enrolled=3, templates=2) is None
