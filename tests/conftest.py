"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import pytest

# Before anything imports Qt: tests need no screen.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

from faceapp.devices.capture import open_capture

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def test_data() -> Path:
    """Real faces and clips, which are no part of the project; skips where they are absent."""
    path = Path(os.environ.get("FACEAPP_TEST_DATA", REPOSITORY.parent / "shared" / "data"))
    if not path.is_dir():
        pytest.skip(f"no real faces and clips at {path}; set FACEAPP_TEST_DATA to a folder that has them")
    return path


@pytest.fixture(scope="session", autouse=True)
def first_capture() -> None:
    """Open a capture as the program does before a test writes a clip: FFmpeg's silence is settled by the first one."""
    assert open_capture("nowhere.mp4", cv2.CAP_FFMPEG) is None
