"""Tables for spreadsheets."""

from __future__ import annotations

import csv
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from faceapp.domain.errors import StorageError
from faceapp.services.csv_file import Cell, write_csv


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_text_is_computed(tmp_path: Path, first: str) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, ("name",), [(f"{first}1+1",)])
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["name"], [f"'{first}1+1"]]


def test_numbers_stay_numbers_and_letters_of_all_scripts_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, ("a", "b", "c", "d"), [(-0.5, -7, None, 'Ü, "李"\nnext')])
    assert path.read_bytes() == '\ufeffa,b,c,d\r\n-0.5,-7,,"Ü, ""李""\nnext"\r\n'.encode()
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_fails_half_way_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    def rows() -> Iterator[tuple[Cell]]:
        yield ("x",)
        raise LookupError

    with pytest.raises(LookupError):
        write_csv(path, ("a",), rows())
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]
    with pytest.raises(StorageError, match=r"cannot be written.*Choose"):
        write_csv(tmp_path, ("a",), [])
