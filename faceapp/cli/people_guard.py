"""`faceapp people lookalikes`, and what to do about them: guard, unguard, guarded, pin."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from faceapp.cli.context import author, context_of, write_json
from faceapp.cli.people import AsJson
from faceapp.domain.errors import ConfigError, PinError
from faceapp.domain.lookalikes import Lookalikes

One = Annotated[int, typer.Argument(metavar="ID", help="A person's id.")]
Other = Annotated[int, typer.Argument(metavar="ID", help="The other person's id.")]


def lookalikes(context: typer.Context, as_json: AsJson = False) -> None:
    """List pairs of enrolled people whom the encoder can hardly tell apart, the worst first."""
    from faceapp.services.lookalikes import pair_sentence

    with context_of(context).application() as application:
        threshold = application.threshold_in_force.threshold
        pairs = application.lookalikes()
        guarded = {(pair.first, pair.second) for pair in application.guards.pairs()}
        names = {person.person_id: person.name for person in application.people()}
    if as_json:
        write_json(
            [{**pair_json(pair, names, threshold), "guarded": (pair.first, pair.second) in guarded} for pair in pairs]
        )
        return
    if not pairs:
        typer.echo(f"No two enrolled people come near the threshold of {threshold:.3f}.")
        return
    for pair in pairs:
        note = "  [guarded]" if (pair.first, pair.second) in guarded else ""
        typer.echo(pair_sentence(pair, names, threshold) + note)
    typer.echo(
        f"{len(pairs)} pair(s). Enrol more pictures of both; or have the door ask the two for a PIN: "
        "`faceapp people guard ID ID`, and `faceapp people pin ID` for each."
    )


def guard(context: typer.Context, one: One, other: Other, as_json: AsJson = False) -> None:
    """Let neither of two people in by the face alone: the door asks for the PIN of whom it recognised."""
    with context_of(context).application() as application:
        pair = application.guards.guard(one, other, author=author())
        names = {person.person_id: person.name for person in application.people()}
        lacking = sorted({pair.first, pair.second} - application.guards.with_pin())
    if as_json:
        write_json({"ids": [pair.first, pair.second], "without_pin": lacking})
        return
    first, second = _named((pair.first, pair.second), names)
    typer.echo(f"{first} and {second} are guarded: the door opens for neither without the PIN.")
    for person_id in lacking:
        typer.echo(
            f"  {names.get(person_id, 'somebody removed')} has no PIN and is not let in until "
            f"`faceapp people pin {person_id}` has set one.",
            err=True,
        )


def unguard(context: typer.Context, one: One, other: Other) -> None:
    """Let two people in by the face alone again; their PINs are kept."""
    with context_of(context).application() as application:
        application.guards.unguard(one, other)
        names = {person.person_id: person.name for person in application.people()}
        still = {number for pair in application.guards.pairs() for number in (pair.first, pair.second)}
    first, second = _named((one, other), names)
    typer.echo(f"{first} and {second} are not guarded as a pair any more.")
    for person_id in (one, other):
        if person_id in still:
            typer.echo(f"  {names.get(person_id)} still needs the PIN, because of another pair.")


def guarded(context: typer.Context, as_json: AsJson = False) -> None:
    """List the guarded pairs, and who has no PIN yet."""
    with context_of(context).application() as application:
        pairs, owners = application.guards.pairs(), application.guards.with_pin()
        names = {person.person_id: person.name for person in application.people()}
    if as_json:
        write_json(
            [
                {
                    "ids": [pair.first, pair.second],
                    "names": [names.get(pair.first), names.get(pair.second)],
                    "without_pin": sorted({pair.first, pair.second} - owners),
                    "author": pair.author,
                    "created_at": pair.created_at.isoformat(),
                }
                for pair in pairs
            ]
        )
        return
    if not pairs:
        typer.echo("No pair is guarded. `faceapp people lookalikes` tells which could be.")
    for pair in pairs:
        lacking = _named(sorted({pair.first, pair.second} - owners), names)
        note = f"  (no PIN yet, so not let in: {', '.join(lacking)})" if lacking else ""
        first, second = _named((pair.first, pair.second), names)
        typer.echo(f"{first} and {second}, by {pair.author}, {pair.created_at:%Y-%m-%d}{note}")


def pin(
    context: typer.Context,
    person_id: One,
    clear: Annotated[bool, typer.Option("--clear", help="Take the PIN away.")] = False,
) -> None:
    """Set a person's PIN: asked for twice, or read from the first line of standard input."""
    with context_of(context).application() as application:
        person = application.register.get(person_id)
        guarded_now = any(person_id in (pair.first, pair.second) for pair in application.guards.pairs())
        if clear:
            application.guards.clear_pin(person_id)
            typer.echo(f"{person.name} has no PIN any more.")
            if guarded_now:
                typer.echo(f"  {person.name} is of a guarded pair and is not let in without one.", err=True)
            return
        application.guards.set_pin(person_id, _read_pin())
    typer.echo(f"{person.name} has a PIN now.")
    if not guarded_now:
        typer.echo("  The door does not ask for it yet: `faceapp people guard ID ID` has it ask two lookalikes.")


def _read_pin() -> str:
    if sys.stdin.isatty():
        first = typer.prompt("PIN (4 to 8 digits)", hide_input=True)
        if typer.prompt("The same again", hide_input=True) != first:
            raise PinError("The two are not the same.", hint="Nothing was changed; try again.")
        return str(first).strip()
    line = sys.stdin.readline().strip()
    if not line:
        raise ConfigError("There is no PIN on standard input.", hint="Write the digits on one line.")
    return line


def _named(ids: Iterable[int], names: dict[int, str]) -> list[str]:
    return [f"{names.get(person_id, 'somebody removed')} ({person_id})" for person_id in ids]


def pair_json(pair: Lookalikes, names: dict[int, str], threshold: float) -> dict[str, Any]:
    """A pair as scripts see one."""
    return {
        "ids": [pair.first, pair.second],
        "names": [names.get(pair.first), names.get(pair.second)],
        "score": round(pair.score, 4),
        "mean": round(pair.mean, 4),
        "share": round(pair.share, 4),
        "comparisons": pair.comparisons,
        "threshold": round(threshold, 4),
        "likeness": pair.likeness.value,
    }
