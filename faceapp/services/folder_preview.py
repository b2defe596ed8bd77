"""What an import of a folder per person would do: every folder and file of it has its place in the account."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from faceapp.devices.files import VIDEO_SUFFIXES
from faceapp.domain.errors import CancelledError, PersonNameError, SourceError
from faceapp.domain.messages import Message
from faceapp.domain.names import folded
from faceapp.domain.system_faults import why
from faceapp.imaging import IMAGE_SUFFIXES, looks_like_picture
from faceapp.services.enrolment import person_folders
from faceapp.storage.person_details import clean_name

# What other programs leave in folders of pictures; nobody misses it. So are names that begin with a dot.
_LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini"})


class ImportPlan(StrEnum):
    """What an import does with a folder."""

    ENROL = "enrol"
    ALREADY_THERE = "already_there"  # somebody of that name is enrolled: stays as it is
    READS_LIKE_PERSON = "reads_like_person"  # somebody enrolled has a name that nobody could tell from this one
    READS_LIKE_FOLDER = "reads_like_folder"  # so has another folder
    BAD_NAME = "bad_name"
    NOTHING = "nothing"  # holds no picture and no clip
    UNREADABLE = "unreadable"


class Unused(StrEnum):
    """Why a file or folder is not enrolled from."""

    OTHER_KIND = "other_kind"
    NO_PICTURE = "no_picture"  # is named as one
    EMPTY = "empty"
    FOLDER = "folder"  # within a person's folder
    BESIDE = "beside"  # beside the folders, in nobody's
    UNREADABLE = "unreadable"

    @property
    def sentence(self) -> Message:
        """What is said of it."""
        return {
            Unused.OTHER_KIND: Message("Neither a picture nor a clip of a kind that can be read."),
            Unused.NO_PICTURE: Message("Named as a picture, and holds none."),
            Unused.EMPTY: Message("The file is empty."),
            Unused.FOLDER: Message("A folder within a person's folder is not looked into."),
            Unused.BESIDE: Message("Lies beside the folders: put it into the folder of the person whom it shows."),
            Unused.UNREADABLE: Message("Cannot be read."),
        }[self]


@dataclass(frozen=True, slots=True)
class UnusedEntry:
    """A file or folder that is not enrolled from.

    Attributes:
        path: Which.
        why: Why not.
    """

    path: Path
    why: Unused


@dataclass(frozen=True, slots=True)
class FolderPreview:
    """One folder before an import.

    Attributes:
        folder: The folder, named after the person.
        name: The name as it would be enrolled.
        plan: What an import does with it.
        pictures: Photographs to enrol from, by name.
        clips: Clips to enrol from, by name.
        unused: What else lies in it, by name.
        reads_like: The name of whom, or of which folder, it could not be told apart from; else empty.
    """

    folder: Path
    name: str
    plan: ImportPlan
    pictures: tuple[Path, ...] = ()
    clips: tuple[Path, ...] = ()
    unused: tuple[UnusedEntry, ...] = ()
    reads_like: str = ""

    @property
    def sentence(self) -> Message:
        """What is said of its plan."""
        match self.plan:
            case ImportPlan.ENROL:
                return Message("Will be enrolled.")
            case ImportPlan.ALREADY_THERE:
                return Message("Already enrolled: stays as it is.")
            case ImportPlan.READS_LIKE_PERSON:
                return Message(
                    "Left out: reads the same as “{name}”, enrolled already. Add something to the folder's name.",
                    name=self.reads_like,
                )
            case ImportPlan.READS_LIKE_FOLDER:
                return Message(
                    "Left out: reads the same as the folder “{name}”. Rename one of them, or put both together.",
                    name=self.reads_like,
                )
            case ImportPlan.BAD_NAME:
                return Message("Left out: the folder's name cannot be a person's name.")
            case ImportPlan.NOTHING:
                if any(entry.why is Unused.FOLDER for entry in self.unused):
                    return Message("Left out: it holds no picture and no clip, but folders. Are these the people?")
                return Message("Left out: it holds no picture and no clip.")
            case ImportPlan.UNREADABLE:
                return Message("Left out: the folder cannot be read. Check that you may read it.")


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A folder of folders before an import.

    Attributes:
        directory: The folder.
        folders: Those in it, by name.
        beside: Files that lie beside them.
    """

    directory: Path
    folders: tuple[FolderPreview, ...]
    beside: tuple[UnusedEntry, ...] = ()

    def planned(self, *plans: ImportPlan) -> list[FolderPreview]:
        """The folders with one of those plans."""
        return [entry for entry in self.folders if entry.plan in plans]


def preview_folders(
    directory: Path,
    taken: Iterable[str],
    *,
    on_progress: Callable[[float, str], None] = lambda _share, _name: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> ImportPreview:
    """Look at a folder of folders; of each picture a few bytes are read.

    Args:
        directory: Holds a folder for each person.
        taken: Names that are enrolled already.
        on_progress: Called with the share done, in [0, 1], and the folder that is looked into.
        should_stop: Asked before each folder.

    Raises:
        SourceError: It is absent, cannot be read, or holds no folder.
        CancelledError: It was asked to stop.
    """
    folders = sorted(person_folders(directory), key=lambda folder: (folder.name.casefold(), folder.name))
    enrolled = {folded(name): name for name in taken}
    names = set(taken)
    seen: dict[str, str] = {}
    previews = []
    for place, folder in enumerate(folders):
        if should_stop():
            raise CancelledError(Message("The look was stopped."), hint=Message("Nobody was enrolled."))
        on_progress(place / len(folders), folder.name)
        entry = _preview(folder, names, enrolled, seen)
        if entry.plan is ImportPlan.ENROL:
            seen[folded(entry.name)] = folder.name
        previews.append(entry)
    beside = tuple(UnusedEntry(path, Unused.BESIDE) for path in _visible(directory) if not path.is_dir())
    return ImportPreview(directory, tuple(previews), beside)


def _preview(folder: Path, names: set[str], enrolled: dict[str, str], seen: dict[str, str]) -> FolderPreview:
    try:
        name = clean_name(folder.name)
    except PersonNameError:
        return FolderPreview(folder, folder.name, ImportPlan.BAD_NAME)
    if name in names:
        return FolderPreview(folder, name, ImportPlan.ALREADY_THERE)
    try:
        entries = _visible(folder)
    except SourceError:
        return FolderPreview(folder, name, ImportPlan.UNREADABLE)
    pictures: list[Path] = []
    clips: list[Path] = []
    unused: list[UnusedEntry] = []
    for path in entries:
        why = _why_unused(path)
        if why is not None:
            unused.append(UnusedEntry(path, why))
        else:
            (clips if path.suffix.lower() in VIDEO_SUFFIXES else pictures).append(path)
    key = folded(name)
    plan, reads_like = ImportPlan.ENROL, ""
    if not pictures and not clips:
        plan = ImportPlan.NOTHING
    elif key in enrolled:
        plan, reads_like = ImportPlan.READS_LIKE_PERSON, enrolled[key]
    elif key in seen:
        plan, reads_like = ImportPlan.READS_LIKE_FOLDER, seen[key]
    return FolderPreview(folder, name, plan, tuple(pictures), tuple(clips), tuple(unused), reads_like)


def _why_unused(path: Path) -> Unused | None:
    suffix = path.suffix.lower()
    try:
        if path.is_dir():
            return Unused.FOLDER
        if suffix not in IMAGE_SUFFIXES | VIDEO_SUFFIXES:
            return Unused.OTHER_KIND
        if path.stat().st_size == 0:
            return Unused.EMPTY
        if suffix in IMAGE_SUFFIXES and not looks_like_picture(path):
            return Unused.NO_PICTURE
    except OSError:
        return Unused.UNREADABLE
    return None


def _visible(folder: Path) -> list[Path]:
    """What lies in a folder, by name, without what is hidden."""
    try:
        return sorted(
            path for path in folder.iterdir() if not path.name.startswith(".") and path.name.lower() not in _LEFT_BEHIND
        )
    except OSError as error:
        raise SourceError(
            Message("The folder '{folder}' cannot be read: {why}.", folder=str(folder), why=why(error)),
            hint=Message("Check that you may read it."),
        ) from error
