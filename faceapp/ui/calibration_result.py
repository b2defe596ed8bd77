"""A calibration to look at: scores, the threshold to move, what it comes to, and putting it in force."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from faceapp.domain import claims, claims_by_hand, claims_in_force
from faceapp.domain.comparison_summary import MAX_FMR
from faceapp.domain.error_curve import ErrorCurve
from faceapp.services.calibration import Calibration
from faceapp.services.calibration_claims import days_sentences, marked_sentences
from faceapp.ui import icons, style
from faceapp.ui.claims_panel import ClaimsPanel
from faceapp.ui.det_chart import DetChart
from faceapp.ui.door_assessor import Assess, DoorAssessor
from faceapp.ui.number_box import number_box
from faceapp.ui.score_chart import LARGE_STEP, STEP, ScoreChart
from faceapp.ui.words import translated

_CHARTS_BESIDE_PX = 860


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A calibration with what is drawn of it.

    Attributes:
        result: The calibration.
        curve: FMR against FNMR.
        mated: Mated scores between `HISTOGRAM_EDGES`.
    """

    result: Calibration
    curve: ErrorCurve
    mated: NDArray[np.int64]

    @classmethod
    def of(cls, result: Calibration) -> Prepared:
        """Get everything ready that takes its time, so that the threshold moves without waiting."""
        result.curve.upper()
        return cls(result, result.error_curve(), result.mated_histogram())


class ResultPanel(QWidget):
    """Shows one calibration.

    Args:
        assess: What a threshold comes to at the door; called off the main thread.
        parent: Qt's parent.

    Signals:
        apply_wanted: A `Calibration` to put in force, and the note for the record.
        rate_wanted: Find the threshold for a false match rate of 1 in this number.
        line_held: Whether a finger holds the threshold's line.
    """

    apply_wanted = Signal(object, str)
    rate_wanted = Signal(int)
    line_held = Signal(bool)

    def __init__(self, assess: Assess, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prepared: Prepared | None = None
        self._present: float | None = None
        self._threshold = 0.0
        self._applying = False
        self.door = DoorAssessor(assess, self)
        self.door.told.connect(self._on_told)
        self._head, self._claim, self.brief = QLabel(), QLabel(), QLabel()
        self._head.setObjectName("section")
        self._refusal = QFrame()
        self._refusal.setObjectName("notice")
        self._refusal_words = QLabel()
        self._sign = icons.Sign("warning", "warning", 26)
        self.scores, self.det = ScoreChart(), DetChart()
        self.scores.moved.connect(self.move_to)
        self.scores.held.connect(self.line_held)
        self._threshold_words = QLabel()
        self.box = number_box(3, STEP)
        self.box.valueChanged.connect(self.move_to)
        self._lower, self._higher = QToolButton(), QToolButton()
        for button, step in ((self._lower, -LARGE_STEP), (self._higher, LARGE_STEP)):
            button.setObjectName("quiet")
            button.setIconSize(QSize(22, 22))
            button.setMinimumSize(44, 44)
            button.setAutoRepeat(True)
            button.clicked.connect(lambda _checked=False, step=step: self.move_to(self._threshold + step))
        self.back = QPushButton()
        self.back.setObjectName("small")
        self.back.clicked.connect(self._go_back)
        self.claims = ClaimsPanel(self.door)
        self._difference, self._why_not = QLabel(), QLabel()
        self._why_not.setObjectName("muted")
        self.note = QLineEdit()
        self.note.setMaxLength(500)
        self.apply, self.other = QPushButton(), QPushButton()
        self.apply.setObjectName("primary")
        self.apply.clicked.connect(self._ask_to_apply)
        self.other.clicked.connect(self._ask_for_rate)
        for label in (self._claim, self._refusal_words, self.brief, self._difference, self._why_not):
            label.setWordWrap(True)
        self._charts, self._below = QHBoxLayout(), QVBoxLayout()
        self._beside = False
        self._build()
        self._retranslate()

    def show_prepared(self, prepared: Prepared, present: float | None) -> None:
        """Show a calibration, with the threshold that was chosen, beside the one in force."""
        self._prepared, self._present = prepared, present
        result, chosen = prepared.result, prepared.result.choice.threshold
        self.door.begin(result.tracks, {} if chosen is None else {chosen: result.door}, present)
        self.scores.show_scores(prepared.mated, result.summary.histogram, present)
        self.det.show_curve(prepared.curve)
        self.claims.show_result(result, present)
        self.note.clear()
        self.box.blockSignals(True)
        self.box.setRange(*self.scores.range)
        self.box.blockSignals(False)
        begin = chosen if chosen is not None else present
        self._show_threshold(begin if begin is not None else sum(self.scores.range) / 2)
        self._retranslate()

    def show_present(self, present: float | None) -> None:
        """Another threshold was put in force, or the same one again."""
        if self._prepared is not None and present != self._present:
            threshold, note = self._threshold, self.note.text()
            self.show_prepared(self._prepared, present)
            self._show_threshold(threshold)
            self.note.setText(note)

    def set_applying(self, applying: bool) -> None:
        """While a threshold is being put in force no other one is."""
        self._applying = applying
        self._offer()

    @property
    def threshold(self) -> float:
        """Where the line is."""
        return self._threshold

    @Slot(float)
    def move_to(self, threshold: float) -> None:
        """Move the line by hand; close to the chosen threshold, or the one in force, it snaps to it."""
        low, high = self.scores.range
        threshold = min(max(threshold, low), high)
        for special in (self._chosen, self._present):
            if special is not None and abs(threshold - special) <= STEP / 2 + 1e-9:
                threshold = special
                break
        self._show_threshold(threshold)

    def stop(self) -> None:
        """End what runs in the background."""
        self.door.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both charts beside each other where there is room."""
        super().resizeEvent(event)
        if (beside := self.width() >= _CHARTS_BESIDE_PX) != self._beside:
            self._arrange(beside=beside)

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language, and another theme's signs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LocaleChange):
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    # Building

    def _build(self) -> None:
        refusal = QHBoxLayout(self._refusal)
        refusal.setContentsMargins(14, 12, 14, 12)
        refusal.setSpacing(12)
        refusal.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        refusal.addWidget(self._refusal_words, 1)
        self._charts.setSpacing(12)
        self._charts.addWidget(self.scores, 3)
        control = QHBoxLayout()
        control.setSpacing(8)
        control.addWidget(self._threshold_words)
        control.addWidget(self._lower)
        control.addWidget(self.box)
        control.addWidget(self._higher)
        control.addStretch(1)
        control.addWidget(self.back)
        self._threshold_words.setBuddy(self.box)
        act = QFrame()
        act.setObjectName("panel")
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addStretch(1)
        last.addWidget(self.other)
        last.addWidget(self.apply)
        inside = QVBoxLayout(act)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.setSpacing(10)
        inside.addWidget(self._difference)
        inside.addWidget(self._why_not)
        inside.addWidget(self.note)
        inside.addLayout(last)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._head)
        layout.addWidget(self._refusal)
        layout.addWidget(self._claim)
        layout.addLayout(self._charts)
        layout.addWidget(self.brief)
        layout.addLayout(control)
        layout.addWidget(self.claims)
        layout.addWidget(act)
        layout.addLayout(self._below)
        layout.addStretch(1)
        order = (self.scores, self._lower, self.box, self._higher, self.back, self.note, self.other, self.apply)
        for first, second in pairwise(order):
            self.setTabOrder(first, second)
        self._arrange(beside=False)

    def _arrange(self, *, beside: bool) -> None:
        """Put the charts beside each other; or one below everything else, and the main words close to the line."""
        self._beside = beside
        if beside:
            self._charts.addWidget(self.det, 2)
        else:
            self._below.addWidget(self.det)
        self.scores.set_low(not beside)
        self.brief.setVisible(not beside)

    def _retranslate(self) -> None:
        self._threshold_words.setText(self.tr("Threshold"))
        self.box.setAccessibleName(self.tr("Threshold"))
        self._lower.setAccessibleName(self.tr("Lower the threshold"))
        self._higher.setAccessibleName(self.tr("Raise the threshold"))
        self.note.setPlaceholderText(self.tr("Why? For the record"))
        self.note.setAccessibleName(self.tr("Note for the record"))
        self._tint()
        if self._prepared is None:
            return
        result = self._prepared.result
        choice, target = result.choice, result.target
        wish = claims_in_force.name_target(choice.target_fmr, target.days, target.attempts_per_day)
        self._head.setText(self.tr("For {target}").format(target=translated(wish)))
        refused = choice.missing is not None
        said = [claims.claim_false_matches(choice), claims.claim_evidence(choice)]
        if choice.missing is not None:
            said.append(claims.claim_missing(choice.missing))
            self._refusal_words.setText(" ".join(translated(part) for part in said))
        else:
            said += [*days_sentences(result), *marked_sentences(result)]
            self._claim.setText(" ".join(translated(part) for part in said))
        self._refusal.setVisible(refused)
        self._claim.setVisible(not refused)
        chosen = self._chosen
        if chosen is not None:
            self.back.setText(self.tr("Back to {threshold}").format(threshold=_said(chosen)))
        self._show_words()

    def _tint(self) -> None:
        self._lower.setIcon(icons.icon("minus", style.theme().text))
        self._higher.setIcon(icons.icon("plus", style.theme().text))

    # The threshold

    @property
    def _chosen(self) -> float | None:
        return None if self._prepared is None else self._prepared.result.choice.threshold

    def _show_threshold(self, threshold: float) -> None:
        self._threshold = threshold
        self.scores.show_threshold(threshold)
        self.box.blockSignals(True)
        self.box.setValue(threshold)
        self.box.blockSignals(False)
        self._show_words()
        self.door.want(threshold)

    def _show_words(self) -> None:
        """Say what the threshold comes to, as far as it is known."""
        if self._prepared is None:
            return
        result = self._prepared.result
        claimed = result.claimed_at(self._threshold)
        fmr = result.fmr_at(self._threshold) if claimed is None else claimed.fmr
        self.det.show_rates(fmr, result.fnmr_at(self._threshold))
        self.claims.show_threshold(self._threshold)
        self.brief.setText(self.claims.brief)
        self._offer()

    @Slot(float)
    def _on_told(self, threshold: float) -> None:
        self.claims.door_told(threshold)
        if threshold == self._threshold:
            self._show_words()

    def _go_back(self) -> None:
        if self._chosen is not None:
            self._show_threshold(self._chosen)

    # Putting it in force

    def _wanted(self) -> Calibration:
        """The calibration with the threshold as it is, which can be claimed."""
        assert self._prepared is not None  # nothing is offered before
        rates = self.door.rates(self._threshold) if self.door.knows(self._threshold) else None
        return self._prepared.result.raised_to(self._threshold, rates)

    def _offer(self) -> None:
        """Offer what can be done with the threshold, and say why the rest cannot."""
        if self._prepared is None:
            return
        self.back.setVisible(self._chosen is not None and self._threshold != self._chosen)
        result = self._prepared.result
        claimable = result.claimed_at(self._threshold) is not None
        why_not = ""
        if not claimable:
            why_not = translated(
                claims_by_hand.refuse_by_hand(result.choice, self._threshold, result.fmr_at(self._threshold))
            )
        known = self.door.knows(self._threshold) or self.door.fault(self._threshold) is not None
        same = self._threshold == self._present
        self._difference.setVisible(self._present is not None)
        if self._present is not None:
            self._difference.setText(translated(claims_in_force.compare_thresholds(self._present, self._threshold)))
        self._why_not.setText(why_not)
        self._why_not.setVisible(not claimable)
        self.note.setVisible(claimable)
        self.apply.setVisible(claimable)
        self.apply.setEnabled(known and not self._applying)
        if same:
            self.apply.setText(self.tr("Put {threshold} in force again").format(threshold=_said(self._threshold)))
        else:
            self.apply.setText(self.tr("Put {threshold} in force").format(threshold=_said(self._threshold)))
        number = self._bearable()
        self.other.setVisible(not claimable and number is not None)
        if number is not None:
            self.other.setText(self.tr("Find one for 1 in {number}").format(number=QLocale().toString(number)))

    def _bearable(self) -> int | None:
        """The rate, as 1 in a number, that can be claimed instead; None where no door should have it."""
        assert self._prepared is not None  # nothing is offered before
        result = self._prepared.result
        if self._chosen is None:
            bound = result.choice.least_fmr
        else:
            rate = result.fmr_at(self._threshold)
            bound = 1.0 if rate is None else rate.high
            if bound <= result.choice.target_fmr:
                return None  # the site's own people stand against it
        number = math.floor(1 / bound)
        scale = 10 ** max(0, len(str(number)) - 2)
        number -= number % scale  # two digits, on the side that can be borne
        return number if 1 / max(1, number) <= MAX_FMR else None

    def _ask_to_apply(self) -> None:
        self.apply_wanted.emit(self._wanted(), self.note.text().strip())

    def _ask_for_rate(self) -> None:
        number = self._bearable()
        if number is not None:
            self.rate_wanted.emit(number)


def _said(threshold: float) -> str:
    return QLocale().toString(threshold, "f", 3)
