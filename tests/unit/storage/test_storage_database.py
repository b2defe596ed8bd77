"""Opening: rights, damage, versions, and what a kill or a full disk leaves behind."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from faceapp.domain.errors import StorageError
from faceapp.storage import migrations
from faceapp.storage.database import check_database, data_version, open_database, path_of, writing
from faceapp.storage.people import NewTemplate, PeopleRepository

NOW = datetime(2026, 3, 1, tzinfo=UTC)
STEPS_TAKEN = [
    "create_first_tables",
    "keep_crops",
    "keep_operating_points",
    "label_events",
    "let_denials_name_people",
    "describe_people",
    "guard_lookalikes",
    "index_events",
    "record_pin_changes",
    "keep_door_messages",
]

MakeTemplates = Callable[..., list[NewTemplate]]

posix = pytest.mark.skipif(os.name != "posix", reason="a POSIX system's rights and limits")


def settings_of(db: Database, *names: str) -> list[object]:
    return [db.execute(f"PRAGMA {name}").fetchall()[0][0] for name in names]


def test_every_connection_has_the_promised_settings(db_path: Path) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store", "busy_timeout")
    for _ in range(2):  # the second finds a database that exists
        db = open_database(db_path, busy_timeout_s=1.5)
        assert settings_of(db, *names) == ["wal", 2, 1, 1, 2, 1500]
        db.close()


@posix
def test_only_the_owner_may_read_what_is_created(db_path: Path) -> None:
    previous = os.umask(0)
    try:
        db = open_database(db_path)
        db.execute("INSERT INTO settings VALUES ('a', '1')")
    finally:
        os.umask(previous)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in db_path.parent.iterdir()}
    assert modes == {f"faceapp.sqlite3{suffix}": 0o600 for suffix in ("", "-wal", "-shm")}
    assert stat.S_IMODE(db_path.parent.stat().st_mode) == 0o700
    db.close()


def test_a_template_needs_its_person(db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        db.execute("INSERT INTO templates VALUES (1, 7, 'e', 1, x'0000803f', 1, '', '', NULL)")


def test_opening_again_migrates_nothing(db_path: Path) -> None:
    open_database(db_path).close()
    before = sqlite3.connect(db_path).execute("SELECT * FROM _sqlite_migrations").fetchall()
    open_database(db_path).close()
    after = sqlite3.connect(db_path).execute("SELECT * FROM _sqlite_migrations").fetchall()
    assert before == after
    assert [row[2] for row in after] == STEPS_TAKEN


def test_a_newer_database_is_refused_and_left_alone(db_path: Path) -> None:
    open_database(db_path).close()
    raw = sqlite3.connect(db_path)
    raw.execute("INSERT INTO _sqlite_migrations VALUES (99, 'faceapp', 'add_wings', '2030-01-01')")
    raw.commit()
    raw.close()
    before = db_path.read_bytes()
    with pytest.raises(StorageError, match="newer faceapp") as caught:
        open_database(db_path)
    assert "Update" in caught.value.hint
    assert db_path.read_bytes() == before


def test_a_failing_migration_leaves_neither_change_nor_record(db: Database, db_path: Path) -> None:
    def add_wings(db: Database) -> None:
        db.execute("CREATE TABLE wings (id INTEGER PRIMARY KEY)")

    def break_off(db: Database) -> None:
        db.execute("CREATE TABLE half (id INTEGER PRIMARY KEY)")
        raise RuntimeError("break off")

    steps = [*migrations.STEPS, add_wings, break_off]
    before = db.schema
    with pytest.raises(RuntimeError, match="break off"), writing(db):
        migrations.migrate(db, steps, db_path)
    assert db.schema == before
    assert [row["name"] for row in db.table("_sqlite_migrations").rows] == STEPS_TAKEN

    with writing(db):
        migrations.migrate(db, steps[:-1], db_path)
    assert db.table("wings").exists()
    assert [row["name"] for row in db.table("_sqlite_migrations").rows] == [*STEPS_TAKEN, "add_wings"]


KILLED_AT = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
import numpy as np
from faceapp.storage import database
from faceapp.storage.people import NewTemplate, PeopleRepository

statement, at = sys.argv[2], int(sys.argv[3])
seen = 0
def watch(sql):
    global seen
    seen += statement in sql
    if seen == at:
        os.kill(os.getpid(), signal.SIGKILL)
configure = database._configure
def configure_and_watch(db, *rest):
    configure(db, *rest)
    db.conn.set_trace_callback(watch)
database._configure = configure_and_watch
people = PeopleRepository(database.open_database(Path(sys.argv[1])))
unit = np.eye(1, 128, dtype=np.float32)[0]
for number in range(40):
    people.enrol(f"person {number}", [NewTemplate(unit, "e", 1.0, "")] * 5, datetime.now(UTC))
    print(number, flush=True)
"""


@posix
@pytest.mark.parametrize(("statement", "at"), [('INSERT INTO "_sqlite_migrations"', 1), ("COMMIT", 1)])
def test_a_kill_during_the_first_opening_leaves_an_empty_database(db_path: Path, statement: str, at: int) -> None:
    assert killed_run(db_path, statement, at) == []
    raw = sqlite3.connect(db_path)
    assert raw.execute("SELECT name FROM sqlite_master").fetchall() == []
    raw.close()
    db = open_database(db_path)
    assert [row["name"] for row in db.table("_sqlite_migrations").rows] == STEPS_TAKEN


@posix
@pytest.mark.parametrize(
    ("statement", "at", "whole"),
    [
        ("INSERT INTO templates", 33, 6),
        ("COMMIT", 10, 8),  # the first commits the migration
    ],
)
def test_a_kill_in_an_enrolment_leaves_whole_people_only(db_path: Path, statement: str, at: int, whole: int) -> None:
    acknowledged = killed_run(db_path, statement, at)
    assert acknowledged == [str(number) for number in range(whole)]
    db = open_database(db_path)
    people = PeopleRepository(db).list()
    assert sorted((p.name, p.templates) for p in people) == [(f"person {number}", 5) for number in range(whole)]
    check_database(db)
    db.close()


@posix
def test_kills_at_any_moment_lose_nothing_acknowledged(db_path: Path) -> None:
    expected = 0
    for lines in (2, 9):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED_AT, str(db_path), "no such statement", "1"], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        for _ in range(lines):
            process.stdout.readline()
        process.kill()
        acknowledged = lines + len(process.communicate()[0].splitlines())
        assert process.returncode == -signal.SIGKILL
        db = open_database(db_path)
        people = PeopleRepository(db).list()
        assert {p.templates for p in people} == {5}
        # The newest may have been committed without a word about it.
        assert expected + acknowledged <= len(people) <= expected + acknowledged + 1
        check_database(db)
        db.close()
        expected = len(people)


def killed_run(db_path: Path, statement: str, at: int) -> list[str]:
    """What a run said before it was killed as it began a statement for the `at`-th time."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(db_path), statement, str(at)], capture_output=True, text=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    return done.stdout.split()


def test_a_full_disk_changes_nothing(db: Database, make_templates: MakeTemplates) -> None:
    people = PeopleRepository(db)
    kept = people.enrol("A", make_templates(2), NOW)
    before = list(db.conn.iterdump())
    pages = settings_of(db, "page_count")[0]
    db.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    for write in (
        lambda: people.enrol("B", make_templates(40, seed=1), NOW),
        lambda: people.add_templates(kept.person_id, make_templates(40, seed=1), NOW),
    ):
        with pytest.raises(StorageError, match="disk is full") as caught:
            write()
        assert "Free some space" in caught.value.hint
        assert not db.conn.in_transaction
        assert list(db.conn.iterdump()) == before
    db.execute("PRAGMA max_page_count = 1000000").fetchall()
    assert people.enrol("B", make_templates(40, seed=1), NOW).templates == 40


@contextmanager
def files_limited_to(size_bytes: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size: writes fail as they do on a failing disk."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@posix
def test_a_disk_that_fails_at_the_commit_changes_nothing(
    db: Database, db_path: Path, make_templates: MakeTemplates
) -> None:
    people = PeopleRepository(db)
    kept = people.enrol("A", make_templates(1), NOW)
    log = Path(f"{db_path}-wal")
    with files_limited_to(log.stat().st_size + 100), pytest.raises(StorageError, match="failed to read or write"):
        people.enrol("B", make_templates(1, seed=1), NOW)
    assert not db.conn.in_transaction
    assert people.list() == [kept]
    again = open_database(db_path)
    assert PeopleRepository(again).list() == [kept]
    check_database(again)
    assert people.enrol("B", make_templates(1, seed=1), NOW).templates == 1


@posix
def test_a_disk_without_space_for_the_database_is_said_so(db_path: Path) -> None:
    with files_limited_to(0), pytest.raises(StorageError):
        open_database(db_path)
    open_database(db_path).close()


@posix
@pytest.mark.parametrize("shut", ["file", "folder", "both"])
def test_what_may_not_be_written_is_said_so(ordinary_user: Path, shut: str) -> None:
    folder = ordinary_user / "data"
    path = folder / "faceapp.sqlite3"
    open_database(path).close()
    before = path.read_bytes()
    if shut != "folder":
        path.chmod(0o400)
    if shut != "file":
        folder.chmod(0o500)
    try:
        with pytest.raises(StorageError) as caught:
            open_database(path)
    finally:
        folder.chmod(0o700)
    assert "--data-dir" in caught.value.hint
    assert path.read_bytes() == before


@posix
def test_a_folder_that_may_not_be_created_or_filled_is_said_so(ordinary_user: Path) -> None:
    ordinary_user.chmod(0o500)
    for path in (ordinary_user / "faceapp.sqlite3", ordinary_user / "new" / "faceapp.sqlite3"):
        with pytest.raises(StorageError, match="may not be written"):
            open_database(path)
    ordinary_user.chmod(0o700)
    assert list(ordinary_user.iterdir()) == []


@pytest.mark.parametrize("content", [b"no database", b"\x89PNG" * 5000, b"SQLite format 3\x00" + b"\x07" * 5000])
def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "faceapp.sqlite3"
    path.write_bytes(content)
    with pytest.raises(StorageError) as caught:
        open_database(path)
    assert caught.value.hint
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, shoe_size INTEGER)")
    raw.close()
    with pytest.raises(StorageError, match="not a faceapp database"):
        open_database(path)
    assert sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall() == [("people",)]


def test_a_folder_in_place_of_the_file_and_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be opened"):
        open_database(tmp_path)
    file = tmp_path / "file"
    file.touch()
    for path in (file / "faceapp.sqlite3", file / "deeper" / "faceapp.sqlite3"):
        with pytest.raises(StorageError, match="is a file"):
            open_database(path)


def test_damage_inside_the_file_is_found(db_path: Path, make_templates: MakeTemplates) -> None:
    db = open_database(db_path)
    PeopleRepository(db).enrol("A", make_templates(60), NOW)
    check_database(db)
    root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'templates'").fetchall()[0][0]
    page_size = settings_of(db, "page_size")[0]
    db.close()
    assert isinstance(page_size, int)
    with db_path.open("r+b") as file:
        file.seek((root - 1) * page_size)
        file.write(b"\xff" * page_size)
    damaged = open_database(db_path)
    with pytest.raises(StorageError, match="damaged"):
        PeopleRepository(damaged).templates("tiny@0123456789ab")
    with pytest.raises(StorageError, match="damaged"):
        check_database(damaged)


def test_text_that_is_no_text_is_damage(db: Database, make_templates: MakeTemplates) -> None:
    people = PeopleRepository(db)
    people.enrol("A", make_templates(1), NOW)
    db.execute("UPDATE people SET name = CAST(x'ff' AS TEXT)")
    with pytest.raises(StorageError, match="damaged"):
        people.list()


def test_strays_are_found_by_the_check(db: Database, make_templates: MakeTemplates) -> None:
    person = PeopleRepository(db).enrol("A", make_templates(2), NOW)
    db.execute("PRAGMA foreign_keys = OFF").fetchall()
    db.execute("DELETE FROM people WHERE id = ?", [person.person_id])
    with pytest.raises(StorageError, match="'templates' has rows that belong to nothing: 2"):
        check_database(db)


def test_a_bug_of_ours_is_not_dressed_up_as_a_fault(db: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), writing(db):
        db.execute("DELETE FROM wings")
    assert not db.conn.in_transaction


def test_a_database_that_stays_locked_is_said_so(db_path: Path, make_templates: MakeTemplates) -> None:
    first = open_database(db_path)
    second = open_database(db_path, busy_timeout_s=0.05)
    with writing(first), pytest.raises(StorageError, match="in use"):
        PeopleRepository(second).enrol("A", make_templates(1), NOW)
    assert PeopleRepository(second).enrol("A", make_templates(1), NOW).person_id == 1


def test_another_connections_commit_changes_the_data_version(db_path: Path, make_templates: MakeTemplates) -> None:
    watching, other = open_database(db_path), open_database(db_path)
    seen = data_version(watching)
    PeopleRepository(watching).enrol("A", make_templates(1), NOW)
    assert data_version(watching) == seen
    PeopleRepository(other).enrol("B", make_templates(1), NOW)
    assert data_version(watching) != seen


def test_a_connection_knows_its_file(db: Database, db_path: Path) -> None:
    assert path_of(db).resolve() == db_path.resolve()


def run_in_threads(work: Callable[[int], None], count: int) -> None:
    """Run `work(0..count-1)`, all at once, and raise what any of them raised."""
    start = threading.Barrier(count)
    faults: list[BaseException] = []

    def body(number: int) -> None:
        try:
            start.wait()
            work(number)
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=body, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def test_threads_that_open_a_new_database_at_once_agree(db_path: Path) -> None:
    run_in_threads(lambda _: open_database(db_path, busy_timeout_s=60).close(), 6)
    db = open_database(db_path)
    assert [row["name"] for row in db.table("_sqlite_migrations").rows] == STEPS_TAKEN


def test_writers_in_several_threads_lose_nothing(db_path: Path, make_templates: MakeTemplates) -> None:
    open_database(db_path).close()

    def enrol(writer: int) -> None:
        db = open_database(db_path, busy_timeout_s=60)
        people = PeopleRepository(db)
        for number in range(8):
            person = people.enrol(f"{writer}-{number}", make_templates(2), NOW)
            people.rename(person.person_id, f"{writer}+{number}")
            if number % 4 == 3:
                people.remove(person.person_id)
        db.close()

    run_in_threads(enrol, 4)
    db = open_database(db_path)
    people = PeopleRepository(db).list()
    kept = [number for number in range(8) if number % 4 != 3]
    assert [p.name for p in people] == [f"{writer}+{number}" for writer in range(4) for number in kept]
    assert {p.templates for p in people} == {2}
    assert len({p.person_id for p in people}) == len(people)
    check_database(db)
    db.close()
