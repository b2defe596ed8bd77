"""Signs that tell states apart by shape: a disc with a tick, an octagon with a cross, and others."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from faceapp.ui import icons, style
from faceapp.ui.prompts import PromptKind


def line_colour(kind: PromptKind) -> str:
    """The colour of a state's sign where it is drawn in lines."""
    theme = style.theme()
    return {
        PromptKind.IDLE: theme.accent,
        PromptKind.HINT: theme.accent,
        PromptKind.HOLD_STILL: theme.accent,
        PromptKind.WELCOME: theme.granted,
        PromptKind.REFUSED: theme.denied,
        PromptKind.NOT_NOW: theme.warning,
        PromptKind.STARTING: theme.muted,
        PromptKind.LOST: theme.warning,
        PromptKind.FAILED: theme.denied,
        PromptKind.ENDED: theme.muted,
    }[kind]


def octagon(centre: QPointF, radius: float) -> QPolygonF:
    """A stop sign's outline."""
    corners = (math.radians(22.5 + 45 * step) for step in range(8))
    return QPolygonF([centre + QPointF(radius * math.cos(a), radius * math.sin(a)) for a in corners])


def draw_tick(painter: QPainter, centre: QPointF, radius: float, colour: QColor) -> None:
    """A tick that fits a disc of that radius."""
    path = QPainterPath(centre + QPointF(-0.42, 0.04) * radius)
    path.lineTo(centre + QPointF(-0.12, 0.34) * radius)
    path.lineTo(centre + QPointF(0.44, -0.30) * radius)
    _stroke(painter, path, colour, 0.16 * radius)


def draw_cross(painter: QPainter, centre: QPointF, radius: float, colour: QColor) -> None:
    """A cross that fits a disc of that radius."""
    arm = 0.34 * radius
    path = QPainterPath(centre + QPointF(-arm, -arm))
    path.lineTo(centre + QPointF(arm, arm))
    path.moveTo(centre + QPointF(arm, -arm))
    path.lineTo(centre + QPointF(-arm, arm))
    _stroke(painter, path, colour, 0.16 * radius)


def draw_clock(painter: QPainter, centre: QPointF, radius: float, colour: QColor) -> None:
    """The hands of a clock and its rim, within a disc of that radius."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 0.13 * radius))
    painter.drawEllipse(centre, 0.6 * radius, 0.6 * radius)
    hands = QPainterPath(centre + QPointF(0, -0.36) * radius)
    hands.lineTo(centre)
    hands.lineTo(centre + QPointF(0.24, 0.16) * radius)
    _stroke(painter, hands, colour, 0.13 * radius)


def draw_ring(painter: QPainter, centre: QPointF, radius: float, progress: float, colour: QColor, width: float) -> None:
    """A ring filled clockwise from the top up to `progress` in [0, 1]."""
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_faded(colour.name(), 60), width))
    painter.drawEllipse(box)
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(box, 90 * 16, -round(360 * 16 * min(1.0, max(0.0, progress))))


def draw_mark(
    painter: QPainter, kind: PromptKind, centre: QPointF, radius: float, *, progress: float = 0.0, turn: float = 0.0
) -> None:
    """Draw the sign of a kind of prompt.

    Args:
        painter: Where to.
        kind: Which sign.
        centre: Its middle.
        radius: Its size.
        progress: How far the ring of `HOLD_STILL` is filled, in [0, 1].
        turn: How far the arc of `STARTING` has gone round, in turns.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    white, ink, line = QColor("#ffffff"), QColor(style.theme().text), QColor(line_colour(kind))
    width = 0.12 * radius
    if kind is PromptKind.WELCOME:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(white)
        painter.drawEllipse(centre, radius, radius)
        draw_tick(painter, centre, radius, QColor(style.theme().granted_fill))
    elif kind is PromptKind.REFUSED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(white)
        painter.drawPolygon(octagon(centre, 1.04 * radius))
        draw_cross(painter, centre, radius, QColor(style.theme().denied_fill))
    elif kind is PromptKind.NOT_NOW:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(white)
        side = 1.84 * radius
        box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        painter.drawRoundedRect(box, 0.3 * radius, 0.3 * radius)
        draw_clock(painter, centre, radius, QColor(style.theme().warning_fill))
    elif kind is PromptKind.HOLD_STILL:
        draw_ring(painter, centre, radius - width / 2, progress, line, width)
        _draw_face(painter, centre, 0.62 * radius, ink)
    elif kind is PromptKind.HINT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_faded(line_colour(kind), 40))
        painter.drawEllipse(centre, radius, radius)
        _draw_viewfinder(painter, centre, 0.56 * radius, line)
        _draw_face(painter, centre, 0.4 * radius, ink)
    elif kind is PromptKind.STARTING:
        draw_ring(painter, centre, radius - width / 2, 0.0, line, width)
        box = QRectF(
            centre.x() - radius + width / 2, centre.y() - radius + width / 2, 2 * radius - width, 2 * radius - width
        )
        painter.setPen(QPen(QColor(style.theme().accent), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(box, round(-360 * 16 * turn) + 90 * 16, -80 * 16)
    else:
        name = {
            PromptKind.LOST: "camera-off",
            PromptKind.FAILED: "warning",
            PromptKind.ENDED: "replay",
        }.get(kind, "door")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_faded(line_colour(kind), 36))
        painter.drawEllipse(centre, radius, radius)
        side = 1.1 * radius
        box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        icons.renderer(name, line.name()).render(painter, box)
    painter.restore()


def _faded(colour: str, alpha: int) -> QColor:
    """A colour that lets through what is below; alpha in [0, 255]."""
    faded = QColor(colour)
    faded.setAlpha(alpha)
    return faded


def _draw_face(painter: QPainter, centre: QPointF, radius: float, colour: QColor) -> None:
    """A calm face: two eyes and a straight mouth."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for side in (-1, 1):
        painter.drawEllipse(centre + QPointF(0.4 * side, -0.22) * radius, 0.13 * radius, 0.17 * radius)
    smile = QPainterPath(centre + QPointF(-0.42, 0.34) * radius)
    smile.quadTo(centre + QPointF(0, 0.62) * radius, centre + QPointF(0.42, 0.34) * radius)
    _stroke(painter, smile, colour, 0.15 * radius)


def _draw_viewfinder(painter: QPainter, centre: QPointF, half: float, colour: QColor) -> None:
    path = QPainterPath()
    for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        path.moveTo(centre + QPointF(x * half, y * half * 0.45))
        path.lineTo(centre + QPointF(x * half, y * half * 0.75))
        path.quadTo(centre + QPointF(x * half, y * half), centre + QPointF(x * half * 0.75, y * half))
        path.lineTo(centre + QPointF(x * half * 0.45, y * half))
    _stroke(painter, path, colour, 0.14 * half)


def _stroke(painter: QPainter, path: QPainterPath, colour: QColor, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(path)
