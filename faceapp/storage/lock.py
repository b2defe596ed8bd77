"""One faceapp to a data directory: two would open one door and hold two galleries."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from faceapp.domain.errors import DataDirectoryBusyError
from faceapp.domain.messages import Message
from faceapp.storage.faults import create_directory, storage_errors

LOCK_NAME = "faceapp.lock"


class DataDirectoryLock:
    """Holds a data directory for this process, until released or until the process ends however it ends.

    The operating system holds the lock, not the file: a file left by a killed process locks nothing.

    Args:
        data_dir: The directory; created when it is locked.
    """

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._lock = FileLock(
            data_dir / LOCK_NAME,
            mode=0o600,
            thread_local=False,  # the thread that closes the app need not be the one that started it
            fallback_to_soft=False,  # a lock by mere existence of a file would outlive a killed process
        )

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
                    Message("Another faceapp is using '{directory}'.", directory=self._data_dir),
                    hint=Message("Close it, or choose another --data-dir."),
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
