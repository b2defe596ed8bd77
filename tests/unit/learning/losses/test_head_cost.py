"""The memory of a head as it is said to be, against the tensors that a step really has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from faceapp.learning.loss_settings import ArcFaceLoss, CosFaceLoss, SubCenterArcFaceLoss
from faceapp.learning.losses import build_loss
from faceapp.learning.losses.head_cost import head_cost, head_cost_table

DOCS = Path(__file__).resolve().parents[4] / "docs"


@pytest.mark.parametrize("sample", [1.0, 0.1, 0.004])
@pytest.mark.parametrize("kind", ["cosface", "arcface", "subcenter_arcface"])
@pytest.mark.parametrize("optimiser", ["sgd", "adamw"])
def test_a_heads_tensors_are_as_large_as_is_said(
    kind: str, sample: float, optimiser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds: dict[str, Any] = {"cosface": CosFaceLoss, "arcface": ArcFaceLoss, "subcenter_arcface": SubCenterArcFaceLoss}
    loss = build_loss((kinds[kind](name=kind, sample=sample),), classes=1000, embedding_size=16)
    logits_bytes = []
    cross_entropy = functional.cross_entropy

    def watched(logits: Tensor, *arguments: Any, **settings: Any) -> Tensor:
        logits_bytes.append(logits.nbytes)
        return cross_entropy(logits, *arguments, **settings)

    monkeypatch.setattr(functional, "cross_entropy", watched)
    parameters = list(loss.parameters())
    step = torch.optim.SGD(parameters, lr=0.1, momentum=0.9) if optimiser == "sgd" else torch.optim.AdamW(parameters)
    loss(torch.randn(8, 16, requires_grad=True), torch.arange(8)).backward()
    step.step()
    kept = [value for state in step.state.values() for value in state.values() if value.ndim]
    centres = 3 if kind == "subcenter_arcface" else 1
    cost = head_cost(1000, 16, batch_size=8, sample=sample, sub_centers=centres, momenta=1 if optimiser == "sgd" else 2)
    assert cost.vectors == sum(parameter.nbytes for parameter in parameters)
    assert cost.gradient == sum(parameter.grad.nbytes for parameter in parameters if parameter.grad is not None)
    assert cost.momentum == sum(value.nbytes for value in kept)
    (nbytes,) = logits_bytes
    # Sub-centres' cosines are reduced to the nearest one's before the cross-entropy sees them.
    assert cost.logits == 2 * nbytes * centres
    compared = nbytes // 8 // 4
    assert compared == {1.0: 1000, 0.1: 100, 0.004: 8}[sample]
    assert cost.sample == (0 if sample == 1 else 2 * compared * centres * 16 * 4)
    assert cost.total == cost.vectors + cost.gradient + cost.momentum + cost.sample + cost.logits


def test_ten_million_identities() -> None:
    full = head_cost(10_000_000, 512, batch_size=256)
    assert full.vectors == 20_480_000_000
    assert full.logits == 20_480_000_000
    sampled = head_cost(10_000_000, 512, batch_size=256, sample=0.1)
    assert sampled.logits == 2_048_000_000
    assert sampled.vectors == sampled.gradient == full.vectors
    assert sampled.sample == 4_096_000_000


def test_the_documentations_table_is_that_of_the_function() -> None:
    assert head_cost_table() in (DOCS / "losses.md").read_text(encoding="utf-8")
