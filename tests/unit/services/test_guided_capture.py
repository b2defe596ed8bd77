"""The poses of an enrolment, on frames whose quality is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from faceapp.domain.records import Face, Frame, Image, Quality, QualityReason
from faceapp.services.enrolment import camera_session, camera_source, session_of
from faceapp.services.guided_capture import GONE_S, HOLD_FRAMES, Guidance, GuidedCapture, Hurdle, Pose

GOOD = Quality(0.8, 150.0, 2.0, 120.0, 40.0, 0.0, 0.0, 0.0)
BIG = Face((100, 100, 300, 300), np.zeros((5, 2), np.float32), 1.0)
SMALL = Face((0, 0, 60, 60), np.zeros((5, 2), np.float32), 1.0)
LOOKS = {Pose.CENTRE: (1.0, 6.0), Pose.LEFT: (20.0, 5.0), Pose.RIGHT: (-18.0, 8.0), Pose.UP: (0.0, 18.0)}
LOOKS[Pose.DOWN] = (2.0, -6.0)


class Person:
    """Somebody before the camera, at ten frames a second."""

    def __init__(self) -> None:
        self.capture = GuidedCapture("camera 2026-03-31 09:15:02", self._measure)
        self.now_s = 0.0
        self._quality = GOOD

    def _measure(self, _image: Image, _face: Face) -> Quality:
        return self._quality

    def show(self, quality: Quality, *faces: Face, step_s: float = 0.1) -> Guidance:
        self.now_s += step_s
        self._quality = quality
        # The picture tells how good it was.
        image = np.full((2, 2, 3), round(100 * quality.score), np.uint8)
        return self.capture.look(Frame(image, self.now_s, "cam", 0), faces)

    def hold(self, pose: Pose, frames: int = 6) -> Guidance:
        yaw, pitch = LOOKS[pose]
        for _ in range(frames):
            said = self.show(replace(GOOD, yaw_deg=yaw, pitch_deg=pitch), BIG)
            if pose in said.taken:
                break
        return said


@pytest.fixture
def person() -> Person:
    return Person()


def sources(person: Person) -> list[str]:
    return [picture.source.partition(", ")[2] for picture in person.capture.pictures]


def test_five_poses_make_five_pictures_of_one_session(person: Person) -> None:
    asked = []
    for pose in Pose:
        said = person.hold(pose)
        assert pose in said.taken
        asked.append(said.wanted)
    assert asked == [Pose.LEFT, Pose.RIGHT, Pose.UP, Pose.DOWN, None]
    assert person.capture.complete
    assert sources(person) == ["centre", "left", "right", "up", "down"]
    assert {session_of(picture.source) for picture in person.capture.pictures} == {"camera 2026-03-31 09:15:02"}
    assert len({picture.source for picture in person.capture.pictures}) == 5
    assert person.now_s < 4.0
    assert person.show(GOOD, BIG).wanted is None and len(person.capture.pictures) == 5


def test_after_the_first_any_order_will_do(person: Person) -> None:
    assert person.hold(Pose.LEFT).hurdle is Hurdle.OTHER_POSE
    person.hold(Pose.CENTRE)
    person.hold(Pose.DOWN)
    said = person.hold(Pose.RIGHT)
    assert (said.taken, said.wanted) == ({Pose.CENTRE, Pose.DOWN, Pose.RIGHT}, Pose.LEFT)
    assert person.show(replace(GOOD, yaw_deg=-20.0, pitch_deg=6.0), BIG).hurdle is Hurdle.OTHER_POSE, "taken already"


def test_turns_are_told_from_how_this_person_looks_straight_ahead(person: Person) -> None:
    for _ in range(6):
        person.show(replace(GOOD, pitch_deg=15.0), BIG)
    assert sources(person) == ["centre"]
    assert person.show(replace(GOOD, pitch_deg=15.0), BIG).hurdle is Hurdle.OTHER_POSE
    assert person.show(replace(GOOD, pitch_deg=5.0), BIG).holding is Pose.DOWN
    assert person.show(replace(GOOD, pitch_deg=25.0), BIG).holding is Pose.UP
    assert person.show(replace(GOOD, pitch_deg=28.0, yaw_deg=20.0), BIG).hurdle is Hurdle.OTHER_POSE, "neither"


def test_the_best_frame_of_a_pose_is_kept(person: Person) -> None:
    for score in (0.3, 0.5, 0.9, 0.4, 0.2, 0.1):
        person.show(replace(GOOD, score=score), BIG)
    (picture,) = person.capture.pictures
    assert picture.image[0, 0, 0] == 90


def test_a_ring_fills_while_a_pose_is_held_and_a_slip_begins_it_anew(person: Person) -> None:
    shares = [person.show(GOOD, BIG).progress for _ in range(3)]
    assert shares == sorted(shares) and 0 < shares[0] < shares[-1] < 1
    slipped = person.show(replace(GOOD, score=0.0, reasons=(QualityReason.TOO_BLURRED,)), BIG)
    assert (slipped.hurdle, slipped.progress, slipped.holding) == (QualityReason.TOO_BLURRED, 0.0, None)
    assert person.show(GOOD, BIG).progress == shares[0]


def test_few_slow_frames_are_enough_and_single_ones_are_not(person: Person) -> None:
    for _ in range(HOLD_FRAMES):
        said = person.show(GOOD, BIG, step_s=0.5)
    assert said.taken == {Pose.CENTRE}
    person.capture.begin_anew()
    for _ in range(5):
        said = person.show(GOOD, BIG, step_s=0.9)
    assert not said.taken


@pytest.mark.parametrize(
    ("faces", "quality", "hurdle"),
    [
        ((), GOOD, Hurdle.NOBODY),
        ((BIG, BIG), GOOD, Hurdle.SEVERAL),
        ((BIG, SMALL), GOOD, None),
        ((BIG,), replace(GOOD, score=0.0, reasons=(QualityReason.TOO_DARK,)), QualityReason.TOO_DARK),
        ((BIG,), replace(GOOD, yaw_deg=15.0), Hurdle.OTHER_POSE),
        ((BIG,), replace(GOOD, pitch_deg=25.0), Hurdle.OTHER_POSE),
    ],
)
def test_what_stands_in_the_way_is_told(
    person: Person, faces: tuple[Face, ...], quality: Quality, hurdle: object
) -> None:
    said = person.show(quality, *faces)
    assert said.hurdle == hurdle
    assert not person.capture.pictures


def test_whoever_comes_after_a_pause_begins_anew(person: Person) -> None:
    person.hold(Pose.CENTRE)
    person.show(GOOD)
    assert sources(person) == ["centre"]
    said = person.show(GOOD, BIG, step_s=GONE_S + 0.2)
    assert not said.taken and sources(person) == []


def test_a_source_that_begins_again_begins_anew(person: Person) -> None:
    person.hold(Pose.CENTRE)
    person.show(GOOD, BIG, step_s=-5.0)
    assert sources(person) == []


def test_glasses_the_other_way_add_a_round(person: Person) -> None:
    for pose in Pose:
        person.hold(pose)
    person.capture.begin_second_round()
    assert not person.capture.complete
    for pose in (Pose.LEFT, Pose.CENTRE, Pose.RIGHT):
        said = person.hold(pose)
    assert said.second_round and person.capture.complete
    assert sources(person)[5:] == ["left, glasses changed", "centre, glasses changed", "right, glasses changed"]
    assert len({session_of(picture.source) for picture in person.capture.pictures}) == 1


def test_glasses_may_take_long_to_find(person: Person) -> None:
    for pose in Pose:
        person.hold(pose)
    person.capture.begin_second_round()
    said = person.show(GOOD, BIG, step_s=20 * GONE_S)
    assert said.second_round and len(person.capture.pictures) == 5
    person.show(GOOD, BIG, step_s=GONE_S + 0.2)  # gone in the midst of a round
    assert person.capture.pictures == [] and not person.capture.second_round


def test_sessions_of_sources() -> None:
    session = camera_session(datetime(2026, 3, 31, 9, 5, 7))
    assert session_of(camera_source(session, "left, glasses changed")) == session == "camera 2026-03-31 09:05:07"
    assert session_of("Picture 1") == session_of("Picture 12") == "Picture"
    assert session_of("walk-in.mp4 at 2.4 s") == "walk-in.mp4"
    for photograph in ("Picture 1.jpg", "camera 7.png", "a, b.jpg", "synthetic picture 3"):
        assert session_of(photograph) == photograph
