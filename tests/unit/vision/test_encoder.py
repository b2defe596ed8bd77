"""The encoder: nothing runs unless card and weights fit, and every embedding is a unit vector."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors.torch import load, save
from torch import Tensor

from faceapp.domain.errors import DeviceError, ModelError
from faceapp.vision.card import CARD_FILE, WEIGHTS_FILE
from faceapp.vision.encoder import Encoder, folded_norms, normalise_crops, resolve_device

WriteTinyEncoder = Callable[..., Path]


@pytest.fixture
def directory(tmp_path: Path, write_tiny_encoder: WriteTinyEncoder) -> Path:
    return write_tiny_encoder(tmp_path / "tiny")


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory, write_tiny_encoder: WriteTinyEncoder) -> Iterator[Encoder]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield Encoder.load(write_tiny_encoder(tmp_path_factory.mktemp("encoder")), "cpu")
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def crops() -> NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 256, (7, 16, 16, 3), dtype=np.uint8)


def replace_weights(directory: Path, tensors: dict[str, Tensor]) -> None:
    """Store other weights, with the hash that they have."""
    replace_bytes(directory, save(tensors))


def replace_bytes(directory: Path, data: bytes) -> None:
    (directory / WEIGHTS_FILE).write_bytes(data)
    change_card(directory, r'weights_sha256 = "[0-9a-f]*"', f'weights_sha256 = "{hashlib.sha256(data).hexdigest()}"')


def change_card(directory: Path, pattern: str, replacement: str) -> None:
    text, count = re.subn(pattern, replacement, (directory / CARD_FILE).read_text(encoding="utf-8"), count=1)
    assert count == 1
    (directory / CARD_FILE).write_text(text, encoding="utf-8")


def weights_of(directory: Path) -> dict[str, Tensor]:
    return load((directory / WEIGHTS_FILE).read_bytes())


def test_embeddings_are_unit_rows(encoder: Encoder, crops: NDArray[np.uint8]) -> None:
    embeddings = encoder.encode(crops)
    assert embeddings.shape == (7, 8)
    assert embeddings.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(embeddings, axis=1), 1, atol=1e-5)
    assert encoder.encoder_id == encoder.card.encoder_id


def test_different_crops_embed_differently(encoder: Encoder, crops: NDArray[np.uint8]) -> None:
    embeddings = encoder.encode(crops)
    assert np.abs(embeddings[0] - embeddings[1]).max() > 1e-3


@pytest.mark.parametrize("batch_size", [1, 2, 7, 64])
def test_an_embedding_does_not_depend_on_its_batch(encoder: Encoder, crops: NDArray[np.uint8], batch_size: int) -> None:
    one_by_one = np.concatenate([encoder.encode(crop[np.newaxis]) for crop in crops])
    np.testing.assert_allclose(encoder.encode(crops, batch_size=batch_size), one_by_one, atol=1e-5)


def test_with_its_mirror_image_a_crop_and_its_mirror_image_are_one(directory: Path, crops: NDArray[np.uint8]) -> None:
    alone = Encoder.load(directory, "cpu")
    mirrored = crops[:, :, ::-1]
    assert np.abs(alone.encode(crops) - alone.encode(mirrored)).max() > 1e-3
    change_card(directory, "mirror = false", "mirror = true")
    both = Encoder.load(directory, "cpu")
    np.testing.assert_allclose(both.encode(crops), both.encode(mirrored), atol=1e-5)
    # The sum of the features as the network gives them, made a unit vector.
    network = alone._network
    with torch.inference_mode():
        inputs = (torch.from_numpy(crops.copy()).permute(0, 3, 1, 2).float() - 127.5) / 127.5
        features = network(inputs) + network(inputs.flip(3))
    expected = features / features.norm(dim=1, keepdim=True)
    np.testing.assert_allclose(both.encode(crops), expected.numpy(), atol=1e-5)


def test_no_crops_give_no_embeddings(encoder: Encoder, crops: NDArray[np.uint8]) -> None:
    embeddings = encoder.encode(crops[:0])
    assert embeddings.shape == (0, 8)
    assert embeddings.dtype == np.float32


def test_views_and_read_only_crops_are_taken(encoder: Encoder, crops: NDArray[np.uint8]) -> None:
    backwards = np.ascontiguousarray(crops[..., ::-1])
    np.testing.assert_array_equal(encoder.encode(backwards[..., ::-1]), encoder.encode(crops))
    locked = crops.copy()
    locked.setflags(write=False)
    np.testing.assert_array_equal(encoder.encode(locked), encoder.encode(crops))


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros((16, 16, 3), np.uint8),
        np.zeros((1, 16, 16), np.uint8),
        np.zeros((1, 3, 16, 16), np.uint8),
        np.zeros((1, 32, 32, 3), np.uint8),
        np.zeros((1, 16, 16, 4), np.uint8),
        np.zeros((1, 16, 16, 3), np.float32),
    ],
)
def test_crops_of_another_shape_or_kind_are_refused(encoder: Encoder, wrong: NDArray[np.uint8]) -> None:
    with pytest.raises(ModelError, match=r"wants crops \(N, 16, 16, 3\) of uint8"):
        encoder.encode(wrong)


def test_crops_are_normalised_as_the_card_says() -> None:
    levels = torch.tensor([0.0, 127.5, 255.0])
    assert normalise_crops(levels, 127.5, 127.5).tolist() == [-1.0, 0.0, 1.0]


def test_levels_of_each_channel_are_taken_from_that_channel() -> None:
    crops = torch.arange(2 * 3 * 2 * 2, dtype=torch.float32).reshape(2, 3, 2, 2)
    found = normalise_crops(crops, (1.0, 2.0, 3.0), (4.0, 5.0, 6.0))
    for crop in range(2):
        for channel, (mean, std) in enumerate(((1.0, 4.0), (2.0, 5.0), (3.0, 6.0))):
            torch.testing.assert_close(found[crop, channel], (crops[crop, channel] - mean) / std)
    torch.testing.assert_close(normalise_crops(crops, (1.0, 2.0, 3.0), 2.0)[1, 2], (crops[1, 2] - 3) / 2)


def test_weights_in_half_precision_are_taken(directory: Path, encoder: Encoder, crops: NDArray[np.uint8]) -> None:
    replace_weights(directory, {n: t.half() if t.ndim > 1 else t for n, t in weights_of(directory).items()})
    np.testing.assert_allclose(Encoder.load(directory, "cpu").encode(crops), encoder.encode(crops), atol=0.02)


def test_missing_weights_are_named(directory: Path) -> None:
    (directory / WEIGHTS_FILE).unlink()
    with pytest.raises(ModelError, match=r"weights\.safetensors' cannot be read"):
        Encoder.load(directory, "cpu")


def test_weights_of_another_hash_do_not_run(directory: Path) -> None:
    data = bytearray((directory / WEIGHTS_FILE).read_bytes())
    data[-1] ^= 1
    (directory / WEIGHTS_FILE).write_bytes(data)
    with pytest.raises(ModelError, match="not those of the card: their SHA-256 is"):
        Encoder.load(directory, "cpu")


def test_a_missing_tensor_is_named(directory: Path) -> None:
    tensors = weights_of(directory)
    del tensors["stem.0.weight"]
    replace_weights(directory, tensors)
    with pytest.raises(ModelError, match=r"tensor 'stem\.0\.weight' is missing"):
        Encoder.load(directory, "cpu")


def test_an_unknown_tensor_is_named(directory: Path) -> None:
    replace_weights(directory, {**weights_of(directory), "tail.weight": torch.zeros(2)})
    with pytest.raises(ModelError, match=r"tensor 'tail\.weight' is unknown"):
        Encoder.load(directory, "cpu")


def test_a_tensor_of_another_shape_is_named(directory: Path) -> None:
    tensors = weights_of(directory)
    tensors["stem.0.weight"] = tensors["stem.0.weight"][:, :, :1].contiguous()
    replace_weights(directory, tensors)
    with pytest.raises(ModelError, match=r"tensor 'stem\.0\.weight' is \(4, 3, 1, 3\), not \(4, 3, 3, 3\)"):
        Encoder.load(directory, "cpu")


@pytest.mark.parametrize("data", [b"", b"no tensors at all", b"\xff" * 64])
def test_damaged_weights_are_an_error(directory: Path, data: bytes) -> None:
    replace_bytes(directory, data)
    with pytest.raises(ModelError, match=r"weights\.safetensors' are damaged"):
        Encoder.load(directory, "cpu")


def test_weights_that_were_cut_off_are_an_error(directory: Path) -> None:
    replace_bytes(directory, (directory / WEIGHTS_FILE).read_bytes()[:-8])
    with pytest.raises(ModelError, match="are damaged"):
        Encoder.load(directory, "cpu")


def test_an_unknown_architecture_is_named(directory: Path) -> None:
    change_card(directory, '"face_resnet"', '"face_oracle"')
    with pytest.raises(ModelError, match=r"architecture 'face_oracle' is unknown.*face_resnet"):
        Encoder.load(directory, "cpu")


def test_a_setting_that_the_architecture_does_not_know_is_an_error(directory: Path) -> None:
    change_card(directory, r"stem_stride = 1\n", "stem_stride = 1\nwings = 2\n")
    with pytest.raises(ModelError, match=r"settings of architecture 'face_resnet' do not fit.*wings"):
        Encoder.load(directory, "cpu")


@pytest.mark.parametrize("value", [torch.nan, torch.inf])
def test_weights_that_are_no_numbers_give_no_embedding(directory: Path, crops: NDArray[np.uint8], value: float) -> None:
    tensors = weights_of(directory)
    tensors["stem.0.weight"][0, 0, 0, 0] = value
    replace_weights(directory, tensors)
    with pytest.raises(ModelError, match="not a unit vector"):
        Encoder.load(directory, "cpu").encode(crops)


def test_an_embedding_of_length_zero_is_an_error(directory: Path, crops: NDArray[np.uint8]) -> None:
    replace_weights(directory, {name: torch.zeros_like(tensor) for name, tensor in weights_of(directory).items()})
    with pytest.raises(ModelError, match="not a unit vector"):
        Encoder.load(directory, "cpu").encode(crops)


def test_auto_takes_what_is_there() -> None:
    expected = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    assert resolve_device("auto").type == expected
    assert resolve_device("cpu").type == "cpu"


def test_an_unknown_device_is_named() -> None:
    with pytest.raises(DeviceError, match="'tpu' is unknown"):
        resolve_device("tpu")


@pytest.mark.parametrize("device", ["cuda", "mps"])
def test_a_device_that_is_not_there_is_named(directory: Path, device: str) -> None:
    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if available[device]:
        assert resolve_device(device).type == device
        return
    with pytest.raises(DeviceError, match=f"'{device}' is not available"):
        Encoder.load(directory, device)


def test_folding_leaves_what_a_network_computes_as_it_was(directory: Path) -> None:
    network = Encoder.load(directory, "cpu").network()
    torch.manual_seed(0)
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):  # as after training, unlike the 0 and 1 of the beginning
            module.running_mean.normal_()  # type: ignore[union-attr]
            module.running_var.uniform_(0.5, 2)  # type: ignore[union-attr]
            module.weight.data.uniform_(0.5, 2)
            module.bias.data.normal_()
    inputs = torch.randn(3, 3, 16, 16)
    norms = sum(isinstance(module, torch.nn.BatchNorm2d) for module in network.modules())
    with torch.inference_mode():
        wanted = network.eval()(inputs)
        folded = folded_norms(network)
        torch.testing.assert_close(folded(inputs), wanted, rtol=1e-4, atol=1e-4)
    left = sum(isinstance(module, torch.nn.BatchNorm2d) for module in folded.modules())
    assert left < norms
