"""The table of events: a million rows, of which only the pages on the screen are read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from faceapp.domain.errors import FaceappError
from faceapp.domain.event_filter import PAGE_EVENTS, EventFilter, EventPages, RecordedEvent
from faceapp.domain.records import Outcome
from faceapp.services.event_records import EventRecords
from faceapp.ui import event_words, outcome_signs, style
from faceapp.ui.words import plain_tip
from faceapp.ui.work_queue import WorkQueue

EVENT_ROLE = int(Qt.ItemDataRole.UserRole)
WHEN, WHO, SCORE, CAMERA, SAID = range(5)
_COLUMNS = 5
_PAGES_KEPT = 40
_ROW_HEIGHT_PX = 46
_Index = QModelIndex | QPersistentModelIndex


class EventsModel(QAbstractTableModel):
    """Events, newest first.

    Args:
        records: Where they are read.
        queue: Reads them off the main thread.
        name_of: The name of a person id, None when the person was removed.
        parent: Qt's parent.

    Signals:
        counted: How many events there are was found out anew.
    """

    counted = Signal(int)

    def __init__(
        self,
        records: EventRecords,
        queue: WorkQueue,
        name_of: Callable[[int], str | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._queue = queue
        self._name_of = name_of
        self._pages = EventPages(EventFilter(), (), 0, 0)
        self._wanted = EventFilter()
        self._counting = self._look_after = False
        # By place from the oldest page on, which stays as it is while events arrive.
        self._held: OrderedDict[int, tuple[RecordedEvent, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._headings = [""] * _COLUMNS
        self._signs: dict[bool, QIcon] = {}

    @property
    def pages(self) -> EventPages:
        """What is shown."""
        return self._pages

    def show(self, wanted: EventFilter) -> None:
        """Show other events."""
        self._wanted = wanted
        self._counting = True
        self._queue.run("pages", lambda: self._records.pages(wanted), self._take_pages, self._on_not_counted)

    def look_again(self) -> None:
        """Find and read everything that is wanted anew."""
        self.show(self._wanted)

    def read_again(self) -> None:
        """Read what is shown anew: what is said of an event is another."""
        self._held.clear()
        self._asked.clear()
        self.words_changed()

    def look_for_newer(self) -> None:
        """Put events that have arrived on top."""
        if self._counting:  # which must not be given up for this
            self._look_after = True
            return
        pages = self._pages
        self._queue.run("pages", lambda: self._records.with_newer(pages), self._take_newer)

    def retranslate(self) -> None:
        """Take the words of the language in use, and the signs of the theme."""
        self._headings = [
            self.tr("When"),
            self.tr("Who or why"),
            self.tr("Score"),
            self.tr("Camera"),
            self.tr("Marked as"),
        ]
        self._signs.clear()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _COLUMNS - 1)
        self.words_changed()

    def words_changed(self) -> None:
        """Show all rows again: a name or the language is another."""
        if self._pages.count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._pages.count - 1, _COLUMNS - 1))

    def event_at(self, row: int) -> RecordedEvent | None:
        """The event in a row; None while its page is being read, which this asks for."""
        if not 0 <= row < self._pages.count:
            return None
        page, place = self._pages.place(row)
        age = len(self._pages.first_ids) - 1 - page
        held = self._held.get(age)
        if held is None:
            self._ask(page, age)
            return None
        self._held.move_to_end(age)
        return held[place] if place < len(held) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many events there are."""
        return 0 if parent.isValid() else self._pages.count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else _COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        """What a column holds."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(section))
        return None

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """What a cell says."""
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column))
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, _ROW_HEIGHT_PX)
        if role not in _ROLES:
            return None
        recorded = self.event_at(index.row())
        if role == EVENT_ROLE:
            return recorded
        if recorded is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and column == WHEN else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(recorded, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words(recorded, column))
        if role == Qt.ItemDataRole.DecorationRole and column == WHO:
            return self._sign(recorded.event.outcome is Outcome.GRANTED)
        if role == Qt.ItemDataRole.ForegroundRole and column in (WHEN, CAMERA, SCORE):
            return QColor(style.theme().muted)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            outcome = event_words.outcome_words(recorded.event.outcome)
            return f"{outcome}: {self._words(recorded, column)}" if column == WHO else self._words(recorded, column)
        return None

    def _words(self, recorded: RecordedEvent, column: int) -> str:
        event = recorded.event
        if column == WHEN:
            return event_words.moment_words(event.occurred_at)
        if column == WHO:
            return event_words.who_words(event, self._name_of)
        if column == SCORE:
            return event_words.score_words(event.score)
        if column == CAMERA:
            return event.source
        return event_words.label_words(recorded.label, self._name_of)

    def _sign(self, granted: bool) -> QIcon:
        if granted not in self._signs:
            picture = outcome_signs.pixmap(granted, 22)
            self._signs[granted] = QIcon(picture)
            self._signs[granted].addPixmap(picture, QIcon.Mode.Selected)  # which would tint it otherwise
        return self._signs[granted]

    def _ask(self, page: int, age: int) -> None:
        if age in self._asked:
            return
        self._asked.add(age)
        pages = self._pages
        self._queue.run(
            f"page {age}", lambda: self._records.page(pages, page), partial(self._take_page, pages.first_ids[page], age)
        )

    def _take_pages(self, pages: EventPages) -> None:
        self.beginResetModel()
        self._pages = pages
        self._held.clear()
        self._asked.clear()
        self.endResetModel()
        self._counting = False
        self.counted.emit(pages.count)
        if self._look_after:
            self._look_after = False
            self.look_for_newer()

    def _on_not_counted(self, error: FaceappError) -> None:
        self._counting = False
        self._queue.failed.emit(error)

    def _take_newer(self, pages: EventPages) -> None:
        more = pages.count - self._pages.count
        if more == 0:
            self._pages = pages
            return
        head = len(self._pages.first_ids) - 1
        self.beginInsertRows(QModelIndex(), 0, more - 1)
        self._pages = pages
        # The newest page has grown, unless it was full.
        self._held.pop(head, None)
        self._asked.discard(head)
        self.endInsertRows()
        self.counted.emit(pages.count)

    def _take_page(self, first_id: int, age: int, events: tuple[RecordedEvent, ...]) -> None:
        page = len(self._pages.first_ids) - 1 - age
        self._asked.discard(age)
        if page < 0 or self._pages.first_ids[page] != first_id:
            return  # it has grown meanwhile
        self._held[age] = events
        while len(self._held) > _PAGES_KEPT:
            self._held.popitem(last=False)
        first_row = self._pages.head_count + (page - 1) * PAGE_EVENTS if page else 0
        self.dataChanged.emit(
            self.index(first_row, 0),
            self.index(min(first_row + max(1, len(events)), self._pages.count) - 1, _COLUMNS - 1),
        )


_ROLES = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.ToolTipRole),
        int(Qt.ItemDataRole.DecorationRole),
        int(Qt.ItemDataRole.ForegroundRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        EVENT_ROLE,
    }
)


def _alignment(column: int) -> Qt.AlignmentFlag:
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    return right if column == SCORE else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
