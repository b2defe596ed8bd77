"""Tuning: folds of people, trials on disk, and a study that goes on after a kill."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import filelock
import numpy as np
import optuna
import pytest

from faceapp.domain.errors import ConfigError, DatasetError
from faceapp.learning import tuning
from faceapp.learning.datasets import CropSet
from faceapp.learning.folds import identity_folds, some_people, subset
from faceapp.learning.loss_settings import CosFaceLoss
from faceapp.learning.recipes import Recipe
from faceapp.learning.search_space import SearchRange, Value, with_settings
from faceapp.learning.tuning import TrialResult, TuningSettings, best_trial, importances, read_trials, tune

from .conftest import MakePeople, MakeRecipe, WriteTar

CPU_ALONE = {"threads": 1}
SEARCH = {
    "loss.margin": SearchRange(low=0.05, high=0.4),
    "optimiser.learning_rate": SearchRange(low=1e-3, high=1e-2, log=True),
}


@pytest.fixture(scope="module")
def people(make_people: MakePeople) -> CropSet:
    return make_people(12, 4)


@pytest.fixture(scope="module")
def values(make_recipe: MakeRecipe) -> dict[str, object]:
    return make_recipe(epochs=1, batch_size=8).model_dump(mode="json", exclude_unset=True)


def settings(trials: int, **changes: int) -> TuningSettings:
    return TuningSettings(trials=trials, folds=2, **{**CPU_ALONE, **changes})


def test_every_person_is_left_out_once_and_never_trained_on_then(people: CropSet) -> None:
    folds = identity_folds(people, 5, seed=3)
    left_out = [name for fold in folds for name in fold.validation.identities]
    assert sorted(left_out) == list(people.identities)
    for fold in folds:
        assert not set(fold.training.identities) & set(fold.validation.identities)
        assert len(fold.training) + len(fold.validation) == len(people)
    assert [fold.validation.identities for fold in identity_folds(people, 5, seed=3)] == [
        fold.validation.identities for fold in folds
    ]
    assert identity_folds(people, 5, seed=4)[0].validation.identities != folds[0].validation.identities


def test_a_subset_keeps_each_crop_with_its_person(people: CropSet) -> None:
    part = subset(people, [2, 7])
    assert part.identities == (people.identities[2], people.identities[7])
    for image, label, file in zip(part.images, part.labels, part.files, strict=True):
        assert file.startswith(part.identities[label])
        assert np.array_equal(image, people.images[people.files.index(file)])


def test_too_few_people_are_refused(people: CropSet) -> None:
    with pytest.raises(DatasetError, match="12 people cannot be divided into 7 folds"):
        identity_folds(people, 7, seed=0)
    with pytest.raises(DatasetError, match="0 have 5 crops or more, not 3"):
        some_people(people, 3, min_per_identity=5, seed=0)
    assert len(some_people(people, 3, min_per_identity=4, seed=0).identities) == 3


def test_settings_are_put_where_their_path_leads() -> None:
    recipe = {"epochs": 3, "loss": [{"name": "cosface"}, {"name": "triplet", "margin": 0.1}], "network": {}}
    changed = with_settings(recipe, {"loss.1.margin": 0.2, "optimiser.learning_rate": 0.5, "epochs": 4})
    assert changed["loss"][1] == {"name": "triplet", "margin": 0.2}
    assert changed["optimiser"] == {"learning_rate": 0.5}
    assert changed["epochs"] == 4
    assert recipe["epochs"] == 3
    for path in ("epochs.low", "loss.2.margin", "loss.first.margin"):
        with pytest.raises(ConfigError, match=path):
            with_settings(recipe, {path: 1})


@pytest.mark.parametrize(
    "values",
    [{}, {"low": 1.0}, {"low": 2.0, "high": 1.0}, {"low": 0.0, "high": 1.0, "log": True}, {"choices": (1,), "low": 1}],
)
def test_a_range_that_is_none_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"give|begins"):
        SearchRange.model_validate(values)


def test_values_lie_in_their_range() -> None:
    study = optuna.create_study()
    spans = {
        "a": SearchRange(low=0.1, high=0.2),
        "b": SearchRange(low=1, high=100, log=True, whole=True),
        "c": SearchRange(choices=("x", "y")),
    }
    for _ in range(20):
        trial = study.ask()
        chosen = {name: span.suggest(trial, name) for name, span in spans.items()}
        assert 0.1 <= chosen["a"] <= 0.2  # type: ignore[operator]
        assert isinstance(chosen["b"], int)
        assert 1 <= chosen["b"] <= 100
        assert chosen["c"] in ("x", "y")
        study.tell(trial, 0.0)


def test_a_study_goes_on_where_it_was_left(tmp_path: Path, values: dict[str, object], people: CropSet) -> None:
    first = tune(values, SEARCH, people, tmp_path, settings(2))
    assert [trial.number for trial in first] == [0, 1]
    told: list[int] = []
    second = tune(values, SEARCH, people, tmp_path, settings(5), on_trial=lambda result, done: told.append(done))
    assert told == [3, 4, 5]
    assert second[:2] == first
    assert read_trials(tmp_path) == second
    for trial in second:
        assert set(trial.settings) == set(SEARCH)
        assert len(trial.fold_values) == 2
        assert trial.value == pytest.approx(sum(trial.fold_values) / 2)
    assert tune(values, SEARCH, people, tmp_path, settings(5)) == second


def test_an_interrupted_trial_is_done_again(
    tmp_path: Path, values: dict[str, object], people: CropSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> tuple[float, ...]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(tuning, "fold_scores", killed)
        with pytest.raises(KeyboardInterrupt):
            tune(values, SEARCH, people, tmp_path, settings(1))
    study = optuna.load_study(study_name="tuning", storage=f"sqlite:///{tmp_path / 'study.db'}")
    (interrupted,) = study.get_trials()
    assert interrupted.state is optuna.trial.TrialState.RUNNING
    (again,) = tune(values, SEARCH, people, tmp_path, settings(1))
    assert again.settings == interrupted.params


def test_an_interrupted_study_comes_to_the_same_trials(
    tmp_path: Path, values: dict[str, object], people: CropSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it was stopped: in the middle of a trial, after one, or while one was drawn."""

    def score(recipe: Recipe, *_: object) -> tuple[float, ...]:
        (loss,) = recipe.losses
        assert isinstance(loss, CosFaceLoss)
        return (1 - abs(loss.margin - 0.2), 1 - recipe.optimiser.learning_rate)

    def interrupted(*_: object, **__: object) -> tuple[float, ...]:
        raise KeyboardInterrupt

    monkeypatch.setattr(tuning, "fold_scores", score)
    whole = tune(values, SEARCH, people, tmp_path / "whole", settings(14))

    def stop_after(trials: int) -> None:
        def on_trial(_: TrialResult, done: int) -> None:
            if done == trials:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            tune(values, SEARCH, people, tmp_path / "parts", settings(14), on_trial=on_trial)

    stop_after(2)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(tuning, "fold_scores", interrupted)  # in the middle of the third
        tune(values, SEARCH, people, tmp_path / "parts", settings(14))
    stop_after(6)
    suggest = SearchRange.suggest

    def half_drawn(span: SearchRange, trial: optuna.Trial, name: str) -> Value:
        if name != "loss.margin":
            raise KeyboardInterrupt
        return suggest(span, trial, name)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(SearchRange, "suggest", half_drawn)
        tune(values, SEARCH, people, tmp_path / "parts", settings(14))
    parts = tune(values, SEARCH, people, tmp_path / "parts", settings(14))
    assert [trial.settings for trial in parts] == [trial.settings for trial in whole]
    assert [trial.fold_values for trial in parts] == [trial.fold_values for trial in whole]


def test_settings_that_contradict_each_other_fail_their_trial_alone(
    tmp_path: Path, values: dict[str, object], people: CropSet
) -> None:
    """Each may be drawn, but not both together."""
    search = {"plain_epochs": SearchRange(choices=(0, 1, 2)), "epochs": SearchRange(choices=(1, 2))}
    given = {**values, "epochs": 2, "plain_epochs": 0}
    results = tune(given, search, people, tmp_path, settings(10))
    assert len(results) == 10
    failed = [trial for trial in results if trial.failure is not None]
    assert all(trial.settings == {"plain_epochs": 2, "epochs": 1} for trial in failed)
    assert failed and "are more than the run's 1 epochs" in (failed[0].failure or "")


def test_a_search_that_no_recipe_may_hold_is_refused_before_it_begins(
    tmp_path: Path, values: dict[str, object], people: CropSet
) -> None:
    with pytest.raises(ConfigError, match=r"The search of 'loss\.margn' comes to 0\.1"):
        tune(values, {"loss.margn": SearchRange(low=0.1, high=0.2)}, people, tmp_path / "study", settings(1))
    assert not (tmp_path / "study").exists()


def test_a_worker_that_ends_early_is_told(
    tmp_path: Path, values: dict[str, object], people: CropSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tuning, "_work", _end_at_once)
    with pytest.raises(DatasetError, match=r"A worker ended in the middle of a trial\. .*fewer --workers"):
        tune(values, SEARCH, people, tmp_path, settings(2, workers=2))
    monkeypatch.undo()
    assert len(tune(values, SEARCH, people, tmp_path, settings(2))) == 2


def _end_at_once(_: object) -> None:
    os._exit(9)


def test_several_workers_give_what_one_gives(tmp_path: Path, values: dict[str, object], people: CropSet) -> None:
    one = tune(values, SEARCH, people, tmp_path / "one", settings(1))
    two = tune(values, SEARCH, people, tmp_path / "two", settings(3, workers=2))
    assert len(two) == 3
    same = next(trial for trial in two if trial.settings == one[0].settings)
    assert same.fold_values == pytest.approx(one[0].fold_values)


def test_a_trial_that_diverges_counts_as_the_worst(tmp_path: Path, values: dict[str, object], people: CropSet) -> None:
    search = {"optimiser.learning_rate": SearchRange(choices=(1e-3, 1e30))}
    results = tune(values, search, people, tmp_path, settings(6))
    failed = [trial for trial in results if trial.settings["optimiser.learning_rate"] == 1e30]
    assert failed
    assert all(trial.failure and trial.value is None for trial in failed)
    assert best_trial(results).settings["optimiser.learning_rate"] == 1e-3
    with pytest.raises(DatasetError, match="No trial succeeded"):
        best_trial(failed)


def test_another_question_is_not_answered_by_the_same_study(
    tmp_path: Path, values: dict[str, object], people: CropSet
) -> None:
    tune(values, SEARCH, people, tmp_path, settings(1))
    with pytest.raises(DatasetError, match=r"another recipe \(epochs\)"):
        tune({**values, "epochs": 2}, SEARCH, people, tmp_path, settings(1))
    with pytest.raises(DatasetError, match="another crops and people"):
        tune(values, SEARCH, subset(people, list(range(10))), tmp_path, settings(1))
    with pytest.raises(DatasetError, match="another search"):
        tune(values, {"loss.margin": SEARCH["loss.margin"]}, people, tmp_path, settings(1))


def test_two_processes_do_not_share_a_study(tmp_path: Path, values: dict[str, object], people: CropSet) -> None:
    with (
        filelock.FileLock(tmp_path / "study.lock"),
        pytest.raises(DatasetError, match="Another process is at work"),
    ):
        tune(values, SEARCH, people, tmp_path, settings(1))


def test_nothing_to_search_is_refused(tmp_path: Path, values: dict[str, object], people: CropSet) -> None:
    with pytest.raises(DatasetError, match="Nothing is to be varied"):
        tune(values, {}, people, tmp_path, settings(1))
    with pytest.raises(DatasetError, match="There is no study"):
        read_trials(tmp_path)


def test_importance_falls_on_the_setting_that_decides() -> None:
    random = np.random.default_rng(0)
    trials = [
        TrialResult(
            number, {"loss.margin": float(margin), "optimiser.learning_rate": float(rate)}, (float(margin),), None
        )
        for number, (margin, rate) in enumerate(
            zip(random.uniform(0.05, 0.4, 40).tolist(), random.uniform(1e-3, 1e-2, 40).tolist(), strict=True)
        )
    ]
    found = importances(trials, SEARCH)
    assert list(found) == ["loss.margin", "optimiser.learning_rate"]
    assert found["loss.margin"] > 0.7
    assert sum(found.values()) == pytest.approx(1)
    assert importances(trials[:3], SEARCH) == {}


CHILD = """
import json, sys
from pathlib import Path
import torch
from faceapp.learning import tuning
from faceapp.learning.datasets import read_crops
from faceapp.learning.search_space import SearchRange

if __name__ == "__main__":
    torch.set_num_threads(1)
    values = json.loads(Path(sys.argv[1]).read_text())
    crops = read_crops([Path(sys.argv[2])], 16)
    search = {"loss.margin": SearchRange(low=0.05, high=0.4)}
    tuning.tune(values, search, crops, Path(sys.argv[3]), tuning.TuningSettings(trials=500, folds=2, threads=1),
                on_trial=lambda result, done: print(done, flush=True))
"""


def test_a_killed_study_keeps_its_trials(
    tmp_path: Path, values: dict[str, object], people: CropSet, write_tar: WriteTar
) -> None:
    (tmp_path / "recipe.json").write_text(json.dumps(values))
    arguments = [str(tmp_path / "recipe.json"), str(write_tar(tmp_path / "data.tar", people)), str(tmp_path / "out")]
    with subprocess.Popen([sys.executable, "-c", CHILD, *arguments], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "1\n"
        assert child.stdout.readline() == "2\n"
        child.kill()
    kept = read_trials(tmp_path / "out")
    assert len(kept) >= 2
    search = {"loss.margin": SearchRange(low=0.05, high=0.4)}
    more = tune(values, search, people, tmp_path / "out", settings(len(kept) + 1))
    assert more[: len(kept)] == kept
    assert len(more) == len(kept) + 1


# Workers load this file again, under another name; there a trial begins and never ends.
PARENT = """
import json, sys, time
from pathlib import Path
from faceapp.learning import tuning
from faceapp.learning.datasets import read_crops
from faceapp.learning.search_space import SearchRange

def endless(*_):
    print("there", flush=True)
    time.sleep(600)

tuning.fold_scores = endless
if __name__ == "__main__":
    settings = tuning.TuningSettings(trials=500, folds=2, workers=2, threads=1)
    crops = read_crops([Path(sys.argv[2])], 16)
    search = {"loss.margin": SearchRange(low=0.05, high=0.4)}
    tuning.tune(json.loads(Path(sys.argv[1]).read_text()), search, crops, Path(sys.argv[3]), settings)
"""


def test_workers_end_with_a_study_that_was_killed(
    tmp_path: Path, values: dict[str, object], people: CropSet, write_tar: WriteTar
) -> None:
    (tmp_path / "recipe.json").write_text(json.dumps(values))
    (tmp_path / "parent.py").write_text(PARENT)
    arguments = [tmp_path / name for name in ("parent.py", "recipe.json", "data.tar", "out")]
    write_tar(tmp_path / "data.tar", people)
    command = [sys.executable, *map(str, arguments)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ) as parent:
        assert parent.stdout is not None
        assert [parent.stdout.readline() for _ in range(2)] == ["there\n"] * 2
        parent.kill()
        # The workers have the same output: it ends when the last of them has.
        assert parent.communicate(timeout=120)[0] == ""
