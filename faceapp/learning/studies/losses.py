"""Which loss? Every one with the same network, data, augmentation, sampler and optimiser, and tuned alike.

Each loss's settings are found by cross-validation over folds of training people. Then, and only then, the test
people are read: with the best settings every fold's network is trained anew from several seeds, and judged by them.

Source:
    Musgrave, Belongie, Lim, "A metric learning reality check", ECCV 2020, sections 3.1 to 3.3.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from scipy import stats

from faceapp.domain.errors import ConfigError, DatasetError
from faceapp.domain.retrieval import retrieve
from faceapp.domain.scores import compare_all, threshold_at_fmr, true_accept_rate
from faceapp.learning.checkpoints import write_atomically
from faceapp.learning.datasets import CropSet
from faceapp.learning.evaluation import embed
from faceapp.learning.fingerprint import crops_hash
from faceapp.learning.fitting import fit
from faceapp.learning.folds import identity_folds, some_people
from faceapp.learning.recipes import Recipe, recipe_from, require_searchable
from faceapp.learning.search_space import SearchRange, Value, with_settings
from faceapp.learning.tuning import TrialResult, TuningSettings, best_trial, tune

FINALS_FILE = "finals.jsonl"
METRICS = ("map_at_r", "precision_at_1", "r_precision", "tar_at_fmr_1e-2", "tar_at_fmr_1e-3")


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Contestant(_Section):
    """A loss, and what of it is searched."""

    title: str
    loss: dict[str, Any]
    search: dict[str, SearchRange] = Field(default_factory=dict)


class LossStudy(_Section):
    """The whole comparison, as its TOML file holds it."""

    people: int = Field(ge=8, description="Training people, drawn at random")
    min_per_identity: int = Field(4, ge=2, description="Crops that each of them has at least")
    trials: int = Field(8, ge=1, description="Trials for each loss")
    folds: int = Field(4, ge=2, description="Folds of people")
    seeds: int = Field(3, ge=2, description="Seeds of the final trainings")
    seed: int = Field(0, ge=0, description="Of the choice of people, the folds and the search")
    recipe: dict[str, Any] = Field(description="What is the same for all")
    search: dict[str, SearchRange] = Field(default_factory=dict, description="What is searched for every loss")
    losses: tuple[Contestant, ...] = Field(min_length=2)


@dataclass(frozen=True, slots=True)
class Final:
    """One seed's result of one loss on the test people.

    Attributes:
        title: The loss.
        seed: Seed of the trainings.
        settings: The settings found by the search.
        separate: Each metric, the mean over the folds' networks.
        concatenated: Each metric of the folds' embeddings put behind each other.
        test: Which crops they were judged by, as a hash of their names.
    """

    title: str
    seed: int
    settings: dict[str, Value]
    separate: dict[str, float]
    concatenated: dict[str, float]
    test: str = ""


def read_loss_study(path: Path) -> LossStudy:
    """Read a study's definition.

    Raises:
        ConfigError: It is absent, no TOML, or not valid; the sentence names the entry.
    """
    try:
        study = LossStudy.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigError(f"The study '{path}' cannot be read: {error.strerror}.", hint="Check its name.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"The study '{path}' is not valid TOML: {error}.", hint="Mend the line it names.") from error
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part) for part in first["loc"])
        raise ConfigError(
            f"The study '{path}' is not valid: {entry}: {first['msg']}.",
            hint="Compare it with models/recipes/studies/losses.toml.",
        ) from error
    titles = [loss.title for loss in study.losses]
    if len(set(titles)) < len(titles):
        raise ConfigError(f"The study '{path}' has two losses of one title.", hint="Give each a title of its own.")
    for contestant in study.losses:
        name = f"{path}: {contestant.title}"
        recipe_from(values_of(study, contestant), name)
        require_searchable(values_of(study, contestant), {**study.search, **contestant.search}, name)
    return study


def values_of(study: LossStudy, contestant: Contestant) -> dict[str, Any]:
    """A contestant's recipe: what is common to all, with its loss."""
    return {**study.recipe, "loss": dict(contestant.loss)}


def search_losses(
    study: LossStudy,
    crops: CropSet,
    out: Path,
    *,
    workers: int,
    threads: int | None,
    device: str,
    on_trial: Callable[[str, TrialResult, int], None] | None = None,
) -> dict[str, list[TrialResult]]:
    """Search the settings of every loss; goes on where an earlier call was stopped.

    Args:
        study: The definition.
        crops: Training crops.
        out: Directory of the study.
        workers: Processes that train at the same time.
        threads: Threads of each.
        device: `cpu`, `cuda` or `mps`.
        on_trial: Called with the loss's title, a trial, and the number of its trials done.

    Returns:
        All trials, by title.
    """
    chosen = some_people(crops, study.people, min_per_identity=study.min_per_identity, seed=study.seed)
    settings = TuningSettings(
        trials=study.trials, folds=study.folds, workers=workers, seed=study.seed, device=device, threads=threads
    )
    found = {}
    for contestant in study.losses:
        title = contestant.title

        def report(result: TrialResult, done: int, title: str = title) -> None:
            if on_trial is not None:
                on_trial(title, result, done)

        search = {**study.search, **contestant.search}
        found[title] = tune(values_of(study, contestant), search, chosen, out, settings, name=title, on_trial=report)
    return found


def judge_losses(
    study: LossStudy,
    trials: Mapping[str, list[TrialResult]],
    crops: CropSet,
    test: CropSet,
    out: Path,
    *,
    device: torch.device,
    on_final: Callable[[Final], None] | None = None,
) -> list[Final]:
    """Train with the best settings from several seeds, and judge by the test people.

    Results are kept in `finals.jsonl`, and a later call makes those that are missing.

    Raises:
        DatasetError: Training and test share a person, or no trial of a loss succeeded.
    """
    chosen = some_people(crops, study.people, min_per_identity=study.min_per_identity, seed=study.seed)
    shared = set(crops.identities) & set(test.identities)
    if shared:
        raise DatasetError(
            f"{len(shared)} people are in both the training and the test data ('{min(shared)}' is one).",
            hint="Test on people that are never trained on.",
        )
    finals = read_finals(out)
    for seed in range(study.seeds):
        for contestant in study.losses:
            best = best_trial(trials[contestant.title]).settings
            # Of other settings: from before more trials were run. Of other people: from another --test.
            finals = [
                final
                for final in finals
                if final.title != contestant.title or (final.settings == best and final.test == crops_hash(test))
            ]
            if any(final.title == contestant.title and final.seed == seed for final in finals):
                continue
            values = with_settings(values_of(study, contestant), {**best, "seed": seed})
            final = _final(
                contestant.title, seed, best, recipe_from(values, contestant.title), study, chosen, test, device
            )
            finals.append(final)
            _write_finals(out, finals)
            if on_final is not None:
                on_final(final)
    return finals


def read_finals(out: Path) -> list[Final]:
    """The results on the test people so far."""
    path = out / FINALS_FILE
    if not path.exists():
        return []
    return [Final(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def mean_and_half_width(values: list[float]) -> tuple[float, float]:
    """Mean, and half the width of its 95 % confidence interval by Student's t.

    Example:
        0.4, 0.5, 0.6 give 0.5 and 4.303 * 0.1 / sqrt(3) = 0.248.
    """
    if len(values) < 2:
        return float(np.mean(values)), float("inf")
    spread = float(np.std(values, ddof=1)) / len(values) ** 0.5
    return float(np.mean(values)), float(stats.t.ppf(0.975, len(values) - 1)) * spread


def _final(
    title: str,
    seed: int,
    settings: dict[str, Value],
    recipe: Recipe,
    study: LossStudy,
    crops: CropSet,
    test: CropSet,
    device: torch.device,
) -> Final:
    parts = []
    for fold in identity_folds(crops, study.folds, seed=study.seed):
        network = fit(recipe, fold.training, device)
        parts.append(embed(network, test.images, mean=recipe.mean, std=recipe.std, mirror=recipe.mirror, device=device))
    separate = [measure(part, test.labels) for part in parts]
    # Each part has length 1, so that dividing by the root of their number keeps the whole at length 1.
    together = np.concatenate(parts, axis=1) / np.float32(len(parts) ** 0.5)
    return Final(
        title=title,
        seed=seed,
        settings=settings,
        separate={metric: float(np.mean([values[metric] for values in separate])) for metric in METRICS},
        concatenated=measure(together, test.labels),
        test=crops_hash(test),
    )


def measure(embeddings: NDArray[np.float32], labels: NDArray[np.int64]) -> dict[str, float]:
    """Every metric of the study."""
    comparisons = compare_all(embeddings, labels)
    found = retrieve(embeddings, labels)
    return {
        "map_at_r": float(found.map_at_r().mean()),
        "precision_at_1": float(found.precision_at_1().mean()),
        "r_precision": float(found.r_precision().mean()),
        "tar_at_fmr_1e-2": true_accept_rate(comparisons.mated, threshold_at_fmr(comparisons.non_mated, 1e-2)),
        "tar_at_fmr_1e-3": true_accept_rate(comparisons.mated, threshold_at_fmr(comparisons.non_mated, 1e-3)),
    }


def _write_finals(out: Path, finals: list[Final]) -> None:
    lines = "".join(json.dumps(asdict(final)) + "\n" for final in finals)
    write_atomically(out / FINALS_FILE, lambda stream: stream.write(lines.encode()))
