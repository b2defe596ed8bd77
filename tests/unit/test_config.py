"""Settings: typed, ranged, and never silently without effect."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from faceapp.config import CONFIG_FILE, Settings, default_data_dir, read_settings
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


@pytest.mark.parametrize("text", [b"[decision\n", b"margin", b"\xff\xfe\x00"])
def test_what_is_no_toml_is_an_error(tmp_path: Path, text: bytes) -> None:
    (tmp_path / CONFIG_FILE).write_bytes(text)
    with pytest.raises(ConfigError, match="not valid TOML"):
        read_settings(None, tmp_path)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("marginn = 1", "marginn: there is no such setting"),
        ("[decision]\nmarginn = 0.1", "decision.marginn: there is no such setting"),
        ("[doors]\nkind = 'none'", "doors: there is no such setting"),
        ("[decision]\nmargin = 1.5", "decision.margin: "),
        ("[decision]\nmargin = nan", "decision.margin: "),
        ("[decision]\nmin_frames = 1", "decision.min_frames: "),
        ("[decision]\nmin_frames = 2.5", "decision.min_frames: "),
        ("[decision]\nagreement = 0.5", "decision.agreement: "),
        ("[decision]\ntarget_fmr = 0", "decision.target_fmr: "),
        ("[decision]\ntarget_fmr = 'low'", "decision.target_fmr: "),
        ("[decision]\nwindow_s = inf", "decision.window_s: "),
        ("[decision]\nwindow_s = 0.3", "decision: Value error, min_span_s must be shorter"),
        ("[camera]\nfps = nan", "camera.fps: "),
        ("[camera]\nbackend = 'magic'", "camera.backend: "),
        ("[quality]\nmax_yaw_deg = 91", "quality.max_yaw_deg: "),
        ("[encoder]\ndevice = 'tpu'", "encoder.device: "),
        ("[door]\nkind = 'trapdoor'", "door.kind: "),
        ("camera = 0", "camera: "),
    ],
)
def test_a_setting_that_is_wrong_is_named(tmp_path: Path, text: str, named: str) -> None:
    written(tmp_path / CONFIG_FILE, text)
    with pytest.raises(ConfigError) as caught:
        read_settings(None, tmp_path)
    assert f" {named}" in caught.value.sentence
    assert CONFIG_FILE in caught.value.sentence


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
