"""The newest picture of something that keeps delivering: what came before it is dropped, never queued."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import cv2
from cv2.typing import MatLike

from faceapp.devices.capture import read_picture, to_rgb
from faceapp.domain.records import Image

# A camera now and then delivers a picture that cannot be decoded; only several in a row mean it is lost.
_FAILED_READS = 4


class NotOpenedError(Exception):
    """The device or address could not be opened."""


class NothingArrivesError(Exception):
    """It is open, but no picture came within the time allowed."""


class LostError(Exception):
    """It delivered and then stopped."""


@dataclass(frozen=True, slots=True, eq=False)
class LivePicture:
    """One picture of a live capture.

    Attributes:
        image: RGB, uint8, (height, width, 3).
        time_s: When it arrived, by the reader's clock.
        number: How many pictures the device delivered before it; those dropped leave gaps.
    """

    image: Image
    time_s: float
    number: int


class LiveReader:
    """Reads a capture on a thread of its own, as fast as pictures arrive, and keeps the newest.

    The thread does two things that a plain read cannot: drivers and networks queue pictures, so
    whoever reads too slowly would see an ever older past; and a driver may block for ever, which
    only a wait outside of it can end.

    Args:
        opener: Opens the capture, or returns None when it cannot. Called on the reader's thread.
        clock: Gives `LivePicture.time_s`, in seconds.
        first_number: Number of the first picture.
    """

    def __init__(
        self, opener: Callable[[], cv2.VideoCapture | None], clock: Callable[[], float], *, first_number: int = 0
    ) -> None:
        self._opener = opener
        self._clock = clock
        self._news = threading.Condition()
        self._stopping = False
        self._opened = False
        self._ended = False
        self._fault: Exception | None = None
        self._newest: tuple[MatLike, float, int] | None = None
        self._next_number = first_number
        # A daemon: a thread that hangs in a driver must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="capture", daemon=True)

    @property
    def next_number(self) -> int:
        """Number that the next picture to arrive will have."""
        with self._news:
            return self._next_number

    def start(self, timeout_s: float) -> None:
        """Open the capture and wait until its first picture is there, or the reader is stopped.

        Raises:
            NotOpenedError: It cannot be opened, or opening takes longer than `timeout_s`.
            NothingArrivesError: It opened, but delivered nothing within `timeout_s`.
        """
        self._thread.start()
        with self._news:
            self._news.wait_for(lambda: self._newest is not None or self._ended or self._stopping, timeout_s)
            if self._newest is not None or self._stopping:
                return
            self._raise_fault()
            opened = self._opened
        raise NothingArrivesError if opened else NotOpenedError

    def take(self, timeout_s: float) -> LivePicture | None:
        """Wait for a picture newer than the one taken last.

        Returns:
            The newest picture; None once the reader was stopped.

        Raises:
            LostError: The capture ended.
            NothingArrivesError: Nothing came within `timeout_s`.
        """
        with self._news:
            self._news.wait_for(lambda: self._newest is not None or self._ended or self._stopping, timeout_s)
            if self._stopping:
                return None
            newest, self._newest = self._newest, None
            if newest is None:
                self._raise_fault()
                raise LostError if self._ended else NothingArrivesError
        picture, time_s, number = newest
        return LivePicture(to_rgb(picture), time_s, number)

    def stop(self, timeout_s: float) -> bool:
        """End reading and release the capture.

        Returns:
            Whether the capture was released within `timeout_s`; if not, its thread still hangs in
            the driver and releases it as soon as the driver lets go.
        """
        with self._news:
            self._stopping = True
            self._news.notify_all()
        return self.wait_released(timeout_s)

    def wait_released(self, timeout_s: float) -> bool:
        """Wait for the capture of a stopped reader to be released; whether it is."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _raise_fault(self) -> None:
        if self._fault is not None:
            raise self._fault

    def _run(self) -> None:
        try:
            capture = self._opener()
            if capture is not None:
                try:
                    self._read_until_stopped(capture)
                finally:
                    capture.release()
        except Exception as fault:
            with self._news:
                self._fault = fault
        finally:
            with self._news:
                self._ended = True
                self._news.notify_all()

    def _read_until_stopped(self, capture: cv2.VideoCapture) -> None:
        with self._news:
            self._opened = True
        failed = 0
        while failed < _FAILED_READS:
            picture = read_picture(capture)
            time_s = self._clock()
            with self._news:
                if self._stopping:
                    return
                if picture is None:
                    failed += 1
                    continue
                failed = 0
                self._newest = (picture, time_s, self._next_number)
                self._next_number += 1
                self._news.notify_all()
