"""Training an encoder by a recipe.

A step depends on the recipe, the data and the step's number alone. A run that was killed therefore goes on, from its
last checkpoint, to the same weights as one that was not.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import torch
from torch import Tensor

from faceapp.domain.errors import DatasetError, ModelError
from faceapp.learning.checkpoints import (
    alone_in,
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
from faceapp.learning.job import Job, StepResult
from faceapp.learning.processes import Processes
from faceapp.learning.recipes import Recipe
from faceapp.vision.card import EncoderCard

BAD_BATCH_FILE = "bad_batch.txt"
LEFT_OUT_FILE = "left_out.txt"


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
            recipe or other data; its files cannot be written; another process is at work on the run; or a process of
            this one began with something else.
        ModelError: The loss or the weights became NaN or infinite; the sentence names the step.
    """
    _require_fit(crops, validation)
    processes = settings.processes
    with ExitStack() as held:
        if processes.first:
            make_run(run)
            held.enter_context(alone_in(run, "run"))
        processes.wait()
        return _train(recipe, crops, validation, run, settings, resume, on_progress)


def _train(
    recipe: Recipe,
    crops: CropSet,
    validation: CropSet,
    run: Path,
    settings: RunSettings,
    resume: bool,
    on_progress: Callable[[Progress], None] | None,
) -> EncoderCard | None:
    processes = settings.processes
    state = load_checkpoint(run, settings.device)
    if state is not None and not resume:
        raise DatasetError(
            f"'{run}' already holds a training run.", hint="Add --resume to go on with it, or choose another --out."
        )
    job = Job(recipe, crops, settings.device, processes, cache=run if processes.first else None)
    training = _Run(job, crops, validation, run, settings, on_progress)
    try:
        training.begin(state)
        training.go_on()
        return training.end()
    finally:
        training.close()


class _Run:
    """A job with its directory: what is written, told and measured beside the steps."""

    def __init__(
        self,
        job: Job,
        crops: CropSet,
        validation: CropSet,
        run: Path,
        settings: RunSettings,
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self._job, self._crops, self._validation = job, crops, validation
        self._run, self._settings, self._on_progress = run, settings, on_progress
        self._first = settings.processes.first
        self._commit = settings.commit
        self._tar: float | None = None
        self._curves: Curves | None = None
        self._fingerprint = fingerprint(
            job.recipe,
            crops,
            precision=job.precision,
            device=settings.device.type,
            processes=settings.processes.world,
            teacher=job.teacher_sha256,
        )

    def begin(self, state: dict[str, Any] | None) -> None:
        """Begin anew, or from a checkpoint."""
        job, recipe, run = self._job, self._job.recipe, self._run
        step = 0 if state is None else state["step"]
        self._settings.processes.require_alike(f"{step} {self._fingerprint}")
        if state is not None:
            require_same(state["fingerprint"], self._fingerprint, recipe, str(run))
            job.restore(state)
            self._commit, self._tar = state["commit"], state["tar"]
        elif recipe.initial_encoder is not None:
            job.begin_from(Path(recipe.initial_encoder), self._crops)
        job.begin_alike()
        if self._first:
            stated = recipe.model_dump_json(indent=2).encode()
            write_atomically(run / "recipe.json", partial(_write, stated))
            rewind_log(run, job.step)
            self._curves = Curves(run, job.step) if self._settings.tensorboard else None

    def go_on(self) -> None:
        """Do the steps that are left."""
        job, settings = self._job, self._settings
        last = job.steps if settings.stop_after is None else min(job.steps, settings.stop_after)
        losses: list[Tensor] = []
        saved_at = time.monotonic()
        since, since_step = self._start_clock()
        while job.step < last:
            rate_of_step = job.learning_rate
            done = job.advance()
            losses.append(done.loss)
            if job.step - 1 == job.cleaning_step and self._first:
                self._tell_left_out()
            at_epoch_end = job.step % job.steps_per_epoch == 0
            save = at_epoch_end or job.step == last or time.monotonic() - saved_at > settings.checkpoint_every_s
            if save or job.step % settings.report_every == 0:
                loss = self._mean_loss(losses)
                losses.clear()
                elapsed = max(time.monotonic() - since, 1e-9)
                progress = Progress(
                    step=job.step,
                    steps=job.steps,
                    epoch=job.step / job.steps_per_epoch,
                    loss=loss,
                    learning_rate=rate_of_step,
                    crops_per_s=(job.step - since_step) * job.recipe.batch_size / elapsed,
                    waited_share=min(1.0, job.loader.waited_s / elapsed),
                    left_s=(job.steps - job.step) * elapsed / (job.step - since_step),
                    tar=self._tar,
                )
                if self._first:
                    self._report(progress, done)
                since, since_step = self._start_clock()
            if save:
                job.require_finite()
            if at_epoch_end and self._first:
                self._validate(loss, progress)
            if save:
                if self._first:
                    # The others are not waited for: the next step's exchange holds them back.
                    kept = {**job.state(), "fingerprint": self._fingerprint, "tar": self._tar, "commit": self._commit}
                    save_checkpoint(self._run, kept)
                saved_at = time.monotonic()
                since, since_step = self._start_clock()

    def end(self) -> EncoderCard | None:
        """Write the encoder, unless steps are left."""
        job, settings = self._job, self._settings
        card: EncoderCard | None = None
        if job.step == job.steps and self._first:
            made_by = MadeBy(commit=self._commit, device=settings.device.type, created_at=settings.created_at)
            card = write_encoder(job.recipe, job.averaged.module, self._crops, self._validation, self._run, made_by)
        settings.processes.wait()
        return card

    def close(self) -> None:
        """End the loader's thread and the curves."""
        self._job.loader.close()
        if self._curves is not None:
            self._curves.close()

    def _start_clock(self) -> tuple[float, int]:
        """Now, and the step; what was waited for data is counted from here."""
        self._job.loader.waited_s = 0.0
        return time.monotonic(), self._job.step

    def _report(self, progress: Progress, done: StepResult) -> None:
        if self._curves is not None:
            values = {
                "loss": progress.loss,
                "learning_rate": progress.learning_rate,
                "gradient_norm": float(done.gradient_norm),
                "crops_per_s": progress.crops_per_s,
                "waited_share": progress.waited_share,
            }
            if done.margin_share is not None:
                values["margin_share"] = done.margin_share
            self._curves.add(values, progress.step)
        if self._on_progress is not None:
            self._on_progress(progress)

    def _validate(self, loss: float, progress: Progress) -> None:
        job, recipe = self._job, self._job.recipe
        embeddings = embed(
            job.averaged,
            self._validation.images,
            mean=recipe.mean,
            std=recipe.std,
            mirror=recipe.mirror,
            device=self._settings.device,
        )
        self._tar = quick_tar(embeddings, self._validation.labels, 1e-3)
        entry: dict[str, Any] = {
            "step": job.step,
            "epoch": job.step // job.steps_per_epoch,
            "loss": loss,
            "tar_at_fmr_1e-3": self._tar,
            "crops_per_s": round(progress.crops_per_s, 1),
            "waited_share": round(progress.waited_share, 4),
        }
        append_log(self._run, entry)
        if self._curves is not None:
            self._curves.add({"tar_at_fmr_1e-3": self._tar}, job.step)

    def _tell_left_out(self) -> None:
        """Say which crops are left out from now on."""
        rows = [] if self._job.left_out is None else self._job.left_out.tolist()
        names = "".join(f"{self._crops.files[row]}\n" for row in rows)
        write_atomically(self._run / LEFT_OUT_FILE, partial(_write, names.encode()))
        append_log(self._run, {"step": self._job.step, "crops_left_out": len(rows)})

    def _mean_loss(self, losses: Sequence[Tensor]) -> float:
        """Mean of the last steps' losses; refuses one that is no number, and names its batch.

        Raises:
            ModelError: A loss is not a number; the names of its crops are in `bad_batch.txt`.
        """
        job = self._job
        for index, loss in enumerate(losses):
            if not math.isfinite(float(loss)):
                step = job.step - len(losses) + index
                if self._first:
                    names = "\n".join(job.loader.files(step)) + "\n"
                    write_atomically(self._run / BAD_BATCH_FILE, partial(_write, names.encode()))
                raise ModelError(
                    f"The loss of step {step + 1} (epoch {step // job.steps_per_epoch + 1}) is not a number.",
                    hint=f"The crops of its batch are named in {self._run / BAD_BATCH_FILE}. If they are sound, lower "
                    "the learning rate or the margin; the last checkpoint is from before.",
                )
        return float(torch.stack(list(losses)).mean())


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
