"""The enrolled people: see, find, add, change, suspend, remove, import, export."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QScroller,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from faceapp.app import Application
from faceapp.domain.errors import FaceappError
from faceapp.domain.records import Person, Template
from faceapp.services.people_export import export_people
from faceapp.ui import icons, style
from faceapp.ui.avatars import Thumbnails
from faceapp.ui.back_by_escape import BackByEscape
from faceapp.ui.background import Report
from faceapp.ui.confirm import confirmed
from faceapp.ui.import_dialog import ImportDialog
from faceapp.ui.page_margins import WIDTH_AT_MOST_PX
from faceapp.ui.people_filter_bar import PeopleFilterBar
from faceapp.ui.people_list import PERSON_ROLE, PeopleFilter, PeopleModel, PersonCard
from faceapp.ui.people_words import all_groups, source_words
from faceapp.ui.person_detail import PersonDetail
from faceapp.ui.person_form import Edit, PersonForm
from faceapp.ui.task_group import TaskGroup

_BOTH_FROM_WIDTH_PX = 900  # below, either the list or the person is shown
_DETAIL_WIDTH_PX = 430


class PeopleScreen(QWidget):
    """Shows people and carries out what is asked of it, off the main thread.

    Args:
        application: Knows the people.
        parent: Qt's parent.

    Signals:
        add_wanted: Enrol somebody new.
        pictures_wanted: Add pictures to that `Person`.
        people_read: The list of all people, whenever it was read.
        changed: The people are no longer those that the door knows.
        failed: A `FaceappError` to show.
    """

    add_wanted = Signal()
    pictures_wanted = Signal(object)
    people_read = Signal(object)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, application: Application, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self._application = application
        self._register = application.register
        self._tasks = TaskGroup(self.failed.emit, self)
        self._reading = 0
        self._select_next: int | None = None
        self._people: Sequence[Person] = ()
        self._form: PersonForm | None = None
        self._import: ImportDialog | None = None
        self._thumbnails = Thumbnails(self._register.thumbnail, self)
        self._model = PeopleModel(self)
        self._filtered = PeopleFilter(self._model, self)
        self._bar = PeopleFilterBar()
        self._title = QLabel()
        self._title.setObjectName("title")
        self._count = QLabel()
        self._count.setObjectName("muted")
        self._more = QToolButton()
        self._more.setObjectName("quiet")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._more.setMinimumSize(44, 44)
        menu = QMenu(self._more)
        self._import_action = menu.addAction("", self.import_folder)
        self._export_action = menu.addAction("", self._choose_export)
        self._more.setMenu(menu)
        self._add = QPushButton()
        self._add.setObjectName("primary")
        self._add.setIconSize(QSize(20, 20))
        self._add.clicked.connect(self.add_wanted)
        self._view = QListView()
        self._detail = PersonDetail(application.card.encoder_id)
        self._empty = _EmptyPage("people")
        self._none_fits = _EmptyPage("search")
        self._build()
        self._connect()
        self._retranslate()
        self._show_people((), ())

    # For the window

    @Slot()
    def refresh(self) -> None:
        """Read the people again."""
        self._reading += 1
        reading = self._reading

        def read(_report: Report) -> tuple[list[Person], list[str]]:
            people = self._register.people()
            return people, all_groups(people)

        def show(found: tuple[list[Person], list[str]]) -> None:
            if reading == self._reading:  # else a later reading is under way
                self._show_people(*found)

        self._tasks.start(read, show)

    def selected(self) -> Person | None:
        """Who is selected."""
        indexes = self._view.selectionModel().selectedIndexes()
        person = indexes[0].data(PERSON_ROLE) if indexes else None
        return person if isinstance(person, Person) else None

    def select(self, person_id: int) -> None:
        """Select a person and scroll there, as soon as the list has one of that id."""
        self._select_next = person_id
        row = next((row for row, person in enumerate(self._model.people) if person.person_id == person_id), None)
        index = QModelIndex() if row is None else self._filtered.mapFromSource(self._model.index(row, 0))
        if index.isValid():
            self._view.setCurrentIndex(index)
            self._select_next = None

    def wait(self) -> None:
        """Stop an import under way and wait for all that is being stored."""
        if self._import is not None:
            self._import.wait()
        self._thumbnails.wait()
        self._tasks.wait()

    # What the user does

    @Slot()
    def edit_person(self) -> None:
        """Open the form of the person who is shown."""
        person = self._detail.person
        if person is None:
            return
        form = PersonForm(person, self._people, _author(), self)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.resize(min(560, round(0.94 * self.width())), min(620, round(0.94 * self.height())))
        self._form = form

        def store(edit: Edit) -> None:
            self._change(person.person_id, edit, form)

        form.edited.connect(store)
        form.finished.connect(self._on_form_finished)
        form.open()

    @Slot(bool)
    def _suspend(self, suspended: bool) -> None:
        person = self._detail.person
        if person is not None:
            self._change(person.person_id, lambda stored: replace(stored, suspended=suspended), None)

    @Slot()
    def _ask_to_remove(self) -> None:
        person = self._detail.person
        if person is None:
            return
        erased = self.tr(
            "The name, %n template(s) of the face and all details (dates, groups, card, notes, consent, PIN) are "
            "erased for good, and the door no longer opens for {name}. "
            "The record of past decisions keeps only the number {id}.",
            None,
            person.templates,
        ).format(name=person.name, id=person.person_id)
        question = self.tr("Remove {name}?").format(name=person.name)
        if confirmed(self, self.tr("Remove person"), question, erased, self.tr("Remove"), self.tr("Keep")):
            self._tasks.start(
                lambda _report: self._register.remove(person.person_id),
                self._on_removed,
                on_error=self._on_half_removed,
            )

    @Slot(object)
    def _ask_to_remove_template(self, template: Template) -> None:
        source = source_words(template.source)
        erased = self.tr("The template and the picture it was made from, if that is kept, are erased for good.")
        question = self.tr("Remove the template “{source}”?").format(source=source)
        number = template.template_id
        if number is not None and confirmed(
            self, self.tr("Remove template"), question, erased, self.tr("Remove"), self.tr("Keep")
        ):
            self._tasks.start(
                lambda _report: self._register.remove_template(template.person_id, number), self._on_changed
            )

    @Slot()
    def import_folder(self) -> None:
        """Open the import of a folder per person."""
        dialog = ImportDialog(self._application, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.resize(min(860, round(0.94 * self.width())), min(600, round(0.94 * self.height())))
        dialog.imported.connect(self._on_imported)
        dialog.finished.connect(self._on_import_finished)
        self._import = dialog
        dialog.open()

    @Slot()
    def _choose_export(self) -> None:
        table, data = self.tr("Table for spreadsheets"), self.tr("Data for programs")
        kinds = f"{table} (*.csv);;{data} (*.json)"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export people"), "people.csv", kinds)
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write everybody's details to a file."""
        people = tuple(self._people)
        self._tasks.start(
            lambda _report: export_people(people, path, date.today()), lambda _: self._tell_exported(len(people), path)
        )

    # What comes of it

    def _change(self, person_id: int, edit: Edit, form: PersonForm | None) -> None:
        def stored(person: Person) -> None:
            if form is not None and form is self._form:
                form.accept()
            self._on_changed(person)

        def refused(error: FaceappError) -> None:
            if form is not None and form is self._form:
                form.show_error(error)
            else:
                self.failed.emit(error)

        self._tasks.start(lambda _report: self._register.change(person_id, edit), stored, on_error=refused)

    def _on_changed(self, person: Person) -> None:
        self._thumbnails.forget(person.person_id)
        self._select_next = person.person_id
        self.refresh()
        self._read_templates(person.person_id)
        self.changed.emit()

    def _on_removed(self, _person: Person) -> None:
        self.refresh()
        self._detail.hide()
        self._show_list(True)
        self.changed.emit()

    def _on_half_removed(self, error: FaceappError) -> None:
        # The person may be removed all the same, with traces left for the next start.
        self.failed.emit(error)
        self.refresh()
        self.changed.emit()

    @Slot()
    def _on_imported(self) -> None:
        self.refresh()
        self.changed.emit()

    @Slot()
    def _on_form_finished(self) -> None:
        self._form = None

    @Slot()
    def _on_import_finished(self) -> None:
        self._import = None

    def _tell_exported(self, count: int, path: Path) -> None:
        self._told.setText(
            self.tr("%n people were written to {file}. It holds personal data: keep it safe.", None, count).format(
                file=path.name
            )
        )
        self._told.show()

    def _show_people(self, people: Sequence[Person], groups: Sequence[str]) -> None:
        chosen = self._select_next if self._select_next is not None else self._selected_id()
        self._people = people
        self._model.set_people(people)
        self._bar.set_groups(groups)
        self._bar.setVisible(bool(people))
        self._export_action.setEnabled(bool(people))
        self._on_filtered()
        if chosen is not None:
            self.select(chosen)
        if self.selected() is None:
            self._detail.hide()
            self._show_list(True)
        self.people_read.emit(people)

    def _selected_id(self) -> int | None:
        person = self.selected()
        return None if person is None else person.person_id

    @Slot()
    def _on_filtered(self) -> None:
        bar = self._bar
        self._filtered.choose(text=bar.text, standing=bar.standing, group=bar.group)
        shown, all_of_them = self._filtered.rowCount(QModelIndex()), len(self._people)
        if shown == all_of_them:
            self._count.setText(self.tr("%n enrolled", None, all_of_them))
        else:
            self._count.setText(self.tr("{shown} of {all}").format(shown=shown, all=all_of_them))
        self._count.setVisible(all_of_them > 0)
        self._pages.setCurrentWidget(self._empty if not all_of_them else self._view if shown else self._none_fits)

    @Slot()
    def _on_sorted(self) -> None:
        chosen = self._selected_id()
        self._model.sort_by(self._bar.order)
        if chosen is not None:
            self.select(chosen)

    @Slot(QItemSelection, QItemSelection)
    def _on_selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        person = self.selected()
        if person is None:
            return
        self._told.hide()
        another = self._detail.person is None or self._detail.person.person_id != person.person_id
        self._detail.show_person(person, self._thumbnails.get(person.person_id))
        if another or self._detail.isHidden():
            self._read_templates(person.person_id)
        if self._has_room_for_both():
            self._detail.show()

    @Slot(QModelIndex)
    def _open_detail(self, _index: QModelIndex) -> None:
        if self.selected() is not None:
            self._detail.show()
            self._show_list(self._has_room_for_both())
            if not self._has_room_for_both():
                self._detail.focus_back()

    @Slot()
    def _back_to_list(self) -> None:
        self._detail.hide()
        self._show_list(True)
        self._view.setFocus()

    @Slot()
    def _on_thumbnails(self) -> None:
        self._view.viewport().update()
        person = self._detail.person
        if person is not None:
            self._detail.show_picture(self._thumbnails.get(person.person_id))

    def _read_templates(self, person_id: int) -> None:
        self._tasks.start(
            lambda _report: self._register.templates(person_id),
            lambda templates: self._detail.show_templates(person_id, templates),
            on_error=lambda _error: None,  # removed meanwhile: the list will tell
        )

    # Building

    def _build(self) -> None:
        self._view.setModel(self._filtered)
        self._view.setItemDelegate(PersonCard(self._thumbnails, self._view))
        self._view.setMouseTracking(True)
        self._view.setUniformItemSizes(True)
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        QScroller.grabGesture(self._view.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self._pages = QStackedWidget()
        for page in (self._view, self._empty, self._none_fits):
            self._pages.addWidget(page)
        self._told = QLabel()
        self._told.setObjectName("muted")
        self._told.setWordWrap(True)
        self._told.hide()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._more)
        head.addWidget(self._add)
        self._list = QWidget()
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addLayout(head)
        inside.addWidget(self._bar)
        inside.addWidget(self._told)
        inside.addWidget(self._pages, 1)
        column = QWidget()
        column.setMaximumWidth(WIDTH_AT_MOST_PX)
        both = QHBoxLayout(column)
        both.setContentsMargins(24, 18, 16, 10)
        both.setSpacing(16)
        both.addWidget(self._list, 1)
        both.addWidget(self._detail)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def _connect(self) -> None:
        self._bar.changed.connect(self._on_filtered)
        self._bar.order_changed.connect(self._on_sorted)
        self._view.selectionModel().selectionChanged.connect(self._on_selected)
        self._view.clicked.connect(self._open_detail)
        self._view.activated.connect(self._open_detail)
        self._thumbnails.loaded.connect(self._on_thumbnails)
        self._none_fits.button.clicked.connect(self._bar.clear)
        self._empty.button.clicked.connect(self.add_wanted)
        detail = self._detail
        detail.back_wanted.connect(self._back_to_list)
        detail.edit_wanted.connect(self.edit_person)
        detail.suspension_wanted.connect(self._suspend)
        detail.removal_wanted.connect(self._ask_to_remove)
        detail.template_removal_wanted.connect(self._ask_to_remove_template)
        detail.pictures_wanted.connect(self._on_pictures_wanted)
        BackByEscape(self, self._list.isHidden, self._back_to_list)
        for key, action in ((QKeySequence.StandardKey.Delete, self._ask_to_remove), ("Return", self._open_current)):
            shortcut = QShortcut(QKeySequence(key), self._view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(action)

    @Slot()
    def _open_current(self) -> None:
        self._open_detail(self._view.currentIndex())

    @Slot()
    def _on_pictures_wanted(self) -> None:
        if self._detail.person is not None:
            self.pictures_wanted.emit(self._detail.person)

    def _has_room_for_both(self) -> bool:
        return self.width() >= _BOTH_FROM_WIDTH_PX

    def _show_list(self, wanted: bool) -> None:
        self._list.setVisible(wanted)
        self._detail.show_back(not self._has_room_for_both())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list and person side by side where there is room, one of them elsewhere."""
        super().resizeEvent(event)
        both = self._has_room_for_both()
        self._detail.setMinimumWidth(_DETAIL_WIDTH_PX if both else 0)
        self._detail.setMaximumWidth(_DETAIL_WIDTH_PX if both else 16_777_215)
        if both and self.selected() is not None:
            self._detail.show()
        self._show_list(both or not self._detail.isVisibleTo(self))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("People"))
        self._more.setText(self.tr("More"))
        self._more.setIcon(icons.icon("chevron-down"))
        self._more.setAccessibleName(self.tr("Import and export"))
        self._import_action.setText(self.tr("&Import a folder per person…"))
        self._import_action.setIcon(icons.icon("folder-add", style.theme().text))
        self._export_action.setText(self.tr("&Export the list…"))
        self._export_action.setIcon(icons.icon("download", style.theme().text))
        self._add.setText(self.tr("&Add person"))
        self._add.setIcon(icons.icon("person-add", style.theme().on_accent))
        self._view.setAccessibleName(self.tr("Enrolled people"))
        self._empty.set_words(
            self.tr("Nobody is enrolled yet"),
            self.tr("Add the first person from the camera, photographs or clips."),
            self.tr("Add the first person"),
        )
        self._none_fits.set_words(
            self.tr("Nobody fits"),
            self.tr("No enrolled person is of that name, state and group."),
            self.tr("Show everybody"),
        )
        self._on_filtered()


class _EmptyPage(QWidget):
    """Says what to do next where there is nobody to list."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._sign, self._title, self._hint = QLabel(), QLabel(), QLabel()
        self._title.setObjectName("section")
        self._hint.setObjectName("muted")
        self._hint.setWordWrap(True)
        self.button = QPushButton()
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        for label in (self._sign, self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addSpacing(8)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def set_words(self, title: str, hint: str, button: str) -> None:
        """Set what it says, and draw its sign in the theme's colours."""
        self._sign.setPixmap(icons.pixmap(self._icon_name, style.theme().faint, 72))
        self._title.setText(title)
        self._hint.setText(hint)
        self.button.setText(button)


def _author() -> str:
    """Who is working at this machine, as far as it knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
