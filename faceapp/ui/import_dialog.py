"""Importing a folder per person: what would come of it, the work, and what came of it."""

from __future__ import annotations

import threading
import time
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScroller,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from faceapp.app import Application
from faceapp.domain.errors import CancelledError, FaceappError
from faceapp.services.folder_import import ImportOutcome, import_folders
from faceapp.services.folder_preview import ImportPlan, ImportPreview, preview_folders
from faceapp.services.import_report import write_import_report
from faceapp.ui.background import Report
from faceapp.ui.empty_page import EmptyPage
from faceapp.ui.error_banner import ErrorBanner
from faceapp.ui.import_model import HOLDS, WHAT, WHO, ImportModel
from faceapp.ui.people_words import duration_words
from faceapp.ui.task_group import TaskGroup
from faceapp.ui.veil import Veil
from faceapp.ui.words import translated

# An estimate of the time that is left needs some work to go by.
_ESTIMATE_AFTER_S = 3.0
_ROW_PX = 44
_DETAILS_PX = 92
_MOST_WHO_PX = 220


class ImportDialog(QDialog):
    """One import. Each person is stored at once: whenever it is closed, those who are done stay enrolled.

    Args:
        application: Enrols, and remembers how far an import is.
        parent: Qt's parent.

    Signals:
        imported: Somebody was enrolled, when the work ended or was stopped.
    """

    imported = Signal()
    _outcome_made = Signal(object)

    def __init__(self, application: Application, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        Veil(self)
        self._application = application
        self._tasks = TaskGroup(self._on_error, self)
        self._stop = threading.Event()
        self._looking = self._working = self._done = False
        self._closing = False
        self._begun_s = 0.0
        self._saved = ""
        self._banner = ErrorBanner()
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # a folder's name is no markup
        self._empty = EmptyPage("people")
        self._empty.button.hide()  # the dialog's own leads on
        self._model = ImportModel(self)
        self._table = QTableView()
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setFixedHeight(_DETAILS_PX)
        self._details.hide()
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._choose, self._cancel, self._save, self._start = (QPushButton() for _ in range(4))
        self._start.setObjectName("primary")
        self._start.setDefault(True)
        for button in (self._choose, self._cancel, self._save):
            button.setAutoDefault(False)
        self._choose.clicked.connect(self._choose_folder)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._choose_report)
        self._start.clicked.connect(self._on_start)
        self._build()
        self._outcome_made.connect(self._on_outcome)
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        self._retranslate()
        self._choose.setFocus()

    # What the user does

    def preview(self, directory: Path) -> None:
        """Look at a folder of folders; what was found in one before goes at once, so that nobody imports that."""
        self._banner.hide()
        self._model.show_preview(ImportPreview(Path(), ()))
        self._stop.clear()
        self._looking = True
        self._progress.setRange(0, 0)
        self._progress.show()
        self._retranslate()

        def work(report: Report) -> ImportPreview:
            taken = {person.name for person in self._application.register.people()}
            return preview_folders(directory, taken, on_progress=report, should_stop=self._stop.is_set)

        self._tasks.start(work, self._show_preview, on_progress=self._on_look)

    def wait(self) -> None:
        """Stop and wait until whoever is being enrolled is done. How far it was is told at the next start."""
        self._stop.set()
        self._tasks.wait()

    def reject(self) -> None:
        """Close; while people are looked for or enrolled, stop first."""
        if self._working or self._looking:
            self._stop.set()
            self._cancel.setEnabled(False)
            self._words.setText(self.tr("Stopping…"))
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Treat the window's cross like Cancel, and close as soon as the work has stopped."""
        if self._working or self._looking:
            event.ignore()
            self._closing = True
            self.reject()
        else:
            super().closeEvent(event)

    def save_report(self, path: Path) -> None:
        """Write what was done to a file."""
        preview, outcomes = self._model.preview, self._model.outcomes
        self._tasks.start(
            lambda _report: write_import_report(path, preview, outcomes, say=translated),
            lambda _: self._tell_saved(path),
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._model.retranslate()
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return does nothing while there is nothing to begin or to close."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._start.isEnabled():
            return
        super().keyPressEvent(event)

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder that holds a folder for each person"))
        if name:
            self.preview(Path(name))

    @Slot()
    def _choose_report(self) -> None:
        name = f"import-{date.today().isoformat()}.csv"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), str(Path.home() / name), self.tr("Table for spreadsheets (*.csv)")
        )
        if chosen:
            self.save_report(Path(chosen))

    @Slot()
    def _on_start(self) -> None:
        if self._done:
            self.accept()
            return
        preview = self._model.preview
        self._stop.clear()
        self._working = True
        self._begun_s = time.monotonic()
        self._progress.setRange(0, 1000)
        self._progress.setValue(0)
        self._progress.show()
        self._retranslate()

        def work(report: Report) -> None:
            import_folders(
                preview,
                self._application.enrol,
                self._application.imports,
                on_progress=report,
                on_outcome=self._outcome_made.emit,
                should_stop=self._stop.is_set,
            )

        self._tasks.start(work, self._on_done, on_progress=self._on_progress, on_error=self._on_broken)

    # What comes of it

    @Slot(float, str)
    def _on_look(self, share: float, name: str) -> None:
        self._progress.setRange(0, 1000)
        self._progress.setValue(round(1000 * share))
        if not self._stop.is_set():
            self._words.setText(self.tr("Looking at {name} …").format(name=name))

    def _show_preview(self, preview: ImportPreview) -> None:
        self._looking = False
        self._progress.hide()
        self._model.show_preview(preview)
        self._details.hide()
        self._retranslate()
        self._fit_columns()
        (self._start if self._start.isEnabled() else self._choose).setFocus()

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
        row = self._model.add_outcome(outcome)
        self._table.scrollTo(self._model.index(row, WHO))

    def _on_done(self, _nothing: object) -> None:
        """Show the report; whoever sees it need not be told at the next start."""
        self._working = False
        self._done = True
        self._progress.hide()
        self._tasks.start(lambda _report: self._application.imports.end(), self._on_noted, on_error=self._on_not_noted)
        self._retranslate()
        self._start.setFocus()

    def _on_noted(self, _nothing: object) -> None:
        if any(outcome.report is not None for outcome in self._model.outcomes):
            self.imported.emit()
        if self._closing:
            self.accept()

    def _on_not_noted(self, error: FaceappError) -> None:
        self._closing = False
        self._banner.show_error(error)
        self._on_noted(None)

    def _on_broken(self, error: FaceappError) -> None:
        self._closing = False  # first it has to be read why
        self._on_done(None)
        self._banner.show_error(error)

    def _on_error(self, error: FaceappError) -> None:
        self._looking = False
        self._progress.hide()
        self._retranslate()
        if isinstance(error, CancelledError):
            if self._closing:
                super().reject()
            return
        self._banner.show_error(error)

    def _tell_saved(self, path: Path) -> None:
        self._saved = path.name
        self._retranslate()

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._show_details(current.row())

    def _show_details(self, row: int) -> None:
        """Say everything of the row that is chosen, whose words may be longer than its column."""
        if row < 0:
            self._details.hide()
            return
        what = str(self._model.index(row, WHAT).data())
        details = self._model.details(row)
        self._details.setPlainText(f"{what}\n{details}" if details else what)
        self._details.show()

    # Building and words

    def _build(self) -> None:
        table = self._table
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setIconSize(QSize(18, 18))
        rows, columns = table.verticalHeader(), table.horizontalHeader()
        rows.hide()
        # All rows are alike: thousands of them are never measured.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_PX)
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        QScroller.grabGesture(table.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._save)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(self._banner)
        layout.addWidget(self._words)
        layout.addWidget(self._empty, 1)
        layout.addWidget(table, 1)
        layout.addWidget(self._details)
        layout.addWidget(self._progress)
        layout.addLayout(buttons)

    def _fit_columns(self) -> None:
        width = self._table.viewport().width()
        self._table.setColumnWidth(WHO, min(_MOST_WHO_PX, round(0.22 * width)))
        self._table.setColumnWidth(HOLDS, min(_MOST_WHO_PX, round(0.24 * width)))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Import people"))
        self._table.setAccessibleName(self.tr("People to import"))
        self._details.setAccessibleName(self.tr("All about the row that is chosen"))
        self._progress.setAccessibleName(self.tr("Progress"))
        busy = self._working or self._looking
        wanted = len(self._model.preview.planned(ImportPlan.ENROL))
        self._choose.setText(self.tr("&Choose a folder…"))
        self._choose.setVisible(not busy and not self._done)
        self._save.setText(self.tr("&Save the report…"))
        self._save.setVisible(self._done)
        self._cancel.setVisible(not self._done)
        self._cancel.setEnabled(not (busy and self._stop.is_set()))
        self._cancel.setText(self.tr("Stop") if busy else self.tr("Cancel"))
        self._start.setText(self.tr("Close") if self._done else self.tr("&Import"))
        self._start.setEnabled(self._done or (wanted > 0 and not busy))
        if self._done:
            self._words.setText(self._report_words(wanted))
        elif self._looking:
            self._words.setText(self.tr("Looking …"))
        elif not self._working:
            self._words.setText(self._preview_words(wanted))
        self._show_details(self._table.currentIndex().row())
        self._show_table(bool(self._model.preview.folders or self._model.preview.beside))

    def _show_table(self, shown: bool) -> None:
        self._empty.set_words(
            self.tr("Choose a folder that holds a folder for each person"),
            self.tr("Each is named as the door shall greet its person: “Ada Lovelace” with her photographs and clips."),
            "",
        )
        self._empty.setVisible(not shown)
        self._table.setVisible(shown)
        self._words.setVisible(bool(self._words.text()))

    def _preview_words(self, wanted: int) -> str:
        preview = self._model.preview
        if not preview.folders:
            return ""
        words = self.tr("%n people will be enrolled. Nothing is stored before you choose Import.", None, wanted)
        if not wanted:
            words = self.tr("Nobody is to be enrolled.")
        return self._with_rest(words)

    def _report_words(self, wanted: int) -> str:
        outcomes = self._model.outcomes
        enrolled = sum(outcome.report is not None for outcome in outcomes)
        words = self.tr("%n people were enrolled.", None, enrolled)
        failed = len(outcomes) - enrolled
        if failed:
            words = self.tr("{words} %n could not be: the list says why.", None, failed).format(words=words)
        if wanted > len(outcomes):
            words = self.tr("{words} %n were not looked at any more.", None, wanted - len(outcomes)).format(words=words)
        words = self._with_rest(words)
        if self._saved:
            words = self.tr("{words} The report was saved as “{file}”.").format(words=words, file=self._saved)
        return words

    def _with_rest(self, words: str) -> str:
        """The words, and how many were there already, were left out, and how many files are not used."""
        preview = self._model.preview
        there = len(preview.planned(ImportPlan.ALREADY_THERE))
        left_out = len(preview.folders) - there - len(preview.planned(ImportPlan.ENROL))
        unused = len(preview.beside) + sum(len(entry.unused) for entry in preview.folders)
        if there:
            words = self.tr("{words} %n already there.", None, there).format(words=words)
        if left_out:
            words = self.tr("{words} %n folder(s) left out.", None, left_out).format(words=words)
        if unused:
            words = self.tr("{words} %n file(s) not used.", None, unused).format(words=words)
        return words
