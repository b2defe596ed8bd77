"""Escape as the way back within a screen, where one page takes another's place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class BackByEscape(QObject):
    """Takes Escape before the window does, whichever control of a widget has the focus.

    Args:
        widget: Within which it counts; the owner of this object.
        possible: Whether there is something to go back from; otherwise the window has the key.
        back: Goes back.
    """

    def __init__(self, widget: QWidget, possible: Callable[[], bool], back: Callable[[], None]) -> None:
        super().__init__(widget)
        self._possible = possible
        self._back = back
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the key, then act on it. Controls within the widget pass on what they do not use themselves."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
            and event.key() == Qt.Key.Key_Escape
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
            and self._possible()
        ):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._back()
            return True
        return False
