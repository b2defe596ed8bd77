"""What the recognition thread does with each frame: recognise, record, open, report."""

from __future__ import annotations

import dataclasses
import logging
import math
import time
from collections.abc import Callable, Sequence

from sqlite_utils import Database

from faceapp.domain.decision import Policy
from faceapp.domain.errors import FaceappError, StorageError, words_of
from faceapp.domain.messages import Message
from faceapp.domain.records import AccessEvent, Frame, FrameResult, Outcome, Reason, TrackResult
from faceapp.domain.similarity import Similarity
from faceapp.services.access import AccessControl
from faceapp.services.pin_desk import PinDesk
from faceapp.services.recogniser import Recogniser, Verdict
from faceapp.storage.database import data_version
from faceapp.storage.people import PeopleRepository
from faceapp.vision.gallery import Gallery

log = logging.getLogger(__name__)

# How often the database is asked whether another program changed it.
_LOOK_EVERY_S = 1.0
# After so many failing frames in a row recognition is broken, not unlucky.
_MOST_FAILURES = 50

_EXPLANATIONS = {
    Reason.NEEDS_PIN: "The person's PIN is wanted as well.",
    Reason.NO_PIN: "A PIN is wanted, and the person has none: `faceapp people pin ID` sets one.",
}
_WITHDRAWN = {
    Reason.UNKNOWN: "The person was let in and removed since.",
    Reason.NOT_NOW: "The person was let in and may not enter any more.",
    Reason.ERROR: "Whether the person may still enter cannot be told.",
}


class RecognitionWorker:
    """Ties recognition to the database and the door, on one thread.

    Args:
        recogniser: Makes the decisions.
        access: Records and carries them out.
        people: The enrolled people, on this thread's connection.
        database: That connection; closed by `close`.
        encoder_id: Whose templates to compare with.
        embedding_size: Length of its embeddings.
        policy: What a grant takes as things stand; asked whenever the database was changed by another program.
        scorer: Scores the most similar people anew; None leaves it at the cosine.
        on_closed: Called by `close`, for what else must be freed.
        clock: Seconds on a monotonic clock.
    """

    def __init__(
        self,
        recogniser: Recogniser,
        access: AccessControl,
        people: PeopleRepository,
        database: Database,
        *,
        encoder_id: str,
        embedding_size: int,
        policy: Callable[[], Policy],
        scorer: Similarity | None = None,
        on_closed: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._recogniser = recogniser
        self._access = access
        self._people = people
        self._database = database
        self._encoder_id = encoder_id
        self._embedding_size = embedding_size
        self._policy = policy
        self._scorer = scorer
        self._on_closed = on_closed
        self._desk = PinDesk(access, recogniser, clock)
        self._names: dict[int, str] = {}
        self._seen_version = -1
        self._looked_at_s = -math.inf
        self._failures = 0
        self._last: Frame | None = None
        self._dropped = 0
        self._load_gallery()

    def process(self, frame: Frame, dropped: int) -> FrameResult:
        """Recognise one frame and carry out what was decided.

        Raises:
            FaceappError: Recognition has failed on many frames in a row.
        """
        started_s = time.perf_counter()
        self._last, self._dropped = frame, dropped
        tracks: tuple[TrackResult, ...] = ()
        fault = ""
        try:
            self._look_for_changes()
            analysis = self._recogniser.process(frame)
            tracks, verdicts = analysis.tracks, analysis.verdicts
            self._failures = 0
            self._desk.note_frame(frame.time_s)
        except Exception as error:
            # Whatever failed, nobody is granted on it, and the next person must still be served.
            self._failures += 1
            if not isinstance(error, FaceappError):
                log.exception("a frame could not be analysed")
            if self._failures >= _MOST_FAILURES:
                raise FaceappError(
                    Message("Recognition keeps failing: {fault}", fault=words_of(error)),
                    hint=Message("Run `faceapp doctor`, then start again."),
                ) from error
            fault = (
                error.message
                if isinstance(error, FaceappError)
                else Message("A frame could not be analysed: {fault}.", fault=words_of(error))
            )
            verdicts = self._recogniser.abandon()
            self._desk.drop()
        events, failed = self._carry_out(verdicts, frame.source)
        tracks = tuple(self._named(self._recogniser.current(result)) for result in tracks)
        elapsed_s = time.perf_counter() - started_s
        return FrameResult(frame, tracks, events, elapsed_s, dropped, fault or failed, self._desk.request)

    def finish(self) -> FrameResult | None:
        """Carry out the decisions still due after the last frame; None when no frame ever came."""
        if self._last is None:
            return None
        events, fault = self._carry_out(self._recogniser.finish(), self._last.source)
        return FrameResult(self._last, (), events, 0.0, self._dropped, fault)

    def enter_pin(self, track_id: int, pin: str) -> None:
        """Take a PIN for the request of a track; what comes of it is in the next frame's result."""
        self._desk.enter(track_id, pin)

    def cancel_pin(self, track_id: int) -> None:
        """Wait no longer for the PIN of a track."""
        self._desk.cancel(track_id)

    def reload_gallery(self) -> None:
        """Take up changes of the enrolled people before the next frame is judged."""
        self._seen_version = -1
        self._looked_at_s = -math.inf

    def close(self) -> None:
        """Close the connection and the door."""
        self._database.close()
        self._on_closed()

    def _load_gallery(self) -> None:
        """Rebuild the gallery from the database, which alone is the truth, and take up the threshold in force."""
        version = data_version(self._database)
        self._recogniser.replace_policy(self._policy())
        self._names = {person.person_id: person.name for person in self._people.list()}
        self._recogniser.replace_gallery(
            Gallery.from_templates(self._embedding_size, self._people.templates(self._encoder_id), self._scorer)
        )
        # Only now: after a failure half way the gallery is still the old one.
        self._seen_version = version

    def _look_for_changes(self) -> None:
        now_s = time.monotonic()
        if now_s - self._looked_at_s < _LOOK_EVERY_S:
            return
        # Counts the commits of other connections only, so our own events do not trigger it.
        if data_version(self._database) != self._seen_version:
            self._load_gallery()
        self._withdraw()
        # Only now: until the change could be taken up every frame tries, and none is judged without it.
        self._looked_at_s = now_s

    def _withdraw(self) -> None:
        """Take the grant off the screen of whoever would not be let in any more, and is still in view.

        Nothing is judged anew: whoever was removed might then be taken for somebody else, and the door open without
        anybody having come.
        """
        for track_id, person_id in self._recogniser.granted().items():
            reason = self._access.barred(person_id)
            if reason is not None:
                self._recogniser.overrule(track_id, _WITHDRAWN[reason], reason)

    def _carry_out(self, verdicts: Sequence[Verdict], source: str) -> tuple[tuple[AccessEvent, ...], str]:
        # Of PINs that were entered since the frame before.
        answered, fault = self._desk.taken()
        events = list(answered)
        for verdict in verdicts:
            try:
                event = self._access.carry_out(verdict.decision, source=source, track_id=verdict.track_id)
                events.append(event)
                if verdict.decision.granted and event.outcome is not Outcome.GRANTED:
                    explanation = _EXPLANATIONS.get(event.reason, "The person may not enter now.")
                    self._recogniser.overrule(verdict.track_id, explanation, event.reason)
                    if event.reason is Reason.NEEDS_PIN:
                        self._desk.ask(verdict.decision, source=source, track_id=verdict.track_id)
            except Exception as error:
                # The next person must be served whatever failed here.
                if isinstance(error, StorageError):
                    fault = Message(
                        "The door stays shut because the decision could not be recorded. {fault}", fault=error.message
                    )
                else:
                    log.exception("a decision could not be carried out")
                    fault = Message("A decision could not be carried out: {fault}.", fault=words_of(error))
                self._recogniser.overrule(verdict.track_id, fault)
        return tuple(events), fault

    def _named(self, result: TrackResult) -> TrackResult:
        decision = result.decision
        if decision is None or decision.person_id is None:
            return result
        return dataclasses.replace(result, person=self._names.get(decision.person_id))
