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
from faceapp.learning.class_centres import ClassCentres
from faceapp.learning.cleaning import cosines_to_own_class, unlike_their_class
from faceapp.learning.datasets import CropSet
from faceapp.learning.distillation import DistillationLoss, Teacher, Teachers
from faceapp.learning.evaluation import embed
from faceapp.learning.initialisation import head_of_run, mean_directions, start_from
from faceapp.learning.loading import BatchLoader
from faceapp.learning.loss_settings import HardIdentitiesSampler
from faceapp.learning.losses import build_loss
from faceapp.learning.precision import autocast, resolve_precision
from faceapp.learning.processes import Processes, with_shared_statistics
from faceapp.learning.recipes import Recipe
from faceapp.learning.sampling import nearest_identities
from faceapp.learning.schedules import learning_rate, margin_share
from faceapp.vision.encoder import Encoder, normalise_crops
from faceapp.vision.networks import build_network


@dataclass(frozen=True, slots=True, eq=False)
class StepResult:
    """What a step did.

    Attributes:
        loss: Its loss, without gradients.
        gradient_norm: Norm of its gradient before clipping, without gradients.
        margin_share: Share of its margin that the loss had grown to, in [0, 1]; None where no loss has a margin that
            grows.
    """

    loss: Tensor
    gradient_norm: Tensor
    margin_share: float | None


class Job:
    """All state of a run that a step changes.

    `left_out` are the crops that it leaves out as unlike their identity, by their row; None until they were looked for.

    Args:
        recipe: What to train and how.
        crops: Training crops, of the recipe's input size.
        device: Where.
        processes: Who else works at the run.
        cache: Where a teacher's embeddings of undisturbed crops are kept for the next start; None: nowhere.

    Raises:
        DatasetError: The crops do not fill a batch, or a batch cannot be shared evenly.
        DeviceError: The recipe's precision is not for this device.
        ModelError: The network cannot be built, or the teacher not be loaded.
    """

    def __init__(
        self,
        recipe: Recipe,
        crops: CropSet,
        device: torch.device,
        processes: Processes | None = None,
        cache: Path | None = None,
    ) -> None:
        self.recipe = recipe
        self.device = device
        self.processes = processes or Processes()
        self._crops = crops
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
        self._teacher = _teachers_of(recipe, device)
        self._targets: Tensor | None = None
        self._distillation: DistillationLoss | None = None
        if recipe.teacher is not None and self._teacher is not None:
            if recipe.teacher.sees == "plain":
                self._targets = self._teacher.embed_all(crops, device, cache)
            self._distillation = DistillationLoss(
                recipe.teacher, recipe.network.embedding_size, self._teacher.embedding_size
            ).to(device)
        self._heads = [*self.loss.parameters(), *(self._distillation.parameters() if self._distillation else ())]
        self._parameters = [*self.network.parameters(), *self._heads]
        self._centres: ClassCentres | None = None
        if isinstance(recipe.sampler, HardIdentitiesSampler):
            self._centres = ClassCentres(len(crops.identities), recipe.network.embedding_size, device)
        self._neighbours: Tensor | None = None
        self.left_out: Tensor | None = None
        self.optimiser = _optimiser(recipe, self._parameters)
        self._scaler = torch.amp.GradScaler(device.type, enabled=self.precision == "fp16")

    def advance(self) -> StepResult:
        """Do one step."""
        recipe = self.recipe
        if self.step == self.cleaning_step:
            self._leave_out()
        if self.step % self.steps_per_epoch == 0:
            self._bring_together()
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
        epoch = self.step / self.steps_per_epoch
        self.loss.set_epoch(epoch)
        with autocast(self.precision, self.device):
            features = self.network(inputs)
        if self.processes.world > 1:
            torch.manual_seed(step_seed)  # what the losses draw is to be the same everywhere
        features = self.processes.gather(features.float())
        if self._centres is not None:
            self._centres.add(features, batch.all_labels)
        loss: Tensor = self.loss(features, batch.all_labels)
        if self._distillation is not None and self._teacher is not None:
            targets = (
                self.processes.gather(self._teacher.embed(varied))
                if self._targets is None
                else self._targets[batch.all_rows].float()
            )
            loss = loss + self._distillation(features, targets)
        self.optimiser.zero_grad(set_to_none=True)
        self._scaler.scale(loss).backward()  # type: ignore[no-untyped-call]
        self.processes.share_gradients(list(self.network.parameters()), self._heads)
        self._scaler.unscale_(self.optimiser)
        norm = nn.utils.get_total_norm([p.grad for p in self._parameters if p.grad is not None])
        if recipe.optimiser.gradient_clip:
            nn.utils.clip_grads_with_norm_(self._parameters, recipe.optimiser.gradient_clip, norm)
        self._scaler.step(self.optimiser)
        self._scaler.update()
        self.averaged.update_parameters(self.network)
        self.step += 1
        return StepResult(loss.detach(), norm.detach(), margin_share(recipe.losses, epoch))

    @property
    def teacher_sha256(self) -> str | None:
        """Which teacher's weights it learns from, if any."""
        return None if self._teacher is None else self._teacher.weights_sha256

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
        if self._centres is not None:
            state["centres"], state["neighbours"] = self._centres.values, self._neighbours
        if self.left_out is not None:
            state["left_out"] = self.left_out
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
        if self._centres is not None:
            self._centres.values.copy_(state["centres"])
            self._use_neighbours(state["neighbours"])
        if "left_out" in state:
            self._use_left_out(state["left_out"])

    def begin_alike(self) -> None:
        """Take all weights and statistics from the first process, so that no machine begins with others."""
        modules: list[nn.Module] = [self.network, self.averaged, self.loss]
        if self._distillation is not None:
            modules.append(self._distillation)
        self.processes.take_from_first(tensor for module in modules for tensor in module.state_dict().values())

    def begin_from(self, encoder: Path, crops: CropSet) -> None:
        """Begin with an encoder's weights, and with what its run's losses had learned; else with mean embeddings."""
        start_from(self.network, encoder)
        self.averaged.module.load_state_dict(self.network.state_dict())
        head = head_of_run(encoder, crops, self.device)
        ours = self.loss.state_dict()
        if head is not None and {n: t.shape for n, t in head.items()} == {n: t.shape for n, t in ours.items()}:
            self.loss.load_state_dict(head)
            return
        recipe = self.recipe
        embeddings = embed(
            self.network, crops.images, mean=recipe.mean, std=recipe.std, mirror=False, device=self.device
        )
        self.loss.set_directions(mean_directions(embeddings, crops.labels))

    @property
    def cleaning_step(self) -> int | None:
        """The step before which crops unlike their identity are left out; None: never."""
        cleaning = self.recipe.cleaning
        return int(cleaning.start * self.recipe.epochs) * self.steps_per_epoch if cleaning.share else None

    def _leave_out(self) -> None:
        """Find the crops that are unlike their identity."""
        recipe, labels = self.recipe, self._crops.labels
        embeddings = embed(
            self.averaged, self._crops.images, mean=recipe.mean, std=recipe.std, mirror=False, device=self.device
        )
        cosines = cosines_to_own_class(embeddings, labels)
        rows = unlike_their_class(cosines, labels, share=recipe.cleaning.share, below=recipe.cleaning.below)
        chosen = torch.zeros(len(labels), dtype=torch.uint8, device=self.device)
        chosen[torch.from_numpy(rows).to(self.device)] = 1
        self.processes.take_from_first([chosen])
        self._use_left_out(chosen.nonzero().flatten())

    def _use_left_out(self, rows: Tensor) -> None:
        self.left_out = rows.cpu()
        self.loader.leave_out(self.left_out.numpy())

    def _bring_together(self) -> None:
        """Find the identities that are most alike, for the sampler that wants to know."""
        sampler = self.recipe.sampler
        if self._centres is None or not isinstance(sampler, HardIdentitiesSampler):
            return
        if self.step < sampler.start_epoch * self.steps_per_epoch:
            return
        # Several times as many as a group takes: most of somebody's nearest will be in another group already.
        found = nearest_identities(self._centres.values.cpu().numpy(), 8 * sampler.group)
        neighbours = torch.from_numpy(found).to(self.device)
        self.processes.take_from_first([neighbours])
        self._use_neighbours(neighbours)

    def _use_neighbours(self, neighbours: Tensor | None) -> None:
        self._neighbours = None if neighbours is None else neighbours.cpu()
        if self._neighbours is not None:
            self.loader.bring_together(self._neighbours.numpy())


def _teachers_of(recipe: Recipe, device: torch.device) -> Teachers | None:
    if recipe.teacher is None:
        return None
    return Teachers(
        [
            Teacher(
                Encoder.load(Path(encoder), device.type),
                device,
                crop_px=recipe.network.input_px,
                template_px=recipe.template_px,
            )
            for encoder in recipe.teacher.encoders
        ]
    )


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
