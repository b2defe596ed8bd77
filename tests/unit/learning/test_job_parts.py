"""What a training step is made of: schedules, precision, batches ahead of time, curves."""

from __future__ import annotations

import errno
import io
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from pydantic import TypeAdapter

from faceapp.domain.errors import DatasetError, DeviceError, ModelError
from faceapp.learning.curves import TENSORBOARD_DIR, Curves
from faceapp.learning.datasets import CropSet, epoch_order
from faceapp.learning.fingerprint import fingerprint, require_same
from faceapp.learning.loading import BatchLoader
from faceapp.learning.loss_settings import LossSettings, RandomSampler
from faceapp.learning.precision import resolve_precision
from faceapp.learning.recipes import OptimiserSettings, Recipe
from faceapp.learning.schedules import learning_rate, margin_share
from faceapp.learning.trainer import BAD_BATCH_FILE, RunSettings, train

MakePeople = Callable[..., CropSet]
MakeRecipe = Callable[..., Recipe]

CPU = torch.device("cpu")


pytestmark = pytest.mark.usefixtures("one_thread")


def settings(**changes: object) -> OptimiserSettings:
    return OptimiserSettings.model_validate({"learning_rate": 1.0, "warmup_epochs": 0.0, **changes})


def test_a_cosine_falls_from_the_whole_rate_to_nothing() -> None:
    rates = [learning_rate(settings(), step, steps=100, steps_per_epoch=10) for step in range(100)]
    assert rates[0] == 1.0
    assert rates[50] == pytest.approx(0.5)
    assert rates == sorted(rates, reverse=True)
    assert rates[99] == pytest.approx(0.5 * (1 + math.cos(math.pi * 0.99)))


def test_a_step_schedule_falls_at_its_milestones() -> None:
    steps = settings(schedule="step", milestones=(0.5, 0.8), step_factor=0.1)
    rates = [learning_rate(steps, step, steps=10, steps_per_epoch=5) for step in range(10)]
    assert rates == pytest.approx([1] * 5 + [0.1] * 3 + [0.01] * 2)


def test_a_warm_up_grows_evenly() -> None:
    rates = [learning_rate(settings(warmup_epochs=0.4), step, steps=100, steps_per_epoch=10) for step in range(4)]
    assert rates == pytest.approx([0.25, 0.5, 0.75, 1.0])


def test_the_share_of_a_margin_is_that_of_the_loss_that_grows_longest() -> None:
    def losses(*values: dict[str, object]) -> tuple[LossSettings, ...]:
        return TypeAdapter(tuple[LossSettings, ...]).validate_python(values)

    two = losses({"margin_warmup_epochs": 2.0}, {"name": "arcface", "margin_warmup_epochs": 4.0}, {"name": "triplet"})
    assert [margin_share(two, epoch) for epoch in (0.0, 1.0, 3.0, 4.0, 9.0)] == [0.0, 0.25, 0.75, 1.0, 1.0]
    assert margin_share(losses({"margin_warmup_epochs": 0.0}), 0.0) == 1.0
    assert margin_share(losses({"name": "softmax"}, {"name": "triplet"}), 1.0) is None


def test_half_precision_is_for_cuda() -> None:
    assert resolve_precision("fp32", CPU) == "fp32"
    assert resolve_precision("auto", CPU) in ("fp32", "bf16")
    with pytest.raises(DeviceError, match="fp16 is for CUDA"):
        resolve_precision("fp16", CPU)


def test_batches_come_by_their_step_whichever_was_asked_for_before(crops: CropSet) -> None:
    def loader() -> BatchLoader:
        return BatchLoader(crops, RandomSampler(), batch_size=16, seed=3, device=CPU)

    one, other = loader(), loader()
    wanted = [one.batch(step) for step in range(9)]
    for step in (7, 2, 3, 8, 0):
        batch = other.batch(step)
        assert torch.equal(batch.images, wanted[step].images)
        assert torch.equal(batch.labels, wanted[step].labels)
    names = other.files(5)
    for image, label, name in zip(wanted[5].images, wanted[5].labels, names, strict=True):
        assert name.startswith(crops.identities[int(label)])
        row = crops.files.index(name)
        assert np.array_equal(image.permute(1, 2, 0).numpy(), crops.images[row])
    one.close()
    other.close()


def test_processes_share_a_batch_without_overlap(crops: CropSet) -> None:
    whole = BatchLoader(crops, RandomSampler(), batch_size=16, seed=3, device=CPU)
    shares = [BatchLoader(crops, RandomSampler(), batch_size=16, seed=3, device=CPU, rank=r, world=2) for r in (0, 1)]
    for step in range(5):
        parts = [share.batch(step) for share in shares]
        assert torch.equal(torch.cat([part.images for part in parts]), whole.batch(step).images)
        assert all(torch.equal(part.all_labels, whole.batch(step).all_labels) for part in parts)
    for loader in (whole, *shares):
        loader.close()


def test_curves_are_written_for_tensorboard(
    tmp_path: Path, make_recipe: MakeRecipe, crops: CropSet, make_people: MakePeople
) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    run = RunSettings(CPU, report_every=2, tensorboard=True)
    assert train(make_recipe(), crops, make_people(6, 4, first=100), tmp_path, run) is not None
    read = EventAccumulator(str(tmp_path / TENSORBOARD_DIR)).Reload()
    assert [event.step for event in read.Scalars("tar_at_fmr_1e-3")] == [4, 8, 12]
    assert [event.step for event in read.Scalars("loss")] == [2, 4, 6, 8, 10, 12]
    assert {"learning_rate", "gradient_norm", "waited_share"} <= set(read.Tags()["scalars"])
    # The margin has grown after an epoch and a half, six steps; a point tells of the step that led to it.
    shares = [event.value for event in read.Scalars("margin_share")]
    assert shares == pytest.approx([1 / 6, 3 / 6, 5 / 6, 1, 1, 1])


def test_a_resumed_run_hides_what_it_does_again(tmp_path: Path) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    for begun, values in ((0, (1.0, 2.0, 3.0, 4.0)), (2, (30.0, 40.0, 50.0))):
        curves = Curves(tmp_path, begun)
        for step, value in enumerate(values, start=begun + 1):
            curves.add({"loss": value}, step)
        curves.close()
    events = EventAccumulator(str(tmp_path / TENSORBOARD_DIR)).Reload().Scalars("loss")
    assert [(event.step, event.value) for event in events] == [(1, 1.0), (2, 2.0), (3, 30.0), (4, 40.0), (5, 50.0)]


def test_a_loss_that_is_no_number_names_the_crops_of_its_batch(
    tmp_path: Path, make_recipe: MakeRecipe, crops: CropSet, make_people: MakePeople
) -> None:
    recipe = make_recipe(optimiser={"learning_rate": 1e30})
    with pytest.raises(ModelError, match=r"The loss of step (\d+) \(epoch 1\) is not a number") as told:
        train(recipe, crops, make_people(6, 4, first=100), tmp_path, RunSettings(CPU, report_every=100))
    assert BAD_BATCH_FILE in (told.value.hint or "")
    step = int(told.value.sentence.split()[4])
    named = (tmp_path / BAD_BATCH_FILE).read_text().splitlines()
    order = epoch_order(len(crops), seed=recipe.seed, epoch=0)
    assert named == [crops.files[row] for row in order[16 * (step - 1) : 16 * step]]


def test_a_fault_of_the_loader_ends_the_step_that_wanted_the_batch(crops: CropSet) -> None:
    broken = CropSet(crops.images[:10], crops.labels, crops.identities, crops.files)
    loader = BatchLoader(broken, RandomSampler(), batch_size=16, seed=3, device=CPU)
    with pytest.raises(IndexError):
        for step in range(4):
            loader.batch(step)
    loader.close()


def test_a_fingerprint_is_of_what_changes_the_result(make_recipe: MakeRecipe, crops: CropSet) -> None:
    def taken(recipe: Recipe, teacher: str | None = None) -> dict[str, Any]:
        return fingerprint(recipe, crops, precision="fp32", device="cpu", processes=1, teacher=teacher)

    def go_on(recipe: Recipe, begun: dict[str, Any] | str, teacher: str | None = None) -> None:
        require_same(begun, taken(recipe, teacher), recipe, "run")

    begun = taken(make_recipe())
    assert json.loads(json.dumps(begun)) == begun  # as a checkpoint keeps it
    # Stating a default changes nothing.
    go_on(make_recipe(cleaning={"share": 0.0}, augmentation={"blur": 0.0}), begun)
    go_on(make_recipe(training_data="other words", search={"epochs": {"choices": [2]}}), begun)
    # Nor does a setting that a later version knows, until it is used.
    later = type("Later", (Recipe,), {"__annotations__": {"novelty": int}, "novelty": 0})
    go_on(later.model_validate(make_recipe().model_dump()), begun)
    with pytest.raises(DatasetError, match=r"another recipe \(novelty\)\."):
        go_on(later.model_validate({**make_recipe().model_dump(), "novelty": 1}), begun)
    with pytest.raises(DatasetError, match=r"another recipe \(augmentation\.blur\)\."):
        go_on(make_recipe(augmentation={"blur": 0.1}), begun)
    with pytest.raises(DatasetError, match=r"\(epochs, loss\.margin, loss\.scale and 1 more\)"):
        go_on(make_recipe(epochs=4, seed=9, loss={"margin": 0.3, "scale": 9.0}), begun)
    with pytest.raises(DatasetError, match=r"another teacher\."):
        go_on(make_recipe(), taken(make_recipe(), "one"), "two")
    for other in ("0123", {**begun, "recipe": "0123"}):
        with pytest.raises(DatasetError, match="another version of faceapp"):
            go_on(make_recipe(), other)


def test_a_default_that_another_version_has_changed_is_seen(make_recipe: MakeRecipe, crops: CropSet) -> None:
    """A run of before learned by the default of then, whichever default there is now."""
    recipe = make_recipe()
    begun = fingerprint(recipe, crops, precision="fp32", device="cpu", processes=1)
    assert "weight_decay" not in recipe.optimiser.model_fields_set
    before = {**begun, "recipe": {**begun["recipe"], "optimiser.weight_decay": 0.01}}
    with pytest.raises(DatasetError, match=r"another recipe \(optimiser\.weight_decay\)\."):
        require_same(before, begun, recipe, "run")


def test_a_disk_that_fills_up_is_told_once_and_does_not_stop_a_run(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullDisk(io.BytesIO):
        def flush(self) -> None:
            if len(self.getvalue()) > 200:
                raise OSError(errno.ENOSPC, "No space left on device")

        def close(self) -> None:
            self.flush()

    monkeypatch.setattr(Path, "open", lambda path, mode: FullDisk())
    curves = Curves(tmp_path, 0)
    for step in range(20):
        curves.add({"loss": 1.0, "learning_rate": 0.1}, step)
    curves.close()
    assert caplog.text.count("No space left on device") == 1


def test_curves_that_cannot_be_written_do_not_stop_a_run(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / TENSORBOARD_DIR).write_text("in the way")
    curves = Curves(tmp_path, 0)
    curves.add({"loss": 1.0}, 1)
    curves.close()
    assert caplog.text.count("no TensorBoard files are written") == 1
