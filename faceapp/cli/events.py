"""`faceapp events`: what was decided at the door, what it was in truth, and whether scores fall."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceapp.cli.context import context_of, write_json
from faceapp.domain.drift import MIN_EVENTS, MIN_WEEKS, Drift, drift_sentence
from faceapp.domain.errors import ConfigError
from faceapp.domain.event_filter import EventFilter
from faceapp.domain.event_labels import EventLabel, Label
from faceapp.domain.records import Outcome, Reason
from faceapp.services.author import author

if TYPE_CHECKING:
    from faceapp.domain.records import AccessEvent

app = typer.Typer(
    help="List and export decisions, mark wrong ones, watch scores.", no_args_is_help=True, rich_markup_mode=None
)

_DAYS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON.")]


@app.command("list")
def list_events(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List the latest decisions, newest first, with what was said of them."""
    from faceapp.storage.event_labels import EventLabelsRepository

    with context_of(context).application() as application:
        events = application.events(limit)
        names = {person.person_id: person.name for person in application.people()}
        with closing(application.database()) as database:
            oldest = min((event.event_id or 1 for event in events), default=1)
            labels = EventLabelsRepository(database).current(oldest)
    if as_json:
        write_json([event_json(event, labels.get(event.event_id or 0), names) for event in events])
        return
    if not events:
        typer.echo("Nothing was decided yet.")
    for event in events:
        typer.echo(_line(event, labels.get(event.event_id or 0), names))


@app.command("mark")
def mark(
    context: typer.Context,
    event_id: Annotated[int, typer.Argument(metavar="ID", help="The event's number; see `faceapp events list`.")],
    wrong: Annotated[bool, typer.Option("--wrong", help="It let in somebody else than it says.")] = False,
    missed: Annotated[
        int | None, typer.Option("--missed", metavar="PERSON_ID", help="It denied this enrolled person.")
    ] = None,
    right: Annotated[bool, typer.Option("--right", help="It was right.")] = False,
    clear: Annotated[bool, typer.Option("--clear", help="Take back what was said of it.")] = False,
    note: Annotated[str, typer.Option(metavar="TEXT", help="Anything else. Name nobody: ids say who it was.")] = "",
) -> None:
    """Say what a decision was in truth: evidence for the next calibration. No template changes by it."""
    from faceapp.storage.event_labels import EventLabelsRepository

    if wrong + (missed is not None) + right + clear != 1:
        raise ConfigError(
            "It is not clear what the event was.", hint="Give one of --wrong, --missed PERSON_ID, --right and --clear."
        )
    with context_of(context).application() as application, closing(application.database()) as database:
        labels = EventLabelsRepository(database)
        who, now = author(), datetime.now(UTC)
        if clear:
            labels.clear(event_id, author=who, now=now, note=note)
        elif missed is not None:
            labels.mark(event_id, Label.MISSED, person_id=missed, author=who, now=now, note=note)
        else:
            labels.mark(event_id, Label.WRONG_PERSON if wrong else Label.RIGHT, author=who, now=now, note=note)
    if clear:
        typer.echo(f"Event {event_id} is not marked any more.")
        return
    said = "wrong" if wrong else "right" if right else f"a miss of person {missed}"
    typer.echo(f"Event {event_id} is marked as {said}. No template was changed.")


@app.command("export")
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Where to write the table.")],
    person: Annotated[int | None, typer.Option(metavar="ID", help="Only of this person.")] = None,
    outcome: Annotated[Outcome | None, typer.Option(help="Only those granted, or those denied.")] = None,
    reason: Annotated[Reason | None, typer.Option(help="Only those with this reason.")] = None,
    label: Annotated[Label | None, typer.Option(help="Only those marked as this.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=_DAYS, help="From this day or moment on.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=_DAYS, help="Before this day or moment.")] = None,
) -> None:
    """Write decisions as a table for a spreadsheet (CSV), the oldest first; times in it are UTC."""
    wanted = EventFilter(
        person_id=person,
        outcome=outcome,
        reason=reason,
        label=label,
        since=None if since is None else since.astimezone(),  # as this machine's clock shows it
        until=None if until is None else until.astimezone(),
    )
    with context_of(context).application() as application:
        written = application.records.export(file, wanted)
    typer.echo(f"{written} decision(s) written to '{file}'.")


@app.command("drift")
def drift(context: typer.Context, as_json: AsJson = False) -> None:
    """Tell whose scores have been falling, and at which cameras, over the last half year."""
    with context_of(context).application() as application:
        found = application.drift(datetime.now(UTC))
        names = {person.person_id: person.name for person in application.people()}
    if as_json:
        write_json(drift_json(found))
        return
    for finding in found.findings:
        # Somebody may have been removed between the two readings.
        name = None if finding.person_id is None else names.get(finding.person_id, f"person {finding.person_id}")
        typer.echo(drift_sentence(finding, name))
    if not found.judged:
        typer.echo(
            f"There are too few grants to tell: a trend takes {MIN_WEEKS} weeks with {MIN_EVENTS} grants of one person "
            "at one camera each, since that person's newest template."
        )
    elif not found.findings:
        typer.echo(f"No scores are falling, of {found.judged} series that could be judged.")


def event_json(event: AccessEvent, label: EventLabel | None, names: dict[int, str]) -> dict[str, Any]:
    """An event as scripts see one."""
    return {
        "id": event.event_id,
        "occurred_at": event.occurred_at.isoformat(),
        "source": event.source,
        "outcome": event.outcome.value,
        "reason": event.reason.value,
        "person_id": event.person_id,
        "person": None if event.person_id is None else names.get(event.person_id),
        "score": None if event.score is None else round(event.score, 6),
        "threshold": round(event.threshold, 6),
        "frames": event.frames,
        "latency_ms": round(1000 * event.latency_s),
        "encoder": event.encoder_id,
        "similarity": event.similarity,
        "door": event.door,
        "label": None if label is None else _label_json(label),
    }


def drift_json(found: Drift) -> dict[str, Any]:
    """A look at the scores as scripts see one."""
    return {
        "judged": found.judged,
        "findings": [asdict(finding) for finding in found.findings],
        "series": [
            {
                "person_id": weekly.person_id,
                "camera": weekly.camera,
                "relative": weekly.person_id is None,
                "weeks": [
                    {"week": week.isoformat(), "events": events, "quantile_50": middle, "quantile_5": low}
                    for week, events, middle, low in zip(
                        weekly.weeks, weekly.events, weekly.middle, weekly.low, strict=True
                    )
                ],
            }
            for weekly in found.series
        ],
    }


def _label_json(label: EventLabel) -> dict[str, Any]:
    return {
        "label": label.label,
        "person_id": label.person_id,
        "author": label.author,
        "created_at": label.created_at.isoformat(),
        "note": label.note,
    }


def _line(event: AccessEvent, label: EventLabel | None, names: dict[int, str]) -> str:
    who = event.reason.value
    if event.person_id is not None:
        who = f"{names.get(event.person_id, 'somebody removed')} ({event.person_id})"
        if event.outcome is not Outcome.GRANTED:
            who = f"{event.reason.value}: {who}"
    score = "no score" if event.score is None else f"score {event.score:.3f}"
    line = f"{event.event_id:6}  {event.occurred_at:%Y-%m-%d %H:%M:%S} UTC  {event.outcome}  {who}  {score}"
    return f"{line}  {event.source}{_said(label, names)}"


def _said(label: EventLabel | None, names: dict[int, str]) -> str:
    if label is None:
        return ""
    said = "was somebody else" if label.label is Label.WRONG_PERSON else "was right"
    if label.person_id is not None:
        said = f"missed {names.get(label.person_id, 'somebody removed')} ({label.person_id})"
    return f"  [{said}{': ' + label.note if label.note else ''}]"
