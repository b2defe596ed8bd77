"""A run's curves as TensorBoard files."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

log = logging.getLogger(__name__)

TENSORBOARD_DIR = "tensorboard"


class Curves:
    """Writes scalars for TensorBoard; where that fails it says so once, and training goes on.

    Written here rather than by `torch.utils.tensorboard`, whose thread writes later than it is asked to, so that a full
    disk would be found out at the next point or at the very end.

    Args:
        run: Directory of the run; the files go into `tensorboard` in it.
        step: Step that the run goes on from; what was written of later steps is hidden.
    """

    def __init__(self, run: Path, step: int) -> None:
        self._stream: BinaryIO | None = None
        try:
            # Here, not above: only a training need wait for it.
            from tensorboard.compat.proto.event_pb2 import Event, SessionLog
            from tensorboard.compat.proto.summary_pb2 import Summary
            from tensorboard.summary.writer.record_writer import RecordWriter

            folder = run / TENSORBOARD_DIR
            folder.mkdir(parents=True, exist_ok=True)
            now = time.time_ns()
            # TensorBoard reads the files of a folder in the order of their names.
            self._stream = (folder / f"events.out.tfevents.{now // 10**9:010}.{now % 10**9:09}.{os.getpid()}").open(
                "xb"
            )
        except (OSError, ImportError) as error:
            log.warning("no TensorBoard files are written: %s", error)
            return
        self._event, self._summary = Event, Summary
        self._writer: Any = RecordWriter(self._stream)
        begun = SessionLog(status=SessionLog.START)
        self._write([Event(file_version="brain.Event:2"), Event(step=step + 1, session_log=begun)])

    def add(self, values: Mapping[str, float], step: int) -> None:
        """Add a point to each curve."""
        if self._stream is None:
            return
        points = [self._summary.Value(tag=name, simple_value=value) for name, value in values.items()]
        self._write([self._event(step=step, summary=self._summary(value=points))])

    def close(self) -> None:
        """End the file."""
        if self._stream is not None:
            self._stream.close()  # all was flushed
            self._stream = None

    def _write(self, events: list[Any]) -> None:
        assert self._stream is not None
        try:
            for event in events:
                event.wall_time = time.time()
                self._writer.write(event.SerializeToString())
            self._stream.flush()
        except OSError as error:
            log.warning("no more TensorBoard files are written: %s", error)
            self._abandon()

    def _abandon(self) -> None:
        stream, self._stream = self._stream, None
        try:
            if stream is not None:
                stream.close()
        except OSError:
            pass  # what could not be written before cannot be now
