"""What every command shares: the data directory, the settings, and how results are written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from faceapp.config import Settings, read_settings
from faceapp.domain.errors import FaceappError
from faceapp.services.author import author

if TYPE_CHECKING:
    from faceapp.app import Application

__all__ = ["Context", "author", "context_of", "spread", "write_json"]


@dataclass(frozen=True, slots=True)
class Context:
    """The global options."""

    data_dir: Path
    config: Path | None

    def settings(self) -> Settings:
        """The settings in force."""
        return read_settings(self.config, self.data_dir)

    @contextmanager
    def application(self, *, exclusive: bool = False, settings: Settings | None = None) -> Iterator[Application]:
        """The application on the data directory; `exclusive` for those that run a door, `settings` to try others."""
        # Here, not above: torch takes seconds to import, which `--help` need not wait for.
        from faceapp.app import Application

        application = Application.open(
            self.data_dir, settings or self.settings(), exclusive=exclusive, settings_file=self.config
        )
        try:
            yield application
        finally:
            application.close()


def context_of(context: typer.Context) -> Context:
    """The global options of a command's invocation."""
    found: Context = context.find_object(Context) or context.obj
    return found


def tell_outgrown(application: Application) -> None:
    """Warn on standard error when the gallery has grown beyond what its threshold was found for."""
    from faceapp.domain.claims import advise_outgrown, claim_outgrown

    if (outgrown := application.calibration.outgrown()) is not None:
        typer.echo(f"faceapp: {claim_outgrown(outgrown)} {advise_outgrown(outgrown)}", err=True)


def tell_error(error: FaceappError) -> None:
    """Write on standard error what went wrong and what to do: on one line, or a line for each of several things."""
    lines = [error.sentence, *(f"  {detail}" for detail in error.details), error.hint]
    typer.echo(f"faceapp: {(chr(10) if error.details else ' ').join(lines)}", err=True)


def write_json(value: Any) -> None:
    """Write one JSON document on one line, at once."""
    typer.echo(json.dumps(value, ensure_ascii=False, allow_nan=False))


def spread(arguments: Sequence[str], options: Sequence[str]) -> list[str]:
    """Repeat an option before each of its values: `--data A B` becomes `--data A --data B`.

    Args:
        arguments: As the shell gives them.
        options: Options that take every value up to the next option.
    """
    result: list[str] = []
    current: str | None = None
    first = False
    for argument in arguments:
        if argument.startswith("-"):
            current = argument if argument in options else None
            first = current is not None
            result.append(argument)
        elif current is not None and not first:
            result += [current, argument]
        else:
            first = False
            result.append(argument)
    return result
