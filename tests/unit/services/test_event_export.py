"""The table of events, read back by Python's own reader."""

from __future__ import annotations

import csv
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from faceapp.domain.errors import CancelledError, StorageError
from faceapp.domain.event_filter import RecordedEvent
from faceapp.domain.event_labels import EventLabel, Label
from faceapp.domain.records import AccessEvent, Outcome, Reason
from faceapp.services.event_export import COLUMNS, write_events

THEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
GRANT = AccessEvent(
    1, THEN, "front", 1, Outcome.GRANTED, Reason.MATCHED, 7, 0.75, 0.5, 4, 0.25, "e@0", "opened", "cosine"
)
DENIAL = AccessEvent(2, THEN, "-front", 1, Outcome.DENIED, Reason.UNUSABLE, None, None, 0.5, 0, 5.0, "e@0")


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_events_are_written_with_what_is_said_of_them(tmp_path: Path) -> None:
    label = EventLabel(1, 2, Label.MISSED, 7, "ann", THEN, '=1+1, "so"\nit was')
    told: list[float] = []
    path = tmp_path / "events.csv"
    path.write_text("old")
    pages = [(RecordedEvent(GRANT, None),), (RecordedEvent(DENIAL, label),)]
    assert write_events(path, pages, {7: "赵, Ü"}, total=2, on_progress=lambda share, _: told.append(share)) == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # a spreadsheet knows UTF-8 by it
    first, second = read(path)
    assert tuple(first) == COLUMNS
    assert (first["occurred_at"], first["person"], first["score"]) == ("2026-03-02T09:30:00+00:00", "赵, Ü", "0.75")
    assert first["latency_ms"] == "250"
    assert (first["label"], first["note"]) == ("", "")
    assert (second["score"], second["person"], second["person_id"]) == ("", "", "")
    assert second["camera"] == "'-front"  # no formula to a spreadsheet
    assert (second["label"], second["label_person_id"], second["note"]) == ("missed", "7", '\'=1+1, "so"\nit was')
    assert told == [0.5, 1.0]
    assert list(tmp_path.iterdir()) == [path]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_is_a_table_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    assert write_events(path, [], {}, total=0) == 0
    assert read(path) == []


def test_stopping_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("old")
    with pytest.raises(CancelledError):
        write_events(path, [(RecordedEvent(GRANT, None),)], {}, total=1, should_stop=lambda: True)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"cannot be written.*Choose"):
        write_events(tmp_path / "no" / "events.csv", [], {}, total=0)
