"""Which events are shown: by person, by outcome and reason, by time, by what was said of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum

from PySide6.QtCore import QDate, QEvent, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QDateEdit, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from faceapp.domain.event_filter import EventFilter
from faceapp.domain.event_labels import Label
from faceapp.domain.records import Outcome, Person, Reason
from faceapp.ui import event_words
from faceapp.ui.choice_box import ChoiceBox
from faceapp.ui.wheel_guard import guard_wheel

_FIELD_PX = 150


class TimeSpan(StrEnum):
    """Which time is looked at."""

    EVER = "ever"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    BETWEEN = "between"


_DAYS = {TimeSpan.TODAY: 1, TimeSpan.WEEK: 7, TimeSpan.MONTH: 30}
_DENIALS = tuple(reason for reason in Reason if reason is not Reason.MATCHED)


class EventFilterBar(QWidget):
    """Fields that say which events are wanted.

    Signals:
        changed: Something else is wanted.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Person, ...] = ()
        self._person: ChoiceBox[int | None] = ChoiceBox()
        self._person.setEditable(True)  # so that a name can be typed
        self._person.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._what: ChoiceBox[tuple[Outcome | None, Reason | None]] = ChoiceBox()
        self._time: ChoiceBox[TimeSpan] = ChoiceBox()
        self._said: ChoiceBox[tuple[Label | None, bool]] = ChoiceBox()
        self._clear = QPushButton()
        self._clear.setObjectName("small")
        self._first, self._last = QDateEdit(), QDateEdit()
        guard_wheel(self._first)
        guard_wheel(self._last)
        self._first_label, self._last_label = QLabel(), QLabel()
        self._between = QWidget()
        between = QHBoxLayout(self._between)
        between.setContentsMargins(0, 0, 0, 0)
        between.setSpacing(10)
        for words, field in ((self._first_label, self._first), (self._last_label, self._last)):
            field.setCalendarPopup(True)
            field.setDate(QDate.currentDate())
            field.setMinimumWidth(_FIELD_PX)
            words.setBuddy(field)
            between.addWidget(words)
            between.addWidget(field)
            field.dateChanged.connect(self.changed)
        between.addStretch(1)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._boxes: list[QComboBox] = [self._person, self._what, self._time, self._said]
        for column, box in enumerate(self._boxes):
            layout.addWidget(box, 0, column)
            layout.setColumnStretch(column, 1)
        layout.addWidget(self._clear, 0, 4)
        layout.addWidget(self._between, 1, 0, 1, 5)
        self._retranslate()
        self._update()
        line = self._person.lineEdit()
        assert line is not None  # it is editable
        line.editingFinished.connect(self._settle_person)
        for box in self._boxes:
            box.currentIndexChanged.connect(self._on_changed)
        self._clear.clicked.connect(self.reset)

    def set_people(self, people: Sequence[Person]) -> None:
        """Offer these people."""
        self._people = tuple(people)
        if not self._fill_people():
            self._on_changed()

    def wanted(self, now: datetime) -> EventFilter:
        """Which events are wanted.

        Args:
            now: With a time zone; its day is today.
        """
        outcome, reason = self._what.value
        label, unmarked = self._said.value
        since, until = self._span(now)
        return EventFilter(
            person_id=self._person.value,
            outcome=outcome,
            reason=reason,
            since=since,
            until=until,
            label=label,
            unmarked=unmarked,
        )

    @Slot()
    def reset(self) -> None:
        """Want everything."""
        for field in self._boxes:
            field.setCurrentIndex(0)

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _span(self, now: datetime) -> tuple[datetime | None, datetime | None]:
        span = self._time.value
        today = now.astimezone().date()
        if span in _DAYS:
            return _begin_of(QDate(today.year, today.month, today.day).addDays(1 - _DAYS[span])), None
        if span is TimeSpan.EVER:
            return None, None
        first, last = sorted((self._first.date(), self._last.date()), key=lambda day: day.toJulianDay())
        return _begin_of(first), _begin_of(last.addDays(1))

    def _retranslate(self) -> None:
        self._person.setAccessibleName(self.tr("Person"))
        self._what.setAccessibleName(self.tr("Outcome and reason"))
        self._time.setAccessibleName(self.tr("Time"))
        self._said.setAccessibleName(self.tr("Marked as"))
        self._first_label.setText(self.tr("From"))
        self._last_label.setText(self.tr("to"))
        self._first.setAccessibleName(self.tr("First day"))
        self._last.setAccessibleName(self.tr("Last day"))
        for field in (self._first, self._last):
            field.setLocale(QLocale())  # else its months stay in the language that it was made in
            field.setDisplayFormat(self.tr("d MMM yyyy"))
        self._clear.setText(self.tr("Show all"))
        self._fill_people()
        self._what.offer(
            [
                (self.tr("All outcomes"), (None, None)),
                (event_words.outcome_words(Outcome.GRANTED), (Outcome.GRANTED, None)),
                (event_words.outcome_words(Outcome.DENIED), (Outcome.DENIED, None)),
                *((event_words.reason_words(reason), (None, reason)) for reason in _DENIALS),
            ],
        )
        self._time.offer(
            [
                (self.tr("Any time"), TimeSpan.EVER),
                (self.tr("Today"), TimeSpan.TODAY),
                (self.tr("Last 7 days"), TimeSpan.WEEK),
                (self.tr("Last 30 days"), TimeSpan.MONTH),
                (self.tr("From … to …"), TimeSpan.BETWEEN),
            ],
        )
        self._said.offer(
            [
                (self.tr("Any mark"), (None, False)),
                (self.tr("Not marked"), (None, True)),
                (self.tr("Was somebody else"), (Label.WRONG_PERSON, False)),
                (self.tr("Was somebody enrolled"), (Label.MISSED, False)),
                (self.tr("Was right"), (Label.RIGHT, False)),
            ],
        )

    def _fill_people(self) -> bool:
        entries: list[tuple[str, int | None]] = [(self.tr("Everybody"), None)]
        entries += [(person.name, person.person_id) for person in self._people]
        kept = self._person.offer(entries)
        completer = QCompleter(self._person.model(), self._person)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._person.setCompleter(completer)
        return kept

    @Slot()
    def _settle_person(self) -> None:
        """Take the name that was typed, or go back to the one that holds."""
        index = self._person.findText(self._person.currentText(), Qt.MatchFlag.MatchFixedString)
        if index >= 0:
            self._person.setCurrentIndex(index)
        self._person.setEditText(self._person.itemText(self._person.currentIndex()))

    @Slot()
    def _on_changed(self) -> None:
        self._update()
        self.changed.emit()

    def _update(self) -> None:
        self._between.setVisible(self._time.value is TimeSpan.BETWEEN)
        everything = all(field.currentIndex() <= 0 for field in self._boxes)
        self._clear.setVisible(not everything)


def _begin_of(day: QDate) -> datetime:
    """The first moment of a day here, with the time zone that this machine has on that day."""
    return datetime.combine(date(day.year(), day.month(), day.day()), time()).astimezone()
