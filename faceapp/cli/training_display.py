"""How a training run is doing, live: curves in a terminal, plain lines in a log file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from types import TracebackType
from typing import TYPE_CHECKING

import typer
from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:  # it imports torch
    from faceapp.learning.trainer import Progress

LINE_EVERY_STEPS = 100
_CURVE_WIDTH = 40
_BLOCKS = "▁▂▃▄▅▆▇█"


class TrainingDisplay:
    """Shows what a run reports; does nothing where another process shows it.

    Args:
        epochs: Epochs of the run.
        console: Where to draw.
        shown: Whether this process is the one that shows.
    """

    def __init__(self, epochs: int, console: Console, *, shown: bool = True) -> None:
        self._epochs, self._shown = epochs, shown
        self._losses: list[float] = []
        self._tars: list[float] = []
        self._live = Live(console=console, auto_refresh=False) if shown and console.is_terminal else None
        self._reading = ""

    def __enter__(self) -> TrainingDisplay:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()

    def on_read(self, count: int) -> None:
        """Show how many crops were read so far."""
        if self._live is not None:
            self._live.update(Text(f"Reading crops: {count:,}"), refresh=True)

    def on_data(self, crops: int, identities: int) -> None:
        """Show what is trained on."""
        self._reading = f"{crops:,} crops of {identities:,} people"
        if self._live is not None:
            self._live.update(Text(self._reading), refresh=True)
        elif self._shown:
            typer.echo(self._reading)

    def on_step(self, state: Progress) -> None:
        """Show a report of the trainer."""
        self._losses.append(state.loss)
        # One point a validation, of which every report until the next tells again.
        if state.tar is not None and (not self._tars or state.tar != self._tars[-1]):
            self._tars.append(state.tar)
        if self._live is not None:
            self._live.update(self._picture(state), refresh=True)
        elif self._shown and (state.step % LINE_EVERY_STEPS == 0 or state.step == state.steps):
            typer.echo(self._line(state))

    def _picture(self, state: Progress) -> Group:
        table = Table.grid(padding=(0, 2))
        table.add_column(style="bold")
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_row(
            "Training",
            ProgressBar(total=state.steps, completed=state.step, width=_CURVE_WIDTH),
            f"epoch {state.epoch:.2f} of {self._epochs}, {duration(state.left_s)} left",
        )
        table.add_row("Loss", sparkline(self._losses), f"{state.loss:.3f}")
        if self._tars:
            table.add_row("TAR", sparkline(self._tars), f"{self._tars[-1]:.3f} at FMR 1e-3, at the last validation")
        table.add_row("Rate", "", f"{state.learning_rate:.3g}")
        table.add_row(
            "Speed", "", f"{state.crops_per_s:.0f} crops/s, {state.waited_share:.0%} of the time waited for data"
        )
        return Group(Text(self._reading), table)

    def _line(self, state: Progress) -> str:
        line = (
            f"step {state.step}/{state.steps}  epoch {state.epoch:.2f}/{self._epochs}  loss {state.loss:.2f}  "
            f"rate {state.learning_rate:.2g}  {state.crops_per_s:.0f} crops/s, {state.waited_share:.0%} waited  "
            f"{duration(state.left_s)} left"
        )
        return line if state.tar is None else f"{line}  TAR@FMR=1e-3 {state.tar:.3f}"


def sparkline(values: Sequence[float], *, width: int = _CURVE_WIDTH) -> str:
    """A whole curve as a line of blocks, the lowest of them the lowest block.

    A longer curve than the line is squeezed: each block is the mean of as many neighbours, give or take one.

    Example:
        1, 2, 3 give "▁▅█".
    """
    shown = [value for value in values if math.isfinite(value)]
    if not shown:
        return ""
    points = min(width, len(shown))
    ends = [len(shown) * point // points for point in range(points + 1)]
    means = [sum(shown[start:end]) / (end - start) for start, end in pairwise(ends)]
    low, high = min(means), max(means)
    if high == low:
        return _BLOCKS[0] * points
    return "".join(_BLOCKS[round((mean - low) / (high - low) * (len(_BLOCKS) - 1))] for mean in means)


def duration(seconds: float) -> str:
    """Seconds in words: `4:05`, `2 h 07 min`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes}:{rest:02}"
