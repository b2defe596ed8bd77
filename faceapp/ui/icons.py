"""Icons from the shipped SVG files, drawn in any colour."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceapp.resources import assets_dir
from faceapp.ui import style

_ICON_PX = 96


def renderer(name: str, colour: str) -> QSvgRenderer:
    """A renderer of `assets/icons/NAME.svg` with its strokes in a colour (`#rrggbb`)."""
    text = (assets_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))


def pixmap(name: str, colour: str, side_px: int = _ICON_PX) -> QPixmap:
    """A square picture of an icon; drawn once, as the same few are wanted at every change of words or theme."""
    key = f"icon {name} {colour} {side_px}"
    known = QPixmap()
    if QPixmapCache.find(key, known):
        return known
    picture = QPixmap(QSize(side_px, side_px))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer(name, colour).render(painter, QRectF(0, 0, side_px, side_px))
    painter.end()
    QPixmapCache.insert(key, picture)
    return picture


def icon(name: str, colour: str | None = None) -> QIcon:
    """An icon for a button, in the theme's colours; brighter while the button is checked."""
    made = QIcon(pixmap(name, colour or style.theme().muted))
    made.addPixmap(pixmap(name, style.theme().text), QIcon.Mode.Normal, QIcon.State.On)
    made.addPixmap(pixmap(name, style.theme().faint), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def app_icon() -> QIcon:
    """The application's icon."""
    return QIcon(pixmap("faceapp", "#000000", 256))


class Sign(QWidget):
    """An icon to look at, in the theme's colours as they are at the time.

    Args:
        name: Which icon.
        ink: Which of the theme's colours, by its name in `Theme`.
        side_px: Width and height.
    """

    def __init__(self, name: str, ink: str, side_px: int) -> None:
        super().__init__()
        self._name = name
        self._ink = ink
        self._side_px = side_px
        self.setMinimumSize(side_px, side_px)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As asked for."""
        return QSize(self._side_px, self._side_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the middle."""
        painter = QPainter(self)
        middle, half = QRectF(self.rect()).center(), self._side_px / 2
        box = QRectF(middle.x() - half, middle.y() - half, self._side_px, self._side_px)
        renderer(self._name, getattr(style.theme(), self._ink)).render(painter, box)
        painter.end()
