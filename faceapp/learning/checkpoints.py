"""Files of a training run, each written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import torch

from faceapp.domain.errors import DatasetError

CHECKPOINT_FILE = "checkpoint.pt"


def write_atomically(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file so that a kill at any moment leaves the old one or the new one, never a part."""
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as stream:
        write(stream)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(partial, path)


def save_checkpoint(run: Path, state: dict[str, Any]) -> None:
    """Save a run's state, atomically."""
    write_atomically(run / CHECKPOINT_FILE, lambda stream: torch.save(state, stream))


def load_checkpoint(run: Path, device: torch.device) -> dict[str, Any] | None:
    """The run's last state, or None when it has none yet.

    Raises:
        DatasetError: The file is damaged. It is read without unpickling code.
    """
    path = run / CHECKPOINT_FILE
    if not path.exists():
        return None
    try:
        state: dict[str, Any] = torch.load(path, map_location=device, weights_only=True)
    except Exception as error:  # torch raises many kinds for a damaged file
        raise DatasetError(
            f"The checkpoint '{path}' cannot be read: {error}.", hint="Remove it and train from the beginning."
        ) from error
    return state
