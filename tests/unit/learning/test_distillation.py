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

from faceapp.learning.datasets import CropSet
from faceapp.learning.distillation import DistillationLoss, Teacher
from faceapp.learning.fitting import fit
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
