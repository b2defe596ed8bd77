"""Margin softmax losses: a head of class vectors, by pytorch-metric-learning."""

from __future__ import annotations

import math
from typing import Any

import torch
from pytorch_metric_learning.losses import ArcFaceLoss, CosFaceLoss, SphereFaceLoss, SubCenterArcFaceLoss
from pytorch_metric_learning.utils.common_functions import TorchInitWrapper
from torch import Tensor, nn
from torch.nn import functional

from faceapp.learning import loss_settings
from faceapp.learning.losses.class_sampling import sampled_classes

# Only the direction of a class's vector matters, and a step turns it by its length's inverse square: the
# library's default, length sqrt(D), would hardly turn at all, and a very short one would be thrown about by the
# first steps.
INIT_STD = 0.05

MarginSettings = (
    loss_settings.CosFaceLoss
    | loss_settings.ArcFaceLoss
    | loss_settings.SubCenterArcFaceLoss
    | loss_settings.SphereFaceLoss
)


class MarginHead(nn.Module):
    """A softmax over the classes, made harder at the own class; harder and harder during the first epochs.

    A full margin from the first step leaves a random network with a loss that it can hardly lower; growing it from
    0 (plain normalised softmax) reaches the same margin sooner.

    With `sample` below 1 a step compares with the batch's own classes and random others; the others' vectors get
    no gradient from it.

    Args:
        settings: Which loss, its margin and scale.
        classes: Number of training identities.
        embedding_size: Length of the embeddings.

    Source:
        Wang et al., "CosFace", CVPR 2018, equation 4; Deng et al., "ArcFace", CVPR 2019, equation 3; Deng et al.,
        "Sub-center ArcFace", ECCV 2020, equation 2; Liu et al., "SphereFace", CVPR 2017, equation 7, with the
        annealing of its released training.
    """

    def __init__(self, settings: MarginSettings, classes: int, embedding_size: int) -> None:
        super().__init__()
        self._settings = settings
        self._classes = classes
        self.loss: Any = _library_loss(settings, classes, embedding_size)
        self.set_epoch(math.inf)

    def set_epoch(self, epoch: float) -> None:
        """Let the margin grow, and the annealing go on, as after so many epochs, fractional."""
        settings = self._settings
        if isinstance(settings, loss_settings.SphereFaceLoss):
            self.loss.plain_weight = annealing(settings, epoch)
            return
        warmup = settings.margin_warmup_epochs
        share = min(1.0, epoch / warmup) if warmup else 1.0
        # The library keeps ArcFace's margin in radians once it is built.
        full = settings.margin if settings.name == "cosface" else math.radians(settings.margin)
        self.loss.margin = full * share

    def set_directions(self, directions: Tensor) -> None:
        """Begin with these directions of the classes' vectors, (classes, D), rows of length 1."""
        length = INIT_STD * math.sqrt(directions.shape[1])  # as long as those drawn at random
        centres = self._vectors_per_class()
        vectors = directions.repeat_interleave(centres, dim=0)  # (classes * centres, D)
        if centres > 1:
            # Sub-centres in the very same place would share one fate: only the first of equals is the nearest.
            vectors = functional.normalize(vectors + 0.1 * torch.randn_like(vectors) / math.sqrt(vectors.shape[1]))
        with torch.no_grad():
            self.loss.W.copy_(vectors.T * length)

    def forward(self, features: Tensor, labels: Tensor) -> Tensor:
        """Mean loss of a batch: features (N, D) float, labels (N,) int64 in [0, classes)."""
        value: Tensor
        if self._settings.sample == 1:
            value = self.loss(features, labels)
            return value
        chosen, places = sampled_classes(labels, self._classes, self._settings.sample)
        # As the library's own `compute_loss`, on the vectors of the chosen classes alone.
        vectors = self.loss.W.unflatten(1, (self._classes, -1))[:, chosen].flatten(1)  # (D, S * centres)
        cosines = self.loss.distance(features, vectors.T).unflatten(1, (len(chosen), -1)).amax(2)  # (N, S)
        own = cosines.gather(1, places[:, None])  # (N, 1)
        harder = self.loss.modify_cosine_of_target_classes(own[:, 0])[:, None]
        logits = self.loss.scale_logits(cosines.scatter(1, places[:, None], harder), features)
        return functional.cross_entropy(logits, places)

    def _vectors_per_class(self) -> int:
        return self._settings.sub_centers if isinstance(self._settings, loss_settings.SubCenterArcFaceLoss) else 1


def annealing(settings: loss_settings.SphereFaceLoss, epoch: float) -> float:
    """Weight lambda of the plain cosine in SphereFace: falls as 1 / (1 + gamma * epoch), to its smallest.

    Source:
        Liu et al., "Large-margin softmax loss", ICML 2016, section 4 (lambda); SphereFace's released training has
        the same law by iterations.
    """
    start, end = settings.lambda_start, settings.lambda_min
    if start <= end or epoch >= settings.annealing_epochs:
        return end
    if end == 0:
        return start * (1 - epoch / settings.annealing_epochs)  # the law above never gets there
    gamma = (start / end - 1) / settings.annealing_epochs
    return start / (1 + gamma * epoch)


class _AnnealedSphereFaceLoss(SphereFaceLoss):  # type: ignore[misc]
    plain_weight = 0.0  # lambda

    def init_margin(self) -> None:
        # The library's own tables of cos(m theta); its way to make them is deprecated by NumPy 2.
        steps = range(self.margin // 2 + 1)
        self.n_range = torch.tensor(list(steps))
        self.margin_choose_n = torch.tensor([float(math.comb(self.margin, 2 * n)) for n in steps])
        self.cos_powers = torch.tensor([self.margin - 2 * n for n in steps])
        self.alternating = torch.tensor([(-1) ** n for n in steps])

    def modify_cosine_of_target_classes(self, cosine_of_target_classes: Tensor) -> Tensor:
        psi = super().modify_cosine_of_target_classes(cosine_of_target_classes)
        mixed: Tensor = (self.plain_weight * cosine_of_target_classes + psi) / (1 + self.plain_weight)
        return mixed


def _library_loss(settings: MarginSettings, classes: int, embedding_size: int) -> nn.Module:
    init = TorchInitWrapper(torch.nn.init.normal_, std=INIT_STD)
    shape = {"num_classes": classes, "embedding_size": embedding_size, "weight_init_func": init}
    loss: nn.Module
    if isinstance(settings, loss_settings.CosFaceLoss):
        loss = CosFaceLoss(margin=settings.margin, scale=settings.scale, **shape)
    elif isinstance(settings, loss_settings.ArcFaceLoss):
        loss = ArcFaceLoss(margin=settings.margin, scale=settings.scale, **shape)
    elif isinstance(settings, loss_settings.SubCenterArcFaceLoss):
        loss = SubCenterArcFaceLoss(
            margin=settings.margin, scale=settings.scale, sub_centers=settings.sub_centers, **shape
        )
    else:
        loss = _AnnealedSphereFaceLoss(margin=settings.margin, scale=1, **shape)
    return loss
