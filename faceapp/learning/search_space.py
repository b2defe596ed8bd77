"""What a tuning varies: ranges for settings of a recipe, each named by its path."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from faceapp.domain.errors import ConfigError

if TYPE_CHECKING:  # half a second, which reading a recipe need not take
    import optuna

Value = float | int | str | bool


class SearchRange(BaseModel):
    """Where a setting's values are drawn from: numbers from `low` to `high`, or one of `choices`."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    low: float | None = Field(None, description="Smallest value")
    high: float | None = Field(None, description="Largest value")
    log: bool = Field(False, description="Draw on a logarithmic scale")
    whole: bool = Field(False, description="Whole numbers alone")
    choices: tuple[Value, ...] = Field((), description="The values themselves, instead of a range")

    @model_validator(mode="after")
    def _one_kind(self) -> SearchRange:
        if self.choices:
            if self.low is not None or self.high is not None or self.log or self.whole:
                raise ValueError("give either choices, or low and high")
        elif self.low is None or self.high is None or self.low > self.high:
            raise ValueError("give low and high, low first, or choices")
        elif self.log and self.low <= 0:
            raise ValueError("a logarithmic range begins above 0")
        return self

    def some_values(self) -> tuple[Value, ...]:
        """All choices; of a range both ends and one between them, which is a fraction wherever fractions are drawn."""
        if self.choices:
            return self.choices
        assert self.low is not None and self.high is not None  # by _one_kind
        if self.whole:
            return round(self.low), round(self.high)
        return self.low, self.low + 0.381966 * (self.high - self.low), self.high

    def suggest(self, trial: optuna.Trial, name: str) -> Value:
        """Let Optuna choose a value."""
        if self.choices:
            chosen = trial.suggest_categorical(name, list(self.choices))
            assert chosen is not None  # no choice is
            return chosen
        assert self.low is not None and self.high is not None  # by _one_kind
        if self.whole:
            return trial.suggest_int(name, round(self.low), round(self.high), log=self.log)
        return trial.suggest_float(name, self.low, self.high, log=self.log)


def with_settings(recipe: Mapping[str, Any], settings: Mapping[str, Value]) -> dict[str, Any]:
    """A copy of a recipe's values with some of them changed.

    Args:
        recipe: Values as in its TOML file.
        settings: New values by path: `loss.margin`, or `loss.0.margin` where `loss` is an array.

    Raises:
        ConfigError: A path leads through something that is no table or array.
    """
    changed: dict[str, Any] = copy.deepcopy(dict(recipe))
    for path, value in settings.items():
        *parents, last = path.split(".")
        place: Any = changed
        try:
            for part in parents:
                place = place[int(part)] if isinstance(place, list) else place.setdefault(part, {})
            place[int(last) if isinstance(place, list) else last] = value
        except (AttributeError, IndexError, TypeError, ValueError) as error:
            raise ConfigError(
                f"The setting '{path}' has no place in the recipe.",
                hint="Name it as in the recipe: SECTION.SETTING, with a number for an array's entry.",
            ) from error
    return changed
