"""Batches made ready while the one before is computed with."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from faceapp.learning.cleaning import stand_ins
from faceapp.learning.datasets import CropSet
from faceapp.learning.loss_settings import SamplerSettings
from faceapp.learning.sampling import epoch_batches, steps_in_epoch


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """A batch, or one process's share of it.

    Attributes:
        images: Grey levels, float (B, 3, S, S), on the device.
        labels: Of these images, (B,), on the device.
        all_labels: Of the whole batch of all processes, on the device.
        all_rows: Which crops these are, on the device.
    """

    images: Tensor
    labels: Tensor
    all_labels: Tensor
    all_rows: Tensor


class BatchLoader:
    """The batches of a run by the number of their step: which crops are in one depends on seed and step alone.

    One thread makes the next batch ready: it gathers crops that lie decoded in memory, turns them into floating point
    and moves them to the device.

    Args:
        crops: Training crops.
        sampler: What batches are made of.
        batch_size: Crops in a batch of all processes.
        seed: Of the run.
        device: Where batches go.
        rank: Number of this process.
        world: Number of processes, a divisor of the batch size.
    """

    def __init__(
        self,
        crops: CropSet,
        sampler: SamplerSettings,
        *,
        batch_size: int,
        seed: int,
        device: torch.device,
        rank: int = 0,
        world: int = 1,
    ) -> None:
        self.steps_per_epoch = steps_in_epoch(crops.labels, sampler, batch_size=batch_size)
        self.waited_s = 0.0
        self._crops = crops
        self._images = torch.from_numpy(crops.images)
        self._labels = torch.from_numpy(crops.labels)
        self._sampler = sampler
        self._batch_size, self._seed = batch_size, seed
        self._device = device
        share = batch_size // world
        self._mine = slice(rank * share, (rank + 1) * share)
        self._order: tuple[int, NDArray[np.int64]] | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._next: tuple[int, Future[Batch]] | None = None
        self._stand_ins: NDArray[np.int64] | None = None
        self._neighbours: NDArray[np.int64] | None = None

    def batch(self, step: int) -> Batch:
        """The batch of a step, from 0; the next one is begun."""
        begun = time.monotonic()
        ready = self._next is not None and self._next[0] == step
        batch = self._next[1].result() if ready and self._next is not None else self._make(step)
        self.waited_s += time.monotonic() - begun
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="loader")
        self._next = (step + 1, self._thread.submit(self._make, step + 1))
        return batch

    def leave_out(self, rows: NDArray[np.int64]) -> None:
        """From now on let other crops of the same identity take the place of these, ascending."""
        self._forget()
        self._stand_ins = stand_ins(self._crops.labels, rows)

    def bring_together(self, neighbours: NDArray[np.int64]) -> None:
        """From now on let the sampler bring each identity together with these others, (C, K), the nearest first."""
        self._forget()
        self._neighbours = neighbours

    def files(self, step: int) -> list[str]:
        """Names of the crops of a step's whole batch."""
        return [self._crops.files[index] for index in self._rows(step)]

    def close(self) -> None:
        """End the thread."""
        if self._thread is not None:
            self._thread.shutdown(cancel_futures=True)
            self._thread, self._next = None, None

    def _forget(self) -> None:
        """Drop what was made ready by what no longer holds."""
        if self._next is not None:
            self._next[1].exception()  # ended, whichever way: the thread reads what is about to change
        self._next, self._order = None, None

    def _rows(self, step: int) -> NDArray[np.int64]:
        epoch, index = divmod(step, self.steps_per_epoch)
        order = self._order
        if order is None or order[0] != epoch:
            batches = epoch_batches(
                self._crops.labels,
                self._sampler,
                batch_size=self._batch_size,
                seed=self._seed,
                epoch=epoch,
                neighbours=self._neighbours,
            )
            order = self._order = (epoch, batches)
        rows: NDArray[np.int64] = order[1][index]
        return rows if self._stand_ins is None else self._stand_ins[rows]

    def _make(self, step: int) -> Batch:
        rows = torch.from_numpy(self._rows(step))
        images, labels = self._images[rows[self._mine]], self._labels[rows]
        if self._device.type == "cuda":  # from pinned memory a copy goes on beside the computation
            images, labels = images.pin_memory(), labels.pin_memory()
        all_labels = labels.to(self._device, non_blocking=True)
        return Batch(
            images=images.to(self._device, non_blocking=True).permute(0, 3, 1, 2).float(),
            labels=all_labels[self._mine],
            all_labels=all_labels,
            all_rows=rows.to(self._device, non_blocking=True),
        )
