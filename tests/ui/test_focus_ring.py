"""Where the keyboard is, is seen: once, and on whatever takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QListWidget,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QTableWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from faceapp.ui.appearance import Appearance

# Wider than any border: what changes within it is a second sign.
BORDER_PX = 4


def button(name: str, *, checked: bool = False) -> QWidget:
    made = QPushButton("Put in force")
    made.setObjectName(name)
    made.setCheckable(checked)
    made.setChecked(checked)
    return made


def quiet() -> QWidget:
    made = QToolButton()
    made.setObjectName("quiet")
    made.setText("...")
    return made


def rail() -> QWidget:
    room = QWidget()
    room.setObjectName("rail")
    inside = QToolButton()
    inside.setText("Door")
    inside.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    QVBoxLayout(room).addWidget(inside)
    room.setFocusProxy(inside)
    return room


def box() -> QWidget:
    made = QComboBox()
    made.addItems(["one", "two"])
    return made


def tabs() -> QWidget:
    made = QTabBar()
    made.addTab("From camera")
    made.addTab("From files")
    return made


def scrolled() -> QWidget:
    made = QScrollArea()
    made.setWidget(QLabel("long"))
    return made


BUTTONS: dict[str, Callable[[], QWidget]] = {
    **{name or "plain": lambda name=name: button(name) for name in ("", "primary", "danger", "key", "small", "choice")},
    "small and checked": lambda: button("small", checked=True),
    "choice and checked": lambda: button("choice", checked=True),
    "quiet": quiet,
    "rail": rail,
    "box": box,
}
OTHERS: dict[str, Callable[[], QWidget]] = {
    "tick": lambda: QCheckBox("Also with glasses"),
    "choice of one": lambda: QRadioButton("1 in 1,000"),
    "list": QListWidget,
    "table": lambda: QTableWidget(1, 1),
    "tabs": tabs,
    "scrolled": scrolled,
}


@pytest.fixture(params=["dark", "light"])
def window(request: pytest.FixtureRequest, qtbot: QtBot, appearance: Appearance) -> Iterator[QWidget]:
    """A window with something else that has the focus at first."""
    made = QWidget()
    qtbot.addWidget(made)
    made.setLayout(QVBoxLayout())
    made.setObjectName("screen")
    appearance.set_theme(request.param)
    qtbot.waitUntil(lambda: appearance.idle)
    yield made
    appearance.set_theme("dark")
    qtbot.waitUntil(lambda: appearance.idle)


def without_and_with_focus(qtbot: QtBot, window: QWidget, widget: QWidget) -> tuple[QImage, QImage]:
    other = QPushButton("other")
    for each in (other, widget):
        window.layout().addWidget(each)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    other.setFocus()
    QApplication.processEvents()
    without = widget.grab().toImage()
    qtbot.keyClick(other, Qt.Key.Key_Tab)  # after the mouse Qt shows less
    QApplication.processEvents()
    assert QApplication.focusWidget() in (widget, widget.focusProxy())
    return without, widget.grab().toImage()


def changed(without: QImage, focused: QImage) -> list[tuple[int, int]]:
    assert without.size() == focused.size()
    every = ((x, y) for x in range(without.width()) for y in range(without.height()))
    return [place for place in every if without.pixel(*place) != focused.pixel(*place)]


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_shows_the_focus_by_its_edge_alone(qtbot: QtBot, window: QWidget, name: str) -> None:
    without, focused = without_and_with_focus(qtbot, window, BUTTONS[name]())
    places = changed(without, focused)
    assert len(places) > 40
    left, right = min(x for x, _ in places), max(x for x, _ in places)
    top, bottom = min(y for _, y in places), max(y for _, y in places)
    inside = [
        (x, y)
        for x, y in places
        if left + BORDER_PX < x < right - BORDER_PX and top + BORDER_PX < y < bottom - BORDER_PX
    ]
    # Corners are round: within them the edge lies further in.
    assert [place for place in inside if left + 14 < place[0] < right - 14] == []


@pytest.mark.parametrize("name", OTHERS)
def test_whatever_else_takes_the_keyboard_shows_it(qtbot: QtBot, window: QWidget, name: str) -> None:
    assert len(changed(*without_and_with_focus(qtbot, window, OTHERS[name]()))) > 40
