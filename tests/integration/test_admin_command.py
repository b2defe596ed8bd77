"""The administrator's PIN on the command line of the machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from faceapp.cli import run_command_line
from faceapp.services.administration import Administration
from faceapp.services.author import author
from faceapp.storage.database import DATABASE_NAME, open_database

Command = Callable[..., int]


@pytest.fixture
def faceapp(tmp_path: Path) -> Command:
    return lambda *arguments: run_command_line(["--data-dir", str(tmp_path), *arguments])


@pytest.fixture
def administration(tmp_path: Path) -> Administration:
    return Administration(lambda: open_database(tmp_path / DATABASE_NAME))


def test_a_forgotten_pin_is_removed(
    faceapp: Command, administration: Administration, capsys: pytest.CaptureFixture[str]
) -> None:
    assert faceapp("admin", "reset-pin") == 0
    assert "No PIN is set." in capsys.readouterr().out
    administration.set_pin("739154")
    assert faceapp("admin", "reset-pin", "--yes") == 0
    assert not administration.is_protected()


def test_a_pin_can_be_set(
    faceapp: Command,
    administration: Administration,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    entered = iter(["1234", "739154"])
    monkeypatch.setattr(typer, "prompt", lambda *_args, **_options: next(entered))
    assert faceapp("admin", "set-pin") == 2
    assert "guessed first" in capsys.readouterr().err
    assert not administration.is_protected()
    assert faceapp("admin", "set-pin") == 0
    assert administration.try_pin("739154").right
    assert "739154" not in capsys.readouterr().out


def test_what_was_done_to_the_pin_is_listed(
    faceapp: Command, administration: Administration, capsys: pytest.CaptureFixture[str]
) -> None:
    assert faceapp("admin", "changes") == 0
    assert "never set" in capsys.readouterr().out
    administration.set_pin("739154")
    assert faceapp("admin", "reset-pin", "--yes") == 0
    capsys.readouterr()
    assert faceapp("admin", "changes") == 0
    removed, first = capsys.readouterr().out.splitlines()
    assert removed.split()[2:] == ["removed", author()]
    assert first.split()[2:] == ["set", author()]
