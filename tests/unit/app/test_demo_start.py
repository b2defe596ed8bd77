"""A demonstration's start: whole, or as if it had not been."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from faceapp.app import DemoStart, demo_start
from faceapp.devices.demo_people import demo_people
from faceapp.domain.errors import DataDirectoryBusyError, StorageError
from faceapp.domain.messages import Message


def test_everybody_but_the_stranger_is_enrolled(tmp_path: Path) -> None:
    told: list[str] = []
    application = DemoStart(tmp_path, told.append).open()
    try:
        known = [person.name for person in demo_people() if not person.stranger]
        assert told == known
        assert sorted(person.name for person in application.people()) == sorted(known)
        assert application.demo
        assert application.data_dir.parent == tmp_path
    finally:
        application.close()


def test_a_start_that_failed_is_not_in_the_way_of_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    def enrol(_enrol: object) -> Iterator[str]:
        tries.append(len(tries))
        yield "Ada"
        if len(tries) == 1:
            raise StorageError(Message("The disk is full."), hint=Message("Make room."))

    monkeypatch.setattr(demo_start, "enrol_demo_people", enrol)
    start = DemoStart(tmp_path)
    with pytest.raises(StorageError):
        start.open()
    (left,) = tmp_path.iterdir()
    try:
        demo_start.Application.open(left, start.salvaged_settings()).close()
    except DataDirectoryBusyError:
        pytest.fail("the failed start still holds its data")
    start.open().close()
    assert len(list(tmp_path.iterdir())) == 2
