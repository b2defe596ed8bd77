"""The main job on real people: enrolled from one clip, recognised in the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from faceapp.app import Application
from faceapp.domain.records import Outcome
from faceapp.storage.events import EventsRepository

from .conftest import play

ENROLLED_FROM = {"person_a": "again", "person_b": "milk", "person_c": "book", "person_d": "eat"}
PROBES = [
    ("person_a", "brother"),
    ("person_a", "help"),
    ("person_b", "bird"),
    ("person_b", "please"),
    ("person_c", "learn"),
    ("person_d", "night"),
]
STRANGER = ("person_e", "hungry")


@pytest.fixture(scope="module")
def enrolled(application: Application, clips: Path) -> dict[str, int]:
    """Ids of the people by name."""
    return {
        name: application.enrol(name, files=[clips / name / f"{clip}.mkv"]).person.person_id
        for name, clip in ENROLLED_FROM.items()
    }


@pytest.mark.parametrize(("person", "clip"), PROBES)
def test_an_enrolled_person_is_granted_and_nobody_else(
    application: Application, enrolled: dict[str, int], clips: Path, person: str, clip: str
) -> None:
    run = play(application, str(clips / person / f"{clip}.mkv"))
    assert {event.person_id for event in run.granted} == {enrolled[person]}
    # Each grant opened the door, once, and is on disk with what became of the door.
    assert [pulse.event_id for pulse in run.door.pulses] == [event.event_id for event in run.granted]
    with_ids = {event.event_id: event for event in application.events(limit=1000)}
    for event in run.granted:
        assert with_ids[event.event_id].door == "opened"
        assert event.score is not None and event.score >= event.threshold
        assert event.frames >= application.policy.min_frames


def test_a_stranger_is_denied(application: Application, enrolled: dict[str, int], clips: Path) -> None:
    person, clip = STRANGER
    run = play(application, str(clips / person / f"{clip}.mkv"))
    assert run.granted == []
    assert len(run.door.pulses) == 0
    assert [event.outcome for event in run.events].count(Outcome.DENIED) >= 1


def test_nobody_of_a_crowd_is_let_in(application: Application, enrolled: dict[str, int], clips: Path) -> None:
    """Many people far away, none of them enrolled."""
    run = play(application, str(clips / "crowd" / "crowd-1080p.mp4"))
    assert run.results
    assert run.granted == [] and len(run.door.pulses) == 0


def test_one_decision_for_each_approach(application: Application, enrolled: dict[str, int], clips: Path) -> None:
    run = play(application, str(clips / "person_a" / "help.mkv"))
    tracks = [event.track_id for event in run.events]
    assert len(tracks) == len(set(tracks))


def test_a_removed_person_is_a_stranger_again(application: Application, enrolled: dict[str, int], clips: Path) -> None:
    clip = str(clips / "person_d" / "night.mkv")
    assert play(application, clip).granted
    removed = application.remove_person(enrolled["person_d"])
    run = play(application, clip)
    assert run.granted == []
    assert run.events, "an approach leaves an event"
    database = application.database()
    try:
        # What happened before keeps the id, so that it can still be accounted for.
        past = [event for event in EventsRepository(database).recent(1000) if event.person_id == removed.person_id]
    finally:
        database.close()
    assert past
