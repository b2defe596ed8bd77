"""An error told in full: what happened, one by one where it is several things, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from faceapp.domain.errors import FaceappError
from faceapp.ui.words import translated


class FaultList(QScrollArea):
    """Shows one error, and scrolls where there is much to it.

    Args:
        parent: Qt's parent.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error: FaceappError | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._panel = QFrame()
        self._panel.setObjectName("panel")
        self._rows = QVBoxLayout(self._panel)
        self._rows.setContentsMargins(20, 16, 20, 16)
        self._rows.setSpacing(10)
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._panel)

    @property
    def text(self) -> str:
        """What it says, a line each."""
        return "\n".join(label.text() for label in self._labels())

    def show_error(self, error: FaceappError) -> None:
        """Show an error in place of the one before."""
        self._error = error
        for label in self._labels():
            self._rows.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._add(error.sentence, "strong")
        for detail in error.details:
            self._add(detail, "detail")
        if error.hint:
            self._add(error.hint, "muted")
        self.setAccessibleName(self.text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._error is not None:
            self.show_error(self._error)

    def _labels(self) -> list[QLabel]:
        items = [self._rows.itemAt(index) for index in range(self._rows.count())]
        return [widget for item in items if item is not None and isinstance(widget := item.widget(), QLabel)]

    def _add(self, text: str, name: str) -> None:
        label = QLabel(translated(text))
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._rows.addWidget(label)
