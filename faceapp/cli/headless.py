"""`faceapp run`: recognition without a window."""

from __future__ import annotations

import queue
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from faceapp.cli.context import context_of, tell_outgrown, write_json
from faceapp.domain.errors import StorageError
from faceapp.domain.records import AccessEvent, FrameResult


def run(
    context: typer.Context,
    source: Annotated[str, typer.Option(help="Camera number, device, stream address, clip, picture, folder, or demo.")],
    max_speed: Annotated[
        bool, typer.Option("--max-speed", help="Read a recording as fast as recognition goes.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line for each decision.")] = False,
    frames: Annotated[int | None, typer.Option(help="Stop after this many frames.", min=1)] = None,
) -> None:
    """Recognise people on a source and run the door, without a window; ends with the source."""
    from faceapp.services.runtime import SourceState, SourceStatus

    # Written by the main thread: a reader that went away must not end recognition in mid-frame.
    news: queue.SimpleQueue[_News] = queue.SimpleQueue()
    enough = threading.Event()
    seen = 0

    def on_result(result: FrameResult) -> None:
        nonlocal seen
        seen += 1
        if result.events or result.fault:
            news.put(_News(result.frame.time_s, result.events, result.fault))
        if frames is not None and seen >= frames:
            enough.set()

    def on_status(status: SourceStatus) -> None:
        if status.state is SourceState.LOST:
            typer.echo(f"faceapp: {status.message}", err=True)

    with context_of(context).application(exclusive=True) as application, _sets_on_termination(enough):
        tell_outgrown(application)
        names = {person.person_id: person.name for person in application.people()}
        faults: list[str] = []

        def tell(item: _News) -> None:
            if item.fault and item.fault not in faults:
                faults.append(item.fault)
                typer.echo(f"faceapp: {item.fault}", err=True)
            for event in item.events:
                person = names.get(event.person_id) if event.person_id is not None else None
                if event.person_id is not None and person is None:
                    person = application.person_name(event.person_id)
                if as_json:
                    write_json(event_json(event, item.time_s, person))
                else:
                    typer.echo(_sentence(event, item.time_s, person))

        runtime = application.runtime(
            source, on_result=on_result, on_status=on_status, max_speed=max_speed, fail_fast=True
        )
        application.start_housekeeping()
        runtime.start()
        try:
            while not (enough.is_set() or runtime.wait(0)):
                with suppress(queue.Empty):
                    tell(news.get(timeout=0.1))
        finally:
            runtime.stop()
        while not news.empty():
            tell(news.get())
        if runtime.error is not None:
            raise runtime.error
        if faults:
            raise StorageError(f"{len(faults)} fault(s) occurred, the last: {faults[-1]}", hint="See above.")


@dataclass(frozen=True, slots=True)
class _News:
    """What one frame brought that is worth a line."""

    time_s: float
    events: tuple[AccessEvent, ...]
    fault: str


@contextmanager
def _sets_on_termination(enough: threading.Event) -> Iterator[None]:
    """Let a service manager's stop set an event, so that door and database are closed properly."""
    before = signal.signal(signal.SIGTERM, lambda _number, _frame: enough.set())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def event_json(event: AccessEvent, time_s: float, person: str | None) -> dict[str, Any]:
    """A decision as the JSON line that scripts rely on."""
    return {
        "time_s": round(time_s, 3),
        "source": event.source,
        "track_id": event.track_id,
        "outcome": event.outcome.value,
        "reason": event.reason.value,
        "person_id": event.person_id,
        "person": person,
        "score": None if event.score is None else round(event.score, 4),
        "threshold": round(event.threshold, 4),
        "frames": event.frames,
        "latency_ms": round(1000 * event.latency_s),
    }


def _sentence(event: AccessEvent, time_s: float, person: str | None) -> str:
    who = person if event.outcome.value == "granted" else event.reason.value
    if event.reason.names_person and event.outcome.value != "granted":
        who = f"{who} ({person})"
    score = "" if event.score is None else f", score {event.score:.3f} (threshold {event.threshold:.3f})"
    return f"{time_s:8.2f} s  {event.outcome.value:8}{who}{score}, {event.frames} frames, door {event.door}"
