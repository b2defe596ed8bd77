"""Folds of people for cross-validation: nobody is in two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.errors import DatasetError
from faceapp.learning.datasets import CropSet


@dataclass(frozen=True, slots=True)
class Fold:
    """One way to divide the people: those to train on, and those to judge by."""

    training: CropSet
    validation: CropSet


def identity_folds(crops: CropSet, count: int, *, seed: int) -> tuple[Fold, ...]:
    """Divide the people at random into `count` parts, each of which is the validation part of one fold.

    Args:
        crops: Crops of all people.
        count: Number of folds, 2 or more.
        seed: Of the division.

    Raises:
        DatasetError: There are fewer than two people for each fold.
    """
    people = len(crops.identities)
    if people < 2 * count:
        raise DatasetError(
            f"{people} people cannot be divided into {count} folds.", hint="Give more people, or ask for fewer folds."
        )
    part_of = np.empty(people, dtype=np.int64)
    part_of[np.random.default_rng(seed).permutation(people)] = np.arange(people) % count
    return tuple(
        Fold(
            training=subset(crops, np.flatnonzero(part_of != part)),
            validation=subset(crops, np.flatnonzero(part_of == part)),
        )
        for part in range(count)
    )


def subset(crops: CropSet, people: Sequence[int] | NDArray[np.int64]) -> CropSet:
    """The crops of some people, with their labels counted anew from 0.

    Args:
        crops: Crops of all people.
        people: Indices into `crops.identities`, ascending.
    """
    chosen = np.asarray(people, dtype=np.int64)
    new_label = np.full(len(crops.identities), -1, dtype=np.int64)
    new_label[chosen] = np.arange(len(chosen))
    rows = np.flatnonzero(new_label[crops.labels] >= 0)
    return CropSet(
        images=crops.images[rows],
        labels=new_label[crops.labels[rows]],
        identities=tuple(crops.identities[index] for index in chosen),
        files=tuple(crops.files[row] for row in rows),
    )


def some_people(crops: CropSet, count: int, *, min_per_identity: int, seed: int) -> CropSet:
    """The crops of `count` people, drawn at random from those with enough crops.

    Raises:
        DatasetError: There are not so many.
    """
    enough = np.flatnonzero(np.bincount(crops.labels, minlength=len(crops.identities)) >= min_per_identity)
    if len(enough) < count:
        raise DatasetError(
            f"Of the people {len(enough)} have {min_per_identity} crops or more, not {count}.",
            hint="Ask for fewer people, or for fewer crops of each.",
        )
    return subset(crops, np.sort(np.random.default_rng(seed).choice(enough, count, replace=False)))
