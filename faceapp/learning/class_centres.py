"""Where each identity lies among the embeddings, followed from step to step at no cost."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

# How far a batch moves an identity's centre: its crops of the last few visits count, as the network moves on.
_RATE = 0.5


class ClassCentres:
    """A moving average of the embeddings of each identity's crops.

    Args:
        classes: Number of identities.
        embedding_size: Length of the embeddings.
        device: Where.

    Attributes:
        values: (C, D); 0 for an identity that was not seen yet.
    """

    def __init__(self, classes: int, embedding_size: int, device: torch.device) -> None:
        self.values = torch.zeros(classes, embedding_size, device=device)

    def add(self, features: Tensor, labels: Tensor) -> None:
        """Take in a batch: features (B, D), not normalised; labels (B,)."""
        embeddings = functional.normalize(features.detach(), dim=1)
        seen, places, counts = torch.unique(labels, return_inverse=True, return_counts=True)
        sums = torch.zeros(len(seen), embeddings.shape[1], device=embeddings.device)
        means = sums.index_add_(0, places, embeddings) / counts[:, None]
        before = self.values[seen]
        new = before.abs().sum(dim=1, keepdim=True) == 0
        self.values[seen] = torch.where(new, means, before.lerp(means, _RATE))
