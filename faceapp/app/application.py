"""Everything that works on one data directory, wired once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import torch
from sqlite_utils import Database

from faceapp.app.from_settings import policy_from, quality_limits_from
from faceapp.app.networks import Networks
from faceapp.app.recognition import Recognition
from faceapp.config import CONFIG_FILE, Settings, write_setting
from faceapp.devices.camera_list import CameraEntry, list_cameras
from faceapp.devices.door import Door
from faceapp.devices.sources import FrameSource
from faceapp.domain.decision import Policy
from faceapp.domain.drift import LOOK_BACK_WEEKS, Drift, find_drift
from faceapp.domain.errors import FaceNotUsableError
from faceapp.domain.lookalikes import NEAR, Lookalikes
from faceapp.domain.records import AccessEvent, Face, Frame, FrameResult, Image, Person, Quality
from faceapp.domain.similarity import COSINE
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
from faceapp.services.import_journal import ImportJournal
from faceapp.services.lookalikes import SiteLookalikes
from faceapp.services.meter import Meter
from faceapp.services.people_register import PeopleRegister
from faceapp.services.recogniser import LookObserver, Recogniser
from faceapp.services.recorded_tracks import Recording
from faceapp.services.runtime import Runtime, SourceStatus
from faceapp.services.settings_editor import SettingsEditor
from faceapp.services.settings_form import adoptable
from faceapp.services.site_calibration import SiteCalibration
from faceapp.services.template_upkeep import TemplateUpkeep
from faceapp.services.threshold_in_force import ThresholdInForce
from faceapp.services.worker import RecognitionWorker
from faceapp.storage.database import DATABASE_NAME, open_database
from faceapp.storage.events import EventsRepository
from faceapp.storage.lock import DataDirectoryLock, ImportLock
from faceapp.storage.people import NewTemplate
from faceapp.vision.alignment import align
from faceapp.vision.card import EncoderCard, read_card
from faceapp.vision.detector import FaceDetector
from faceapp.vision.encoder import Encoder, resolve_device
from faceapp.vision.gallery import Gallery
from faceapp.vision.model_store import model_directory
from faceapp.vision.quality import QualityLimits, assess, unmeasurable
from faceapp.vision.scorer import LearnedScorer

log = logging.getLogger(__name__)


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
        self.networks = Networks(self.model_dir, self.card, lambda: self.settings)
        self.calibration = self._site_calibration(settings, self.model_dir, self.card, self.scorer)
        self.calibration.require_target()  # told at once, and not at the door
        self._recognition = Recognition(
            settings=lambda: self.settings,
            database=self.database,
            card=self.card,
            scorer=self.scorer,
            calibration=self.calibration,
            networks=self.networks,
            meter=self.meter,
            demo=demo,
        )
        self.administration = Administration(self.database)
        self.first_start = FirstStart(self.database)
        self.register = PeopleRegister(self.database)
        self.imports = ImportJournal(self.database, ImportLock(data_dir))
        self.guards = GuardRegister(self.database)
        self._lookalikes = SiteLookalikes(
            database=self.database,
            card=self.card,
            model_dir=self.model_dir,
            similarity=COSINE if self.scorer is None else self.scorer,
            threshold=lambda: self.threshold_in_force.threshold,
        )
        self._upkeep = TemplateUpkeep(self.database, self.card.encoder_id, self.networks.examiner)
        self.enrolment = EnrolmentDesk(
            database=self.database,
            examiner=self.networks.borrowed_examiner,
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
        self.preview_source(settings)

    def adopt_settings(self, settings: Settings) -> None:
        """Take up other settings: what runs goes by them once the camera is started again.

        Those that take a start of the program stay as they are.
        """
        before = self.settings
        self.settings = adoptable(before, settings)
        if (settings.detection, settings.quality) != (before.detection, before.quality):
            self.networks.forget_examiner()

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
        return policy_from(self.settings.decision, threshold)

    @property
    def quality_limits(self) -> QualityLimits:
        """What makes a face usable."""
        return quality_limits_from(self.settings.quality)

    def database(self) -> Database:
        """A new connection, for the calling thread; the caller closes it."""
        return open_database(self.data_dir / DATABASE_NAME)

    def keep_language(self, language: str) -> None:
        """Note in the settings, and in their file, the language that is spoken from now on.

        Raises:
            ConfigError: The settings file cannot be changed.
        """
        write_setting(self.settings_editor.path, "ui", "language", language)
        self.adopt_settings(self.settings_editor.read())

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
        return self._recognition.gallery()

    def identify(self, image: Image, gallery: Gallery) -> list[Identification]:
        """Identify every face of a picture; see `faceapp.services.identification`."""
        with self.networks.borrowed_examiner() as examiner:
            return identify(image, examiner, gallery, self.policy)

    def verify(self, first: Image, second: Image) -> Verification:
        """Compare the faces of two pictures; see `faceapp.services.identification`."""
        similarity = COSINE if self.scorer is None else self.scorer
        with self.networks.borrowed_examiner() as examiner:
            return verify(first, second, examiner, self.threshold_in_force.threshold, similarity)

    def examiner(self) -> FaceExaminer:
        """Finds and embeds faces of photographs; loaded once, then shared."""
        return self.networks.examiner()

    def source(self, spec: str) -> FrameSource:
        """A source by its name, with the camera's settings; unopened."""
        return self._recognition.source(spec, self.settings)

    def cameras(self) -> list[CameraEntry]:
        """The cameras at this computer; slow, so never on the main thread."""
        return list_cameras()

    def preview_source(self, settings: Settings) -> FrameSource:
        """The camera of other settings; unopened."""
        return self._recognition.source(settings.camera.source, settings)

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
        return self._recognition.runtime(
            source,
            on_result=on_result,
            on_status=on_status,
            on_frame=on_frame,
            max_speed=max_speed,
            fail_fast=fail_fast,
            door=door,
        )

    def to_enrol_again(self) -> set[int]:
        """Ids of people who have no template of the encoder in use; others are kept, and never compared with it."""
        return self._upkeep.to_enrol_again()

    def embed_again(self, on_progress: Callable[[int, int], None] | None = None) -> int:
        """Make templates of the encoder in use from the crops that are kept; see `TemplateUpkeep`."""
        return self._upkeep.embed_again(on_progress)

    def forget_crops(self) -> int:
        """Erase every crop that is kept, and its traces; returns how many there were."""
        return self._upkeep.forget_crops()

    def worker(self, door: Door | None = None) -> RecognitionWorker:
        """What a recognition thread works with; built on that thread."""
        return self._recognition.worker(door)

    def recorded_tracks(
        self,
        directory: Path,
        *,
        on_progress: Callable[[float, str], None] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> Recording:
        """Record the approaches in a folder per person; see `record_people`."""
        return self._recognition.recorded_tracks(directory, on_progress=on_progress, should_stop=should_stop)

    def recogniser(
        self,
        detector: FaceDetector,
        encoder: Encoder,
        *,
        policy: Policy | None = None,
        on_look: LookObserver | None = None,
    ) -> Recogniser:
        """Recognition with an empty gallery, and the policy in force unless another is given."""
        return self._recognition.recogniser(detector, encoder, policy=policy, on_look=on_look)

    def _templates_of(self, folder: Path, on_progress: Callable[[float, str], None]) -> list[NewTemplate]:
        """Templates of a folder's pictures and clips; those that cannot be used are left out."""
        with self.networks.borrowed_examiner() as examiner:
            return Enroller(examiner).templates([], [folder], on_progress)[0]
