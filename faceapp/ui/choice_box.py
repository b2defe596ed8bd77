"""A box to choose one of several values from, which keeps the choice when its words change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QComboBox, QWidget

from faceapp.ui.wheel_guard import guard_wheel

T = TypeVar("T")


class ChoiceBox(QComboBox, Generic[T]):
    """Values with words for each; the first is the plain choice.

    Values are kept here and not in Qt's model, which would make other types of them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[T] = []
        self.setMinimumWidth(110)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        guard_wheel(self)

    @property
    def value(self) -> T:
        """What is chosen."""
        return self._values[max(0, self.currentIndex())]

    def offer(self, entries: Sequence[tuple[str, T]]) -> bool:
        """Offer these words and values; nothing is signalled.

        Returns:
            Whether what was chosen is still there; if not, the first is chosen.
        """
        chosen = self.value if self._values else None
        blocked = self.blockSignals(True)
        self.clear()
        self._values = [value for _, value in entries]
        self.addItems([words for words, _ in entries])
        kept = chosen in self._values
        self.setCurrentIndex(self._values.index(chosen) if kept else 0)  # type: ignore[arg-type]
        self.blockSignals(blocked)
        return kept

    def choose(self, value: T) -> None:
        """Choose a value that is offered."""
        self.setCurrentIndex(self._values.index(value))
