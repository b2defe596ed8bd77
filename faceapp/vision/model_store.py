"""The encoders at hand: those that ship, and those that were brought to this data directory."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save as save_tensors
from torch import Tensor

from faceapp.domain.errors import ModelError
from faceapp.resources import models_dir
from faceapp.vision.card import (
    CARD_FILE,
    EncoderCard,
    InputCard,
    NetworkCard,
    TrainingCard,
    read_card,
    write_card,
)
from faceapp.vision.encoder import Encoder

FACENET_NAME = "facenet-vggface2"
# Where MTCNN finds the landmarks in its own boxes stretched to 160 px, which is what this network was trained on:
# median of 507 faces. A box is taller than wide, and alignment keeps proportions, so that this comes close to the
# original cut and is not the same.
_FACENET_TEMPLATE = ((42.5, 63.3), (118.4, 63.3), (79.6, 96.9), (45.7, 120.9), (114.0, 120.9))


@dataclass(frozen=True, slots=True)
class StoredModel:
    """An encoder on disk.

    Attributes:
        name: What it is called in the settings.
        directory: Where it lies.
        shipped: Whether it came with faceapp.
        card: Its card; None where that cannot be read.
        fault: Why not.
    """

    name: str
    directory: Path
    shipped: bool
    card: EncoderCard | None
    fault: str | None


def model_directory(name: str, data_dir: Path) -> Path:
    """Where an encoder lies: one that ships or was brought here by its bare name, any other by its path."""
    if Path(name).name == name:
        for parent in (models_dir(), data_dir / "models"):
            if (parent / name / CARD_FILE).is_file():
                return parent / name
    return Path(name)


def list_models(data_dir: Path) -> list[StoredModel]:
    """Every encoder at hand, those that ship first, each kind by name."""
    found = []
    for parent, shipped in ((models_dir(), True), (data_dir / "models", False)):
        for card_file in sorted(parent.glob(f"*/{CARD_FILE}")):
            directory = card_file.parent
            try:
                card, fault = read_card(directory), None
            except ModelError as error:
                card, fault = None, error.sentence
            found.append(StoredModel(directory.name, directory, shipped, card, fault))
    return found


def install_model(card: EncoderCard, weights: bytes, data_dir: Path) -> Path:
    """Put an encoder into the data directory; it is loaded, and tried, before it is there by its name.

    Args:
        card: Its card; its hash of the weights is made here.
        weights: Content of the weights' file.
        data_dir: The data directory.

    Returns:
        Its directory.

    Raises:
        ModelError: The name is taken or no name, the weights do not fit the card, or the disk refuses.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", card.name):
        raise ModelError(
            f"'{card.name}' is no name for an encoder.", hint="Use small letters, digits, hyphens and underscores."
        )
    target = data_dir / "models" / card.name
    if target.exists() or (models_dir() / card.name / CARD_FILE).exists():
        raise ModelError(
            f"There is an encoder '{card.name}' already.",
            hint=f"Remove it (`faceapp model remove {card.name}`) or give the new one another name.",
        )
    card = card.model_copy(update={"weights_sha256": hashlib.sha256(weights).hexdigest()})
    partial = target.with_name(f".{card.name}.partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        (partial / card.weights_file).write_bytes(weights)
        write_card(card, partial)
        try_encoder(Encoder.load(partial, "cpu"))
        partial.rename(target)
    except OSError as error:
        raise ModelError(
            f"The encoder cannot be written to '{target}': {error.strerror or error}.",
            hint="Make room, or allow writing there.",
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return target


def remove_model(name: str, data_dir: Path) -> None:
    """Erase an encoder that was brought to the data directory.

    Raises:
        ModelError: It ships with faceapp, is not there, or cannot be erased.
    """
    directory = data_dir / "models" / name
    if Path(name).name != name or not (directory / CARD_FILE).is_file():
        ships = (models_dir() / name / CARD_FILE).is_file()
        raise ModelError(
            f"'{name}' ships with faceapp." if ships else f"There is no encoder '{name}'.",
            hint="Only those that were imported can be removed; `faceapp model list` names them.",
        )
    try:
        shutil.rmtree(directory)
    except OSError as error:
        raise ModelError(
            f"'{directory}' cannot be erased: {error.strerror or error}.", hint="Allow writing there."
        ) from error


def try_encoder(encoder: Encoder) -> None:
    """Embed a few patterns: unit vectors, the same ones every time, and not all alike.

    Raises:
        ModelError: One of these does not hold.
    """
    size = encoder.card.input.size_px
    crops = np.zeros((4, size, size, 3), dtype=np.uint8)  # black
    crops[1] = 255
    crops[2, :, : size // 2] = (255, 0, 0)
    crops[3] = np.random.default_rng(0).integers(0, 256, crops[3].shape)
    first, again = encoder.encode(crops), encoder.encode(crops)
    if abs(first - again).max() > 1e-4:
        raise ModelError(
            "The encoder gives another embedding each time.", hint="Export it for inference, without dropout."
        )
    if (first @ first.T).min() > 0.9999:
        raise ModelError("The encoder gives every picture the same embedding.", hint="Its weights may be damaged.")


def facenet_encoder(data: Path) -> tuple[EncoderCard, bytes]:
    """facenet-pytorch's `vggface2` weights, read without unpickling code, as an encoder to install.

    Raises:
        ModelError: The file cannot be read, or is not this network's.
    """
    try:
        state: dict[str, Tensor] = torch.load(data, map_location="cpu", weights_only=True)
        # The classifier of the people that it was trained on is of no use to others.
        tensors = {name: tensor.contiguous() for name, tensor in state.items() if not name.startswith("logits.")}
        weights = save_tensors(tensors)
    except Exception as error:  # torch raises many kinds for a damaged file
        raise ModelError(
            f"The weights '{data}' cannot be read: {error}.",
            hint="Give the file that facenet-pytorch publishes, 20180402-114759-vggface2.pt.",
        ) from error
    card = EncoderCard(
        name=FACENET_NAME,
        weights_sha256="0" * 64,
        network=NetworkCard(architecture="inception_resnet_v1", embedding_size=512),
        input=InputCard(size_px=160, template_px=_FACENET_TEMPLATE, colour_order="RGB", mean=127.5, std=128.0),
        training=TrainingCard(
            data="VGGFace2 (Cao et al., FG 2018), by David Sandberg's facenet; ported by facenet-pytorch",
            terms="facenet-pytorch is under the MIT licence; VGGFace2 was published for research. Ask its authors "
            "before any other use.",
        ),
    )
    return card, weights
