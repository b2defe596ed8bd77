"""The table of events, and the event that is chosen beside it, or in its place where there is no room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QScroller, QTableView, QWidget

from faceapp.domain.event_filter import RecordedEvent
from faceapp.ui import event_words
from faceapp.ui.back_by_escape import BackByEscape
from faceapp.ui.event_detail import EventDetail
from faceapp.ui.events_model import CAMERA, EVENT_ROLE, SAID, SCORE, WHEN, WHO, EventsModel

_DETAIL_WIDTH_PX = 400
_ROW_HEIGHT_PX = 46
# Where months have names September's is long; where they have numbers, December's.
_LONG_MOMENTS = tuple(datetime(2028, month, 28, 20, 48, 48, tzinfo=UTC) for month in (9, 12))
_ALL_COLUMNS_FROM_PX, _SCORE_FROM_PX, _MARK_FROM_PX = 800, 580, 480
_CELL_MARGINS_PX = 34
# Wide enough for a moment and a name; without it the window could not become narrower than list and detail are.
_WIDTH_AT_LEAST_PX = 320


class EventsList(QWidget):
    """Table and detail.

    Args:
        model: The events.
        name_of: The name of a person id, None when the person was removed.
        parent: Qt's parent.

    Signals:
        event_chosen: Id of the event whose detail is shown.
    """

    event_chosen = Signal(int)

    def __init__(self, model: EventsModel, name_of: Callable[[int], str | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._wide = True
        self._opened = False
        self.table = _Table()
        self.detail = EventDetail(name_of)
        self._build_table()
        self.setMinimumWidth(_WIDTH_AT_LEAST_PX)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.detail)
        self._retranslate()
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.clicked.connect(self._open)
        self.detail.closed.connect(self._close)
        model.dataChanged.connect(self._refresh_detail)
        model.modelReset.connect(self._on_reset)
        self.table.installEventFilter(self)
        self.table.room_changed.connect(self._fit_columns)
        BackByEscape(self, lambda: self._opened and not self._wide, self._close)

    def set_wide(self, wide: bool) -> None:
        """Show the detail beside the table, or in its place."""
        self._wide = wide
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the event that is chosen with Enter."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._open()
            return True
        return super().eventFilter(watched, event)

    def _build_table(self) -> None:
        table = self.table
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows = table.verticalHeader()
        rows.hide()
        # All rows are alike: a million of them are never measured.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_HEIGHT_PX)
        columns = table.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(WHO, QHeaderView.ResizeMode.Stretch)
        QScroller.grabGesture(table.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def _retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Decisions, newest first"))
        self._fit_columns()

    def _arrange(self) -> None:
        self.table.setVisible(self._wide or not self._opened)
        self.detail.setVisible(self._wide or self._opened)
        self.detail.show_back(not self._wide)
        if self._wide:
            self.detail.setFixedWidth(_DETAIL_WIDTH_PX)
        else:
            self.detail.setMinimumWidth(0)
            self.detail.setMaximumWidth(16777215)
        self._fit_columns()

    @Slot()
    def _fit_columns(self) -> None:
        """Give the moment all that it needs, and leave out what there is no room for: the detail says it, too."""
        width = self.table.viewport().width()
        roomy = width >= _ALL_COLUMNS_FROM_PX
        moments = (self._needed(event_words.moment_words(moment)) for moment in _LONG_MOMENTS)
        self.table.setColumnWidth(WHEN, max(moments))
        self.table.setColumnWidth(SCORE, max(84, self._needed(event_words.score_words(0.888))))
        self.table.setColumnWidth(CAMERA, max(110, width // 7))
        self.table.setColumnWidth(SAID, max(130, width // 5))
        self.table.setColumnHidden(CAMERA, not roomy)
        self.table.setColumnHidden(SCORE, width < _SCORE_FROM_PX)
        self.table.setColumnHidden(SAID, width < _MARK_FROM_PX)

    def _needed(self, words: str) -> int:
        return self.table.fontMetrics().horizontalAdvance(words) + _CELL_MARGINS_PX

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        recorded = current.data(EVENT_ROLE) if current.isValid() else None
        self.detail.show_event(recorded if isinstance(recorded, RecordedEvent) else None)
        if isinstance(recorded, RecordedEvent):
            self.event_chosen.emit(recorded.event_id)

    @Slot()
    def _refresh_detail(self) -> None:
        recorded = self.table.currentIndex().data(EVENT_ROLE)
        if isinstance(recorded, RecordedEvent):
            known = self.detail.event_id
            self.detail.show_event(recorded)
            if known != recorded.event_id:
                self.event_chosen.emit(recorded.event_id)

    @Slot()
    def _on_reset(self) -> None:
        self.detail.show_event(None)
        self._close()

    @Slot()
    def _open(self) -> None:
        if self.detail.event_id is None or self._wide:
            return
        self._opened = True
        self._arrange()
        self.detail.focus_back()

    @Slot()
    def _close(self) -> None:
        if not self._opened:
            return
        self._opened = False
        self._arrange()
        self.table.setFocus()


class _Table(QTableView):
    """A table that tells when there is another width for its columns.

    Signals:
        room_changed: So it is; the table's own size changes before.
    """

    room_changed = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the viewport, whose event this is."""
        super().resizeEvent(event)
        self.room_changed.emit()
