"""A network trained in memory: what tuning and studies need, without the files of a run."""

from __future__ import annotations

import torch
from torch import nn

from faceapp.domain.errors import ModelError
from faceapp.learning.datasets import CropSet
from faceapp.learning.job import Job
from faceapp.learning.recipes import Recipe


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
    job = Job(recipe, crops, device)
    try:
        while job.step < job.steps:
            loss = job.advance().loss
            # Reading a loss from a GPU waits for it: not after every step.
            if job.step % 20 == 0 and not bool(torch.isfinite(loss)):
                raise ModelError(
                    f"The loss of step {job.step} is not a number.", hint="Lower the learning rate or the margin."
                )
    finally:
        job.loader.close()
    job.require_finite()
    network: nn.Module = job.averaged.module
    return network.eval()
