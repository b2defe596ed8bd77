"""Files of a training run: each is whole, and a damaged one is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, BinaryIO

import pytest
import torch

from faceapp.domain.errors import DatasetError
from faceapp.learning.checkpoints import (
    CHECKPOINT_FILE,
    LOG_FILE,
    append_log,
    load_checkpoint,
    make_run,
    rewind_log,
    save_checkpoint,
    write_atomically,
)

CPU = torch.device("cpu")


def log_of(run: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (run / LOG_FILE).read_text().splitlines()]


def test_a_writer_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, lambda stream: stream.write(b"old"))

    def crash(stream: BinaryIO) -> None:
        stream.write(b"half of the n")
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        write_atomically(path, crash)
    assert path.read_bytes() == b"old"
    write_atomically(path, lambda stream: stream.write(b"new"))
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    with pytest.raises(DatasetError, match=r"'.*run' cannot be written"):
        make_run(tmp_path / "file" / "run")
    with pytest.raises(DatasetError, match=r"checkpoint\.pt' cannot be written"):
        save_checkpoint(tmp_path / "absent", {})
    with pytest.raises(DatasetError, match=r"log\.jsonl' cannot be written"):
        append_log(tmp_path / "absent", {"step": 1})


def test_a_damaged_checkpoint_is_an_error(tmp_path: Path) -> None:
    assert load_checkpoint(tmp_path, CPU) is None
    save_checkpoint(tmp_path, {"step": 1, "network": {"weight": torch.ones(1000)}})
    path = tmp_path / CHECKPOINT_FILE
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(DatasetError, match=r"checkpoint\.pt' cannot be read"):
        load_checkpoint(tmp_path, CPU)


class Bomb:
    """Pickled code that makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return (Path.touch, (self.path,))


def test_a_checkpoint_runs_no_code(tmp_path: Path) -> None:
    torch.save({"step": Bomb(tmp_path / "exploded")}, tmp_path / CHECKPOINT_FILE)
    with pytest.raises(DatasetError, match="cannot be read"):
        load_checkpoint(tmp_path, CPU)
    assert not (tmp_path / "exploded").exists()


def test_the_log_forgets_what_is_done_again(tmp_path: Path) -> None:
    rewind_log(tmp_path, 0)
    assert not (tmp_path / LOG_FILE).exists()
    for step in (4, 8, 12):
        append_log(tmp_path, {"step": step})
    with (tmp_path / LOG_FILE).open("a") as stream:
        stream.write('{"step": 1')  # a kill cut this line short
    rewind_log(tmp_path, 8)
    assert log_of(tmp_path) == [{"step": 4}, {"step": 8}]
    rewind_log(tmp_path, 0)
    assert log_of(tmp_path) == []
