"""Training an encoder by a recipe.

A step depends on the recipe, the data and the step's number alone: order, augmentation and
dropout are drawn from seeds made of them. A run that was killed therefore goes on, from its last
checkpoint, to the same weights as one that was not.
"""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from faceapp.domain.errors import DatasetError, ModelError
from faceapp.learning.augmentation import AugmentationSettings, augment
from faceapp.learning.checkpoints import (
    append_log,
    load_checkpoint,
    make_run,
    rewind_log,
    save_checkpoint,
    write_atomically,
)
from faceapp.learning.datasets import CropSet
from faceapp.learning.evaluation import embed, quick_tar
from faceapp.learning.export import MadeBy, write_encoder
from faceapp.learning.initialisation import mean_directions, start_from
from faceapp.learning.losses import build_loss
from faceapp.learning.recipes import Recipe
from faceapp.learning.sampling import epoch_batches, steps_in_epoch
from faceapp.vision.card import EncoderCard
from faceapp.vision.encoder import normalise_crops
from faceapp.vision.networks import build_network


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is.

    Attributes:
        step: Steps done, of `steps`.
        steps: Steps of the whole run.
        epoch: Epochs done, fractional.
        loss: Mean loss of the last steps.
        crops_per_s: Rate of the last steps.
        left_s: Estimated time left.
        tar: TAR at FMR 1e-3 on the validation identities at the last validation, if any.
    """

    step: int
    steps: int
    epoch: float
    loss: float
    crops_per_s: float
    left_s: float
    tar: float | None


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What does not change the result: how often a run is saved and where it computes.

    Attributes:
        device: `cpu`, `cuda` or `mps`.
        checkpoint_every_s: Longest time between checkpoints.
        report_every: Steps between progress reports.
        stop_after: End, with a checkpoint, after this many steps in all; None for the whole run.
        commit: Revision of the program, for the card.
        created_at: Date for the card, ISO 8601.
    """

    device: torch.device
    checkpoint_every_s: float = 120.0
    report_every: int = 10
    stop_after: int | None = None
    commit: str = "unknown"
    created_at: str = ""


def train(
    recipe: Recipe,
    crops: CropSet,
    validation: CropSet,
    run: Path,
    settings: RunSettings,
    *,
    resume: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> EncoderCard | None:
    """Train an encoder and write it, with its card, into the run's directory.

    Args:
        recipe: What to train and how.
        crops: Training crops, of the recipe's input size.
        validation: Crops of other people.
        run: Directory of the run; made when absent.
        settings: Device and bookkeeping.
        resume: Go on from the run's checkpoint, if it has one.
        on_progress: Called every few steps.

    Returns:
        The card, or None when `settings.stop_after` ended the run early.

    Raises:
        DatasetError: Training and validation share a person; the validation data has nothing to
            compare; the run has a checkpoint and `resume` is False; its checkpoint is of another
            recipe or other data; or its files cannot be written.
        ModelError: The loss or the weights became NaN or infinite; the sentence names the step.
    """
    _require_fit(crops, validation)
    make_run(run)
    state = load_checkpoint(run, settings.device)
    if state is not None and not resume:
        raise DatasetError(
            f"'{run}' already holds a training run.", hint="Add --resume to go on with it, or choose another --out."
        )
    fingerprint = _fingerprint(recipe, crops)
    if state is not None and state["fingerprint"] != fingerprint:
        raise DatasetError(
            f"The run in '{run}' was begun with another recipe or other data.",
            hint="Resume it with the same recipe and data, or choose another --out.",
        )
    write_atomically(run / "recipe.json", lambda stream: stream.write(recipe.model_dump_json(indent=2).encode()))

    job = _Job(recipe, crops, settings.device)
    commit = settings.commit
    if state is not None:
        job.restore(state)
        commit = state["commit"]
    elif recipe.initial_encoder is not None:
        job.begin_from(Path(recipe.initial_encoder), crops)
    rewind_log(run, job.step)
    last = job.steps if settings.stop_after is None else min(job.steps, settings.stop_after)
    tar: float | None = state["tar"] if state is not None else None
    losses: list[Tensor] = []
    since, since_step, saved_at = time.monotonic(), job.step, time.monotonic()
    while job.step < last:
        losses.append(job.advance())
        at_epoch_end = job.step % job.steps_per_epoch == 0
        save = at_epoch_end or job.step == last or time.monotonic() - saved_at > settings.checkpoint_every_s
        if save or job.step % settings.report_every == 0:
            loss = _mean_loss(losses, job.step)
            elapsed = max(time.monotonic() - since, 1e-9)
            rate = (job.step - since_step) * recipe.batch_size / elapsed
            left_s = (job.steps - job.step) * recipe.batch_size / rate
            if on_progress is not None:
                done = job.step / job.steps_per_epoch
                on_progress(Progress(job.step, job.steps, done, loss, rate, left_s, tar))
            losses.clear()
            since, since_step = time.monotonic(), job.step
        if save:
            job.require_finite()
        if at_epoch_end:
            embeddings = embed(
                job.averaged,
                validation.images,
                mean=recipe.mean,
                std=recipe.std,
                mirror=recipe.mirror,
                device=settings.device,
            )
            tar = quick_tar(embeddings, validation.labels, 1e-3)
            epoch = job.step // job.steps_per_epoch
            append_log(run, {"step": job.step, "epoch": epoch, "loss": loss, "tar_at_fmr_1e-3": tar})
        if save:
            save_checkpoint(run, {**job.state(), "fingerprint": fingerprint, "tar": tar, "commit": commit})
            saved_at = time.monotonic()
            since, since_step = time.monotonic(), job.step
    if job.step < job.steps:
        return None
    made_by = MadeBy(commit=commit, device=settings.device.type, created_at=settings.created_at)
    return write_encoder(recipe, job.averaged.module, crops, validation, run, made_by)


def _require_fit(crops: CropSet, validation: CropSet) -> None:
    """Refuse data of which the result could not be believed, before hours are spent on it."""
    shared = set(crops.identities) & set(validation.identities)
    if shared:
        raise DatasetError(
            f"{len(shared)} people are in both the training and the validation data ('{min(shared)}' is one).",
            hint="Validate on people that are never trained on.",
        )
    if len(validation.identities) < 2 or np.bincount(validation.labels).max() < 2:
        raise DatasetError(
            "The validation data has nothing to compare.",
            hint="It needs two people or more, and two crops or more of one of them.",
        )


def _mean_loss(losses: Sequence[Tensor], step: int) -> float:
    """Mean of the last steps' losses; `step` is the number of the last."""
    for index, loss in enumerate(losses):
        if not math.isfinite(float(loss)):
            raise ModelError(
                f"The loss of step {step - len(losses) + index + 1} is not a number.",
                hint="Lower the learning rate or the margin; the last checkpoint is from before.",
            )
    return float(torch.stack(list(losses)).mean())


class _Job:
    """All state of a run that a step changes."""

    def __init__(self, recipe: Recipe, crops: CropSet, device: torch.device) -> None:
        self.recipe = recipe
        self.device = device
        self.steps_per_epoch = steps_in_epoch(crops.labels, recipe.sampler, batch_size=recipe.batch_size)
        self.steps = self.steps_per_epoch * recipe.epochs
        self.step = 0
        self._images = torch.from_numpy(crops.images)
        self._labels = torch.from_numpy(crops.labels)
        self._landmarks_px = torch.tensor(recipe.template_px, device=device)
        self._order: tuple[int, np.ndarray[Any, np.dtype[np.int64]]] | None = None
        torch.manual_seed(recipe.seed)
        network = build_network(
            recipe.network.architecture,
            recipe.network.input_px,
            recipe.network.embedding_size,
            recipe.network.settings,
        )
        loss = build_loss(recipe.losses, len(crops.identities), recipe.network.embedding_size)
        self.network = network.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.loss = loss.to(device)
        average = get_ema_multi_avg_fn(recipe.optimiser.ema_decay)  # type: ignore[no-untyped-call]
        self.averaged = AveragedModel(self.network, multi_avg_fn=average, use_buffers=True)
        parameters = [*self.network.parameters(), *self.loss.parameters()]
        # Weight decay on scales and shifts of the normalisation layers only slows them down.
        groups = [
            {"params": [p for p in parameters if p.ndim > 1], "weight_decay": recipe.optimiser.weight_decay},
            {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0.0},
        ]
        self.optimiser: torch.optim.Optimizer
        if recipe.optimiser.name == "sgd":
            self.optimiser = torch.optim.SGD(
                groups, lr=recipe.optimiser.learning_rate, momentum=recipe.optimiser.momentum, nesterov=True
            )
        else:
            self.optimiser = torch.optim.AdamW(
                groups, lr=recipe.optimiser.learning_rate, betas=(recipe.optimiser.momentum, 0.99)
            )
        self._parameters = parameters

    def advance(self) -> Tensor:
        """Do one step; returns its loss, detached."""
        recipe = self.recipe
        self.network.train()
        images, labels = self._batch()
        step_seed = int(np.random.SeedSequence([recipe.seed, self.step]).generate_state(1)[0])
        torch.manual_seed(step_seed)  # dropout
        generator = torch.Generator(self.device).manual_seed(step_seed)
        inputs = normalise_crops(
            augment(images, self._augmentation(), generator, self._landmarks_px), recipe.mean, recipe.std
        )
        inputs = inputs.contiguous(memory_format=torch.channels_last)
        for group in self.optimiser.param_groups:
            group["lr"] = self._learning_rate()
        self.loss.set_epoch(self.step / self.steps_per_epoch)
        with _autocast(self.device):
            features = self.network(inputs)
        loss: Tensor = self.loss(features.float(), labels)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        if recipe.optimiser.gradient_clip:
            nn.utils.clip_grad_norm_(self._parameters, recipe.optimiser.gradient_clip)
        self.optimiser.step()
        self.averaged.update_parameters(self.network)
        self.step += 1
        return loss.detach()

    def require_finite(self) -> None:
        """Refuse to go on from, or to keep, weights that are no numbers."""
        if not all(bool(torch.isfinite(tensor).all()) for tensor in [*self._parameters, *self.network.buffers()]):
            raise ModelError(
                f"The weights after step {self.step} are not numbers.",
                hint="Lower the learning rate or the margin; the last checkpoint is from before.",
            )

    def state(self) -> dict[str, Any]:
        """What a checkpoint holds."""
        return {
            "step": self.step,
            "network": self.network.state_dict(),
            "averaged": self.averaged.state_dict(),
            "loss": self.loss.state_dict(),
            "optimiser": self.optimiser.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go back to a checkpoint."""
        self.step = state["step"]
        self.network.load_state_dict(state["network"])
        self.averaged.load_state_dict(state["averaged"])
        self.loss.load_state_dict(state["loss"])
        self.optimiser.load_state_dict(state["optimiser"])

    def begin_from(self, encoder: Path, crops: CropSet) -> None:
        """Begin with an encoder's weights, and with its mean embeddings as the directions of the classes."""
        start_from(self.network, encoder)
        recipe = self.recipe
        embeddings = embed(
            self.network, crops.images, mean=recipe.mean, std=recipe.std, mirror=False, device=self.device
        )
        self.loss.set_directions(mean_directions(embeddings, crops.labels))
        self.averaged.module.load_state_dict(self.network.state_dict())

    def _batch(self) -> tuple[Tensor, Tensor]:
        epoch, index = divmod(self.step, self.steps_per_epoch)
        if self._order is None or self._order[0] != epoch:
            recipe = self.recipe
            batches = epoch_batches(
                self._labels.numpy(), recipe.sampler, batch_size=recipe.batch_size, seed=recipe.seed, epoch=epoch
            )
            self._order = (epoch, batches)
        chosen = torch.from_numpy(self._order[1][index])
        images = self._images[chosen].to(self.device).permute(0, 3, 1, 2).float()  # (B, 3, S, S)
        return images, self._labels[chosen].to(self.device)

    def _augmentation(self) -> AugmentationSettings:
        # The last epochs see crops as the door will: aligned and undisturbed.
        plain = self.step >= (self.recipe.epochs - self.recipe.plain_epochs) * self.steps_per_epoch
        return self.recipe.augmentation.only_flips() if plain else self.recipe.augmentation

    def _learning_rate(self) -> float:
        settings = self.recipe.optimiser
        warmup_steps = settings.warmup_epochs * self.steps_per_epoch
        if self.step < warmup_steps:
            return settings.learning_rate * (self.step + 1) / warmup_steps
        share = (self.step - warmup_steps) / max(1.0, self.steps - warmup_steps)
        return settings.learning_rate * 0.5 * (1 + math.cos(math.pi * share))


def _autocast(device: torch.device) -> AbstractContextManager[object]:
    """bf16 where the hardware multiplies it quickly, else full precision."""
    if device.type == "cuda" and torch.cuda.is_bf16_supported():
        return torch.autocast("cuda", torch.bfloat16)
    if device.type == "cpu" and torch.cpu.get_capabilities().get("avx512_bf16", False):
        return torch.autocast("cpu", torch.bfloat16)
    return nullcontext()


def _fingerprint(recipe: Recipe, crops: CropSet) -> str:
    digest = hashlib.sha256(recipe.model_dump_json().encode())
    for file in crops.files:
        digest.update(file.encode())
    return digest.hexdigest()
