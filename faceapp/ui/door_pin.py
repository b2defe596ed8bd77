"""The keypad over the live picture, while somebody at the door is asked for a PIN."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from faceapp.domain.records import PinRequest
from faceapp.ui import style
from faceapp.ui.pin_pad import PinPad

_LARGEST = QSize(760, 600)
# From this size of the picture on the keypad keeps within it; a smaller one it covers, and what is beside it.
_PICTURE_FROM = QSize(420, 480)
# From this width on it stands at the side, as the face must stay in the picture and its owner wants to see that.
_BESIDE_FACE_FROM_PX = 800
# Where the picture is higher than wide there is no room at its side; from this height on there is below the face.
_BELOW_FACE_FROM_PX = 1200
_ROW = QSize(760, 470)
_ROW_SHARE = 0.92  # of the picture's width
_COLUMN = QSize(420, 640)
_COLUMN_SHARE = 0.4  # of the picture's width, at most
_NARROWEST_PX = 320  # of a column that gives way to the face
_MARGIN_PX = 12
_USUAL_HEIGHT_PX = 1080  # of a screen; on a larger one the keypad grows with it
_SHADE = 0.45


class DoorPin(QWidget):
    """Lies over the whole screen at the door; shown while a request is open, and forgets every digit afterwards.

    Recognition decides: this shows what the newest frame's result says, and tells what was entered.

    Args:
        picture: The live picture, which the keypad keeps to where there is room.
        parent: The screen.

    Signals:
        entered: The request's track, and the digits.
        cancelled: The request's track; the person does not want to enter any.
    """

    entered = Signal(int, str)
    cancelled = Signal(int)

    def __init__(self, picture: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture, self._screen = picture, parent
        self._request: PinRequest | None = None
        # Was cancelled here, and recognition may not have heard of it yet.
        self._left: tuple[int, float] | None = None
        self._clear_of_face = False
        self._face = QRect()
        self.pad = PinPad(parent=self)
        self.pad.entered.connect(self._on_entered)
        self.pad.cancelled.connect(self._on_cancelled)
        self.hide()
        self._retranslate()

    def show_request(self, request: PinRequest | None, face: QRect | None = None) -> None:
        """Show who is asked as of the newest frame, if anybody.

        Args:
            request: What recognition asks for; None: nothing.
            face: Where that face is within the picture, if it is; the keypad comes where it hides less of it.
        """
        if request is None or _name(request) == self._left:
            if request is None:
                self._left = None
            self._leave()
            return
        before, self._request = self._request, request
        if before is None or _name(before) != _name(request):
            self._face = QRect() if face is None else face
            self._begin(request)
        elif request.tries != before.tries:
            if request.pause_s > 0:
                self.pad.pause(request.pause_s)
            else:
                self.pad.show_wrong()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the keypad in its place."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies behind, unless the keypad stands clear of the face."""
        if self._clear_of_face:
            return
        painter = QPainter(self)
        shade = QColor(style.theme().ground)
        shade.setAlphaF(_SHADE)
        painter.fillRect(self.rect(), shade)
        painter.end()

    def _begin(self, request: PinRequest) -> None:
        self.pad.ask(*self._words())
        self.setGeometry(self._screen.rect())
        self._place()
        self.show()
        self.raise_()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
        if request.pause_s > 0:
            self.pad.pause(request.pause_s)

    def _leave(self) -> None:
        if self._request is not None:
            self._request = None
            focused = QApplication.focusWidget()
            if focused is not None and self.isAncestorOf(focused):
                self._screen.setFocus()  # or it would wander to the next button
            self.hide()

    def _place(self) -> None:
        picture = room = QRect(self._picture.mapTo(self._screen, QPoint(0, 0)), self._picture.size())
        if room.width() < _PICTURE_FROM.width() or room.height() < _PICTURE_FROM.height():
            room = self.rect()
        below = room == picture and room.height() > room.width() and room.height() >= _BELOW_FACE_FROM_PX
        beside = room == picture and not below and room.width() >= _BESIDE_FACE_FROM_PX
        self._clear_of_face = below or beside
        # As the door's words do: they are read from the same distance.
        scale = max(1.0, min(self.width(), self.height()) / _USUAL_HEIGHT_PX)
        if below:
            scale = max(scale, _ROW_SHARE * picture.width() / _ROW.width())
        self.pad.set_scale(scale)
        room = room.adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        largest = (_ROW if below else _LARGEST) * scale
        if beside:
            column = _COLUMN * scale
            largest = column.boundedTo(QSize(round(_COLUMN_SHARE * picture.width()), column.height()))
        pad = QRect(QPoint(0, 0), room.size().boundedTo(largest))
        pad.moveCenter(room.center())
        if beside:
            pad = self._beside_face(pad, room, round(_NARROWEST_PX * scale))
        elif below:
            pad.moveBottom(room.bottom())
        self.pad.setGeometry(pad)
        self.update()

    def _beside_face(self, pad: QRect, room: QRect, narrowest: int) -> QRect:
        """The keypad at the side where it hides less of the face, and narrower where that helps."""
        face = self._face.translated(self._picture.mapTo(self._screen, QPoint(0, 0)))
        left, right = QRect(pad), QRect(pad)
        if not face.isEmpty():
            left.setWidth(max(min(narrowest, pad.width()), min(pad.width(), face.left() - room.left())))
            right.setWidth(max(min(narrowest, pad.width()), min(pad.width(), room.right() - face.right())))
        left.moveLeft(room.left())
        right.moveRight(room.right())
        return left if _area(left & face) < _area(right & face) else right

    @Slot(str)
    def _on_entered(self, pin: str) -> None:
        if self._request is not None:
            self.pad.show_busy()
            self.entered.emit(self._request.track_id, pin)

    @Slot()
    def _on_cancelled(self) -> None:
        if self._request is not None:
            self._left = _name(self._request)
            self.cancelled.emit(self._request.track_id)
            self._leave()

    def _retranslate(self) -> None:
        self.pad.set_words(*self._words())

    def _words(self) -> tuple[str, str]:
        # Not whose: others read along.
        return self.tr("Your PIN, please"), self.tr("Please enter it to open the door.")


def _area(room: QRect) -> int:
    return max(0, room.width()) * max(0, room.height())


def _name(request: PinRequest) -> tuple[int, float]:
    return request.track_id, request.asked_s
