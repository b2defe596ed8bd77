"""How a part of the program is, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from faceapp.domain.messages import Message


class HealthState(StrEnum):
    """How a part is."""

    FINE = "fine"
    LOOK_AFTER = "look_after"  # it works, and somebody should do something about it
    BROKEN = "broken"  # the door, or something that it needs, does not work


class Subject(StrEnum):
    """Which part."""

    CAMERA = "camera"
    SPEED = "speed"
    ENCODER = "encoder"
    DEVICE = "device"
    GALLERY = "gallery"
    THRESHOLD = "threshold"
    SCORES = "scores"
    DATABASE = "database"
    DISK = "disk"
    BACKUP = "backup"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part.

    Attributes:
        subject: Which part.
        state: How it is.
        sentence: What was found.
        advice: What to do next; empty where nothing is to be done.
        details: Further facts, a line each.
    """

    subject: Subject
    state: HealthState
    sentence: str
    advice: str = ""
    details: tuple[str, ...] = ()


def worst(findings: list[Finding]) -> HealthState:
    """The worst state of all; fine where there is nothing."""
    order = list(HealthState)
    return max((finding.state for finding in findings), key=order.index, default=HealthState.FINE)


def byte_words(count: int) -> Message:
    """An amount of memory or disk."""
    if count < 1_000_000:
        return Message("{size:.0f} kB", size=count / 1e3)
    if count < 1_000_000_000:
        return Message("{size:.1f} MB", size=count / 1e6)
    return Message("{size:.1f} GB", size=count / 1e9)
