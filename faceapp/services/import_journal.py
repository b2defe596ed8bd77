"""How far an import of many people is: what is left of it where the program ended in its midst."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from faceapp.domain.messages import Message
from faceapp.storage.lock import ImportLock
from faceapp.storage.settings import SettingsRepository

_KEY = "import.under_way"


@dataclass(frozen=True, slots=True)
class UnfinishedImport:
    """An import whose report nobody has seen.

    Attributes:
        directory: The folder of folders.
        wanted: How many people were to be enrolled.
        enrolled: How many were.
        looked_at: How many were enrolled, or found that they could not be.
    """

    directory: str
    wanted: int
    enrolled: int
    looked_at: int

    @property
    def sentence(self) -> Message:
        """What is said of it."""
        return Message(
            "The last import, from “{folder}”, was cut off: {enrolled} of {wanted} people were enrolled before, and "
            "stay so. Import the folder again to go on with the others.",
            folder=Path(self.directory).name or self.directory,
            enrolled=self.enrolled,
            wanted=self.wanted,
        )


class ImportJournal:
    """Remembers one import at a time in the database, so that not even a power cut hides what was kept of it.

    Methods may be called from any thread, and raise `StorageError` when the database cannot be used.

    Args:
        database: Opens a connection for the calling thread, which is closed again.
        lock: Held during an import, so that one under way is told from one that was cut off.
    """

    def __init__(self, database: Callable[[], Database], lock: ImportLock) -> None:
        self._database = database
        self._lock = lock

    @contextmanager
    def under_way(self, directory: Path, wanted: int) -> Iterator[None]:
        """The block is an import; one that was remembered is forgotten.

        Args:
            directory: The folder of folders.
            wanted: How many people are to be enrolled.

        Raises:
            ImportUnderWayError: There is another.
        """
        with self._lock.hold():
            self._write(UnfinishedImport(str(directory), wanted, 0, 0))
            yield

    def note(self, *, enrolled: int, looked_at: int) -> None:
        """Take note of how far it is."""
        known = self._kept()
        if known is not None:
            self._write(UnfinishedImport(known.directory, known.wanted, enrolled, looked_at))

    def end(self) -> None:
        """What came of it was told: there is nothing to remember, unless another is under way by now."""
        if self._lock.held:
            return
        with closing(self._database()) as database:
            SettingsRepository(database).delete(_KEY)

    def unfinished(self) -> UnfinishedImport | None:
        """The import that was cut off, or whose end nobody was told of; None also while one is under way."""
        return None if self._lock.held else self._kept()

    def _kept(self) -> UnfinishedImport | None:
        with closing(self._database()) as database:
            kept = SettingsRepository(database).get(_KEY)
        match kept:
            case {
                "directory": str(directory),
                "wanted": int(wanted),
                "enrolled": int(enrolled),
                "looked_at": int(looked_at),
            }:
                return UnfinishedImport(directory, wanted, enrolled, looked_at)
        return None

    def _write(self, state: UnfinishedImport) -> None:
        with closing(self._database()) as database:
            SettingsRepository(database).set(
                _KEY,
                {
                    "directory": state.directory,
                    "wanted": state.wanted,
                    "enrolled": state.enrolled,
                    "looked_at": state.looked_at,
                },
            )
