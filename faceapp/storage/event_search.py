"""Finds events by what they are, a page at a time, and counts them; quick with a million of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from faceapp.domain.event_counts import QuarterCount
from faceapp.domain.event_filter import PAGE_EVENTS, EventFilter, EventPages, RecordedEvent
from faceapp.domain.messages import Message
from faceapp.domain.records import Outcome, Reason
from faceapp.storage.database import path_of, writing
from faceapp.storage.event_labels import EventLabelsRepository
from faceapp.storage.events import CURRENT_LABELS, EventsRepository
from faceapp.storage.faults import damaged, storage_errors
from faceapp.storage.values import instant_to_text

# So many are erased in one transaction: the door must never wait for it.
_ERASED_AT_ONCE = 2000


class EventSearch:
    """Searches in the events of one database.

    Args:
        db: A connection of the thread that uses this object.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._path = path_of(db)
        self._events = EventsRepository(db)
        self._labels = EventLabelsRepository(db)

    def pages(self, wanted: EventFilter) -> EventPages:
        """Where the pages of the events wanted begin.

        Raises:
            StorageError: The database cannot be read.
        """
        condition, values = _condition(wanted)
        numbered = f"SELECT id, row_number() OVER (ORDER BY id) AS number FROM events WHERE {condition}"
        with self._reading():
            seen_id = int(self._db.execute("SELECT coalesce(max(id), 0) FROM events").fetchall()[0][0])
            newest, count = self._db.execute(
                f"SELECT max(id), count(*) FROM events WHERE {condition}", values
            ).fetchall()[0]
            ids = self._db.execute(
                f"SELECT id FROM ({numbered}) WHERE number % {PAGE_EVENTS} = 0 ORDER BY id DESC", values
            ).fetchall()
        first_ids = [event_id for (event_id,) in ids]
        if count % PAGE_EVENTS:
            first_ids.insert(0, newest)
        return EventPages(wanted, tuple(first_ids), count, seen_id)

    def with_newer(self, pages: EventPages) -> EventPages:
        """The pages with the events that have arrived since.

        Raises:
            StorageError: The database cannot be read.
        """
        condition, values = _condition(pages.wanted)
        values["seen"] = pages.seen_id
        with self._reading():
            newest = int(self._db.execute("SELECT coalesce(max(id), 0) FROM events").fetchall()[0][0])
            rows = self._db.execute(
                f"SELECT id FROM events WHERE id > :seen AND {condition} ORDER BY id", values
            ).fetchall()
        return pages.with_newer([event_id for (event_id,) in rows], newest)

    def page(self, pages: EventPages, page: int) -> tuple[RecordedEvent, ...]:
        """The events of one page, newest first; fewer than expected where some were erased meanwhile.

        Raises:
            StorageError: The database cannot be read, or an event in it is damaged.
        """
        return self._between(pages.wanted, *pages.bounds(page), newest_first=True)

    def oldest_first(self, wanted: EventFilter) -> Iterator[tuple[RecordedEvent, ...]]:
        """The events wanted, a page at a time, as they are when it is read: nothing is locked in between.

        Raises:
            StorageError: The database cannot be read, or an event in it is damaged.
        """
        pages = self.pages(wanted)
        for page in range(len(pages.first_ids) - 1, -1, -1):
            yield self._between(wanted, *pages.bounds(page), newest_first=False)

    def counts(self, wanted: EventFilter) -> tuple[QuarterCount, ...]:
        """How many events there were in each quarter of an hour, by reason, in no order.

        Raises:
            StorageError: The database cannot be read, or an event in it is damaged.
        """
        condition, values = _condition(wanted)
        query = f"""
            SELECT substr(occurred_at, 1, 13) AS hour, CAST(substr(occurred_at, 15, 2) AS INTEGER) / 15 AS quarter,
                reason, count(*)
            FROM events WHERE {condition} GROUP BY hour, quarter, reason
        """
        with storage_errors(self._path):
            rows = self._db.execute(query, values).fetchall()
        try:
            return tuple(
                QuarterCount(
                    datetime.fromisoformat(f"{hour}:00:00+00:00") + quarter * timedelta(minutes=15),
                    Reason(reason),
                    count,
                )
                for hour, quarter, reason, count in rows
            )
        except (TypeError, ValueError) as error:
            raise damaged(self._path, Message("an event is unreadable ({fault})", fault=str(error))) from error

    def latencies_s(self, limit: int) -> list[float]:
        """How long the latest decisions took, of those that rest on a usable frame; newest first.

        Raises:
            StorageError: The database cannot be read.
        """
        with storage_errors(self._path):
            rows = self._db.execute(
                "SELECT latency_s FROM events WHERE frames > 0 ORDER BY id DESC LIMIT ?", [limit]
            ).fetchall()
        return [float(latency_s) for (latency_s,) in rows]

    def sources(self) -> list[str]:
        """The cameras that have an event, by name.

        Raises:
            StorageError: The database cannot be read.
        """
        with storage_errors(self._path):
            return [name for (name,) in self._db.execute("SELECT DISTINCT source FROM events ORDER BY 1").fetchall()]

    def erase_before(self, instant: datetime) -> int:
        """Erase events from before an instant, and what was said of them, for good.

        In small steps, each with a transaction of its own, so that a decision at the door is on record at once.

        Args:
            instant: With a time zone.

        Returns:
            How many there were.

        Raises:
            StorageError: The surroundings do not allow it; some may be erased.
        """
        erased = 0
        before = instant_to_text(instant)
        while True:
            with writing(self._db):
                rows = self._db.execute(
                    "SELECT id FROM events WHERE occurred_at < ? LIMIT ?", [before, _ERASED_AT_ONCE]
                ).fetchall()
                for event_id in rows:
                    self._db.execute("DELETE FROM event_labels WHERE event_id = ?", event_id)
                    self._db.execute("DELETE FROM events WHERE id = ?", event_id)
            erased += len(rows)
            if len(rows) < _ERASED_AT_ONCE:
                return erased

    def _between(self, wanted: EventFilter, below: int, upto: int, *, newest_first: bool) -> tuple[RecordedEvent, ...]:
        condition, values = _condition(wanted)
        values |= {"below": below, "upto": upto}
        order = "DESC" if newest_first else "ASC"
        query = f"SELECT * FROM events WHERE id > :below AND id <= :upto AND {condition} ORDER BY id {order}"
        with storage_errors(self._path):
            rows = list(self._db.query(query, values))
        labels = self._labels.current_between(below, upto)
        return tuple(RecordedEvent(self._events.of_row(row), labels.get(row["id"])) for row in rows)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One look: what several queries see is of one moment."""
        with storage_errors(self._path):
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.rollback()


def _condition(wanted: EventFilter) -> tuple[str, dict[str, Any]]:
    """What an event must be, as SQL and its values."""
    parts: list[str] = []
    values: dict[str, Any] = {}
    if wanted.person_id is not None:
        parts.append(
            f"(events.person_id = :person OR id IN (SELECT event_id FROM {CURRENT_LABELS} WHERE person_id = :person))"
        )
        values["person"] = wanted.person_id
    if wanted.outcome is Outcome.GRANTED:
        parts.append("reason = 'matched'")
    elif wanted.outcome is Outcome.DENIED:
        parts.append("reason <> 'matched'")
    if wanted.reason is not None:
        parts.append("reason = :reason")
        values["reason"] = wanted.reason.value
    for name, sign, instant in (("since", ">=", wanted.since), ("until", "<", wanted.until)):
        if instant is not None:
            parts.append(f"occurred_at {sign} :{name}")
            values[name] = instant_to_text(instant)
    if wanted.label is not None:
        parts.append(f"id IN (SELECT event_id FROM {CURRENT_LABELS} WHERE label = :label)")
        values["label"] = wanted.label.value
    if wanted.unmarked:
        parts.append(f"id NOT IN (SELECT event_id FROM {CURRENT_LABELS})")
    return " AND ".join(parts) or "TRUE", values
