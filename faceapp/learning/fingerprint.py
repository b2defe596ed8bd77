"""What a training run's result depends on, so that a run is only taken up by what began it."""

from __future__ import annotations

import hashlib
import zlib

import numpy as np

from faceapp.domain.errors import DatasetError
from faceapp.learning.datasets import CropSet
from faceapp.learning.recipes import Recipe

# Words for the card, which no weight depends on; and what only a tuning reads.
_FREE_TEXT = {"name", "training_data", "terms", "search"}


def fingerprint(
    recipe: Recipe, crops: CropSet, *, precision: str, device: str, processes: int, teacher: str | None = None
) -> dict[str, str]:
    """By name, each thing that the result depends on, as a hash or a word.

    Args:
        recipe: Of which only what differs from the defaults counts: a setting that a later version adds, and that the
            recipe does not use, keeps no run from going on.
        crops: Training crops.
        precision: In which the network computes.
        device: Type of the device.
        processes: Their number.
        teacher: SHA-256 of the teacher's weights, if there is one.
    """
    stated = recipe.model_dump_json(exclude=_FREE_TEXT, exclude_defaults=True)
    return {
        "recipe": hashlib.sha256(stated.encode()).hexdigest(),
        "crops": crops_hash(crops),
        "pixels": f"{zlib.crc32(np.ascontiguousarray(crops.images).data):08x}",
        "precision": precision,
        "device": device,
        "number of processes": str(processes),
        **({} if teacher is None else {"teacher": teacher}),
    }


def crops_hash(crops: CropSet) -> str:
    """Hash of the crops' names in their order: with the same hash the same class has the same number."""
    return hashlib.sha256("\n".join(crops.files).encode()).hexdigest()


def require_same(begun: object, now: dict[str, str], run: str) -> None:
    """Refuse to go on with a run that something else began.

    Raises:
        DatasetError: Something differs; the sentence says what.
    """
    if not isinstance(begun, dict):
        raise DatasetError(
            f"The run in '{run}' was begun by another version of faceapp.",
            hint="Finish it with that version, or choose another --out.",
        )
    other = [part for part in now if begun.get(part) != now[part]]
    if other:
        raise DatasetError(
            f"The run in '{run}' was begun with another {', another '.join(other)}.",
            hint="Resume it with the same recipe, data and device, or choose another --out.",
        )
