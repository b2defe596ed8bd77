"""One faceapp to a data directory, as two would open one door and hold two galleries; and one import at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from faceapp.domain.errors import DataDirectoryBusyError, ImportUnderWayError
from faceapp.domain.messages import Message
from faceapp.storage.faults import create_directory, storage_errors

LOCK_NAME = "faceapp.lock"
IMPORT_LOCK_NAME = "import.lock"
# Longer than another process takes to find out whether an import is under way.
_IMPORT_PATIENCE_S = 1.0


def _lock(path: Path) -> FileLock:
    return FileLock(
        path,
        mode=0o600,
        thread_local=False,  # the thread that lets it go need not be the one that took it
        fallback_to_soft=False,  # a lock by mere existence of a file would outlive a killed process
    )


class DataDirectoryLock:
    """Holds a data directory for this process, until released or until the process ends however it ends.

    The operating system holds the lock, not the file: a file left by a killed process locks nothing.

    Args:
        data_dir: The directory; created when it is locked.
    """

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._lock = _lock(data_dir / LOCK_NAME)

    def acquire(self) -> None:
        """Take the lock at once or not at all; to take it twice is to hold it once.

        Raises:
            DataDirectoryBusyError: Another faceapp holds it.
            StorageError: The directory cannot be created, written or locked.
        """
        if self._lock.is_locked:
            return
        create_directory(self._data_dir)
        with storage_errors(self._data_dir):
            try:
                self._lock.acquire(timeout=0)
            except Timeout as error:
                raise DataDirectoryBusyError(
                    Message("faceapp is running already with the data in '{directory}'.", directory=self._data_dir),
                    hint=Message("Use that one, or close it first; another --data-dir makes a door of its own."),
                ) from error

    def release(self) -> None:
        """Let it go; nothing happens when it is not held."""
        self._lock.release()

    def __enter__(self) -> DataDirectoryLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


class ImportLock:
    """Says that people are being imported into a data directory, until that ends however it ends.

    Args:
        data_dir: The directory, which exists.
    """

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._lock = _lock(data_dir / IMPORT_LOCK_NAME)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Be the one import while the block runs.

        Raises:
            ImportUnderWayError: There is another.
            StorageError: The directory cannot be written.
        """
        with storage_errors(self._data_dir):
            try:
                self._lock.acquire(timeout=_IMPORT_PATIENCE_S)
            except Timeout as error:
                raise ImportUnderWayError(
                    Message("People are being imported into '{directory}' already.", directory=self._data_dir),
                    hint=Message("Wait until that has ended, then import the folder again."),
                ) from error
        try:
            yield
        finally:
            self._lock.release()

    @property
    def held(self) -> bool:
        """Whether people are being imported just now, by whichever process.

        Raises:
            StorageError: The directory cannot be written.
        """
        if self._lock.is_locked:
            return True
        with storage_errors(self._data_dir):
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                return True
        self._lock.release()
        return False
