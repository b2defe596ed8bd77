"""Doors that need no hardware."""

from __future__ import annotations

import threading

import pytest

from faceapp.devices.door import Pulse, SimulatedDoor, open_door
from faceapp.domain.errors import ConfigError, DoorError


class HandClock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 10.0

    def __call__(self) -> float:
        return self.now


def test_a_pulse_opens_for_a_while() -> None:
    clock = HandClock()
    door = SimulatedDoor(clock, open_s=3.0)
    assert not door.is_open(clock.now)
    door.pulse(7)
    assert door.pulses == (Pulse(event_id=7, time_s=10.0),)
    assert not door.is_open(9.9)
    assert door.is_open(10.0) and door.is_open(12.9)
    assert not door.is_open(13.0)


def test_a_second_pulse_keeps_it_open_longer() -> None:
    clock = HandClock()
    door = SimulatedDoor(clock, open_s=3.0)
    door.pulse(1)
    clock.now = 12.0
    door.pulse(2)
    assert door.is_open(14.9) and not door.is_open(15.0)
    assert [pulse.event_id for pulse in door.pulses] == [1, 2]


def test_only_the_latest_pulses_are_remembered() -> None:
    door = SimulatedDoor(HandClock(), remembered=2)
    for event_id in (1, 2, 3):
        door.pulse(event_id)
    assert [pulse.event_id for pulse in door.pulses] == [2, 3]


def test_a_closed_door_refuses() -> None:
    door = SimulatedDoor(HandClock())
    door.pulse(1)
    door.close()
    door.close()
    with pytest.raises(DoorError, match="no longer connected"):
        door.pulse(2)
    assert [pulse.event_id for pulse in door.pulses] == [1]


def test_it_is_watched_while_it_is_pulsed() -> None:
    door = SimulatedDoor(HandClock())

    def pulse_often() -> None:
        for event_id in range(2000):
            door.pulse(event_id)

    pulsing = threading.Thread(target=pulse_often)
    pulsing.start()
    while pulsing.is_alive():
        ids = [pulse.event_id for pulse in door.pulses]
        if not ids:
            continue
        assert ids == list(range(ids[-1] + 1 - len(ids), ids[-1] + 1))
    assert [pulse.event_id for pulse in door.pulses] == list(range(1000, 2000))


def test_doors_are_connected_by_kind() -> None:
    clock = HandClock()
    door = open_door("simulated", clock=clock, open_s=1.0)
    assert isinstance(door, SimulatedDoor)
    door.pulse(3)
    assert door.is_open(10.5) and not door.is_open(11.0)

    assert open_door("none") is None

    with pytest.raises(ConfigError, match=r"no kind of door called 'gpio'.*simulated, none"):
        open_door("gpio")
