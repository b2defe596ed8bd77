"""The keyboard's focus stays on the screen that is shown.

When what has the focus is hidden, disabled or deleted, Qt gives it to the next in the window's order, which after the
last control of a screen is one of the navigation's buttons. Here it goes to a neighbour on the same screen instead, and
back to a button that was disabled only while it did its work. When a dialog closes, the window has the keyboard again.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QStackedWidget, QWidget


def focus_page(page: QWidget, before: QWidget | None = None) -> None:
    """Put the focus where work on a screen begins.

    That is where it was when the screen was left, or what the screen says itself by a focus proxy, or its list, or
    its first control.

    Args:
        page: The screen, which is shown.
        before: What had the focus on it last.
    """
    if before is not None and page.isAncestorOf(before) and _takes_focus(before):
        before.setFocus(Qt.FocusReason.OtherFocusReason)
        return
    controls = [] if page.focusProxy() is not None else _controls(page)
    views = [control for control in controls if isinstance(control, QAbstractItemView)]
    first = sorted(views or controls, key=lambda control: _centre(control, page).y())
    (*first, page)[0].setFocus(Qt.FocusReason.OtherFocusReason)


class FocusKeeper(QObject):
    """Watches the focus of one window.

    Args:
        pages: The screens, one of which is shown.
    """

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._pages = pages
        # What had the focus on a screen last, all that it lies in up to the screen, and where it was there.
        self._path: list[QWidget] = []
        self._place = QPoint()
        self._was_dialog = False
        self._working: QWidget | None = None
        self._stand_in: QWidget | None = None
        # Later, when all is hidden and shown that is to be; and never amid the end of what had the focus.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the focus back to a button that has done its work."""
        if event.type() == QEvent.Type.EnabledChange and watched is self._working and self._working.isEnabled():
            working, stand_in = self._working, self._stand_in
            self._forget_work()
            if QApplication.focusWidget() is stand_in and working.isVisible():
                working.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    @Slot()
    def _on_focus(self) -> None:
        # What is shown or destroyed just now is not to be touched: it is only noted that a dialog is there.
        if QApplication.activeModalWidget() is not None:
            self._was_dialog = True
        self._later.start()

    @Slot()
    def _look(self) -> None:
        page, now = self._pages.currentWidget(), QApplication.focusWidget()
        if page is None or not page.isVisible():
            return
        dialog_closed = self._was_dialog and QApplication.activeModalWidget() is None
        if dialog_closed:
            self._was_dialog = False
        if dialog_closed and QApplication.activeWindow() is None:
            # A window manager hands the keyboard on from a dialog that closes, but at a door there may be none.
            page.window().activateWindow()
        elif not page.window().isActiveWindow():
            return
        elif now is not None and (now is page or page.isAncestorOf(now)):
            self._path, self._place = _path(now, page), _centre(now, page)
        elif self._path and not _takes_focus(self._path[0]):
            self._mend(page)

    def _mend(self, page: QWidget) -> None:
        before = self._path[0]
        target = self._neighbour(page)
        if target is None:
            focus_page(page)
            return
        if shiboken6.isValid(before) and before.isVisible() and not before.isEnabled():
            self._forget_work()
            self._working, self._stand_in = before, target
            before.installEventFilter(self)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _neighbour(self, page: QWidget) -> QWidget | None:
        """The control nearest to where the focus was, in the smallest box around that which has any."""
        for box in self._path[1:]:
            if shiboken6.isValid(box) and (box is page or page.isAncestorOf(box)):
                controls = _controls(box)
                if controls:
                    return min(controls, key=lambda control: (_centre(control, page) - self._place).manhattanLength())
        return None

    def _forget_work(self) -> None:
        if self._working is not None and shiboken6.isValid(self._working):
            self._working.removeEventFilter(self)
        self._working = self._stand_in = None


def _path(widget: QWidget, page: QWidget) -> list[QWidget]:
    path = [widget]
    while path[-1] is not page:
        above = path[-1].parentWidget()
        if above is None:
            break
        path.append(above)
    return path


def _centre(widget: QWidget, page: QWidget) -> QPoint:
    return widget.mapTo(page, widget.rect().center()) if widget is not page else page.rect().center()


def _controls(box: QWidget) -> list[QWidget]:
    """Everything inside that the Tab key reaches; an area that only scrolls is no control."""
    return [
        widget
        for widget in box.findChildren(QWidget)
        if _takes_focus(widget)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QScrollArea)
    ]


def _takes_focus(widget: QWidget) -> bool:
    return (
        shiboken6.isValid(widget)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    )
