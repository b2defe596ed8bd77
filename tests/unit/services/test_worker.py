"""The recognition thread's work against a real database and a scripted recogniser."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlite_utils import Database

from faceapp.devices.door import SimulatedDoor
from faceapp.domain.decision import Policy
from faceapp.domain.errors import FaceappError, StorageError
from faceapp.domain.pins import hash_pin
from faceapp.domain.records import Decision, Face, Frame, Outcome, Reason, Track, TrackResult, TrackState
from faceapp.services.access import AccessControl
from faceapp.services.recogniser import Analysis, Verdict
from faceapp.services.second_factor import SecondFactor
from faceapp.services.worker import RecognitionWorker
from faceapp.storage.database import open_database
from faceapp.storage.events import EventsRepository
from faceapp.storage.guarded_pairs import GuardedPairsRepository
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.storage.person_pins import PersonPinsRepository
from faceapp.storage.settings import SettingsRepository
from faceapp.vision.gallery import Gallery

ENCODER = "test@0123456789ab"
FACE = Face((0, 0, 50, 50), np.zeros((5, 2), dtype=np.float32), 1.0)


def unit(index: int) -> NDArray[np.float32]:
    vector = np.zeros(4, dtype=np.float32)
    vector[index] = 1.0
    return vector


def grant(person_id: int) -> Decision:
    return Decision(Outcome.GRANTED, Reason.MATCHED, person_id, 0.9, 0.5, 4, 0.3, "It matched.")


@dataclass
class ScriptedRecogniser:
    """Hands out decisions as told, and remembers the gallery it was given."""

    decisions: list[Decision] = field(default_factory=list)
    galleries: list[Gallery] = field(default_factory=list)
    policies: list[Policy] = field(default_factory=list)
    overruled: list[str] = field(default_factory=list)
    failing: bool = False
    abandoned: int = 0
    there: bool = True
    _current: TrackResult | None = None

    def process(self, frame: Frame) -> Analysis:
        if self.failing:
            raise RuntimeError("the network broke")
        decision = self.decisions.pop(0) if self.decisions else None
        if decision is None:
            return Analysis((self._current,) if self._current and self.there else (), ())
        track = Track(1, FACE, 0.0, frame.time_s, 1)
        self._current = TrackResult(track, TrackState.GRANTED, None, decision, None, 1.0)
        return Analysis((self._current,), (Verdict(1, decision),))

    def finish(self) -> tuple[Verdict, ...]:
        return tuple(Verdict(2, decision) for decision in self.decisions)

    def abandon(self) -> tuple[Verdict, ...]:
        self.abandoned += 1
        return ()

    def overrule(self, track_id: int, explanation: str, reason: Reason = Reason.ERROR) -> None:
        self.overruled.append(explanation if reason is Reason.ERROR else f"{reason}: {explanation}")
        assert self._current is not None
        self._current = TrackResult(self._current.track, TrackState.DENIED, None, None, None, 1.0)

    def granted(self) -> dict[int, int]:
        current = self._current
        if current is None or current.state is not TrackState.GRANTED:
            return {}
        assert current.decision is not None and current.decision.person_id is not None
        return {current.track.track_id: current.decision.person_id}

    def follows(self, track_id: int) -> bool:
        return self.there and track_id == 1

    def uphold(self, track_id: int, grant: Decision, time_s: float) -> None:
        assert self._current is not None
        self._current = TrackResult(self._current.track, TrackState.GRANTED, None, grant, None, 1.0)

    def current(self, result: TrackResult) -> TrackResult:
        return self._current or result

    def replace_gallery(self, gallery: Gallery) -> None:
        self.galleries.append(gallery)

    def replace_policy(self, policy: Policy) -> None:
        self.policies.append(policy)


@dataclass
class Desk:
    worker: RecognitionWorker
    recogniser: ScriptedRecogniser
    database: Database
    door: SimulatedDoor
    path: Path
    in_force: list[Policy]

    def frame(self, index: int = 0) -> Frame:
        return Frame(np.zeros((4, 4, 3), dtype=np.uint8), index / 30, "cam", index)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "a.db"
    database = open_database(path)
    people = PeopleRepository(database)
    people.enrol("Ann", [NewTemplate(unit(0), ENCODER, 1.0, "photo")], datetime.now(UTC))
    people.enrol("Of another encoder", [NewTemplate(unit(1), "old@ffff", 1.0, "photo")], datetime.now(UTC))
    recogniser, door = ScriptedRecogniser(), SimulatedDoor(time.monotonic)
    in_force = [Policy(threshold=0.5)]
    worker = RecognitionWorker(
        cast(Any, recogniser),
        AccessControl(
            EventsRepository(database),
            door,
            lambda: datetime.now(UTC),
            ENCODER,
            person_of=people.get,
            second_factor=SecondFactor(GuardedPairsRepository(database), PersonPinsRepository(database)),
        ),
        people,
        database,
        encoder_id=ENCODER,
        embedding_size=4,
        policy=lambda: in_force[-1],
        on_closed=door.close,
    )
    yield Desk(worker, recogniser, database, door, path, in_force)
    worker.close()


def test_a_threshold_that_is_put_in_force_is_taken_up_while_the_door_runs(desk: Desk) -> None:
    desk.worker.process(desk.frame(), 0)
    assert [policy.threshold for policy in desk.recogniser.policies] == [0.5]
    desk.in_force.append(Policy(threshold=0.7))
    with closing(open_database(desk.path)) as other:
        SettingsRepository(other).set("anything", 1)
    desk.worker.reload_gallery()  # as a second's passing does
    desk.worker.process(desk.frame(1), 0)
    assert [policy.threshold for policy in desk.recogniser.policies] == [0.5, 0.7]


def test_the_gallery_holds_this_encoders_templates_alone(desk: Desk) -> None:
    assert len(desk.recogniser.galleries[-1]) == 1


def test_a_grant_is_recorded_opened_and_named(desk: Desk) -> None:
    desk.recogniser.decisions = [grant(1)]
    result = desk.worker.process(desk.frame(), dropped=3)
    assert [event.door for event in result.events] == ["opened"]
    assert len(desk.door.pulses) == 1
    assert result.tracks[0].person == "Ann"
    assert (result.fault, result.dropped) == ("", 3)


def test_who_was_suspended_a_moment_ago_is_recognised_and_not_let_in(desk: Desk) -> None:
    other = open_database(desk.path)
    PeopleRepository(other).change(1, lambda person: replace(person, suspended=True))
    other.close()
    desk.recogniser.decisions = [grant(1)]
    result = desk.worker.process(desk.frame(), dropped=0)
    (event,) = result.events
    assert (event.outcome, event.reason, event.person_id) == (Outcome.DENIED, Reason.NOT_NOW, 1)
    assert not desk.door.pulses
    assert desk.recogniser.overruled == ["not_now: The person may not enter now."]
    assert (result.tracks[0].state, result.tracks[0].person, result.fault) == (TrackState.DENIED, None, "")
    assert len(desk.recogniser.galleries[-1]) == 1, "the gallery still holds the person's templates"


def remove(people: PeopleRepository) -> None:
    people.remove(1)


def suspend(people: PeopleRepository) -> None:
    people.change(1, lambda person: replace(person, suspended=True))


def let_expire(people: PeopleRepository) -> None:
    yesterday = datetime.now().date() - timedelta(days=1)
    people.change(1, lambda person: replace(person, valid_until=yesterday))


@pytest.mark.parametrize(
    ("end", "reason"), [(remove, Reason.UNKNOWN), (suspend, Reason.NOT_NOW), (let_expire, Reason.NOT_NOW)]
)
def test_a_welcome_is_taken_off_the_screen_of_who_may_not_enter_any_more(
    desk: Desk, end: Callable[[PeopleRepository], None], reason: Reason
) -> None:
    desk.recogniser.decisions = [grant(1)]
    shown = desk.worker.process(desk.frame(), dropped=0)
    assert (shown.tracks[0].state, shown.tracks[0].person) == (TrackState.GRANTED, "Ann")
    with closing(open_database(desk.path)) as other:
        end(PeopleRepository(other))
    desk.worker.reload_gallery()  # as the window asks at once, and a second's passing of its own accord
    result = desk.worker.process(desk.frame(1), dropped=0)
    assert (result.tracks[0].state, result.tracks[0].person) == (TrackState.DENIED, None)
    assert [said.split(":")[0] for said in desk.recogniser.overruled] == [reason.value]
    assert result.events == (), "nothing was decided anew"
    assert len(desk.door.pulses) == 1


def test_a_welcome_stays_while_others_are_removed(desk: Desk) -> None:
    desk.recogniser.decisions = [grant(1)]
    desk.worker.process(desk.frame(), dropped=0)
    with closing(open_database(desk.path)) as other:
        PeopleRepository(other).remove(2)
    desk.worker.reload_gallery()
    result = desk.worker.process(desk.frame(1), dropped=0)
    assert (result.tracks[0].state, result.tracks[0].person) == (TrackState.GRANTED, "Ann")


def guard(desk: Desk, pin: str | None = "8305") -> None:
    """Make Ann (1) of a guarded pair, as another program does."""
    with closing(open_database(desk.path)) as other:
        GuardedPairsRepository(other).guard(1, 2, author="root", now=datetime.now(UTC))
        if pin is not None:
            PersonPinsRepository(other).set(1, hash_pin(pin))


def test_the_right_pin_lets_in_whom_the_face_alone_does_not(desk: Desk) -> None:
    guard(desk)
    desk.recogniser.decisions = [grant(1)]
    asked = desk.worker.process(desk.frame(), dropped=0)
    assert [(event.outcome, event.reason, event.person_id) for event in asked.events] == [
        (Outcome.DENIED, Reason.NEEDS_PIN, 1)
    ]
    assert desk.recogniser.overruled == ["needs_pin: The person's PIN is wanted as well."]
    assert (asked.tracks[0].state, asked.tracks[0].person) == (TrackState.DENIED, None), "nobody reads along who it is"
    assert asked.pin is not None
    assert (asked.pin.track_id, asked.pin.tries, asked.pin.left_s) == (1, 0, 20.0)

    desk.worker.enter_pin(1, "8306")
    wrong = desk.worker.process(desk.frame(1), dropped=0)
    assert [event.reason for event in wrong.events] == [Reason.WRONG_PIN]
    assert wrong.pin is not None
    assert wrong.pin.tries == 1
    assert not desk.door.pulses

    desk.worker.enter_pin(1, "8305")
    right = desk.worker.process(desk.frame(2), dropped=0)
    assert [(event.outcome, event.door) for event in right.events] == [(Outcome.GRANTED, "opened")]
    assert right.pin is None
    assert (right.tracks[0].state, right.tracks[0].person) == (TrackState.GRANTED, "Ann")
    assert len(desk.door.pulses) == 1
    assert [event.reason for event in EventsRepository(desk.database).recent()] == [
        *(Reason.MATCHED, Reason.WRONG_PIN, Reason.NEEDS_PIN)
    ]


def test_without_a_pin_nobody_is_asked_for_one(desk: Desk) -> None:
    guard(desk, pin=None)
    desk.recogniser.decisions = [grant(1)]
    result = desk.worker.process(desk.frame(), dropped=0)
    assert [event.reason for event in result.events] == [Reason.NO_PIN]
    assert result.pin is None
    assert "the person has none" in desk.recogniser.overruled[0]


def test_a_pin_comes_too_late_when_the_face_is_gone(desk: Desk) -> None:
    guard(desk)
    desk.recogniser.decisions = [grant(1)]
    desk.worker.process(desk.frame(), dropped=0)
    desk.recogniser.there = False
    assert desk.worker.process(desk.frame(1), dropped=0).pin is None
    desk.recogniser.there = True
    desk.worker.enter_pin(1, "8305")
    assert desk.worker.process(desk.frame(2), dropped=0).events == ()
    assert not desk.door.pulses


def test_a_pin_is_not_waited_for_any_more(desk: Desk) -> None:
    guard(desk)
    for end in ("cancel", "failure", "finish"):
        desk.recogniser.decisions = [grant(1)]
        assert desk.worker.process(desk.frame(), dropped=0).pin is not None
        if end == "cancel":
            desk.worker.cancel_pin(1)
            assert desk.worker.process(desk.frame(1), dropped=0).pin is None
        elif end == "failure":
            desk.recogniser.failing = True
            assert desk.worker.process(desk.frame(1), dropped=0).pin is None
            desk.recogniser.failing = False
        else:
            last = desk.worker.finish()
            assert last is not None
            assert last.pin is None
        if end != "finish":
            desk.worker.enter_pin(1, "8305")
            assert desk.worker.process(desk.frame(2), dropped=0).events == ()
    assert not desk.door.pulses


def test_a_pin_that_came_last_is_told_at_the_end(desk: Desk) -> None:
    guard(desk)
    desk.recogniser.decisions = [grant(1)]
    desk.worker.process(desk.frame(), dropped=0)
    desk.worker.enter_pin(1, "8305")
    last = desk.worker.finish()
    assert last is not None
    assert [event.outcome for event in last.events] == [Outcome.GRANTED]


def test_people_enrolled_by_another_program_are_taken_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    other = open_database(desk.path)
    PeopleRepository(other).enrol("Ben", [NewTemplate(unit(2), ENCODER, 1.0, "photo")], datetime.now(UTC))
    other.close()
    monkeypatch.setattr("faceapp.services.worker._LOOK_EVERY_S", 0.0)
    desk.worker.process(desk.frame(), dropped=0)
    assert len(desk.recogniser.galleries[-1]) == 2
    reloads = len(desk.recogniser.galleries)
    desk.recogniser.decisions = [grant(3)]
    desk.worker.process(desk.frame(1), dropped=0)
    desk.worker.process(desk.frame(2), dropped=0)
    assert len(desk.recogniser.galleries) == reloads, "our own events are no reason to reload"


def test_nobody_is_let_in_while_a_removal_could_not_be_taken_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    other = open_database(desk.path)
    PeopleRepository(other).remove(1)
    other.close()
    desk.worker.reload_gallery()
    desk.recogniser.decisions = [grant(1)] * 3

    def unreadable(*_: object) -> None:
        raise StorageError("The disk failed to read.", hint="Check it.")

    with monkeypatch.context() as broken:
        broken.setattr(PeopleRepository, "templates", unreadable)
        for index in range(2):
            result = desk.worker.process(desk.frame(index), dropped=0)
            assert result.events == () and "failed to read" in result.fault
    assert desk.door.pulses == ()
    desk.recogniser.decisions = []
    assert desk.worker.process(desk.frame(2), dropped=0).fault == ""
    assert desk.recogniser.galleries[-1].people == 0


def test_a_decision_that_fails_in_an_unforeseen_way_does_not_end_recognition(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError("the bus is gone")

    monkeypatch.setattr(desk.door, "pulse", broken)
    desk.recogniser.decisions = [grant(1)]
    result = desk.worker.process(desk.frame(), dropped=0)
    assert "the bus is gone" in result.fault
    assert len(desk.recogniser.overruled) == 1


def test_a_grant_that_cannot_be_recorded_opens_nothing_and_is_shown_as_denied(desk: Desk) -> None:
    pages = desk.database.execute("PRAGMA page_count").fetchone()[0]
    desk.database.execute(f"PRAGMA max_page_count = {pages}")
    faults = []
    for index in range(1000):
        desk.recogniser.decisions = [grant(1)]
        result = desk.worker.process(desk.frame(index), dropped=0)
        if result.fault:
            faults.append(result)
            break
    (result,) = faults
    assert "could not be recorded" in result.fault and "full" in result.fault
    assert result.events == ()
    assert result.tracks[0].state is TrackState.DENIED
    assert len(desk.door.pulses) == EventsRepository(desk.database).count()


def test_a_frame_that_fails_grants_nothing_and_the_next_one_is_served(desk: Desk) -> None:
    desk.recogniser.failing = True
    result = desk.worker.process(desk.frame(), dropped=0)
    assert result.tracks == () and result.events == () and "the network broke" in result.fault
    assert desk.recogniser.abandoned == 1
    desk.recogniser.failing = False
    desk.recogniser.decisions = [grant(1)]
    assert desk.worker.process(desk.frame(1), dropped=0).events[0].door == "opened"


def test_recognition_that_keeps_failing_says_so(desk: Desk) -> None:
    desk.recogniser.failing = True
    with pytest.raises(FaceappError, match="keeps failing"):
        for index in range(1000):
            desk.worker.process(desk.frame(index), dropped=0)


def test_decisions_still_due_at_the_end_are_carried_out(desk: Desk) -> None:
    assert desk.worker.finish() is None, "nothing was ever seen"
    desk.worker.process(desk.frame(), dropped=0)
    desk.recogniser.decisions = [grant(1)]
    result = desk.worker.finish()
    assert result is not None and [event.door for event in result.events] == ["opened"]
