"""The guide to training names every setting of a recipe, with its default."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from faceapp.learning.augmentation import AugmentationSettings
from faceapp.learning.loss_settings import HardIdentitiesSampler
from faceapp.learning.recipes import CleaningSettings, NetworkSettings, OptimiserSettings, Recipe, TeacherSettings

GUIDE = (Path(__file__).parents[3] / "docs" / "training.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL)
PROSE = re.sub(r"^```.*?^```", "", GUIDE, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "section",
    [
        Recipe,
        NetworkSettings,
        OptimiserSettings,
        AugmentationSettings,
        CleaningSettings,
        TeacherSettings,
        HardIdentitiesSampler,
    ],
)
def test_every_setting_is_named(section: type[BaseModel]) -> None:
    named = set(re.findall(r"[a-z_0-9]+", " ".join(re.findall(r"`[^`\n]+`", PROSE)) + " ".join(EXAMPLES)))
    assert section.model_fields.keys() <= named


@pytest.mark.parametrize(
    ("table", "section"),
    [("optimiser", OptimiserSettings), ("augmentation", AugmentationSettings), ("cleaning", CleaningSettings)],
)
def test_the_defaults_of_the_tables_are_those_in_force(table: str, section: type[BaseModel]) -> None:
    begin = PROSE.index(f"| `[{table}]` |")
    lines = PROSE[begin : PROSE.index("\n\n", begin)].splitlines()[2:]
    told: dict[str, str] = {}
    for line in lines:
        names, defaults = line.split("|")[1:3]
        fields = re.findall(r"[a-z_]+", names)
        values = re.split(r", (?![^[]*\])", defaults.strip())
        told.update(zip(fields, values if len(values) > 1 else values * len(fields), strict=True))
    assert told.keys() == section.model_fields.keys()
    for name, field in section.model_fields.items():
        wanted, value = field.default, told[name]
        if isinstance(wanted, tuple):
            assert tuple(float(number) for number in value.strip("[]").split(",")) == wanted
        else:
            assert value == wanted if isinstance(wanted, str) else float(value) == wanted
