"""Miners against plain loops, and against the library's own where it has the same."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from pydantic import TypeAdapter
from pytorch_metric_learning import distances, miners
from torch import Tensor

from faceapp.learning.loss_settings import MinerSettings
from faceapp.learning.losses.miners import mine
from faceapp.learning.losses.pair_masks import NOBODY, Pairs, all_pairs, triplets_of

ADAPTER: TypeAdapter[Any] = TypeAdapter(MinerSettings)
SIZE = 6
LABELS = [0, 0, 0, 1, 1, 2, 2, 2, 2, 3]
# Of past batches, after the batch itself; one place is empty.
REMEMBERED = [1, 0, NOBODY, 3, 7]

Triplets = set[tuple[int, int, int]]


def embeddings(count: int, seed: int = 0) -> Tensor:
    torch.manual_seed(seed)
    return torch.nn.functional.normalize(torch.randn(count, SIZE).double() + 0.5)


def mined(
    name: str, labels: list[int], remembered: list[int], seed: int = 0, **settings: object
) -> tuple[Pairs, list[list[float]]]:
    everybody = embeddings(len(labels) + len(remembered), seed)
    cosines = everybody[: len(labels)] @ everybody.T
    pairs = all_pairs(torch.tensor(labels), torch.tensor(labels + remembered))
    chosen = mine(cosines, pairs, ADAPTER.validate_python({"name": name, **settings}), SIZE)
    return chosen, cosines.tolist()


def everything(labels: list[int], remembered: list[int]) -> Triplets:
    others = labels + remembered
    return {
        (a, p, n)
        for a in range(len(labels))
        for p in range(len(others))
        for n in range(len(others))
        if p != a and others[p] == labels[a] and others[n] not in (labels[a], NOBODY)
    }


def listed(pairs: Pairs) -> Triplets:
    found = [tuple(row) for row in triplets_of(pairs).tolist()]
    assert len(set(found)) == len(found)
    return set(found)  # type: ignore[arg-type]


def require_pairs_of(pairs: Pairs, triplets: Triplets) -> None:
    assert {tuple(pair) for pair in pairs.positives.nonzero().tolist()} == {(a, p) for a, p, _ in triplets}
    assert {tuple(pair) for pair in pairs.negatives.nonzero().tolist()} == {(a, n) for a, _, n in triplets}


@pytest.mark.parametrize("remembered", [[], REMEMBERED], ids=["batch", "memory"])
@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("hard", -math.inf, 0.0), ("semi_hard", 0.0, 0.3), ("easy", 0.3, math.inf)],
)
def test_miners_by_gap(name: str, low: float, high: float, remembered: list[int]) -> None:
    settings = {} if name == "hard" else {"margin": 0.3}
    pairs, s = mined(name, LABELS, remembered, **settings)
    # d(a, n)^2 - d(a, p)^2 of unit embeddings
    wanted = {(a, p, n) for a, p, n in everything(LABELS, remembered) if low < 2 * (s[a][p] - s[a][n]) <= high}
    assert wanted
    assert listed(pairs) == wanted
    require_pairs_of(pairs, wanted)


def test_easy_semi_hard_and_hard_divide_all_triplets() -> None:
    parts = [listed(mined(name, LABELS, REMEMBERED)[0]) for name in ("easy", "semi_hard", "hard")]
    assert sum(len(part) for part in parts) == len(set.union(*parts))
    assert set.union(*parts) == everything(LABELS, REMEMBERED) == listed(mined("none", LABELS, REMEMBERED)[0])


def test_a_tie_is_hard() -> None:
    embedding = torch.ones(3, 3) @ torch.ones(3, 3)
    pairs = all_pairs(torch.tensor([0, 0, 1]), torch.tensor([0, 0, 1]))
    for name, count in (("hard", 2), ("semi_hard", 0), ("easy", 0)):
        assert len(triplets_of(mine(embedding, pairs, ADAPTER.validate_python({"name": name}), SIZE))) == count


@pytest.mark.parametrize("remembered", [[], REMEMBERED], ids=["batch", "memory"])
def test_batch_hard(remembered: list[int]) -> None:
    pairs, s = mined("batch_hard", LABELS, remembered)
    others = LABELS + remembered
    wanted = set()
    for a, label in enumerate(LABELS):
        same = [j for j, other in enumerate(others) if other == label and j != a]
        rest = [j for j, other in enumerate(others) if other not in (label, NOBODY)]
        if same:
            wanted.add((a, min(same, key=lambda j: s[a][j]), max(rest, key=lambda j: s[a][j])))
    assert listed(pairs) == wanted
    assert len(wanted) == (10 if remembered else 9)  # in the batch, identity 3 is alone
    require_pairs_of(pairs, wanted)


@pytest.mark.parametrize("remembered", [[], REMEMBERED], ids=["batch", "memory"])
def test_multi_similarity(remembered: list[int]) -> None:
    pairs, s = mined("multi_similarity", LABELS, remembered, epsilon=0.2)
    others = LABELS + remembered
    positives, negatives = set(), set()
    for a, label in enumerate(LABELS):
        same = [j for j, other in enumerate(others) if other == label and j != a]
        rest = [j for j, other in enumerate(others) if other not in (label, NOBODY)]
        positives |= {(a, p) for p in same if s[a][p] < max(s[a][n] for n in rest) + 0.2}
        negatives |= {(a, n) for n in rest if same and s[a][n] > min(s[a][p] for p in same) - 0.2}
    assert {tuple(pair) for pair in pairs.positives.nonzero().tolist()} == positives
    assert {tuple(pair) for pair in pairs.negatives.nonzero().tolist()} == negatives
    assert len(negatives) < sum(label != other for label in LABELS for other in others if other != NOBODY)


def test_distance_weighted_draws_by_the_inverse_of_how_common_a_distance_is() -> None:
    labels = [0, 0, 1, 2, 3, 4, 5]
    cut, farthest = 0.9, 1.35
    counts: dict[int, int] = {}
    torch.manual_seed(1)
    everybody = embeddings(len(labels), 5)
    cosines = everybody @ everybody.T
    pairs = all_pairs(torch.tensor(labels), torch.tensor(labels))
    settings = ADAPTER.validate_python({"name": "distance_weighted", "cutoff": cut, "farthest": farthest})
    for _ in range(3000):
        chosen = mine(cosines, pairs, settings, SIZE)
        assert triplets_of(chosen)[:, :2].tolist() == [[0, 1], [1, 0]]  # one for each positive pair
        negative = int(triplets_of(chosen)[0, 2])
        counts[negative] = counts.get(negative, 0) + 1
    weights = {}
    away = {n: math.sqrt(2 - 2 * cosines[0, n].item()) for n in range(2, len(labels))}
    assert min(away.values()) < 0.8 * cut  # the cutoff decides
    for n, d in away.items():
        if d < farthest:
            cut_d = max(d, cut)
            weights[n] = 1 / (cut_d ** (SIZE - 2) * (1 - cut_d * cut_d / 4) ** ((SIZE - 3) / 2))
    assert 2 <= len(weights) < len(labels) - 2  # some are too far
    assert counts.keys() == weights.keys()
    for n, weight in weights.items():
        share = weight / sum(weights.values())
        assert counts[n] / 3000 == pytest.approx(share, abs=4 * math.sqrt(share * (1 - share) / 3000))


def test_distance_weighted_is_defined_at_every_distance() -> None:
    """In a high dimension the weights span hundreds of orders of magnitude: the nearest has all, the opposite none."""
    cosines = torch.tensor([[1.0, 0.9, 1.0, 0.0, -1.0], [0.9, 1.0, 0.2, 0.1, 1.0]])
    pairs = all_pairs(torch.tensor([0, 0]), torch.tensor([0, 0, 1, 2, 3]))
    settings = ADAPTER.validate_python({"name": "distance_weighted", "farthest": 2.0})
    chosen = mine(cosines, pairs, settings, 512)
    assert listed(chosen) == {(0, 1, 2), (1, 0, 4)}


def test_distance_weighted_leaves_out_whoever_has_no_negative_near_enough() -> None:
    cosines = torch.tensor([[1.0, 0.9, -0.9], [0.9, 1.0, 0.5]])
    pairs = all_pairs(torch.tensor([0, 0]), torch.tensor([0, 0, 1]))
    settings = ADAPTER.validate_python({"name": "distance_weighted"})
    assert listed(mine(cosines, pairs, settings, SIZE)) == {(1, 0, 2)}
    assert listed(mine(-torch.ones(2, 3), pairs, settings, SIZE)) == set()


@pytest.mark.parametrize("labels", [[0], [0, 1, 2], [5, 5, 5]], ids=["one crop", "no positives", "one class"])
@pytest.mark.parametrize("name", ["easy", "semi_hard", "hard", "batch_hard", "multi_similarity", "distance_weighted"])
def test_a_batch_without_triplets_has_none(name: str, labels: list[int]) -> None:
    pairs, _ = mined(name, labels, [])
    assert len(triplets_of(pairs)) == 0
    assert not pairs.positives.any()
    assert not pairs.negatives.any()


@pytest.mark.parametrize("seed", range(3))
def test_the_librarys_miners_agree(seed: int) -> None:
    """Where there is no memory, and so nothing of what the library does otherwise."""
    points, labels = embeddings(len(LABELS), seed), torch.tensor(LABELS)
    squared = distances.LpDistance(power=2)
    library: dict[str, Any] = {
        "hard": miners.TripletMarginMiner(margin=0.2, type_of_triplets="hard", distance=squared),
        "semi_hard": miners.TripletMarginMiner(margin=0.2, type_of_triplets="semihard", distance=squared),
        "easy": miners.TripletMarginMiner(margin=0.2, type_of_triplets="easy", distance=squared),
        "batch_hard": miners.BatchHardMiner(),
    }
    for name, miner in library.items():
        theirs = set(zip(*(part.tolist() for part in miner(points, labels)), strict=True))
        assert listed(mined(name, LABELS, [], seed)[0]) == theirs
    a1, p, a2, n = miners.MultiSimilarityMiner(epsilon=0.1)(points, labels)
    ours, _ = mined("multi_similarity", LABELS, [], seed)
    assert {tuple(x) for x in ours.positives.nonzero().tolist()} == set(zip(a1.tolist(), p.tolist(), strict=True))
    assert {tuple(x) for x in ours.negatives.nonzero().tolist()} == set(zip(a2.tolist(), n.tolist(), strict=True))
