"""What is drawn around a face in the live picture; its states differ by line and label as well as by colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from faceapp.domain.records import Reason, TrackResult, TrackState
from faceapp.ui import marks, style
from faceapp.ui.bold_words import draw_words

# A bystander is told to wait where the face is large enough for words beside somebody who is judged.
_WORDS_FROM = 0.14
_GREY = QColor(205, 212, 221, 190)


@dataclass(frozen=True, slots=True)
class _Label:
    """A few words on a pill, with a mark before them."""

    words: str
    fill: QColor
    mark: str  # "tick", "cross", "clock" or "dots"


def draw_face(
    painter: QPainter, room: QSizeF, track: TrackResult, box: QRectF, *, labelled: bool, others: Sequence[QRectF] = ()
) -> None:
    """Draw a face's frame.

    Args:
        painter: On the picture.
        room: The picture's size on the screen.
        track: The face.
        box: Where it is on the screen.
        labelled: Whether to say its state; otherwise it gets a plain frame.
        others: Where those are who are judged before a bystander, none of whom the bystander's label may cover.
    """
    box = _around(box)
    corner = 0.16 * min(box.width(), box.height())
    unit = _unit(room)
    colours = style.OVER_PICTURES
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if track.state is TrackState.IGNORED:
        painter.setPen(QPen(_GREY, 1.4 * unit, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap))
        painter.drawRoundedRect(box, corner, corner)
        if labelled and others and box.width() >= _WORDS_FROM * room.width():
            words = QCoreApplication.translate("FaceMarks", "Please wait")
            label = _Label(words, QColor(40, 48, 60, 220), "dots")
            _draw_label(painter, room, box, label, 0.8 * unit, [_around(other) for other in others])
        return
    if not labelled:
        _draw_corners(painter, box, corner, QColor(colours.accent), 3 * unit)
    elif track.state is TrackState.GRANTED:
        painter.setPen(QPen(QColor(colours.granted), 4.5 * unit))
        painter.drawRoundedRect(box, corner, corner)
        words = track.person or QCoreApplication.translate("FaceMarks", "Welcome")
        _draw_label(painter, room, box, _Label(words, QColor(colours.granted_fill), "tick"), unit)
    elif track.state is TrackState.DENIED:
        reason = None if track.decision is None else track.decision.reason
        line = QColor(colours.warning if reason is Reason.NOT_NOW else colours.denied)
        painter.setPen(QPen(line, 4.5 * unit, Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap))
        painter.drawRoundedRect(box, corner, corner)
        _draw_label(painter, room, box, _denial(reason), unit)
    else:
        _draw_corners(painter, box, corner, QColor(colours.accent), 3.5 * unit)
        if track.state is TrackState.GATHERING:
            _draw_progress(painter, box, track.progress, unit)


def draw_caption(painter: QPainter, room: QSizeF, words: str) -> None:
    """Write a line at the lower left of the picture, over the picture but within its round corners.

    Args:
        painter: On the picture.
        room: The picture's size on the screen.
        words: What is to be said of all of it.
    """
    unit = _unit(room)
    font = QFont(painter.font())
    font.setPixelSize(max(11, round(11 * unit)))
    font.setWeight(QFont.Weight.Normal)  # whatever was written before
    metrics = QFontMetricsF(font)
    inset, padding = 12 * unit, 8 * unit
    words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() - 2 * inset - 2 * padding)
    height = metrics.height() + padding
    strip = QRectF(inset, room.height() - inset - height, metrics.horizontalAdvance(words) + 2 * padding, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(11, 15, 21, 165))
    painter.drawRoundedRect(strip, 0.5 * height, 0.5 * height)
    painter.setFont(font)
    painter.setPen(QColor("#eef2f6"))
    painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, words)


def _around(box: QRectF) -> QRectF:
    """A face's box with some room around it."""
    margin = 0.08 * box.width()
    return box.adjusted(-margin, -margin, margin, margin)


def _unit(room: QSizeF) -> float:
    """What one pixel of a small picture becomes in one of that size."""
    return max(1.0, min(room.width(), room.height()) / 400)


def _denial(reason: Reason | None) -> _Label:
    colours = style.OVER_PICTURES
    if reason in (Reason.NEEDS_PIN, Reason.WRONG_PIN, Reason.NO_PIN):
        words = QCoreApplication.translate("FaceMarks", "PIN needed")
        return _Label(words, QColor(colours.denied_fill), "cross")
    if reason is Reason.NOT_NOW:
        words = QCoreApplication.translate("FaceMarks", "Not now")
        return _Label(words, QColor(colours.warning_fill), "clock")
    if reason is Reason.ERROR:
        return _Label(QCoreApplication.translate("FaceMarks", "Failed"), QColor(colours.denied_fill), "cross")
    if reason is Reason.UNUSABLE:
        words = QCoreApplication.translate("FaceMarks", "Could not see you")
        return _Label(words, QColor(colours.denied_fill), "cross")
    words = QCoreApplication.translate("FaceMarks", "Not recognised")
    return _Label(words, QColor(colours.denied_fill), "cross")


def _draw_progress(painter: QPainter, box: QRectF, progress: float, unit: float) -> None:
    colours = style.OVER_PICTURES
    radius = max(6 * unit, min(15 * unit, 0.15 * box.width()))
    centre = QPointF(box.center().x(), max(box.top(), 1.4 * radius))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.ground))
    painter.drawEllipse(centre, 1.25 * radius, 1.25 * radius)
    marks.draw_ring(painter, centre, 0.82 * radius, progress, QColor(colours.accent), 0.32 * radius)


def _draw_label(
    painter: QPainter, room: QSizeF, box: QRectF, label: _Label, unit: float, clear_of: Sequence[QRectF] = ()
) -> None:
    """A pill on the upper edge of the box, kept within the picture and, where there is room, beside other boxes."""
    font = QFont(painter.font())
    font.setPixelSize(round(17 * unit))
    font.setWeight(QFont.Weight.Bold)
    metrics = QFontMetricsF(font)
    height, padding = 32 * unit, 9 * unit
    words = metrics.elidedText(label.words, Qt.TextElideMode.ElideRight, room.width() - height - 4 * padding)
    width = height + metrics.horizontalAdvance(words) + 1.6 * padding
    top = min(max(box.top() - height / 2, padding), room.height() - height - padding)
    left = box.center().x() - width / 2
    for other in clear_of:
        if other.top() - height < top < other.bottom():
            if other.center().x() > box.center().x():
                left = min(left, other.left() - padding - width)
            else:
                left = max(left, other.right() + padding)
    left = min(max(left, padding), room.width() - width - padding)
    pill = QRectF(left, top, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(label.fill)
    painter.drawRoundedRect(pill, height / 2, height / 2)
    white = QColor("#ffffff")
    centre, radius = QPointF(pill.left() + height / 2, pill.center().y()), 0.42 * height
    if label.mark == "tick":
        marks.draw_tick(painter, centre, radius, white)
    elif label.mark == "cross":
        marks.draw_cross(painter, centre, radius, white)
    elif label.mark == "clock":
        marks.draw_clock(painter, centre, radius, white)
    else:
        painter.setBrush(white)
        for step in (-1, 0, 1):
            painter.drawEllipse(centre + QPointF(0.5 * step * radius, 0), 0.15 * radius, 0.15 * radius)
    painter.setFont(font)
    painter.setPen(white)
    line = QRectF(pill.left() + 0.9 * height, pill.center().y() - metrics.height() / 2, pill.width(), metrics.height())
    draw_words(painter, line, Qt.AlignmentFlag.AlignLeft, words)


def _draw_corners(painter: QPainter, box: QRectF, corner: float, colour: QColor, width: float) -> None:
    """Four rounded corners, as of a viewfinder."""
    arm = 1.5 * corner
    path = QPainterPath()
    for x, y, right, down in (
        (box.left(), box.top(), 1, 1),
        (box.right(), box.top(), -1, 1),
        (box.right(), box.bottom(), -1, -1),
        (box.left(), box.bottom(), 1, -1),
    ):
        path.moveTo(x, y + down * arm)
        path.lineTo(x, y + down * corner)
        path.quadTo(x, y, x + right * corner, y)
        path.lineTo(x + right * arm, y)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(path)
