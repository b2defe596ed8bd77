"""The thresholds that were in force: which, when, by whom and why, and back to an earlier one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from faceapp.domain import claims_in_force
from faceapp.domain.operating_points import AppliedOperatingPoint
from faceapp.ui.confirm import take_no_markup
from faceapp.ui.event_words import moment_words
from faceapp.ui.words import translated

# More are shown on request.
_SHOWN = 10


class HistoryPanel(QFrame):
    """Lists what was put in force, the newest first.

    Signals:
        roll_back_confirmed: The id of an earlier one to put in force again, after the user agreed.
        reset_confirmed: The encoder's own is to be put in force, after the user agreed.
    """

    roll_back_confirmed = Signal(int)
    reset_confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._points: tuple[AppliedOperatingPoint, ...] = ()
        self._all = False
        self._shown: list[HistoryEntry] = []
        self._usable = ("", "")
        self._title, self._empty = QLabel(), QLabel()
        self._title.setObjectName("section")
        self._empty.setObjectName("muted")
        self._empty.setWordWrap(True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.more, self.reset = QPushButton(), QPushButton()
        for button in (self.more, self.reset):
            button.setObjectName("small")
        self.more.clicked.connect(self._show_all)
        self.reset.clicked.connect(self._ask_to_reset)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        foot.addWidget(self.reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._empty)
        layout.addLayout(self._rows)
        layout.addLayout(foot)
        self._retranslate()

    def show_points(self, points: Sequence[AppliedOperatingPoint], *, encoder_id: str, similarity: str) -> None:
        """Show these, the newest first; those of another encoder or similarity cannot be put in force again."""
        self._points, self._usable = tuple(points), (encoder_id, similarity)
        self._retranslate()

    @property
    def entries(self) -> tuple[HistoryEntry, ...]:
        """What is shown."""
        return tuple(self._shown)

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LocaleChange):
            self._retranslate()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("History"))
        self._empty.setText(self.tr("Nothing was put in force yet: the encoder's own threshold decides."))
        self._empty.setVisible(not self._points)
        self.more.setText(self.tr("Show all {count}").format(count=QLocale().toString(len(self._points))))
        self.more.setVisible(len(self._points) > _SHOWN and not self._all)
        self.reset.setText(self.tr("Back to the encoder's own…"))
        self.reset.setVisible(bool(self._points) and self._points[0].threshold is not None)
        for entry in self._shown:
            self._rows.removeWidget(entry)
            entry.deleteLater()
        self._shown.clear()
        for number, point in enumerate(self._points if self._all else self._points[:_SHOWN]):
            usable = point.threshold is None or (point.encoder_id, point.similarity) == self._usable
            entry = HistoryEntry(point, in_force=number == 0, usable=usable)
            entry.back.clicked.connect(lambda _checked=False, point=point: self._ask_to_roll_back(point))
            self._rows.addWidget(entry)
            self._shown.append(entry)

    def _show_all(self) -> None:
        self._all = True
        self._retranslate()

    def _ask_to_roll_back(self, point: AppliedOperatingPoint) -> None:
        assert point.point_id is not None  # it was stored
        if point.threshold is None:
            self._ask_to_reset()
            return
        threshold = _said(point.threshold)
        if self._agreed(
            self.tr("Put {threshold} in force again?").format(threshold=threshold),
            self.tr(
                "The door goes by it from its next decision on. It was found for {people} with {templates}."
            ).format(
                people=self.tr("%Ln person(s)", None, point.gallery_size),
                templates=self.tr("%Ln template(s)", None, point.templates),
            ),
        ):
            self.roll_back_confirmed.emit(point.point_id)

    def _ask_to_reset(self) -> None:
        if self._agreed(
            self.tr("Put the encoder's own threshold in force?"),
            self.tr("The door goes by it from its next decision on. It says nothing of this site."),
        ):
            self.reset_confirmed.emit()

    def _agreed(self, question: str, detail: str) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("Threshold"))
        box.setText(question)
        box.setInformativeText(detail)
        take_no_markup(box)
        agree = box.addButton(self.tr("Put in force"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(self.tr("Leave as it is"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        return box.clickedButton() is agree


class HistoryEntry(QFrame):
    """One threshold that was put in force.

    Args:
        point: Which.
        in_force: Whether it is the last one.
        usable: Whether it could be put in force again.
    """

    def __init__(self, point: AppliedOperatingPoint, *, in_force: bool, usable: bool) -> None:
        super().__init__()
        threshold = self.tr("the encoder's own") if point.threshold is None else _said(point.threshold)
        target = claims_in_force.name_target(point.target_fmr, point.target_days, point.attempts_per_day)
        first = QLabel(self.tr("{threshold}, for {target}").format(threshold=threshold, target=translated(target)))
        moment = moment_words(point.created_at, seconds=False)
        second = QLabel(self.tr("{moment}, by {author}").format(moment=moment, author=point.author))
        third = QLabel(self.tr("“{note}”").format(note=point.note))
        third.setVisible(bool(point.note))
        self._labels = (first, second, third)
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in self._labels:
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            words.addWidget(label)
        second.setObjectName("muted")
        third.setObjectName("muted")
        self.back = QPushButton(self.tr("Back to this…"))
        self.back.setObjectName("small")
        self.back.setAccessibleName(self.tr("Put {threshold} in force again").format(threshold=threshold))
        self.back.setVisible(not in_force and usable)
        state = QLabel(self.tr("in force") if in_force else self.tr("another encoder's"))
        state.setObjectName("good" if in_force else "muted")
        state.setVisible(in_force or not usable)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(12)
        layout.addLayout(words, 1)
        layout.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def text(self) -> str:
        """All that it says."""
        return " ".join(label.text() for label in self._labels if not label.isHidden())


def _said(threshold: float) -> str:
    return QLocale().toString(threshold, "f", 3)
