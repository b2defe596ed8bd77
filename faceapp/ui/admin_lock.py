"""The administrator's lock: closed while nobody has entered the PIN, and again after nobody touched the window."""

from __future__ import annotations

import logging
from typing import Protocol

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from faceapp.domain.errors import FaceappError
from faceapp.domain.pins import PinChange, PinTrial

log = logging.getLogger(__name__)

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.Wheel,
}
LOCK_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)


class GuardsAdministration(Protocol):
    """The administrator's PIN, as `faceapp.services.administration.Administration` keeps it."""

    def is_protected(self) -> bool:
        """Whether a PIN is set."""
        ...

    def set_pin(self, pin: str) -> None:
        """Set the PIN."""
        ...

    def set_first_pin(self, pin: str) -> bool:
        """Set the PIN where there is none; whether it was set."""
        ...

    def remove_pin(self) -> None:
        """Ask for none any more."""
        ...

    def try_pin(self, pin: str) -> PinTrial:
        """Try a PIN."""
        ...

    def pin_changes(self, limit: int = 100) -> list[PinChange]:
        """What was done to the PIN, the newest first."""
        ...


class AdminLock(QObject):
    """Whether administration is open; without a PIN it always is.

    Args:
        administration: Knows the PIN.
        idle_s: How long nobody may touch the window until it locks itself.
        parent: Qt's parent.

    Signals:
        changed: Whether it is locked now.
    """

    changed = Signal(bool)

    def __init__(self, administration: GuardsAdministration, idle_s: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._administration = administration
        app = QApplication.instance()
        assert app is not None
        self._app = app
        self._protected = self._ask()
        self._locked = self._protected
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self.set_idle(idle_s)
        self._idle.timeout.connect(self.lock)

    @property
    def locked(self) -> bool:
        """Whether the PIN must be entered first."""
        return self._locked

    @property
    def protected(self) -> bool:
        """Whether a PIN is set, as far as was seen."""
        return self._protected

    @property
    def idle_timer(self) -> QTimer:
        """Runs out when nobody has touched the window for so long."""
        return self._idle

    def set_idle(self, idle_s: float) -> None:
        """Say how long nobody may touch the window until it locks itself."""
        self._idle.setInterval(round(1000 * idle_s))

    @Slot()
    def lock(self) -> None:
        """Lock at once, if there is a PIN to open it again."""
        self.look()
        self._set(self._protected)

    @Slot()
    def unlock(self) -> None:
        """Open it: the PIN was entered."""
        self._set(False)

    @Slot()
    def look(self) -> None:
        """See whether a PIN was set or removed meanwhile."""
        self._protected = self._ask()
        if not self._protected:
            self._set(False)
        elif not self._locked:
            self._await_idleness()

    @Slot()
    def note_activity(self) -> None:
        """Begin to wait anew, as at a touch: somebody is at work who need not touch the window."""
        if self._idle.isActive():
            self._idle.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to wait anew at every touch, and lock at its key, which a shortcut does not hear below a dialog."""
        if event.type() in _TOUCHES:
            self.note_activity()
            if isinstance(event, QKeyEvent) and event.keyCombination() == LOCK_KEY:
                self.lock()
                return True
        return False

    def _set(self, locked: bool) -> None:
        if self._protected and not locked:
            self._await_idleness()
        else:
            self._idle.stop()
            self._app.removeEventFilter(self)
        if locked != self._locked:
            self._locked = locked
            self.changed.emit(locked)

    def _await_idleness(self) -> None:
        # Only then, as every event of the program goes through it.
        self._app.installEventFilter(self)
        self._idle.start()

    def _ask(self) -> bool:
        try:
            return self._administration.is_protected()
        except FaceappError:
            # Nobody can tell whether there is a PIN: nobody is let in without one.
            log.exception("whether there is a PIN cannot be read")
            return True
