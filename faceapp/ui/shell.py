"""The frame around the screens: navigation, the administrator's lock, and the door's screen alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from faceapp.ui import icons, style
from faceapp.ui.admin_lock import AdminLock, GuardsAdministration
from faceapp.ui.error_banner import ErrorBanner
from faceapp.ui.focus_keeper import FocusKeeper, focus_page
from faceapp.ui.hold_corner import HoldCorner
from faceapp.ui.navigation import Rail, Screen
from faceapp.ui.pin_gate import PinGate
from faceapp.ui.set_aside import SetAside


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
        self._wanted: tuple[str, Callable[[], None] | None] = ("", None)
        self._return_to = ""
        self._aside = SetAside()
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
        self._focus = FocusKeeper(self.pages)
        self._show(self._door)
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
    def show_screen(self, name: str, then: Callable[[], None] | None = None) -> None:
        """Show a screen; those behind the lock once the PIN was entered.

        Args:
            name: Which.
            then: What is to be done there; nothing, if the PIN is not entered or the user stays where something is
                not saved.
        """
        if name != self._door and self.lock.locked:
            self.ask_for_pin(name, then)
        elif name == self._current or self.lock.locked:
            self._show(name, then)
        else:
            self.leave_then(partial(self._show, name, then))
            self.rail.mark(self._current)  # its button was pressed, and perhaps the user stays

    def leave_then(self, go_on: Callable[[], None]) -> None:
        """Go on at once, or once it is settled what becomes of something unsaved on the screen that is shown.

        What is locked is left as it is, and found again after the PIN.
        """
        screen = self._screens.get(self._current)
        if screen is None or screen.draft is None or self.lock.locked:
            go_on()
        else:
            screen.draft.leave_then(go_on)

    @Slot()
    def ask_for_pin(self, name: str = "", then: Callable[[], None] | None = None) -> None:
        """Ask for the PIN, and go on where the user wanted to go.

        Args:
            name: Which screen to show then; by default the one on which something is unfinished, or the door's.
            then: What is to be done there.
        """
        self.look_at_lock()
        if not self.lock.locked:  # it was removed on the command line
            self._go_on(name, then)
            return
        self._wanted = (name, then)
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
            self._show(self._door)
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
            self._aside.hide()
            if self._aside.any:
                # What was hidden had the keyboard, and without a window manager nobody gives it back.
                self.window().activateWindow()
            self._return_to = self._current if self._aside.any or self._unfinished() else ""
            self._show(self._door)
            self.set_alone(True)
        elif self._current:
            self.set_alone(False)

    def _unfinished(self) -> bool:
        screen = self._screens.get(self._current)
        return screen is not None and screen.draft is not None and screen.draft.unfinished

    @Slot()
    def _on_opened(self) -> None:
        self.lock.unlock()
        self._go_on(*self._wanted)

    def _go_on(self, name: str, then: Callable[[], None] | None) -> None:
        """Show what was wanted before the PIN, or first of all what was hidden when it locked."""
        left, self._return_to, self._wanted = self._return_to, "", ("", None)
        self.set_alone(False)
        if self._aside.any:
            self._show(left or self._door)
            self._aside.show_again()
        else:
            self._show(name or left or self._door, then)

    def _show(self, name: str, then: Callable[[], None] | None = None) -> None:
        screen = self._screens[name]
        if screen.opened is not None:
            screen.opened()
        self._current = name
        before = screen.widget.focusWidget()  # now, as Qt chooses something itself once it is shown
        self.pages.setCurrentWidget(screen.widget)
        self.rail.mark(name)
        if name != self._door:
            self.set_alone(False)
        focus_page(screen.widget, before)
        self.screen_changed.emit(name)
        if then is not None:
            # In a turn of its own, as a dialog takes its time: first the screen is seen.
            QTimer.singleShot(0, self, partial(self._do_unless_locked, then))

    def _do_unless_locked(self, then: Callable[[], None]) -> None:
        if not self.lock.locked:
            then()

    @Slot()
    def _on_left(self) -> None:
        self._wanted = ("", None)
        self._show(self._door)
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
        self.hold.held.connect(lambda: self.ask_for_pin())
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
