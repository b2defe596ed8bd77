"""An encoder's card: everything needed to use its weights rightly, and how good it was measured to be."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import tomli_w
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from faceapp.domain.errors import ModelError
from faceapp.domain.scores import OperatingPoint

CARD_FILE = "card.toml"
WEIGHTS_FILE = "weights.safetensors"

Point = tuple[float, float]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class NetworkCard(_Section):
    """How the network is built."""

    architecture: str
    embedding_size: int = Field(ge=1)
    settings: dict[str, Any]


class InputCard(_Section):
    """What the network expects to see."""

    size_px: int = Field(ge=16)
    template_px: tuple[Point, Point, Point, Point, Point]
    colour_order: str = Field(pattern="^RGB$")
    mean: float
    std: float = Field(gt=0)
    mirror: bool = False  # whether the features of a crop and of its mirror image are added


class TrainingCard(_Section):
    """Where the weights come from."""

    data: str
    terms: str
    crops: int
    identities: int
    recipe: str
    recipe_sha256: str
    seed: int
    commit: str
    device: str
    created_at: str


class OperatingPointCard(_Section):
    """One threshold with its claim; see `faceapp.domain.scores.OperatingPoint`."""

    fmr: float = Field(gt=0, lt=1)
    threshold: float = Field(ge=-1, le=1)
    tar: float = Field(ge=0, le=1)
    tar_low: float = Field(ge=0, le=1)
    tar_high: float = Field(ge=0, le=1)


class MeasuredCard(_Section):
    """Accuracy on people that the encoder never saw in training."""

    data: str
    identities: int
    mated: int
    non_mated: int
    eer: float
    auc: float
    interval: str
    operating_points: tuple[OperatingPointCard, ...]


class EncoderCard(_Section):
    """The whole card, as `card.toml` holds it."""

    name: str
    weights_sha256: str = Field(pattern="^[0-9a-f]{64}$")
    network: NetworkCard
    input: InputCard
    training: TrainingCard
    measured: MeasuredCard

    @property
    def encoder_id(self) -> str:
        """What templates and operating points are tagged with: another id is another space.

        The name, and 12 hex digits of a hash over all that an embedding depends on: the weights, the
        architecture, and how a crop is made and shown to it.
        """
        depends_on = "\n".join(
            (
                self.weights_sha256,
                self.network.model_dump_json(),
                # An entry that a later version adds leaves the ids of older cards as they are.
                self.input.model_dump_json(exclude_defaults=True),
            )
        )
        return f"{self.name}@{hashlib.sha256(depends_on.encode()).hexdigest()[:12]}"

    @property
    def template(self) -> NDArray[np.float32]:
        """Where the five landmarks lie in a crop, float32 (5, 2), pixels."""
        return np.array(self.input.template_px, dtype=np.float32)

    def operating_point(self, fmr: float) -> OperatingPoint:
        """The measured operating point for a target FMR.

        Raises:
            ModelError: The card holds none for that target.
        """
        for point in self.measured.operating_points:
            if abs(point.fmr - fmr) < 1e-12:
                return OperatingPoint(**point.model_dump())
        known = ", ".join(f"{point.fmr:g}" for point in self.measured.operating_points)
        raise ModelError(
            f"The card of encoder '{self.name}' has no operating point for a false match rate of {fmr:g}.",
            hint=f"Choose one of: {known}." if known else "Measure the encoder on more people, or use another one.",
        )


def read_card(directory: Path) -> EncoderCard:
    """Read `card.toml` from a model's directory.

    Raises:
        ModelError: The card is absent, damaged or incomplete; the sentence names the entry.
    """
    path = directory / CARD_FILE
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(
            f"There is no encoder in '{directory}': its {CARD_FILE} cannot be read ({error.strerror}).",
            hint="Name a directory that holds card.toml and weights.safetensors.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ModelError(f"The card '{path}' is damaged: {error}.", hint="Restore it with its weights.") from error
    try:
        return EncoderCard.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part) for part in first["loc"])
        raise ModelError(
            f"The card '{path}' is not valid: {entry}: {first['msg']}.", hint="Restore it with its weights."
        ) from error


def write_card(card: EncoderCard, directory: Path) -> None:
    """Write `card.toml` atomically.

    Raises:
        ModelError: It cannot be written.
    """
    target = directory / CARD_FILE
    partial = target.with_suffix(".partial")
    try:
        partial.write_text(tomli_w.dumps(card.model_dump(mode="json")), encoding="utf-8")
        partial.replace(target)
    except OSError as error:
        raise ModelError(
            f"The card '{target}' cannot be written: {error.strerror}.",
            hint="Choose a folder you may write to, with space left.",
        ) from error
