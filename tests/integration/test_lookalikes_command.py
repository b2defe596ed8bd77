"""`faceapp people lookalikes`, `guard`, `unguard`, `guarded` and `pin`, on a site whose templates are made up."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from faceapp.cli import run_command_line
from faceapp.domain.pins import is_pin
from faceapp.resources import models_dir
from faceapp.storage.database import DATABASE_NAME, open_database
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.storage.person_pins import PersonPinsRepository
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


@pytest.fixture
def site(faceapp: Command, tmp_path: Path) -> Command:
    """Ada (1) and Cem (3) look alike, Ben (2) like nobody."""
    enrol(tmp_path, ("Ada", 1.0), ("Ben", 0.1), ("Cem", 0.414))
    return faceapp


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_a_pair_is_guarded_listed_and_unguarded(site: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No pair is guarded" in site("people", "guarded")[1]
    code, out, err = site("people", "guard", 3, 1)
    assert code == 0
    assert out == "Ada (1) and Cem (3) are guarded: the door opens for neither without the PIN.\n"
    assert "Ada has no PIN" in err
    assert "`faceapp people pin 3`" in err
    assert "no PIN yet, so not let in: Ada (1), Cem (3)" in site("people", "guarded")[1]
    assert site("people", "lookalikes")[1].splitlines()[0].endswith("[guarded]")
    assert json.loads(site("people", "lookalikes", "--json")[1])[0]["guarded"] is True
    assert "looks like person 3: let in with the PIN only, and has none yet" in site("people", "show", 1)[1]
    type_in(monkeypatch, "8305\n")
    code, out, _ = site("people", "pin", 1)
    assert (code, out) == (0, "Ada has a PIN now.\n")
    (pair,) = json.loads(site("people", "guarded", "--json")[1])
    assert (pair["ids"], pair["names"], pair["without_pin"]) == ([1, 3], ["Ada", "Cem"], [3])
    assert "looks like person 3: let in with the PIN only\n" in site("people", "show", 1)[1]
    shown = json.loads(site("people", "show", 1, "--json")[1])
    assert (shown["guarded_with"], shown["has_pin"]) == ([3], True)
    shown = json.loads(site("people", "show", 2, "--json")[1])
    assert (shown["guarded_with"], shown["has_pin"]) == ([], False)
    assert json.loads(site("people", "guard", 1, 2, "--json")[1]) == {"ids": [1, 2], "without_pin": [2]}
    code, out, _ = site("people", "unguard", 1, 3)
    assert code == 0
    assert "not guarded as a pair any more" in out
    assert "Ada still needs the PIN" in out
    assert "Cem still" not in out
    assert "[guarded]" not in site("people", "lookalikes")[1]


def test_a_pin_is_set_and_taken_away(site: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    type_in(monkeypatch, "8305")
    code, out, _ = site("people", "pin", 2)
    assert code == 0
    assert "The door does not ask for it yet" in out
    with closing(open_database(tmp_path / DATABASE_NAME)) as database:
        kept = PersonPinsRepository(database).find(2)
    assert kept is not None
    assert is_pin("8305", kept.hash)
    site("people", "guard", 1, 2)
    code, out, err = site("people", "pin", 2, "--clear")
    assert (code, out) == (0, "Ben has no PIN any more.\n")
    assert "is not let in without one" in err
    code, _, err = site("people", "pin", 2, "--clear")
    assert code == 2
    assert "Ben has no PIN." in err


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1234\n", "counts up or down"),
        ("12\n", "at least 4 digits"),
        ("", "no PIN on standard input"),
        ("x" * 5, "0 to 9"),
    ],
)
def test_what_cannot_be_a_pin_is_refused(
    site: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str, told: str
) -> None:
    type_in(monkeypatch, typed)
    code, _, err = site("people", "pin", 1)
    assert code == 2
    assert told in err
    with closing(open_database(tmp_path / DATABASE_NAME)) as database:
        assert PersonPinsRepository(database).owners() == frozenset()


@pytest.mark.parametrize(("again", "code"), [("8305", 0), ("8306", 2)])
def test_at_a_terminal_a_pin_is_asked_for_twice(
    site: Command, monkeypatch: pytest.MonkeyPatch, again: str, code: int
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    answers = iter(["8305", again])
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("typer.prompt", lambda _words, *, hide_input: next(answers) if hide_input else "")
    told = site("people", "pin", 1)
    assert told[0] == code
    assert ("not the same" in told[2]) is (code == 2)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("guard", 1, 1), "A pair is two people."),
        (("guard", 1, 99), "no person with the id 99"),
        (("unguard", 1, 2), "not guarded as a pair"),
        (("pin", 99), "no person with the id 99"),
        (("pin", 99, "--clear"), "no person with the id 99"),
    ],
)
def test_what_cannot_be_done_is_told(site: Command, arguments: tuple[object, ...], told: str) -> None:
    code, _, err = site("people", *arguments)
    assert code == 2
    assert told in err
