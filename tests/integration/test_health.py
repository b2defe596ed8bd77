"""The findings of a whole data directory, on the command line as well; backups made and taken back."""

from __future__ import annotations

import shutil
from collections import namedtuple
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from faceapp.app import Application
from faceapp.cli import run_command_line
from faceapp.config import Settings
from faceapp.domain.errors import DataDirectoryBusyError, DeviceError, ModelError, SourceError
from faceapp.domain.health import Finding, HealthState, Subject
from faceapp.domain.records import AccessEvent, Outcome, Reason
from faceapp.services import health
from faceapp.services.backups import restore_backup
from faceapp.storage.events import EventsRepository
from faceapp.storage.lock import DataDirectoryLock
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.storage.settings import SettingsRepository

NOW = datetime.now(UTC)
Run = Callable[..., tuple[int, str, str]]
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def faceapp(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_command_line(["--data-dir", str(data_dir), *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def site(data_dir: Path) -> Iterator[Application]:
    application = Application.open(data_dir, Settings(), exclusive=False)
    yield application
    application.close()


def enrol(site: Application, name: str, encoder_id: str | None = None) -> None:
    size = site.card.network.embedding_size
    embedding = np.eye(size, dtype=np.float32)[0]
    with closing(site.database()) as database:
        template = NewTemplate(embedding, encoder_id or site.card.encoder_id, 1.0, "photo")
        PeopleRepository(database).enrol(name, [template], NOW)


def found(site: Application, *, whole: bool = False) -> dict[Subject, Finding]:
    return {finding.subject: finding for finding in site.health.all(NOW, whole_database=whole)}


def test_a_fresh_site(site: Application) -> None:
    findings = found(site, whole=True)
    states = {subject: finding.state for subject, finding in findings.items()}
    look_after = {subject for subject, state in states.items() if state is HealthState.LOOK_AFTER}
    assert look_after - {Subject.DEVICE} == {Subject.GALLERY, Subject.THRESHOLD, Subject.BACKUP}
    assert HealthState.BROKEN not in states.values()
    for finding in findings.values():
        assert bool(finding.advice) is (finding.state is not HealthState.FINE)
    assert site.card.weights_sha256 in " ".join(findings[Subject.ENCODER].details)
    assert "intact" in findings[Subject.DATABASE].sentence
    assert "intact" not in found(site)[Subject.DATABASE].sentence  # it was not looked at
    assert [finding.subject for finding in site.health.live()] == [Subject.CAMERA, Subject.SPEED]


def test_people_of_another_encoder_are_to_be_enrolled_again(site: Application) -> None:
    enrol(site, "Ann")
    assert found(site)[Subject.GALLERY].state is HealthState.FINE
    enrol(site, "Bob", "other@0123456789ab")
    gallery = found(site)[Subject.GALLERY]
    assert gallery.state is HealthState.LOOK_AFTER
    assert gallery.sentence.endswith("the door does not know them: 1 of 2.")
    assert "To enrol again: Bob" in gallery.details
    assert "Templates of other encoders, not used: 1" in gallery.details


def test_how_long_decisions_took(site: Application) -> None:
    event = AccessEvent(
        None, NOW, "front", 1, Outcome.DENIED, Reason.UNKNOWN, None, 0.3, 0.5, 4, 0.0, site.card.encoder_id
    )
    latencies = [0.01 * number for number in range(101)]
    with closing(site.database()) as database:
        for latency_s in latencies:
            EventsRepository(database).add(replace(event, latency_s=latency_s))
    line = "Latest decisions (101): 0.50 s in the middle, and 95 in 100 at most 0.95 s"
    assert line in found(site)[Subject.DATABASE].details


def test_weights_that_are_not_the_cards(site: Application, tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(site.model_dir, copy)
    site.model_dir = copy
    weights = copy / site.card.weights_file
    weights.write_bytes(weights.read_bytes()[:-1] + b"!")
    assert found(site)[Subject.ENCODER].state is HealthState.BROKEN
    weights.unlink()
    assert "missing" in found(site)[Subject.ENCODER].sentence


@pytest.mark.parametrize(
    ("free", "state"),
    [(10**8, HealthState.BROKEN), (10**9, HealthState.LOOK_AFTER), (10**11, HealthState.FINE)],
)
def test_the_disk(site: Application, monkeypatch: pytest.MonkeyPatch, free: int, state: HealthState) -> None:
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _: Usage(10**12, 0, free))
    assert found(site)[Subject.DISK].state is state


def test_the_last_backup(site: Application, tmp_path: Path) -> None:
    file = tmp_path / "backup.sqlite3"
    site.backups.make(file, NOW - timedelta(days=2))
    assert found(site)[Subject.BACKUP].state is HealthState.FINE
    site.backups.make(file, NOW - timedelta(days=40))
    assert found(site)[Subject.BACKUP].sentence == (
        "The last backup is 40 days old: what was changed since is lost when the disk fails."
    )
    file.unlink()
    assert found(site)[Subject.BACKUP].state is HealthState.LOOK_AFTER
    with closing(site.database()) as database:
        SettingsRepository(database).set("last_backup", {"at": "nonsense"})
    assert found(site)[Subject.BACKUP].sentence == "No backup was ever made."


def test_doctor_tells_the_same(site: Application, faceapp: Run) -> None:
    enrol(site, "Ann")
    code, out, _ = faceapp("doctor", "--no-camera")
    assert code == 0
    for finding in site.health.all(NOW, whole_database=True):
        assert finding.sentence in out or finding.subject is Subject.DISK
        assert finding.advice in out
    assert "To look after: " in out


def test_doctor_tells_what_it_can_of_a_broken_database(data_dir: Path, faceapp: Run) -> None:
    data_dir.mkdir()
    (data_dir / "faceapp.sqlite3").write_bytes(b"scribble" * 1000)
    code, out, _ = faceapp("doctor", "--no-camera")
    assert code == 2
    assert "PROBLEM" in out
    assert "Device" in out


def test_backup_and_restore_on_the_command_line(
    site: Application, data_dir: Path, faceapp: Run, tmp_path: Path
) -> None:
    enrol(site, "Ann")
    file = tmp_path / "backup.sqlite3"
    code, out, _ = faceapp("backup", file)
    assert code == 0
    assert "People: 1, templates: 1, events: 0." in out
    last = site.backups.last()
    assert last is not None
    assert last.path == file
    site.remove_person(1)
    code, _, err = faceapp("restore", file)
    assert code == 2
    assert "People who were removed since" in err
    assert "--yes" in err
    assert site.people() == []
    code, out, _ = faceapp("restore", file, "--yes")
    assert code == 0
    assert [person.name for person in site.people()] == ["Ann"]
    assert len(list(data_dir.glob("faceapp-before-restore-*.sqlite3"))) == 1
    code, _, err = faceapp("restore", tmp_path / "absent", "--yes")
    assert code == 2
    assert "There is no file" in err


def test_nothing_is_restored_under_a_running_door(site: Application, data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.sqlite3"
    site.backups.make(file, NOW)
    with DataDirectoryLock(data_dir), pytest.raises(DataDirectoryBusyError):
        restore_backup(data_dir, file, NOW)


def test_settings_that_the_program_could_not_start_with(site: Application, tmp_path: Path) -> None:
    site.check_settings(Settings())
    for change, fault in (
        ({"encoder": {"model": "absent"}}, ModelError),
        ({"encoder": {"device": "mps"}}, DeviceError),
        ({"decision": {"target_fmr": 0.4}}, ModelError),
        ({"camera": {"source": str(tmp_path / "absent.mp4")}}, SourceError),
    ):
        with pytest.raises(fault):
            site.check_settings(Settings.model_validate(change))


def test_settings_are_taken_up_as_far_as_they_can_be(site: Application, data_dir: Path) -> None:
    wanted = Settings.model_validate(
        {"encoder": {"device": "cpu"}, "camera": {"source": "demo"}, "quality": {"max_yaw_deg": 10}}
    )
    site.adopt_settings(wanted)
    assert site.settings.camera.source == "demo"
    assert site.quality_limits.max_yaw_deg == 10
    assert site.settings.encoder == Settings().encoder  # only after a start of the program
    assert site.settings_editor.path == data_dir / "faceapp.toml"
    site.settings_editor.save({("events", "keep_days"): 9})
    assert site.settings.events.keep_days == 9
    assert site.preview_source(wanted).name == "demo"
    assert isinstance(site.cameras(), list)


def test_a_language_that_is_kept_holds_at_once_too(site: Application) -> None:
    site.keep_language("zh_CN")
    assert site.settings.ui.language == "zh_CN"
    assert site.settings_editor.read() == site.settings
