"""Which pairs and triplets of a batch a loss is computed over."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

# Label of an empty place in a memory: positive and negative to nobody.
NOBODY = -1


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of N anchors with M references, of which the first N are the anchors themselves.

    Attributes:
        positives: (N, M) bool, mated pairs; never an anchor with itself.
        negatives: (N, M) bool, non-mated pairs.
        triplets: (T, 3) int64, anchor, positive, negative, where a miner chose triplets; None: every positive of an
            anchor with every negative of it.
    """

    positives: Tensor
    negatives: Tensor
    triplets: Tensor | None = None


def all_pairs(labels: Tensor, reference_labels: Tensor) -> Pairs:
    """Every pair.

    Args:
        labels: (N,) int64, 0 or more.
        reference_labels: (M,) int64, beginning with `labels`; `NOBODY` where there is none.
    """
    positives = labels[:, None] == reference_labels  # (N, M)
    negatives = ~positives & (reference_labels != NOBODY)
    positives.fill_diagonal_(False)
    return Pairs(positives, negatives)


def from_triplets(triplets: Tensor, like: Pairs) -> Pairs:
    """The pairs that occur in triplets (T, 3), with the triplets."""
    positives, negatives = torch.zeros_like(like.positives), torch.zeros_like(like.negatives)
    anchor, positive, negative = triplets.unbind(1)
    positives[anchor, positive] = True
    negatives[anchor, negative] = True
    return Pairs(positives, negatives, triplets)


def triplets_of(pairs: Pairs) -> Tensor:
    """The triplets, (T, 3) int64: those mined, or all of the pairs."""
    if pairs.triplets is not None:
        return pairs.triplets
    anchor, positive = pairs.positives.nonzero(as_tuple=True)  # (P,)
    which, negative = pairs.negatives[anchor].nonzero(as_tuple=True)  # of (P, M)
    return torch.stack([anchor[which], positive[which], negative], dim=1)
