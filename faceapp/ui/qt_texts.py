"""Texts of Qt's own dialogs that Qt's catalogues lack, for Qt Linguist to find; the window's catalogues have them.

Qt 6 gave some labels other mnemonics, and its translations still have the former ones.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

TEXTS = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "&File name:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
)
