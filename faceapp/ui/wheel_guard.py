"""Fields that a page is scrolled over must not change."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class _WheelGuard(QObject):
    """Lets a field's wheel events pass to what scrolls, unless the field has the focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See Qt."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()  # so that it goes on to the parent
            return True
        return super().eventFilter(watched, event)


def guard_wheel(field: QWidget) -> None:
    """Let the wheel change a field only once it was clicked or tabbed to."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_WheelGuard(field))
