"""The settings file as it is changed: all or nothing, comments kept, never overwritten while it is broken."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from faceapp.config import Settings, write_setting, write_settings
from faceapp.domain.errors import ConfigError, ModelError, SettingsFileError
from faceapp.services.settings_editor import SettingsEditor

Make = Callable[..., SettingsEditor]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "faceapp.toml"


@pytest.fixture
def adopted() -> list[Settings]:
    return []


@pytest.fixture
def editor(path: Path, adopted: list[Settings]) -> SettingsEditor:
    def check(settings: Settings) -> None:
        if settings.encoder.model == "absent":
            raise ModelError("There is no model 'absent'.", hint="Choose another.")

    return SettingsEditor(
        path, in_force=lambda: adopted[-1] if adopted else Settings(), check=check, adopt=adopted.append
    )


def test_without_a_file_the_defaults_hold_and_one_is_made(
    editor: SettingsEditor, path: Path, adopted: list[Settings]
) -> None:
    assert editor.read() == Settings()
    assert editor.save({("camera", "width_px"): 800, ("events", "keep_days"): 30}) == {"camera", "at_once"}
    assert (editor.read().camera.width_px, editor.read().events.keep_days) == (800, 30)
    assert adopted == [editor.read()]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600  # an address in it may hold a password


def test_comments_and_order_stay(editor: SettingsEditor, path: Path) -> None:
    path.write_text("# ours\n[camera]\nfps = 15 # slow\nsource = 'demo'\n\n[decision]\nmargin = 0.1\n")
    path.chmod(0o640)
    editor.save({("camera", "fps"): 20.0, ("decision", "margin"): 0.05, ("camera", "height_px"): 600})
    assert path.read_text() == ("# ours\n[camera]\nfps = 20.0 # slow\nsource = 'demo'\nheight_px = 600\n\n[decision]\n")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(path.parent.iterdir()) == [path]


def test_two_that_only_fit_together_are_written_together(editor: SettingsEditor) -> None:
    editor.save({("decision", "window_s"): 0.2, ("decision", "min_span_s"): 0.1})
    assert (editor.read().decision.window_s, editor.read().decision.min_span_s) == (0.2, 0.1)


@pytest.mark.parametrize("text", ["[camera]\nsorce = '0'\n", "camera = \n", "[camera]\nfps = -1\n"])
def test_a_broken_file_is_told_and_left_alone(
    editor: SettingsEditor, path: Path, adopted: list[Settings], text: str
) -> None:
    path.write_text(text)
    with pytest.raises(SettingsFileError, match="mistake"):
        editor.read()
    with pytest.raises(SettingsFileError, match="mistake"):
        editor.save({("camera", "fps"): 20.0})
    assert path.read_text() == text
    assert adopted == []


@pytest.mark.parametrize("changes", [{("camera", "fps"): -1.0}, {("decision", "window_s"): 0.2}])
def test_what_is_not_possible_changes_nothing(
    editor: SettingsEditor, path: Path, changes: dict[tuple[str, str], float]
) -> None:
    with pytest.raises(ConfigError, match="cannot be changed") as caught:
        editor.save({**changes, ("camera", "width_px"): 800})
    assert not path.exists()
    assert len(caught.value.details) == 1


def test_entries_in_other_layouts_can_be_changed_and_taken_out(editor: SettingsEditor, path: Path) -> None:
    path.write_text("decision.margin = 0.1\ncamera = {fps = 15}\ndecision.min_frames = 9\n")
    editor.save({("decision", "margin"): 0.05, ("camera", "fps"): 20.0})
    assert path.read_text() == "camera = {fps = 20.0}\ndecision.min_frames = 9\n"


def test_what_the_program_could_not_start_with_changes_nothing(
    editor: SettingsEditor, path: Path, adopted: list[Settings]
) -> None:
    with pytest.raises(ModelError):
        editor.save({("encoder", "model"): "absent"})
    assert not path.exists()
    assert adopted == []


def test_what_waits_for_a_start_is_told(editor: SettingsEditor) -> None:
    settings = Settings.model_validate({"encoder": {"device": "cpu"}, "camera": {"fps": 9}})
    assert [field.key for field in editor.waiting(settings)] == [("encoder", "device")]
    assert editor.waiting(Settings()) == ()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be"):
        write_setting(tmp_path / "file" / "faceapp.toml", "camera", "source", "1")


def test_taking_out_what_is_not_there_changes_nothing(path: Path) -> None:
    write_settings(path, {("camera", "source"): None})
    assert path.read_text() == ""
