"""Faces of demo people: what the face model gives, brought to a head's sheet in natural colours."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from faceapp.devices.demo_canvas import DENSITY, EYES_Y, MIDDLE, Grid, Plane, ramp, soften
from faceapp.domain.face_model import Coefficients, FaceModel, FacePlanes, landmark_fields

# Skin from dark to light, by how bright the cheeks are: the model's own colours carry the tints of
# thousands of lamps and cameras.
_SKIN_RGB = np.array(
    [(78, 50, 38), (118, 78, 58), (158, 112, 86), (196, 146, 118), (226, 182, 156), (238, 202, 180)], np.float32
)
_LUMA = np.array((0.299, 0.587, 0.114), np.float32)
_NATURAL = 0.85  # share of the way to those colours


@dataclass(frozen=True, slots=True, eq=False)
class PaintedFace:
    """A face on a head's sheet; of use only between brows and chin.

    Attributes:
        rgb: float32 (H, W, 3), [0, 255].
        skin_rgb: The cheeks' colour, float32 (3,).
        landmarks: x and y of eyes, nose tip and mouth corners in units, float32 (5, 2).
    """

    rgb: NDArray[np.float32]
    skin_rgb: NDArray[np.float32]
    landmarks: NDArray[np.float32]


class FacePainter:
    """Paints faces of one model; holds what is the same for all of them.

    Args:
        model: The face model.
    """

    def __init__(self, model: FaceModel) -> None:
        self.model = model
        self._fields = landmark_fields(model.mean_landmarks_px, model.width_px, model.height_px)
        y, x = np.mgrid[0 : model.height_px, 0 : model.width_px].astype(np.float32)
        self._x, self._y = x, y

    def skin_of(self, person: Coefficients) -> NDArray[np.float32]:
        """A natural colour for a person's skin, near the model's, (3,)."""
        planes = self.model.render(person)
        return _natural(_cheeks(self._warped(planes), planes.landmarks_px))

    def paint(self, look: Coefficients, skin_rgb: NDArray[np.float32], on: Grid) -> PaintedFace:
        """Paint a face.

        Args:
            look: A point of the model, float32 (K,).
            skin_rgb: What colour the cheeks are to get.
            on: A head's sheet or a part of it.

        Returns:
            The face, the middle between its eyes at (MIDDLE, EYES_Y).
        """
        planes = self.model.render(look)
        rgb = self._warped(planes)
        shift = np.array((MIDDLE, EYES_Y), np.float32) - planes.landmarks_px[:2].mean(axis=0)
        rgb = rgb * (skin_rgb / _cheeks(rgb, planes.landmarks_px))
        # Model pixel (i) has its middle at unit i; the sheet's pixel (j) at corner + (j + 1/2) / density.
        offset = (shift - on.corner) * on.density - 0.5
        matrix = np.array([[on.density, 0, offset[0]], [0, on.density, offset[1]]])
        size = (on.x.shape[1], on.x.shape[0])
        whole = cv2.warpAffine(
            rgb.astype(np.float32), matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
        return PaintedFace(
            np.clip(whole, 0, 255).astype(np.float32),
            skin_rgb,
            (planes.landmarks_px + shift).astype(np.float32),
        )

    def _warped(self, planes: FacePlanes) -> NDArray[np.float32]:
        """The face at its own landmarks, at the model's resolution."""
        colours = _sharp(np.clip(_colours(planes, (self.model.width_px, self.model.height_px)), 0, 255))
        places = self._places(planes.landmarks_px)
        warped = cv2.remap(colours, *places, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(warped, dtype=np.float32)

    def _places(self, landmarks_px: NDArray[np.float32]) -> tuple[Plane, Plane]:
        """Where each pixel of the warped picture comes from: the inverse of the landmark fields."""
        shift = landmarks_px - self.model.mean_landmarks_px
        moved = self._fields @ shift
        for _ in range(2):  # fixed point: the movement at the place it comes from
            x, y = self._x - moved[..., 0], self._y - moved[..., 1]
            moved = cv2.remap(self._fields, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) @ shift
        return (self._x - moved[..., 0]).astype(np.float32), (self._y - moved[..., 1]).astype(np.float32)


def spread_skin(rgb: NDArray[np.float32], sure: Plane, skin_rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """Skin everywhere, of the colours where it is surely skin.

    Args:
        rgb: A face, float32 (H, W, 3).
        sure: How surely each pixel is plain skin, [0, 1].
        skin_rgb: Its usual colour, for what lies far from any.

    Returns:
        float32 (H, W, 3), smooth.
    """
    small = (rgb.shape[1] // DENSITY, rgb.shape[0] // DENSITY)
    weight = cv2.resize(sure, small, interpolation=cv2.INTER_AREA)
    colour = cv2.resize(rgb, small, interpolation=cv2.INTER_AREA) * weight[..., np.newaxis]
    total = soften(colour, 9.0) + 0.02 * soften(colour, 30.0) + 1e-3 * skin_rgb
    share = soften(weight, 9.0) + 0.02 * soften(weight, 30.0) + 1e-3
    spread = (total / share[..., np.newaxis]).astype(np.float32)
    large = cv2.resize(spread, (rgb.shape[1], rgb.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(large, dtype=np.float32)


def plain_skin(x: Plane, y: Plane, landmarks: NDArray[np.float32]) -> Plane:
    """Where a face has plain skin: not at its eyes, brows, nostrils and mouth, [0, 1]."""
    (left, right, nose, mouth_left, mouth_right) = landmarks
    mouth = (mouth_left + mouth_right) / 2
    spots = (
        (left[0] - 1, left[1] - 4, 15, 13),
        (right[0] + 1, right[1] - 4, 15, 13),
        (nose[0], nose[1] + 2, 11, 6),
        (mouth[0], mouth[1] + 3, 21, 9),
    )
    plain = np.ones_like(x)
    for spot_x, spot_y, half_width, half_height in spots:
        plain *= ramp(np.hypot((x - spot_x) / half_width, (y - spot_y) / half_height), 0.8, 1.2)
    return plain


def _colours(planes: FacePlanes, size: tuple[int, int]) -> NDArray[np.float32]:
    luma = planes.luma
    red, blue = (
        cv2.resize(plane, size, interpolation=cv2.INTER_CUBIC) - 128
        for plane in (planes.red_difference, planes.blue_difference)
    )
    return np.stack([luma + 1.403 * red, luma - 0.714 * red - 0.344 * blue, luma + 1.773 * blue], axis=2).astype(
        np.float32
    )


def _sharp(rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """A few components draw softly; this gives back some of the edge, more to the fine than to the coarse."""
    fine, coarse = soften(rgb, 1.0), soften(rgb, 2.4)
    return np.asarray(np.clip(rgb + 1.0 * (rgb - fine) + 0.35 * (rgb - coarse), 0, 255), dtype=np.float32)


def _cheeks(rgb: NDArray[np.float32], landmarks: NDArray[np.float32]) -> NDArray[np.float32]:
    """The cheeks' colour."""
    (left, right, nose, *_) = landmarks
    patches = []
    for x in (left[0] - 2, right[0] + 2):
        rows = slice(int(nose[1]) - 8, int(nose[1]) + 4)
        patches.append(rgb[rows, int(x) - 5 : int(x) + 6].reshape(-1, 3))
    return np.maximum(np.median(np.concatenate(patches), axis=0), 8.0).astype(np.float32)


def _natural(cheeks: NDArray[np.float32]) -> NDArray[np.float32]:
    """The skin's colour that is as bright as the cheeks, within what skin can be."""
    bright = _SKIN_RGB @ _LUMA
    level = float(np.clip(cheeks @ _LUMA, bright[0], bright[-1]))
    skin = np.array([np.interp(level, bright, channel) for channel in _SKIN_RGB.T], np.float32)
    own = cheeks * level / float(cheeks @ _LUMA)
    return np.asarray(_NATURAL * skin + (1 - _NATURAL) * own, dtype=np.float32)
