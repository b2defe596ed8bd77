"""Hyperparameters by Bayesian optimisation, each trial cross-validated over folds of people.

One process asks for trials, tells their results and alone writes the SQLite file; workers only train. A trial that a
kill interrupted is put into the queue again, with the same settings, when the study is taken up. What the search draws
depends on its seed and on the trials that have ended: with one worker, a study that was interrupted comes to the same
trials as one that was not.

Source:
    Bergstra et al., "Algorithms for hyper-parameter optimization", NeurIPS 2011 (TPE); Musgrave et al., "A metric
    learning reality check", ECCV 2020, section 3 (cross-validation over classes, MAP@R as the objective).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import optuna
import tomli_w
import torch
from optuna.trial import FrozenTrial, TrialState

from faceapp.domain.errors import ConfigError, DatasetError, FaceappError, ModelError
from faceapp.domain.retrieval import map_at_r
from faceapp.learning.checkpoints import alone_in, make_run, write_atomically
from faceapp.learning.datasets import CropSet
from faceapp.learning.evaluation import embed
from faceapp.learning.fingerprint import in_brackets, other_settings, recipe_settings
from faceapp.learning.fitting import fit
from faceapp.learning.folds import Fold, identity_folds
from faceapp.learning.recipes import Recipe, recipe_from, require_searchable
from faceapp.learning.search_space import SearchRange, Value, with_settings

STUDY_FILE = "study.db"
BEST_FILE = "best.toml"


@dataclass(frozen=True, slots=True)
class TuningSettings:
    """How a recipe is tuned.

    Attributes:
        trials: Trials in all, those of earlier calls included.
        folds: Folds of people in the cross-validation of each trial.
        workers: Processes that train at the same time.
        seed: Of the division into folds and of the search.
        device: `cpu`, `cuda` or `mps`.
        threads: Threads of each worker; None: torch's choice.
    """

    trials: int = 50
    folds: int = 4
    workers: int = 1
    seed: int = 0
    device: str = "cpu"
    threads: int | None = None


@dataclass(frozen=True, slots=True)
class TrialResult:
    """A trial that has ended.

    Attributes:
        number: Counted from 0.
        settings: What was varied, by path.
        fold_values: MAP@R on each fold's unseen people; empty when training failed.
        failure: Why training failed, or None.
    """

    number: int
    settings: dict[str, Value]
    fold_values: tuple[float, ...]
    failure: str | None

    @property
    def value(self) -> float | None:
        """Mean over the folds."""
        return float(np.mean(self.fold_values)) if self.fold_values else None


def tune(
    values: Mapping[str, Any],
    search: Mapping[str, SearchRange],
    crops: CropSet,
    out: Path,
    settings: TuningSettings,
    *,
    name: str = "tuning",
    on_trial: Callable[[TrialResult, int], None] | None = None,
) -> list[TrialResult]:
    """Run the trials that are still missing.

    Args:
        values: The recipe, as in its TOML file.
        search: What is varied, by path into the recipe.
        crops: Training crops, which are divided into folds by person.
        out: Directory of the study; made when absent, taken up when not.
        settings: How many trials, folds and workers.
        name: Of the study in the file; several share one file.
        on_trial: Called with each result and the number of trials done.

    Returns:
        Every trial of the study that has ended, in order.

    Raises:
        ConfigError: The recipe, or a setting to be varied, is not valid.
        DatasetError: The people are too few, another process is at work on the study, or a worker ended early.
    """
    if not search:
        raise DatasetError("Nothing is to be varied.", hint="Add a [search] section to the recipe.")
    require_searchable(values, search, name)
    make_run(out)
    with alone_in(out, "study"), _storage(out) as storage:
        study = _study(storage, name, settings)
        _require_same_question(study, values, search, crops, settings)
        _requeue_interrupted(study, search)
        with _workers(crops, settings) as submit:
            waiting: dict[Future[tuple[float, ...]], optuna.Trial] = {}
            while True:
                while len(waiting) < settings.workers and len(_ended(study)) + len(waiting) < settings.trials:
                    study.sampler = _sampler(settings, len(_ended(study)) + len(waiting))
                    trial = study.ask()
                    chosen = {path: span.suggest(trial, path) for path, span in search.items()}
                    waiting[_submitted(submit, values, chosen, trial.number)] = trial
                if not waiting:
                    break
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    result = _tell(study, waiting.pop(future), future)
                    if on_trial is not None:
                        on_trial(result, len(_ended(study)))
        return [_result(trial) for trial in _ended(study)]


def read_trials(out: Path, *, name: str = "tuning") -> list[TrialResult]:
    """The ended trials of a study on disk.

    Raises:
        DatasetError: There is no such study.
    """
    if not (out / STUDY_FILE).exists():
        raise DatasetError(f"There is no study in '{out}'.", hint="Begin one with `faceapp tune`.")
    with _storage(out) as storage:
        try:
            study = optuna.load_study(study_name=name, storage=storage)
        except KeyError as error:
            raise DatasetError(f"There is no study '{name}' in '{out}'.", hint="Run it first.") from error
        return [_result(trial) for trial in _ended(study)]


def best_trial(trials: list[TrialResult]) -> TrialResult:
    """The trial with the highest mean; of several, the first.

    Raises:
        DatasetError: No trial succeeded.
    """
    succeeded = [trial for trial in trials if trial.value is not None]
    if not succeeded:
        why = f" The last one: {trials[-1].failure}" if trials else ""
        raise DatasetError(f"No trial succeeded.{why}", hint="Narrow the ranges that the recipe searches.")
    return max(succeeded, key=lambda trial: trial.value or 0.0)


def write_best(recipe: Recipe, out: Path) -> Path:
    """Write the best trial's recipe, ready for training, as `best.toml`.

    Raises:
        DatasetError: It cannot be written.
    """
    stated = recipe.model_dump(mode="json", exclude_unset=True, exclude={"search"})
    path = out / BEST_FILE
    write_atomically(path, lambda stream: stream.write(tomli_w.dumps(stated).encode()))
    return path


def importances(trials: list[TrialResult], search: Mapping[str, SearchRange]) -> dict[str, float]:
    """How much each setting decided between good and bad trials, adding up to 1, the most important first.

    Empty where there are too few trials, or they do not differ.

    Source:
        Watanabe et al., "PED-ANOVA: efficiently quantifying hyperparameter importance in arbitrary subspaces",
        IJCAI 2023.
    """
    succeeded = [trial for trial in trials if trial.value is not None]
    if len(succeeded) < 4 or len({trial.value for trial in succeeded}) < 2:
        return {}
    study = optuna.create_study(direction="maximize")
    for trial in succeeded:
        study.add_trial(
            optuna.trial.create_trial(
                params=dict(trial.settings),
                distributions={path: _distribution(span) for path, span in search.items()},
                value=trial.value,
            )
        )
    # The better quarter against all: the library's default, a tenth, is less than one trial of a short study.
    evaluator = optuna.importance.PedAnovaImportanceEvaluator(target_quantile=0.25)
    found: dict[str, float] = optuna.importance.get_param_importances(study, evaluator=evaluator)
    return found


def fold_scores(recipe: Recipe, folds: tuple[Fold, ...], device: torch.device) -> tuple[float, ...]:
    """Train on each fold and judge by its unseen people: MAP@R of each."""
    scores = []
    for fold in folds:
        network = fit(recipe, fold.training, device)
        embeddings = embed(
            network, fold.validation.images, mean=recipe.mean, std=recipe.std, mirror=recipe.mirror, device=device
        )
        scores.append(map_at_r(embeddings, fold.validation.labels))
    return tuple(scores)


# What a worker process holds: read once, not sent with every trial.
_folds: tuple[Fold, ...] = ()
_device = torch.device("cpu")


def _begin_worker(crops: CropSet, settings: TuningSettings) -> None:
    global _folds, _device
    Thread(target=_end_with_parent, daemon=True).start()
    if settings.threads is not None:
        torch.set_num_threads(settings.threads)
    _folds = identity_folds(crops, settings.folds, seed=settings.seed)
    _device = torch.device(settings.device)


def _end_with_parent() -> None:
    """End this worker when the process that asks for trials has been killed: its result would be told to nobody."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(recipe: Recipe) -> tuple[float, ...]:
    return fold_scores(recipe, _folds, _device)


@contextmanager
def _workers(crops: CropSet, settings: TuningSettings) -> Iterator[Callable[[Recipe], Future[tuple[float, ...]]]]:
    """A function that has a recipe cross-validated; with one worker, at once and in this process."""
    if settings.workers == 1:
        folds = identity_folds(crops, settings.folds, seed=settings.seed)
        device = torch.device(settings.device)

        def at_once(recipe: Recipe) -> Future[tuple[float, ...]]:
            future: Future[tuple[float, ...]] = Future()
            try:
                future.set_result(fold_scores(recipe, folds, device))
            except FaceappError as error:
                future.set_exception(error)
            return future

        if settings.threads is not None:
            torch.set_num_threads(settings.threads)
        yield at_once
        return
    # Spawned, not forked: torch's threads and CUDA do not survive a fork.
    pool = ProcessPoolExecutor(
        settings.workers, mp_context=get_context("spawn"), initializer=_begin_worker, initargs=(crops, settings)
    )
    with pool:
        yield lambda recipe: pool.submit(_work, recipe)


@contextmanager
def _storage(out: Path) -> Iterator[optuna.storages.RDBStorage]:
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    storage = optuna.storages.RDBStorage(f"sqlite:///{out / STUDY_FILE}")
    try:
        yield storage
    finally:
        storage.engine.dispose()


def _study(storage: optuna.storages.RDBStorage, name: str, settings: TuningSettings) -> optuna.Study:
    return optuna.create_study(
        study_name=name,
        storage=storage,
        direction="maximize",
        sampler=_sampler(settings, 0),
        load_if_exists=True,
    )


def _sampler(settings: TuningSettings, place: int) -> optuna.samplers.TPESampler:
    """What draws the trial of that place; one of its own for each, so that a draw does not hang on those before it."""
    # A quarter of the trials at random, then the search learns from them.
    startup = max(4, min(10, settings.trials // 4))
    seed = int(np.random.SeedSequence([settings.seed, place]).generate_state(1)[0])
    return optuna.samplers.TPESampler(seed=seed, n_startup_trials=startup)


def _submitted(
    submit: Callable[[Recipe], Future[tuple[float, ...]]],
    values: Mapping[str, Any],
    chosen: Mapping[str, Value],
    number: int,
) -> Future[tuple[float, ...]]:
    """A trial handed to a worker; one whose settings contradict each other has failed at once."""
    try:
        return submit(recipe_from(with_settings(values, chosen), f"trial {number}"))
    except ConfigError as error:
        failed: Future[tuple[float, ...]] = Future()
        failed.set_exception(error)
        return failed


def _require_same_question(
    study: optuna.Study,
    values: Mapping[str, Any],
    search: Mapping[str, SearchRange],
    crops: CropSet,
    settings: TuningSettings,
) -> None:
    recipe = recipe_from(dict(values), "recipe")
    question = {
        "recipe": recipe_settings(recipe),
        "search": {path: span.model_dump(mode="json") for path, span in sorted(search.items())},
        "crops": len(crops),
        "people": len(crops.identities),
        "folds": settings.folds,
        "seed": settings.seed,
    }
    asked = study.user_attrs.get("question")
    if asked is None:
        study.set_user_attr("question", question)
        return
    departs = other_settings(asked.get("recipe"), recipe)
    other = sorted(part for part in question if part != "recipe" and asked.get(part) != question[part])
    if departs:
        other.append("recipe" + in_brackets(departs))
    if other:
        raise DatasetError(
            f"The study '{study.study_name}' was begun with another {' and '.join(other)}.",
            hint="Take it up with the same recipe, data and folds, or choose another --out.",
        )


def _requeue_interrupted(study: optuna.Study, search: Mapping[str, SearchRange]) -> None:
    for trial in study.get_trials(deepcopy=False, states=(TrialState.RUNNING,)):
        if trial.params.keys() == search.keys():  # else it was still being drawn, and is drawn anew
            study.enqueue_trial(trial.params, user_attrs={"again": trial.number})
        study.tell(trial.number, state=TrialState.FAIL)


def _ended(study: optuna.Study) -> list[FrozenTrial]:
    return study.get_trials(deepcopy=False, states=(TrialState.COMPLETE, TrialState.PRUNED))


def _tell(study: optuna.Study, trial: optuna.Trial, future: Future[tuple[float, ...]]) -> TrialResult:
    try:
        scores = future.result()
    except BrokenProcessPool as error:
        raise DatasetError(
            "A worker ended in the middle of a trial.",
            hint="Often the memory is full: run the same command with fewer --workers; it goes on with this trial.",
        ) from error
    except (ConfigError, ModelError) as error:
        # Diverged, or no recipe at all: the search is to learn from it, so the trial counts, as the worst of all.
        trial.set_user_attr("failure", error.sentence)
        study.tell(trial, state=TrialState.PRUNED)
    else:
        trial.set_user_attr("folds", list(scores))
        study.tell(trial, float(np.mean(scores)))
    return _result(next(ended for ended in _ended(study) if ended.number == trial.number))


def _result(trial: FrozenTrial) -> TrialResult:
    return TrialResult(
        number=trial.number,
        settings=dict(trial.params),
        fold_values=tuple(trial.user_attrs.get("folds", ())),
        failure=trial.user_attrs.get("failure"),
    )


def _distribution(span: SearchRange) -> optuna.distributions.BaseDistribution:
    if span.choices:
        return optuna.distributions.CategoricalDistribution(list(span.choices))
    assert span.low is not None and span.high is not None
    if span.whole:
        return optuna.distributions.IntDistribution(round(span.low), round(span.high), log=span.log)
    return optuna.distributions.FloatDistribution(span.low, span.high, log=span.log)
