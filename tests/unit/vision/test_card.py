"""An encoder's card: whole, checked, and read back as it was written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from faceapp.domain.errors import ModelError
from faceapp.domain.scores import OperatingPoint
from faceapp.vision.card import CARD_FILE, EncoderCard, read_card, write_card

WriteTinyEncoder = Callable[..., Path]


@pytest.fixture
def directory(tmp_path: Path, write_tiny_encoder: WriteTinyEncoder) -> Path:
    return write_tiny_encoder(tmp_path / "tiny")


def change(directory: Path, pattern: str, replacement: str) -> None:
    """Replace in the card's text, which must hold the pattern."""
    text, count = re.subn(pattern, replacement, (directory / CARD_FILE).read_text(encoding="utf-8"), count=1)
    assert count == 1
    (directory / CARD_FILE).write_text(text, encoding="utf-8")


def test_a_card_is_read_back_as_it_was_written(directory: Path, tmp_path: Path) -> None:
    card = read_card(directory)
    write_card(card, tmp_path)
    assert read_card(tmp_path) == card
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [CARD_FILE]


def test_a_card_names_its_space_and_its_template(directory: Path) -> None:
    card = read_card(directory)
    assert re.fullmatch("tiny@[0-9a-f]{12}", card.encoder_id)
    assert card.template.dtype == np.float32
    np.testing.assert_array_equal(card.template[2], [8, 9])


def test_whatever_an_embedding_depends_on_changes_the_id_and_nothing_else_does(directory: Path) -> None:
    card = read_card(directory)
    other_input = card.input.model_copy(update={"mirror": True})
    other_crop = card.input.model_copy(update={"mean": 100.0})
    for change in ({"weights_sha256": "0" * 64}, {"input": other_input}, {"input": other_crop}, {"name": "other"}):
        assert card.model_copy(update=change).encoder_id != card.encoder_id
    told_otherwise = card.training.model_copy(update={"terms": "none at all"})
    assert card.model_copy(update={"training": told_otherwise}).encoder_id == card.encoder_id


def test_what_is_told_of_where_weights_came_from_changes_no_id(directory: Path) -> None:
    card = read_card(directory)
    told = card.training.model_copy(update={"source": "weights.pt", "source_sha256": "1" * 64})
    assert card.model_copy(update={"training": told}).encoder_id == card.encoder_id


def test_an_id_that_templates_carry_already_stays() -> None:
    """Of an encoder that was shipped: another id would have everybody enrolled again."""
    card = EncoderCard.model_validate(
        {
            "name": "default",
            "weights_sha256": "eb8f97ba33b4d4dec8b7fa3e0a849b4d9b554361e22d51bf3384dc3c08db7e06",
            "network": {
                "architecture": "face_resnet",
                "embedding_size": 256,
                "settings": {
                    "stem_channels": 48,
                    "stem_stride": 2,
                    "channels": [64, 128, 256],
                    "depths": [2, 3, 3],
                    "dropout": 0.0,
                },
            },
            "input": {
                "size_px": 64,
                "template_px": [[20.83, 33.84], [43.78, 33.78], [32.37, 48.26], [22.13, 58.42], [42.32, 58.44]],
                "colour_order": "RGB",
                "mean": 127.5,
                "std": 127.5,
                "mirror": True,
            },
            "training": {"data": "d", "terms": "t"},
        }
    )
    assert card.encoder_id == "default@faa48e6e7d2e"


def test_levels_may_differ_by_channel(directory: Path, tmp_path: Path) -> None:
    change(directory, "mean = 127.5", "mean = [91, 103.5, 131.25]")
    card = read_card(directory)
    assert card.input.mean == (91.0, 103.5, 131.25)
    assert card.input.std == 127.5
    write_card(card, tmp_path)
    assert read_card(tmp_path) == card


def test_an_operating_point_is_found_by_its_target(directory: Path) -> None:
    card = read_card(directory)
    assert card.operating_point(1e-3) == OperatingPoint(0.001, 0.6, 0.7, 0.6, 0.8)
    with pytest.raises(ModelError, match=r"no operating point for a false match rate of 0\.0001.*0\.01, 0\.001"):
        card.operating_point(1e-4)
    bare = card.model_copy(update={"measured": card.measured.model_copy(update={"operating_points": ()})})
    with pytest.raises(ModelError, match="record its operating points"):
        bare.operating_point(1e-3)


def test_a_missing_card_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no encoder in .*card\.toml cannot be read"):
        read_card(tmp_path)


@pytest.mark.parametrize("text", [b"name = ", b"\xff\xfe"])
def test_a_damaged_card_is_named(directory: Path, text: bytes) -> None:
    (directory / CARD_FILE).write_bytes(text)
    with pytest.raises(ModelError, match=r"card\.toml' is damaged"):
        read_card(directory)


@pytest.mark.parametrize(
    ("pattern", "replacement", "named"),
    [
        (r'name = "tiny"\n', "", "name: Field required"),
        (r"embedding_size = 8\n", "", "network.embedding_size: Field required"),
        (r"embedding_size = 8\n", "embedding_size = 0\n", "network.embedding_size: "),
        (r"embedding_size = 8\n", "embedding_size = 8\nheads = 2\n", "network.heads: Extra inputs"),
        (r'name = "tiny"\n', 'name = "tiny"\nlicence = "none"\n', "licence: Extra inputs"),
        (r'"[0-9a-f]{64}"', '"0123"', "weights_sha256: "),
        (r'"RGB"', '"GBR"', "input.colour_order: "),
        (r"std = 127.5", "std = 0.0", "input.std: "),
        (r"std = 127.5", "std = inf", "input.std: "),
        (r"mean = 127.5", "mean = nan", "input.mean: "),
        (r"std = 127.5", "std = [1.0, 2.0]", "input.std: "),
        (r"std = 127.5", "std = [1.0, 2.0, 0.0]", "input.std: "),
        (r"mean = 127.5", "mean = [1.0, 2.0, inf]", "input.mean: "),
        (r"mean = 127.5", "mean = [1.0, 2.0, true]", "input.mean: "),
        (r"mean = 127.5", 'mean = "grey"', "input.mean: "),
        (r"mean = 127.5", "mean = []", "input.mean: "),
        (r"size_px = 16", "size_px = 8", "input.size_px: "),
        (r"threshold = 0.5", "threshold = 1.5", "measured.operating_points.0.threshold: "),
        (r"threshold = 0.5", "threshold = nan", "measured.operating_points.0.threshold: "),
        (r"fmr = 0\.01\b", "fmr = 0.0", "measured.operating_points.0.fmr: "),
        (r'terms = "none"\n', "", "training.terms: Field required"),
    ],
)
def test_an_entry_that_is_wrong_is_named(directory: Path, pattern: str, replacement: str, named: str) -> None:
    change(directory, pattern, replacement)
    with pytest.raises(ModelError) as caught:
        read_card(directory)
    assert f" {named}" in caught.value.sentence
    assert CARD_FILE in caught.value.sentence


def test_a_template_needs_five_points(directory: Path) -> None:
    text = (directory / CARD_FILE).read_text(encoding="utf-8")
    start, end = text.index("template_px"), text.index("colour_order")
    (directory / CARD_FILE).write_text(text[:start] + "template_px = [[1, 2], [3, 4]]\n" + text[end:], encoding="utf-8")
    with pytest.raises(ModelError, match=r"input\.template_px"):
        read_card(directory)


def test_a_card_that_cannot_be_written_is_an_error(directory: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be written"):
        write_card(read_card(directory), tmp_path / "absent")
