"""Fields for numbers, to type into: their arrows would be too small for a finger."""

from __future__ import annotations

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from faceapp.ui.wheel_guard import guard_wheel

_MARGIN_PX = 12


def whole_number_box(least: int, most: int, value: int) -> QSpinBox:
    """A field for a whole number; the arrow keys step it."""
    box = QSpinBox()
    box.setRange(least, most)
    box.setValue(value)
    box.setGroupSeparatorShown(True)
    box.setMinimumWidth(150)
    _make_plain(box)
    return box


def number_box(decimals: int, step: float) -> QDoubleSpinBox:
    """A field for a broken number, which tells of it once it has been typed to the end; the arrow keys step it."""
    box = QDoubleSpinBox()
    box.setDecimals(decimals)
    box.setSingleStep(step)
    box.setKeyboardTracking(False)
    box.setMinimumWidth(110)
    _make_plain(box)
    return box


def _make_plain(box: QSpinBox | QDoubleSpinBox) -> None:
    guard_wheel(box)
    box.setObjectName("plain")  # without arrows, see the style sheet
    box.lineEdit().setTextMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)  # of the style sheet's padding it takes none
