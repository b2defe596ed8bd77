"""What was kept of an import in whose midst the program ended."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from faceapp.services.import_journal import UnfinishedImport
from faceapp.ui.words import translated


class ImportNotice(QFrame):
    """Stays until the import is taken up again, or put aside.

    Signals:
        resume_wanted: Import the folder again.
        dismissed: It was read.
    """

    resume_wanted = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._cut_off: UnfinishedImport | None = None
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # a folder's name is no markup
        self.resume, self.dismiss = QPushButton(), QPushButton()
        for button in (self.resume, self.dismiss):
            button.setObjectName("small")
        self.resume.clicked.connect(self.resume_wanted)
        self.dismiss.clicked.connect(self.dismissed)
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.resume)
        buttons.addWidget(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 10)
        layout.setSpacing(14)
        layout.addWidget(self._words, 1)
        layout.addLayout(buttons)
        self._retranslate()
        self.hide()

    def show_cut_off(self, cut_off: UnfinishedImport | None) -> None:
        """Tell of an import, or of none."""
        self._cut_off = cut_off
        self._retranslate()
        self.setVisible(cut_off is not None)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.resume.setText(self.tr("Import again…"))
        self.dismiss.setText(self.tr("Understood"))
        if self._cut_off is not None:
            self._words.setText(translated(self._cut_off.sentence))
            self.setAccessibleName(self._words.text())
