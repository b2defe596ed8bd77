"""From landmarks to the crop that an encoder's card asks for.

All positions are pixel centres: (0, 0) is the centre of the top left pixel.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from faceapp.domain.errors import FaceNotUsableError
from faceapp.domain.messages import Message
from faceapp.domain.records import Face, FaceCrop, Image

# How far around a face's centre a cut reaches, in longer sides of its box. The corners of ArcFace's crops, the widest
# in use, lie at 0.6 (median of 149 faces), and at 0.85 where the face is turned by 45 degrees.
_CUT_REACH = 1.0
# Then a face is 256 px high, and its eyes 95 px apart: in crops of 160 px they are 70.
_CUT_SIDE_PX = 512

Points = NDArray[np.float32] | NDArray[np.float64]


def similarity_transform(source: Points, target: Points) -> NDArray[np.float64]:
    """Rotation, uniform scale and shift that bring `source` closest to `target`.

    Least squares in closed form, and never a reflection: a mirrored face stays mirrored instead
    of being turned inside out.

    Args:
        source: (K, 2) points, K >= 2.
        target: (K, 2) points that correspond to them.

    Returns:
        float64 (2, 3): `target ~ M[:, :2] @ source + M[:, 2]`.

    Raises:
        FaceNotUsableError: A point is not finite, or the source points fall together.

    Example:
        The points (0, 0), (1, 0) become (5, 5), (5, 7) by a quarter turn, scale 2 and a shift by 5:
        [[0, -2, 5], [2, 0, 5]].

    Source:
        Umeyama, "Least-squares estimation of transformation parameters between two point
        patterns", IEEE TPAMI 13(4), 1991, equations 39 to 43.
    """
    x = np.asarray(source, dtype=np.float64)
    y = np.asarray(target, dtype=np.float64)
    if x.shape != y.shape or x.ndim != 2 or x.shape[1] != 2 or len(x) < 2:
        raise ValueError(f"expected two sets of at least two points, got {x.shape} and {y.shape}")
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise _unusable()
    x_mean, y_mean = x.mean(axis=0), y.mean(axis=0)
    x_variance = np.mean(np.sum((x - x_mean) ** 2, axis=1))
    if x_variance < 1e-12:
        raise _unusable()
    covariance = (y - y_mean).T @ (x - x_mean) / len(x)  # (2, 2)
    u, d, vt = np.linalg.svd(covariance)
    s = np.array([1.0, 1.0 if np.linalg.det(u) * np.linalg.det(vt) > 0 else -1.0])
    rotation = (u * s) @ vt
    scale = float(d @ s) / x_variance
    shift = y_mean - scale * rotation @ x_mean
    return np.column_stack((scale * rotation, shift))


def align(image: Image, landmarks_px: Points, template_px: Points, size_px: int) -> Image:
    """Cut out a face so that its landmarks lie where the template has them.

    A face larger than the crop is averaged over the pixels that fall on one of the crop's, as
    the training crops were; sampling alone would alias. Outside the picture its edge is repeated:
    the training crops were cut from pictures filled that way, and black corners would
    count as darkness and contrast.

    Args:
        image: RGB, uint8, (height, width, 3).
        landmarks_px: (5, 2) in pixels of the picture.
        template_px: (5, 2) in pixels of the crop.
        size_px: Side of the square crop.

    Returns:
        RGB, uint8, (size_px, size_px, 3).

    Raises:
        FaceNotUsableError: The landmarks fall together or are not finite.
    """
    transform = similarity_transform(landmarks_px, template_px)
    scale = math.hypot(transform[0, 0], transform[1, 0])  # crop pixels per picture pixel
    if not scale > size_px / (4.0 * max(image.shape[:2])):
        # Landmarks that span several pictures are no face, and would ask for a huge canvas.
        raise _unusable()
    # Sample at least as finely as the picture, then average whole blocks.
    factor = max(1, math.ceil(1.0 / scale - 1e-6))
    finer = transform * factor
    finer[:, 2] += (factor - 1) / 2.0  # pixel centres: (p + 1/2) * factor - 1/2
    canvas = cv2.warpAffine(
        image,
        finer,
        (size_px * factor, size_px * factor),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    if factor > 1:
        canvas = cv2.resize(canvas, (size_px, size_px), interpolation=cv2.INTER_AREA)
    return np.asarray(canvas, dtype=np.uint8)


def cut_out(image: Image, face: Face) -> FaceCrop:
    """Cut a face out with as much around it as any template asks for, at most 512 px a side.

    Aligning what is cut out gives what aligning the picture itself gives, but for rounding, and for faces that
    were reduced: those have more pixels than encoders look at.

    Args:
        image: RGB, uint8, (height, width, 3).
        face: A face in it.

    Raises:
        FaceNotUsableError: The face lies outside the picture.
    """
    left, top, right, bottom = face.box_xyxy_px
    reach = _CUT_REACH * max(right - left, bottom - top)
    x, y = (left + right) / 2, (top + bottom) / 2
    if not np.isfinite([x, y, reach]).all():
        raise _unusable()
    height, width = image.shape[:2]
    first_x, last_x = max(0, math.floor(x - reach)), min(width, math.ceil(x + reach))
    first_y, last_y = max(0, math.floor(y - reach)), min(height, math.ceil(y + reach))
    if first_x >= last_x or first_y >= last_y:
        raise _unusable()
    part = image[first_y:last_y, first_x:last_x]
    landmarks = np.asarray(face.landmarks_px, dtype=np.float64) - (first_x, first_y)
    share = _CUT_SIDE_PX / max(part.shape[:2])
    if share < 1.0:
        size = (max(1, round(part.shape[1] * share)), max(1, round(part.shape[0] * share)))
        scale = np.array(size) / (part.shape[1], part.shape[0])
        part = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        landmarks = (landmarks + 0.5) * scale - 0.5  # pixel centres
    return FaceCrop(np.ascontiguousarray(part), landmarks.astype(np.float32))


def centre_crop(image: Image, size_px: int, *, share: float = 0.5) -> Image:
    """Cut out the middle, for evaluation where no face was found.

    Args:
        image: RGB, uint8, (height, width, 3).
        size_px: Side of the square crop.
        share: Side of the part that is kept, as a share of the picture's shorter side, in (0, 1].
            The pictures of Labeled Faces in the Wild show 2.2 times the face, so half is a face.

    Returns:
        RGB, uint8, (size_px, size_px, 3).
    """
    if not 0.0 < share <= 1.0:
        raise ValueError("share must lie in (0, 1]")
    height, width = image.shape[:2]
    side = max(1, round(share * min(height, width)))
    top, left = (height - side) // 2, (width - side) // 2
    part = image[top : top + side, left : left + side]
    interpolation = cv2.INTER_AREA if side > size_px else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(part, (size_px, size_px), interpolation=interpolation), dtype=np.uint8)


def _unusable() -> FaceNotUsableError:
    return FaceNotUsableError(
        Message("The face's landmarks cannot be used for alignment."), hint=Message("Use another picture of the face.")
    )
