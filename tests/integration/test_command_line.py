"""The command line as scripts use it: forms, JSON keys, exit codes, and one sentence for each fault."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image as PillowImage

from faceapp.cli import run_command_line
from faceapp.devices.demo import enrolment_pictures
from faceapp.storage.database import DATABASE_NAME
from faceapp.storage.lock import DataDirectoryLock

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pictures of demo people, good and bad."""
    folder = tmp_path_factory.mktemp("pictures")
    for person in range(2):
        for number, image in enumerate(enrolment_pictures(person, 3)):
            PillowImage.fromarray(image).save(folder / f"person{person}_{number}.png")
    first, second = (enrolment_pictures(person, 1)[0] for person in range(2))
    PillowImage.fromarray(np.concatenate([first, second], axis=1)).save(folder / "two.png")
    PillowImage.fromarray(cv2.GaussianBlur(first, (0, 0), 12)).save(folder / "blurred.png")
    PillowImage.fromarray((first // 8).astype(np.uint8)).save(folder / "dark.png")
    noise = np.random.default_rng(0).integers(0, 255, (240, 320, 3), dtype=np.uint8)
    PillowImage.fromarray(noise).save(folder / "nobody.png")
    (folder / "corrupt.png").write_bytes((folder / "person0_0.png").read_bytes()[:2000])
    (folder / "corrupt.mp4").write_bytes(b"no clip at all" * 100)
    (folder / "letter.txt").write_text("no picture")
    (folder / "empty").mkdir()
    for person in range(2):
        (folder / "everybody" / f"Person {person}").mkdir(parents=True)
        for number in range(2):
            source = folder / f"person{person}_{number}.png"
            (folder / "everybody" / f"Person {person}" / source.name).write_bytes(source.read_bytes())
    return folder


@pytest.fixture
def faceapp(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*arguments: object, data_dir: Path = tmp_path / "data") -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_command_line(["--data-dir", str(data_dir), *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def as_json(told: tuple[int, str, str]) -> Any:
    code, out, err = told
    assert code == 0, err
    return json.loads(out)


def test_people_come_are_listed_and_go(faceapp: Command, pictures: Path, tmp_path: Path) -> None:
    assert as_json(faceapp("people", "list", "--json")) == []
    added = as_json(faceapp("people", "add", "Ada", pictures / "person0_0.png", pictures / "person0_1.png", "--json"))
    assert (added["name"], added["templates"]) == ("Ada", 2)
    (listed,) = as_json(faceapp("people", "list", "--json"))
    assert {"id", "name", "templates", "created_at", "state", "to_enrol_again"} <= set(listed)
    code, out, _ = faceapp("people", "show", listed["id"])
    assert code == 0 and "person0_1.png" in out
    code, out, _ = faceapp("people", "remove", listed["id"], "--yes")
    assert code == 0 and "Ada" in out
    assert as_json(faceapp("people", "list", "--json")) == []


def test_photographs_can_be_added_to_a_person(faceapp: Command, pictures: Path) -> None:
    ada = as_json(faceapp("people", "add", "Ada", pictures / "person0_0.png", "--json"))
    more = as_json(faceapp("people", "add", "Ada", pictures / "person0_1.png", "--to", ada["id"], "--json"))
    assert (more["id"], more["templates"]) == (ada["id"], 2)


def test_a_folder_of_people_is_imported(faceapp: Command, pictures: Path) -> None:
    result = as_json(faceapp("people", "import", pictures / "everybody", "--json"))
    assert [entry["name"] for entry in result["enrolled"]] == ["Person 0", "Person 1"]
    assert result["failed"] == [] and result["left_out"] == []


def test_somebody_enrolled_again_is_told_and_not_refused(faceapp: Command, pictures: Path) -> None:
    first = as_json(faceapp("people", "add", "Ada", pictures / "person0_0.png", "--json"))
    assert first["lookalikes"] == []
    again = as_json(faceapp("people", "add", "Eve", pictures / "person0_1.png", "--json"))
    (told,) = again["lookalikes"]
    assert (told["id"], told["name"], told["likeness"]) == (first["id"], "Ada", "same")
    assert told["warning"].startswith("Eve may be enrolled already as Ada (id 1)")
    code, out, err = faceapp("people", "import", pictures / "everybody")
    assert code == 0 and "2 enrolled" in out
    assert "warning: Person 0 may be enrolled already as Ada (id 1)" in err
    assert "Person 1 may" not in err


def test_pictures_are_identified(faceapp: Command, pictures: Path) -> None:
    faceapp("people", "import", pictures / "everybody")
    (known, nobody) = as_json(faceapp("identify", pictures / "person1_2.png", pictures / "nobody.png", "--json"))
    (face,) = known["faces"]
    assert {"box_xyxy_px", "quality", "person_id", "person", "score", "threshold"} <= set(face)
    assert face["person"] == "Person 1" and face["score"] >= face["threshold"]
    assert nobody["faces"] == []


def test_a_picture_that_cannot_be_read_does_not_hide_the_others(faceapp: Command, pictures: Path) -> None:
    code, out, err = faceapp("identify", pictures / "corrupt.png", pictures / "person1_2.png", "--json")
    assert code == 2
    assert err.count("\n") == 1 and "corrupt.png" in err
    assert [Path(entry["image"]).name for entry in json.loads(out)] == ["person1_2.png"]
    code, out, err = faceapp("identify", pictures / "person1_2.png", pictures / "corrupt.png")
    assert code == 2 and "person1_2.png: 1 face(s)" in out and "corrupt.png" in err


def test_verify_speaks_by_its_exit_code(faceapp: Command, pictures: Path) -> None:
    code, out, _ = faceapp("verify", pictures / "person0_0.png", pictures / "person0_2.png", "--json")
    result = json.loads(out)
    assert set(result) == {"score", "threshold", "match", "fmr", "encoder"}
    assert code == 0 and result["match"]
    code, out, _ = faceapp("verify", pictures / "person0_0.png", pictures / "person1_0.png", "--json")
    assert code == 1 and not json.loads(out)["match"]
    code, out, err = faceapp("verify", pictures / "person0_0.png", pictures / "nobody.png", "--json")
    assert code == 2 and out == "" and "second picture" in err


def test_a_run_writes_one_line_for_each_decision(
    faceapp: Command, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faceapp("people", "import", pictures / "everybody")
    clip = tmp_path / "still.avi"
    still = cv2.imread(str(pictures / "person0_2.png"))
    assert still is not None
    writer = cv2.VideoWriter(str(clip), cv2.VideoWriter.fourcc(*"MJPG"), 10, (still.shape[1], still.shape[0]))
    for _ in range(15):
        writer.write(still)
    writer.release()
    code, out, err = faceapp("run", "--source", clip, "--max-speed", "--json")
    assert code == 0, err
    (line,) = [json.loads(text) for text in out.splitlines()]
    assert (line["outcome"], line["reason"], line["person"]) == ("granted", "matched", "Person 0")
    assert set(line) == {
        "time_s", "source", "track_id", "outcome", "reason", "person_id", "person",
        "score", "threshold", "frames", "latency_ms",
    }  # fmt: skip

    faceapp("people", "guard", 1, 2)
    code, out, _ = faceapp("run", "--source", clip, "--max-speed")
    assert code == 0
    assert "denied  no_pin (Person 0), a PIN is wanted and none is set (`faceapp people pin ID`), score" in out
    monkeypatch.setattr("sys.stdin", io.StringIO("8305"))
    faceapp("people", "pin", 1)
    code, out, _ = faceapp("run", "--source", clip, "--max-speed")
    assert "needs_pin (Person 0), a PIN is wanted, which only the kiosk's window can ask for" in out
    assert out.rstrip().endswith("door closed")
    _, out, _ = faceapp("run", "--source", clip, "--max-speed", "--json")
    assert [(line["outcome"], line["reason"]) for line in map(json.loads, out.splitlines())] == [
        ("denied", "needs_pin")
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nobody.png", "No face was found"),
        ("two.png", "2 faces were found"),
        ("blurred.png", ""),
        ("dark.png", ""),
        ("corrupt.png", "not a picture that can be read"),
        ("corrupt.mp4", ""),
        ("letter.txt", "neither a picture nor a clip"),
        ("empty", "holds no picture"),
        ("absent.png", "There is no file"),
    ],
)
def test_what_cannot_be_enrolled_is_told_and_changes_nothing(
    faceapp: Command, pictures: Path, tmp_path: Path, name: str, told: str
) -> None:
    faceapp("people", "add", "Ada", pictures / "person0_0.png")
    before = _dump(tmp_path / "data" / DATABASE_NAME)
    # A good picture beside it must not be enrolled either.
    code, out, err = faceapp("people", "add", "Bob", pictures / "person1_0.png", pictures / name)
    assert code == 2 and out == ""
    assert told in err
    assert err.count("\n") == 1, "one message, on one line"
    assert "Traceback" not in err
    assert _dump(tmp_path / "data" / DATABASE_NAME) == before


def test_what_cannot_be_used_can_be_left_out(faceapp: Command, pictures: Path) -> None:
    arguments = ("Bob", pictures / "person1_0.png", pictures / "nobody.png", "--skip-unusable", "--json")
    result = as_json(faceapp("people", "add", *arguments))
    assert result["templates"] == 1
    assert [entry["source"] for entry in result["rejected"]] == ["nobody.png"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 500, "a\nb"])
def test_impossible_names_are_refused(faceapp: Command, pictures: Path, name: str) -> None:
    code, _, err = faceapp("people", "add", name, pictures / "person0_0.png")
    assert code == 2 and err.startswith("faceapp: ")


def test_a_face_is_not_added_to_somebody_else(faceapp: Command, pictures: Path) -> None:
    faceapp("people", "add", "Ada", pictures / "person0_0.png")
    code, _, err = faceapp("people", "add", "Bob", pictures / "person1_0.png", "--to", "1")
    assert code == 2 and "'Ada', not 'Bob'" in err
    added = as_json(faceapp("people", "add", "Ada", pictures / "person0_1.png", "--to", "1", "--json"))
    assert added["templates"] == 2


def test_an_import_goes_on_after_a_person_who_cannot_be_enrolled(
    faceapp: Command, pictures: Path, tmp_path: Path
) -> None:
    for name, picture in (("A" * 130, "person0_0.png"), ("Blurred", "blurred.png"), ("Zoe", "person1_0.png")):
        (tmp_path / "import" / name).mkdir(parents=True)
        (tmp_path / "import" / name / picture).write_bytes((pictures / picture).read_bytes())
    (tmp_path / "import" / "Zoe" / "._person1_0.png").write_bytes(b"what macOS leaves behind")
    code, out, err = faceapp("people", "import", tmp_path / "import", "--json")
    result = json.loads(out)
    assert [entry["name"] for entry in result["enrolled"]] == ["Zoe"]
    assert [entry["name"] for entry in result["failed"]] == ["A" * 130, "Blurred"]
    assert result["left_out"] == []
    assert code == 2 and "2 of 3 people" in err


def test_a_name_is_not_given_twice(faceapp: Command, pictures: Path) -> None:
    faceapp("people", "add", "Ada", pictures / "person0_0.png")
    code, _, err = faceapp("people", "add", "Ada", pictures / "person1_0.png")
    assert code == 2 and "enrolled already, with id 1" in err
    code, _, err = faceapp("people", "add", " ADA", pictures / "person1_0.png")
    assert code == 2 and "reads the same as 'Ada', who is enrolled already with id 1. Add --another" in err
    assert as_json(faceapp("people", "add", " ADA", pictures / "person1_0.png", "--another", "--json"))["id"] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("people", "show", "77"),
        ("people", "remove", "77", "--yes"),
        ("people", "remove", "--yes", "--", "-1"),
        ("people", "remove", "77"),
        ("people", "import", "nowhere"),
        ("run", "--source", "nowhere.mp4", "--json"),
        ("run", "--source", "rtsp://", "--json"),
        ("run", "--source", "99", "--json"),
        ("identify", "nowhere.png"),
        ("verify", "nowhere.png", "nowhere.png"),
        ("evaluate", "verification", "--images", "nowhere", "--pairs", "nowhere.txt"),
        ("train", "nowhere.toml", "--data", "nowhere", "--val", "nowhere", "--out", "nowhere"),
        ("people", "unheard-of"),
        ("run",),
    ],
)
def test_wrong_arguments_end_with_2_and_a_sentence(faceapp: Command, arguments: tuple[str, ...]) -> None:
    code, out, err = faceapp(*arguments)
    assert code == 2
    assert out == "" and "Traceback" not in err
    assert err.startswith("faceapp: ") and err.count("\n") == 1


def test_a_second_door_on_the_same_data_is_refused(faceapp: Command, tmp_path: Path) -> None:
    faceapp("people", "list")
    with DataDirectoryLock(tmp_path / "data"):
        code, _, err = faceapp("run", "--source", "demo", "--json")
        assert code == 3 and "running already" in err and str(tmp_path / "data") in err and err.count("\n") == 1
        # Looking is still possible beside a running door.
        assert faceapp("people", "list", "--json")[0] == 0


def test_a_data_directory_that_cannot_be_made_is_told(faceapp: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    code, _, err = faceapp("people", "list", data_dir=tmp_path / "file" / "data")
    assert code == 2 and err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[decision]\nmargn = 0.1\n", "decision.margn"),
        ("[decision]\nmargin = 7\n", "decision.margin"),
        ("[decision]\ntarget_fmr = 0.5\n", "no operating point"),
        ("[encoder]\nmodel = 'absent'\n", "no encoder"),
        ("[encoder]\ndevice = 'tpu'\n", "encoder.device"),
        ("not toml", "Line 1: There is no = after the name."),
    ],
)
def test_wrong_settings_are_named(faceapp: Command, tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "faceapp.toml").write_text(text)
    code, _, err = faceapp("people", "list")
    assert code == 2 and told in err


def test_doctor_says_what_runs_where(faceapp: Command) -> None:
    code, out, _ = faceapp("doctor", "--no-camera")
    assert code == 0
    for word in ("torch", "SHA-256", "threshold", "database", "in order"):
        assert word in out


def test_doctor_reports_an_absent_camera(faceapp: Command, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "faceapp.toml").write_text('[camera]\nsource = "99"\n')
    code, out, _ = faceapp("doctor")
    assert code == 2 and "PROBLEM" in out


def test_evaluation_in_lfws_layout(faceapp: Command, tmp_path: Path) -> None:
    images = tmp_path / "lfw"
    for person in range(4):
        folder = images / f"Demo_{person}"
        folder.mkdir(parents=True)
        for number, image in enumerate(enrolment_pictures(person, 2), start=1):
            PillowImage.fromarray(image).save(folder / f"Demo_{person}_{number:04}.png")
    lines = ["2\t2"]
    for fold in range(2):
        lines += [f"Demo_{2 * fold + index}\t1\t2" for index in range(2)]
        lines += [f"Demo_{2 * fold}\t{index + 1}\tDemo_{2 * fold + 1}\t1" for index in range(2)]
    lines[-1] = "Demo_2\t2\tDemo_3\t9"  # of which there is no picture
    (tmp_path / "pairs.txt").write_text("\n".join(lines))
    result = as_json(
        faceapp("evaluate", "verification", "--images", images, "--pairs", tmp_path / "pairs.txt", "--json")
    )
    assert set(result) == {
        "pairs", "skipped", "fallbacks", "accuracy", "accuracy_std", "eer", "auc", "tar_at_fmr", "encoder",
        "people", "mated", "non_mated", "accuracy_interval", "eer_interval", "auc_interval", "tar_intervals",
        "unreadable",
    }  # fmt: skip
    assert (result["pairs"], result["skipped"], result["fallbacks"]) == (7, 1, 0)
    assert result["accuracy"] == 1.0
    assert result["tar_at_fmr"] == {"0.01": None, "0.001": None, "0.0001": None, "1e-05": None}


def _dump(database: Path) -> list[str]:
    connection = sqlite3.connect(database)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()
