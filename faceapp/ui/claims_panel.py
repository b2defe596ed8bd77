"""What a threshold comes to, in words, beside the one in force."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from faceapp.services.calibration import Calibration
from faceapp.services.calibration_claims import (
    Told,
    told_false_matches,
    told_false_non_matches,
    told_genuine,
    told_strangers,
)
from faceapp.ui.door_assessor import DoorAssessor
from faceapp.ui.words import translated

_STRANGERS, _GENUINE, _DIFFERENT, _SAME = range(4)


class ClaimsPanel(QFrame):
    """Four error rates of one threshold, and of another beside it; all sentences are the engine's.

    Args:
        door: Knows what thresholds come to at the door, or does not know it yet.
        parent: Qt's parent.
    """

    def __init__(self, door: DoorAssessor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._door = door
        self._result: Calibration | None = None
        self._threshold = 0.0
        self._present: float | None = None
        self._heads = (QLabel(), QLabel())
        self._names = tuple(QLabel() for _ in range(4))
        self.new = tuple(ClaimCell() for _ in range(4))
        self.present = tuple(ClaimCell() for _ in range(4))
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for column, head in enumerate(self._heads):
            head.setObjectName("section")
            head.setWordWrap(True)
            grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignTop)
        for row, (name, new, present) in enumerate(zip(self._names, self.new, self.present, strict=True)):
            name.setObjectName("muted")
            name.setWordWrap(True)
            grid.setRowMinimumHeight(3 * row + 1, 10)
            grid.addWidget(name, 3 * row + 2, 0, 1, 2)
            grid.addWidget(new, 3 * row + 3, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(present, 3 * row + 3, 1, Qt.AlignmentFlag.AlignTop)
        self._retranslate()

    def show_result(self, result: Calibration, present: float | None) -> None:
        """Tell by this calibration, beside the threshold in force where there is one."""
        self._result, self._present = result, present
        self._tell_present()

    def show_threshold(self, threshold: float) -> None:
        """Tell of this threshold."""
        self._threshold = threshold
        self._tell()

    def door_told(self, threshold: float) -> None:
        """What a threshold comes to at the door is known now."""
        if threshold == self._present:
            self._tell_present()
        if threshold == self._threshold:
            self._tell()

    @property
    def brief(self) -> str:
        """What comes of it at the door, in two short lines."""
        lines = []
        names = self._said_names()  # the labels may still be in another language
        for place in (_STRANGERS, _GENUINE):
            cell = self.new[place]
            told = ", ".join(label.text() for label in (cell.figure, cell.interval) if label.text())
            lines.append(self.tr("{name}: {told}").format(name=names[place], told=told or cell.sentence.text()))
        return "\n".join(lines)

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LocaleChange):
            self._retranslate()

    def _retranslate(self) -> None:
        for name, words in zip(self._names, self._said_names(), strict=True):
            name.setText(words)
        self._tell()
        self._tell_present()

    def _said_names(self) -> tuple[str, str, str, str]:
        return (
            self.tr("Strangers let in at the door, per attempt"),
            self.tr("Genuine attempts refused at the door"),
            self.tr("Pictures of different people that match, per comparison"),
            self.tr("Pictures of one person that do not match"),
        )

    def _tell(self) -> None:
        if self._result is None:
            return
        self._heads[0].setText(self.tr("At {threshold}").format(threshold=_said(self._threshold)))
        self._fill(self._result, self.new, self._threshold)
        beside = self._present is not None and self._present != self._threshold
        for widget in (self._heads[1], *self.present):
            widget.setVisible(beside)
        self._grid.setColumnStretch(1, 1 if beside else 0)

    def _tell_present(self) -> None:
        if self._result is not None and self._present is not None:
            self._heads[1].setText(self.tr("At {threshold}, in force").format(threshold=_said(self._present)))
            self._fill(self._result, self.present, self._present)

    def _fill(self, result: Calibration, cells: tuple[ClaimCell, ...], threshold: float) -> None:
        cells[_DIFFERENT].show_told(told_false_matches(result, threshold))
        cells[_SAME].show_told(told_false_non_matches(result, threshold))
        fault = self._door.fault(threshold)
        if self._door.knows(threshold):
            rates = self._door.rates(threshold)
            cells[_STRANGERS].show_told(told_strangers(rates))
            cells[_GENUINE].show_told(told_genuine(rates))
            return
        for cell in (cells[_STRANGERS], cells[_GENUINE]):
            if fault is not None:
                cell.show_words(translated(fault.sentence))
            else:
                cell.show_words(self.tr("Being worked out for {threshold}…").format(threshold=_said(threshold)))


class ClaimCell(QWidget):
    """One error rate: the figure, its interval, and the sentence that claims it."""

    def __init__(self) -> None:
        super().__init__()
        self.figure, self.interval, self.sentence = QLabel(), QLabel(), QLabel()
        self.figure.setObjectName("guidance")
        self.interval.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for label in (self.figure, self.interval, self.sentence):
            label.setWordWrap(True)
            layout.addWidget(label)

    @property
    def text(self) -> str:
        """All that it says."""
        return " ".join(label.text() for label in (self.figure, self.interval, self.sentence) if label.text())

    def show_told(self, told: Told) -> None:
        """Show what the engine claims."""
        self._show(
            *(translated(part) if part is not None else "" for part in (told.figure, told.interval, told.sentence))
        )

    def show_words(self, words: str) -> None:
        """Show that there is no figure."""
        self._show("", "", words)

    def _show(self, figure: str, interval: str, sentence: str) -> None:
        for label, words in ((self.figure, figure), (self.interval, interval), (self.sentence, sentence)):
            label.setText(words)
            label.setVisible(bool(words))


def _said(threshold: float) -> str:
    return QLocale().toString(threshold, "f", 3)
