"""A network in training on people it never sees."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch

from faceapp.learning.datasets import CropSet
from faceapp.learning.evaluation import embed, quick_tar
from faceapp.vision.networks import build_network

MakePeople = Callable[..., CropSet]


def clustered(people: int, samples: int, noise: float) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(0)
    rows = np.repeat(random.normal(size=(people, 16)), samples, axis=0)
    rows += noise * random.normal(size=rows.shape)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float32), np.repeat(np.arange(people), samples)


def test_embed_gives_unit_rows_and_leaves_the_network_in_training(make_people: MakePeople) -> None:
    network = build_network(
        "face_resnet", 16, 8, {"stem_channels": 4, "stem_stride": 1, "channels": [8], "depths": [1], "dropout": 0.5}
    )
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    images = make_people(3, 3).images
    device = torch.device("cpu")
    whole = embed(network, images, mean=127.5, std=127.5, mirror=False, device=device)
    assert network.training
    assert all(torch.equal(tensor, before[name]) for name, tensor in network.state_dict().items())
    np.testing.assert_allclose(np.linalg.norm(whole, axis=1), 1, atol=1e-5)
    in_parts = embed(network, images, mean=127.5, std=127.5, mirror=False, device=device, batch_size=2)
    np.testing.assert_allclose(in_parts, whole, atol=1e-5)
    network.eval()
    embed(network, images, mean=127.5, std=127.5, mirror=False, device=device)
    assert not network.training


def test_quick_tar_agrees_with_a_plain_loop() -> None:
    embeddings, labels = clustered(15, 4, noise=1.0)
    mated, non_mated = [], []
    for i in range(len(labels)):
        for j in range(i + 1, len(labels)):
            (mated if labels[i] == labels[j] else non_mated).append(float(embeddings[i] @ embeddings[j]))
    # The most non-mated scores that may be accepted are 16 of 1680.
    refused = sorted(non_mated, reverse=True)[16]
    tar = sum(score > refused for score in mated) / len(mated)
    assert 0.05 < tar < 0.95
    assert quick_tar(embeddings, labels, 0.01) == pytest.approx(tar, abs=0.02)
