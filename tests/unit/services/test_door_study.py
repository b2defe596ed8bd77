"""Predicted beside realised, of people made of numbers, and the page that tells it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.cli.study_door_report import write_door_report
from faceapp.domain.decision import Policy
from faceapp.domain.records import Template
from faceapp.domain.replay import Look, RecordedTrack
from faceapp.services.door_study import DoorStudy, study_door
from faceapp.vision.cohort import Cohort

POLICY = Policy(threshold=0.8, min_frames=3, min_span_s=0.2)
NAMES = {1: "Ann", 2: "Ben", 3: "Cid"}
# Ann and Ben resemble each other as much as one person's two clips do; Cid's second clip does not resemble the first.
DIRECTIONS = {
    ("Ann", "1.mkv"): (1.0, 0.0, 0.0, 0.1), ("Ann", "2.mkv"): (1.0, 0.1, 0.0, 0.0),
    ("Ben", "1.mkv"): (1.0, 0.6, 0.0, 0.0), ("Ben", "2.mkv"): (1.0, 0.6, 0.0, 0.2),
    ("Cid", "1.mkv"): (0.0, 0.0, 1.0, 0.0), ("Cid", "2.mkv"): (0.0, 0.0, 0.0, 1.0),
    ("Dan", "1.mkv"): (0.0, 1.0, 0.0, 0.0),
}  # fmt: skip


def embedding(key: tuple[str, str]) -> NDArray[np.float32]:
    row = np.array(DIRECTIONS[key], dtype=np.float32)
    return row / np.float32(np.linalg.norm(row))


@pytest.fixture(scope="module")
def study() -> DoorStudy:
    ids = {name: person for person, name in NAMES.items()}
    templates = [
        Template(0, ids[key[0]], embedding(key), "encoder", 0.9, f"{key[1]} at 0.0 s", datetime(2026, 1, 1, tzinfo=UTC))
        for key in DIRECTIONS
        if key[0] in ids
    ]
    tracks = [
        RecordedTrack(*key, tuple(Look(index * 0.1, 0.9, embedding(key)) for index in range(40))) for key in DIRECTIONS
    ]
    tracks.append(RecordedTrack("Ann", "3.mkv", (Look(0.0, 0.9, None),)))  # passing by
    rows = np.random.default_rng(0).normal(size=(300, 64))
    rows[:, :4] /= 20
    rows = np.stack([rows[:, 0], rows[:, 1], rows[:, 2], np.linalg.norm(rows[:, 3:], axis=1)], axis=1)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    rows[:, 3] = 0  # of no person's kind: the cohort is taken for nobody here
    cohort = Cohort(rows.astype(np.float32), np.arange(300))
    shares: list[float] = []
    made = study_door(templates, NAMES, tracks, POLICY, cohort, on_progress=lambda share, _what: shares.append(share))
    assert shares == sorted(shares) and shares[-1] == 1.0
    return made


def test_each_person_is_a_stranger_once(study: DoorStudy) -> None:
    told = {
        trial.stranger: (trial.enrolled, {(answer.source, answer.granted) for answer in trial.answers})
        for trial in study.strangers
    }
    assert told == {
        "Ann": (("Ben", "Cid"), {("1.mkv", "Ben"), ("2.mkv", "Ben")}),
        "Ben": (("Ann", "Cid"), {("1.mkv", "Ann"), ("2.mkv", "Ann")}),
        "Cid": (("Ann", "Ben"), {("1.mkv", None), ("2.mkv", None)}),
    }
    for trial in study.strangers:
        assert trial.rates.templates == 2 and trial.rates.one_source == 2, "one clip each"
        # Dan, whom nobody enrolled, is a stranger at every door.
        assert trial.rates.recorded_fpir is not None and trial.rates.recorded_fpir.people == 2


def test_a_clip_is_met_without_its_own_templates(study: DoorStudy) -> None:
    answers = {(answer.person, answer.source): answer.granted for answer in study.genuine.answers}
    assert answers == {
        ("Ann", "1.mkv"): "Ann", ("Ann", "2.mkv"): "Ann", ("Ben", "1.mkv"): "Ben", ("Ben", "2.mkv"): "Ben",
        ("Cid", "1.mkv"): None, ("Cid", "2.mkv"): None,
    }  # fmt: skip
    assert study.genuine.predicted is not None and study.genuine.realised is not None
    assert study.genuine.predicted.rate.value == study.genuine.realised.rate.value == pytest.approx(1 / 3)
    assert study.genuine.one_source == ()


def test_the_page_says_where_the_prediction_fails(study: DoorStudy, tmp_path: Path) -> None:
    path = write_door_report(
        study, tmp_path / "docs", command="faceapp study door", encoder="encoder", policy=POLICY, target_fmr=1e-4,
        rejected=["Eve/wall.png: No face was found."],
    )  # fmt: skip
    page = path.read_text(encoding="utf-8")
    assert path.name == "door.md"
    assert "The prediction fails for Ann and Ben" in page and "Ann is taken for Ben" in page
    rows = [line for line in page.splitlines() if line.startswith("| Ann |")]
    assert "| 2 of 2 | Ben | contradicted |" in rows[0] and rows[1] == "| Ann | 2 | 0 | - |"
    assert "| Cid | 2 | 2: 1.mkv, 2.mkv | - |" in page
    assert "Together 4 of 6 approaches, by 2 of 3 people" in page
    assert "Eve/wall.png" in page
