"""A window is dimmed while a dialog lies over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_SHADE = QColor(0, 0, 0, 130)


class Veil(QWidget):
    """Darkens a window for as long as it waits for a dialog.

    At a door there may be no window manager, which would draw a frame around the dialog and a shadow behind it.

    Args:
        window: What is darkened, which has no parent or is a dialog itself.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._window = window
        self.hide()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window: whether it waits, and how large it is."""
        if event.type() == QEvent.Type.WindowBlocked:
            self._cover()
        elif event.type() == QEvent.Type.WindowUnblocked:
            self.hide()
        elif event.type() == QEvent.Type.Resize and not self.isHidden():
            self._cover()
        return False

    def _cover(self) -> None:
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Darken what lies below."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), _SHADE)
        painter.end()
