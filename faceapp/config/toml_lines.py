"""TOML that may be broken: every line that cannot be read, and what the others say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from faceapp.domain.messages import Message

# More than that is no slip of the pen: the file is something else.
MOST_FAULTS = 20

_PLACE = re.compile(r"\(at line (\d+), column \d+\)$")
_TABLE = re.compile(r"\s*\[\s*([A-Za-z_]+)")
# A table by such a name, with the line's number, holds what stands below a heading that cannot be read.
_NAMELESS = "unreadable-heading-"


@dataclass(frozen=True, slots=True)
class LineFault:
    """A line that cannot be read.

    Attributes:
        line: Which, from 1.
        words: What is wrong with it.
    """

    line: int
    words: Message


@dataclass(frozen=True, slots=True)
class ReadLines:
    """What can be read of a file.

    Attributes:
        values: As TOML has them.
        lines: The lines, blank where one could not be read.
        faults: Those that could not, in their order.
    """

    values: dict[str, Any]
    lines: tuple[str, ...]
    faults: tuple[LineFault, ...]


def read_lines(data: bytes) -> ReadLines:
    """Read what can be read, line by line where it must be.

    A line that is no TOML is left out and the rest is tried again. What stands below a table's heading that cannot be
    read belongs to nothing, and is left out with it, unless its name can still be told.

    Args:
        data: The file.
    """
    lines, faults = _decoded(data)
    tables: set[str] = set()
    while True:
        try:
            values = tomllib.loads(_text(lines))
        except tomllib.TOMLDecodeError as error:
            number = _line_of(error, lines)
            line = lines[number - 1]
            if all(fault.line != number for fault in faults):
                faults.append(LineFault(number, _words(str(error))))
            if len(faults) >= MOST_FAULTS or not line.strip():
                # A text that never ends can leave an empty line at fault: nothing from there on can be read.
                faults.append(LineFault(number, Message("The file cannot be read from there on.")))
                lines[number - 1 :] = [""] * (len(lines) - number + 1)
                values = tomllib.loads(_text(lines))
            else:
                lines[number - 1] = _in_place_of(line, number, tables)
                continue
        if any(_blanked(lines, name) for name in values if name.startswith(_NAMELESS)):
            continue
        return ReadLines(values, tuple(lines), tuple(sorted(faults, key=lambda fault: fault.line)))


def line_where(lines: Sequence[str], path: Sequence[str]) -> int | None:
    """The line that brings an entry or a table, from 1; None where the text has none such.

    Args:
        lines: Lines that can be read together.
        path: The names that lead to it.
    """
    if not _holds(lines, len(lines), path):
        return None
    low, high = 0, len(lines)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _holds(lines, middle, path) else (middle, high)
    return high


def _decoded(data: bytes) -> tuple[list[str], list[LineFault]]:
    if b"\0" in data:
        return [""], [LineFault(1, Message("The file is no text in UTF-8: save it as such."))]
    lines: list[str] = []
    faults: list[LineFault] = []
    # Some editors put a byte order mark at the beginning.
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n"), start=1):
        try:
            lines.append(line.decode())
        except UnicodeDecodeError:
            lines.append("")
            faults.append(LineFault(number, Message("A letter is not in UTF-8: save the file as such.")))
    return lines, faults


def _text(lines: Sequence[str]) -> str:
    return "\n".join([*lines, ""])


def _line_of(error: tomllib.TOMLDecodeError, lines: Sequence[str]) -> int:
    if place := _PLACE.search(str(error)):
        return min(int(place[1]), len(lines))
    # Something is opened and never closed: it begins after the last line up to which all is well.
    return next(count for count in range(len(lines), 0, -1) if _parsed(lines[: count - 1]) is not None)


def _in_place_of(line: str, number: int, tables: set[str]) -> str:
    if not line.lstrip().startswith("["):
        return ""
    named = _TABLE.match(line)
    if named and named[1] not in tables:
        tables.add(named[1])
        return f"[{named[1]}]"
    nameless = f"[{_NAMELESS}{number}]"
    return "" if line == nameless else nameless


def _blanked(lines: list[str], table: str) -> bool:
    """Blank a table's lines; whether it is there."""
    if f"[{table}]" not in lines:
        return False
    begin = lines.index(f"[{table}]")
    end = next((n for n in range(begin + 1, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
    lines[begin:end] = [""] * (end - begin)
    return True


def _holds(lines: Sequence[str], count: int, path: Sequence[str]) -> bool:
    values: Any = None
    while values is None:  # a value of several lines may be cut through
        values = _parsed(lines[:count])
        count -= 1
    for name in path:
        if not isinstance(values, dict) or name not in values:
            return False
        values = values[name]
    return True


def _parsed(lines: Sequence[str]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(_text(lines))
    except tomllib.TOMLDecodeError:
        return None


def _words(said: str) -> Message:
    """What Python's parser says, in plain words."""
    match said.split():
        case ["Cannot", "overwrite", *_] | ["Cannot", "mutate", *_]:
            return Message("That is set a second time.")
        case ["Cannot", "declare", *_]:
            return Message("That table stands there a second time.")
        case ["Expected", "'='", *_]:
            return Message("There is no = after the name.")
        case ["Expected", "']'", *_] | ["Unclosed", *_]:
            return Message("A bracket is opened and not closed.")
        case ["Expected", '"\'"', *_] | ["Unterminated", *_] | ["Illegal", "character", "'\\n'", *_]:
            return Message("A quotation mark is opened and not closed.")
        case ["Expected", "newline", *_]:
            return Message("Something is left over after the value.")
        case ["Invalid", "value", *_]:
            return Message("That is no value: a text stands in quotation marks; true and false are written small.")
        case ["Unescaped", *_] | ["Invalid", "hex", *_]:
            return Message("A text with backslashes stands in single quotation marks: 'C:\\door'.")
    return Message("That is no setting: write [table], name = value, or # and a remark.")
