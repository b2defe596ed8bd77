"""What recipes may say of losses, miners, memories and samplers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from faceapp.domain.errors import ConfigError
from faceapp.learning import loss_settings
from faceapp.learning.loss_settings import CosFaceLoss, RandomSampler
from faceapp.learning.recipes import Recipe, recipe_from

DOCS = Path(__file__).resolve().parents[3] / "docs"
PLAIN: dict[str, Any] = {
    "name": "small",
    "template_px": [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]],
    "training_data": "some",
    "terms": "none",
    "network": {},
}


def recipe(**values: object) -> Recipe:
    return recipe_from({**PLAIN, **values}, "r.toml")


def test_without_a_word_the_loss_is_cosface_and_the_order_random() -> None:
    assert recipe().losses == (CosFaceLoss(),)
    assert recipe().losses[0].model_dump() == {
        "weight": 1.0,
        "sample": 1.0,
        "name": "cosface",
        "margin": 0.35,
        "scale": 32.0,
        "margin_warmup_epochs": 1.0,
    }
    assert recipe().sampler == RandomSampler()
    assert recipe(loss={"margin": 0.2}).losses == (CosFaceLoss(margin=0.2),)


def test_several_losses_keep_their_order() -> None:
    losses = recipe(loss=[{"name": "triplet"}, {"weight": 0.5}, {"name": "triplet", "margin": 0.3}]).losses
    assert [loss.name for loss in losses] == ["triplet", "cosface", "triplet"]
    assert [loss.weight for loss in losses] == [1.0, 0.5, 1.0]
    assert losses[2].margin == 0.3  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "loss",
    [
        {},
        {"name": "arcface", "sample": 0.1},
        {"name": "triplet", "miner": {"name": "semi_hard", "margin": 0.3}, "memory": {"size": 9}},
        [{"name": "multi_similarity"}, {"name": "center", "weight": 0.1}],
    ],
)
def test_a_recipe_is_the_same_after_being_written(loss: Any) -> None:
    given = recipe(loss=loss)
    assert Recipe.model_validate_json(given.model_dump_json()) == given
    again = recipe_from(given.model_dump(mode="json", exclude_unset=True), "r.toml")
    assert again == given
    assert again.sha256 == given.sha256
    assert given.sha256 != recipe().sha256


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"loss": {"name": "tripplet"}}, r"loss\.name: Input should be one of 'softmax', .*'triplet'"),
        ({"loss": {"name": 3}}, r"loss\.name: Input should be one of"),
        ({"loss": {"margins": 1}}, r"loss\.margins: Extra inputs"),
        ({"loss": {"name": "triplet", "scale": 3}}, r"loss\.scale: Extra inputs"),
        ({"loss": {"name": "cosface", "miner": {"name": "hard"}}}, r"loss\.miner: Extra inputs"),
        ({"loss": {"name": "n_pair", "miner": {"name": "hard"}}}, r"loss\.miner: Extra inputs"),
        ({"loss": {"name": "triplet", "sample": 0.5}}, r"loss\.sample: Extra inputs"),
        ({"loss": {"name": "triplet", "weight": 0}}, r"loss\.weight: Input should be greater than 0"),
        ({"loss": {"sample": 0}}, r"loss\.sample: Input should be greater than 0"),
        ({"loss": {"name": "triplet", "miner": {"name": "hurd"}}}, r"loss\.miner\.name: Input should be one of 'none'"),
        ({"loss": {"name": "triplet", "miner": {"margin": 1}}}, r"loss\.miner\.name: Field required"),
        ({"loss": {"name": "triplet", "miner": {"name": "hard", "margin": 1}}}, r"loss\.miner\.margin: Extra"),
        ({"loss": {"name": "triplet", "miner": "hard"}}, r"loss\.miner: Input should be a valid dictionary"),
        ({"loss": {"name": "triplet", "memory": {"size": 0}}}, r"loss\.memory\.size: Input should be greater"),
        ({"loss": [{"name": "triplet"}, {"name": "triplet", "margin": -1}]}, r"loss\.1\.margin: Input should be"),
        ({"loss": [{"name": "cosface"}, {"name": "x"}]}, r"loss\.1\.name: Input should be one of"),
        ({"loss": []}, r"loss: Tuple should have at least 1 item"),
        ({"loss": "cosface"}, r"loss: Input should be a table"),
        ({"loss": ["cosface"]}, r"loss\.0: Input should be a table"),
        ({"sampler": {"name": "x"}}, r"sampler\.name: Input should be one of 'random', 'identities'"),
        ({"sampler": {}}, r"sampler\.name: Field required"),
        ({"sampler": {"name": "identities", "images_per_identity": 0}}, r"sampler\.images_per_identity: Input"),
        ({"sampler": {"name": "random", "images_per_identity": 2}}, r"sampler\.images_per_identity: Extra"),
    ],
)
def test_what_is_wrong_is_named(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ConfigError, match=rf"'r\.toml' is not valid: {sentence}"):
        recipe(**values)


LOSSES = (
    *("softmax", "center", "sphereface", "cosface", "arcface", "subcenter_arcface", "proxy_anchor"),
    *("contrastive", "triplet", "lifted_structure", "n_pair", "angular", "binomial_deviance"),
    *("multi_similarity", "circle", "ranked_list", "supcon"),
)
MINERS = ("none", "easy", "semi_hard", "hard", "batch_hard", "multi_similarity", "distance_weighted")


@pytest.mark.parametrize("name", LOSSES)
def test_every_loss_needs_no_more_than_its_name(name: str) -> None:
    (loss,) = recipe(loss={"name": name}).losses
    assert loss.name == name


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("miner", MINERS)
def test_pair_losses_take_miners_and_others_refuse_them(loss: str, miner: str) -> None:
    table = {"name": loss, "miner": {"name": miner}}
    if loss in (*LOSSES[:7], "n_pair", "ranked_list"):
        with pytest.raises(ConfigError, match=r"loss\.miner: Extra inputs"):
            recipe(loss=table)
        return
    (settings,) = recipe(loss=table).losses
    assert settings.miner.name == miner  # type: ignore[union-attr]


def test_the_documentation_states_every_name_setting_and_default() -> None:
    text = (DOCS / "losses.md").read_text(encoding="utf-8")
    for kind in (value for value in vars(loss_settings).values() if isinstance(value, type)):
        if not issubclass(kind, BaseModel) or "name" not in kind.model_fields or kind.__name__.startswith("_"):
            continue
        name = kind.model_fields["name"].annotation.__args__[0]  # type: ignore[union-attr]
        rows = [line for line in text.splitlines() if line.startswith(f"| `{name}` |")]
        assert rows, f"{name} is not described"
        described = " ".join(rows)
        for setting, field in kind.model_fields.items():
            if setting in ("name", "weight", "memory", "miner", "sample"):
                continue
            default = re.escape(f"{field.default:g}" if isinstance(field.default, float) else str(field.default))
            assert re.search(rf"`{setting}` {default}(?![\d.])", described), f"{name}: {setting} is not {default}"
