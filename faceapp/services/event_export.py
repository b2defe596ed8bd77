"""Events as a table that a spreadsheet reads."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from faceapp.domain.errors import CancelledError, StorageError
from faceapp.domain.event_filter import RecordedEvent
from faceapp.domain.messages import Message
from faceapp.domain.system_faults import why

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

# A spreadsheet takes a cell that begins like this for a formula, and would carry it out.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    partial = path.with_name(f"{path.name}.partial")
    written = 0
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as stream:
            table = csv.writer(stream)
            table.writerow(COLUMNS)
            for page in pages:
                if should_stop():
                    raise CancelledError(Message("The export was stopped."), hint=Message("No file was written."))
                table.writerows(_row(recorded, names) for recorded in page)
                written += len(page)
                if on_progress is not None:
                    on_progress(min(1.0, written / max(1, total)), "")
        partial.replace(path)
    except OSError as error:
        raise StorageError(
            Message("'{path}' cannot be written: {why}.", path=path, why=why(error)),
            hint=Message("Choose another file or folder."),
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return written


def _row(recorded: RecordedEvent, names: Mapping[int, str]) -> list[object]:
    event, label = recorded.event, recorded.label
    return [
        event.event_id,
        event.occurred_at.isoformat(),
        _harmless(event.source),
        event.outcome.value,
        event.reason.value,
        event.person_id,
        None if event.person_id is None else _harmless(names.get(event.person_id, "")),
        None if event.score is None else round(event.score, 6),
        round(event.threshold, 6),
        event.frames,
        round(1000 * event.latency_s),
        event.encoder_id,
        event.similarity,
        _harmless(event.door),
        *(
            ("", "", "", "", "")
            if label is None
            else (
                label.label,
                label.person_id,
                _harmless(label.author),
                label.created_at.isoformat(),
                _harmless(label.note),
            )
        ),
    ]


def _harmless(text: str) -> str:
    """The text, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
