"""The form for a person's details: only what was changed is written, so that nobody's other change is undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtCore import QDate, QEvent, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from faceapp.domain.errors import FaceappError
from faceapp.domain.names import folded
from faceapp.domain.records import Consent, Person
from faceapp.ui.error_banner import ErrorBanner
from faceapp.ui.namesake_question import Namesake, ask_about_namesakes
from faceapp.ui.people_words import all_groups, local_day
from faceapp.ui.veil import Veil
from faceapp.ui.wheel_guard import guard_wheel

Edit = Callable[[Person], Person]

# The comma of a Chinese keyboard, and the one that stands there between the words of a list, too.
_BETWEEN_GROUPS = re.compile("[,\uff0c\u3001]")


class PersonForm(QDialog):
    """Edits one person; whoever opened it stores what it emits, and then calls `accept` or `show_error`.

    Args:
        person: As the person is.
        people: Everybody: their groups are suggested, and a name that reads like one of theirs is asked about.
        author: Who puts a consent on record.
        parent: Qt's parent.

    Signals:
        edited: A function from the person as stored to the person as wanted.
    """

    edited = Signal(object)

    def __init__(self, person: Person, people: Sequence[Person], author: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        Veil(self)
        self._person = person
        self._people = people
        self._author = author
        self._banner = ErrorBanner()
        self._name = QLineEdit(person.name)
        self._from = _OptionalDay(person.valid_from)
        self._until = _OptionalDay(person.valid_until)
        self._groups = QLineEdit(", ".join(person.groups))
        completer = QCompleter(all_groups(people), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._groups.setCompleter(completer)
        self._card = QLineEdit(person.card)
        self._notes = QPlainTextEdit(person.notes)
        self._notes.setTabChangesFocus(True)
        self._notes.setFixedHeight(96)
        consent = person.consent
        self._consent = _OptionalDay(None if consent is None else local_day(consent.given_at))
        self._version = QLineEdit("" if consent is None else consent.text_version)
        self._consent.toggled.connect(self._version.setEnabled)
        self._version.setEnabled(consent is not None)
        self._labels = {
            field: QLabel()
            for field in (
                self._name,
                self._from,
                self._until,
                self._groups,
                self._card,
                self._notes,
                self._consent,
                self._version,
            )
        }
        form = QFormLayout()
        form.setSpacing(10)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for field, label in self._labels.items():
            label.setMinimumHeight(44)
            label.setBuddy(field)
            form.addRow(label, field)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.addLayout(form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields are, and bring themselves into view
        scroll.setWidget(inside)
        self._cancel = QPushButton()
        self._cancel.clicked.connect(self.reject)
        self._save = QPushButton()
        self._save.setObjectName("primary")
        self._save.setDefault(True)
        self._save.clicked.connect(self._on_save)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(self._banner)
        layout.addWidget(scroll, 1)
        layout.addLayout(buttons)
        self._name.textChanged.connect(self._update_buttons)
        self._retranslate()
        self._name.setFocus()

    def show_error(self, error: FaceappError) -> None:
        """Say why it could not be stored; the form stays open."""
        self._save.setEnabled(True)
        self._banner.show_error(error)

    def edit(self) -> Edit:
        """What the form says, as a change of those details alone that the user touched."""
        before = self._person
        after = self._as_written()
        changed = [name for name in _FIELDS if getattr(before, name) != getattr(after, name)]
        values = {name: getattr(after, name) for name in changed}

        def apply(person: Person) -> Person:
            return replace(person, **values)

        return apply

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _as_written(self) -> Person:
        return replace(
            self._person,
            name=self._name.text().strip(),
            valid_from=self._from.day,
            valid_until=self._until.day,
            groups=tuple(group.strip() for group in _BETWEEN_GROUPS.split(self._groups.text()) if group.strip()),
            card=self._card.text().strip(),
            notes=self._notes.toPlainText().strip(),
            consent=self._consent_as_written(),
        )

    def _consent_as_written(self) -> Consent | None:
        day, before = self._consent.day, self._person.consent
        if day is None:
            return None
        version = self._version.text().strip()
        if before is not None and local_day(before.given_at) == day:
            return before if version == before.text_version else replace(before, text_version=version)
        noon = datetime(day.year, day.month, day.day, 12).astimezone()
        return Consent(noon.astimezone(UTC), self._author, version)

    @Slot()
    def _on_save(self) -> None:
        self._banner.hide()
        name, alike = self._name.text().strip(), self._alike()
        if alike and ask_about_namesakes(self, name, alike, can_be_same=False) is not Namesake.SOMEBODY_ELSE:
            self._name.setFocus()
            self._name.selectAll()
            return
        self._save.setEnabled(False)
        self.edited.emit(self.edit())

    def _alike(self) -> list[Person]:
        """Others whose name reads like the one that is wanted, unless the person's own did before."""
        wanted = folded(self._name.text())
        if wanted == folded(self._person.name):
            return []
        own = self._person.person_id
        return [other for other in self._people if other.person_id != own and folded(other.name) == wanted]

    @Slot()
    def _update_buttons(self) -> None:
        self._save.setEnabled(bool(self._name.text().strip()))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Edit person"))
        words = (
            self.tr("&Name"),
            self.tr("May enter &from"),
            self.tr("May enter &until"),
            self.tr("&Groups"),
            self.tr("&Card number"),
            self.tr("N&otes"),
            self.tr("Con&sent given"),
            self.tr("Consent to &version"),
        )
        for (field, label), text in zip(self._labels.items(), words, strict=True):
            label.setText(text)
            plain = text.replace("&", "")
            if isinstance(field, _OptionalDay):
                field.set_words(plain, self.tr("d MMM yyyy"))
            else:
                field.setAccessibleName(plain)
        self._groups.setPlaceholderText(self.tr("Separated by commas"))
        self._version.setPlaceholderText(self.tr("Which text was agreed to"))
        self._cancel.setText(self.tr("Cancel"))
        self._save.setText(self.tr("Save"))


class _OptionalDay(QWidget):
    """A day, or none.

    Signals:
        toggled: Whether there is a day.
    """

    toggled = Signal(bool)

    def __init__(self, day: date | None) -> None:
        super().__init__()
        shown = date.today() if day is None else day
        self._wanted = QCheckBox()
        self._wanted.setChecked(day is not None)
        self._date = QDateEdit(QDate(shown.year, shown.month, shown.day))
        guard_wheel(self._date)
        self._date.setCalendarPopup(True)
        self._date.setEnabled(day is not None)
        self._wanted.toggled.connect(self._date.setEnabled)
        self._wanted.toggled.connect(self.toggled)
        self.setFocusProxy(self._wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._wanted)
        layout.addWidget(self._date, 1)

    @property
    def day(self) -> date | None:
        """The day, if there is one."""
        if not self._wanted.isChecked():
            return None
        chosen = self._date.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def set_words(self, words: str, format_: str) -> None:
        """Name it for screen readers, and say how dates are written."""
        self._date.setLocale(QLocale())  # else its months stay in the language that it was made in
        self._date.setDisplayFormat(format_)
        self._wanted.setAccessibleName(words)
        self._date.setAccessibleName(words)
        self._wanted.setToolTip(words)


_FIELDS = ("name", "valid_from", "valid_until", "groups", "card", "notes", "consent")
