"""The live picture, as in a mirror, with a frame around every face."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceapp.domain.records import Frame, FrameResult, Image, TrackResult, TrackState
from faceapp.ui import icons, style
from faceapp.ui.eased_boxes import EasedBoxes
from faceapp.ui.face_marks import draw_caption, draw_face

# The picture fills the widget as long as no more than this share of a side is cut away. A widget that is higher still
# shows it cut by this share at the sides, where there is the least to see; never more at the top, where heads are.
_CROP_AT_MOST = 0.36
_ONLY_COLOURS_FROM = 0.5
_CORNER_PX = 22.0
_GLIDE_MS = 33


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

    The picture fills the widget, unless too much of it were cut away; then it is shown on a soft
    ground of its own colours. Over a synthetic one it says so.

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
        self._pictured_s = -math.inf
        self._synthetic = False
        self._tracks: tuple[TrackResult, ...] = ()
        self._boxes = EasedBoxes()
        self._gliding = QTimer(self)
        self._gliding.setInterval(_GLIDE_MS)
        self._gliding.timeout.connect(self._glide)
        self._shade = 0.0
        self.setMinimumSize(160, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._retranslate()

    def sizeHint(self) -> QSize:
        """A camera's usual size."""
        return QSize(640, 480)

    def show_picture(self, frame: Frame) -> None:
        """Show a picture as it comes from the camera; what is known of the faces in it follows later."""
        pixels = frame.image
        height, width = pixels.shape[:2]
        # QImage borrows the array's memory, so the array is kept with it.
        self._pixels = pixels if pixels.flags.c_contiguous else pixels.copy()
        self._picture = QImage(self._pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        self._pictured_s = frame.time_s
        if frame.synthetic != self._synthetic:
            self._synthetic = frame.synthetic
            self._retranslate()
        self.update()

    def show_result(self, result: FrameResult) -> None:
        """Show the faces of a frame, and its picture unless a newer one is shown already."""
        if result.frame.time_s >= self._pictured_s:
            self.show_picture(result.frame)
        self._tracks = result.tracks
        self._boxes.aim({track.track.track_id: track.track.face.box_xyxy_px for track in result.tracks})
        if self._boxes.moving:
            self._gliding.start()
        self.update()

    def face(self, track_id: int) -> QRect | None:
        """Where a face is shown in this widget; None: it is not."""
        if self._picture is None or track_id not in {track.track.track_id for track in self._tracks}:
            return None
        return self._placement(self._picture).box(self._boxes.box(track_id)).toAlignedRect()

    def begin(self) -> None:
        """Expect pictures of a source that begins (again), with times of its own."""
        self._pictured_s = -math.inf

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
        self.begin()
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
                self._draw_faces(painter, placement)
                if self._synthetic:
                    draw_caption(painter, QSizeF(self.size()), _synthetic_words())
        else:
            side = 0.24 * min(self.width(), self.height())
            middle = QRectF(self.rect()).center()
            icons.renderer("camera", style.theme().outline).render(
                painter, QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            )
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(style.theme().outline), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER_PX, _CORNER_PX)
        painter.end()

    def _draw_faces(self, painter: QPainter, placement: _Placement) -> None:
        bystanders = [track for track in self._tracks if track.state is TrackState.IGNORED]
        judged = [track for track in self._tracks if track.state is not TrackState.IGNORED]
        boxes = {track.track.track_id: placement.box(self._boxes.box(track.track.track_id)) for track in self._tracks}
        first = [boxes[track.track.track_id] for track in judged]
        for track in (*bystanders, *judged):
            box = boxes[track.track.track_id]
            draw_face(painter, QSizeF(self.size()), track, box, labelled=self._labelled, others=first)

    @Slot()
    def _glide(self) -> None:
        self._boxes.move()
        if not self._boxes.moving:
            self._gliding.stop()
        self.update()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Live picture"))
        self.setAccessibleDescription(_synthetic_words() if self._synthetic else "")
        self.update()

    def _placement(self, picture: QImage) -> _Placement:
        across, down = self.width() / picture.width(), self.height() / picture.height()
        cut_away = 1 - min(across, down) / max(across, down)
        if cut_away <= _CROP_AT_MOST:
            scale = max(across, down)
        else:
            scale = down if across > down else across / (1 - _CROP_AT_MOST)
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


def _synthetic_words() -> str:
    return QCoreApplication.translate("VideoView", "Synthetic person: nobody who exists")
