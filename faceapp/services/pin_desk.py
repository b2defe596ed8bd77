"""The one person at a time who is asked for a PIN, from the denial that asks to the grant that follows.

A PIN counts as long as the face that it belongs to is still followed, and as long as pictures come: what is entered
before a camera that shows nothing any more may be anybody's.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from faceapp.domain.errors import FaceappError, words_of
from faceapp.domain.messages import Message
from faceapp.domain.records import AccessEvent, Decision, Outcome, PinRequest, Reason
from faceapp.services.access import AccessControl
from faceapp.services.recogniser import Recogniser

log = logging.getLogger(__name__)

# How long a PIN is waited for.
LAPSES_AFTER_S = 20.0
# Where no try is allowed for a while, that is shown for so long, and then the screen is free for others.
SHOWN_PAUSE_S = 5.0
# The newest picture must not be older than this when a PIN is entered.
MOST_STALE_S = 2.0


@dataclass(slots=True)
class _Open:
    """A request that was neither answered rightly nor dropped.

    Attributes:
        track_id: Whose face.
        source: Which camera's.
        decision: The grant that waits for the PIN.
        person_id: Whom it names.
        asked_s: Time of the frame that brought it.
        until_s: When it lapses, on the frames' clock.
        tries: Wrong answers so far.
        paused_until_s: When a try is allowed, on the monotonic clock.
    """

    track_id: int
    source: str
    decision: Decision
    person_id: int
    asked_s: float
    until_s: float
    tries: int = 0
    paused_until_s: float = float("-inf")


class PinDesk:
    """Asks, listens, and lets go; on the recognition thread alone.

    Args:
        access: Records and carries out what comes of a PIN.
        recogniser: Knows which faces are still there.
        clock: Seconds on a monotonic clock.
    """

    def __init__(self, access: AccessControl, recogniser: Recogniser, clock: Callable[[], float]) -> None:
        self._access = access
        self._recogniser = recogniser
        self._clock = clock
        self._open: _Open | None = None
        self._frame_s = 0.0
        self._frame_came_s = float("-inf")
        self._events: list[AccessEvent] = []
        self._fault = ""

    def note_frame(self, time_s: float) -> None:
        """Take note of a frame that was analysed, and drop a request that does not outlast it.

        Args:
            time_s: Its time on the source's clock.
        """
        self._frame_s, self._frame_came_s = time_s, self._clock()
        request = self._open
        # A time before the request's is a source that began anew: those who stood there are not followed any more.
        if request is not None and not (
            request.asked_s <= time_s < request.until_s and self._recogniser.follows(request.track_id)
        ):
            self._open = None

    def ask(self, decision: Decision, *, source: str, track_id: int) -> None:
        """Ask for the PIN of whom a grant names; a request that is open gives way.

        Args:
            decision: The grant that was held back.
            source: Which camera's.
            track_id: Whose face.

        Raises:
            StorageError: It cannot be told whether a try is allowed; nobody is asked.
        """
        self._open = None
        if decision.person_id is not None:
            until_s = self._frame_s + LAPSES_AFTER_S
            request = _Open(track_id, source, decision, decision.person_id, self._frame_s, until_s)
            self._note_pause(request)
            self._open = request

    def enter(self, track_id: int, pin: str) -> None:
        """Take a PIN; what comes of it is told by `request` and `taken`.

        Args:
            track_id: Whose request it answers; any other than the open one is not answered.
            pin: What was entered.
        """
        request = self._open
        if request is None or request.track_id != track_id:
            return
        there = self._recogniser.follows(track_id) and self._clock() - self._frame_came_s <= MOST_STALE_S
        if not there:
            self._open = None
            return
        try:
            event = self._access.carry_out_with_pin(
                request.decision, pin, source=request.source, track_id=request.track_id
            )
            self._events.append(event)
            self._settle(request, event)
        except Exception as error:
            self._open = None
            self._fault = Message(
                "The door stays shut because the PIN could not be checked. {fault}", fault=words_of(error)
            )
            if not isinstance(error, FaceappError):
                log.exception("a PIN could not be checked")

    def cancel(self, track_id: int) -> None:
        """Drop a track's request: the person does not want to enter a PIN."""
        if self._open is not None and self._open.track_id == track_id:
            self._open = None

    def drop(self) -> None:
        """Drop whatever is asked, as when recognition failed."""
        self._open = None

    @property
    def request(self) -> PinRequest | None:
        """Who is asked as of the newest frame, if anybody."""
        request = self._open
        if request is None:
            return None
        left_s = max(0.0, request.until_s - self._frame_s)
        pause_s = max(0.0, request.paused_until_s - self._clock())
        return PinRequest(request.track_id, request.asked_s, request.tries, left_s, pause_s)

    def taken(self) -> tuple[tuple[AccessEvent, ...], str]:
        """Events that came of PINs since the last time, and what went wrong, a sentence or two."""
        events, self._events = tuple(self._events), []
        fault, self._fault = self._fault, ""
        return events, fault

    def _settle(self, request: _Open, event: AccessEvent) -> None:
        if event.reason is Reason.WRONG_PIN:
            request.tries += 1
            self._note_pause(request)
            return
        self._open = None
        if event.outcome is Outcome.GRANTED:
            self._recogniser.uphold(request.track_id, request.decision, self._frame_s)
        # Else the person was suspended or removed meanwhile, or has no PIN any more: the denial stands.

    def _note_pause(self, request: _Open) -> None:
        pause_s = self._access.pin_pause_left_s(request.person_id)
        request.paused_until_s = self._clock() + pause_s
        if pause_s > 0:
            request.until_s = min(request.until_s, self._frame_s + SHOWN_PAUSE_S)
