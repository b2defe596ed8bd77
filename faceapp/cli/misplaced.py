"""An option in the wrong place of the command line: where it belongs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import Any


def advice_on_option(option: str, arguments: Sequence[str], root: Any) -> str | None:
    """Say where an option belongs that some other part of the command line knows.

    Args:
        option: The option, such as `--data-dir`, that was not known where it stands.
        arguments: The command line, without the program's name.
        root: Typer's command for the whole program.

    Returns:
        A sentence with the command line as it works; None where nothing knows the option.
    """
    if option in _takes_value(root):
        return f"{option} belongs before the command: `{_line(_to_front(arguments, _takes_value(root)))}`."
    homes = [path for path, command in _commands(root) if option in _takes_value(command)]
    meant = [path for path in homes if path[0] in arguments]
    if meant and arguments.index(option) < arguments.index(meant[0][0]):
        given = _takes_value(dict(_commands(root))[meant[0]])
        return f"{option} belongs behind its command: `{_line(_to_end(arguments, option, given[option]))}`."
    if not homes:
        return None
    return f"{option} belongs to {' and '.join(f'`faceapp {shlex.join(path)}`' for path in homes[:3])}."


def _commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        yield (*path, name), command
        if hasattr(command, "commands"):
            yield from _commands(command, (*path, name))


def _takes_value(command: Any) -> dict[str, bool]:
    """The options of a command, and whether a value follows each."""
    return {
        name: not parameter.is_flag
        for parameter in command.params
        if parameter.param_type_name == "option"
        for name in (*parameter.opts, *parameter.secondary_opts)
    }


def _to_front(arguments: Sequence[str], options: dict[str, bool]) -> list[str]:
    front: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            rest += [argument, *waiting]
            break
        name, equals, _ = argument.partition("=")
        (front if name in options else rest).append(argument)
        if name in options and options[name] and not equals:
            front += [waiting.pop(0)] if waiting else [name.removeprefix("--").upper()]
    return [*front, *rest]


def _to_end(arguments: Sequence[str], option: str, takes_value: bool) -> list[str]:
    at = arguments.index(option)
    end = at + 2 if takes_value else at + 1
    return [*arguments[:at], *arguments[end:], *arguments[at:end]]


def _line(arguments: Sequence[str]) -> str:
    return f"faceapp {shlex.join(arguments)}"
