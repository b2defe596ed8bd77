"""Adding a person: a name, then the camera or files, then what came of it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from faceapp.app import Application
from faceapp.domain.errors import FaceappError
from faceapp.domain.records import FrameResult
from faceapp.services.enrolment import EnrolmentReport, Picture
from faceapp.services.runtime import SourceStatus
from faceapp.ui import icons
from faceapp.ui.background import BackgroundTask, Report
from faceapp.ui.camera_tab import CameraTab
from faceapp.ui.error_banner import ErrorBanner
from faceapp.ui.files_tab import FilesTab

_NAME_AT_MOST = 100


class EnrolmentStoppedError(FaceappError):
    """The user stopped the enrolment; nothing was stored."""


class EnrolDialog(QDialog):
    """One enrolment.

    Args:
        application: Enrols.
        mirrored: Whether the live picture is shown as in a mirror.
        parent: Qt's parent.

    Signals:
        enrolled: The `EnrolmentReport`, as soon as the person is stored.
    """

    enrolled = Signal(object)

    def __init__(self, application: Application, *, mirrored: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._task: BackgroundTask | None = None
        self._cancelled = threading.Event()
        self._camera = CameraTab(mirrored=mirrored)
        self._files = FilesTab()
        self._banner = ErrorBanner()
        self._name = QLineEdit()
        self._name.setMaxLength(_NAME_AT_MOST)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.addTab(self._camera, "")
        self._tabs.addTab(self._files, "")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._doing = QLabel()
        self._doing.setObjectName("muted")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._input_page())
        self._pages.addWidget(self._working_page())
        self._secondary = QPushButton()
        self._secondary.clicked.connect(self.reject)
        self._primary = QPushButton()
        self._primary.setObjectName("primary")
        self._primary.setDefault(True)
        self._primary.clicked.connect(self._on_primary)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self._secondary)
        buttons.addWidget(self._primary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(self._banner)
        layout.addWidget(self._pages, 1)
        layout.addLayout(buttons)
        self._name.textChanged.connect(self._update_buttons)
        self._tabs.currentChanged.connect(self._update_buttons)
        self._files.changed.connect(self._update_buttons)
        self._camera.ready_changed.connect(self._update_buttons)
        self._camera.collected.connect(self._enrol_pictures)
        self._collecting = False
        self._retranslate()
        self._tint()
        self._name.setFocus()

    # Fed by the window

    @Slot(object)
    def show_frame(self, result: FrameResult) -> None:
        """Show the newest frame."""
        self._camera.show_frame(result)

    @Slot(object)
    def show_status(self, status: SourceStatus) -> None:
        """Show how the camera is."""
        self._camera.show_status(status)

    def set_name(self, name: str) -> None:
        """Fill in the name."""
        self._name.setText(name)

    def wait(self) -> None:
        """Stop an enrolment under way and wait for its end."""
        self._cancelled.set()
        if self._task is not None:
            self._task.wait()

    def reject(self) -> None:
        """Close; while an enrolment runs, ask it to stop first."""
        if self._working:
            self._cancelled.set()
            self._doing.setText(self.tr("Stopping…"))
            self._secondary.setEnabled(False)
            return
        if self._collecting:
            self._stop_collecting()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Treat the window's cross like Cancel."""
        if self._working:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Add person"))
        self._name.setPlaceholderText(self.tr("Name, as greeted at the door"))
        self._name.setAccessibleName(self.tr("Name"))
        self._tabs.setTabText(0, self.tr("From camera"))
        self._tabs.setTabText(1, self.tr("From files"))
        self._working_title.setText(self.tr("Learning the face…"))
        self._update_buttons()

    def _tint(self) -> None:
        for index, name in enumerate(("camera", "upload")):
            self._tabs.setTabIcon(index, icons.icon(name))

    # Pages

    def _input_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._name)
        layout.addWidget(self._tabs, 1)
        return page

    def _working_page(self) -> QWidget:
        page = QWidget()
        self._working_title = QLabel()
        self._working_title.setObjectName("title")
        self._working_title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._doing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(page)
        layout.setSpacing(18)
        layout.addStretch(1)
        layout.addWidget(self._working_title)
        layout.addWidget(self._progress)
        layout.addWidget(self._doing)
        layout.addStretch(1)
        return page

    def _report_page(self, report: EnrolmentReport) -> QWidget:
        page = QWidget()
        sign = icons.Sign("check", "granted", 56)
        title = QLabel(self.tr("{name} is enrolled").format(name=report.person.name))
        title.setObjectName("title")
        title.setWordWrap(True)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        accepted = QLabel(self.tr("%n template(s) were stored.", None, len(report.accepted)))
        accepted.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setSpacing(10)
        layout.addStretch(1)
        for widget in (sign, title, accepted):
            layout.addWidget(widget)
        if report.rejected:
            heading = QLabel(self.tr("Not used:"))
            heading.setObjectName("section")
            layout.addSpacing(8)
            layout.addWidget(heading)
        for rejection in report.rejected:
            line = QLabel(f"{rejection.source} — {rejection.sentence}")
            line.setWordWrap(True)
            line.setObjectName("muted")
            layout.addWidget(line)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        return page

    # What happens

    @property
    def _working(self) -> bool:
        return self._task is not None

    @Slot()
    def _update_buttons(self) -> None:
        if self._pages.currentIndex() != 0:
            return
        named = bool(self._name.text().strip())
        on_camera = self._tabs.currentWidget() is self._camera
        self._secondary.setText(self.tr("Cancel"))
        self._secondary.setEnabled(True)
        self._primary.setVisible(True)
        if on_camera:
            self._primary.setText(self.tr("Taking pictures…") if self._collecting else self.tr("Take pictures"))
            self._primary.setEnabled(named and self._camera.ready and not self._collecting)
        else:
            self._primary.setText(self.tr("Enrol"))
            self._primary.setEnabled(named and bool(self._files.paths))
        self._primary.setToolTip("" if named else self.tr("Enter the name first."))

    @Slot()
    def _on_primary(self) -> None:
        if self._pages.currentIndex() > 1:
            self.accept()
            return
        self._banner.hide()
        if self._tabs.currentWidget() is self._camera:
            self._collecting = True
            self._name.setEnabled(False)
            self._tabs.tabBar().setEnabled(False)
            self._camera.start()
            self._update_buttons()
        else:
            self._enrol(files=self._files.paths)

    @Slot(object)
    def _enrol_pictures(self, pictures: list[Picture]) -> None:
        self._stop_collecting()
        self._enrol(pictures=pictures)

    def _stop_collecting(self) -> None:
        self._collecting = False
        self._camera.stop()
        self._name.setEnabled(True)
        self._tabs.tabBar().setEnabled(True)
        self._update_buttons()

    def _enrol(self, *, pictures: Sequence[Picture] = (), files: Sequence[Path] = ()) -> None:
        name = self._name.text().strip()
        self._cancelled.clear()

        def work(report: Report) -> EnrolmentReport:
            def on_progress(share: float, words: str) -> None:
                # Nothing is stored before the last picture was looked at.
                if self._cancelled.is_set():
                    raise EnrolmentStoppedError("The enrolment was stopped.", hint="Nobody was enrolled.")
                report(share, words)

            return self._application.enrol(
                name, pictures=pictures, files=files, skip_unusable=True, on_progress=on_progress
            )

        self._task = BackgroundTask(work, self)
        self._task.progressed.connect(self._on_progress)
        self._task.succeeded.connect(self._on_success)
        self._task.failed.connect(self._on_failure)
        self._progress.setRange(0, 0)
        self._doing.setText(self.tr("One moment"))
        self._pages.setCurrentIndex(1)
        self._primary.setVisible(False)
        self._task.start()

    @Slot(float, str)
    def _on_progress(self, share: float, words: str) -> None:
        self._progress.setRange(0, 100)
        self._progress.setValue(round(100 * share))
        if not self._cancelled.is_set():
            self._doing.setText(words)

    @Slot(object)
    def _on_success(self, report: EnrolmentReport) -> None:
        self._end_task()
        self._pages.addWidget(self._report_page(report))
        self._pages.setCurrentIndex(2)
        self._secondary.setVisible(False)
        self._primary.setVisible(True)
        self._primary.setEnabled(True)
        self._primary.setText(self.tr("Done"))
        self._primary.setFocus()
        self.enrolled.emit(report)

    @Slot(object)
    def _on_failure(self, error: FaceappError) -> None:
        self._end_task()
        self._pages.setCurrentIndex(0)
        self._update_buttons()
        self._banner.show_error(error)

    def _end_task(self) -> None:
        if self._task is not None:
            self._task.wait()
            self._task = None
