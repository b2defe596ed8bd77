"""Camera thread, one-slot mailbox, recognition thread."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from typing import Protocol

from faceapp.devices.sources import FrameSource, retry_pauses
from faceapp.domain.errors import FaceappError, SourceError, words_of
from faceapp.domain.messages import Message
from faceapp.domain.records import Frame, FrameResult
from faceapp.services.mailbox import Mailbox

log = logging.getLogger(__name__)

# How long a thread may take to notice that it should stop.
_POLL_S = 0.1
# A camera that gave nothing for this long is said to be lost, even if reading has not failed yet.
_SILENT_S = 5.0


class SourceState(StrEnum):
    """How the source is."""

    OPENING = "opening"
    RUNNING = "running"
    LOST = "lost"
    ENDED = "ended"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """What is said of the source.

    Attributes:
        state: How it is.
        message: One or two sentences for the administrator; empty while it runs. They may name the source, which is
            nobody else's business.
        retry_in_s: Pause before the next try, when lost.
    """

    state: SourceState
    message: str = ""
    retry_in_s: float | None = None


class Worker(Protocol):
    """What recognition does with frames; lives on the recognition thread alone."""

    def process(self, frame: Frame, dropped: int) -> FrameResult:
        """Analyse a frame, record and carry out its decisions."""
        ...

    def finish(self) -> FrameResult | None:
        """Carry out the decisions still due when the source has ended."""
        ...

    def reload_gallery(self) -> None:
        """Take up changes of the enrolled people."""
        ...

    def enter_pin(self, track_id: int, pin: str) -> None:
        """Take a PIN for the request of a track."""
        ...

    def cancel_pin(self, track_id: int) -> None:
        """Wait no longer for the PIN of a track."""
        ...

    def close(self) -> None:
        """Free what the worker holds."""
        ...


class _Command(Enum):
    PAUSE = auto()
    RESUME = auto()
    RELOAD_GALLERY = auto()


@dataclass(frozen=True, slots=True)
class _Pin:
    """An answer to the request of a track: the digits, or None where the person does not want to enter any."""

    track_id: int
    digits: str | None = field(repr=False)


class Runtime:
    """Recognition running on a source, in two threads of its own.

    Args:
        open_source: Makes the source, unopened; called on the camera thread.
        build_worker: Makes the worker; called on the recognition thread, which alone uses it.
        on_result: Called for every frame that was recognised, on the recognition thread.
        on_status: Called when the source's state changes, on either thread.
        max_speed: A recorded source is read as fast as recognition goes, without dropping frames;
            otherwise it is played at its own speed.
        on_frame: Called for every frame on the camera thread before recognition has it, to show it at the camera's
            rate; must return at once.
        fail_fast: A live source that cannot even be opened once ends the run with its error,
            instead of being retried.
    """

    def __init__(
        self,
        *,
        open_source: Callable[[], FrameSource],
        build_worker: Callable[[], Worker],
        on_result: Callable[[FrameResult], None],
        on_status: Callable[[SourceStatus], None],
        on_frame: Callable[[Frame], None] = lambda frame: None,
        max_speed: bool = False,
        fail_fast: bool = False,
    ) -> None:
        self._open_source = open_source
        self._build_worker = build_worker
        self._on_result = on_result
        self._on_status = on_status
        self._on_frame = on_frame
        self._max_speed = max_speed
        self._fail_fast = fail_fast
        self._mailbox = Mailbox()
        self._commands: queue.SimpleQueue[_Command | _Pin] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._ready = threading.Event()
        self._finished = threading.Event()
        self._camera = threading.Thread(target=self._run_camera, name="faceapp-camera", daemon=True)
        self._recognition = threading.Thread(target=self._run_recognition, name="faceapp-recognition", daemon=True)
        self._source: FrameSource | None = None
        self.error: FaceappError | None = None

    def start(self) -> None:
        """Start both threads; the camera opens while the models load."""
        self._recognition.start()
        self._camera.start()

    def stop(self) -> None:
        """Stop and join both threads; may be called again."""
        self._stopping.set()
        self._mailbox.close()
        source = self._source
        if source is not None:
            source.close()  # wakes the camera thread, which may wait for a picture
        for thread in (self._camera, self._recognition):
            if thread.ident is not None and thread is not threading.current_thread():
                thread.join(timeout=10.0)

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until the source has ended and every frame is dealt with; False on time-out."""
        return self._finished.wait(timeout_s)

    def pause(self) -> None:
        """Stop judging; frames are thrown away until `resume`."""
        self._commands.put(_Command.PAUSE)

    def resume(self) -> None:
        """Judge again."""
        self._commands.put(_Command.RESUME)

    def reload_gallery(self) -> None:
        """Take up changes of the enrolled people before the next frame."""
        self._commands.put(_Command.RELOAD_GALLERY)

    def enter_pin(self, track_id: int, pin: str) -> None:
        """Answer the request for a PIN that a result of this run told; the results after it tell what came of it.

        Args:
            track_id: The request's.
            pin: What was entered.
        """
        self._commands.put(_Pin(track_id, pin))

    def cancel_pin(self, track_id: int) -> None:
        """Say that the person does not want to enter a PIN."""
        self._commands.put(_Pin(track_id, None))

    # Camera thread

    def _run_camera(self) -> None:
        try:
            self._read_until_ended()
        except FaceappError as error:
            self._fail(error)
        except Exception as error:
            log.exception("the camera thread failed")
            self._fail(
                SourceError(
                    Message("Reading the source failed: {fault}.", fault=words_of(error)),
                    hint=Message("Please report this fault."),
                )
            )
        finally:
            self._mailbox.close()

    def _read_until_ended(self) -> None:
        source = self._source = self._open_source()
        pauses = retry_pauses()
        seen_before = False
        while not self._stopping.is_set():
            self._on_status(SourceStatus(SourceState.OPENING))
            try:
                source.open()
                for_first_frame = True
                while not self._stopping.is_set():
                    frame = source.read()
                    if frame is None:
                        if not source.live or self._stopping.is_set():
                            return
                        raise SourceError(
                            Message("The stream ended."),
                            hint=Message("Waiting for it to come back."),
                        )
                    if for_first_frame:
                        for_first_frame, seen_before, pauses = False, True, retry_pauses()
                        self._on_status(SourceStatus(SourceState.RUNNING))
                        started_s, first_frame_s = self._when_ready(source), frame.time_s
                    self._deliver(frame, source, started_s + frame.time_s - first_frame_s)
            except SourceError as error:
                if self._stopping.is_set():
                    return
                if not source.live or (self._fail_fast and not seen_before):
                    raise
                source.close()
                self._mailbox.clear()
                pause_s = next(pauses)
                self._on_status(SourceStatus(SourceState.LOST, error.message, pause_s))
                self._stopping.wait(pause_s)
            finally:
                source.close()

    def _when_ready(self, source: FrameSource) -> float:
        """The moment from which a recording plays: it waits for the models, a camera does not."""
        if not source.live:
            while not (self._ready.is_set() or self._stopping.is_set()):
                self._ready.wait(_POLL_S)
        return time.monotonic()

    def _deliver(self, frame: Frame, source: FrameSource, due_s: float) -> None:
        if source.live:
            self._on_frame(frame)
            self._mailbox.put(frame)
        elif self._max_speed:
            while not self._stopping.is_set() and not self._mailbox.put_when_empty(frame, _POLL_S):
                pass
        else:
            self._stopping.wait(max(0.0, due_s - time.monotonic()))
            self._on_frame(frame)
            self._mailbox.put(frame)

    # Recognition thread

    def _run_recognition(self) -> None:
        try:
            self._recognise_until_stopped()
        except FaceappError as error:
            self._fail(error)
        except Exception as error:
            log.exception("the recognition thread failed")
            self._fail(
                FaceappError(
                    Message("Recognition failed: {fault}.", fault=words_of(error)),
                    hint=Message("Please report this fault."),
                )
            )
        finally:
            self._ready.set()
            # Without recognition there is nothing left to read for.
            self._stopping.set()
            self._mailbox.close()
            self._finished.set()

    def _recognise_until_stopped(self) -> None:
        """Recognise; before a live source begin anew after a failure, as nobody may be there to do it."""
        pauses = retry_pauses()
        while True:
            with closing(self._build_worker()) as worker:
                self._ready.set()
                try:
                    return self._recognise(worker)
                except Exception as error:
                    if self._source is None or not self._source.live or self._fail_fast:
                        raise
                    log.exception("recognition failed and begins anew")
                    failure = words_of(error)
            pause_s = next(pauses)
            told = Message("Recognition failed and begins anew. {fault}", fault=failure)
            self._on_status(SourceStatus(SourceState.LOST, told, pause_s))
            if self._stopping.wait(pause_s):
                return None
            self._on_status(SourceStatus(SourceState.RUNNING))

    def _recognise(self, worker: Worker) -> None:
        paused = False
        last_frame_s, silent = time.monotonic(), False
        while not self._stopping.is_set():
            paused = self._obey(worker, paused)
            frame = self._mailbox.take(_POLL_S)
            if frame is None:
                if self._mailbox.exhausted:
                    break
                if not silent and time.monotonic() - last_frame_s > _SILENT_S and self._camera_is_reading():
                    silent = True
                    self._on_status(SourceStatus(SourceState.LOST, Message("The camera gives no pictures. Check it.")))
                continue
            if silent:
                silent = False
                self._on_status(SourceStatus(SourceState.RUNNING))
            last_frame_s = time.monotonic()
            if not paused:
                self._on_result(worker.process(frame, self._mailbox.dropped))
        last = worker.finish()
        if last is not None:
            self._on_result(last)
        if self.error is None and not self._stopping.is_set():
            self._on_status(SourceStatus(SourceState.ENDED, Message("The recording has ended.")))

    def _camera_is_reading(self) -> bool:
        return self._camera.is_alive() and not self._mailbox.exhausted

    def _obey(self, worker: Worker, paused: bool) -> bool:
        """Carry out the commands that wait; returns whether recognition is paused."""
        while True:
            try:
                command = self._commands.get_nowait()
            except queue.Empty:
                return paused
            if isinstance(command, _Pin):
                if command.digits is None:
                    worker.cancel_pin(command.track_id)
                else:
                    worker.enter_pin(command.track_id, command.digits)
            elif command is _Command.RELOAD_GALLERY:
                worker.reload_gallery()
            else:
                paused = command is _Command.PAUSE

    def _fail(self, error: FaceappError) -> None:
        if self.error is None:
            self.error = error
        self._on_status(SourceStatus(SourceState.FAILED, error.message))
