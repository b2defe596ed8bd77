"""Files of a training run, each written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import filelock
import torch

from faceapp.domain.errors import DatasetError

CHECKPOINT_FILE = "checkpoint.pt"
LOG_FILE = "log.jsonl"


def write_atomically(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file so that a kill at any moment leaves the old one or the new one, never a part.

    Raises:
        DatasetError: It cannot be written; the old one is untouched.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    except OSError as error:
        raise _not_writable(path, error) from error


def make_run(run: Path) -> None:
    """Make a run's directory, unless it is there.

    Raises:
        DatasetError: It cannot be made.
    """
    try:
        run.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(run, error) from error


@contextmanager
def alone_in(folder: Path, what: str) -> Iterator[None]:
    """Keep other processes from the files of a run or study; a kill lets them in again.

    Args:
        folder: Its directory, which is there.
        what: What it is called in an error.

    Raises:
        DatasetError: Another process is at work in it, or nothing can be written there.
    """
    try:
        with filelock.FileLock(folder / f"{what}.lock", blocking=False):
            yield
    except filelock.Timeout as error:
        raise DatasetError(
            f"Another process is at work on the {what} in '{folder}'.", hint="Wait for it, or choose another --out."
        ) from error


def append_log(run: Path, entry: dict[str, Any]) -> None:
    """Add a line to the run's log; `entry` holds the `step` that it speaks of.

    Raises:
        DatasetError: It cannot be written.
    """
    try:
        with (run / LOG_FILE).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(entry) + "\n")
    except OSError as error:
        raise _not_writable(run / LOG_FILE, error) from error


def rewind_log(run: Path, step: int) -> None:
    """Drop what the log says of later steps, which a resumed run does again."""
    path = run / LOG_FILE
    if not path.exists():
        return
    kept = [line for line in path.read_bytes().splitlines(keepends=True) if _step_of(line) <= step]
    write_atomically(path, lambda stream: stream.writelines(kept))


def save_checkpoint(run: Path, state: dict[str, Any]) -> None:
    """Save a run's state, atomically.

    Raises:
        DatasetError: It cannot be written; the last one is untouched.
    """
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


def _step_of(line: bytes) -> float:
    """The step of a log's line; infinite for a line that a kill cut short."""
    try:
        return float(json.loads(line)["step"])
    except (ValueError, KeyError, TypeError):
        return float("inf")


def _not_writable(path: Path, error: OSError) -> DatasetError:
    return DatasetError(
        f"'{path}' cannot be written: {error.strerror or error}.",
        hint="Choose a folder you may write to, with space left.",
    )
