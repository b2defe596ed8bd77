"""The enrolled people: see, find, add, remove."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QSize, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QPushButton,
    QScroller,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from faceapp.domain.records import Person
from faceapp.ui import icons, style
from faceapp.ui.people_list import PERSON_ROLE, PeopleModel, PersonCard

_COUNT_FROM_WIDTH_PX = 820
_WIDTH_AT_MOST_PX = 1280  # longer lines are hard to follow


class PeopleScreen(QWidget):
    """Shows people and asks for changes; the window carries them out.

    Signals:
        add_wanted: The user wants to add a person.
        removal_confirmed: The `Person` to remove, after the user agreed.
    """

    add_wanted = Signal()
    removal_confirmed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self._model = PeopleModel(self)
        self._filtered = QSortFilterProxyModel(self)
        self._filtered.setSourceModel(self._model)
        self._filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._title = QLabel()
        self._title.setObjectName("title")
        self._count = QLabel()
        self._count.setObjectName("muted")
        self._search = QLineEdit()
        self._search.setClearButtonEnabled(True)
        self._search.setMinimumWidth(150)
        self._search.setMaximumWidth(320)
        self._lens = QAction(self._search)
        self._search.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self._search.textChanged.connect(self._filtered.setFilterFixedString)
        self._remove = QPushButton()
        self._remove.clicked.connect(self._ask_to_remove)
        self._add = QPushButton()
        self._add.setObjectName("primary")
        self._add.clicked.connect(self.add_wanted)
        for button in (self._remove, self._add):
            button.setIconSize(QSize(20, 20))
        self._view = QListView()
        self._view.setModel(self._filtered)
        self._view.setItemDelegate(PersonCard(self._view))
        self._view.setMouseTracking(True)
        self._view.setUniformItemSizes(True)
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._view.selectionModel().selectionChanged.connect(self._update_buttons)
        QScroller.grabGesture(self._view.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._ask_to_remove)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._view)
        self._pages.addWidget(self._empty_page())
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._search, 2)
        head.addWidget(self._remove)
        head.addWidget(self._add)
        column = QWidget()
        column.setMaximumWidth(_WIDTH_AT_MOST_PX)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(24, 20, 16, 8)
        inside.setSpacing(16)
        inside.addLayout(head)
        inside.addWidget(self._pages, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)
        self._people: Sequence[Person] = ()
        self._retranslate()
        self._tint()

    def set_people(self, people: Sequence[Person]) -> None:
        """Show these people."""
        self._people = people
        self._model.set_people(people)
        self._count.setText(self.tr("%n enrolled", None, len(people)) if people else "")
        self._search.setVisible(len(people) > 0)
        self._remove.setVisible(len(people) > 0)
        self._pages.setCurrentIndex(0 if people else 1)
        self._update_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the count out where the head of the page is narrow."""
        super().resizeEvent(event)
        self._count.setVisible(self.width() >= _COUNT_FROM_WIDTH_PX)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("People"))
        self._search.setPlaceholderText(self.tr("Find a name"))
        self._search.setAccessibleName(self.tr("Find a name"))
        self._remove.setText(self.tr("&Remove…"))
        self._add.setText(self.tr("&Add person"))
        self._view.setAccessibleName(self.tr("Enrolled people"))
        self._empty_title.setText(self.tr("Nobody is enrolled yet"))
        self._empty_hint.setText(self.tr("Add the first person from the camera, photographs or clips."))
        self.set_people(self._people)

    def _tint(self) -> None:
        self._lens.setIcon(icons.icon("search"))
        self._remove.setIcon(icons.icon("trash", style.theme().text))
        self._add.setIcon(icons.icon("person-add", style.theme().on_accent))

    def selected(self) -> Person | None:
        """Who is selected."""
        indexes = self._view.selectionModel().selectedIndexes()
        person = indexes[0].data(PERSON_ROLE) if indexes else None
        return person if isinstance(person, Person) else None

    def select(self, person_id: int) -> None:
        """Select a person and scroll there."""
        for row in range(self._filtered.rowCount(QModelIndex())):
            index = self._filtered.index(row, 0)
            if index.data(PERSON_ROLE).person_id == person_id:
                self._view.setCurrentIndex(index)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        sign = icons.Sign("people", "faint", 84)
        self._empty_title = QLabel()
        self._empty_title.setObjectName("section")
        self._empty_title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty_hint = QLabel()
        self._empty_hint.setObjectName("muted")
        self._empty_hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty_hint.setWordWrap(True)
        layout = QVBoxLayout(page)
        layout.setSpacing(8)
        layout.addStretch(2)
        for label in (sign, self._empty_title, self._empty_hint):
            layout.addWidget(label)
        layout.addStretch(3)
        return page

    @Slot()
    def _update_buttons(self) -> None:
        self._remove.setEnabled(self.selected() is not None)

    @Slot()
    def _ask_to_remove(self) -> None:
        person = self.selected()
        if person is None:
            return
        question = QMessageBox(self)
        question.setWindowTitle(self.tr("Remove person"))
        question.setText(self.tr("Remove {name}?").format(name=person.name))
        question.setInformativeText(
            self.tr(
                "The name and every template of the face are erased for good, and the door no longer opens for "
                "{name}. The record of past decisions keeps only the number {id}."
            ).format(name=person.name, id=person.person_id)
        )
        remove = question.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        remove.setObjectName("danger")
        remove.style().polish(remove)  # it was styled by its former name already
        keep = question.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(keep)
        question.exec()
        if question.clickedButton() is remove:
            self.removal_confirmed.emit(person)
