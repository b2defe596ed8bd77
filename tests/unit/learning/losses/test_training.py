"""Every loss teaches: a linear encoder of noisy clusters, and runs of the trainer that stop and go on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from pydantic import TypeAdapter
from torch import Tensor, nn

from faceapp.learning.datasets import CropSet
from faceapp.learning.loss_settings import IdentitiesSampler, LossSettings
from faceapp.learning.losses import build_loss
from faceapp.learning.recipes import Recipe, recipe_from
from faceapp.learning.sampling import epoch_batches
from faceapp.learning.trainer import RunSettings, train
from faceapp.vision.card import WEIGHTS_FILE

ADAPTER: TypeAdapter[Any] = TypeAdapter(LossSettings)
CLASSES, PER_CLASS, INPUTS, SIZE = 12, 8, 24, 8

LOSSES: dict[str, list[dict[str, Any]]] = {
    **{
        name: [{"name": name}]
        for name in (
            *("softmax", "center", "sphereface", "cosface", "arcface", "subcenter_arcface", "proxy_anchor"),
            *("contrastive", "triplet", "lifted_structure", "n_pair", "angular", "binomial_deviance"),
            *("multi_similarity", "circle", "ranked_list", "supcon"),
        )
    },
    "strong center": [{"name": "center", "pull": 0.1}],
    "sampled": [{"name": "cosface", "sample": 0.8}],
    "semi-hard": [{"name": "triplet", "miner": {"name": "semi_hard"}}],
    "batch-hard": [{"name": "triplet", "miner": {"name": "batch_hard"}}],
    "distance-weighted": [{"name": "contrastive", "miner": {"name": "distance_weighted"}}],
    "memory": [{"name": "contrastive", "memory": {"size": 48, "start_epoch": 2.0}}],
    "combined": [{"name": "cosface"}, {"name": "triplet", "weight": 0.5}, {"name": "center", "weight": 0.2}],
}


def clusters() -> tuple[Tensor, Tensor]:
    """Points whose class shows in a third of their coordinates and is drowned by noise in the others."""
    random = np.random.default_rng(5)
    labels = np.repeat(np.arange(CLASSES), PER_CLASS)
    points = 2.0 * random.normal(size=(len(labels), INPUTS))
    signal = INPUTS // 3
    points[:, :signal] = random.normal(size=(CLASSES, signal))[labels] + 0.25 * random.normal(
        size=(len(labels), signal)
    )
    return torch.from_numpy(points).float(), torch.from_numpy(labels)


def separation(features: Tensor, labels: Tensor) -> float:
    """Mean cosine of mated pairs less that of non-mated pairs, in [-2, 2]."""
    unit = nn.functional.normalize(features.detach())
    cosines, mated = unit @ unit.T, labels[:, None] == labels
    others = ~torch.eye(len(labels), dtype=torch.bool)
    return float(cosines[mated & others].mean() - cosines[~mated].mean())


@pytest.mark.parametrize("losses", LOSSES.values(), ids=LOSSES)
def test_a_loss_falls_and_its_classes_part(losses: list[dict[str, Any]]) -> None:
    torch.manual_seed(2)
    points, labels = clusters()
    encoder = nn.Linear(INPUTS, SIZE)
    loss = build_loss(tuple(ADAPTER.validate_python(table) for table in losses), CLASSES, SIZE)
    optimiser = torch.optim.Adam([*encoder.parameters(), *loss.parameters()], lr=0.02)
    before = separation(encoder(points), labels)
    sampler = IdentitiesSampler(name="identities", images_per_identity=4)
    values: dict[int, list[float]] = {}
    for epoch in range(20):
        for step, batch in enumerate(epoch_batches(labels.numpy(), sampler, batch_size=24, seed=0, epoch=epoch)):
            torch.manual_seed(100 * epoch + step)
            loss.set_epoch(10.0)  # the full margin throughout, so that values compare
            value = loss(encoder(points[batch]), labels[batch])
            optimiser.zero_grad()
            value.backward()
            optimiser.step()
            values.setdefault(epoch, []).append(value.item())
    after = separation(encoder(points), labels)
    assert np.mean(values[19]) < 0.8 * np.mean(values[0])
    assert after > before + 0.25


def test_weights_weigh() -> None:
    points, labels = clusters()
    tables: list[dict[str, Any]] = [{"name": "triplet"}, {"name": "supcon"}, {"name": "contrastive"}]
    alone = [build_loss((ADAPTER.validate_python(table),), CLASSES, INPUTS)(points, labels).item() for table in tables]
    weighted = [
        ADAPTER.validate_python({**table, "weight": w}) for table, w in zip(tables, (0.5, 2.0, 3.0), strict=True)
    ]
    together = build_loss(tuple(weighted), CLASSES, INPUTS)(points, labels).item()
    assert together == pytest.approx(0.5 * alone[0] + 2.0 * alone[1] + 3.0 * alone[2], rel=1e-5)


def test_every_part_has_its_own_state() -> None:
    tables = [{"name": "cosface"}, {"name": "center"}, {"name": "triplet", "memory": {"size": 4}}]
    loss = build_loss(tuple(ADAPTER.validate_python(table) for table in tables), CLASSES, SIZE)
    assert list(loss.state_dict()) == [
        "parts.0.loss.W",
        "parts.1.centres",
        "parts.1.softmax.vectors",
        "parts.1.softmax.biases",
        "parts.2.memory.embeddings",
        "parts.2.memory.labels",
        "parts.2.memory.position",
    ]


@pytest.mark.parametrize(
    "losses",
    [
        [{"name": "cosface", "sample": 0.5}, {"name": "center", "weight": 0.1}],
        [
            {
                "name": "triplet",
                "miner": {"name": "distance_weighted"},
                "memory": {"size": 20, "start_epoch": 0.5},
            }
        ],
        [{"name": "sphereface"}, {"name": "multi_similarity", "memory": {"size": 20, "start_epoch": 1.0}}],
    ],
    ids=["sampled and centres", "drawn and remembered", "annealed and remembered"],
)
def test_a_run_that_was_stopped_ends_with_the_same_bits(
    tmp_path: Path,
    make_people: Callable[..., CropSet],
    make_recipe: Callable[..., Recipe],
    losses: list[dict[str, Any]],
) -> None:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # bits depend on how many threads add them up
    values = make_recipe(epochs=2).model_dump(mode="json", exclude_unset=True)
    sampler = {"name": "identities", "images_per_identity": 4}
    recipe = recipe_from({**values, "loss": losses, "sampler": sampler}, "tiny")
    crops, validation = make_people(12, 4), make_people(6, 3, first=100)
    cpu = torch.device("cpu")
    assert train(recipe, crops, validation, tmp_path / "whole", RunSettings(cpu)) is not None
    for stop_after in (2, 4):
        stopped = RunSettings(cpu, stop_after=stop_after)
        assert train(recipe, crops, validation, tmp_path / "parts", stopped, resume=True) is None
    assert train(recipe, crops, validation, tmp_path / "parts", RunSettings(cpu), resume=True) is not None
    whole, parts = ((tmp_path / run / WEIGHTS_FILE).read_bytes() for run in ("whole", "parts"))
    assert whole == parts
    torch.set_num_threads(threads)
