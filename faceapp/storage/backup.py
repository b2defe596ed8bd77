"""Copies of the database that are whole, made while the door goes on working, and taken back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from faceapp.domain.errors import CancelledError, StorageError
from faceapp.domain.messages import Message
from faceapp.storage import migrations
from faceapp.storage.database import check_database, open_database
from faceapp.storage.faults import create_directory, damaged, storage_errors

# Another connection's commit begins the copy anew, so it is made in few steps; readers and writers wait for none.
_PAGES_AT_ONCE = 4096

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What a copy holds.

    Attributes:
        people: How many people.
        templates: How many templates.
        events: How many events.
        bytes: Its size.
    """

    people: int
    templates: int
    events: int
    bytes: int


def back_up(
    db: Database,
    target: Path,
    *,
    on_progress: Progress | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> BackupContents:
    """Copy the database into one file by SQLite's online backup, check the copy, and put it in place.

    The copy appears whole or not at all, and only its owner may read it. It holds every template and name of that
    moment: whoever is removed later stays in it.

    Args:
        db: A connection of the calling thread.
        target: The file; one that is there is replaced if it is a copy of a faceapp database.
        on_progress: Called with the share done, and words.
        should_stop: Asked between steps.

    Raises:
        CancelledError: It was asked to stop; there is no copy.
        StorageError: The file is something else, cannot be written, or the copy is damaged.
    """
    if target.exists():
        _require_backup(target)
    create_directory(target.parent)
    partial = target.with_name(f"{target.name}.partial")

    def step(status: int, remaining: int, total: int) -> None:
        if should_stop():
            raise CancelledError(Message("The backup was stopped."), hint=Message("No file was written."))
        if on_progress is not None and total:
            on_progress(0.9 * (1 - remaining / total), "")

    with storage_errors(target):
        try:
            os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
            with closing(sqlite3.connect(partial)) as copy:
                db.conn.backup(copy, pages=_PAGES_AT_ONCE, progress=step)
                # One file, that can be carried elsewhere.
                copy.execute("PRAGMA journal_mode = DELETE").fetchall()
            contents = check_backup(partial)
            with partial.open("rb+") as stream:
                os.fsync(stream.fileno())
            partial.replace(target)
        finally:
            for rest in (partial, partial.with_name(f"{partial.name}-journal")):
                with suppress(OSError):
                    rest.unlink(missing_ok=True)
    if on_progress is not None:
        on_progress(1.0, "")
    return contents


def check_backup(path: Path) -> BackupContents:
    """Read a whole copy and check it.

    Raises:
        StorageError: It is not there, no copy of a faceapp database, damaged, or of a newer faceapp.
    """
    with _opened(path) as db:
        taken = _steps_of(db, path)
        known = {step.__name__ for step in migrations.STEPS}
        if taken - known:
            raise StorageError(
                Message("'{path}' was made by a newer faceapp.", path=path),
                hint=Message("Update faceapp, and try again."),
            )
        check_database(db)
        people, templates, events = (
            int(db.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
            for table in ("people", "templates", "events")
        )
        return BackupContents(people, templates, events, path.stat().st_size)


def restore(backup: Path, database: Path, aside: Path, *, on_progress: Progress | None = None) -> BackupContents:
    """Put a copy in the database's place; what was there is kept aside.

    Nobody else may use the data directory meanwhile: the caller holds its lock.

    Args:
        backup: The copy; it stays as it is.
        database: The database's file.
        aside: Where the database that is there now goes, whole or damaged as it is.
        on_progress: Called with the share done, and words.

    Returns:
        What the copy held.

    Raises:
        StorageError: The copy cannot be used, the database is in use, or the disk does not allow it. The database is
            as it was.
    """
    contents = check_backup(backup)
    arriving = database.with_name(f"{database.name}.restoring")
    with storage_errors(database):
        try:
            create_directory(database.parent)
            os.close(os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
            with _opened(backup) as db, closing(sqlite3.connect(arriving)) as copy:
                db.conn.backup(copy)
            # Brought to the shape of this program while it can still be given up.
            open_database(arriving).close()
            if on_progress is not None:
                on_progress(0.8, "")
            _put_aside(database, aside)
            arriving.replace(database)
        finally:
            for end in ("", "-wal", "-shm", "-journal"):
                with suppress(OSError):
                    arriving.with_name(arriving.name + end).unlink(missing_ok=True)
    if on_progress is not None:
        on_progress(1.0, "")
    return contents


def _put_aside(database: Path, aside: Path) -> None:
    if not database.exists():
        return
    # The last connection that closes leaves one file, unless the database is too damaged to be opened.
    with suppress(StorageError):
        open_database(database).close()
    log, index = (database.with_name(database.name + end) for end in ("-wal", "-shm"))
    if log.exists() or index.exists():
        try:
            check_backup(database)
        except StorageError:
            pass  # a damaged one: its log goes with it
        else:
            raise StorageError(
                Message("The database '{database}' is in use by another program.", database=database),
                hint=Message("Close that program and try again."),
            )
    for end in ("-wal", "-shm", ""):
        part = database.with_name(database.name + end)
        if part.exists():
            part.replace(aside.with_name(aside.name + end))


def _require_backup(path: Path) -> None:
    try:
        with _opened(path) as db:
            _steps_of(db, path)
    except StorageError as error:
        raise StorageError(
            Message("'{path}' is there already and is no backup of faceapp.", path=path),
            hint=Message("Choose another name."),
        ) from error


def _steps_of(db: Database, path: Path) -> set[str]:
    if not db.table("_sqlite_migrations").exists():
        raise StorageError(
            Message("'{path}' is not a faceapp database.", path=path),
            hint=Message("Choose a file that `faceapp backup` made."),
        )
    rows = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'faceapp'").fetchall()
    if not rows:
        raise damaged(path, Message("it does not say what shape it has"))
    return {name for (name,) in rows}


@contextmanager
def _opened(path: Path) -> Iterator[Database]:
    """A copy, for reading alone."""
    if not path.is_file():
        raise StorageError(Message("There is no file '{path}'.", path=path), hint=Message("Check its name."))
    with storage_errors(path), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        yield Database(connection, execute_plugins=False)
