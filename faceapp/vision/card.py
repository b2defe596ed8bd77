"""An encoder's card: everything needed to use its weights rightly, and how good it was measured to be."""

from __future__ import annotations

import hashlib
import math
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
import tomli_w
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, PlainValidator, ValidationError

from faceapp.domain.errors import ModelError
from faceapp.domain.messages import Message
from faceapp.domain.scores import OperatingPoint
from faceapp.domain.system_faults import why

CARD_FILE = "card.toml"
WEIGHTS_FILE = "weights.safetensors"
ONNX_FILE = "encoder.onnx"
COHORT_FILE = "cohort.safetensors"

Point = tuple[float, float]


Levels = float | tuple[float, float, float]


def _levels(value: object) -> Levels:
    """One number for every channel, or one for each of the three, in the order of the network's channels."""
    several = isinstance(value, list | tuple)
    numbers = tuple(value) if isinstance(value, list | tuple) else (value,)
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in numbers):
        raise ValueError("give a number, or one for each channel")
    if several and len(numbers) != 3:
        raise ValueError(f"give a number, or one for each of 3 channels, not {len(numbers)}")
    if not all(math.isfinite(number) for number in numbers):
        raise ValueError("it must be finite")
    first, *rest = (float(number) for number in numbers)
    return (first, rest[0], rest[1]) if rest else first


def _positive_levels(value: object) -> Levels:
    levels = _levels(value)
    if min(levels if isinstance(levels, tuple) else (levels,)) <= 0:
        raise ValueError("it must be above 0")
    return levels


# Without this a plain validator has pydantic serialise what was serialised already.
_AS_IT_IS = PlainSerializer(lambda levels: levels, return_type=Any)


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class NetworkCard(_Section):
    """How the network is built."""

    architecture: str  # one that faceapp builds, or "onnx": a whole network in a file of its own
    embedding_size: int = Field(ge=1)
    settings: dict[str, Any] = Field(default_factory=dict)


class InputCard(_Section):
    """What the network expects to see."""

    size_px: int = Field(ge=16)
    template_px: tuple[Point, Point, Point, Point, Point]
    colour_order: Literal["RGB", "BGR"]
    # (grey level in [0, 255] - mean) / std is what the network sees.
    mean: Annotated[Levels, PlainValidator(_levels), _AS_IT_IS]
    std: Annotated[Levels, PlainValidator(_positive_levels), _AS_IT_IS]
    mirror: bool = False  # whether the features of a crop and of its mirror image are added


class TrainingCard(_Section):
    """Where the weights come from."""

    data: str
    terms: str
    # Of weights that were made elsewhere: the file that they came in. Nothing an embedding depends on.
    source: str = ""
    source_sha256: str = Field(default="", pattern="^([0-9a-f]{64})?$")
    # What only a training of this project's own can tell.
    crops: int = 0
    identities: int = 0
    recipe: str = ""
    recipe_sha256: str = ""
    seed: int = 0
    commit: str = ""
    device: str = ""
    created_at: str = ""


class OperatingPointCard(_Section):
    """One threshold with its claim; see `faceapp.domain.scores.OperatingPoint`."""

    fmr: float = Field(gt=0, lt=1)
    threshold: float = Field(ge=-1, le=1)
    tar: float = Field(ge=0, le=1)
    tar_low: float = Field(ge=0, le=1)
    tar_high: float = Field(ge=0, le=1)

    @classmethod
    def of(cls, point: OperatingPoint) -> OperatingPointCard:
        """State an operating point in six decimals."""
        return cls(
            fmr=point.fmr,
            # Rounded up, so that the claim still holds.
            threshold=math.ceil(point.threshold * 1e6) / 1e6,
            tar=round(point.tar, 6),
            tar_low=round(point.tar_low, 6),
            tar_high=round(point.tar_high, 6),
        )


class MeasuredCard(_Section):
    """Accuracy on people that the encoder never saw in training."""

    data: str = "not measured yet"
    identities: int = 0
    mated: int = 0
    non_mated: int = 0
    eer: float = 1.0
    auc: float = 0.0
    interval: str = ""
    operating_points: tuple[OperatingPointCard, ...] = ()


class CohortCard(_Section):
    """Embeddings of people who are at no door, against which scores can be judged where a site has few people."""

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    identities: int = Field(ge=1)
    embeddings: int = Field(ge=1)
    data: str


class EncoderCard(_Section):
    """The whole card, as `card.toml` holds it."""

    name: str
    weights_sha256: str = Field(pattern="^[0-9a-f]{64}$")
    network: NetworkCard
    input: InputCard
    training: TrainingCard
    measured: MeasuredCard = MeasuredCard()
    cohort: CohortCard | None = None

    @property
    def weights_file(self) -> str:
        """Name of the file beside the card that holds the network's weights."""
        return ONNX_FILE if self.network.architecture == "onnx" else WEIGHTS_FILE

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
                # An entry that a later version adds here leaves the ids of older cards as they are.
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
            Message(
                "The card of encoder '{name}' has no operating point for a false match rate of {fmr:g}.",
                name=self.name,
                fmr=fmr,
            ),
            hint=Message("Choose one of: {choices}.", choices=known)
            if known
            else Message(
                "Find a threshold with `faceapp calibrate --apply`, or record its operating points with `faceapp "
                "evaluate comparisons --data DIR --model NAME --record`."
            ),
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
            Message(
                "There is no encoder in '{directory}': its {file} cannot be read ({why}).",
                directory=directory,
                file=CARD_FILE,
                why=why(error),
            ),
            hint=Message("Name a directory that holds card.toml and its weights."),
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ModelError(
            Message("The card '{path}' is damaged: {fault}.", path=path, fault=str(error)),
            hint=Message("Restore it with its weights."),
        ) from error
    return _checked(values, path, hint=Message("Restore it with its weights."))


def read_import_card(path: Path) -> EncoderCard:
    """Read the card that somebody wrote for an ONNX network: without what the import itself finds out.

    Raises:
        ModelError: The card is absent, damaged or incomplete; the sentence names the entry.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(
            Message("The card '{path}' cannot be read: {why}.", path=path, why=why(error)),
            hint=Message("Check its name."),
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ModelError(
            Message("The card '{path}' is not valid TOML: {fault}.", path=path, fault=str(error)),
            hint=Message("Mend the line it names."),
        ) from error
    network = values.get("network")
    if isinstance(network, dict):
        network.setdefault("architecture", "onnx")
    values["weights_sha256"] = "0" * 64  # of the file that comes with it, once it is read
    return _checked(values, path, hint=Message("docs/models.md shows a card."))


def first_line(error: Exception) -> str:
    """What a library says of a fault, without the pages that some add."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__).strip().rstrip(".")


def _checked(values: dict[str, Any], path: Path, *, hint: str) -> EncoderCard:
    try:
        return EncoderCard.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part) for part in first["loc"])
        raise ModelError(
            Message("The card '{path}' is not valid: {entry}: {fault}.", path=path, entry=entry, fault=first["msg"]),
            hint=hint,
        ) from error


def write_card(card: EncoderCard, directory: Path) -> None:
    """Write `card.toml` atomically.

    Raises:
        ModelError: It cannot be written.
    """
    target = directory / CARD_FILE
    partial = target.with_suffix(".partial")
    try:
        partial.write_text(tomli_w.dumps(card.model_dump(mode="json", exclude_none=True)), encoding="utf-8")
        partial.replace(target)
    except OSError as error:
        raise ModelError(
            Message("The card '{target}' cannot be written: {why}.", target=target, why=why(error)),
            hint=Message("Choose a folder you may write to, with space left."),
        ) from error
