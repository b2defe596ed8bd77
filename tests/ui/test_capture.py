"""Which frames become enrolment pictures."""

import numpy as np

from faceapp.domain.records import QualityReason, TrackState
from faceapp.ui.capture import STEP_S, FaceCollector


def test_good_frames_some_time_apart_are_kept(make) -> None:
    collector = FaceCollector(3)
    images = [np.full((8, 8, 3), number, np.uint8) for number in range(8)]
    for number, image in enumerate(images):
        collector.look(make.result(make.track(), time_s=number * STEP_S / 2, image=image), take=True)
    assert collector.complete
    assert [picture.image[0, 0, 0] for picture in collector.pictures] == [0, 2, 4]
    assert len({picture.source for picture in collector.pictures}) == 3


def test_nothing_is_kept_before_the_start(make) -> None:
    collector = FaceCollector()
    assert collector.look(make.result(make.track()), take=False) == "Ready"
    assert collector.pictures == []


def test_faults_are_told_and_not_kept(make) -> None:
    collector = FaceCollector()
    big, second = make.track(), make.track(track_id=2, box=(10, 10, 170, 210))
    for tracks, words in (
        ((), "Step before the camera"),
        ((big, second), "One person only, please"),
        ((make.track(reasons=(QualityReason.TOO_SMALL,)),), "Move closer"),
        ((make.track(reasons=(QualityReason.TOO_DARK,)),), "Too dark: add light"),
        ((make.track(TrackState.IGNORED, reasons=None),), "Move closer"),
    ):
        assert collector.look(make.result(*tracks, time_s=9.0), take=True) == words
    assert collector.pictures == []


def test_a_small_bystander_does_not_disturb(make) -> None:
    collector = FaceCollector()
    bystander = make.track(TrackState.IGNORED, track_id=2, box=(10, 10, 60, 60), reasons=None)
    collector.look(make.result(bystander, make.track()), take=True)
    assert len(collector.pictures) == 1


def test_a_face_judged_before_is_taken(make) -> None:
    collector = FaceCollector()
    collector.look(make.result(make.track(TrackState.DENIED, reasons=None)), take=True)
    assert len(collector.pictures) == 1


def test_pictures_begin_anew_when_somebody_else_may_stand_there(make) -> None:
    collector = FaceCollector(3)
    for number in range(2):
        collector.look(make.result(make.track(track_id=1), time_s=number * STEP_S), take=True)
    collector.look(make.result(make.track(track_id=2), time_s=2 * STEP_S), take=True)
    assert len(collector.pictures) == 1
