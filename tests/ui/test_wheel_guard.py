"""Scrolling a page changes no field that it is scrolled over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from faceapp.ui.choice_box import ChoiceBox
from faceapp.ui.number_box import whole_number_box


def turn_wheel(widget: QWidget) -> bool:
    """One notch downwards over the middle of a widget; whether it took it, or leaves it to what it lies in."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, QPointF(widget.mapToGlobal(middle)), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


@pytest.mark.parametrize("kind", ["choice", "number"])
def test_the_wheel_changes_only_the_field_that_has_the_focus(qtbot: QtBot, kind: str) -> None:
    if kind == "choice":
        field = ChoiceBox[int]()
        field.offer([("one", 1), ("two", 2), ("three", 3)])
        read = lambda: field.value  # noqa: E731
    else:
        field = whole_number_box(0, 10, 5)
        read = lambda: field.value()  # noqa: E731
    qtbot.addWidget(field)
    field.show()
    before = read()
    assert not turn_wheel(field)
    assert read() == before
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert turn_wheel(field)
    assert read() != before
