"""`faceapp people`: enrol, list, show, remove; people_details.py adds edit and export, people_import.py import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceapp.cli.context import context_of, tell_outgrown, write_json
from faceapp.cli.person_words import STANDING_WORDS, detail_lines, local_today
from faceapp.domain.admission import Standing, standing_of
from faceapp.domain.errors import ConfigError, PersonNameError
from faceapp.domain.records import Person

if TYPE_CHECKING:
    from faceapp.services.enrolment import EnrolmentReport
    from faceapp.services.lookalikes import LookalikeWarning

app = typer.Typer(help="Enrol, list, edit, export and remove people.", no_args_is_help=True, rich_markup_mode=None)

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON.")]


@app.command("add")
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name shown at the door.")],
    sources: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Photographs, clips, or folders of them.")],
    to: Annotated[int | None, typer.Option("--to", help="Add to the person with this id instead.")] = None,
    skip_unusable: Annotated[
        bool, typer.Option("--skip-unusable", help="Leave out pictures that cannot be used.")
    ] = False,
    another: Annotated[
        bool, typer.Option("--another", help="Enrol somebody whose name reads like another person's.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Enrol a person from photographs and clips."""
    with context_of(context).application() as application:
        if to is None and not another:
            _ask_about_namesakes(name, application.enrolment.namesakes(name))
        if to is not None and (known := application.person_name(to)) not in (None, name.strip()):
            raise ConfigError(
                f"The person with id {to} is '{known}', not '{name}'.",
                hint="Give that name, or leave out --to to enrol somebody new.",
            )
        report = application.enrol(name, files=sources, skip_unusable=skip_unusable, person_id=to)
        tell_outgrown(application)
    if as_json:
        write_json(
            {
                **person_json(report.person),
                "accepted": list(report.accepted),
                "rejected": [{"source": r.source, "reason": r.sentence} for r in report.rejected],
                "lookalikes": [warning_json(report.person, warning) for warning in report.lookalikes],
            }
        )
        return
    typer.echo(
        f"{report.person.name} is enrolled with id {report.person.person_id}: {len(report.accepted)} new template(s)."
    )
    for rejection in report.rejected:
        typer.echo(f"  left out {rejection.source}: {rejection.sentence}", err=True)
    tell_warnings(report)


@app.command("list")
def list_people(
    context: typer.Context,
    state: Annotated[Standing | None, typer.Option(help="Only people in this state.")] = None,
    group: Annotated[str | None, typer.Option(help="Only people of this group.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the enrolled people."""
    today = local_today()
    with context_of(context).application() as application:
        people, again = application.people(), application.to_enrol_again()
    chosen = [
        person
        for person in people
        if (state is None or standing_of(person, today) is state) and (group is None or group in person.groups)
    ]
    if as_json:
        write_json([{**person_json(person), "to_enrol_again": person.person_id in again} for person in chosen])
        return
    if not people:
        typer.echo("Nobody is enrolled. Add somebody with: faceapp people add NAME PHOTO...")
    elif not chosen:
        typer.echo("None of the enrolled people is like that.")
    for person in chosen:
        standing = standing_of(person, today)
        note = "" if standing is Standing.ACTIVE else f"  ({STANDING_WORDS[standing]})"
        note += "  (only of another encoder: to enrol again)" if person.person_id in again else ""
        typer.echo(
            f"{person.person_id:6}  {person.name}  {person.templates} template(s), {person.created_at:%Y-%m-%d}{note}"
        )


@app.command("show")
def show(
    context: typer.Context,
    person_id: Annotated[int, typer.Argument(metavar="ID", help="The person's id.")],
    as_json: AsJson = False,
) -> None:
    """Show a person: details, and where the templates come from."""
    with context_of(context).application() as application:
        person, templates = application.register.get(person_id), application.register.templates(person_id)
        ours = application.card.encoder_id
        pairs = [pair for pair in application.guards.pairs() if person_id in (pair.first, pair.second)]
        guarded_with = [pair.second if pair.first == person_id else pair.first for pair in pairs]
        has_pin = person_id in application.guards.with_pin()
    if as_json:
        sources = [
            {
                "id": template.template_id,
                "source": template.source,
                "quality": round(template.quality, 3),
                "encoder": template.encoder_id,
                "created_at": template.created_at.isoformat(),
            }
            for template in templates
        ]
        write_json({**person_json(person), "sources": sources, "guarded_with": guarded_with, "has_pin": has_pin})
        return
    typer.echo(f"{person.name}, id {person.person_id}, enrolled {person.created_at:%Y-%m-%d %H:%M} UTC")
    for line in detail_lines(person):
        typer.echo(f"  {line}")
    if guarded_with:
        others = ", ".join(f"person {number}" for number in guarded_with)
        typer.echo(f"  looks like {others}: let in with the PIN only{'' if has_pin else ', and has none yet'}")
    for template in templates:
        note = "" if template.encoder_id == ours else f"  (of another encoder, {template.encoder_id}: not used)"
        typer.echo(f"  {template.source}  quality {template.quality:.2f}{note}")


@app.command("remove")
def remove(
    context: typer.Context,
    person_id: Annotated[int, typer.Argument(metavar="ID", help="The person's id.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a person and every trace of the face; past events keep the id alone."""
    with context_of(context).application() as application:
        if not yes:
            if not sys.stdin.isatty():
                raise ConfigError("Removing somebody has to be confirmed.", hint="Add --yes.")
            name = application.person_name(person_id)
            typer.confirm(f"Erase {name or 'this person'} and all templates for good?", abort=True)
        person = application.remove_person(person_id)
    typer.echo(f"{person.name} was removed; every template is erased.")


@app.command("forget-crops")
def forget_crops(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase the face crops that enrolment.keep_crops stored; templates stay."""
    with context_of(context).application() as application:
        if not yes:
            if not sys.stdin.isatty():
                raise ConfigError("Erasing the crops has to be confirmed.", hint="Add --yes.")
            typer.confirm("Erase every stored face crop for good?", abort=True)
        typer.echo(f"{application.forget_crops()} crop(s) were erased.")


def _ask_about_namesakes(name: str, namesakes: list[Person]) -> None:
    """Make sure that somebody is meant whose name reads like another's; a name that is the same is refused later."""
    alike = [person for person in namesakes if person.name != name.strip()]
    if not alike or len(alike) < len(namesakes):
        return
    told = f"'{name}' reads the same as '{alike[0].name}', who is enrolled already with id {alike[0].person_id}"
    if not sys.stdin.isatty():
        raise PersonNameError(
            f"{told}.", hint=f"Add --another for somebody else, or --to {alike[0].person_id} for that person."
        )
    typer.confirm(f"{told}. Enrol somebody else?", abort=True)


def warning_json(person: Person, warning: LookalikeWarning) -> dict[str, Any]:
    """A warning at enrolment as scripts see one."""
    from faceapp.services.lookalikes import warning_sentence

    return {
        "id": warning.person.person_id,
        "name": warning.person.name,
        "score": round(warning.score, 4),
        "likeness": warning.likeness.value,
        "warning": warning_sentence(person.name, warning),
    }


def tell_warnings(report: EnrolmentReport) -> None:
    """Write whom somebody looks like who was enrolled."""
    from faceapp.services.lookalikes import warning_sentence

    for warning in report.lookalikes:
        typer.echo(f"  warning: {warning_sentence(report.person.name, warning)}", err=True)


def person_json(person: Person) -> dict[str, Any]:
    """A person as scripts see one."""
    from faceapp.services.people_export import person_record

    record = person_record(person, local_today())
    return {
        "id": person.person_id,
        "name": person.name,
        "templates": person.templates,
        "created_at": person.created_at.isoformat(),
        **{key: value for key, value in record.items() if key not in ("id", "name", "templates", "created_at")},
    }
