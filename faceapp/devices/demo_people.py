"""Demo people: synthetic faces, drawn from the shipped face model and painted.

None of them exists. The first ones are enrolled by `faceapp demo`, the last is a stranger.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open

from faceapp.devices.demo_body import CLOTHES, Build
from faceapp.devices.demo_figure import Traits
from faceapp.devices.demo_hair import Hair, HairStyle
from faceapp.devices.demo_skin import HeadShape
from faceapp.devices.demo_strands import HAIR_RGB
from faceapp.domain.errors import SourceError
from faceapp.domain.face_model import FaceModel
from faceapp.domain.messages import Message
from faceapp.resources import assets_dir

MODEL_FILE = Path("demo") / "face_model.safetensors"
_FORMAT = "faceapp-face-model-1"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the cast.

    Attributes:
        name: Invented; it begins with "Demo".
        seed: Their point in the face model.
        stranger: Never enrolled.
        traits: Hair, clothes, head and body.
        height: How much taller than the camera's level, units.
    """

    name: str
    seed: int
    stranger: bool
    traits: Traits
    height: float = 0.0


_CAST = (
    DemoPerson(
        "Demo Ada", 84, False, Traits(Hair(HairStyle.LONG, "chestnut"), 0, HeadShape(0.98, 0.98), Build(0.90, 0.92)), -7
    ),
    DemoPerson(
        "Demo Ben", 87, False, Traits(Hair(HairStyle.CROP, "black"), 1, HeadShape(1.0, 1.05), Build(1.0, 1.05)), 6
    ),
    DemoPerson(
        "Demo Cleo", 100, False, Traits(Hair(HairStyle.BOB, "black"), 7, HeadShape(0.98, 0.98), Build(0.89, 0.92)), -9
    ),
    DemoPerson(
        "Demo Dan", 12, False, Traits(Hair(HairStyle.CURLS, "black"), 3, HeadShape(1.0, 1.03), Build(1.0, 1.05)), 4
    ),
    DemoPerson(
        "Demo stranger",
        107,
        True,
        Traits(Hair(HairStyle.SIDE_PART, "chestnut"), 5, HeadShape(1.0, 1.01), Build(1.02, 1.08)),
        0,
    ),
)


def demo_people() -> tuple[DemoPerson, ...]:
    """The cast in order of appearance; the last one is a stranger."""
    return _CAST


def traits_of(seed: int) -> Traits:
    """Hair, clothes, head and body of somebody who is not in the cast.

    Args:
        seed: The person's; the same gives the same.
    """
    chance = np.random.default_rng((6, seed))
    styles, colours = list(HairStyle), list(HAIR_RGB)
    hair = Hair(styles[int(chance.integers(len(styles)))], colours[int(chance.integers(len(colours)))])
    width, jaw, chin, ears, shoulders, neck = chance.uniform(
        (0.97, 0.95, -2.0, 0.90, 0.88, 0.92), (1.03, 1.06, 2.5, 1.08, 1.04, 1.08)
    )
    return Traits(
        hair,
        int(chance.integers(len(CLOTHES))),
        HeadShape(float(width), float(jaw), float(chin), float(ears)),
        Build(float(shoulders), float(neck)),
    )


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
            Message("The demo people's face model '{path}' cannot be read.", path=path),
            hint=Message("Install faceapp again, or fit it anew with `faceapp fit-demo-people`."),
        ) from error
