"""Working out what thresholds come to: one at a time, the newest first, and never a stale figure."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

import pytest
from pytestqt.qtbot import QtBot

from faceapp.domain.errors import CancelledError, SourceError
from faceapp.domain.replay import RecordedTrack
from faceapp.services.door_rates import DoorRates
from faceapp.ui.door_assessor import DoorAssessor


def rates(enrolled: int) -> DoorRates:
    return DoorRates(enrolled, 0, None, None, None, None, None, None, None, 0, 0, 0)


class Engine:
    """Answers a threshold with as many people as it has thousandths, once it is let."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self.stopped: list[float] = []
        self.tracks: Sequence[RecordedTrack] | None = None
        self.go_on = threading.Event()
        self.go_on.set()
        self.error: Exception | None = None

    def __call__(
        self, threshold: float, *, tracks: Sequence[RecordedTrack] | None, should_stop: Callable[[], bool]
    ) -> DoorRates | None:
        self.asked.append(threshold)
        self.tracks = tracks
        while not self.go_on.wait(0.005):
            if should_stop():
                self.stopped.append(threshold)
                raise CancelledError("Stopped.", hint="")
        if self.error is not None:
            raise self.error
        return rates(round(1000 * threshold))


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def door(engine: Engine) -> Iterator[DoorAssessor]:
    made = DoorAssessor(engine)
    yield made
    engine.go_on.set()
    made.stop()


def test_only_where_the_hand_rests_is_worked_out(qtbot: QtBot, door: DoorAssessor, engine: Engine) -> None:
    door.begin(None, {}, None)
    for threshold in (0.1, 0.2, 0.3):
        door.want(threshold)
        assert not door.knows(threshold)
    with qtbot.waitSignal(door.told, timeout=10_000) as told:
        pass
    assert told.args == [0.3]
    assert engine.asked == [0.3]
    assert door.rates(0.3) == rates(300)
    assert not door.knows(0.1)
    assert door.idle


def test_what_is_known_is_not_worked_out_again_and_the_present_comes_last(
    qtbot: QtBot, door: DoorAssessor, engine: Engine
) -> None:
    track = RecordedTrack("Ada", "a.mkv", ())
    door.begin((track,), {0.5: rates(1)}, 0.4)
    door.want(0.5)
    qtbot.waitUntil(lambda: door.knows(0.4), timeout=10_000)
    assert engine.asked == [0.4]
    assert engine.tracks == (track,)
    assert door.rates(0.5) == rates(1)
    door.want(0.6)
    qtbot.waitUntil(lambda: door.knows(0.6), timeout=10_000)
    assert engine.asked == [0.4, 0.6]


def test_a_new_wish_stops_the_old_work_whose_answer_is_dropped(
    qtbot: QtBot, door: DoorAssessor, engine: Engine
) -> None:
    door.begin(None, {}, None)
    engine.go_on.clear()
    door.want(0.1)
    qtbot.waitUntil(lambda: engine.asked == [0.1], timeout=10_000)
    door.want(0.2)
    qtbot.waitUntil(lambda: engine.stopped == [0.1], timeout=10_000)
    engine.go_on.set()
    qtbot.waitUntil(lambda: door.knows(0.2), timeout=10_000)
    assert not door.knows(0.1)
    assert door.fault(0.1) is None


def test_another_calibration_forgets_what_was_known(qtbot: QtBot, door: DoorAssessor, engine: Engine) -> None:
    door.begin(None, {}, None)
    engine.go_on.clear()
    door.want(0.1)
    qtbot.waitUntil(lambda: engine.asked == [0.1], timeout=10_000)
    door.begin(None, {}, None)
    engine.go_on.set()
    door.want(0.3)
    qtbot.waitUntil(lambda: door.knows(0.3), timeout=10_000)
    assert not door.knows(0.1)


def test_a_fault_is_kept_with_its_threshold(qtbot: QtBot, door: DoorAssessor, engine: Engine) -> None:
    engine.error = SourceError("The clips are gone.", hint="Choose another folder.")
    door.begin(None, {}, None)
    door.want(0.1)
    qtbot.waitUntil(lambda: door.fault(0.1) is engine.error, timeout=10_000)
    assert not door.knows(0.1)
    assert door.idle


def test_nobody_enrolled_is_an_answer_too(qtbot: QtBot, door: DoorAssessor) -> None:
    door.begin(None, {0.2: None}, None)
    assert door.knows(0.2)
    assert door.rates(0.2) is None
