"""A site's thresholds as a screen uses them: how things stand, and approaches that were recorded once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from faceapp.app import Application
from faceapp.config import Settings
from faceapp.domain.errors import CalibrationError
from faceapp.domain.replay import Look, RecordedTrack
from faceapp.services.recorded_tracks import Recording
from faceapp.storage.people import NewTemplate, PeopleRepository

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def directions(count: int, seed: int) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(count, 8))
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def site(tmp_path: Path, write_tiny_encoder: Callable[..., Path]) -> Iterator[Application]:
    """Sixty people with a template of each of two days, and an encoder without a cohort."""
    settings = Settings.model_validate(
        {"encoder": {"model": str(write_tiny_encoder(tmp_path / "tiny"))}, "decision": {"target_fmr": 0.01}}
    )
    application = Application.open(tmp_path / "data", settings, exclusive=False)
    with closing(application.database()) as database:
        repository = PeopleRepository(database)
        for person, (first, second) in enumerate(zip(directions(60, 0), directions(60, 1), strict=True)):
            other_day = first + 0.1 * second
            other_day /= np.linalg.norm(other_day)
            templates = [
                NewTemplate(embedding, application.card.encoder_id, 0.9, f"{day}.jpg")
                for day, embedding in enumerate((first, other_day))
            ]
            repository.enrol(f"Person {person}", templates, NOW)
    yield application
    application.close()


def test_how_a_site_stands_is_told_whatever_it_is(
    site: Application, tmp_path: Path, write_tiny_encoder: Callable[..., Path]
) -> None:
    standing = site.calibration.standing()
    assert standing.in_force == site.threshold_in_force
    assert (standing.people, standing.templates, standing.history) == (60, 120, ())
    assert standing.fault is None and standing.outgrown is None
    point = site.calibration.apply(site.calibration.calibrate(0.01), author="ada", now=NOW, note="First.")
    standing = site.calibration.standing()
    assert standing.in_force is not None
    assert standing.in_force.applied == point
    assert standing.history == (point,)
    settings = Settings.model_validate(
        {
            "encoder": {"model": str(write_tiny_encoder(tmp_path / "other", seed=1, name="other"))},
            "decision": {"target_fmr": 0.01},
        }
    )
    other = Application.open(site.data_dir, settings, exclusive=False)
    try:
        standing = other.calibration.standing()
    finally:
        other.close()
    assert standing.in_force is None
    assert isinstance(standing.fault, CalibrationError)
    assert (standing.people, standing.templates) == (0, 0)
    assert standing.history == (point,)


def test_approaches_are_recorded_once_for_every_threshold(site: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    strangers = directions(5, 2)
    tracks = tuple(
        RecordedTrack(f"Stranger {number}", f"{number}.jpg", (Look(0.0, 0.9, embedding),), still=True)
        for number, embedding in enumerate(strangers)
    )
    recordings = []

    def record(directory: Path, **_options: object) -> Recording:
        recordings.append(directory)
        return Recording(tracks, ())

    monkeypatch.setattr(site.calibration, "_record", record)
    result = site.calibration.calibrate(0.01, replay=Path("approaches"))
    assert result.tracks == tracks
    assert result.door is not None and result.door.recorded_fpir is not None
    assert result.door.recorded_fpir.people == 5
    assert result.choice.threshold is not None
    again = site.calibration.assess(result.choice.threshold, tracks=result.tracks)
    assert again == result.door
    assert recordings == [Path("approaches")]
    without = site.calibration.calibrate(0.01)
    assert without.tracks is None
    assert without.door is not None and without.door.recorded_fpir is None
