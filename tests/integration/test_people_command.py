"""`faceapp people edit`, `show`, `list` and `export` against a real database, without any network."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from faceapp.cli import run_command_line
from faceapp.cli.person_words import local_today
from faceapp.storage.database import DATABASE_NAME, open_database
from faceapp.storage.people import NewTemplate, PeopleRepository

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def faceapp(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command on a site where 1 is Ada and 2 is Ben."""
    unit = np.eye(1, 8, dtype=np.float32)[0]
    with closing(open_database(tmp_path / DATABASE_NAME)) as database:
        for name in ("Ada", "Ben"):
            PeopleRepository(database).enrol(name, [NewTemplate(unit, "e", 0.5, "a.jpg")], datetime.now(UTC))

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_command_line(["--data-dir", str(tmp_path), *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def as_json(told: tuple[int, str, str]) -> Any:
    code, out, err = told
    assert code == 0, err
    return json.loads(out)


def test_details_are_written_and_shown(faceapp: Command) -> None:
    until = (local_today() + timedelta(days=9)).isoformat()
    said = as_json(
        faceapp(
            *("people", "edit", 1, "--suspend", "--valid-until", until, "--group", "staff", "--group", "night"),
            *("--card", "77", "--note", "Lost the badge.", "--consent", "form 2", "--json"),
        )
    )
    assert (said["state"], said["suspended"], said["valid_until"]) == ("suspended", True, until)
    assert (said["groups"], said["card"], said["consent_text_version"]) == (["night", "staff"], "77", "form 2")
    shown = as_json(faceapp("people", "show", 1, "--json"))
    assert {key: shown[key] for key in said} == said
    assert [source["source"] for source in shown["sources"]] == ["a.jpg"]
    _, out, _ = faceapp("people", "show", 1)
    for words in ("state: suspended", until, "groups: night, staff", "card: 77", "to form 2", "Lost the badge."):
        assert words in out
    edited = as_json(
        faceapp(
            "people", "edit", 1, "--resume", "--valid-until", "none", "--ungroup", "night", "--no-consent", "--json"
        )
    )
    assert (edited["state"], edited["valid_until"], edited["groups"]) == ("active", None, ["staff"])
    assert edited["consent_given_at"] is None and edited["notes"] == "Lost the badge."


def test_people_are_listed_by_state_and_group(faceapp: Command) -> None:
    yesterday = (local_today() - timedelta(days=1)).isoformat()
    assert faceapp("people", "edit", 2, "--valid-until", yesterday, "--group", "staff")[0] == 0
    for options, names in (
        ((), ["Ada", "Ben"]),
        (("--state", "active"), ["Ada"]),
        (("--state", "expired"), ["Ben"]),
        (("--group", "staff"), ["Ben"]),
        (("--state", "suspended"), []),
    ):
        listed = as_json(faceapp("people", "list", *options, "--json"))
        assert [person["name"] for person in listed] == names
    assert "Ben  1 template(s)" in (out := faceapp("people", "list")[1]) and "(expired)" in out
    assert "None of the enrolled" in faceapp("people", "list", "--state", "suspended")[1]


def test_everybody_is_exported_without_a_face(faceapp: Command, tmp_path: Path) -> None:
    code, out, _ = faceapp("people", "export", tmp_path / "people.json")
    assert code == 0 and "2 people" in out
    written = json.loads((tmp_path / "people.json").read_text(encoding="utf-8"))
    assert [person["name"] for person in written] == ["Ada", "Ben"]
    assert not any("embedding" in key for key in written[0])


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("edit", 1, "--suspend", "--resume"), "not both"),
        (("edit", 1, "--consent", "1", "--no-consent"), "not both"),
        (("edit", 1, "--valid-from", "soon"), "--valid-from soon is no date"),
        (("edit", 1, "--valid-from", "2026-02-02", "--valid-until", "2026-02-01"), "lies before the first"),
        (("edit", 9, "--suspend"), "no person with the id 9"),
        (("edit", 1, "--name", " "), "needs a name"),
        (("export", "people.xls"), "no kind of file"),
        (("list", "--state", "gone"), "gone"),
    ],
)
def test_what_cannot_be_done_is_told(faceapp: Command, options: tuple[object, ...], told: str) -> None:
    code, _, err = faceapp("people", *options)
    assert code == 2 and told in err
