"""Sources that end: a clip, a picture, a folder of pictures."""

from __future__ import annotations

import math
import threading
from pathlib import Path

import cv2

from faceapp.devices.capture import open_capture, read_picture, to_rgb
from faceapp.domain.errors import SourceError
from faceapp.domain.messages import Message
from faceapp.domain.records import Frame
from faceapp.domain.system_faults import why
from faceapp.imaging import IMAGE_SUFFIXES, read_image

VIDEO_SUFFIXES = frozenset({".avi", ".gif", ".m4v", ".mkv", ".mov", ".mp4", ".webm"})

_FALLBACK_FPS = 30.0  # of a clip that names no rate
_GIF_HEAD = b"GIF8"
_GIF_TRAILER = b";"


class VideoFileSource:
    """A clip, decoded by FFmpeg.

    Args:
        path: The file.
        name: What to call it; its path by default.
    """

    live = False

    def __init__(self, path: Path, name: str | None = None) -> None:
        self.name = str(path) if name is None else name
        self._path = path
        self._capture: cv2.VideoCapture | None = None
        # OpenCV crashes when a capture is released while another thread reads it.
        self._guard = threading.Lock()
        self._frame_s = 1.0 / _FALLBACK_FPS
        self._announced = 0
        self._is_cut_gif = False
        self._next_index = 0
        self._time_s = -math.inf

    def open(self) -> None:
        """Open at the first frame.

        Raises:
            SourceError: The file is absent, unreadable or no clip.
        """
        self.close()
        is_cut_gif = _is_cut_gif(self._path)
        # Resolved: FFmpeg takes a relative name with a colon in it for a protocol.
        capture = open_capture(str(self._path.resolve()), cv2.CAP_FFMPEG)
        if capture is None:
            raise SourceError(
                Message("'{name}' is not a clip that can be read.", name=self.name),
                hint=Message("It may be damaged or cut short: export it again as MP4 or MKV."),
            )
        fps = capture.get(cv2.CAP_PROP_FPS)
        announced = capture.get(cv2.CAP_PROP_FRAME_COUNT)
        with self._guard:
            has_rate = 0 < fps <= 1000
            self._frame_s = 1.0 / (fps if has_rate else _FALLBACK_FPS)
            # Recordings by browsers announce no length; it reads as a number out of all bounds.
            self._announced = int(announced) if has_rate and 0 < announced < 1e9 else 0
            self._is_cut_gif = is_cut_gif
            self._next_index = 0
            self._time_s = -math.inf
            self._capture = capture

    def read(self) -> Frame | None:
        """Decode the next frame.

        Returns:
            The frame, `time_s` being its time in the clip; None after the last, or when closed.

        Raises:
            SourceError: The clip holds no frame, or ends well before the length that it announces.
        """
        with self._guard:
            if self._capture is None:
                return None
            picture = read_picture(self._capture)
            if picture is None:
                self._capture.release()
                self._capture = None
                self._check_complete()
                return None
            position_s = self._capture.get(cv2.CAP_PROP_POS_MSEC) / 1000.0
            if self._next_index == 0:
                self._time_s = position_s if math.isfinite(position_s) and position_s > 0 else 0.0
            elif math.isfinite(position_s) and position_s > self._time_s:
                self._time_s = position_s
            else:
                # The container gives this frame no time, or one that runs backwards.
                self._time_s += self._frame_s
            frame = Frame(image=to_rgb(picture), time_s=self._time_s, source=self.name, index=self._next_index)
            self._next_index += 1
            return frame

    def close(self) -> None:
        """Release the file; safe at any time, from any thread, and twice."""
        with self._guard:
            if self._capture is not None:
                self._capture.release()
                self._capture = None

    def _check_complete(self) -> None:
        """Make sure that a clip which ended was not cut short.

        The announced count is an estimate where the container states only a duration and a rate,
        so a clip counts as complete when either its frames or its time reach nine tenths of it.
        """
        hint = Message("It is damaged or was cut short: copy or export it again.")
        if self._next_index == 0:
            raise SourceError(Message("'{name}' holds no picture that can be decoded.", name=self.name), hint=hint)
        reached = max(float(self._next_index), self._time_s / self._frame_s + 1)
        if self._announced - reached > max(2.0, 0.1 * self._announced):
            raise SourceError(
                Message(
                    "'{name}' ends after frame {count} of about {announced}.",
                    name=self.name,
                    count=self._next_index,
                    announced=self._announced,
                ),
                hint=hint,
            )
        if self._is_cut_gif:
            raise SourceError(
                Message(
                    "'{name}' ends in the middle, after frame {count}.",
                    name=self.name,
                    count=self._next_index,
                ),
                hint=hint,
            )


class ImageSource:
    """A single picture: one frame at time 0.

    Args:
        path: The file.
        name: What to call it; its path by default.
    """

    live = False

    def __init__(self, path: Path, name: str | None = None) -> None:
        self.name = str(path) if name is None else name
        self._path = path
        self._frame: Frame | None = None

    def open(self) -> None:
        """Decode the picture.

        Raises:
            SourceError: The file is absent, unreadable or no picture.
        """
        self._frame = Frame(image=read_image(self._path), time_s=0.0, source=self.name, index=0)

    def read(self) -> Frame | None:
        """Return the picture the first time, then None."""
        frame, self._frame = self._frame, None
        return frame

    def close(self) -> None:
        """Let go of the picture."""
        self._frame = None


class FolderSource:
    """The pictures of a folder, by name, at a steady pace; other files and sub-folders are passed over.

    Args:
        folder: The folder.
        seconds_per_image: Time between two pictures; a decision needs several within a second or two.
        name: What to call it; its path by default.
    """

    live = False

    def __init__(self, folder: Path, *, seconds_per_image: float = 0.2, name: str | None = None) -> None:
        self.name = str(folder) if name is None else name
        self._folder = folder
        self._seconds_per_image = seconds_per_image
        self._paths: tuple[Path, ...] = ()
        self._next_index = 0

    def open(self) -> None:
        """List the folder; the pictures are decoded as they are read.

        Raises:
            SourceError: The folder is absent, unreadable or without pictures.
        """
        self._paths = pictures_in(self._folder)
        self._next_index = 0

    def read(self) -> Frame | None:
        """Decode the next picture.

        Returns:
            The frame; None after the last, or when closed.

        Raises:
            SourceError: This picture cannot be read; the next call goes on with the one after it.
        """
        index = self._next_index
        paths = self._paths
        if index >= len(paths):
            return None
        self._next_index += 1
        image = read_image(paths[index])
        return Frame(image=image, time_s=index * self._seconds_per_image, source=self.name, index=index)

    def close(self) -> None:
        """Forget the list."""
        self._paths = ()


def pictures_in(folder: Path) -> tuple[Path, ...]:
    """List the pictures of a folder, sorted by name, hidden files left out.

    Raises:
        SourceError: The folder is absent, unreadable or without pictures.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if is_picture(path) and path.is_file())
    except OSError as error:
        raise SourceError(
            Message("The folder '{folder}' cannot be read: {why}.", folder=folder, why=why(error)),
            hint=Message("Check its name and that you may read it."),
        ) from error
    if not paths:
        raise SourceError(
            Message("The folder '{folder}' holds no pictures.", folder=folder),
            hint=Message("Put some there: {pictures}.", pictures=listed(IMAGE_SUFFIXES)),
        )
    return tuple(paths)


def is_picture(path: Path) -> bool:
    """Whether a file's name says that it is a picture."""
    return path.suffix.lower() in IMAGE_SUFFIXES and not path.name.startswith(".")


def listed(suffixes: frozenset[str]) -> str:
    """Name file types for people: "bmp, jpg or png"."""
    names = sorted(suffix.removeprefix(".") for suffix in suffixes)
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _is_cut_gif(path: Path) -> bool:
    """Whether a file is a GIF without its end; FFmpeg counts the frames it finds, so a cut one looks whole to it.

    Raises:
        SourceError: The file is absent, forbidden or empty (which OpenCV does not tell apart).
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(_GIF_HEAD))
            file.seek(max(0, path.stat().st_size - 1024))
            tail = file.read()
    except FileNotFoundError as error:
        raise SourceError(Message("There is no file '{path}'.", path=path), hint=Message("Check the name.")) from error
    except OSError as error:
        raise SourceError(
            Message("'{path}' cannot be read: {why}.", path=path, why=why(error)),
            hint=Message("Check that it is a file and that you may read it."),
        ) from error
    if not head:
        raise SourceError(Message("'{path}' is empty.", path=path), hint=Message("Copy or export it again."))
    return head == _GIF_HEAD and not tail.rstrip(b"\0").endswith(_GIF_TRAILER)
