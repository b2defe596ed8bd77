"""An error shown in place: what happened and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from faceapp.domain.errors import FaceappError
from faceapp.ui import icons, style
from faceapp.ui.words import lead_for, translated


class ErrorBanner(QFrame):
    """Stays until it is dismissed or the next try succeeds.

    At the door passers-by see it: there it says only that somebody should be told, and what happened once
    administration is open.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        sign = icons.Sign("warning", "denied", 28)
        self._error: FaceappError | None = None
        self._discreet = False
        self._lead = QLabel()
        self._lead.setObjectName("muted")
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setObjectName("strong")
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        for label in (self._sentence, self._hint):
            label.setTextFormat(Qt.TextFormat.PlainText)  # a name or a path is no markup
        self._close = QToolButton()
        self._close.setObjectName("quiet")
        self._close.setIconSize(QSize(18, 18))
        self._close.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._lead)
        words.addWidget(self._sentence)
        words.addWidget(self._hint)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 8, 10)
        layout.setSpacing(14)
        layout.addWidget(sign)
        layout.addLayout(words, 1)
        layout.addWidget(self._close)
        self._retranslate()
        self._tint()
        self.hide()

    def show_error(self, error: FaceappError) -> None:
        """Show an error."""
        self._error = error
        self._retranslate()
        self.show()

    def set_discreet(self, discreet: bool) -> None:
        """Say only what a passer-by may know, or all of it."""
        self._discreet = discreet
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _retranslate(self) -> None:
        self._close.setAccessibleName(self.tr("Dismiss"))
        if self._error is None:
            return
        sentence = " ".join(translated(part) for part in (self._error.sentence, *self._error.details))
        hint = translated(self._error.hint)
        if self._discreet:
            sentence, hint = (
                self.tr("Something needs attention."),
                self.tr("Please tell whoever looks after this door."),
            )
        self._lead.setText(lead_for(self._error))
        self._lead.setVisible(not self._discreet)
        # Whoever looks after the door has not seen it yet.
        self._close.setVisible(not self._discreet)
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        spoken = f"{sentence} {hint}".strip()
        self.setAccessibleName(spoken if self._discreet else f"{self._lead.text()}: {spoken}")

    def _tint(self) -> None:
        self._close.setIcon(icons.icon("close", style.theme().text))

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._sentence.text()} {self._hint.text()}"
