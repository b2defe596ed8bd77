"""What a site's threshold is, how it is found, put in force, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlite_utils import Database

from faceapp.domain.decision import Policy
from faceapp.domain.errors import CalibrationError, CancelledError, ModelError
from faceapp.domain.messages import Message
from faceapp.domain.operating_points import COSINE_NAME, AppliedOperatingPoint, Outgrown, outgrown
from faceapp.domain.records import Template
from faceapp.domain.replay import RecordedTrack
from faceapp.domain.similarity import COSINE
from faceapp.services.calibration import Calibration, Progress, Target, calibrate
from faceapp.services.door_rates import DoorRates, door_rates
from faceapp.services.enrolment import person_folders, session_of
from faceapp.services.recorded_tracks import Recording
from faceapp.services.site_samples import MarkedScores, SiteSamples
from faceapp.services.threshold_in_force import Standing, ThresholdInForce
from faceapp.storage.event_labels import labelled_comparisons
from faceapp.storage.operating_points import OperatingPointsRepository
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.storage.person_details import clean_name
from faceapp.vision.card import EncoderCard
from faceapp.vision.cohort import read_cohort
from faceapp.vision.scorer import LearnedScorer


class RecordTracks(Protocol):
    """Records the approaches in a folder per person."""

    def __call__(self, directory: Path, *, on_progress: Progress | None, should_stop: Callable[[], bool]) -> Recording:
        """See `faceapp.services.recorded_tracks.record_people`."""


# Two looks at one track are taken for one person's from this share of the threshold on, where the card says no better.
_SAME_PERSON = 0.6


class SiteCalibration:
    """The thresholds of one site.

    Methods may be called from any thread.

    Args:
        database: Opens a connection.
        card: The encoder in use.
        model_dir: Where it lies.
        scorer: What scores in place of the cosine; None: nothing.
        target_fmr: The target in the settings.
        templates_of: Makes templates of a folder's pictures and clips, told how far it is.
        policy_at: What a grant takes at a threshold.
        record: Records the approaches in a folder per person.
    """

    def __init__(
        self,
        *,
        database: Callable[[], Database],
        card: EncoderCard,
        model_dir: Path,
        scorer: LearnedScorer | None,
        target_fmr: float,
        templates_of: Callable[[Path, Progress], list[NewTemplate]],
        policy_at: Callable[[float], Policy],
        record: RecordTracks,
    ) -> None:
        self._database = database
        self._card, self._model_dir, self._scorer = card, model_dir, scorer
        self._target_fmr = target_fmr
        self._templates_of = templates_of
        self._policy_at, self._record = policy_at, record

    @property
    def encoder_id(self) -> str:
        """Whose scores the thresholds of this site are held against."""
        return self._card.encoder_id

    @property
    def similarity(self) -> str:
        """What thresholds of this site are held against."""
        return COSINE_NAME if self._scorer is None else self._scorer.scorer_id

    def in_force(self) -> ThresholdInForce:
        """The threshold that the door goes by.

        Raises:
            CalibrationError: The one that was put in force is of another encoder or similarity.
            ModelError: None was put in force, and the card has none for the target.
        """
        with closing(self._database()) as database:
            applied = OperatingPointsRepository(database).in_force()
        if applied is not None and applied.threshold is not None:
            self._require_ours(applied)
            same_person = self._same_person(applied.threshold)
            return ThresholdInForce(applied.threshold, applied.target_fmr, applied, None, same_person)
        # A scorer's scores are on a scale of their own, on which the encoder's thresholds mean nothing.
        card = self._card if self._scorer is None else self._scorer.card
        point = card.operating_point(self._target_fmr)
        return ThresholdInForce(point.threshold, point.fmr, None, point, self._same_person(point.threshold))

    def require_target(self) -> None:
        """Make sure that the card has an operating point for the target in the settings, where that would be used.

        An encoder that was never measured passes: people can be enrolled with it, and no door runs.

        Raises:
            ModelError: It has operating points, and none for that target.
        """
        with closing(self._database()) as database:
            applied = OperatingPointsRepository(database).in_force()
        if (applied is None or applied.threshold is None) and self._card.measured.operating_points:
            card = self._card if self._scorer is None else self._scorer.card
            card.operating_point(self._target_fmr)

    def calibrate(
        self,
        target_fmr: float | None = None,
        *,
        one_in: tuple[float, float] | None = None,
        attempts_per_day: float | None = None,
        images: Path | None = None,
        replay: Path | None = None,
        on_progress: Progress | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> Calibration:
        """Find the threshold for a target from what the site knows of its people; heavy, so never on the main thread.

        Nothing is changed by it.

        Args:
            target_fmr: False match rate of a comparison, in (0, 1e-2]; by default the one in the settings.
            one_in: Days, and strangers' attempts a day, in place of a rate: one false entry in so many days.
            attempts_per_day: Strangers' attempts a day, to tell what a rate comes to in days.
            images: A folder per person with further pictures and clips; a folder named as somebody enrolled shows that
                person, any other a stranger.
            replay: A folder per person with clips of approaches, which are replayed against the gallery.
            on_progress: Called with the share done, in [0, 1], and what is being done.
            should_stop: Asked again and again; True ends the work.

        Raises:
            CalibrationError: There is nothing to compare or to replay, the target is out of range, or one picture shows
                two people.
            CancelledError: It was stopped.
            SourceError: The folder cannot be read.
        """
        ids, templates = self._enrolled()
        with closing(self._database()) as database:
            labelled = labelled_comparisons(database, self._card.encoder_id, self.similarity)

        def part(begin: float, end: float) -> Progress:
            def progress(done: float, what: str) -> None:
                if should_stop():
                    raise CancelledError(Message("The calibration was stopped."), hint=Message("Nothing was changed."))
                if on_progress is not None:
                    on_progress(begin + (end - begin) * done, what)

            return progress

        samples = [(f"person {known.person_id}", session_of(known.source), known.embedding) for known in templates]
        if images is not None:
            for name, made in self._pictured(images, part(0.0, 0.3)):
                person = f"person {ids[name]}" if name in ids else f"stranger {name}"
                # The same file may have served for enrolment: it is another session only by its name.
                samples += [(person, session_of(new.source), new.embedding) for new in made]
        recorded = None if replay is None else self._record(replay, on_progress=part(0.3, 0.5), should_stop=should_stop)
        if recorded is not None and not recorded.tracks:
            raise CalibrationError(
                Message("No approach could be recorded from '{replay}'.", replay=replay),
                hint=Message("Give a folder per person with clips in which the person walks up and is seen well."),
            )
        target = Target(self._target_fmr if target_fmr is None else target_fmr, attempts_per_day=attempts_per_day)
        if one_in is not None:
            target = Target.one_in(*one_in, templates=len(templates))
        cohort = read_cohort(self._model_dir, self._card)
        similarity = COSINE if self._scorer is None else self._scorer
        site = SiteSamples.of(
            samples,
            templates=len(templates),
            embedding_size=self._card.network.embedding_size,
            titles={f"person {person_id}": f"'{name}' (id {person_id})" for name, person_id in ids.items()},
        )
        result = calibrate(
            site,
            cohort,
            target,
            marked=MarkedScores.of(labelled, site.names),
            similarity=similarity,
            on_progress=part(0.5, 0.8),
            should_stop=should_stop,
        )
        if recorded is not None:
            result = replace(result, tracks=recorded.tracks)
        if result.choice.threshold is None or not templates:
            return result
        door = door_rates(
            templates,
            self._policy_at(result.choice.threshold),
            cohort,
            result.tracks,
            ids=ids,
            similarity=similarity,
            on_progress=part(0.8, 1.0),
            should_stop=should_stop,
        )
        return replace(result, door=door)

    def assess(
        self,
        threshold: float,
        *,
        replay: Path | None = None,
        tracks: Sequence[RecordedTrack] | None = None,
        on_progress: Progress | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> DoorRates | None:
        """What a threshold comes to at the door, for the people enrolled now; heavy, so never on the main thread.

        Args:
            threshold: Any; that in force is `in_force().threshold`.
            replay: See `calibrate`.
            tracks: Approaches that were recorded already, in place of those in a folder.
            on_progress: See `calibrate`.
            should_stop: See `calibrate`.

        Returns:
            None where nobody is enrolled.

        Raises:
            CancelledError: It was stopped.
            SourceError: The folder cannot be read.
        """
        ids, templates = self._enrolled()
        if not templates:
            return None
        if replay is not None:
            tracks = self._record(replay, on_progress=on_progress, should_stop=should_stop).tracks
        return door_rates(
            templates,
            self._policy_at(threshold),
            read_cohort(self._model_dir, self._card),
            tracks,
            ids=ids,
            similarity=COSINE if self._scorer is None else self._scorer,
            on_progress=on_progress,
            should_stop=should_stop,
        )

    def outgrown(self) -> Outgrown | None:
        """Whether the gallery has grown beyond what the threshold in force was found for."""
        with closing(self._database()) as database:
            point = OperatingPointsRepository(database).in_force()
            if point is None or point.encoder_id != self._card.encoder_id or point.similarity != self.similarity:
                return None  # the card's threshold promises nothing of a gallery; another encoder's is refused
            templates = PeopleRepository(database).templates(self._card.encoder_id)
        return outgrown(point, len({template.person_id for template in templates}), len(templates))

    def standing(self) -> Standing:
        """What is in force, whether it still fits, and what was before; heavy, so never on the main thread.

        Raises:
            StorageError: The database cannot be read.
        """
        in_force, fault = None, None
        try:
            in_force = self.in_force()
        except (CalibrationError, ModelError) as error:
            fault = error
        _, templates = self._enrolled()
        people = len({template.person_id for template in templates})
        return Standing(in_force, fault, self.outgrown(), tuple(self.history()), people, len(templates))

    def apply(self, result: Calibration, *, author: str, now: datetime, note: str = "") -> AppliedOperatingPoint:
        """Put a calibration's threshold in force; a running door takes it up before its next decision.

        Raises:
            CalibrationError: The calibration refused its target.
            StorageError: It cannot be stored; what was in force still is.
        """
        choice = result.choice
        if choice.threshold is None or choice.fmr is None:
            raise CalibrationError(
                Message("A target that was refused has no threshold to put in force."),
                hint=Message("Choose a larger false match rate."),
            )
        fpir = None if result.door is None else result.door.fpir
        point = AppliedOperatingPoint(
            point_id=None,
            encoder_id=self._card.encoder_id,
            similarity=self.similarity,
            target_fmr=choice.target_fmr,
            threshold=choice.threshold,
            fmr=choice.fmr.value,
            fmr_upper=choice.fmr.high,
            fnmr=None if result.fnmr is None else result.fnmr.value,
            fnmr_upper=None if result.fnmr is None else result.fnmr.high,
            fpir=None if fpir is None else fpir.rate.value,
            fpir_upper=None if fpir is None else fpir.rate.high,
            gallery_size=result.enrolled,
            templates=result.templates,
            mated=result.mated,
            non_mated=choice.comparisons,
            people=choice.people,
            source=choice.source.value,
            extrapolated=choice.extrapolated,
            author=author,
            created_at=now,
            note=note,
            target_days=result.target.days,
            attempts_per_day=result.target.attempts_per_day,
        )
        with closing(self._database()) as database:
            return OperatingPointsRepository(database).apply(point)

    def reset(self, *, author: str, now: datetime) -> AppliedOperatingPoint:
        """Put the encoder's own card back in force, for the target in the settings.

        Raises:
            ModelError: The card has no operating point for that target.
            StorageError: It cannot be stored; what was in force still is.
        """
        card = self._card if self._scorer is None else self._scorer.card
        own = card.operating_point(self._target_fmr)
        point = AppliedOperatingPoint(
            point_id=None,
            encoder_id=self._card.encoder_id,
            similarity=self.similarity,
            target_fmr=own.fmr,
            threshold=None,
            fmr=None,
            fmr_upper=None,
            fnmr=None,
            fnmr_upper=None,
            fpir=None,
            fpir_upper=None,
            gallery_size=0,
            templates=0,
            mated=0,
            non_mated=0,
            people=0,
            source="card",
            extrapolated=False,
            author=author,
            created_at=now,
        )
        with closing(self._database()) as database:
            return OperatingPointsRepository(database).apply(point)

    def roll_back_to(self, point_id: int, *, author: str, now: datetime) -> AppliedOperatingPoint:
        """Put an earlier threshold in force again.

        Raises:
            CalibrationError: There is none with this id, or it is of another encoder or similarity.
            StorageError: It cannot be stored; what was in force still is.
        """
        with closing(self._database()) as database:
            repository = OperatingPointsRepository(database)
            for point in repository.history():
                if point.point_id == point_id and point.threshold is not None:
                    self._require_ours(point)
            return repository.roll_back_to(point_id, author, now)

    def history(self) -> list[AppliedOperatingPoint]:
        """Every threshold that was put in force, the newest first."""
        with closing(self._database()) as database:
            return OperatingPointsRepository(database).history()

    def _enrolled(self) -> tuple[dict[str, int], list[Template]]:
        """Ids by name, and the templates of the encoder in use."""
        with closing(self._database()) as database:
            repository = PeopleRepository(database)
            ids = {person.name: person.person_id for person in repository.list()}
            return ids, repository.templates(self._card.encoder_id)

    def _require_ours(self, point: AppliedOperatingPoint) -> None:
        for what, theirs, ours in (
            (Message("encoder"), point.encoder_id, self._card.encoder_id),
            (Message("similarity"), point.similarity, self.similarity),
        ):
            if theirs != ours:
                raise CalibrationError(
                    Message(
                        "The threshold in force is of the {what} '{theirs}', and '{ours}' is in use: its "
                        "scores mean something else.",
                        what=what,
                        theirs=theirs,
                        ours=ours,
                    ),
                    hint=Message(
                        "Find one for it with `faceapp calibrate --apply`, or go back to its own card's "
                        "with `faceapp calibrate --reset`."
                    ),
                )

    def _same_person(self, threshold: float) -> float:
        points = self._card.measured.operating_points
        return min(point.threshold for point in points) if points else _SAME_PERSON * threshold

    def _pictured(self, directory: Path, on_progress: Progress) -> Iterable[tuple[str, list[NewTemplate]]]:
        """Name and templates of everybody in a folder of folders."""
        folders = person_folders(directory)
        for index, folder in enumerate(folders):

            def progress(done: float, what: str, index: int = index, name: str = folder.name) -> None:
                on_progress((index + done) / len(folders), f"{name}: {what}" if what else name)

            yield clean_name(folder.name), self._templates_of(folder, progress)
