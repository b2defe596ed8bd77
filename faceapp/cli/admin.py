"""`faceapp admin`: the administrator's PIN, for whoever may use this machine's command line."""

from __future__ import annotations

from typing import Annotated

import typer

from faceapp.cli.context import context_of

app = typer.Typer(help="The administrator's PIN.", no_args_is_help=True)


@app.command("set-pin")
def set_pin(context: typer.Context) -> None:
    """Set the PIN that everything but the door's screen is locked with; it is asked for, and not shown."""
    pin = typer.prompt("New PIN", hide_input=True, confirmation_prompt="The same again")
    with context_of(context).application() as application:
        application.administration.set_pin(pin)
    typer.echo("The PIN is set.")


@app.command("reset-pin")
def reset_pin(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a PIN that was forgotten: the window is open to everybody until another is set."""
    with context_of(context).application() as application:
        if not application.administration.is_protected():
            typer.echo("No PIN is set.")
            return
        if not yes:
            typer.confirm("Remove the PIN? The window is open to everybody until another is set.", abort=True)
        application.administration.remove_pin()
    typer.echo("The PIN is removed. A window that is open goes by it from its next lock on.")


@app.command("changes")
def changes(context: typer.Context) -> None:
    """List when the PIN was set, changed or removed, and by whom; the newest first."""
    with context_of(context).application() as application:
        found = application.administration.pin_changes()
    for change in found:
        moment = change.changed_at.astimezone()
        typer.echo(f"{moment:%Y-%m-%d %H:%M}  {change.kind.value:<8} {change.author}")
    if not found:
        typer.echo("The PIN was never set.")
