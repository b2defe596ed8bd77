"""The keypad on which a PIN is entered: by finger, mouse or keyboard.

It knows nothing of PINs but their length: whoever shows it checks what was entered and says what came of it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from faceapp.domain.pins import MAX_DIGITS, MIN_DIGITS, PinFault
from faceapp.ui import icons, style
from faceapp.ui.pin_dots import PinDots

_BESIDE_FROM = 1.15  # width over height of the room
_TICK_MS = 250
_KEY_SMALLEST = QSize(56, 48)
_KEY_LARGEST = QSize(112, 92)
_KEY_ICON = QSize(28, 28)
_TWO_LINES_PX = 44
_RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _State(Enum):
    READY = auto()
    BUSY = auto()
    PAUSED = auto()


class _Said(Enum):
    """What stands below the dots, so that it can be said anew in another language."""

    NOTHING = auto()
    WRONG = auto()
    WORDS = auto()  # the caller's own


def words_for(fault: PinFault) -> str:
    """Why digits cannot be a new PIN, in the window's language."""
    match fault:
        case PinFault.TOO_SHORT:
            return QCoreApplication.translate("PinPad", "At least {count} digits, please.").format(count=MIN_DIGITS)
        case PinFault.TOO_LONG:
            return QCoreApplication.translate("PinPad", "At most {count} digits, please.").format(count=MAX_DIGITS)
        case PinFault.REPEATED:
            return QCoreApplication.translate("PinPad", "Too easy: it repeats itself.")
        case PinFault.STEPS:
            return QCoreApplication.translate("PinPad", "Too easy: it counts up or down.")
        case PinFault.YEAR:
            return QCoreApplication.translate("PinPad", "Too easy: it could be a year of birth.")
        case PinFault.OFTEN_CHOSEN:
            return QCoreApplication.translate("PinPad", "Too easy: many people choose it.")
        case PinFault.NOT_DIGITS:
            return QCoreApplication.translate("PinPad", "Digits only, please.")


class _Key(QPushButton):
    """A key that leaves Return to the pad, for which it always means that the PIN is complete."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a finger on a key must not take the keyboard from the pad
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_KEY_SMALLEST)
        self.setIconSize(_KEY_ICON)

    def sizeHint(self) -> QSize:
        """A usual size."""
        return QSize(84, 64)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Return to the pad."""
        if event.key() in _RETURN_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class PinPad(QFrame):
    """Asks for a PIN: words, a dot for each digit, and the keys of a payment terminal.

    Whoever shows it calls `ask`, answers `entered` at once with `show_busy`, and then with `show_wrong`, `pause` or by
    hiding it. Digits are forgotten as soon as they were told, and whenever the pad is hidden.

    Args:
        clock: Seconds on a monotonic clock, for the seconds left.
        parent: Qt's parent.

    Signals:
        entered: The digits, 4 to 8 of them.
        cancelled: The user does not want to enter any.
        touched: A key was pressed.
    """

    entered = Signal(str)
    cancelled = Signal()
    touched = Signal()

    def __init__(self, *, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._clock = clock
        self._scale = 1.0
        self._digits = ""
        self._state = _State.READY
        self._said = _Said.NOTHING
        self._words: Callable[[], str] = str
        self._paused_until_s = 0.0
        self._title = _label("title")
        self._detail = _label("muted")
        self._message = _label("section")
        self._message.setMinimumHeight(_TWO_LINES_PX)  # nothing jumps when words come and go
        self.dots = PinDots()
        self._digit_keys = [_Key("key") for _ in range(10)]
        self._cancel = _Key("key")
        self._erase = _Key("key")
        self._enter = _Key("primary")
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._count_down)
        self._build()
        self._connect()
        self._tint()
        self._retranslate()

    # What the caller says

    def set_scale(self, scale: float) -> None:
        """Make words and keys larger, for a large screen that is not scaled by itself.

        Args:
            scale: 1 for the usual size.
        """
        if scale == self._scale:
            return
        self._scale = scale
        words = (("title", 28), ("muted", 15), ("section", 17))
        sheet = [f"QLabel#{name} {{ font-size: {round(size * scale)}px; }}" for name, size in words]
        sheet.append(f"QPushButton#key {{ font-size: {round(26 * scale)}px; }}")
        self.setStyleSheet("\n".join(sheet) if scale != 1.0 else "")
        self._message.setMinimumHeight(round(_TWO_LINES_PX * scale))
        self._keys.setMaximumSize(_KEY_LARGEST * (4 * scale))
        for key in (*self._digit_keys, self._cancel, self._erase, self._enter):
            key.setIconSize(_KEY_ICON * scale)
        self.dots.set_scale(scale)

    def ask(self, title: str, detail: str = "") -> None:
        """Begin anew: no digits, ready for some.

        Args:
            title: What is asked for, in two or three words.
            detail: Why, in one short sentence; may be empty.
        """
        self._digits = ""
        self._say(_Said.NOTHING)
        self.set_words(title, detail)
        self._enter_state(_State.READY)

    def set_words(self, title: str, detail: str = "") -> None:
        """Change the words alone, as for another language."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)

    def show_busy(self) -> None:
        """What was entered is being checked: no key works but Cancel."""
        self._say(_Said.NOTHING)
        self._enter_state(_State.BUSY)

    def show_wrong(self) -> None:
        """It was not the PIN; another try is welcome."""
        self._say(_Said.WRONG)
        self.dots.shake()
        self._enter_state(_State.READY)

    def show_words(self, words: Callable[[], str]) -> None:
        """Say something else below the dots, such as why a new PIN cannot be taken; another try is welcome.

        Args:
            words: What to say, in the language of the moment.
        """
        self._words = words
        self._say(_Said.WORDS)
        self._enter_state(_State.READY)

    def pause(self, seconds: float) -> None:
        """Nothing can be entered for so long; the seconds left are shown, and then the keys work again."""
        self._paused_until_s = self._clock() + seconds
        self.dots.shake()
        self._enter_state(_State.PAUSED)
        self._tick.start()
        self._count_down()

    # What it tells

    @property
    def digits_entered(self) -> int:
        """How many digits there are so far."""
        return len(self._digits)

    @property
    def busy(self) -> bool:
        """Whether the caller checks what was entered."""
        return self._state is _State.BUSY

    @property
    def paused(self) -> bool:
        """Whether nothing can be entered for a while."""
        return self._state is _State.PAUSED

    @property
    def message(self) -> str:
        """What stands below the dots."""
        return self._message.text()

    # What happens

    def event(self, event: QEvent) -> bool:
        """Keep its keys from the window's shortcuts, such as Esc."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (_is_digit(event) or event.key() in (*_RETURN_KEYS, Qt.Key.Key_Escape, Qt.Key.Key_Backspace))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace, Delete for all of them, Return, Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel()
        elif event.key() in _RETURN_KEYS:
            if self._cancel.hasFocus():
                self._on_cancel()
            else:
                self._on_enter()
        elif event.key() == Qt.Key.Key_Backspace:
            self._on_erase()
        elif event.key() == Qt.Key.Key_Delete:
            self._set_digits("")
        elif _is_digit(event):
            self._add(event.text())
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the digits."""
        super().hideEvent(event)
        self._digits = ""
        self._tick.stop()
        self._show_digits()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words beside the keys where the room is low, above them where it is high."""
        super().resizeEvent(event)
        beside = self.width() > _BESIDE_FROM * self.height()
        self._halves.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        tight = min(self.width(), self.height()) < 480
        self._halves.setSpacing(12 if tight else 28)
        margin = 14 if tight else 28
        self._halves.setContentsMargins(margin, margin, margin, margin)
        self._words_column.setSpacing(6 if tight else 14)
        self._grid.setSpacing(8 if tight else 12)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)

    @Slot()
    def _on_enter(self) -> None:
        if self._state is _State.READY and len(self._digits) >= MIN_DIGITS:
            digits, self._digits = self._digits, ""
            self._show_digits()
            self.entered.emit(digits)

    @Slot()
    def _on_erase(self) -> None:
        self._set_digits(self._digits[:-1])

    @Slot()
    def _on_cancel(self) -> None:
        self._digits = ""
        self._show_digits()
        self.cancelled.emit()

    def _add(self, digit: str) -> None:
        self._set_digits((self._digits + digit)[:MAX_DIGITS])

    def _set_digits(self, digits: str) -> None:
        if self._state is _State.READY:
            self._digits = digits
            self.touched.emit()
            self._say(_Said.NOTHING)
            self._show_digits()

    def _show_digits(self) -> None:
        ready = self._state is _State.READY
        self.dots.show_count(len(self._digits))
        self._erase.setEnabled(ready and bool(self._digits))
        self._enter.setEnabled(ready and len(self._digits) >= MIN_DIGITS)

    def _enter_state(self, state: _State) -> None:
        self._state = state
        if state is not _State.READY:
            self._digits = ""
        if self.isVisible() and not self._cancel.hasFocus():
            self.setFocus()  # before the keys go out of use, or the focus would wander out of the pad
        for key in self._digit_keys:
            key.setEnabled(state is _State.READY)
        if state is not _State.PAUSED:
            self._tick.stop()
        self._show_digits()
        self._show_message()

    def _say(self, said: _Said) -> None:
        self._said = said
        self._show_message()

    def _show_message(self) -> None:
        if self._state is _State.BUSY:
            words = self.tr("Checking…")
        elif self._state is _State.PAUSED:
            left_s = max(1, math.ceil(self._paused_until_s - self._clock()))
            if left_s < 120:
                words = self.tr("Too many tries. Try again in {seconds} s.").format(seconds=left_s)
            else:
                words = self.tr("Too many tries. Try again in {minutes} min.").format(minutes=math.ceil(left_s / 60))
        else:
            words = {
                _Said.NOTHING: "",
                _Said.WRONG: self.tr("That was not the PIN. Try again."),
                _Said.WORDS: self._words(),
            }[self._said]
        if words != self._message.text():
            self._message.setText(words)
            self._message.setAccessibleName(words)

    @Slot()
    def _count_down(self) -> None:
        if self._state is _State.PAUSED and self._clock() >= self._paused_until_s:
            self._say(_Said.NOTHING)
            self._enter_state(_State.READY)
        else:
            self._show_message()

    # Building

    def _build(self) -> None:
        self._words_column = QVBoxLayout()
        self._words_column.addStretch(1)
        for widget in (self._title, self._detail, self.dots, self._message):
            self._words_column.addWidget(widget)
        self._words_column.addStretch(1)
        words = QWidget()
        words.setLayout(self._words_column)
        words.setMinimumWidth(180)
        self._words_column.setContentsMargins(0, 0, 0, 0)
        # As on a payment terminal: what is known need not be read.
        self._grid = QGridLayout()
        for digit in range(1, 10):
            self._grid.addWidget(self._digit_keys[digit], (digit - 1) // 3, (digit - 1) % 3)
        self._grid.addWidget(self._digit_keys[0], 3, 0, 1, 3)
        self._grid.addWidget(self._cancel, 0, 3)
        self._grid.addWidget(self._erase, 1, 3)
        self._grid.addWidget(self._enter, 2, 3, 2, 1)
        self._keys = QWidget()
        self._keys.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._keys.setMaximumSize(_KEY_LARGEST * 4)
        centred = QHBoxLayout()  # the keys take what they may, and what is left lies on both sides
        centred.addStretch(1)
        centred.addWidget(self._keys, 1000)
        centred.addStretch(1)
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        # Which bound holds depends on the direction, and that on the size.
        self._halves.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        self._halves.addWidget(words, 2)
        self._halves.addLayout(centred, 3)
        previous: QWidget = self
        for key in (*self._digit_keys[1:], self._digit_keys[0], self._erase, self._enter, self._cancel):
            QWidget.setTabOrder(previous, key)
            previous = key

    def _connect(self) -> None:
        for digit, key in enumerate(self._digit_keys):
            key.setText(str(digit))
            key.clicked.connect(lambda _checked=False, digit=digit: self._add(str(digit)))
        self._cancel.clicked.connect(self._on_cancel)
        self._erase.clicked.connect(self._on_erase)
        self._enter.clicked.connect(self._on_enter)

    def _tint(self) -> None:
        theme = style.theme()
        self._cancel.setIcon(icons.icon("close", theme.text))
        self._erase.setIcon(icons.icon("erase", theme.text))
        self._enter.setIcon(icons.icon("check", theme.on_accent))
        self.dots.update()

    def _retranslate(self) -> None:
        for digit, key in enumerate(self._digit_keys):
            key.setAccessibleName(self.tr("Digit {digit}").format(digit=digit))
        for key, words in (
            (self._cancel, self.tr("Cancel")),
            (self._erase, self.tr("Erase the last digit")),
            (self._enter, self.tr("Done")),
        ):
            key.setAccessibleName(words)
            key.setToolTip(words)
        self._show_message()


def _label(object_name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(object_name)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setTextFormat(Qt.TextFormat.PlainText)  # a name is no markup
    return label


def _is_digit(event: QKeyEvent) -> bool:
    text = event.text()
    return len(text) == 1 and text in "0123456789"
