"""`faceapp people import`: what it tells beforehand and afterwards, and how it goes on after an end in its midst."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as PillowImage

from faceapp.app import Application
from faceapp.cli import run_command_line
from faceapp.devices.demo import enrolment_pictures
from faceapp.services.enrolment import EnrolmentReport

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two demo people in a folder each, with two pictures."""
    folder = tmp_path_factory.mktemp("drawn") / "everybody"
    for person in range(2):
        (folder / f"Person {person}").mkdir(parents=True)
        for number, image in enumerate(enrolment_pictures(person, 2)):
            PillowImage.fromarray(image).save(folder / f"Person {person}" / f"{number}.png")
    return folder


@pytest.fixture
def everybody(drawn: Path, tmp_path: Path) -> Path:
    """A copy of them."""
    return Path(shutil.copytree(drawn, tmp_path / "everybody"))


@pytest.fixture
def faceapp(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_command_line(["--data-dir", str(tmp_path / "data"), *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def as_json(told: tuple[int, str, str]) -> Any:
    code, out, err = told
    assert code == 0, err
    return json.loads(out)


def test_an_import_is_previewed_reported_and_taken_up_again(faceapp: Command, everybody: Path, tmp_path: Path) -> None:
    shutil.copytree(everybody / "Person 1", everybody / "person 1")
    (everybody / "walk.mp4").write_bytes(b"a clip")
    (everybody / "Person 0" / "letter.jpg").write_text("no picture at all")
    code, out, _ = faceapp("people", "import", everybody, "--preview")
    assert code == 0
    assert "Person 0: Will be enrolled." in out and "not used: walk.mp4: Lies beside the folders" in out
    assert "person 1: Left out: reads the same as the folder “Person 1”" in out
    assert "2 would be enrolled, 0 already there. Nothing was stored." in out
    assert as_json(faceapp("people", "list", "--json")) == []
    report = tmp_path / "report.csv"
    code, out, err = faceapp("people", "import", everybody, "--report", report)
    assert code == 2 and "1 of 3 people could not be enrolled" in err
    assert "2 of 2: Person 1: 2 template(s)" in out and f"not used: {Path('Person 0', 'letter.jpg')}: Named" in err
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["folder"], row["file"], row["result"]) for row in csv.DictReader(file)]
    assert rows == [
        ("Person 0", "", "enrolled"),
        ("Person 0", "letter.jpg", "not_used"),
        ("Person 1", "", "enrolled"),
        ("person 1", "", "left_out"),
        ("", "walk.mp4", "not_used"),
    ]
    shutil.rmtree(everybody / "person 1")
    code, out, _ = faceapp("people", "import", everybody)
    assert code == 0 and "0 enrolled, 2 already there, 0 not" in out


def test_an_import_that_was_killed_is_told_of_and_goes_on(
    faceapp: Command, everybody: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol = Application.enrol

    def enrol_until_killed(self: Application, name: str, **details: Any) -> EnrolmentReport:
        if name == "Person 1":
            raise SystemExit(9)
        return enrol(self, name, **details)

    monkeypatch.setattr(Application, "enrol", enrol_until_killed)
    with pytest.raises(SystemExit):
        faceapp("people", "import", everybody)
    monkeypatch.setattr(Application, "enrol", enrol)
    assert [person["name"] for person in as_json(faceapp("people", "list", "--json"))] == ["Person 0"]
    code, out, err = faceapp("people", "import", everybody)
    assert code == 0 and "1 enrolled, 1 already there" in out
    assert "The last import, from “everybody”, was cut off: 1 of 2 people were enrolled before" in err
    assert "cut off" not in faceapp("people", "import", everybody)[2]


def test_an_import_that_is_interrupted_says_who_stays(
    faceapp: Command, everybody: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol = Application.enrol

    def enrol_until_interrupted(self: Application, name: str, **details: Any) -> EnrolmentReport:
        if name == "Person 1":
            raise KeyboardInterrupt
        return enrol(self, name, **details)

    monkeypatch.setattr(Application, "enrol", enrol_until_interrupted)
    code, _, err = faceapp("people", "import", everybody)
    assert code == 130 and "1 of 2 people were enrolled, and stay so. The same command goes on" in err
