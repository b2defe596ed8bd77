"""Training a learned similarity on frozen embeddings, and its fair rival, a learned projection.

Both see the same pairs in the same order and have the same target: the cosine raised by a margin for a mated pair and
lowered by it for a non-mated one, divided by 1 + margin, so that it stays within [-1, 1]. A first stage takes pairs
evenly, a second one replaces a part of them by those that the network being trained gets most wrong. What is kept are
the weights that do best on people who are held out of the training.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from faceapp.domain.errors import DatasetError
from faceapp.domain.similarity import Similarity
from faceapp.vision.scorer import PairScorer

# Pairs by which weights are chosen, and the share of the non-mated ones that may lie above the threshold.
_JUDGING_PAIRS = 40_000
_JUDGING_FMR = 0.01


@dataclass(frozen=True, slots=True)
class SimilarityTraining:
    """How a learned similarity is trained.

    Attributes:
        margin: By which the target lies beyond the cosine.
        batch_pairs: Pairs in a step, half of them mated.
        uniform_steps: Steps of the first stage.
        hard_steps: Steps of the second.
        hard_share: Of the second stage's pairs, those that are hard. With hard pairs alone a network does best by
            one score for all: their targets say less of who is who than of how they were chosen.
        pool: Embeddings among which the second stage looks for hard pairs.
        learning_rate: Highest of the first stage, of AdamW with a cosine schedule over each stage.
        hard_learning_rate: Highest of the second stage.
        held_out: Share of the people whom nothing is trained on, and by whom the weights to keep are chosen.
        check_every: Steps between looks at the held-out people.
        seed: Of everything drawn.
    """

    margin: float = 0.4
    batch_pairs: int = 1024
    uniform_steps: int = 4000
    hard_steps: int = 1500
    hard_share: float = 0.5
    pool: int = 2048
    learning_rate: float = 1e-3
    hard_learning_rate: float = 3e-4
    held_out: float = 0.1
    check_every: int = 250
    seed: int = 0


class LearnedProjection(nn.Module):
    """The cosine after a learned linear map: what a metric can learn with as many numbers as a scorer has.

    Args:
        embedding_size: Length D of an embedding.
        size: Length of its image.
    """

    def __init__(self, embedding_size: int, size: int) -> None:
        super().__init__()
        self.map = nn.Linear(embedding_size, size, bias=False)
        nn.init.orthogonal_(self.map.weight)

    @classmethod
    def as_large_as(cls, scorer: PairScorer) -> LearnedProjection:
        """One with as many numbers as a scorer, to the nearest row of its matrix."""
        size = scorer.first.in_features
        return cls(size, max(1, round(parameter_count(scorer) / size)))

    def forward(self, a: Tensor, b: Tensor) -> Tensor:
        """Score pairs row by row: (N, D) and (N, D) -> (N,)."""
        return (functional.normalize(self.map(a)) * functional.normalize(self.map(b))).sum(dim=1)

    def matrix(self, a: Tensor, b: Tensor) -> Tensor:
        """Score each with each: (N, D) and (M, D) -> (N, M)."""
        return functional.normalize(self.map(a)) @ functional.normalize(self.map(b)).T


class ProjectedCosine:
    """A trained `LearnedProjection`; see `faceapp.domain.similarity.Similarity`."""

    def __init__(self, network: LearnedProjection) -> None:
        self._network = network.eval()

    def matrix(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
        """See `Similarity.matrix`."""
        with torch.inference_mode():
            return self._network.matrix(torch.from_numpy(first), torch.from_numpy(second)).numpy()

    def pairs(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
        """See `Similarity.pairs`."""
        with torch.inference_mode():
            scores: NDArray[np.float32] = self._network(torch.from_numpy(first), torch.from_numpy(second)).numpy()
        return scores


def parameter_count(network: nn.Module) -> int:
    """How many numbers a network has learned."""
    return sum(parameter.numel() for parameter in network.parameters())


def targets(cosines: Tensor, mated: Tensor, margin: float) -> Tensor:
    """What a pair's score should be, (N,).

    Example:
        Cosine 0.5 and margin 0.25: 0.6 for a mated pair, 0.2 for a non-mated one.
    """
    return (cosines + torch.where(mated, margin, -margin)) / (1 + margin)


def train_similarity(
    network: PairScorer | LearnedProjection,
    embeddings: NDArray[np.float32],
    labels: NDArray[np.int64],
    settings: SimilarityTraining,
    *,
    on_step: Callable[[int, int, float], None] | None = None,
) -> None:
    """Train a learned similarity in place, in two stages, and keep the weights that did best on held-out people.

    Best is the most mated pairs above all but one in a hundred of the non-mated ones.

    Args:
        network: A scorer, or its rival.
        embeddings: Unit rows, (N, D).
        labels: Index of each row's person, (N,).
        settings: How.
        on_step: Called now and then with the steps done, all steps, and the mean square error.

    Raises:
        DatasetError: No person has two rows, or there is one person alone, in training or held out.
    """
    training, held_out = _divided(labels, settings.held_out, settings.seed)
    pairs = PairDraw(embeddings[training], labels[training], settings.seed)
    judging = PairDraw(embeddings[held_out], labels[held_out], settings.seed).uniform(_JUDGING_PAIRS)
    best_share, best = _accepted_share(network, judging), copy.deepcopy(network.state_dict())
    total = settings.uniform_steps + settings.hard_steps
    done = 0
    for steps, rate, hard in (
        (settings.uniform_steps, settings.learning_rate, 0),
        (settings.hard_steps, settings.hard_learning_rate, round(settings.hard_share * settings.batch_pairs)),
    ):
        optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-4)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, max(1, steps))
        for step in range(1, steps + 1):
            a, b, mated = pairs.mixed(network, settings.batch_pairs, hard, settings.pool)
            wanted = targets((a * b).sum(dim=1), mated, settings.margin)
            loss = functional.mse_loss(network(a, b), wanted)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
            done += 1
            if on_step is not None and done % 50 == 0:
                on_step(done, total, float(loss.detach()))
            if step % settings.check_every == 0 or step == steps:
                share = _accepted_share(network, judging)
                if share > best_share:
                    best_share, best = share, copy.deepcopy(network.state_dict())
        network.load_state_dict(best)
    network.eval()


def spread(
    similarity: Similarity, embeddings: NDArray[np.float32], labels: NDArray[np.int64], *, seed: int = 0
) -> float:
    """How much a similarity's scores differ, as a share of how much the cosines do; about 0 where it has collapsed.

    Of pairs drawn evenly, half of them mated, between the quarter of the lowest scores and that of the highest. A
    network whose units have died gives most pairs one and the same score.

    Args:
        similarity: Which.
        embeddings: Unit rows, (N, D).
        labels: Index of each row's person, (N,).
        seed: Of the pairs.

    Raises:
        DatasetError: No person has two rows, or there is one person alone.
    """
    a, b, _ = PairDraw(embeddings, labels, seed).uniform(_JUDGING_PAIRS)
    between = [
        float(np.subtract(*np.quantile(scores, (0.75, 0.25))))
        for scores in (similarity.pairs(a.numpy(), b.numpy()), (a * b).sum(dim=1).numpy())
    ]
    return between[0] / between[1]


def _divided(labels: NDArray[np.int64], share: float, seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of the people to train on, and of those held out: two at least, of whom one has two rows."""
    people, counts = np.unique(labels, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(people))
    # Those with several rows come first, so that the held-out people make mated pairs.
    order = order[np.argsort(counts[order] < 2, kind="stable")]
    chosen = np.isin(labels, people[order[: max(2, round(share * len(people)))]])
    return np.flatnonzero(~chosen), np.flatnonzero(chosen)


def _accepted_share(network: PairScorer | LearnedProjection, pairs: tuple[Tensor, Tensor, Tensor]) -> float:
    """Mated pairs above all but one in a hundred of the non-mated ones."""
    a, b, mated = pairs
    with torch.inference_mode():
        scores = network(a, b)
    return float((scores[mated] > scores[~mated].quantile(1 - _JUDGING_FMR)).float().mean())


class PairDraw:
    """Draws pairs of embeddings, half of them mated.

    Args:
        embeddings: Unit rows, (N, D).
        labels: Index of each row's person, (N,).
        seed: Of what is drawn.

    Raises:
        DatasetError: No person has two rows, or there is one person alone.
    """

    def __init__(self, embeddings: NDArray[np.float32], labels: NDArray[np.int64], seed: int) -> None:
        order = np.argsort(labels, kind="stable")
        self._rows = torch.from_numpy(embeddings[order])
        self._labels = labels[order]
        _, self._start, self._count = np.unique(self._labels, return_index=True, return_counts=True)
        if len(self._count) < 2 or self._count.max() < 2:
            raise DatasetError(
                "There are no pairs to learn from.", hint="Give two people or more, some of them with several pictures."
            )
        self._several = np.flatnonzero(self._count >= 2)
        self._random = np.random.default_rng(seed)

    def uniform(self, count: int) -> tuple[Tensor, Tensor, Tensor]:
        """Pairs drawn evenly: of mated ones first the person, then two of its rows."""
        half = count // 2
        first, second = self._mated(half)
        left, right = self._non_mated(count - half)
        return self._together(first, second, left, right)

    def mixed(
        self, network: PairScorer | LearnedProjection, count: int, hard: int, pool: int
    ) -> tuple[Tensor, Tensor, Tensor]:
        """So many pairs, some of them hard and the others even."""
        if hard == 0:
            return self.uniform(count)
        if hard == count:
            return self.hard(network, count, pool)
        parts = self.hard(network, hard, pool), self.uniform(count - hard)
        a, b, mated = (torch.cat(each) for each in zip(*parts, strict=True))
        return a, b, mated

    def hard(self, network: PairScorer | LearnedProjection, count: int, pool: int) -> tuple[Tensor, Tensor, Tensor]:
        """Of four times as many pairs those that the network gets most wrong.

        Candidates for non-mated pairs are each pooled row's nearest of other people, by the cosine.
        """
        half = count // 2
        first, second = self._mated(4 * half)
        rows = self._random.choice(len(self._labels), min(pool, len(self._labels)), replace=False)
        near = self._rows[rows] @ self._rows[rows].T
        near[torch.from_numpy(self._labels[rows][:, None] == self._labels[rows][None])] = -2
        neighbours = max(1, min(len(rows) - 1, -(-4 * (count - half) // len(rows))))
        nearest = near.topk(neighbours, dim=1).indices
        left = rows[np.arange(len(rows)).repeat(neighbours)]
        right = rows[nearest.reshape(-1).numpy()]
        apart = self._labels[left] != self._labels[right]
        left, right = left[apart], right[apart]
        with torch.inference_mode():
            of_mated = network(self._rows[first], self._rows[second])
            of_others = network(self._rows[left], self._rows[right])
        lowest = of_mated.argsort()[:half].numpy()
        highest = of_others.argsort(descending=True)[: count - half].numpy()
        return self._together(first[lowest], second[lowest], left[highest], right[highest])

    def _mated(self, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        person = self._random.choice(self._several, count)
        first = self._random.integers(0, self._count[person])
        # Any but the first, by counting round from it.
        second = (first + self._random.integers(1, self._count[person])) % self._count[person]
        return self._start[person] + first, self._start[person] + second

    def _non_mated(self, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        left = np.zeros(0, dtype=np.int64)
        right = np.zeros(0, dtype=np.int64)
        while len(left) < count:
            a, b = self._random.integers(0, len(self._labels), (2, count))
            apart = self._labels[a] != self._labels[b]
            left, right = np.concatenate([left, a[apart]])[:count], np.concatenate([right, b[apart]])[:count]
        return left, right

    def _together(
        self,
        first: NDArray[np.int64],
        second: NDArray[np.int64],
        left: NDArray[np.int64],
        right: NDArray[np.int64],
    ) -> tuple[Tensor, Tensor, Tensor]:
        a = self._rows[np.concatenate([first, left])]
        b = self._rows[np.concatenate([second, right])]
        mated = torch.zeros(len(a), dtype=torch.bool)
        mated[: len(first)] = True
        return a, b, mated
