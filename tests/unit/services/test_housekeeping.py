"""The daily task: at the start, again after the pause, and on in spite of failures."""

from __future__ import annotations

import threading

import pytest

from faceapp.domain.errors import StorageError
from faceapp.services.housekeeping import Housekeeper


def test_it_is_done_again_and_again_in_spite_of_failures(caplog: pytest.LogCaptureFixture) -> None:
    done = threading.Event()
    times = 0

    def task() -> None:
        nonlocal times
        times += 1
        if times == 1:
            raise StorageError("The disk is full.", hint="Free some space.")
        if times == 2:
            raise RuntimeError("a bug")
        done.set()

    keeper = Housekeeper(task, every_s=0.0)
    keeper.start()
    assert done.wait(10)
    keeper.stop()
    keeper.stop()
    assert "The disk is full" in caplog.text
    assert "a bug" in caplog.text


def test_it_is_done_once_before_a_long_pause_that_ends_at_once() -> None:
    done = threading.Event()
    keeper = Housekeeper(done.set)
    keeper.start()
    assert done.wait(10)
    keeper.stop()


def test_what_was_never_started_is_stopped() -> None:
    Housekeeper(lambda: None).stop()
