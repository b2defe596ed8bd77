"""Search, state, group and order of the list of people."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from faceapp.domain.admission import Standing
from faceapp.ui import icons
from faceapp.ui.people_list import SortOrder
from faceapp.ui.people_words import standing_words


class PeopleFilterBar(QWidget):
    """Says who is to be listed, and in which order.

    Signals:
        changed: Text, state or group changed.
        order_changed: The order changed.
    """

    changed = Signal()
    order_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(120)
        self._sign = QAction(self.search)
        self.search.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self.standings, self.groups, self.orders = QComboBox(), QComboBox(), QComboBox()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 9, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search, 3)
        for box in (self.standings, self.groups, self.orders):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(7)
            box.view().setTextElideMode(Qt.TextElideMode.ElideRight)
            layout.addWidget(box, 2)
        for standing in (None, *Standing):
            self.standings.addItem("", standing)
        self.groups.addItem("", None)
        for order in SortOrder:
            self.orders.addItem("", order)
        self._retranslate()
        self.search.textChanged.connect(self.changed)
        self.standings.currentIndexChanged.connect(self.changed)
        self.groups.currentIndexChanged.connect(self.changed)
        self.orders.currentIndexChanged.connect(self.order_changed)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.search.text()

    @property
    def standing(self) -> Standing | None:
        """The state that is chosen; None is any."""
        chosen = self.standings.currentData()
        return None if chosen is None else Standing(chosen)

    @property
    def group(self) -> str | None:
        """The group that is chosen; None is any."""
        chosen = self.groups.currentData()
        return None if chosen is None else str(chosen)

    @property
    def order(self) -> SortOrder:
        """The order that is chosen."""
        return SortOrder(self.orders.currentData())

    def set_groups(self, groups: Sequence[str]) -> None:
        """Offer these groups; the one that is chosen stays so, if it is among them."""
        if [self.groups.itemData(place) for place in range(1, self.groups.count())] == list(groups):
            return
        chosen = self.group
        self.groups.blockSignals(True)
        while self.groups.count() > 1:
            self.groups.removeItem(1)
        for group in groups:
            self.groups.addItem(group, group)
        self.groups.setCurrentIndex(0 if chosen is None else max(0, self.groups.findData(chosen)))
        self.groups.blockSignals(False)

    def clear(self) -> None:
        """Show everybody."""
        self.search.clear()
        self.standings.setCurrentIndex(0)
        self.groups.setCurrentIndex(0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._sign.setIcon(icons.icon("search"))
        self.search.setPlaceholderText(self.tr("Find a name, card or group"))
        self.search.setAccessibleName(self.tr("Find a name, card or group"))
        self.standings.setAccessibleName(self.tr("State"))
        self.groups.setAccessibleName(self.tr("Group"))
        self.orders.setAccessibleName(self.tr("Order"))
        self.standings.setItemText(0, self.tr("Any state"))
        for place, standing in enumerate(Standing, start=1):
            self.standings.setItemText(place, standing_words(standing))
        self.groups.setItemText(0, self.tr("Any group"))
        words = {
            SortOrder.NAME: self.tr("By name"),
            SortOrder.LAST_SEEN: self.tr("Last seen first"),
            SortOrder.NEWEST: self.tr("Newest first"),
            SortOrder.FEWEST_TEMPLATES: self.tr("Fewest templates first"),
        }
        for place, order in enumerate(SortOrder):
            self.orders.setItemText(place, words[order])
