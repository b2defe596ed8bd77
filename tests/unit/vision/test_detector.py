"""The detector on pictures with and without faces, of every size and shape."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from faceapp.domain.records import Face, Image
from faceapp.imaging import read_image
from faceapp.vision.detector import FaceDetector
from faceapp.vision.tracker import overlap


@pytest.fixture(scope="module")
def detector() -> FaceDetector:
    return FaceDetector(torch.device("cpu"))


@pytest.fixture(scope="module")
def frame(test_data: Path) -> Image:
    """A webcam frame, 640x480, one person of about 60 px."""
    return clip_frame(test_data / "clips" / "person_e" / "hungry.mkv", 0)


def clip_frame(path: Path, index: int) -> Image:
    clip = cv2.VideoCapture(str(path))
    clip.set(cv2.CAP_PROP_POS_FRAMES, index)
    found, picture = clip.read()
    clip.release()
    assert found
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), dtype=np.uint8)


def assert_plausible(face: Face) -> None:
    left, top, right, bottom = face.box_xyxy_px
    eyes_left, eyes_right, nose, mouth_left, mouth_right = face.landmarks_px
    assert face.landmarks_px.dtype == np.float32
    assert left < eyes_left[0] < nose[0] < eyes_right[0] < right
    assert top < eyes_left[1] < nose[1] < mouth_left[1] < bottom
    assert mouth_left[0] < mouth_right[0]
    assert 0.9 < face.probability <= 1.0


def test_pictures_without_a_face_have_none(detector: FaceDetector) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (480, 640, 3), dtype=np.uint8)
    assert detector.detect(np.zeros((480, 640, 3), np.uint8)) == []
    assert detector.detect(np.full((300, 200, 3), 255, np.uint8)) == []
    assert [face for face in detector.detect(noise) if face.probability > 0.97] == []
    assert detector.detect_photo(np.zeros((10, 700, 3), np.uint8)) == []


@pytest.mark.parametrize("shape", [(1, 1, 3), (11, 11, 3), (47, 640, 3), (48, 48, 3), (49, 200, 3), (3, 2000, 3)])
def test_pictures_too_small_for_a_face_have_none(detector: FaceDetector, shape: tuple[int, int, int]) -> None:
    image = np.full(shape, 130, np.uint8)
    assert detector.detect(image) == []
    assert detector.detect_photo(image) == []


def test_random_patterns_never_break_it(detector: FaceDetector) -> None:
    # Coarse noise passes the first network in many places, at the edges as well.
    generator = np.random.default_rng(1)
    for size in (48, 64, 100, 150, 240):
        coarse = generator.integers(0, 256, (size // 8, size // 6, 3), dtype=np.uint8)
        image = np.asarray(cv2.resize(coarse, (size + 20, size), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
        for face in detector.detect(image, min_face_px=12):
            assert np.isfinite(face.landmarks_px).all()


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((60, 60), np.uint8),
        np.zeros((60, 60, 4), np.uint8),
        np.zeros((60, 60, 3), np.float32),
        np.zeros((0, 60, 3), np.uint8),
    ],
)
def test_what_is_no_rgb_picture_is_our_own_mistake(detector: FaceDetector, image: Image) -> None:
    with pytest.raises(ValueError, match="uint8 picture"):
        detector.detect(image)


def test_impossible_sizes_are_refused(detector: FaceDetector) -> None:
    with pytest.raises(ValueError, match="12 px"):
        FaceDetector(torch.device("cpu"), min_face_px=11)
    with pytest.raises(ValueError, match="no room"):
        FaceDetector(torch.device("cpu"), min_face_px=60, max_side_px=50)
    with pytest.raises(ValueError, match="12 px"):
        detector.detect(np.zeros((60, 60, 3), np.uint8), min_face_px=5)


def test_an_empty_batch_is_empty(detector: FaceDetector) -> None:
    assert detector.detect_batch([]) == []


def test_a_face_is_found_with_its_landmarks(detector: FaceDetector, frame: Image) -> None:
    (face,) = detector.detect(frame)
    assert_plausible(face)
    assert 45 < face.size_px < 80


def test_a_face_smaller_than_asked_for_is_left_out(detector: FaceDetector, frame: Image) -> None:
    assert detector.detect(frame, min_face_px=150) == []
    # The next call looks for small ones again.
    assert len(detector.detect(frame)) == 1


def test_a_batch_says_what_single_pictures_say(detector: FaceDetector, test_data: Path, frame: Image) -> None:
    # None, one and two faces, and several sizes, more than fill one pass.
    two = frame.copy()
    two[:, 320:] = frame[:, :320] if detector.detect(frame)[0].landmarks_px[0, 0] < 320 else frame[:, 320:]
    doubled = np.concatenate((frame[:, 180:500], frame[:, 180:500]), axis=1)
    empty = np.full_like(frame, 90)
    other = clip_frame(test_data / "clips" / "person_c" / "book.mkv", 30)
    images = [
        frame,
        empty,
        doubled,
        other[:, 100:500],
        frame,
        empty,
        two,
        other,
        empty,
        frame[:20, :20],
        doubled,
        other,
        frame,
    ]
    singles = [detector.detect(image) for image in images]
    batches = detector.detect_batch(images)
    assert [len(faces) for faces in singles][:4] == [1, 0, 2, 1]
    for single, batch in zip(singles, batches, strict=True):
        assert len(single) == len(batch)
        for a, b in zip(single, batch, strict=True):
            np.testing.assert_allclose(a.box_xyxy_px, b.box_xyxy_px, atol=0.5)
            np.testing.assert_allclose(a.landmarks_px, b.landmarks_px, atol=0.5)
            assert a.probability == pytest.approx(b.probability, abs=1e-3)


def test_the_biggest_face_comes_first(detector: FaceDetector, frame: Image) -> None:
    canvas = np.full((480, 640, 3), 120, np.uint8)
    canvas[:480, 320:] = frame[:, 180:500]
    large = cv2.resize(frame[:240, 180:500], (480, 360), interpolation=cv2.INTER_LINEAR)
    canvas[:360, :320] = large[:, 80:400]
    sizes = [face.size_px for face in detector.detect(canvas)]
    assert len(sizes) == 2
    assert sizes[0] > 1.2 * sizes[1]


def test_large_frames_are_reduced_and_answered_in_their_own_pixels(detector: FaceDetector, frame: Image) -> None:
    (small,) = detector.detect(frame)
    enlarged = np.asarray(cv2.resize(frame, (1920, 1440), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
    (large,) = detector.detect(enlarged)
    assert overlap(large.box_xyxy_px, tuple(3 * v for v in small.box_xyxy_px)) > 0.8  # type: ignore[arg-type]
    np.testing.assert_allclose(large.landmarks_px, 3 * small.landmarks_px + 1, atol=6.0)


def test_photographs_of_every_size_show_their_face(detector: FaceDetector, test_data: Path) -> None:
    # The smallest and the largest photographs: tight crops and pictures of several megapixels.
    photos = sorted((test_data / "photos" / "people").rglob("*.*"), key=lambda path: path.stat().st_size)
    for path in [*photos[:4], *photos[-4:]]:
        certain = [face for face in detector.detect_photo(read_image(path)) if face.probability > 0.97]
        assert len(certain) == 1, path.name
        assert_plausible(certain[0])


def test_a_face_that_fills_the_picture_is_found_as_a_photograph(detector: FaceDetector, frame: Image) -> None:
    (face,) = detector.detect(frame)
    left, top, right, bottom = (round(v) for v in face.box_xyxy_px)
    tight = frame[max(0, top) : bottom, left:right]
    (found,) = detector.detect_photo(tight)
    np.testing.assert_allclose(found.landmarks_px + np.array([left, max(0, top)]), face.landmarks_px, atol=4.0)


def test_a_group_is_found_whole(detector: FaceDetector, test_data: Path) -> None:
    group = read_image(test_data / "photos" / "groups" / "multiface.jpg")
    assert len([face for face in detector.detect_photo(group) if face.probability > 0.97]) == 6
