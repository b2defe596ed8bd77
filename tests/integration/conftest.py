"""A whole faceapp on a temporary data directory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from faceapp.app import Application
from faceapp.config import Settings
from faceapp.devices.door import SimulatedDoor
from faceapp.domain.records import AccessEvent, FrameResult
from faceapp.services.runtime import SourceStatus

LONGEST_RUN_S = 240.0


@dataclass(frozen=True)
class Run:
    """What a source brought."""

    results: list[FrameResult]
    statuses: list[SourceStatus]
    door: SimulatedDoor

    @property
    def events(self) -> list[AccessEvent]:
        return [event for result in self.results for event in result.events]

    @property
    def granted(self) -> list[AccessEvent]:
        return [event for event in self.events if event.outcome.value == "granted"]


Play = Callable[..., Run]


def play(application: Application, source: str, *, max_speed: bool = True) -> Run:
    """Run a source through both threads, the database and a simulated door."""
    run = Run([], [], SimulatedDoor(time.monotonic))
    runtime = application.runtime(
        source, on_result=run.results.append, on_status=run.statuses.append, max_speed=max_speed, door=run.door
    )
    runtime.start()
    try:
        assert runtime.wait(LONGEST_RUN_S), f"{source} has not ended"
    finally:
        runtime.stop()
    if runtime.error is not None:
        raise runtime.error
    return run


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    opened = Application.open(tmp_path_factory.mktemp("data"), Settings())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def clips(test_data: Path) -> Path:
    return test_data / "clips"
