"""What is wrong with a settings file: all of it, where, and what would be possible; and what is left without it."""

from __future__ import annotations

import re
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from faceapp.config import CONFIG_FILE, Settings, leave_out_mistakes, read_settings, salvage_settings, where_set
from faceapp.config.examination import examine_file
from faceapp.config.fields import Kind, setting_sections
from faceapp.config.toml_lines import MOST_FAULTS
from faceapp.domain.errors import ConfigError, SettingsFileError
from faceapp.domain.messages import Message

THEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FIELDS = [field for section in setting_sections() for field in section.fields]
EVERYTHING = b"""\
# The door in the yard
shade = 3
margin = 0.1
[camera]
source = demo
fps = 0.5 # slow
width_px = 2
[decision]
margn = 0.2
min_frames = 9
min_span_s = 5
[doors]
kind = "none"
[camera]
height_px = 600
[ui]
language = "de"
sound = "maybe"
theme = "light"
"""


def said(data: bytes) -> list[str]:
    return [str(mistake.sentence) for mistake in examine_file(data).mistakes]


def test_every_mistake_is_told_in_the_order_of_the_file() -> None:
    assert said(EVERYTHING) == [
        "Line 2: There is no setting shade above the first table.",
        "Line 3: There is no setting margin above the first table. It belongs below [decision].",
        "Line 5: That is no value: a text stands in quotation marks; true and false are written small.",
        "Line 7: camera.width_px cannot be 2. From 160 to 7680.",
        "Line 9: There is no setting decision.margn. Did you mean decision.margin?",
        "Line 11: The shortest time of a grant (min_span_s) must be less than the time that counts (window_s), "
        "or nobody could ever be granted.",
        "Line 12: There is no table [doors]. Did you mean [door]?",
        "Line 14: That table stands there a second time.",
        "Line 17: ui.language cannot be 'de'. Choose one of: auto, en, zh_CN.",
        "Line 18: ui.sound cannot be that. It is true or false.",
    ]


def test_everything_else_can_be_used() -> None:
    settings = examine_file(EVERYTHING).settings
    assert settings.model_dump(exclude_defaults=True) == {
        "camera": {"fps": 0.5},
        "decision": {"min_frames": 9},
        "ui": {"theme": "light"},
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[decision]\nmargin = 1.5", "Line 2: decision.margin cannot be 1.5. From 0 to 1."),
        ("[decision]\nmargin = nan", "Line 2: decision.margin cannot be nan. From 0 to 1."),
        ("[decision]\nmin_frames = 2.5", "Line 2: decision.min_frames cannot be 2.5. A whole number is needed."),
        ("[decision]\nagreement = 0.5", "Line 2: decision.agreement cannot be 0.5. More than 0.5, and at most 1."),
        ("[decision]\ntarget_fmr = 'low'", "Line 2: decision.target_fmr cannot be that. A number is needed."),
        ("[decision]\n\nwindow_s = inf", "Line 3: decision.window_s cannot be inf. More than 0, and at most 30."),
        ("[encoder]\ndevice = 'tpu'", "Line 2: encoder.device cannot be 'tpu'. Choose one of: auto, cpu, cuda, mps."),
        ("[encoder]\ndevice = 3", "Line 2: encoder.device cannot be 3. Choose one of: auto, cpu, cuda, mps."),
        ("[camera]\nsource = 0", "Line 2: camera.source cannot be 0. A text in quotation marks is needed."),
        ("[ui]\nsound = 7", "Line 2: ui.sound cannot be 7. It is true or false."),
        ("camera = 0", "Line 1: camera must be a table: [camera], and its settings below."),
        ("[[camera]]\nfps = 3", "Line 1: camera must be a table: [camera], and its settings below."),
        ("camera.fps = 0", "Line 1: camera.fps cannot be 0. More than 0, and at most 240."),
        ("camera = {fps = 0}", "Line 1: camera.fps cannot be 0. More than 0, and at most 240."),
        ("[decision]\nmargin = [\n1]\nmin_frames = 3", "Line 3: decision.margin cannot be that. A number is needed."),
        ("[decision]\nwindow_s = 'x'\nmin_span_s = 5", "Line 2: decision.window_s cannot be that. A number is needed."),
        ("[zzz]", "Line 1: There is no table [zzz]. There are: [camera], [detection], "),
        ("[door]\nzzz = 1", "Line 2: There is no setting door.zzz. There are: door.kind."),
        ("margin", "Line 1: There is no = after the name."),
        ("[decision\nmargin = 0.1", "Line 1: A bracket is opened and not closed."),
        ("[camera]\nsource = 'demo", "Line 2: A quotation mark is opened and not closed."),
        ('[camera]\nsource = "demo\nfps = 3', "Line 2: A quotation mark is opened and not closed."),
        ('\n[camera]\nsource = """demo\nfps = 3', "Line 3: A quotation mark is opened and not closed."),
        ("[camera]\nfps = 1,5", "Line 2: Something is left over after the value."),
        ("[camera]\nfps = 3\nfps = 4", "Line 3: That is set a second time."),
        ('[encoder]\nmodel = "C:\\Users\\door"', "Line 2: A text with backslashes stands in single quotation marks"),
        ("= 3", "Line 1: That is no setting: write [table], name = value, or # and a remark."),
        (b"[camera]\n# caf\xe9\nfps = 3", "Line 2: A letter is not in UTF-8: save the file as such."),
        ("fps = 3".encode("utf-16"), "Line 1: The file is no text in UTF-8: save it as such."),
    ],
)
def test_one_mistake(text: str | bytes, words: str) -> None:
    (told,) = said(text if isinstance(text, bytes) else text.encode())
    assert told.startswith(words)


def test_lines_end_as_on_windows_too() -> None:
    assert said(b"[camera]\r\nfps = 15\r\nwidth_px = 1\r\n") == [
        "Line 3: camera.width_px cannot be 1. From 160 to 7680."
    ]


def test_no_text_of_an_address_is_repeated() -> None:
    secret = "rtsp://door:hunter2@camera/1"
    for text in (
        f"[camera]\nsource = {secret}\n",
        f'[camera]\nsource = "{secret}\n',
        f'[camera]\nsource = ["{secret}"]\n',
        f'[camera]\nfps = "{secret}"\n',
        f'[camera]\nsource = "{secret}" and more\n',
    ):
        assert said(text.encode())
        assert not [words for words in said(text.encode()) if "hunter2" in words]


def test_a_file_of_something_else_is_given_up() -> None:
    told = said(b"Dear door,\n" * 1000)
    assert len(told) == MOST_FAULTS + 1
    assert told[-1] == f"Line {MOST_FAULTS}: The file cannot be read from there on."


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: ".".join(field.key))
@pytest.mark.parametrize("value", ["[]", "{}", "2026-03-02", "true", "-1", "1e9", "'x'", "0.1234"])
def test_every_refusal_says_what_would_be_possible(field: object, value: str) -> None:
    section, name = field.key  # type: ignore[attr-defined]
    for mistake in examine_file(f"[{section}]\n{name} = {value}\n".encode()).mistakes:
        assert mistake.line == 2
        if "min_span_s" in mistake.words.template:
            continue  # a rule between two
        allowed = mistake.words.values["allowed"]
        assert isinstance(allowed, Message)
        # And not in pydantic's words, which come as a value of a template that has nothing else.
        assert allowed.template != "{rule}."


def test_what_a_setting_may_be_is_what_is_told_of_it() -> None:
    for field in FIELDS:
        if field.kind in (Kind.WHOLE, Kind.NUMBER) and field.high is not None:
            (told,) = said(f"[{field.section}]\n{field.name} = {field.high + 1:g}\n".encode())
            assert re.search(rf"\b{re.escape(f'{field.high:g}')}\b", told)


LINES = st.sampled_from([line.decode() for line in EVERYTHING.splitlines()] + ["[", "x = [", "'", '"""', "\\", "\x01"])


@given(st.lists(LINES | st.text("[]{}='\"#.,ab1 \n\t", max_size=12), max_size=12).map("\n".join))
@example("x = [\n[1,\n[[ui]]")
@example("[ui\n[ui]\nsound = true\n[ui]")
@example('[camera]\nfps = 3\n"camera".fps = 4')
def test_whatever_stands_there_something_can_be_used_and_all_of_it_is_kept(text: str) -> None:
    examined = examine_file(text.encode())
    assert isinstance(examined.settings, Settings)
    lines = text.replace("\r\n", "\n").split("\n")
    assert all(mistake.line is not None and 1 <= mistake.line <= len(lines) for mistake in examined.mistakes)
    assert all(kept in ("", line) or kept.startswith("[") for kept, line in zip(examined.lines, lines, strict=True))


def test_the_file_is_named_and_every_mistake_of_it(tmp_path: Path) -> None:
    file = tmp_path / CONFIG_FILE
    file.write_bytes(EVERYTHING)
    with pytest.raises(SettingsFileError) as caught:
        read_settings(None, tmp_path)
    assert caught.value.sentence == f"There are 10 mistakes in the settings file '{file}'."
    assert list(caught.value.details) == said(EVERYTHING)
    file.write_text("[camera]\nfps = 0\n")
    with pytest.raises(SettingsFileError) as caught:
        read_settings(file, tmp_path / "elsewhere")
    assert str(caught.value) == (
        f"There is a mistake in the settings file '{file}'. Line 2: camera.fps cannot be 0. "
        "More than 0, and at most 240. Mend what is named; nothing else in the file is wrong."
    )


def test_what_can_be_used_is_salvaged_without_touching_the_file(tmp_path: Path) -> None:
    file = tmp_path / CONFIG_FILE
    assert salvage_settings(None, tmp_path) == Settings()
    assert salvage_settings(file, tmp_path) == Settings()
    file.write_bytes(EVERYTHING)
    assert salvage_settings(None, tmp_path).ui.theme == "light"
    assert file.read_bytes() == EVERYTHING


def test_mistakes_are_left_out_and_the_file_is_kept_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / CONFIG_FILE
    file.write_bytes(EVERYTHING)
    file.chmod(0o600)
    kept = leave_out_mistakes(file, THEN)
    assert kept == tmp_path / "faceapp.toml.broken-20260302-093000"
    assert kept.read_bytes() == EVERYTHING
    assert stat.S_IMODE(kept.stat().st_mode) == stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [line for line in file.read_text().splitlines() if line] == [
        "# The door in the yard",
        "[camera]",
        "fps = 0.5 # slow",
        "[decision]",
        "min_frames = 9",
        "[ui]",
        'theme = "light"',
    ]
    assert read_settings(None, tmp_path) == examine_file(EVERYTHING).settings
    assert sorted(tmp_path.iterdir()) == [file, kept]


def test_more_can_be_left_out_where_it_is_there(tmp_path: Path) -> None:
    file = tmp_path / CONFIG_FILE
    file.write_text("# ours\n[encoder]\nmodel = 'absent' # gone\ndevice = 'cpu'\n[camera]\nfps = 0\n")
    leave_out_mistakes(file, THEN, [("encoder", "model"), ("decision", "scorer")])
    assert file.read_text() == "# ours\n[encoder]\ndevice = 'cpu'\n[camera]\n"


def test_it_is_told_where_something_is_set(tmp_path: Path) -> None:
    file = tmp_path / CONFIG_FILE
    assert where_set(file, ("encoder", "model")) is None
    file.write_text("[encoder]\nmodel = 'absent'\n")
    assert where_set(file, ("encoder", "model")) == f"Line 2 of '{file}' asks for that: encoder.model."
    assert where_set(file, ("encoder", "device")) is None


def test_a_layout_that_cannot_be_kept_gives_way_to_the_settings(tmp_path: Path) -> None:
    file = tmp_path / CONFIG_FILE
    texts = ("decision.margin = 7\ndecision.min_frames = 9\n", "ui = {language = 'de', theme = 'light'}\n", "x = [")
    for second, text in enumerate(texts):
        file.write_text(text)
        expected = salvage_settings(None, tmp_path)
        leave_out_mistakes(file, THEN.replace(second=second))
        assert read_settings(None, tmp_path) == expected


def test_a_file_that_cannot_be_kept_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / CONFIG_FILE
    file.write_bytes(EVERYTHING)
    before = file.with_name("faceapp.toml.broken-20260302-093000")
    before.write_text("of an earlier time")
    with pytest.raises(ConfigError, match="cannot be written"):
        leave_out_mistakes(file, THEN)
    assert (file.read_bytes(), before.read_text()) == (EVERYTHING, "of an earlier time")
