"""What a report says of how it was made."""

from __future__ import annotations

import platform
import shlex
import sys
from pathlib import Path


def command_line() -> str:
    """The command that is running, without the folders of this machine, which are nobody else's."""
    return shlex.join(
        ["faceapp", *(Path(part).name if part.startswith(("/", "..")) else part for part in sys.argv[1:])]
    )


def processor() -> str:
    """The processor's name and its number of cores, where the system tells them."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{names[0]}, {len(names)} cores" if names else platform.processor() or platform.machine()
