"""What the batches of an epoch are made of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.errors import ConfigError, DatasetError
from faceapp.learning.datasets import epoch_order
from faceapp.learning.loss_settings import IdentitiesSampler, RandomSampler, SamplerSettings


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
    labels: NDArray[np.int64], settings: SamplerSettings, *, batch_size: int, seed: int, epoch: int
) -> NDArray[np.int64]:
    """The crops of each batch of an epoch, by their index; depends on the arguments alone.

    `random` visits every crop at most once, and leaves out the remainder that fills no batch. `identities` visits
    every identity at least once, and gives every batch P different ones with K crops each: K different crops where
    the identity has so many, else all it has, over and over.

    Args:
        labels: Identity of each crop, (N,).
        settings: Which sampler.
        batch_size: Crops in a batch.
        seed: Of the training run.
        epoch: Counted from 0.

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
    visits = _visits(len(counts), batch_size // images, steps, random)  # (steps * P,)
    # An identity that comes again goes on where it stopped, round and round.
    offsets = _times_before(visits, len(counts))[:, None] * images + np.arange(images)
    rows = by_identity[starts[visits][:, None] + offsets % counts[visits][:, None]]
    return rows.reshape(steps, batch_size)


def _identities_per_batch(settings: IdentitiesSampler, identities: int, batch_size: int) -> int:
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


def _visits(identities: int, per_batch: int, steps: int, random: np.random.Generator) -> NDArray[np.int64]:
    """Identities in the order of their visits: everybody once, then everybody again; no batch has one twice."""
    wanted = steps * per_batch
    visits = random.permutation(identities)
    while len(visits) < wanted:
        again = random.permutation(identities)
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
