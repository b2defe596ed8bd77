"""How good an encoder is on people it never saw in training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from faceapp.domain.scores import (
    Comparisons,
    OperatingPoint,
    area_under_curve,
    compare_all,
    equal_error_rate,
    operating_point,
    threshold_at_fmr,
    true_accept_rate,
)
from faceapp.learning.datasets import CropSet
from faceapp.vision.encoder import normalise_crops, unit_embeddings

CARD_FMRS = (1e-2, 1e-3, 1e-4)


@dataclass(frozen=True, slots=True)
class ComparisonFigures:
    """All mated against all non-mated comparisons of a set of crops.

    Attributes:
        identities: People.
        mated: Mated comparisons.
        non_mated: Non-mated comparisons.
        eer: Equal error rate.
        auc: Area under the ROC curve.
        points: Operating points that the number of comparisons supports.
    """

    identities: int
    mated: int
    non_mated: int
    eer: float
    auc: float
    points: tuple[OperatingPoint, ...]


def embed(
    network: nn.Module,
    images: NDArray[np.uint8],
    *,
    mean: float,
    std: float,
    mirror: bool,
    device: torch.device,
    batch_size: int = 256,
) -> NDArray[np.float32]:
    """Embed crops with a network in training: uint8 (N, S, S, 3) RGB -> unit float32 (N, D)."""
    was_training = network.training
    network.eval()
    parts = []
    with torch.inference_mode():
        for start in range(0, len(images), batch_size):
            batch = torch.from_numpy(images[start : start + batch_size]).to(device).permute(0, 3, 1, 2).float()
            parts.append(unit_embeddings(network, normalise_crops(batch, mean, std), mirror=mirror).cpu().numpy())
    network.train(was_training)
    return np.concatenate(parts)


def quick_tar(embeddings: NDArray[np.float32], labels: NDArray[np.int64], fmr: float) -> float:
    """TAR at a target FMR over all pairs, without an interval."""
    comparisons = compare_all(embeddings, labels)
    return true_accept_rate(comparisons.mated, threshold_at_fmr(comparisons.non_mated, fmr))


def figures(comparisons: Comparisons, *, repetitions: int = 1000, seed: int = 0) -> ComparisonFigures:
    """Every figure of a set of comparisons, intervals by resampling people."""
    points = [operating_point(comparisons, fmr, repetitions=repetitions, seed=seed) for fmr in CARD_FMRS]
    return ComparisonFigures(
        identities=int(np.count_nonzero(comparisons.samples)),
        mated=len(comparisons.mated),
        non_mated=len(comparisons.non_mated),
        eer=equal_error_rate(comparisons.mated, comparisons.non_mated),
        auc=area_under_curve(comparisons.mated, comparisons.non_mated),
        points=tuple(point for point in points if point is not None),
    )


def compare_crops(embeddings: NDArray[np.float32], crops: CropSet) -> Comparisons:
    """All comparisons among a crop set's embeddings."""
    return compare_all(embeddings, crops.labels)
