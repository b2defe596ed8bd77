"""What a training run leaves behind: weights, and a card that states what they were measured to do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from safetensors.torch import save as save_tensors
from torch import Tensor, nn

from faceapp.learning.checkpoints import write_atomically
from faceapp.learning.datasets import CropSet
from faceapp.learning.figures import compare_embeddings, measured_card
from faceapp.learning.recipes import Recipe
from faceapp.vision.card import (
    WEIGHTS_FILE,
    EncoderCard,
    InputCard,
    NetworkCard,
    TrainingCard,
    write_card,
)
from faceapp.vision.encoder import Encoder


@dataclass(frozen=True, slots=True)
class MadeBy:
    """Where an encoder comes from.

    Attributes:
        commit: Revision of the program that began the run.
        device: `cpu`, `cuda` or `mps`.
        created_at: Date, ISO 8601.
    """

    commit: str
    device: str
    created_at: str


def write_encoder(
    recipe: Recipe, network: nn.Module, crops: CropSet, validation: CropSet, run: Path, made_by: MadeBy
) -> EncoderCard:
    """Write `weights.safetensors` and `card.toml` into a run's directory.

    Args:
        recipe: What was trained.
        network: The trained network.
        crops: What it was trained on, for the card.
        validation: Crops of people that it never saw, on which it is measured.
        run: Where to write.
        made_by: Where it comes from, for the card.

    Returns:
        The card, with its measured figures.

    Raises:
        DatasetError: The weights cannot be written.
        ModelError: The card cannot be written, or the stored weights give no unit embeddings.
    """
    data = save_tensors(dict(_half_precision(network)))
    write_atomically(run / WEIGHTS_FILE, lambda stream: stream.write(data))
    card = EncoderCard(
        name=recipe.name,
        weights_sha256=hashlib.sha256(data).hexdigest(),
        network=NetworkCard(
            architecture=recipe.network.architecture,
            embedding_size=recipe.network.embedding_size,
            settings=recipe.network.settings,
        ),
        input=InputCard(
            size_px=recipe.network.input_px,
            template_px=recipe.template_px,
            colour_order="RGB",
            mean=recipe.mean,
            std=recipe.std,
            mirror=recipe.mirror,
        ),
        training=TrainingCard(
            data=recipe.training_data,
            terms=recipe.terms,
            crops=len(crops),
            identities=len(crops.identities),
            recipe=f"models/recipes/{recipe.name}.toml",
            recipe_sha256=recipe.sha256,
            seed=recipe.seed,
            commit=made_by.commit,
            device=made_by.device,
            created_at=made_by.created_at,
        ),
    )
    write_card(card, run)
    # Measured on the stored weights through the same door as the program, not on the network in memory.
    encoder = Encoder.load(run, made_by.device)
    result = compare_embeddings(encoder.encode(validation.images), validation.labels)
    said = f"{len(validation)} crops of {result.identities} people that were never trained on"
    card = card.model_copy(update={"measured": measured_card(result, said)})
    write_card(card, run)
    return card


def _half_precision(network: nn.Module) -> Iterator[tuple[str, Tensor]]:
    """Weights as they are stored: matrices in half precision, which halves the file at no loss."""
    for name, tensor in network.state_dict().items():
        stored = tensor.detach().cpu()
        yield name, (stored.half() if stored.ndim > 1 else stored).contiguous()
