"""What an import did and did not, as a table to keep: every folder and file of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from faceapp.domain.messages import Message
from faceapp.services.csv_file import Cell, write_csv
from faceapp.services.folder_import import ImportOutcome
from faceapp.services.folder_preview import FolderPreview, ImportPlan, ImportPreview

COLUMNS = ("folder", "person", "person_id", "file", "result", "reason")


def write_import_report(
    path: Path,
    preview: ImportPreview,
    outcomes: Sequence[ImportOutcome],
    *,
    say: Callable[[str], str] = str,
) -> None:
    """Write what became of each folder, and of each file that was not used; see `write_csv`.

    Args:
        path: The file.
        preview: What was to be done.
        outcomes: What was done.
        say: Puts a reason into another language.

    Raises:
        StorageError: The file cannot be written.
    """
    write_csv(path, COLUMNS, _rows(preview, {outcome.folder: outcome for outcome in outcomes}, say))


def _rows(
    preview: ImportPreview, outcomes: dict[Path, ImportOutcome], say: Callable[[str], str]
) -> Iterator[Sequence[Cell]]:
    for entry in preview.folders:
        yield from _rows_of(entry, outcomes.get(entry.folder), say)
    for unused in preview.beside:
        yield ("", "", None, unused.path.name, "not_used", say(unused.why.sentence))


def _rows_of(
    entry: FolderPreview, outcome: ImportOutcome | None, say: Callable[[str], str]
) -> Iterator[Sequence[Cell]]:
    folder = entry.folder.name
    person_id = None
    if entry.plan is ImportPlan.ALREADY_THERE:
        result, reason = "already_there", say(entry.sentence)
    elif entry.plan is not ImportPlan.ENROL:
        result, reason = "left_out", say(entry.sentence)
    elif outcome is None:
        result, reason = "not_looked_at", say(Message("The import ended before."))
    elif outcome.report is None:
        result, reason = "not_enrolled", say(outcome.reason)
    else:
        result, reason, person_id = "enrolled", "", outcome.report.person.person_id
    yield (folder, entry.name, person_id, "", result, reason)
    if outcome is not None:
        for rejection in outcome.left_out:
            yield (folder, entry.name, person_id, rejection.source, "not_used", say(rejection.sentence))
    for unused in entry.unused:
        yield (folder, entry.name, person_id, unused.path.name, "not_used", say(unused.why.sentence))
