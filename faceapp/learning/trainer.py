"""Training an encoder by a recipe.

A step depends on the recipe, the data and the step's number alone. A run that was killed therefore goes on, from its
last checkpoint, to the same weights as one that was not.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import torch
from torch import Tensor

from faceapp.domain.errors import DatasetError, ModelError
from faceapp.learning.checkpoints import (
    append_log,
    load_checkpoint,
    make_run,
    rewind_log,
    save_checkpoint,
    write_atomically,
)
from faceapp.learning.curves import Curves
from faceapp.learning.datasets import CropSet
from faceapp.learning.evaluation import embed, quick_tar
from faceapp.learning.export import MadeBy, write_encoder
from faceapp.learning.fingerprint import fingerprint, require_same
from faceapp.learning.job import Job
from faceapp.learning.processes import Processes
from faceapp.learning.recipes import Recipe
from faceapp.vision.card import EncoderCard

BAD_BATCH_FILE = "bad_batch.txt"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is.

    Attributes:
        step: Steps done, of `steps`.
        steps: Steps of the whole run.
        epoch: Epochs done, fractional.
        loss: Mean loss of the last steps.
        learning_rate: Of the last step.
        crops_per_s: Rate of the last steps.
        waited_share: Share of their time in which the next batch was waited for, in [0, 1].
        left_s: Estimated time left.
        tar: TAR at FMR 1e-3 on the validation identities at the last validation, if any.
    """

    step: int
    steps: int
    epoch: float
    loss: float
    learning_rate: float
    crops_per_s: float
    waited_share: float
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
        tensorboard: Write curves for TensorBoard.
        processes: Who works at the run.
    """

    device: torch.device
    checkpoint_every_s: float = 120.0
    report_every: int = 10
    stop_after: int | None = None
    commit: str = "unknown"
    created_at: str = ""
    tensorboard: bool = False
    processes: Processes = field(default_factory=Processes)


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
    processes = settings.processes
    if processes.first:
        make_run(run)
    processes.wait()
    state = load_checkpoint(run, settings.device)
    if state is not None and not resume:
        raise DatasetError(
            f"'{run}' already holds a training run.", hint="Add --resume to go on with it, or choose another --out."
        )
    job = Job(recipe, crops, settings.device, processes)
    try:
        return _train(job, state, crops, validation, run, settings, on_progress)
    finally:
        job.loader.close()


def _train(
    job: Job,
    state: dict[str, Any] | None,
    crops: CropSet,
    validation: CropSet,
    run: Path,
    settings: RunSettings,
    on_progress: Callable[[Progress], None] | None,
) -> EncoderCard | None:
    recipe, processes = job.recipe, job.processes
    print_of_this = fingerprint(
        recipe, crops, precision=job.precision, device=settings.device.type, processes=processes.world
    )
    commit = settings.commit
    tar: float | None = None
    if state is not None:
        require_same(state["fingerprint"], print_of_this, str(run))
        job.restore(state)
        commit, tar = state["commit"], state["tar"]
    elif recipe.initial_encoder is not None:
        job.begin_from(Path(recipe.initial_encoder), crops)
    curves: Curves | None = None
    if processes.first:
        write_atomically(run / "recipe.json", lambda stream: stream.write(recipe.model_dump_json(indent=2).encode()))
        rewind_log(run, job.step)
        curves = Curves(run, job.step) if settings.tensorboard else None
    try:
        tar = _steps(job, tar, validation, run, settings, curves, on_progress, print_of_this, commit)
    finally:
        if curves is not None:
            curves.close()
    card: EncoderCard | None = None
    if job.step == job.steps and processes.first:
        made_by = MadeBy(commit=commit, device=settings.device.type, created_at=settings.created_at)
        card = write_encoder(recipe, job.averaged.module, crops, validation, run, made_by)
    processes.wait()
    return card


def _steps(
    job: Job,
    tar: float | None,
    validation: CropSet,
    run: Path,
    settings: RunSettings,
    curves: Curves | None,
    on_progress: Callable[[Progress], None] | None,
    print_of_this: dict[str, str],
    commit: str,
) -> float | None:
    """Do the steps that are left; returns the TAR at the last validation, if there was one."""
    recipe, processes = job.recipe, job.processes
    last = job.steps if settings.stop_after is None else min(job.steps, settings.stop_after)
    losses: list[Tensor] = []
    since, since_step, saved_at = time.monotonic(), job.step, time.monotonic()
    job.loader.waited_s = 0.0
    while job.step < last:
        rate_of_step = job.learning_rate
        done = job.advance()
        losses.append(done.loss)
        at_epoch_end = job.step % job.steps_per_epoch == 0
        save = at_epoch_end or job.step == last or time.monotonic() - saved_at > settings.checkpoint_every_s
        if save or job.step % settings.report_every == 0:
            loss = _mean_loss(losses, job, run)
            elapsed = max(time.monotonic() - since, 1e-9)
            progress = Progress(
                step=job.step,
                steps=job.steps,
                epoch=job.step / job.steps_per_epoch,
                loss=loss,
                learning_rate=rate_of_step,
                crops_per_s=(job.step - since_step) * recipe.batch_size / elapsed,
                waited_share=min(1.0, job.loader.waited_s / elapsed),
                left_s=(job.steps - job.step) * elapsed / (job.step - since_step),
                tar=tar,
            )
            if processes.first:
                if curves is not None:
                    curves.add(
                        {
                            "loss": loss,
                            "learning_rate": rate_of_step,
                            "gradient_norm": float(done.gradient_norm),
                            "crops_per_s": progress.crops_per_s,
                            "waited_share": progress.waited_share,
                        },
                        job.step,
                    )
                if on_progress is not None:
                    on_progress(progress)
            losses.clear()
            since, since_step = time.monotonic(), job.step
            job.loader.waited_s = 0.0
        if save:
            job.require_finite()
        if at_epoch_end and processes.first:
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
            if curves is not None:
                curves.add({"tar_at_fmr_1e-3": tar}, job.step)
        if save:
            if processes.first:
                kept = {**job.state(), "fingerprint": print_of_this, "tar": tar, "commit": commit}
                save_checkpoint(run, kept)
            processes.wait()
            saved_at = time.monotonic()
            since, since_step = time.monotonic(), job.step
            job.loader.waited_s = 0.0
    return tar


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


def _write(data: bytes, stream: BinaryIO) -> None:
    stream.write(data)


def _mean_loss(losses: Sequence[Tensor], job: Job, run: Path) -> float:
    """Mean of the last steps' losses; refuses one that is no number, and names its batch.

    Raises:
        ModelError: A loss is not a number; the names of its crops are in `bad_batch.txt`.
    """
    for index, loss in enumerate(losses):
        if not math.isfinite(float(loss)):
            step = job.step - len(losses) + index
            names = "\n".join(job.loader.files(step)).encode()
            write_atomically(run / BAD_BATCH_FILE, partial(_write, names))
            raise ModelError(
                f"The loss of step {step + 1} (epoch {step // job.steps_per_epoch + 1}) is not a number.",
                hint=f"The crops of its batch are named in {run / BAD_BATCH_FILE}. If they are sound, lower the "
                "learning rate or the margin; the last checkpoint is from before.",
            )
    return float(torch.stack(list(losses)).mean())
