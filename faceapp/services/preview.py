"""A look at a camera's pictures, without recognition."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from faceapp.devices.sources import FrameSource
from faceapp.domain.errors import FaceappError, SourceError, words_of
from faceapp.domain.messages import Message
from faceapp.domain.records import Frame

log = logging.getLogger(__name__)


class Preview:
    """Reads a source on a thread of its own until it is stopped, has ended, or fails.

    Args:
        prepare: Called first, such as to end what holds the camera.
        open_source: Makes the source, unopened.
        on_frame: Called with each frame, on the thread.
        on_failed: Called with what it ended with, on the thread.
        pace_s: A recording is shown with this pause between pictures.
    """

    def __init__(
        self,
        *,
        prepare: Callable[[], None],
        open_source: Callable[[], FrameSource],
        on_frame: Callable[[Frame], None],
        on_failed: Callable[[FaceappError], None],
        pace_s: float = 1 / 30,
    ) -> None:
        self._prepare, self._open_source = prepare, open_source
        self._on_frame, self._on_failed = on_frame, on_failed
        self._pace_s = pace_s
        self._stopping = threading.Event()
        self._source: FrameSource | None = None
        self._thread = threading.Thread(target=self._run, name="faceapp-preview", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and let go of the camera; may be called from any thread, and again.

        A camera that never answers takes a second, and a stream longer: not for the main thread.
        """
        self._stopping.set()
        source = self._source
        if source is not None:
            source.close()
        self.wait()

    def wait(self) -> None:
        """Wait until it has ended."""
        if self._thread.ident is not None:
            self._thread.join(timeout=10.0)

    def _run(self) -> None:
        try:
            self._prepare()
            source = self._source = self._open_source()
            try:
                self._read(source)
            finally:
                source.close()
        except FaceappError as error:
            if not self._stopping.is_set():
                self._on_failed(error)
        except Exception as error:
            log.exception("the preview failed")
            self._on_failed(
                SourceError(
                    Message("The preview failed: {fault}.", fault=words_of(error)),
                    hint=Message("Please report this fault."),
                )
            )

    def _read(self, source: FrameSource) -> None:
        if self._stopping.is_set():
            return
        source.open()
        while not self._stopping.is_set():
            frame = source.read()
            if frame is None:
                return
            self._on_frame(frame)
            if not source.live:
                self._stopping.wait(self._pace_s)
