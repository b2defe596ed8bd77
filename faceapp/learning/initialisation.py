"""Starting a training run from an encoder that exists already."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from faceapp.domain.errors import ModelError
from faceapp.learning.checkpoints import load_checkpoint
from faceapp.learning.datasets import CropSet
from faceapp.learning.fingerprint import crops_hash
from faceapp.vision.encoder import Encoder
from faceapp.vision.networks import ResidualUnit


def start_from(network: nn.Module, directory: Path) -> None:
    """Copy the weights of an encoder into a network of the same shape, or of a deeper one.

    Residual units that the encoder lacks are left as they begin, as their shortcut alone: the deeper network
    then computes exactly what the encoder does, and goes on learning from there.

    Raises:
        ModelError: There is no encoder, or it has weights that do not fit the network, or the network has others
            besides residual units that begin as their shortcut.

    Source:
        Chen et al., "Net2Net: accelerating learning via knowledge transfer", ICLR 2016, section 2.3 (deeper nets).
    """
    given = Encoder.load(directory, "cpu").weights()
    wanted = network.state_dict()
    for name, tensor in given.items():
        if name not in wanted or wanted[name].shape != tensor.shape:
            raise ModelError(
                f"The encoder in '{directory}' does not fit the recipe's network: its '{name}' has no place there.",
                hint="Give every stage the encoder's number of channels and at least its number of units.",
            )
    added = {
        f"{name}."
        for name, module in network.named_modules()
        if isinstance(module, ResidualUnit) and isinstance(module.shortcut, nn.Identity)
    }
    for name in wanted.keys() - given.keys():
        unit = next((prefix for prefix in added if name.startswith(prefix)), None)
        if unit is None or any(other.startswith(unit) for other in given):
            raise ModelError(
                f"The encoder in '{directory}' does not fit the recipe's network: it has no '{name}'.",
                hint="A network that begins from an encoder may only have more units in a stage.",
            )
    network.load_state_dict({**wanted, **given})


def head_of_run(directory: Path, crops: CropSet, device: torch.device) -> dict[str, Tensor] | None:
    """What the losses of a training run had learned, if the encoder still lies in its run's directory.

    The directions that a head has learned tell its classes apart better than the means of their embeddings do, with
    which a few epochs would be spent to get there again.

    Args:
        directory: The encoder's.
        crops: Training crops of the run to come.
        device: Where.

    Returns:
        State of the run's losses; None where there is no run, or it was trained on other crops.

    Raises:
        DatasetError: The run's checkpoint is damaged.
    """
    state = load_checkpoint(directory, device)
    begun = state["fingerprint"] if state is not None else None
    if state is None or not isinstance(begun, dict) or begun.get("crops") != crops_hash(crops):
        return None
    head: dict[str, Tensor] = state["loss"]
    return head


def mean_directions(embeddings: NDArray[np.float32], labels: NDArray[np.int64]) -> Tensor:
    """The direction of each class's mean embedding: where a classification head begins that need not search for it.

    Args:
        embeddings: Unit rows, (N, D).
        labels: Class of each row, (N,), in [0, C); each class at least once.

    Returns:
        float32 (C, D), rows of length 1.

    Source:
        Qi et al., "Low-shot learning with imprinted weights", CVPR 2018, section 3.2.
    """
    sums = torch.zeros(int(labels.max()) + 1, embeddings.shape[1])
    sums.index_add_(0, torch.from_numpy(labels), torch.from_numpy(embeddings))
    return functional.normalize(sums, dim=1)
