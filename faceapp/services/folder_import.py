"""A folder per person into the gallery: first what would come of it, then person by person."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from faceapp.devices.files import VIDEO_SUFFIXES
from faceapp.domain.errors import CancelledError, FaceNotUsableError, PersonNameError, SourceError
from faceapp.domain.messages import Message
from faceapp.domain.system_faults import why
from faceapp.imaging import IMAGE_SUFFIXES
from faceapp.services.enrolment import EnrolmentReport, Rejection, person_folders
from faceapp.storage.person_details import clean_name


class ImportPlan(StrEnum):
    """What an import does with a folder."""

    ENROL = "enrol"
    NAME_TAKEN = "name_taken"  # somebody of that name is enrolled: left out
    BAD_NAME = "bad_name"
    EMPTY = "empty"  # holds no picture and no clip


@dataclass(frozen=True, slots=True)
class FolderPreview:
    """One folder before an import.

    Attributes:
        folder: The folder, named after the person.
        name: The name as it would be enrolled.
        pictures: How many photographs it holds.
        clips: How many clips.
        plan: What an import does with it.
    """

    folder: Path
    name: str
    pictures: int
    clips: int
    plan: ImportPlan


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one folder.

    Attributes:
        name: The person's name.
        report: What was enrolled; None where nobody was.
        reason: Why nobody was, in one or two sentences; else empty.
    """

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
        """Enrol `name` from files and folders of them."""
        ...


def preview_folders(directory: Path, taken: Collection[str]) -> list[FolderPreview]:
    """Look at a folder of folders without opening any picture.

    Args:
        directory: Holds a folder for each person.
        taken: Names that are enrolled already.

    Raises:
        SourceError: It is absent, cannot be read, or holds no folder.
    """
    return [_preview(folder, taken) for folder in person_folders(directory)]


def import_folders(
    folders: Sequence[FolderPreview],
    enrol: EnrolsFolders,
    *,
    on_progress: Callable[[float, str], None] = lambda _share, _words: None,
    on_outcome: Callable[[ImportOutcome], None] = lambda _outcome: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> list[ImportOutcome]:
    """Enrol a person for each folder that is to be enrolled; each is stored at once.

    Args:
        folders: What `preview_folders` found; others than those to be enrolled are passed over.
        enrol: Enrols one person.
        on_progress: Called with the share done, in [0, 1], and who is at it.
        on_outcome: Called after each person.
        should_stop: Asked often; True ends the import with the people stored so far, and nobody by half.

    Returns:
        What became of each, up to where it was stopped.

    Raises:
        StorageError: Nothing more can be written.
    """
    wanted = [folder for folder in folders if folder.plan is ImportPlan.ENROL]
    outcomes: list[ImportOutcome] = []
    for index, entry in enumerate(wanted):

        def still_here(share: float, _words: str, index: int = index, name: str = entry.name) -> None:
            if should_stop():
                raise CancelledError(
                    Message("The import was stopped."), hint=Message("Who was enrolled before that stays so.")
                )
            on_progress((index + share) / len(wanted), name)

        try:
            still_here(0.0, "")
            report = enrol(entry.name, files=[entry.folder], skip_unusable=True, on_progress=still_here)
            outcome = ImportOutcome(entry.name, report)
        except CancelledError:
            break
        except (FaceNotUsableError, SourceError, PersonNameError) as error:
            outcome = ImportOutcome(entry.name, None, error.message)
        outcomes.append(outcome)
        on_outcome(outcome)
    return outcomes


def _preview(folder: Path, taken: Collection[str]) -> FolderPreview:
    try:
        names = [entry.name for entry in folder.iterdir() if not entry.name.startswith(".")]
    except OSError as error:
        raise SourceError(
            Message("The folder '{folder}' cannot be read: {why}.", folder=folder, why=why(error)),
            hint=Message("Check that you may read it."),
        ) from error
    suffixes = [Path(name).suffix.lower() for name in names]
    pictures = sum(suffix in IMAGE_SUFFIXES for suffix in suffixes)
    clips = sum(suffix in VIDEO_SUFFIXES for suffix in suffixes)
    name = folder.name
    try:
        name = clean_name(name)
        plan = ImportPlan.NAME_TAKEN if name in taken else ImportPlan.ENROL
    except PersonNameError:
        plan = ImportPlan.BAD_NAME
    if plan is ImportPlan.ENROL and not pictures + clips:
        plan = ImportPlan.EMPTY
    return FolderPreview(folder, name, pictures, clips, plan)
