"""Two processes learn what one does: the same batches, losses and weights."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from faceapp.domain.errors import DatasetError
from faceapp.learning.datasets import CropSet
from faceapp.learning.job import Job
from faceapp.learning.processes import Processes
from faceapp.learning.recipes import Recipe
from faceapp.vision.card import WEIGHTS_FILE

MakePeople = Callable[..., CropSet]
MakeRecipe = Callable[..., Recipe]
WriteTar = Callable[[Path, CropSet], Path]

# Full precision and nothing drawn at random, so that what is left is the order of sums alone.
PLAIN = {
    "flip": 0,
    "scale": 0,
    "shift": 0,
    "rotation_deg": 0,
    "brightness": 0,
    "contrast": 0,
    "saturation": 0,
    "grey": 0,
    "low_resolution": 0,
}
NETWORK = {
    "settings": {"stem_channels": 8, "stem_stride": 1, "channels": [8, 16], "depths": [1, 1], "dropout": 0.0},
}
WORK = """
import json, sys
from pathlib import Path
import torch
from faceapp.learning.datasets import read_crops
from faceapp.learning.processes import joined_processes
from faceapp.learning.recipes import recipe_from
from faceapp.learning.trainer import RunSettings, train

torch.set_num_threads(1)
values, data, val, run, stop = sys.argv[1:6]
recipe = recipe_from(json.loads(Path(values).read_text()), "tiny")
with joined_processes(torch.device("cpu")) as processes:
    settings = RunSettings(torch.device("cpu"), processes=processes, stop_after=int(stop) or None)
    losses = []
    card = train(recipe, read_crops([Path(data)], 16), read_crops([Path(val)], 16), Path(run), settings, resume=True,
                 on_progress=lambda progress: losses.append(progress.loss))
    assert (card is None) == (not processes.first or int(stop) > 0)
    if processes.first:
        print(json.dumps(losses))
    else:
        assert losses == []
"""


def launch(work: Path, run: Path, values: Path, data: Path, val: Path, *, processes: int, stop: int = 0) -> list[float]:
    command = [sys.executable, str(work), str(values), str(data), str(val), str(run), str(stop)]
    if processes > 1:
        launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={processes}"]
        command = [*launcher, *command[1:]]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    losses: list[float] = json.loads(done.stdout.strip().splitlines()[-1])
    return losses


@pytest.mark.parametrize(
    "loss",
    [
        {"name": "cosface", "margin": 0.2, "scale": 16.0},
        {"name": "multi_similarity", "memory": {"size": 32, "start_epoch": 1}},
    ],
    ids=["classification", "pairs with a memory"],
)
def test_two_processes_learn_as_one_does(
    tmp_path: Path, make_recipe: MakeRecipe, make_people: MakePeople, write_tar: WriteTar, loss: dict[str, object]
) -> None:
    recipe = make_recipe(augmentation=PLAIN, network=NETWORK, optimiser={"name": "sgd", "learning_rate": 0.05})
    stated = {**recipe.model_dump(mode="json", exclude_unset=True), "loss": loss, "precision": "fp32", "epochs": 2}
    if loss["name"] != "cosface":
        stated["sampler"] = {"name": "identities", "images_per_identity": 4}
    values, work = tmp_path / "recipe.json", tmp_path / "work.py"
    values.write_text(json.dumps(stated))
    work.write_text(WORK)
    data = write_tar(tmp_path / "data.tar", make_people(12, 6))
    val = write_tar(tmp_path / "val.tar", make_people(6, 4, first=100))
    one = launch(work, tmp_path / "one", values, data, val, processes=1)
    if loss["name"] == "cosface":  # once is enough to see a run of two taken up
        launch(work, tmp_path / "two", values, data, val, processes=2, stop=3)
    two = launch(work, tmp_path / "two", values, data, val, processes=2)
    assert two[-1] == pytest.approx(one[-1], rel=2e-3)
    ours, theirs = (load_file(tmp_path / run / WEIGHTS_FILE) for run in ("one", "two"))
    for name, tensor in ours.items():
        torch.testing.assert_close(theirs[name].float(), tensor.float(), rtol=2e-2, atol=2e-3, msg=name)


def test_a_batch_that_cannot_be_shared_is_refused(make_recipe: MakeRecipe, make_people: MakePeople) -> None:
    with pytest.raises(DatasetError, match="A batch of 16 cannot be shared evenly by 3"):
        Job(make_recipe(), make_people(12, 6), torch.device("cpu"), Processes(0, 3))
