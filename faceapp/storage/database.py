"""Opens the database and keeps its transactions: one SQLite file, one connection for each thread."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from faceapp.domain.errors import StorageError
from faceapp.domain.messages import Message
from faceapp.storage import erasure, migrations
from faceapp.storage.faults import create_directory, damaged, storage_errors

DATABASE_NAME = "faceapp.sqlite3"

BUSY_TIMEOUT_S = 5.0
_RETRY_PAUSE_S = 0.02

_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS})  # what FAT and its like answer


def open_database(path: Path, *, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Database:
    """Open the database, creating or migrating it as needed.

    The file is created with mode 0600 and its folder with 0700; SQLite gives the `-wal` and `-shm`
    files the mode of the database. The connection belongs to the thread that opens it.

    Args:
        path: The database's file.
        busy_timeout_s: How long a write waits for another connection's, and a removal for
            readers.

    Raises:
        StorageError: The surroundings do not allow it, the file is no faceapp database or a
            damaged one, or it was made by a newer faceapp.
    """
    create_directory(path.parent)
    with storage_errors(path):
        _create_file(path)
        connection = sqlite3.connect(path, timeout=busy_timeout_s)
        try:
            # Plugins of sqlite-utils that happen to be installed have no business in here.
            db = Database(connection, execute_plugins=False)
            _configure(db, path, busy_timeout_s)
            with writing(db):
                migrations.migrate(db, migrations.STEPS, path)
                # Changes nothing, and finds out now and not at the door that a file may not be written.
                db.execute("DELETE FROM erasures WHERE id < 0")
            with suppress(StorageError):  # it stays noted, and the next opening or removal tries again
                erasure.finish(db, path)
        except BaseException:
            connection.close()
            raise
    return db


def path_of(db: Database) -> Path:
    """The file behind a connection."""
    return Path(db.execute("PRAGMA database_list").fetchall()[0][2])


def data_version(db: Database) -> int:
    """A number that changes when another connection has committed; this connection's own commits leave it.

    Raises:
        StorageError: The database cannot be read.
    """
    with storage_errors(path_of(db)):
        return int(db.execute("PRAGMA data_version").fetchall()[0][0])


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One transaction that is durable on disk when the block ends, or undone whole.

    It takes the write lock at once: a transaction that reads first and writes later would fail
    instead of waiting when another connection writes in between.

    Raises:
        StorageError: The surroundings do not allow it; the database is as it was.
    """
    with storage_errors(path_of(db)):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.commit()
        except BaseException:
            db.rollback()
            raise


def check_database(db: Database) -> None:
    """Read the whole database and check its structure and its references; slow, for the doctor.

    Raises:
        StorageError: It is damaged.
    """
    path = path_of(db)
    with storage_errors(path):
        verdict = str(db.execute("PRAGMA integrity_check(1)").fetchall()[0][0])
        strays = db.execute("PRAGMA foreign_key_check").fetchall()
    if verdict != "ok":
        what = " ".join(verdict.split()).rstrip(".")  # in SQLite's words
        raise damaged(path, what)
    if strays:
        raise damaged(
            path, Message("'{table}' has rows that belong to nothing: {count:,}", count=len(strays), table=strays[0][0])
        )


def _create_file(path: Path) -> None:
    """Create an empty file for its owner only; SQLite would let everybody read it."""
    if path.exists():
        return
    # Made elsewhere and linked into place: to open and close the database's own file here would drop the locks
    # that a connection of another thread may have taken on it in between (POSIX).
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # mode 0600
    os.close(handle)
    try:
        os.link(name, path)
    except FileExistsError:
        pass  # another connection was faster
    except OSError as error:
        if error.errno not in _NO_LINKS:  # there are no modes either: SQLite may create it
            raise
    finally:
        Path(name).unlink()


def _configure(db: Database, path: Path, busy_timeout_s: float) -> None:
    # The journal's mode is kept in the file, all the others belong to the connection.
    _enable_wal(db, busy_timeout_s)
    if db.journal_mode != "wal":
        raise StorageError(
            Message("The file system of '{path}' cannot hold a faceapp database.", path=path),
            hint=Message("Choose a --data-dir on a local disk."),
        )
    for setting in (
        "synchronous = FULL",  # in WAL mode the default of some builds syncs at checkpoints only
        "fullfsync = ON",  # macOS: a plain fsync leaves the data in the disk's cache
        "foreign_keys = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",  # sorting and VACUUM would put names and embeddings into files of their own
    ):
        db.execute(f"PRAGMA {setting}").fetchall()


def _enable_wal(db: Database, busy_timeout_s: float) -> None:
    deadline_s = time.monotonic() + busy_timeout_s
    while True:
        try:
            return db.enable_wal()
        except sqlite3.OperationalError as error:
            # Connections that create one database at once meet on a lock that SQLite does not wait for by itself.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= deadline_s:
                raise
        time.sleep(_RETRY_PAUSE_S)
