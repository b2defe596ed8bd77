"""`faceapp people import`: a folder per person, as the window imports it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from faceapp.cli.context import context_of, tell_outgrown, write_json
from faceapp.cli.people import AsJson, person_json, tell_warnings, warning_json
from faceapp.domain.errors import FaceNotUsableError

if TYPE_CHECKING:
    from faceapp.services.folder_import import ImportOutcome
    from faceapp.services.folder_preview import FolderPreview, ImportPreview


def import_folder(
    context: typer.Context,
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Holds a folder for each person.")],
    preview_only: Annotated[bool, typer.Option("--preview", help="Say what would be done, and enrol nobody.")] = False,
    report: Annotated[Path | None, typer.Option("--report", help="Write what was done as a table (CSV).")] = None,
    as_json: AsJson = False,
) -> None:
    """Enrol everybody in a folder of folders: each is named after the person.

    Whoever is enrolled already stays as is, so that an import which was interrupted goes on with the rest.
    Pictures that cannot be used are left out and named; so are people without a usable one.
    """
    from faceapp.services.folder_import import import_folders
    from faceapp.services.folder_preview import ImportPlan, preview_folders
    from faceapp.services.import_report import write_import_report

    outcomes: list[ImportOutcome] = []
    stopped = False

    with context_of(context).application() as application:
        if (cut_off := application.imports.unfinished()) is not None:
            typer.echo(f"faceapp: {cut_off.sentence}", err=True)
        preview = preview_folders(directory, {person.name for person in application.register.people()})
        wanted = len(preview.planned(ImportPlan.ENROL))

        def tell(outcome: ImportOutcome) -> None:
            outcomes.append(outcome)
            if not as_json:
                _tell_outcome(outcome, len(outcomes), wanted)

        if not preview_only:
            try:
                import_folders(preview, application.enrol, application.imports, on_outcome=tell)
            except KeyboardInterrupt:
                stopped = True
            if report is not None:
                write_import_report(report, preview, outcomes)
            application.imports.end()
            tell_outgrown(application)
    if as_json:
        write_json(_as_json(preview, outcomes))
    else:
        _tell_rest(preview, outcomes, preview_only=preview_only)
    if stopped:
        typer.echo(
            f"faceapp: Stopped. {_enrolled(outcomes)} of {wanted} people were enrolled, and stay so. "
            "The same command goes on with the others.",
            err=True,
        )
        raise typer.Exit(130)
    if not preview_only:
        _refuse_failures(preview, outcomes)


def _refuse_failures(preview: ImportPreview, outcomes: list[ImportOutcome]) -> None:
    """End with an error where somebody could not be enrolled.

    Raises:
        FaceNotUsableError: So it was.
    """
    failed = len(_failures(preview, outcomes))
    if failed and not _enrolled(outcomes):
        raise FaceNotUsableError("Nobody could be enrolled.", hint="The reasons are given for each person.")
    if failed:
        raise FaceNotUsableError(
            f"{failed} of {len(preview.folders)} people could not be enrolled.",
            hint="The reasons are given for each; mend those folders, and import again.",
        )


def _enrolled(outcomes: list[ImportOutcome]) -> int:
    return sum(outcome.report is not None for outcome in outcomes)


def _failures(preview: ImportPreview, outcomes: list[ImportOutcome]) -> list[tuple[FolderPreview, str]]:
    """The folders that nobody was enrolled from although somebody should be, with the reason, by name."""
    from faceapp.services.folder_preview import ImportPlan

    reasons = {outcome.folder: outcome.reason for outcome in outcomes if outcome.report is None}
    failed = []
    for entry in preview.folders:
        if entry.plan not in (ImportPlan.ENROL, ImportPlan.ALREADY_THERE):
            failed.append((entry, str(entry.sentence)))
        elif entry.folder in reasons:
            failed.append((entry, reasons[entry.folder]))
    return failed


def _as_json(preview: ImportPreview, outcomes: list[ImportOutcome]) -> dict[str, list[Any]]:
    """What came of it as scripts see it."""
    from faceapp.services.folder_preview import ImportPlan

    enrolled, left_out = [], []
    for outcome in outcomes:
        made = outcome.report
        if made is not None:
            warnings = [warning_json(made.person, warning) for warning in made.lookalikes]
            enrolled.append({**person_json(made.person), "lookalikes": warnings})
            left_out += [
                {"name": outcome.name, "source": entry.source, "reason": str(entry.sentence)}
                for entry in outcome.left_out
            ]
    return {
        "to_enrol": [entry.name for entry in preview.planned(ImportPlan.ENROL)],
        "enrolled": enrolled,
        "already_there": [entry.name for entry in preview.planned(ImportPlan.ALREADY_THERE)],
        "failed": [{"name": entry.name, "reason": reason} for entry, reason in _failures(preview, outcomes)],
        "left_out": left_out,
        "unused": [{"path": path, "reason": reason} for path, reason in _unused(preview)],
    }


def _unused(preview: ImportPreview) -> list[tuple[str, str]]:
    """What was never looked at, by its path within the directory."""
    entries = [*preview.beside, *(unused for folder in preview.folders for unused in folder.unused)]
    return [(str(entry.path.relative_to(preview.directory)), str(entry.why.sentence)) for entry in entries]


def _tell_outcome(outcome: ImportOutcome, number: int, wanted: int) -> None:
    if outcome.report is None:
        typer.echo(f"  not enrolled: {outcome.name}: {outcome.reason}", err=True)
    else:
        typer.echo(f"  {number} of {wanted}: {outcome.name}: {outcome.report.person.templates} template(s)")


def _tell_rest(preview: ImportPreview, outcomes: list[ImportOutcome], *, preview_only: bool) -> None:
    """Write all that is not told person by person."""
    from faceapp.services.folder_preview import ImportPlan

    there = len(preview.planned(ImportPlan.ALREADY_THERE))
    for entry in preview.folders:
        if preview_only or entry.plan not in (ImportPlan.ENROL, ImportPlan.ALREADY_THERE):
            typer.echo(f"  {entry.folder.name}: {entry.sentence}", err=not preview_only)
    for path, reason in _unused(preview):
        typer.echo(f"  not used: {path}: {reason}", err=not preview_only)
    if preview_only:
        wanted = len(preview.planned(ImportPlan.ENROL))
        typer.echo(f"{wanted} would be enrolled, {there} already there. Nothing was stored.")
        return
    left_out = 0
    for outcome in outcomes:
        if outcome.report is not None:
            tell_warnings(outcome.report)
        for rejection in outcome.left_out:
            left_out += 1
            typer.echo(f"  left out {outcome.name}/{rejection.source}: {rejection.sentence}", err=True)
    failed = len(_failures(preview, outcomes))
    typer.echo(f"{_enrolled(outcomes)} enrolled, {there} already there, {failed} not, {left_out} picture(s) left out.")
