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
from faceapp.domain.messages import Message
from faceapp.domain.system_faults import why

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
                Message("The folder '{directory}' cannot be created.", directory=directory),
                hint=Message("Choose another --data-dir."),
            ) from error


def damaged(path: Path, what: str) -> StorageError:
    """The error for a database whose content cannot be what was once written.

    Args:
        path: The database's file.
        what: What is wrong, a clause without a full stop.
    """
    return StorageError(
        Message("The database '{path}' is damaged: {what}.", path=path, what=what),
        hint=Message("Restore a copy of it, or move it away to begin afresh."),
    )


def _sqlite_fault(path: Path, error: sqlite3.Error) -> StorageError | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python's own module speaks: the one such OperationalError is text that is no UTF-8.
        return (
            damaged(path, Message("it holds unreadable text")) if isinstance(error, sqlite3.OperationalError) else None
        )
    match code & _PRIMARY_CODE:
        case sqlite3.SQLITE_FULL:
            return _full(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return _forbidden(path)
        case sqlite3.SQLITE_CANTOPEN:
            return StorageError(
                Message("The database '{path}' cannot be opened.", path=path),
                hint=Message("Check that you may write to its folder, or choose another --data-dir."),
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return StorageError(
                Message("The database '{path}' is in use by another program.", path=path),
                hint=Message("Close that program and try again."),
            )
        case sqlite3.SQLITE_IOERR:
            return StorageError(
                Message(
                    "The disk failed to read or write '{path}' ({code}).",
                    path=path,
                    code=getattr(error, "sqlite_errorname", "SQLITE_IOERR"),
                ),
                hint=Message("Check that the disk is healthy and has space left."),
            )
        case sqlite3.SQLITE_NOTADB:
            return StorageError(
                Message("'{path}' is not a faceapp database.", path=path),
                hint=Message("Move it away, or choose another --data-dir."),
            )
        case sqlite3.SQLITE_CORRUPT:
            return damaged(path, Message("SQLite cannot make sense of it"))
    return None


def _system_fault(path: Path, error: OSError) -> StorageError:
    if error.errno in _FULL:
        return _full(path)
    if error.errno in _FORBIDDEN:
        return _forbidden(path)
    if error.errno in _NO_FOLDER:
        return StorageError(
            Message("'{path}' or a folder above it is a file.", path=path), hint=Message("Choose another --data-dir.")
        )
    return StorageError(
        Message("'{path}' cannot be used: {why}.", path=path, why=why(error)),
        hint=Message("Check the path, or choose another --data-dir."),
    )


def _full(path: Path) -> StorageError:
    return StorageError(
        Message("The disk is full: '{path}' could not be written.", path=path),
        hint=Message("Free some space on it and try again."),
    )


def _forbidden(path: Path) -> StorageError:
    return StorageError(
        Message("'{path}' may not be written.", path=path),
        hint=Message("Check your rights to it, or choose another --data-dir."),
    )
