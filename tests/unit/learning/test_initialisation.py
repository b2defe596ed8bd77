"""Beginning a run from an encoder: as it is, or deeper."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from faceapp.domain.errors import ModelError
from faceapp.learning.checkpoints import load_checkpoint
from faceapp.learning.datasets import CropSet
from faceapp.learning.initialisation import head_of_run, mean_directions, start_from
from faceapp.learning.job import Job
from faceapp.learning.recipes import Recipe
from faceapp.learning.trainer import RunSettings, train
from faceapp.vision.card import CARD_FILE, WEIGHTS_FILE
from faceapp.vision.encoder import Encoder
from faceapp.vision.networks import build_network

MakePeople = Callable[..., CropSet]
MakeRecipe = Callable[..., Recipe]

CPU = torch.device("cpu")


pytestmark = pytest.mark.usefixtures("one_thread")


def test_a_deeper_network_begins_as_the_encoder_it_begins_from(encoder: Path, crops: CropSet) -> None:
    given = Encoder.load(encoder, "cpu")
    deeper = {**given.card.network.settings, "depths": [2, 3]}
    network = build_network("face_resnet", 16, 16, deeper).eval()
    start_from(network, encoder)
    inputs = (torch.from_numpy(crops.images[:8]).permute(0, 3, 1, 2).float() - 127.5) / 127.5
    with torch.inference_mode():
        torch.testing.assert_close(network(inputs), given.network()(inputs))


@pytest.mark.parametrize(
    "change",
    [{"channels": [8, 32]}, {"depths": [1]}, {"stem_channels": 4}, {"channels": [8, 16, 16], "depths": [1, 1, 1]}],
)
def test_a_network_of_another_shape_is_refused(encoder: Path, change: dict[str, object]) -> None:
    shape = {**Encoder.load(encoder, "cpu").card.network.settings, **change}
    if len(shape["channels"]) != len(shape["depths"]):
        shape["channels"] = shape["channels"][:1]
    with pytest.raises(ModelError, match="does not fit the recipe's network"):
        start_from(build_network("face_resnet", 16, 16, shape), encoder)


def test_directions_are_those_of_the_class_means() -> None:
    embeddings = np.array([[1, 0], [0, 1], [0, -1]], dtype=np.float32)
    found = mean_directions(embeddings, np.array([0, 0, 1]))
    torch.testing.assert_close(found, torch.tensor([[0.5**0.5, 0.5**0.5], [0.0, -1.0]]))


def test_a_run_that_begins_from_an_encoder_goes_on_after_a_stop(
    tmp_path: Path, make_recipe: MakeRecipe, crops: CropSet, make_people: MakePeople, encoder: Path
) -> None:
    recipe = make_recipe(initial_encoder=str(encoder), seed=5)
    validation = make_people(6, 4, first=100)
    whole = train(recipe, crops, validation, tmp_path / "whole", RunSettings(CPU))
    assert train(recipe, crops, validation, tmp_path / "parts", RunSettings(CPU, stop_after=5)) is None
    parts = train(recipe, crops, validation, tmp_path / "parts", RunSettings(CPU), resume=True)
    assert whole is not None
    assert parts is not None
    assert parts.weights_sha256 == whole.weights_sha256


def test_a_run_begins_with_the_weights_of_the_encoder_and_the_directions_of_its_people(
    tmp_path: Path, make_recipe: MakeRecipe, crops: CropSet, encoder: Path
) -> None:
    for name in (CARD_FILE, WEIGHTS_FILE):  # as it ships, without its run's checkpoint
        shutil.copy(encoder / name, tmp_path)
    job = Job(make_recipe(seed=5), crops, CPU)
    job.begin_from(tmp_path, crops)
    job.loader.close()
    given = Encoder.load(encoder, "cpu").weights()
    for name, tensor in job.network.state_dict().items():
        torch.testing.assert_close(tensor.float(), given[name].float())
    embeddings = Encoder.load(encoder, "cpu").encode(crops.images)
    head = job.loss.parts[0].loss.W.detach()  # type: ignore[union-attr]  # (D, classes)
    for label in range(len(crops.identities)):
        own = embeddings[crops.labels == label].sum(axis=0)
        cosine = float(head[:, label].numpy() @ own / (head[:, label].norm() * np.linalg.norm(own)))
        assert cosine > 0.9999  # the encoder embeds by stored weights in half precision, as the run began with them


def test_a_run_begins_with_what_the_losses_of_an_earlier_one_had_learned(
    make_recipe: MakeRecipe, make_people: MakePeople, crops: CropSet, encoder: Path
) -> None:
    learned = load_checkpoint(encoder, CPU)
    assert learned is not None
    job = Job(make_recipe(seed=5), crops, CPU)
    job.begin_from(encoder, crops)
    job.loader.close()
    for name, tensor in job.loss.state_dict().items():
        assert torch.equal(tensor, learned["loss"][name])
    others = make_people(12, 6, first=50)
    assert head_of_run(encoder, others, CPU) is None
    # Of other losses it can make no use, and begins with the means.
    job = Job(make_recipe(seed=5, loss={"name": "subcenter_arcface", "sub_centers": 2}), crops, CPU)
    job.begin_from(encoder, crops)
    job.loader.close()


def test_a_beginning_that_is_no_encoder_is_refused(
    tmp_path: Path, make_recipe: MakeRecipe, crops: CropSet, make_people: MakePeople
) -> None:
    recipe = make_recipe(initial_encoder=str(tmp_path / "absent"))
    with pytest.raises(ModelError, match="absent"):
        train(recipe, crops, make_people(6, 4, first=100), tmp_path / "run", RunSettings(CPU))
