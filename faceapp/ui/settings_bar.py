"""The bar below the settings: how things are, and saving or discarding what was changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from faceapp.ui import icons, style


class SettingsBar(QFrame):
    """Says how things are, and offers what can be done.

    Args:
        parent: Qt's parent.

    Signals:
        save_wanted: Save what was changed.
        discard_wanted: Forget what was changed.
        start_wanted: Start the camera again.
    """

    save_wanted = Signal()
    discard_wanted = Signal()
    start_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setMinimumHeight(62)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self.start, self.discard, self.save = QPushButton(), QPushButton(), QPushButton()
        for button in (self.discard, self.start):
            button.setObjectName("small")
        self.save.setObjectName("primary")
        self.save.clicked.connect(self.save_wanted)
        self.discard.clicked.connect(self.discard_wanted)
        self.start.clicked.connect(self.start_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self._words, 1)
        for button in (self.start, self.discard, self.save):
            layout.addWidget(button)
        self._retranslate()

    def show_state(self, words: str, *, changed: bool, usable: bool, start: bool) -> None:
        """Show how things are.

        Args:
            words: In one or two sentences.
            changed: Whether anything is not saved.
            usable: Whether all of that could be saved.
            start: Whether what was saved waits for a start of the camera.
        """
        self._words.setText(words)
        self.save.setVisible(changed)
        self.save.setEnabled(changed and usable)
        self.discard.setVisible(changed)
        self.start.setVisible(start)

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language, and another theme's signs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()

    def _retranslate(self) -> None:
        self.save.setText(self.tr("Save"))
        self.discard.setText(self.tr("Discard"))
        self.start.setText(self.tr("Start the camera again"))
        self.start.setIcon(icons.icon("replay", style.theme().text))
        self.start.setIconSize(QSize(18, 18))
