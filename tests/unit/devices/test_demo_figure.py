"""Demo people's heads: painted, turned, blinking and lit."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.devices.demo_body import Build
from faceapp.devices.demo_canvas import EYES_Y, MIDDLE, sheet
from faceapp.devices.demo_eyes import Eyes
from faceapp.devices.demo_face import FacePainter
from faceapp.devices.demo_figure import Figure, Traits
from faceapp.devices.demo_hair import Hair, HairStyle, paint_hair
from faceapp.devices.demo_light import Light, lobby_light
from faceapp.devices.demo_people import load_face_model, traits_of
from faceapp.devices.demo_scene import blink, stance, visits
from faceapp.devices.demo_skin import HeadShape
from faceapp.devices.demo_strands import HAIR_RGB
from faceapp.devices.demo_turn import STEP_PX, Pose, Turner, box_of
from faceapp.domain.face_model import FaceModel
from faceapp.domain.records import Image

SIZE = (480, 360)
FRONT = Pose((240.0, 147.0), 1.3)
TRAITS = Traits(Hair(HairStyle.CROP, "black"), 1, HeadShape(), Build())


@pytest.fixture(scope="module")
def model() -> FaceModel:
    return load_face_model()


@pytest.fixture(scope="module")
def painter(model: FaceModel) -> FacePainter:
    return FacePainter(model)


@pytest.fixture(scope="module")
def figure(painter: FacePainter, model: FaceModel) -> Figure:
    return Figure(painter, Turner(), model.person(87), TRAITS, 87)


def shown(figure: Figure, model: FaceModel, pose: Pose = FRONT, **how: object) -> Image:
    frame = np.full((SIZE[1], SIZE[0], 3), 128, np.uint8)
    look = model.person(87)
    figure.draw(frame, pose, FRONT, look=(look, look, 0.0), **how)  # type: ignore[arg-type]
    return frame


def eye_rows(frame: Image) -> NDArray[np.float64]:
    """Grey levels around the left eye."""
    x, y = FRONT.affine() @ (MIDDLE - 19.5, EYES_Y, 1.0)
    grey: NDArray[np.float64] = frame[int(y) - 5 : int(y) + 6, int(x) - 8 : int(x) + 9].mean(axis=2)
    return grey


def test_a_figure_painted_again_is_the_same(figure: Figure, painter: FacePainter, model: FaceModel) -> None:
    again = Figure(painter, Turner(), model.person(87), TRAITS, 87)
    np.testing.assert_array_equal(shown(figure, model), shown(again, model))


def test_what_was_shown_before_leaves_no_trace(figure: Figure, model: FaceModel) -> None:
    before = shown(figure, model)
    shown(figure, model, Pose(FRONT.eyes_px, FRONT.scale, 20.0, -8.0, 3.0), lids=1.0)
    other = model.appearance(model.person(87), 3, 0.3)
    figure.draw(np.zeros_like(before), FRONT, FRONT, look=(other, other, 0.0))
    np.testing.assert_array_equal(shown(figure, model), before)


def test_a_blink_covers_the_eyes_and_nothing_else(figure: Figure, model: FaceModel) -> None:
    seeing, half, shut = (shown(figure, model, lids=lids) for lids in (0.0, 0.5, 1.0))
    assert eye_rows(seeing).min() < 45  # the pupil
    assert eye_rows(shut)[3:6].min() > eye_rows(seeing)[3:6].min() + 40
    changed = np.abs(seeing.astype(int) - shut).max(axis=2) > 3
    rows = changed.any(axis=1).nonzero()[0]
    (_, top), (_, bottom) = (FRONT.affine() @ (MIDDLE, EYES_Y + part, 1.0) for part in (-14.0, 11.0))
    assert rows.min() > top and rows.max() < bottom
    assert 100 < changed.sum() < 3000
    assert not np.array_equal(half, seeing) and not np.array_equal(half, shut)


def test_a_turned_head_shows_its_nose_aside_and_one_that_looks_ahead_does_not() -> None:
    turner = Turner()
    box = box_of(FRONT, SIZE)
    assert box is not None
    x, y = turner.places(FRONT, box)
    flat = np.linalg.inv(np.vstack([FRONT.affine(), (0, 0, 1)]))
    corner = flat @ (box[0], box[1], 1.0)
    on = sheet(1.0)
    assert (x[0, 0] + on.corner[0], y[0, 0] + on.corner[1]) == pytest.approx(corner[:2], abs=1e-3)
    for yaw, side in ((15.0, 1), (-15.0, -1)):
        turned_x, _ = turner.places(Pose(FRONT.eyes_px, FRONT.scale, yaw), box)
        row, column = (x.shape[0] // 2, x.shape[1] // 2)
        # What is in the middle now was on the other side of the nose before.
        assert side * (turned_x[row, column] - x[row, column]) < -8


def test_a_nod_moves_the_face_up_or_down() -> None:
    turner = Turner()
    box = box_of(FRONT, SIZE)
    assert box is not None
    _, level = turner.places(FRONT, box)
    row, column = level.shape[0] // 2, level.shape[1] // 2
    _, up = turner.places(Pose(FRONT.eyes_px, FRONT.scale, 0.0, 10.0), box)
    _, down = turner.places(Pose(FRONT.eyes_px, FRONT.scale, 0.0, -10.0), box)
    assert up[row, column] > level[row, column] + 4 > down[row, column] + 8


def test_places_rise_from_left_to_right_however_the_head_turns() -> None:
    turner = Turner()
    for yaw in (-24.0, 0.0, 24.0):
        for pitch in (-12.0, 12.0):
            pose = Pose(FRONT.eyes_px, FRONT.scale, yaw, pitch)
            box = box_of(pose, SIZE)
            assert box is not None
            x, y = turner.places(pose, box)
            # Nothing is torn or turned inside out; beside the nose and at the far cheek much is hidden.
            usual = STEP_PX / pose.scale
            for step in (np.diff(x, axis=1), np.diff(y, axis=0)):
                assert step.min() > -0.1 * usual and step.max() < 6 * usual


def test_a_head_beside_the_frame_is_not_drawn(figure: Figure, model: FaceModel) -> None:
    beside = Pose((-900.0, 147.0), 1.3)
    assert box_of(beside, SIZE) is None
    frame = np.full((SIZE[1], SIZE[0], 3), 128, np.uint8)
    look = model.person(87)
    figure.draw(frame, beside, beside, look=(look, look, 0.0))
    assert (frame == 128).all()


def test_light_from_the_right_brightens_the_right(figure: Figure, model: FaceModel) -> None:
    left, right = (shown(figure, model, light=Light(x=x)).astype(float) for x in (-0.9, 0.9))
    gain = (right + 1) / (left + 1)
    (x, y) = FRONT.affine() @ (MIDDLE, 118.0, 1.0)
    offset = int(24 * FRONT.scale)
    rows = slice(int(y) - 4, int(y) + 5)
    assert np.median(gain[rows, int(x) + offset - 4 : int(x) + offset + 5]) > 1.05
    assert np.median(gain[rows, int(x) - offset - 4 : int(x) - offset + 5]) < 0.95


def test_warm_light_is_red_and_not_blue(figure: Figure, model: FaceModel) -> None:
    cold, warm = (shown(figure, model, light=Light(warmth=warmth)).astype(float).mean((0, 1)) for warmth in (-1, 1))
    assert warm[0] > cold[0] and warm[2] < cold[2]


def test_the_light_s_course_is_closed() -> None:
    first, last = lobby_light(0.0), lobby_light(1.0 - 1e-9)
    for part in ("x", "y", "warmth", "level"):
        assert getattr(first, part) == pytest.approx(getattr(last, part), abs=1e-5)


def test_what_stands_before_a_figure_hides_it(figure: Figure, model: FaceModel) -> None:
    hidden = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    hidden[:, 240:] = 255
    frame = shown(figure, model, hidden=hidden)
    assert (frame[:, 240:] == 128).all()
    np.testing.assert_array_equal(frame[:, :240], shown(figure, model)[:, :240])


def test_looks_are_kept_in_bounded_number(figure: Figure, model: FaceModel) -> None:
    looks = [model.appearance(model.person(87), number) for number in range(8)]
    painted = [figure.prepare(look) for look in looks]
    assert figure.prepare(looks[-1]) is painted[-1]
    assert figure.prepare(looks[0]) is not painted[0]


@pytest.mark.parametrize("style", list(HairStyle))
def test_hair_covers_the_head_and_leaves_the_face_free(style: HairStyle) -> None:
    on = sheet(2.0)
    hair = paint_hair(Hair(style, "dark brown"), 1, on)
    again = paint_hair(Hair(style, "dark brown"), 1, on)
    np.testing.assert_array_equal(hair.opacity, again.opacity)
    np.testing.assert_array_equal(hair.rgb, again.rgb)
    crown = hair.opacity[on.part(MIDDLE - 20, 34, MIDDLE + 20, 44)]
    face = hair.opacity[on.part(MIDDLE - 26, 80, MIDDLE + 26, 160)]
    assert np.quantile(crown, 0.02) > 0.6 and face.max() < 0.2
    assert np.isfinite(hair.rgb).all()


def test_hair_has_its_colour() -> None:
    on = sheet(1.0)
    levels = {}
    for colour in HAIR_RGB:
        hair = paint_hair(Hair(HairStyle.CROP, colour), 1, on)
        levels[colour] = float(hair.rgb[hair.opacity > 0.9].mean())
    assert levels["black"] < levels["dark brown"] < levels["chestnut"] < levels["blond"]


def test_traits_are_a_person_s_own() -> None:
    assert traits_of(4) == traits_of(4)
    assert len({traits_of(seed).hair for seed in range(30)}) > 10


def test_eyes_lie_at_the_landmarks() -> None:
    eyes = Eyes.at(np.array([[60, 96], [99, 97], [0, 0], [0, 0], [0, 0]], np.float32))
    assert (eyes.left, eyes.right) == ((60.0, 96.0), (99.0, 97.0))


def test_people_blink_every_few_seconds_and_briefly() -> None:
    times = np.arange(0, 9, 1 / 30)
    closed = np.array([blink(87, float(time_s)) for time_s in times])
    assert closed.min() == 0 and closed.max() > 0.9 and closed.max() <= 1
    starts = ((closed[1:] > 0) & (closed[:-1] == 0)).sum()
    assert 2 <= starts <= 7
    assert (closed > 0).mean() < 0.2
    assert any(blink(88, float(time_s)) != blink(87, float(time_s)) for time_s in times)


def test_the_course_has_a_pair_and_nobody_else_meets() -> None:
    course = visits(5, 3)
    for before, after in pairwise(course):
        if after.waits_until_s is None:
            assert after.start_s > before.end_s + 1.5
        else:
            assert before.start_s < after.start_s < before.end_s < after.arrived_s + 1
    assert visits(2, None)[1].waits_until_s is None
    assert visits(0, 3) == ()


def test_a_walk_has_no_jumps() -> None:
    for visit in visits(5, 3):
        assert stance(visit, visit.start_s - 0.01, 1, 0.0, (960, 720)) is None
        assert stance(visit, visit.end_s, 1, 0.0, (960, 720)) is None
        times = np.arange(visit.start_s, visit.end_s - 1e-6, 1 / 60)
        stances = [stance(visit, float(time_s), 1, 0.0, (960, 720)) for time_s in times]
        values = np.array(
            [(*s.head.eyes_px, s.head.scale, s.head.yaw_deg, s.head.pitch_deg) for s in stances if s is not None]
        )
        assert len(values) == len(times)
        steps = np.abs(np.diff(values, axis=0))
        assert steps[:, 0].max() < 30 and steps[:, 1].max() < 8 and steps[:, 2].max() < 0.06
        assert steps[:, 3].max() < 4 and steps[:, 4].max() < 3
        # Nearer, until they leave.
        scale = values[times < visit.arrived_s, 2]
        assert (np.diff(scale) >= -1e-9).all()
        assert values[-1, 0] < -150 or values[-1, 0] > 960 + 150  # gone
