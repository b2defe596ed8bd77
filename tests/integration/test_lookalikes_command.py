"""`faceapp people lookalikes`, on a site whose templates are made up."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from faceapp.cli import run_command_line
from faceapp.resources import models_dir
from faceapp.storage.database import DATABASE_NAME, open_database
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.vision.card import read_card

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def faceapp(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command on a data directory."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_command_line(["--data-dir", str(tmp_path), *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def enrol(tmp_path: Path, *people: tuple[str, float]) -> None:
    """People whose one template has a cosine to that of somebody of cosine 1."""
    card = read_card(models_dir() / "default")
    with closing(open_database(tmp_path / DATABASE_NAME)) as database:
        for axis, (name, cosine) in enumerate(people, 1):
            embedding = np.zeros(card.network.embedding_size, dtype=np.float32)
            embedding[0], embedding[axis] = cosine, np.sqrt(1 - cosine**2)
            template = NewTemplate(embedding, card.encoder_id, 1.0, "photo")
            PeopleRepository(database).enrol(name, [template], datetime.now(UTC))


def test_nobody_looks_like_anybody(faceapp: Command, tmp_path: Path) -> None:
    code, out, _ = faceapp("people", "lookalikes")
    assert code == 0
    assert out == "No two enrolled people come near the threshold of 0.413.\n"
    enrol(tmp_path, ("Ada", 1.0), ("Ben", 0.1))
    assert faceapp("people", "lookalikes")[1] == out
    assert json.loads(faceapp("people", "lookalikes", "--json")[1]) == []


def test_pairs_are_told_worst_first(faceapp: Command, tmp_path: Path) -> None:
    enrol(tmp_path, ("Ada", 1.0), ("Ben", 0.35), ("Cem", 0.414))
    code, out, _ = faceapp("people", "lookalikes")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].startswith("Ada (1) and Cem (3) ")
    assert "100 % of 1 template pairs reach the threshold" in lines[0]
    assert lines[1].startswith("Ada (1) and Ben (2) look alike to this encoder: score 0.350, 0.063 below")
    assert "2 pair(s)" in lines[2]
    assert "faceapp people guard ID ID" in lines[2]
    first, second = json.loads(faceapp("people", "lookalikes", "--json")[1])
    assert (first["ids"], first["names"], first["score"], first["share"]) == ([1, 3], ["Ada", "Cem"], 0.414, 1.0)
    assert (second["ids"], second["likeness"], second["threshold"]) == ([1, 2], "similar", 0.4132)
