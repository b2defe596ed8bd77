"""Where frames come from: which kind of source a SOURCE names."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

from faceapp.devices.camera import CameraSettings, CameraSource, StreamSource
from faceapp.devices.files import VIDEO_SUFFIXES, FolderSource, ImageSource, VideoFileSource, is_picture, listed
from faceapp.domain.errors import SourceError
from faceapp.domain.messages import Message
from faceapp.domain.records import Frame
from faceapp.domain.redaction import mask_credentials
from faceapp.domain.system_faults import why
from faceapp.imaging import IMAGE_SUFFIXES

STREAM_SCHEMES = ("http", "https", "rtmp", "rtsp", "rtsps")
LONGEST_PAUSE_S = 5.0

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_DEVICE_PATHS = ("/dev/video", "/dev/v4l/")  # cameras, also while they are unplugged
_CAMERAS = 100  # OpenCV reads numbers from here on as a back end's


class FrameSource(Protocol):
    """Something that delivers frames, one after the other.

    Attributes:
        name: What to call it, as the user gave it but without credentials.
        live: Whether it happens now: frames not taken are gone, and losing it is no end. The
            times of other sources are their own, and whoever plays them sets the pace.
    """

    @property
    def name(self) -> str:
        """What to call it."""
        ...

    @property
    def live(self) -> bool:
        """Whether it happens now."""
        ...

    def open(self) -> None:
        """Start, or start anew after a loss.

        Raises:
            SourceError: It cannot be opened.
        """

    def read(self) -> Frame | None:
        """Wait for the next frame.

        Returns:
            The frame; None when the source has ended or was closed.

        Raises:
            SourceError: The source is lost or cannot be read.
        """

    def close(self) -> None:
        """Release what `open` took; safe at any time, from any thread, and twice."""


def open_source(
    spec: str, *, clock: Callable[[], float] = time.monotonic, camera: CameraSettings | None = None
) -> FrameSource:
    """Find the source that a SOURCE names; it is not opened yet.

    Args:
        spec: A camera's number or device ("0", "/dev/video0"), a stream's address (RTSP, HTTP), a
            clip, a picture, a folder of pictures, or "demo".
        clock: Times the frames of live sources.
        camera: What to ask of cameras and streams.

    Returns:
        The source, unopened.

    Raises:
        SourceError: It names nothing that is there or can be read. (A camera or stream may be
            absent now and come later, so those report it when they are opened.)
    """
    wanted = spec.strip()
    if not wanted:
        raise SourceError(Message("No source was named."), hint=_what_there_is())
    if wanted == "demo":
        return _demo()
    if wanted.isascii() and wanted.isdecimal():
        return _camera_by_number(int(wanted), clock, camera)
    scheme = _SCHEME.match(wanted)
    if scheme is not None and scheme[1].lower() != "file":
        return _stream(wanted, scheme[1].lower(), clock, camera)
    path = _file_of_address(wanted) if scheme is not None else _file_of_name(wanted)
    try:
        if path.is_char_device() or str(path).startswith(_DEVICE_PATHS):
            return CameraSource(str(path), clock=clock, settings=camera)
        return _file_or_folder(path, wanted)
    except OSError as error:
        raise SourceError(
            Message("'{name}' cannot be reached: {why}.", name=mask_credentials(wanted), why=why(error)),
            hint=Message("Check its name and that you may read it."),
        ) from error


def retry_pauses() -> Iterator[float]:
    """How long to wait before each attempt to reopen a lost source.

    Yields:
        Seconds, without end: 0.25, 0.5, 1, 2, 4, 5, 5, ...
    """
    pause_s = 0.25
    while True:
        yield pause_s
        pause_s = min(2 * pause_s, LONGEST_PAUSE_S)


def _demo() -> FrameSource:
    # Here, not above: its model of faces is loaded only by those who play it.
    from faceapp.devices.demo import DemoSource

    return DemoSource()


def _camera_by_number(number: int, clock: Callable[[], float], camera: CameraSettings | None) -> FrameSource:
    if number >= _CAMERAS:
        raise SourceError(
            Message("There is no camera number {number}.", number=number), hint=Message("Cameras count from 0.")
        )
    return CameraSource(number, clock=clock, settings=camera)


def _stream(address: str, scheme: str, clock: Callable[[], float], camera: CameraSettings | None) -> FrameSource:
    if scheme not in STREAM_SCHEMES:
        raise SourceError(
            Message("The address is of no kind that can be read."),
            hint=Message(
                "Addresses begin with {kinds} or {last}.", kinds=", ".join(STREAM_SCHEMES[:-1]), last=STREAM_SCHEMES[-1]
            ),
        )
    try:
        has_host = bool(urlsplit(address).hostname)
    except ValueError:
        has_host = False
    if not has_host:
        raise SourceError(Message("The address names no host."), hint=Message("Write it as rtsp://HOST/PATH."))
    return StreamSource(address, clock=clock, settings=camera)


def _file_of_name(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:  # "~somebody" who is not a user here
        return Path(name)


def _file_of_address(address: str) -> Path:
    return Path(url2pathname(urlsplit(address).path))


def _file_or_folder(path: Path, wanted: str) -> FrameSource:
    if path.is_dir():
        source = FolderSource(path, name=wanted)
        source.open()  # an empty folder is told at once
        source.close()
        return source
    if not path.exists():
        raise SourceError(Message("There is no source '{name}'.", name=mask_credentials(wanted)), hint=_what_there_is())
    if path.suffix.lower() in VIDEO_SUFFIXES:
        return VideoFileSource(path, name=wanted)
    if is_picture(path):
        return ImageSource(path, name=wanted)
    raise SourceError(
        Message("'{name}' is neither a clip nor a picture.", name=mask_credentials(wanted)),
        hint=Message(
            "Clips are {clips}; pictures are {pictures}.", clips=listed(VIDEO_SUFFIXES), pictures=listed(IMAGE_SUFFIXES)
        ),
    )


def _what_there_is() -> Message:
    return Message("Give a camera (0, 1, ...), a stream's address, a clip, a picture, a folder of pictures, or 'demo'.")
