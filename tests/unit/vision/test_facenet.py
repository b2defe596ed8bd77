"""facenet-pytorch's published weights: what is read of them, how faces are shown to them, and whom to trust."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load, save_file
from torch import Tensor

from faceapp.domain.errors import ModelError
from faceapp.vision.encoder import Encoder
from faceapp.vision.facenet import check_digest, facenet_encoder, facenet_template, record_digest
from faceapp.vision.model_store import install_model
from faceapp.vision.networks import build_network


@pytest.fixture(scope="module")
def state() -> dict[str, Tensor]:
    """A state dict of the published form, with random weights."""
    torch.manual_seed(0)
    network = build_network("inception_resnet_v1", 160, 512, {})
    return {**network.state_dict(), "logits.weight": torch.zeros(3, 512), "logits.bias": torch.zeros(3)}


@pytest.mark.parametrize("suffix", [".pt", ".safetensors"])
def test_the_weights_become_an_encoder_without_its_classifier(
    tmp_path: Path, state: dict[str, Tensor], suffix: str
) -> None:
    file = tmp_path / f"weights{suffix}"
    if suffix == ".pt":
        torch.save(state, file)
    else:
        save_file(state, file)
    card, weights = facenet_encoder(file)
    assert not any(name.startswith("logits") for name in load(weights))
    assert card.training.source == file.name
    assert card.training.source_sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    encoder = Encoder.load(install_model(card, weights, tmp_path / "data"), "cpu")
    crops = np.random.default_rng(0).integers(0, 256, (2, 160, 160, 3), dtype=np.uint8)
    network = build_network("inception_resnet_v1", 160, 512, {}).eval()
    network.load_state_dict({name: tensor for name, tensor in state.items() if not name.startswith("logits")})
    with torch.inference_mode():
        wanted = network((torch.from_numpy(crops).permute(0, 3, 1, 2).float() - 127.5) / 128)
    np.testing.assert_allclose(encoder.encode(crops), wanted.numpy(), atol=1e-4)


def test_the_template_is_that_of_a_box_with_its_margin() -> None:
    # facenet-pytorch's extract_face with margin=14: the box grows by 14 / (160 - 14) of its side before it is stretched
    # to 160 px. So a share x of the box lies at the share (x + 7 / 146) / (1 + 14 / 146) of the crop.
    in_box = np.array([[42.5, 63.3], [118.4, 63.3], [79.6, 96.9], [45.7, 120.9], [114.0, 120.9]])
    shares = ((in_box + 0.5) / 160 + 7 / 146) / (1 + 14 / 146)
    np.testing.assert_allclose(facenet_template(), shares * 160 - 0.5, atol=0.051)


def test_a_pickle_that_would_run_code_is_refused(tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
            return (Path.touch, (tmp_path / "sprung",))  # type: ignore[return-value]

    torch.save({"conv": Trap()}, tmp_path / "trap.pt")
    with pytest.raises(ModelError, match="cannot be read") as caught:
        facenet_encoder(tmp_path / "trap.pt")
    assert not (tmp_path / "sprung").exists()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"no weights", b"PK\x03\x04 cut off"])
@pytest.mark.parametrize("suffix", [".pt", ".safetensors"])
def test_a_damaged_file_is_refused_in_one_line(tmp_path: Path, content: bytes, suffix: str) -> None:
    (tmp_path / f"weights{suffix}").write_bytes(content)
    with pytest.raises(ModelError, match="cannot be read") as caught:
        facenet_encoder(tmp_path / f"weights{suffix}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("what", [[torch.zeros(2)], {"last_linear.weight": 7}, torch.zeros(2)])
def test_a_file_of_something_else_is_refused(tmp_path: Path, what: object) -> None:
    torch.save(what, tmp_path / "weights.pt")
    with pytest.raises(ModelError, match="cannot be read"):
        facenet_encoder(tmp_path / "weights.pt")


def test_weights_of_another_network_are_not_installed(tmp_path: Path, state: dict[str, Tensor]) -> None:
    torch.save({name: tensor for name, tensor in state.items() if name != "last_bn.bias"}, tmp_path / "weights.pt")
    with pytest.raises(ModelError, match=r"'last_bn\.bias' is missing"):
        install_model(*facenet_encoder(tmp_path / "weights.pt"), tmp_path / "data")
    assert list((tmp_path / "data" / "models").iterdir()) == []


def test_the_first_digest_seen_is_trusted_and_another_one_is_not(tmp_path: Path) -> None:
    record = tmp_path / "downloads" / "facenet.sha256"
    first, other = "1a" * 32, "2b" * 32
    check_digest(first, record)
    check_digest(first, record, wanted=first.upper())
    with pytest.raises(ModelError, match=f"{first}, not {other}"):
        check_digest(first, record, wanted=other)
    record_digest(first, record, "facenet.pt")
    assert record.read_text() == f"{first}  facenet.pt\n"
    check_digest(first, record)
    with pytest.raises(ModelError, match=f"{other}, not {first}.*--sha256"):
        check_digest(other, record)
    check_digest(other, record, wanted=other)  # somebody knows better
    record.write_text("")
    with pytest.raises(ModelError, match="cannot be read"):
        check_digest(first, record)
