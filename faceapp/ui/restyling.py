"""Another theme for all widgets, a few in each turn of the event loop."""

from __future__ import annotations

import time
from collections import deque

import shiboken6
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from faceapp.ui import style

# Of a turn: what is left of a frame's time goes to pictures and input.
_TURN_S = 0.008


class Restyling(QObject):
    """Gives widgets the theme in use; what is to be seen comes first, and appears all at once.

    Args:
        app: The application; becomes the parent.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._seen: deque[QWidget] = deque()
        self._unseen: deque[QWidget] = deque()
        self._held: list[QWidget] = []
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._turn)

    @property
    def idle(self) -> bool:
        """Whether every widget was told of the theme in use."""
        return not self._turns.isActive()

    def begin(self, theme: style.Theme) -> None:
        """Use a theme; widgets take it from the next turn on."""
        style.choose_theme(self._app, theme)
        widgets = self._app.allWidgets()
        self._seen = deque(widget for widget in widgets if widget.isVisible())
        self._unseen = deque(widget for widget in widgets if not widget.isVisible())
        self._hold()
        self._turns.start()

    def stop(self) -> None:
        """Style no more."""
        self._turns.stop()
        self._seen.clear()
        self._unseen.clear()
        self._release()

    @Slot()
    def _turn(self) -> None:
        until_s = time.perf_counter() + _TURN_S
        while waiting := self._seen or self._unseen:
            widget = waiting.popleft()
            if shiboken6.isValid(widget):
                widget.style().polish(widget)
            if not self._seen and self._held:
                self._release()
                return
            if time.perf_counter() >= until_s:
                return
        self.stop()

    def _hold(self) -> None:
        """Keep what is on the screen until all of it has the theme, and not some of it."""
        for window in self._app.topLevelWidgets():
            if window.isVisible() and window not in self._held:
                window.setUpdatesEnabled(False)
                self._held.append(window)

    def _release(self) -> None:
        for window in self._held:
            if shiboken6.isValid(window):
                window.setUpdatesEnabled(True)
        self._held.clear()
