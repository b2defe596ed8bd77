"""Live sources: cameras at this computer, and streams from the network."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cv2

from faceapp.devices.capture import open_capture
from faceapp.devices.live import LiveReader, LostError, NothingArrivesError, NotOpenedError
from faceapp.domain.errors import SourceError
from faceapp.domain.messages import Message
from faceapp.domain.records import Frame
from faceapp.domain.redaction import mask_credentials, redacted

CameraBackend = Literal["auto", "v4l2", "msmf", "dshow", "avfoundation", "ffmpeg", "gstreamer"]

_BACKENDS: dict[CameraBackend, int] = {
    "v4l2": cv2.CAP_V4L2,
    "msmf": cv2.CAP_MSMF,
    "dshow": cv2.CAP_DSHOW,
    "avfoundation": cv2.CAP_AVFOUNDATION,
    "ffmpeg": cv2.CAP_FFMPEG,
    "gstreamer": cv2.CAP_GSTREAMER,
}
_PLATFORM_BACKENDS: dict[str, tuple[CameraBackend, ...]] = {
    "linux": ("v4l2",),
    "win32": ("msmf", "dshow"),
    "darwin": ("avfoundation",),
}

CLOSE_TIMEOUT_S = 1.0
# What OpenCV throws when a driver or stream misbehaves: opening it again helps, if anything does.
_DRIVER_FAULTS = (cv2.error, OSError, MemoryError)


@dataclass(frozen=True, slots=True)
class CameraSettings:
    """What to ask of a live source; a camera gives the nearest that it can.

    Attributes:
        width: Pixels.
        height: Pixels.
        fps: Frames per second.
        backend: The operating system's interface to the camera; "auto" takes the platform's own.
        open_timeout_s: Longest wait for the first picture.
        read_timeout_s: Longest wait for a further one, before the source counts as lost.
    """

    width: int = 640
    height: int = 480
    fps: float = 30.0
    backend: CameraBackend = "auto"
    open_timeout_s: float = 10.0
    read_timeout_s: float = 5.0


class LiveSource:
    """What cameras and streams have in common: the newest picture, or word that there is none.

    Open the same object again after a loss: it knows whether the driver still hangs.

    Args:
        name: The source's name, without credentials.
        called: What it is called in a sentence: a stream's address is nobody's business at the door.
        opener: Opens the capture, or returns None when it cannot.
        not_opened: Gives the error for an opening that failed.
        nothing_arrives_hint: What to do when it is open but delivers nothing.
        clock: Gives `Frame.time_s`.
        settings: Time limits.
    """

    live = True

    def __init__(
        self,
        name: str,
        called: Message,
        opener: Callable[[], cv2.VideoCapture | None],
        not_opened: Callable[[], SourceError],
        nothing_arrives_hint: Message,
        *,
        clock: Callable[[], float],
        settings: CameraSettings,
    ) -> None:
        self.name = name
        self._called = called
        self._opener = opener
        self._not_opened = not_opened
        self._nothing_arrives_hint = nothing_arrives_hint
        self._clock = clock
        self._settings = settings
        self._reader: LiveReader | None = None
        self._hanging: LiveReader | None = None
        self._next_index = 0

    def open(self) -> None:
        """Open and wait for the first picture.

        Raises:
            SourceError: It is absent, in use or silent.
        """
        self.close()
        if self._hanging is not None:
            # Threads would pile up if each attempt started another one into the same stuck driver.
            if not self._hanging.wait_released(self._settings.open_timeout_s):
                raise self._nothing_arrives(self._settings.open_timeout_s)
            self._hanging = None
        reader = LiveReader(self._opener, self._clock, first_number=self._next_index)
        self._reader = reader
        try:
            reader.start(self._settings.open_timeout_s)
        except NotOpenedError:
            self.close()
            raise self._not_opened() from None
        except NothingArrivesError:
            self.close()
            raise self._nothing_arrives(self._settings.open_timeout_s) from None
        except _DRIVER_FAULTS as error:
            self.close()
            raise self._failed(error) from error

    def read(self) -> Frame | None:
        """Wait for a frame newer than the last one returned.

        Returns:
            The newest frame; None when the source is closed.

        Raises:
            SourceError: The source is lost; open it again.
        """
        reader = self._reader
        if reader is None:
            return None
        try:
            picture = reader.take(self._settings.read_timeout_s)
        except LostError:
            raise SourceError(
                Message("{source} was lost.", source=self._called), hint=self._nothing_arrives_hint
            ) from None
        except NothingArrivesError:
            raise self._nothing_arrives(self._settings.read_timeout_s) from None
        except _DRIVER_FAULTS as error:
            raise self._failed(error) from error
        if picture is None:
            return None
        return Frame(image=picture.image, time_s=picture.time_s, source=self.name, index=picture.number)

    def close(self) -> None:
        """Release the device; safe at any time, from any thread, and twice."""
        reader, self._reader = self._reader, None
        if reader is None:
            return
        self._next_index = reader.next_number
        if not reader.stop(CLOSE_TIMEOUT_S):
            self._hanging = reader

    def _failed(self, error: Exception) -> SourceError:
        return SourceError(
            Message("{source} failed: {fault}.", source=self._called, fault=redacted(str(error))),
            hint=self._nothing_arrives_hint,
        )

    def _nothing_arrives(self, waited_s: float) -> SourceError:
        return SourceError(
            Message("{source} has delivered no picture for {waited_s:g} s.", source=self._called, waited_s=waited_s),
            hint=self._nothing_arrives_hint,
        )


class CameraSource(LiveSource):
    """A camera at this computer.

    Args:
        device: Its number from 0, or its path such as "/dev/video0".
        clock: Gives `Frame.time_s`.
        settings: What to ask of it.
    """

    def __init__(
        self,
        device: int | str,
        *,
        clock: Callable[[], float] = time.monotonic,
        settings: CameraSettings | None = None,
    ) -> None:
        asked = settings or CameraSettings()
        super().__init__(
            str(device),
            Message("The camera '{device}'", device=device),
            lambda: _open_camera(device, asked),
            lambda: _camera_fault(device),
            Message("Check its cable and privacy switch, and close other programs that use it."),
            clock=clock,
            settings=asked,
        )


class StreamSource(LiveSource):
    """A live stream from the network, RTSP or HTTP.

    Args:
        address: Its URL; credentials in it are masked in the name.
        clock: Gives `Frame.time_s`.
        settings: Time limits; the stream itself says how large its pictures are.
    """

    def __init__(
        self, address: str, *, clock: Callable[[], float] = time.monotonic, settings: CameraSettings | None = None
    ) -> None:
        asked = settings or CameraSettings()
        super().__init__(
            mask_credentials(address),
            Message("The stream"),
            lambda: _open_stream(address, asked),
            lambda: SourceError(
                Message("The stream cannot be opened."),
                hint=Message("Check the address, its user and password, and that the camera is on the network."),
            ),
            Message("Check that the camera is switched on and on the network."),
            clock=clock,
            settings=asked,
        )


def backends_here() -> list[int]:
    """OpenCV's back ends for the cameras of this platform, the one to try first in front."""
    return [_BACKENDS[name] for name in _PLATFORM_BACKENDS.get(sys.platform, ())] or [cv2.CAP_ANY]


def _open_camera(device: int | str, settings: CameraSettings) -> cv2.VideoCapture | None:
    backends = backends_here() if settings.backend == "auto" else [_BACKENDS[settings.backend]]
    for backend in backends:
        capture = open_capture(device, backend)
        if capture is None:
            continue
        if settings.width * settings.height > 640 * 480:
            # USB 2 has room for no more than this uncompressed at 30 frames/s.
            capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, settings.width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, settings.height)
        capture.set(cv2.CAP_PROP_FPS, settings.fps)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        return capture
    return None


def _camera_fault(device: int | str) -> SourceError:
    """Why a camera could not be opened, as far as the operating system tells."""
    path = f"/dev/video{device}" if isinstance(device, int) else device
    if sys.platform == "linux" and not Path(path).exists():
        return SourceError(
            Message("There is no camera '{path}'.", path=path),
            hint=Message("Plug one in, name another (0, 1, ...), or try the source 'demo', which needs none."),
        )
    if sys.platform == "linux" and not os.access(path, os.R_OK | os.W_OK):
        return SourceError(
            Message("You may not use the camera '{path}'.", path=path),
            hint=Message("Add your user to the group 'video'."),
        )
    return SourceError(
        Message("The camera '{device}' cannot be opened.", device=device),
        hint=Message("Check that it is plugged in, and close other programs that use it."),
    )


def _open_stream(address: str, settings: CameraSettings) -> cv2.VideoCapture | None:
    parameters = (
        cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
        max(1, round(settings.open_timeout_s * 1000)),
        cv2.CAP_PROP_READ_TIMEOUT_MSEC,
        max(1, round(settings.read_timeout_s * 1000)),
        # With more threads FFmpeg decodes that many frames at once, and each picture comes as much later.
        cv2.CAP_PROP_N_THREADS,
        1,
    )
    return open_capture(address, cv2.CAP_FFMPEG, parameters)
