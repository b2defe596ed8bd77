"""Which classes a step of a sampled classification head compares with (partial FC)."""

from __future__ import annotations

import math

import torch
from torch import Tensor


def sampled_classes(labels: Tensor, classes: int, share: float) -> tuple[Tensor, Tensor]:
    """The batch's own classes and random others.

    Args:
        labels: Class of each sample, (N,) int64 in [0, classes).
        classes: Number of all classes.
        share: Of the classes, in (0, 1]; at least N are taken, so that the batch's own always fit.

    Returns:
        The chosen classes, (S,) int64, ascending; and each sample's place among them, (N,) int64 in [0, S).

    Source:
        An et al., "Partial FC: training 10 million identities on a single machine", ICCV workshops 2021, section 3.2
        (positive class centres and negative ones drawn at random).
    """
    count = min(classes, max(math.ceil(share * classes), len(labels)))
    drawn = torch.rand(classes, device=labels.device)
    drawn[labels] = 2.0  # above all others
    chosen = drawn.topk(count, sorted=False).indices.sort().values
    return chosen, torch.searchsorted(chosen, labels)
