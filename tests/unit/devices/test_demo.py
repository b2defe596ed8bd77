"""The demo source and the pictures of demo people, seen by the real detector."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
import torch

from faceapp.devices.demo import HEIGHT_PX, WIDTH_PX, DemoSource, DemoStudio, enrolment_pictures, sample_picture
from faceapp.devices.demo_people import MODEL_FILE, demo_people, load_face_model
from faceapp.devices.sources import open_source
from faceapp.domain.errors import SourceError
from faceapp.domain.face_model import ALIKE
from faceapp.domain.records import Frame
from faceapp.resources import assets_dir
from faceapp.vision.detector import FaceDetector

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


def test_frames_are_whole_and_timed(frames: list[Frame]) -> None:
    assert len(frames) == int(np.ceil(DemoSource().duration_s * FPS))
    for number, frame in enumerate(frames):
        assert frame.image.shape == (HEIGHT_PX, WIDTH_PX, 3) and frame.image.dtype == np.uint8
        assert frame.index == number and frame.source == "demo"
        assert frame.time_s == pytest.approx(number / FPS)


def test_everybody_walks_up_pauses_and_leaves_an_empty_lobby(frames: list[Frame], detector: FaceDetector) -> None:
    visits: list[list[tuple[float, float]]] = []  # time and face size
    last_s = -10.0
    for frame in frames:
        faces = detector.detect(frame.image)
        assert len(faces) <= 1
        if faces:
            if frame.time_s - last_s > 1.5:
                visits.append([])
            left, _, right, _ = faces[0].box_xyxy_px
            if left > 0 and right < WIDTH_PX:  # sizes of faces cut by the border are guesses
                visits[-1].append((frame.time_s, faces[0].size_px))
            last_s = frame.time_s
    assert len(visits) == 5
    for visit in visits:
        sizes = [size for _, size in visit]
        assert visit[-1][0] - visit[0][0] > 3.0
        assert sizes[0] < 75 and max(sizes) > 120
        near = [time_s for time_s, size in visit if size > 0.8 * max(sizes)]
        assert near[-1] - near[0] >= 2.0


def test_the_lobby_is_empty_for_a_second_and_a_half_after_everybody(frames: list[Frame]) -> None:
    empty = [np.array_equal(frame.image, frames[0].image) for frame in frames]
    runs_s = [len(list(run)) / FPS for is_empty, run in groupby(empty) if is_empty]
    assert len(runs_s) == 1 + len(demo_people())
    assert min(runs_s[1:]) >= 1.5


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
