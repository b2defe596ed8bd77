"""Weights of pairs: what autograd finds is what the formulas say, and each loss responds to what it should."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from faceapp.learning.studies.weighting import PAIR_LOSSES, batches_of, pair_weights, responses, weigh
from faceapp.learning.studies.weighting_report import write_weighting_report


@pytest.fixture(scope="module")
def batches() -> list[tuple[Tensor, Tensor]]:
    """Two batches of 8 people with 4 images each, some of them near each other."""
    random = np.random.default_rng(0)
    centres = random.normal(size=(16, 24))
    centres[1::2] = centres[::2] + 0.6 * random.normal(size=(8, 24))
    embeddings = (centres.repeat(5, axis=0) + 0.7 * random.normal(size=(80, 24))).astype(np.float32)
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)
    return batches_of(embeddings, np.repeat(np.arange(16), 5), people=8, images=4, count=2, seed=0)


def test_batches_hold_people_with_as_many_images_each(batches: list[tuple[Tensor, Tensor]]) -> None:
    for cosines, labels in batches:
        assert cosines.shape == (32, 32)
        assert torch.unique(labels, return_counts=True)[1].tolist() == [4] * 8
        torch.testing.assert_close(cosines.diagonal(), torch.ones(32, dtype=torch.float64), rtol=0, atol=1e-6)


def test_binomial_deviance_weighs_by_its_derivative(batches: list[tuple[Tensor, Tensor]]) -> None:
    """The derivative of log(1 + exp(-2 (S - 0.5))), over the number of mated pairs; likewise for the others."""
    cosines, labels = batches[0]
    weights = pair_weights(PAIR_LOSSES["binomial deviance"], cosines, labels)
    for i, j in ((0, 1), (5, 6), (0, 20), (31, 2)):
        s = float(cosines[i, j])
        if labels[i] == labels[j]:
            wanted = 2 / (1 + np.exp(2 * (s - 0.5))) / (32 * 3)
        else:
            wanted = 50 / (1 + np.exp(-50 * (s - 0.5))) / (32 * 28)
        assert weights[i, j].item() == pytest.approx(wanted)


def test_similarities_are_taken_relative_to_the_anchors_others(batches: list[tuple[Tensor, Tensor]]) -> None:
    cosines, labels = batches[0]
    found = weigh(PAIR_LOSSES["circle"], batches[:1])
    pairs = [(i, j) for i in range(32) for j in range(32) if i != j]
    assert len(found.weight) == len(pairs)
    for row in (0, 100, 500, 991):
        i, j = pairs[row]
        negatives = [float(cosines[i, k]) for k in range(32) if labels[k] != labels[i] and k != j]
        positives = [float(cosines[i, k]) for k in range(32) if labels[k] == labels[i] and k not in (i, j)]
        assert found.mated[row] == (labels[i] == labels[j])
        assert found.own[row] == pytest.approx(float(cosines[i, j]))
        assert found.to_negatives[row] == pytest.approx(float(cosines[i, j]) - np.mean(negatives))
        assert found.to_positives[row] == pytest.approx(float(cosines[i, j]) - np.mean(positives))


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("multi-similarity", {"self", "negative", "positive"}),
        ("binomial deviance", {"self"}),
        ("contrastive", {"self"}),
        ("lifted structure", {"self", "negative"}),
    ],
)
def test_each_loss_responds_to_what_its_formula_names(
    batches: list[tuple[Tensor, Tensor]], title: str, wanted: set[str]
) -> None:
    answers = [responses(PAIR_LOSSES[title], batches, mated=mated, pairs=24) for mated in (True, False)]
    assert {name for name in ("self", "negative", "positive") if any(a.responds(name) for a in answers)} == wanted


def test_the_page_shows_every_loss(tmp_path: Path, batches: list[tuple[Tensor, Tensor]]) -> None:
    titles = ("contrastive", "N-pair")
    weights = {title: weigh(PAIR_LOSSES[title], batches) for title in titles}
    answers = {
        title: {mated: responses(PAIR_LOSSES[title], batches, mated=mated, pairs=4) for mated in (True, False)}
        for title in titles
    }
    page = write_weighting_report(weights, answers, tmp_path, command="faceapp study weighting", data="noise")
    text = page.read_text()
    assert "| contrastive |" in text
    for name in ("weighting-contrastive.svg", "weighting-n-pair.svg"):
        assert f"({name})" in text
        assert (tmp_path / name).stat().st_size > 10_000
