"""Embeddings of crops, kept on disk for the next study of the same encoder and data."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceapp.learning.checkpoints import make_run, write_atomically
from faceapp.learning.datasets import read_crops
from faceapp.learning.folds import some_people
from faceapp.vision.encoder import Encoder


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddedCrops:
    """Crops as embeddings.

    Attributes:
        embeddings: Unit rows, float32 (N, D).
        labels: Index into `identities` of each, (N,).
        identities: Names of the people.
    """

    embeddings: NDArray[np.float32]
    labels: NDArray[np.int64]
    identities: tuple[str, ...]


def embedded_crops(paths: Sequence[Path], encoder: Encoder, *, people: int | None, cache: Path | None) -> EmbeddedCrops:
    """Read crops in the encoder's own geometry and embed them, or take what an earlier call kept.

    Args:
        paths: Folders per identity, or tar shards of them.
        encoder: Embeds them.
        people: Draw so many people with two crops or more; all, if None.
        cache: Directory of what is kept; None keeps nothing.

    Raises:
        DatasetError: The data cannot be read, or the cache cannot be written.
    """
    file = cache / f"{_key(paths, encoder, people)}.npz" if cache is not None else None
    kept = None if file is None else _kept(file)
    if kept is not None:
        return kept
    crops = read_crops(paths, encoder.card.input.size_px)
    if people is not None:
        crops = some_people(crops, people, min_per_identity=2, seed=0)
    made = EmbeddedCrops(encoder.encode(crops.images), crops.labels, crops.identities)
    if file is not None:
        make_run(file.parent)
        names = np.array(made.identities)
        write_atomically(
            file,
            lambda stream: np.savez(stream, embeddings=made.embeddings, labels=made.labels, identities=names),
        )
    return made


def _kept(file: Path) -> EmbeddedCrops | None:
    """What an earlier call kept; None where there is nothing, or nothing that can be read."""
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
            return EmbeddedCrops(kept["embeddings"], kept["labels"], tuple(kept["identities"].tolist()))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return None


def _key(paths: Sequence[Path], encoder: Encoder, people: int | None) -> str:
    """A name that changes with the encoder, the people asked for, and every file by name, size and time."""
    parts = [encoder.encoder_id, str(people)]
    for path in sorted(paths):
        for file in [path, *(sorted(path.rglob("*")) if path.is_dir() else ())]:
            if file.is_file():
                stat = file.stat()
                parts += [str(file.resolve()), str(stat.st_size), str(stat.st_mtime_ns)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
