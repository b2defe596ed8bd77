"""Training a learned similarity on frozen embeddings, and its fair rival, a learned projection.

Both see the same pairs in the same order and have the same target: the cosine raised by a margin for a mated pair and
lowered by it for a non-mated one, divided by 1 + margin, so that it stays within [-1, 1]. A first stage takes pairs
evenly, a second one those that the network being trained gets most wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from faceapp.domain.errors import DatasetError
from faceapp.vision.scorer import PairScorer


@dataclass(frozen=True, slots=True)
class SimilarityTraining:
    """How a learned similarity is trained.

    Attributes:
        margin: By which the target lies beyond the cosine.
        batch_pairs: Pairs in a step, half of them mated.
        uniform_steps: Steps of the first stage.
        hard_steps: Steps of the second.
        pool: Embeddings among which the second stage looks for hard pairs.
        learning_rate: Highest, of AdamW with a cosine schedule over each stage.
        seed: Of everything drawn.
    """

    margin: float = 0.4
    batch_pairs: int = 1024
    uniform_steps: int = 1500
    hard_steps: int = 1500
    pool: int = 2048
    learning_rate: float = 1e-3
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
    """Train a learned similarity in place, in two stages.

    Args:
        network: A scorer, or its rival.
        embeddings: Unit rows, (N, D).
        labels: Index of each row's person, (N,).
        settings: How.
        on_step: Called now and then with the steps done, all steps, and the mean square error.

    Raises:
        DatasetError: No person has two rows, or there is one person alone.
    """
    pairs = PairDraw(embeddings, labels, settings.seed)
    torch.manual_seed(settings.seed)
    network.train()
    total = settings.uniform_steps + settings.hard_steps
    done = 0
    for steps, hard in ((settings.uniform_steps, False), (settings.hard_steps, True)):
        optimiser = torch.optim.AdamW(network.parameters(), lr=settings.learning_rate, weight_decay=1e-4)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, max(1, steps))
        for _ in range(steps):
            a, b, mated = (
                pairs.hard(network, settings.batch_pairs, settings.pool)
                if hard
                else pairs.uniform(settings.batch_pairs)
            )
            wanted = targets((a * b).sum(dim=1), mated, settings.margin)
            loss = functional.mse_loss(network(a, b), wanted)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
            done += 1
            if on_step is not None and done % 50 == 0:
                on_step(done, total, float(loss.detach()))
    network.eval()


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
