"""Tables for spreadsheets: CSV that opens right and computes nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from faceapp.services.private_file import private_file

# A spreadsheet takes a cell that begins like this for a formula, and would carry it out; in East Asian settings the
# wide forms, too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

Cell = str | int | float | None


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table as UTF-8 with a mark by which spreadsheets know it; see `private_file`.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.

    Args:
        path: The file.
        header: The columns.
        rows: The table, read as it is written. What it raises ends the work.

    Raises:
        StorageError: The file cannot be written.
    """
    with private_file(path, encoding="utf-8-sig") as stream:
        table = csv.writer(stream)
        table.writerow(header)
        for row in rows:
            table.writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in row])


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
