"""Pair and tuple losses against plain loops of their papers' formulas."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from pydantic import TypeAdapter
from torch import Tensor

from faceapp.learning.loss_settings import LossSettings
from faceapp.learning.losses import CombinedLoss, build_loss
from faceapp.learning.losses.pairs import PairLoss

from .by_hand import FORMULAS, circle, cosines_of, ranked_list

ADAPTER: TypeAdapter[Any] = TypeAdapter(LossSettings)

# Circle loss at the scale for faces saturates: every loss would be a few hundred and hardly depend on anything.
SOFTER: dict[str, dict[str, object]] = {"circle": {"scale": 8.0}}
SOFTER_BY_HAND = {"circle": {"gamma": 8.0}}

BATCHES = {
    "mixed": [0, 0, 0, 1, 1, 2, 2, 2, 2, 3],
    "unordered": [2, 0, 1, 0, 2, 2, 0, 5],
    "no positives": [0, 1, 2, 3],
    "one class": [4, 4, 4],
    "one pair of each kind": [0, 0, 1],
    "one crop": [0],
}


def build(name: str, **settings: object) -> CombinedLoss:
    validated = ADAPTER.validate_python({"name": name, **SOFTER.get(name, {}), **settings})
    return build_loss((validated,), classes=10, embedding_size=5)


def expected(name: str, features: Tensor, labels: list[int]) -> float:
    rows = features.double().tolist()
    return FORMULAS[name](cosines_of(rows, rows), labels, labels, **SOFTER_BY_HAND.get(name, {}))


def batch(labels: list[int], seed: int = 0) -> Tensor:
    """Embeddings somewhat nearer their own class, as losses meet them, (N, 5) float64, not of unit length."""
    torch.manual_seed(seed)
    return torch.randn(10, 5).double()[torch.tensor(labels)] + 0.7 * torch.randn(len(labels), 5).double()


@pytest.mark.parametrize("labels", BATCHES.values(), ids=BATCHES)
@pytest.mark.parametrize("name", FORMULAS)
def test_a_loss_is_that_of_its_paper(name: str, labels: list[int]) -> None:
    for seed in range(3):
        features = batch(labels, seed).requires_grad_()
        value = build(name)(features, torch.tensor(labels))
        assert value.item() == pytest.approx(expected(name, features, labels), rel=1e-6, abs=1e-9)
        (gradient,) = torch.autograd.grad(value, features)
        assert torch.isfinite(gradient).all()
        if value.item() == 0:
            assert not gradient.any()


@pytest.mark.parametrize("labels", [BATCHES["no positives"], BATCHES["one class"]], ids=["no positives", "one class"])
def test_without_a_kind_of_pair_most_losses_have_nothing(labels: list[int]) -> None:
    """Those that are sums of a part for each kind keep the other part."""
    most = {name: max(expected(name, batch(labels, seed), labels) for seed in range(4)) for name in FORMULAS}
    assert {name for name, value in most.items() if value > 0} == {"contrastive", "binomial_deviance", "ranked_list"}


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("name", FORMULAS)
def test_identical_embeddings_have_a_loss_and_a_gradient(name: str, dtype: torch.dtype) -> None:
    labels = [0, 0, 1, 1, 2]
    features = torch.ones(5, 5, dtype=dtype).requires_grad_()
    value = build(name)(features, torch.tensor(labels))
    assert value.item() == pytest.approx(expected(name, features, labels), rel=1e-3, abs=1e-3)
    (gradient,) = torch.autograd.grad(value, features)
    assert torch.isfinite(gradient).all()


@pytest.mark.parametrize("name", FORMULAS)
def test_embeddings_of_no_length_have_a_loss(name: str) -> None:
    features = torch.zeros(4, 5).requires_grad_()
    value = build(name)(features, torch.tensor([0, 0, 1, 1]))
    assert torch.isfinite(value)
    assert torch.isfinite(torch.autograd.grad(value, features)[0]).all()


@pytest.mark.parametrize("name", FORMULAS)
def test_the_length_of_an_embedding_does_not_matter(name: str) -> None:
    features, labels = batch(BATCHES["mixed"]), torch.tensor(BATCHES["mixed"])
    lengths = torch.linspace(0.1, 9.0, len(labels)).double()[:, None]
    assert build(name)(features * lengths, labels).item() == pytest.approx(build(name)(features, labels).item())


@pytest.mark.parametrize("name", sorted(FORMULAS.keys() - {"circle", "ranked_list"}))
def test_gradients_are_those_of_the_value(name: str) -> None:
    labels = torch.tensor(BATCHES["mixed"])
    loss = build(name)
    assert torch.autograd.gradcheck(lambda features: loss(features, labels), batch(BATCHES["mixed"]).requires_grad_())


@pytest.mark.parametrize("name", ["circle", "ranked_list"])
def test_gradients_hold_the_weights_constant(name: str) -> None:
    """Against differences of the formula whose weights stay those of the unmoved batch."""
    labels = BATCHES["mixed"]
    features = batch(labels).requires_grad_()
    (gradient,) = torch.autograd.grad(build(name)(features, torch.tensor(labels)), features)
    rows = features.detach().numpy()
    weighing = cosines_of(rows.tolist(), rows.tolist())

    def value(moved: np.ndarray[Any, Any]) -> float:
        cosines = cosines_of(moved.tolist(), moved.tolist())
        if name == "circle":
            return circle(cosines, labels, labels, gamma=8.0, weighing=weighing)
        return ranked_list(cosines, labels, labels, weighing=weighing)

    for row, column in np.ndindex(*rows.shape):
        step = np.zeros_like(rows)
        step[row, column] = 1e-6
        slope = (value(rows + step) - value(rows - step)) / 2e-6
        assert gradient[row, column].item() == pytest.approx(slope, rel=1e-4, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "settings", "by_hand"),
    [
        ("contrastive", {"margin": 0.6}, {"margin": 0.6}),
        ("triplet", {"margin": 0.7}, {"margin": 0.7}),
        ("lifted_structure", {"margin": 0.3}, {"margin": 0.3}),
        ("n_pair", {"scale": 3.0}, {"scale": 3.0}),
        ("angular", {"alpha_deg": 36.0}, {"alpha_deg": 36.0}),
        ("binomial_deviance", {"alpha": 3.0, "beta": 0.2, "cost": 4.0}, {"alpha": 3.0, "beta": 0.2, "cost": 4.0}),
        (
            "multi_similarity",
            {"alpha": 3.0, "beta": 20.0, "base": 0.8, "miner": {"name": "multi_similarity", "epsilon": 0.4}},
            {"alpha": 3.0, "beta": 20.0, "base": 0.8, "epsilon": 0.4},
        ),
        ("multi_similarity", {"miner": {"name": "none"}}, {"epsilon": None}),
        ("circle", {"margin": 0.4, "scale": 5.0}, {"m": 0.4, "gamma": 5.0}),
        (
            "ranked_list",
            {"alpha": 1.0, "margin": 0.3, "temperature": 2.0, "balance": 0.5},
            {"alpha": 1.0, "m": 0.3, "temperature": 2.0, "balance": 0.5},
        ),
        ("supcon", {"temperature": 0.3}, {"temperature": 0.3}),
    ],
)
def test_settings_are_the_papers_symbols(name: str, settings: dict[str, Any], by_hand: dict[str, Any]) -> None:
    labels = BATCHES["mixed"]
    features = batch(labels)
    rows = features.tolist()
    value = FORMULAS[name](cosines_of(rows, rows), labels, labels, **by_hand)
    assert build(name, **settings)(features, torch.tensor(labels)).item() == pytest.approx(value, rel=1e-6)
    assert expected(name, features, labels) != pytest.approx(value, rel=1e-3)


@pytest.mark.parametrize("name", FORMULAS)
def test_a_loss_is_a_function_of_cosines(name: str) -> None:
    """The weight of a pair is the derivative by its cosine, whatever embeddings it came from."""
    labels = torch.tensor(BATCHES["mixed"])
    loss = build(name).parts[0]
    assert isinstance(loss, PairLoss)
    unit = torch.nn.functional.normalize(batch(BATCHES["mixed"])).requires_grad_()
    cosines = (unit @ unit.T).detach().requires_grad_()
    value = loss.of_cosines(cosines, labels, labels)
    assert value.item() == pytest.approx(loss(unit, labels).item())
    (weights,) = torch.autograd.grad(value, cosines)
    # Nobody gains by being less like themselves, and others of the same class pull while strangers push.
    mated = labels[:, None] == labels
    assert not weights.diagonal().any()
    assert (weights[~mated] >= 0).all()
    if name != "supcon":  # whose softmax pushes back a positive that is nearer than the anchor's others
        assert (weights[mated] <= 1e-12).all()


@pytest.mark.parametrize("name", ["triplet", "lifted_structure", "angular", "circle", "supcon", "contrastive"])
def test_a_batch_in_which_a_miner_finds_nothing_has_the_loss_nothing(name: str) -> None:
    features = torch.eye(5)[[0, 0, 1, 1]].requires_grad_()  # perfect already: nothing is hard
    value = build(name, miner={"name": "hard"})(features, torch.tensor([0, 0, 1, 1]))
    assert value.item() == 0
    assert not torch.autograd.grad(value, features)[0].any()
