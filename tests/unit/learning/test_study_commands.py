"""`faceapp study`: reports of an encoder's embeddings, and what was left out of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from faceapp.cli import run_command_line
from faceapp.learning.datasets import encode_webp

from .conftest import MakePeople


@pytest.fixture
def data(tmp_path: Path, make_people: MakePeople) -> Path:
    crops = make_people(16, 4, veil=4.0)
    for image, name in zip(crops.images, crops.files, strict=True):
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).write_bytes(encode_webp(image))
    (tmp_path / "data" / "00000" / "cut.webp").write_bytes(b"RIFF")
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("study", "options", "said"),
    [
        ("weighting", ("--people", 4, "--images", 2, "--batches", 1), "of 64 crops of 16 people, embedded by tiny@"),
        ("thresholds", ("--splits", 1), "1 random splits of 64 crops of 16 people, embedded by tiny@"),
    ],
)
def test_a_study_writes_its_report_and_names_what_it_left_out(
    data: Path,
    tmp_path: Path,
    write_tiny_encoder: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    study: str,
    options: tuple[object, ...],
    said: str,
) -> None:
    model = write_tiny_encoder(tmp_path / "model")
    arguments = ["study", study, "--data", data, "--model", model, "--out", tmp_path / "docs", *options]
    code = run_command_line(["--data-dir", str(tmp_path / "state"), *map(str, arguments)])
    told = capsys.readouterr()
    assert code == 0, told.err
    assert told.err == "faceapp: crops that cannot be read are left out (1): 00000/cut.webp\n"
    report = tmp_path / "docs" / f"{study}.md"
    assert f"The report is {report}." in told.out
    assert said in report.read_text(encoding="utf-8")
