"""Encoders brought from elsewhere: none is there by its name before it was loaded and tried."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from faceapp.domain.errors import ModelError
from faceapp.vision.card import (
    COHORT_FILE,
    WEIGHTS_FILE,
    EncoderCard,
    InputCard,
    NetworkCard,
    TrainingCard,
    read_card,
    read_import_card,
    write_card,
)
from faceapp.vision.cohort import read_cohort, write_cohort
from faceapp.vision.encoder import Encoder
from faceapp.vision.model_store import (
    install_model,
    lasting_name,
    list_models,
    model_directory,
    remove_model,
    seconds_per_crop,
    try_encoder,
)

WriteTinyEncoder = Callable[..., Path]


def tiny_card(directory: Path, **changes: object) -> EncoderCard:
    return read_card(directory).model_copy(update={"name": "brought", **changes})


def test_an_installed_encoder_is_found_by_its_name(tmp_path: Path, write_tiny_encoder: WriteTinyEncoder) -> None:
    source = write_tiny_encoder(tmp_path / "source")
    data_dir = tmp_path / "data"
    directory = install_model(tiny_card(source), (source / WEIGHTS_FILE).read_bytes(), data_dir)
    assert model_directory("brought", data_dir) == directory
    assert Encoder.load(directory, "cpu").card.name == "brought"
    names = [(entry.name, entry.shipped) for entry in list_models(data_dir)]
    assert ("default", True) in names
    assert ("brought", False) in names
    with pytest.raises(ModelError, match="There is an encoder 'brought' already"):
        install_model(tiny_card(source), (source / WEIGHTS_FILE).read_bytes(), data_dir)
    remove_model("brought", data_dir)
    assert not directory.exists()
    assert model_directory("brought", data_dir) == Path("brought")


@pytest.mark.parametrize("name", ["default", "../escape", "With Space", ""])
def test_a_name_that_is_taken_or_none_is_refused(
    tmp_path: Path, write_tiny_encoder: WriteTinyEncoder, name: str
) -> None:
    source = write_tiny_encoder(tmp_path / "source")
    with pytest.raises(ModelError, match=r"is no name|ships with faceapp"):
        install_model(tiny_card(source, name=name), (source / WEIGHTS_FILE).read_bytes(), tmp_path / "data")


def test_an_encoder_that_cannot_be_loaded_leaves_nothing(tmp_path: Path, write_tiny_encoder: WriteTinyEncoder) -> None:
    source = write_tiny_encoder(tmp_path / "source")
    with pytest.raises(ModelError, match="damaged"):
        install_model(tiny_card(source), b"no weights", tmp_path / "data")
    assert list((tmp_path / "data" / "models").iterdir()) == []


def test_the_one_in_use_is_listed_wherever_it_lies(tmp_path: Path, write_tiny_encoder: WriteTinyEncoder) -> None:
    run = write_tiny_encoder(tmp_path / "run")
    assert [entry.directory for entry in list_models(tmp_path, run)][-1] == run
    stored = write_tiny_encoder(tmp_path / "models" / "brought")
    assert [entry.name for entry in list_models(tmp_path, tmp_path / "run" / ".." / "models" / "brought")] == [
        "default",
        "brought",
    ]
    assert list_models(tmp_path, stored)[-1].directory == stored


def test_what_an_interrupted_import_left_is_no_encoder(tmp_path: Path, write_tiny_encoder: WriteTinyEncoder) -> None:
    write_tiny_encoder(tmp_path / "models" / ".brought.partial")
    assert [entry.name for entry in list_models(tmp_path)] == ["default"]


def test_a_name_lasts_and_a_relative_path_does_not(
    tmp_path: Path, write_tiny_encoder: WriteTinyEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tiny_encoder(tmp_path / "data" / "models" / "brought")
    write_tiny_encoder(tmp_path / "run")
    monkeypatch.chdir(tmp_path)
    assert lasting_name("brought", tmp_path / "data") == "brought"
    assert lasting_name("default", tmp_path / "data") == "default"
    assert lasting_name("run", tmp_path / "data") == str(tmp_path.resolve() / "run")
    assert lasting_name("data/models/brought", tmp_path / "data") == str(tmp_path.resolve() / "data/models/brought")


def test_a_crops_time_is_measured(tmp_path: Path, write_tiny_encoder: WriteTinyEncoder) -> None:
    assert 0 < seconds_per_crop(Encoder.load(write_tiny_encoder(tmp_path / "tiny"), "cpu")) < 60


@pytest.mark.parametrize("name", ["default", "absent", "../data"])
def test_only_what_was_brought_can_be_removed(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelError, match=r"ships with faceapp|There is no encoder"):
        remove_model(name, tmp_path)


def test_a_damaged_card_is_listed_with_its_fault(tmp_path: Path) -> None:
    (tmp_path / "models" / "broken").mkdir(parents=True)
    (tmp_path / "models" / "broken" / "card.toml").write_text("name = ")
    (entry,) = (entry for entry in list_models(tmp_path) if entry.name == "broken")
    assert entry.card is None
    assert entry.fault is not None
    assert "is damaged" in entry.fault


def test_an_encoder_to_which_all_look_alike_is_refused(tmp_path: Path, write_tiny_encoder: WriteTinyEncoder) -> None:
    directory = write_tiny_encoder(tmp_path / "tiny")
    card = read_card(directory)

    class Collapsed(nn.Module):
        def forward(self, crops: torch.Tensor) -> torch.Tensor:
            return torch.ones(len(crops), card.network.embedding_size)

    with pytest.raises(ModelError, match="the same embedding"):
        try_encoder(Encoder(card, Collapsed(), torch.device("cpu")))

    class Restless(nn.Module):
        def forward(self, crops: torch.Tensor) -> torch.Tensor:
            return torch.randn(len(crops), card.network.embedding_size)

    with pytest.raises(ModelError, match="another embedding each time"):
        try_encoder(Encoder(card, Restless(), torch.device("cpu")))


def test_a_card_for_an_import_may_leave_out_what_the_import_finds(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        """
name = "mine"
[network]
embedding_size = 512
[input]
size_px = 112
template_px = [[38.3, 51.7], [73.5, 51.5], [56.0, 71.7], [41.5, 92.4], [70.7, 92.2]]
colour_order = "BGR"
mean = 127.5
std = 127.5
[training]
data = "somebody's faces"
terms = "ask them"
"""
    )
    card = read_import_card(path)
    assert card.network.architecture == "onnx"
    assert card.weights_file == "encoder.onnx"
    assert card.measured.operating_points == ()
    with pytest.raises(ModelError, match=r"no operating point .*faceapp calibrate --apply"):
        card.operating_point(1e-4)
    path.write_text(path.read_text().replace("BGR", "GBR"))
    with pytest.raises(ModelError, match=r"input\.colour_order"):
        read_import_card(path)
    with pytest.raises(ModelError, match="cannot be read"):
        read_import_card(tmp_path / "absent.toml")


def test_a_cohort_comes_back_as_it_was_but_for_its_precision(
    tmp_path: Path, write_tiny_encoder: WriteTinyEncoder
) -> None:
    directory = write_tiny_encoder(tmp_path / "tiny")
    card = read_card(directory)
    assert read_cohort(directory, card) is None
    embeddings = np.random.default_rng(0).normal(size=(6, card.network.embedding_size)).astype(np.float32)
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)
    labels = np.array([0, 0, 1, 1, 2, 2])
    stated = write_cohort(directory, embeddings, labels, "noise")
    assert (stated.identities, stated.embeddings) == (3, 6)
    with_cohort = card.model_copy(update={"cohort": stated})
    assert with_cohort.encoder_id == card.encoder_id
    write_card(with_cohort, directory)
    assert read_card(directory) == with_cohort
    cohort = read_cohort(directory, with_cohort)
    assert cohort is not None
    np.testing.assert_allclose(cohort.embeddings, embeddings, atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(cohort.embeddings, axis=1), 1, atol=1e-6)
    assert np.array_equal(cohort.labels, labels)
    content = bytearray((directory / COHORT_FILE).read_bytes())
    content[-1] ^= 1
    (directory / COHORT_FILE).write_bytes(content)
    with pytest.raises(ModelError, match="not that of its card"):
        read_cohort(directory, with_cohort)
    (directory / COHORT_FILE).unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        read_cohort(directory, with_cohort)


def test_a_cohort_of_another_encoder_is_refused(tmp_path: Path, write_tiny_encoder: WriteTinyEncoder) -> None:
    directory = write_tiny_encoder(tmp_path / "tiny")
    stated = write_cohort(directory, np.eye(3, dtype=np.float32), np.arange(3), "another")
    with pytest.raises(ModelError, match="does not fit its encoder"):
        read_cohort(directory, read_card(directory).model_copy(update={"cohort": stated}))


def test_the_id_of_the_shipped_encoder_is_what_its_weights_and_input_say() -> None:
    card = EncoderCard(
        name="x",
        weights_sha256="0" * 64,
        network=NetworkCard(architecture="face_resnet", embedding_size=8, settings={"depths": [1]}),
        input=InputCard(
            size_px=16, template_px=((1, 2), (3, 4), (5, 6), (7, 8), (9, 10)), colour_order="RGB", mean=1, std=2
        ),
        training=TrainingCard(data="d", terms="t"),
    )
    depends_on = (
        "0" * 64 + '\n{"architecture":"face_resnet","embedding_size":8,"settings":{"depths":[1]}}\n'
        '{"size_px":16,"template_px":[[1.0,2.0],[3.0,4.0],[5.0,6.0],[7.0,8.0],[9.0,10.0]],"colour_order":"RGB",'
        '"mean":1.0,"std":2.0}'
    )
    assert card.encoder_id == f"x@{hashlib.sha256(depends_on.encode()).hexdigest()[:12]}"
