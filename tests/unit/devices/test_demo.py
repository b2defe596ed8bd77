"""The demo source and the pictures of demo people, seen by the real detector."""

from __future__ import annotations

import gc
import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import torch

from faceapp.devices.demo import HEIGHT_PX, WIDTH_PX, DemoSource, DemoStudio, enrolment_pictures, sample_picture
from faceapp.devices.demo_people import MODEL_FILE, demo_people, load_face_model
from faceapp.devices.demo_scene import stance, visits
from faceapp.devices.sources import open_source
from faceapp.domain.errors import SourceError
from faceapp.domain.face_model import ALIKE
from faceapp.domain.records import Face, Frame
from faceapp.resources import assets_dir
from faceapp.vision.detector import FaceDetector
from faceapp.vision.quality import head_pose

FPS = 4.0


@pytest.fixture(scope="module")
def detector() -> FaceDetector:
    return FaceDetector(torch.device("cpu"), min_face_px=60)


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    source = DemoSource(fps=FPS)
    source.open()
    played = []
    while (frame := source.read()) is not None:
        played.append(frame)
    return played


@pytest.fixture(scope="module")
def seen(frames: list[Frame], detector: FaceDetector) -> list[list[Face]]:
    """The faces of each frame, in its pixels."""
    return [detector.detect(frame.image) for frame in frames]


def test_model_is_small_and_says_where_it_comes_from() -> None:
    assert (assets_dir() / MODEL_FILE).stat().st_size <= 3_000_000
    about = load_face_model().about
    assert "CelebA" in about["data"] and "non-commercial" in about["terms"]
    assert about["command"].startswith("faceapp fit-demo-people")


def test_damaged_model_is_told(tmp_path: Path) -> None:
    whole = (assets_dir() / MODEL_FILE).read_bytes()
    for name, data in (("cut", whole[:5000]), ("text", b"not a model at all"), ("empty", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(SourceError, match="cannot be read"):
            load_face_model(tmp_path / name)
    with pytest.raises(SourceError, match="cannot be read"):
        load_face_model(tmp_path / "absent")


def test_cast_is_named_as_synthetic_and_apart() -> None:
    cast = demo_people()
    assert [person.stranger for person in cast] == [False] * 4 + [True]
    assert all(person.name.startswith("Demo ") for person in cast)
    model = load_face_model()
    people = [model.person(person.seed) for person in cast]
    for number, one in enumerate(people):
        assert all(model.likeness(one, other) < ALIKE for other in people[:number])


def test_frames_say_that_they_are_synthetic(frames: list[Frame]) -> None:
    assert all(frame.synthetic for frame in frames)


def test_frames_are_whole_and_timed(frames: list[Frame]) -> None:
    assert len(frames) == int(np.ceil(DemoSource().duration_s * FPS))
    for number, frame in enumerate(frames):
        assert frame.image.shape == (HEIGHT_PX, WIDTH_PX, 3) and frame.image.dtype == np.uint8
        assert frame.index == number and frame.source == "demo"
        assert frame.time_s == pytest.approx(number / FPS)


def test_everybody_walks_up_stays_and_leaves(frames: list[Frame], seen: list[list[Face]]) -> None:
    course = visits(len(demo_people()), 3)
    for visit in course:
        sizes = []
        for frame, faces in zip(frames, seen, strict=True):
            # While the one before is still there, the nearest is somebody else.
            alone_s = visit.start_s if visit.waits_until_s is None else visit.waits_until_s + 1
            if alone_s < frame.time_s < visit.end_s and faces:
                sizes.append((frame.time_s, max(face.size_px for face in faces)))
        assert visit.waits_until_s is not None or sizes[0][1] < 110
        near = [time_s for time_s, size in sizes if size > 0.8 * max(size for _, size in sizes)]
        assert max(size for _, size in sizes) > 180
        assert near[-1] - near[0] >= 2.0


def test_two_are_seen_at_once_and_one_of_them_is_clearly_nearer(frames: list[Frame], seen: list[list[Face]]) -> None:
    pairs = [
        (frame.time_s, sorted(face.size_px for face in faces))
        for frame, faces in zip(frames, seen, strict=True)
        if len(faces) == 2
    ]
    assert max(len(faces) for faces in seen) == 2
    assert pairs[-1][0] - pairs[0][0] > 2.0
    assert all(near > 1.25 * far for time_s, (far, near) in pairs)


def test_the_lobby_is_empty_after_everybody(frames: list[Frame], seen: list[list[Face]]) -> None:
    course = visits(len(demo_people()), 3)
    starts = [visit.start_s for visit in course if visit.waits_until_s is None]
    for start_s in (*starts[1:], DemoSource().duration_s):
        gap = [faces for frame, faces in zip(frames, seen, strict=True) if start_s - 1.5 < frame.time_s < start_s]
        assert gap and not any(gap)


def test_light_changes_in_the_lobby_and_comes_back(frames: list[Frame]) -> None:
    corner = [frame.image[4:32, 4:60].reshape(-1, 3).mean(axis=0) for frame in frames]
    warmth = np.array([colour[0] - colour[2] for colour in corner])
    assert np.ptp(warmth) > 4
    assert np.abs(corner[-1] - corner[0]).max() < 3
    assert np.abs(np.diff(np.array(corner), axis=0)).max() < 4  # slowly


def test_heads_turn_and_nod_as_the_pose_estimate_sees_them(frames: list[Frame], seen: list[list[Face]]) -> None:
    course = visits(len(demo_people()), 3)
    played: list[tuple[float, float]] = []
    measured: list[tuple[float, float]] = []
    for visit in course:
        person = demo_people()[visit.person]
        ours = []
        for frame, faces in zip(frames, seen, strict=True):
            stood_s = frame.time_s - visit.arrived_s
            if 0 < stood_s < 2.4:
                stands = stance(visit, frame.time_s, person.seed, person.height, (WIDTH_PX, HEIGHT_PX))
                assert stands is not None
                face = max(faces, key=lambda found: found.size_px)
                yaw, pitch, _ = head_pose(face.landmarks_px)
                ours.append((stands.head.yaw_deg, stands.head.pitch_deg, yaw, pitch))
        values = np.array(ours)
        # People's own noses and chins shift the estimate.
        values[:, 2:] -= np.median(values[:, 2:] - values[:, :2], axis=0)
        played += [tuple(row) for row in values[:, :2]]
        measured += [tuple(row) for row in values[:, 2:]]
    yaw, pitch = np.array(played).T
    seen_yaw, seen_pitch = np.array(measured).T
    assert yaw.max() > 15 and yaw.min() < -15 and pitch.min() < -8
    assert np.corrcoef(yaw, seen_yaw)[0, 1] > 0.95
    assert np.corrcoef(pitch, seen_pitch)[0, 1] > 0.5
    assert np.abs(yaw - seen_yaw).max() < 12


def test_same_source_gives_the_same_frames_again(frames: list[Frame]) -> None:
    source = open_source("demo")
    source.open()
    first = source.read()
    assert first is not None
    for _ in range(59):
        last = source.read()
    assert last is not None and last.index == 59
    again = DemoSource()
    again.open()
    for _ in range(60):
        repeated = again.read()
    assert repeated is not None
    np.testing.assert_array_equal(repeated.image, last.image)
    source.open()
    reopened = source.read()
    assert reopened is not None and reopened.index == 0
    np.testing.assert_array_equal(reopened.image, first.image)
    source.close()
    source.close()
    assert source.read() is None


def test_loop_goes_on_with_rising_times() -> None:
    source = DemoSource(demo_people()[:1], fps=2.0, loop=True)
    source.open()
    count = 2 * int(np.ceil(source.duration_s * 2.0))
    times = []
    for _ in range(count + 3):
        frame = source.read()
        assert frame is not None
        times.append(frame.time_s)
    assert np.all(np.diff(times) > 0) and times[-1] > 2 * source.duration_s


def test_unusable_rate_is_refused() -> None:
    with pytest.raises(ValueError, match="fps"):
        DemoSource(fps=0)


def test_what_is_kept_does_not_grow_from_one_showing_to_the_next() -> None:
    source = DemoSource(demo_people()[:2], fps=1.5, loop=True)
    source.open()
    count = int(np.ceil(source.duration_s * 1.5))

    def play() -> None:
        for _ in range(count):
            assert source.read() is not None
        gc.collect()

    tracemalloc.start()
    try:
        play()
        before = tracemalloc.get_traced_memory()[0]
        play()
        play()
        after = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert after - before < 1_000_000


def test_rate_of_frames_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    source = DemoSource()
    source.open()
    for _ in range(30):
        source.read()
    taken = []
    for _ in range(150):
        start = time.thread_time()
        assert source.read() is not None
        taken.append(time.thread_time() - start)
    with capsys.disabled():
        print(f"\ndemo: {1e3 * float(np.median(taken)):.1f} ms of a processor for a frame (median of {len(taken)})")


def test_enrolment_pictures_show_one_face_and_are_not_played(frames: list[Frame], detector: FaceDetector) -> None:
    pictures = enrolment_pictures(0, 3)
    assert len(pictures) == 3
    for picture in pictures:
        assert picture.shape == (HEIGHT_PX, WIDTH_PX, 3)
        assert len(detector.detect(picture)) == 1
        assert not any(np.array_equal(picture, frame.image) for frame in frames)
    assert not np.array_equal(pictures[0], pictures[1])


def test_pictures_of_many_people_are_found(detector: FaceDetector) -> None:
    studio = DemoStudio()
    people = studio.model.people_apart(12)
    found = [len(detector.detect(studio.picture(seed, look))) for look, seed in enumerate(people)]
    assert found == [1] * 12


def test_sample_picture_is_the_studio_s_in_the_size_asked_for() -> None:
    picture = sample_picture(3, 1, (240, 200))
    assert picture.shape == (240, 200, 3)
    np.testing.assert_array_equal(picture, DemoStudio().picture(3, 1, (240, 200)))
    assert not np.array_equal(picture, sample_picture(3, 2, (240, 200)))
