"""Architectures: shapes, and settings that do not fit."""

from __future__ import annotations

import pytest
import torch

from faceapp.domain.errors import ModelError
from faceapp.vision.networks import FaceResNet, ResidualUnit, build_network

SETTINGS: dict[str, object] = {"stem_channels": 4, "stem_stride": 1, "channels": [8, 12], "depths": [1, 2]}


@pytest.mark.parametrize("stem_stride", [1, 2])
@pytest.mark.parametrize(("input_px", "embedding_size"), [(16, 8), (32, 24)])
def test_a_network_embeds_crops(stem_stride: int, input_px: int, embedding_size: int) -> None:
    network = build_network("face_resnet", input_px, embedding_size, {**SETTINGS, "stem_stride": stem_stride}).eval()
    with torch.inference_mode():
        assert network(torch.randn(3, 3, input_px, input_px)).shape == (3, embedding_size)


def test_a_stage_has_as_many_units_as_its_depth() -> None:
    network = build_network("face_resnet", 16, 8, SETTINGS)
    assert isinstance(network, FaceResNet)
    assert [len(list(stage.children())) for stage in network.stages] == [1, 2]


def test_a_unit_starts_as_its_shortcut() -> None:
    network = build_network("face_resnet", 16, 8, SETTINGS).eval()
    assert isinstance(network, FaceResNet)
    units = [module for module in network.modules() if isinstance(module, ResidualUnit)]
    features = torch.randn(2, 12, 4, 4)
    with torch.inference_mode():
        torch.testing.assert_close(units[-1](features), features.relu())


def test_the_same_seed_gives_the_same_network() -> None:
    torch.manual_seed(5)
    first = build_network("face_resnet", 16, 8, SETTINGS).state_dict()
    torch.manual_seed(5)
    again = build_network("face_resnet", 16, 8, SETTINGS).state_dict()
    assert all(torch.equal(tensor, again[name]) for name, tensor in first.items())


def test_an_unknown_architecture_is_named() -> None:
    with pytest.raises(ModelError, match="'vision_transformer' is unknown"):
        build_network("vision_transformer", 16, 8, {})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"depths": [1]}, "differ in length"),
        ({"channels": [], "depths": []}, "differ in length"),
        ({"depths": [1, 0]}, "below 1"),
        ({"stem_stride": 0}, "below 1"),
        ({"channels": [8, 12, 16, 16, 16], "depths": [1] * 5}, "cannot be divided by the network's stride of 32"),
        ({"wings": 2}, "do not fit: .*wings"),
        ({"input_px": 16}, "do not fit"),
        ({"channels": 8}, "do not fit"),
        ({"channels": [8, -12]}, "do not fit"),
        ({"depths": ["one", "two"]}, "do not fit"),
        ({"dropout": 1.5}, "do not fit"),
    ],
)
def test_settings_that_do_not_fit_are_an_error(change: dict[str, object], said: str) -> None:
    with pytest.raises(ModelError, match=said):
        build_network("face_resnet", 16, 8, {**SETTINGS, **change})


def test_a_setting_that_is_missing_is_named() -> None:
    with pytest.raises(ModelError, match=r"do not fit: .*'depths'"):
        build_network("face_resnet", 16, 8, {key: value for key, value in SETTINGS.items() if key != "depths"})
