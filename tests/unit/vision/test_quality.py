"""Quality: measurements on pictures whose flaws are known, and on real heads."""

from __future__ import annotations

import dataclasses
import math
import tarfile
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image as PillowImage

from faceapp.domain.records import Face, Image, Quality, QualityReason
from faceapp.imaging import decode_image
from faceapp.vision.alignment import align
from faceapp.vision.detector import FaceDetector
from faceapp.vision.quality import FACE_MODEL, QualityLimits, assess, head_pose, sharpness_of

TEMPLATE = np.array([(20.83, 33.84), (43.78, 33.78), (32.37, 48.26), (22.13, 58.42), (42.32, 58.44)], dtype=np.float32)
LIMITS = QualityLimits()


def projected(yaw_deg: float, pitch_deg: float, roll_deg: float, scale: float = 40.0) -> NDArray[np.float32]:
    """The model face turned by known angles and seen from afar: nose right, up, clockwise."""
    yaw, pitch, roll = (math.radians(angle) for angle in (yaw_deg, pitch_deg, roll_deg))
    about_y = np.array([[math.cos(yaw), 0, math.sin(yaw)], [0, 1, 0], [-math.sin(yaw), 0, math.cos(yaw)]])
    about_x = np.array([[1, 0, 0], [0, math.cos(pitch), -math.sin(pitch)], [0, math.sin(pitch), math.cos(pitch)]])
    about_z = np.array([[math.cos(roll), -math.sin(roll), 0], [math.sin(roll), math.cos(roll), 0], [0, 0, 1]])
    turned = np.array(FACE_MODEL) @ (about_z @ about_x @ about_y).T
    return (turned[:, :2] * scale + [320.0, 240.0]).astype(np.float32)


def good_face(landmarks: NDArray[np.float32] | None = None, probability: float = 0.999, size: float = 100.0) -> Face:
    points = projected(0, 0, 0) if landmarks is None else landmarks
    x, y = points.mean(axis=0)
    half = size / 2
    return Face((float(x) - half, float(y) - half, float(x) + half, float(y) + half), points, probability)


def textured_crop(mean: float = 128.0, spread: float = 40.0, blur: float = 0.0) -> Image:
    grain = np.random.default_rng(0).normal(size=(64, 64))
    grain = cv2.GaussianBlur(grain, (0, 0), 0.8)
    if blur:
        grain = cv2.GaussianBlur(grain, (0, 0), blur)
    values = np.clip(mean + spread * grain / grain.std(), 0, 255).astype(np.uint8)
    return np.repeat(values[:, :, np.newaxis], 3, axis=2)


SCENE = np.full((480, 640, 3), 128, np.uint8)


def assessed(face: Face | None = None, crop: Image | None = None, limits: QualityLimits = LIMITS) -> Quality:
    return assess(SCENE, good_face() if face is None else face, textured_crop() if crop is None else crop, limits)


def test_a_good_face_is_usable() -> None:
    quality = assessed()
    assert quality.reasons == ()
    assert 0.9 < quality.score <= 1.0
    assert quality.size_px == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("face", "crop", "reason"),
    [
        (good_face(size=39.0), textured_crop(), QualityReason.TOO_SMALL),
        (good_face(), textured_crop(blur=2.0), QualityReason.TOO_BLURRED),
        (good_face(), textured_crop(mean=30.0, spread=12.0), QualityReason.TOO_DARK),
        (good_face(), textured_crop(mean=240.0, spread=12.0), QualityReason.TOO_BRIGHT),
        (good_face(), textured_crop(spread=5.0), QualityReason.LOW_CONTRAST),
        (good_face(projected(45, 0, 0)), textured_crop(), QualityReason.TURNED_AWAY),
        (good_face(projected(-45, 0, 0)), textured_crop(), QualityReason.TURNED_AWAY),
        (good_face(projected(0, 0, 50)), textured_crop(), QualityReason.TURNED_AWAY),
        (good_face(projected(0, -50, 0)), textured_crop(), QualityReason.TURNED_AWAY),
        (good_face(probability=0.9), textured_crop(), QualityReason.UNCERTAIN_DETECTION),
        (good_face(projected(0, 0, 0) - np.float32([305, 0])), textured_crop(), QualityReason.CUT_OFF),
        (good_face(projected(0, 0, 0) + np.float32([0, 190])), textured_crop(), QualityReason.CUT_OFF),
    ],
)
def test_each_flaw_is_named_alone(face: Face, crop: Image, reason: QualityReason) -> None:
    quality = assessed(face, crop)
    assert quality.reasons == (reason,)
    assert quality.score == 0.0
    assert not quality.usable


def test_several_flaws_come_worst_first() -> None:
    quality = assessed(good_face(size=38.0, probability=0.4))
    assert quality.reasons == (QualityReason.UNCERTAIN_DETECTION, QualityReason.TOO_SMALL)


def test_the_limits_decide() -> None:
    face = good_face(projected(30, 0, 0))
    assert assessed(face).usable
    assert assessed(face, limits=dataclasses.replace(LIMITS, max_yaw_deg=25.0)).reasons == (QualityReason.TURNED_AWAY,)
    assert assessed(limits=dataclasses.replace(LIMITS, min_size_px=100.5)).reasons == (QualityReason.TOO_SMALL,)


def test_what_is_no_number_counts_against_the_face() -> None:
    quality = assessed(good_face(np.full((5, 2), np.nan, np.float32), probability=math.nan))
    assert {QualityReason.UNCERTAIN_DETECTION, QualityReason.CUT_OFF, QualityReason.TURNED_AWAY} <= set(quality.reasons)
    assert quality.score == 0.0
    collapsed = assessed(good_face(np.full((5, 2), 200.0, np.float32)))
    assert QualityReason.CUT_OFF in collapsed.reasons


def test_the_score_falls_with_each_weakness() -> None:
    best = assessed().score
    assert assessed(good_face(size=60.0)).score < best
    assert assessed(good_face(projected(20, 0, 0))).score < best
    assert assessed(good_face(projected(30, 0, 0))).score < assessed(good_face(projected(20, 0, 0))).score
    soft = assessed(crop=textured_crop(blur=1.2))
    assert soft.sharpness < 2 * LIMITS.min_sharpness
    assert 0.0 < soft.score < best


@pytest.mark.parametrize("yaw", [-40.0, -15.0, 0.0, 25.0, 45.0])
@pytest.mark.parametrize("roll", [-30.0, 0.0, 20.0])
def test_yaw_and_roll_of_the_model_are_recovered(yaw: float, roll: float) -> None:
    found_yaw, found_pitch, found_roll = head_pose(projected(yaw, 0.0, roll))
    assert (found_yaw, found_pitch, found_roll) == pytest.approx((yaw, 0.0, roll), abs=0.1)


@pytest.mark.parametrize("pitch", [-40.0, -15.0, 10.0, 40.0])
@pytest.mark.parametrize("scale", [5.0, 300.0])
def test_pitch_of_the_model_is_recovered_at_any_size(pitch: float, scale: float) -> None:
    assert head_pose(projected(0.0, pitch, 0.0, scale)) == pytest.approx((0.0, pitch, 0.0), abs=0.1)


def test_the_template_faces_the_camera() -> None:
    yaw, pitch, roll = head_pose(TEMPLATE)
    assert (yaw, pitch, roll) == pytest.approx((0.0, 0.0, 0.0), abs=3.0)


def test_sharpness_is_mean_squared_frequency() -> None:
    # A wave of frequency w: its Laplacian is 2 (cos w - 1) times the wave, its gradient sin w.
    for period in (6.0, 8.0, 16.0):
        w = 2 * math.pi / period
        wave = 128 + 100 * np.sin(w * np.arange(64))
        grey = np.tile(wave, (64, 1)).round().astype(np.uint8)
        expected = (2 * (math.cos(w) - 1)) ** 2 / math.sin(w) ** 2
        assert sharpness_of(grey) == pytest.approx(expected, rel=0.1)


def test_sharpness_falls_with_blur_and_not_with_contrast() -> None:
    def grey(crop: Image) -> NDArray[np.uint8]:
        return crop[:, :, 0]

    values = [sharpness_of(grey(textured_crop(blur=blur))) for blur in (0.0, 0.7, 1.5, 3.0)]
    assert values == sorted(values, reverse=True)
    assert values[-1] < LIMITS.min_sharpness < values[0]
    assert sharpness_of(grey(textured_crop(spread=15.0))) == pytest.approx(values[0], rel=0.05)
    assert sharpness_of(np.full((64, 64), 90, np.uint8)) == 0.0


def test_sharpness_hardly_depends_on_the_crops_size() -> None:
    large = cv2.resize(textured_crop(blur=1.0), (128, 128), interpolation=cv2.INTER_LINEAR)
    small = sharpness_of(textured_crop(blur=1.0)[:, :, 0])
    assert sharpness_of(np.ascontiguousarray(large[:, :, 0])) == pytest.approx(small, rel=0.3)


def test_a_turning_head_is_followed(test_data: Path) -> None:
    # She looks to the picture's left (frames 0 to 4), past the camera (9), to its right (12 to 14).
    detector = FaceDetector(torch.device("cpu"), min_face_px=40)
    yaws = []
    with PillowImage.open(test_data / "clips" / "headpose" / "head-pose-face-detection-female.gif") as clip:
        for frame in range(15):
            clip.seek(frame)
            (face,) = detector.detect(np.array(clip.convert("RGB")))
            yaws.append(head_pose(face.landmarks_px)[0])
    assert max(yaws[:5]) < -LIMITS.max_yaw_deg
    assert abs(yaws[9]) < 12.0
    assert min(yaws[12:]) > 25.0
    assert yaws[4:13] == sorted(yaws[4:13])


def test_real_faces_are_usable_until_they_are_spoilt(test_data: Path) -> None:
    detector = FaceDetector(torch.device("cpu"))
    total = 0
    usable = {"as they are": 0, "blurred": 0, "dark": 0}
    with tarfile.open(test_data / "celeba-aligned.tar") as archive:
        for member in [member for member in archive.getmembers() if member.isfile()][::250]:
            file = archive.extractfile(member)
            assert file is not None
            image = decode_image(file.read(), member.name)
            for face in detector.detect_photo(image)[:1]:
                total += 1
                spoilt = {
                    "as they are": image,
                    "blurred": np.asarray(cv2.GaussianBlur(image, (0, 0), 5.0), dtype=np.uint8),
                    "dark": (image * 0.15).astype(np.uint8),
                }
                for name, picture in spoilt.items():
                    crop = align(picture, face.landmarks_px, TEMPLATE, 64)
                    usable[name] += assess(picture, face, crop, LIMITS).usable
    assert total >= 10
    assert usable["as they are"] >= 0.75 * total
    assert usable["blurred"] == usable["dark"] == 0
