"""Alignment: the closed form against searching, and crops against what they should show."""

from __future__ import annotations

import math
import tarfile
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from faceapp.domain.errors import FaceNotUsableError
from faceapp.domain.records import Face
from faceapp.imaging import decode_image
from faceapp.vision.alignment import align, centre_crop, cut_out, similarity_transform
from faceapp.vision.detector import FaceDetector

TEMPLATE = np.array([(20.83, 33.84), (43.78, 33.78), (32.37, 48.26), (22.13, 58.42), (42.32, 58.44)], dtype=np.float32)


def transformed(
    points: NDArray[np.float64], scale: float, angle: float, shift: tuple[float, float]
) -> NDArray[np.float64]:
    cos, sin = math.cos(angle), math.sin(angle)
    return scale * points @ np.array([[cos, -sin], [sin, cos]]).T + np.array(shift)


def error(matrix: NDArray[np.float64], source: NDArray[np.float64], target: NDArray[np.float64]) -> float:
    return float(np.sum((source @ matrix[:, :2].T + matrix[:, 2] - target) ** 2))


@pytest.mark.parametrize(
    ("scale", "angle", "shift"), [(1.0, 0.0, (0.0, 0.0)), (0.1, 2.5, (-7.0, 900.0)), (13.0, -1.0, (3.0, 4.0))]
)
def test_known_transforms_are_recovered(scale: float, angle: float, shift: tuple[float, float]) -> None:
    source = TEMPLATE.astype(np.float64)
    matrix = similarity_transform(source, transformed(source, scale, angle, shift))
    expected = np.column_stack((transformed(np.eye(2), scale, angle, (0.0, 0.0)).T, shift))
    np.testing.assert_allclose(matrix, expected, atol=1e-8 * max(1.0, scale))


def test_the_docstrings_example() -> None:
    matrix = similarity_transform(np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([[5.0, 5.0], [5.0, 7.0]]))
    np.testing.assert_allclose(matrix, [[0, -2, 5], [2, 0, 5]], atol=1e-12)


def test_no_similarity_fits_better() -> None:
    # A plain descent over scale, angle and shift, from the closed form and from elsewhere.
    generator = np.random.default_rng(3)
    for _ in range(5):
        source = generator.normal(size=(5, 2)) * 20.0
        target = generator.normal(size=(5, 2)) * 20.0
        best = error(similarity_transform(source, target), source, target)
        for angle in np.linspace(-math.pi, math.pi, 721):
            turned = transformed(source, 1.0, float(angle), (0.0, 0.0))
            centred, wanted = turned - turned.mean(axis=0), target - target.mean(axis=0)
            for factor in (0.0, 0.9, 1.0, 1.1):
                scale = factor * max(0.0, float(np.sum(centred * wanted) / np.sum(centred**2)))
                assert float(np.sum((scale * centred - wanted) ** 2)) >= best - 1e-9
        # The optimum is reached by the search, too, so that the bound above is tight.
        grid = min(
            float(np.sum(wanted**2) - max(0.0, float(np.sum(c * wanted))) ** 2 / np.sum(c**2))
            for c in (
                transformed(source - source.mean(axis=0), 1.0, float(a), (0.0, 0.0)) for a in np.linspace(-4, 4, 4001)
            )
        )
        assert grid == pytest.approx(best, rel=1e-4)


def test_mirrored_points_are_not_reflected() -> None:
    source = TEMPLATE.astype(np.float64)
    matrix = similarity_transform(source, source * [-1.0, 1.0])
    a, b = matrix[0, 0], matrix[1, 0]
    np.testing.assert_allclose(matrix[:, :2], [[a, -b], [b, a]], atol=1e-9)
    assert np.linalg.det(matrix[:, :2]) > 0


@pytest.mark.parametrize("landmarks", [np.full((5, 2), 7.0), np.full((5, 2), np.nan), TEMPLATE * np.inf])
def test_unusable_landmarks_are_refused(landmarks: NDArray[np.float64]) -> None:
    with pytest.raises(FaceNotUsableError, match="landmarks"):
        align(np.zeros((100, 100, 3), np.uint8), landmarks, TEMPLATE, 64)


def test_landmarks_far_beyond_the_picture_are_refused() -> None:
    with pytest.raises(FaceNotUsableError):
        align(np.zeros((100, 100, 3), np.uint8), TEMPLATE * 1e5, TEMPLATE, 64)


def test_points_of_different_number_are_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="two sets"):
        similarity_transform(TEMPLATE, TEMPLATE[:4])


def test_landmarks_at_the_template_leave_the_crop_as_it_is() -> None:
    image = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    np.testing.assert_array_equal(align(image, TEMPLATE, TEMPLATE, 64), image)


@pytest.mark.parametrize("factor", [2, 3, 7])
def test_a_larger_face_is_averaged_not_sampled(factor: int) -> None:
    side = 64 * factor
    image = np.random.default_rng(1).integers(0, 256, (side, side, 3), dtype=np.uint8)
    landmarks = (TEMPLATE + 0.5) * factor - 0.5
    blocks = image.reshape(64, factor, 64, factor, 3).astype(np.float64).mean(axis=(1, 3))
    # Rounded once by the warp and once by the mean.
    assert np.abs(align(image, landmarks, TEMPLATE, 64) - blocks).max() <= 1.01


def test_marks_land_on_the_template_from_a_tilted_face() -> None:
    landmarks = transformed(TEMPLATE.astype(np.float64), 4.0, 0.4, (150.0, 60.0))
    image = np.zeros((480, 640, 3), np.uint8)
    for x, y in landmarks:
        cv2.circle(image, (round(x), round(y)), 6, (255, 255, 255), cv2.FILLED)
    crop = align(image, landmarks, TEMPLATE, 64)[:, :, 0].astype(np.float64)
    for x, y in TEMPLATE:
        top, left = round(float(y)) - 4, round(float(x)) - 4
        part = crop[top : top + 9, left : left + 9]
        rows, columns = np.mgrid[top : top + part.shape[0], left : left + part.shape[1]]
        assert float((part * columns).sum() / part.sum()) == pytest.approx(float(x), abs=0.3)
        assert float((part * rows).sum() / part.sum()) == pytest.approx(float(y), abs=0.3)


def test_beyond_the_picture_its_edge_is_repeated() -> None:
    image = np.full((64, 64, 3), 200, np.uint8)
    crop = align(image, TEMPLATE - 30.0, TEMPLATE, 64)
    assert crop.min() == 200


def test_the_centre_is_cropped() -> None:
    image = np.zeros((100, 200, 3), np.uint8)
    image[25:75, 75:125] = 255
    assert centre_crop(image, 64).min() == 255
    whole = centre_crop(image, 64, share=1.0)
    assert whole.shape == (64, 64, 3)
    assert whole[0].max() == 0
    with pytest.raises(ValueError, match="share"):
        centre_crop(image, 64, share=0.0)


def test_crops_match_celebas_own(test_data: Path) -> None:
    detector = FaceDetector(torch.device("cpu"))
    scales, shifts = [], []
    # The crops of the training set: x 35 to 143, y 55 to 163 of the aligned picture, at 64 px.
    fixed = 64 / 108
    with tarfile.open(test_data / "celeba-aligned.tar") as archive:
        members = [member for member in archive.getmembers() if member.isfile()][::200]
        for member in members:
            file = archive.extractfile(member)
            assert file is not None
            image = decode_image(file.read(), member.name)
            for face in detector.detect_photo(image)[:1]:
                matrix = similarity_transform(face.landmarks_px, TEMPLATE)
                scales.append(math.hypot(matrix[0, 0], matrix[1, 0]) / fixed)
                centre = matrix @ np.array([89.0, 109.0, 1.0])
                shifts.append(math.dist(centre, ((89.5 - 35) * fixed - 0.5, (109.5 - 55) * fixed - 0.5)))
    assert len(scales) >= 0.9 * len(members)
    assert np.median(scales) == pytest.approx(1.0, abs=0.05)
    assert np.median(shifts) < 2.0


def smooth_picture(height: int, width: int) -> NDArray[np.uint8]:
    """A picture without fine detail, so that half a pixel more or less is no great difference."""
    coarse = np.random.default_rng(3).integers(0, 256, (height // 16, width // 16, 3), dtype=np.uint8)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def face_at(scale: float, angle: float, shift: tuple[float, float]) -> Face:
    """A face with a box as MTCNN draws it around landmarks: 1.6 and 2.1 times the template's span."""
    landmarks = transformed(TEMPLATE.astype(np.float64), scale, angle, shift)
    x, y = landmarks.mean(axis=0)
    return Face((x - 25 * scale, y - 33 * scale, x + 25 * scale, y + 33 * scale), landmarks.astype(np.float32), 1.0)


@pytest.mark.parametrize(("scale", "size"), [(1.5, 64), (1.5, 160), (3.0, 112), (5.0, 64)])
@pytest.mark.parametrize("angle", [0.0, 0.5, -0.8])
def test_what_is_cut_out_aligns_as_the_whole_picture_does(scale: float, size: int, angle: float) -> None:
    image = smooth_picture(720, 960)
    face = face_at(scale, angle, (480.0 - 32 * scale, 360.0 - 32 * scale))
    crop = cut_out(image, face)
    assert max(crop.image.shape) <= 512
    template = TEMPLATE * size / 64
    whole = align(image, face.landmarks_px, template, size).astype(np.float64)
    cut = align(crop.image, crop.landmarks_px, template, size).astype(np.float64)
    # Two roundings; a cut that had to be reduced was averaged on another grid.
    assert np.abs(whole - cut).max() <= (2 if scale < 3 else 6)


def test_a_face_at_the_edge_is_cut_out_as_far_as_the_picture_goes() -> None:
    image = smooth_picture(240, 320)
    face = face_at(1.5, 0.0, (-20.0, -30.0))
    crop = cut_out(image, face)
    assert min(crop.image.shape[:2]) > 0
    np.testing.assert_array_equal(crop.image, image[: crop.image.shape[0], : crop.image.shape[1]])
    np.testing.assert_allclose(crop.landmarks_px, face.landmarks_px)
    whole = align(image, face.landmarks_px, TEMPLATE, 64).astype(np.float64)
    assert np.abs(whole - align(crop.image, crop.landmarks_px, TEMPLATE, 64)).max() <= 2


@pytest.mark.parametrize("shift", [(2000.0, 0.0), (0.0, -2000.0), (math.nan, 0.0)])
def test_a_face_outside_the_picture_is_not_cut_out(shift: tuple[float, float]) -> None:
    with pytest.raises(FaceNotUsableError):
        cut_out(smooth_picture(240, 320), face_at(1.0, 0.0, shift))
