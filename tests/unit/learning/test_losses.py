"""Margin losses against their papers' formulas."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from faceapp.learning.losses import MarginLoss
from faceapp.learning.recipes import LossSettings


def settings(name: str, margin: float) -> LossSettings:
    return LossSettings.model_validate({"name": name, "margin": margin, "scale": 8.0})


def by_hand(kind: str, embeddings: Tensor, weights: Tensor, labels: Tensor, margin: float, scale: float) -> float:
    """The loss by a plain loop: `weights` (classes, D); the margin as a cosine or in radians."""
    total = 0.0
    for embedding, label in zip(embeddings.tolist(), labels.tolist(), strict=True):
        cosines = []
        for weight in weights.tolist():
            dot = sum(a * b for a, b in zip(embedding, weight, strict=True))
            cosines.append(dot / math.hypot(*embedding) / math.hypot(*weight))
        own = cosines[label]
        cosines[label] = own - margin if kind == "cosface" else math.cos(math.acos(own) + margin)
        total += math.log(sum(math.exp(scale * cosine) for cosine in cosines)) - scale * cosines[label]
    return total / len(labels)


@pytest.mark.parametrize(("kind", "margin", "full"), [("cosface", 0.3, 0.3), ("arcface", 20.0, math.radians(20))])
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_loss_is_that_of_its_paper(kind: str, margin: float, full: float, share: float) -> None:
    torch.manual_seed(0)
    loss = MarginLoss(settings(kind, margin), classes=5, embedding_size=4)
    weights = next(loss.parameters()).detach().T  # (classes, D)
    assert weights.shape == (5, 4)
    # Near their own class, where ArcFace's angle stays below 180 degrees with the margin.
    labels = torch.tensor([0, 1, 2, 3, 4, 0])
    embeddings = weights[labels] / weights[labels].norm(dim=1, keepdim=True) + 0.3 * torch.randn(6, 4)
    loss.set_margin_share(share)
    assert loss(embeddings, labels).item() == pytest.approx(
        by_hand(kind, embeddings, weights, labels, share * full, 8.0), rel=1e-4
    )


@pytest.mark.parametrize("kind", ["cosface", "arcface"])
def test_a_margin_makes_it_harder(kind: str) -> None:
    torch.manual_seed(0)
    loss = MarginLoss(settings(kind, 0.3 if kind == "cosface" else 20.0), classes=5, embedding_size=4)
    embeddings, labels = torch.randn(20, 4), torch.arange(20) % 5
    values = []
    for share in (0.0, 0.5, 1.0):
        loss.set_margin_share(share)
        values.append(loss(embeddings, labels).item())
    assert values == sorted(values)
    assert values[0] < values[2]
