"""The signs of a grant and a denial, apart in shape as well as in colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from faceapp.ui import marks, style


def pixmap(granted: bool, side_px: int) -> QPixmap:
    """A disc with a tick, or an octagon with a cross."""
    scale = 3  # sharp on dense screens, too
    picture = QPixmap(scale * side_px, scale * side_px)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    half = scale * side_px / 2
    centre = QPointF(half, half)
    if granted:
        painter.setBrush(QColor(style.theme().granted_fill))
        painter.drawEllipse(centre, half - 2, half - 2)
        marks.draw_tick(painter, centre, half, QColor("#ffffff"))
    else:
        painter.setBrush(QColor(style.theme().denied_fill))
        painter.drawPolygon(marks.octagon(centre, half))
        marks.draw_cross(painter, centre, half, QColor("#ffffff"))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture
