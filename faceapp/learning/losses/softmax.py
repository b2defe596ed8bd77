"""Plain softmax cross-entropy, alone and with the center loss."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from faceapp.learning import loss_settings
from faceapp.learning.losses.class_sampling import sampled_classes
from faceapp.learning.losses.margin_heads import INIT_STD


class SoftmaxHead(nn.Module):
    """Softmax cross-entropy over inner products: the baseline, which separates classes but draws none together.

    Args:
        classes: Number of training identities.
        embedding_size: Length of the features.
        sample: Share of the classes that a step compares with.

    Source:
        Wen et al., "A discriminative feature learning approach for deep face recognition", ECCV 2016, equation 1.
    """

    def __init__(self, classes: int, embedding_size: int, sample: float) -> None:
        super().__init__()
        self._sample = sample
        self.vectors = nn.Parameter(INIT_STD * torch.randn(classes, embedding_size))
        self.biases = nn.Parameter(torch.zeros(classes))

    def set_epoch(self, epoch: float) -> None:
        """Nothing in it changes with time."""

    def set_directions(self, directions: Tensor) -> None:
        """Begin with these directions of the classes' vectors, (classes, D), rows of length 1."""
        with torch.no_grad():
            self.vectors.copy_(directions * INIT_STD * directions.shape[1] ** 0.5)

    def forward(self, features: Tensor, labels: Tensor) -> Tensor:
        """Mean loss of a batch: features (N, D) float, labels (N,) int64 in [0, classes)."""
        if self._sample == 1:
            return functional.cross_entropy(functional.linear(features, self.vectors, self.biases), labels)
        chosen, places = sampled_classes(labels, len(self.biases), self._sample)
        logits = functional.linear(features, self.vectors[chosen], self.biases[chosen])  # (N, S)
        return functional.cross_entropy(logits, places)


class CenterHead(nn.Module):
    """Softmax cross-entropy, and a pull of every feature to its class's centre.

    The centres follow the features by a rule of their own, not by the optimiser: a step in training mode moves
    them after its loss was computed.

    Args:
        settings: Weight of the pull, and rate of the centres.
        classes: Number of training identities.
        embedding_size: Length of the features.

    Source:
        Wen et al., ECCV 2016, equations 4 (the centres' update) and 5 (the joint loss). Both sums over the batch
        are divided by its size here.
    """

    centres: Tensor

    def __init__(self, settings: loss_settings.CenterLoss, classes: int, embedding_size: int) -> None:
        super().__init__()
        self._pull = settings.pull
        self._rate = settings.centre_rate
        self.softmax = SoftmaxHead(classes, embedding_size, settings.sample)
        self.register_buffer("centres", torch.zeros(classes, embedding_size))

    def set_epoch(self, epoch: float) -> None:
        """Nothing in it changes with time."""

    def set_directions(self, directions: Tensor) -> None:
        """Begin with these directions of the softmax's vectors; the centres, which have a length, find their own."""
        self.softmax.set_directions(directions)

    def forward(self, features: Tensor, labels: Tensor) -> Tensor:
        """Mean loss of a batch: features (N, D) float, labels (N,) int64 in [0, classes)."""
        centres = self.centres[labels].to(features.dtype)  # (N, D), a copy
        pull = 0.5 * (features - centres).square().sum(1).mean()
        if self.training:
            self._move_centres(features.detach().to(self.centres.dtype), labels)
        value: Tensor = self.softmax(features, labels) + self._pull * pull
        return value

    def _move_centres(self, features: Tensor, labels: Tensor) -> None:
        # Equation 4: delta c_j = sum_i [y_i = j] (c_j - x_i) / (1 + sum_i [y_i = j]).
        members = torch.zeros(len(self.centres), dtype=features.dtype, device=features.device)
        members.index_add_(0, labels, torch.ones_like(labels, dtype=features.dtype))
        sums = torch.zeros_like(self.centres).index_add_(0, labels, self.centres[labels] - features)
        self.centres -= self._rate * sums / (1 + members)[:, None]
