"""The look of the window: the theme in use, and the style sheet of both themes.

The sheet stays the same for good: to take another would style every widget there is anew in one go, which holds the
window for a quarter of a second. The rules of the other theme count below a window that is marked with its name, so
that widgets take it when they are polished again, one by one (see `restyling.py`).
"""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from faceapp.resources import assets_dir
from faceapp.ui.form_style import form_sheet
from faceapp.ui.themes import DARK, LIGHT, Theme

__all__ = ["DARK", "LIGHT", "OVER_PICTURES", "Theme", "apply_style", "choose_theme", "theme", "wear_theme"]

# Lines over a camera's picture have the bright colours in either theme.
OVER_PICTURES = DARK
# The property by which a window says that it has a theme other than the first.
_MARK = "theme"
_current = DARK


def theme() -> Theme:
    """The theme in use; asked anew at every painting, as it can change while the window is open."""
    return _current


_LATIN = ("Inter", "SF Pro Text", "Segoe UI", "Noto Sans", "Cantarell", "Ubuntu", "DejaVu Sans")
# Behind the Latin ones, so that a Chinese glyph is looked for in a face that was drawn for the simplified forms.
_CHINESE = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)
FAMILIES = _LATIN + _CHINESE


def _file(icon: str) -> str:
    """An icon's file, as style sheets name it."""
    return (assets_dir() / "icons" / f"{icon}.svg").as_posix()


def _sheet(theme: Theme) -> str:
    tick = "tick-light" if theme.on_accent == "#ffffff" else "tick-dark"
    return f"""
QWidget {{ color: {theme.text}; font-size: 15px; outline: none; }}
#screen {{ background: {theme.ground}; }}
QLabel {{ background: transparent; }}
QLabel#title {{ font-size: 28px; font-weight: 700; }}
QLabel#announcement {{ font-size: 44px; font-weight: 700; }}
QLabel#section {{ font-size: 17px; font-weight: 700; }}
QLabel#strong {{ font-weight: 700; }}
QLabel#muted {{ color: {theme.muted}; }}
QLabel#guidance {{ font-size: 22px; font-weight: 700; }}
QLabel#demo {{
    background: {theme.demo_fill}; color: #ffffff; font-size: 14px; font-weight: 700; padding: 5px 12px;
}}

#rail {{ background: {theme.surface}; border-right: 1px solid {theme.outline}; }}
#rail[place="bottom"] {{ border-right: none; border-top: 1px solid {theme.outline}; }}
#rail QToolButton {{
    border: 1px solid transparent; border-radius: 14px; background: transparent; color: {theme.muted};
    font-size: 13px; padding: 6px 2px; min-width: 68px; min-height: 48px;
}}
#rail[compact="true"] QToolButton {{ padding: 0; min-width: 46px; min-height: 42px; }}
#rail QToolButton:hover {{ background: {theme.raised}; color: {theme.text}; }}
#rail QToolButton:checked {{ background: {theme.raised}; color: {theme.text}; font-weight: 700; }}
#rail QToolButton:focus {{ border-color: {theme.accent}; }}

#panel {{ background: {theme.surface}; border: 1px solid {theme.outline}; border-radius: 20px; }}
#banner {{ background: {theme.denied_wash}; border: 1px solid {theme.denied}; border-radius: 14px; }}
#success {{ background: {theme.granted_wash}; border: 1px solid {theme.granted}; border-radius: 14px; }}
#drop {{ background: {theme.surface}; border: 2px dashed {theme.outline}; border-radius: 18px; }}
#drop[over="true"] {{ border-color: {theme.accent}; background: {theme.raised}; }}

QPushButton {{
    background: {theme.raised}; border: 1px solid {theme.outline}; border-radius: 12px; padding: 10px 20px;
    font-weight: 700; min-height: 24px;
}}
QPushButton:hover {{ background: {theme.hover}; }}
QPushButton:pressed {{ background: {theme.surface}; }}
QPushButton:focus {{ border-color: {theme.accent}; }}
QPushButton:disabled {{ color: {theme.faint}; background: {theme.surface}; }}
QPushButton#choice:checked {{ border: 2px solid {theme.accent}; padding: 9px 19px; }}
QPushButton#choice:checked:focus {{ border-color: {theme.text}; }}
QPushButton#primary {{ background: {theme.accent}; border-color: {theme.accent}; color: {theme.on_accent}; }}
QPushButton#primary:hover {{ background: {theme.accent_hover}; }}
QPushButton#primary:focus {{ border: 2px solid {theme.text}; padding: 9px 19px; }}
QPushButton#primary:disabled {{
    background: {theme.accent_off}; border-color: {theme.accent_off}; color: {theme.on_accent_off};
}}
QPushButton#danger {{ background: {theme.denied_fill}; border-color: {theme.denied_fill}; color: #ffffff; }}
QPushButton#danger:hover {{ background: {theme.denied_hover}; }}
QPushButton#danger:focus {{ border: 2px solid {theme.text}; padding: 9px 19px; }}
QPushButton#key {{ font-size: 26px; padding: 0; border-radius: 14px; }}
QToolButton#quiet {{ border: 1px solid transparent; border-radius: 12px; background: transparent; padding: 6px; }}
QToolButton#quiet:hover {{ background: {theme.raised}; }}
QToolButton#quiet::menu-indicator {{ image: none; }}
QToolButton#quiet:focus {{ border-color: {theme.accent}; }}

QLineEdit {{
    background: {theme.surface}; border: 1px solid {theme.outline}; border-radius: 12px; padding: 10px 14px;
    min-height: 24px; selection-background-color: {theme.accent}; selection-color: {theme.on_accent};
}}
QLineEdit:focus {{ border-color: {theme.accent}; }}

QComboBox, QDateEdit, QPlainTextEdit {{
    background: {theme.surface}; border: 1px solid {theme.outline}; border-radius: 12px; padding: 9px 12px;
    min-height: 24px; selection-background-color: {theme.accent}; selection-color: {theme.on_accent};
}}
QComboBox:focus, QDateEdit:focus, QPlainTextEdit:focus {{ border-color: {theme.accent}; }}
QDateEdit:disabled {{ color: {theme.faint}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 30px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url({_file("chevron-down")}); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{
    background: {theme.raised}; border: 1px solid {theme.outline}; padding: 4px;
    selection-background-color: {theme.accent}; selection-color: {theme.on_accent};
}}
QCheckBox {{ spacing: 10px; min-height: 44px; }}
QCheckBox::indicator {{
    width: 22px; height: 22px; border: 2px solid {theme.faint}; border-radius: 7px; background: {theme.surface};
}}
QCheckBox::indicator:checked {{
    background: {theme.accent}; border-color: {theme.accent}; image: url({_file(tick)});
}}
QCheckBox::indicator:focus {{ border-color: {theme.text}; }}
QCheckBox::indicator:disabled {{ border-color: {theme.outline}; }}
QCheckBox:focus {{ color: {theme.accent}; }}
QMenu {{ background: {theme.raised}; border: 1px solid {theme.outline}; border-radius: 10px; padding: 6px; }}
QMenu::item {{ padding: 12px 22px; border-radius: 8px; }}
QMenu::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
QTableWidget {{ background: {theme.surface}; border: 1px solid {theme.outline}; border-radius: 12px; }}
QTableWidget::item {{ padding: 6px 10px; }}
QHeaderView::section {{
    background: {theme.surface}; color: {theme.muted}; border: none; border-bottom: 1px solid {theme.outline};
    padding: 8px 10px; font-weight: 700;
}}
#row {{ background: {theme.raised}; border-radius: 12px; }}

QListView {{ background: transparent; border: 1px solid transparent; border-radius: 12px; }}
QListView:focus {{ border-color: {theme.accent}; }}
QComboBox QListView {{ border-radius: 0; }}
QListWidget#files::item {{ padding: 8px 10px; border-radius: 8px; }}
QListWidget#files::item:selected {{ background: {theme.raised}; color: {theme.text}; }}
QTabWidget::pane {{ border: none; }}
QTabWidget::tab-bar {{ left: 0; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{
    background: {theme.surface}; border: 1px solid {theme.outline}; border-radius: 12px; padding: 10px 20px;
    margin: 0 8px 12px 0; color: {theme.muted}; font-weight: 700; min-height: 22px;
}}
QTabBar::tab:selected {{ background: {theme.raised}; border-color: {theme.accent}; color: {theme.text}; }}
QTabBar::tab:selected:focus {{ border: 2px solid {theme.text}; padding: 9px 19px; }}
QTabBar::tab:disabled {{ color: {theme.faint}; }}

QProgressBar {{ background: {theme.raised}; border: none; border-radius: 6px; height: 12px; max-height: 12px; }}
QProgressBar::chunk {{ background: {theme.accent}; border-radius: 6px; }}

QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollArea {{ border: 1px solid transparent; border-radius: 8px; }}
QScrollArea:focus {{ border-color: {theme.accent}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {theme.outline}; border-radius: 5px; min-height: 40px; }}
QScrollBar::handle:vertical:hover {{ background: {theme.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; border: none; height: 0;
}}
QMessageBox QLabel#qt_msgbox_label {{ font-size: 20px; font-weight: 700; min-width: 420px; }}
QToolTip {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.outline}; padding: 6px; }}
"""


def _window_sheet(theme: Theme, mark: str = "") -> str:
    """Rules for the windows themselves."""
    # A dialog stands out from the window behind it where no window manager draws a frame around it.
    return f"QMainWindow{mark} {{ background: {theme.ground}; }}\nQDialog{mark} {{ background: {theme.surface}; }}"


def _below(mark: str, sheet: str) -> str:
    """A sheet's rules, for widgets in a marked window alone."""

    def rule(found: re.Match[str]) -> str:
        selectors = (f"*{mark} {selector.strip()}" for selector in found[1].split(","))
        return f"{', '.join(selectors)} {found[2]}\n"

    return re.sub(r"([^{}]+)({[^{}]*})", rule, sheet)


def _both(first: Theme, other: Theme) -> str:
    """The sheet of the first theme everywhere, and of the other one in marked windows.

    What is in the mark's reach wins over any other selector of as many names and states, so that the other theme has an
    answer to each rule of the first.
    """
    mark = f'[{_MARK}="{other.name}"]'
    own, others = (_sheet(theme) + form_sheet(theme) + _window_sheet(theme) for theme in (first, other))
    return own + _below(mark, others) + _window_sheet(other, mark)


def apply_style(app: QApplication, theme: Theme = DARK) -> None:
    """Give an application its style, font, palette and style sheet; or another theme, to all that is there at once."""
    if app.styleSheet():
        choose_theme(app, theme)
        for widget in app.allWidgets():
            widget.style().polish(widget)
        return
    app.setStyle("Fusion")
    font = QFont()
    font.setFamilies(list(FAMILIES))
    app.setFont(font)
    choose_theme(app, theme)
    app.setStyleSheet(_both(theme, LIGHT if theme is DARK else DARK))


def choose_theme(app: QApplication, theme: Theme) -> None:
    """Use a theme from now on; widgets that are there already take it as soon as they are polished."""
    global _current
    _current = theme
    app.setPalette(_palette(theme))
    for window in app.topLevelWidgets():
        wear_theme(window)


def wear_theme(window: QWidget) -> None:
    """Mark a window with the theme in use; one that has no parent calls it when it is made."""
    window.setProperty(_MARK, _current.name)


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, theme.ground),
        (QPalette.ColorRole.WindowText, theme.text),
        (QPalette.ColorRole.Base, theme.surface),
        (QPalette.ColorRole.AlternateBase, theme.raised),
        (QPalette.ColorRole.Text, theme.text),
        (QPalette.ColorRole.PlaceholderText, theme.faint),
        (QPalette.ColorRole.Button, theme.raised),
        (QPalette.ColorRole.ButtonText, theme.text),
        (QPalette.ColorRole.ToolTipBase, theme.raised),
        (QPalette.ColorRole.ToolTipText, theme.text),
        (QPalette.ColorRole.Highlight, theme.accent),
        (QPalette.ColorRole.HighlightedText, theme.on_accent),
        (QPalette.ColorRole.Link, theme.accent),
    ):
        palette.setColor(role, QColor(colour))
    return palette
