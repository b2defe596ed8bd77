"""What was decided at the door: live, filtered, in numbers over time, marked and exported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from faceapp.domain.drift import Drift
from faceapp.domain.event_counts import CountBar, Period, bars_by_day, bars_by_hour
from faceapp.domain.event_filter import EventFilter
from faceapp.domain.event_labels import EventLabel, Label
from faceapp.domain.records import Person
from faceapp.services.event_records import EventRecords
from faceapp.ui import icons, style
from faceapp.ui.count_chart import CountChart
from faceapp.ui.drift_notice import DriftNotice
from faceapp.ui.event_filter_bar import EventFilterBar
from faceapp.ui.events_list import EventsList
from faceapp.ui.events_model import EventsModel
from faceapp.ui.page_margins import page_margins
from faceapp.ui.progress_strip import ProgressStrip
from faceapp.ui.work_queue import WorkQueue

# Events that arrive together are looked for once.
_GATHER_MS = 400
_WIDE_PX = 1000
_MARGINS_PX = 40  # beside the content of a narrow screen
_LIST, _CHARTS, _EMPTY = range(3)
_Bars = tuple[Period, tuple[CountBar, ...], tuple[CountBar, ...]]


class EventsScreen(QWidget):
    """Shows the record of decisions.

    Args:
        records: The record.
        find_drift: Looks whose scores have been falling; called off the main thread.
        keep_days: For how many days events are kept, 0 for ever; asked when it is shown.
        author: Who is said to have marked an event.
        parent: Qt's parent.

    Signals:
        failed: A `FaceappError` to be shown.
    """

    failed = Signal(object)

    def __init__(
        self,
        records: EventRecords,
        *,
        find_drift: Callable[[], Drift],
        keep_days: Callable[[], int],
        author: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self._records, self._find_drift, self._keep_days, self._author = records, find_drift, keep_days, author
        self._names: dict[int, str] = {}
        self._wanted = EventFilter()
        self._counted = False
        self._period: Period | None = None
        self._queue = WorkQueue(self)
        self.model = EventsModel(records, self._queue, self._names.get, self)
        self.filters = EventFilterBar()
        self.list = EventsList(self.model, self._names.get)
        self.days, self.hours = CountChart(), CountChart()
        self.strip = ProgressStrip()
        self.notice = DriftNotice(self._names.get)
        self._title, self._count, self._kept, self._told = QLabel(), QLabel(), QLabel(), QLabel()
        self._told.setTextFormat(Qt.TextFormat.PlainText)  # a file's name is no markup
        self._export, self._list_button, self._charts_button = QPushButton(), QPushButton(), QPushButton()
        self._empty_title, self._empty_hint, self._empty_sign = QLabel(), QLabel(), QLabel()
        self._pages = QStackedWidget()
        self._to_offer: Sequence[Person] | None = None
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(_GATHER_MS)
        self._build()
        self._retranslate()
        self._connect()

    def set_people(self, people: Sequence[Person]) -> None:
        """Name these people."""
        names = {person.person_id: person.name for person in people}
        if names == self._names:
            return
        self._names.clear()
        self._names.update(names)
        self._to_offer = tuple(people)
        if self.isVisible():
            self._offer_people()

    def _offer_people(self) -> None:
        """Fill the choices of people, which takes a while where they are many."""
        people, self._to_offer = self._to_offer, None
        if people is not None:
            self.filters.set_people(people)
            self.list.detail.set_people(people)
            self.model.words_changed()

    @Slot()
    def look_for_newer(self) -> None:
        """Events may have arrived."""
        if self.isVisible() and not self._gathering.isActive():
            self._gathering.start()

    def stop(self) -> None:
        """End what runs in the background; an export that is not finished leaves no file."""
        self._gathering.stop()
        self.strip.stop()
        self._queue.stop()

    @property
    def idle(self) -> bool:
        """Whether everything that was asked for is shown."""
        return not self._queue.busy and not self._gathering.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew."""
        super().showEvent(event)
        self._offer_people()
        self._tell_kept()
        self._apply_filter()
        self._queue.run("drift", self._find_drift, self._take_drift)

    def minimumSizeHint(self) -> QSize:
        """What the content needs; the margins of a wide screen give way."""
        return self._column.totalMinimumSize().shrunkBy(self._column.contentsMargins()) + QSize(_MARGINS_PX, 20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the list and an event beside each other where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language, and another theme's signs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()

    # Building

    def _build(self) -> None:
        self._title.setObjectName("title")
        for label in (self._count, self._kept, self._told, self._empty_hint):
            label.setObjectName("muted")
        for button in (self._list_button, self._charts_button, self._export):
            button.setObjectName("small")
            button.setIconSize(QSize(18, 18))
        for button in (self._list_button, self._charts_button):
            button.setCheckable(True)
            button.setAutoExclusive(True)
        self._list_button.setChecked(True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        for button in (self._list_button, self._charts_button, self._export):
            head.addWidget(button)
        self._charts_page = QWidget()
        self._charts_layout = QHBoxLayout(self._charts_page)
        self._charts_layout.setContentsMargins(0, 0, 0, 0)
        self._charts_layout.setSpacing(12)
        self._charts_layout.addWidget(self.days, 1)
        self._charts_layout.addWidget(self.hours, 1)
        for page in (self.list, self._charts_page, self._empty_page()):
            self._pages.addWidget(page)
        self._told.setWordWrap(True)
        self._told.hide()
        layout = self._column = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.filters)
        layout.addWidget(self.notice)
        layout.addWidget(self.strip)
        layout.addWidget(self._told)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._kept)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        self._empty_title.setObjectName("section")
        layout = QVBoxLayout(page)
        layout.setSpacing(8)
        layout.addStretch(2)
        for label in (self._empty_sign, self._empty_title, self._empty_hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addStretch(3)
        return page

    def _retranslate(self) -> None:
        theme = style.theme()
        self._title.setText(self.tr("Events"))
        self._list_button.setText(self.tr("List"))
        self._charts_button.setText(self.tr("Over time"))
        self._export.setText(self.tr("Export…"))
        for button, name in (
            (self._list_button, "list"),
            (self._charts_button, "chart"),
            (self._export, "export"),
        ):
            sign = icons.icon(name, theme.text)
            sign.addPixmap(icons.pixmap(name, theme.on_accent), QIcon.Mode.Normal, QIcon.State.On)
            button.setIcon(sign)
        self._name_days()
        self.hours.set_title(self.tr("By hour of the day"))
        self._empty_sign.setPixmap(icons.pixmap("events", theme.faint, 84))
        self.model.retranslate()
        self._tell_count()
        self._tell_kept()

    def _connect(self) -> None:
        self._queue.failed.connect(self.failed)
        self._gathering.timeout.connect(self._gather)
        self.filters.changed.connect(self._apply_filter)
        self.model.counted.connect(self._on_counted)
        self.list.event_chosen.connect(self._show_changes)
        self.list.detail.mark_wanted.connect(self._mark)
        self._list_button.clicked.connect(self._arrange)
        self._charts_button.clicked.connect(self._show_charts)
        self._export.clicked.connect(self._ask_where_to_export)
        self.strip.succeeded.connect(self._on_exported)
        self.strip.failed.connect(self.failed)
        self.strip.ended.connect(self._arrange)

    # Reading

    @Slot()
    def _apply_filter(self) -> None:
        self._wanted = self.filters.wanted(datetime.now(UTC))
        self._told.hide()
        if not self.isVisible():
            return  # it is read when it is shown
        self.model.show(self._wanted)
        self._count_if_shown()

    @Slot()
    def _gather(self) -> None:
        self.model.look_for_newer()
        self._count_if_shown()

    @Slot(int)
    def _on_counted(self, count: int) -> None:
        self._counted = True
        self._tell_count()
        self._arrange()

    @Slot()
    def _show_charts(self) -> None:
        self._arrange()
        self._count_if_shown()

    def _count_if_shown(self) -> None:
        if self._charts_button.isChecked():
            wanted = self._wanted
            self._queue.run("counts", lambda: _bars(self._records, wanted), self._take_bars)

    def _take_bars(self, bars: _Bars) -> None:
        period, days, hours = bars
        self.days.show_bars(period, days)
        self.hours.show_bars(Period.HOUR_OF_DAY, hours if days else ())
        self._period = period
        self._name_days()

    def _name_days(self) -> None:
        match self._period:
            case Period.MONTH:
                self.days.set_title(self.tr("By month"))
            case Period.WEEK:
                self.days.set_title(self.tr("By week"))
            case Period.DAY:
                self.days.set_title(self.tr("By day"))
            case _:
                self.days.set_title(self.tr("Over time"))

    def _take_drift(self, drift: Drift) -> None:
        self.notice.show_drift(drift)

    @Slot(int)
    def _show_changes(self, event_id: int) -> None:
        def take(changes: list[EventLabel]) -> None:
            if self.list.detail.event_id == event_id:
                self.list.detail.show_changes(changes)

        self._queue.run("changes", lambda: self._records.changes(event_id), take)

    # What is shown

    @Slot()
    def _arrange(self) -> None:
        wide = self.width() >= _WIDE_PX
        self.list.set_wide(wide)
        self._charts_layout.setDirection(
            QHBoxLayout.Direction.LeftToRight
            if self.width() > 1.2 * self.height()
            else QHBoxLayout.Direction.TopToBottom
        )
        self._count.setVisible(self.width() >= 780)
        self.notice.set_compact(self.height() < 640)
        self._column.setContentsMargins(page_margins(self.width()))
        self._column.setSpacing(12 if wide else 8)
        nothing = self._counted and self.model.pages.count == 0
        self._export.setEnabled(not nothing and not self.strip.busy)
        if nothing:
            self._pages.setCurrentIndex(_EMPTY)
        else:
            self._pages.setCurrentIndex(_CHARTS if self._charts_button.isChecked() else _LIST)

    def _tell_count(self) -> None:
        count = self.model.pages.count
        self._count.setText(self.tr("%Ln decision(s)", None, count) if self._counted and count else "")
        if self._wanted.is_everything:
            self._empty_title.setText(self.tr("Nothing was decided yet"))
            self._empty_hint.setText(self.tr("Whoever walks up to the door appears here at once."))
        else:
            self._empty_title.setText(self.tr("No decision is like that"))
            self._empty_hint.setText(self.tr("Choose a longer time or another person, or show all."))

    def _tell_kept(self) -> None:
        days = self._keep_days()
        self._kept.setText(
            self.tr("Decisions are kept for ever; the settings can change that.")
            if days == 0
            else self.tr("Decisions older than %Ln day(s) are erased.", None, days)
        )

    # Marking

    @Slot(int, object, object, str)
    def _mark(self, event_id: int, label: Label | None, person_id: int | None, note: str) -> None:
        author, now = self._author(), datetime.now(UTC)

        def work() -> EventLabel:
            if label is None:
                return self._records.clear_mark(event_id, author=author, now=now)
            return self._records.mark(event_id, label, person_id=person_id, author=author, now=now, note=note)

        self._queue.run(f"mark {event_id}", work, self._on_marked)

    def _on_marked(self, said: EventLabel) -> None:
        if self._wanted.label is not None or self._wanted.unmarked or self._wanted.person_id is not None:
            self.model.look_again()
        else:
            self.model.read_again()
        self._show_changes(said.event_id)

    # Export

    @Slot()
    def _ask_where_to_export(self) -> None:
        name = f"decisions-{datetime.now():%Y-%m-%d}.csv"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export decisions"), str(Path.home() / name), self.tr("Tables (*.csv)")
        )
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write the events that are shown as CSV, in the background."""
        wanted = self._wanted
        self._told.hide()
        self.strip.begin(
            self.tr("Writing “{file}”").format(file=path.name),
            lambda report, should_stop: (
                path,
                self._records.export(path, wanted, on_progress=report, should_stop=should_stop),
            ),
        )
        self._arrange()

    @Slot(object)
    def _on_exported(self, written: tuple[Path, int]) -> None:
        path, count = written
        self._told.setText(
            self.tr(
                "%Ln decision(s), all that fit what is chosen above, were written to “{file}”: when, where, who, the "
                "score and what was marked. It holds personal data: keep it safe.",
                None,
                count,
            ).format(file=path)
        )
        self._told.show()
        self._arrange()


def _bars(records: EventRecords, wanted: EventFilter) -> _Bars:
    counts = records.counts(wanted)
    first = None if wanted.since is None else wanted.since.astimezone().date()
    period, days = bars_by_day(counts, first=first)
    return period, days, bars_by_hour(counts)
