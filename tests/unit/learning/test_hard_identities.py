"""Batches in which people come together whom the encoder finds alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from faceapp.learning.class_centres import ClassCentres
from faceapp.learning.datasets import CropSet
from faceapp.learning.job import Job
from faceapp.learning.loss_settings import HardIdentitiesSampler, IdentitiesSampler
from faceapp.learning.recipes import Recipe
from faceapp.learning.sampling import epoch_batches, nearest_identities
from faceapp.learning.trainer import RunSettings, train

MakePeople = Callable[..., CropSet]
MakeRecipe = Callable[..., Recipe]

CPU = torch.device("cpu")
HARD = HardIdentitiesSampler(name="hard_identities", images_per_identity=2, group=3)  # type: ignore[call-arg]


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def test_the_nearest_agree_with_a_plain_loop() -> None:
    centres = np.random.default_rng(0).normal(size=(1100, 4)).astype(np.float32)  # more than one block
    found = nearest_identities(centres, 5)
    assert found.shape == (1100, 5)
    unit = centres / np.linalg.norm(centres, axis=1, keepdims=True)
    for identity in (0, 500, 1023, 1024, 1099):
        cosines = {other: float(unit[identity] @ unit[other]) for other in range(1100) if other != identity}
        assert found[identity].tolist() == sorted(cosines, key=lambda other: -cosines[other])[:5]


def test_of_few_identities_all_others_are_near() -> None:
    assert nearest_identities(np.eye(2, dtype=np.float32), 5).tolist() == [[1], [0]]
    assert nearest_identities(np.zeros((1, 3), dtype=np.float32), 5).shape == (1, 0)
    never_seen = nearest_identities(np.zeros((3, 3), dtype=np.float32), 2)
    assert [sorted([row, *near]) for row, near in enumerate(never_seen.tolist())] == [[0, 1, 2]] * 3


def test_centres_follow_the_embeddings() -> None:
    centres = ClassCentres(3, 2, CPU)
    centres.add(torch.tensor([[2.0, 0.0], [0.0, 3.0], [0.0, 1.0]]), torch.tensor([0, 0, 2]))
    assert centres.values.tolist() == [[0.5, 0.5], [0.0, 0.0], [0.0, 1.0]]
    centres.add(torch.tensor([[5.0, 0.0]]), torch.tensor([0]))
    assert centres.values.tolist() == [[0.75, 0.25], [0.0, 0.0], [0.0, 1.0]]


def batches(neighbours: np.ndarray | None, *, epoch: int = 2) -> np.ndarray:
    labels = np.repeat(np.arange(24), 4)
    return labels[epoch_batches(labels, HARD, batch_size=12, seed=5, epoch=epoch, neighbours=neighbours)]


def test_neighbours_come_into_one_batch() -> None:
    """Eight families of three, who are each other's nearest."""
    family = np.arange(24) // 3
    neighbours = np.array(
        [[other for other in range(24) if family[other] == family[i] and other != i] for i in range(24)]
    )
    together = batches(neighbours)
    assert together.shape == (8, 12)
    for batch in together:
        identities, counts = np.unique(batch, return_counts=True)
        assert counts.tolist() == [2] * 6
        assert len(np.unique(family[identities])) == 2
    first_round = np.sort(together[:4], axis=None)
    assert first_round.tolist() == sorted(2 * list(range(24)))
    assert np.array_equal(together, batches(neighbours))
    assert not np.array_equal(together, batches(neighbours, epoch=3))


def test_until_neighbours_are_known_it_is_the_sampler_of_identities() -> None:
    labels = np.repeat(np.arange(24), 4)
    plain = IdentitiesSampler(name="identities", images_per_identity=2)
    wanted = labels[epoch_batches(labels, plain, batch_size=12, seed=5, epoch=2)]
    assert np.array_equal(batches(None), wanted)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_near_everybody_is_visited_once_a_round_and_never_twice_in_a_batch(seed: int) -> None:
    random = np.random.default_rng(seed)
    labels = np.repeat(np.arange(23), 3)
    neighbours = nearest_identities(random.normal(size=(23, 2)).astype(np.float32), 7)
    rows = epoch_batches(labels, HARD, batch_size=10, seed=seed, epoch=1, neighbours=neighbours)
    seen = labels[rows]
    assert all(len(np.unique(batch)) == 5 for batch in seen)
    visits = np.bincount(seen.ravel(), minlength=23) // 2
    assert visits.min() >= 1
    assert visits.max() - visits.min() <= 1


@pytest.mark.parametrize("stops", [(3,), (4, 8), (6, 9)])
def test_a_run_with_hard_identities_goes_on_after_a_stop(
    tmp_path: Path, make_recipe: MakeRecipe, make_people: MakePeople, stops: tuple[int, ...]
) -> None:
    crops, validation = make_people(12, 6), make_people(6, 4, first=100)
    sampler = {"name": "hard_identities", "images_per_identity": 4, "group": 2, "start_epoch": 1}
    recipe = make_recipe(sampler=sampler)
    whole = train(recipe, crops, validation, tmp_path / "whole", RunSettings(CPU))
    for stop in stops:
        stopped = RunSettings(CPU, stop_after=stop)
        assert train(recipe, crops, validation, tmp_path / "parts", stopped, resume=True) is None
    parts = train(recipe, crops, validation, tmp_path / "parts", RunSettings(CPU), resume=True)
    assert whole is not None
    assert parts is not None
    assert parts.weights_sha256 == whole.weights_sha256


def test_batches_of_a_run_hold_those_whom_its_encoder_finds_alike(
    make_recipe: MakeRecipe, make_people: MakePeople
) -> None:
    crops = make_people(12, 6)
    sampler = {"name": "hard_identities", "images_per_identity": 4, "group": 2, "start_epoch": 1}
    job = Job(make_recipe(sampler=sampler), crops, CPU)
    while job.step <= job.steps_per_epoch:
        job.advance()
    state = job.state()
    neighbours = state["neighbours"].numpy()
    rows = epoch_batches(
        crops.labels, job.recipe.sampler, batch_size=16, seed=job.recipe.seed, epoch=1, neighbours=neighbours
    )
    assert job.loader.files(job.steps_per_epoch) == [crops.files[row] for row in rows[0]]
    job.loader.close()
    centres = state["centres"].numpy()
    assert neighbours.shape == (12, 11)
    assert np.all(np.linalg.norm(centres, axis=1) > 0)
