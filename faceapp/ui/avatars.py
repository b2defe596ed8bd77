"""Round pictures of people: a thumbnail where one is kept, initials where none is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPixmap

from faceapp.domain.errors import FaceappError
from faceapp.domain.records import Image
from faceapp.ui.background import Report
from faceapp.ui.task_group import TaskGroup

_COLOURS = ("#3f6fb5", "#7a55b8", "#a8507f", "#8a6a2f", "#2f7f86", "#5b6b2e", "#a0553a", "#4a5d78")
_KEPT = 1000
_AT_A_TIME = 24


class Thumbnails(QObject):
    """Reads thumbnails in the background, those asked for last first, and keeps some.

    Args:
        read: Reads one; None where none is kept.
        parent: Qt's parent.

    Signals:
        loaded: More are there.
    """

    loaded = Signal()

    def __init__(self, read: Callable[[int], Image | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._tasks = TaskGroup(self._on_error, self)
        self._pictures: OrderedDict[int, QPixmap | None] = OrderedDict()
        self._wanted: list[int] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._load)

    def get(self, person_id: int) -> QPixmap | None:
        """A person's thumbnail if it is there; if it was never read, it will be."""
        if person_id in self._pictures:
            return self._pictures[person_id]
        if person_id not in self._wanted:
            self._wanted.append(person_id)
            if not self._tasks.busy:
                self._later.start()
        return None

    def forget(self, person_id: int) -> None:
        """Read a person's thumbnail again when it is next asked for."""
        self._pictures.pop(person_id, None)

    def wait(self) -> None:
        """Wait for what is being read."""
        self._later.stop()
        self._tasks.wait()

    def _load(self) -> None:
        # Whoever scrolls fast wants to see where the list came to rest.
        batch, self._wanted = self._wanted[-_AT_A_TIME:], self._wanted[:-_AT_A_TIME]
        read = self._read

        def work(_report: Report) -> list[tuple[int, Image | None]]:
            return [(person_id, read(person_id)) for person_id in batch]

        if batch:
            self._tasks.start(work, self._on_read)

    def _on_read(self, found: list[tuple[int, Image | None]]) -> None:
        for person_id, image in found:
            self._pictures[person_id] = None if image is None else _pixmap(image)
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        if self._wanted:
            self._later.start()
        self.loaded.emit()

    def _on_error(self, _error: FaceappError) -> None:
        # A list without pictures is still a list; the reading of people tells what is wrong with the database.
        self._wanted.clear()


def draw_avatar(
    painter: QPainter, centre: QPointF, radius: float, name: str, person_id: int, picture: QPixmap | None
) -> None:
    """Draw a person's picture, or the initials on a colour of their own."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    if picture is not None:
        circle = QPainterPath()
        circle.addEllipse(box)
        painter.setClipPath(circle)
        painter.drawPixmap(box, picture, QRectF(picture.rect()))
        painter.restore()
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_COLOURS[person_id % len(_COLOURS)]))
    painter.drawEllipse(box)
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(0.74 * radius)))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


def initials(name: str) -> str:
    """One or two letters that stand for a name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def _pixmap(image: Image) -> QPixmap:
    height, width = image.shape[:2]
    return QPixmap.fromImage(QImage(image.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888))
