"""An encoder as an ONNX file that gives the same embeddings elsewhere."""

from __future__ import annotations

import hashlib
import logging
import warnings
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from faceapp.domain.errors import ModelError
from faceapp.vision.card import ONNX_FILE, EncoderCard
from faceapp.vision.encoder import Encoder, unit_embeddings
from faceapp.vision.onnx_network import OnnxNetwork


@dataclass(frozen=True, slots=True, eq=False)
class OnnxExport:
    """An exported encoder.

    Attributes:
        data: Content of the file.
        card: A card for it, as `faceapp model import` wants it.
        worst_cosine: Lowest cosine between its embedding and the encoder's own, over the crops compared.
        compared: Number of those crops.
    """

    data: bytes
    card: EncoderCard
    worst_cosine: float
    compared: int


class _UnitEmbeddings(nn.Module):
    """Normalised crops to unit embeddings: what every step after the network does, too, goes into the file."""

    def __init__(self, network: nn.Module, *, mirror: bool) -> None:
        super().__init__()
        self.network = network
        self.mirror = mirror

    def forward(self, crops: Tensor) -> Tensor:
        if not self.mirror:
            return unit_embeddings(self.network, crops, mirror=False)
        # Each side by itself: of the halves of a joined batch the exporter makes a batch of fixed size.
        both = self.network(crops).float() + self.network(crops.flip(3)).float()
        return functional.normalize(both, dim=1)


def export_onnx(encoder: Encoder, crops: NDArray[np.uint8], *, tolerance: float = 1e-4) -> OnnxExport:
    """Export an encoder, and compare it with itself on some crops.

    Args:
        encoder: Any but one that is an ONNX file already.
        crops: RGB, uint8, (N, size, size, 3), to compare by.
        tolerance: Largest difference from a cosine of 1 that is accepted.

    Raises:
        ModelError: It is an ONNX file already, cannot be exported, or the export disagrees.
    """
    card = encoder.card
    if card.network.architecture == "onnx":
        raise ModelError(f"'{card.name}' is an ONNX network already.", hint="Copy its file, encoder.onnx.")
    network = _UnitEmbeddings(encoder.network(), mirror=card.input.mirror).eval()
    example = torch.zeros(2, 3, card.input.size_px, card.input.size_px)
    data = _exported(network, example)
    exported = card.model_copy(
        update={
            "name": f"{card.name}-onnx",
            "weights_sha256": hashlib.sha256(data).hexdigest(),
            "cohort": None,
            "network": card.network.model_copy(update={"architecture": "onnx", "settings": {}}),
            "input": card.input.model_copy(update={"mirror": False}),  # the file does it
        }
    )
    runtime = OnnxNetwork(data, card.input.size_px, card.network.embedding_size)
    ours = encoder.encode(crops)
    theirs = Encoder(exported, runtime, torch.device("cpu")).encode(crops)
    worst = float((ours * theirs).sum(axis=1).min())
    if worst < 1 - tolerance:
        raise ModelError(
            f"The export disagrees with the encoder: a cosine of {worst:.6f}.",
            hint="Do not use it; please report the encoder's architecture.",
        )
    return OnnxExport(data, exported, worst, len(crops))


def _exported(network: nn.Module, example: Tensor) -> bytes:
    batch = torch.export.Dim("batch", min=1, max=4096)
    level = logging.getLogger("torch.onnx").level
    try:
        with warnings.catch_warnings():
            # The exporter warns of its own and of its libraries' coming changes.
            warnings.simplefilter("ignore")
            logging.getLogger("torch.onnx").setLevel(logging.ERROR)
            program = torch.onnx.export(
                network,
                (example,),
                input_names=["crops"],
                output_names=["embeddings"],
                dynamic_shapes=({0: batch},),
                dynamo=True,
                verbose=False,
            )
            assert program is not None  # it is None only where a file is named
            with TemporaryDirectory() as folder:  # the library writes to a named file alone
                program.save(Path(folder) / ONNX_FILE)
                data = _without_notes((Path(folder) / ONNX_FILE).read_bytes())
    except Exception as error:  # the exporter's own classes are many and private
        raise ModelError(f"The encoder cannot be exported: {error}.", hint="Please report its architecture.") from error
    finally:
        logging.getLogger("torch.onnx").setLevel(level)
    _require_any_batch(data)
    return data


def _require_any_batch(data: bytes) -> None:
    """Refuse a file that takes batches of one size alone, as the exporter makes where it cannot do better."""
    import onnx

    (size, *_) = onnx.load_from_string(data).graph.input[0].type.tensor_type.shape.dim
    if not size.dim_param:
        raise ModelError(
            f"The encoder can only be exported for batches of {size.dim_value}.",
            hint="Please report its architecture.",
        )


def _without_notes(data: bytes) -> bytes:
    """An exported network without the exporter's notes of where each node comes from.

    They name the folders of this machine: on another the same encoder would get another SHA-256, and so another id.
    """
    import onnx

    model = onnx.load_from_string(data)
    graph = model.graph
    for noted in (model, graph, *graph.node, *graph.initializer, *graph.value_info, *graph.input, *graph.output):
        del noted.metadata_props[:]
        noted.ClearField("doc_string")
    content: bytes = model.SerializeToString(deterministic=True)
    return content
