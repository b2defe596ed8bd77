"""What a training step is made of: schedules, precision, batches ahead of time, curves, teachers, beginnings."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from faceapp.domain.errors import DeviceError, ModelError
from faceapp.learning.augmentation import AugmentationSettings, augment
from faceapp.learning.curves import TENSORBOARD_DIR, Curves, sparkline
from faceapp.learning.datasets import CropSet
from faceapp.learning.distillation import DistillationLoss
from faceapp.learning.fitting import fit
from faceapp.learning.initialisation import mean_directions, start_from
from faceapp.learning.job import Job
from faceapp.learning.loading import BatchLoader
from faceapp.learning.loss_settings import RandomSampler
from faceapp.learning.precision import resolve_precision
from faceapp.learning.recipes import OptimiserSettings, Recipe, TeacherSettings
from faceapp.learning.schedules import learning_rate
from faceapp.learning.trainer import RunSettings, train
from faceapp.vision.encoder import Encoder
from faceapp.vision.networks import build_network

MakePeople = Callable[..., CropSet]
MakeRecipe = Callable[..., Recipe]

CPU = torch.device("cpu")
LANDMARKS = torch.tensor([[20.0, 30.0], [44.0, 30.0], [32.0, 44.0], [23.0, 54.0], [41.0, 54.0]])


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def crops(make_people: MakePeople) -> CropSet:
    return make_people(12, 6)


@pytest.fixture(scope="module")
def encoder(
    tmp_path_factory: pytest.TempPathFactory, make_recipe: MakeRecipe, crops: CropSet, make_people: MakePeople
) -> Path:
    """A small encoder that was trained."""
    run = tmp_path_factory.mktemp("encoder")
    assert train(make_recipe(), crops, make_people(6, 4, first=100), run, RunSettings(CPU)) is not None
    return run


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


def test_a_line_of_blocks_follows_the_values() -> None:
    assert sparkline([1, 2, 3]) == "▁▅█"
    assert sparkline([5, 5]) == "▁▁"
    assert sparkline([]) == ""
    assert sparkline([math.nan, 1, 3]) == "▁█"
    assert len(sparkline(list(range(100)), width=24)) == 24


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


def test_curves_that_cannot_be_written_do_not_stop_a_run(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / TENSORBOARD_DIR).write_text("in the way")
    curves = Curves(tmp_path, 0)
    curves.add({"loss": 1.0}, 1)
    curves.close()
    assert caplog.text.count("no TensorBoard files are written") == 1


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
    job = Job(recipe, crops, CPU)
    job.begin_from(encoder, crops)
    job.loader.close()
    given = Encoder.load(encoder, "cpu").weights()
    for name, tensor in job.network.state_dict().items():
        torch.testing.assert_close(tensor.float(), given[name].float())


@pytest.mark.parametrize("kind", ["embeddings", "similarities"])
@pytest.mark.parametrize(("student_size", "at_most"), [(16, 0.6), (8, 0.9)])
def test_a_student_comes_to_see_as_its_teacher_does(
    make_recipe: MakeRecipe, crops: CropSet, encoder: Path, kind: str, student_size: int, at_most: float
) -> None:
    """Labels that mean nothing: all that can be learned is what the teacher shows."""
    teacher = {"encoder": str(encoder), "kind": kind, "weight": 100.0}
    recipe = make_recipe(
        teacher=teacher, epochs=12, network={"embedding_size": student_size}, loss={"margin": 0.0, "scale": 1.0}
    )
    shuffled = CropSet(crops.images, np.random.default_rng(0).permutation(crops.labels), crops.identities, crops.files)
    student = fit(recipe, shuffled, CPU)
    alone = fit(make_recipe(epochs=12, network={"embedding_size": student_size}), shuffled, CPU)
    inputs = (torch.from_numpy(crops.images).permute(0, 3, 1, 2).float() - 127.5) / 127.5
    wanted = torch.from_numpy(Encoder.load(encoder, "cpu").encode(crops.images))

    def disagreement(network: torch.nn.Module) -> float:
        with torch.inference_mode():
            seen = torch.nn.functional.normalize(network(inputs))
        return float((seen @ seen.T - wanted @ wanted.T).abs().mean())

    assert disagreement(student) < at_most * disagreement(alone)


def test_distillation_agrees_with_a_plain_loop() -> None:
    generator = torch.Generator().manual_seed(0)
    features = torch.randn(5, 4, generator=generator, dtype=torch.float64, requires_grad=True)
    targets = torch.nn.functional.normalize(torch.randn(5, 4, generator=generator, dtype=torch.float64))
    unit = features.detach().numpy()
    unit = unit / np.linalg.norm(unit, axis=1, keepdims=True)
    theirs = targets.numpy()
    alone = np.mean([1 - unit[i] @ theirs[i] for i in range(5)])
    pairs = [(unit[i] @ unit[j] - theirs[i] @ theirs[j]) ** 2 for i in range(5) for j in range(5) if i != j]
    for kind, value in (("embeddings", alone), ("similarities", np.mean(pairs))):
        loss = DistillationLoss(TeacherSettings(encoder="", kind=kind, weight=2.0), 4, 4)  # type: ignore[arg-type]
        assert loss(features, targets).item() == pytest.approx(2 * value)
        assert torch.autograd.gradcheck(lambda x, loss=loss: loss(x, targets), (features,))


def test_masks_leave_the_eyes_free_and_glasses_the_mouth() -> None:
    bright = torch.full((400, 3, 64, 64), 255.0)
    only = AugmentationSettings().only_flips().model_copy(update={"flip": 0.0, "occlusion": 1.0})  # type: ignore[call-arg]
    covered = augment(bright, only, torch.Generator().manual_seed(0), LANDMARKS)
    dark = covered.sum(dim=1) < 3 * 254.5  # a mask that happens to be white covers nothing that can be seen
    eyes, mouth, nowhere = dark[:, 30, 20] & dark[:, 30, 44], dark[:, 54, 32], ~dark.flatten(1).any(dim=1)
    masks, glasses = mouth & ~eyes, eyes & ~mouth
    assert 80 < int(masks.sum()) < 180
    assert 100 < int(glasses.sum()) < 180
    assert int((eyes & mouth).sum()) == 0
    assert int(nowhere.sum()) < 20


def test_as_many_are_covered_as_asked_for_and_the_same_each_time() -> None:
    bright = torch.full((1000, 3, 64, 64), 255.0)
    some = AugmentationSettings().only_flips().model_copy(update={"flip": 0.0, "occlusion": 0.3})  # type: ignore[call-arg]
    first, again = (augment(bright, some, torch.Generator().manual_seed(1), LANDMARKS) for _ in range(2))
    assert torch.equal(first, again)
    share = float(((first < 254).flatten(1).any(dim=1)).float().mean())
    assert 0.22 < share < 0.38
    with pytest.raises(ValueError, match="landmarks"):
        augment(bright[:2], some, torch.Generator().manual_seed(1))
