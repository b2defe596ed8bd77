"""The list of people as a file."""

from __future__ import annotations

import csv
import json
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from faceapp.domain.errors import StorageError
from faceapp.domain.records import Consent, Person
from faceapp.services.people_export import COLUMNS, export_people

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PEOPLE = (
    Person(1, "=HYPERLINK(1)", 3, NOW, groups=("night", "staff"), notes='two\nlines, "quoted"'),
    Person(2, "李", 1, NOW, True, date(2026, 1, 1), date(2026, 2, 1), (), "-7", "", Consent(NOW, "me", "v1"), NOW),
)


def test_json_holds_every_detail(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    export_people(PEOPLE, path, date(2026, 3, 1))
    first, second = json.loads(path.read_text(encoding="utf-8"))
    assert tuple(first) == tuple(second) == COLUMNS
    assert first["groups"] == ["night", "staff"] and first["state"] == "active" and first["valid_from"] is None
    assert (second["name"], second["state"], second["valid_until"]) == ("李", "suspended", "2026-02-01")
    assert (second["consent_text_version"], second["last_seen_at"]) == ("v1", NOW.isoformat())


def test_csv_computes_nothing_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "people.CSV"
    export_people(PEOPLE, path, date(2026, 3, 1))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == ["'=HYPERLINK(1)", "李"]
    assert rows[0]["notes"] == 'two\nlines, "quoted"' and rows[0]["groups"] == "night, staff"
    assert (rows[1]["card"], rows[1]["suspended"], rows[0]["last_seen_at"]) == ("'-7", "yes", "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nobody_is_a_table_too(tmp_path: Path) -> None:
    export_people((), tmp_path / "a.csv", date(2026, 3, 1))
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").strip().split(",") == list(COLUMNS)


def test_what_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"no kind of file"):
        export_people(PEOPLE, tmp_path / "people.xls", date(2026, 3, 1))
    with pytest.raises(StorageError, match="cannot be written"):
        export_people(PEOPLE, tmp_path / "nowhere" / "people.csv", date(2026, 3, 1))
    assert list(tmp_path.iterdir()) == []
