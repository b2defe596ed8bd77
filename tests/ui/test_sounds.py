"""The chimes."""

from __future__ import annotations

import os
import shutil
import sys
import wave
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from faceapp.domain.records import TrackState
from faceapp.resources import assets_dir
from faceapp.ui.prompts import PromptKind
from faceapp.ui.sounds import Chimes

APPROACH = (
    PromptKind.IDLE,
    PromptKind.HOLD_STILL,
    PromptKind.WELCOME,
    PromptKind.WELCOME,
    PromptKind.IDLE,
    PromptKind.REFUSED,
    PromptKind.NOT_NOW,
)


class Noted(Chimes):
    def __init__(self, *, on: bool) -> None:
        super().__init__(on=on)
        self.played: list[str] = []

    def play(self, file: Path) -> None:
        self.played.append(file.stem)


def test_each_verdict_sounds_once() -> None:
    chimes = Noted(on=True)
    for kind in APPROACH:
        chimes.note(kind)
    assert chimes.played == ["granted", "denied", "denied"]


def test_it_is_silent_unless_wanted(window, running, qtbot: QtBot, make) -> None:
    chimes = Noted(on=False)
    for kind in APPROACH:
        chimes.note(kind)
    assert chimes.played == []
    assert not window.kiosk.chimes.on


def test_the_kiosk_plays_what_it_says(qtbot: QtBot, window, running, make) -> None:
    window.kiosk.chimes = chimes = Noted(on=True)
    running.send(make.result(make.track(TrackState.GRANTED, person="Maria"), time_s=1.0))
    qtbot.waitUntil(lambda: chimes.played == ["granted"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows plays without a program")
def test_a_program_plays_it_and_none_is_no_fault(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    Chimes(on=True).play(assets_dir() / "sounds" / "granted.wav")  # nothing to play it with
    touch = tmp_path / "paplay"
    shell = shutil.which("sh", path=os.defpath)
    touch.write_text(f'#!{shell}\necho "$1" > "{tmp_path}/heard"\n')
    touch.chmod(0o755)
    Chimes(on=True).play(assets_dir() / "sounds" / "granted.wav")
    heard = tmp_path / "heard"
    qtbot.waitUntil(lambda: heard.exists() and heard.read_text().endswith("granted.wav\n"))


@pytest.mark.parametrize("name", ["granted", "denied"])
def test_the_files_are_short(name: str) -> None:
    with wave.open(str(assets_dir() / "sounds" / f"{name}.wav")) as file:
        assert file.getnframes() / file.getframerate() < 1
