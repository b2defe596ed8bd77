"""The start of a door on a data directory, and what is left where it fails."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from faceapp.app import Start
from faceapp.config import CONFIG_FILE
from faceapp.domain.errors import ConfigError, DataDirectoryBusyError, ModelError, SettingsFileError, StorageError
from faceapp.services.administration import Administration
from faceapp.storage.database import DATABASE_NAME, open_database

THEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_it_opens_the_application_as_the_only_one(tmp_path: Path) -> None:
    start = Start(tmp_path / "data", None)
    application = start.open()
    try:
        assert application.people() == []
        with pytest.raises(DataDirectoryBusyError):
            start.open()
    finally:
        application.close()
    start.open().close()


def test_after_settings_that_cannot_be_used_it_can_be_done_without_them(tmp_path: Path) -> None:
    (tmp_path / CONFIG_FILE).write_text("[camera]\nfps = 0\nwidth_px = 800\n[ui]\ntheme = 'light'\n")
    start = Start(tmp_path, None)
    with pytest.raises(SettingsFileError):
        start.open()
    assert not (tmp_path / DATABASE_NAME).exists()
    assert start.salvaged_settings().ui.theme == "light"
    kept = start.leave_out_mistakes(THEN)
    assert "fps = 0" in kept.read_text()
    application = start.open()
    assert (application.settings.camera.fps, application.settings.camera.width_px) == (30.0, 800)
    application.close()


def test_a_file_of_ones_own_is_the_one_that_is_mended(tmp_path: Path) -> None:
    named = tmp_path / "mine.toml"
    start = Start(tmp_path / "data", named)
    with pytest.raises(ConfigError, match="cannot be read"):
        start.open()
    named.write_text("sorce = 1\n")
    with pytest.raises(SettingsFileError):
        start.open()
    assert start.leave_out_mistakes(THEN) == tmp_path / "mine.toml.broken-20260302-093000"
    assert named.read_text() == ""


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        ("[camera]\nfps = 15\n[encoder]\nmodel = 'absent'\n", "encoder.model", "There is no encoder in 'absent'"),
        ("[camera]\nfps = 15\n[decision]\nscorer = 'absent'\n", "decision.scorer", "There is no scorer"),
        ("[camera]\nfps = 15\n[decision]\ntarget_fmr = 0.5\n", "decision.target_fmr", "has no operating point"),
    ],
)
def test_a_setting_that_asks_for_what_is_not_there_is_named_and_can_be_done_without(
    tmp_path: Path, text: str, name: str, sentence: str
) -> None:
    file = tmp_path / CONFIG_FILE
    file.write_text(text)
    start = Start(tmp_path, None)
    for _ in range(2):  # the directory is free again
        with pytest.raises(SettingsFileError) as caught:
            start.open()
    assert sentence in caught.value.sentence
    assert caught.value.details == (f"Line 4 of '{file}' asks for that: {name}.",)
    kept = start.leave_out_mistakes(THEN)
    assert kept.read_text() == text
    assert file.read_text() == "\n".join(text.splitlines()[:3]) + "\n"
    start.open().close()


def test_what_no_setting_asks_for_is_no_fault_of_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("faceapp.resources.models_dir", lambda: tmp_path / "nothing")
    monkeypatch.setattr("faceapp.vision.model_store.models_dir", lambda: tmp_path / "nothing")
    with pytest.raises(ModelError):
        Start(tmp_path, None).open()


def test_a_pin_guards_what_is_done_about_it(tmp_path: Path) -> None:
    start = Start(tmp_path, None)
    assert start.administration() is None
    assert not (tmp_path / DATABASE_NAME).exists()
    Administration(lambda: open_database(tmp_path / DATABASE_NAME)).set_pin("8305")
    administration = start.administration()
    assert administration is not None
    assert [administration.try_pin(pin).right for pin in ("1357", "8305")] == [False, True]


def test_a_damaged_database_guards_nothing_as_nobody_could_mend_it(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(b"no database at all" * 100)
    start = Start(tmp_path, None)
    with pytest.raises(StorageError):
        start.open()
    assert start.administration() is None
