"""The linear face model: people, appearances and rendering."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from faceapp.domain.face_model import (
    ALIKE,
    ASYMMETRY,
    COARSE,
    FARTHEST,
    FaceModel,
    half_face_values,
    landmark_fields,
)

WIDTH, HEIGHT, COMPONENTS = 16, 12, 7
LANDMARKS = np.array([[4, 4], [11, 4], [7.5, 6], [5, 9], [10, 9]], np.float32)


@pytest.fixture
def model() -> FaceModel:
    chance = np.random.default_rng(1)
    values = half_face_values(WIDTH, HEIGHT)
    return FaceModel(
        width_px=WIDTH,
        height_px=HEIGHT,
        mean=chance.uniform(0, 255, values).astype(np.float32),
        components=chance.integers(-127, 128, (COMPONENTS, values)).astype(np.int8),
        scales=chance.uniform(0.01, 0.1, COMPONENTS).astype(np.float32),
        symmetric=np.array([True, False, True, True, False, False, True]),
        variances=np.linspace(0.3, 0.05, COMPONENTS, dtype=np.float32),
        mean_landmarks_px=LANDMARKS,
        landmark_components=chance.normal(0, 1, (COMPONENTS, 5, 2)).astype(np.float32),
        about={},
    )


def test_render_agrees_with_a_plain_loop(model: FaceModel) -> None:
    coefficients = np.array([1.0, -2.0, 0.5, 0.0, 3.0, -0.25, 0.75], np.float32)
    planes = model.render(coefficients)
    for y in range(HEIGHT):
        for x in range(WIDTH):
            place = y * WIDTH // 2 + min(x, WIDTH - 1 - x)
            expected = float(model.mean[place])
            for k in range(COMPONENTS):
                sign = -1.0 if x >= WIDTH // 2 and not model.symmetric[k] else 1.0
                expected += sign * float(coefficients[k]) * float(model.scales[k]) * int(model.components[k, place])
            assert planes.luma[y, x] == pytest.approx(expected, abs=1e-3)
    start = HEIGHT * WIDTH // 2
    coarse = (HEIGHT // COARSE) * (WIDTH // 2 // COARSE)
    mean = model.render(np.zeros(COMPONENTS, np.float32))
    for number, plane in enumerate((mean.red_difference, mean.blue_difference, 255 * mean.opacity)):
        assert plane.shape == (HEIGHT // COARSE, WIDTH // COARSE)
        assert plane[0, 0] == plane[0, -1] == pytest.approx(model.mean[start + number * coarse], rel=1e-5)


def test_render_moves_the_landmarks(model: FaceModel) -> None:
    coefficients = np.zeros(COMPONENTS, np.float32)
    coefficients[2] = 2.0
    moved = model.render(coefficients).landmarks_px
    np.testing.assert_allclose(moved, LANDMARKS + 2 * model.landmark_components[2], rtol=1e-5)


def test_person_is_the_same_for_a_seed_and_keeps_within_bounds(model: FaceModel) -> None:
    people = np.stack([model.person(seed) for seed in range(300)])
    np.testing.assert_array_equal(people[7], model.person(7))
    bounds = np.where(model.symmetric, FARTHEST, FARTHEST * ASYMMETRY)
    assert np.all(np.abs(people) <= bounds + 1e-6)
    assert np.all(np.abs(people).max(axis=0) > 0.9 * bounds)
    assert len(np.unique(people, axis=0)) == 300


def test_appearance_is_a_step_of_the_size_asked_for(model: FaceModel) -> None:
    person = model.person(3)
    steps = np.stack([model.appearance(person, seed, step=0.1) - person for seed in range(400)])
    assert np.abs(steps).max() <= 0.1 * FARTHEST + 1e-6
    assert 0.07 < steps.std() < 0.1
    np.testing.assert_array_equal(model.appearance(person, 5, step=0.0), person)


def test_likeness_is_a_weighted_cosine(model: FaceModel) -> None:
    one, other = model.person(1), model.person(2)
    assert model.likeness(one, one) == pytest.approx(1.0)
    assert model.likeness(one, -one) == pytest.approx(-1.0)
    dot = sum(float(v) * float(a) * float(b) for v, a, b in zip(model.variances, one, other, strict=True))
    lengths = [sum(float(v) * float(a) ** 2 for v, a in zip(model.variances, p, strict=True)) for p in (one, other)]
    assert model.likeness(one, other) == pytest.approx(dot / (lengths[0] * lengths[1]) ** 0.5, abs=1e-5)


def test_people_apart_are_apart_and_none_is_left_out(model: FaceModel) -> None:
    seeds = model.people_apart(4, seed=10)
    people = {seed: model.person(seed) for seed in seeds}
    assert len(people) == 4 and seeds[0] == 10
    for seed in range(seeds[-1]):
        if seed < 10:
            continue
        closest = max((model.likeness(model.person(seed), people[s]) for s in seeds if s < seed), default=-1.0)
        assert (closest < ALIKE) == (seed in people)


def test_landmark_fields_are_one_at_their_landmark_and_still_on_the_border() -> None:
    whole = LANDMARKS.copy()
    whole[2, 0] = 8
    fields = landmark_fields(whole, WIDTH, HEIGHT)
    for number, (x, y) in enumerate(((4, 4), (11, 4), (8, 6), (5, 9), (10, 9))):
        np.testing.assert_allclose(fields[y, x], np.eye(5)[number], atol=1e-4)
    np.testing.assert_allclose(fields[[0, 0, -1, -1], [0, -1, 0, -1]], 0, atol=1e-4)


def test_parts_that_do_not_fit_are_refused(model: FaceModel) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        replace(model, scales=model.scales[:-1])
    with pytest.raises(ValueError, match="do not fit"):
        replace(model, width_px=2 * WIDTH)
