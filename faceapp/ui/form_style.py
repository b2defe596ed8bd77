"""The style sheet's part for tables, choices and fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faceapp.resources import assets_dir

if TYPE_CHECKING:
    from faceapp.ui.style import Theme


def form_sheet(theme: Theme) -> str:
    """Rules for tables, choices and fields in a theme's colours."""
    icons = (assets_dir() / "icons").as_posix()
    return f"""
QPushButton#small {{ padding: 9px 14px; min-height: 24px; }}
QPushButton#small:checked {{ background: {theme.accent}; border-color: {theme.accent}; color: {theme.on_accent}; }}
QPushButton#small:checked:focus {{ border: 2px solid {theme.text}; padding: 8px 13px; }}
QComboBox, QDateEdit, QSpinBox, QDoubleSpinBox {{
    background: {theme.surface}; border: 1px solid {theme.outline}; border-radius: 12px; padding: 9px 10px;
    min-height: 24px; selection-background-color: {theme.accent}; selection-color: {theme.on_accent};
}}
QComboBox:focus, QDateEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus {{ border-color: {theme.accent}; }}
QComboBox:disabled, QDateEdit:disabled, QLineEdit:disabled {{ color: {theme.faint}; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ background: transparent; border: none; padding: 0; }}
QAbstractSpinBox#plain::up-button, QAbstractSpinBox#plain::down-button {{ width: 0; border: none; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 26px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url({icons}/chevron-down.svg); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{
    background: {theme.surface}; border: 1px solid {theme.outline};
    selection-background-color: {theme.raised}; selection-color: {theme.text};
}}
QComboBox QAbstractItemView::item {{ min-height: 40px; padding: 0 10px; }}
QRadioButton {{ spacing: 12px; min-height: 44px; border: 1px solid transparent; border-radius: 10px; }}
QRadioButton:focus {{ border-color: {theme.accent}; }}
QRadioButton::indicator {{
    width: 20px; height: 20px; border: 2px solid {theme.faint}; border-radius: 12px; background: {theme.surface};
}}
QRadioButton::indicator:checked {{ border: 7px solid {theme.accent}; width: 10px; height: 10px; }}
QTableView {{
    background: {theme.surface}; border: 1px solid {theme.outline}; border-radius: 14px;
    gridline-color: transparent; selection-background-color: {theme.raised}; selection-color: {theme.text};
}}
QTableView:focus {{ border-color: {theme.accent}; }}
QTableView::item {{ padding: 0 8px; border-bottom: 1px solid {theme.outline}; }}
QTableView::item:selected {{ background: {theme.raised}; color: {theme.text}; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{
    background: transparent; color: {theme.muted}; border: none; border-bottom: 1px solid {theme.outline};
    padding: 8px; font-size: 13px; font-weight: 700;
}}
QTableCornerButton::section {{ background: transparent; border: none; }}
#notice {{ background: {theme.surface}; border: 1px solid {theme.warning}; border-radius: 14px; }}
#panel[changed="true"] {{ border-color: {theme.accent}; }}
#panel[wrong="true"] {{ border-color: {theme.denied}; }}
#refused {{ color: {theme.denied}; }}
#good {{ color: {theme.granted}; }}
"""
