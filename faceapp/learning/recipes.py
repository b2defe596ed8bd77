"""Training recipes: everything that decides what a training run does, in one TOML file."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from faceapp.domain.errors import ConfigError
from faceapp.learning.augmentation import AugmentationSettings
from faceapp.learning.loss_settings import CosFaceLoss, LossSettings, OneOrManyLosses, RandomSampler, SamplerSettings
from faceapp.learning.precision import Precision
from faceapp.learning.recipe_checks import contradictions
from faceapp.learning.search_space import SearchRange, with_settings


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class NetworkSettings(_Section):
    """What is trained."""

    architecture: str = Field("face_resnet", description="Architecture by name")
    input_px: int = Field(64, ge=16, le=256, description="Side of the square crop in pixels")
    embedding_size: int = Field(256, ge=8, le=2048, description="Length of the embedding")
    settings: dict[str, Any] = Field(default_factory=dict, description="The architecture's own settings")


class OptimiserSettings(_Section):
    """An optimiser with a schedule after a linear warm-up."""

    name: Literal["adamw", "sgd"] = Field("adamw", description="AdamW, or SGD with Nesterov momentum")
    learning_rate: float = Field(1e-3, gt=0, description="Highest learning rate")
    momentum: float = Field(0.9, gt=0, lt=1, description="Momentum of SGD, first decay rate of AdamW")
    weight_decay: float = Field(0.05, ge=0, description="Weight decay, of matrices alone")
    warmup_epochs: float = Field(0.5, ge=0, description="Epochs over which the learning rate grows from 0")
    schedule: Literal["cosine", "step"] = Field("cosine", description="Falls to 0 by a cosine, or in steps")
    milestones: tuple[float, ...] = Field((0.5, 0.75), description="Shares of the run at which a step schedule falls")
    step_factor: float = Field(0.1, gt=0, lt=1, description="To what share it falls there")
    gradient_clip: float = Field(5.0, ge=0, description="Largest norm of the gradient; 0: any")
    ema_decay: float = Field(0.999, ge=0, lt=1, description="Decay per step of the weights' moving average; 0: off")


class TeacherSettings(_Section):
    """A stronger encoder whose embeddings are targets: distillation."""

    encoder: str | tuple[str, ...] = Field(
        description="Directory of the teacher, with its card; of several, whose embeddings are put side by side"
    )
    sees: Literal["varied", "plain"] = Field(
        "varied", description="The crops as the student sees them, or undisturbed: then each is embedded once for all"
    )
    kind: Literal["embeddings", "similarities", "both"] = Field(
        "embeddings", description="Match its embeddings, the similarities among a batch, or both"
    )
    weight: float = Field(1.0, gt=0, description="Factor of this loss beside the recipe's others")

    @field_validator("encoder")
    @classmethod
    def _somebody(cls, encoder: str | tuple[str, ...]) -> str | tuple[str, ...]:
        if encoder == ():
            raise ValueError("name at least one directory")
        return encoder

    @property
    def encoders(self) -> tuple[str, ...]:
        """Directories of the teachers, one or more."""
        return (self.encoder,) if isinstance(self.encoder, str) else self.encoder


class CleaningSettings(_Section):
    """Leaving out, late in a run, crops that look unlike the rest of their identity: probably wrong labels."""

    share: float = Field(0.0, ge=0, le=0.5, description="Largest share of an identity's crops to leave out; 0: off")
    below: float = Field(0.2, ge=-1, le=1, description="Cosine to the identity's other crops below which one is")
    start: float = Field(0.6, gt=0, lt=1, description="Share of the run after which they are, to a whole epoch down")


class Recipe(_Section):
    """One training run."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", description="Name of the encoder")
    seed: int = Field(0, ge=0, lt=2**63)
    epochs: int = Field(12, ge=1)
    batch_size: int = Field(128, ge=2)
    plain_epochs: int = Field(0, ge=0, description="Last epochs in which crops are only mirrored")
    min_per_identity: int = Field(2, ge=1, description="Identities with fewer crops are left out")
    template_px: tuple[
        tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]
    ] = Field(description="Where the five landmarks lie in a crop: eyes, nose, mouth corners")
    mean: float = Field(127.5, description="Subtracted from each grey level in [0, 255]")
    std: float = Field(127.5, gt=0, description="Then divided by this")
    mirror: bool = Field(False, description="Add the features of the mirror image to those of a crop")
    precision: Precision = Field("auto", description="auto, fp32, bf16, or fp16 on CUDA")
    teacher: TeacherSettings | None = Field(None, description="An encoder to learn from; None: from labels alone")
    initial_encoder: str | None = Field(None, description="Directory of an encoder to begin with; None: from scratch")
    training_data: str = Field(description="What the training data is, for the card")
    terms: str = Field(description="The terms that the training data puts on the weights")
    network: NetworkSettings
    loss: OneOrManyLosses = Field(CosFaceLoss(), description="One loss, or several that are added up")
    sampler: SamplerSettings = Field(RandomSampler(), description="What a batch is made of")
    optimiser: OptimiserSettings = OptimiserSettings()
    augmentation: AugmentationSettings = AugmentationSettings()
    cleaning: CleaningSettings = CleaningSettings()
    search: dict[str, SearchRange] = Field(default_factory=dict, description="What a tuning varies, by path")

    @property
    def losses(self) -> tuple[LossSettings, ...]:
        """The losses that are added up, one or more."""
        return self.loss if isinstance(self.loss, tuple) else (self.loss,)

    @property
    def sha256(self) -> str:
        """What a card states of its recipe: a hash of what the recipe itself states.

        What it leaves to the defaults is left out, so that a setting which a later version adds changes no hash.
        """
        return hashlib.sha256(self.model_dump_json(exclude_unset=True).encode()).hexdigest()


def read_recipe(path: Path) -> Recipe:
    """Read a recipe.

    Raises:
        ConfigError: The file is absent, no TOML, or holds an unknown or impossible setting.
    """
    return recipe_from(read_recipe_values(path), str(path))


def read_recipe_values(path: Path) -> dict[str, Any]:
    """What a recipe's file states, not yet checked.

    Raises:
        ConfigError: The file is absent or no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"The recipe '{path}' cannot be read: {error.strerror}.", hint="Check its name.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"The recipe '{path}' is not valid TOML: {error}.", hint="Mend the line it names.") from error


def recipe_from(values: dict[str, Any], name: str) -> Recipe:
    """Check a recipe's values.

    Raises:
        ConfigError: A setting is unknown, missing, out of range or contradicts another, or a search goes where no
            setting may; the sentence names it.
    """
    try:
        recipe = Recipe.model_validate(values)
    except ValidationError as error:
        raise _not_valid(name, *_complaint(error.errors()[0], values)) from error
    for setting, message in contradictions(recipe):
        raise _not_valid(name, setting, message)
    require_searchable(values, recipe.search, name)
    return recipe


def require_searchable(values: Mapping[str, Any], search: Mapping[str, SearchRange], name: str) -> None:
    """See that a recipe stays valid wherever a search moves one of its settings.

    A search over days must not end when it first draws what no recipe may hold. Settings that only contradict
    each other, both moved, are found out by the trial that draws them.

    Args:
        values: The recipe, as in its TOML file.
        search: What is varied, by path into the recipe.
        name: What to call the recipe in an error.

    Raises:
        ConfigError: A path leads to no setting, or a range goes beyond what the setting may be.
    """
    plain = {setting: value for setting, value in values.items() if setting != "search"}
    for path, span in search.items():
        for value in span.some_values():
            try:
                recipe_from(with_settings(plain, {path: value}), name)
            except ConfigError as error:
                raise ConfigError(
                    f"The search of '{path}' comes to {value!r}. {error.sentence}", hint="Mend the search's range."
                ) from error


def _not_valid(name: str, setting: str, message: str) -> ConfigError:
    return ConfigError(
        f"The recipe '{name}' is not valid: {setting}: {message}.",
        hint="Compare it with models/recipes/default.toml.",
    )


def _complaint(error: ErrorDetails, values: Any) -> tuple[str, str]:
    """The setting that an error is about, as it is written in a recipe, and what is wrong with it."""
    kind, path = error["type"], []
    for place, part in enumerate(error["loc"], start=1):
        if _holds(values, part):
            values = values[part]
        elif kind != "missing" or place < len(error["loc"]):
            continue  # the name by which a kind of table was chosen, which no recipe has in its path
        path.append(str(part))
    if kind == "union_tag_invalid":
        return ".".join([*path, "name"]), f"Input should be one of {error['ctx']['expected_tags']}"
    if kind == "union_tag_not_found" and isinstance(values, dict):
        return ".".join([*path, "name"]), "Field required"
    if kind == "union_tag_not_found":
        return ".".join(path), "Input should be a table"
    return ".".join(path), error["msg"]


def _holds(values: Any, part: int | str) -> bool:
    if isinstance(values, list | tuple):
        return isinstance(part, int) and part < len(values)
    return isinstance(values, dict) and part in values
