"""Which face is judged, when, and how often: driven by a scripted detector and encoder."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.domain.decision import Policy
from faceapp.domain.records import Face, Frame, Image, QualityReason, Reason, TrackState
from faceapp.services.recogniser import Analysis, Recogniser, Verdict
from faceapp.vision.gallery import Gallery
from faceapp.vision.quality import QualityLimits
from faceapp.vision.tracker import Tracker, TrackerSettings

TEMPLATE = np.array([[20.8, 33.8], [43.8, 33.8], [32.4, 48.3], [22.1, 58.4], [42.3, 58.4]], dtype=np.float32)
ANN, BEN = 1, 2
FPS = 10.0
ANYTHING = QualityLimits(
    min_size_px=40, min_sharpness=0.01, min_brightness=0.01, max_brightness=255, min_contrast=0.01, min_probability=0.5
)
POLICY = Policy(threshold=0.6, margin=0.1, min_frames=3, patience_s=1.0, window_s=1.5, unusable_after_s=2.0)


def unit(index: int, size: int = 8) -> NDArray[np.float32]:
    vector = np.zeros(size, dtype=np.float32)
    vector[index] = 1.0
    return vector


def face(x: float, size: float = 80.0, probability: float = 0.99) -> Face:
    """An upright frontal face with its left edge at x."""
    scale = size / 64
    return Face((x, 100, x + size, 100 + size), TEMPLATE * scale + np.float32([x, 100 - 15 * scale]), probability)


@dataclass
class Stage:
    """What the camera sees, and whom the encoder sees in it."""

    faces: list[Face] = field(default_factory=list)
    looks_like: NDArray[np.float32] = field(default_factory=lambda: unit(0))
    encoded: int = 0
    broken: bool = False
    fails_to_encode: bool = False
    index: int = 0

    def detect(self, _image: Image) -> list[Face]:
        if self.broken:
            raise RuntimeError("the detector failed")
        return sorted(self.faces, key=lambda found: -found.size_px)

    def encode(self, crops: NDArray[np.uint8]) -> NDArray[np.float32]:
        if self.fails_to_encode:
            raise RuntimeError("the encoder failed")
        self.encoded += len(crops)
        return np.repeat(self.looks_like[np.newaxis], len(crops), axis=0)

    @property
    def card(self) -> Any:
        return SimpleNamespace(template=TEMPLATE, input=SimpleNamespace(size_px=64))


@dataclass
class Scene:
    stage: Stage
    recogniser: Recogniser
    verdicts: list[Verdict] = field(default_factory=list)

    def play(self, frames: int, *faces: Face) -> Analysis:
        self.stage.faces = list(faces)
        for _ in range(frames):
            noise = np.random.default_rng(self.stage.index).integers(60, 200, (480, 640, 3), dtype=np.uint8)
            analysis = self.recogniser.process(Frame(noise, self.stage.index / FPS, "test", self.stage.index))
            self.stage.index += 1
            self.verdicts += analysis.verdicts
        return analysis

    def reasons(self) -> list[Reason]:
        return [verdict.decision.reason for verdict in self.verdicts]


@pytest.fixture
def scene() -> Scene:
    stage = Stage()
    gallery = Gallery(8)
    gallery.add(ANN, unit(0)[np.newaxis])
    gallery.add(BEN, unit(1)[np.newaxis])
    recogniser = Recogniser(
        detector=cast(Any, stage),
        tracker=Tracker(TrackerSettings()),
        encoder=cast(Any, stage),
        gallery=gallery,
        limits=ANYTHING,
        policy=POLICY,
        same_person=0.4,
    )
    return Scene(stage, recogniser)


def test_one_approach_brings_one_decision_however_long_it_lasts(scene: Scene) -> None:
    analysis = scene.play(60, face(200))
    assert scene.reasons() == [Reason.MATCHED]
    assert scene.verdicts[0].decision.person_id == ANN
    assert analysis.tracks[0].state is TrackState.GRANTED
    assert scene.stage.encoded <= POLICY.min_frames + 60 / 3, "a decided face costs few more embeddings"


def test_it_is_rearmed_when_the_face_was_gone(scene: Scene) -> None:
    scene.play(20, face(200))
    scene.play(20)
    scene.play(20, face(200))
    assert scene.reasons() == [Reason.MATCHED, Reason.MATCHED]
    assert scene.verdicts[0].track_id != scene.verdicts[1].track_id


def test_whoever_takes_the_place_of_a_granted_person_is_judged_anew(scene: Scene) -> None:
    scene.play(10, face(200))
    scene.stage.looks_like = unit(1)
    scene.play(30, face(200))
    assert [verdict.decision.person_id for verdict in scene.verdicts] == [ANN, BEN]
    scene.stage.looks_like = unit(5)
    scene.play(30, face(200))
    assert scene.reasons() == [Reason.MATCHED, Reason.MATCHED, Reason.UNKNOWN]
    assert len({verdict.track_id for verdict in scene.verdicts}) == 3


def test_whoever_takes_the_place_of_an_undecided_person_is_not_judged_on_their_evidence(scene: Scene) -> None:
    scene.stage.looks_like = unit(5)
    scene.play(9, face(200))
    scene.stage.looks_like = unit(0)
    scene.play(10, face(200))
    assert scene.reasons() == [Reason.UNKNOWN, Reason.MATCHED]
    assert scene.verdicts[1].decision.frames <= 10


def test_nothing_is_granted_on_a_look_at_somebody_else(scene: Scene) -> None:
    # Enough frames of Ann but for one, then somebody else stands there.
    scene.play(POLICY.min_frames - 1, face(200))
    scene.stage.looks_like = unit(5)
    scene.play(30, face(200))
    assert Reason.MATCHED not in scene.reasons()


def test_whoever_left_is_not_granted_afterwards(scene: Scene) -> None:
    """Weak frames that leave the window must not turn an approach that is over into a grant."""
    scene.stage.looks_like = (0.5 * unit(0) + np.sqrt(0.75) * unit(6)).astype(np.float32)
    scene.play(6, face(200))
    scene.stage.looks_like = (0.65 * unit(0) + np.sqrt(1 - 0.65**2) * unit(6)).astype(np.float32)
    scene.play(3, face(200))
    assert scene.verdicts == []
    # Somebody comes nearer and takes the place; the first stays a little and leaves.
    scene.stage.looks_like = unit(5)
    scene.play(11, face(200), face(400, 120))
    scene.play(30, face(400, 120))
    assert Reason.MATCHED not in scene.reasons()


def test_waiting_behind_somebody_does_not_count_against_one(scene: Scene) -> None:
    scene.play(2, face(100, 60))
    scene.stage.looks_like = unit(5)
    scene.play(40, face(100, 60), face(400, 120))
    scene.stage.looks_like = unit(0)
    scene.play(10, face(100, 60))
    assert scene.reasons() == [Reason.UNKNOWN, Reason.MATCHED]


def test_a_picture_on_the_wall_does_not_close_the_door_for_everybody(scene: Scene) -> None:
    scene.stage.looks_like = unit(5)
    scene.play(60, face(400, 100))
    scene.stage.looks_like = unit(0)
    analysis = scene.play(15, face(400, 100), face(100, 90))
    assert scene.reasons() == [Reason.UNKNOWN, Reason.MATCHED]
    assert {result.track.face.size_px: result.state for result in analysis.tracks}[90] is TrackState.GRANTED


def test_a_face_that_cannot_be_aligned_is_unusable_and_no_failure(scene: Scene) -> None:
    odd = face(200)
    odd = Face(odd.box_xyxy_px, np.zeros((5, 2), dtype=np.float32), odd.probability)
    analysis = scene.play(5, odd)
    assert analysis.tracks[0].quality is not None
    assert analysis.tracks[0].quality.reasons == (QualityReason.UNCERTAIN_DETECTION,)
    assert scene.stage.encoded == 0


def test_a_decision_is_not_lost_when_its_frame_fails_further_on(scene: Scene) -> None:
    scene.stage.looks_like = unit(5)
    scene.play(8, face(200))
    scene.play(10)  # gone, and the track ends with the next frame
    scene.stage.fails_to_encode = True
    with pytest.raises(RuntimeError):
        scene.play(1, face(400))
    assert [verdict.decision.reason for verdict in scene.recogniser.abandon()] == [Reason.UNKNOWN, Reason.ERROR]


def test_a_glimpse_of_somebody_else_does_not_end_an_approach(scene: Scene) -> None:
    scene.play(10, face(200))
    for _ in range(4):
        scene.stage.looks_like = unit(5)
        scene.play(3, face(200))
        scene.stage.looks_like = unit(0)
        scene.play(6, face(200))
    assert scene.reasons() == [Reason.MATCHED]


def test_a_face_that_cannot_be_judged_does_not_end_an_approach(scene: Scene) -> None:
    scene.play(10, face(200))
    scene.stage.looks_like = unit(5)
    scene.play(60, face(200, probability=0.2))
    assert scene.reasons() == [Reason.MATCHED]


def test_a_stranger_is_denied_once_and_only_after_patience(scene: Scene) -> None:
    scene.stage.looks_like = unit(5)
    scene.play(9, face(200))
    assert scene.verdicts == []
    scene.play(20, face(200))
    assert scene.reasons() == [Reason.UNKNOWN]


def test_somebody_like_two_people_is_ambiguous(scene: Scene) -> None:
    scene.stage.looks_like = ((unit(0) + unit(1)) / np.sqrt(2)).astype(np.float32)
    scene.play(20, face(200))
    assert scene.reasons() == [Reason.AMBIGUOUS]


def test_only_the_nearest_face_is_judged(scene: Scene) -> None:
    analysis = scene.play(30, face(100, 90), face(400, 60))
    assert len(scene.verdicts) == 1
    states = {result.track.face.size_px: result.state for result in analysis.tracks}
    assert states == {90: TrackState.GRANTED, 60: TrackState.IGNORED}
    scene.play(20)
    assert len(scene.verdicts) == 1, "a bystander who leaves makes no event"


def test_a_slightly_nearer_bystander_does_not_take_over(scene: Scene) -> None:
    scene.stage.looks_like = unit(5)
    first = scene.play(3, face(100, 80), face(400, 60)).tracks[0].track.track_id
    scene.play(30, face(100, 80), face(400, 88))
    assert [verdict.track_id for verdict in scene.verdicts] == [first]


def test_a_clearly_nearer_face_takes_over(scene: Scene) -> None:
    scene.stage.looks_like = unit(5)
    scene.play(3, face(100, 60))
    scene.stage.looks_like = unit(1)
    scene.play(10, face(100, 60), face(400, 120))
    assert [verdict.decision.person_id for verdict in scene.verdicts] == [BEN]


def test_a_face_that_is_too_small_is_not_judged(scene: Scene) -> None:
    analysis = scene.play(60, face(200, 30))
    assert scene.verdicts == [] and scene.stage.encoded == 0
    assert analysis.tracks[0].state is TrackState.IGNORED


def test_an_unusable_face_is_denied_as_such_in_the_end(scene: Scene) -> None:
    analysis = scene.play(10, face(200, probability=0.2))
    assert analysis.tracks[0].state is TrackState.WAITING
    assert analysis.tracks[0].quality is not None and analysis.tracks[0].quality.reasons
    scene.play(30, face(200, probability=0.2))
    assert scene.reasons() == [Reason.UNUSABLE]
    assert scene.stage.encoded == 0


def test_somebody_passing_by_leaves_no_event(scene: Scene) -> None:
    scene.stage.looks_like = unit(5)
    scene.play(3, face(200))
    scene.play(30)
    assert scene.verdicts == [] and scene.recogniser.finish() == ()


def test_leaving_before_a_decision_is_a_denial(scene: Scene) -> None:
    scene.stage.looks_like = unit(5)
    scene.play(8, face(200))
    scene.play(30)
    assert scene.reasons() == [Reason.UNKNOWN]


def test_the_end_of_the_source_settles_what_is_open(scene: Scene) -> None:
    scene.stage.looks_like = unit(5)
    scene.play(8, face(200))
    (verdict,) = scene.recogniser.finish()
    assert verdict.decision.reason is Reason.UNKNOWN
    assert scene.recogniser.finish() == ()


def test_nobody_enrolled_means_unknown(scene: Scene) -> None:
    scene.recogniser.replace_gallery(Gallery(8))
    scene.play(30, face(200))
    assert scene.reasons() == [Reason.UNKNOWN]
    assert scene.verdicts[0].decision.score is None


def test_a_removed_person_is_not_granted_on_evidence_from_before(scene: Scene) -> None:
    scene.play(POLICY.min_frames - 1, face(200))
    without_ann = Gallery(8)
    without_ann.add(BEN, unit(1)[np.newaxis])
    scene.recogniser.replace_gallery(without_ann)
    scene.play(30, face(200))
    assert scene.reasons() == [Reason.UNKNOWN]


def test_a_failure_denies_the_approach_and_the_next_one_is_served(scene: Scene) -> None:
    scene.play(2, face(200))
    scene.stage.broken = True
    with pytest.raises(RuntimeError):
        scene.play(1, face(200))
    (verdict,) = scene.recogniser.abandon()
    assert verdict.decision.reason is Reason.ERROR and not verdict.decision.granted
    scene.stage.broken = False
    scene.play(20, face(200))
    assert scene.reasons() == [Reason.MATCHED]


def test_an_overruled_grant_is_shown_as_denied(scene: Scene) -> None:
    analysis = scene.play(20, face(200))
    granted = scene.verdicts[0]
    assert scene.recogniser.granted() == {granted.track_id: granted.decision.person_id}
    scene.recogniser.overrule(scene.verdicts[0].track_id, "It could not be recorded.")
    assert scene.recogniser.granted() == {}
    shown = scene.recogniser.current(analysis.tracks[0])
    assert shown.state is TrackState.DENIED
    assert shown.decision is not None and shown.decision.reason is Reason.ERROR and shown.decision.person_id is None
    assert scene.play(5, face(200)).tracks[0].state is TrackState.DENIED


def test_a_grant_that_was_held_back_is_upheld_while_its_face_is_followed(scene: Scene) -> None:
    scene.play(20, face(200))
    verdict = scene.verdicts[0]
    assert scene.recogniser.follows(verdict.track_id)
    scene.recogniser.overrule(verdict.track_id, "A PIN is wanted.", Reason.NEEDS_PIN)
    (shown,) = scene.play(5, face(200)).tracks
    assert shown.decision is not None
    assert (shown.state, shown.decision.reason) == (TrackState.DENIED, Reason.NEEDS_PIN)
    scene.recogniser.uphold(verdict.track_id, verdict.decision, 1.0)
    (shown,) = scene.play(5, face(200)).tracks
    assert (shown.state, shown.decision) == (TrackState.GRANTED, verdict.decision)
    assert scene.reasons() == [Reason.MATCHED], "the second event is not recognition's"


def test_whoever_left_is_not_followed_and_nothing_is_upheld(scene: Scene) -> None:
    scene.play(20, face(200))
    verdict = scene.verdicts[0]
    scene.play(60)
    assert not scene.recogniser.follows(verdict.track_id)
    scene.recogniser.uphold(verdict.track_id, verdict.decision, 3.0)
    assert scene.play(1).tracks == ()
