"""Two synthetic people who are guarded as a pair walk up to a whole faceapp, with a PIN and without."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from faceapp.app import Application
from faceapp.devices.demo_people import demo_people
from faceapp.devices.door import SimulatedDoor
from faceapp.domain.records import FrameResult, Outcome, Reason, TrackState
from faceapp.services.demonstration import enrol_demo_people
from faceapp.services.runtime import Runtime

from .conftest import LONGEST_RUN_S, Run

PIN = "8305"


@pytest.fixture(scope="module")
def run(application: Application) -> Run:
    """Ada (1) enters a wrong PIN and then hers, Ben (2) has none."""
    list(enrol_demo_people(application.enrol))
    application.guards.guard(1, 2, author="root")
    application.guards.set_pin(1, PIN)
    run = Run([], [], SimulatedDoor(time.monotonic))
    runtimes: list[Runtime] = []

    def on_result(result: FrameResult) -> None:
        run.results.append(result)
        if result.pin is not None and result.frame.time_s >= result.pin.asked_s + 0.5:
            runtimes[0].enter_pin(result.pin.track_id, PIN if result.pin.tries else "9271")

    runtime = application.runtime(
        "demo", on_result=on_result, on_status=run.statuses.append, max_speed=True, door=run.door
    )
    runtimes.append(runtime)
    runtime.start()
    try:
        assert runtime.wait(LONGEST_RUN_S), "the demo has not ended"
    finally:
        runtime.stop()
    assert runtime.error is None
    return run


def test_the_face_alone_opens_for_the_others_only(run: Run) -> None:
    told = [(event.person_id, event.reason) for event in run.events]
    others = [(number, Reason.MATCHED) for number in range(3, len(demo_people()))]
    assert told == [
        (1, Reason.NEEDS_PIN),
        (1, Reason.WRONG_PIN),
        (1, Reason.MATCHED),
        (2, Reason.NO_PIN),
        *others,
        (None, Reason.UNKNOWN),
    ]
    assert {event.track_id for event in run.events[:3]} == {run.events[0].track_id}


def test_the_door_opens_after_the_pin(run: Run) -> None:
    granted = [event for event in run.events if event.outcome is Outcome.GRANTED]
    assert [pulse.event_id for pulse in run.door.pulses] == [event.event_id for event in granted]


def test_the_name_is_not_shown_before_the_pin_was_right(run: Run) -> None:
    asked = [result for result in run.results if result.pin is not None]
    assert asked
    for result in asked:
        shown = [track for track in result.tracks if track.track.track_id == result.pin.track_id]
        assert all((track.state, track.person) == (TrackState.DENIED, None) for track in shown)
    after = next(result for before, result in pairwise(run.results) if before.pin is not None and result.pin is None)
    assert [(track.state, track.person) for track in after.tracks] == [(TrackState.GRANTED, "Demo Ada")]
