"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Before anything imports Qt: tests need no screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def test_data() -> Path:
    """Real faces and clips, which are no part of the project; skips where they are absent."""
    path = Path(os.environ.get("FACEAPP_TEST_DATA", REPOSITORY.parent / "shared" / "data"))
    if not path.is_dir():
        pytest.skip(f"no real faces and clips at {path}; set FACEAPP_TEST_DATA to a folder that has them")
    return path
