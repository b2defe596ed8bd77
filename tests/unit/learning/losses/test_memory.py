"""Cross-batch memory: what is in it, when, and after a resume."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from pydantic import TypeAdapter
from torch import Tensor

from faceapp.learning.loss_settings import LossSettings
from faceapp.learning.losses import CombinedLoss, build_loss
from faceapp.learning.losses.memory import EmbeddingMemory
from faceapp.learning.losses.pair_masks import NOBODY

from .by_hand import FORMULAS, cosines_of

ADAPTER: TypeAdapter[Any] = TypeAdapter(LossSettings)


def build(name: str, size: int = 6, start_epoch: float = 1.0, **settings: object) -> CombinedLoss:
    memory = {"size": size, "start_epoch": start_epoch}
    validated = ADAPTER.validate_python({"name": name, "memory": memory, **settings})
    return build_loss((validated,), classes=10, embedding_size=3)


def step(seed: int, labels: list[int]) -> tuple[Tensor, Tensor]:
    torch.manual_seed(seed)
    return torch.randn(10, 3)[torch.tensor(labels)] + 0.5 * torch.randn(len(labels), 3), torch.tensor(labels)


@pytest.mark.parametrize("size", [1, 3, 4, 7, 20])
def test_the_last_embeddings_are_kept(size: int) -> None:
    memory = EmbeddingMemory(size, 2)
    assert memory.labels.tolist() == [NOBODY] * size
    added: list[tuple[list[float], int]] = []
    for count in (2, 1, 5, 0, 3):
        batch = torch.arange(2.0 * count).reshape(count, 2) + 100 * len(added)
        labels = torch.arange(count) + len(added)
        memory.add(batch, labels)
        added += list(zip(batch.tolist(), labels.tolist(), strict=True))
        held = [
            (embedding, label)
            for embedding, label in zip(memory.embeddings.tolist(), memory.labels.tolist(), strict=True)
            if label != NOBODY
        ]
        assert sorted(held, key=lambda pair: pair[1]) == added[-size:]


def test_nothing_is_kept_that_a_gradient_could_reach() -> None:
    memory = EmbeddingMemory(4, 2)
    memory.add(torch.ones(2, 2, requires_grad=True), torch.zeros(2, dtype=torch.int64))
    assert not memory.embeddings.requires_grad


@pytest.mark.parametrize("name", sorted(FORMULAS.keys() - {"circle", "multi_similarity"}))
def test_past_batches_are_references(name: str) -> None:
    """By the paper's formula over anchors of this batch and references of this and the last batches."""
    loss = build(name)
    batches = [step(0, [0, 0, 1, 1]), step(1, [1, 2, 2, 0]), step(2, [0, 0, 2, 3])]
    loss.set_epoch(1.0)
    remembered: list[tuple[list[float], int]] = []
    for features, labels in batches:
        features.requires_grad_()
        value = loss(features, labels)
        rows = features.detach().double().tolist()
        references, others = rows + [row for row, _ in remembered], labels.tolist() + [y for _, y in remembered]
        expected = FORMULAS[name](cosines_of(rows, references), labels.tolist(), others)
        assert value.item() == pytest.approx(expected, rel=1e-4, abs=1e-5)
        assert torch.isfinite(torch.autograd.grad(value, features)[0]).all()
        remembered = (remembered + list(zip(rows, labels.tolist(), strict=True)))[-6:]
    assert loss.parts[0].memory.labels.tolist() != labels.tolist()


def test_a_memory_waits_for_its_epoch() -> None:
    with_memory, without = build("contrastive", start_epoch=2.0), ADAPTER.validate_python({"name": "contrastive"})
    plain = build_loss((without,), classes=10, embedding_size=3)
    for seed, epoch in enumerate((0.0, 1.5, 1.99)):
        with_memory.set_epoch(epoch)
        assert with_memory(*step(seed, [0, 0, 1])).item() == plain(*step(seed, [0, 0, 1])).item()
    assert set(with_memory.state_dict()["parts.0.memory.labels"].tolist()) == {NOBODY}
    with_memory.set_epoch(2.0)
    assert with_memory(*step(7, [0, 0, 1])).item() == plain(*step(7, [0, 0, 1])).item()  # it is empty yet
    assert with_memory(*step(8, [0, 0, 1])).item() != plain(*step(8, [0, 0, 1])).item()


def test_a_memory_is_not_filled_in_evaluation() -> None:
    loss = build("triplet").eval()
    loss(*step(0, [0, 0, 1]))
    assert set(loss.state_dict()["parts.0.memory.labels"].tolist()) == {NOBODY}


@pytest.mark.parametrize("name", FORMULAS)
def test_a_resumed_run_has_the_same_memory(name: str) -> None:
    first, resumed = build(name, size=5), build(name, size=5)
    for seed in range(3):
        first(*step(seed, [0, 1, 1]))
    resumed.load_state_dict(first.state_dict())
    for seed in range(3, 6):
        assert resumed(*step(seed, [0, 0, 1, 2])).item() == first(*step(seed, [0, 0, 1, 2])).item()
    assert torch.equal(first.state_dict()["parts.0.memory.labels"], resumed.state_dict()["parts.0.memory.labels"])


def test_a_crop_is_no_positive_of_itself_beside_a_memory() -> None:
    """Only the own crop of the batch is left out; the same crop in the memory, from another epoch, counts."""
    loss = build("contrastive")
    features = torch.tensor([[1.0, 0.0, 0.0]])
    assert loss(features, torch.tensor([4])).item() == 0
    moved = torch.tensor([[0.0, 1.0, 0.0]])
    assert loss(moved, torch.tensor([4])).item() == pytest.approx(1.0)  # half the squared distance of 2


@pytest.mark.parametrize("miner", ["easy", "semi_hard", "hard", "batch_hard", "multi_similarity", "distance_weighted"])
def test_miners_look_into_the_memory(miner: str) -> None:
    loss = build("triplet", miner={"name": miner}, margin=4.0)
    loss(*step(0, [0, 1, 2, 3, 4, 5]))
    value = loss(*step(1, [0, 1, 2, 3, 4, 5]))  # no positives in the batch
    assert value.item() > 0
