"""The look of the window: one palette, one style sheet.

Granted and denied differ in words and shape as well as in colour, and the two colours (bluish
green and vermilion) stay apart for every common kind of colour blindness.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

GROUND = "#0b0f15"
SURFACE = "#141a23"
RAISED = "#1c2531"
OUTLINE = "#2b3645"
TEXT = "#f4f7fb"
MUTED = "#a3b0c0"
FAINT = "#6d7b8d"
ACCENT = "#62b8f5"
GRANTED = "#35d6a4"
GRANTED_FILL = "#0a7d5e"
DENIED = "#ff8f52"
DENIED_FILL = "#b9400c"
WARNING = "#f5c04a"
DEMO_FILL = "#3a2f6b"

_FAMILIES = ("Inter", "SF Pro Text", "Segoe UI", "Noto Sans", "Cantarell", "Ubuntu", "DejaVu Sans")

_SHEET = f"""
QWidget {{ color: {TEXT}; font-size: 15px; }}
QMainWindow, QDialog, #screen {{ background: {GROUND}; }}
QLabel {{ background: transparent; }}
QLabel#title {{ font-size: 28px; font-weight: 600; }}
QLabel#section {{ font-size: 17px; font-weight: 600; }}
QLabel#muted {{ color: {MUTED}; }}
QLabel#guidance {{ font-size: 22px; font-weight: 600; }}
QLabel#demo {{ background: {DEMO_FILL}; color: {TEXT}; font-size: 14px; font-weight: 600; padding: 5px 12px; }}

#rail {{ background: {SURFACE}; border-right: 1px solid {OUTLINE}; }}
#rail QToolButton {{
    border: 1px solid transparent; border-radius: 14px; background: transparent; color: {MUTED};
    font-size: 13px; padding: 8px 0; min-width: 68px; min-height: 52px;
}}
#rail QToolButton:hover {{ background: {RAISED}; color: {TEXT}; }}
#rail QToolButton:checked {{ background: {RAISED}; color: {TEXT}; font-weight: 600; }}
#rail QToolButton:focus {{ border-color: {ACCENT}; }}

#panel {{ background: {SURFACE}; border: 1px solid {OUTLINE}; border-radius: 20px; }}
#banner {{ background: #3a2413; border: 1px solid {DENIED}; border-radius: 14px; }}
#success {{ background: #0d2b24; border: 1px solid {GRANTED}; border-radius: 14px; }}
#drop {{ background: {SURFACE}; border: 2px dashed {OUTLINE}; border-radius: 18px; }}
#drop[over="true"] {{ border-color: {ACCENT}; background: {RAISED}; }}

QPushButton {{
    background: {RAISED}; border: 1px solid {OUTLINE}; border-radius: 12px; padding: 10px 20px;
    font-weight: 600; min-height: 24px;
}}
QPushButton:hover {{ background: #253142; }}
QPushButton:pressed {{ background: {SURFACE}; }}
QPushButton:focus {{ border-color: {ACCENT}; }}
QPushButton:disabled {{ color: {FAINT}; background: {SURFACE}; }}
QPushButton#primary {{ background: {ACCENT}; border-color: {ACCENT}; color: #06121d; }}
QPushButton#primary:hover {{ background: #84c9fa; }}
QPushButton#primary:focus {{ border: 2px solid {TEXT}; padding: 9px 19px; }}
QPushButton#primary:disabled {{ background: #24405a; border-color: #24405a; color: #8fa6bb; }}
QPushButton#danger {{ background: {DENIED_FILL}; border-color: {DENIED_FILL}; color: #ffffff; }}
QPushButton#danger:hover {{ background: #d24e15; }}
QPushButton#danger:focus {{ border: 2px solid {TEXT}; padding: 9px 19px; }}
QToolButton#quiet {{ border: 1px solid transparent; border-radius: 12px; background: transparent; padding: 6px; }}
QToolButton#quiet:hover {{ background: {RAISED}; }}
QToolButton#quiet:focus {{ border-color: {ACCENT}; }}

QLineEdit {{
    background: {SURFACE}; border: 1px solid {OUTLINE}; border-radius: 12px; padding: 10px 14px;
    min-height: 24px; selection-background-color: {ACCENT}; selection-color: #06121d;
}}
QLineEdit:focus {{ border-color: {ACCENT}; }}

QListView {{ background: transparent; border: none; outline: none; }}
QListWidget#files::item {{ padding: 8px 10px; border-radius: 8px; }}
QListWidget#files::item:selected {{ background: {RAISED}; color: {TEXT}; }}
QTabWidget::pane {{ border: none; }}
QTabWidget::tab-bar {{ left: 0; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{
    background: {SURFACE}; border: 1px solid {OUTLINE}; border-radius: 12px; padding: 10px 20px;
    margin: 0 8px 12px 0; color: {MUTED}; font-weight: 600; min-height: 22px;
}}
QTabBar::tab:selected {{ background: {RAISED}; border-color: {ACCENT}; color: {TEXT}; }}
QTabBar::tab:disabled {{ color: {FAINT}; }}

QProgressBar {{ background: {RAISED}; border: none; border-radius: 6px; height: 12px; max-height: 12px; }}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 6px; }}

QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {OUTLINE}; border-radius: 5px; min-height: 40px; }}
QScrollBar::handle:vertical:hover {{ background: {FAINT}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; border: none; height: 0;
}}
QMessageBox QLabel#qt_msgbox_label {{ font-size: 20px; font-weight: 600; min-width: 420px; }}
QToolTip {{ background: {RAISED}; color: {TEXT}; border: 1px solid {OUTLINE}; padding: 6px; }}
"""


def apply_style(app: QApplication) -> None:
    """Give an application its style, font, palette and style sheet."""
    app.setStyle("Fusion")
    font = QFont()
    font.setFamilies(list(_FAMILIES))
    app.setFont(font)
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, GROUND),
        (QPalette.ColorRole.WindowText, TEXT),
        (QPalette.ColorRole.Base, SURFACE),
        (QPalette.ColorRole.AlternateBase, RAISED),
        (QPalette.ColorRole.Text, TEXT),
        (QPalette.ColorRole.PlaceholderText, FAINT),
        (QPalette.ColorRole.Button, RAISED),
        (QPalette.ColorRole.ButtonText, TEXT),
        (QPalette.ColorRole.ToolTipBase, RAISED),
        (QPalette.ColorRole.ToolTipText, TEXT),
        (QPalette.ColorRole.Highlight, ACCENT),
        (QPalette.ColorRole.HighlightedText, "#06121d"),
        (QPalette.ColorRole.Link, ACCENT),
    ):
        palette.setColor(role, QColor(colour))
    app.setPalette(palette)
    app.setStyleSheet(_SHEET)
