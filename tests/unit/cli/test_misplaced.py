"""Options in the wrong place: the command line as it works is told."""

from __future__ import annotations

import pytest

from faceapp.cli import run_command_line


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["kiosk", "--data-dir", "my door", "--fullscreen"],
            "--data-dir belongs before the command: `faceapp --data-dir 'my door' kiosk --fullscreen`.",
        ),
        (
            ["run", "--source", "demo", "--config=a.toml", "--data-dir", "d"],
            "--config belongs before the command: `faceapp --config=a.toml --data-dir d run --source demo`.",
        ),
        (
            ["people", "list", "--data-dir"],
            "--data-dir belongs before the command: `faceapp --data-dir DATA-DIR people",
        ),
        (["kiosk", "--version"], "--version belongs before the command: `faceapp --version kiosk`."),
        (["--fullscreen"], "--fullscreen belongs to `faceapp kiosk` and `faceapp demo`."),
        (["--fullscreen", "kiosk"], "--fullscreen belongs behind its command: `faceapp kiosk --fullscreen`."),
        (
            ["--source", "demo", "kiosk", "--fullscreen"],
            "--source belongs behind its command: `faceapp kiosk --fullscreen --source demo`.",
        ),
        (["people", "--json"], "--json belongs to `faceapp run` and `faceapp "),
        (["people", "list", "--jsno"], "No such option: --jsno (Possible options: --json). See `faceapp --help`."),
        (["--nonsense"], "No such option: --nonsense. See `faceapp --help`."),
        (["kiosk", "--source"], "Option '--source' requires an argument. See `faceapp --help`."),
    ],
)
def test_it_is_told_where_an_option_belongs(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command_line(arguments) == 2
    assert capsys.readouterr().err.startswith(f"faceapp: {told}")
