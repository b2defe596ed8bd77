"""Encoders by the command line: brought, fetched, chosen, tried at a door, and people embedded anew."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image as PillowImage
from safetensors.torch import save_file
from torch import Tensor

from faceapp.app import Application
from faceapp.cli import run_command_line
from faceapp.config import Settings
from faceapp.devices.demo import enrolment_pictures
from faceapp.domain.errors import ModelError
from faceapp.resources import models_dir
from faceapp.vision.card import EncoderCard, read_card, write_card
from faceapp.vision.cohort import read_cohort
from faceapp.vision.encoder import Encoder
from faceapp.vision.networks import build_network

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def faceapp(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_command_line(["--data-dir", str(data_dir), *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A photograph of each of two synthetic people."""
    folder = tmp_path_factory.mktemp("photos")
    for person in range(2):
        (picture,) = enrolment_pictures(person, 1)
        PillowImage.fromarray(picture).save(folder / f"{person}.png")
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def facenet_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the form that facenet-pytorch publishes, with random weights."""
    torch.manual_seed(0)
    network = build_network("inception_resnet_v1", 160, 512, {})
    state: dict[str, Tensor] = {**network.state_dict(), "logits.weight": torch.zeros(3, 512)}
    path = tmp_path_factory.mktemp("facenet") / "vggface2.pt"
    torch.save(state, path)
    return path


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped encoder as an ONNX file beside its card."""
    folder = tmp_path_factory.mktemp("exported")
    arguments = ["--data-dir", str(folder / "data"), "model", "export", "default", "--out", str(folder / "mine.onnx")]
    assert run_command_line(arguments) == 0
    return folder


def as_json(told: tuple[int, str, str]) -> Any:
    code, out, err = told
    assert code == 0, err
    return json.loads(out)


def done(told: tuple[int, str, str]) -> str:
    code, out, err = told
    assert code == 0, err
    return out


def refused(told: tuple[int, str, str]) -> str:
    code, out, err = told
    assert code == 2, out
    assert err.count("\n") == 1
    return err


def put_encoder(data_dir: Path, name: str, change: Callable[[EncoderCard], EncoderCard] = lambda card: card) -> None:
    """A copy of the shipped encoder under another name, and so with another id."""
    directory = data_dir / "models" / name
    directory.mkdir(parents=True)
    card = read_card(models_dir() / "default")
    (directory / card.weights_file).write_bytes((models_dir() / "default" / card.weights_file).read_bytes())
    write_card(change(card.model_copy(update={"name": name, "cohort": None})), directory)


def unmeasured(card: EncoderCard) -> EncoderCard:
    return card.model_copy(update={"measured": card.measured.model_copy(update={"operating_points": ()})})


def only_at_one_percent(card: EncoderCard) -> EncoderCard:
    (point, *_) = card.measured.operating_points
    return card.model_copy(update={"measured": card.measured.model_copy(update={"operating_points": (point,)})})


def test_an_exported_encoder_comes_back_and_identifies(
    faceapp: Command, exported: Path, photos: list[Path], data_dir: Path
) -> None:
    card = tomllib.loads((exported / "card.toml").read_text())
    assert card["weights_sha256"] == hashlib.sha256((exported / "mine.onnx").read_bytes()).hexdigest()
    assert not card["input"]["mirror"]  # the file adds the mirror image's features itself
    done(faceapp("model", "import", exported / "mine.onnx", "--card", exported / "card.toml"))
    done(faceapp("model", "use", "default-onnx"))
    done(faceapp("people", "add", "Ann", photos[0]))
    (found,) = as_json(faceapp("identify", photos[0], "--json"))
    assert "Ann" in json.dumps(found)
    shown = done(faceapp("model", "show", "default-onnx"))
    assert "default-onnx@" in shown
    assert "terms: CelebA" in shown
    assert "sound" in done(faceapp("model", "verify", "default-onnx"))
    file = data_dir / "models" / "default-onnx" / "encoder.onnx"
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert "not those of the card" in refused(faceapp("model", "verify", "default-onnx"))


def test_the_one_in_use_is_marked_and_stays_however_it_is_named(faceapp: Command, data_dir: Path) -> None:
    put_encoder(data_dir, "mine")
    done(faceapp("model", "use", data_dir / "models" / "mine"))
    in_use = [entry["name"] for entry in as_json(faceapp("model", "list", "--json")) if entry["in_use"]]
    assert in_use == ["mine"]
    assert f"* mine  {read_card(data_dir / 'models' / 'mine').encoder_id}" in done(faceapp("model", "list"))
    assert "is in use" in refused(faceapp("model", "remove", "mine"))
    done(faceapp("model", "use", "default"))
    assert "ships with faceapp" not in done(faceapp("model", "remove", "mine"))


def test_a_folder_in_use_is_found_from_everywhere(
    faceapp: Command, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_encoder(tmp_path / "elsewhere", "run")
    monkeypatch.chdir(tmp_path / "elsewhere" / "models")
    done(faceapp("model", "use", "run"))
    monkeypatch.chdir(tmp_path)
    assert as_json(faceapp("people", "list", "--json")) == []
    listed = as_json(faceapp("model", "list", "--json"))
    assert [(entry["name"], entry["in_use"]) for entry in listed] == [
        ("default", False),
        (str(tmp_path.resolve() / "elsewhere" / "models" / "run"), True),
    ]


def test_an_encoder_that_the_settings_cannot_be_used_with_is_not_chosen(faceapp: Command, data_dir: Path) -> None:
    put_encoder(data_dir, "coarse", only_at_one_percent)
    assert "no operating point for a false match rate of 0.0001" in refused(faceapp("model", "use", "coarse"))
    assert not (data_dir / "faceapp.toml").exists()
    (data_dir / "faceapp.toml").write_text("[decision]\ntarget_fmr = 1e-2  # a back door\n")
    done(faceapp("model", "use", "coarse"))
    assert "target_fmr = 1e-2  # a back door" in (data_dir / "faceapp.toml").read_text()
    assert as_json(faceapp("people", "list", "--json")) == []


def test_without_operating_points_people_are_enrolled_and_no_door_runs(
    faceapp: Command, data_dir: Path, photos: list[Path]
) -> None:
    put_encoder(data_dir, "fresh", unmeasured)
    assert "no door will use it" in done(faceapp("model", "use", "fresh"))
    assert as_json(faceapp("people", "add", "Ann", photos[0], "--json"))["templates"] == 1
    for command in (("run", "--source", photos[0]), ("identify", photos[0]), ("verify", *photos)):
        told = refused(faceapp(*command))
        assert "faceapp calibrate --apply" in told
        assert "--record" in told
    settings = Settings.model_validate({"encoder": {"model": "fresh"}})
    application = Application.open(data_dir, settings, exclusive=False)  # as the window opens it
    with pytest.raises(ModelError, match="faceapp calibrate --apply"):
        application.runtime(str(photos[0]), on_result=lambda _: None, on_status=lambda _: None)
    application.close()


def test_the_window_does_not_open_on_an_encoder_without_operating_points(data_dir: Path, photos: list[Path]) -> None:
    put_encoder(data_dir, "fresh", unmeasured)
    (data_dir / "faceapp.toml").write_text('[encoder]\nmodel = "fresh"\n')
    # In a process of its own: a window belongs to the main thread. Where nobody would see one, it ends by itself.
    command = [sys.executable, "-m", "faceapp", "--data-dir", str(data_dir), "kiosk", "--source", str(photos[0])]
    blind = os.environ | {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=blind)
    assert ended.returncode == 2
    assert "faceapp calibrate --apply" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_cohort_lies_beside_its_encoder_without_names(faceapp: Command, data_dir: Path, tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    for person, count in (("ada", 2), ("ben", 1), ("cleo", 3)):
        (tmp_path / "crops" / person).mkdir(parents=True)
        for number in range(count):
            crop = random.integers(0, 256, (64, 64, 3), dtype=np.uint8)
            PillowImage.fromarray(crop).save(tmp_path / "crops" / person / f"{number}.png")
    put_encoder(data_dir, "mine")
    directory = data_dir / "models" / "mine"
    before = read_card(directory)
    done(faceapp("model", "cohort", "mine", "--data", tmp_path / "crops", "--aligned"))
    card = read_card(directory)
    assert card.encoder_id == before.encoder_id
    assert card.cohort is not None
    assert (card.cohort.identities, card.cohort.embeddings) == (3, 6)
    content = (directory / "cohort.safetensors").read_bytes()
    assert card.cohort.sha256 == hashlib.sha256(content).hexdigest()
    assert not any(name in content for name in (b"ada", b"ben", b"cleo"))
    cohort = read_cohort(directory, card)
    assert cohort is not None
    assert cohort.labels.tolist() == [0, 0, 1, 2, 2, 2]
    encoder = Encoder.load(directory, "cpu")
    crop = np.asarray(PillowImage.open(tmp_path / "crops" / "ben" / "0.png"))
    assert float(encoder.encode(crop[np.newaxis])[0] @ cohort.embeddings[2]) > 0.999
    assert "6 embeddings of 3 people" in done(faceapp("model", "show", "mine"))
    (directory / "cohort.safetensors").write_bytes(content[:-1] + b"x")
    assert "not that of its card" in refused(faceapp("model", "verify", "mine"))


def test_a_cohort_tells_which_pictures_are_not_in_it(
    faceapp: Command, data_dir: Path, tmp_path: Path, photos: list[Path]
) -> None:
    for person in ("ada", "ben", "cleo"):
        (tmp_path / "people" / person).mkdir(parents=True)
    shutil.copy(photos[0], tmp_path / "people" / "ada" / "1.png")
    PillowImage.new("RGB", (200, 200)).save(tmp_path / "people" / "ben" / "wall.png")
    shutil.copy(photos[1], tmp_path / "people" / "cleo" / "1.png")
    (tmp_path / "people" / "cleo" / "2.png").write_bytes(b"no picture")
    (tmp_path / "people" / "cleo" / "notes.txt").write_text("no picture")
    put_encoder(data_dir, "mine")
    directory = data_dir / "models" / "mine"
    lines = done(faceapp("model", "cohort", "mine", "--data", tmp_path / "people")).splitlines()
    assert lines == [
        f"2 pictures of 2 people in {directory / 'cohort.safetensors'}",
        "  pictures without a face, which are left out (1): ben/wall.png",
        "  pictures that cannot be read, which are left out (1): cleo/2.png",
        "  passed over, as no picture in a person's folder (1): cleo/notes.txt",
    ]
    card = read_card(directory)
    assert card.cohort is not None
    assert (card.cohort.identities, card.cohort.data) == (2, "2 pictures of 2 people")
    cohort = read_cohort(directory, card)
    assert cohort is not None
    assert cohort.labels.tolist() == [0, 1]  # no number is left for somebody of whom there is no face


def test_a_cohort_of_one_is_told_as_one(faceapp: Command, data_dir: Path, tmp_path: Path, photos: list[Path]) -> None:
    (tmp_path / "people" / "ada").mkdir(parents=True)
    shutil.copy(photos[0], tmp_path / "people" / "ada" / "1.png")
    put_encoder(data_dir, "mine")
    assert done(faceapp("model", "cohort", "mine", "--data", tmp_path / "people")).startswith(
        "1 picture of 1 person in"
    )


def test_people_of_another_encoder_are_to_enrol_again(faceapp: Command, data_dir: Path, photos: list[Path]) -> None:
    done(faceapp("people", "add", "Ann", photos[0]))
    put_encoder(data_dir, "other")
    assert "1 person has no template of it and must be enrolled again: Ann" in done(faceapp("model", "use", "other"))
    assert as_json(faceapp("people", "list", "--json"))[0]["to_enrol_again"]
    assert "to enrol again" in done(faceapp("people", "list"))
    assert "Ann" not in done(faceapp("identify", photos[0]))  # never compared across encoders
    told = done(faceapp("model", "use", "default"))
    assert "enrolled again" not in told
    assert "Ann" in done(faceapp("identify", photos[0]))  # both encoders' templates were kept


def test_kept_crops_spare_a_new_enrolment_and_go_with_their_person(
    faceapp: Command, data_dir: Path, photos: list[Path]
) -> None:
    done(faceapp("people", "add", "Ben", photos[1]))
    (data_dir / "faceapp.toml").write_text("[enrolment]\nkeep_crops = true\n")
    ann = as_json(faceapp("people", "add", "Ann", photos[0], "--json"))
    put_encoder(data_dir, "other")
    told = done(faceapp("model", "use", "other"))
    assert "1 template(s) were made from kept crops" in told
    assert "1 person has no template of it and must be enrolled again: Ben" in told
    assert "keep_crops = true" in (data_dir / "faceapp.toml").read_text()
    (found,) = as_json(faceapp("identify", photos[0], "--json"))
    assert "Ann" in json.dumps(found)
    assert "kept crops" not in done(faceapp("model", "use", "other"))
    shown = as_json(faceapp("people", "show", ann["id"], "--json"))["sources"]
    assert [source["encoder"].partition("@")[0] for source in shown] == ["default", "other"]
    assert len({source["source"] for source in shown}) == 1
    assert "face crops kept: 1" in faceapp("doctor", "--no-camera")[1]
    done(faceapp("people", "remove", ann["id"], "--yes"))
    assert "no picture is kept" in faceapp("doctor", "--no-camera")[1]


def test_kept_crops_can_be_forgotten(faceapp: Command, data_dir: Path, photos: list[Path]) -> None:
    data_dir.mkdir()
    (data_dir / "faceapp.toml").write_text("[enrolment]\nkeep_crops = true\n")
    done(faceapp("people", "add", "Ann", photos[0]))
    assert "has to be confirmed" in refused(faceapp("people", "forget-crops"))
    assert "1 crop(s) were erased" in done(faceapp("people", "forget-crops", "--yes"))
    assert "Ann" in done(faceapp("identify", photos[0]))
    put_encoder(data_dir, "other")
    assert "must be enrolled again: Ann" in done(faceapp("model", "use", "other"))


@pytest.mark.parametrize("suffix", [".pt", ".safetensors"])
def test_facenets_weights_are_imported_by_hand(
    faceapp: Command, facenet_file: Path, tmp_path: Path, suffix: str
) -> None:
    file = facenet_file
    if suffix == ".safetensors":
        file = tmp_path / "vggface2.safetensors"
        save_file(torch.load(facenet_file, weights_only=True), file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    told = done(faceapp("model", "import", file, "--kind", "facenet-vggface2"))
    assert digest in told
    assert "record its operating points" in told
    card = as_json(faceapp("model", "show", "facenet-vggface2", "--json"))
    assert card["training"]["source_sha256"] == digest
    assert (card["input"]["size_px"], card["input"]["std"]) == (160, 128.0)
    assert digest in done(faceapp("model", "show", "facenet-vggface2"))


class _Server(BaseHTTPRequestHandler):
    """Serves a file; the first answer breaks off half-way where that is wanted."""

    content = b""
    breaks: int = 0
    asked: list[str | None]

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.asked.append(wanted)
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
        rest = self.content[start:]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(self.content) - 1}/{len(self.content)}")
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        if type(self).breaks:
            type(self).breaks -= 1
            rest = rest[: len(rest) // 2]
        self.wfile.write(rest)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address(facenet_file: Path) -> Iterator[str]:
    _Server.content, _Server.breaks, _Server.asked = facenet_file.read_bytes(), 0, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/vggface2.pt"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_broken_download_is_taken_up_and_its_digest_trusted_from_then_on(
    faceapp: Command, address: str, data_dir: Path
) -> None:
    digest = hashlib.sha256(_Server.content).hexdigest()
    fetch = ("model", "download", "facenet-vggface2", "--address", address)
    _Server.breaks = 1
    assert "broke off after" in refused(faceapp(*fetch))
    assert [entry["name"] for entry in as_json(faceapp("model", "list", "--json"))] == ["default"]
    told = done(faceapp(*fetch))
    assert f"{digest} (recorded" in told
    assert _Server.asked == [None, f"bytes={len(_Server.content) // 2}-"]
    assert [file.name for file in (data_dir / "downloads").iterdir()] == ["facenet-vggface2.sha256"]
    assert "already" in refused(faceapp(*fetch))  # and nothing is fetched for it
    assert len(_Server.asked) == 2
    done(faceapp("model", "remove", "facenet-vggface2"))
    _Server.content = _Server.content + b"\0"
    assert f"not {digest}" in refused(faceapp(*fetch))
    assert not (data_dir / "models" / "facenet-vggface2").exists()
    assert [file.name for file in (data_dir / "downloads").iterdir()] == ["facenet-vggface2.sha256"]


def test_another_digest_than_the_one_named_is_refused(faceapp: Command, address: str, data_dir: Path) -> None:
    fetch = ("model", "download", "facenet-vggface2", "--address", address, "--sha256")
    assert "not 0000" in refused(faceapp(*fetch, "0" * 64))
    assert list((data_dir / "downloads").iterdir()) == []
    done(faceapp(*fetch, hashlib.sha256(_Server.content).hexdigest().upper()))


def test_a_file_of_something_else_leaves_nothing(faceapp: Command, address: str, data_dir: Path) -> None:
    _Server.content = b"<html>not found</html>"
    assert "cannot be read" in refused(faceapp("model", "download", "facenet-vggface2", "--address", address))
    assert list((data_dir / "downloads").iterdir()) == []
    assert not (data_dir / "models" / "facenet-vggface2").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("model", "import", "a.bin", "--kind", "caffe"), "kind 'caffe' is unknown"),
        (("model", "import", "a.bin", "--kind", "onnx"), "needs a card"),
        (("model", "import", "a.pt", "--card", "card.toml"), "brings its own card"),
        (("model", "import", "absent.safetensors"), "cannot be read"),
        (("model", "export", "default", "--out", models_dir() / "default"), "card in"),
        (("model", "export", "default", "--out", models_dir() / "default" / "x.onnx"), "card in"),
        (("model", "download", "facenet-vggface2", "--address", "weights.pt"), "no address of the web"),
        (
            ("model", "export", "default", "--out", models_dir() / "default" / "card.toml" / "x.onnx"),
            "cannot be written",
        ),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(faceapp: Command, arguments: tuple[str, ...], told: str) -> None:
    assert told in refused(faceapp(*arguments))
