"""Recognition as the settings want it: from a source of pictures to the door."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from faceapp.app.from_settings import policy_from, quality_limits_from, source_from
from faceapp.app.networks import Networks
from faceapp.config import Settings
from faceapp.devices.demo import DemoSource
from faceapp.devices.door import Door, open_door
from faceapp.devices.sources import FrameSource
from faceapp.domain.decision import Policy
from faceapp.domain.records import Frame, FrameResult
from faceapp.services.access import AccessControl
from faceapp.services.enrolment import FaceExaminer
from faceapp.services.meter import Meter
from faceapp.services.recogniser import LookObserver, Recogniser
from faceapp.services.recorded_tracks import Recording, record_people
from faceapp.services.runtime import Runtime, SourceStatus
from faceapp.services.second_factor import SecondFactor
from faceapp.services.site_calibration import SiteCalibration
from faceapp.services.worker import RecognitionWorker
from faceapp.storage.events import EventsRepository
from faceapp.storage.guarded_pairs import GuardedPairsRepository
from faceapp.storage.people import PeopleRepository
from faceapp.storage.person_pins import PersonPinsRepository
from faceapp.vision.card import EncoderCard
from faceapp.vision.detector import FaceDetector
from faceapp.vision.encoder import Encoder
from faceapp.vision.gallery import Gallery
from faceapp.vision.scorer import LearnedScorer
from faceapp.vision.tracker import Tracker, TrackerSettings


@dataclass(frozen=True, slots=True)
class Recognition:
    """Builds what recognises; each thing it returns belongs to its caller.

    Attributes:
        settings: The settings in force.
        database: Opens a connection.
        card: The encoder's card.
        scorer: What compares in place of the cosine; None where nothing does.
        calibration: The threshold in force.
        networks: Loads the networks.
        meter: Told of every frame and state.
        demo: Whether the demo people come again and again.
    """

    settings: Callable[[], Settings]
    database: Callable[[], Database]
    card: EncoderCard
    scorer: LearnedScorer | None
    calibration: SiteCalibration
    networks: Networks
    meter: Meter
    demo: bool

    def source(self, spec: str, settings: Settings) -> FrameSource:
        """A source by its name, with the camera's settings; unopened."""
        if self.demo and spec == "demo":
            return DemoSource(loop=True)
        return source_from(settings.camera, spec)

    def runtime(
        self,
        source: str,
        *,
        on_result: Callable[[FrameResult], None],
        on_status: Callable[[SourceStatus], None],
        on_frame: Callable[[Frame], None],
        max_speed: bool,
        fail_fast: bool,
        door: Door | None,
    ) -> Runtime:
        """Recognition on a source, not started yet; see `Application.runtime`."""
        self.calibration.in_force()  # told at once, and not on its threads

        def result_noted(result: FrameResult) -> None:
            self.meter.note(result)
            on_result(result)

        def status_noted(status: SourceStatus) -> None:
            self.meter.note_status(status)
            on_status(status)

        return Runtime(
            open_source=lambda: self.source(source, self.settings()),
            build_worker=lambda: self.worker(door),
            on_result=result_noted,
            on_status=status_noted,
            on_frame=on_frame,
            max_speed=max_speed,
            fail_fast=fail_fast,
        )

    def worker(self, door: Door | None) -> RecognitionWorker:
        """What a recognition thread works with; built on that thread."""
        networks = self.networks.load()
        recogniser = self.recogniser(networks.detector, networks.encoder, policy=None, on_look=None)
        door = door if door is not None else open_door(self.settings().door.kind, clock=time.monotonic)
        database = self.database()
        try:
            people = PeopleRepository(database)
            return RecognitionWorker(
                recogniser,
                AccessControl(
                    EventsRepository(database),
                    door,
                    lambda: datetime.now(UTC),
                    networks.encoder.encoder_id,
                    self.calibration.similarity,
                    person_of=people.get,
                    second_factor=SecondFactor(GuardedPairsRepository(database), PersonPinsRepository(database)),
                ),
                people,
                database,
                encoder_id=networks.encoder.encoder_id,
                embedding_size=self.card.network.embedding_size,
                policy=lambda: policy_from(self.settings().decision, self.calibration.in_force().threshold),
                scorer=self.scorer,
                on_closed=door.close if door is not None else lambda: None,
            )
        except BaseException:
            database.close()
            raise

    def recogniser(
        self,
        detector: FaceDetector,
        encoder: Encoder,
        *,
        policy: Policy | None,
        on_look: LookObserver | None,
    ) -> Recogniser:
        """Recognition with an empty gallery, and the policy in force unless another is given."""
        in_force = self.calibration.in_force()
        decision = self.settings().decision
        return Recogniser(
            detector=detector,
            tracker=Tracker(TrackerSettings(lost_after_s=decision.rearm_s)),
            encoder=encoder,
            gallery=Gallery(self.card.network.embedding_size, self.scorer),
            limits=quality_limits_from(self.settings().quality),
            policy=policy_from(decision, in_force.threshold) if policy is None else policy,
            same_person=in_force.same_person,
            on_look=on_look,
        )

    def recorded_tracks(
        self,
        directory: Path,
        *,
        on_progress: Callable[[float, str], None] | None,
        should_stop: Callable[[], bool],
    ) -> Recording:
        """Record the approaches in a folder per person; see `record_people`."""
        networks = self.networks.load()

        def build(policy: Policy, on_look: LookObserver) -> Recogniser:
            return self.recogniser(networks.detector, networks.encoder, policy=policy, on_look=on_look)

        limits = quality_limits_from(self.settings().quality)
        return record_people(
            directory,
            build=build,
            examiner=FaceExaminer(networks.detector, networks.encoder, limits),
            # Recording decides nothing: the threshold is of no account.
            policy=policy_from(self.settings().decision, 0.0),
            on_progress=on_progress,
            should_stop=should_stop,
        )

    def gallery(self) -> Gallery:
        """A gallery of everybody enrolled with the encoder."""
        with closing(self.database()) as database:
            templates = PeopleRepository(database).templates(self.card.encoder_id)
        return Gallery.from_templates(self.card.network.embedding_size, templates, self.scorer)
