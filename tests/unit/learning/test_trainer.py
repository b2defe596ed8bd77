"""Training: to the same weights however often it was interrupted, and never past a fault."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import filelock
import numpy as np
import pytest
import torch

from faceapp.domain.errors import DatasetError, ModelError
from faceapp.domain.scores import compare_all, false_match_rate, true_accept_rate
from faceapp.learning.checkpoints import (
    LOG_FILE,
    load_checkpoint,
)
from faceapp.learning.datasets import CropSet
from faceapp.learning.evaluation import embed, quick_tar
from faceapp.learning.export import MadeBy, write_encoder
from faceapp.learning.precision import resolve_precision
from faceapp.learning.recipes import Recipe
from faceapp.learning.trainer import Progress, RunSettings, train
from faceapp.vision.card import WEIGHTS_FILE, read_card
from faceapp.vision.encoder import Encoder
from faceapp.vision.networks import FaceResNet, build_network

MakePeople = Callable[..., CropSet]
MakeRecipe = Callable[..., Recipe]
WriteTar = Callable[[Path, CropSet], Path]

CPU = torch.device("cpu")
STEPS_PER_EPOCH = 4

# What another process does until it is killed: it stands still in the middle of a step's bookkeeping.
CHILD = """
import sys, time
from pathlib import Path
import torch
from faceapp.learning.datasets import read_crops
from faceapp.learning.recipes import Recipe
from faceapp.learning.trainer import RunSettings, train

torch.set_num_threads(1)
recipe, data, val, run = (Path(argument) for argument in sys.argv[1:5])

def on_progress(progress):
    if progress.step == int(sys.argv[5]):
        print("there", flush=True)
        time.sleep(600)

train(
    Recipe.model_validate_json(recipe.read_text()),
    read_crops([data], 16),
    read_crops([val], 16),
    run,
    RunSettings(torch.device("cpu"), checkpoint_every_s=0.0, report_every=1, commit="begun"),
    on_progress=on_progress,
)
"""


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Bits depend on how many threads add them up."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def crops(make_people: MakePeople) -> CropSet:
    return make_people(12, 6)  # 72 crops, four batches of 16


@pytest.fixture(scope="module")
def validation(make_people: MakePeople) -> CropSet:
    return make_people(12, 5, first=100)


@pytest.fixture(scope="module")
def recipe(make_recipe: MakeRecipe) -> Recipe:
    return make_recipe()


@pytest.fixture(scope="module")
def uninterrupted(
    tmp_path_factory: pytest.TempPathFactory, recipe: Recipe, crops: CropSet, validation: CropSet
) -> Path:
    run = tmp_path_factory.mktemp("uninterrupted")
    assert train(recipe, crops, validation, run, RunSettings(CPU, commit="begun")) is not None
    return run


def weights(run: Path) -> bytes:
    return (run / WEIGHTS_FILE).read_bytes()


def log_of(run: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (run / LOG_FILE).read_text().splitlines()]


def measured_in(run: Path) -> list[tuple[int, int, float]]:
    return [(entry["step"], entry["epoch"], entry["tar_at_fmr_1e-3"]) for entry in log_of(run)]


def test_a_run_that_was_stopped_in_mid_epoch_ends_with_the_same_bits(
    tmp_path: Path, recipe: Recipe, crops: CropSet, validation: CropSet, uninterrupted: Path
) -> None:
    for stop_after in (2, STEPS_PER_EPOCH, 6, 6):
        stopped = RunSettings(CPU, stop_after=stop_after, commit="begun")
        assert train(recipe, crops, validation, tmp_path, stopped, resume=True) is None
        assert not (tmp_path / WEIGHTS_FILE).exists()
    card = train(recipe, crops, validation, tmp_path, RunSettings(CPU, commit="another"), resume=True)
    assert card is not None
    assert weights(tmp_path) == weights(uninterrupted)
    assert measured_in(tmp_path) == measured_in(uninterrupted)
    assert card.measured == read_card(uninterrupted).measured
    assert card.training.commit == "begun"


def test_a_run_that_was_killed_ends_with_the_same_bits(
    tmp_path: Path, recipe: Recipe, crops: CropSet, validation: CropSet, uninterrupted: Path, write_tar: WriteTar
) -> None:
    run, recipe_file = tmp_path / "run", tmp_path / "recipe.json"
    recipe_file.write_text(recipe.model_dump_json())
    data, val = write_tar(tmp_path / "data.tar", crops), write_tar(tmp_path / "val.tar", validation)
    arguments = [str(path) for path in (recipe_file, data, val, run)]
    with subprocess.Popen([sys.executable, "-c", CHILD, *arguments, "7"], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "there\n"
        child.kill()
    assert not (run / WEIGHTS_FILE).exists()
    state = load_checkpoint(run, CPU)
    assert state is not None
    assert state["step"] == 6  # the seventh step was done and is lost; the second epoch is half over
    assert train(recipe, crops, validation, run, RunSettings(CPU), resume=True) is not None
    assert weights(run) == weights(uninterrupted)
    assert measured_in(run) == measured_in(uninterrupted)


def test_how_often_a_run_is_saved_does_not_change_it(
    tmp_path: Path, recipe: Recipe, crops: CropSet, validation: CropSet, uninterrupted: Path
) -> None:
    told: list[Progress] = []
    settings = RunSettings(CPU, checkpoint_every_s=0.0, report_every=1)
    train(recipe, crops, validation, tmp_path, settings, on_progress=told.append)
    assert weights(tmp_path) == weights(uninterrupted)
    steps = STEPS_PER_EPOCH * recipe.epochs
    assert [progress.step for progress in told] == list(range(1, steps + 1))
    assert all(progress.steps == steps and progress.crops_per_s > 0 for progress in told)
    assert all(math.isfinite(progress.loss) for progress in told)
    assert told[-1].left_s == 0
    assert told[-1].epoch == recipe.epochs
    # The last validation's figure is told until the next one.
    first, second = (entry["tar_at_fmr_1e-3"] for entry in log_of(tmp_path)[:2])
    assert [progress.tar for progress in told] == [None] * 4 + [first] * 4 + [second] * 4


def test_the_last_epochs_can_be_plain(
    tmp_path: Path, make_recipe: MakeRecipe, crops: CropSet, validation: CropSet
) -> None:
    """Two plain epochs of two are a run without disturbances; one of two begins as one with them."""
    undisturbed = make_recipe().augmentation.only_flips().model_dump()
    runs = {
        "all plain": make_recipe(epochs=2, plain_epochs=2),
        "undisturbed": make_recipe(epochs=2, augmentation=undisturbed),
        "last plain": make_recipe(epochs=2, plain_epochs=1),
        "disturbed": make_recipe(epochs=2),
    }
    for name, recipe in runs.items():
        train(recipe, crops, validation, tmp_path / name, RunSettings(CPU, report_every=1))
    losses = {name: [entry["loss"] for entry in log_of(tmp_path / name)] for name in runs}
    assert weights(tmp_path / "all plain") == weights(tmp_path / "undisturbed")
    assert losses["last plain"][0] == losses["disturbed"][0] != losses["all plain"][0]
    assert losses["last plain"][1] != losses["disturbed"][1]


def test_resuming_a_run_that_ended_writes_it_again(
    recipe: Recipe, crops: CropSet, validation: CropSet, uninterrupted: Path
) -> None:
    before = weights(uninterrupted)
    (uninterrupted / WEIGHTS_FILE).unlink()
    assert train(recipe, crops, validation, uninterrupted, RunSettings(CPU), resume=True) is not None
    assert weights(uninterrupted) == before


def test_a_run_is_not_overwritten(recipe: Recipe, crops: CropSet, validation: CropSet, uninterrupted: Path) -> None:
    with pytest.raises(DatasetError, match="already holds a training run"):
        train(recipe, crops, validation, uninterrupted, RunSettings(CPU))


def test_two_processes_do_not_share_a_run(recipe: Recipe, crops: CropSet, validation: CropSet, tmp_path: Path) -> None:
    with (
        filelock.FileLock(tmp_path / "run.lock"),
        pytest.raises(DatasetError, match="Another process is at work on the run"),
    ):
        train(recipe, crops, validation, tmp_path, RunSettings(CPU), resume=True)


def test_a_run_goes_on_with_its_own_recipe_and_data_alone(
    make_recipe: MakeRecipe, make_people: MakePeople, crops: CropSet, validation: CropSet, uninterrupted: Path
) -> None:
    kept = (uninterrupted / "recipe.json").read_bytes()
    with pytest.raises(DatasetError, match=r"begun with another recipe \(seed\)\."):
        train(make_recipe(seed=4), crops, validation, uninterrupted, RunSettings(CPU), resume=True)
    with pytest.raises(DatasetError, match=r"begun with another crops, another pixels\."):
        train(make_recipe(), make_people(12, 7), validation, uninterrupted, RunSettings(CPU), resume=True)
    darker = dataclasses.replace(crops, images=crops.images // 2)
    with pytest.raises(DatasetError, match=r"begun with another pixels\."):
        train(make_recipe(), darker, validation, uninterrupted, RunSettings(CPU), resume=True)
    other = make_recipe(precision="fp32" if resolve_precision("auto", CPU) == "bf16" else "bf16")
    with pytest.raises(DatasetError, match=r"begun with another recipe \(precision\), another precision\."):
        train(other, crops, validation, uninterrupted, RunSettings(CPU), resume=True)
    # What the card says in words is no part of what is computed.
    card = train(make_recipe(terms="others"), crops, validation, uninterrupted, RunSettings(CPU), resume=True)
    assert card is not None
    assert card.training.terms == "others"
    train(make_recipe(), crops, validation, uninterrupted, RunSettings(CPU), resume=True)
    assert (uninterrupted / "recipe.json").read_bytes() == kept


def test_people_in_both_training_and_validation_are_refused(
    tmp_path: Path, recipe: Recipe, crops: CropSet, make_people: MakePeople
) -> None:
    with pytest.raises(DatasetError, match=r"2 people are in both .* \('00010' is one\)"):
        train(recipe, crops, make_people(5, 2, first=10), tmp_path / "run", RunSettings(CPU))
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(("people", "crops_each"), [(1, 5), (5, 1)])
def test_validation_data_that_cannot_be_compared_is_refused(
    tmp_path: Path, recipe: Recipe, crops: CropSet, make_people: MakePeople, people: int, crops_each: int
) -> None:
    with pytest.raises(DatasetError, match="nothing to compare"):
        train(recipe, crops, make_people(people, crops_each, first=100), tmp_path, RunSettings(CPU))


def test_less_than_a_batch_is_refused(
    tmp_path: Path, recipe: Recipe, validation: CropSet, make_people: MakePeople
) -> None:
    with pytest.raises(DatasetError, match="15 crops are fewer than one batch of 16"):
        train(recipe, make_people(5, 3), validation, tmp_path, RunSettings(CPU))


@pytest.mark.parametrize("every_step", [False, True])
def test_a_loss_that_is_no_number_ends_the_run_and_names_the_step(
    tmp_path: Path, make_recipe: MakeRecipe, crops: CropSet, validation: CropSet, every_step: bool
) -> None:
    absurd = make_recipe(optimiser={"learning_rate": 1e30})
    settings = RunSettings(CPU, checkpoint_every_s=0.0 if every_step else 1e9, report_every=100)
    with pytest.raises(ModelError, match=r"step [23] .*(is|are) not"):
        train(absurd, crops, validation, tmp_path, settings)
    assert not (tmp_path / WEIGHTS_FILE).exists()
    state = load_checkpoint(tmp_path, CPU)
    # As the hint says: what was saved is from before.
    assert (state is not None) == every_step
    if state is not None:
        tensors = [*state["network"].values(), *state["loss"].values()]
        assert all(bool(torch.isfinite(tensor).all()) for tensor in tensors)


def test_weights_that_are_no_numbers_are_never_saved(
    tmp_path: Path, make_recipe: MakeRecipe, crops: CropSet, validation: CropSet
) -> None:
    # The first loss is a number, but its gradient times the learning rate is none.
    absurd = make_recipe(
        optimiser={"name": "sgd", "learning_rate": 3e38, "warmup_epochs": 0.0, "gradient_clip": 1e9},
        loss={"scale": 1000.0},
    )
    settings = RunSettings(CPU, checkpoint_every_s=0.0, report_every=1)
    with pytest.raises(ModelError, match="The weights after step 1 are not numbers"):
        train(absurd, crops, validation, tmp_path, settings)
    assert load_checkpoint(tmp_path, CPU) is None


@pytest.mark.parametrize(
    ("loss", "optimiser"),
    [
        ({"name": "cosface", "margin_warmup_epochs": 0.0}, {"name": "sgd", "learning_rate": 0.1, "warmup_epochs": 0.0}),
        ({"name": "arcface", "margin": 10.0}, {"name": "adamw", "ema_decay": 0.0}),
    ],
)
def test_every_loss_and_optimiser_trains(
    tmp_path: Path,
    make_recipe: MakeRecipe,
    crops: CropSet,
    validation: CropSet,
    loss: dict[str, Any],
    optimiser: dict[str, Any],
) -> None:
    told: list[Progress] = []
    settings = RunSettings(CPU, report_every=1)
    train(
        make_recipe(epochs=6, loss=loss, optimiser=optimiser),
        crops,
        validation,
        tmp_path,
        settings,
        on_progress=told.append,
    )
    losses = [progress.loss for progress in told]
    # The margin grows meanwhile, which makes the task harder; the mean falls nevertheless.
    assert np.mean(losses[-4:]) < np.mean(losses[:4])


def test_an_encoder_learns_to_tell_people_apart_whom_it_never_saw(
    tmp_path: Path, make_recipe: MakeRecipe, make_people: MakePeople
) -> None:
    crops, validation = make_people(60, 6, veil=40.0), make_people(20, 5, first=1000, veil=40.0)
    recipe = make_recipe(
        epochs=8,
        batch_size=32,
        network={"settings": {"stem_channels": 8, "stem_stride": 1, "channels": [16, 32], "depths": [1, 1]}},
        optimiser={"learning_rate": 1e-2},
        # Nobody is a mirror image or grey among these people.
        augmentation={"flip": 0.0, "rotation_deg": 0.0, "low_resolution": 0.0, "grey": 0.0},
    )
    torch.manual_seed(0)
    untrained = build_network("face_resnet", 16, recipe.network.embedding_size, recipe.network.settings)
    before = embed(untrained, validation.images, mean=127.5, std=127.5, mirror=False, device=CPU)
    card = train(recipe, crops, validation, tmp_path, RunSettings(CPU))
    assert card is not None
    after = Encoder.load(tmp_path, "cpu").encode(validation.images)
    learned = quick_tar(after, validation.labels, 1e-2)
    assert learned > quick_tar(before, validation.labels, 1e-2) + 0.2
    assert learned > 0.6
    assert card.measured.eer < 0.15


def test_a_card_states_what_the_stored_weights_do(
    recipe: Recipe, crops: CropSet, validation: CropSet, uninterrupted: Path
) -> None:
    card = read_card(uninterrupted)
    assert card.name == recipe.name
    assert card.weights_sha256 == hashlib.sha256(weights(uninterrupted)).hexdigest()
    assert card.input.template_px == recipe.template_px
    assert card.training.crops == len(crops)
    assert card.training.identities == len(crops.identities)
    assert card.training.recipe_sha256 == recipe.sha256
    assert (card.training.data, card.training.terms, card.training.seed) == ("noise", "none", 3)
    encoder = Encoder.load(uninterrupted, "cpu")
    comparisons = compare_all(encoder.encode(validation.images), validation.labels)
    assert card.measured.identities == 12
    assert card.measured.mated == len(comparisons.mated) == 12 * 10
    assert card.measured.non_mated == len(comparisons.non_mated)
    # 1650 non-mated comparisons support one target.
    (point,) = card.measured.operating_points
    assert point.fmr == 1e-2
    assert false_match_rate(comparisons.non_mated, point.threshold) <= point.fmr
    assert true_accept_rate(comparisons.mated, point.threshold) == pytest.approx(point.tar, abs=0.01)
    assert point.tar_low <= point.tar <= point.tar_high


def test_a_network_that_embeds_everybody_alike_claims_no_operating_point(
    tmp_path: Path, recipe: Recipe, crops: CropSet, validation: CropSet
) -> None:
    network = build_network("face_resnet", 16, recipe.network.embedding_size, recipe.network.settings)
    assert isinstance(network, FaceResNet)
    torch.nn.init.zeros_(network.head[-1].weight)
    torch.nn.init.ones_(network.head[-1].bias)
    card = write_encoder(recipe, network, crops, validation, tmp_path, MadeBy("unknown", "cpu", ""))
    assert card.measured.operating_points == ()
    assert card.measured.eer == 0.5 or card.measured.eer == 1.0
    assert card.measured.auc == 0.5
