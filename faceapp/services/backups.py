"""Backups of a data directory: made, remembered, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from faceapp.domain.errors import StorageError
from faceapp.domain.messages import Message
from faceapp.storage.backup import BackupContents, Progress, back_up, restore
from faceapp.storage.database import DATABASE_NAME
from faceapp.storage.lock import DataDirectoryLock
from faceapp.storage.settings import SettingsRepository
from faceapp.storage.values import instant_from_text, instant_to_text

_LAST = "last_backup"


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The backup made last.

    Attributes:
        at: When.
        path: Where it was put.
    """

    at: datetime
    path: Path


class Backups:
    """Backups of one database.

    Args:
        database: Opens a connection.
    """

    def __init__(self, database: Callable[[], Database]) -> None:
        self._database = database

    def make(
        self,
        path: Path,
        now: datetime,
        *,
        on_progress: Progress | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> BackupContents:
        """Make a backup while the door goes on working; see `faceapp.storage.backup.back_up`.

        Args:
            path: Where to.
            now: With a time zone.
            on_progress: Called with the share done, and words.
            should_stop: Asked between steps.
        """
        with closing(self._database()) as database:
            contents = back_up(database, path, on_progress=on_progress, should_stop=should_stop)
            SettingsRepository(database).set(_LAST, {"at": instant_to_text(now), "path": str(path.resolve())})
        return contents

    def last(self) -> LastBackup | None:
        """The backup made last; None where none is known of."""
        with closing(self._database()) as database:
            known = SettingsRepository(database).get(_LAST)
        if not isinstance(known, dict):
            return None
        try:
            return LastBackup(instant_from_text(str(known.get("at"))), Path(str(known.get("path"))))
        except ValueError:
            return None


def restore_backup(data_dir: Path, file: Path, now: datetime, *, on_progress: Progress | None = None) -> Restored:
    """Put a backup in the place of a data directory's database.

    Args:
        data_dir: The data directory; no faceapp may be using it.
        file: The backup.
        now: Names what is kept aside.
        on_progress: Called with the share done, and words.

    Raises:
        DataDirectoryBusyError: A faceapp is using it.
        StorageError: See `faceapp.storage.backup.restore`.
    """
    aside = data_dir / f"faceapp-before-restore-{now:%Y%m%d-%H%M%S}.sqlite3"
    if aside.exists():
        raise StorageError(Message("'{aside}' is there already.", aside=aside), hint=Message("Try again in a second."))
    with DataDirectoryLock(data_dir):
        contents = restore(file, data_dir / DATABASE_NAME, aside, on_progress=on_progress)
    return Restored(contents, aside if aside.exists() else None)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was taken back.

    Attributes:
        contents: What the backup held.
        aside: Where the former database is; None where there was none.
    """

    contents: BackupContents
    aside: Path | None
