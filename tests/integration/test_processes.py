"""The program as its surroundings treat it: pipes that close, service managers that stop it, no screen."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image as PillowImage

from faceapp.app import Application
from faceapp.config import Settings
from faceapp.devices.demo import enrolment_pictures
from faceapp.services.demonstration import enrol_demo_people
from faceapp.storage.lock import DataDirectoryLock

LONGEST_S = 240.0


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the demo people in it."""
    directory = tmp_path_factory.mktemp("processes")
    application = Application.open(directory, Settings())
    list(enrol_demo_people(application.enrol))
    application.close()
    return directory


def start(data_dir: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "faceapp", "--data-dir", str(data_dir), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )


@pytest.fixture
def door(data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    """A door on the demo people, at their own pace, that has just let somebody in."""
    process = start(data_dir, "run", "--source", "demo", "--json")
    try:
        assert process.stdout is not None
        while json.loads(process.stdout.readline())["outcome"] != "granted":
            pass  # a machine that is busy sees too few pictures of somebody who passes by
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.skipif(os.name != "posix", reason="a POSIX system's signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_door_that_is_stopped_ends_in_order(
    door: subprocess.Popen[str], data_dir: Path, number: signal.Signals
) -> None:
    door.send_signal(number)
    _, err = door.communicate(timeout=LONGEST_S)
    assert door.returncode == (0 if number is signal.SIGTERM else 130)
    assert err == ""
    # What it decided is on record, and the directory is free for the next one.
    application = Application.open(data_dir, Settings())
    assert application.events()[0].door == "opened"
    application.close()


def test_a_reader_that_has_had_enough_is_no_fault(data_dir: Path) -> None:
    process = start(data_dir, "run", "--source", "demo", "--json", "--max-speed")
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    process.wait(LONGEST_S)
    assert err == ""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_the_window_runs_where_there_is_no_screen(data_dir: Path) -> None:
    blind = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    process = start(data_dir, "kiosk", "--source", "demo", **blind)
    assert process.stderr is not None
    try:
        assert "no screen" in process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=LONGEST_S)
    finally:
        process.kill()
    assert "Traceback" not in err


def stopped_after_telling(data_dir: Path, last_line: str, *arguments: str) -> tuple[int, str]:
    """Start a program that waits with a window, end it once it has told a line, and return its code and words."""
    process = start(data_dir, *arguments, QT_QPA_PLATFORM="offscreen")
    assert process.stderr is not None
    told = ""
    try:
        while last_line not in told:
            line = process.stderr.readline()
            assert line, told
            told += line
        process.send_signal(signal.SIGTERM)
        _, rest = process.communicate(timeout=LONGEST_S)
    finally:
        process.kill()
    return process.returncode, told + rest


@pytest.mark.skipif(os.name != "posix", reason="a POSIX system's signals")
def test_a_kiosk_with_broken_settings_waits_with_a_window_and_tells_them_all(tmp_path: Path) -> None:
    file = tmp_path / "faceapp.toml"
    file.write_text('[camera]\nfps = 0\nsorce = "0"\n[ui\nsound = true\n')
    code, told = stopped_after_telling(tmp_path, "Mend what is named", "kiosk", "--fullscreen")
    assert told.splitlines()[:4] == [
        f"faceapp: There are 3 mistakes in the settings file '{file}'.",
        "  Line 2: camera.fps cannot be 0. More than 0, and at most 240.",
        "  Line 3: There is no setting camera.sorce. Did you mean camera.source?",
        "  Line 4: A bracket is opened and not closed.",
    ]
    # Either by the window or, where it was not there yet, before.
    assert code in (2, 143) and "Traceback" not in told
    assert [entry.name for entry in tmp_path.iterdir()] == ["faceapp.toml"]


@pytest.mark.skipif(os.name != "posix", reason="a POSIX system's signals")
def test_a_second_kiosk_on_the_same_data_says_so_and_disturbs_nothing(data_dir: Path) -> None:
    before = sorted((entry.name, entry.stat().st_size) for entry in data_dir.iterdir())
    with DataDirectoryLock(data_dir):
        code, told = stopped_after_telling(data_dir, "running already", "kiosk")
    assert code in (3, 143) and "Traceback" not in told
    assert sorted((entry.name, entry.stat().st_size) for entry in data_dir.iterdir()) == before


@pytest.mark.skipif(os.name != "posix", reason="a POSIX system's signals")
def test_an_import_that_is_stopped_keeps_whole_people_and_frees_the_data(tmp_path: Path) -> None:
    for person in range(6):
        folder = tmp_path / "photographs" / f"Person {person}"
        folder.mkdir(parents=True)
        for number, image in enumerate(enrolment_pictures(person % 3, 3)):
            PillowImage.fromarray(image).save(folder / f"{number}.png")
    process = start(tmp_path / "data", "people", "import", str(tmp_path / "photographs"))
    assert process.stdout is not None
    assert "Person 0" in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=LONGEST_S)
    assert process.returncode == 143 and "Traceback" not in err
    application = Application.open(tmp_path / "data", Settings())
    kept = application.people()
    application.close()
    assert 1 <= len(kept) < 6
    assert {person.templates for person in kept} == {3}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_an_output_that_cannot_be_written_is_told_in_one_sentence(data_dir: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "faceapp", "--data-dir", str(data_dir), "people", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=LONGEST_S,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("faceapp: Reading or writing failed") and "Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a POSIX system's signals")
def test_a_demo_that_is_stopped_while_it_enrols_leaves_nothing_behind(tmp_path: Path) -> None:
    process = start(tmp_path / "unused", "demo", TMPDIR=str(tmp_path), QT_QPA_PLATFORM="offscreen")
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=LONGEST_S)
    assert process.returncode == 143 and "Traceback" not in err
    assert not list(tmp_path.glob("faceapp-demo-*"))
