"""Settings of a recipe that are sound each by itself and contradict each other: told before any data is read."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import torch

from faceapp.domain.errors import ConfigError, ModelError
from faceapp.learning import loss_settings
from faceapp.learning.loss_settings import LossSettings
from faceapp.vision.networks import build_network

if TYPE_CHECKING:  # it imports this module
    from faceapp.learning.recipes import Recipe

# A setting by its path in the recipe, and what is wrong with it.
Contradiction = tuple[str, str]


def contradictions(recipe: Recipe) -> Iterator[Contradiction]:
    """What in a recipe cannot be meant: each setting with a sentence, which has no full stop."""
    yield from _schedule(recipe)
    yield from _geometry(recipe)
    yield from _batches(recipe)
    for number, loss in enumerate(recipe.losses):
        place = f"loss.{number}" if isinstance(recipe.loss, tuple) else "loss"
        for setting, said in _loss(loss, recipe.epochs):
            yield f"{place}.{setting}", said


def require_network(recipe: Recipe) -> None:
    """See that the recipe's network can be built, without the memory that it would take.

    Raises:
        ConfigError: It cannot.
    """
    network = recipe.network
    try:
        with torch.device("meta"), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of layers without weights, which are told below
            built = build_network(network.architecture, network.input_px, network.embedding_size, network.settings)
    except ModelError as error:
        raise ConfigError(f"The recipe '{recipe.name}' has no network: {error.sentence}", hint=error.hint) from error
    if any(0 in parameter.shape for parameter in built.parameters()):
        raise ConfigError(
            f"The recipe '{recipe.name}' has no network: a layer of it has no channels.",
            hint="Give every stage of network.settings one channel or more.",
        )


def _schedule(recipe: Recipe) -> Iterator[Contradiction]:
    optimiser, cleaning = recipe.optimiser, recipe.cleaning
    if recipe.plain_epochs > recipe.epochs:
        yield "plain_epochs", f"{recipe.plain_epochs} are more than the run's {recipe.epochs} epochs"
    if optimiser.warmup_epochs > recipe.epochs:
        yield (
            "optimiser.warmup_epochs",
            f"after {recipe.epochs} epochs the learning rate would not have reached its height",
        )
    if optimiser.schedule == "step":
        ends = (0.0, *optimiser.milestones, 1.0)
        if not optimiser.milestones or any(first >= second for first, second in pairwise(ends)):
            yield "optimiser.milestones", "these are shares of the run, rising, between 0 and 1"
    else:
        for setting in ("milestones", "step_factor"):
            if getattr(optimiser, setting) != type(optimiser).model_fields[setting].default:
                yield f"optimiser.{setting}", f"a {optimiser.schedule} schedule has none; say schedule = 'step'"
    if cleaning.share and int(cleaning.start * recipe.epochs) == 0:
        yield "cleaning.start", f"{cleaning.start:g} of {recipe.epochs} epochs is before the first of them has ended"


def _geometry(recipe: Recipe) -> Iterator[Contradiction]:
    side = recipe.network.input_px
    if any(not -0.5 <= place < side - 0.5 for point in recipe.template_px for place in point):
        yield "template_px", f"a landmark lies outside the crop, whose side is network.input_px, {side}"
    elif recipe.template_px[0] == recipe.template_px[1]:
        yield "template_px", "both eyes lie in the same place"


def _batches(recipe: Recipe) -> Iterator[Contradiction]:
    sampler = recipe.sampler
    if isinstance(sampler, loss_settings.RandomSampler):
        return
    images, setting = sampler.images_per_identity, "sampler.images_per_identity"
    if recipe.batch_size % images:
        yield setting, f"{images} does not divide the batch_size of {recipe.batch_size}"
    elif recipe.batch_size == images:
        yield setting, f"a batch of {recipe.batch_size} would be of one person alone"
    elif images == 1 and any(
        isinstance(loss, loss_settings.PairSettings) and loss.memory is None for loss in recipe.losses
    ):
        yield setting, "with one image of each no batch holds a mated pair, which the loss needs"
    if isinstance(sampler, loss_settings.HardIdentitiesSampler) and sampler.start_epoch >= recipe.epochs:
        yield "sampler.start_epoch", f"the run ends after {recipe.epochs} epochs"


def _loss(loss: LossSettings, epochs: int) -> Iterator[Contradiction]:
    if isinstance(loss, loss_settings.RankedListLoss) and loss.margin > loss.alpha:
        yield "margin", f"nothing is nearer than alpha less this, {loss.alpha - loss.margin:g}"
    if not isinstance(loss, loss_settings.PairSettings):
        return
    if loss.memory is not None and loss.memory.start_epoch >= epochs:
        yield "memory.start_epoch", f"the run ends after {epochs} epochs"
    miner = getattr(loss, "miner", None)
    if isinstance(miner, loss_settings.DistanceWeightedMiner) and miner.cutoff >= miner.farthest:
        yield "miner.cutoff", f"it must be below farthest, {miner.farthest:g}, beyond which no negative is drawn"
