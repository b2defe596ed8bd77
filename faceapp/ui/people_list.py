"""The enrolled people as a list of cards: the model sorts, the filter chooses, the delegate draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from faceapp.domain.admission import Standing, standing_of
from faceapp.domain.records import Person
from faceapp.ui import icons, style
from faceapp.ui.avatars import Thumbnails, draw_avatar
from faceapp.ui.people_words import seen_words, standing_icon, standing_words, templates_words

PERSON_ROLE = int(Qt.ItemDataRole.UserRole)
DETAIL_ROLE = PERSON_ROLE + 1
_Index = QModelIndex | QPersistentModelIndex
_CARD_PX = 76


class SortOrder(Enum):
    """What the list is sorted by."""

    NAME = "name"
    LAST_SEEN = "last_seen"
    NEWEST = "newest"
    FEWEST_TEMPLATES = "fewest_templates"


class PeopleModel(QAbstractListModel):
    """People in a chosen order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: list[Person] = []
        self._searched: list[str] | None = None
        self._order = SortOrder.NAME

    def set_people(self, people: Sequence[Person]) -> None:
        """Replace all people."""
        self.beginResetModel()
        self._people = sorted(people, key=_KEYS[self._order])
        self._searched = None
        self.endResetModel()

    def sort_by(self, order: SortOrder) -> None:
        """Sort anew. Here and not in the filter, which would ask for two values at every comparison."""
        self._order = order
        self.set_people(self._people)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many people there are."""
        return 0 if parent.isValid() else len(self._people)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Name, details and the person."""
        person = self._people[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name
        if role == DETAIL_ROLE:
            return _detail(person)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{person.name}, {standing_words(standing_of(person, date.today()))}, {_detail(person)}"
        if role == PERSON_ROLE:
            return person
        return None

    @property
    def people(self) -> Sequence[Person]:
        """Everybody, row by row."""
        return self._people

    @property
    def searched_texts(self) -> Sequence[str]:
        """What a search looks into, row by row, in small letters; made once."""
        if self._searched is None:
            self._searched = ["\n".join((p.name, p.card, *p.groups)).casefold() for p in self._people]
        return self._searched


class PeopleFilter(QSortFilterProxyModel):
    """Those people who fit a search, a state and a group.

    Args:
        model: All of them.
        parent: Qt's parent.
    """

    def __init__(self, model: PeopleModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people = model
        self._text = ""
        self._standing: Standing | None = None
        self._group: str | None = None
        self._accepted: list[bool] | None = None
        model.modelAboutToBeReset.connect(self._judge_anew)
        self.setSourceModel(model)

    def choose(self, *, text: str, standing: Standing | None, group: str | None) -> None:
        """Show only those whose name, card or group holds the text, of that state and group; None is any."""
        self.beginFilterChange()
        self._text = text.strip().casefold()
        self._standing = standing
        self._group = group
        self._judge_anew()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def shown(self) -> list[Person]:
        """Those who fit, in the order of the list."""
        if self._accepted is None:
            self._accepted = self._judged()
        return [person for person, fits in zip(self._people.people, self._accepted, strict=True) if fits]

    def filterAcceptsRow(self, source_row: int, source_parent: _Index) -> bool:
        """Whether a person fits."""
        if self._accepted is None:
            # All at once: Qt asks row by row, and with thousands of people every step counts.
            self._accepted = self._judged()
        return self._accepted[source_row]

    def _judge_anew(self) -> None:
        self._accepted = None

    def _judged(self) -> list[bool]:
        people, text, standing, group, today = (
            self._people.people,
            self._text,
            self._standing,
            self._group,
            date.today(),
        )
        accepted = [True] * len(people)
        if text:
            accepted = [text in searched for searched in self._people.searched_texts]
        if group is not None:
            accepted = [fits and group in person.groups for fits, person in zip(accepted, people, strict=True)]
        if standing is not None:
            accepted = [
                fits and standing_of(person, today) is standing for fits, person in zip(accepted, people, strict=True)
            ]
        return accepted


class PersonCard(QStyledItemDelegate):
    """Draws a person: picture, name, details, and the state where it is not the usual one.

    Args:
        thumbnails: Where pictures come from.
        parent: Qt's parent.
    """

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """A row that a finger hits."""
        return QSize(200, _CARD_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one card."""
        theme = style.theme()
        state: QStyle.StateFlag = option.state
        area = QRectF(option.rect).adjusted(1, 4, -9, -4)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        person: Person = index.data(PERSON_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent if chosen else theme.outline), 1.5 if chosen else 1))
        painter.setBrush(QColor(theme.raised if chosen or hovered else theme.surface))
        painter.drawRoundedRect(area, 16, 16)
        middle = QPointF(area.left() + 38, area.center().y())
        draw_avatar(painter, middle, 23, person.name, person.person_id, self._thumbnails.get(person.person_id))
        text = area.adjusted(76, 11, -16, -10)
        standing = standing_of(person, date.today())
        name_room = text.width()
        if standing is not Standing.ACTIVE:
            name_room -= draw_chip(painter, QPointF(text.right(), text.top() + 11), standing) + 10
        for words, size_px, weight, colour, alignment, room in (
            (person.name, 18, QFont.Weight.Bold, theme.text, Qt.AlignmentFlag.AlignTop, name_room),
            (_detail(person), 14, QFont.Weight.Normal, theme.muted, Qt.AlignmentFlag.AlignBottom, text.width()),
        ):
            font = QFont(painter.font())
            font.setPixelSize(size_px)
            font.setWeight(weight)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            fitting = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(text, alignment, fitting)
        painter.restore()


def draw_chip(painter: QPainter, right_middle: QPointF, standing: Standing) -> float:
    """Draw a state as a pill that ends at a point; returns its width."""
    theme = style.theme()
    words = standing_words(standing)
    painter.save()
    font = QFont(painter.font())
    font.setPixelSize(13)
    font.setWeight(QFont.Weight.Bold)
    width = QFontMetricsF(font).horizontalAdvance(words) + 38
    pill = QRectF(right_middle.x() - width, right_middle.y() - 12, width, 24)
    colour = QColor(chip_colour(standing))
    ground = QColor(colour)
    ground.setAlpha(34)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(pill, 12, 12)
    painter.drawPixmap(QPointF(pill.left() + 8, pill.top() + 4), _sign(standing_icon(standing), colour.name()))
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    painter.drawText(pill.adjusted(28, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()
    return width


@lru_cache(maxsize=32)
def _sign(name: str, colour: str) -> QPixmap:
    """A small icon; drawn once, as a list paints it for every row."""
    picture = icons.pixmap(name, colour, 32)
    picture.setDevicePixelRatio(2.0)
    return picture


def chip_colour(standing: Standing) -> str:
    """The colour of a state's sign."""
    theme = style.theme()
    return {
        Standing.ACTIVE: theme.granted,
        Standing.SUSPENDED: theme.denied,
        Standing.NOT_YET_VALID: theme.warning,
        Standing.EXPIRED: theme.warning,
    }[standing]


def _detail(person: Person) -> str:
    parts = [templates_words(person.templates), seen_words(person)]
    if person.groups:
        parts.append(", ".join(person.groups))
    return " · ".join(parts)


def _by_name(person: Person) -> tuple[float, str, int]:
    return (0.0, person.name.casefold(), person.person_id)


def _by_last_seen(person: Person) -> tuple[float, str, int]:
    seen = 0.0 if person.last_seen_at is None else person.last_seen_at.timestamp()
    return (-seen, person.name.casefold(), person.person_id)


def _by_newest(person: Person) -> tuple[float, str, int]:
    return (-person.created_at.timestamp(), person.name.casefold(), person.person_id)


def _by_templates(person: Person) -> tuple[float, str, int]:
    return (person.templates, person.name.casefold(), person.person_id)


_KEYS: dict[SortOrder, Callable[[Person], tuple[float, str, int]]] = {
    SortOrder.NAME: _by_name,
    SortOrder.LAST_SEEN: _by_last_seen,
    SortOrder.NEWEST: _by_newest,
    SortOrder.FEWEST_TEMPLATES: _by_templates,
}
