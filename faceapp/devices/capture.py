"""OpenCV's video capture without its messages on the screen, and its pictures as RGB."""

from __future__ import annotations

import os
from collections.abc import Sequence

import cv2
import cv2.utils.logging
import numpy as np
from cv2.typing import MatLike

from faceapp.domain.records import Image

_AV_LOG_QUIET = "-8"  # FFmpeg's AV_LOG_QUIET


def open_capture(target: int | str, backend: int, parameters: Sequence[int] = ()) -> cv2.VideoCapture | None:
    """Open a camera, an address or a clip.

    OpenCV and FFmpeg report failures on stderr in their own words (addresses with passwords
    included); a source reports its own, so both are silenced. `OPENCV_LOG_LEVEL` and
    `OPENCV_FFMPEG_LOGLEVEL` in the environment bring them back.

    Args:
        target: A camera's number, or a path or address.
        backend: One of OpenCV's `CAP_*` back ends.
        parameters: `CAP_PROP_*` and value in turn, applied while opening.

    Returns:
        The capture; None when it cannot be opened.
    """
    if "OPENCV_LOG_LEVEL" not in os.environ:
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    # FFmpeg's level can only be given by the environment, which OpenCV reads at the first opening.
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", _AV_LOG_QUIET)
    try:
        capture = cv2.VideoCapture(target, backend, list(parameters))
    except cv2.error:
        return None
    if capture.isOpened():
        return capture
    capture.release()
    return None


def read_picture(capture: cv2.VideoCapture) -> MatLike | None:
    """Wait for the next picture, in whatever channels the back end delivers.

    Returns:
        The picture; None when there is none (any more).
    """
    try:
        found, picture = capture.read()
    except cv2.error:
        return None
    return picture if found and picture is not None and picture.size else None


def to_rgb(picture: MatLike) -> Image:
    """Turn OpenCV's picture, BGR or grey and uint8, into RGB (height, width, 3)."""
    conversion = cv2.COLOR_GRAY2RGB if picture.ndim == 2 else cv2.COLOR_BGR2RGB
    return np.asarray(cv2.cvtColor(picture, conversion), dtype=np.uint8)
