"""What a run shows: curves in a terminal, plain lines in a log file, nothing in the other processes."""

from __future__ import annotations

import io
import math

import pytest
from rich.console import Console

from faceapp.cli.training_display import TrainingDisplay, duration, sparkline
from faceapp.learning.trainer import Progress


def at(step: int, *, loss: float = 2.0, tar: float | None = None) -> Progress:
    return Progress(
        step=step,
        steps=400,
        epoch=step / 100,
        loss=loss,
        learning_rate=0.05,
        crops_per_s=321.4,
        waited_share=0.02,
        left_s=3725.0,
        tar=tar,
    )


def test_a_line_of_blocks_follows_the_values() -> None:
    assert sparkline([1, 2, 3]) == "▁▅█"
    assert sparkline([5, 5]) == "▁▁"
    assert sparkline([]) == sparkline([math.nan]) == ""
    assert sparkline([math.nan, 1, math.inf, 3]) == "▁█"


def test_a_long_curve_is_squeezed_whole() -> None:
    assert sparkline([0, 2, 8, 10, 4, 6], width=3) == "▁█▅"  # means 1, 9, 5
    assert sparkline([0, 0, 0, 9, 9], width=2) == "▁█"
    assert len(sparkline(list(range(1000)), width=24)) == 24


def test_a_terminal_shows_curves() -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=110, color_system=None)
    with TrainingDisplay(4, console) as display:
        display.on_read(1234)
        display.on_data(5000, 70)
        for step, loss, tar in ((10, 3.0, None), (20, 2.0, 0.25), (30, 1.0, 0.25), (40, 1.5, 0.75)):
            display.on_step(at(step, loss=loss, tar=tar))
    told = out.getvalue()
    assert "Reading crops: 1,234" in told
    assert "5,000 crops of 70 people" in told
    last = told[told.rindex("Training") :]
    assert "█▅▁▃" in last  # losses 3, 2, 1, 1.5
    assert "▁█" in last  # the two validations
    assert "0.750 at FMR 1e-3" in last
    assert "epoch 0.40 of 4, 1 h 02 min left" in last
    assert "321 crops/s, 2% of the time waited for data" in last


def test_a_log_file_gets_plain_lines_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    with TrainingDisplay(4, Console(force_terminal=False)) as display:
        display.on_read(1234)
        display.on_data(5000, 70)
        for step in range(50, 401, 50):
            display.on_step(at(step, tar=0.5 if step > 300 else None))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "5,000 crops of 70 people"
    assert [line.split()[1] for line in lines[1:]] == ["100/400", "200/400", "300/400", "400/400"]
    assert lines[1].endswith("321 crops/s, 2% waited  1 h 02 min left")
    assert lines[4].endswith("TAR@FMR=1e-3 0.500")
    assert not any("\x1b" in line for line in lines)


def test_other_processes_show_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with TrainingDisplay(4, Console(force_terminal=True), shown=False) as display:
        display.on_read(1)
        display.on_data(5000, 70)
        display.on_step(at(100))
    assert capsys.readouterr().out == ""


def test_durations_are_said_in_words() -> None:
    assert [duration(seconds) for seconds in (0, 59.6, 245, 3599.7, 7620)] == [
        "0:00",
        "1:00",
        "4:05",
        "1 h 00 min",
        "2 h 07 min",
    ]
