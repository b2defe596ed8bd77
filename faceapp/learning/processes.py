"""Training in several processes, each with a share of every batch.

Every process computes the loss of the whole batch: the features of all are gathered, and the classification head,
pair losses and memories see what they would see in one process. The gradient of a process's own features is then
exactly that of the whole batch's loss, so that the network's gradients add up over the processes to those of one
process, and the head's are the same everywhere. Batch normalisation takes its statistics over the whole batch.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.distributed.nn.functional import all_reduce


@dataclass(frozen=True, slots=True)
class Processes:
    """Who works at a run.

    Attributes:
        rank: Number of this process, from 0; process 0 writes, validates and reports.
        world: Number of processes.
    """

    rank: int = 0
    world: int = 1

    @property
    def first(self) -> bool:
        """Whether this process is the one that writes."""
        return self.rank == 0

    def gather(self, features: Tensor) -> Tensor:
        """The features of all processes, (B, D), with gradients for this process's own, (B / world, D)."""
        if self.world == 1:
            return features
        parts = [torch.empty_like(features) for _ in range(self.world)]
        dist.all_gather(parts, features.detach().contiguous())
        parts[self.rank] = features
        return torch.cat(parts)

    def add_up(self, parameters: list[nn.Parameter]) -> None:
        """Add the gradients of all processes, in place."""
        if self.world == 1:
            return
        gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
        # One message instead of hundreds.
        flat = torch.cat([gradient.reshape(-1) for gradient in gradients])
        dist.all_reduce(flat)
        start = 0
        for gradient in gradients:
            gradient.copy_(flat[start : start + gradient.numel()].view_as(gradient))
            start += gradient.numel()

    def wait(self) -> None:
        """Wait for all processes."""
        if self.world > 1:
            dist.barrier()


@contextmanager
def joined_processes(device: torch.device) -> Iterator[Processes]:
    """Join the others that `torchrun` started; alone where it did not start this one."""
    world = int(os.environ.get("WORLD_SIZE", "1"))
    if world == 1:
        yield Processes()
        return
    if device.type == "cuda":
        torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
    dist.init_process_group("nccl" if device.type == "cuda" else "gloo")
    try:
        yield Processes(dist.get_rank(), world)
    finally:
        dist.destroy_process_group()


def with_shared_statistics(network: nn.Module, processes: Processes) -> nn.Module:
    """Let every batch normalisation take its statistics over all processes."""
    if processes.world == 1:
        return network
    for name, child in network.named_children():
        if isinstance(child, nn.BatchNorm1d | nn.BatchNorm2d):
            setattr(network, name, SharedBatchNorm.of(child))
        else:
            with_shared_statistics(child, processes)
    return network


class SharedBatchNorm(nn.BatchNorm2d):
    """Batch normalisation whose statistics are those of all processes' samples together.

    As `torch.nn.SyncBatchNorm`, which is for CUDA alone. Takes (N, C) and (N, C, H, W).
    """

    @classmethod
    def of(cls, norm: nn.BatchNorm1d | nn.BatchNorm2d) -> SharedBatchNorm:
        """The same layer, its weights and statistics shared with it."""
        shared = cls(norm.num_features, eps=norm.eps, momentum=norm.momentum)
        shared.weight, shared.bias = norm.weight, norm.bias
        shared.running_mean, shared.running_var = norm.running_mean, norm.running_var
        shared.num_batches_tracked = norm.num_batches_tracked
        return shared

    def _check_input_dim(self, _: Tensor) -> None:
        pass

    def forward(self, features: Tensor) -> Tensor:
        """Normalise each channel, (N, C) or (N, C, H, W)."""
        if not self.training:
            return super().forward(features)
        wide = features.float()  # sums of thousands of numbers in half precision would be worth nothing
        axes = [axis for axis in range(wide.ndim) if axis != 1]
        count = torch.tensor(float(wide.numel() // wide.shape[1]), device=wide.device)
        sums = torch.cat([wide.sum(axes), wide.square().sum(axes), count.view(1)])
        sums = all_reduce(sums)  # type: ignore[no-untyped-call]
        total, channels = sums[-1], wide.shape[1]
        mean = sums[:channels] / total
        variance = (sums[channels : 2 * channels] / total - mean.square()).clamp(min=0)
        assert self.running_mean is not None
        assert self.running_var is not None
        assert self.num_batches_tracked is not None
        with torch.no_grad():
            momentum = 0.1 if self.momentum is None else self.momentum
            self.num_batches_tracked += 1
            self.running_mean.lerp_(mean.detach(), momentum)
            self.running_var.lerp_(variance.detach() * total / (total - 1), momentum)
        shape = [1, channels] + [1] * (wide.ndim - 2)
        scale = self.weight * (variance + self.eps).rsqrt()
        out: Tensor = (wide - mean.view(shape)) * scale.view(shape) + self.bias.view(shape)
        return out.to(features.dtype)
