"""The command line: one file for each group of commands."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from faceapp import __version__
from faceapp.cli import (
    admin,
    backup,
    bench,
    calibration,
    desktop,
    doctor,
    evaluation,
    events,
    headless,
    models,
    people,
    people_details,
    people_guard,
    people_import,
    pictures,
    study,
    training,
    tuning,
)
from faceapp.cli.context import Context, spread, tell_error
from faceapp.cli.misplaced import advice_on_option
from faceapp.cli.termination import ended_like_interrupted
from faceapp.config import default_data_dir
from faceapp.domain.errors import FaceappError

log = logging.getLogger(__name__)

app = typer.Typer(
    help="A desktop kiosk for doors: opens for the people enrolled at it, by live face recognition.",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("kiosk")(desktop.kiosk)
app.command("demo")(desktop.demo)
app.command("run")(headless.run)
people.app.command("import")(people_import.import_folder)
people.app.command("edit")(people_details.edit)
people.app.command("export")(people_details.export)
people.app.command("lookalikes")(people_guard.lookalikes)
people.app.command("guard")(people_guard.guard)
people.app.command("unguard")(people_guard.unguard)
people.app.command("guarded")(people_guard.guarded)
people.app.command("pin")(people_guard.pin)
app.add_typer(people.app, name="people")
app.add_typer(admin.app, name="admin")
app.add_typer(events.app, name="events")
app.command("identify")(pictures.identify)
app.command("verify")(pictures.verify)
app.command("train")(training.train)
app.add_typer(study.app, name="study")
app.command("tune")(tuning.tune)
app.command("fit-demo-people")(training.fit_demo_people)
app.add_typer(evaluation.app, name="evaluate")
app.add_typer(models.app, name="model")
app.command("calibrate")(calibration.calibrate)
app.command("bench")(bench.bench)
app.command("doctor")(doctor.doctor)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)

# Options that take every value up to the next option, as shells expand `train-*.tar`.
MANY_VALUED = ("--data", "--val", "--test")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"faceapp {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    data_dir: Annotated[
        Path | None, typer.Option("--data-dir", help="Where people and events are kept.", show_default="per user")
    ] = None,
    config: Annotated[Path | None, typer.Option("--config", help="Settings file (TOML).")] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Open the desktop application, or run a command."""
    context.obj = Context(data_dir if data_dir is not None else default_data_dir(), config)
    if context.invoked_subcommand is None:
        raise typer.Exit(desktop.open_window(context.obj, source=None, fullscreen=False))


def run_command_line(arguments: Sequence[str]) -> int:
    """Run a command; returns the exit code.

    0 is success; 2 a fault that the user can mend or a wrong use, told in one message; 3 that a
    faceapp runs on the data directory already; 130 an interruption from the keyboard, and 143
    one by the system.
    """
    _write_any_text()
    with ended_like_interrupted() as ending:
        return ending.exit_code(_run(arguments))


def _run(arguments: Sequence[str]) -> int:
    command = typer.main.get_command(app)
    try:
        code = command.main(args=spread(arguments, MANY_VALUED), prog_name="faceapp", standalone_mode=False)
    except FaceappError as error:
        tell_error(error)
        return error.exit_code
    except typer.TyperException as error:
        message = error.format_message().strip()
        if message.startswith("Usage:"):  # a group of commands without a command: its help
            typer.echo(message, err=True)
            return 2
        unknown = message.startswith("No such option")
        advice = advice_on_option(getattr(error, "option_name", ""), arguments, command) if unknown else None
        return _told(advice or f"{message.rstrip('.')}. See `faceapp --help`.")
    except typer.Abort:
        return _told("Nothing was done.")
    except BrokenPipeError:
        # Whoever read the output has had enough; without this Python complains as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:  # a full disk behind the output, for one
        return _told(f"Reading or writing failed: {error}. Check the disk's space and your rights.")
    except Exception as error:
        log.exception("a bug")
        return _told(f"Something failed that should not: {error!r}. Please report it with what stands above.")
    return code if isinstance(code, int) else 0


def _told(sentence: str) -> int:
    typer.echo(f"faceapp: {sentence}", err=True)
    return 2


def _write_any_text() -> None:
    """Let names that the terminal cannot show be written escaped, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
