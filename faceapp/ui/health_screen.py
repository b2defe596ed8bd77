"""How everything is: what is broken, what wants looking after, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from faceapp.domain.health import Finding, HealthState, Subject, byte_words, worst
from faceapp.services.backups import Backups
from faceapp.services.health import Health
from faceapp.storage.backup import BackupContents
from faceapp.ui import icons, style
from faceapp.ui.health_card import HealthCard, StateSign
from faceapp.ui.page_margins import WIDTH_AT_MOST_PX, page_margins
from faceapp.ui.progress_strip import ProgressStrip
from faceapp.ui.words import translated
from faceapp.ui.work_queue import WorkQueue

_LIVE_MS = 2000
_COLUMN_PX = 430
_LIVE = frozenset({Subject.CAMERA, Subject.SPEED})


class HealthScreen(QWidget):
    """Shows findings, the worst first, and makes backups.

    Args:
        health: Finds out how everything is.
        backups: Makes backups.
        parent: Qt's parent.

    Signals:
        failed: A `FaceappError` to be shown.
    """

    failed = Signal(object)

    def __init__(self, health: Health, backups: Backups, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self._health, self._backups = health, backups
        self._findings: dict[Subject, Finding] = {}
        self._cards: dict[Subject, HealthCard] = {}
        self._order: tuple[Subject, ...] = ()
        self._columns = 0
        self._queue = WorkQueue(self)
        self._looking = False
        self._incomplete = False  # the last check failed
        self._to_make: list[Subject] = []
        self._next_card = QTimer(self, interval=0)
        self._live = QTimer(self)
        self._live.setInterval(_LIVE_MS)
        self.strip = ProgressStrip()
        self._sign = StateSign(34)
        self._title, self._summary, self._told, self._restore = (QLabel() for _ in range(4))
        self._area = QScrollArea()
        self._again, self._back_up = QPushButton(), QPushButton()
        self._grid = QGridLayout()
        self._build()
        self._retranslate()
        self._queue.failed.connect(self.failed)
        self._live.timeout.connect(self.look_live)
        self._next_card.timeout.connect(self._make_card)
        self._again.clicked.connect(self._look_at_all)
        self._back_up.clicked.connect(self._ask_where_to)
        self.strip.succeeded.connect(self._on_backed_up)
        self.strip.failed.connect(self.failed)
        self.strip.ended.connect(self._on_ended)

    @property
    def idle(self) -> bool:
        """Whether everything that was asked for is shown."""
        return not self._queue.busy and not self._next_card.isActive()

    def findings(self) -> list[Finding]:
        """What is shown, in its order."""
        return [self._findings[subject] for subject in self._order]

    @Slot()
    def look_live(self) -> None:
        """Tell how camera and recognition are at this moment."""
        self._take(self._health.live())

    def look(self, *, whole_database: bool) -> None:
        """Find out how everything is, in the background."""
        self._again.setEnabled(False)
        self._looking = True
        self._summarise()
        now = datetime.now(UTC)
        self._queue.run(
            "look", lambda: self._health.all(now, whole_database=whole_database), self._take_all, self._on_failed
        )

    def stop(self) -> None:
        """End what runs in the background; a backup that is not finished leaves no file."""
        self._live.stop()
        self._next_card.stop()
        self.strip.stop()
        self._queue.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew."""
        super().showEvent(event)
        self._told.hide()
        self.look_live()
        self.look(whole_database=False)
        self._live.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._live.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        self._column.setContentsMargins(page_margins(self.width()))
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language, and another theme's signs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()

    def _build(self) -> None:
        self._title.setObjectName("title")
        for label in (self._told, self._restore):
            label.setObjectName("muted")
            label.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)  # a file's name is no markup
        self._summary.setWordWrap(True)
        self._told.hide()
        for button in (self._again, self._back_up):
            button.setObjectName("small")
            button.setIconSize(QSize(18, 18))
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._sign)
        head.addWidget(self._summary, 1)
        head.addWidget(self._again)
        head.addWidget(self._back_up)
        self._grid.setContentsMargins(0, 0, 6, 0)
        self._grid.setSpacing(12)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addWidget(self._restore)
        column.addStretch(1)
        area = self._area
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        layout = self._column = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.strip)
        layout.addWidget(self._told)
        layout.addWidget(area, 1)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Health"))
        self._area.setAccessibleName(self.tr("Health"))
        self._again.setText(self.tr("Check all"))
        self._again.setToolTip(self.tr("Look at everything again, and read the whole database"))
        self._again.setIcon(icons.icon("replay", style.theme().text))
        self._back_up.setText(self.tr("Back up…"))
        self._back_up.setIcon(icons.icon("export", style.theme().text))
        self._restore.setText(
            self.tr(
                "To take a backup back, close the program and run “faceapp restore FILE”: what is there then is kept "
                "beside it. A backup holds people's templates and names: keep it as safe as the door's key."
            )
        )
        if self._findings or self._looking:
            self._summarise()

    # Looking

    @Slot()
    def _look_at_all(self) -> None:
        self.look(whole_database=True)

    def _take_all(self, findings: list[Finding]) -> None:
        self._again.setEnabled(True)
        self._looking = self._incomplete = False
        self._findings.update({finding.subject: finding for finding in findings})
        # Camera and recognition stay in front, as they change while one looks.
        severity = list(HealthState)[::-1]
        others = sorted(
            (finding for finding in self._findings.values() if finding.subject not in _LIVE),
            key=lambda finding: (severity.index(finding.state), list(Subject).index(finding.subject)),
        )
        self._order = (Subject.CAMERA, Subject.SPEED, *(finding.subject for finding in others))
        # Cards are made one after the other: all of them at one go would hold the window up.
        self._to_make = [subject for subject in self._order if subject not in self._cards]
        self._columns = 0
        self._take(findings)
        self._place()
        if self._to_make:
            self._next_card.start()

    @Slot()
    def _make_card(self) -> None:
        subject = self._to_make.pop(0)
        self._cards[subject] = HealthCard(self._findings[subject])
        self._put(subject)
        if not self._to_make:
            self._next_card.stop()

    def _take(self, findings: Sequence[Finding]) -> None:
        for finding in findings:
            self._findings[finding.subject] = finding
            if finding.subject in self._to_make:
                continue
            if finding.subject not in self._cards:
                self._cards[finding.subject] = HealthCard(finding)
                self._order = (*self._order, finding.subject) if finding.subject not in self._order else self._order
                self._columns = 0
            elif self._cards[finding.subject].finding != finding:
                self._cards[finding.subject].show_finding(finding)
        if self._columns == 0:
            self._place()
        self._summarise()

    def _on_failed(self, error: object) -> None:
        self._again.setEnabled(True)
        self._looking, self._incomplete = False, True
        self._summarise()
        self.failed.emit(error)

    def _summarise(self) -> None:
        if self._looking:
            self._summary.setText(self.tr("Looking…"))
            return
        if self._incomplete:
            # What is known of camera and recognition alone says nothing of all the rest.
            self._sign.show_state(HealthState.BROKEN)
            self._summary.setText(self.tr("The check failed"))
            return
        findings = list(self._findings.values())
        state = worst(findings)
        self._sign.show_state(state)
        broken = sum(finding.state is HealthState.BROKEN for finding in findings)
        notes = sum(finding.state is HealthState.LOOK_AFTER for finding in findings)
        if broken:
            self._summary.setText(self.tr("%Ln thing(s) broken", None, broken))
        elif notes:
            self._summary.setText(self.tr("%Ln thing(s) to look after", None, notes))
        else:
            self._summary.setText(self.tr("All is well"))

    def _place(self) -> None:
        columns = max(1, (min(self.width(), WIDTH_AT_MOST_PX) - 42) // _COLUMN_PX)
        if columns == self._columns or not self._order:
            return
        self._columns = columns
        while self._grid.count():
            self._grid.takeAt(0)
        for subject in self._order:
            if subject in self._cards:
                self._put(subject)
        for column in range(8):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _put(self, subject: Subject) -> None:
        row, column = divmod(self._order.index(subject), self._columns)
        self._grid.addWidget(self._cards[subject], row, column)
        self._cards[subject].show()  # at once: a layout shows what is new only later

    # Backup

    @Slot()
    def _ask_where_to(self) -> None:
        name = f"faceapp-{datetime.now():%Y-%m-%d}.sqlite3"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Back up"), str(Path.home() / name), self.tr("Backups (*.sqlite3)")
        )
        if chosen:
            self.back_up_to(Path(chosen))

    def back_up_to(self, path: Path) -> None:
        """Make a backup in the background."""
        self._told.hide()
        self._back_up.setEnabled(False)
        now = datetime.now(UTC)

        def work(report: Callable[[float, str], None], should_stop: Callable[[], bool]) -> tuple[Path, BackupContents]:
            return path, self._backups.make(path, now, on_progress=report, should_stop=should_stop)

        self.strip.begin(self.tr("Copying into “{file}”").format(file=path.name), work)

    @Slot(object)
    def _on_backed_up(self, made: tuple[Path, BackupContents]) -> None:
        path, contents = made
        locale = QLocale()
        self._told.setText(
            self.tr("“{file}” was read back and is intact. People: {people}, events: {events}, size: {size}.").format(
                file=path,
                people=locale.toString(contents.people),
                events=locale.toString(contents.events),
                size=translated(byte_words(contents.bytes)),
            )
        )
        self._told.show()
        self.look(whole_database=False)

    @Slot()
    def _on_ended(self) -> None:
        self._back_up.setEnabled(True)
