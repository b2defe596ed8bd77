"""What was decided at the door: found, counted, marked, exported, and erased when its time is over."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from faceapp.domain.event_counts import QuarterCount
from faceapp.domain.event_filter import EventFilter, EventPages, RecordedEvent
from faceapp.domain.event_labels import EventLabel, Label
from faceapp.services.event_export import write_events
from faceapp.storage.event_labels import EventLabelsRepository
from faceapp.storage.event_search import EventSearch
from faceapp.storage.events import EventsRepository
from faceapp.storage.people import PeopleRepository


class EventRecords:
    """The events of one data directory.

    Methods may be called from any thread: each opens a connection of its own. All of them raise `StorageError` when
    the database cannot be used.

    Args:
        database: Opens a connection.
    """

    def __init__(self, database: Callable[[], Database]) -> None:
        self._database = database

    def pages(self, wanted: EventFilter) -> EventPages:
        """Where the pages of the events wanted begin."""
        with closing(self._database()) as database:
            return EventSearch(database).pages(wanted)

    def with_newer(self, pages: EventPages) -> EventPages:
        """The pages with the events that have arrived since."""
        with closing(self._database()) as database:
            return EventSearch(database).with_newer(pages)

    def page(self, pages: EventPages, page: int) -> tuple[RecordedEvent, ...]:
        """The events of one page, newest first."""
        with closing(self._database()) as database:
            return EventSearch(database).page(pages, page)

    def counts(self, wanted: EventFilter) -> tuple[QuarterCount, ...]:
        """How many of the events wanted there were in each quarter of an hour, by reason."""
        with closing(self._database()) as database:
            return EventSearch(database).counts(wanted)

    def changes(self, event_id: int) -> list[EventLabel]:
        """Everything that was ever said of an event, oldest first."""
        with closing(self._database()) as database:
            return EventLabelsRepository(database).changes(event_id)

    def mark(
        self, event_id: int, label: Label, *, person_id: int | None = None, author: str, now: datetime, note: str = ""
    ) -> EventLabel:
        """Say what an event was; see `EventLabelsRepository.mark`."""
        with closing(self._database()) as database:
            return EventLabelsRepository(database).mark(
                event_id, label, person_id=person_id, author=author, now=now, note=note
            )

    def clear_mark(self, event_id: int, *, author: str, now: datetime) -> EventLabel:
        """Take back what is said of an event; see `EventLabelsRepository.clear`."""
        with closing(self._database()) as database:
            return EventLabelsRepository(database).clear(event_id, author=author, now=now)

    def export(
        self,
        path: Path,
        wanted: EventFilter,
        *,
        on_progress: Callable[[float, str], None] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> int:
        """Write the events wanted as CSV, the oldest first; see `write_events`.

        Returns:
            How many there were.
        """
        with closing(self._database()) as database:
            search = EventSearch(database)
            return write_events(
                path,
                search.oldest_first(wanted),
                {person.person_id: person.name for person in PeopleRepository(database).list()},
                total=search.pages(wanted).count,
                on_progress=on_progress,
                should_stop=should_stop,
            )

    def erase_older(self, keep_days: int, now: datetime) -> int:
        """Erase the events that are older than they are to be kept.

        Args:
            keep_days: For how long; 0 keeps them for ever.
            now: With a time zone.

        Returns:
            How many there were.
        """
        if keep_days == 0:
            return 0
        with closing(self._database()) as database:
            return EventSearch(database).erase_before(now - timedelta(days=keep_days))

    def count(self) -> int:
        """How many events there are."""
        with closing(self._database()) as database:
            return EventsRepository(database).count()
