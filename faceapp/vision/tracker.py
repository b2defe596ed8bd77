"""Faces over time: which detection belongs to whom."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from faceapp.domain.records import Face, Track

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TrackerSettings:
    """How faces are followed.

    Attributes:
        lost_after_s: A track ends when its face has not been seen for longer than this.
        reach: How far a face may be from where it is expected, in face sizes, right after it was
            seen. Heads before a door move little between frames.
        reach_per_s: How much that grows with each second unseen.
        max_reach: Its bound. However long a face was unseen, one farther off is somebody else:
            a track that changes hands could open the door for the wrong person.
        max_size_ratio: How much larger or smaller a face may have become.
        foresight_s: For how long a face is expected to keep its velocity.
    """

    lost_after_s: float = 1.0
    reach: float = 0.6
    reach_per_s: float = 4.0
    max_reach: float = 1.5
    max_size_ratio: float = 1.6
    foresight_s: float = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class TrackerUpdate:
    """What one frame changed.

    Attributes:
        tracks: The track of each face of the frame, in the order of the faces.
        ended: Tracks that ended with this frame.
    """

    tracks: tuple[Track, ...]
    ended: tuple[Track, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Followed:
    track: Track
    velocity_px_s: tuple[float, float]


class Tracker:
    """Follow faces through the frames of one source.

    Detections are given to tracks by overlap and distance to where each track's face is expected,
    the best pair first. All times are the frames' own, so that a slow or uneven frame rate
    changes nothing. One instance belongs to one thread.

    Args:
        settings: How faces are followed.
    """

    def __init__(self, settings: TrackerSettings) -> None:
        self.settings = settings
        self._followed: list[_Followed] = []
        self._time_s = -math.inf
        self._next_id = 1

    def update(self, faces: Sequence[Face], time_s: float) -> TrackerUpdate:
        """Take in the faces of the next frame.

        A frame older than the one before says that the source began anew (a clip that loops, a
        camera that reconnected): every track ends, and the faces found start others.

        Args:
            faces: The frame's faces.
            time_s: The frame's time on the source's clock.

        Returns:
            The tracks seen in this frame and those that ended.
        """
        if not math.isfinite(time_s):
            raise ValueError("a frame's time must be finite")
        ended: tuple[Track, ...] = self.flush() if time_s < self._time_s else ()
        self._time_s = time_s
        ended += tuple(f.track for f in self._followed if self._lost(f.track, time_s))
        self._followed = [f for f in self._followed if not self._lost(f.track, time_s)]

        owner = self._associate(faces, time_s)
        unseen = [f for place, f in enumerate(self._followed) if place not in owner.values()]
        seen: list[_Followed] = []
        for index, face in enumerate(faces):
            if index in owner:
                seen.append(_continued(self._followed[owner[index]], face, time_s))
            else:
                seen.append(_Followed(Track(self._next_id, face, time_s, time_s, 1), (0.0, 0.0)))
                self._next_id += 1
        self._followed = seen + unseen
        return TrackerUpdate(tracks=tuple(f.track for f in seen), ended=ended)

    def restart(self, track_id: int) -> Track:
        """End a track and begin another with the same face, as when somebody else took its place.

        Raises:
            KeyError: No such track is followed.
        """
        for place, followed in enumerate(self._followed):
            if followed.track.track_id == track_id:
                begun_s = followed.track.last_seen_s
                track = Track(self._next_id, followed.track.face, begun_s, begun_s, 1)
                self._next_id += 1
                self._followed[place] = _Followed(track, followed.velocity_px_s)
                return track
        raise KeyError(track_id)

    def flush(self) -> tuple[Track, ...]:
        """End every track, as when the source ends.

        Returns:
            The tracks that were followed until now.
        """
        ended = tuple(f.track for f in self._followed)
        self._followed = []
        self._time_s = -math.inf
        return ended

    def _lost(self, track: Track, time_s: float) -> bool:
        return time_s - track.last_seen_s > self.settings.lost_after_s

    def _associate(self, faces: Sequence[Face], time_s: float) -> dict[int, int]:
        # Index of the face -> place of its track in self._followed.
        pairs: list[tuple[float, int, int]] = []
        for place, followed in enumerate(self._followed):
            expected = self._expected(followed, time_s)
            reach = min(
                self.settings.reach + self.settings.reach_per_s * (time_s - followed.track.last_seen_s),
                self.settings.max_reach,
            )
            for index, face in enumerate(faces):
                likeness = self._likeness(expected, face.box_xyxy_px, reach)
                if likeness > 0.0:
                    pairs.append((-likeness, index, place))
        owner: dict[int, int] = {}
        for _, index, place in sorted(pairs):
            if index not in owner and place not in owner.values():
                owner[index] = place
        return owner

    def _expected(self, followed: _Followed, time_s: float) -> Box:
        ahead_s = min(time_s - followed.track.last_seen_s, self.settings.foresight_s)
        shift_x, shift_y = (v * ahead_s for v in followed.velocity_px_s)
        left, top, right, bottom = followed.track.face.box_xyxy_px
        return left + shift_x, top + shift_y, right + shift_x, bottom + shift_y

    def _likeness(self, expected: Box, found: Box, reach: float) -> float:
        # 0 when the pair is out of the question, else up to 2: overlap plus nearness.
        size_expected, size_found = _size(expected), _size(found)
        if size_expected <= 0.0 or size_found <= 0.0:
            return 0.0
        if max(size_expected, size_found) > self.settings.max_size_ratio * min(size_expected, size_found):
            return 0.0
        (x, y), (found_x, found_y) = _centre(expected), _centre(found)
        nearness = 1.0 - math.hypot(found_x - x, found_y - y) / (reach * max(size_expected, size_found))
        return overlap(expected, found) + nearness if nearness > 0.0 else 0.0


def overlap(a: Box, b: Box) -> float:
    """Intersection over union of two boxes, in [0, 1].

    Example:
        (0, 0, 2, 2) and (1, 0, 3, 2) share 2 of 6: 1/3.
    """
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0.0 or height <= 0.0:
        return 0.0
    shared = width * height
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)


def _continued(followed: _Followed, face: Face, time_s: float) -> _Followed:
    track = followed.track
    elapsed_s = time_s - track.last_seen_s
    velocity = followed.velocity_px_s
    if elapsed_s > 0.0:
        (x, y), (old_x, old_y) = _centre(face.box_xyxy_px), _centre(track.face.box_xyxy_px)
        # Half the new measurement: a box trembles by a pixel or two from frame to frame.
        velocity = (
            0.5 * velocity[0] + 0.5 * (x - old_x) / elapsed_s,
            0.5 * velocity[1] + 0.5 * (y - old_y) / elapsed_s,
        )
    return _Followed(
        Track(track.track_id, face, track.first_seen_s, time_s, track.detections + 1),
        velocity,
    )


def _centre(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2.0, (box[1] + box[3]) / 2.0


def _size(box: Box) -> float:
    return min(box[2] - box[0], box[3] - box[1])
