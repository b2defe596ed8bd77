"""Embeddings that are kept: for the same encoder and data alone, and never a damaged file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from faceapp.domain.errors import DatasetError
from faceapp.learning import embedding_cache
from faceapp.learning.datasets import encode_webp
from faceapp.learning.embedding_cache import embedded_crops
from faceapp.vision.encoder import Encoder

from .conftest import MakePeople


@pytest.fixture
def encoder(tmp_path: Path, write_tiny_encoder: Callable[..., Path]) -> Encoder:
    return Encoder.load(write_tiny_encoder(tmp_path / "encoder"), "cpu")


@pytest.fixture
def folder(tmp_path: Path, make_people: MakePeople) -> Path:
    crops = make_people(3, 2)
    for image, name in zip(crops.images, crops.files, strict=True):
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).write_bytes(encode_webp(image))
    return tmp_path / "data"


def test_what_was_kept_is_taken_again_until_a_file_changes(
    tmp_path: Path, folder: Path, encoder: Encoder, make_people: MakePeople, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = embedding_cache.read_crops
    reads: list[int] = []
    monkeypatch.setattr(embedding_cache, "read_crops", lambda *arguments: reads.append(1) or read(*arguments))
    cache = tmp_path / "cache"
    first = embedded_crops([folder], encoder, people=None, cache=cache)
    again = embedded_crops([folder], encoder, people=None, cache=cache)
    assert len(reads) == 1
    np.testing.assert_array_equal(first.embeddings, again.embeddings)
    assert (first.identities, first.labels.tolist()) == (again.identities, again.labels.tolist())
    # A file deep in the folder: the folder's own time stays as it was.
    (folder / "00001" / "001.webp").write_bytes(encode_webp(make_people(1, 1, first=9).images[0]))
    other = embedded_crops([folder], encoder, people=None, cache=cache)
    assert len(reads) == 2
    assert not np.array_equal(first.embeddings, other.embeddings)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and no more", b"no archive"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, folder: Path, encoder: Encoder, data: bytes) -> None:
    whole = embedded_crops([folder], encoder, people=None, cache=tmp_path / "cache")
    (file,) = (tmp_path / "cache").iterdir()
    file.write_bytes(data)
    again = embedded_crops([folder], encoder, people=None, cache=tmp_path / "cache")
    np.testing.assert_array_equal(whole.embeddings, again.embeddings)
    assert len(file.read_bytes()) > len(data)


def test_a_cache_that_cannot_be_written_is_an_error(tmp_path: Path, folder: Path, encoder: Encoder) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    with pytest.raises(DatasetError, match="cannot be written"):
        embedded_crops([folder], encoder, people=None, cache=tmp_path / "file")
