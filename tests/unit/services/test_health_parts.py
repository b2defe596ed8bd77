"""Findings of camera, recognition, device and program."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from faceapp import __version__
from faceapp.config import Settings
from faceapp.domain.errors import SourceError
from faceapp.domain.health import HealthState, Subject
from faceapp.domain.records import Frame
from faceapp.services.health import guarded
from faceapp.services.health_parts import (
    camera_finding,
    camera_trial,
    device_finding,
    program_finding,
    speed_finding,
)
from faceapp.services.meter import Pace
from faceapp.services.runtime import SourceState, SourceStatus

RUNNING = SourceStatus(SourceState.RUNNING)
POLICY = Settings().decision
GOOD = Pace(RUNNING, 30.0, 10.0, 2 / 3, 0.08, 0.12, (640, 480))


def test_a_camera_that_runs() -> None:
    found = camera_finding(GOOD)
    assert (found.state, found.sentence) == (HealthState.FINE, "The camera gives 30.0 pictures a second.")
    assert found.details == ("640 x 480 pixels",)
    assert not found.advice


@pytest.mark.parametrize(
    ("pace", "state", "words"),
    [
        (Pace(None), HealthState.FINE, "No camera is running."),
        (Pace(RUNNING), HealthState.FINE, "The camera is being started."),
        (Pace(SourceStatus(SourceState.ENDED)), HealthState.FINE, "The recording has ended."),
        (Pace(SourceStatus(SourceState.LOST, "It was lost.")), HealthState.BROKEN, "It was lost."),
        (Pace(SourceStatus(SourceState.FAILED)), HealthState.BROKEN, "The camera gives no pictures."),
        (replace(GOOD, camera_rate=3.0), HealthState.LOOK_AFTER, "The camera gives 3.0 pictures a second."),
    ],
)
def test_other_cameras(pace: Pace, state: HealthState, words: str) -> None:
    found = camera_finding(pace)
    assert (found.state, found.sentence) == (state, words)
    assert bool(found.advice) is (state is not HealthState.FINE)


def test_speed() -> None:
    found = speed_finding(GOOD, POLICY)
    assert found.state is HealthState.FINE and not found.advice
    assert "80 ms" in found.sentence and "120 ms" in found.sentence
    assert found.details == (
        "10.0 pictures a second are looked at",
        "67 in 100 pictures are dropped for newer ones",
    )
    assert speed_finding(Pace(RUNNING), POLICY).sentence == "Recognition is not running."


@pytest.mark.parametrize(
    ("change", "state", "why"),
    [
        ({"p95_s": 0.5}, HealthState.FINE, ""),
        ({"p95_s": 0.51}, HealthState.LOOK_AFTER, "people wait before the door"),
        ({"p95_s": 2.1}, HealthState.BROKEN, "far too slow"),
        # Of 30 pictures a second 5.4 are looked at: enough for a decision, and slower than it could be.
        ({"recognised_rate": 5.4, "dropped_share": 0.82}, HealthState.LOOK_AFTER, "does not keep up"),
        ({"recognised_rate": 20.0, "dropped_share": 0.67}, HealthState.FINE, ""),
        ({"recognised_rate": 6.0, "dropped_share": 0.5}, HealthState.FINE, ""),
        # The default policy takes 4 pictures within 2 s.
        ({"recognised_rate": 2.0, "dropped_share": 0.0}, HealthState.FINE, ""),
        (
            {"recognised_rate": 1.9, "dropped_share": 0.94},
            HealthState.BROKEN,
            "a grant takes 4 pictures within 2 s, and 1.9 a second are looked at",
        ),
    ],
)
def test_how_fast_is_fast_enough(change: dict[str, float], state: HealthState, why: str) -> None:
    found = speed_finding(replace(GOOD, **change), POLICY)  # type: ignore[arg-type]
    assert found.state is state and why in found.sentence
    assert bool(found.advice) is (state is not HealthState.FINE)


def test_a_graphics_card_in_vain_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    assert device_finding("cpu", nvidia=(tmp_path / "absent",)).state is HealthState.FINE
    (tmp_path / "nvidia0").write_text("")
    driverless = device_finding("auto", nvidia=(tmp_path / "nvidia0",))
    assert driverless.state is HealthState.LOOK_AFTER
    assert "PyTorch cannot use it" in driverless.advice
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    unused = device_finding("cpu", nvidia=())
    assert unused.state is HealthState.LOOK_AFTER
    assert "not used" in unused.advice


def test_a_device_that_is_not_there_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    found = guarded(Subject.DEVICE, lambda: device_finding("cuda"))
    assert (found.subject, found.state) == (Subject.DEVICE, HealthState.BROKEN)
    assert found.advice == "Choose auto or cpu."


def test_a_disk_that_fails_is_a_finding() -> None:
    def fail() -> None:
        raise OSError(5, "Input/output error")

    found = guarded(Subject.DISK, fail)  # type: ignore[arg-type]
    assert found.state is HealthState.BROKEN
    assert found.sentence == "It cannot be looked at: the disk failed."


def test_the_program_tells_its_version() -> None:
    found = program_finding()
    assert __version__ in found.sentence
    assert any(line.startswith("torch ") for line in found.details)


class PlayedSource:
    name = "played"
    live = True

    def __init__(self, frame: Frame | None, fault: SourceError | None = None) -> None:
        self._frame, self._fault = frame, fault
        self.closed = False

    def open(self) -> None:
        if self._fault is not None:
            raise self._fault

    def read(self) -> Frame | None:
        return self._frame

    def close(self) -> None:
        self.closed = True


def test_a_camera_is_tried() -> None:
    source = PlayedSource(Frame(np.full((48, 64, 3), 100, np.uint8), 0.0, "played", 0))
    found = camera_trial(source)
    assert found.sentence == "'played' gives pictures of 64 x 48 pixels."
    assert found.details == ("mean brightness 100 of 255",)
    assert source.closed
    assert camera_trial(PlayedSource(None)).state is HealthState.BROKEN
    broken = PlayedSource(None, SourceError("There is no camera.", hint="Plug one in."))
    found = guarded(Subject.CAMERA, lambda: camera_trial(broken))
    assert (found.sentence, found.advice) == ("There is no camera.", "Plug one in.")
    assert broken.closed
