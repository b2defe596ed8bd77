"""Settings that contradict each other are refused in a sentence, before anything is read or trained."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from faceapp.domain.errors import ConfigError
from faceapp.learning.losses import build_loss
from faceapp.learning.recipe_checks import require_network
from faceapp.learning.recipes import Recipe, recipe_from

PLAIN: dict[str, Any] = {
    "name": "small",
    "template_px": [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]],
    "training_data": "some",
    "terms": "none",
    "network": {"settings": {"stem_channels": 4, "stem_stride": 1, "channels": [8], "depths": [1]}},
}


def recipe(**values: object) -> Recipe:
    return recipe_from({**PLAIN, **values}, "r.toml")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"epochs": 0}, "epochs: Input should be greater than or equal to 1"),
        ({"seed": 2**63}, "seed: Input should be less than"),
        ({"epochs": 3, "plain_epochs": 4}, "plain_epochs: 4 are more than the run's 3 epochs"),
        ({"epochs": 2, "optimiser": {"warmup_epochs": 2.5}}, r"optimiser\.warmup_epochs: after 2 epochs"),
        ({"optimiser": {"milestones": [0.3]}}, r"optimiser\.milestones: a cosine schedule has none"),
        ({"optimiser": {"step_factor": 0.5}}, r"optimiser\.step_factor: a cosine schedule has none"),
        ({"optimiser": {"schedule": "step", "milestones": []}}, r"optimiser\.milestones: these are shares"),
        ({"optimiser": {"schedule": "step", "milestones": [0.5, 0.5]}}, r"optimiser\.milestones: these are shares"),
        ({"optimiser": {"schedule": "step", "milestones": [30, 60]}}, r"optimiser\.milestones: these are shares"),
        ({"optimiser": {"schedule": "steps"}}, r"optimiser\.schedule: Input should be 'cosine' or 'step'"),
        ({"optimiser": {"learning_rate": math.nan}}, r"optimiser\.learning_rate: Input should be"),
        ({"optimiser": {"name": "adam"}}, r"optimiser\.name: Input should be 'adamw' or 'sgd'"),
        ({"epochs": 1, "cleaning": {"share": 0.1}}, r"cleaning\.start: 0\.6 of 1 epochs is before the first"),
        ({"template_px": [[1, 2], [3, 4], [5, 6], [7, 8], [9, 64]]}, "template_px: a landmark lies outside the crop"),
        ({"template_px": [[1, 2], [1, 2], [5, 6], [7, 8], [9, 10]]}, "template_px: both eyes lie in the same place"),
        (
            {"template_px": [[1, 2], [3, math.inf], [5, 6], [7, 8], [9, 10]]},
            "template_px.1.1: Input should be a",
        ),
        ({"template_px": [[1, 2]] * 4}, r"template_px\.4: Field required"),
        ({"network": {"input_px": 0}}, r"network\.input_px: Input should be greater"),
        (
            {"batch_size": 30, "sampler": {"name": "identities"}},
            r"images_per_identity: 4 does not divide",
        ),
        ({"batch_size": 4, "sampler": {"name": "identities"}}, "a batch of 4 would be of one person alone"),
        (
            {"loss": {"name": "triplet"}, "sampler": {"name": "identities", "images_per_identity": 1}},
            "no batch holds a mated pair",
        ),
        (
            {"epochs": 3, "sampler": {"name": "hard_identities", "start_epoch": 3}},
            r"sampler\.start_epoch: the run ends after 3 epochs",
        ),
        ({"loss": {"margin": math.nan}}, r"loss\.margin: Input should be"),
        ({"loss": {"margin": math.inf}}, r"loss\.margin: Input should be"),
        ({"loss": {"margin": 2.0}}, r"loss\.margin: Input should be less than 2"),
        ({"loss": {"scale": -1}}, r"loss\.scale: Input should be greater than 0"),
        ({"loss": {"name": "triplet", "margin": 5}}, r"loss\.margin: Input should be less than or equal to 4"),
        ({"loss": {"name": "ranked_list", "margin": 1.3}}, r"loss\.margin: nothing is nearer than alpha less this"),
        (
            {"epochs": 1, "loss": {"name": "triplet", "memory": {"size": 9}}},
            r"loss\.memory\.start_epoch: the run ends after 1 epochs",
        ),
        (
            {"loss": {"name": "triplet", "miner": {"name": "distance_weighted", "cutoff": 1.4}}},
            r"loss\.miner\.cutoff: it must be below farthest, 1\.4",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ConfigError, match=rf"^The recipe 'r\.toml' is not valid: .*{sentence}.*\. "):
        recipe(**values)


@pytest.mark.parametrize(
    ("search", "sentence"),
    [
        ({"loss.margn": {"low": 0.1, "high": 0.2}}, r"loss\.margn.*Extra inputs"),
        ({"loss.margin": {"low": 0.1, "high": 3.0}}, r"'loss\.margin' comes to 3\.0.*less than 2"),
        ({"epochs": {"low": 1, "high": 5}}, r"'epochs' comes to 2\.5.*valid integer"),
        ({"epochs": {"low": 0, "high": 5, "whole": True}}, r"'epochs' comes to 0.*greater than or equal to 1"),
        ({"sampler.name": {"choices": ["random", "batches"]}}, r"comes to 'batches'.*sampler\.name"),
        ({"epochs.first": {"choices": [1]}}, r"'epochs\.first' has no place"),
    ],
)
def test_a_search_that_leaves_what_a_recipe_may_hold_is_refused(search: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ConfigError, match=sentence):
        recipe(epochs=5, search=search)
    assert recipe(epochs=5, search={"epochs": {"low": 1, "high": 5, "whole": True}}).epochs == 5


@pytest.mark.parametrize(
    ("network", "sentence"),
    [
        ({"architecture": "resnet"}, "architecture 'resnet' is unknown"),
        ({"settings": {}}, "do not fit"),
        ({"settings": {**PLAIN["network"]["settings"], "colour": 1}}, "unexpected keyword argument 'colour'"),
        ({"settings": {**PLAIN["network"]["settings"], "channels": ["a"]}}, "do not fit"),
        ({"settings": {**PLAIN["network"]["settings"], "channels": [8, 8]}}, "differ in length"),
        ({"settings": {**PLAIN["network"]["settings"], "channels": [0]}}, "a layer of it has no channels"),
        ({"settings": {**PLAIN["network"]["settings"], "channels": [-8]}}, "do not fit"),
        ({"settings": {**PLAIN["network"]["settings"], "depths": [0]}}, "below 1"),
        ({"input_px": 33, "settings": PLAIN["network"]["settings"]}, "cannot be divided"),
    ],
)
def test_a_network_that_cannot_be_built_is_refused(network: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ConfigError, match=sentence):
        require_network(recipe(network=network))


def test_a_network_that_can_be_built_takes_no_memory_to_find_out() -> None:
    require_network(recipe())
    # A thousand units of a thousand channels would be 75 GB.
    require_network(recipe(network={"settings": {**PLAIN["network"]["settings"], "channels": [1000], "depths": [40]}}))


NUMBERS = st.one_of(
    st.floats(), st.floats(0, 2), st.integers(-3, 200), st.sampled_from([0, 0.0, 1, -1, 1e30, 2**70, True, "1", None])
)
LOSS_NAMES = (
    *("softmax", "center", "sphereface", "cosface", "arcface", "subcenter_arcface", "proxy_anchor"),
    *("contrastive", "triplet", "lifted_structure", "n_pair", "angular", "binomial_deviance"),
    *("multi_similarity", "circle", "ranked_list", "supcon", "tripplet"),
)
LOSS_SETTINGS = (
    *("margin", "scale", "alpha", "beta", "base", "cost", "alpha_deg", "temperature", "balance", "pull", "centre_rate"),
    *("sample", "weight", "sub_centers", "lambda_start", "lambda_min", "annealing_epochs", "margin_warmup_epochs"),
)
MINERS = st.fixed_dictionaries(
    {"name": st.sampled_from(["none", "easy", "semi_hard", "hard", "batch_hard", "distance_weighted", "hurd"])},
    optional={"margin": NUMBERS, "cutoff": NUMBERS, "farthest": NUMBERS},
)
MEMORIES = st.fixed_dictionaries({}, optional={"size": NUMBERS, "start_epoch": NUMBERS})
LOSSES = st.builds(
    lambda name, setting, value, more: {"name": name, **({setting: value} if setting else {}), **more},
    st.sampled_from(LOSS_NAMES),
    st.sampled_from(("", *LOSS_SETTINGS)),
    NUMBERS,
    st.one_of(
        st.just({}),
        st.fixed_dictionaries({"miner": MINERS}),
        st.fixed_dictionaries({"memory": MEMORIES}),
    ),
)
RECIPES = st.fixed_dictionaries(
    {},
    optional={
        "seed": NUMBERS,
        "epochs": NUMBERS,
        "batch_size": NUMBERS,
        "plain_epochs": NUMBERS,
        "min_per_identity": NUMBERS,
        "mean": NUMBERS,
        "std": NUMBERS,
        "precision": st.sampled_from(["auto", "fp32", "fp8", None]),
        "loss": st.one_of(LOSSES, st.lists(LOSSES, max_size=3), NUMBERS),
        "sampler": st.fixed_dictionaries(
            {"name": st.sampled_from(["random", "identities", "hard_identities", ""])},
            optional={"images_per_identity": NUMBERS, "group": NUMBERS, "start_epoch": NUMBERS},
        ),
        "optimiser": st.dictionaries(
            st.sampled_from(
                ["learning_rate", "momentum", "weight_decay", "warmup_epochs", "schedule", "milestones", "ema_decay"]
            ),
            st.one_of(NUMBERS, st.lists(NUMBERS, max_size=3), st.sampled_from(["step", "cosine"])),
        ),
        "augmentation": st.dictionaries(st.sampled_from(["flip", "scale", "blur", "blur_sigma_px"]), NUMBERS),
        "cleaning": st.dictionaries(st.sampled_from(["share", "below", "start"]), NUMBERS),
        "template_px": st.lists(st.lists(NUMBERS, min_size=2, max_size=2), min_size=4, max_size=6),
        "network": st.dictionaries(st.sampled_from(["input_px", "embedding_size", "architecture"]), NUMBERS),
        "unknown": NUMBERS,
    },
)


@settings(max_examples=200, deadline=None)
@given(RECIPES)
def test_whatever_a_recipe_says_it_is_one_or_is_refused_in_a_sentence(values: dict[str, Any]) -> None:
    try:
        made = recipe(**values)
    except ConfigError as error:
        assert error.sentence.startswith("The recipe 'r.toml' is not valid: ")
        assert error.sentence.endswith(".") and "\n" not in error.sentence
        assert ": :" not in error.sentence and "Value error" not in error.sentence
        return
    assert Recipe.model_validate_json(made.model_dump_json()) == made
    numbers = [value for value in (made.mean, made.std, *made.optimiser.milestones) if not math.isfinite(value)]
    assert numbers == []


@settings(max_examples=100, deadline=None)
@given(LOSSES)
def test_every_loss_that_a_recipe_may_name_computes(loss: dict[str, Any]) -> None:
    try:
        made = recipe(loss=loss, epochs=3)
    except ConfigError:
        return
    assume_small = [part.memory.size for part in made.losses if getattr(part, "memory", None) is not None]
    if any(size > 10_000 for size in assume_small):
        return
    torch.manual_seed(0)
    built = build_loss(made.losses, classes=4, embedding_size=8)
    built.set_epoch(3.0)
    features = torch.randn(8, 8, requires_grad=True)
    value = built(features, torch.tensor([0, 0, 1, 1, 2, 2, 3, 3]))
    assert value.shape == ()
    assert not torch.isnan(value)
    value.backward()
