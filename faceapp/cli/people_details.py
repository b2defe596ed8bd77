"""`faceapp people edit` and `export`: what an administrator writes about people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from faceapp.cli.context import author, context_of, write_json
from faceapp.cli.people import AsJson, person_json
from faceapp.cli.person_words import detail_lines, local_today
from faceapp.domain.errors import ConfigError
from faceapp.domain.records import Consent, Person

_NONE = "none"


def edit(
    context: typer.Context,
    person_id: Annotated[int, typer.Argument(metavar="ID", help="The person's id.")],
    name: Annotated[str | None, typer.Option(help="Another name.")] = None,
    suspend: Annotated[bool, typer.Option("--suspend", help="Recognise the person, and do not let in.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="End the suspension.")] = False,
    valid_from: Annotated[str | None, typer.Option(metavar="DATE", help="First day, as 2026-03-31, or none.")] = None,
    valid_until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Last day, that day included, or none.")
    ] = None,
    group: Annotated[list[str] | None, typer.Option(help="Add to a group; may be given again.")] = None,
    ungroup: Annotated[list[str] | None, typer.Option(help="Take out of a group; may be given again.")] = None,
    card: Annotated[str | None, typer.Option(help="Card number; empty for none.")] = None,
    note: Annotated[str | None, typer.Option(help="Notes, in place of those there are; empty for none.")] = None,
    consent: Annotated[
        str | None, typer.Option(metavar="VERSION", help="The person agreed today, to this version of the text.")
    ] = None,
    no_consent: Annotated[bool, typer.Option("--no-consent", help="Take the consent off the record.")] = False,
    as_json: AsJson = False,
) -> None:
    """Change a person's details; the door goes by them at once."""
    if suspend and resume:
        raise ConfigError("Suspend or resume: not both.", hint="Leave one out.")
    if consent is not None and no_consent:
        raise ConfigError("Consent or none: not both.", hint="Leave one out.")
    first, last = _day("--valid-from", valid_from), _day("--valid-until", valid_until)

    def changed(person: Person) -> Person:
        said = person.consent
        if consent is not None:
            said = Consent(datetime.now(UTC), author(), consent)
        return replace(
            person,
            name=person.name if name is None else name,
            suspended=suspend or (person.suspended and not resume),
            valid_from=person.valid_from if valid_from is None else first,
            valid_until=person.valid_until if valid_until is None else last,
            groups=tuple(set(person.groups).union(group or ()) - set(ungroup or ())),
            card=person.card if card is None else card,
            notes=person.notes if note is None else note,
            consent=None if no_consent else said,
        )

    with context_of(context).application() as application:
        person = application.register.change(person_id, changed)
    if as_json:
        write_json(person_json(person))
        return
    typer.echo(f"{person.name}, id {person.person_id}")
    for line in detail_lines(person):
        typer.echo(f"  {line}")


def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Ends with .csv or .json.")],
) -> None:
    """Write everybody's details to a file; nothing of any face."""
    from faceapp.services.people_export import export_people

    with context_of(context).application() as application:
        people = application.people()
    export_people(people, file, local_today())
    typer.echo(f"{len(people)} people were written to '{file}'. The file holds personal data: keep it safe.")


def _day(option: str, text: str | None) -> date | None:
    if text is None or text == _NONE:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"{option} {text} is no date.", hint="Write it as 2026-03-31, or none.") from error
