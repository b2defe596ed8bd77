"""The frame around the screens: navigation, the administrator's lock, and the door's screen alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from faceapp.ui import icons, style
from faceapp.ui.admin_lock import AdminLock, GuardsAdministration
from faceapp.ui.error_banner import ErrorBanner
from faceapp.ui.hold_corner import HoldCorner
from faceapp.ui.navigation import Rail, Screen
from faceapp.ui.pin_gate import PinGate


class Shell(QWidget):
    """Holds the screens; the first is the door's, and lies before the lock, all others behind it.

    Args:
        screens: In the rail's order.
        administration: Knows the administrator's PIN.
        lock_after_s: How long nobody may touch the window until it locks itself.
        demo: Whether to say that this is the demonstration.

    Signals:
        screen_changed: The name of the screen that is shown now.
        alone_changed: Whether the door's screen is alone now, without navigation.
        leave_wanted: The discreet button was pressed, by which full screen is left.
    """

    screen_changed = Signal(str)
    alone_changed = Signal(bool)
    leave_wanted = Signal()

    def __init__(
        self, screens: Sequence[Screen], administration: GuardsAdministration, *, lock_after_s: float, demo: bool
    ) -> None:
        super().__init__()
        self.setObjectName("screen")
        self._screens = {screen.name: screen for screen in screens}
        self._door = screens[0].name
        self._current = ""
        self._wanted = self._door
        self._alone = False
        self.lock = AdminLock(administration, lock_after_s, self)
        self.gate = PinGate(administration)
        self.rail = Rail()
        self.banner = ErrorBanner()
        self.pages = QStackedWidget()
        self._demo = QLabel()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.corner = QToolButton(self)
        self.hold = HoldCorner(self)
        for screen in screens:
            self.pages.addWidget(screen.widget)
            self.rail.add_screen(screen)
        self.pages.addWidget(self.gate)
        self._lock_button = self.rail.add_tool("lock", lambda: self.tr("Lock"))
        self._build(demo)
        self._connect()
        self._retranslate()
        self._tint()
        self.show_screen(self._door)
        self._on_lock_changed(self.lock.locked)

    # Screens

    def add_tool(self, icon: str, words: Callable[[], str], *, checkable: bool = False) -> QToolButton:
        """Add a button at the far end of the navigation."""
        return self.rail.add_tool(icon, words, checkable=checkable)

    @property
    def current(self) -> str:
        """The name of the screen that is shown, or was before the PIN is asked for."""
        return self._current

    @property
    def alone(self) -> bool:
        """Whether the door's screen is alone, without navigation."""
        return self._alone

    @property
    def names(self) -> tuple[str, ...]:
        """Every screen's name, in the rail's order."""
        return tuple(self._screens)

    @Slot(str)
    def show_screen(self, name: str) -> None:
        """Show a screen; those behind the lock once the PIN was entered."""
        if name != self._door and self.lock.locked:
            self.ask_for_pin(name)
            return
        screen = self._screens[name]
        if screen.opened is not None:
            screen.opened()
        self._current = name
        self.pages.setCurrentWidget(screen.widget)
        self.rail.mark(name)
        if name != self._door:
            self.set_alone(False)
        self.screen_changed.emit(name)

    @Slot()
    def ask_for_pin(self, then: str = "") -> None:
        """Ask for the PIN, and show a screen after that."""
        self.look_at_lock()
        if not self.lock.locked:  # it was removed on the command line
            self._unlocked(then)
            return
        self._wanted = then or self._door
        self.hold.hide()
        self.pages.setCurrentWidget(self.gate)
        self.gate.ask()

    @Slot(bool)
    def set_alone(self, alone: bool) -> None:
        """Show the door's screen without navigation, or bring the navigation back if it is not locked."""
        if self.lock.locked:
            alone = True
        changed, self._alone = alone != self._alone, alone
        if alone and self._current != self._door:
            self.show_screen(self._door)
        self.rail.setVisible(not alone)
        self.banner.set_discreet(alone)
        self.corner.setVisible(alone and not self.lock.locked)
        self.hold.setVisible(self.lock.locked and self.pages.currentWidget() is not self.gate)
        self._arrange()
        if changed:
            self.alone_changed.emit(alone)

    @Slot()
    def lock_now(self) -> None:
        """Lock administration, if there is a PIN."""
        self.lock.lock()

    @Slot()
    def look_at_lock(self) -> None:
        """See whether a PIN was set or removed meanwhile."""
        self.lock.look()
        self._lock_button.setVisible(self.lock.protected)
        self._arrange()

    def wait(self) -> None:
        """Wait for work under way."""
        self.gate.wait()

    # What happens

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the navigation where there is room for it."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    @Slot(bool)
    def _on_lock_changed(self, locked: bool) -> None:
        self._lock_button.setVisible(self.lock.protected)
        if locked:
            _close_dialogs()
            self._current = ""  # so that the door's screen is shown instead of whatever is
            self.show_screen(self._door)
            self.set_alone(True)
        elif self._current:
            self.set_alone(False)

    @Slot()
    def _on_opened(self) -> None:
        self.lock.unlock()
        self._unlocked(self._wanted)

    def _unlocked(self, then: str) -> None:
        self.set_alone(False)
        self.show_screen(then or self._door)

    @Slot()
    def _on_left(self) -> None:
        self.show_screen(self._door)
        self.set_alone(True)

    # Building

    def _build(self, demo: bool) -> None:
        self._demo.setObjectName("demo")
        self._demo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._demo.setVisible(demo)
        banner_room = QWidget()
        room = QVBoxLayout(banner_room)
        room.setContentsMargins(12, 8, 12, 0)
        room.addWidget(self.banner)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(banner_room)
        right.addWidget(self.pages, 1)
        self._body.setSpacing(0)
        self._body.addWidget(self.rail)
        self._body.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._demo)
        layout.addLayout(self._body, 1)
        self.corner.setObjectName("quiet")
        self.corner.setIconSize(QSize(20, 20))
        self.corner.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc does the same
        self.corner.setVisible(False)
        self.hold.setVisible(False)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_screen)
        self.corner.clicked.connect(self.leave_wanted)
        self.hold.held.connect(self.ask_for_pin)
        self.gate.opened.connect(self._on_opened)
        self.gate.left.connect(self._on_left)
        self.lock.changed.connect(self._on_lock_changed)
        self._lock_button.clicked.connect(self.lock_now)

    def _arrange(self) -> None:
        below = self.rail.fit(self.size())
        # From the bottom to the top, as the rail comes first in either direction.
        self._body.setDirection(QBoxLayout.Direction.BottomToTop if below else QBoxLayout.Direction.LeftToRight)
        self.corner.adjustSize()
        self.corner.move(self.width() - self.corner.width() - 4, 4)
        self.corner.raise_()
        self.hold.move(self.width() - self.hold.width(), 0)
        self.hold.raise_()

    def _retranslate(self) -> None:
        self._demo.setText(self.tr("Demo: synthetic people, no real faces"))
        self._arrange()  # other words may need another arrangement
        self.corner.setToolTip(self.tr("Leave full screen (Esc)"))
        self.corner.setAccessibleName(self.tr("Leave full screen"))

    def _tint(self) -> None:
        self.corner.setIcon(icons.icon("contract", style.theme().faint))


def _close_dialogs() -> None:
    """Close what is open over the window; what is at work goes on unseen, and is told of when it ends."""
    for _ in range(10):
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            return
        if not dialog.close():
            dialog.hide()
