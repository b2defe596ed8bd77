"""A new PIN on the keypad: none of those guessed first, and twice the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from faceapp.domain.pins import fault_of
from faceapp.ui.pin_pad import PinPad, words_for


class NewPin(QObject):
    """Asks on a keypad; whoever owns the pad hands over what is entered there.

    Args:
        pad: The keypad.
        words: Title and sentence for the first time.
        parent: Qt's parent.

    Signals:
        chosen: The digits.
    """

    chosen = Signal(str)

    def __init__(self, pad: PinPad, words: Callable[[], tuple[str, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pad, self._words = pad, words
        self._first = ""

    @property
    def begun(self) -> bool:
        """Whether the PIN was entered once already."""
        return bool(self._first)

    def begin(self) -> None:
        """Ask for the first time."""
        self._first = ""
        self._pad.ask(*self._asked())

    @Slot(str)
    def take(self, pin: str) -> None:
        """Take what was entered on the pad."""
        if not self._first:
            if (fault := fault_of(pin)) is not None:
                self._pad.show_words(partial(words_for, fault))
                return
            self._first = pin
            self._pad.ask(*self._asked())
        elif pin != self._first:
            self.begin()
            self._pad.show_words(lambda: self.tr("The two were not the same. Begin again."))
        else:
            self._first = ""
            self.chosen.emit(pin)

    def retranslate(self) -> None:
        """Say it in the language of the moment."""
        self._pad.set_words(*self._asked())

    def _asked(self) -> tuple[str, str]:
        if self._first:
            return self.tr("Once more"), self.tr("The same digits again, please.")
        return self._words()
