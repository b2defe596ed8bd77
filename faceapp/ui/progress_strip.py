"""How far a longer work is: a bar, words, the time left, and a way to stop it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from faceapp.domain.errors import CancelledError, FaceappError
from faceapp.ui.background import BackgroundTask, Report

# Sooner nothing can be said of the time left.
_TELL_TIME_AFTER_S = 2.0

Work = Callable[[Report, Callable[[], bool]], object]


class ProgressStrip(QFrame):
    """Does one work at a time off the main thread and shows how far it is; hidden while there is none.

    Signals:
        succeeded: What the work returned.
        failed: The `FaceappError` that it ended with; not when it was stopped.
        ended: It is over, however it ended; before the other two.
    """

    succeeded = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._title = QLabel()
        self._left = QLabel()
        for label in (self._title, self._left):
            label.setTextFormat(Qt.TextFormat.PlainText)  # a file's name is no markup
        self._left.setObjectName("muted")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._cancel = QPushButton()
        self._cancel.clicked.connect(self.cancel)
        self.setFocusProxy(self._cancel)
        words = QHBoxLayout()
        words.addWidget(self._title, 1)
        words.addWidget(self._left)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(words)
        column.addWidget(self._bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 10)
        layout.setSpacing(14)
        layout.addLayout(column, 1)
        layout.addWidget(self._cancel)
        self._task: BackgroundTask | None = None
        self._stopping = threading.Event()
        self._began_s = 0.0
        self._retranslate()
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether a work is going on."""
        return self._task is not None

    def begin(self, title: str, work: Work) -> None:
        """Begin a work; nothing happens while another one goes on.

        Args:
            title: What is done.
            work: Given a function to report its progress with, and one that says whether to stop.
        """
        if self._task is not None:
            return
        self._stopping.clear()
        self._title.setText(title)
        self._bar.setAccessibleName(title)
        self._bar.setValue(0)
        self._left.clear()
        self._cancel.setEnabled(True)
        self._began_s = time.monotonic()
        task = BackgroundTask(lambda report: work(report, self._stopping.is_set), self)
        task.progressed.connect(self._show_progress)
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        self._task = task
        self.show()
        task.start()

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop."""
        self._stopping.set()
        self._cancel.setEnabled(False)

    def stop(self) -> None:
        """Ask the work to stop, and wait until it has."""
        self._stopping.set()
        if self._task is not None:
            self._task.wait()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._cancel.setText(self.tr("Stop"))

    @Slot(float, str)
    def _show_progress(self, share: float, words: str) -> None:
        self._bar.setValue(round(1000 * share))
        taken_s = time.monotonic() - self._began_s
        if words:
            self._title.setText(words)
        if 0 < share < 1 and taken_s >= _TELL_TIME_AFTER_S:
            left_s = max(1, round(taken_s * (1 - share) / share))
            minutes, seconds = QLocale().toString(left_s // 60), QLocale().toString(left_s % 60)
            self._left.setText(
                self.tr("{minutes} min {seconds} s left").format(minutes=minutes, seconds=seconds)
                if left_s >= 60
                else self.tr("{seconds} s left").format(seconds=seconds)
            )

    @Slot(object)
    def _on_succeeded(self, result: object) -> None:
        self._end()
        self.succeeded.emit(result)

    @Slot(object)
    def _on_failed(self, error: FaceappError) -> None:
        self._end()
        if not isinstance(error, CancelledError):
            self.failed.emit(error)

    def _end(self) -> None:
        self._task = None
        self.hide()
        self.ended.emit()
