"""Demo people: synthetic faces, drawn from the shipped face model and painted.

None of them exists. The first ones are enrolled by `faceapp demo`, the last is a stranger.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from faceapp.domain.errors import SourceError
from faceapp.domain.face_model import COARSE, Coefficients, FaceModel, FacePlanes, landmark_fields
from faceapp.resources import assets_dir

MODEL_FILE = Path("demo") / "face_model.safetensors"
HEAD_SCALE = 2  # pixels of a painted head per pixel of the model
CALM_OUTLINE = 0.6  # of the hair's departures from the usual; in full they grow horns

_BELOW_EARS_PX = 122  # of the model
_ARCH_PX = 62.0
_FORMAT = "faceapp-face-model-1"
_NAMES = ("Demo Ada", "Demo Ben", "Demo Cleo", "Demo Dan")
_SEEDS = (71, 41, 100, 99)
_STRANGER_SEED = 5


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the cast.

    Attributes:
        name: Invented; it begins with "Demo".
        seed: Their point in the face model.
        stranger: Never enrolled.
    """

    name: str
    seed: int
    stranger: bool


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A painted head.

    Attributes:
        rgb: float32 (H, W, 3), [0, 255]; HEAD_SCALE times the model's size.
        opacity: float32 (H, W), [0, 1].
        skin_rgb: The skin's colour, float32 (3,), [0, 255].
        landmarks_px: float32 (5, 2), x and y in the painted head.
    """

    rgb: NDArray[np.float32]
    opacity: NDArray[np.float32]
    skin_rgb: NDArray[np.float32]
    landmarks_px: NDArray[np.float32]


def demo_people() -> tuple[DemoPerson, ...]:
    """The cast in order of appearance; the last one is a stranger."""
    enrolled = [DemoPerson(name, seed, stranger=False) for name, seed in zip(_NAMES, _SEEDS, strict=True)]
    return (*enrolled, DemoPerson("Demo stranger", _STRANGER_SEED, stranger=True))


def load_face_model(path: Path | None = None) -> FaceModel:
    """Read a face model.

    Args:
        path: The file; the shipped one by default.

    Returns:
        The model.

    Raises:
        ConfigError: The shipped assets are missing.
        SourceError: The file is absent, damaged or of another kind.
    """
    path = assets_dir() / MODEL_FILE if path is None else path
    try:
        with safe_open(path, framework="numpy") as stored:
            about = dict(stored.metadata() or {})
            tensors = {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118 (no mapping)
        if about.pop("format", "") != _FORMAT:
            raise ValueError("another format")
        return FaceModel(
            width_px=int(about.pop("width_px")),
            height_px=int(about.pop("height_px")),
            mean=tensors["mean"].astype(np.float32),
            components=tensors["components"],
            scales=tensors["scales"],
            symmetric=tensors["symmetric"].astype(bool),
            variances=tensors["variances"],
            mean_landmarks_px=tensors["mean_landmarks_px"],
            landmark_components=tensors["landmark_components"],
            about=about,
        )
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise SourceError(
            f"The demo people's face model '{path}' cannot be read.",
            hint="Install faceapp again, or fit it anew with `faceapp fit-demo-people`.",
        ) from error


class HeadPainter:
    """Paints faces of one model; holds what is the same for all of them.

    Args:
        model: The face model.
    """

    def __init__(self, model: FaceModel) -> None:
        self.model = model
        self._fields = landmark_fields(model.mean_landmarks_px, model.width_px, model.height_px)
        y, x = np.mgrid[0 : model.height_px, 0 : model.width_px].astype(np.float32)
        self._x, self._y = x, y
        self._usual_opacity = model.render(np.zeros(model.size, np.float32)).opacity

    def paint(self, person: Coefficients, look: Coefficients) -> Head:
        """Paint a person's head.

        Args:
            person: The person, float32 (K,): they give the outline, since hair keeps its shape
                from one look to the next.
            look: The appearance, float32 (K,).

        Returns:
            The head.
        """
        planes = self.model.render(look)
        size = (self.model.width_px, self.model.height_px)
        enlarged = (size[0] * HEAD_SCALE, size[1] * HEAD_SCALE)
        colours = np.clip(_colours(planes, size), 0, 255)
        hair = self.model.render(person).opacity - self._usual_opacity
        silhouette = _silhouette(self._usual_opacity + CALM_OUTLINE * hair, size)
        places = self._places(planes.landmarks_px)
        rgb, outline = (
            cv2.resize(
                cv2.remap(plane, *places, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE),
                enlarged,
                interpolation=cv2.INTER_CUBIC,
            )
            for plane in (colours, silhouette)
        )
        # A crisp outline however coarse the model's.
        edge = np.clip((outline - 0.25) / 0.5, 0, 1)
        return Head(
            rgb=np.clip(rgb, 0, 255).astype(np.float32),
            opacity=(edge * edge * (3 - 2 * edge)).astype(np.float32),
            skin_rgb=_skin(colours),
            landmarks_px=(HEAD_SCALE * planes.landmarks_px + (HEAD_SCALE - 1) / 2).astype(np.float32),
        )

    def _places(self, landmarks_px: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Where each pixel of the warped picture comes from: the inverse of the landmark fields."""
        shift = landmarks_px - self.model.mean_landmarks_px
        moved = self._fields @ shift
        for _ in range(2):  # fixed point: the movement at the place it comes from
            x, y = self._x - moved[..., 0], self._y - moved[..., 1]
            moved = cv2.remap(self._fields, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) @ shift
        return (self._x - moved[..., 0]).astype(np.float32), (self._y - moved[..., 1]).astype(np.float32)


def _colours(planes: FacePlanes, size: tuple[int, int]) -> NDArray[np.float32]:
    luma = planes.luma
    # Few components draw softly; this gives back some of the edge.
    luma = luma + 0.9 * (luma - cv2.GaussianBlur(luma, (0, 0), 1.3))
    red, blue = (
        cv2.resize(plane, size, interpolation=cv2.INTER_CUBIC) - 128
        for plane in (planes.red_difference, planes.blue_difference)
    )
    return np.stack([luma + 1.403 * red, luma - 0.714 * red - 0.344 * blue, luma + 1.773 * blue], axis=2).astype(
        np.float32
    )


def _silhouette(opacity: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    """The head's outline, soft; without holes, notches and what hangs on it by a thread."""
    large = cv2.resize(opacity, size, interpolation=cv2.INTER_CUBIC)
    inside = np.ascontiguousarray((large > 0.5).astype(np.uint8))
    inside[_BELOW_EARS_PX:] = 0
    ball = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5 * COARSE, 5 * COARSE))
    inside = np.ascontiguousarray(cv2.morphologyEx(inside, cv2.MORPH_OPEN, ball))
    outlines, _ = cv2.findContours(inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = np.zeros_like(inside)
    if outlines:
        hull = cv2.convexHull(max(outlines, key=cv2.contourArea))
        cv2.fillConvexPoly(filled, hull, 1)
    below = filled[_BELOW_EARS_PX - 3].nonzero()[0]
    if below.size:
        # Below the ears an arch closes it at the neck: hair may fall low, but ends round.
        middle, half = (below[0] + below[-1]) / 2, (below[-1] - below[0]) / 2
        y = np.arange(_BELOW_EARS_PX - 3, size[1], dtype=np.float32)[:, np.newaxis]
        arch = half * np.sqrt(np.clip(1 - ((y - y[0]) / _ARCH_PX) ** 2, 0, 1))
        filled[_BELOW_EARS_PX - 3 :] = np.abs(np.arange(size[0]) - middle) < arch
    return cv2.GaussianBlur(filled.astype(np.float32), (0, 0), 3.5).astype(np.float32)


def _skin(rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """The colour of the cheeks."""
    height, width = rgb.shape[:2]
    rows = slice(int(0.58 * height), int(0.66 * height))
    cheeks = [rgb[rows, int(left * width) : int((left + 0.09) * width)].reshape(-1, 3) for left in (0.33, 0.58)]
    return np.median(np.concatenate(cheeks), axis=0).astype(np.float32)
