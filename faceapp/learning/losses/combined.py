"""The losses of a recipe, added up."""

from __future__ import annotations

from typing import Protocol

from torch import Tensor, nn

from faceapp.learning import loss_settings as settings_of
from faceapp.learning.loss_settings import LossSettings
from faceapp.learning.losses.margin_heads import MarginHead
from faceapp.learning.losses.pairs import PairLoss
from faceapp.learning.losses.proxies import ProxyHead
from faceapp.learning.losses.softmax import CenterHead, SoftmaxHead


class LossPart(Protocol):
    """What every loss here can do besides `nn.Module`'s own."""

    def set_epoch(self, epoch: float) -> None:
        """Say how many epochs are done, fractional."""

    def set_directions(self, directions: Tensor) -> None:
        """Begin with these directions of the classes' vectors, (classes, D), rows of length 1."""

    def __call__(self, features: Tensor, labels: Tensor) -> Tensor:
        """Mean loss of a batch."""


class CombinedLoss(nn.Module):
    """The weighted sum of one or more losses.

    Random choices of its parts are drawn from torch's global generator.

    Args:
        parts: The losses.
        weights: Factor of each.
    """

    def __init__(self, parts: list[nn.Module], weights: list[float]) -> None:
        super().__init__()
        self.parts = nn.ModuleList(parts)
        self._weights = weights

    def set_epoch(self, epoch: float) -> None:
        """Say how many epochs are done, fractional, before each step: margins grow and memories start by it."""
        for part in self._parts():
            part.set_epoch(epoch)

    def set_directions(self, directions: Tensor) -> None:
        """Begin with these directions of the classes' vectors, (classes, D), rows of length 1."""
        for part in self._parts():
            part.set_directions(directions)

    def forward(self, features: Tensor, labels: Tensor) -> Tensor:
        """Mean loss of a batch.

        Args:
            features: The encoder's output, (N, D) float, not normalised.
            labels: (N,) int64 in [0, classes).
        """
        values = [weight * part(features, labels) for part, weight in zip(self._parts(), self._weights, strict=True)]
        total = values[0]
        for value in values[1:]:
            total = total + value
        return total

    def _parts(self) -> list[LossPart]:
        return list(self.parts)  # type: ignore[arg-type]


def build_loss(losses: tuple[LossSettings, ...], classes: int, embedding_size: int) -> CombinedLoss:
    """The sum of the losses that a recipe names.

    Args:
        losses: Their settings, one or more.
        classes: Number of training identities.
        embedding_size: Length of the features.
    """
    parts = [_part(settings, classes, embedding_size) for settings in losses]
    return CombinedLoss(parts, [settings.weight for settings in losses])


def _part(settings: LossSettings, classes: int, embedding_size: int) -> nn.Module:
    if isinstance(settings, settings_of.SoftmaxLoss):
        return SoftmaxHead(classes, embedding_size, settings.sample)
    if isinstance(settings, settings_of.CenterLoss):
        return CenterHead(settings, classes, embedding_size)
    if isinstance(settings, settings_of.ProxyAnchorLoss):
        return ProxyHead(settings, classes, embedding_size)
    if isinstance(
        settings,
        settings_of.SphereFaceLoss
        | settings_of.CosFaceLoss
        | settings_of.ArcFaceLoss
        | settings_of.SubCenterArcFaceLoss,
    ):
        return MarginHead(settings, classes, embedding_size)
    return PairLoss(settings, embedding_size)
