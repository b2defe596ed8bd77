"""What a list shows in place of rows: what is missing, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from faceapp.ui import icons, style

_SIGN_PX = 72


class EmptyPage(QWidget):
    """A sign, two lines, and the button of the next step.

    Args:
        icon_name: The sign.
        parent: Qt's parent.
    """

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._sign, self._title, self._hint = QLabel(), QLabel(), QLabel()
        self._title.setObjectName("section")
        self._hint.setObjectName("muted")
        self._title.setWordWrap(True)
        self._hint.setWordWrap(True)
        self.button = QPushButton()
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        for label in (self._sign, self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addSpacing(8)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def set_words(self, title: str, hint: str, button: str) -> None:
        """Set what it says, and draw its sign in the theme's colours."""
        self._sign.setPixmap(icons.pixmap(self._icon_name, style.theme().faint, _SIGN_PX))
        self._title.setText(title)
        self._hint.setText(hint)
        self.button.setText(button)
