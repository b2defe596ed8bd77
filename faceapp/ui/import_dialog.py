"""Importing a folder per person: what would come of it, the work, and what came of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from faceapp.app import Application
from faceapp.domain.errors import FaceappError
from faceapp.services.folder_import import (
    FolderPreview,
    ImportOutcome,
    ImportPlan,
    import_folders,
    preview_folders,
)
from faceapp.ui.background import Report
from faceapp.ui.error_banner import ErrorBanner
from faceapp.ui.people_words import duration_words
from faceapp.ui.task_group import TaskGroup
from faceapp.ui.words import translated

# An estimate of the time that is left needs some work to go by.
_ESTIMATE_AFTER_S = 3.0


class ImportDialog(QDialog):
    """One import. Each person is stored at once: whenever it is closed, those who are done stay enrolled.

    Args:
        application: Enrols.
        parent: Qt's parent.

    Signals:
        imported: Somebody was enrolled, when the work ended or was stopped.
    """

    imported = Signal()
    _outcome_made = Signal(object)

    def __init__(self, application: Application, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._tasks = TaskGroup(self._on_error, self)
        self._stop = threading.Event()
        self._folders: Sequence[FolderPreview] = ()
        self._outcomes: dict[str, ImportOutcome] = {}
        self._working = self._done = False
        self._closing = False
        self._begun_s = 0.0
        self._banner = ErrorBanner()
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._table = QTableWidget(0, 3)
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self._table.setShowGrid(False)
        self._table.setWordWrap(False)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.resizeSection(0, 220)
        self._table.verticalHeader().setDefaultSectionSize(40)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._choose, self._cancel, self._start = QPushButton(), QPushButton(), QPushButton()
        self._start.setObjectName("primary")
        self._choose.clicked.connect(self._choose_folder)
        self._cancel.clicked.connect(self.reject)
        self._start.clicked.connect(self._on_start)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self._choose)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(self._banner)
        layout.addWidget(self._words)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._progress)
        layout.addLayout(buttons)
        self._outcome_made.connect(self._on_outcome)
        self._retranslate()

    def preview(self, directory: Path) -> None:
        """Look at a folder of folders."""
        self._banner.hide()
        self._choose.setEnabled(False)

        def work(_report: Report) -> list[FolderPreview]:
            return preview_folders(directory, {person.name for person in self._application.register.people()})

        self._tasks.start(work, self._show_preview)

    def wait(self) -> None:
        """Stop and wait until whoever is being enrolled is done."""
        self._stop.set()
        self._tasks.wait()

    def reject(self) -> None:
        """Close; while people are being enrolled, stop first."""
        if self._working:
            self._stop.set()
            self._cancel.setEnabled(False)
            self._words.setText(self.tr("Stopping…"))
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Treat the window's cross like Cancel, and close as soon as the work has stopped."""
        if self._working:
            event.ignore()
            self._closing = True
            self.reject()
        else:
            super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder that holds a folder for each person"))
        if name:
            self.preview(Path(name))

    def _show_preview(self, folders: list[FolderPreview]) -> None:
        self._choose.setEnabled(True)
        self._folders = folders
        self._table.setRowCount(len(folders))
        for row, entry in enumerate(folders):
            pictures = self.tr("%n picture(s)", None, entry.pictures)
            holds = pictures if not entry.clips else self.tr("{pictures}, %n clip(s)", None, entry.clips)
            for column, text in enumerate((entry.name, holds.format(pictures=pictures), self._plan_words(entry.plan))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self._table.setItem(row, column, item)
        self._retranslate()

    @Slot()
    def _on_start(self) -> None:
        if self._done:
            self.accept()
            return
        folders = self._folders
        self._working = True
        self._begun_s = time.monotonic()
        self._progress.setRange(0, 1000)
        self._progress.setValue(0)
        self._progress.show()
        self._retranslate()

        def work(report: Report) -> list[ImportOutcome]:
            return import_folders(
                folders,
                self._application.enrol,
                on_progress=report,
                on_outcome=self._outcome_made.emit,
                should_stop=self._stop.is_set,
            )

        self._tasks.start(work, self._on_done, on_progress=self._on_progress)

    @Slot(float, str)
    def _on_progress(self, share: float, name: str) -> None:
        if self._stop.is_set():
            return
        self._progress.setValue(round(1000 * share))
        passed_s = time.monotonic() - self._begun_s
        if share > 0 and passed_s >= _ESTIMATE_AFTER_S:
            left = duration_words(passed_s * (1 - share) / share)
            self._words.setText(self.tr("{name} … {left}").format(name=name, left=left))
        else:
            self._words.setText(self.tr("{name} …").format(name=name))

    @Slot(object)
    def _on_outcome(self, outcome: ImportOutcome) -> None:
        self._outcomes[outcome.name] = outcome
        row = next(row for row, entry in enumerate(self._folders) if entry.name == outcome.name)
        item = self._table.item(row, 2)
        assert item is not None
        item.setText(self._outcome_words(outcome))
        item.setToolTip(
            translated(outcome.reason)
            or "\n".join(f"{left.source}: {translated(left.sentence)}" for left in outcome.left_out)
            or item.text()
        )
        self._table.scrollToItem(item)

    def _on_done(self, _outcomes: list[ImportOutcome]) -> None:
        self._working = False
        self._done = True
        self._progress.hide()
        if any(outcome.report is not None for outcome in self._outcomes.values()):
            self.imported.emit()
        self._retranslate()
        self._start.setFocus()
        if self._closing:
            self.accept()

    def _on_error(self, error: FaceappError) -> None:
        self._choose.setEnabled(True)
        if self._working:
            self._on_done([])
        self._banner.show_error(error)

    def _plan_words(self, plan: ImportPlan) -> str:
        return {
            ImportPlan.ENROL: self.tr("Will be enrolled"),
            ImportPlan.NAME_TAKEN: self.tr("Left out: somebody of that name is enrolled"),
            ImportPlan.BAD_NAME: self.tr("Left out: the folder's name is no name"),
            ImportPlan.EMPTY: self.tr("Left out: no picture and no clip"),
        }[plan]

    def _outcome_words(self, outcome: ImportOutcome) -> str:
        if outcome.report is None:
            return self.tr("Not enrolled: {reason}").format(reason=outcome.reason)
        made = self.tr("Enrolled with %n template(s)", None, len(outcome.report.accepted))
        if not outcome.left_out:
            return made
        return self.tr("{made}; %n picture(s) left out", None, len(outcome.left_out)).format(made=made)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Import people"))
        self._table.setHorizontalHeaderLabels([self.tr("Person"), self.tr("Holds"), self.tr("What happens")])
        self._table.setAccessibleName(self.tr("People to import"))
        self._choose.setText(self.tr("&Choose a folder…"))
        wanted = sum(entry.plan is ImportPlan.ENROL for entry in self._folders)
        self._choose.setVisible(not self._working and not self._done)
        self._cancel.setVisible(not self._done)
        self._cancel.setText(self.tr("Stop") if self._working else self.tr("Cancel"))
        self._start.setText(self.tr("Close") if self._done else self.tr("&Import"))
        self._start.setEnabled(self._done or (wanted > 0 and not self._working))
        if self._done:
            enrolled = sum(outcome.report is not None for outcome in self._outcomes.values())
            words = self.tr("%n people were enrolled.", None, enrolled)
            failed = len(self._outcomes) - enrolled
            if failed:
                words = self.tr("{words} %n could not be: the list says why.", None, failed).format(words=words)
            if wanted > len(self._outcomes):
                words = self.tr("{words} %n were not looked at any more.", None, wanted - len(self._outcomes)).format(
                    words=words
                )
            self._words.setText(words)
        elif not self._working:
            self._words.setText(
                self.tr("%n people will be enrolled. Nothing is stored before you choose Import.", None, wanted)
                if self._folders
                else self.tr("Choose a folder that holds a folder for each person, named as the door shall greet them.")
            )
