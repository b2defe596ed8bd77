"""The latest decisions, newest first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QDateTime, QEvent, QLocale, QPointF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from faceapp.domain.records import AccessEvent, Outcome, Reason
from faceapp.ui import marks, style

WIDTH_PX = 300
_KEPT = 50
_AT_ONCE = 4
_ROW_WIDTH_PX = 256


class DecisionLog(QFrame):
    """A side panel with time, name or reason of each decision.

    Args:
        name_of: The name of a person id, None when the person was removed.
        parent: Qt's parent.
    """

    def __init__(self, name_of: Callable[[int], str | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self.setObjectName("panel")
        self.setFixedWidth(WIDTH_PX)
        self._rows: deque[tuple[_Row, QListWidgetItem]] = deque()
        self._past: deque[AccessEvent] = deque()
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._add_some_past)
        self._title = QLabel()
        self._title.setObjectName("section")
        self._empty = QLabel()
        self._empty.setObjectName("muted")
        self._list = QListWidget()
        self._list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 8, 12)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._empty)
        layout.addWidget(self._list, 1)
        self._retranslate()

    def add(self, events: Sequence[AccessEvent]) -> None:
        """Put events on top, the last one uppermost."""
        for event in events:
            self._show(event)
        while self._list.count() > _KEPT:
            self._rows.pop()
            self._list.takeItem(self._list.count() - 1)
        self._empty.setVisible(self._list.count() == 0)

    def follow_names(self) -> None:
        """Say every row anew: somebody was renamed, or removed and is a number from now on."""
        for row, item in self._rows:
            self._say(row, item)

    def add_past(self, events: Sequence[AccessEvent]) -> None:
        """Put earlier events below what is there, the newest first, a few at a time; those that are there stay."""
        self._past.extend(events)
        self._next.start()

    @Slot()
    def _add_some_past(self) -> None:
        known = {row.noted.event_id for row, _ in self._rows}
        for _ in range(min(_AT_ONCE, len(self._past), _KEPT - self._list.count())):
            event = self._past.popleft()
            if event.event_id is None or event.event_id not in known:
                self._rows.append(self._insert(self._list.count(), event))
        if not self._past or self._list.count() >= _KEPT:
            self._past.clear()
            self._next.stop()
        self._empty.setVisible(self._list.count() == 0)

    def texts(self) -> list[str]:
        """What the rows say, newest first."""
        return [str(self._list.item(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(self._list.count())]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Latest decisions"))
        self._empty.setText(self.tr("No decisions yet."))
        self._list.setAccessibleName(self._title.text())
        for row, item in self._rows:
            self._say(row, item)

    def _show(self, event: AccessEvent) -> None:
        self._rows.appendleft(self._insert(0, event))

    def _insert(self, place: int, event: AccessEvent) -> tuple[_Row, QListWidgetItem]:
        row, item = _Row(event), QListWidgetItem()
        self._say(row, item)
        self._list.insertItem(place, item)
        self._list.setItemWidget(item, row)
        return row, item

    def _say(self, row: _Row, item: QListWidgetItem) -> None:
        event = row.noted
        time = QLocale().toString(
            QDateTime.fromSecsSinceEpoch(int(event.occurred_at.timestamp())).time(), QLocale.FormatType.ShortFormat
        )
        what = self._what(event)
        row.what.setText(what)
        row.when.setText(time)
        verdict = self.tr("granted") if event.outcome is Outcome.GRANTED else self.tr("denied")
        row.setAccessibleName(f"{time}: {what}, {verdict}")
        # A row as wide as the list, and as high as its words need when they wrap.
        item.setSizeHint(QSize(0, max(row.sizeHint().height(), row.heightForWidth(_ROW_WIDTH_PX))))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, row.accessibleName())

    def _what(self, event: AccessEvent) -> str:
        if event.outcome is Outcome.GRANTED and event.person_id is not None:
            name = self._name_of(event.person_id) or self.tr("Removed person {id}").format(id=event.person_id)
            if event.door in ("opened", "closed"):
                return name
            return self.tr("{name} (the door did not answer)").format(name=name)
        if event.reason.names_person and event.person_id is not None:
            name = self._name_of(event.person_id) or self.tr("Removed person {id}").format(id=event.person_id)
            return {
                Reason.NEEDS_PIN: self.tr("{name} (PIN asked for)"),
                Reason.WRONG_PIN: self.tr("{name} (wrong PIN)"),
                Reason.NO_PIN: self.tr("{name} (has no PIN)"),
            }.get(event.reason, self.tr("{name} (may not enter now)")).format(name=name)
        return {
            Reason.UNKNOWN: self.tr("Not recognised"),
            Reason.AMBIGUOUS: self.tr("Not clear who it is"),
            Reason.UNUSABLE: self.tr("Could not be seen well"),
        }.get(event.reason, self.tr("Recognition failed"))


class _Row(QWidget):
    """A badge, what it was, and when."""

    def __init__(self, event: AccessEvent) -> None:
        super().__init__()
        self.noted = event
        self.what = QLabel()
        self.what.setObjectName("strong")
        self.what.setWordWrap(True)
        self.what.setTextFormat(Qt.TextFormat.PlainText)  # a name is no markup
        self.when = QLabel()
        self.when.setObjectName("muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 7, 8, 7)
        layout.setSpacing(12)
        layout.addWidget(_Badge(event.outcome is Outcome.GRANTED), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.what, 1)
        layout.addWidget(self.when)


class _Badge(QWidget):
    """A disc with a tick, or an octagon with a cross."""

    def __init__(self, granted: bool) -> None:
        super().__init__()
        self._granted = granted
        self.setFixedSize(28, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        centre = QPointF(14, 14)
        if self._granted:
            painter.setBrush(QColor(style.theme().granted_fill))
            painter.drawEllipse(centre, 13, 13)
            marks.draw_tick(painter, centre, 13, QColor("#ffffff"))
        else:
            painter.setBrush(QColor(style.theme().denied_fill))
            painter.drawPolygon(marks.octagon(centre, 14))
            marks.draw_cross(painter, centre, 13, QColor("#ffffff"))
        painter.end()
