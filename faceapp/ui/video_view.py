"""The live picture, as in a mirror, with a frame around every face."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceapp.domain.records import FrameResult, Image, TrackResult, TrackState
from faceapp.ui import icons, marks, style

# The picture fills the widget as long as no more than this share of a side is cut away.
_CROP_AT_MOST = 0.36
_ONLY_COLOURS_FROM = 0.5
_CORNER_PX = 22.0


@dataclass(frozen=True, slots=True)
class _Placement:
    """Where the picture lies: scale and offset from picture to widget, mirrored or not."""

    scale: float
    left: float
    top: float
    width: float
    mirrored: bool

    def box(self, box_xyxy_px: tuple[float, float, float, float]) -> QRectF:
        left, top, right, bottom = (self.scale * value for value in box_xyxy_px)
        if self.mirrored:
            left, right = self.width - right, self.width - left
        return QRectF(self.left + left, self.top + top, right - left, bottom - top)


class VideoView(QWidget):
    """Shows the newest frame.

    The picture fills the widget, unless too much of it were cut away; then all of it is shown
    on a soft ground of its own colours.

    Args:
        mirrored: Show the picture as a mirror does; words are never mirrored.
        labelled: Show each face's state; else faces get a plain frame.
        parent: Qt's parent.
    """

    def __init__(self, *, mirrored: bool = True, labelled: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mirrored = mirrored
        self._labelled = labelled
        self._pixels: Image | None = None
        self._picture: QImage | None = None
        self._tracks: tuple[TrackResult, ...] = ()
        self._shade = 0.0
        self.setMinimumSize(160, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._retranslate()

    def sizeHint(self) -> QSize:
        """A camera's usual size."""
        return QSize(640, 480)

    def show_result(self, result: FrameResult) -> None:
        """Show a frame with its faces."""
        pixels = result.frame.image
        height, width = pixels.shape[:2]
        # QImage borrows the array's memory, so the array is kept with it.
        self._pixels = pixels if pixels.flags.c_contiguous else pixels.copy()
        self._picture = QImage(self._pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        self._tracks = result.tracks
        self.update()

    def shade(self, darkness: float) -> None:
        """Darken the picture by a share in [0, 1]; from one half on only its colours are left.

        So nobody's face stays on the screen when the camera is gone.
        """
        if darkness != self._shade:
            self._shade = darkness
            self.update()

    def clear(self) -> None:
        """Show no picture."""
        self._picture = self._pixels = None
        self._tracks = ()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture and faces."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), _CORNER_PX, _CORNER_PX)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(style.theme().surface))
        if self._picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            placement = self._placement(self._picture)
            self._draw_picture(painter, self._picture, placement)
            if self._shade:
                painter.fillRect(self.rect(), QColor(11, 15, 21, round(255 * self._shade)))
            if self._shade < _ONLY_COLOURS_FROM:
                for track in sorted(self._tracks, key=lambda track: track.state is not TrackState.IGNORED):
                    self._draw_face(painter, track, placement.box(track.track.face.box_xyxy_px))
        else:
            side = 0.3 * min(self.width(), self.height())
            painter.setOpacity(0.35)
            middle = QRectF(self.rect()).center()
            icons.renderer("faceapp", style.theme().text).render(
                painter, QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            )
            painter.setOpacity(1)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(style.theme().outline), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER_PX, _CORNER_PX)
        painter.end()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Live picture"))
        self.update()

    def _placement(self, picture: QImage) -> _Placement:
        across, down = self.width() / picture.width(), self.height() / picture.height()
        cut_away = 1 - min(across, down) / max(across, down)
        scale = max(across, down) if cut_away <= _CROP_AT_MOST else min(across, down)
        width, height = scale * picture.width(), scale * picture.height()
        # Faces are in the upper half more often than in the lower: crop below rather than above.
        spare = self.height() - height
        top = spare * (0.5 if spare > 0 else 0.35)
        return _Placement(scale, (self.width() - width) / 2, top, width, self._mirrored)

    def _draw_picture(self, painter: QPainter, picture: QImage, placement: _Placement) -> None:
        target = QRectF(placement.left, placement.top, placement.width, placement.scale * picture.height())
        painter.save()
        if self._mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        only_colours = self._shade >= _ONLY_COLOURS_FROM
        if only_colours or target.left() > 1 or target.top() > 1:
            ground = picture.scaled(
                24, 18, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            painter.drawImage(QRectF(self.rect()), ground)
            painter.fillRect(self.rect(), QColor(11, 15, 21, 170))
        if not only_colours:
            painter.drawImage(target, picture)
        painter.restore()

    def _draw_face(self, painter: QPainter, track: TrackResult, box: QRectF) -> None:
        room = 0.08 * box.width()
        box = box.adjusted(-room, -room, room, room)
        corner = 0.16 * min(box.width(), box.height())
        unit = max(1.0, min(self.width(), self.height()) / 400)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if track.state is TrackState.IGNORED:
            painter.setPen(QPen(QColor(190, 198, 208, 170), 1.2 * unit))
            painter.drawRoundedRect(box, corner, corner)
            return
        if not self._labelled:
            _draw_corners(painter, box, corner, QColor(style.OVER_PICTURES.accent), 3 * unit)
            return
        if track.state is TrackState.GRANTED:
            painter.setPen(QPen(QColor(style.OVER_PICTURES.granted), 4.5 * unit))
            painter.drawRoundedRect(box, corner, corner)
            self._draw_label(painter, box, track.person or self.tr("Welcome"), track.state, unit)
        elif track.state is TrackState.DENIED:
            pen = QPen(QColor(style.OVER_PICTURES.denied), 4.5 * unit, Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawRoundedRect(box, corner, corner)
            self._draw_label(painter, box, self.tr("Not recognised"), track.state, unit)
        else:
            _draw_corners(painter, box, corner, QColor(style.OVER_PICTURES.accent), 3.5 * unit)
            if track.state is TrackState.GATHERING:
                radius = max(6 * unit, min(15 * unit, 0.15 * box.width()))
                centre = QPointF(box.center().x(), max(box.top(), 1.4 * radius))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(style.OVER_PICTURES.ground))
                painter.drawEllipse(centre, 1.25 * radius, 1.25 * radius)
                marks.draw_ring(
                    painter, centre, 0.82 * radius, track.progress, QColor(style.OVER_PICTURES.accent), 0.32 * radius
                )

    def _draw_label(self, painter: QPainter, box: QRectF, words: str, state: TrackState, unit: float) -> None:
        """A pill on the upper edge of the box with a mark and a few words, kept within the widget."""
        font = QFont(self.font())
        font.setPixelSize(round(17 * unit))
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        height, padding = 32 * unit, 9 * unit
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, self.width() - height - 4 * padding)
        width = height + metrics.horizontalAdvance(words) + 1.6 * padding
        left = min(max(box.center().x() - width / 2, padding), self.width() - width - padding)
        top = min(max(box.top() - height / 2, padding), self.height() - height - padding)
        pill = QRectF(left, top, width, height)
        granted = state is TrackState.GRANTED
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.theme().granted_fill if granted else style.theme().denied_fill))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        mark = QPointF(pill.left() + height / 2, pill.center().y())
        draw = marks.draw_tick if granted else marks.draw_cross
        draw(painter, mark, 0.42 * height, QColor("#ffffff"))
        painter.setFont(font)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(pill.adjusted(height * 0.9, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


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
