"""Whether this is the first start: nobody has set anything up yet."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from sqlite_utils import Database

from faceapp.storage.people import PeopleRepository
from faceapp.storage.settings import SettingsRepository

_DONE = "first_start.done"


class FirstStart:
    """Remembers that the first steps were offered.

    Args:
        database: Opens a connection for the calling thread.
    """

    def __init__(self, database: Callable[[], Database]) -> None:
        self._database = database

    def is_due(self) -> bool:
        """Whether to offer the first steps: they never were, and nobody is enrolled.

        Raises:
            StorageError: The database cannot be read.
        """
        with closing(self._database()) as database:
            return SettingsRepository(database).get(_DONE) is None and not PeopleRepository(database).list()

    def finish(self) -> None:
        """Offer them no more.

        Raises:
            StorageError: That cannot be stored.
        """
        with closing(self._database()) as database:
            SettingsRepository(database).set(_DONE, True)
