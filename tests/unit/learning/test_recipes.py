"""Training recipes: typed and ranged, and the same text for the same recipe for ever."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from faceapp.domain.errors import ConfigError
from faceapp.learning.recipes import read_recipe
from faceapp.vision.card import read_card

MODELS = Path(__file__).resolve().parents[3] / "models"

SMALLEST = """
name = "small"
template_px = [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]]
training_data = "some"
terms = "none"
[network]
settings = { channels = [8], depths = [1] }
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_recipes_can_be_read() -> None:
    files = sorted((MODELS / "recipes").glob("*.toml"))
    assert files
    for file in files:
        assert read_recipe(file).name == file.stem


def test_shipped_encoders_were_trained_by_the_shipped_recipes() -> None:
    for card_file in sorted(MODELS.glob("*/card.toml")):
        card = read_card(card_file.parent)
        recipe = read_recipe(MODELS.parent / card.training.recipe)
        assert card.training.recipe_sha256 == recipe.sha256


def test_a_recipes_hash_speaks_of_what_the_recipe_states(tmp_path: Path) -> None:
    """Cards are checked by it: a setting that a later version adds must not disown them."""
    recipe = read_recipe(written(tmp_path / "r.toml", SMALLEST))
    stated = (
        '{"name":"small","template_px":[[1.0,2.0],[3.0,4.0],[5.0,6.0],[7.0,8.0],[9.0,10.0]],'
        '"training_data":"some","terms":"none","network":{"settings":{"channels":[8],"depths":[1]}}}'
    )
    assert recipe.sha256 == hashlib.sha256(stated.encode()).hexdigest()
    other = read_recipe(written(tmp_path / "r.toml", "seed = 0\n" + SMALLEST))
    assert other.sha256 != recipe.sha256


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("seeed = 1", "seeed"),
        ("seed = -1", "seed"),
        ("name = 3", "name"),
        ("[loss]\nname = 'tripplet'", "loss.name"),
        ("[loss]\nmargins = 1", "loss.margins"),
        ("[optimiser]\nlearning_rate = 0", "optimiser.learning_rate"),
        ("[optimiser]\nlearning_rate = inf", "optimiser.learning_rate"),
        ("[augmentation]\nflip = 2", "augmentation.flip"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, change: str, named: str) -> None:
    setting = change.split(" ")[0] + " "
    kept = "\n".join(line for line in SMALLEST.splitlines() if not line.startswith(setting))
    text = f"{change}\n{kept}" if not change.startswith("[") else f"{kept}\n{change}"
    with pytest.raises(ConfigError) as caught:
        read_recipe(written(tmp_path / "r.toml", text))
    assert f" {named}: " in caught.value.sentence
    assert "r.toml" in caught.value.sentence


def test_a_setting_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="terms: Field required"):
        read_recipe(written(tmp_path / "r.toml", SMALLEST.replace('terms = "none"', "")))


def test_a_recipe_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.toml' cannot be read"):
        read_recipe(tmp_path / "absent.toml")
    with pytest.raises(ConfigError, match="not valid TOML"):
        read_recipe(written(tmp_path / "r.toml", "name ="))
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="not valid TOML"):
        read_recipe(tmp_path / "bytes.toml")
