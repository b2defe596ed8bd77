"""The enrolled people: see, find, add, change, suspend, remove, import, export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from faceapp.app import Application
from faceapp.domain.errors import FaceappError
from faceapp.domain.records import Person, Template
from faceapp.services.author import author
from faceapp.services.import_journal import UnfinishedImport
from faceapp.services.people_export import export_people
from faceapp.ui.avatars import Thumbnails
from faceapp.ui.back_by_escape import BackByEscape
from faceapp.ui.background import Report
from faceapp.ui.confirm import confirmed
from faceapp.ui.import_dialog import ImportDialog
from faceapp.ui.page_margins import WIDTH_AT_MOST_PX
from faceapp.ui.people_panel import PeoplePanel
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
        self._form: PersonForm | None = None
        self._import: ImportDialog | None = None
        self._cut_off: UnfinishedImport | None = None
        self._cut_off_asked = False
        self._thumbnails = Thumbnails(self._register.thumbnail, self)
        self.panel = PeoplePanel(self._thumbnails)
        self._filtered = self.panel.filtered
        self._detail = PersonDetail(application.card.encoder_id)
        self._build()
        self._connect()
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
        if not self._cut_off_asked:
            self._cut_off_asked = True  # later it may be one whose report is read just now
            imports = self._application.imports
            # What the database says of itself is told by the reading of the people.
            self._tasks.start(lambda _report: imports.unfinished(), self._show_cut_off, on_error=lambda _error: None)

    def selected(self) -> Person | None:
        """Who is selected."""
        return self.panel.selected()

    def select(self, person_id: int) -> None:
        """Select a person and scroll there, as soon as the list has one of that id."""
        self.panel.select(person_id)

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
        form = PersonForm(person, self.panel.people, author(), self)
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
        self._open_import()

    @Slot()
    def _resume_import(self) -> None:
        """Look at the folder again whose import was cut off."""
        dialog = self._open_import()
        if self._cut_off is not None:
            dialog.preview(Path(self._cut_off.directory))

    @Slot()
    def _dismiss_cut_off(self) -> None:
        self._show_cut_off(None)
        self._tasks.start(lambda _report: self._application.imports.end(), lambda _: None)

    def _show_cut_off(self, cut_off: UnfinishedImport | None) -> None:
        self._cut_off = cut_off
        self.panel.notice.show_cut_off(cut_off)

    def _open_import(self) -> ImportDialog:
        dialog = ImportDialog(self._application, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.resize(min(860, round(0.94 * self.width())), min(600, round(0.94 * self.height())))
        dialog.imported.connect(self._on_imported)
        dialog.finished.connect(self._on_import_finished)
        self._import = dialog
        dialog.open()
        return dialog

    @Slot()
    def _choose_export(self) -> None:
        table, data = self.tr("Table for spreadsheets"), self.tr("Data for programs")
        kinds = f"{table} (*.csv);;{data} (*.json)"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export people"), "people.csv", kinds)
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write the details of those who are listed to a file."""
        people = self._filtered.shown()
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
        self.panel.select(person.person_id)
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
        self._show_cut_off(None)
        self.refresh()
        self.changed.emit()

    @Slot()
    def _on_form_finished(self) -> None:
        self._form = None

    @Slot()
    def _on_import_finished(self) -> None:
        self._import = None

    def _tell_exported(self, count: int, path: Path) -> None:
        self.panel.tell(partial(self._exported_words, count, len(self.panel.people), path))

    def _exported_words(self, count: int, everybody: int, path: Path) -> str:
        if count == everybody:
            words = self.tr(
                "%Ln people were written to “{file}”: names, states, dates, groups, cards, notes and consents, and "
                "nothing of any face. It holds personal data: keep it safe.",
                None,
                count,
            )
        else:
            words = self.tr(
                "%Ln of {all} people were written to “{file}”, those who are listed: names, states, dates, groups, "
                "cards, notes and consents, and nothing of any face. It holds personal data: keep it safe.",
                None,
                count,
            )
        return words.format(all=QLocale().toString(everybody), file=path.name)

    def _show_people(self, people: Sequence[Person], groups: Sequence[str]) -> None:
        self.panel.show_people(people, groups)
        if self.selected() is None:
            self._detail.hide()
            self._show_list(True)
        self.people_read.emit(people)

    @Slot()
    def _on_chosen(self) -> None:
        person = self.selected()
        assert person is not None
        another = self._detail.person is None or self._detail.person.person_id != person.person_id
        self._detail.show_person(person, self._thumbnails.get(person.person_id))
        if another or self._detail.isHidden():
            self._read_templates(person.person_id)
        if self._has_room_for_both():
            self._detail.show()

    @Slot()
    def _open_detail(self) -> None:
        if self.selected() is None:
            return
        self._detail.show()
        self._show_list(self._has_room_for_both())
        if not self._has_room_for_both():
            self._detail.focus_back()

    @Slot()
    def _back_to_list(self) -> None:
        self._detail.hide()
        self._show_list(True)
        self.panel.view.setFocus()

    @Slot()
    def _on_thumbnails(self) -> None:
        self.panel.view.viewport().update()
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
        column = QWidget()
        column.setMaximumWidth(WIDTH_AT_MOST_PX)
        both = QHBoxLayout(column)
        both.setContentsMargins(24, 18, 16, 10)
        both.setSpacing(16)
        both.addWidget(self.panel, 1)
        both.addWidget(self._detail)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def _connect(self) -> None:
        self._thumbnails.loaded.connect(self._on_thumbnails)
        panel, detail = self.panel, self._detail
        panel.chosen.connect(self._on_chosen)
        panel.opened.connect(self._open_detail)
        panel.removal_wanted.connect(self._ask_to_remove)
        panel.add_wanted.connect(self.add_wanted)
        panel.import_wanted.connect(self.import_folder)
        panel.export_wanted.connect(self._choose_export)
        panel.notice.resume_wanted.connect(self._resume_import)
        panel.notice.dismissed.connect(self._dismiss_cut_off)
        detail.back_wanted.connect(self._back_to_list)
        detail.edit_wanted.connect(self.edit_person)
        detail.suspension_wanted.connect(self._suspend)
        detail.removal_wanted.connect(self._ask_to_remove)
        detail.template_removal_wanted.connect(self._ask_to_remove_template)
        detail.pictures_wanted.connect(self._on_pictures_wanted)
        BackByEscape(self, self.panel.isHidden, self._back_to_list)

    @Slot()
    def _on_pictures_wanted(self) -> None:
        if self._detail.person is not None:
            self.pictures_wanted.emit(self._detail.person)

    def _has_room_for_both(self) -> bool:
        return self.width() >= _BOTH_FROM_WIDTH_PX

    def _show_list(self, wanted: bool) -> None:
        self.panel.setVisible(wanted)
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
