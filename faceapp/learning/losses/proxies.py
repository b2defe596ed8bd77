"""Proxy-anchor loss, by pytorch-metric-learning."""

from __future__ import annotations

import torch
from pytorch_metric_learning.losses import ProxyAnchorLoss
from pytorch_metric_learning.utils.common_functions import TorchInitWrapper
from torch import Tensor, nn

from faceapp.learning import loss_settings
from faceapp.learning.losses.margin_heads import INIT_STD


class ProxyHead(nn.Module):
    """A proxy for each class is drawn to its members and away from all others, the hardest most.

    Args:
        settings: Margin and scale.
        classes: Number of training identities.
        embedding_size: Length of the embeddings.

    Source:
        Kim et al., "Proxy anchor loss for deep metric learning", CVPR 2020, equation 4.
    """

    def __init__(self, settings: loss_settings.ProxyAnchorLoss, classes: int, embedding_size: int) -> None:
        super().__init__()
        self.loss = ProxyAnchorLoss(
            num_classes=classes,
            embedding_size=embedding_size,
            margin=settings.margin,
            alpha=settings.alpha,
            weight_init_func=TorchInitWrapper(torch.nn.init.normal_, std=INIT_STD),
        )

    def set_epoch(self, epoch: float) -> None:
        """Nothing in it changes with time."""

    def set_directions(self, directions: Tensor) -> None:
        """Begin with these directions of the proxies, (classes, D), rows of length 1."""
        with torch.no_grad():
            self.loss.proxies.copy_(directions * INIT_STD * directions.shape[1] ** 0.5)

    def forward(self, features: Tensor, labels: Tensor) -> Tensor:
        """Loss of a batch: features (N, D) float, labels (N,) int64 in [0, classes)."""
        value: Tensor = self.loss(features, labels)
        return value
