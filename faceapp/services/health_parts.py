"""How the parts are that need no database: camera, recognition, device, program."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Iterator
from pathlib import Path

import torch

from faceapp import __version__
from faceapp.config import DecisionSettings
from faceapp.devices.sources import FrameSource
from faceapp.domain.health import Finding, HealthState, Subject
from faceapp.domain.messages import Message, joined
from faceapp.services.meter import Pace
from faceapp.services.runtime import SourceState
from faceapp.vision.encoder import resolve_device

LIBRARIES = ("torch", "torchvision", "facenet-pytorch", "faiss-cpu", "opencv-python-headless", "pyside6-essentials")

SLOW_RATE = 5.0
SLOW_P95_S = 0.5
# Nobody waits that long before a door for each look.
FAR_TOO_SLOW_P95_S = 2.0
# Dropping is how a slower recognition keeps to the newest picture, and no harm where enough of them are looked at.
MANY_DROPPED = 0.5
ENOUGH_LOOKED_AT_RATE = 10.0
_NVIDIA = (Path("/proc/driver/nvidia/version"), Path("/dev/nvidia0"))


def camera_finding(pace: Pace) -> Finding:
    """How the camera is."""
    source = pace.source
    if source is None:
        return Finding(Subject.CAMERA, HealthState.FINE, Message("No camera is running."))
    if source.state in (SourceState.LOST, SourceState.FAILED):
        return Finding(
            Subject.CAMERA,
            HealthState.BROKEN,
            source.message or Message("The camera gives no pictures."),
            Message("Check its cable, and that no other program uses it; the settings let you try another."),
        )
    if source.state is SourceState.ENDED:
        return Finding(Subject.CAMERA, HealthState.FINE, Message("The recording has ended."))
    if pace.camera_rate is None or pace.dropped_share is None:
        return Finding(Subject.CAMERA, HealthState.FINE, Message("The camera is being started."))
    facts: tuple[str, ...] = ()
    if pace.size is not None:
        facts = (Message("{width} x {height} pixels", width=pace.size[0], height=pace.size[1]),)
    sentence = Message("The camera gives {rate:.1f} pictures a second.", rate=pace.camera_rate)
    if pace.camera_rate < SLOW_RATE:
        advice = Message("Add light, or lower the size of the picture: most cameras slow down in the dark.")
        return Finding(Subject.CAMERA, HealthState.LOOK_AFTER, sentence, advice, facts)
    return Finding(Subject.CAMERA, HealthState.FINE, sentence, details=facts)


def speed_finding(pace: Pace, policy: DecisionSettings) -> Finding:
    """How fast recognition is, and whether that is enough for a decision.

    Args:
        pace: How fast things are.
        policy: How many pictures a grant takes, and within which time.
    """
    if pace.p50_s is None or pace.p95_s is None or pace.recognised_rate is None or pace.dropped_share is None:
        return Finding(Subject.SPEED, HealthState.FINE, Message("Recognition is not running."))
    sentence = Message(
        "Recognition takes {p50:.0f} ms for a picture in the middle, and 95 in 100 take at most {p95:.0f} ms.",
        p50=1000 * pace.p50_s,
        p95=1000 * pace.p95_s,
    )
    facts = (
        Message("{rate:.1f} pictures a second are looked at", rate=pace.recognised_rate),
        Message("{share:.0f} in 100 pictures are dropped for newer ones", share=100 * pace.dropped_share),
    )
    advice = Message(
        "Close other programs, look for smaller pictures (settings: finding faces), or use a graphics card."
    )
    if pace.recognised_rate < policy.min_frames / policy.window_s:
        why = Message(
            "Nobody can be let in: a grant takes {frames} pictures within {window_s:g} s, and {rate:.1f} a second are "
            "looked at.",
            frames=policy.min_frames,
            window_s=policy.window_s,
            rate=pace.recognised_rate,
        )
        return Finding(Subject.SPEED, HealthState.BROKEN, joined(why, sentence), advice, facts)
    if pace.p95_s > FAR_TOO_SLOW_P95_S:
        why = Message("Recognition is far too slow for a door: people have left before it has looked at them.")
        return Finding(Subject.SPEED, HealthState.BROKEN, joined(why, sentence), advice, facts)
    if pace.p95_s > SLOW_P95_S:
        why = Message("Recognition is slow, so people wait before the door.")
        return Finding(Subject.SPEED, HealthState.LOOK_AFTER, joined(why, sentence), advice, facts)
    if pace.dropped_share > MANY_DROPPED and pace.recognised_rate < ENOUGH_LOOKED_AT_RATE:
        why = Message("Recognition does not keep up with the camera, so a decision takes longer.")
        return Finding(Subject.SPEED, HealthState.LOOK_AFTER, joined(why, sentence), advice, facts)
    return Finding(Subject.SPEED, HealthState.FINE, sentence, details=facts)


def device_finding(wanted: str, nvidia: tuple[Path, ...] = _NVIDIA) -> Finding:
    """Where networks run, and whether a graphics card is there in vain.

    Args:
        wanted: The setting.
        nvidia: Files that are there where an NVIDIA driver is.

    Raises:
        DeviceError: The device is not there.
    """
    device = resolve_device(wanted)
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else platform.processor() or platform.machine()
    sentence = Message("Networks run on {device} ({name}).", device=device.type, name=name)
    facts = (Message("Threads of the processor: {count}", count=torch.get_num_threads()),)
    if device.type == "cpu" and (torch.cuda.is_available() or torch.backends.mps.is_available()):
        advice = Message("A graphics card is there and not used: set the encoder's device to automatic.")
        return Finding(Subject.DEVICE, HealthState.LOOK_AFTER, sentence, advice, facts)
    if device.type == "cpu" and any(path.exists() for path in nvidia):
        advice = Message(
            "An NVIDIA graphics card is there, and PyTorch cannot use it: update its driver, or install "
            "PyTorch for CUDA."
        )
        return Finding(Subject.DEVICE, HealthState.LOOK_AFTER, sentence, advice, facts)
    return Finding(Subject.DEVICE, HealthState.FINE, sentence, details=facts)


def program_finding() -> Finding:
    """Which version this is."""
    return Finding(
        Subject.PROGRAM,
        HealthState.FINE,
        Message("faceapp {version} on {system}.", version=__version__, system=platform.platform()),
        details=(Message("Python {version}", version=platform.python_version()), *_libraries()),
    )


def camera_trial(source: FrameSource) -> Finding:
    """Open a camera and take one picture; slow, and only where it is free.

    Raises:
        SourceError: It cannot be opened.
    """
    try:
        source.open()
        frame = source.read()
    finally:
        source.close()
    if frame is None:
        return Finding(
            Subject.CAMERA,
            HealthState.BROKEN,
            Message("The source '{name}' gave no picture.", name=source.name),
            Message("Check the camera."),
        )
    height, width = frame.image.shape[:2]
    return Finding(
        Subject.CAMERA,
        HealthState.FINE,
        Message("'{name}' gives pictures of {width} x {height} pixels.", name=source.name, width=width, height=height),
        details=(Message("mean brightness {level:.0f} of 255", level=float(frame.image.mean())),),
    )


def _libraries() -> Iterator[str]:
    for name in LIBRARIES:
        try:
            yield f"{name} {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            yield f"{name}: -"
