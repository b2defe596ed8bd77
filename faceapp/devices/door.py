"""The door's actuator: told once per granted event, it opens for a while."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from faceapp.domain.errors import ConfigError, DoorError
from faceapp.domain.messages import Message

DOOR_KINDS = ("simulated", "none")


class Door(Protocol):
    """Something that opens when it is pulsed and closes by itself."""

    def pulse(self, event_id: int) -> None:
        """Open once.

        Args:
            event_id: The stored event that grants it.

        Raises:
            DoorError: It did not answer; it is to be treated as closed.
        """

    def close(self) -> None:
        """Release the actuator; safe to call twice."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """One opening.

    Attributes:
        event_id: The event that granted it.
        time_s: When, by the door's clock.
    """

    event_id: int
    time_s: float


class SimulatedDoor:
    """A door without hardware, that remembers its latest pulses.

    Args:
        clock: Gives `Pulse.time_s`.
        open_s: How long a pulse keeps the door open.
        remembered: How many pulses are kept; a kiosk runs for months.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, *, open_s: float = 5.0, remembered: int = 1000
    ) -> None:
        self.open_s = open_s
        self._clock = clock
        self._guard = threading.Lock()  # pulsed by recognition, looked at by the screen
        self._pulses: deque[Pulse] = deque(maxlen=remembered)
        self._closed = False

    @property
    def pulses(self) -> tuple[Pulse, ...]:
        """The latest pulses, oldest first."""
        with self._guard:
            return tuple(self._pulses)

    def pulse(self, event_id: int) -> None:
        """Open for `open_s` seconds from now.

        Raises:
            DoorError: The door was closed for good.
        """
        with self._guard:
            if self._closed:
                raise DoorError(Message("The door is no longer connected."), hint=Message("Start the kiosk again."))
            self._pulses.append(Pulse(event_id, self._clock()))

    def is_open(self, now: float) -> bool:
        """Whether a pulse keeps the door open at `now`, by the door's clock."""
        return any(0.0 <= now - pulse.time_s < self.open_s for pulse in self.pulses)

    def close(self) -> None:
        """Take no more pulses; those remembered stay readable."""
        with self._guard:
            self._closed = True


def open_door(kind: str, *, clock: Callable[[], float] = time.monotonic, open_s: float = 5.0) -> Door | None:
    """Connect the door that the settings name.

    Args:
        kind: One of `DOOR_KINDS`.
        clock: Times the pulses.
        open_s: How long a pulse keeps the door open.

    Returns:
        The door; None where decisions are only recorded and shown.

    Raises:
        ConfigError: There is no such kind.
    """
    if kind == "simulated":
        return SimulatedDoor(clock, open_s=open_s)
    if kind == "none":
        return None
    raise ConfigError(
        Message("There is no kind of door called '{kind}'.", kind=kind),
        hint=Message("Choose one of: {kinds}.", kinds=", ".join(DOOR_KINDS)),
    )
