"""The tracker on paths whose owners are known, and on people walking."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image as PillowImage

from faceapp.domain.records import Face, Track
from faceapp.vision.detector import FaceDetector
from faceapp.vision.tracker import Tracker, TrackerSettings, overlap


def face(x: float, y: float = 200.0, size: float = 60.0) -> Face:
    half = size / 2.0
    return Face((x - half, y - half, x + half, y + half), np.zeros((5, 2), np.float32), 0.99)


def ids(tracks: Sequence[Track]) -> list[int]:
    return [track.track_id for track in tracks]


def test_a_face_keeps_its_track_and_its_counts() -> None:
    tracker = Tracker(TrackerSettings())
    for frame in range(10):
        update = tracker.update([face(100.0 + frame)], 5.0 + frame / 30)
        assert ids(update.tracks) == [1]
        assert update.ended == ()
    (track,) = update.tracks
    assert (track.first_seen_s, track.last_seen_s, track.detections) == (5.0, 5.0 + 9 / 30, 10)
    assert track.face.box_xyxy_px[0] == 79.0


@pytest.mark.parametrize("rate", [30.0, 15.0, 5.0])
def test_a_person_walking_up_is_one_track_at_any_rate(rate: float) -> None:
    # From the side and towards the camera: 120 px/s sideways, growing from 50 to 110 px in 2.5 s.
    tracker = Tracker(TrackerSettings())
    for frame in range(int(2.5 * rate)):
        time_s = frame / rate
        update = tracker.update([face(100.0 + 120.0 * time_s, 200.0 - 10 * time_s, 50.0 + 24.0 * time_s)], time_s)
        assert ids(update.tracks) == [1]


def test_missed_detections_are_bridged_until_it_is_lost() -> None:
    tracker = Tracker(TrackerSettings(lost_after_s=1.0))
    tracker.update([face(100.0)], 0.0)
    assert tracker.update([], 0.5).tracks == ()
    assert ids(tracker.update([face(103.0)], 0.9).tracks) == [1]
    assert tracker.update([], 1.9).ended == ()
    update = tracker.update([], 1.95)
    assert ids(update.ended) == [1]
    assert update.ended[0].last_seen_s == 0.9
    assert ids(tracker.update([face(103.0)], 2.0).tracks) == [2]


def test_a_track_lost_in_a_long_gap_is_not_continued_by_the_next_frame() -> None:
    tracker = Tracker(TrackerSettings(lost_after_s=1.0))
    tracker.update([face(100.0)], 0.0)
    update = tracker.update([face(100.0)], 1.5)
    assert (ids(update.ended), ids(update.tracks)) == ([1], [2])


def test_a_face_elsewhere_is_somebody_else() -> None:
    tracker = Tracker(TrackerSettings())
    tracker.update([face(100.0)], 0.0)
    # However long the first has been unseen: three face widths away, or twice the size.
    assert ids(tracker.update([face(280.0)], 0.03).tracks) == [2]
    assert ids(tracker.update([face(460.0)], 0.9).tracks) == [3]
    assert ids(tracker.update([face(100.0, size=130.0)], 0.95).tracks) == [4]


def test_tracks_come_in_the_order_of_the_faces() -> None:
    tracker = Tracker(TrackerSettings())
    tracker.update([face(100.0), face(300.0), face(500.0)], 0.0)
    assert ids(tracker.update([face(501.0), face(101.0), face(299.0)], 0.1).tracks) == [3, 1, 2]


@pytest.mark.parametrize("rate", [30.0, 10.0])
def test_people_who_cross_keep_their_tracks(rate: float) -> None:
    # They pass at 150 px/s each; while one hides the other, only the nearer is detected.
    tracker = Tracker(TrackerSettings())
    for frame in range(int(2.0 * rate)):
        time_s = frame / rate
        first, second = 100.0 + 150.0 * time_s, 400.0 - 150.0 * time_s
        hidden = abs(first - second) < 30.0
        faces = [face(first, 200.0)] if hidden else [face(first, 200.0), face(second, 210.0, 50.0)]
        update = tracker.update(faces, time_s)
        assert ids(update.tracks) == ([1] if hidden else [1, 2])


def test_close_neighbours_do_not_swap() -> None:
    generator = np.random.default_rng(4)
    tracker = Tracker(TrackerSettings())
    for frame in range(60):
        shake = generator.normal(scale=3.0, size=4)
        faces = [face(200.0 + shake[0], 200.0 + shake[1]), face(270.0 + shake[2], 205.0 + shake[3])]
        order = [0, 1] if frame == 0 or generator.random() < 0.5 else [1, 0]
        update = tracker.update([faces[place] for place in order], frame / 30)
        assert ids(update.tracks) == [place + 1 for place in order]


def test_equal_times_are_fine() -> None:
    tracker = Tracker(TrackerSettings())
    for _ in range(3):
        update = tracker.update([face(100.0)], 7.0)
    assert (ids(update.tracks), update.tracks[0].detections) == ([1], 3)


def test_time_going_back_ends_everything() -> None:
    tracker = Tracker(TrackerSettings())
    tracker.update([face(100.0), face(300.0)], 10.0)
    update = tracker.update([face(100.0)], 0.0)
    assert (ids(update.ended), ids(update.tracks)) == ([1, 2], [3])
    assert update.tracks[0].first_seen_s == 0.0


def test_flush_ends_everything_and_numbers_go_on() -> None:
    tracker = Tracker(TrackerSettings())
    assert tracker.flush() == ()
    tracker.update([face(100.0)], 10.0)
    tracker.update([], 10.2)
    assert ids(tracker.flush()) == [1]
    assert tracker.flush() == ()
    assert ids(tracker.update([face(100.0)], 0.0).tracks) == [2]


@pytest.mark.parametrize("time_s", [math.nan, math.inf])
def test_a_time_must_be_a_number(time_s: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Tracker(TrackerSettings()).update([], time_s)


def test_boxes_without_area_start_tracks_but_continue_none() -> None:
    tracker = Tracker(TrackerSettings())
    assert ids(tracker.update([face(100.0, size=0.0)], 0.0).tracks) == [1]
    assert ids(tracker.update([face(100.0, size=0.0)], 0.1).tracks) == [2]


def test_overlap_counts_pixels() -> None:
    assert overlap((0, 0, 2, 2), (1, 0, 3, 2)) == pytest.approx(1 / 3)
    assert overlap((0, 0, 2, 2), (2, 0, 4, 2)) == 0.0
    generator = np.random.default_rng(0)
    for _ in range(50):
        a, b = (np.concatenate((c, c + s)) for c, s in generator.integers(1, 12, (2, 2, 2)))
        grids = [np.zeros((30, 30), bool), np.zeros((30, 30), bool)]
        for grid, (left, top, right, bottom) in zip(grids, (a, b), strict=True):
            grid[top:bottom, left:right] = True
        expected = (grids[0] & grids[1]).sum() / (grids[0] | grids[1]).sum()
        assert overlap(tuple(map(float, a)), tuple(map(float, b))) == pytest.approx(expected)


def test_two_people_walking_are_two_tracks(test_data: Path) -> None:
    detector = FaceDetector(torch.device("cpu"), min_face_px=16)
    tracker = Tracker(TrackerSettings())
    left: set[int] = set()
    right: set[int] = set()
    both = 0
    with PillowImage.open(test_data / "clips" / "walking" / "face-demographics-walking.gif") as clip:
        for frame in range(0, clip.n_frames, 2):  # type: ignore[attr-defined]
            clip.seek(frame)
            image = np.array(clip.convert("RGB"))
            faces = [found for found in detector.detect(image) if found.probability > 0.9]
            tracks = sorted(tracker.update(faces, frame / 10).tracks, key=lambda t: t.face.box_xyxy_px[0])
            if len(tracks) == 2:
                both += 1
                left.add(tracks[0].track_id)
                right.add(tracks[1].track_id)
    assert both >= 5
    assert not left & right


def test_a_restarted_track_keeps_the_face_under_another_id() -> None:
    tracker = Tracker(TrackerSettings())
    (first,) = tracker.update([face(100)], 0.0).tracks
    begun = tracker.restart(first.track_id)
    assert begun.track_id != first.track_id and begun.face is first.face
    update = tracker.update([face(102)], 0.1)
    assert [track.track_id for track in update.tracks] == [begun.track_id]
    assert update.ended == ()
    with pytest.raises(KeyError):
        tracker.restart(first.track_id)
