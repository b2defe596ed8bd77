"""From a decision to the door: first the record, then the pulse."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable
from datetime import datetime

from faceapp.devices.door import Door
from faceapp.domain.errors import DoorError, StorageError
from faceapp.domain.operating_points import COSINE_NAME
from faceapp.domain.records import AccessEvent, Decision
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
    """

    def __init__(
        self,
        events: EventsRepository,
        door: Door | None,
        clock: Callable[[], datetime],
        encoder_id: str,
        similarity: str = COSINE_NAME,
    ) -> None:
        self._events = events
        self._door = door
        self._clock = clock
        self._encoder_id = encoder_id
        self._similarity = similarity

    def carry_out(self, decision: Decision, *, source: str, track_id: int) -> AccessEvent:
        """Record a decision and, if it was granted, open the door.

        The door opens only after the event is on disk: an entry that is not on record must not
        happen, so a full disk keeps the door shut.

        Returns:
            The stored event; `door` says what became of the door.

        Raises:
            StorageError: The event could not be stored. The door was not touched.
        """
        event = self._events.add(
            AccessEvent(
                event_id=None,
                occurred_at=self._clock(),
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
            door = "opened"
        except DoorError as error:
            door = str(error)
        try:
            self._events.set_door(event.event_id, door)
        except StorageError as error:
            # The door has been told already; the entry itself is on record.
            log.error("what became of the door could not be recorded: %s", error)
        return dataclasses.replace(event, door=door)
