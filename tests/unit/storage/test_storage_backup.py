"""Backups: whole, checked, private, made while others write; and taken back, with what was there kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from faceapp.domain.errors import CancelledError, StorageError
from faceapp.storage.backup import BackupContents, back_up, check_backup, restore
from faceapp.storage.database import open_database
from faceapp.storage.people import NewTemplate, PeopleRepository

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MakeTemplates = Callable[..., list[NewTemplate]]


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [line for line in connection.iterdump() if "_sqlite_migrations" not in line]


@pytest.fixture
def filled(db: Database, make_templates: MakeTemplates) -> Database:
    """Three people with four templates each."""
    for number, name in enumerate(("Ann", "Bob", "Cem")):
        PeopleRepository(db).enrol(name, make_templates(4, seed=number), NOW)
    return db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "backup.sqlite3"


def test_a_backup_holds_everything_in_one_private_file(filled: Database, db_path: Path, file: Path) -> None:
    told: list[float] = []
    contents = back_up(filled, file, on_progress=lambda share, _: told.append(share))
    assert (contents.people, contents.templates, contents.events) == (3, 12, 0)
    assert contents.bytes == file.stat().st_size
    assert dump(file) == dump(db_path)
    assert list(file.parent.iterdir()) == [file]  # no log beside it
    assert told[-1] == 1.0
    assert told == sorted(told)
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert check_backup(file) == contents


def test_a_former_backup_is_replaced_and_nothing_else(filled: Database, file: Path, tmp_path: Path) -> None:
    back_up(filled, file)
    PeopleRepository(filled).remove(1)
    assert back_up(filled, file).people == 2
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    with pytest.raises(StorageError, match="no backup of faceapp"):
        back_up(filled, letter)
    assert letter.read_text() == "dear"


def test_it_is_made_while_others_write(
    filled: Database, db_path: Path, file: Path, make_templates: MakeTemplates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("faceapp.storage.backup._PAGES_AT_ONCE", 1)
    steps = 0
    with closing(open_database(db_path)) as other:

        def write(share: float, words: str) -> None:
            nonlocal steps
            steps += 1
            if steps == 3:
                PeopleRepository(other).enrol("Dee", make_templates(1, seed=9), NOW)

        contents = back_up(filled, file, on_progress=write)
    assert contents.people == 4
    assert dump(file) == dump(db_path)


def test_stopping_leaves_what_was_there(filled: Database, file: Path) -> None:
    back_up(filled, file)
    before = file.read_bytes()
    with pytest.raises(CancelledError):
        back_up(filled, file, should_stop=lambda: True)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_place_that_cannot_be_written_is_told(filled: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        back_up(filled, tmp_path / "file" / "backup.sqlite3")


@pytest.mark.parametrize("harm", ["cut", "scrambled", "foreign", "absent", "newer", "empty"])
def test_a_bad_backup_is_refused_and_changes_nothing(
    filled: Database, db_path: Path, file: Path, harm: str, tmp_path: Path
) -> None:
    back_up(filled, file)
    content = bytearray(file.read_bytes())
    match harm:
        case "cut":
            file.write_bytes(content[: len(content) // 2])
        case "scrambled":
            content[4096 * 2 : 4096 * 6] = os.urandom(4096 * 4)
            file.write_bytes(content)
        case "foreign":
            file.unlink()
            with closing(sqlite3.connect(file)) as other:
                other.execute("CREATE TABLE cakes (name TEXT)")
        case "absent":
            file.unlink()
        case "empty":
            file.write_bytes(b"")
        case "newer":
            with closing(sqlite3.connect(file)) as other, other:
                other.execute("INSERT INTO _sqlite_migrations VALUES (99, 'faceapp', 'add_wings', '2030-01-01')")
    before = dump(db_path)
    with pytest.raises(StorageError):
        check_backup(file)
    with pytest.raises(StorageError):
        restore(file, db_path, tmp_path / "aside.sqlite3")
    assert dump(db_path) == before
    assert not (tmp_path / "aside.sqlite3").exists()


def test_a_backup_is_taken_back_and_what_was_there_is_kept(
    filled: Database, db_path: Path, file: Path, make_templates: MakeTemplates
) -> None:
    back_up(filled, file)
    kept = dump(db_path)
    PeopleRepository(filled).remove(2)
    PeopleRepository(filled).enrol("Dee", make_templates(1, seed=9), NOW)
    after = dump(db_path)
    filled.close()
    aside = db_path.with_name("aside.sqlite3")
    told: list[float] = []
    contents = restore(file, db_path, aside, on_progress=lambda share, _: told.append(share))
    assert contents == BackupContents(3, 12, 0, file.stat().st_size)
    assert told[-1] == 1.0
    assert dump(db_path) == kept
    assert dump(aside) == after
    with closing(open_database(db_path)) as again:
        assert [person.name for person in PeopleRepository(again).list()] == ["Ann", "Bob", "Cem"]
    assert {path.name for path in db_path.parent.iterdir()} == {db_path.name, aside.name}
    if os.name == "posix":
        assert stat.S_IMODE(db_path.stat().st_mode) == 0o600


def test_an_older_backup_is_brought_to_the_shape_of_today(filled: Database, db_path: Path, file: Path) -> None:
    back_up(filled, file)
    with closing(sqlite3.connect(file)) as old, old:
        for index in ("events_by_time", "events_by_reason"):
            old.execute(f"DROP INDEX {index}")
        old.execute("DELETE FROM _sqlite_migrations WHERE name = 'index_events'")
    filled.close()
    restore(file, db_path, db_path.with_name("aside.sqlite3"))
    with closing(sqlite3.connect(db_path)) as now:
        assert now.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'events_by_%'").fetchone() == (3,)
    with closing(sqlite3.connect(file)) as old:
        assert old.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'events_by_%'").fetchone() == (1,)


def test_a_damaged_database_is_replaced_and_kept(filled: Database, db_path: Path, file: Path) -> None:
    back_up(filled, file)
    filled.close()
    db_path.write_bytes(b"scribble" * 1000)
    aside = db_path.with_name("aside.sqlite3")
    restore(file, db_path, aside)
    assert aside.read_bytes() == b"scribble" * 1000
    with closing(open_database(db_path)) as again:
        assert len(PeopleRepository(again).list()) == 3


def test_where_nothing_was_a_backup_is_taken_back_too(filled: Database, file: Path, tmp_path: Path) -> None:
    back_up(filled, file)
    fresh = tmp_path / "fresh" / "faceapp.sqlite3"
    restore(file, fresh, fresh.with_name("aside.sqlite3"))
    with closing(open_database(fresh)) as again:
        assert len(PeopleRepository(again).list()) == 3
    assert not fresh.with_name("aside.sqlite3").exists()


def test_a_database_in_use_is_left_alone(filled: Database, db_path: Path, file: Path, tmp_path: Path) -> None:
    back_up(filled, file)
    before = dump(db_path)
    with pytest.raises(StorageError, match="in use"):
        restore(file, db_path, tmp_path / "aside.sqlite3")  # this test's own connection is open
    assert dump(db_path) == before
    shutil.rmtree(file.parent)
