"""How fit a face is for recognition, and what speaks against it.

Everything is measured on what recognition will see: the aligned crop, the landmarks and the box.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from faceapp.domain.records import Face, Image, Quality, QualityReason

# Sharpness is measured on crops of one size, or the limit would depend on the encoder.
ANALYSIS_PX: Final = 64
# The inner face within an aligned crop, as shares of its side: left, top, right, bottom. Hair and
# background say nothing of the face's exposure.
INNER_FACE: Final = (0.20, 0.35, 0.80, 1.00)
# A typical face in units of the distance between the eyes, its middle the origin: x to the
# picture's right, y down, z towards the camera. x and y are the mean face of CelebA's aligned
# pictures; the depths are those of an ordinary head, estimated and not measured.
FACE_MODEL: Final = (
    (-0.50, 0.00, 0.00),
    (0.50, 0.00, 0.00),
    (0.00, 0.63, 0.55),
    (-0.44, 1.07, 0.08),
    (0.44, 1.07, 0.08),
)


@dataclass(frozen=True, slots=True)
class QualityLimits:
    """What a face must meet to be judged.

    Attributes:
        min_size_px: Shorter side of the box.
        min_sharpness: Fineness of the detail; see `sharpness_of`.
        min_brightness: Mean grey level of the inner face.
        max_brightness: Mean grey level of the inner face.
        min_contrast: Standard deviation of the grey levels of the inner face.
        max_yaw_deg: Turn of the head to either side.
        max_pitch_deg: Nod of the head up or down.
        max_roll_deg: Tilt of the head to either side.
        min_probability: The detector's confidence.
        min_edge_distance: From any landmark to the picture's edge, in units of the face (the
            distance between the eyes, or from eyes to mouth, whichever is longer). A box says less:
            that of a tightly cropped portrait reaches beyond the picture though the face is whole.
    """

    min_size_px: float = 40.0
    min_sharpness: float = 0.7
    min_brightness: float = 40.0
    max_brightness: float = 225.0
    min_contrast: float = 10.0
    max_yaw_deg: float = 35.0
    max_pitch_deg: float = 40.0
    max_roll_deg: float = 35.0
    min_probability: float = 0.97
    min_edge_distance: float = 0.3


def sharpness_of(grey: NDArray[np.uint8]) -> float:
    """Fineness of the detail in an aligned crop.

    The variance of the Laplacian over the mean squared gradient: the mean squared spatial frequency
    of what there is to see, in (radians per pixel) squared of the crop at 64 px. The plain
    variance of the Laplacian grows with contrast, too, and calls a sharp face in soft light more
    blurred than a blurred one in the sun. The crop of a face smaller than the crop was enlarged and
    counts as blurred in the degree that it is: the encoder has no more detail either.

    Args:
        grey: uint8 (size, size).

    Returns:
        >= 0. On faces of CelebA and of webcam clips 0.9 to 4, after a Gaussian blur of 1/64 of the
        crop's side 0.4 to 0.8; 0 for a plain surface.
    """
    if grey.shape != (ANALYSIS_PX, ANALYSIS_PX):
        interpolation = cv2.INTER_AREA if grey.shape[0] > ANALYSIS_PX else cv2.INTER_LINEAR
        grey = np.asarray(cv2.resize(grey, (ANALYSIS_PX, ANALYSIS_PX), interpolation=interpolation), dtype=np.uint8)
    gradient_x = _inner(cv2.Sobel(grey, cv2.CV_64F, 1, 0, scale=1 / 8))  # grey levels per pixel
    gradient_y = _inner(cv2.Sobel(grey, cv2.CV_64F, 0, 1, scale=1 / 8))
    energy = float(np.mean(gradient_x**2 + gradient_y**2))
    # Below one grey level per ten pixels there is nothing but rounding to measure.
    return float(_inner(cv2.Laplacian(grey, cv2.CV_64F)).var()) / energy if energy > 0.01 else 0.0


def head_pose(landmarks_px: NDArray[np.float32]) -> tuple[float, float, float]:
    """Estimate how a head is turned from its five landmarks.

    The landmarks are levelled by the line between the eyes (roll). Then x and y are each fitted by
    a linear function of a typical face's coordinates (weak perspective), x ~ a.X + b: a head
    turned by yaw shows width shrunk by cos(yaw) and depth as sin(yaw) times the same scale, so
    the quotient of the two coefficients is tan(yaw), free of the scale; pitch likewise from y.

    Good for telling frontal from turned, within some 10 degrees up to about 45; farther round the
    detector's landmarks lean towards a frontal face. A person's own nose and chin shift pitch by
    several degrees.

    Args:
        landmarks_px: (5, 2), in the order of `Face.landmarks_px`.

    Returns:
        Yaw (positive: the nose points towards the picture's right), pitch (positive: upwards),
        roll (positive: clockwise as seen, the eye at the right is lower), in degrees.

    Source:
        The linear step of DeMenthon and Davis, "Model-based object pose in 25 lines of code",
        IJCV 15, 1995, section 3.
    """
    points = np.asarray(landmarks_px, dtype=np.float64)
    across = points[1] - points[0]
    roll = math.atan2(across[1], across[0])
    cos, sin = math.cos(roll), math.sin(roll)
    level = points @ np.array([[cos, -sin], [sin, cos]])  # turns by -roll
    model = np.array(FACE_MODEL)
    design = np.column_stack((model, np.ones(len(model))))  # (5, 4)
    (coefficients, _, _, _) = np.linalg.lstsq(design, level, rcond=None)  # (4, 2): columns for x and y
    yaw = math.atan2(coefficients[2, 0], coefficients[0, 0])
    pitch = math.atan2(-coefficients[2, 1], coefficients[1, 1])
    return math.degrees(yaw), math.degrees(pitch), math.degrees(roll)


def assess(image: Image, face: Face, crop: Image, limits: QualityLimits) -> Quality:
    """Measure a face and name what speaks against it.

    Args:
        image: The picture that it was found in, RGB, uint8, (height, width, 3).
        face: The face; its box and landmarks in pixels of `image`.
        crop: The same face aligned, RGB, uint8, (size, size, 3).
        limits: What it must meet.

    Returns:
        The measurements; with a score of 0 and the reasons, worst first, if a limit is not met.
    """
    grey = np.asarray(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    sharpness = sharpness_of(grey)
    inner = _inner(grey)
    brightness, contrast = float(inner.mean()), float(inner.std())
    yaw_deg, pitch_deg, roll_deg = head_pose(face.landmarks_px)

    # How far each limit is undercut (below 1) or kept (above 1), to rank what is wrong.
    margins: list[tuple[float, QualityReason]] = [
        (face.probability / limits.min_probability, QualityReason.UNCERTAIN_DETECTION),
        (1.0 + _edge_distance(image, face) - limits.min_edge_distance, QualityReason.CUT_OFF),
        (face.size_px / limits.min_size_px, QualityReason.TOO_SMALL),
        (_pose_margin(yaw_deg, pitch_deg, roll_deg, limits), QualityReason.TURNED_AWAY),
        (brightness / limits.min_brightness, QualityReason.TOO_DARK),
        (1.0 + (limits.max_brightness - brightness) / 255.0, QualityReason.TOO_BRIGHT),
        (contrast / limits.min_contrast, QualityReason.LOW_CONTRAST),
        (sharpness / limits.min_sharpness, QualityReason.TOO_BLURRED),
    ]
    # Written as "not at least 1", so that a value that is no number counts against the face.
    against = sorted((margin, place) for place, (margin, _) in enumerate(margins) if not margin >= 1.0)
    reasons = tuple(margins[place][1] for _, place in against)
    score = 0.0
    if not reasons:
        score = _score(face, sharpness, yaw_deg, pitch_deg, limits)
    return Quality(
        score=score,
        size_px=face.size_px,
        sharpness=sharpness,
        brightness=brightness,
        contrast=contrast,
        yaw_deg=yaw_deg,
        pitch_deg=pitch_deg,
        roll_deg=roll_deg,
        reasons=reasons,
    )


def unmeasurable(face: Face) -> Quality:
    """The quality of a face whose landmarks allow no alignment: not a face that can be told from anything."""
    return Quality(
        score=0.0,
        size_px=face.size_px,
        sharpness=0.0,
        brightness=0.0,
        contrast=0.0,
        yaw_deg=0.0,
        pitch_deg=0.0,
        roll_deg=0.0,
        reasons=(QualityReason.UNCERTAIN_DETECTION,),
    )


def _inner(values: NDArray[Any]) -> NDArray[Any]:
    size = values.shape[0]
    left, top, right, bottom = (round(share * size) for share in INNER_FACE)
    return values[top:bottom, left:right]


def _score(face: Face, sharpness: float, yaw_deg: float, pitch_deg: float, limits: QualityLimits) -> float:
    # Geometric mean of three shares, each 1/2 at its limit: detail in the picture (full at twice
    # the least size), sharpness (full at twice the least), and how frontal the face is.
    # It orders the frames of a track; it is no probability.
    size = min(1.0, face.size_px / (2.0 * limits.min_size_px))
    sharp = min(1.0, sharpness / (2.0 * limits.min_sharpness))
    turned = max(abs(yaw_deg) / limits.max_yaw_deg, abs(pitch_deg) / limits.max_pitch_deg)
    return float((size * sharp * (1.0 - 0.5 * turned**2)) ** (1.0 / 3.0))


def _pose_margin(yaw_deg: float, pitch_deg: float, roll_deg: float, limits: QualityLimits) -> float:
    turned = (
        abs(yaw_deg) / limits.max_yaw_deg,
        abs(pitch_deg) / limits.max_pitch_deg,
        abs(roll_deg) / limits.max_roll_deg,
    )
    return 2.0 - max(turned) if all(map(math.isfinite, turned)) else 0.0


def _edge_distance(image: Image, face: Face) -> float:
    # Least distance of a landmark from the picture's edge in units of the face; negative outside.
    height, width = image.shape[:2]
    points = face.landmarks_px.astype(np.float64)
    eyes, mouth = points[:2].mean(axis=0), points[3:].mean(axis=0)
    unit = max(float(np.linalg.norm(points[1] - points[0])), float(np.linalg.norm(mouth - eyes)))
    if not unit > 0.0:
        return -1.0
    return float(min(points.min(), (np.array([width - 1.0, height - 1.0]) - points).min())) / unit
