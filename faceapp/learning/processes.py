"""Training in several processes, each with a share of every batch.

Every process computes the loss of the whole batch: the features of all are gathered, and the classification head,
pair losses and memories see what they would see in one process. The gradient of a process's own features is then
exactly that of the whole batch's loss: every process knows dL/dfeatures of its own crops, and its network's gradients
are the share of these crops in the sum over the batch. So the network's gradients are added up, not averaged, over the
processes. Each head's gradient is that of the whole batch on every process already; it is averaged, which changes
nothing but the last bit that a GPU may round otherwise, so that the weights stay equal to the bit everywhere. Batch
normalisation takes its statistics over the whole batch.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.distributed.nn.functional import all_reduce

from faceapp.domain.errors import DatasetError

# Others wait while the first process validates, saves and measures the finished encoder.
_LONGEST_WAIT = timedelta(hours=2)


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

    def share_gradients(self, network: list[nn.Parameter], heads: list[nn.Parameter]) -> None:
        """Make every process's gradients those of the whole batch, in place: the network's sum, the heads' mean."""
        if self.world == 1:
            return
        sums = [parameter.grad for parameter in network if parameter.grad is not None]
        means = [parameter.grad for parameter in heads if parameter.grad is not None]
        # One message instead of hundreds.
        flat = torch.cat([gradient.reshape(-1) for gradient in [*sums, *(mean / self.world for mean in means)]])
        dist.all_reduce(flat)
        start = 0
        for gradient in [*sums, *means]:
            gradient.copy_(flat[start : start + gradient.numel()].view_as(gradient))
            start += gradient.numel()

    def take_from_first(self, tensors: Iterable[Tensor]) -> None:
        """Overwrite every process's tensors by the first's."""
        if self.world == 1:
            return
        with torch.no_grad():
            for tensor in tensors:
                # The message needs its own memory where a tensor does not lie in one piece.
                message = tensor.detach().contiguous()
                dist.broadcast(message, 0)
                tensor.copy_(message)

    def require_alike(self, beginning: str) -> None:
        """Refuse to work together at different things.

        Args:
            beginning: What this process begins with, in words that can be compared.

        Raises:
            DatasetError: Another process begins with something else.
        """
        if self.world == 1:
            return
        told: list[str | None] = [None] * self.world
        dist.all_gather_object(told, beginning)
        if len(set(told)) > 1:
            raise DatasetError(
                "The processes do not begin with the same recipe, crops and checkpoint.",
                hint="Every machine must see the same recipe, data and directory of the run.",
            )

    def wait(self) -> None:
        """Wait for all processes."""
        if self.world > 1:
            dist.barrier()


def own_device(device: torch.device) -> torch.device:
    """The device of this process: of several GPUs the one that `torchrun` numbered for it."""
    if device.type != "cuda" or "LOCAL_RANK" not in os.environ:
        return device
    return torch.device("cuda", int(os.environ["LOCAL_RANK"]))


@contextmanager
def joined_processes(device: torch.device) -> Iterator[Processes]:
    """Join the others that `torchrun` started; alone where it did not start this one.

    Args:
        device: Where this process computes.
    """
    world = int(os.environ.get("WORLD_SIZE", "1"))
    if world == 1:
        yield Processes()
        return
    if device.type == "cuda":
        torch.cuda.set_device(device)
    dist.init_process_group("nccl" if device.type == "cuda" else "gloo", timeout=_LONGEST_WAIT)
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
