"""Takes what was deleted out of the database's files.

`secure_delete` overwrites a deleted row where it lies, and that is not enough: SQLite leaves copies of
rows behind in the unused middle of its pages when it moves them between pages (SQLite 3.40 kept whole
names after some hundred removals), and the write-ahead log keeps the pages as they were.
So a removal rewrites the database without its gaps (VACUUM) and empties the log. Until both are
done a note stays in the database, so that a kill, a full disk or a long reader only delays it.
"""

from __future__ import annotations

import time
from pathlib import Path

from sqlite_utils import Database

from faceapp.domain.errors import StorageError
from faceapp.domain.messages import Message
from faceapp.storage.faults import storage_errors

_RETRY_PAUSE_S = 0.02


def request(db: Database) -> None:
    """Note, in the transaction that deletes, that traces have to go."""
    db.execute("INSERT INTO erasures DEFAULT VALUES")


def pending(db: Database, path: Path) -> bool:
    """Whether traces of a removed person may still be in the files.

    Raises:
        StorageError: The database cannot be read.
    """
    with storage_errors(path):
        return _newest(db) is not None


def finish(db: Database, path: Path) -> None:
    """Take the traces of every deletion noted so far out of the files; quick when there is none.

    Waits for other connections as long as this one's busy timeout.

    Args:
        db: A connection without an open transaction.
        path: The database's file, for the sentence.

    Raises:
        StorageError: Another connection is reading or writing all the while, or the disk is full.
            The note stays.
    """
    with storage_errors(path):
        newest = _newest(db)
        if newest is None:
            return
        db.vacuum()
        if not _empty_log(db):
            raise StorageError(
                Message("The database '{path}' is in use by another program.", path=path),
                hint=Message("Close every other faceapp and try again."),
            )
        # Others may have noted deletions since: theirs came after the VACUUM and stay.
        db.execute("DELETE FROM erasures WHERE id <= ?", [newest])


def _empty_log(db: Database) -> bool:
    """Write the log back into the database and cut it to nothing; whether the other connections let it."""
    timeout_s = db.execute("PRAGMA busy_timeout").fetchall()[0][0] / 1000
    deadline_s = time.monotonic() + timeout_s
    # SQLite waits for readers by itself, but not for another connection that is busy with the same.
    while db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0][0]:
        if time.monotonic() >= deadline_s:
            return False
        time.sleep(_RETRY_PAUSE_S)
    return True


def _newest(db: Database) -> int | None:
    newest: int | None = db.execute("SELECT max(id) FROM erasures").fetchall()[0][0]
    return newest
