"""The enrolled people as a list of cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from faceapp.domain.records import Person
from faceapp.ui import style

PERSON_ROLE = int(Qt.ItemDataRole.UserRole)
DETAIL_ROLE = PERSON_ROLE + 1
_Index = QModelIndex | QPersistentModelIndex
_AVATARS = ("#3f6fb5", "#7a55b8", "#a8507f", "#8a6a2f", "#2f7f86", "#5b6b2e", "#a0553a", "#4a5d78")


class PeopleModel(QAbstractListModel):
    """People sorted by name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: list[Person] = []

    def set_people(self, people: Sequence[Person]) -> None:
        """Replace all people."""
        self.beginResetModel()
        self._people = sorted(people, key=lambda person: (person.name.casefold(), person.person_id))
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many people there are."""
        return 0 if parent.isValid() else len(self._people)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Name, details and the person."""
        person = self._people[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name
        if role == DETAIL_ROLE:
            return self._detail(person)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{person.name}, {self._detail(person)}"
        if role == PERSON_ROLE:
            return person
        return None

    def _detail(self, person: Person) -> str:
        templates = self.tr("%n template(s)", None, person.templates)
        day = QDateTime.fromSecsSinceEpoch(int(person.created_at.timestamp())).date()
        since = self.tr("enrolled on {date}").format(date=QLocale().toString(day, self.tr("d MMM yyyy")))
        return f"{templates} · {since}"


class PersonCard(QStyledItemDelegate):
    """Draws a person: initials, name, details."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """A row that a finger hits."""
        return QSize(200, 76)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one card."""
        state: QStyle.StateFlag = option.state
        area = QRectF(option.rect).adjusted(1, 4, -9, -4)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(style.theme().accent if chosen else style.theme().outline), 1.5 if chosen else 1))
        painter.setBrush(QColor(style.theme().raised if chosen or hovered else style.theme().surface))
        painter.drawRoundedRect(area, 16, 16)
        person = index.data(PERSON_ROLE)
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        self._draw_initials(painter, QPointF(area.left() + 38, area.center().y()), name, person.person_id)
        text = area.adjusted(76, 11, -16, -10)
        for words, size_px, weight, colour, alignment in (
            (name, 18, QFont.Weight.DemiBold, style.theme().text, Qt.AlignmentFlag.AlignTop),
            (str(index.data(DETAIL_ROLE)), 14, QFont.Weight.Normal, style.theme().muted, Qt.AlignmentFlag.AlignBottom),
        ):
            font = QFont(painter.font())
            font.setPixelSize(size_px)
            font.setWeight(weight)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            fitting = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, text.width())
            painter.drawText(text, alignment, fitting)
        painter.restore()

    def _draw_initials(self, painter: QPainter, centre: QPointF, name: str, person_id: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_AVATARS[person_id % len(_AVATARS)]))
        painter.drawEllipse(centre, 23, 23)
        words = name.split()
        initials = "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
        font = QFont(painter.font())
        font.setPixelSize(17)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(QRectF(centre.x() - 23, centre.y() - 23, 46, 46), Qt.AlignmentFlag.AlignCenter, initials)
