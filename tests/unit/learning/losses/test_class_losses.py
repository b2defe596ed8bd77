"""Classification losses against plain loops of their papers' formulas."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from pydantic import TypeAdapter
from torch import Tensor, nn
from torch.func import functional_call

from faceapp.learning.loss_settings import LossSettings, SphereFaceLoss
from faceapp.learning.losses import CombinedLoss, build_loss
from faceapp.learning.losses.class_sampling import sampled_classes
from faceapp.learning.losses.margin_heads import MarginHead, annealing
from faceapp.learning.losses.softmax import CenterHead

ADAPTER: TypeAdapter[Any] = TypeAdapter(LossSettings)
CLASSES, SIZE = 5, 4
LABELS = [0, 1, 2, 2, 4, 0]
MARGINS: dict[str, dict[str, object]] = {
    "cosface": {"margin": 0.3, "scale": 8.0},
    "arcface": {"margin": 20.0, "scale": 8.0},
    "subcenter_arcface": {"margin": 20.0, "scale": 8.0, "sub_centers": 2},
    "sphereface": {"margin": 4, "lambda_min": 2.0},
}
NAMES = [*MARGINS, "softmax", "center", "proxy_anchor"]


def build(name: str, classes: int = CLASSES, **settings: object) -> CombinedLoss:
    torch.manual_seed(7)
    validated = ADAPTER.validate_python({"name": name, **MARGINS.get(name, {}), **settings})
    return build_loss((validated,), classes=classes, embedding_size=SIZE).double()


def class_vectors(loss: CombinedLoss) -> list[list[float]]:
    """Of every class, or of all sub-centres of the first class, then of the second and so on."""
    (vectors,) = (parameter for parameter in loss.parameters() if parameter.ndim == 2)
    return (vectors.T if isinstance(loss.parts[0], MarginHead) else vectors).tolist()


def near_their_classes(loss: CombinedLoss, labels: list[int], noise: float = 0.3) -> Tensor:
    """Features near their own class, where ArcFace's angle stays below 180 degrees with the margin."""
    vectors = torch.tensor(class_vectors(loss), dtype=torch.float64)
    own = vectors[torch.tensor(labels) * (len(vectors) // CLASSES)]
    torch.manual_seed(3)
    return 2 * own / own.norm(dim=1, keepdim=True) + noise * torch.randn(len(labels), SIZE).double()


def cosine(x: list[float], y: list[float]) -> float:
    return sum(a * b for a, b in zip(x, y, strict=True)) / math.hypot(*x) / math.hypot(*y)


def cross_entropy(logits: list[float], label: int) -> float:
    return math.log(sum(math.exp(logit) for logit in logits)) - logits[label]


def margin_by_hand(name: str, features: Tensor, vectors: list[list[float]], labels: list[int], share: float) -> float:
    """`share`: of the full margin; for SphereFace, the weight lambda of the plain cosine instead."""
    total = 0.0
    per_class = len(vectors) // CLASSES
    for feature, label in zip(features.tolist(), labels, strict=True):
        cosines = [
            max(cosine(feature, vector) for vector in vectors[per_class * c : per_class * (c + 1)])
            for c in range(CLASSES)
        ]
        scale, angle = 8.0, math.acos(cosines[label])
        if name == "cosface":
            cosines[label] -= 0.3 * share
        elif name == "sphereface":
            scale = math.hypot(*feature)
            k = math.floor(angle / (math.pi / 4))
            psi = (-1) ** k * math.cos(4 * angle) - 2 * k
            cosines[label] = (share * cosines[label] + psi) / (1 + share)
        else:
            cosines[label] = math.cos(angle + math.radians(20.0) * share)
        total += cross_entropy([scale * c for c in cosines], label)
    return total / len(labels)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("name", ["cosface", "arcface", "subcenter_arcface"])
def test_a_margin_loss_is_that_of_its_paper_and_its_margin_grows(name: str, share: float) -> None:
    loss = build(name, margin_warmup_epochs=4.0)
    features = near_their_classes(loss, LABELS)
    loss.set_epoch(4.0 * share)
    value = loss(features, torch.tensor(LABELS)).item()
    assert value == pytest.approx(margin_by_hand(name, features, class_vectors(loss), LABELS, share), rel=1e-9)


@pytest.mark.parametrize("noise", [0.1, 1.0, 10.0])
def test_sphereface_is_that_of_its_paper_at_every_angle(noise: float) -> None:
    loss = build("sphereface", lambda_start=20.0, annealing_epochs=2.0)
    features = near_their_classes(loss, LABELS, noise)
    # lambda = 20 / (1 + gamma epoch), where gamma makes it 2 after 2 epochs.
    for epoch, weight in ((0.0, 20.0), (1.0, 20 / 5.5), (2.0, 2.0), (9.0, 2.0)):
        loss.set_epoch(epoch)
        value = loss(features, torch.tensor(LABELS)).item()
        assert value == pytest.approx(margin_by_hand("sphereface", features, class_vectors(loss), LABELS, weight))


def test_annealing_ends_where_it_is_told_to() -> None:
    def weights(**settings: float) -> list[float]:
        chosen = SphereFaceLoss.model_validate({"name": "sphereface", **settings})
        return [annealing(chosen, epoch) for epoch in (0.0, 0.5, 1.0, 2.0)]

    assert weights() == pytest.approx([1000.0, 1000 / 100.5, 5.0, 5.0])
    assert weights(annealing_epochs=0.0) == [5.0] * 4
    assert weights(lambda_start=0.0, lambda_min=0.0) == [0.0] * 4
    assert weights(lambda_start=8.0, lambda_min=0.0) == [8.0, 4.0, 0.0, 0.0]
    assert weights(lambda_start=3.0, lambda_min=5.0) == [5.0] * 4


@pytest.mark.parametrize("name", MARGINS)
def test_a_margin_makes_it_harder(name: str) -> None:
    loss = build(name)
    features = near_their_classes(loss, LABELS)
    values = []
    for epoch in (0.0, 0.5, 1.0):
        loss.set_epoch(epoch)
        values.append(loss(features, torch.tensor(LABELS)).item())
    assert values[0] < values[1] < values[2]


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_features_on_their_class_vectors_have_a_gradient(name: str, dtype: torch.dtype, sign: float) -> None:
    loss = build(name).to(dtype)
    labels = torch.tensor(LABELS)
    vectors = torch.tensor(class_vectors(loss), dtype=dtype)
    features = (sign * 3 * vectors[labels * (len(vectors) // CLASSES)]).requires_grad_()
    loss(features, labels).backward()
    assert features.grad is not None
    for gradient in (features.grad, *(parameter.grad for parameter in loss.parameters())):
        assert gradient is not None
        assert torch.isfinite(gradient).all()


@pytest.mark.parametrize("name", NAMES)
def test_a_cosine_of_exactly_one_has_a_gradient(name: str) -> None:
    """Axes, whose cosines are not rounded: the arc cosine has no slope there."""
    loss = build(name, **({"sub_centers": 1} if name == "subcenter_arcface" else {}))
    axes = torch.eye(SIZE).double()[[0, 1, 2, 3, 0]]
    loss.set_directions(axes)
    features = axes[LABELS].requires_grad_()
    loss(features, torch.tensor(LABELS)).backward()
    for gradient in (features.grad, *(parameter.grad for parameter in loss.parameters())):
        assert gradient is not None
        assert torch.isfinite(gradient).all()


def softmax_by_hand(features: Tensor, softmax: nn.Module, labels: list[int]) -> float:
    vectors, biases = (parameter.tolist() for parameter in softmax.parameters())
    total = 0.0
    for feature, label in zip(features.tolist(), labels, strict=True):
        logits = [
            bias + sum(a * b for a, b in zip(feature, vector, strict=True))
            for vector, bias in zip(vectors, biases, strict=True)
        ]
        total += cross_entropy(logits, label)
    return total / len(labels)


def test_softmax_is_cross_entropy_of_inner_products() -> None:
    loss = build("softmax")
    features = near_their_classes(loss, LABELS)
    with torch.no_grad():
        dict(loss.named_parameters())["parts.0.biases"].copy_(torch.arange(5.0))
    value = loss(features, torch.tensor(LABELS)).item()
    assert value == pytest.approx(softmax_by_hand(features, loss, LABELS))


def test_centres_follow_the_features_as_in_the_paper() -> None:
    """Equation 4 with alpha, and equation 5 with lambda, over three steps."""
    loss = build("center", pull=0.25, centre_rate=0.4)
    head = loss.parts[0]
    assert isinstance(head, CenterHead)
    centres = np.zeros((CLASSES, SIZE))
    for seed in range(3):
        torch.manual_seed(seed)
        features = torch.randn(len(LABELS), SIZE).double() + 1
        rows = features.numpy()
        pull = sum(((x - centres[y]) ** 2).sum() for x, y in zip(rows, LABELS, strict=True)) / 2 / len(LABELS)
        expected = softmax_by_hand(features, head.softmax, LABELS) + 0.25 * pull
        assert loss(features, torch.tensor(LABELS)).item() == pytest.approx(expected)
        for j in range(CLASSES):
            members = [x for x, y in zip(rows, LABELS, strict=True) if y == j]
            delta = sum((centres[j] - x for x in members), np.zeros(SIZE)) / (1 + len(members))
            centres[j] = centres[j] - 0.4 * delta
        np.testing.assert_allclose(head.centres.numpy(), centres, rtol=1e-12)
    assert not centres[3].any()  # nobody of class 3 was seen
    assert centres[2].any()
    loss.eval()
    loss(features, torch.tensor(LABELS))
    np.testing.assert_allclose(head.centres.numpy(), centres, rtol=1e-12)


def test_the_optimiser_leaves_centres_alone() -> None:
    loss = build("center")
    assert [name for name, _ in loss.named_parameters()] == ["parts.0.softmax.vectors", "parts.0.softmax.biases"]
    assert "parts.0.centres" in loss.state_dict()


def test_proxy_anchor_is_that_of_its_paper() -> None:
    loss = build("proxy_anchor", margin=0.2, alpha=7.0)
    features = near_their_classes(loss, LABELS)
    proxies = class_vectors(loss)
    attraction, repulsion, with_members = 0.0, 0.0, 0
    for j, proxy in enumerate(proxies):
        cosines = [(cosine(x, proxy), y) for x, y in zip(features.tolist(), LABELS, strict=True)]
        pulled = [math.exp(-7.0 * (c - 0.2)) for c, y in cosines if y == j]
        with_members += bool(pulled)
        attraction += math.log(1 + sum(pulled))
        repulsion += math.log(1 + sum(math.exp(7.0 * (c + 0.2)) for c, y in cosines if y != j))
    value = loss(features, torch.tensor(LABELS)).item()
    assert value == pytest.approx(attraction / with_members + repulsion / len(proxies))


@pytest.mark.parametrize("name", NAMES)
def test_gradients_are_those_of_the_value(name: str) -> None:
    loss = build(name).eval()
    names = [name for name, _ in loss.named_parameters()]
    labels = torch.tensor(LABELS)

    def value(features: Tensor, *parameters: Tensor) -> Tensor:
        result: Tensor = functional_call(loss, dict(zip(names, parameters, strict=True)), (features, labels))
        return result

    features = near_their_classes(loss, LABELS).requires_grad_()
    parameters = [parameter.detach().clone().requires_grad_() for parameter in loss.parameters()]
    assert torch.autograd.gradcheck(value, (features, *parameters))


@pytest.mark.parametrize("name", NAMES)
def test_one_class_can_be_learned_from(name: str) -> None:
    loss = build(name, classes=1)
    features = torch.ones(3, SIZE).double().requires_grad_()
    value = loss(features, torch.zeros(3, dtype=torch.int64))
    assert torch.isfinite(value)
    assert torch.isfinite(torch.autograd.grad(value, features)[0]).all()


@pytest.mark.parametrize("name", NAMES)
def test_a_head_begins_with_the_directions_it_is_given(name: str) -> None:
    loss = build(name)
    directions = torch.nn.functional.normalize(torch.randn(CLASSES, SIZE)).double()
    loss.set_directions(directions)
    vectors = torch.tensor(class_vectors(loss), dtype=torch.float64).reshape(CLASSES, -1, SIZE)
    for direction, of_class in zip(directions, vectors, strict=True):
        for vector in of_class:
            assert cosine(vector.tolist(), direction.tolist()) > 0.95
            assert vector.norm() == pytest.approx(0.05 * math.sqrt(SIZE))
        assert len(np.unique(of_class.numpy(), axis=0)) == len(of_class)  # sub-centres are to part


def test_sampled_classes_are_the_batchs_own_and_random_others() -> None:
    labels = torch.tensor([7, 3, 7, 90])
    seen = set()
    for seed in range(50):
        torch.manual_seed(seed)
        chosen, places = sampled_classes(labels, 100, 0.1)
        assert len(set(chosen.tolist())) == len(chosen) == 10
        assert chosen.tolist() == sorted(chosen.tolist())
        assert torch.equal(chosen[places], labels)
        seen |= set(chosen.tolist())
    assert len(seen) > 95  # 350 draws of 97 others
    torch.manual_seed(0)
    assert len(sampled_classes(labels, 100, 0.001)[0]) == 4  # never fewer than the batch
    assert sampled_classes(labels[:2], 8, 1.0)[0].tolist() == list(range(8))
    assert sampled_classes(torch.tensor([1, 1, 0]), 2, 0.5)[0].tolist() == [0, 1]


@pytest.mark.parametrize("name", [*MARGINS, "softmax", "center"])
def test_a_sampled_head_computes_and_learns_only_the_sample(name: str) -> None:
    """As the full head would, had it the chosen classes alone; all others' vectors have no gradient."""
    labels = torch.tensor([0, 30, 30, 12])
    loss = build(name, classes=40, sample=0.2)
    features = (torch.randn(4, SIZE).double() * 2).requires_grad_()
    torch.manual_seed(11)
    chosen, places = sampled_classes(labels, 40, 0.2)
    assert len(chosen) == 8
    torch.manual_seed(11)
    value = loss(features, labels)
    (gradient,) = torch.autograd.grad(value, features, retain_graph=True)
    value.backward()

    small = build(name, classes=8)
    with torch.no_grad():
        for (path, parameter), full in zip(small.named_parameters(), loss.parameters(), strict=True):
            if path.endswith("W"):  # (D, classes * centres)
                parameter.copy_(full.unflatten(1, (40, -1))[:, chosen].flatten(1))
            else:
                parameter.copy_(full[chosen])
    expected = small(features, places)
    assert value.item() == pytest.approx(expected.item(), rel=1e-12)
    torch.testing.assert_close(gradient, torch.autograd.grad(expected, features)[0])

    others = sorted(set(range(40)) - set(chosen.tolist()))
    for path, parameter in loss.named_parameters():
        assert parameter.grad is not None
        of_class = parameter.grad.unflatten(1, (40, -1)).movedim(1, 0) if path.endswith("W") else parameter.grad
        assert not of_class[others].any()
        for own in (0, 12, 30):
            assert of_class[own].any()
