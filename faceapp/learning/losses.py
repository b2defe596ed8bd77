"""Losses by name, from pytorch-metric-learning."""

from __future__ import annotations

import math

import torch
from pytorch_metric_learning.losses import ArcFaceLoss, CosFaceLoss
from pytorch_metric_learning.utils.common_functions import TorchInitWrapper
from torch import Tensor, nn

from faceapp.learning.recipes import LossSettings


class MarginLoss(nn.Module):
    """A margin softmax loss whose margin can grow during the first steps.

    A full margin from the first step leaves a random network with a loss that it can hardly
    lower; growing it from 0 (plain normalised softmax) reaches the same margin sooner.

    Args:
        settings: Which loss, its margin and scale.
        classes: Number of training identities.
        embedding_size: Length of the embeddings.

    Source:
        Wang et al., "CosFace", CVPR 2018, equation 4; Deng et al., "ArcFace", CVPR 2019,
        equation 3.
    """

    def __init__(self, settings: LossSettings, classes: int, embedding_size: int) -> None:
        super().__init__()
        self._init_std = 0.05
        kind = {"cosface": CosFaceLoss, "arcface": ArcFaceLoss}[settings.name]
        # Only the direction of a class's weight vector matters, and a step turns it by its length's
        # inverse square: the library's default, length sqrt(D), would hardly turn at all, and a
        # very short one would be thrown about by the first steps.
        self.loss = kind(
            num_classes=classes,
            embedding_size=embedding_size,
            margin=settings.margin,
            scale=settings.scale,
            weight_init_func=TorchInitWrapper(torch.nn.init.normal_, std=self._init_std),
        )
        # pytorch-metric-learning keeps ArcFace's margin in radians once it is built.
        self._full_margin = math.radians(settings.margin) if settings.name == "arcface" else settings.margin

    def set_directions(self, directions: Tensor) -> None:
        """Begin with these directions of the classes' weight vectors, (classes, D), rows of length 1."""
        length = self._init_std * math.sqrt(directions.shape[1])  # as long as those drawn at random
        with torch.no_grad():
            self.loss.W.copy_(directions.T * length)

    def set_margin_share(self, share: float) -> None:
        """Set the margin to a share in [0, 1] of the full one."""
        self.loss.margin = self._full_margin * share

    def forward(self, embeddings: Tensor, labels: Tensor) -> Tensor:
        """Mean loss of a batch: embeddings (N, D) float, labels (N,) int64 in [0, classes)."""
        value: Tensor = self.loss(embeddings, labels)
        return value
