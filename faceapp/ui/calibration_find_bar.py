"""The foot of the calibration screen: what is asked for, the button that finds it, and how far that is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from faceapp.domain.messages import Message
from faceapp.ui.page_margins import WIDTH_AT_MOST_PX
from faceapp.ui.progress_strip import ProgressStrip
from faceapp.ui.words import translated


class FindBar(QWidget):
    """Stays in sight, however far down the target's choices and a result reach.

    Attributes:
        start: Finds the threshold.
        strip: Does it, and shows how far it is, in the button's place.

    Signals:
        wanted: Find the threshold.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target: Message | None = None
        self._focused = False
        self._panel = QFrame()
        self._panel.setObjectName("panel")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self.start = QPushButton()
        self.start.setObjectName("primary")
        self.start.clicked.connect(self.wanted)
        inside = QHBoxLayout(self._panel)
        inside.setContentsMargins(16, 6, 8, 6)
        inside.setSpacing(12)
        inside.addWidget(self._words, 1)
        inside.addWidget(self.start)
        self.strip = ProgressStrip()
        room = QWidget()
        room.setMaximumWidth(WIDTH_AT_MOST_PX)
        self._column = QVBoxLayout(room)
        self._column.addWidget(self._panel)
        self._column.addWidget(self.strip)
        self.leave_room(0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(room)
        self._retranslate()

    def show_target(self, target: Message) -> None:
        """Say what would be looked for."""
        self._target = target
        self._retranslate()

    def set_busy(self, busy: bool) -> None:
        """Make room for the progress while a threshold is looked for."""
        if busy:
            self._focused = self.start.hasFocus()
        self._panel.setHidden(busy)
        self.start.setEnabled(not busy)
        if self._focused:  # the keyboard stays where it was, and does not go to whatever is next
            (self.strip if busy else self.start).setFocus()

    def leave_room(self, beside_px: int) -> None:
        """End where the page above ends, which has a bar so wide at its right."""
        self._column.setContentsMargins(24, 0, 20 + beside_px, 10)

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LocaleChange):
            self._retranslate()

    def _retranslate(self) -> None:
        self.start.setText(self.tr("Find the threshold"))
        if self._target is not None:
            self._words.setText(self.tr("For {target}").format(target=translated(self._target)))
