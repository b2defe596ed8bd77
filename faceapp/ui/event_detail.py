"""One event with all that is on record of it, and the way to say what it was in truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from faceapp.domain.event_filter import RecordedEvent
from faceapp.domain.event_labels import EventLabel, Label
from faceapp.domain.records import AccessEvent, Outcome, Person
from faceapp.ui import event_words, icons, outcome_signs, style
from faceapp.ui.choice_box import ChoiceBox
from faceapp.ui.words import translated

MOST_NOTE_CHARACTERS = 500


class EventDetail(QFrame):
    """A panel for one event.

    Args:
        name_of: The name of a person id, None when the person was removed.
        parent: Qt's parent.

    Signals:
        mark_wanted: Id of the event, the `Label` or None to take it back, id of who was missed or None, and a note.
        closed: The user wants to go back to the list.
    """

    mark_wanted = Signal(int, object, object, str)
    closed = Signal()

    def __init__(self, name_of: Callable[[int], str | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._name_of = name_of
        self._recorded: RecordedEvent | None = None
        self._changes: tuple[EventLabel, ...] = ()
        self._sign, self._who, self._when, self._why, self._door = (QLabel() for _ in range(5))
        self._who.setObjectName("section")
        self._when.setObjectName("muted")
        for label in (self._who, self._why, self._door):
            label.setWordWrap(True)
        self._rows = [(QLabel(), QLabel()) for _ in range(7)]
        self._marking, self._said, self._history = QLabel(), QLabel(), QLabel()
        self._marking.setObjectName("section")
        self._history.setObjectName("muted")
        for label in (self._said, self._history):
            label.setWordWrap(True)
        for label in (self._who, self._said, self._history, *(value for _, value in self._rows)):
            label.setTextFormat(Qt.TextFormat.PlainText)  # names, notes and addresses are no markup
        self._note = QLineEdit()
        self._note.setMaxLength(MOST_NOTE_CHARACTERS)
        self._missed_person: ChoiceBox[int | None] = ChoiceBox()
        self._right, self._wrong, self._missed, self._take_back, self._back = (QPushButton() for _ in range(5))
        self._build()
        self._retranslate()
        self.show_event(None)
        self._right.clicked.connect(self._say_right)
        self._wrong.clicked.connect(self._say_wrong)
        self._missed.clicked.connect(self._say_missed)
        self._take_back.clicked.connect(self._say_nothing)
        self._missed_person.currentIndexChanged.connect(self._update)
        self._back.clicked.connect(self.closed)

    @property
    def event_id(self) -> int | None:
        """Id of the event that is shown."""
        return None if self._recorded is None else self._recorded.event_id

    def set_people(self, people: Sequence[Person]) -> None:
        """Offer these people as those who may have been missed."""
        entries: list[tuple[str, int | None]] = [(self.tr("Choose who it was"), None)]
        self._missed_person.offer(entries + [(person.name, person.person_id) for person in people])
        self._fill()

    def show_event(self, recorded: RecordedEvent | None) -> None:
        """Show an event; None for an empty panel."""
        if recorded is None or recorded.event_id != self.event_id:
            self._note.clear()
            self._missed_person.setCurrentIndex(0)
            self._changes = ()
        self._recorded = recorded
        self._fill()

    def show_changes(self, changes: Sequence[EventLabel]) -> None:
        """Show everything that was ever said of the event, oldest first."""
        self._changes = tuple(changes)
        self._fill()

    def show_back(self, wanted: bool) -> None:
        """Offer the way back to the list."""
        self._back.setVisible(wanted)

    def focus_back(self) -> None:
        """Put the focus on the way back."""
        self._back.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language, and another theme's signs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._who)
        names.addWidget(self._when)
        head.addLayout(names, 1)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, value in self._rows:
            words.setObjectName("muted")
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(words, value)
        self._right.setObjectName("small")
        self._back.setObjectName("small")
        for button in (self._wrong, self._missed, self._take_back, self._right):
            button.setObjectName("small")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(head)
        column.addWidget(self._why)
        column.addWidget(self._door)
        column.addLayout(form)
        column.addSpacing(6)
        for widget in (self._marking, self._said, self._note, self._missed_person):
            column.addWidget(widget)
        for button in (self._missed, self._wrong, self._right, self._take_back):
            column.addWidget(button)
        column.addWidget(self._history)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(area)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("The decision that is chosen"))
        self._back.setText(self.tr("Back to the list"))
        self._back.setIcon(icons.icon("back", style.theme().text))
        self._marking.setText(self.tr("What was it in truth?"))
        self._note.setPlaceholderText(self.tr("A note, without names"))
        self._note.setAccessibleName(self.tr("Note"))
        self._missed_person.setAccessibleName(self.tr("Who it was"))
        if self._missed_person.count():
            self._missed_person.setItemText(0, self.tr("Choose who it was"))
        else:  # nobody may be enrolled, and decisions there are all the same
            self._missed_person.offer([(self.tr("Choose who it was"), None)])
        self._right.setText(self.tr("It was right"))
        self._wrong.setText(self.tr("It was somebody else"))
        self._missed.setText(self.tr("It was this person"))
        self._take_back.setText(self.tr("Take the mark back"))
        self._fill()

    def _fill(self) -> None:
        recorded = self._recorded
        for widget in self._filled():
            widget.setVisible(recorded is not None)
        if recorded is None:
            self._sign.clear()
            self._who.setText(self.tr("No decision is chosen"))
            self._when.setText(self.tr("Choose one in the list to see all of it."))
            return
        event = recorded.event
        granted = event.outcome is Outcome.GRANTED
        self._sign.setPixmap(outcome_signs.pixmap(granted, 40))
        self._sign.setAccessibleName(event_words.outcome_words(event.outcome))
        who = event_words.who_words(event, self._name_of)
        self._who.setText(who if granted else f"{event_words.outcome_words(event.outcome)}: {who}")
        self._when.setText(event_words.moment_words(event.occurred_at))
        self._why.setText(event_words.reason_sentence(event.reason))
        self._door.setText(_door_words(event))
        locale = QLocale()
        rows = (
            (self.tr("Score"), event_words.score_words(event.score)),
            (self.tr("Threshold"), event_words.score_words(event.threshold)),
            (self.tr("Pictures judged"), locale.toString(event.frames)),
            (self.tr("Time taken"), event_words.seconds_words(event.latency_s)),
            (self.tr("Camera"), event.source),
            (self.tr("Encoder"), _breakable(event.encoder_id)),
            (self.tr("Number"), locale.toString(recorded.event_id)),
        )
        for (title, value), (words, text) in zip(self._rows, rows, strict=True):
            title.setText(words)
            value.setText(text)
        self._fill_marking(recorded)

    def _fill_marking(self, recorded: RecordedEvent) -> None:
        granted = recorded.event.outcome is Outcome.GRANTED
        marked = recorded.label is not None
        said = event_words.label_words(recorded.label, self._name_of)
        note = "" if recorded.label is None else recorded.label.note
        self._said.setText(
            self.tr("Nothing is said of it yet. A mark is evidence for the next calibration; it changes no template.")
            if not marked
            else self.tr("Marked: {words}").format(words=said) + (f" ({note})" if note else "")
        )
        self._wrong.setVisible(granted)
        unnamed = not recorded.event.reason.names_person
        self._missed.setVisible(unnamed)
        self._missed_person.setVisible(unnamed)
        self._take_back.setVisible(marked)
        lines = [
            self.tr("{moment}, {author}: {words}").format(
                moment=event_words.moment_words(change.created_at),
                author=change.author,
                words=event_words.label_words(change, self._name_of) or self.tr("mark taken back"),
            )
            for change in reversed(self._changes)
        ]
        self._history.setText("\n".join(lines))
        self._history.setVisible(bool(lines))
        self._update()

    def _filled(self) -> list[QWidget]:
        """What an empty panel has not."""
        rows: list[QWidget] = [widget for row in self._rows for widget in row]
        lines: list[QWidget] = [self._sign, self._why, self._door, self._marking, self._said, self._note]
        choices: list[QComboBox] = [self._missed_person]
        buttons = [self._right, self._wrong, self._missed, self._take_back]
        return [*rows, *lines, *choices, *buttons, self._history]

    @Slot()
    def _update(self) -> None:
        self._missed.setEnabled(self._missed_person.value is not None)

    @Slot()
    def _say_right(self) -> None:
        self._say(Label.RIGHT)

    @Slot()
    def _say_wrong(self) -> None:
        self._say(Label.WRONG_PERSON)

    @Slot()
    def _say_missed(self) -> None:
        self._say(Label.MISSED, self._missed_person.value)

    @Slot()
    def _say_nothing(self) -> None:
        self._say(None)

    def _say(self, label: Label | None, person_id: int | None = None) -> None:
        if self._recorded is not None:
            self.mark_wanted.emit(self._recorded.event_id, label, person_id, self._note.text())
            self._note.clear()


def _door_words(event: AccessEvent) -> str:
    """What became of the door; a fault that is on record as a mere text in its own words, which are English."""
    if event.door == "opened":
        return QCoreApplication.translate("Events", "The door was opened.")
    if event.door == "closed":
        if event.outcome is Outcome.GRANTED:
            return QCoreApplication.translate("Events", "No door was opened: decisions were only recorded.")
        return QCoreApplication.translate("Events", "The door stayed closed.")
    return QCoreApplication.translate("Events", "The door did not answer: {fault}").format(fault=translated(event.door))


def _breakable(text: str) -> str:
    """Let a long id be broken at its sign."""
    return text.replace("@", "@\u200b")
