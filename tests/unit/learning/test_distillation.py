"""Learning from a teacher: what it sees, what is learned from it, and what is left of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file

from faceapp.domain.errors import DatasetError
from faceapp.learning.datasets import CropSet
from faceapp.learning.distillation import DistillationLoss, Teacher, Teachers
from faceapp.learning.fitting import fit
from faceapp.learning.job import Job
from faceapp.learning.recipes import Recipe, TeacherSettings
from faceapp.learning.trainer import RunSettings, train
from faceapp.vision.card import WEIGHTS_FILE, EncoderCard, read_card
from faceapp.vision.encoder import Encoder

MakePeople = Callable[..., CropSet]
MakeRecipe = Callable[..., Recipe]

CPU = torch.device("cpu")


pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.mark.parametrize("kind", ["embeddings", "similarities", "both"])
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
    for kind, value in (
        ("embeddings", alone),
        ("similarities", np.mean(pairs)),
        ("both", alone + np.mean(pairs)),
    ):
        loss = DistillationLoss(TeacherSettings(encoder="", kind=kind, weight=2.0), 4, 4)  # type: ignore[arg-type]
        assert loss(features, targets).item() == pytest.approx(2 * value)
        assert torch.autograd.gradcheck(lambda x, loss=loss: loss(x, targets), (features,))


def drawn(size_px: int, points: object, *, blob_px: float) -> torch.Tensor:
    """A crop, (1, 3, S, S), with a soft bright blob at each point."""
    y, x = torch.meshgrid(torch.arange(size_px), torch.arange(size_px), indexing="ij")
    picture = torch.zeros(size_px, size_px)
    for at_x, at_y in np.asarray(points, dtype=np.float64):
        picture += 200 * torch.exp(-0.5 * ((x - at_x) ** 2 + (y - at_y) ** 2) / blob_px**2)
    return picture.expand(1, 3, -1, -1).clone()


def centre(picture: torch.Tensor, near: torch.Tensor) -> tuple[float, float]:
    """Centre of brightness within a window, x and y."""
    weights = picture[0, 0] * near
    places = torch.arange(picture.shape[-1])
    x, y = ((weights * axis).sum() / weights.sum() for axis in (places, places[:, None]))
    return float(x), float(y)


class Stub:
    """As an encoder of another making: it has a card, and embeds by the mean colours of the quarters."""

    def __init__(self, card: EncoderCard, size_px: int, template_px: object) -> None:
        wanted = card.input.model_copy(update={"size_px": size_px, "template_px": template_px})
        self.card = card.model_copy(
            update={"input": wanted, "network": card.network.model_copy(update={"embedding_size": 12})}
        )

    def encode(self, crops: NDArray[np.uint8]) -> NDArray[np.float32]:
        assert crops.dtype == np.uint8
        assert crops.shape[1:] == (self.card.input.size_px, self.card.input.size_px, 3)
        half = crops.shape[1] // 2
        quarters = [crops[:, y : y + half, x : x + half].mean(axis=(1, 2)) for y in (0, half) for x in (0, half)]
        features = np.concatenate(quarters, axis=1).astype(np.float32) - 100
        return features / np.linalg.norm(features, axis=1, keepdims=True)


TEMPLATE_PX = [[20.8, 33.8], [43.8, 33.8], [32.4, 48.3], [22.1, 58.4], [42.3, 58.4]]


@pytest.mark.parametrize(
    ("size_px", "scale", "shift"), [(64, 1.0, 0.0), (112, 1.75, 0.375), (96, 1.2, 8.0), (24, 0.4, -1.0)]
)
def test_a_teacher_sees_the_landmarks_where_it_wants_them(
    encoder: Path, size_px: int, scale: float, shift: float
) -> None:
    theirs = np.array(TEMPLATE_PX) * scale + shift
    stub = Stub(read_card(encoder), size_px, tuple(map(tuple, theirs.tolist())))
    teacher = Teacher(stub, CPU, crop_px=64, template_px=TEMPLATE_PX)
    seen = teacher.see(drawn(64, TEMPLATE_PX, blob_px=3.0))
    assert seen.shape == (1, 3, size_px, size_px)
    wanted = drawn(size_px, theirs, blob_px=3.0 * scale)
    places = torch.arange(size_px)
    for x, y in theirs:
        near = ((places - x).abs() < 4 * scale) & ((places - y).abs() < 4 * scale)[:, None]
        seen_x, seen_y = centre(seen, near)
        wanted_x, wanted_y = centre(wanted, near)
        assert math.hypot(seen_x - wanted_x, seen_y - wanted_y) < 0.15
        assert math.hypot(wanted_x - x, wanted_y - y) < 0.6  # blobs overlap, and a window is of whole pixels
    assert teacher.embedding_size == 12
    assert teacher.embed(drawn(64, TEMPLATE_PX, blob_px=3.0)).shape == (1, 12)


def test_another_kind_of_encoder_can_teach(encoder: Path, crops: CropSet) -> None:
    stub = Stub(read_card(encoder), 16, read_card(encoder).input.template_px)
    teacher = Teacher(stub, CPU, crop_px=16, template_px=read_card(encoder).input.template_px)
    inputs = torch.from_numpy(crops.images).permute(0, 3, 1, 2).float()
    torch.testing.assert_close(teacher.embed(inputs), torch.from_numpy(stub.encode(crops.images)))


def test_a_run_with_a_teacher_goes_on_after_a_stop_and_keeps_nothing_of_it(
    tmp_path: Path, make_recipe: MakeRecipe, crops: CropSet, make_people: MakePeople, encoder: Path
) -> None:
    recipe = make_recipe(teacher={"encoder": str(encoder), "kind": "both"}, network={"embedding_size": 8})
    validation = make_people(6, 4, first=100)
    whole = train(recipe, crops, validation, tmp_path / "whole", RunSettings(CPU))
    assert train(recipe, crops, validation, tmp_path / "parts", RunSettings(CPU, stop_after=5)) is None
    parts = train(recipe, crops, validation, tmp_path / "parts", RunSettings(CPU), resume=True)
    assert whole is not None
    assert parts is not None
    assert parts.weights_sha256 == whole.weights_sha256
    plain = train(make_recipe(network={"embedding_size": 8}), crops, validation, tmp_path / "plain", RunSettings(CPU))
    assert plain is not None
    assert plain.weights_sha256 != whole.weights_sha256
    names = [set(load_file(tmp_path / run / WEIGHTS_FILE)) for run in ("whole", "plain")]
    assert names[0] == names[1]


@pytest.fixture
def another_encoder(tmp_path: Path, write_tiny_encoder: Callable[..., Path], encoder: Path) -> Path:
    """Of other weights than `encoder`, for crops of the same geometry."""
    other = write_tiny_encoder(tmp_path / "another", seed=7, name="another")
    assert read_card(other).input.size_px == read_card(encoder).input.size_px
    return other


def test_the_cosine_of_several_teachers_is_the_mean_of_theirs(
    crops: CropSet, encoder: Path, another_encoder: Path
) -> None:
    both = [Encoder.load(path, "cpu") for path in (encoder, another_encoder)]
    alone = [Teacher(teacher, CPU, crop_px=16, template_px=read_card(encoder).input.template_px) for teacher in both]
    together = Teachers(alone)
    inputs = torch.from_numpy(crops.images[:6]).permute(0, 3, 1, 2).float()
    found = together.embed(inputs)
    theirs = [teacher.embed(inputs) for teacher in alone]
    assert found.shape == (6, together.embedding_size)
    for i in range(6):
        for j in range(6):
            mean = sum(float(part[i] @ part[j]) for part in theirs) / 2
            assert float(found[i] @ found[j]) == pytest.approx(mean, abs=1e-5)
    assert together.weights_sha256 not in {teacher.weights_sha256 for teacher in alone}
    assert Teachers(alone[:1]).weights_sha256 == alone[0].weights_sha256
    assert Teachers(alone[::-1]).weights_sha256 != together.weights_sha256


def test_targets_of_undisturbed_crops_belong_to_the_crops_of_each_batch(
    make_recipe: MakeRecipe, crops: CropSet, encoder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the loss is given in a step, against the crops that the loader names for it."""
    recipe = make_recipe(teacher={"encoder": str(encoder), "sees": "plain"})
    job = Job(recipe, crops, CPU)
    given: list[torch.Tensor] = []
    inner = DistillationLoss.forward

    def spy(self: DistillationLoss, features: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        given.append(targets)
        return inner(self, features, targets)

    monkeypatch.setattr(DistillationLoss, "forward", spy)
    alone = Encoder.load(encoder, "cpu")
    for step in range(3):
        job.advance()
        rows = [crops.files.index(name) for name in job.loader.files(step)]
        torch.testing.assert_close(given[step], torch.from_numpy(alone.encode(crops.images[rows])), atol=2e-3, rtol=0)
    assert any(files != sorted(files) for files in (job.loader.files(0), job.loader.files(1)))


def test_a_run_with_targets_goes_on_after_a_stop_without_asking_again(
    tmp_path: Path,
    make_recipe: MakeRecipe,
    crops: CropSet,
    make_people: MakePeople,
    encoder: Path,
    another_encoder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recipe = make_recipe(teacher={"encoder": [str(encoder), str(another_encoder)], "sees": "plain"})
    validation = make_people(6, 4, first=100)
    whole = train(recipe, crops, validation, tmp_path / "whole", RunSettings(CPU))
    assert train(recipe, crops, validation, tmp_path / "parts", RunSettings(CPU, stop_after=5)) is None
    kept = list((tmp_path / "parts").glob("targets-*.npy"))
    assert len(kept) == 1

    def refuse(self: Teachers, inputs: torch.Tensor) -> torch.Tensor:
        raise AssertionError("a teacher was asked again")

    monkeypatch.setattr(Teachers, "embed", refuse)
    parts = train(recipe, crops, validation, tmp_path / "parts", RunSettings(CPU), resume=True)
    assert whole is not None
    assert parts is not None
    assert parts.weights_sha256 == whole.weights_sha256


def test_another_teacher_beside_the_first_is_another_run(
    tmp_path: Path,
    make_recipe: MakeRecipe,
    crops: CropSet,
    make_people: MakePeople,
    encoder: Path,
    another_encoder: Path,
) -> None:
    validation = make_people(6, 4, first=100)
    one = make_recipe(teacher={"encoder": [str(encoder)]})
    two = make_recipe(teacher={"encoder": [str(encoder), str(another_encoder)]})
    assert train(one, crops, validation, tmp_path / "run", RunSettings(CPU, stop_after=2)) is None
    with pytest.raises(DatasetError):
        train(two, crops, validation, tmp_path / "run", RunSettings(CPU), resume=True)


def test_a_recipe_without_any_teacher_in_its_list_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        TeacherSettings(encoder=())
    assert TeacherSettings(encoder="runs/a").encoders == ("runs/a",)
    assert TeacherSettings(encoder=("runs/a", "runs/b")).encoders == ("runs/a", "runs/b")
