"""The pairs of people whom the encoder can hardly tell apart, and what keeps them apart: guards and PINs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from faceapp.domain.errors import FaceappError
from faceapp.domain.lookalikes import Likeness, Lookalikes
from faceapp.domain.records import Person
from faceapp.services.guard_register import GuardRegister
from faceapp.services.threshold_in_force import ThresholdInForce
from faceapp.ui import icons
from faceapp.ui.background import BackgroundTask
from faceapp.ui.error_banner import ErrorBanner
from faceapp.ui.page_margins import page_margins
from faceapp.ui.pin_dialog import PinDialog

_SHOWN = 50
_AT_ONCE = 4  # cards that are built without a break: the main thread has other things to do
_BESIDE_FROM_PX = 900  # a pair's buttons stand in a row
_NAME_PX = 240  # on a button
_AUTHOR = "administrator"  # whoever is at the window


class TellsLookalikes(Protocol):
    """What the screen needs of the application."""

    @property
    def guards(self) -> GuardRegister:
        """Guarded pairs and PINs."""
        ...

    @property
    def threshold_in_force(self) -> ThresholdInForce:
        """The threshold that the door goes by."""
        ...

    def lookalikes(self) -> list[Lookalikes]:
        """The pairs, worst first."""
        ...

    def people(self) -> list[Person]:
        """Everybody."""
        ...


@dataclass(frozen=True, slots=True)
class _Row:
    """A pair as it is shown.

    Attributes:
        ids: Of the two.
        names: Of the two.
        alike: How alike they are; None for a guarded pair that is not near the threshold any more.
        guarded: Whether it is.
        with_pin: Whether each of the two has a PIN.
    """

    ids: tuple[int, int]
    names: tuple[str, str]
    alike: Lookalikes | None
    guarded: bool
    with_pin: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class _Overview:
    rows: tuple[_Row, ...]
    threshold: float


class LookalikesScreen(QWidget):
    """Lists pairs worst first; guards them, and sets PINs. Reads and writes in the background.

    Args:
        application: Knows the people.
        parent: Qt's parent.

    Signals:
        refreshed: The list is up to date.
    """

    refreshed = Signal()

    def __init__(self, application: TellsLookalikes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self._application = application
        self._task: BackgroundTask | None = None
        self._overview: _Overview | None = None
        self._title = QLabel()
        self._title.setObjectName("title")
        self._explanation = _muted("")
        self.banner = ErrorBanner()
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its rows' buttons take the keyboard, and come into view
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._narrow = False
        self._stale = False  # in another language; filled anew once it is looked at
        self._waiting: list[_Row] = []
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._add_some)
        layout = self._page = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._explanation)
        layout.addWidget(self.banner)
        layout.addWidget(self._scroll, 1)
        self._retranslate()

    @Slot()
    def refresh(self) -> None:
        """Search again."""
        self._do(lambda: None)

    def wait(self) -> None:
        """Wait for what is under way."""
        if self._task is not None:
            self._task.wait()

    def showEvent(self, event: QShowEvent) -> None:
        """Be up to date whenever it is looked at."""
        super().showEvent(event)
        if self._stale:
            self._fill()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the buttons where the room is narrow."""
        super().resizeEvent(event)
        self._page.setContentsMargins(page_margins(self.width()))
        if self._narrow is not (self.width() < _BESIDE_FROM_PX):
            self._narrow = not self._narrow
            self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # In the background

    def _do(self, change: Callable[[], object]) -> None:
        """Make a change and read everything anew; one at a time."""
        if self._task is not None:
            return
        self.banner.hide()
        self._scroll.setEnabled(False)

        def work(_report: object) -> _Overview:
            change()
            return _read(self._application)

        self._task = BackgroundTask(work, self)
        self._task.succeeded.connect(self._on_read)
        self._task.failed.connect(self._on_failure)
        self._task.start()

    @Slot(object)
    def _on_read(self, overview: _Overview) -> None:
        self._end()
        self._overview = overview
        self._fill()

    @Slot(object)
    def _on_failure(self, error: FaceappError) -> None:
        self._end()
        self.banner.show_error(error)

    def _end(self) -> None:
        if self._task is not None:
            self._task.wait()
            self._task = None
        self._scroll.setEnabled(True)

    # What is asked for

    def _set_guard(self, row: _Row, wanted: bool) -> None:
        guards = self._application.guards
        if wanted:
            self._do(lambda: guards.guard(*row.ids, author=_AUTHOR))
        else:
            self._do(lambda: guards.unguard(*row.ids))

    def _ask_pin(self, person_id: int, name: str) -> None:
        dialog = PinDialog(name, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda pin: self._do(lambda: self._application.guards.set_pin(person_id, pin)))
        dialog.open()

    # What is shown

    def _fill(self) -> None:
        self._stale = False
        overview = self._overview
        inside = QWidget()
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 12)
        column.setSpacing(12)
        self._next.stop()
        self._waiting = []
        # It speaks of the people below.
        self._explanation.setVisible(overview is None or bool(overview.rows))
        if overview is None:
            column.addWidget(_muted(self.tr("Comparing everybody with everybody…")))
        elif not overview.rows:
            column.addStretch(2)
            column.addWidget(icons.Sign("lookalikes", "faint", 72))
            for label in (
                _heading(self.tr("Nobody looks like anybody")),
                _muted(self.tr("No two enrolled people come near the threshold: nothing is to be done.")),
            ):
                label.setAlignment(Qt.AlignmentFlag.AlignCenter)
                column.addWidget(label)
            column.addStretch(2)
        else:
            self._waiting = list(overview.rows[:_SHOWN])
            if (more := len(overview.rows) - _SHOWN) > 0:
                column.addWidget(_muted(self.tr("Pairs less alike, not shown: {count}").format(count=more)))
        column.addStretch(1)
        self._scroll.setWidget(inside)
        if overview is not None:
            self._add_some()

    @Slot()
    def _add_some(self) -> None:
        """Build the next cards, above what stands below them."""
        overview = self._overview
        if overview is None:
            return
        some, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        shown = min(len(overview.rows), _SHOWN) - len(self._waiting) - len(some)
        for place, row in enumerate(some, start=shown):
            card = self._card(row, overview.threshold)
            self._column.insertWidget(place, card)
            card.show()  # at once: its room is shown already
        if self._waiting:
            self._next.start()
        else:
            self.refreshed.emit()

    def _card(self, row: _Row, threshold: float) -> QFrame:
        card = QFrame()
        card.setObjectName("panel")
        names = self.tr("{first} and {second}").format(first=row.names[0], second=row.names[1])
        card.setAccessibleName(names)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(8)
        layout.addWidget(_heading(names))
        layout.addWidget(_muted(self._alike_words(row, threshold)))
        if row.guarded:
            layout.addWidget(_muted(self._guard_words(row)))
        guard = QPushButton(self.tr("Stop guarding") if row.guarded else self.tr("Guard with PINs"))
        guard.setAccessibleName(f"{guard.text()}: {names}")
        guard.clicked.connect(partial(self._set_guard, row, not row.guarded))
        buttons = QVBoxLayout() if self._narrow else QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(guard)
        if row.guarded:
            for person_id, name, has_pin in zip(row.ids, row.names, row.with_pin, strict=True):
                words = self.tr("Change PIN of {name}…") if has_pin else self.tr("Set PIN of {name}…")
                short = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _NAME_PX)
                button = QPushButton(words.format(name=short.replace("&", "&&")))
                button.setAccessibleName(words.format(name=name))
                if not has_pin:
                    button.setObjectName("primary")
                button.clicked.connect(partial(self._ask_pin, person_id, name))
                buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        return card

    def _alike_words(self, row: _Row, threshold: float) -> str:
        if row.alike is None:
            return self.tr("Not near the threshold any more.")
        score, accepts = (QLocale().toString(value, "f", 2) for value in (row.alike.score, threshold))
        if row.alike.likeness is Likeness.SAME:
            words = self.tr("Perhaps one person, enrolled twice: score {score}, the door accepts from {threshold} on.")
        elif row.alike.score >= threshold:
            words = self.tr("The door can take one for the other: score {score}, it accepts from {threshold} on.")
        else:
            words = self.tr("Nearly as alike as the door asks for: score {score}, it accepts from {threshold} on.")
        return words.format(score=score, threshold=accepts)

    def _guard_words(self, row: _Row) -> str:
        lacking = [name for name, has_pin in zip(row.names, row.with_pin, strict=True) if not has_pin]
        if not lacking:
            return self.tr("Guarded: the door asks both for the PIN.")
        if len(lacking) == 1:
            return self.tr("Guarded, but {name} has no PIN and is not let in.").format(name=lacking[0])
        return self.tr("Guarded, but neither has a PIN, and neither is let in.")

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Lookalikes"))
        self._scroll.setAccessibleName(self.tr("Lookalikes"))
        self._explanation.setText(
            self.tr(
                "These people are alike to the encoder. More pictures of both help; or let the door ask them for a PIN."
            )
        )
        if self._overview is None or self.isVisible():
            self._fill()
        else:
            self._stale = True


def _read(application: TellsLookalikes) -> _Overview:
    threshold = application.threshold_in_force.threshold
    names = {person.person_id: person.name for person in application.people()}
    guarded = {(pair.first, pair.second) for pair in application.guards.pairs()}
    owners = application.guards.with_pin()
    alike = {(pair.first, pair.second): pair for pair in application.lookalikes()}
    keys: Sequence[tuple[int, int]] = [*alike, *sorted(guarded - set(alike))]
    rows = [
        _Row(
            ids=(first, second),
            names=(names[first], names[second]),
            alike=alike.get((first, second)),
            guarded=(first, second) in guarded,
            with_pin=(first in owners, second in owners),
        )
        for first, second in keys
        if first in names and second in names  # else removed a moment ago
    ]
    return _Overview(tuple(rows), threshold)


def _heading(words: str) -> QLabel:
    return _label(words, "section")


def _muted(words: str) -> QLabel:
    return _label(words, "muted")


def _label(words: str, object_name: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName(object_name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
