"""The study of losses judges by the test people it is given, and keeps what it has judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from faceapp.domain.errors import ConfigError
from faceapp.learning.datasets import CropSet
from faceapp.learning.recipes import Recipe
from faceapp.learning.studies import losses
from faceapp.learning.studies.losses import Contestant, Final, LossStudy, judge_losses, read_loss_study
from faceapp.learning.tuning import TrialResult

from .conftest import MakePeople, MakeRecipe

CPU = torch.device("cpu")


@pytest.fixture
def study(make_recipe: MakeRecipe) -> LossStudy:
    recipe: dict[str, Any] = make_recipe(epochs=1, batch_size=8).model_dump(mode="json", exclude_unset=True)
    del recipe["loss"]
    return LossStudy(
        people=8,
        min_per_identity=2,
        folds=2,
        seeds=2,
        recipe=recipe,
        losses=(
            Contestant(title="CosFace", loss={"name": "cosface"}),
            Contestant(title="none", loss={"name": "softmax"}),
        ),
    )  # type: ignore[call-arg]


def test_finals_are_made_once_for_the_same_test_people(
    tmp_path: Path, study: LossStudy, make_people: MakePeople, monkeypatch: pytest.MonkeyPatch
) -> None:
    def untrained(recipe: Recipe, crops: CropSet, device: torch.device) -> nn.Module:
        torch.manual_seed(len(crops))
        return nn.Sequential(nn.Flatten(), nn.Linear(16 * 16 * 3, 8))

    monkeypatch.setattr(losses, "fit", untrained)
    crops, test = make_people(8, 3), make_people(4, 3, first=50)
    trials = {title: [TrialResult(0, {}, (0.5,), None)] for title in ("CosFace", "none")}
    made: list[Final] = []
    finals = judge_losses(study, trials, crops, test, tmp_path, device=CPU, on_final=made.append)
    assert [(final.title, final.seed) for final in finals] == [
        (title, seed) for seed in (0, 1) for title in ("CosFace", "none")
    ]
    assert judge_losses(study, trials, crops, test, tmp_path, device=CPU, on_final=made.append) == finals
    assert len(made) == 4
    # Of other people nothing is known yet, and what was known of the first is not told as theirs.
    others = judge_losses(study, trials, crops, make_people(4, 3, first=70), tmp_path, device=CPU, on_final=made.append)
    assert len(made) == 8 and len(others) == 4
    assert {final.test for final in others}.isdisjoint({final.test for final in finals})


def test_a_study_whose_search_leaves_a_recipe_is_refused_on_reading(tmp_path: Path, study: LossStudy) -> None:
    import tomli_w

    values = study.model_dump(mode="json", exclude_unset=True)
    values["losses"][0]["search"] = {"loss.margins": {"low": 0.1, "high": 0.2}}
    (tmp_path / "study.toml").write_text(tomli_w.dumps(values))
    with pytest.raises(ConfigError, match=r"The search of 'loss\.margins' comes to 0\.1.*CosFace"):
        read_loss_study(tmp_path / "study.toml")
