"""Cross-batch memory: past embeddings as further references."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from faceapp.learning.losses.pair_masks import NOBODY


class EmbeddingMemory(nn.Module):
    """A ring of the last embeddings, without gradient; in the state dict, so that a resumed run has the same.

    Args:
        size: Embeddings that are kept.
        embedding_size: Their length.

    Source:
        Wang et al., "Cross-batch memory for embedding learning", CVPR 2020, section 3.2 (a queue of embeddings).
    """

    embeddings: Tensor
    labels: Tensor
    position: Tensor

    def __init__(self, size: int, embedding_size: int) -> None:
        super().__init__()
        self.register_buffer("embeddings", torch.zeros(size, embedding_size))
        self.register_buffer("labels", torch.full((size,), NOBODY, dtype=torch.int64))
        # Where the next goes; a tensor, since only those are in the state dict.
        self.register_buffer("position", torch.zeros((), dtype=torch.int64))

    def add(self, embeddings: Tensor, labels: Tensor) -> None:
        """Keep a batch in place of the oldest: embeddings (N, D), labels (N,); of more than fit, the last."""
        size = len(self.labels)
        kept = embeddings.detach()[-size:].to(self.embeddings.dtype)
        places = (self.position + torch.arange(len(kept), device=self.position.device)) % size
        self.embeddings[places] = kept
        self.labels[places] = labels[-size:]
        self.position.copy_((self.position + len(kept)) % size)
