"""How the whole program is: what `faceapp doctor` and the window tell of the same findings."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Protocol

import numpy as np
from sqlite_utils import Database

from faceapp.config import Settings
from faceapp.domain.claims import claim_outgrown, one_in
from faceapp.domain.drift import Drift
from faceapp.domain.errors import FaceappError, ModelError
from faceapp.domain.health import Finding, HealthState, Subject, byte_words
from faceapp.domain.messages import Message
from faceapp.domain.system_faults import why
from faceapp.services.backups import Backups
from faceapp.services.health_parts import camera_finding, device_finding, program_finding, speed_finding
from faceapp.services.meter import Meter
from faceapp.services.site_calibration import SiteCalibration
from faceapp.services.threshold_in_force import ThresholdInForce
from faceapp.storage.crops import CropsRepository
from faceapp.storage.database import DATABASE_NAME, check_database
from faceapp.storage.event_search import EventSearch
from faceapp.storage.events import EventsRepository
from faceapp.storage.people import PeopleRepository
from faceapp.vision.card import EncoderCard
from faceapp.vision.gallery import Gallery

LITTLE_DISK = 2_000_000_000
NO_DISK = 200_000_000
OLD_BACKUP_DAYS = 30
_DECISIONS = 500


class Inspected(Protocol):
    """What is looked at."""

    data_dir: Path
    model_dir: Path
    settings: Settings
    card: EncoderCard
    meter: Meter
    backups: Backups
    calibration: SiteCalibration

    def database(self) -> Database:
        """Opens a connection."""
        ...

    def gallery(self) -> Gallery:
        """A gallery of everybody enrolled."""
        ...

    def drift(self, now: datetime) -> Drift:
        """Whose scores have been falling."""
        ...

    @property
    def threshold_in_force(self) -> ThresholdInForce:
        """The threshold that the door goes by."""
        ...


class Health:
    """Looks at everything.

    Args:
        inspected: What is looked at.
    """

    def __init__(self, inspected: Inspected) -> None:
        self._inspected = inspected

    def live(self) -> list[Finding]:
        """How camera and recognition are at this moment; quick."""
        pace = self._inspected.meter.pace()
        return [camera_finding(pace), speed_finding(pace, self._inspected.settings.decision)]

    def all(self, now: datetime, *, whole_database: bool) -> list[Finding]:
        """Everything that does not change from second to second; slow, so never on the main thread.

        Args:
            now: With a time zone.
            whole_database: Read all of it to see that it is intact.
        """
        looks: tuple[tuple[Subject, Callable[[], Finding]], ...] = (
            (Subject.ENCODER, self._encoder),
            (Subject.DEVICE, self._device),
            (Subject.GALLERY, self._gallery),
            (Subject.THRESHOLD, self._threshold),
            (Subject.SCORES, lambda: self._scores(now)),
            (Subject.DATABASE, lambda: self._database(whole_database)),
            (Subject.DISK, self._disk),
            (Subject.BACKUP, lambda: self._backup(now)),
            (Subject.PROGRAM, program_finding),
        )
        return [guarded(subject, look) for subject, look in looks]

    def _encoder(self) -> Finding:
        card, directory = self._inspected.card, self._inspected.model_dir
        weights = directory / card.weights_file
        if not weights.is_file():
            raise ModelError(
                Message("The weights '{weights}' are missing.", weights=weights),
                hint=Message("Install or import the model again."),
            )
        digest = hashlib.sha256(weights.read_bytes()).hexdigest()
        if digest != card.weights_sha256:
            raise ModelError(
                Message("The weights in '{directory}' are not those of its card.", directory=directory),
                hint=Message("Install or import the model again."),
            )
        return Finding(
            Subject.ENCODER,
            HealthState.FINE,
            Message("{encoder} is whole: its weights are those of its card.", encoder=card.encoder_id),
            details=(
                Message("SHA-256 {digest}", digest=digest),
                Message("Trained on: {data}", data=card.training.data),
                Message("Terms: {terms}", terms=card.training.terms),
            ),
        )

    def _device(self) -> Finding:
        return device_finding(self._inspected.settings.encoder.device)

    def _gallery(self) -> Finding:
        inspected = self._inspected
        with closing(inspected.database()) as database:
            people = PeopleRepository(database)
            enrolled = people.list()
            templates = people.templates(inspected.card.encoder_id)
        difference = inspected.gallery().difference(templates)
        total = sum(person.templates for person in enrolled)
        able = {template.person_id for template in templates}
        unable = [person.name for person in enrolled if person.person_id not in able]
        others = total - len(templates)
        facts: list[str] = [Message("Templates of the encoder in use: {count:,}", count=len(templates))]
        if others:
            facts.append(Message("Templates of other encoders, not used: {count:,}", count=others))
        if not difference.consistent:
            return Finding(
                Subject.GALLERY,
                HealthState.BROKEN,
                Message("The gallery differs from the database."),
                Message("Start the program again: the gallery is rebuilt then."),
                tuple(facts),
            )
        if not enrolled:
            return Finding(
                Subject.GALLERY,
                HealthState.LOOK_AFTER,
                Message("Nobody is enrolled: the door opens for nobody."),
                Message("Enrol the first person on the people's screen."),
            )
        if unable:
            facts.append(Message("To enrol again: {names}", names=_some(unable)))
            return Finding(
                Subject.GALLERY,
                HealthState.LOOK_AFTER,
                Message(
                    "People who have no template of the encoder in use, so that the door does not know them: "
                    "{count:,} of {all:,}.",
                    count=len(unable),
                    all=len(enrolled),
                ),
                Message("Enrol them again, or use the encoder that they were enrolled with."),
                tuple(facts),
            )
        sentence = Message("People enrolled: {count:,}; the gallery agrees with the database.", count=len(enrolled))
        return Finding(Subject.GALLERY, HealthState.FINE, sentence, details=tuple(facts))

    def _threshold(self) -> Finding:
        in_force = self._inspected.threshold_in_force
        if (outgrown := self._inspected.calibration.outgrown()) is not None:
            return Finding(
                Subject.THRESHOLD,
                HealthState.LOOK_AFTER,
                claim_outgrown(outgrown),
                Message("Calibrate anew for the people who are enrolled now."),
            )
        facts = {"threshold": in_force.threshold, "rate": one_in(in_force.target_fmr)}
        if in_force.applied is None:
            return Finding(
                Subject.THRESHOLD,
                HealthState.LOOK_AFTER,
                Message(
                    "The threshold {threshold:.4f} is the encoder's own, for a false match rate of {rate} among "
                    "strangers from anywhere.",
                    **facts,
                ),
                Message("Calibrate it on the people of this site: at a door, people look more alike."),
            )
        applied = in_force.applied
        return Finding(
            Subject.THRESHOLD,
            HealthState.FINE,
            Message(
                "The threshold {threshold:.4f} is this site's own, for a false match rate of {rate}.",
                **facts,
            ),
            details=(
                Message(
                    "By {author} on {day:%Y-%m-%d}",
                    author=applied.author,
                    day=applied.created_at.astimezone().date(),
                ),
            ),
        )

    def _scores(self, now: datetime) -> Finding:
        found = self._inspected.drift(now)
        if found.findings:
            return Finding(
                Subject.SCORES,
                HealthState.LOOK_AFTER,
                Message("Falling scores: {count:,}.", count=len(found.findings)),
                Message("The screen of events says whose, and what to do; so does `faceapp events drift`."),
            )
        if found.judged == 0:
            return Finding(
                Subject.SCORES, HealthState.FINE, Message("Too few weeks are on record to tell whether scores fall.")
            )
        return Finding(
            Subject.SCORES,
            HealthState.FINE,
            Message("No score is falling; watched: {count:,}.", count=found.judged),
        )

    def _database(self, whole: bool) -> Finding:
        path = self._inspected.data_dir / DATABASE_NAME
        with closing(self._inspected.database()) as database:
            if whole:
                check_database(database)
            events = EventsRepository(database).count()
            crops = CropsRepository(database).count()
            latencies = EventSearch(database).latencies_s(_DECISIONS)
        size = sum(part.stat().st_size for part in (path, path.with_name(f"{path.name}-wal")) if part.exists())
        facts: list[str] = [
            Message("{path}", path=str(path)),
            Message("face crops kept: {count:,}", count=crops) if crops else Message("no picture is kept"),
        ]
        if latencies:
            p50_s, p95_s = np.quantile(latencies, [0.5, 0.95])
            facts.append(
                Message(
                    "Latest decisions ({count:,}): {p50:.2f} s in the middle, and 95 in 100 at most {p95:.2f} s",
                    count=len(latencies),
                    p50=float(p50_s),
                    p95=float(p95_s),
                )
            )
        values = {"size": byte_words(size), "events": events}
        sentence = (
            Message("The database is intact: {size}, events: {events:,}.", **values)
            if whole
            else Message("The database takes {size}, events: {events:,}.", **values)
        )
        return Finding(Subject.DATABASE, HealthState.FINE, sentence, details=tuple(facts))

    def _disk(self) -> Finding:
        free = shutil.disk_usage(self._inspected.data_dir).free
        left = Message("{size} are free on the disk.", size=byte_words(free))
        if free < NO_DISK:
            advice = Message("Free some space at once: when the disk is full, the door stays shut.")
            return Finding(Subject.DISK, HealthState.BROKEN, left, advice)
        if free < LITTLE_DISK:
            advice = Message("Free some space: when the disk is full, the door stays shut.")
            return Finding(Subject.DISK, HealthState.LOOK_AFTER, left, advice)
        return Finding(Subject.DISK, HealthState.FINE, left)

    def _backup(self, now: datetime) -> Finding:
        last = self._inspected.backups.last()
        advice = Message("Make a backup, and keep it on another disk.")
        if last is None:
            return Finding(Subject.BACKUP, HealthState.LOOK_AFTER, Message("No backup was ever made."), advice)
        days = max(0, (now - last.at).days)
        when = last.at.astimezone()
        facts = (Message("{path}", path=str(last.path)),)
        if not last.path.exists():
            sentence = Message(
                "The backup of {when:%Y-%m-%d %H:%M} is not where it was put; it may be kept elsewhere.", when=when
            )
            state = HealthState.LOOK_AFTER if days > OLD_BACKUP_DAYS else HealthState.FINE
            return Finding(Subject.BACKUP, state, sentence, advice if days > OLD_BACKUP_DAYS else "", facts)
        if days > OLD_BACKUP_DAYS:
            sentence = Message(
                "The last backup is {days:,} days old: what was changed since is lost when the disk fails.", days=days
            )
            return Finding(Subject.BACKUP, HealthState.LOOK_AFTER, sentence, advice, facts)
        return Finding(
            Subject.BACKUP,
            HealthState.FINE,
            Message("The last backup was made on {when:%Y-%m-%d %H:%M}.", when=when),
            details=facts,
        )


def guarded(subject: Subject, look: Callable[[], Finding]) -> Finding:
    """What was found; a fault that was met is a finding, too."""
    try:
        return look()
    except FaceappError as error:
        return Finding(subject, HealthState.BROKEN, error.sentence, error.hint)
    except OSError as error:
        return Finding(
            subject,
            HealthState.BROKEN,
            Message("It cannot be looked at: {why}.", why=why(error)),
            Message("Check the disk and your rights."),
        )


def _some(names: list[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
