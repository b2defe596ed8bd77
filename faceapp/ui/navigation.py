"""Going from screen to screen: a rail at the side, or a bar below where the window is high."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy, QToolButton, QWidget

from faceapp.ui import icons

# What a button with its word takes; one that is too narrow or low for it shows its icon alone.
_HEIGHT_WITH_WORD_PX = 72
_WIDTH_WITH_WORD_PX = 78
_ICON_PX = 26
_MARGIN_PX = 8
_EMBLEM_PX = 38


class HoldsDraft(Protocol):
    """A screen on which something may be typed and not saved."""

    @property
    def unfinished(self) -> bool:
        """Whether anything would be lost if the program ended now."""
        ...

    def leave_then(self, go_on: Callable[[], None]) -> None:
        """Go on at once, or ask first what becomes of that which is not saved."""
        ...


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of the window.

    Attributes:
        name: For the program.
        icon: Name of its icon.
        words: What it is called, in the language of the moment.
        widget: The screen itself.
        opened: Called each time before it is shown.
        draft: What may be unfinished on it; None: nothing ever is.
    """

    name: str
    icon: str
    words: Callable[[], str]
    widget: QWidget
    opened: Callable[[], None] | None = None
    draft: HoldsDraft | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A button, and what it shows."""

    icon: str
    words: Callable[[], str]
    button: QToolButton


def _width_with_word(entry: _Entry) -> int:
    """What a button takes in a row, with its word in the bold type of a chosen one."""
    font = QFont(entry.button.font())
    font.setWeight(QFont.Weight.Bold)
    return max(_WIDTH_WITH_WORD_PX, QFontMetrics(font).horizontalAdvance(entry.words()) + 12) + 4


class Rail(QFrame):
    """One button for each screen, then the tools.

    Signals:
        chosen: The name of the screen whose button was pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        self._entries: list[_Entry] = []
        self._screens: dict[str, QToolButton] = {}
        self._emblem = QLabel()
        self._emblem.setPixmap(icons.app_icon().pixmap(QSize(_EMBLEM_PX, _EMBLEM_PX)))
        self._emblem.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._emblem)
        self._layout.addStretch(1)
        self._at_the_bottom = False
        self._compact = False

    def add_screen(self, screen: Screen) -> QToolButton:
        """Add a screen's button below those there are."""
        button = self._add(screen.icon, screen.words, 1 + len(self._screens))
        button.setCheckable(True)
        button.clicked.connect(lambda: self._on_clicked(screen.name))
        self._screens[screen.name] = button
        return button

    def add_tool(self, icon: str, words: Callable[[], str], *, checkable: bool = False) -> QToolButton:
        """Add a button at the far end."""
        button = self._add(icon, words, self._layout.count())
        button.setCheckable(checkable)
        return button

    def mark(self, name: str) -> None:
        """Show which screen is open."""
        # No group of Qt's, in which an arrow opens the next screen, and Tab passes all the others by.
        for other, button in self._screens.items():
            button.setChecked(other == name)

    def button(self, name: str) -> QToolButton:
        """A screen's button."""
        return self._screens[name]

    def fit(self, window: QSize) -> bool:
        """Choose the arrangement for a window's size; returns whether the rail goes to the bottom."""
        shown = [entry for entry in self._entries if not entry.button.isHidden()]
        self._at_the_bottom = window.height() > window.width()
        if self._at_the_bottom:
            self._compact = sum(map(_width_with_word, shown)) + 2 * _MARGIN_PX > window.width()
            self._emblem.hide()
        else:
            needed = len(shown) * (_HEIGHT_WITH_WORD_PX + 4) + 2 * _MARGIN_PX
            self._compact = needed > window.height()
            self._emblem.setVisible(needed + _EMBLEM_PX + 4 <= window.height())
        way = QBoxLayout.Direction.LeftToRight if self._at_the_bottom else QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(way)
        for name, value in (("place", "bottom" if self._at_the_bottom else "side"), ("compact", self._compact)):
            if self.property(name) != value:
                self.setProperty(name, value)
                self._polish()
        self._label()
        return self._at_the_bottom

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _add(self, icon: str, words: Callable[[], str], index: int) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(_ICON_PX, _ICON_PX))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setIcon(icons.icon(icon))
        self._layout.insertWidget(index, button, 0, Qt.AlignmentFlag.AlignCenter)
        self._entries.append(_Entry(icon, words, button))
        self.retranslate()
        return button

    def retranslate(self) -> None:
        """Ask anew what every button is called."""
        self._emblem.setAccessibleName(self.tr("faceapp"))
        for entry in self._entries:
            entry.button.setText(entry.words())
            entry.button.setAccessibleName(entry.words())
        self._label()

    def _on_clicked(self, name: str) -> None:
        self.mark(name)
        self.chosen.emit(name)

    def _label(self) -> None:
        under, alone = Qt.ToolButtonStyle.ToolButtonTextUnderIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for entry in self._entries:
            entry.button.setToolButtonStyle(alone if self._compact else under)
            entry.button.setToolTip(entry.words() if self._compact else "")

    def _tint(self) -> None:
        for entry in self._entries:
            entry.button.setIcon(icons.icon(entry.icon))

    def _polish(self) -> None:
        for widget in (self, *(entry.button for entry in self._entries)):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
