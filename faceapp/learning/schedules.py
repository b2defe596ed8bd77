"""Learning rates and margins over a run."""

from __future__ import annotations

import math
from collections.abc import Sequence

from faceapp.learning.loss_settings import ArcFaceLoss, CosFaceLoss, LossSettings, SubCenterArcFaceLoss
from faceapp.learning.recipes import OptimiserSettings


def learning_rate(settings: OptimiserSettings, step: int, *, steps: int, steps_per_epoch: int) -> float:
    """The learning rate of a step: a linear warm-up, then the schedule.

    Args:
        settings: The optimiser's.
        step: Number of the step, from 0.
        steps: Steps of the whole run.
        steps_per_epoch: Steps of an epoch.

    Example:
        A step schedule with milestones 0.5 and 0.8 and factor 0.1 of a rate of 1: 1 in the first half of the run,
        then 0.1, and 0.01 in its last fifth.

    Source:
        Loshchilov and Hutter, "SGDR", ICLR 2017, equation 5 with one cycle (cosine).
    """
    warmup_steps = settings.warmup_epochs * steps_per_epoch
    if step < warmup_steps:
        return settings.learning_rate * (step + 1) / warmup_steps
    if settings.schedule == "step":
        passed = sum(step >= milestone * steps for milestone in settings.milestones)
        return settings.learning_rate * settings.step_factor**passed
    share = (step - warmup_steps) / max(1.0, steps - warmup_steps)
    return settings.learning_rate * 0.5 * (1 + math.cos(math.pi * share))


def margin_share(losses: Sequence[LossSettings], epoch: float) -> float | None:
    """Share of its full margin that a recipe's loss has after so many epochs, fractional.

    Returns:
        In [0, 1], the smallest where several losses have a margin that grows; None where none has.
    """
    growing = [loss for loss in losses if isinstance(loss, CosFaceLoss | ArcFaceLoss | SubCenterArcFaceLoss)]
    shares = [min(1.0, epoch / loss.margin_warmup_epochs) if loss.margin_warmup_epochs else 1.0 for loss in growing]
    return min(shares, default=None)
