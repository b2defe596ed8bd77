"""The list of people with all that is chosen, searched and begun from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QLocale, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
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

from faceapp.domain.records import Person
from faceapp.ui import icons, style
from faceapp.ui.avatars import Thumbnails
from faceapp.ui.empty_page import EmptyPage
from faceapp.ui.import_notice import ImportNotice
from faceapp.ui.people_filter_bar import PeopleFilterBar
from faceapp.ui.people_list import PERSON_ROLE, PeopleFilter, PeopleModel, PersonCard


class PeoplePanel(QWidget):
    """Lists people, and says who is chosen.

    Args:
        thumbnails: Where pictures come from.
        parent: Qt's parent.

    Signals:
        chosen: Somebody is selected.
        opened: Whoever is selected is to be shown, by a click or Return.
        removal_wanted: Remove whoever is selected.
        add_wanted: Enrol somebody new.
        import_wanted: Import a folder per person.
        export_wanted: Write the list to a file.
    """

    chosen = Signal()
    opened = Signal()
    removal_wanted = Signal()
    add_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._select_next: int | None = None
        self._people: Sequence[Person] = ()
        self._say: Callable[[], str] = str
        self.model = PeopleModel(self)
        self.filtered = PeopleFilter(self.model, self)
        self.bar = PeopleFilterBar()
        self.title, self.count, self._told = QLabel(), QLabel(), QLabel()
        self.notice = ImportNotice()
        self.more, self.add = QToolButton(), QPushButton()
        menu = QMenu(self.more)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # the button alone has its sign at the other side
        self.import_action = menu.addAction("", self.import_wanted.emit)
        self.export_action = menu.addAction("", self.export_wanted.emit)
        self.more.setMenu(menu)
        self.view = QListView()
        self.view.setItemDelegate(PersonCard(thumbnails, self.view))
        self.empty, self.none_fits = EmptyPage("people"), EmptyPage("search")
        self._pages = QStackedWidget()
        self._build()
        self._connect()
        self._retranslate()

    @property
    def people(self) -> Sequence[Person]:
        """Everybody, also those who do not fit what is searched for."""
        return self._people

    def show_people(self, people: Sequence[Person], groups: Sequence[str]) -> None:
        """List these people; whoever was selected stays so."""
        chosen = self._select_next if self._select_next is not None else self._selected_id()
        self._people = people
        self.model.set_people(people)
        self.bar.set_groups(groups)
        self.bar.setVisible(bool(people))
        self.export_action.setEnabled(bool(people))
        self._on_filtered()
        if chosen is not None:
            self.select(chosen)

    def selected(self) -> Person | None:
        """Who is selected."""
        indexes = self.view.selectionModel().selectedIndexes()
        person = indexes[0].data(PERSON_ROLE) if indexes else None
        return person if isinstance(person, Person) else None

    def select(self, person_id: int) -> None:
        """Select a person and scroll there, as soon as the list has one of that id."""
        self._select_next = person_id
        row = next((row for row, person in enumerate(self.model.people) if person.person_id == person_id), None)
        index = QModelIndex() if row is None else self.filtered.mapFromSource(self.model.index(row, 0))
        if index.isValid():
            self.view.setCurrentIndex(index)
            self._select_next = None

    def tell(self, words: Callable[[], str]) -> None:
        """Say what came of something, until somebody is selected.

        Args:
            words: What to say, in the language of the moment; empty: nothing.
        """
        self._say = words
        self._told.setText(words())
        self._told.setVisible(bool(words()))

    @property
    def told(self) -> str:
        """What is said above the list, if anything."""
        return self._told.text() if self._told.isVisible() else ""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self.title.setObjectName("title")
        self.count.setObjectName("muted")
        self._told.setObjectName("muted")
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)  # a file's name is no markup
        self._told.hide()
        self.more.setObjectName("quiet")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.more.setMinimumSize(44, 44)
        self.add.setObjectName("primary")
        self.add.setIconSize(QSize(20, 20))
        self.view.setModel(self.filtered)
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        QScroller.grabGesture(self.view.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        for page in (self.view, self.empty, self.none_fits):
            self._pages.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.more)
        head.addWidget(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addWidget(self.notice)
        layout.addWidget(self._told)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_wanted)
        self.empty.button.clicked.connect(self.add_wanted)
        self.none_fits.button.clicked.connect(self.bar.clear)
        self.bar.changed.connect(self._on_filtered)
        self.bar.order_changed.connect(self._on_sorted)
        self.view.selectionModel().selectionChanged.connect(self._on_selected)
        self.view.clicked.connect(self.opened)
        self.view.activated.connect(self.opened)
        for key, wanted in ((QKeySequence.StandardKey.Delete, self.removal_wanted), ("Return", self.opened)):
            shortcut = QShortcut(QKeySequence(key), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(wanted)

    @Slot()
    def _on_filtered(self) -> None:
        bar = self.bar
        self.filtered.choose(text=bar.text, standing=bar.standing, group=bar.group)
        shown, all_of_them = self.filtered.rowCount(QModelIndex()), len(self._people)
        if shown == all_of_them:
            self.count.setText(self.tr("%Ln enrolled", None, all_of_them))
        else:
            self.count.setText(
                self.tr("{shown} of {all}").format(shown=QLocale().toString(shown), all=QLocale().toString(all_of_them))
            )
        self.count.setVisible(all_of_them > 0)
        self._pages.setCurrentWidget(self.empty if not all_of_them else self.view if shown else self.none_fits)

    @Slot()
    def _on_sorted(self) -> None:
        chosen = self._selected_id()
        self.model.sort_by(self.bar.order)
        if chosen is not None:
            self.select(chosen)

    @Slot()
    def _on_selected(self) -> None:
        if self.selected() is not None:
            self.tell(str)
            self.chosen.emit()

    def _selected_id(self) -> int | None:
        person = self.selected()
        return None if person is None else person.person_id

    def _retranslate(self) -> None:
        self.title.setText(self.tr("People"))
        self.tell(self._say)
        self.more.setText(self.tr("More"))
        self.more.setIcon(icons.icon("chevron-down"))
        self.more.setAccessibleName(self.tr("Import and export"))
        self.import_action.setText(self.tr("&Import a folder per person…"))
        self.import_action.setIcon(icons.icon("folder-add", style.theme().text))
        self.export_action.setText(self.tr("&Export the list…"))
        self.export_action.setIcon(icons.icon("download", style.theme().text))
        self.add.setText(self.tr("&Add person"))
        self.add.setIcon(icons.icon("person-add", style.theme().on_accent))
        self.view.setAccessibleName(self.tr("Enrolled people"))
        self.empty.set_words(
            self.tr("Nobody is enrolled yet"),
            self.tr("Add the first person from the camera, photographs or clips."),
            self.tr("Add the first person"),
        )
        self.none_fits.set_words(
            self.tr("Nobody fits"),
            self.tr("No enrolled person is of that name, state and group."),
            self.tr("Show everybody"),
        )
        self._on_filtered()
