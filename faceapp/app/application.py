"""Everything that works on one data directory, wired once."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import torch
from sqlite_utils import Database

from faceapp.config import CONFIG_FILE, Settings, write_setting
from faceapp.devices import camera
from faceapp.devices.camera_list import CameraEntry, list_cameras
from faceapp.devices.demo import DemoSource
from faceapp.devices.door import Door, open_door
from faceapp.devices.sources import FrameSource, open_source
from faceapp.domain.decision import Policy
from faceapp.domain.drift import LOOK_BACK_WEEKS, Drift, find_drift
from faceapp.domain.errors import FaceNotUsableError, ModelError
from faceapp.domain.lookalikes import NEAR, Lookalikes
from faceapp.domain.records import AccessEvent, Face, Frame, FrameResult, Image, Person, Quality
from faceapp.domain.similarity import COSINE
from faceapp.services.access import AccessControl
from faceapp.services.administration import Administration
from faceapp.services.backups import Backups
from faceapp.services.enrolment import Enroller, EnrolmentReport, FaceExaminer, Picture
from faceapp.services.enrolment_desk import EnrolmentDesk
from faceapp.services.event_records import EventRecords
from faceapp.services.first_start import FirstStart
from faceapp.services.guard_register import GuardRegister
from faceapp.services.health import Health
from faceapp.services.housekeeping import Housekeeper
from faceapp.services.identification import Identification, Verification, identify, verify
from faceapp.services.lookalikes import SiteLookalikes
from faceapp.services.meter import Meter
from faceapp.services.people_register import PeopleRegister
from faceapp.services.recogniser import LookObserver, Recogniser
from faceapp.services.recorded_tracks import Recording, record_people
from faceapp.services.runtime import Runtime, SourceStatus
from faceapp.services.second_factor import SecondFactor
from faceapp.services.settings_editor import SettingsEditor
from faceapp.services.settings_form import setting_sections, value_of, with_changes
from faceapp.services.site_calibration import SiteCalibration
from faceapp.services.threshold_in_force import ThresholdInForce
from faceapp.services.worker import RecognitionWorker
from faceapp.storage.crops import CropsRepository
from faceapp.storage.database import DATABASE_NAME, open_database
from faceapp.storage.events import EventsRepository
from faceapp.storage.guarded_pairs import GuardedPairsRepository
from faceapp.storage.lock import DataDirectoryLock
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.storage.person_pins import PersonPinsRepository
from faceapp.vision.alignment import align
from faceapp.vision.card import EncoderCard, read_card
from faceapp.vision.detector import FaceDetector
from faceapp.vision.encoder import Encoder, resolve_device
from faceapp.vision.gallery import Gallery
from faceapp.vision.model_store import model_directory
from faceapp.vision.quality import QualityLimits, assess, unmeasurable
from faceapp.vision.scorer import LearnedScorer
from faceapp.vision.tracker import Tracker, TrackerSettings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Models:
    """The networks of one thread."""

    detector: FaceDetector
    encoder: Encoder


class Application:
    """Everything that works on one data directory.

    Methods may be called from any thread: each opens a connection of its own.

    Args:
        data_dir: The data directory.
        settings: The settings.
        lock: Held while the application is open, if it must be the only one.
        demo: Whether this is the demonstration with synthetic people.
        settings_file: Where the settings come from, if not from the data directory.
    """

    def __init__(
        self,
        data_dir: Path,
        settings: Settings,
        lock: DataDirectoryLock | None,
        *,
        demo: bool,
        settings_file: Path | None = None,
    ) -> None:
        self.data_dir = data_dir
        self.settings = settings
        self.demo = demo
        self._lock = lock
        self.records = EventRecords(self.database)
        self.backups = Backups(self.database)
        self.meter = Meter(time.monotonic)
        self.health = Health(self)
        self.settings_editor = SettingsEditor(
            settings_file or data_dir / CONFIG_FILE,
            in_force=lambda: self.settings,
            check=self.check_settings,
            adopt=self.adopt_settings,
        )
        self._housekeeper: Housekeeper | None = None
        self.model_dir = model_directory(settings.encoder.model, data_dir)
        self.card: EncoderCard = read_card(self.model_dir)
        scorer = settings.decision.scorer
        self.scorer = LearnedScorer.load(Path(scorer), self.card.encoder_id) if scorer else None
        self.calibration = self._site_calibration(settings, self.model_dir, self.card, self.scorer)
        self.calibration.require_target()  # told at once, and not at the door
        self.administration = Administration(self.database)
        self.first_start = FirstStart(self.database)
        self.register = PeopleRegister(self.database)
        self.guards = GuardRegister(self.database)
        self._lookalikes = SiteLookalikes(
            database=self.database,
            card=self.card,
            model_dir=self.model_dir,
            similarity=COSINE if self.scorer is None else self.scorer,
            threshold=lambda: self.threshold_in_force.threshold,
        )
        self._examiner: FaceExaminer | None = None
        self._examiner_lock = threading.Lock()
        self.enrolment = EnrolmentDesk(
            database=self.database,
            examiner=self._borrowed_examiner,
            encoder_id=self.card.encoder_id,
            embedding_size=self.card.network.embedding_size,
            similarity=COSINE if self.scorer is None else self.scorer,
            scorer=self.scorer,
            policy=lambda: self.policy,
            lookalikes=self._lookalikes.warnings,
            keep_crops=settings.enrolment.keep_crops,
        )

    def _site_calibration(
        self, settings: Settings, model_dir: Path, card: EncoderCard, scorer: LearnedScorer | None
    ) -> SiteCalibration:
        return SiteCalibration(
            database=self.database,
            card=card,
            model_dir=model_dir,
            scorer=scorer,
            target_fmr=settings.decision.target_fmr,
            templates_of=self._templates_of,
            policy_at=self._policy_at,
            record=self.recorded_tracks,
        )

    @classmethod
    def open(
        cls,
        data_dir: Path,
        settings: Settings,
        *,
        exclusive: bool = True,
        demo: bool = False,
        settings_file: Path | None = None,
    ) -> Application:
        """Open a data directory, making it when absent.

        Args:
            data_dir: The data directory.
            settings: The settings.
            exclusive: Be the only one that runs a door on it.
            demo: Whether this is the demonstration.
            settings_file: Where the settings come from, if not from the data directory.

        Raises:
            DataDirectoryBusyError: Another program runs a door on it.
            StorageError: The directory or database cannot be used.
            ModelError: The encoder's card cannot be used.
        """
        # A thread for each core, at most four: small networks gain nothing from more.
        torch.set_num_threads(settings.encoder.threads or min(4, torch.get_num_threads()))
        lock = DataDirectoryLock(data_dir) if exclusive else None
        if lock is not None:
            lock.acquire()
        try:
            open_database(data_dir / DATABASE_NAME).close()
            return cls(data_dir, settings, lock, demo=demo, settings_file=settings_file)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    def close(self) -> None:
        """End what runs in the background, and let others use the data directory."""
        if self._housekeeper is not None:
            self._housekeeper.stop()
        if self._lock is not None:
            self._lock.release()

    def check_settings(self, settings: Settings) -> None:
        """Make sure that the program could start with other settings: whoever could not start it could not mend them.

        Raises:
            FaceappError: It could not.
        """
        resolve_device(settings.encoder.device)
        model_dir = model_directory(settings.encoder.model, self.data_dir)
        card = read_card(model_dir)
        path = settings.decision.scorer
        scorer = LearnedScorer.load(Path(path), card.encoder_id) if path else None
        self._site_calibration(settings, model_dir, card, scorer).require_target()
        self._source(settings.camera.source, settings)

    def adopt_settings(self, settings: Settings) -> None:
        """Take up other settings: what runs goes by them once the camera is started again.

        Those that take a start of the program stay as they are.
        """
        before = self.settings
        keys = [
            field.key for section in setting_sections() for field in section.fields if field.takes_effect == "program"
        ]
        self.settings = with_changes(settings, {key: value_of(before, key) for key in keys})
        if (settings.detection, settings.quality) != (before.detection, before.quality):
            with self._examiner_lock:
                self._examiner = None

    @property
    def threshold_in_force(self) -> ThresholdInForce:
        """The threshold that the door goes by: what was put in force at this site, or else the card's.

        Raises:
            CalibrationError: What was put in force is of another encoder or similarity.
            ModelError: The card has none for the target in the settings: no door can be run, nor anybody be identified.
        """
        return self.calibration.in_force()

    @property
    def policy(self) -> Policy:
        """What a grant takes."""
        return self._policy_at(self.threshold_in_force.threshold)

    def _policy_at(self, threshold: float) -> Policy:
        decision = self.settings.decision
        return Policy(
            threshold=threshold,
            margin=decision.margin,
            min_frames=decision.min_frames,
            min_span_s=decision.min_span_s,
            agreement=decision.agreement,
            window_s=decision.window_s,
            patience_s=decision.patience_s,
            unusable_after_s=decision.unusable_after_s,
        )

    @property
    def quality_limits(self) -> QualityLimits:
        """What makes a face usable."""
        quality = self.settings.quality
        return QualityLimits(
            min_size_px=quality.min_size_px,
            max_yaw_deg=quality.max_yaw_deg,
            max_pitch_deg=quality.max_pitch_deg,
            max_roll_deg=quality.max_roll_deg,
        )

    def database(self) -> Database:
        """A new connection, for the calling thread; the caller closes it."""
        return open_database(self.data_dir / DATABASE_NAME)

    def keep_language(self, language: str) -> None:
        """Speak a language from the next start on, too.

        Raises:
            ConfigError: The settings file cannot be changed.
        """
        write_setting(self.settings_editor.path, "ui", "language", language)

    # Records

    def people(self) -> list[Person]:
        """The enrolled people, by name."""
        return self.register.people()

    def person_name(self, person_id: int) -> str | None:
        """A person's name, or None when nobody has the id (any more)."""
        return next((person.name for person in self.people() if person.person_id == person_id), None)

    def events(self, limit: int = 100) -> list[AccessEvent]:
        """The latest decisions, newest first."""
        with closing(self.database()) as database:
            return EventsRepository(database).recent(limit)

    def start_housekeeping(self) -> None:
        """Erase what is kept no longer, now and every day until `close`."""
        if self._housekeeper is None:
            self._housekeeper = Housekeeper(self._keep_house)
            self._housekeeper.start()

    def _keep_house(self) -> None:
        erased = self.records.erase_older(self.settings.events.keep_days, datetime.now(UTC))
        if erased:
            log.info("%d events were older than %d days and erased", erased, self.settings.events.keep_days)

    def drift(self, now: datetime) -> Drift:
        """Whose scores have been falling, and at which cameras, by the grants of the last half year.

        Args:
            now: With a time zone.

        Raises:
            StorageError: The database cannot be read, or an event in it is damaged.
        """
        since = now - timedelta(weeks=LOOK_BACK_WEEKS)
        with closing(self.database()) as database:
            events = EventsRepository(database)
            return find_drift(events.granted_scores(self.card.encoder_id, self.calibration.similarity, since))

    def remove_person(self, person_id: int) -> Person:
        """Remove a person and every trace of the face.

        Raises:
            UnknownPersonError: Nobody has the id.
            StorageError: It could not be done and the database is as it was; or, where the sentence says
                so, the person is removed and only traces in the file are left for the next start.
        """
        return self.register.remove(person_id)

    def enrol(
        self,
        name: str,
        *,
        pictures: Sequence[Picture] = (),
        files: Sequence[Path] = (),
        skip_unusable: bool = False,
        person_id: int | None = None,
        on_progress: Callable[[float, str], None] | None = None,
    ) -> EnrolmentReport:
        """Enrol a person, or add to one; heavy, so never on the main thread.

        Args:
            name: Name of a new person.
            pictures: Pictures in memory.
            files: Photographs, clips and folders of them.
            skip_unusable: Enrol from the rest when some cannot be used; otherwise one is enough
                to refuse.
            person_id: Add to this person instead of making a new one; `name` is not used then.
            on_progress: Called with the share done and what is being looked at.

        Raises:
            FaceNotUsableError: Nothing could be used, or something could not and
                `skip_unusable` is False. The database is as it was.
            SourceError: A file is absent or unreadable.
            PersonNameError: The name cannot be used or is taken.
            StorageError: Nothing can be written.
            UnknownPersonError: Nobody has `person_id`.
        """
        if person_id is None:
            self.enrolment.check_name(name)
        else:
            self.register.get(person_id)
        draft = self.enrolment.draft(pictures, files, on_progress, skip_unusable=skip_unusable)
        return self.enrolment.store(name, draft, person_id)

    def face_quality(self, image: Image, face: Face) -> Quality:
        """How fit a face is, by the settings; takes about a millisecond."""
        try:
            crop = align(image, face.landmarks_px, self.card.template, self.card.input.size_px)
        except FaceNotUsableError:
            return unmeasurable(face)
        return assess(image, face, crop, self.quality_limits)

    def lookalikes(self, near: float = NEAR, should_stop: Callable[[], bool] = lambda: False) -> list[Lookalikes]:
        """Pairs of enrolled people whom the encoder can hardly tell apart, the worst first; see `SiteLookalikes`."""
        return self._lookalikes.pairs(near, should_stop)

    # Recognition

    def gallery(self) -> Gallery:
        """A gallery of everybody enrolled with this encoder."""
        with closing(self.database()) as database:
            templates = PeopleRepository(database).templates(self.card.encoder_id)
        return Gallery.from_templates(self.card.network.embedding_size, templates, self.scorer)

    def identify(self, image: Image, gallery: Gallery) -> list[Identification]:
        """Identify every face of a picture; see `faceapp.services.identification`."""
        with self._examiner_lock:
            return identify(image, self._examiner_unlocked(), gallery, self.policy)

    def verify(self, first: Image, second: Image) -> Verification:
        """Compare the faces of two pictures; see `faceapp.services.identification`."""
        with self._examiner_lock:
            similarity = COSINE if self.scorer is None else self.scorer
            return verify(first, second, self._examiner_unlocked(), self.threshold_in_force.threshold, similarity)

    def examiner(self) -> FaceExaminer:
        """Finds and embeds faces of photographs; loaded once, then shared."""
        with self._examiner_lock:
            return self._examiner_unlocked()

    def source(self, spec: str) -> FrameSource:
        """A source by its name, with the camera's settings; unopened."""
        return self._source(spec, self.settings)

    def cameras(self) -> list[CameraEntry]:
        """The cameras at this computer; slow, so never on the main thread."""
        return list_cameras()

    def preview_source(self, settings: Settings) -> FrameSource:
        """The camera of other settings; unopened."""
        return self._source(settings.camera.source, settings)

    def _source(self, spec: str, settings: Settings) -> FrameSource:
        if self.demo and spec == "demo":
            return DemoSource(loop=True)
        asked = settings.camera
        return open_source(
            spec,
            clock=time.monotonic,
            camera=camera.CameraSettings(
                width=asked.width_px, height=asked.height_px, fps=asked.fps, backend=asked.backend
            ),
        )

    def runtime(
        self,
        source: str,
        *,
        on_result: Callable[[FrameResult], None],
        on_status: Callable[[SourceStatus], None],
        on_frame: Callable[[Frame], None] = lambda frame: None,
        max_speed: bool = False,
        fail_fast: bool = False,
        door: Door | None = None,
    ) -> Runtime:
        """Recognition on a source, not started yet; see `Runtime`.

        Args:
            source: Which source.
            on_result: See `Runtime`.
            on_status: See `Runtime`.
            on_frame: See `Runtime`.
            max_speed: See `Runtime`.
            fail_fast: See `Runtime`.
            door: What to open; by default what the settings name.

        Raises:
            CalibrationError: The threshold in force is of another encoder.
            ModelError: The encoder has no operating point: no threshold of it can be trusted with a door.
        """
        _ = self.threshold_in_force

        def result_noted(result: FrameResult) -> None:
            self.meter.note(result)
            on_result(result)

        def status_noted(status: SourceStatus) -> None:
            self.meter.note_status(status)
            on_status(status)

        return Runtime(
            open_source=lambda: self.source(source),
            build_worker=lambda: self.worker(door),
            on_result=result_noted,
            on_status=status_noted,
            on_frame=on_frame,
            max_speed=max_speed,
            fail_fast=fail_fast,
        )

    def to_enrol_again(self) -> set[int]:
        """Ids of people who have no template of the encoder in use; others are kept, and never compared with it."""
        with closing(self.database()) as database:
            people = PeopleRepository(database)
            able = {template.person_id for template in people.templates(self.card.encoder_id)}
            return {person.person_id for person in people.list()} - able

    def embed_again(self, on_progress: Callable[[int, int], None] | None = None) -> int:
        """Make templates of the encoder in use from the crops that are kept; heavy, so never on the main thread.

        Each is stored at once: what was interrupted goes on with the rest.

        Args:
            on_progress: Called with the crops done, and those in all.

        Returns:
            How many templates were made.
        """
        made = 0
        with closing(self.database()) as database:
            crops = CropsRepository(database)
            ids = crops.lacking(self.card.encoder_id)
            for index, crop_id in enumerate(ids):
                crop = crops.get(crop_id)
                if crop is not None and (embedding := self.examiner().embed_crop(crop)) is not None:
                    made += crops.add_template(crop_id, self.card.encoder_id, embedding, datetime.now(UTC))
                if on_progress is not None:
                    on_progress(index + 1, len(ids))
        return made

    def forget_crops(self) -> int:
        """Erase every crop that is kept, and its traces; returns how many there were."""
        with closing(self.database()) as database:
            return CropsRepository(database).erase_all()

    def worker(self, door: Door | None = None) -> RecognitionWorker:
        """What a recognition thread works with; built on that thread."""
        models = self._load_models()
        recogniser = self.recogniser(models.detector, models.encoder)
        door = door if door is not None else open_door(self.settings.door.kind, clock=time.monotonic)
        database = self.database()
        try:
            people = PeopleRepository(database)
            return RecognitionWorker(
                recogniser,
                AccessControl(
                    EventsRepository(database),
                    door,
                    lambda: datetime.now(UTC),
                    models.encoder.encoder_id,
                    self.calibration.similarity,
                    person_of=people.get,
                    second_factor=SecondFactor(GuardedPairsRepository(database), PersonPinsRepository(database)),
                ),
                people,
                database,
                encoder_id=models.encoder.encoder_id,
                embedding_size=self.card.network.embedding_size,
                policy=lambda: self.policy,
                scorer=self.scorer,
                on_closed=door.close if door is not None else lambda: None,
            )
        except BaseException:
            database.close()
            raise

    def recorded_tracks(
        self,
        directory: Path,
        *,
        on_progress: Callable[[float, str], None] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> Recording:
        """Record the approaches in a folder per person; see `record_people`."""
        models = self._load_models()

        def build(policy: Policy, on_look: LookObserver) -> Recogniser:
            return self.recogniser(models.detector, models.encoder, policy=policy, on_look=on_look)

        return record_people(
            directory,
            build=build,
            examiner=FaceExaminer(models.detector, models.encoder, self.quality_limits),
            # Recording decides nothing: the threshold is of no account.
            policy=self._policy_at(0.0),
            on_progress=on_progress,
            should_stop=should_stop,
        )

    def recogniser(
        self,
        detector: FaceDetector,
        encoder: Encoder,
        *,
        policy: Policy | None = None,
        on_look: LookObserver | None = None,
    ) -> Recogniser:
        """Recognition with an empty gallery, and the policy in force unless another is given."""
        in_force = self.threshold_in_force
        return Recogniser(
            detector=detector,
            tracker=Tracker(TrackerSettings(lost_after_s=self.settings.decision.rearm_s)),
            encoder=encoder,
            gallery=Gallery(self.card.network.embedding_size, self.scorer),
            limits=self.quality_limits,
            policy=self._policy_at(in_force.threshold) if policy is None else policy,
            same_person=in_force.same_person,
            on_look=on_look,
        )

    def _templates_of(self, folder: Path, on_progress: Callable[[float, str], None]) -> list[NewTemplate]:
        """Templates of a folder's pictures and clips; those that cannot be used are left out."""
        with self._examiner_lock:
            return Enroller(self._examiner_unlocked()).templates([], [folder], on_progress)[0]

    @contextmanager
    def _borrowed_examiner(self) -> Iterator[FaceExaminer]:
        with self._examiner_lock:
            yield self._examiner_unlocked()

    def _examiner_unlocked(self) -> FaceExaminer:
        if self._examiner is None:
            models = self._load_models()
            self._examiner = FaceExaminer(models.detector, models.encoder, self.quality_limits)
        return self._examiner

    def _load_models(self) -> _Models:
        """Networks for one thread: each thread that recognises has its own."""
        encoder = Encoder.load(self.model_dir, self.settings.encoder.device)
        if encoder.card != self.card:
            raise ModelError(
                f"The encoder in '{self.model_dir}' was replaced while faceapp was running.",
                hint="Close faceapp and start it again; people enrolled with the old one must be enrolled anew.",
            )
        detector = FaceDetector(
            resolve_device(self.settings.encoder.device),
            min_face_px=self.settings.detection.min_face_px,
            max_side_px=self.settings.detection.max_side_px,
        )
        return _Models(detector, encoder)
