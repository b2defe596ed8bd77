"""The threshold of the door: which is in force, finding another, putting it in force, and going back."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QScroller, QVBoxLayout, QWidget

from faceapp.domain.operating_points import AppliedOperatingPoint, Outgrown
from faceapp.domain.replay import RecordedTrack
from faceapp.services.calibration import Calibration
from faceapp.services.door_rates import DoorRates
from faceapp.services.site_calibration import SiteCalibration
from faceapp.services.threshold_in_force import Standing
from faceapp.ui import icons
from faceapp.ui.background import Report
from faceapp.ui.calibration_find_bar import FindBar
from faceapp.ui.calibration_history import HistoryPanel
from faceapp.ui.calibration_result import Prepared, ResultPanel
from faceapp.ui.calibration_standing import StandingPanel
from faceapp.ui.calibration_target import TargetPanel, Wish
from faceapp.ui.page_margins import WIDTH_AT_MOST_PX
from faceapp.ui.words import translated
from faceapp.ui.work_queue import WorkQueue

# Two columns from here on, the left one as wide as its words are easy to read.
_WIDE_PX = 1150
_LEFT_PX = 460


class CalibrationScreen(QWidget):
    """Finds thresholds by the engine, and shows what they come to.

    Args:
        calibration: The engine.
        author: Who is said to have put a threshold in force.
        parent: Qt's parent.

    Signals:
        failed: A `FaceappError` to be shown.
        changed: Another threshold is in force.
    """

    failed = Signal(object)
    changed = Signal()

    def __init__(
        self, calibration: SiteCalibration, *, author: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self._calibration, self._author = calibration, author
        self._standing: Standing | None = None
        self._applied: AppliedOperatingPoint | None = None
        self._queue = WorkQueue(self)
        self._title = QLabel()
        self._title.setObjectName("title")
        self.done = QFrame()
        self.done.setObjectName("success")
        self._done_words = QLabel()
        self._done_words.setWordWrap(True)
        self.standing, self.target, self.history = StandingPanel(), TargetPanel(), HistoryPanel()
        self.find_bar = FindBar()
        self.strip = self.find_bar.strip
        self.result = ResultPanel(self._assess)
        self.empty = QFrame()
        self._empty_title, self._empty_hint = QLabel(), QLabel()
        self._area = QScrollArea()
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._left_room, self._content = QWidget(), QWidget()
        self._wide = False
        self._build()
        self._retranslate()
        self._connect()
        self._arrange(wide=False)

    def stop(self) -> None:
        """End what runs in the background; what is being stored is stored first."""
        self.strip.stop()
        self.result.stop()
        self._queue.stop()

    @property
    def idle(self) -> bool:
        """Whether everything that was asked for is shown."""
        return not (self._queue.busy or self.strip.busy) and self.result.door.idle

    @Slot()
    def start(self) -> None:
        """Look for the threshold that the target asks for."""
        if self.strip.busy:
            return
        wish = self.target.wish
        self.done.hide()
        self.strip.begin(self.tr("Finding the threshold"), lambda report, stopped: self._find(wish, report, stopped))
        self.find_bar.set_busy(True)
        self._keep_in_sight()

    def showEvent(self, event: QShowEvent) -> None:
        """Look how things stand now."""
        super().showEvent(event)
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use two columns where there is room."""
        super().resizeEvent(event)
        if (wide := self.width() >= _WIDE_PX) != self._wide:
            self._arrange(wide=wide)

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LocaleChange):
            self._retranslate()

    # Building

    def _build(self) -> None:
        done = QHBoxLayout(self.done)
        done.setContentsMargins(14, 10, 14, 10)
        done.setSpacing(12)
        done.addWidget(icons.Sign("check", "granted", 24), 0)
        done.addWidget(self._done_words, 1)
        self.done.hide()
        self.empty.setObjectName("panel")
        self._empty_title.setObjectName("section")
        self._empty_hint.setObjectName("muted")
        inside = QVBoxLayout(self.empty)
        inside.setContentsMargins(40, 40, 40, 40)
        inside.addStretch(1)
        inside.addWidget(icons.Sign("threshold", "faint", 84))
        for label in (self._empty_title, self._empty_hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            inside.addWidget(label)
        inside.addStretch(2)
        self._left.setContentsMargins(0, 0, 0, 0)
        left_room = QVBoxLayout(self._left_room)
        left_room.setContentsMargins(0, 0, 0, 0)
        left_room.addLayout(self._left)
        left_room.addStretch(1)
        for widget in (self.done, self.standing, self.target):
            self._left.addWidget(widget)
        self._right.addWidget(self.empty, 1)
        self._right.addWidget(self.result, 1)
        self.result.hide()
        for layout in (self._left, self._right, self._columns):
            layout.setSpacing(14)
        self._columns.addWidget(self._left_room)
        self._columns.addLayout(self._right, 1)
        content = self._content
        content.setMaximumWidth(WIDTH_AT_MOST_PX)
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 18, 20, 16)
        column.setSpacing(14)
        column.addWidget(self._title)
        column.addLayout(self._columns, 1)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the keyboard, and comes into view
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(content)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.find_bar)
        self._scroll_by_finger(held=False)

    def _connect(self) -> None:
        self._queue.failed.connect(self.failed)
        self.strip.failed.connect(self.failed)
        self.strip.succeeded.connect(self._show_result)
        self.strip.ended.connect(self._on_ended)
        self.target.changed.connect(self._show_target)
        self.find_bar.wanted.connect(self.start)
        bar = self._area.verticalScrollBar()
        bar.valueChanged.connect(self._keep_in_sight)
        bar.rangeChanged.connect(lambda _low, high: self.find_bar.leave_room(bar.width() if high > 0 else 0))
        self.standing.renewal_wanted.connect(self._renew)
        self.history.roll_back_confirmed.connect(self._roll_back)
        self.history.reset_confirmed.connect(self._reset)
        self.result.apply_wanted.connect(self._apply)
        self.result.rate_wanted.connect(self._find_rate)
        self.result.line_held.connect(lambda held: self._scroll_by_finger(held=held))

    def _arrange(self, *, wide: bool) -> None:
        """Put result and history where they are found: beside the target, or below it."""
        self._wide = wide
        if wide:
            self._columns.setDirection(QBoxLayout.Direction.LeftToRight)
            self._left_room.setFixedWidth(_LEFT_PX)
            self._left.addWidget(self.history)
        else:
            self._columns.setDirection(QBoxLayout.Direction.TopToBottom)
            self._left_room.setMinimumWidth(0)
            self._left_room.setMaximumWidth(WIDTH_AT_MOST_PX)
            self._right.addWidget(self.history)
        self._show_empty()
        self._keep_in_sight()

    def _show_empty(self) -> None:
        self.empty.setVisible(self._wide and self.result.isHidden())

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Calibration"))
        self._show_target()
        self._area.setAccessibleName(self.tr("Calibration"))
        self._empty_title.setText(self.tr("Nothing was found yet"))
        self._empty_hint.setText(
            self.tr("Choose a target and find its threshold: what it comes to, and the scores behind it, appear here.")
        )
        self._tell_done()

    def _tell_done(self) -> None:
        if self._applied is None:
            return
        if self._applied.threshold is None:
            self._done_words.setText(self.tr("The encoder's own threshold is in force."))
        else:
            self._done_words.setText(
                self.tr("{threshold} is in force, as number {number}.").format(
                    threshold=QLocale().toString(self._applied.threshold, "f", 3),
                    number=QLocale().toString(self._applied.point_id or 0),
                )
            )

    def _scroll_by_finger(self, *, held: bool) -> None:
        """A finger scrolls the page, unless it holds the threshold's line."""
        viewport = self._area.viewport()
        if held:
            QScroller.ungrabGesture(viewport)
        else:
            QScroller.grabGesture(viewport, QScroller.ScrollerGestureType.TouchGesture)

    @Slot()
    def _show_target(self) -> None:
        self.find_bar.show_target(self.target.asked)

    @Slot()
    def _on_ended(self) -> None:
        self.find_bar.set_busy(False)
        self._keep_in_sight()

    @Slot()
    def _keep_in_sight(self) -> None:
        """Leave the little room of a narrow window to the result, once one has scrolled past the target."""
        end = self.target.mapTo(self._content, self.target.rect().bottomLeft()).y()
        at_result = not (self._wide or self.result.isHidden()) and end < self._area.verticalScrollBar().value()
        self.find_bar.setVisible(self.strip.busy or not at_result)

    # How things stand

    def _look(self) -> None:
        self._queue.run("standing", self._calibration.standing, self._show_standing)

    def _show_standing(self, standing: Standing) -> None:
        self._standing = standing
        self.standing.show_standing(standing)
        self.target.set_enrolled(standing.people)
        self.history.show_points(
            standing.history, encoder_id=self._calibration.encoder_id, similarity=self._calibration.similarity
        )
        self.result.show_present(self._present)

    @property
    def _present(self) -> float | None:
        in_force = None if self._standing is None else self._standing.in_force
        return None if in_force is None else in_force.threshold

    # Finding

    def _find(self, wish: Wish, report: Report, stopped: Callable[[], bool]) -> Prepared:
        """Off the main thread."""
        result = self._calibration.calibrate(
            wish.fmr,
            one_in=wish.days,
            images=wish.images,
            replay=wish.replay,
            on_progress=lambda share, what: report(share, translated(what)),
            should_stop=stopped,
        )
        return Prepared.of(result)

    def _assess(
        self, threshold: float, *, tracks: Sequence[RecordedTrack] | None, should_stop: Callable[[], bool]
    ) -> DoorRates | None:
        return self._calibration.assess(threshold, tracks=tracks, should_stop=should_stop)

    @Slot(object)
    def _show_result(self, prepared: Prepared) -> None:
        self.result.show()
        self._show_empty()
        self.result.show_prepared(prepared, self._present)
        # Once it has been laid out.
        QTimer.singleShot(0, self, self._go_to_result)

    def _go_to_result(self) -> None:
        top = self.result.mapTo(self._content, self.result.rect().topLeft()).y() - 12
        self._area.verticalScrollBar().setValue(0 if self._wide else top)

    @Slot(int)
    def _find_rate(self, number: int) -> None:
        self.target.ask_for_rate(number)
        self.start()

    @Slot(object)
    def _renew(self, outgrown: Outgrown) -> None:
        """Find the threshold anew, for strangers to have the chances that they had."""
        point = outgrown.point
        if point.target_days is not None and point.attempts_per_day is not None:
            self.target.ask_for_days(point.target_days, point.attempts_per_day)
        else:
            self.target.ask_for_rate(math.ceil(1 / outgrown.kept_fmr))
        self.start()

    # Putting in force

    @Slot(object, str)
    def _apply(self, wanted: Calibration, note: str) -> None:
        author = self._author()
        self.result.set_applying(True)
        self._change(lambda: self._calibration.apply(wanted, author=author, now=datetime.now(UTC), note=note))

    @Slot(int)
    def _roll_back(self, point_id: int) -> None:
        author = self._author()
        self._change(lambda: self._calibration.roll_back_to(point_id, author=author, now=datetime.now(UTC)))

    @Slot()
    def _reset(self) -> None:
        author = self._author()
        self._change(lambda: self._calibration.reset(author=author, now=datetime.now(UTC)))

    def _change(self, work: Callable[[], AppliedOperatingPoint]) -> None:
        self.done.hide()
        self._queue.run("change", work, self._on_changed, self._on_not_changed)

    def _on_changed(self, applied: AppliedOperatingPoint) -> None:
        self._applied = applied
        self.result.set_applying(False)
        self.result.note.clear()
        self._tell_done()
        self.done.show()
        self._area.verticalScrollBar().setValue(0)
        self.changed.emit()
        self._look()

    def _on_not_changed(self, error: object) -> None:
        self.result.set_applying(False)
        self.failed.emit(error)
        self._look()
