"""A folder per person into the gallery, person by person: whoever is enrolled is enrolled whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from faceapp.domain.errors import CancelledError, FaceNotUsableError, PersonNameError, SourceError
from faceapp.domain.messages import Message, with_values
from faceapp.services.enrolment import EnrolmentReport, Rejection
from faceapp.services.folder_preview import FolderPreview, ImportPlan, ImportPreview
from faceapp.services.import_journal import ImportJournal

# What a clip takes, in photographs: some seconds of it are looked at several times a second.
_PICTURES_PER_CLIP = 25


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one folder.

    Attributes:
        folder: The folder.
        name: The person's name.
        report: What was enrolled; None where nobody was.
        reason: Why nobody was, in one or two sentences; else empty.
    """

    folder: Path
    name: str
    report: EnrolmentReport | None
    reason: str = ""

    @property
    def left_out(self) -> tuple[Rejection, ...]:
        """Pictures and clips that could not be used."""
        return () if self.report is None else self.report.rejected


class EnrolsFolders(Protocol):
    """Enrols a person from files, as the application does."""

    def __call__(
        self, name: str, *, files: Sequence[Path], skip_unusable: bool, on_progress: Callable[[float, str], None]
    ) -> EnrolmentReport:
        """Enrol `name` from files, in one transaction."""
        ...


def import_folders(
    preview: ImportPreview,
    enrol: EnrolsFolders,
    journal: ImportJournal,
    *,
    on_progress: Callable[[float, str], None] = lambda _share, _words: None,
    on_outcome: Callable[[ImportOutcome], None] = lambda _outcome: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> list[ImportOutcome]:
    """Enrol a person for each folder that is to be enrolled; each is stored at once, and whole.

    However it ends, a later import of the same folder goes on with the rest: whoever is there already stays as is.

    Args:
        preview: What `preview_folders` found; others than those to be enrolled are passed over.
        enrol: Enrols one person.
        journal: Remembers how far it is, until whoever shows the report says that it was seen (`ImportJournal.end`).
        on_progress: Called with the share done, in [0, 1], and who is at it.
        on_outcome: Called after each person.
        should_stop: Asked often; True ends the import with the people stored so far, and nobody by half.

    Returns:
        What became of each, up to where it was stopped.

    Raises:
        ImportUnderWayError: Somebody else imports people just now.
        StorageError: Nothing more can be written.
    """
    wanted = preview.planned(ImportPlan.ENROL)
    total = max(1, sum(map(_work, wanted)))
    outcomes: list[ImportOutcome] = []
    done = 0
    with journal.under_way(preview.directory, len(wanted)):
        for entry in wanted:

            def still_here(share: float, _words: str, done: int = done, entry: FolderPreview = entry) -> None:
                if should_stop():
                    raise CancelledError(
                        Message("The import was stopped."), hint=Message("Who was enrolled before that stays so.")
                    )
                on_progress((done + share * _work(entry)) / total, entry.name)

            files = [*entry.pictures, *entry.clips]
            try:
                still_here(0.0, "")
                report = enrol(entry.name, files=files, skip_unusable=True, on_progress=still_here)
                outcome = ImportOutcome(entry.folder, entry.name, _as_called_there(report, files))
            except CancelledError:
                break
            except (FaceNotUsableError, SourceError, PersonNameError) as error:
                outcome = ImportOutcome(entry.folder, entry.name, None, _called_there(error.message, files))
            done += _work(entry)
            outcomes.append(outcome)
            journal.note(enrolled=sum(known.report is not None for known in outcomes), looked_at=len(outcomes))
            on_outcome(outcome)
    return outcomes


def _as_called_there(report: EnrolmentReport, files: Sequence[Path]) -> EnrolmentReport:
    return replace(
        report, rejected=tuple(replace(one, sentence=_called_there(one.sentence, files)) for one in report.rejected)
    )


def _called_there(sentence: str, files: Sequence[Path]) -> str:
    """A sentence that calls a person's files by their names alone: the folder is told beside it."""
    names = {str(file): file.name for file in files}
    if not isinstance(sentence, Message):
        return sentence
    return with_values(sentence, lambda value: names.get(str(value), value) if isinstance(value, str | Path) else value)


def _work(entry: FolderPreview) -> int:
    """How much there is to look at, in photographs."""
    return len(entry.pictures) + _PICTURES_PER_CLIP * len(entry.clips)
