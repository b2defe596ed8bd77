"""Settings: typed, ranged, and never silently without effect."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from faceapp.config import CONFIG_FILE, Settings, default_data_dir, read_settings
from faceapp.config.fields import Kind, setting_sections
from faceapp.domain.errors import ConfigError


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = read_settings(None, tmp_path)
    assert settings == Settings()
    assert settings.decision.target_fmr == 1e-4
    assert settings.encoder.model == "default"
    assert settings.door.kind == "simulated"
    assert read_settings(None, tmp_path / "absent") == settings


def test_the_data_directorys_file_is_read(tmp_path: Path) -> None:
    written(tmp_path / CONFIG_FILE, "[decision]\nmargin = 0.125\n[camera]\nsource = 'demo'")
    settings = read_settings(None, tmp_path)
    assert settings.decision.margin == 0.125
    assert settings.camera.source == "demo"
    assert settings.decision.min_frames == Settings().decision.min_frames


def test_a_named_file_goes_before_the_data_directorys(tmp_path: Path) -> None:
    written(tmp_path / CONFIG_FILE, "[decision]\nmargin = 0.125")
    named = written(tmp_path / "other.toml", "[decision]\nmargin = 0.25")
    assert read_settings(named, tmp_path).decision.margin == 0.25


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / CONFIG_FILE).write_bytes(b"\xef\xbb\xbf[decision]\nmargin = 0.25\n")
    assert read_settings(None, tmp_path).decision.margin == 0.25


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.toml' cannot be read"):
        read_settings(tmp_path / "absent.toml", tmp_path)


def test_a_file_that_is_a_directory_is_an_error(tmp_path: Path) -> None:
    (tmp_path / CONFIG_FILE).mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        read_settings(None, tmp_path)


def test_every_setting_is_described_and_its_default_is_within_its_range() -> None:
    for name, section in Settings.model_fields.items():
        values = getattr(Settings(), name)
        assert type(values).model_validate(values.model_dump()) == values
        assert section.annotation is not None
        for field in section.annotation.model_fields.values():
            assert field.description


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValidationError):
        Settings().decision.margin = 0.0  # type: ignore[misc]


def test_the_environment_names_the_data_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACEAPP_DATA_DIR", str(tmp_path))
    assert default_data_dir() == tmp_path
    monkeypatch.setenv("FACEAPP_DATA_DIR", "")
    empty = default_data_dir()
    monkeypatch.delenv("FACEAPP_DATA_DIR")
    assert default_data_dir() == empty
    assert default_data_dir().name == "faceapp"


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan"), 1e300, 10**30, -(10**30)])
def test_no_number_is_without_bounds(value: float) -> None:
    numbers = [
        field for section in setting_sections() for field in section.fields if field.kind in (Kind.WHOLE, Kind.NUMBER)
    ]
    assert numbers
    for field in numbers:
        with pytest.raises(ValidationError):
            Settings.model_validate({field.section: {field.name: value}})
