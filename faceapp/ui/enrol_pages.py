"""The pages of an enrolment on which there is nothing to do: the face is being learned, and the person is enrolled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from faceapp.services.enrolment import EnrolmentReport
from faceapp.ui import icons
from faceapp.ui.people_words import source_words, templates_words


class WorkingPage(QWidget):
    """What is being done, how far it is, and with what."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._doing = QLabel(), QLabel()
        self._title.setObjectName("title")
        self._doing.setObjectName("muted")
        self._doing.setTextFormat(Qt.TextFormat.PlainText)  # a file's name is no markup
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        layout = QVBoxLayout(self)
        layout.setSpacing(18)
        layout.addStretch(1)
        for label in (self._title, self._doing):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._title)
        layout.addWidget(self._progress)
        layout.addWidget(self._doing)
        layout.addStretch(1)

    def begin(self, words: str) -> None:
        """Say what is being done; how long it takes is not known yet."""
        self._title.setText(words)
        self._progress.setAccessibleName(words)
        self._progress.setRange(0, 0)
        self._doing.setText(self.tr("One moment"))

    def show_progress(self, share: float, source: str) -> None:
        """Show how far it is, in [0, 1], and which picture is looked at."""
        self.show_share(share)
        self._doing.setText(source_words(source))

    def show_share(self, share: float) -> None:
        """Show how far it is, in [0, 1]."""
        self._progress.setRange(0, 100)
        self._progress.setValue(round(100 * share))

    def show_stopping(self) -> None:
        """Say that it was asked to stop."""
        self._doing.setText(self.tr("Stopping…"))


class DonePage(QWidget):
    """Who was enrolled, with how many templates."""

    def __init__(self) -> None:
        super().__init__()
        self._report: EnrolmentReport | None = None
        self._title, self._count = QLabel(), QLabel()
        self._title.setObjectName("title")
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)  # a name is no markup
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(1)
        layout.addWidget(icons.Sign("check", "granted", 56))
        for label in (self._title, self._count):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addStretch(1)

    def show_report(self, report: EnrolmentReport) -> None:
        """Tell of this enrolment."""
        self._report = report
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        if self._report is not None:
            self._title.setText(self.tr("{name} is enrolled").format(name=self._report.person.name))
            stored = templates_words(len(self._report.accepted))
            self._count.setText(self.tr("Stored: {templates}.").format(templates=stored))
