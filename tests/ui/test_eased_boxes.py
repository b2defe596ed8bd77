"""How boxes glide."""

from __future__ import annotations

import math

import pytest

from faceapp.ui.eased_boxes import EASE_S, EasedBoxes


class Clock:
    now_s = 10.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def boxes(clock: Clock) -> EasedBoxes:
    return EasedBoxes(clock)


def test_a_new_box_is_there_at_once(boxes: EasedBoxes) -> None:
    boxes.aim({1: (10, 20, 30, 40)})
    assert boxes.box(1) == (10, 20, 30, 40)
    assert not boxes.moving


def test_a_box_goes_its_way_by_the_time_alone(boxes: EasedBoxes, clock: Clock) -> None:
    boxes.aim({1: (0, 0, 100, 100)})
    boxes.aim({1: (80, 0, 180, 100)})
    for _ in range(10):  # often or once, it is the same
        clock.now_s += EASE_S / 10
        boxes.move()
    assert boxes.box(1)[0] == pytest.approx(80 * (1 - math.exp(-1)))
    assert boxes.moving
    clock.now_s += 20 * EASE_S
    boxes.move()
    assert boxes.box(1) == (80, 0, 180, 100)
    assert not boxes.moving


def test_one_that_is_gone_goes_at_once_and_comes_back_in_place(boxes: EasedBoxes, clock: Clock) -> None:
    boxes.aim({1: (0, 0, 10, 10), 2: (50, 50, 60, 60)})
    boxes.aim({2: (50, 50, 60, 60)})
    with pytest.raises(KeyError):
        boxes.box(1)
    boxes.aim({1: (90, 90, 99, 99)})
    assert boxes.box(1) == (90, 90, 99, 99)
    boxes.aim({})
    assert not boxes.moving


def test_a_clock_that_stands_still_moves_nothing(boxes: EasedBoxes) -> None:
    boxes.aim({1: (0, 0, 10, 10)})
    boxes.aim({1: (90, 0, 100, 10)})
    boxes.move()
    assert boxes.box(1) == (0, 0, 10, 10)
