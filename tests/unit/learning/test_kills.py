"""A run that is killed at the worst moments: no torn file is taken for a whole one, and the end is the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from faceapp.learning.checkpoints import CHECKPOINT_FILE, LOG_FILE, load_checkpoint
from faceapp.learning.trainer import RunSettings, train
from faceapp.vision.card import CARD_FILE, WEIGHTS_FILE, read_card

from .conftest import MakePeople, MakeRecipe, WriteTar

# Each life goes on with the run and kills itself at one moment, as by `kill -9`: nothing is closed, nothing tidied up.
# A life is a fork, so that libraries are loaded once; no thread is running when it begins.
CHILD = """
import os, signal, sys
from pathlib import Path
import torch
from faceapp.learning import checkpoints, export, trainer
from faceapp.learning.datasets import read_crops
from faceapp.learning.recipes import Recipe

torch.set_num_threads(1)
recipe_file, data, val, run = (Path(argument) for argument in sys.argv[1:5])
recipe = Recipe.model_validate_json(recipe_file.read_text())
crops, validation = read_crops([data], 16), read_crops([val], 16)

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def half_of_a_checkpoint(count):
    save, seen = torch.save, []
    def torn(state, stream):
        save(state, stream)
        seen.append(1)
        if len(seen) == count:
            stream.truncate(stream.tell() // 2)
            stream.flush()
            die()
    torch.save = torn

def before_a_checkpoint_has_its_name(count):
    fsync, seen = os.fsync, []
    def last(descriptor):
        fsync(descriptor)
        seen.append(1)
        if len(seen) == count:
            die()
    os.fsync = last

def after_the_log_before_its_checkpoint():
    append = checkpoints.append_log
    def then_die(run, entry):
        append(run, entry)
        die()
    trainer.append_log = then_die

def half_of_a_line_of_the_log():
    def torn(run, entry):
        with (run / checkpoints.LOG_FILE).open("a") as stream:
            stream.write('{"step": ')
        die()
    trainer.append_log = torn

def half_of_the_weights():
    def torn(path, write):
        with path.with_name(path.name + ".partial").open("wb") as stream:
            stream.write(b"half of the weights")
        die()
    export.write_atomically = torn

def after_the_weights_before_their_card():
    export.write_card = die

LIVES = [
    lambda: half_of_a_checkpoint(3),
    lambda: before_a_checkpoint_has_its_name(3),  # after the recipe's and the log's own
    after_the_log_before_its_checkpoint,
    half_of_a_line_of_the_log,
    half_of_the_weights,
    after_the_weights_before_their_card,
]
for life in LIVES:
    child = os.fork()
    if child == 0:
        life()
        settings = trainer.RunSettings(torch.device("cpu"), checkpoint_every_s=0.0, report_every=1, commit="begun")
        trainer.train(recipe, crops, validation, run, settings, resume=True)
        os._exit(3)  # it should not have come here
    _, status = os.waitpid(child, 0)
    died = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    state = checkpoints.load_checkpoint(run, torch.device("cpu"))  # whole, whatever happened
    print(died, 0 if state is None else state["step"], sorted(file.name for file in run.iterdir()), flush=True)
"""


@pytest.mark.usefixtures("one_thread")
@pytest.mark.skipif(sys.platform == "win32", reason="processes cannot be forked on Windows")
def test_a_run_that_was_killed_at_every_bad_moment_ends_with_the_same_bits(
    tmp_path: Path, make_recipe: MakeRecipe, make_people: MakePeople, write_tar: WriteTar
) -> None:
    recipe, crops, validation = make_recipe(), make_people(12, 6), make_people(12, 5, first=100)
    cpu, whole, run = torch.device("cpu"), tmp_path / "whole", tmp_path / "run"
    assert train(recipe, crops, validation, whole, RunSettings(cpu, commit="begun")) is not None
    (tmp_path / "recipe.json").write_text(recipe.model_dump_json())
    data, val = write_tar(tmp_path / "data.tar", crops), write_tar(tmp_path / "val.tar", validation)
    arguments = [str(path) for path in (tmp_path / "recipe.json", data, val, run)]
    told = subprocess.run(
        [sys.executable, "-c", CHILD, *arguments], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    lives = [line.split(" ", 2) for line in told]
    assert [died for died, *_ in lives] == ["True"] * 6, told
    # Four steps an epoch, three epochs: each life goes on from where the last whole checkpoint was.
    assert [int(step) for _, step, _ in lives] == [2, 3, 3, 3, 12, 12]
    assert "checkpoint.pt.partial" in lives[0][2] and CARD_FILE not in lives[5][2]
    assert train(recipe, crops, validation, run, RunSettings(cpu), resume=True) is not None
    assert (run / WEIGHTS_FILE).read_bytes() == (whole / WEIGHTS_FILE).read_bytes()
    assert read_card(run).measured == read_card(whole).measured
    logs = [[json.loads(line) for line in (folder / LOG_FILE).read_text().splitlines()] for folder in (run, whole)]
    for entry in (*logs[0], *logs[1]):
        for unsteady in ("loss", "crops_per_s", "waited_share"):  # means since the last report, and times
            entry.pop(unsteady)
    assert logs[0] == logs[1]
    assert load_checkpoint(run, cpu) is not None and (run / CHECKPOINT_FILE).exists()
