"""Samplers: who comes when, and everybody does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from faceapp.domain.errors import ConfigError, DatasetError
from faceapp.learning.datasets import epoch_order
from faceapp.learning.loss_settings import IdentitiesSampler, RandomSampler
from faceapp.learning.sampling import epoch_batches, steps_in_epoch


def identities(images: int) -> IdentitiesSampler:
    return IdentitiesSampler(name="identities", images_per_identity=images)


def labelled(counts: list[int], seed: int = 0) -> NDArray[np.int64]:
    """Labels of crops in an arbitrary order, identity i having counts[i] of them."""
    labels = np.repeat(np.arange(len(counts)), counts)
    return np.random.default_rng(seed).permutation(labels)


def test_the_random_sampler_is_the_order_of_an_epoch_cut_into_batches() -> None:
    labels = labelled([5, 4, 3, 2])
    batches = epoch_batches(labels, RandomSampler(), batch_size=4, seed=3, epoch=2)
    assert batches.shape == (3, 4)
    assert batches.dtype == np.int64
    assert batches.ravel().tolist() == epoch_order(14, seed=3, epoch=2)[:12].tolist()


@settings(max_examples=60, deadline=None)
@given(
    counts=st.lists(st.integers(1, 9), min_size=2, max_size=25),
    images=st.integers(1, 5),
    data=st.data(),
)
def test_identities_come_evenly_and_so_do_their_crops(counts: list[int], images: int, data: st.DataObject) -> None:
    per_batch = data.draw(st.integers(1, len(counts)))
    batch_size = per_batch * images
    labels = labelled(counts)
    if batch_size > len(labels):
        return
    sampler = identities(images)
    batches = epoch_batches(labels, sampler, batch_size=batch_size, seed=1, epoch=4)
    assert batches.shape == (steps_in_epoch(labels, sampler, batch_size=batch_size), batch_size)
    assert batches.dtype == np.int64
    assert len(batches) >= len(labels) // batch_size
    visits = dict.fromkeys(range(len(counts)), 0)
    uses = dict.fromkeys(range(len(labels)), 0)
    for batch in batches:
        seen = []
        for first in range(0, batch_size, images):
            crops = batch[first : first + images].tolist()
            (label,) = {int(labels[crop]) for crop in crops}
            seen.append(label)
            visits[label] += 1
            assert len(set(crops)) == min(images, counts[label])  # it repeats none that it need not
            for crop in crops:
                uses[crop] += 1
        assert len(set(seen)) == per_batch  # P different identities
    assert min(visits.values()) >= 1
    assert max(visits.values()) - min(visits.values()) <= 1
    for label in range(len(counts)):
        of_identity = [uses[crop] for crop in np.flatnonzero(labels == label)]
        assert max(of_identity) - min(of_identity) <= 1


def test_an_epochs_batches_depend_on_seed_and_epoch_alone() -> None:
    labels = labelled([6] * 8)
    for sampler in (RandomSampler(), identities(3)):
        first = epoch_batches(labels, sampler, batch_size=12, seed=1, epoch=2)
        np.random.default_rng().random()
        np.testing.assert_array_equal(first, epoch_batches(labels, sampler, batch_size=12, seed=1, epoch=2))
        for seed, epoch in ((1, 3), (2, 2), (2, 1)):
            again = epoch_batches(labels, sampler, batch_size=12, seed=seed, epoch=epoch)
            assert again.shape == first.shape
            assert again.tolist() != first.tolist()


def test_identities_need_not_be_counted_without_gaps() -> None:
    labels = np.array([7, 7, 3, 3, 90])
    batches = epoch_batches(labels, identities(2), batch_size=4, seed=0, epoch=0)
    assert {int(label) for label in labels[batches.ravel()]} == {3, 7, 90}
    assert len(batches) == 2


def test_what_cannot_be_divided_is_refused() -> None:
    labels = labelled([3, 3, 3])
    with pytest.raises(ConfigError, match=r"images_per_identity: 4 does not divide the batch_size of 6"):
        epoch_batches(labels, identities(4), batch_size=6, seed=0, epoch=0)
    with pytest.raises(DatasetError, match="3 people are fewer than the 4 of one batch"):
        steps_in_epoch(labels, identities(2), batch_size=8)
    for sampler in (RandomSampler(), identities(2)):
        with pytest.raises(DatasetError, match="9 crops are fewer than one batch of 10"):
            epoch_batches(labels, sampler, batch_size=10, seed=0, epoch=0)


def test_nothing_is_left_of_an_epoch_without_data() -> None:
    with pytest.raises(DatasetError, match="0 crops are fewer"):
        steps_in_epoch(np.zeros(0, dtype=np.int64), RandomSampler(), batch_size=2)
