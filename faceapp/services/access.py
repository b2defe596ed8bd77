"""From a decision to the door: may the person enter now, is a PIN wanted, then the record, then the pulse."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable
from datetime import datetime

from faceapp.devices.door import Door
from faceapp.domain.admission import Standing, admit, standing_of
from faceapp.domain.errors import DoorError, FaceappError, StorageError, UnknownPersonError
from faceapp.domain.operating_points import COSINE_NAME
from faceapp.domain.records import AccessEvent, Decision, Outcome, Person, Reason
from faceapp.services.second_factor import SecondFactor
from faceapp.storage.events import EventsRepository

log = logging.getLogger(__name__)


class AccessControl:
    """Records decisions and opens the door for those that are granted.

    Args:
        events: Where decisions are kept.
        door: What opens; None where decisions are only recorded.
        clock: The present as UTC.
        encoder_id: The encoder that the decisions rest on.
        similarity: What scores its embeddings.
        person_of: The entry of a person as it stands now; raises `UnknownPersonError` for an id that nobody has.
        second_factor: Whether a PIN is wanted as well, and whether one is right.
    """

    def __init__(
        self,
        events: EventsRepository,
        door: Door | None,
        clock: Callable[[], datetime],
        encoder_id: str,
        similarity: str = COSINE_NAME,
        *,
        person_of: Callable[[int], Person],
        second_factor: SecondFactor,
    ) -> None:
        self._events = events
        self._door = door
        self._clock = clock
        self._encoder_id = encoder_id
        self._similarity = similarity
        self._person_of = person_of
        self._second_factor = second_factor

    def carry_out(self, decision: Decision, *, source: str, track_id: int) -> AccessEvent:
        """Record a decision and, if it was granted, the person may enter now and no PIN is wanted, open the door.

        Whether the person may is read at this moment, and judged by the calendar of this machine: a person who was
        suspended a second ago stays outside, whatever the gallery still holds.

        The door opens only after the event is on disk: an entry that is not on record must not
        happen, so a full disk keeps the door shut.

        Returns:
            The stored event, a denial where the grant did not stand; `door` says what became of the door.

        Raises:
            StorageError: The event could not be stored. The door was not touched.
        """
        now = self._clock()
        return self._record(self._admitted(decision, now, None), now, source, track_id)

    def carry_out_with_pin(self, decision: Decision, pin: str, *, source: str, track_id: int) -> AccessEvent:
        """Record a try at the PIN that a grant was held back for and, if it is right, open the door.

        Everything else is asked anew: whoever was suspended meanwhile stays outside.

        Args:
            decision: The grant.
            pin: What was entered.
            source: Which camera's.
            track_id: Whose face.

        Returns:
            The stored event, a grant or a denial; see `carry_out`.

        Raises:
            StorageError: The event could not be stored. The door was not touched.
        """
        now = self._clock()
        return self._record(self._admitted(decision, now, pin), now, source, track_id)

    def barred(self, person_id: int) -> Reason | None:
        """Why a person who was let in a moment ago would not be any more; None where the grant still stands.

        Args:
            person_id: Whom the grant names.
        """
        try:
            standing = standing_of(self._person_of(person_id), self._clock().astimezone().date())
        except UnknownPersonError:
            return Reason.UNKNOWN
        except FaceappError as error:
            log.error("whether somebody may still enter could not be told: %s", error)
            return Reason.ERROR
        return None if standing is Standing.ACTIVE else Reason.NOT_NOW

    def pin_pause_left_s(self, person_id: int) -> float:
        """Seconds until a person's PIN may be tried; 0 when it may.

        Raises:
            StorageError: It cannot be told.
        """
        return self._second_factor.pause_left_s(person_id, self._clock())

    def _record(self, decision: Decision, now: datetime, source: str, track_id: int) -> AccessEvent:
        event = self._events.add(
            AccessEvent(
                event_id=None,
                occurred_at=now,
                source=source,
                track_id=track_id,
                outcome=decision.outcome,
                reason=decision.reason,
                person_id=decision.person_id,
                score=decision.score,
                threshold=decision.threshold,
                frames=decision.frames,
                latency_s=decision.latency_s,
                encoder_id=self._encoder_id,
                similarity=self._similarity,
            )
        )
        if not decision.granted or event.event_id is None or self._door is None:
            return event
        try:
            self._door.pulse(event.event_id)
            door: str = "opened"
        except DoorError as error:
            door = error.message
        try:
            self._events.set_door(event.event_id, door)
        except StorageError as error:
            # The door has been told already; the entry itself is on record.
            log.error("what became of the door could not be recorded: %s", error)
        return dataclasses.replace(event, door=door)

    def _admitted(self, decision: Decision, now: datetime, pin: str | None) -> Decision:
        """The decision, or a denial where the person it grants may not enter now, or not without a PIN, or in doubt."""
        if not decision.granted or decision.person_id is None:
            return decision
        try:
            decision = admit(decision, self._person_of(decision.person_id), now.astimezone().date())
            if pin is None:
                return self._second_factor.hold(decision)
            return self._second_factor.hold_against(decision, pin, now)
        except UnknownPersonError:
            reason, explanation = Reason.UNKNOWN, "The person was removed a moment ago."
        except FaceappError as error:
            log.error("whether somebody may enter could not be told: %s", error)
            reason, explanation = Reason.ERROR, f"Whether the person may enter could not be told: {error}"
        return dataclasses.replace(
            decision, outcome=Outcome.DENIED, reason=reason, person_id=None, explanation=explanation
        )
