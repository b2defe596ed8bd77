"""Whether a face alone lets a person in, or the person's PIN is wanted as well."""

from __future__ import annotations

import dataclasses
from datetime import datetime

from faceapp.domain.pins import Attempts, try_pin
from faceapp.domain.records import Decision, Outcome, Reason
from faceapp.storage.guarded_pairs import GuardedPairsRepository
from faceapp.storage.person_pins import PersonPinsRepository

_NEEDS_PIN = "The person was recognised, but somebody enrolled looks alike: the person's PIN is wanted as well."
_NO_PIN = "The person was recognised, but somebody enrolled looks alike, and the person has no PIN to tell them apart."
_WRONG_PIN = "What was entered is not the PIN of the person who was recognised."


class SecondFactor:
    """Asks of people of guarded pairs what their faces do not tell.

    Args:
        pairs: Who is guarded, on this thread's connection.
        pins: The PINs, on the same.
    """

    def __init__(self, pairs: GuardedPairsRepository, pins: PersonPinsRepository) -> None:
        self._pairs = pairs
        self._pins = pins

    def hold(self, decision: Decision) -> Decision:
        """The decision, or a denial that names the person where a grant wants a PIN first.

        Raises:
            StorageError: It cannot be told.
        """
        if not decision.granted or decision.person_id is None or not self._pairs.is_guarded(decision.person_id):
            return decision
        if self._pins.find(decision.person_id) is None:
            return _denied(decision, Reason.NO_PIN, _NO_PIN)
        return _denied(decision, Reason.NEEDS_PIN, _NEEDS_PIN)

    def hold_against(self, decision: Decision, pin: str, now: datetime) -> Decision:
        """A grant that wants a PIN, held against what was entered; the try is on disk before this returns.

        Args:
            decision: The grant.
            pin: What was entered.
            now: With a time zone.

        Returns:
            The grant, or a denial that names the person.

        Raises:
            PinError: The PIN that is kept is damaged.
            StorageError: It cannot be told, or the try cannot be kept: then it does not count as right either.
        """
        if not decision.granted or decision.person_id is None:
            return decision
        kept = self._pins.find(decision.person_id)
        if kept is None:
            return _denied(decision, Reason.NO_PIN, _NO_PIN)
        trial = try_pin(pin, kept.hash, kept.attempts, now.timestamp())
        if trial.attempts != kept.attempts:
            self._pins.note_attempts(decision.person_id, trial.attempts)
        return decision if trial.right else _denied(decision, Reason.WRONG_PIN, _WRONG_PIN)

    def pause_left_s(self, person_id: int, now: datetime) -> float:
        """Seconds until a person's PIN may be tried; 0 when it may.

        Raises:
            StorageError: It cannot be told.
        """
        kept = self._pins.find(person_id)
        return (Attempts() if kept is None else kept.attempts).pause_left_s(now.timestamp())


def _denied(decision: Decision, reason: Reason, explanation: str) -> Decision:
    return dataclasses.replace(decision, outcome=Outcome.DENIED, reason=reason, explanation=explanation)
