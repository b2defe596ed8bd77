"""Progress of a command that takes long."""

from __future__ import annotations

from rich.console import Console
from rich.progress import Progress, ProgressColumn


def shown_progress(*columns: ProgressColumn) -> Progress:
    """Progress on standard error, in a terminal alone.

    A log gets no bar, nor the empty line that a bar leaves behind there: its errors are one line each.
    """
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
