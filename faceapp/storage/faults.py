"""Faults of the surroundings as `StorageError`s; what is left over is a bug of ours and stays as it is.

The way of qutebrowser's `sql.py`: SQLite's result code tells whether the disk, the rights, another
program or the file itself is at fault, or whether we sent it nonsense.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from faceapp.domain.errors import StorageError

_PRIMARY_CODE = 0xFF  # the low byte of an extended result code: https://www.sqlite.org/rescode.html

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_FOLDER = frozenset({errno.EEXIST, errno.ENOTDIR})


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn what the surroundings do to a database into a `StorageError`.

    Args:
        path: The database's file, for the sentence.

    Raises:
        StorageError: SQLite or the operating system met a full disk, missing rights, a damaged
            file or another program's lock.
    """
    try:
        yield
    except sqlite3.Error as error:
        fault = _sqlite_fault(path, error)
        if fault is None:
            raise
        raise fault from error
    except OSError as error:
        raise _system_fault(path, error) from error


def create_directory(directory: Path) -> None:
    """Create a directory that only its owner may enter; one that exists is left as it is.

    Raises:
        StorageError: It cannot be created.
    """
    with storage_errors(directory):
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        except FileNotFoundError as error:
            # Folders above it are made as well, so this is a file system that takes none.
            raise StorageError(
                f"The folder '{directory}' cannot be created.", hint="Choose another --data-dir."
            ) from error


def damaged(path: Path, what: str) -> StorageError:
    """The error for a database whose content cannot be what was once written.

    Args:
        path: The database's file.
        what: What is wrong, a clause without a full stop.
    """
    return StorageError(
        f"The database '{path}' is damaged: {what}.", hint="Restore a copy of it, or move it away to begin afresh."
    )


def _sqlite_fault(path: Path, error: sqlite3.Error) -> StorageError | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python's own module speaks: the one such OperationalError is text that is no UTF-8.
        return damaged(path, "it holds unreadable text") if isinstance(error, sqlite3.OperationalError) else None
    match code & _PRIMARY_CODE:
        case sqlite3.SQLITE_FULL:
            return _full(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return _forbidden(path)
        case sqlite3.SQLITE_CANTOPEN:
            return StorageError(
                f"The database '{path}' cannot be opened.",
                hint="Check that you may write to its folder, or choose another --data-dir.",
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return StorageError(
                f"The database '{path}' is in use by another program.", hint="Close that program and try again."
            )
        case sqlite3.SQLITE_IOERR:
            return StorageError(
                f"The disk failed to read or write '{path}' ({getattr(error, 'sqlite_errorname', 'SQLITE_IOERR')}).",
                hint="Check that the disk is healthy and has space left.",
            )
        case sqlite3.SQLITE_NOTADB:
            return StorageError(
                f"'{path}' is not a faceapp database.", hint="Move it away, or choose another --data-dir."
            )
        case sqlite3.SQLITE_CORRUPT:
            return damaged(path, "SQLite cannot make sense of it")
    return None


def _system_fault(path: Path, error: OSError) -> StorageError:
    if error.errno in _FULL:
        return _full(path)
    if error.errno in _FORBIDDEN:
        return _forbidden(path)
    if error.errno in _NO_FOLDER:
        return StorageError(f"'{path}' or a folder above it is a file.", hint="Choose another --data-dir.")
    return StorageError(
        f"'{path}' cannot be used: {error.strerror or error}.", hint="Check the path, or choose another --data-dir."
    )


def _full(path: Path) -> StorageError:
    return StorageError(
        f"The disk is full: '{path}' could not be written.", hint="Free some space on it and try again."
    )


def _forbidden(path: Path) -> StorageError:
    return StorageError(f"'{path}' may not be written.", hint="Check your rights to it, or choose another --data-dir.")
