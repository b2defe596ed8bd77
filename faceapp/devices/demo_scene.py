"""What happens in the demo: who walks up, waits and leaves, and how their heads move meanwhile."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from faceapp.devices.demo_turn import Pose

EYES_SHARE = 196 / 480  # of the frame's height, from its top
NEAR_SCALE = 1.75  # pixels per unit in a frame 480 px high; the face is then a third of it
FAR_SCALE = 0.42

_ALONE_S = 0.8  # the empty lobby at first
_CORNER_S = 1.6  # until when they are behind the corner that they come round
_CORNER_X = 0.50  # where they start there: shares of the frame's height from its middle
_WALK_S = 3.3
_PAUSE_S = 2.4
_LEAVE_S = 1.6
_GAP_S = 1.7
_WAIT_SCALE = 0.86  # of one who waits behind
_WAIT_X = -0.36  # shares of the frame's height from its middle
_STEP_UP_S = 1.7
_STEPS_HZ = 1.8
_STRIDE = 2.4  # units that a step lifts


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody's way through the picture; times from the demo's beginning.

    Attributes:
        person: Index of who comes.
        start_s: When they appear at the back.
        side: Where they leave: -1 left, 1 right.
        waits_until_s: Until when they stand aside behind somebody; None if they come straight up.
    """

    person: int
    start_s: float
    side: int
    waits_until_s: float | None = None

    @property
    def arrived_s(self) -> float:
        """When they stand before the camera."""
        return self.start_s + _WALK_S if self.waits_until_s is None else self.waits_until_s + _STEP_UP_S

    @property
    def end_s(self) -> float:
        """When they are gone."""
        return self.arrived_s + _PAUSE_S + _LEAVE_S


@dataclass(frozen=True, slots=True)
class Stance:
    """How somebody stands at a moment.

    Attributes:
        head: The head's pose.
        body: The body's.
        lids: How far the eyes are closed, [0, 1].
        behind: Whether the corner may hide them.
    """

    head: Pose
    body: Pose
    lids: float
    behind: bool


def visits(people: int, pair: int | None) -> tuple[Visit, ...]:
    """The course of the demo.

    Args:
        people: How many come.
        pair: Who comes while the one before is still there, and waits for their turn; None for nobody.

    Returns:
        Their visits, in order.
    """
    found: list[Visit] = []
    start_s = _ALONE_S
    for number in range(people):
        side = -1 if number % 2 else 1
        if number == pair and found:
            before = found[-1]
            # They leave to the right, since one waits at the left.
            found[-1] = before = replace(before, side=1)
            found.append(Visit(number, before.start_s + 1.1, -1, before.arrived_s + _PAUSE_S + 0.5 * _LEAVE_S))
        else:
            found.append(Visit(number, start_s, side))
        start_s = found[-1].end_s + _GAP_S
    return tuple(found)


def stance(visit: Visit, time_s: float, seed: int, height: float, size_px: tuple[int, int]) -> Stance | None:
    """How somebody stands at a time.

    Args:
        visit: Their visit.
        time_s: Seconds from the demo's beginning.
        seed: Of how they look around and blink.
        height: How much taller than the camera's level, units.
        size_px: Width and height of the frame.

    Returns:
        The stance; None while they are not in the picture.
    """
    if not visit.start_s <= time_s < visit.end_s:
        return None
    width, tall = size_px
    unit = tall / 480
    since_s = time_s - visit.start_s
    x, scale, moving = _place(visit, time_s)
    yaw, pitch, roll = _glance(visit, time_s, seed)
    phase = math.pi * _STEPS_HZ * since_s
    sway, lift = math.sin(phase), abs(math.sin(phase + math.pi / 2))
    breath = math.sin(2 * math.pi * since_s / 3.6)
    scale *= unit
    walk_x = moving * 2.6 * scale * sway
    walk_y = -moving * _STRIDE * scale * (lift - 0.5) - 0.5 * (1 - moving) * scale * breath
    eyes = (width / 2 + x * tall + walk_x, EYES_SHARE * tall - height * scale + walk_y)
    body = Pose(eyes, scale, roll_deg=1.1 * moving * sway)
    # The head stays calmer than the body.
    head = Pose(
        (eyes[0] + 0.7 * scale * breath * (1 - moving), eyes[1] + 0.25 * moving * _STRIDE * scale * lift),
        scale,
        yaw + 1.5 * moving * sway,
        pitch - 1.2 * moving * lift,
        roll + 0.5 * moving * sway,
    )
    return Stance(head, body, blink(seed, since_s), since_s < _CORNER_S)


def blink(seed: int, time_s: float) -> float:
    """How far somebody's eyes are closed at a time, [0, 1]; people blink every few seconds."""
    chance = np.random.default_rng((7, seed))
    starts = np.cumsum(chance.uniform(1.5, 3.6, 16)) - 0.6
    since = time_s - starts
    since = since[(since >= 0) & (since < 0.26)]
    if not since.size:
        return 0.0
    moment = float(since[0])
    if moment < 0.09:
        return eased(moment / 0.09)
    return 1.0 if moment < 0.13 else 1 - eased((moment - 0.13) / 0.13)


def _place(visit: Visit, time_s: float) -> tuple[float, float, float]:
    """Where somebody is: shares of the frame's height from its middle, scale, and how much they walk, [0, 1]."""
    since_s = time_s - visit.start_s
    if visit.waits_until_s is None:
        if since_s < _WALK_S:
            share = eased(since_s / _WALK_S, ease=0.3)
            return _round_corner(since_s), _nearer(FAR_SCALE, NEAR_SCALE, share), _calming(_WALK_S - since_s)
    elif time_s < visit.waits_until_s:
        share = eased(min(1.0, since_s / (0.75 * _WALK_S)), ease=0.3)
        scale = _nearer(FAR_SCALE, _WAIT_SCALE, share)
        # They walk a straight line on the floor: sideways as the scale grows.
        x = _WAIT_X * (scale - FAR_SCALE) / (_WAIT_SCALE - FAR_SCALE) + _round_corner(since_s)
        return x, scale, _calming(0.75 * _WALK_S - since_s)
    elif time_s < visit.arrived_s:
        left_s = visit.arrived_s - time_s
        share = eased(1 - left_s / _STEP_UP_S, ease=0.7)
        scale = _nearer(_WAIT_SCALE, NEAR_SCALE, share)
        x = _WAIT_X * (NEAR_SCALE - scale) / (NEAR_SCALE - _WAIT_SCALE)
        return x, scale, min(_calming(left_s), 1.0, (_STEP_UP_S - left_s) / 0.3)
    stood_s = time_s - visit.arrived_s
    if stood_s < _PAUSE_S:
        return 0.0, NEAR_SCALE, 0.0
    share = (stood_s - _PAUSE_S) / _LEAVE_S
    # Past the camera: aside and nearer at once.
    return visit.side * 1.28 * share**1.7, NEAR_SCALE * (1 + 0.22 * share**1.5), min(1.0, share / 0.25)


def _glance(visit: Visit, time_s: float, seed: int) -> tuple[float, float, float]:
    """Yaw, pitch and roll of a head at a time, degrees."""
    chance = np.random.default_rng((8, seed))
    drift = chance.uniform(0, 2 * math.pi, 3)
    yaw = 2.2 * math.sin(1.3 * time_s + drift[0])
    pitch = 1.3 * math.sin(1.7 * time_s + drift[1]) - 0.5
    roll = 1.2 * math.sin(0.9 * time_s + drift[2])
    side = float(chance.choice((-1.0, 1.0)))
    since_s, stood_s = time_s - visit.start_s, time_s - visit.arrived_s
    # On the way they look around once, then at the camera; when they are let in, they nod;
    # one who waits looks at the one before; who leaves looks where they go.
    looks = [(0.25, 0.35, 0.35, 17.0 * side, 2.0), (_since_start(visit, 1.05), 0.35, 0.3, 20.0 * side, 1.0)]
    if visit.waits_until_s is not None:
        looks.append((visit.waits_until_s - visit.start_s - 1.2, 0.3, 0.5, 18.0, -3.0))
    for start, rise, hold, turn, nod in looks:
        weight = _pulse(since_s - start, rise, hold)
        yaw, pitch = yaw + weight * turn, pitch + weight * nod
    nod_weight = _pulse(stood_s - 0.15, 0.22, 0.06) - 0.35 * _pulse(stood_s - 0.62, 0.2, 0.05)
    pitch -= 11.0 * nod_weight
    leaving = eased(min(1.0, max(0.0, (stood_s - _PAUSE_S + 0.35) / 0.6)))
    return yaw + leaving * 24.0 * visit.side, pitch - 2.0 * leaving, roll


def _round_corner(since_s: float) -> float:
    """How far aside somebody still is who comes round the corner."""
    left = 1 - eased(min(1.0, since_s / (0.8 * _WALK_S)))
    return _CORNER_X * left


def _since_start(visit: Visit, stood_s: float) -> float:
    """When somebody has stood before the camera for so long, from the visit's start."""
    return visit.arrived_s + stood_s - visit.start_s


def _pulse(since_s: float, rise_s: float, hold_s: float) -> float:
    """0, up to 1, held, and down again."""
    if not 0 < since_s < 2 * rise_s + hold_s:
        return 0.0
    return eased(min(1.0, since_s / rise_s, (2 * rise_s + hold_s - since_s) / rise_s))


def _nearer(far: float, near: float, share: float) -> float:
    """At an even pace the distance shrinks evenly; size is its inverse."""
    return 1 / ((1 - share) / far + share / near)


def _calming(left_s: float) -> float:
    """Walking ends within a step."""
    return min(1.0, max(0.0, left_s / 0.45))


def eased(share: float, ease: float = 1.0) -> float:
    """From 0 to 1 without a jerk at the ends; with less `ease`, more evenly between."""
    return (1 - ease) * share + ease * share * share * (3 - 2 * share)


def course_s(course: Sequence[Visit]) -> float:
    """How long a course takes, with the empty lobby at its end."""
    return course[-1].end_s + _GAP_S if course else _ALONE_S
