"""A network trained in memory: what tuning and studies need, without the files of a run."""

from __future__ import annotations

import math

import torch
from torch import nn

from faceapp.domain.errors import ModelError
from faceapp.learning.datasets import CropSet
from faceapp.learning.recipes import Recipe
from faceapp.learning.trainer import _Job


def fit(recipe: Recipe, crops: CropSet, device: torch.device) -> nn.Module:
    """Train a network by a recipe, from its first step to its last.

    Args:
        recipe: What to train and how.
        crops: Training crops, of the recipe's input size.
        device: Where.

    Returns:
        The network with its averaged weights, in evaluation mode.

    Raises:
        DatasetError: The crops are fewer than one batch.
        ModelError: The loss or the weights became NaN or infinite.
    """
    job = _Job(recipe, crops, device)
    while job.step < job.steps:
        loss = job.advance()
        if job.step % 20 == 0 and not math.isfinite(float(loss)):
            raise ModelError(
                f"The loss of step {job.step} is not a number.", hint="Lower the learning rate or the margin."
            )
    job.require_finite()
    network: nn.Module = job.averaged.module
    return network.eval()
