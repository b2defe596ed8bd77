"""Leaving out crops that look unlike the rest of their identity."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from faceapp.learning.cleaning import cosines_to_own_class, stand_ins, unlike_their_class
from faceapp.learning.datasets import CropSet
from faceapp.learning.job import Job
from faceapp.learning.loading import BatchLoader
from faceapp.learning.loss_settings import RandomSampler
from faceapp.learning.recipes import Recipe
from faceapp.learning.trainer import LEFT_OUT_FILE, RunSettings, train

MakePeople = Callable[..., CropSet]
MakeRecipe = Callable[..., Recipe]

CPU = torch.device("cpu")


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def validation(make_people: MakePeople) -> CropSet:
    return make_people(6, 4, first=100)


def mislabelled(make_people: MakePeople) -> tuple[CropSet, set[int]]:
    """Ten people of eight crops, of which one is the next person's; and the rows of those."""
    crops = make_people(10, 8)
    images, wrong = crops.images.copy(), set()
    for person in range(10):
        row, other = 8 * person + person % 8, 8 * ((person + 1) % 10) + (person + 3) % 8
        images[row] = crops.images[other]
        wrong.add(row)
    return CropSet(images, crops.labels, crops.identities, crops.files), wrong


def test_cosines_agree_with_a_plain_loop() -> None:
    random = np.random.default_rng(0)
    embeddings = random.normal(size=(40, 5)).astype(np.float32)
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)
    labels = np.concatenate([np.zeros(1, dtype=np.int64), random.integers(1, 7, 39)])
    found = cosines_to_own_class(embeddings, labels)
    for row in range(40):
        others = [embeddings[other] for other in range(40) if other != row and labels[other] == labels[row]]
        if not others:
            assert found[row] == 1
            continue
        mean = np.mean(others, axis=0)
        assert found[row] == pytest.approx(float(embeddings[row] @ mean / np.linalg.norm(mean)), abs=1e-5)


def test_others_that_cancel_out_say_nothing() -> None:
    embeddings = np.array([[1, 0], [0, 1], [0, -1]], dtype=np.float32)
    assert cosines_to_own_class(embeddings, np.zeros(3, dtype=np.int64))[0] == 1


def test_the_lowest_of_each_identity_are_left_out_as_far_as_they_are_low() -> None:
    cosines = np.array([0.1, 0.9, 0.05, 0.8, -0.5, 0.7, 0.1, 0.1, 0.1, 0.1], dtype=np.float32)
    labels = np.array([0, 0, 0, 0, 1, 1, 2, 2, 2, 2])

    def rows(share: float, below: float) -> list[int]:
        return unlike_their_class(cosines, labels, share=share, below=below).tolist()

    assert rows(0.5, 0.2) == [0, 2, 4, 6, 7]  # of equals the first
    assert rows(0.25, 0.2) == [2, 6]  # half a crop of the second identity is none
    assert rows(0.5, 0.1) == [2, 4]  # a cosine at the limit is not below it
    assert rows(0.5, -1.0) == rows(0.0, 1.0) == []
    ten = np.zeros(10, dtype=np.int64)
    assert len(unlike_their_class(cosines, ten, share=0.3, below=1.0)) == 3  # though 0.3 * 10 is a little below 3


def test_others_of_the_identity_stand_in_by_turns() -> None:
    labels = np.array([1, 0, 1, 0, 1, 1, 2])
    assert stand_ins(labels, np.array([0, 2])).tolist() == [4, 1, 5, 3, 4, 5, 6]
    assert stand_ins(labels, np.array([0, 2, 4])).tolist() == [5, 1, 5, 3, 5, 5, 6]
    assert stand_ins(labels, np.array([], dtype=np.int64)).tolist() == list(range(7))


def test_batches_keep_their_labels_and_lose_what_is_left_out(make_people: MakePeople) -> None:
    crops = make_people(12, 6)
    one = BatchLoader(crops, RandomSampler(), batch_size=16, seed=3, device=CPU)
    other = BatchLoader(crops, RandomSampler(), batch_size=16, seed=3, device=CPU)
    left_out = np.array([0, 7, 8, 40])
    one.batch(0)
    other.batch(0)  # the next batch is being made when the change comes
    other.leave_out(left_out)
    seen = set()
    for step in range(1, 8):
        before, after = one.batch(step), other.batch(step)
        assert torch.equal(before.labels, after.labels)
        seen |= set(other.files(step))
        for name, image in zip(other.files(step), after.images, strict=True):
            assert np.array_equal(image.permute(1, 2, 0).numpy(), crops.images[crops.files.index(name)])
    assert seen.isdisjoint({crops.files[row] for row in left_out})
    assert len(seen) > 60
    one.close()
    other.close()


def test_wrong_labels_are_found_in_the_course_of_a_run(
    tmp_path: Path, make_recipe: MakeRecipe, make_people: MakePeople, validation: CropSet
) -> None:
    crops, wrong = mislabelled(make_people)
    recipe = make_recipe(epochs=10, cleaning={"share": 0.25, "below": 0.4, "start": 0.65})
    assert Job(recipe, crops, CPU).cleaning_step == 6 * 5
    train(recipe, crops, validation, tmp_path, RunSettings(CPU))
    found = {crops.files.index(name) for name in (tmp_path / LEFT_OUT_FILE).read_text().splitlines()}
    assert len(found & wrong) >= 7
    assert len(found - wrong) <= len(found) // 2
    told = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [entry for entry in told if "crops_left_out" in entry] == [{"step": 31, "crops_left_out": len(found)}]


@pytest.mark.parametrize("stops", [(4,), (5,), (6, 9)])
def test_a_run_that_leaves_crops_out_goes_on_after_a_stop(
    tmp_path: Path, make_recipe: MakeRecipe, make_people: MakePeople, validation: CropSet, stops: tuple[int, ...]
) -> None:
    """Before the crops are looked for, just then, and after."""
    crops, _ = mislabelled(make_people)
    recipe = make_recipe(cleaning={"share": 0.25, "below": 0.9, "start": 0.4})
    whole = train(recipe, crops, validation, tmp_path / "whole", RunSettings(CPU))
    for stop in stops:
        stopped = RunSettings(CPU, stop_after=stop)
        assert train(recipe, crops, validation, tmp_path / "parts", stopped, resume=True) is None
    parts = train(recipe, crops, validation, tmp_path / "parts", RunSettings(CPU), resume=True)
    plain = train(make_recipe(), crops, validation, tmp_path / "plain", RunSettings(CPU))
    assert whole is not None
    assert parts is not None
    assert plain is not None
    assert parts.weights_sha256 == whole.weights_sha256 != plain.weights_sha256
    files = [(tmp_path / run / LEFT_OUT_FILE).read_text() for run in ("whole", "parts")]
    assert files[0] == files[1] != ""
    assert not (tmp_path / "plain" / LEFT_OUT_FILE).exists()
