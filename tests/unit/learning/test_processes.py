"""Two processes learn what one does: the same batches, gradients, losses and weights."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from faceapp.domain.errors import DatasetError
from faceapp.learning.datasets import CropSet, read_crops
from faceapp.learning.job import Job
from faceapp.learning.processes import Processes, SharedBatchNorm, own_device, with_shared_statistics
from faceapp.learning.recipes import Recipe, recipe_from
from faceapp.learning.trainer import LEFT_OUT_FILE, RunSettings, train
from faceapp.vision.card import WEIGHTS_FILE

MakePeople = Callable[..., CropSet]
MakeRecipe = Callable[..., Recipe]
WriteTar = Callable[[Path, CropSet], Path]

CPU = torch.device("cpu")
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
MEMORY = {"name": "multi_similarity", "memory": {"size": 32, "start_epoch": 1}}
# One start of two processes serves every case: what takes long is the start.
WORK = """
import sys
from pathlib import Path
import torch
from faceapp.learning.datasets import read_crops
from faceapp.learning.job import Job
from faceapp.learning.processes import joined_processes
from faceapp.learning.recipes import recipe_from
from faceapp.learning.trainer import RunSettings, train
import json

torch.set_num_threads(1)
folder, cpu = Path(sys.argv[1]), torch.device("cpu")
crops, validation = read_crops([folder / "data.tar"], 16), read_crops([folder / "val.tar"], 16)
with joined_processes(cpu) as processes:
    for case in ("heads", "pairs", "chosen"):
        recipe = recipe_from(json.loads((folder / f"{case}.json").read_text()), case)
        job = Job(recipe, crops, cpu, processes)
        job.advance()
        gradients = {name: p.grad for module in (job.network, job.loss) for name, p in module.named_parameters()}
        torch.save(gradients, folder / f"{case}-gradients-{processes.rank}.pt")
        while job.step < job.steps:
            job.advance()
        job.loader.close()
        torch.save(job.state(), folder / f"{case}-state-{processes.rank}.pt")
        losses = []
        for stop in (3, None):
            settings = RunSettings(cpu, processes=processes, stop_after=stop, checkpoint_every_s=0.0, report_every=1)
            card = train(recipe, crops, validation, folder / f"{case}-two", settings, resume=True,
                         on_progress=lambda progress: losses.append(progress.loss))
            assert (card is None) == (not processes.first or stop is not None)
        (folder / f"{case}-losses-{processes.rank}.json").write_text(json.dumps(losses))
"""


def torchrun(*arguments: object) -> str:
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    command = [*launcher, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def stated(recipe: Recipe, **changes: object) -> dict[str, Any]:
    return {**recipe.model_dump(mode="json", exclude_unset=True), "precision": "fp32", "epochs": 2, **changes}


@pytest.fixture(scope="module")
def folder(
    tmp_path_factory: pytest.TempPathFactory, make_recipe: MakeRecipe, make_people: MakePeople, write_tar: WriteTar
) -> Path:
    """What two processes did, and the same data and recipes for one."""
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("processes")
    recipe = make_recipe(augmentation=PLAIN, network=NETWORK, optimiser={"name": "sgd", "learning_rate": 0.05})
    cases = {
        "heads": stated(recipe, loss={"name": "cosface", "margin": 0.2, "scale": 16.0}),
        "pairs": stated(recipe, loss=MEMORY, sampler={"name": "identities", "images_per_identity": 4}),
    }
    # What is found out on the way, which all must find alike: wrong labels, and who looks like whom.
    cases["chosen"] = stated(
        make_recipe(epochs=3),
        epochs=3,
        cleaning={"share": 0.3, "below": 0.95, "start": 0.4},
        sampler={"name": "hard_identities", "images_per_identity": 4, "group": 2},
    )
    for name, values in cases.items():
        (folder / f"{name}.json").write_text(json.dumps(values))
    write_tar(folder / "data.tar", make_people(12, 6))
    write_tar(folder / "val.tar", make_people(6, 4, first=100))
    (folder / "work.py").write_text(WORK)
    torchrun(folder / "work.py", folder)
    return folder


def recipe_of(folder: Path, case: str) -> Recipe:
    return recipe_from(json.loads((folder / f"{case}.json").read_text()), case)


@pytest.mark.parametrize("case", ["heads", "pairs"])
def test_the_gradients_of_the_first_step_are_those_of_one_process(folder: Path, case: str) -> None:
    job = Job(recipe_of(folder, case), read_crops([folder / "data.tar"], 16), CPU)
    job.advance()
    job.loader.close()
    gradients = {name: p.grad for module in (job.network, job.loss) for name, p in module.named_parameters()}
    # Some are 0 but for rounding: normalisation takes away what their parameter adds.
    largest = max(float(gradient.abs().max()) for gradient in gradients.values() if gradient is not None)
    for rank in (0, 1):
        theirs = torch.load(folder / f"{case}-gradients-{rank}.pt", weights_only=True)
        assert theirs.keys() == gradients.keys()
        for name, gradient in gradients.items():
            torch.testing.assert_close(theirs[name], gradient, rtol=1e-3, atol=1e-5 * largest, msg=name)


@pytest.mark.parametrize("case", ["heads", "pairs", "chosen"])
def test_both_processes_end_with_the_same_bits(folder: Path, case: str) -> None:
    first, second = (torch.load(folder / f"{case}-state-{rank}.pt", weights_only=True) for rank in (0, 1))
    assert first["network"]
    for part in ("network", "loss"):
        assert first[part].keys() == second[part].keys()
        for name, tensor in first[part].items():
            assert torch.equal(tensor, second[part][name]), name


def test_both_processes_leave_out_the_same_crops_and_bring_the_same_people_together(folder: Path) -> None:
    first, second = (torch.load(folder / f"chosen-state-{rank}.pt", weights_only=True) for rank in (0, 1))
    assert len(first["left_out"]) > 0
    assert first["left_out"].tolist() == second["left_out"].tolist()
    assert first["neighbours"].tolist() == second["neighbours"].tolist()
    left_out = (folder / "chosen-two" / LEFT_OUT_FILE).read_text().splitlines()
    assert len(left_out) == len(first["left_out"])


@pytest.mark.parametrize("case", ["heads", "pairs"])
def test_two_processes_learn_as_one_does_also_after_a_stop(folder: Path, tmp_path: Path, case: str) -> None:
    crops, validation = read_crops([folder / "data.tar"], 16), read_crops([folder / "val.tar"], 16)
    losses: list[float] = []
    settings = RunSettings(CPU, report_every=1)
    train(
        recipe_of(folder, case),
        crops,
        validation,
        tmp_path,
        settings,
        on_progress=lambda progress: losses.append(progress.loss),
    )
    told = json.loads((folder / f"{case}-losses-0.json").read_text())
    assert told == pytest.approx(losses, rel=2e-3)
    assert len(set(losses)) == len(losses) == 8
    assert json.loads((folder / f"{case}-losses-1.json").read_text()) == []
    ours, theirs = (load_file(run / WEIGHTS_FILE) for run in (tmp_path, folder / f"{case}-two"))
    for name, tensor in ours.items():
        torch.testing.assert_close(theirs[name].float(), tensor.float(), rtol=2e-2, atol=2e-3, msg=name)
    # What the first process alone wrote, once.
    lines = [json.loads(line) for line in (folder / f"{case}-two" / "log.jsonl").read_text().splitlines()]
    assert [line["epoch"] for line in lines] == [1, 2]


def test_the_command_works_under_torchrun(folder: Path, tmp_path: Path) -> None:
    values = json.loads((folder / "heads.json").read_text())
    lines = [f"{name} = {json.dumps(value)}" for name, value in values.items() if not isinstance(value, dict)]
    for section in ("loss", "optimiser", "augmentation"):
        lines += [f"[{section}]", *(f"{name} = {json.dumps(value)}" for name, value in values[section].items())]
    network = dict(values["network"])
    shape = network.pop("settings")
    lines += ["[network]", *(f"{name} = {json.dumps(value)}" for name, value in network.items())]
    lines += ["[network.settings]", *(f"{name} = {json.dumps(value)}" for name, value in shape.items())]
    recipe = tmp_path / "tiny.toml"
    recipe.write_text("\n".join(lines))
    arguments = ("--data", folder / "data.tar", "--val", folder / "val.tar", "--out", tmp_path / "run")
    told = torchrun("-m", "faceapp", "train", recipe, *arguments, "--device", "cpu")
    assert told.count("step 8/8") == 1
    assert told.count(f"is in {tmp_path / 'run'}. On 24 crops of 6 people") == 1
    ours, theirs = (load_file(run / WEIGHTS_FILE) for run in (tmp_path / "run", folder / "heads-two"))
    assert all(torch.equal(ours[name], theirs[name]) for name in theirs)


def test_a_batch_that_cannot_be_shared_is_refused(make_recipe: MakeRecipe, make_people: MakePeople) -> None:
    with pytest.raises(DatasetError, match="A batch of 16 cannot be shared evenly by 3"):
        Job(make_recipe(), make_people(12, 6), CPU, Processes(0, 3))


def test_processes_that_begin_with_different_things_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def gather(told: list[object], beginning: object, others: object = "0 other") -> None:
        told[:] = [beginning, others]

    monkeypatch.setattr("torch.distributed.all_gather_object", gather)
    Processes(0, 2).require_alike("0 other")
    with pytest.raises(DatasetError, match="do not begin with the same recipe, crops and checkpoint"):
        Processes(0, 2).require_alike("0 one")
    Processes().require_alike("whatever")


def test_each_process_has_the_gpu_of_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOCAL_RANK", raising=False)
    assert own_device(torch.device("cuda")) == torch.device("cuda")
    monkeypatch.setenv("LOCAL_RANK", "3")
    assert own_device(torch.device("cuda")) == torch.device("cuda", 3)
    assert own_device(CPU) == CPU


def test_shared_statistics_of_one_process_are_those_of_batch_normalisation(monkeypatch: pytest.MonkeyPatch) -> None:
    """With nobody to add up with, the layer is the ordinary one: outputs, gradients, statistics."""
    monkeypatch.setattr("faceapp.learning.processes.all_reduce", lambda sums: sums)
    random = torch.Generator().manual_seed(0)
    for shape, norm in (((6, 3, 4, 5), torch.nn.BatchNorm2d(3)), ((6, 3), torch.nn.BatchNorm1d(3))):
        features = (5 * torch.randn(shape, generator=random) + 2).requires_grad_()
        other = features.detach().clone().requires_grad_()
        twin = torch.nn.Sequential(type(norm)(3))
        shared = with_shared_statistics(twin, Processes(0, 2))[0]  # type: ignore[index]
        assert isinstance(shared, SharedBatchNorm)
        weights = torch.randn(shape, generator=random)
        (norm(features) * weights).sum().backward()
        (shared(other) * weights).sum().backward()
        assert features.grad is not None
        torch.testing.assert_close(other.grad, features.grad, rtol=1e-4, atol=1e-5)
        torch.testing.assert_close(shared.running_mean, norm.running_mean)
        torch.testing.assert_close(shared.running_var, norm.running_var)
        norm.eval()
        shared.eval()
        torch.testing.assert_close(shared(other), norm(features))
