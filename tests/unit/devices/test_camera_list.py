"""The cameras that Linux tells of, and those that have to be tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from faceapp.devices import camera_list
from faceapp.devices.camera_list import CameraEntry, list_cameras


def device(directory: Path, folder: str, **files: str) -> None:
    (directory / folder).mkdir(parents=True)
    for file, text in files.items():
        (directory / folder / file).write_text(text)


def test_linux_tells_its_cameras(tmp_path: Path) -> None:
    device(tmp_path, "video10", index="0\n", name="Brio\n")
    device(tmp_path, "video0", index="0\n", name="Integrated Camera\n")
    device(tmp_path, "video1", index="1\n", name="Integrated Camera\n")  # its metadata
    device(tmp_path, "video2")  # unplugged just now
    device(tmp_path, "videofoo", index="0")
    assert list_cameras("linux", tmp_path) == [CameraEntry("0", "Integrated Camera"), CameraEntry("10", "Brio")]
    assert list_cameras("linux", tmp_path / "absent") == []


def test_elsewhere_they_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    released = []

    class Capture:
        def release(self) -> None:
            released.append(self)

    monkeypatch.setattr(camera_list, "open_capture", lambda number, backend: Capture() if number in (0, 2) else None)
    assert list_cameras("win32") == [CameraEntry("0", ""), CameraEntry("2", "")]
    assert len(released) == 2
