"""Everything that is known of one person, and what can be done about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from faceapp.domain.admission import standing_of
from faceapp.domain.records import Person, Template
from faceapp.ui import icons, style
from faceapp.ui.avatars import draw_avatar
from faceapp.ui.people_list import chip_colour
from faceapp.ui.people_words import (
    day_words,
    instant_words,
    local_day,
    quality_words,
    seen_words,
    source_words,
    standing_icon,
    standing_words,
    templates_words,
    validity_words,
)


class PersonDetail(QFrame):
    """Shows one person at a time.

    Args:
        encoder_id: Whose templates are in use.
        parent: Qt's parent.

    Signals:
        back_wanted: Back to the list, where there is no room for both.
        edit_wanted: Change the details.
        suspension_wanted: True to suspend, False to let in again.
        pictures_wanted: Add pictures.
        removal_wanted: Remove the person.
        template_removal_wanted: Remove that `Template`.
    """

    back_wanted = Signal()
    edit_wanted = Signal()
    suspension_wanted = Signal(bool)
    pictures_wanted = Signal()
    removal_wanted = Signal()
    template_removal_wanted = Signal(object)

    def __init__(self, encoder_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._encoder_id = encoder_id
        self._person: Person | None = None
        self._templates: tuple[Template, ...] | None = None
        # Not at once: Qt goes through all widgets when the theme changes, and must not lose some on its way.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._retranslate)
        self._back = QToolButton()
        self._back.setObjectName("quiet")
        self._back.setIconSize(QSize(28, 28))
        self._back.setMinimumSize(44, 44)
        self._back.clicked.connect(self.back_wanted)
        self._portrait = _Portrait()
        self._name = QLabel()
        self._name.setObjectName("title")
        self._name.setWordWrap(True)
        self._name.setTextFormat(Qt.TextFormat.PlainText)  # it is no markup
        self._sign = QLabel()
        self._state = QLabel()
        self._state.setWordWrap(True)
        self._edit, self._suspend, self._add, self._remove = (QPushButton() for _ in range(4))
        self._edit.clicked.connect(self.edit_wanted)
        self._suspend.clicked.connect(self._on_suspend)
        self._add.clicked.connect(self.pictures_wanted)
        self._remove.clicked.connect(self.removal_wanted)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(8)
        self._facts.setColumnStretch(1, 1)
        self._heading = QLabel()
        self._heading.setObjectName("section")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self._build()
        self._retranslate()

    @property
    def person(self) -> Person | None:
        """Who is shown."""
        return self._person

    def show_person(self, person: Person, picture: QPixmap | None) -> None:
        """Show a person; the templates follow by `show_templates`, unless the same person's are there."""
        if self._person is None or self._person.person_id != person.person_id:
            self._templates = None
        self._person = person
        self._portrait.show_person(person, picture)
        self._fill()

    def show_templates(self, person_id: int, templates: Sequence[Template]) -> None:
        """Show a person's templates, if the person is still shown."""
        if self._person is not None and self._person.person_id == person_id:
            self._templates = tuple(templates)
            self._fill_templates()

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show a thumbnail that was loaded meanwhile."""
        if self._person is not None:
            self._portrait.show_person(self._person, picture)

    def show_back(self, wanted: bool) -> None:
        """Whether there is a way back to the list to be shown."""
        self._back.setVisible(wanted)

    def focus_back(self) -> None:
        """Put the focus on the way back."""
        self._back.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._later.start()
        super().changeEvent(event)

    def _build(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self._sign)
        state.addWidget(self._state, 1)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._name)
        names.addLayout(state)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._portrait, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        actions = QGridLayout()
        actions.setSpacing(8)
        for place, button in enumerate((self._edit, self._suspend, self._add, self._remove)):
            button.setIconSize(QSize(20, 20))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            actions.addWidget(button, place // 2, place % 2)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 16, 14, 16)
        column.setSpacing(14)
        column.addLayout(head)
        column.addLayout(actions)
        column.addLayout(self._facts)
        column.addWidget(self._heading)
        column.addLayout(self._rows)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.addWidget(self._scroll)

    def _retranslate(self) -> None:
        theme = style.theme()
        self._back.setAccessibleName(self.tr("Back to the list"))
        self._back.setToolTip(self.tr("Back to the list"))
        self._back.setIcon(icons.icon("back", theme.text))
        self._edit.setText(self.tr("&Edit…"))
        self._edit.setIcon(icons.icon("edit", theme.text))
        self._add.setText(self.tr("Add &pictures…"))
        self._add.setIcon(icons.icon("camera", theme.text))
        self._remove.setText(self.tr("&Remove…"))
        self._remove.setIcon(icons.icon("trash", theme.denied))
        if self._person is not None:
            self._fill()

    def _fill(self) -> None:
        person = self._person
        assert person is not None
        theme = style.theme()
        standing = standing_of(person, date.today())
        self.setAccessibleName(person.name)
        self._name.setText(person.name)
        self._scroll.setAccessibleName(person.name)
        self._sign.setPixmap(icons.pixmap(standing_icon(standing), chip_colour(standing), 20))
        self._state.setText(standing_words(standing))
        self._suspend.setText(self.tr("&Let in again") if person.suspended else self.tr("&Suspend"))
        self._suspend.setIcon(icons.icon("resume" if person.suspended else "pause", theme.text))
        consent = self.tr("Not on record")
        if person.consent is not None:
            consent = self.tr("{day}, put down by {who}").format(
                day=day_words(local_day(person.consent.given_at)), who=person.consent.recorded_by
            )
            if person.consent.text_version:
                consent = self.tr("{consent}, to “{version}”").format(
                    consent=consent, version=person.consent.text_version
                )
        facts = [
            (self.tr("May enter"), validity_words(person)),
            (self.tr("Groups"), ", ".join(person.groups)),
            (self.tr("Card number"), person.card),
            (self.tr("At the door"), seen_words(person)),
            (self.tr("Enrolled"), day_words(local_day(person.created_at))),
            (self.tr("Consent"), consent),
            (self.tr("Notes"), person.notes),
        ]
        _clear(self._facts)
        for row, (what, value) in enumerate((what, value) for what, value in facts if value):
            label = QLabel(what)
            label.setObjectName("muted")
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            said = QLabel(value)
            said.setTextFormat(Qt.TextFormat.PlainText)
            said.setWordWrap(True)
            said.setAccessibleName(f"{what}: {value}")
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addWidget(label, row, 0)
            self._facts.addWidget(said, row, 1)
        self._heading.setText(templates_words(person.templates))
        self._fill_templates()

    def _fill_templates(self) -> None:
        _clear(self._rows)
        templates = self._templates or ()
        of_encoder = Counter(template.encoder_id for template in templates)
        for template in templates:
            self._rows.addWidget(self._row(template, of_encoder[template.encoder_id] > 1))

    def _row(self, template: Template, removable: bool) -> QFrame:
        row = QFrame()
        row.setObjectName("row")
        source = QLabel(source_words(template.source))
        source.setTextFormat(Qt.TextFormat.PlainText)
        source.setWordWrap(True)
        in_use = template.encoder_id == self._encoder_id
        if in_use:
            told = self.tr("{quality} · {day}").format(
                quality=quality_words(template.quality), day=instant_words(template.created_at)
            )
        else:
            told = self.tr("Of another encoder: not used")
        about = QLabel(told)
        about.setObjectName("muted")
        about.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(source)
        words.addWidget(about)
        remove = QToolButton()
        remove.setObjectName("quiet")
        remove.setIcon(icons.icon("trash"))
        remove.setIconSize(QSize(20, 20))
        remove.setMinimumSize(44, 44)
        remove.setEnabled(removable)
        remove.setAccessibleName(self.tr("Remove the template {source}").format(source=source.text()))
        remove.setToolTip(
            self.tr("Remove this template") if removable else self.tr("The only template cannot be removed.")
        )
        remove.clicked.connect(lambda: self.template_removal_wanted.emit(template))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(14, 6, 6, 6)
        layout.addLayout(words, 1)
        layout.addWidget(remove)
        return row

    def _on_suspend(self) -> None:
        if self._person is not None:
            self.suspension_wanted.emit(not self._person.suspended)


class _Portrait(QWidget):
    """A person's picture or initials."""

    def __init__(self) -> None:
        super().__init__()
        self._person: Person | None = None
        self._picture: QPixmap | None = None
        self.setFixedSize(76, 76)

    def show_person(self, person: Person, picture: QPixmap | None) -> None:
        """Show a person."""
        self._person, self._picture = person, picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        if self._person is None:
            return
        painter = QPainter(self)
        draw_avatar(painter, QPointF(38, 38), 37, self._person.name, self._person.person_id, self._picture)
        painter.end()


def _clear(layout: QGridLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
