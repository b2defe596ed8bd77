"""`faceapp backup` and `faceapp restore`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from faceapp.cli.context import context_of
from faceapp.domain.errors import ConfigError


def backup(
    context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")]
) -> None:
    """Copy people, templates and events into one file while the door goes on working, and check the copy."""
    with context_of(context).application() as application:
        contents = application.backups.make(file, datetime.now(UTC))
    typer.echo(
        f"'{file}' was read back and is intact. "
        f"People: {contents.people}, templates: {contents.templates}, events: {contents.events}."
    )
    typer.echo("Keep it as safe as the door's key: whoever is removed later stays in it.")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `faceapp backup` made.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it.")] = False,
) -> None:
    """Put a backup in the place of people, templates and events; close every other faceapp first."""
    from faceapp.services.backups import restore_backup
    from faceapp.storage.backup import check_backup

    held = check_backup(file)
    if not yes:
        raise ConfigError(
            f"This puts the backup (people: {held.people}, templates: {held.templates}, events: {held.events}) in the "
            "place of what is there. People who were removed since the backup come back with it.",
            hint="Give --yes to do it; what is there now is kept beside it.",
        )
    done = restore_backup(context_of(context).data_dir, file, datetime.now(UTC))
    typer.echo(f"The backup is in place. People: {done.contents.people}, events: {done.contents.events}.")
    if done.aside is not None:
        typer.echo(f"What was there before is in '{done.aside}': delete it when all is well.")
