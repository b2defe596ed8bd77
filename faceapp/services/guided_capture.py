"""Taking the pictures of an enrolment before a camera: straight ahead, then a little to every side.

Pictures that are all alike teach little, and a door sees heads from all sides. Each pose is taken by itself once it was
held for a moment and the face is good enough; poses may come in any order after the first. Driven by frame timestamps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from faceapp.domain.records import Face, Frame, Image, Quality, QualityReason
from faceapp.services.enrolment import RIVAL_SHARE, Picture, camera_source

# A pose counts once it was held so long, in so many frames, none further apart than the gap.
HOLD_S = 0.4
HOLD_FRAMES = 3
HOLD_GAP_S = 0.6
# Whoever was out of the picture for so long may be somebody else: the pictures begin anew.
GONE_S = 2.0

# Straight ahead, as estimated; a person's own nose and chin shift pitch by several degrees, so that the other poses
# are told from how this person looks straight ahead.
_CENTRE_YAW_DEG = 10.0
_CENTRE_PITCH_DEG = 20.0
_TURN_DEG = 12.0
_NOD_DEG = 8.0
# How far a turn may also nod, and a nod also turn.
_STRAY_DEG = 12.0


class Pose(StrEnum):
    """Where the head points, as the person feels it."""

    CENTRE = "centre"
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


FIRST_ROUND = (Pose.CENTRE, Pose.LEFT, Pose.RIGHT, Pose.UP, Pose.DOWN)
# With the glasses the other way a turn to either side says what they hide.
SECOND_ROUND = (Pose.CENTRE, Pose.LEFT, Pose.RIGHT)


class Hurdle(StrEnum):
    """What stands in the way of a picture, besides the face's quality."""

    NOBODY = "nobody"
    SEVERAL = "several"
    OTHER_POSE = "other_pose"


@dataclass(frozen=True, slots=True)
class Guidance:
    """What to say after a frame.

    Attributes:
        wanted: The next pose to ask for; None once the round is complete.
        hurdle: Why the frame was of no use; None while a pose is being held.
        holding: The pose that is being held, if any.
        progress: How long it was held, as a share, in [0, 1].
        taken: The poses of this round that are taken.
        second_round: Whether this is the round with the glasses the other way.
    """

    wanted: Pose | None
    hurdle: Hurdle | QualityReason | None
    holding: Pose | None
    progress: float
    taken: frozenset[Pose]
    second_round: bool


class GuidedCapture:
    """Picks the best frame of each pose.

    Args:
        session: How the pictures' sources begin; see `camera_session`.
        measure: The quality of a face in a picture, with its pose.

    Attributes:
        pictures: What was taken, of both rounds, oldest first.
    """

    def __init__(self, session: str, measure: Callable[[Image, Face], Quality]) -> None:
        self._session = session
        self._measure = measure
        self.pictures: list[Picture] = []
        self._round: tuple[Pose, ...] = FIRST_ROUND
        self._taken: set[Pose] = set()
        self._straight = (0.0, 0.0)  # yaw and pitch of this person looking straight ahead
        self._held: _Hold | None = None
        self._seen_s: float | None = None

    @property
    def complete(self) -> bool:
        """Whether every pose of the round is taken."""
        return len(self._taken) == len(self._round)

    @property
    def second_round(self) -> bool:
        """Whether this is the round with the glasses the other way."""
        return self._round is SECOND_ROUND

    def begin_second_round(self) -> None:
        """Ask for some poses again, with the glasses on that were off, or the other way round.

        Finding one's glasses takes longer than being gone; whoever comes back as somebody else is found out when the
        templates are made.
        """
        self._round = SECOND_ROUND
        self._taken.clear()
        self._held = self._seen_s = None

    def begin_anew(self) -> None:
        """Forget every picture."""
        self._round = FIRST_ROUND
        self._taken.clear()
        self.pictures.clear()
        self._held = self._seen_s = None

    def look(self, frame: Frame, faces: Sequence[Face]) -> Guidance:
        """Look at a frame, and keep it where it shows a wanted pose.

        Args:
            frame: The frame.
            faces: Every face in it.
        """
        if self.complete:
            return self._guidance(None)
        now_s = frame.time_s
        if self._seen_s is not None and not -HOLD_GAP_S <= now_s - self._seen_s <= GONE_S:
            self.begin_anew()
        nearest = sorted(faces, key=lambda face: -face.size_px)
        if not nearest:
            return self._without(Hurdle.NOBODY)
        self._seen_s = now_s
        if len(nearest) > 1 and nearest[1].size_px >= RIVAL_SHARE * nearest[0].size_px:
            return self._without(Hurdle.SEVERAL)
        quality = self._measure(frame.image, nearest[0])
        if not quality.usable:
            return self._without(quality.reasons[0])
        pose = self._pose_of(quality)
        if pose is None or pose in self._taken or pose not in self._round:
            return self._without(Hurdle.OTHER_POSE)
        held = self._held
        if held is None or held.pose is not pose or not 0.0 < now_s - held.last_s <= HOLD_GAP_S:
            held = self._held = _Hold(pose, now_s)
        held.add(frame, quality)
        if held.frames >= HOLD_FRAMES and now_s - held.since_s >= HOLD_S:
            self._take(held)
            return self._guidance(None)
        return self._guidance(None, held)

    def _pose_of(self, quality: Quality) -> Pose | None:
        """The pose that a face shows clearly, if any."""
        if Pose.CENTRE not in self._taken and not self.second_round:
            straight = abs(quality.yaw_deg) <= _CENTRE_YAW_DEG and abs(quality.pitch_deg) <= _CENTRE_PITCH_DEG
            return Pose.CENTRE if straight else None
        turn, nod = quality.yaw_deg - self._straight[0], quality.pitch_deg - self._straight[1]
        if abs(turn) >= _TURN_DEG and abs(nod) <= _STRAY_DEG:
            # The person's left is the picture's right.
            return Pose.LEFT if turn > 0 else Pose.RIGHT
        if abs(nod) >= _NOD_DEG and abs(turn) <= _STRAY_DEG:
            return Pose.UP if nod > 0 else Pose.DOWN
        if abs(turn) <= _TURN_DEG / 2 and abs(nod) <= _NOD_DEG / 2:
            return Pose.CENTRE
        return None

    def _take(self, held: _Hold) -> None:
        what = f"{held.pose}, glasses changed" if self.second_round else held.pose.value
        self.pictures.append(Picture(held.best.image, camera_source(self._session, what)))
        if held.pose is Pose.CENTRE and not self.second_round:
            self._straight = (held.yaw_deg / held.frames, held.pitch_deg / held.frames)
        self._taken.add(held.pose)
        self._held = None

    def _without(self, hurdle: Hurdle | QualityReason) -> Guidance:
        self._held = None
        return self._guidance(hurdle)

    def _guidance(self, hurdle: Hurdle | QualityReason | None, held: _Hold | None = None) -> Guidance:
        wanted = next((pose for pose in self._round if pose not in self._taken), None)
        progress = 0.0
        if held is not None:
            progress = min(held.frames / HOLD_FRAMES, max(0.1, (held.last_s - held.since_s) / HOLD_S))
        return Guidance(
            wanted=wanted,
            hurdle=hurdle,
            holding=None if held is None else held.pose,
            progress=min(1.0, progress),
            taken=frozenset(self._taken),
            second_round=self.second_round,
        )


class _Hold:
    """A pose that is being held, with its best frame so far."""

    def __init__(self, pose: Pose, since_s: float) -> None:
        self.pose = pose
        self.since_s = self.last_s = since_s
        self.frames = 0
        self.yaw_deg = self.pitch_deg = 0.0  # sums over the frames
        self._score = -1.0
        self.best: Frame

    def add(self, frame: Frame, quality: Quality) -> None:
        """Take in a good frame of the pose."""
        self.last_s = frame.time_s
        self.frames += 1
        self.yaw_deg += quality.yaw_deg
        self.pitch_deg += quality.pitch_deg
        if quality.score > self._score:
            self._score, self.best = quality.score, frame
