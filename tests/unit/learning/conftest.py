"""Small training data and recipes, made of noise."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from faceapp.learning.datasets import CropSet, encode_webp
from faceapp.learning.recipes import Recipe, recipe_from
from faceapp.learning.trainer import RunSettings, train

MakePeople = Callable[..., CropSet]
WriteTar = Callable[[Path, CropSet], Path]
MakeRecipe = Callable[..., Recipe]


def coarse(random: np.random.Generator, count: int, cells: int, side_px: int) -> NDArray[np.float64]:
    """Coloured patches of `cells` by `cells`, (count, side_px, side_px, 3), standard normal."""
    return (
        random.normal(size=(count, cells, cells, 3)).repeat(side_px // cells, axis=1).repeat(side_px // cells, axis=2)
    )


@pytest.fixture(scope="session")
def make_people() -> MakePeople:
    """People who are a pattern of coloured patches each, behind a veil that is another in every crop."""

    def make(people: int, crops_each: int, *, side_px: int = 16, first: int = 0, veil: float = 20.0) -> CropSet:
        images = []
        for person in range(first, first + people):
            random = np.random.default_rng([17, person])
            looks = 127 + 45 * coarse(random, 1, 4, side_px) + veil * coarse(random, crops_each, 2, side_px)
            images.append(looks + 8 * random.normal(size=looks.shape))
        names = [f"{person:05}" for person in range(first, first + people)]
        return CropSet(
            images=np.concatenate(images).clip(0, 255).astype(np.uint8),
            labels=np.repeat(np.arange(people), crops_each),
            identities=tuple(names),
            files=tuple(f"{name}/{number:03}.webp" for name in names for number in range(crops_each)),
        )

    return make


@pytest.fixture(scope="session")
def write_tar() -> WriteTar:
    """Writes crops as a tar shard."""

    def write(path: Path, crops: CropSet) -> Path:
        with tarfile.open(path, "w") as shard:
            for image, name in zip(crops.images, crops.files, strict=True):
                data = encode_webp(image)
                entry = tarfile.TarInfo(name)
                entry.size = len(data)
                shard.addfile(entry, io.BytesIO(data))
        return path

    return write


@pytest.fixture(scope="session")
def make_recipe() -> MakeRecipe:
    """A recipe of a network so small that an epoch takes less than a second; sections are updated."""

    def make(**changes: object) -> Recipe:
        values: dict[str, object] = {
            "name": "tiny",
            "seed": 3,
            "epochs": 3,
            "batch_size": 16,
            "template_px": [[5.0, 6.0], [11.0, 6.0], [8.0, 9.0], [6.0, 12.0], [10.0, 12.0]],
            "training_data": "noise",
            "terms": "none",
        }
        sections: dict[str, dict[str, object]] = {
            "network": {
                "input_px": 16,
                "embedding_size": 16,
                "settings": {
                    "stem_channels": 8,
                    "stem_stride": 1,
                    "channels": [8, 16],
                    "depths": [1, 1],
                    "dropout": 0.1,
                },
            },
            "loss": {"margin": 0.2, "scale": 16.0, "margin_warmup_epochs": 1.5},
            "optimiser": {"learning_rate": 4e-3, "ema_decay": 0.9, "warmup_epochs": 0.5},
        }
        for name, change in changes.items():
            if isinstance(change, dict):
                sections[name] = {**sections.get(name, {}), **change}
            else:
                values[name] = change
        return recipe_from({**values, **sections}, "tiny")

    return make


@pytest.fixture(scope="module")
def one_thread() -> Iterator[None]:
    """Networks as small as these are slower on several."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="session")
def crops(make_people: MakePeople) -> CropSet:
    """Twelve people with six crops each."""
    return make_people(12, 6)


@pytest.fixture(scope="session")
def encoder(
    tmp_path_factory: pytest.TempPathFactory, make_recipe: MakeRecipe, crops: CropSet, make_people: MakePeople
) -> Path:
    """A small encoder that was trained on them, in its run's directory."""
    run = tmp_path_factory.mktemp("encoder")
    settings = RunSettings(torch.device("cpu"))
    assert train(make_recipe(), crops, make_people(6, 4, first=100), run, settings) is not None
    return run
