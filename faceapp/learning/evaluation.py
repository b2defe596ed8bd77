"""How a network in training does on people it never sees: quickly, and without intervals."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from faceapp.domain.scores import compare_all, threshold_at_fmr, true_accept_rate
from faceapp.vision.encoder import normalise_crops, unit_embeddings


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
