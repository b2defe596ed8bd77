"""Events as a table that a spreadsheet reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from faceapp.domain.errors import CancelledError
from faceapp.domain.event_filter import RecordedEvent
from faceapp.domain.messages import Message
from faceapp.services.csv_file import Cell, write_csv

COLUMNS = (
    "id",
    "occurred_at",
    "camera",
    "outcome",
    "reason",
    "person_id",
    "person",
    "score",
    "threshold",
    "frames",
    "latency_ms",
    "encoder",
    "similarity",
    "door",
    "label",
    "label_person_id",
    "label_author",
    "label_at",
    "note",
)


def write_events(
    path: Path,
    pages: Iterable[tuple[RecordedEvent, ...]],
    names: Mapping[int, str],
    *,
    total: int,
    on_progress: Callable[[float, str], None] | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> int:
    """Write events as CSV (UTF-8 with a mark, by which spreadsheets know it), a page at a time.

    The file appears whole or not at all, and only its owner may read it.

    Args:
        path: The file; one that is there is replaced.
        pages: The events.
        names: People's names by id; whoever is not among them has no name in the table.
        total: How many events there are, for the progress.
        on_progress: Called with the share done, and words.
        should_stop: Asked between pages.

    Returns:
        How many events were written.

    Raises:
        CancelledError: It was asked to stop; there is no file.
        StorageError: The file cannot be written.
    """
    written = 0

    def rows() -> Iterator[list[Cell]]:
        nonlocal written
        for page in pages:
            if should_stop():
                raise CancelledError(Message("The export was stopped."), hint=Message("No file was written."))
            yield from (_row(recorded, names) for recorded in page)
            written += len(page)
            if on_progress is not None:
                on_progress(min(1.0, written / max(1, total)), "")

    write_csv(path, COLUMNS, rows())
    return written


def _row(recorded: RecordedEvent, names: Mapping[int, str]) -> list[Cell]:
    event, label = recorded.event, recorded.label
    return [
        event.event_id,
        event.occurred_at.isoformat(),
        event.source,
        event.outcome.value,
        event.reason.value,
        event.person_id,
        None if event.person_id is None else names.get(event.person_id, ""),
        None if event.score is None else round(event.score, 6),
        round(event.threshold, 6),
        event.frames,
        round(1000 * event.latency_s),
        event.encoder_id,
        event.similarity,
        event.door,
        *(
            ("", "", "", "", "")
            if label is None
            else (
                label.label,
                label.person_id,
                label.author,
                label.created_at.isoformat(),
                label.note,
            )
        ),
    ]
