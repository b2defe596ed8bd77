"""Networks in ONNX files: they give what the original gives, or are refused."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

import faceapp
from faceapp.domain.errors import ModelError
from faceapp.learning import onnx_export
from faceapp.learning.onnx_export import export_onnx
from faceapp.vision.card import read_card
from faceapp.vision.encoder import Encoder, unit_embeddings
from faceapp.vision.onnx_network import OnnxNetwork

WriteTinyEncoder = Callable[..., Path]


def mean_network(batch: int | str = "batch", *, layout: str = "NCHW", size: int = 4, outputs: int = 3) -> bytes:
    """A network that gives the mean of each channel, as a sum over weights of its own."""
    shape = [batch, 3, size, size] if layout == "NCHW" else [batch, size, size, 3]
    axes = numpy_helper.from_array(np.array([2, 3] if layout == "NCHW" else [1, 2]), "axes")
    graph = helper.make_graph(
        [helper.make_node("ReduceMean", ["x", "axes"], ["y"], keepdims=0)],
        "mean",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [batch, outputs])],
        [axes],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    content: bytes = model.SerializeToString()
    return content


@pytest.mark.parametrize("batch", ["batch", 1, 3])
@pytest.mark.parametrize("layout", ["NCHW", "NHWC"])
def test_any_number_of_crops_is_taken(batch: int | str, layout: str) -> None:
    network = OnnxNetwork(mean_network(batch, layout=layout), 4, 3, layout=layout)
    crops = torch.randn(5, 3, 4, 4, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(network(crops), crops.mean(dim=(2, 3)))


@pytest.mark.parametrize(
    ("data", "size", "embedding", "layout", "told"),
    [
        (b"no network", 4, 3, "NCHW", "no ONNX network"),
        (mean_network(), 5, 3, "NCHW", "does not take crops of 5 px"),
        (mean_network(), 4, 8, "NCHW", "not embeddings of length 8"),
        (mean_network(), 4, 3, "CHWN", "layout 'CHWN' is unknown"),
    ],
)
def test_what_does_not_fit_its_card_is_refused(data: bytes, size: int, embedding: int, layout: str, told: str) -> None:
    with pytest.raises(ModelError, match=told):
        OnnxNetwork(data, size, embedding, layout=layout)


def test_a_network_with_two_inputs_is_refused() -> None:
    inputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 3, 4, 4]) for name in ("a", "b")]
    output = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 3, 4, 4])
    graph = helper.make_graph([helper.make_node("Add", ["a", "b"], ["y"])], "two", inputs, [output])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    onnx.checker.check_model(model)
    with pytest.raises(ModelError, match="2 inputs, not one"):
        OnnxNetwork(model.SerializeToString(), 4, 3)


@pytest.mark.parametrize("mirror", [False, True])
def test_an_export_gives_what_the_encoder_gives(
    tmp_path: Path, write_tiny_encoder: WriteTinyEncoder, mirror: bool
) -> None:
    loaded = Encoder.load(write_tiny_encoder(tmp_path / "tiny"), "cpu")
    card = loaded.card.model_copy(update={"input": loaded.card.input.model_copy(update={"mirror": mirror})})
    encoder = Encoder(card, loaded.network(), torch.device("cpu"))
    crops = np.random.default_rng(0).integers(0, 256, (9, 16, 16, 3), dtype=np.uint8)
    export = export_onnx(encoder, crops)
    assert export.worst_cosine > 1 - 1e-5
    assert export.compared == 9
    network = OnnxNetwork(export.data, 16, card.network.embedding_size)
    again = Encoder(export.card, network, torch.device("cpu"))
    np.testing.assert_allclose(again.encode(crops), encoder.encode(crops), atol=1e-5)
    # Whoever takes the file elsewhere may give it any number of crops.
    session = onnxruntime.InferenceSession(export.data, providers=["CPUExecutionProvider"])
    inputs = (crops.transpose(0, 3, 1, 2).astype(np.float32) - card.input.mean) / np.float32(card.input.std)
    for batch in (1, 4, 9):
        (found,) = session.run(None, {session.get_inputs()[0].name: inputs[:batch]})
        np.testing.assert_allclose(found, encoder.encode(crops[:batch]), atol=1e-5)
    with pytest.raises(ModelError, match="an ONNX network already"):
        export_onnx(again, crops)


def test_an_export_tells_nothing_of_the_machine_and_is_the_same_on_another(
    tmp_path: Path, write_tiny_encoder: WriteTinyEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = Encoder.load(write_tiny_encoder(tmp_path / "tiny"), "cpu")
    crops = np.zeros((2, 16, 16, 3), dtype=np.uint8)
    first = export_onnx(encoder, crops)
    for folder in (Path(torch.__file__).parent, Path(faceapp.__file__).parent):
        assert str(folder).encode() not in first.data
    onnx.checker.check_model(first.data, full_check=True)
    assert first.card.weights_sha256 == hashlib.sha256(first.data).hexdigest()

    def from_elsewhere(network: torch.nn.Module, inputs: Tensor, *, mirror: bool) -> Tensor:
        return unit_embeddings(network, inputs, mirror=mirror)  # another file and line in the exporter's notes

    monkeypatch.setattr(onnx_export, "unit_embeddings", from_elsewhere)
    assert export_onnx(encoder, crops).data == first.data


def test_colours_are_turned_round_where_the_card_says_so(tmp_path: Path, write_tiny_encoder: WriteTinyEncoder) -> None:
    encoder = Encoder.load(write_tiny_encoder(tmp_path / "tiny"), "cpu")
    card = read_card(tmp_path / "tiny")
    turned = Encoder(
        card.model_copy(update={"input": card.input.model_copy(update={"colour_order": "BGR"})}),
        encoder.network(),
        torch.device("cpu"),
    )
    crops = np.random.default_rng(0).integers(0, 256, (3, 16, 16, 3), dtype=np.uint8)
    np.testing.assert_allclose(turned.encode(crops), encoder.encode(crops[..., ::-1]), atol=1e-6)
    assert turned.encoder_id != encoder.encoder_id
