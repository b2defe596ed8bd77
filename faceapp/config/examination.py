"""What is wrong with a settings file: every mistake, where it is, and what would be possible, in plain words."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from faceapp.config.fields import Kind, allowed_words, rule_of, setting_field, setting_sections
from faceapp.config.settings import Settings
from faceapp.config.toml_lines import line_where, read_lines
from faceapp.domain.messages import Message

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake.

    Attributes:
        path: The names that lead to the entry, or to a table; empty where a line is not even that.
        words: What is wrong and what would be possible; no value that may hold a password.
        line: Where in the file, from 1; None where it is not from a file.
    """

    path: Path
    words: Message
    line: int | None = None

    @property
    def sentence(self) -> Message:
        """All of it, in words."""
        return self.words if self.line is None else Message("Line {line}: {fault}", line=self.line, fault=self.words)


@dataclass(frozen=True, slots=True)
class Examination:
    """What a settings file comes to.

    Attributes:
        settings: With everything that cannot be used at its default.
        mistakes: All there are, in the order of the file.
        lines: The file, blank where a line could not be read.
        left_out: What else must be left out for the rest to be possible, by the names that lead there.
    """

    settings: Settings
    mistakes: tuple[Mistake, ...]
    lines: tuple[str, ...] = ()
    left_out: tuple[Path, ...] = ()


def examine_file(data: bytes) -> Examination:
    """Examine the content of a settings file."""
    read = read_lines(data)
    examined = examine_values(read.values)
    mistakes = [Mistake((), fault.words, fault.line) for fault in read.faults]
    mistakes += [Mistake(found.path, found.words, line_where(read.lines, found.path)) for found in examined.mistakes]
    mistakes.sort(key=lambda mistake: mistake.line or 0)
    return Examination(examined.settings, tuple(mistakes), read.lines, examined.left_out)


def examine_values(values: Mapping[str, Any]) -> Examination:
    """Examine settings as TOML has them: tables of entries by their names."""
    left = deepcopy(dict(values))
    mistakes: list[Mistake] = []
    left_out: list[Path] = []
    while True:
        try:
            return Examination(Settings.model_validate(left), tuple(mistakes), (), tuple(left_out))
        except ValidationError as error:
            # A rule between settings is looked at only when each of them is possible: hence again and again.
            for fault in error.errors():
                path = tuple(str(name) for name in fault["loc"][:2])
                rule = rule_of(fault)
                paths = [path] if rule is None else [(*path, name) for name in rule.names]
                there = [part for part in paths if _is_in(left, part)]
                # What is left out already may have kept to the rule.
                if not any(part in left_out for part in paths):
                    mistakes.append(_mistake(there[0], left, fault))
                for part in there:
                    _take_out(left, part)
                left_out += there


def _is_in(values: Mapping[str, Any], path: Path) -> bool:
    table = values if len(path) == 1 else values.get(path[0], {})
    return path[-1] in table


def _take_out(values: dict[str, Any], path: Path) -> None:
    table = values if len(path) == 1 else values[path[0]]
    del table[path[-1]]


def _mistake(path: Path, values: Mapping[str, Any], fault: ErrorDetails) -> Mistake:
    if (rule := rule_of(fault)) is not None:
        return Mistake(path, rule.rule)
    if fault["type"] == "extra_forbidden":
        return Mistake(path, _unknown(path, values))
    if len(path) == 1:
        return Mistake(path, Message("{name} must be a table: [{name}], and its settings below.", name=path[0]))
    field = setting_field((path[0], path[1]))
    allowed, value = allowed_words(field, fault), values[path[0]][path[1]]
    name = ".".join(path)
    # An address may hold a password, and a text in place of a number may be one.
    if isinstance(value, bool | int | float) or (field.kind is Kind.CHOICE and isinstance(value, str)):
        shown = str(value).lower() if isinstance(value, bool) else f"{value!r:.40}"
        return Mistake(path, Message("{name} cannot be {value}. {allowed}", name=name, value=shown, allowed=allowed))
    return Mistake(path, Message("{name} cannot be that. {allowed}", name=name, allowed=allowed))


def _unknown(path: Path, values: Mapping[str, Any]) -> Message:
    sections = {section.name: [field.name for field in section.fields] for section in setting_sections()}
    name = path[-1]
    if len(path) == 2:
        said = Message("There is no setting {name}.", name=".".join(path))
        return _with_choice(said, name, sections[path[0]], f"{path[0]}.{{}}")
    if isinstance(values[name], dict):
        return _with_choice(Message("There is no table [{name}].", name=name), name, list(sections), "[{}]")
    said = Message("There is no setting {name} above the first table.", name=name)
    homes = [section for section, names in sections.items() if name in names]
    if homes:
        return Message("{said} It belongs below [{table}].", said=said, table=homes[0])
    return said


def _with_choice(said: Message, name: str, possible: Sequence[str], form: str) -> Message:
    near = difflib.get_close_matches(name, possible, 1)
    if near:
        return Message("{said} Did you mean {near}?", said=said, near=form.format(near[0]))
    return Message("{said} There are: {names}.", said=said, names=", ".join(form.format(entry) for entry in possible))
