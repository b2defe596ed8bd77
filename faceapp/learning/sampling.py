"""What the batches of an epoch are made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.errors import ConfigError, DatasetError
from faceapp.learning.datasets import epoch_order
from faceapp.learning.loss_settings import HardIdentitiesSampler, IdentitiesSampler, RandomSampler, SamplerSettings


def steps_in_epoch(labels: NDArray[np.int64], settings: SamplerSettings, *, batch_size: int) -> int:
    """How many batches an epoch has; the same for every epoch.

    Raises:
        ConfigError: The batch size is no multiple of the images per identity.
        DatasetError: The crops, or the identities, do not fill one batch.
    """
    if batch_size > len(labels):
        raise DatasetError(
            f"{len(labels)} crops are fewer than one batch of {batch_size}.",
            hint="Give more data or a smaller batch_size.",
        )
    whole = len(labels) // batch_size
    if isinstance(settings, RandomSampler):
        return whole
    identities = len(np.unique(labels))
    # As many steps as the random order has, so that samplers compare at one budget, but never fewer than it
    # takes to visit everybody.
    return max(whole, -(-identities // _identities_per_batch(settings, identities, batch_size)))


def epoch_batches(
    labels: NDArray[np.int64],
    settings: SamplerSettings,
    *,
    batch_size: int,
    seed: int,
    epoch: int,
    neighbours: NDArray[np.int64] | None = None,
) -> NDArray[np.int64]:
    """The crops of each batch of an epoch, by their index; depends on the arguments alone.

    `random` visits every crop at most once, and leaves out the remainder that fills no batch. `identities` visits
    every identity at least once, and gives every batch P different ones with K crops each: K different crops where
    the identity has so many, else all it has, over and over. `hard_identities` does the same, and lays identities that
    are neighbours side by side.

    Args:
        labels: Identity of each crop, (N,).
        settings: Which sampler.
        batch_size: Crops in a batch.
        seed: Of the training run.
        epoch: Counted from 0.
        neighbours: For `hard_identities`, those most like each identity, (C, K), nearest first; None: not known yet.

    Returns:
        Indices into `labels`, (steps, batch_size); for `identities`, the K crops of an identity lie side by side.

    Raises:
        ConfigError: The batch size is no multiple of the images per identity.
        DatasetError: The crops, or the identities, do not fill one batch.

    Source:
        Hermans et al., "In defense of the triplet loss for person re-identification", 2017, section 2 (PK batches).
    """
    steps = steps_in_epoch(labels, settings, batch_size=batch_size)
    if isinstance(settings, RandomSampler):
        order = epoch_order(len(labels), seed=seed, epoch=epoch)
        return order[: steps * batch_size].reshape(steps, batch_size)
    random = np.random.default_rng([seed, epoch])
    images = settings.images_per_identity
    shuffled = random.permutation(len(labels))
    # Each identity's crops in random order, one identity after the other.
    by_identity = shuffled[np.argsort(labels[shuffled], kind="stable")]
    _, starts, counts = np.unique(labels[by_identity], return_index=True, return_counts=True)
    grouped = None
    if isinstance(settings, HardIdentitiesSampler) and neighbours is not None:
        grouped = partial(_grouped, neighbours, settings.group)
    visits = _visits(len(counts), batch_size // images, steps, random, grouped)  # (steps * P,)
    # An identity that comes again goes on where it stopped, round and round.
    offsets = _times_before(visits, len(counts))[:, None] * images + np.arange(images)
    rows = by_identity[starts[visits][:, None] + offsets % counts[visits][:, None]]
    return rows.reshape(steps, batch_size)


def _identities_per_batch(settings: IdentitiesSampler | HardIdentitiesSampler, identities: int, batch_size: int) -> int:
    images = settings.images_per_identity
    if batch_size % images:
        raise ConfigError(
            f"sampler.images_per_identity: {images} does not divide the batch_size of {batch_size}.",
            hint="Make the batch_size a multiple of it.",
        )
    wanted = batch_size // images
    if identities < wanted:
        raise DatasetError(
            f"{identities} people are fewer than the {wanted} of one batch.",
            hint="Give more people, a smaller batch_size or more images_per_identity.",
        )
    return wanted


def nearest_identities(centres: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """The identities most like each, by the cosine of their centres.

    Args:
        centres: One for each identity, of any length, (C, D).
        count: How many; fewer where there are not so many others.

    Returns:
        (C, min(count, C - 1)), the nearest first.
    """
    unit = centres / np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-12)
    found = np.empty((len(unit), min(count, len(unit) - 1)), dtype=np.int64)
    for start in range(0, len(unit), 1024):  # blocks of 1024 x C cosines
        cosines = unit[start : start + 1024] @ unit.T
        rows = np.arange(len(cosines))
        cosines[rows, start + rows] = -np.inf
        if found.shape[1]:
            near = np.argpartition(-cosines, found.shape[1] - 1, axis=1)[:, : found.shape[1]]
            in_order = np.argsort(-np.take_along_axis(cosines, near, axis=1), axis=1, kind="stable")
            found[start : start + len(cosines)] = np.take_along_axis(near, in_order, axis=1)
    return found


def _grouped(
    neighbours: NDArray[np.int64], group: int, random: np.random.Generator, identities: int
) -> NDArray[np.int64]:
    """Everybody once, in groups of somebody and those of the nearest who are in no group yet."""
    free = np.ones(identities, dtype=bool)
    order: list[int] = []
    for identity in random.permutation(identities).tolist():
        if free[identity]:
            free[identity] = False
            near = neighbours[identity]
            others = near[free[near]][: group - 1]
            free[others] = False
            order += [identity, *others.tolist()]
    return np.array(order, dtype=np.int64)


def _visits(
    identities: int,
    per_batch: int,
    steps: int,
    random: np.random.Generator,
    grouped: Callable[[np.random.Generator, int], NDArray[np.int64]] | None,
) -> NDArray[np.int64]:
    """Identities in the order of their visits: everybody once, then everybody again; no batch has one twice."""
    wanted = steps * per_batch

    def everybody() -> NDArray[np.int64]:
        return random.permutation(identities) if grouped is None else grouped(random, identities)

    visits = everybody()
    while len(visits) < wanted:
        again = everybody()
        begun = visits[len(visits) - len(visits) % per_batch :]  # of the batch in which one round meets the next
        met = np.isin(again, begun)
        others = again[~met]
        free = per_batch - len(begun)
        visits = np.concatenate([visits, others[:free], again[met], others[free:]])
    return visits[:wanted]


def _times_before(visits: NDArray[np.int64], identities: int) -> NDArray[np.int64]:
    """How often each visit's identity was visited before."""
    order = np.argsort(visits, kind="stable")
    firsts = np.searchsorted(visits[order], np.arange(identities))
    before = np.empty_like(visits)
    before[order] = np.arange(len(visits)) - firsts[visits[order]]
    return before
