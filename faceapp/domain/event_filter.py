"""Which events are looked at, and how they are divided into pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from faceapp.domain.event_labels import EventLabel, Label
from faceapp.domain.records import AccessEvent, Outcome, Reason

PAGE_EVENTS = 200


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are wanted: those that agree with everything that is given here.

    Attributes:
        person_id: Who was let in, or was missed by an administrator's word.
        outcome: Granted or denied.
        reason: Why.
        since: From this instant on; with a time zone.
        until: Before this instant; with a time zone.
        label: What was said of it.
        unmarked: Only those of which nothing is said; `label` is None then.
    """

    person_id: int | None = None
    outcome: Outcome | None = None
    reason: Reason | None = None
    since: datetime | None = None
    until: datetime | None = None
    label: Label | None = None
    unmarked: bool = False

    def __post_init__(self) -> None:
        if self.unmarked and self.label is not None:
            raise ValueError("unmarked events with a label")

    @property
    def is_everything(self) -> bool:
        """Whether no event is left out."""
        return self == EventFilter()


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event, and what is said of it.

    Attributes:
        event: The event, with its id.
        label: What holds of it; None where nothing is said.
    """

    event: AccessEvent
    label: EventLabel | None

    @property
    def event_id(self) -> int:
        """The event's id."""
        assert self.event.event_id is not None  # it comes from the database
        return self.event.event_id


@dataclass(frozen=True, slots=True)
class EventPages:
    """Where the pages of a filter's events begin, newest first: any row of a million is found by its number.

    Only the newest page may hold fewer than `PAGE_EVENTS`, so that events which arrive move no other page.

    Attributes:
        wanted: Which events.
        first_ids: Id of the newest event of each page, falling.
        count: How many events there are on all of them.
        seen_id: Id of the newest event looked at, whether wanted or not; 0 before the first.
    """

    wanted: EventFilter
    first_ids: tuple[int, ...]
    count: int
    seen_id: int

    @property
    def head_count(self) -> int:
        """How many events the newest page holds."""
        return self.count - PAGE_EVENTS * (len(self.first_ids) - 1) if self.first_ids else 0

    def place(self, row: int) -> tuple[int, int]:
        """Page and place within it of a row, both from 0.

        Raises:
            IndexError: There is no such row.
        """
        if not 0 <= row < self.count:
            raise IndexError(f"row {row} of {self.count}")
        if row < self.head_count:
            return 0, row
        page, place = divmod(row - self.head_count, PAGE_EVENTS)
        return page + 1, place

    def bounds(self, page: int) -> tuple[int, int]:
        """Ids that a page lies between: after the first, up to and with the second."""
        below = self.first_ids[page + 1] if page + 1 < len(self.first_ids) else 0
        return below, self.first_ids[page]

    def with_newer(self, ids: Sequence[int], seen_id: int) -> EventPages:
        """The pages once further events are there.

        Args:
            ids: Of those that are wanted, rising, each above all that are there.
            seen_id: Id of the newest event of all.
        """
        first_ids, head = list(self.first_ids), self.head_count
        for event_id in ids:
            if first_ids and head < PAGE_EVENTS:
                first_ids[0] = event_id
                head += 1
            else:
                first_ids.insert(0, event_id)
                head = 1
        return replace(
            self, first_ids=tuple(first_ids), count=self.count + len(ids), seen_id=max(seen_id, self.seen_id)
        )
