"""Crops to unit embeddings, by a network whose card and weights were checked."""

from __future__ import annotations

import copy
import hashlib
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load as load_tensors
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.fusion import fuse_conv_bn_eval

from faceapp.domain.errors import DeviceError, ModelError
from faceapp.domain.messages import Message
from faceapp.domain.system_faults import why
from faceapp.vision.card import EncoderCard, Levels, read_card
from faceapp.vision.networks import build_network
from faceapp.vision.onnx_network import OnnxNetwork

DeviceChoice = Literal["auto", "cpu", "cuda", "mps"]


def resolve_device(choice: str) -> torch.device:
    """Turn a setting into a device; `auto` takes CUDA, then MPS, then the processor.

    Raises:
        DeviceError: The device that was named is not there.
    """
    available = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if choice == "auto":
        return torch.device(next(name for name in ("cuda", "mps", "cpu") if available[name]))
    if choice not in available:
        raise DeviceError(
            Message("The device '{choice}' is unknown.", choice=choice), hint=Message("Choose auto, cpu, cuda or mps.")
        )
    if not available[choice]:
        raise DeviceError(
            Message("The device '{choice}' is not available here.", choice=choice), hint=Message("Choose auto or cpu.")
        )
    return torch.device(choice)


def normalise_crops(crops: Tensor, mean: Levels, std: Levels) -> Tensor:
    """Grey levels in [0, 255] to the network's input.

    Args:
        crops: Any shape; (..., 3, H, W) where a level differs by channel.
        mean: What to take away, one number or one for each channel.
        std: What to divide by then, likewise.
    """
    return (crops - _by_channel(mean, crops)) / _by_channel(std, crops)


def _by_channel(levels: Levels, crops: Tensor) -> Tensor | float:
    return crops.new_tensor(levels)[:, None, None] if isinstance(levels, tuple) else levels


def unit_embeddings(network: nn.Module, inputs: Tensor, *, mirror: bool) -> Tensor:
    """Embed normalised crops.

    Args:
        network: From crops to features.
        inputs: (N, 3, S, S).
        mirror: Add the features of the mirror image: a face seen from both its sides, whose noise
            is less than that of one side, at the price of a second pass.

    Returns:
        float32 (N, D), rows of length 1.
    """
    if mirror:
        # One pass over both halves costs less than two.
        plain, mirrored = network(torch.cat([inputs, inputs.flip(3)])).float().chunk(2)
        return functional.normalize(plain + mirrored, dim=1)
    return functional.normalize(network(inputs).float(), dim=1)


def folded_norms(network: nn.Module) -> nn.Module:
    """A copy of a network with every batch normalisation that follows a convolution folded into its weights.

    In evaluation mode it is a scale and a shift of each channel, which the convolution can do by the way: the same
    numbers but for their last digits, a tenth sooner. A network without any is returned as it is.
    """
    if not any(isinstance(module, nn.BatchNorm2d) for module in network.modules()):
        return network
    network = copy.deepcopy(network)
    for module in network.modules():
        if not isinstance(module, nn.Sequential):
            continue
        for index in range(len(module) - 1):
            convolution, norm = module[index], module[index + 1]
            if isinstance(convolution, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d):
                module[index] = fuse_conv_bn_eval(convolution, norm)
                module[index + 1] = nn.Identity()
    return network


class Encoder:
    """A loaded encoder.

    Not safe for use by several threads at once; the recognition thread owns its own.
    """

    def __init__(self, card: EncoderCard, network: nn.Module, device: torch.device) -> None:
        self.card = card
        self.device = device
        # Half precision on CUDA alone: processors convert it back and forth and gain nothing.
        self._dtype = torch.float16 if device.type == "cuda" else torch.float32
        self._original = network.eval()
        folded = folded_norms(self._original).to(device=device, dtype=self._dtype)
        self._network = folded.to(memory_format=torch.channels_last)

    @classmethod
    def load(cls, directory: Path, device: str = "auto") -> Encoder:
        """Load an encoder from a directory with `card.toml` and the file of its weights.

        Raises:
            ModelError: The card or weights are absent, the SHA-256 differs from the card's, or a
                tensor is missing, unknown, or of another shape than the architecture's.
            DeviceError: The device is not there.
        """
        card = read_card(directory)
        path = directory / card.weights_file
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ModelError(
                Message("The weights '{path}' cannot be read: {why}.", path=path, why=why(error)),
                hint=Message("Restore them with their card."),
            ) from error
        digest = hashlib.sha256(data).hexdigest()
        if digest != card.weights_sha256:
            raise ModelError(
                Message(
                    "The weights '{path}' are not those of the card: their SHA-256 is {found}, the card says {wanted}.",
                    path=path,
                    found=digest[:12],
                    wanted=card.weights_sha256[:12],
                ),
                hint=Message("They were changed or damaged: restore both from the same release."),
            )
        if card.network.architecture == "onnx":
            layout = str(card.network.settings.get("layout", "NCHW"))
            # ONNX Runtime's own package for CUDA is another one: here it computes on the processor.
            network: nn.Module = OnnxNetwork(data, card.input.size_px, card.network.embedding_size, layout=layout)
            return cls(card, network, torch.device("cpu"))
        network = build_network(
            card.network.architecture, card.input.size_px, card.network.embedding_size, card.network.settings
        )
        _load_weights(network, data, path)
        return cls(card, network, resolve_device(device))

    @property
    def encoder_id(self) -> str:
        """The id that templates made by this encoder carry."""
        return self.card.encoder_id

    def network(self) -> nn.Module:
        """A copy of the network in full precision on the processor, ready to be exported."""
        return copy.deepcopy(self._original).to(device="cpu", dtype=torch.float32)

    def weights(self) -> dict[str, Tensor]:
        """The network's weights and statistics by name, in full precision on the processor."""
        return {
            name: tensor.detach().cpu().float() if tensor.is_floating_point() else tensor.detach().cpu()
            for name, tensor in self._original.state_dict().items()
        }

    def encode(self, crops: NDArray[np.uint8], *, batch_size: int = 64) -> NDArray[np.float32]:
        """Embed aligned crops.

        Args:
            crops: RGB, uint8, (N, size, size, 3), aligned to the card's template.
            batch_size: Crops per pass.

        Returns:
            float32 (N, embedding_size), each row of length 1.

        Raises:
            ModelError: The crops have another shape, or an embedding is not a number.
        """
        size = self.card.input.size_px
        if crops.ndim != 4 or crops.shape[1:] != (size, size, 3) or crops.dtype != np.uint8:
            raise ModelError(
                Message(
                    "The encoder wants crops (N, {size}, {size}, 3) of uint8, not {shape} of {dtype}.",
                    size=size,
                    shape=crops.shape,
                    dtype=crops.dtype,
                ),
                hint=Message("This is a fault of faceapp: please report it."),
            )
        parts: list[NDArray[np.float32]] = []
        with torch.inference_mode():
            for start in range(0, len(crops), batch_size):
                # torch takes neither a view that runs backwards nor one that must not be written to.
                part = np.require(crops[start : start + batch_size], requirements=["C", "W"])
                batch = torch.from_numpy(part).to(self.device).permute(0, 3, 1, 2).float()
                if self.card.input.colour_order == "BGR":
                    batch = batch.flip(1)
                batch = normalise_crops(batch, self.card.input.mean, self.card.input.std)
                embedded = unit_embeddings(self._network, batch.to(self._dtype), mirror=self.card.input.mirror)
                parts.append(embedded.cpu().numpy())
        if not parts:
            return np.zeros((0, self.card.network.embedding_size), dtype=np.float32)
        embeddings = np.concatenate(parts)
        lengths = np.linalg.norm(embeddings, axis=1)
        if not np.isfinite(embeddings).all() or np.any(np.abs(lengths - 1) > 1e-3):
            raise ModelError(
                Message("The encoder gave an embedding that is not a unit vector."),
                hint=Message("Its weights or the device may be faulty: run `faceapp doctor`."),
            )
        return embeddings


def _load_weights(network: nn.Module, data: bytes, path: Path) -> None:
    try:
        tensors = load_tensors(data)
    except SafetensorError as error:
        raise ModelError(
            Message("The weights '{path}' are damaged: {fault}.", path=path, fault=str(error)),
            hint=Message("Restore them with their card."),
        ) from error
    wanted = network.state_dict()
    missing = sorted(wanted.keys() - tensors.keys())
    unknown = sorted(tensors.keys() - wanted.keys())
    if missing or unknown:
        what = (
            Message("tensor '{name}' is missing", name=missing[0])
            if missing
            else Message("tensor '{name}' is unknown", name=unknown[0])
        )
        raise ModelError(
            Message("The weights '{path}' do not fit their card's architecture: {what}.", path=path, what=what),
            hint=Message("Restore both from one release."),
        )
    for name, tensor in tensors.items():
        if tensor.shape != wanted[name].shape:
            raise ModelError(
                Message(
                    "The weights '{path}' do not fit their card's architecture: tensor '{name}' is "
                    "{found}, not {wanted}.",
                    path=path,
                    name=name,
                    found=tuple(tensor.shape),
                    wanted=tuple(wanted[name].shape),
                ),
                hint=Message("Restore both from one release."),
            )
    network.load_state_dict({name: tensor.to(wanted[name].dtype) for name, tensor in tensors.items()})
