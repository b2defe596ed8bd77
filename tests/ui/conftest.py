"""A window without a camera: the tests play the runtime themselves."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlite_utils import Database

from faceapp.config import Settings
from faceapp.devices.camera_list import CameraEntry
from faceapp.domain.errors import FaceappError, PersonNameError, StorageError, UnknownPersonError
from faceapp.domain.names import folded
from faceapp.domain.pins import Attempts, PinChange, PinChangeKind, PinTrial, check_new_pin
from faceapp.domain.records import (
    AccessEvent,
    Decision,
    Face,
    Frame,
    FrameResult,
    Image,
    Outcome,
    Person,
    PinRequest,
    Quality,
    QualityReason,
    Reason,
    Template,
    Track,
    TrackResult,
    TrackState,
)
from faceapp.services.backups import Backups
from faceapp.services.enrolment import EnrolmentReport, Picture, Rejection
from faceapp.services.enrolment_desk import EnrolmentDraft, EnrolmentReview, NearPerson
from faceapp.services.event_records import EventRecords
from faceapp.services.health import Health
from faceapp.services.import_journal import UnfinishedImport
from faceapp.services.lookalikes import LookalikeWarning
from faceapp.services.meter import Meter
from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.services.settings_editor import SettingsEditor
from faceapp.services.site_calibration import SiteCalibration
from faceapp.services.try_out import TryOutLook, TryOutState
from faceapp.storage.people import NewTemplate
from faceapp.ui.appearance import Appearance
from faceapp.ui.main_window import MainWindow
from tests.ui.watchdog import Watchdog, WatchedApplication

THEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ENCODER = "default@0"
GOOD = Quality(0.9, 160.0, 2.0, 120.0, 50.0, 0.0, 0.0, 0.0)


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
    *tracks: TrackResult,
    time_s: float = 0.0,
    events: Sequence[AccessEvent] = (),
    image: np.ndarray | None = None,
    pin: PinRequest | None = None,
) -> FrameResult:
    """One frame with those faces."""
    pixels = np.full((480, 640, 3), 90, np.uint8) if image is None else image
    return FrameResult(Frame(pixels, time_s, "test", round(30 * time_s)), tracks, tuple(events), 0.01, 0, pin=pin)


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
        self.pins: list[tuple[int, str | None]] = []
        self.reloads = 0

    def start(self) -> None:
        self.started = True

    def stop(self) -> None:
        self.stopped = True

    def reload_gallery(self) -> None:
        self.reloads += 1

    def enter_pin(self, track_id: int, pin: str) -> None:
        self.pins.append((track_id, pin))

    def cancel_pin(self, track_id: int) -> None:
        self.pins.append((track_id, None))


@dataclass
class PlayedRegister:
    """The people, without a database."""

    enrolled: list[Person] = field(default_factory=list)
    stored: dict[int, list[Template]] = field(default_factory=dict)
    portraits: dict[int, Image] = field(default_factory=dict)
    error: FaceappError | None = None
    threads: set[str] = field(default_factory=set)

    def people(self) -> list[Person]:
        self._note()
        return sorted(self.enrolled, key=lambda person: person.name)

    def get(self, person_id: int) -> Person:
        self._note()
        for person in self.enrolled:
            if person.person_id == person_id:
                return person
        raise UnknownPersonError(f"Nobody has the id {person_id}.", hint="List the people.")

    def change(self, person_id: int, edit: Callable[[Person], Person]) -> Person:
        self._fail()
        person = self.get(person_id)
        changed = edit(person)
        self.enrolled[self.enrolled.index(person)] = changed
        return changed

    def templates(self, person_id: int) -> list[Template]:
        self.get(person_id)
        return list(self.stored.get(person_id, ()))

    def remove_template(self, person_id: int, template_id: int) -> Person:
        self._fail()
        self.stored[person_id] = [t for t in self.stored[person_id] if t.template_id != template_id]
        return self.change(person_id, lambda person: replace(person, templates=len(self.stored[person_id])))

    def remove(self, person_id: int) -> Person:
        self._fail()
        person = self.get(person_id)
        self.enrolled.remove(person)
        return person

    def thumbnail(self, person_id: int) -> Image | None:
        self._note()
        return self.portraits.get(person_id)

    def _note(self) -> None:
        self.threads.add(threading.current_thread().name)

    def _fail(self) -> None:
        self._note()
        if self.error is not None:
            raise self.error


class PlayedTryOut:
    """Says of every frame what the test says."""

    def __init__(self, look: TryOutLook) -> None:
        self._look = look

    def look(self, frame: Frame) -> TryOutLook:
        return self._look


@dataclass
class PlayedDesk:
    """Enrolments, without networks."""

    register: PlayedRegister
    error: FaceappError | None = None
    rejected: tuple[Rejection, ...] = ()
    nearest: tuple[NearPerson, ...] = ()
    warnings: tuple[LookalikeWarning, ...] = ()
    verdict: TryOutLook = TryOutLook(TryOutState.NOBODY)  # noqa: RUF009 (it is frozen)
    go_on: threading.Event = field(default_factory=threading.Event)
    thread: str = ""
    drafted_from: tuple[Sequence[Picture], Sequence[Path]] = ((), ())
    stored_for: list[int | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.go_on.set()

    def check_name(self, name: str) -> None:
        if any(person.name == name for person in self.register.enrolled):
            raise PersonNameError(f"'{name}' is enrolled already.", hint="Choose another name.")

    def namesakes(self, name: str) -> list[Person]:
        return [person for person in self.register.enrolled if folded(person.name) == folded(name)]

    def draft(
        self,
        pictures: Sequence[Picture],
        files: Sequence[Path],
        on_progress: Callable[[float, str], None],
        *,
        skip_unusable: bool = True,
    ) -> EnrolmentDraft:
        self.thread = threading.current_thread().name
        self.drafted_from = (pictures, files)
        on_progress(0.5, "second picture")
        assert self.go_on.wait(10), "the test forgot to let the enrolment go on"
        on_progress(1.0, "")
        if self.error is not None:
            raise self.error
        sources = [picture.source for picture in pictures] + [file.name for file in files]
        unit = np.eye(1, 4, dtype=np.float32)[0]
        return EnrolmentDraft(tuple(NewTemplate(unit, ENCODER, 0.8, source) for source in sources), self.rejected)

    def review(self, draft: EnrolmentDraft, person_id: int | None = None) -> EnrolmentReview:
        sources = tuple(template.source for template in draft.templates)
        agreement = tuple(0.8 for _ in sources) if len(sources) > 1 else ()
        warnings = tuple(warning for warning in self.warnings if warning.person.person_id != person_id)
        return EnrolmentReview(sources, agreement, self.nearest, warnings, 0.4)

    def try_out(self, draft: EnrolmentDraft, person_id: int | None = None) -> PlayedTryOut:
        return PlayedTryOut(self.verdict)

    def store(self, name: str, draft: EnrolmentDraft, person_id: int | None = None) -> EnrolmentReport:
        self.stored_for.append(person_id)
        if person_id is None:
            self.check_name(name)
            person = Person(max((p.person_id for p in self.register.enrolled), default=0) + 1, name, 0, THEN)
            self.register.enrolled.append(person)
        else:
            person = self.register.get(person_id)
        total = person.templates + len(draft.templates)
        person = self.register.change(person.person_id, lambda known: replace(known, templates=total))
        return EnrolmentReport(person, tuple(template.source for template in draft.templates), draft.rejected)


@dataclass
class PlayedAdministration:
    """The administrator's PIN in memory; trying it takes no time."""

    pin: str | None = None
    attempts: Attempts = field(default_factory=Attempts)
    error: FaceappError | None = None
    changes: list[PinChange] = field(default_factory=list)

    def is_protected(self) -> bool:
        if self.error is not None:
            raise self.error
        return self.pin is not None

    def set_pin(self, pin: str) -> None:
        if self.error is not None:
            raise self.error
        check_new_pin(pin)
        self._note(PinChangeKind.SET if self.pin is None else PinChangeKind.CHANGED)
        self.pin = pin

    def set_first_pin(self, pin: str) -> bool:
        if self.is_protected():
            return False
        self.set_pin(pin)
        return True

    def remove_pin(self) -> None:
        if self.error is not None:
            raise self.error
        self._note(PinChangeKind.REMOVED)
        self.pin = None

    def pin_changes(self, limit: int = 100) -> list[PinChange]:
        return self.changes[:limit]

    def _note(self, kind: PinChangeKind) -> None:
        self.changes.insert(0, PinChange(kind, "anna", THEN))

    def try_pin(self, pin: str) -> PinTrial:
        if pin == self.pin:
            return PinTrial(True, Attempts())
        self.attempts = self.attempts.after_failure(0.0)
        return PinTrial(False, self.attempts, self.attempts.pause_left_s(0.0))


@dataclass
class PlayedJournal:
    """Remembers an import in memory."""

    cut_off: UnfinishedImport | None = None
    ended: int = 0

    @contextmanager
    def under_way(self, directory: Path, wanted: int) -> Iterator[None]:
        self.cut_off = UnfinishedImport(str(directory), wanted, 0, 0)
        yield

    def note(self, *, enrolled: int, looked_at: int) -> None:
        assert self.cut_off is not None
        self.cut_off = replace(self.cut_off, enrolled=enrolled, looked_at=looked_at)

    def end(self) -> None:
        self.cut_off = None
        self.ended += 1

    def unfinished(self) -> UnfinishedImport | None:
        return self.cut_off


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
    imports: PlayedJournal = field(default_factory=PlayedJournal)
    first_start: PlayedFirstStart = field(default_factory=PlayedFirstStart)
    language: str = ""
    keeps_house: bool = False
    closed: bool = False
    register: PlayedRegister = field(default_factory=PlayedRegister)
    past: list[AccessEvent] = field(default_factory=list)
    calibration: SiteCalibration | None = None
    runtimes: list[PlayedRuntime] = field(default_factory=list)
    quality: Quality = GOOD
    card: PlayedCard = field(default_factory=lambda: PlayedCard())
    settings_editor: SettingsEditor = field(default_factory=lambda: _no_settings_file())
    backups: Backups = field(default_factory=lambda: Backups(_no_database))
    meter: Meter = field(default_factory=lambda: Meter(lambda: 0.0))
    records: EventRecords = field(default_factory=lambda: EventRecords(_no_database))

    def __post_init__(self) -> None:
        self.enrolment = PlayedDesk(self.register)
        self.health = Health(self)  # type: ignore[arg-type]

    @property
    def enrolled(self) -> list[Person]:
        return self.register.enrolled

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

    def start_housekeeping(self) -> None:
        self.keeps_house = True

    def close(self) -> None:
        self.closed = True

    def events(self, limit: int = 100) -> list[AccessEvent]:
        return self.past[:limit]

    def face_quality(self, image: Image, face: Face) -> Quality:
        return self.quality

    def enrol(
        self,
        name: str,
        *,
        files: Sequence[Path] = (),
        skip_unusable: bool = False,
        on_progress: Callable[[float, str], None],
    ) -> EnrolmentReport:
        draft = self.enrolment.draft((), files, on_progress)
        return self.enrolment.store(name, draft)


class PlayedCard:
    """Of the encoder that made the templates."""

    encoder_id = ENCODER


@pytest.fixture(autouse=True)
def watchdog(qapp: WatchedApplication) -> Iterator[Watchdog]:
    """Fails a test in which an event held the main thread for more than 50 ms."""
    qapp.watchdog.blocks.clear()
    qapp.watchdog.longest_s = 0.0
    yield qapp.watchdog
    assert not qapp.watchdog.blocks, f"the main thread was held: {qapp.watchdog.blocks}"


@pytest.fixture
def application() -> PlayedApplication:
    """An application with two people."""
    people = [Person(1, "Maria Keller", 6, THEN), Person(2, "Ali Demir", 1, THEN)]
    return PlayedApplication(register=PlayedRegister(people))


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
    qtbot.waitUntil(lambda: made.people._filtered.rowCount() == len(application.enrolled))
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
