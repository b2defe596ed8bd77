"""Which cameras this computer has."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from faceapp.devices.camera import backends_here
from faceapp.devices.capture import open_capture

# Where the system does not tell its cameras, so many numbers are tried.
_TRIED = 4
_LINUX_CLASS = Path("/sys/class/video4linux")


@dataclass(frozen=True, slots=True)
class CameraEntry:
    """A camera.

    Attributes:
        spec: The source that names it.
        name: What it calls itself; empty where that is not known.
    """

    spec: str
    name: str


def list_cameras(platform: str = sys.platform, linux_class: Path = _LINUX_CLASS) -> list[CameraEntry]:
    """The cameras at this computer; slow where each has to be tried, so never on the main thread.

    Args:
        platform: As `sys.platform`.
        linux_class: Where Linux tells its video devices.
    """
    if platform.startswith("linux"):
        return sorted(_told_by_linux(linux_class), key=lambda camera: int(camera.spec))
    return [CameraEntry(str(number), "") for number in range(_TRIED) if _opens(number)]


def _told_by_linux(directory: Path) -> Iterable[CameraEntry]:
    for device in directory.glob("video*"):
        number = device.name.removeprefix("video")
        if not number.isdecimal():
            continue
        try:
            # A camera has further devices for its metadata, which give no pictures.
            if (device / "index").read_text(encoding="utf-8").strip() == "0":
                yield CameraEntry(number, (device / "name").read_text(encoding="utf-8", errors="replace").strip())
        except OSError:
            continue  # it was unplugged just now


def _opens(number: int) -> bool:
    for backend in backends_here():
        capture = open_capture(number, backend)
        if capture is not None:
            capture.release()
            return True
    return False
