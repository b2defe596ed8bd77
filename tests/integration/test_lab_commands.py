"""The lab's and the models' commands as scripts use them: forms, JSON keys, exit codes, faults in one sentence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image as PillowImage

from faceapp.cli import run_command_line
from faceapp.devices.demo import enrolment_pictures
from faceapp.domain.scores import OperatingPoint
from faceapp.resources import models_dir
from faceapp.vision.scorer import PairScorer, write_scorer

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def faceapp(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_command_line(["--data-dir", str(tmp_path / "data"), *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture(scope="module")
def crops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of 12 people, a pattern of coloured patches each, in 4 crops with some noise."""
    folder = tmp_path_factory.mktemp("crops")
    for person in range(12):
        random = np.random.default_rng(person)
        pattern = random.uniform(0, 255, (8, 8, 3)).repeat(8, axis=0).repeat(8, axis=1)
        (folder / f"person{person:02}").mkdir()
        for number in range(4):
            noisy = (pattern + random.normal(0, 8, pattern.shape)).clip(0, 255).astype(np.uint8)
            PillowImage.fromarray(noisy).save(folder / f"person{person:02}" / f"{number}.png")
    return folder


def as_json(told: tuple[int, str, str]) -> Any:
    code, out, err = told
    assert code == 0, err
    return json.loads(out)


def test_comparisons_state_their_counts_and_intervals(faceapp: Command, crops: Path, tmp_path: Path) -> None:
    (tmp_path / "groups.csv").write_text(
        "identity,group\n"
        + "\n".join(f"person{person:02},{'even' if person % 2 == 0 else 'odd'}" for person in range(12))
    )
    arguments = ("evaluate", "comparisons", "--data", crops, "--aligned", "--groups", tmp_path / "groups.csv")
    told = as_json(faceapp(*arguments, "--json"))
    assert told["identities"] == 12
    assert told["mated"] == 12 * 6
    assert told["non_mated"] == 48 * 47 // 2 - 72
    assert told["eer_interval"][0] <= told["eer"] <= told["eer_interval"][1]
    assert told["auc_interval"][0] <= told["auc"] <= told["auc_interval"][1]
    assert set(told["tar_at_fmr"]) == {"0.01", "0.001", "0.0001", "1e-05"}
    assert set(told["tar_at_fmr"]["0.01"]) == {"tar", "low", "high", "threshold"}
    assert told["tar_at_fmr"]["0.001"] is None
    assert told["groups"]["even"]["identities"] == 6
    assert told["without_face"] == []
    code, out, _ = faceapp(*arguments)
    assert code == 0
    assert "TAR at FMR 0.001: not enough comparisons" in out
    assert "odd" in out
    assert "of 6 people" in out


def test_retrieval_names_what_is_weak(faceapp: Command, crops: Path) -> None:
    told = as_json(faceapp("evaluate", "retrieval", "--data", crops, "--aligned", "--json"))
    assert told["queries"] == 48
    assert 0 <= told["map_at_r"] <= told["r_precision"] <= 1
    assert set(told["weak"]) == {"recall_at_1", "recall_at_5", "recall_at_10", "nmi", "f1"}
    code, out, _ = faceapp("evaluate", "retrieval", "--data", crops, "--aligned")
    assert code == 0
    assert "weak" in out


def test_identification_tells_the_enrolled_from_others(faceapp: Command, crops: Path, tmp_path: Path) -> None:
    gallery = tmp_path / "gallery"
    for person in range(8):
        (gallery / f"person{person:02}").mkdir(parents=True)
        source = crops / f"person{person:02}" / "0.png"
        (gallery / f"person{person:02}" / "enrolled.png").write_bytes(source.read_bytes())
    told = as_json(
        faceapp("evaluate", "identification", "--gallery", gallery, "--probes", crops, "--aligned", "--json")
    )
    assert (told["people"], told["probes"], told["mated_probes"]) == (8, 48, 32)
    assert told["rank1"] > 0.9
    assert told["fnir_at_fpir"] == {"0.01": None, "0.001": None}
    others = tmp_path / "others"
    (others / "stranger").mkdir(parents=True)
    (others / "stranger" / "0.png").write_bytes((crops / "person11" / "0.png").read_bytes())
    code, _, err = faceapp("evaluate", "identification", "--gallery", gallery, "--probes", others, "--aligned")
    assert code == 2
    assert "No probe is of somebody in the gallery" in err


@pytest.mark.parametrize("command", ["comparisons", "retrieval"])
def test_data_that_cannot_be_judged_is_told_in_a_sentence(faceapp: Command, tmp_path: Path, command: str) -> None:
    code, _, err = faceapp("evaluate", command, "--data", tmp_path / "absent", "--aligned")
    assert code == 2
    assert "There is no data at" in err
    (tmp_path / "flat" / "somebody").mkdir(parents=True)
    PillowImage.new("RGB", (64, 48)).save(tmp_path / "flat" / "somebody" / "wide.png")
    code, _, err = faceapp("evaluate", command, "--data", tmp_path / "flat", "--aligned")
    assert code == 2
    assert "64 x 48 px" in err
    PillowImage.new("RGB", (64, 64)).save(tmp_path / "flat" / "somebody" / "wide.png")
    code, _, err = faceapp("evaluate", command, "--data", tmp_path / "flat", "--aligned")
    assert code == 2
    assert "There is no comparison of two pictures of one person" in err or "one person alone" in err
    code, _, err = faceapp("evaluate", command, "--data", tmp_path / "flat")
    assert code == 2
    assert "No face was found in 1 picture (" in err


def test_an_encoder_goes_out_as_onnx_and_comes_back(faceapp: Command, crops: Path, tmp_path: Path) -> None:
    out = tmp_path / "exported"
    code, said, err = faceapp("model", "export", "default", "--out", out, "--check", crops)
    assert code == 0, err
    assert "Lowest cosine with the original over 48 crops: 1.0000000" in said or "0.99999" in said
    card = (out / "card.toml").read_text()
    # As somebody else's encoder would come: without figures of its own.
    (out / "card.toml").write_text(card[: card.index("[measured]")])
    code, said, err = faceapp("model", "import", out / "encoder.onnx", "--card", out / "card.toml")
    assert code == 0, err
    assert "record its operating points" in said
    listed = {entry["name"]: entry for entry in as_json(faceapp("model", "list", "--json"))}
    assert listed["default"]["in_use"]
    assert listed["default-onnx"]["operating_points"] == 0
    code, said, err = faceapp("model", "use", "default-onnx")
    assert code == 0, err
    assert "no door will use it" in said
    code, _, err = faceapp("run", "--source", crops / "person00", "--json")
    assert code == 2
    assert "no operating point" in err
    assert "faceapp calibrate --apply" in err
    code, said, err = faceapp("evaluate", "comparisons", "--data", crops, "--aligned", "--record")
    assert code == 0, err
    assert "Recorded in" in said
    (point,) = as_json(faceapp("model", "show", "default-onnx", "--json"))["measured"]["operating_points"]
    assert point["fmr"] == 0.01
    code, _, err = faceapp("model", "remove", "default-onnx")
    assert code == 2
    assert "is in use" in err
    assert faceapp("model", "use", "default")[0] == 0
    assert faceapp("model", "remove", "default-onnx")[0] == 0
    assert "default-onnx" not in {entry["name"] for entry in as_json(faceapp("model", "list", "--json"))}


def test_choosing_an_encoder_keeps_what_else_the_settings_say(faceapp: Command, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "faceapp.toml").write_text('# ours\n[camera]\nsource = "demo"  # for now\n')
    assert faceapp("model", "use", models_dir() / "default")[0] == 0
    text = (tmp_path / "data" / "faceapp.toml").read_text()
    assert "# ours" in text
    assert 'source = "demo"  # for now' in text
    assert f'model = "{models_dir() / "default"}"' in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("model", "import", "absent.onnx"), "needs a card"),
        (("model", "import", "absent.pt"), "cannot be read"),
        (("model", "remove", "default"), "is in use"),
        (("model", "use", "absent"), "There is no encoder in 'absent'"),
        (("model", "download", "another"), "No encoder 'another' can be fetched"),
        (("model", "download", "facenet-vggface2", "--address", "http://127.0.0.1:1/x.pt"), "cannot be fetched"),
        (("model", "export", "default", "--format", "caffe"), "format 'caffe' is unknown"),
    ],
)
def test_what_cannot_be_done_with_models_is_told(faceapp: Command, arguments: tuple[str, ...], told: str) -> None:
    code, _, err = faceapp(*arguments)
    assert code == 2
    assert told in err
    assert err.count("\n") == 1


def test_a_scorer_judges_by_its_own_threshold_and_for_its_encoder_alone(faceapp: Command, tmp_path: Path) -> None:
    pictures = []
    for number, image in enumerate(enrolment_pictures(0, 2)):
        pictures.append(tmp_path / f"{number}.png")
        PillowImage.fromarray(image).save(pictures[-1])
    plain = as_json(faceapp("verify", *pictures, "--json"))
    torch.manual_seed(0)
    point = OperatingPoint(fmr=1e-4, threshold=-0.5, tar=0.5, tar_low=0.4, tar_high=0.6)
    for name, encoder in (("ours", plain["encoder"]), ("theirs", "another@0123456789ab")):
        write_scorer(PairScorer(256, 4), tmp_path / name, encoder_id=encoder, measured_on="nothing", points=(point,))
    (tmp_path / "data" / "faceapp.toml").write_text(f'[decision]\nscorer = "{tmp_path / "ours"}"\n')
    scored = as_json(faceapp("verify", *pictures, "--json"))
    assert scored["threshold"] == -0.5
    assert scored["score"] != plain["score"]
    (tmp_path / "data" / "faceapp.toml").write_text(f'[decision]\nscorer = "{tmp_path / "theirs"}"\n')
    for command in (("verify", *pictures), ("run", "--source", pictures[0]), ("people", "list")):
        code, _, err = faceapp(*command)
        assert code == 2
        assert "is for the encoder another@0123456789ab" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("study", "scorers", "--data", "x", "--test", "x", "--people", "-3"), "--people"),
        (("study", "scorers", "--data", "x", "--test", "x", "--widths", "8,0"), "'8,0' are no widths"),
        (("train", "x.toml", "--data", "x", "--val", "x", "--out", "x", "--stop-after", "0"), "--stop-after"),
    ],
)
def test_numbers_that_ask_for_nothing_are_refused(faceapp: Command, arguments: tuple[str, ...], told: str) -> None:
    code, _, err = faceapp(*arguments)
    assert code == 2
    assert told in err
    assert "Traceback" not in err


def test_a_recipe_is_tuned_and_its_best_settings_can_be_trained(faceapp: Command, crops: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "small.toml"
    recipe.write_text(
        """
name = "small"
epochs = 1
batch_size = 8
template_px = [[5, 6], [11, 6], [8, 9], [6, 12], [10, 12]]
training_data = "patterns"
terms = "none"
[network]
input_px = 16
embedding_size = 8
settings = { stem_channels = 4, stem_stride = 2, channels = [8], depths = [1] }
[search]
"loss.margin" = { low = 0.0, high = 0.3 }
"""
    )
    out = tmp_path / "study"
    code, said, err = faceapp("tune", recipe, "--data", crops, "--out", out, "--trials", 5, "--folds", 2)
    assert code == 0, err
    assert "is the best of 5" in said
    assert {"best.toml", "history.svg", "importance.svg", "study.db"} <= {file.name for file in out.iterdir()}
    val = tmp_path / "val"
    for name in ("other00", "other01"):
        shutil.copytree(crops / name.replace("other", "person"), val / name)
    code, said, err = faceapp("train", out / "best.toml", "--data", crops, "--val", val, "--out", tmp_path / "run")
    assert code == 0, err
    assert (tmp_path / "run" / "card.toml").exists()
    assert list((tmp_path / "run" / "tensorboard").iterdir())
