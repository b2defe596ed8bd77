"""Who is asked for a PIN, for how long, and what becomes of an answer: against scripted access and recognition."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from faceapp.domain.errors import StorageError
from faceapp.domain.records import AccessEvent, Decision, Outcome, PinRequest, Reason
from faceapp.services.pin_desk import LAPSES_AFTER_S, MOST_STALE_S, SHOWN_PAUSE_S, PinDesk

GRANT = Decision(Outcome.GRANTED, Reason.MATCHED, 1, 0.8, 0.6, 5, 0.2, "It matched.")


@dataclass
class ScriptedAccess:
    """The right PIN is 8305; `reasons` says what else comes of the next tries."""

    reasons: list[Reason | Exception] = field(default_factory=list)
    pause_s: float = 0.0
    tried: list[str] = field(default_factory=list)

    def carry_out_with_pin(self, decision: Decision, pin: str, *, source: str, track_id: int) -> AccessEvent:
        self.tried.append(pin)
        reason = self.reasons.pop(0) if self.reasons else Reason.MATCHED if pin == "8305" else Reason.WRONG_PIN
        if isinstance(reason, Exception):
            raise reason
        outcome = Outcome.GRANTED if reason is Reason.MATCHED else Outcome.DENIED
        event_id, at = len(self.tried), datetime(2026, 1, 1, tzinfo=UTC)
        return AccessEvent(event_id, at, source, track_id, outcome, reason, 1, 0.8, 0.6, 5, 0.2, "e")

    def pin_pause_left_s(self, person_id: int) -> float:
        assert person_id == 1
        return self.pause_s


@dataclass
class ScriptedRecogniser:
    there: set[int] = field(default_factory=lambda: {7})
    upheld: list[tuple[int, Decision, float]] = field(default_factory=list)

    def follows(self, track_id: int) -> bool:
        return track_id in self.there

    def uphold(self, track_id: int, grant: Decision, time_s: float) -> None:
        self.upheld.append((track_id, grant, time_s))


class Scene:
    """A desk before which time passes as told: frames' clock and monotonic clock run apart by 1,000 s."""

    def __init__(self) -> None:
        self.access, self.recogniser = ScriptedAccess(), ScriptedRecogniser()
        self.now_s = 1050.0
        self.desk = PinDesk(cast(Any, self.access), cast(Any, self.recogniser), lambda: self.now_s)

    def frame(self, time_s: float) -> PinRequest | None:
        self.now_s = 1000.0 + time_s
        self.desk.note_frame(time_s)
        return self.desk.request

    def ask(self, time_s: float = 50.0, track_id: int = 7) -> None:
        self.frame(time_s)
        self.desk.ask(GRANT, source="cam", track_id=track_id)

    def reasons(self) -> list[Reason]:
        return [event.reason for event in self.desk.taken()[0]]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_nobody_is_asked_at_first(scene: Scene) -> None:
    assert scene.frame(1.0) is None
    scene.desk.enter(7, "8305")
    scene.desk.cancel(7)
    assert scene.desk.taken() == ((), "")
    assert scene.access.tried == []


def test_the_right_pin_makes_a_grant_and_ends_the_request(scene: Scene) -> None:
    scene.ask()
    assert scene.desk.request == PinRequest(7, 50.0, 0, LAPSES_AFTER_S, 0.0)
    assert scene.frame(56.0) == PinRequest(7, 50.0, 0, LAPSES_AFTER_S - 6, 0.0)
    scene.desk.enter(7, "8305")
    assert scene.desk.request is None
    assert scene.recogniser.upheld == [(7, GRANT, 56.0)]
    (event,), fault = scene.desk.taken()
    assert (event.outcome, event.source, event.track_id, fault) == (Outcome.GRANTED, "cam", 7, "")
    assert scene.desk.taken() == ((), "")
    scene.desk.enter(7, "8305")
    assert scene.access.tried == ["8305"], "one grant opens once"


def test_wrong_pins_are_counted_and_the_request_stays(scene: Scene) -> None:
    scene.ask()
    for tries in (1, 2):
        scene.desk.enter(7, "8306")
        assert scene.frame(50.0 + tries) == PinRequest(7, 50.0, tries, LAPSES_AFTER_S - tries, 0.0)
    assert scene.reasons() == [Reason.WRONG_PIN] * 2
    assert scene.recogniser.upheld == []
    scene.desk.enter(7, "8305")
    assert scene.reasons() == [Reason.MATCHED]


@pytest.mark.parametrize(("time_s", "asked"), [(50.0 + LAPSES_AFTER_S - 0.1, True), (50.0 + LAPSES_AFTER_S, False)])
def test_a_request_lapses(scene: Scene, time_s: float, asked: bool) -> None:
    scene.ask()
    assert (scene.frame(time_s) is not None) is asked
    scene.desk.enter(7, "8305")
    assert scene.reasons() == ([Reason.MATCHED] if asked else [])


def test_a_wrong_pin_does_not_prolong_it(scene: Scene) -> None:
    scene.ask()
    scene.frame(69.0)
    scene.desk.enter(7, "8306")
    assert scene.frame(70.0) is None


def test_a_face_that_is_gone_needs_no_pin(scene: Scene) -> None:
    scene.ask()
    scene.recogniser.there.clear()
    scene.desk.enter(7, "8305")
    assert scene.desk.request is None
    scene.recogniser.there.add(7)
    scene.desk.enter(7, "8305")
    assert scene.access.tried == []
    scene.ask()
    scene.recogniser.there.clear()
    assert scene.frame(51.0) is None
    scene.recogniser.there.add(7)
    assert scene.frame(52.0) is None


@pytest.mark.parametrize(("stale_s", "heard"), [(MOST_STALE_S, True), (MOST_STALE_S + 0.1, False)])
def test_no_pin_is_taken_before_a_camera_that_shows_nothing_any_more(scene: Scene, stale_s: float, heard: bool) -> None:
    scene.ask()
    scene.now_s += stale_s
    scene.desk.enter(7, "8305")
    assert (scene.access.tried == ["8305"]) is heard
    assert scene.desk.request is None


def test_a_source_that_begins_anew_ends_the_request(scene: Scene) -> None:
    scene.ask()
    assert scene.frame(0.0) is None


def test_the_pin_of_another_track_is_nobodys(scene: Scene) -> None:
    scene.recogniser.there.add(8)
    scene.ask(track_id=8)
    scene.desk.enter(7, "8305")
    scene.desk.cancel(7)
    assert scene.access.tried == []
    assert scene.desk.request is not None
    assert scene.desk.request.track_id == 8


def test_whoever_is_asked_later_is_asked_alone(scene: Scene) -> None:
    scene.recogniser.there.add(8)
    scene.ask(track_id=7)
    scene.ask(52.0, track_id=8)
    assert scene.desk.request == PinRequest(8, 52.0, 0, LAPSES_AFTER_S, 0.0)


def test_cancelling_and_failing_end_it(scene: Scene) -> None:
    scene.ask()
    scene.desk.cancel(7)
    assert scene.desk.request is None
    scene.ask()
    scene.desk.drop()
    assert scene.desk.request is None


def test_a_pause_is_told_counts_down_and_is_not_shown_for_long(scene: Scene) -> None:
    scene.ask()
    scene.access.pause_s = 30.0
    scene.desk.enter(7, "8306")
    assert scene.desk.request == PinRequest(7, 50.0, 1, SHOWN_PAUSE_S, 30.0)
    assert scene.frame(52.0) == PinRequest(7, 50.0, 1, SHOWN_PAUSE_S - 2, 28.0)
    assert scene.frame(50.0 + SHOWN_PAUSE_S) is None


def test_whoever_comes_during_a_pause_is_told_so(scene: Scene) -> None:
    scene.access.pause_s = 12.0
    scene.ask()
    assert scene.desk.request == PinRequest(7, 50.0, 0, SHOWN_PAUSE_S, 12.0)


@pytest.mark.parametrize("reason", [Reason.NOT_NOW, Reason.NO_PIN, Reason.UNKNOWN, Reason.ERROR])
def test_any_other_denial_ends_the_request(scene: Scene, reason: Reason) -> None:
    scene.ask()
    scene.access.reasons = [reason]
    scene.desk.enter(7, "8305")
    assert scene.desk.request is None
    assert scene.reasons() == [reason]
    assert scene.recogniser.upheld == []


@pytest.mark.parametrize("error", [StorageError("The disk is full.", hint="Free some."), RuntimeError("a bug")])
def test_what_could_not_be_checked_opens_nothing_and_is_told(scene: Scene, error: Exception) -> None:
    scene.ask()
    scene.access.reasons = [error]
    scene.desk.enter(7, "8305")
    events, fault = scene.desk.taken()
    assert events == ()
    assert fault == f"The door stays shut because the PIN could not be checked. {error}"
    assert scene.desk.request is None
    assert scene.recogniser.upheld == []


def test_where_a_pause_cannot_be_read_nobody_is_asked(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: int) -> float:
        raise StorageError("The database is damaged.", hint="Restore a copy.")

    monkeypatch.setattr(scene.access, "pin_pause_left_s", broken)
    with pytest.raises(StorageError):
        scene.ask()
    assert scene.desk.request is None


def test_a_grant_that_names_nobody_asks_nobody(scene: Scene) -> None:
    scene.desk.ask(replace(GRANT, person_id=None), source="cam", track_id=7)
    assert scene.desk.request is None
