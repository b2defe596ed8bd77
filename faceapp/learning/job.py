"""The state of a training run, and one step of it.

A step depends on the recipe, the data and the step's number alone: order, augmentation and dropout are drawn from
seeds made of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from faceapp.domain.errors import DatasetError, ModelError
from faceapp.learning.augmentation import AugmentationSettings, augment
from faceapp.learning.datasets import CropSet
from faceapp.learning.distillation import DistillationLoss, Teacher
from faceapp.learning.evaluation import embed
from faceapp.learning.initialisation import mean_directions, start_from
from faceapp.learning.loading import BatchLoader
from faceapp.learning.losses import build_loss
from faceapp.learning.precision import autocast, resolve_precision
from faceapp.learning.processes import Processes, with_shared_statistics
from faceapp.learning.recipes import Recipe
from faceapp.learning.schedules import learning_rate
from faceapp.vision.encoder import normalise_crops
from faceapp.vision.networks import build_network


@dataclass(frozen=True, slots=True, eq=False)
class StepResult:
    """What a step did.

    Attributes:
        loss: Its loss, without gradients.
        gradient_norm: Norm of its gradient before clipping, without gradients.
    """

    loss: Tensor
    gradient_norm: Tensor


class Job:
    """All state of a run that a step changes.

    Args:
        recipe: What to train and how.
        crops: Training crops, of the recipe's input size.
        device: Where.
        processes: Who else works at the run.

    Raises:
        DatasetError: The crops do not fill a batch, or a batch cannot be shared evenly.
        DeviceError: The recipe's precision is not for this device.
        ModelError: The network cannot be built, or the teacher not be loaded.
    """

    def __init__(
        self, recipe: Recipe, crops: CropSet, device: torch.device, processes: Processes | None = None
    ) -> None:
        self.recipe = recipe
        self.device = device
        self.processes = processes or Processes()
        world = self.processes.world
        if recipe.batch_size % world:
            raise DatasetError(
                f"A batch of {recipe.batch_size} cannot be shared evenly by {world} processes.",
                hint="Make batch_size a multiple of the number of processes.",
            )
        self.loader = BatchLoader(
            crops,
            recipe.sampler,
            batch_size=recipe.batch_size,
            seed=recipe.seed,
            device=device,
            rank=self.processes.rank,
            world=world,
        )
        self.steps_per_epoch = self.loader.steps_per_epoch
        self.steps = self.steps_per_epoch * recipe.epochs
        self.step = 0
        self.precision = resolve_precision(recipe.precision, device)
        self._landmarks_px = torch.tensor(recipe.template_px, device=device)
        torch.manual_seed(recipe.seed)
        network = build_network(
            recipe.network.architecture,
            recipe.network.input_px,
            recipe.network.embedding_size,
            recipe.network.settings,
        )
        self.loss = build_loss(recipe.losses, len(crops.identities), recipe.network.embedding_size).to(device)
        network = with_shared_statistics(network, self.processes)
        self.network = network.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        average = get_ema_multi_avg_fn(recipe.optimiser.ema_decay)  # type: ignore[no-untyped-call]
        self.averaged = AveragedModel(self.network, multi_avg_fn=average, use_buffers=True)
        self._teacher = Teacher(recipe.teacher, device) if recipe.teacher is not None else None
        self._distillation: DistillationLoss | None = None
        if recipe.teacher is not None and self._teacher is not None:
            self._distillation = DistillationLoss(
                recipe.teacher, recipe.network.embedding_size, self._teacher.embedding_size
            ).to(device)
        heads = [*self.loss.parameters(), *(self._distillation.parameters() if self._distillation else ())]
        self._parameters = [*self.network.parameters(), *heads]
        self.optimiser = _optimiser(recipe, self._parameters)
        self._scaler = torch.amp.GradScaler(device.type, enabled=self.precision == "fp16")

    def advance(self) -> StepResult:
        """Do one step."""
        recipe = self.recipe
        self.network.train()
        batch = self.loader.batch(self.step)
        step_seed = int(np.random.SeedSequence([recipe.seed, self.step]).generate_state(1)[0])
        # Each process varies its own share in its own way.
        own_seed = step_seed + self.processes.rank
        torch.manual_seed(own_seed)  # dropout
        generator = torch.Generator(self.device).manual_seed(own_seed)
        varied = augment(batch.images, self.augmentation, generator, self._landmarks_px)
        inputs = normalise_crops(varied, recipe.mean, recipe.std).contiguous(memory_format=torch.channels_last)
        for group in self.optimiser.param_groups:
            group["lr"] = self.learning_rate
        self.loss.set_epoch(self.step / self.steps_per_epoch)
        with autocast(self.precision, self.device):
            features = self.network(inputs)
        if self.processes.world > 1:
            torch.manual_seed(step_seed)  # what the losses draw is to be the same everywhere
        features = self.processes.gather(features.float())
        loss: Tensor = self.loss(features, batch.all_labels)
        if self._distillation is not None and self._teacher is not None:
            loss = loss + self._distillation(features, self.processes.gather(self._teacher.embed(varied)))
        self.optimiser.zero_grad(set_to_none=True)
        self._scaler.scale(loss).backward()  # type: ignore[no-untyped-call]
        self.processes.add_up(list(self.network.parameters()))
        self._scaler.unscale_(self.optimiser)
        norm = nn.utils.get_total_norm([p.grad for p in self._parameters if p.grad is not None])
        if recipe.optimiser.gradient_clip:
            nn.utils.clip_grads_with_norm_(self._parameters, recipe.optimiser.gradient_clip, norm)
        self._scaler.step(self.optimiser)
        self._scaler.update()
        self.averaged.update_parameters(self.network)
        self.step += 1
        return StepResult(loss.detach(), norm.detach())

    @property
    def learning_rate(self) -> float:
        """Of the step to come."""
        return learning_rate(self.recipe.optimiser, self.step, steps=self.steps, steps_per_epoch=self.steps_per_epoch)

    @property
    def augmentation(self) -> AugmentationSettings:
        """Of the step to come."""
        # The last epochs see crops as the door will: aligned and undisturbed.
        plain = self.step >= (self.recipe.epochs - self.recipe.plain_epochs) * self.steps_per_epoch
        return self.recipe.augmentation.only_flips() if plain else self.recipe.augmentation

    def require_finite(self) -> None:
        """Refuse to go on from, or to keep, weights that are no numbers.

        Raises:
            ModelError: A weight or statistic is not a number.
        """
        if not all(bool(torch.isfinite(tensor).all()) for tensor in [*self._parameters, *self.network.buffers()]):
            raise ModelError(
                f"The weights after step {self.step} are not numbers.",
                hint="Lower the learning rate or the margin; the last checkpoint is from before.",
            )

    def state(self) -> dict[str, Any]:
        """What a checkpoint holds."""
        state = {
            "step": self.step,
            "network": self.network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "loss": self.loss.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "scaler": self._scaler.state_dict(),
        }
        if self._distillation is not None:
            state["distillation"] = self._distillation.state_dict()
        return state

    def restore(self, state: dict[str, Any]) -> None:
        """Go back to a checkpoint."""
        self.step = state["step"]
        self.network.load_state_dict(state["network"])
        self.averaged.load_state_dict(state["averaged"])
        self.loss.load_state_dict(state["loss"])
        self.optimiser.load_state_dict(state["optimiser"])
        self._scaler.load_state_dict(state["scaler"])
        if self._distillation is not None:
            self._distillation.load_state_dict(state["distillation"])

    def begin_from(self, encoder: Path, crops: CropSet) -> None:
        """Begin with an encoder's weights, and with its mean embeddings as the directions of the classes."""
        start_from(self.network, encoder)
        recipe = self.recipe
        embeddings = embed(
            self.network, crops.images, mean=recipe.mean, std=recipe.std, mirror=False, device=self.device
        )
        self.loss.set_directions(mean_directions(embeddings, crops.labels))
        self.averaged.module.load_state_dict(self.network.state_dict())


def _optimiser(recipe: Recipe, parameters: list[nn.Parameter]) -> torch.optim.Optimizer:
    settings = recipe.optimiser
    # Weight decay on scales and shifts of the normalisation layers only slows them down.
    groups = [
        {"params": [p for p in parameters if p.ndim > 1], "weight_decay": settings.weight_decay},
        {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0.0},
    ]
    if settings.name == "sgd":
        return torch.optim.SGD(groups, lr=settings.learning_rate, momentum=settings.momentum, nesterov=True)
    return torch.optim.AdamW(groups, lr=settings.learning_rate, betas=(settings.momentum, 0.99))
