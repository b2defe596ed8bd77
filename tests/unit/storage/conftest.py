"""A real database for each test, and faces to put into it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from faceapp.storage.database import open_database
from faceapp.storage.people import NewTemplate

MakeTemplates = Callable[..., list[NewTemplate]]
FilesHold = Callable[..., list[bool]]

_SEARCH = """
import pathlib, sys
folder, *needles = sys.argv[1:]
contents = [file.read_bytes() for file in pathlib.Path(folder).iterdir() if file.is_file()]
for needle in needles:
    print(int(any(bytes.fromhex(needle) in content for content in contents)))
"""


@pytest.fixture
def db_path(tmp_path: Path) -> Path:
    """Where a test's database goes."""
    return tmp_path / "data" / "faceapp.sqlite3"


@pytest.fixture
def db(db_path: Path) -> Iterator[Database]:
    """An empty database."""
    database = open_database(db_path)
    yield database
    database.close()


@pytest.fixture
def make_templates() -> MakeTemplates:
    """Makes templates with random unit embeddings: `make_templates(count, seed=0, size=128)`."""

    def make(count: int, *, seed: int = 0, size: int = 128, encoder_id: str = "tiny@0123456789ab") -> list[NewTemplate]:
        rows = np.random.default_rng(seed).normal(size=(count, size)).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return [NewTemplate(row, encoder_id, 0.5, f"photo {seed} {index}.jpg") for index, row in enumerate(rows)]

    return make


@pytest.fixture
def files_hold() -> FilesHold:
    """Tells for each needle whether any file of a folder holds its bytes: `files_hold(folder, *needles)`."""

    def search(folder: Path, *needles: bytes) -> list[bool]:
        # In a process of its own: closing a database's file drops the locks this process holds on it.
        command = [sys.executable, "-I", "-S", "-c", _SEARCH, str(folder), *(needle.hex() for needle in needles)]
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return [line == "1" for line in answer.split()]

    return search


@pytest.fixture
def ordinary_user() -> Iterator[Path]:
    """A folder of a user whom file modes bind, and that user for the test: the superuser may write anywhere."""
    if not hasattr(os, "seteuid"):
        pytest.skip("file modes do not bind on this system")
    with tempfile.TemporaryDirectory() as folder:
        if os.geteuid() != 0:
            yield Path(folder)
            return
        nobody = 65534
        os.chown(folder, nobody, nobody)
        os.seteuid(nobody)
        try:
            yield Path(folder)
        finally:
            os.seteuid(0)
