"""A run's curves as TensorBoard files."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

TENSORBOARD_DIR = "tensorboard"


class Curves:
    """Writes scalars for TensorBoard; where that fails it says so once, and training goes on.

    Args:
        run: Directory of the run; the files go into `tensorboard` in it.
        step: Step that the run goes on from; what was written of later steps is hidden.
    """

    def __init__(self, run: Path, step: int) -> None:
        self._writer: Any = None
        try:
            # Here, not above: it takes seconds, which only a training need wait for.
            from torch.utils.tensorboard.writer import SummaryWriter

            self._writer = SummaryWriter(str(run / TENSORBOARD_DIR), purge_step=step + 1)
        except (OSError, ImportError) as error:
            log.warning("no TensorBoard files are written: %s", error)

    def add(self, values: Mapping[str, float], step: int) -> None:
        """Add a point to each curve."""
        if self._writer is None:
            return
        try:
            for name, value in values.items():
                self._writer.add_scalar(name, value, step)
            self._writer.flush()
        except OSError as error:
            log.warning("no more TensorBoard files are written: %s", error)
            self._writer = None

    def close(self) -> None:
        """End the files."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
