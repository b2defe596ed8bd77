"""Two synthetic people who may not enter walk up to a whole faceapp: recognised, and kept out."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from faceapp.app import Application
from faceapp.cli.person_words import local_today
from faceapp.devices.demo_people import demo_people
from faceapp.devices.door import SimulatedDoor
from faceapp.domain.records import Outcome, Reason, TrackState
from faceapp.services.demonstration import enrol_demo_people

from .conftest import LONGEST_RUN_S, Run


@pytest.fixture(scope="module")
def run(application: Application) -> Run:
    """1 is suspended, and 2 was valid until yesterday."""
    list(enrol_demo_people(application.enrol))
    application.register.change(1, lambda person: replace(person, suspended=True))
    yesterday = local_today() - timedelta(days=1)
    application.register.change(2, lambda person: replace(person, valid_until=yesterday))
    run = Run([], [], SimulatedDoor(time.monotonic))
    runtime = application.runtime(
        "demo", on_result=run.results.append, on_status=run.statuses.append, max_speed=True, door=run.door
    )
    runtime.start()
    try:
        assert runtime.wait(LONGEST_RUN_S), "the demo has not ended"
    finally:
        runtime.stop()
    assert runtime.error is None
    return run


def test_they_are_recognised_and_kept_out(run: Run) -> None:
    others = [(number, Reason.MATCHED) for number in range(3, len(demo_people()))]
    wanted = [(1, Reason.NOT_NOW), (2, Reason.NOT_NOW), *others, (None, Reason.UNKNOWN)]
    assert [(event.person_id, event.reason) for event in run.events] == wanted
    granted = [event.event_id for event in run.events if event.outcome is Outcome.GRANTED]
    assert [pulse.event_id for pulse in run.door.pulses] == granted


def test_bystanders_do_not_learn_who_it_was(run: Run) -> None:
    kept_out = [
        track
        for result in run.results
        for track in result.tracks
        if track.decision is not None and track.decision.reason is Reason.NOT_NOW
    ]
    assert kept_out
    for track in kept_out:
        assert (track.state, track.person) == (TrackState.DENIED, None)
        assert track.decision is not None and track.decision.person_id is None


def test_they_were_seen(run: Run, application: Application) -> None:
    seen = {person.person_id: person.last_seen_at for person in application.people()}
    assert seen[1] == run.events[0].occurred_at and seen[2] == run.events[1].occurred_at
