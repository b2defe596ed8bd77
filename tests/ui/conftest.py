"""A window without a camera: the tests play the runtime themselves."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlite_utils import Database

from faceapp.config import Settings
from faceapp.devices.camera_list import CameraEntry
from faceapp.domain.errors import FaceappError, StorageError, UnknownPersonError
from faceapp.domain.pins import Attempts, PinTrial, check_new_pin
from faceapp.domain.records import (
    AccessEvent,
    Decision,
    Face,
    Frame,
    FrameResult,
    Outcome,
    Person,
    Quality,
    QualityReason,
    Reason,
    Track,
    TrackResult,
    TrackState,
)
from faceapp.services.backups import Backups
from faceapp.services.enrolment import EnrolmentReport, Picture, Rejection
from faceapp.services.event_records import EventRecords
from faceapp.services.health import Health
from faceapp.services.meter import Meter
from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.services.settings_editor import SettingsEditor
from faceapp.services.site_calibration import SiteCalibration
from faceapp.ui.appearance import Appearance
from faceapp.ui.main_window import MainWindow

THEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def make_track(
    state: TrackState = TrackState.WAITING,
    *,
    track_id: int = 1,
    box: tuple[float, float, float, float] = (240, 120, 400, 320),
    reasons: tuple[QualityReason, ...] | None = (),
    person: str | None = None,
    reason: Reason = Reason.UNKNOWN,
    progress: float = 0.0,
) -> TrackResult:
    """One face; `reasons` None leaves its quality unmeasured."""
    landmarks = np.zeros((5, 2), np.float32)
    track = Track(track_id, Face(box, landmarks, 0.99), 0.0, 1.0, 5)
    quality = None
    if reasons is not None:
        quality = Quality(0.0 if reasons else 0.9, track.face.size_px, 200.0, 120.0, 50.0, 0.0, 0.0, 0.0, reasons)
    decision = None
    if state is TrackState.GRANTED:
        decision = Decision(Outcome.GRANTED, Reason.MATCHED, 1, 0.8, 0.5, 4, 0.4, "")
    elif state is TrackState.DENIED:
        decision = Decision(Outcome.DENIED, reason, None, 0.2, 0.5, 4, 0.4, "")
    return TrackResult(track, state, quality, decision, person, progress)


def make_event(
    *,
    track_id: int = 1,
    outcome: Outcome = Outcome.DENIED,
    reason: Reason = Reason.UNKNOWN,
    person_id: int | None = None,
    door: str = "closed",
) -> AccessEvent:
    """One decision on record."""
    return AccessEvent(1, THEN, "test", track_id, outcome, reason, person_id, 0.3, 0.5, 4, 0.5, "default@0", door)


def make_result(
    *tracks: TrackResult, time_s: float = 0.0, events: Sequence[AccessEvent] = (), image: np.ndarray | None = None
) -> FrameResult:
    """One frame with those faces."""
    pixels = np.full((480, 640, 3), 90, np.uint8) if image is None else image
    return FrameResult(Frame(pixels, time_s, "test", round(30 * time_s)), tracks, tuple(events), 0.01, 0)


def _no_database() -> Database:
    raise StorageError("There is no database in this test.", hint="Give the screen a real one.")


def _no_settings_file() -> SettingsEditor:
    return SettingsEditor(
        Path("absent") / "faceapp.toml", in_force=Settings, check=lambda _: None, adopt=lambda _: None
    )


class PlayedRuntime:
    """Stands where the runtime stands; the test says what comes."""

    def __init__(
        self,
        on_result: Callable[[FrameResult], None],
        on_status: Callable[[SourceStatus], None],
        on_frame: Callable[[Frame], None],
    ) -> None:
        self.send = on_result
        self.tell = on_status
        self.show = on_frame
        self.started = self.stopped = False
        self.reloads = 0

    def start(self) -> None:
        self.started = True

    def stop(self) -> None:
        self.stopped = True

    def reload_gallery(self) -> None:
        self.reloads += 1


@dataclass
class PlayedAdministration:
    """The administrator's PIN in memory; trying it takes no time."""

    pin: str | None = None
    attempts: Attempts = field(default_factory=Attempts)
    error: FaceappError | None = None

    def is_protected(self) -> bool:
        if self.error is not None:
            raise self.error
        return self.pin is not None

    def set_pin(self, pin: str) -> None:
        if self.error is not None:
            raise self.error
        check_new_pin(pin)
        self.pin = pin

    def try_pin(self, pin: str) -> PinTrial:
        if pin == self.pin:
            return PinTrial(True, Attempts())
        self.attempts = self.attempts.after_failure(0.0)
        return PinTrial(False, self.attempts, self.attempts.pause_left_s(0.0))


@dataclass
class PlayedFirstStart:
    """Whether the first steps are due; they are not, unless a test says so."""

    due: bool = False

    def is_due(self) -> bool:
        return self.due

    def finish(self) -> None:
        self.due = False


@dataclass
class PlayedApplication:
    """The core's face, without networks or a database."""

    demo: bool = False
    settings: Settings = field(default_factory=Settings)
    administration: PlayedAdministration = field(default_factory=PlayedAdministration)
    first_start: PlayedFirstStart = field(default_factory=PlayedFirstStart)
    language: str = ""
    enrolled: list[Person] = field(default_factory=list)
    past: list[AccessEvent] = field(default_factory=list)
    error: FaceappError | None = None
    rejected: tuple[Rejection, ...] = ()
    calibration: SiteCalibration | None = None
    runtimes: list[PlayedRuntime] = field(default_factory=list)
    go_on: threading.Event = field(default_factory=threading.Event)
    enrolment_thread: str = ""
    settings_editor: SettingsEditor = field(default_factory=lambda: _no_settings_file())
    backups: Backups = field(default_factory=lambda: Backups(_no_database))
    meter: Meter = field(default_factory=lambda: Meter(lambda: 0.0))
    records: EventRecords = field(default_factory=lambda: EventRecords(_no_database))
    enrolled_from: tuple[Sequence[Picture], Sequence[Path]] = ((), ())

    def __post_init__(self) -> None:
        self.go_on.set()
        self.health = Health(self)  # type: ignore[arg-type]

    def runtime(
        self,
        source: str,
        *,
        on_result: Callable[[FrameResult], None],
        on_status: Callable[[SourceStatus], None],
        on_frame: Callable[[Frame], None],
    ) -> PlayedRuntime:
        self.runtimes.append(PlayedRuntime(on_result, on_status, on_frame))
        return self.runtimes[-1]

    def cameras(self) -> list[CameraEntry]:
        return []

    def keep_language(self, language: str) -> None:
        self.language = language

    def people(self) -> list[Person]:
        return list(self.enrolled)

    def events(self, limit: int = 100) -> list[AccessEvent]:
        return self.past[:limit]

    def enrol(
        self,
        name: str,
        *,
        pictures: Sequence[Picture] = (),
        files: Sequence[Path] = (),
        skip_unusable: bool = False,
        on_progress: Callable[[float, str], None] | None = None,
    ) -> EnrolmentReport:
        self.enrolment_thread = threading.current_thread().name
        self.enrolled_from = (pictures, files)
        assert on_progress is not None
        on_progress(0.5, "second picture")
        assert self.go_on.wait(10), "the test forgot to let the enrolment go on"
        on_progress(1.0, "")
        if self.error is not None:
            raise self.error
        sources = [picture.source for picture in pictures] + [file.name for file in files]
        person = Person(len(self.enrolled) + 1, name, len(sources), THEN)
        self.enrolled.append(person)
        return EnrolmentReport(person, tuple(sources), self.rejected)

    def remove_person(self, person_id: int) -> Person:
        if self.error is not None:
            raise self.error
        for person in self.enrolled:
            if person.person_id == person_id:
                self.enrolled.remove(person)
                return person
        raise UnknownPersonError(f"Nobody has the id {person_id}.", hint="List the people.")


@pytest.fixture
def application() -> PlayedApplication:
    """An application with two people."""
    people = [Person(1, "Maria Keller", 6, THEN), Person(2, "Ali Demir", 1, THEN)]
    return PlayedApplication(enrolled=people)


@pytest.fixture(autouse=True)
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """Dark, and in English."""
    made = Appearance(qapp, theme_choice="dark", language_choice="en")
    yield made
    made.retire()


@pytest.fixture
def window(qtbot: QtBot, application: PlayedApplication) -> Iterator[MainWindow]:
    """The window on that application, shown and started."""
    made = MainWindow(application, "0", mirrored=True)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def running(window: MainWindow, application: PlayedApplication) -> PlayedRuntime:
    """The window's runtime, with the camera running."""
    runtime = application.runtimes[-1]
    runtime.tell(SourceStatus(SourceState.RUNNING))
    return runtime


@pytest.fixture
def make() -> type[Make]:
    """The makers of records."""
    return Make


class Make:
    track = staticmethod(make_track)
    event = staticmethod(make_event)
    result = staticmethod(make_result)
