"""What a threshold is asked for: a rate or days, and what to find it from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from faceapp.domain.claims_in_force import name_target
from faceapp.domain.comparison_summary import MAX_FMR
from faceapp.domain.messages import Message
from faceapp.ui import icons, style
from faceapp.ui.number_box import whole_number_box
from faceapp.ui.words import plain_tip

PRESETS = (1_000, 10_000, 100_000)
_LARGEST = 1_000_000_000
_MOST_DAYS = 36_500
_MOST_ATTEMPTS = 100_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for.

    Attributes:
        fmr: False match rate of a comparison; None where days were asked for.
        days: One false entry in so many days, and strangers' attempts a day; None where a rate was asked for.
        images: A folder per person with further pictures.
        replay: A folder per person with recorded approaches.
    """

    fmr: float | None
    days: tuple[float, float] | None
    images: Path | None
    replay: Path | None


class FolderRow(QWidget):
    """A folder that may be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._title, self._hint = "", ""
        self._name, self._shown = QLabel(), QLabel()
        self._shown.setObjectName("muted")
        self._shown.setWordWrap(True)
        self._shown.setTextFormat(Qt.TextFormat.PlainText)  # a folder's name is no markup
        self._choose, self._clear = QPushButton(), QToolButton()
        self._choose.setObjectName("small")
        self._choose.clicked.connect(self._ask)
        self._clear.setObjectName("quiet")
        self._clear.setIconSize(QSize(18, 18))
        self._clear.setMinimumSize(44, 44)
        self._clear.clicked.connect(lambda: self.set_path(None))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._shown)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(words, 1)
        layout.addWidget(self._clear)
        layout.addWidget(self._choose)
        self.setFocusProxy(self._choose)
        self.set_path(None)

    @property
    def path(self) -> Path | None:
        """The folder that was chosen."""
        return self._path

    def set_path(self, path: Path | None) -> None:
        """Choose a folder, or none."""
        self._path = path
        self._clear.setVisible(path is not None)
        self._show_path()

    def set_words(self, title: str, hint: str) -> None:
        """Say what the folder is for."""
        self._title, self._hint = title, hint
        self._name.setText(title)
        self._choose.setText(self.tr("Choose…"))
        self._choose.setAccessibleName(self.tr("Choose a folder: {name}").format(name=title))
        self._clear.setAccessibleName(self.tr("Without a folder: {name}").format(name=title))
        self._show_path()

    def tint(self) -> None:
        """Take the theme's colours."""
        self._clear.setIcon(icons.icon("close", style.theme().text))

    def _show_path(self) -> None:
        self._shown.setText(self._hint if self._path is None else self._path.name)
        self._shown.setToolTip("" if self._path is None else plain_tip(str(self._path)))

    @Slot()
    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._title)
        if chosen:
            self.set_path(Path(chosen))


class TargetPanel(QFrame):
    """Presets, a rate or days of one's own, and folders.

    Signals:
        changed: What is asked for.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._title, self._meaning = QLabel(), QLabel()
        self._title.setObjectName("section")
        self._meaning.setObjectName("muted")
        self._meaning.setWordWrap(True)
        self._group = QButtonGroup(self)
        self.presets = tuple(QRadioButton() for _ in PRESETS)
        self.days_choice, self.own_choice = QRadioButton(), QRadioButton()
        for button in (*self.presets, self.days_choice, self.own_choice):
            self._group.addButton(button)
        self.presets[1].setChecked(True)
        self.own = whole_number_box(round(1 / MAX_FMR), _LARGEST, 50_000)
        self.days, self.attempts = whole_number_box(1, _MOST_DAYS, 365), whole_number_box(1, _MOST_ATTEMPTS, 20)
        self._days_words, self._attempts_words = QLabel(), QLabel()
        self._days_form = QWidget()
        form = QFormLayout(self._days_form)
        form.setContentsMargins(34, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self._days_words, self.days)
        form.addRow(self._attempts_words, self.attempts)
        self._days_words.setBuddy(self.days)
        self._attempts_words.setBuddy(self.attempts)
        self.images, self.replay = FolderRow(), FolderRow()
        self._more = QLabel()
        self._more.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 18)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        for button in self.presets:
            layout.addWidget(button)
        layout.addWidget(self.own_choice)
        own_room = QHBoxLayout()
        own_room.setContentsMargins(34, 0, 0, 0)
        own_room.addWidget(self.own)
        own_room.addStretch(1)
        layout.addLayout(own_room)
        layout.addWidget(self.days_choice)
        layout.addWidget(self._days_form)
        layout.addWidget(self._meaning)
        layout.addSpacing(10)
        layout.addWidget(self._more)
        layout.addWidget(self.images)
        layout.addWidget(self.replay)
        inputs = (*self.presets, self.own_choice, self.own, self.days_choice, self.days, self.attempts)
        for first, second in pairwise((*inputs, self.images, self.replay)):
            self.setTabOrder(first, second)
        self._group.buttonToggled.connect(self._fit)
        for box in (self.own, self.days, self.attempts):
            box.valueChanged.connect(self._explain)
        self._retranslate()
        self._fit()

    @property
    def wish(self) -> Wish:
        """What is asked for."""
        days = (float(self.days.value()), float(self.attempts.value())) if self.days_choice.isChecked() else None
        return Wish(None if days else 1 / self._number(), days, self.images.path, self.replay.path)

    @property
    def asked(self) -> Message:
        """What is asked for, in a few words."""
        wish = self.wish
        days, attempts = wish.days if wish.days is not None else (None, None)
        return name_target(wish.fmr or 0.0, days, attempts)

    def ask_for_rate(self, number: int) -> None:
        """Ask for a false match rate of 1 in a number."""
        if number in PRESETS:
            self.presets[PRESETS.index(number)].setChecked(True)
        else:
            self.own.setValue(number)
            self.own_choice.setChecked(True)

    def ask_for_days(self, days: float, attempts: float) -> None:
        """Ask for one false entry in so many days."""
        self.days.setValue(round(days))
        self.attempts.setValue(round(attempts))
        self.days_choice.setChecked(True)

    def set_enrolled(self, people: int) -> None:
        """Without anybody enrolled nothing can be said in days."""
        self.days_choice.setEnabled(people > 0)
        if people == 0 and self.days_choice.isChecked():
            self.presets[1].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language, and another theme's signs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LocaleChange):
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Find a threshold"))
        numbers = [QLocale().toString(number) for number in PRESETS]
        for button, words, number in zip(
            self.presets,
            (
                self.tr("1 in {number}: convenient"),
                self.tr("1 in {number}: for most doors"),
                self.tr("1 in {number}: strict"),
            ),
            numbers,
            strict=True,
        ):
            button.setText(words.format(number=number))
            button.setAccessibleName(self.tr("A false match rate of {rate}").format(rate=button.text()))
        self.own_choice.setText(self.tr("Another rate"))
        self.own.setPrefix(self.tr("1 in "))
        self.own.setAccessibleName(self.tr("False match rate, 1 in so many"))
        self.days_choice.setText(self.tr("One false entry in so many days"))
        self._days_words.setText(self.tr("Days"))
        self._attempts_words.setText(self.tr("Strangers' attempts a day"))
        self.days.setAccessibleName(self.tr("Days to one false entry"))
        self.attempts.setAccessibleName(self._attempts_words.text())
        self._more.setText(self.tr("More to find it from, if you have it:"))
        self.images.set_words(
            self.tr("Further pictures"),
            self.tr("A folder for each person. Folders of people who are not enrolled show strangers."),
        )
        self.replay.set_words(
            self.tr("Recorded approaches"),
            self.tr("A folder with clips for each person, taken at this door."),
        )
        self._explain()
        self._tint()

    def _tint(self) -> None:
        self.images.tint()
        self.replay.tint()

    @Slot()
    def _fit(self) -> None:
        self._days_form.setVisible(self.days_choice.isChecked())
        self.own.setVisible(self.own_choice.isChecked())
        self._explain()

    @Slot()
    def _explain(self) -> None:
        self.changed.emit()
        if self.days_choice.isChecked():
            self._meaning.setText(
                self.tr("Found for the people who are enrolled now; you are told when more of them break it.")
            )
        else:
            self._meaning.setText(
                self.tr("Of {number} comparisons of two different people's pictures at most one may match.").format(
                    number=QLocale().toString(self._number())
                )
            )

    def _number(self) -> int:
        for button, number in zip(self.presets, PRESETS, strict=True):
            if button.isChecked():
                return number
        return self.own.value()
