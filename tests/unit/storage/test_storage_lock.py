"""One faceapp to a data directory, whatever became of the last one."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from faceapp.domain.errors import DataDirectoryBusyError, StorageError
from faceapp.storage.lock import LOCK_NAME, DataDirectoryLock

HOLD = """
import sys
from pathlib import Path
from faceapp.storage.lock import DataDirectoryLock
lock = DataDirectoryLock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    """Another process that holds the directory."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_process_is_refused_until_the_first_ends(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    lock = DataDirectoryLock(tmp_path)
    with pytest.raises(DataDirectoryBusyError, match="running already") as caught:
        lock.acquire()
    assert "--data-dir" in caught.value.hint
    holder.communicate("")
    with lock:
        assert (tmp_path / LOCK_NAME).exists()


def test_a_killed_process_leaves_nothing_locked(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.communicate()
    assert (tmp_path / LOCK_NAME).exists()
    DataDirectoryLock(tmp_path).acquire()


def test_two_locks_of_one_process_exclude_each_other(tmp_path: Path) -> None:
    first, second = DataDirectoryLock(tmp_path), DataDirectoryLock(tmp_path)
    with first, pytest.raises(DataDirectoryBusyError):
        second.acquire()
    with second, pytest.raises(DataDirectoryBusyError):
        first.acquire()


def test_taking_it_twice_is_holding_it_once(tmp_path: Path) -> None:
    lock = DataDirectoryLock(tmp_path)
    lock.release()
    lock.acquire()
    lock.acquire()
    lock.release()
    DataDirectoryLock(tmp_path).acquire()


def test_another_thread_may_release_it(tmp_path: Path) -> None:
    lock = DataDirectoryLock(tmp_path)
    lock.acquire()
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    DataDirectoryLock(tmp_path).acquire()


@pytest.mark.skipif(os.name != "posix", reason="a POSIX system's rights")
def test_the_directory_is_created_for_its_owner_only(tmp_path: Path) -> None:
    with DataDirectoryLock(tmp_path / "new"):
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
        assert stat.S_IMODE((tmp_path / "new" / LOCK_NAME).stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="a POSIX system's rights")
def test_a_directory_that_may_not_be_written_is_said_so(ordinary_user: Path) -> None:
    ordinary_user.chmod(0o500)
    with pytest.raises(StorageError, match="may not be written") as caught:
        DataDirectoryLock(ordinary_user).acquire()
    assert not isinstance(caught.value, DataDirectoryBusyError)
    ordinary_user.chmod(0o700)


def test_a_file_in_place_of_the_directory_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="is a file"):
        DataDirectoryLock(tmp_path / "file").acquire()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a file system that takes no folders")
def test_a_directory_that_cannot_be_made_is_said_so() -> None:
    with pytest.raises(StorageError, match="cannot be created"):
        DataDirectoryLock(Path("/proc/nowhere/data")).acquire()
