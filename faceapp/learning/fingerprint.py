"""What a training run's result depends on, so that a run is only taken up by what began it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from faceapp.domain.errors import DatasetError
from faceapp.learning.datasets import CropSet
from faceapp.learning.recipes import Recipe

# Words for the card, which no weight depends on; and what only a tuning reads.
_FREE_TEXT = {"name", "training_data", "terms", "search"}

_NAMED = 3  # settings that an error names


def fingerprint(
    recipe: Recipe, crops: CropSet, *, precision: str, device: str, processes: int, teacher: str | None = None
) -> dict[str, Any]:
    """By name, each thing that the result depends on: the recipe's settings, and hashes or words for all else.

    Args:
        recipe: All its settings count, those included that it leaves to their defaults.
        crops: Training crops.
        precision: In which the network computes.
        device: Type of the device.
        processes: Their number.
        teacher: SHA-256 of the teacher's weights, if there is one.
    """
    return {
        "recipe": recipe_settings(recipe),
        "crops": crops_hash(crops),
        "pixels": f"{zlib.crc32(np.ascontiguousarray(crops.images).data):08x}",
        "precision": precision,
        "device": device,
        "number of processes": str(processes),
        **({} if teacher is None else {"teacher": teacher}),
    }


def recipe_settings(recipe: Recipe) -> dict[str, Any]:
    """Every setting that a result depends on by its path, `optimiser.learning_rate` for one."""
    return dict(_flat(recipe.model_dump(mode="json", exclude=_FREE_TEXT)))


def other_settings(begun: object, recipe: Recipe) -> list[str]:
    """Where a recipe departs from the one that a run or study was begun with, by path.

    A setting that the one knows and the other does not came or went with a version of faceapp. It departs unless it
    stands at its default, which is to do what was done before there was such a setting.

    Args:
        begun: What `recipe_settings` said then.
        recipe: The recipe now.
    """
    if not isinstance(begun, dict):
        return ["everything"]
    now, defaults = recipe_settings(recipe), _defaults(recipe)
    return sorted(
        path
        for path in begun.keys() | now.keys()
        if (path not in begun and now[path] != defaults.get(path))
        or path not in now
        or (path in begun and begun[path] != now[path])
    )


def crops_hash(crops: CropSet) -> str:
    """Hash of the crops' names in their order: with the same hash the same class has the same number."""
    return hashlib.sha256("\n".join(crops.files).encode()).hexdigest()


def require_same(begun: object, now: dict[str, Any], recipe: Recipe, run: str) -> None:
    """Refuse to go on with a run that something else began.

    Args:
        begun: The run's fingerprint, as its checkpoint has it.
        now: The fingerprint of what would go on.
        recipe: Its recipe.
        run: The run's directory.

    Raises:
        DatasetError: Something differs; the sentence says what.
    """
    if not isinstance(begun, dict) or not isinstance(begun.get("recipe"), dict):
        raise DatasetError(
            f"The run in '{run}' was begun by another version of faceapp.",
            hint="Finish it with that version, or choose another --out.",
        )
    settings = other_settings(begun["recipe"], recipe)
    other = ["recipe" + in_brackets(settings)] if settings else []
    other += [part for part in now if part != "recipe" and begun.get(part) != now[part]]
    if other:
        raise DatasetError(
            f"The run in '{run}' was begun with another {', another '.join(other)}.",
            hint="Resume it with the same recipe, data and device, or choose another --out.",
        )


def in_brackets(settings: list[str]) -> str:
    """The first of some settings, to be put behind the word recipe."""
    more = len(settings) - _NAMED
    return f" ({', '.join(settings[:_NAMED])}" + (f" and {more} more)" if more > 0 else ")")


def _defaults(recipe: Recipe) -> dict[str, Any]:
    """The default of each setting of the recipe's tables that has one, by path."""
    found: dict[str, Any] = {}
    for path in recipe_settings(recipe):
        place: Any = recipe
        *parents, last = path.split(".")
        for part in parents:
            place = place[int(part)] if isinstance(place, tuple) else getattr(place, part, None)
        fields = getattr(type(place), "model_fields", {})
        if last in fields and not fields[last].is_required():
            found[path] = fields[last].get_default(call_default_factory=True)
    return found


def _flat(values: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """Tables within tables as paths; arrays of tables by number."""
    found: list[tuple[str, Any]] = []
    for name, value in values.items():
        if isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
            value = {str(number): part for number, part in enumerate(value)}
        if isinstance(value, dict) and value:
            found += _flat(value, f"{prefix}{name}.")
        else:
            found.append((f"{prefix}{name}", value))
    return found
