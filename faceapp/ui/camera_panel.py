"""The camera with its live picture: which one, how large, through which interface, and what it then gives."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from faceapp.config import Settings
from faceapp.devices.camera_list import CameraEntry
from faceapp.devices.sources import FrameSource
from faceapp.domain.errors import FaceappError
from faceapp.domain.records import Frame, FrameResult
from faceapp.domain.redaction import mask_credentials
from faceapp.services.preview import Preview
from faceapp.ui import icons, style
from faceapp.ui.choice_box import ChoiceBox
from faceapp.ui.task_group import TaskGroup
from faceapp.ui.video_view import VideoView
from faceapp.ui.words import translated
from faceapp.ui.work_queue import WorkQueue

SIZES = ((640, 480), (800, 600), (1280, 720), (1920, 1080), (2560, 1440), (3840, 2160))
_RATE_OVER = 30


class Cameras(Protocol):
    """What the panel needs of the program."""

    def cameras(self) -> list[CameraEntry]:
        """The cameras at this computer; slow."""
        ...

    def preview_source(self, settings: Settings) -> FrameSource:
        """The camera of these settings; unopened."""
        ...


class CameraPanel(QFrame):
    """Chooses and tries cameras; the values themselves are edited below it.

    Args:
        cameras: What the panel needs of the program.
        queue: Looks for cameras off the main thread.
        take_camera: Called on the main thread before a try; returns what ends the door's use of the camera, which is
            called off it.
        give_camera: Called when the door may use the camera again.
        mirrored: Show the picture as a mirror does.
        parent: Qt's parent.

    Signals:
        source_chosen: The source of the camera that was chosen.
        size_chosen: Width and height that were chosen.
        try_wanted: The user wants to see what the values as typed give; `try_settings` shows it.
    """

    source_chosen = Signal(str)
    size_chosen = Signal(int, int)
    try_wanted = Signal()
    _frame_came = Signal(object)
    _failed = Signal(object)

    def __init__(
        self,
        cameras: Cameras,
        queue: WorkQueue,
        *,
        take_camera: Callable[[], Callable[[], None]],
        give_camera: Callable[[], None],
        mirrored: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._cameras, self._queue = cameras, queue
        self._take_camera, self._give_camera = take_camera, give_camera
        self._entries: tuple[CameraEntry, ...] = ()
        self._source = ""
        self._preview: Preview | None = None
        self._former: Preview | None = None
        self._endings = TaskGroup(self._on_not_ended, self)
        self._waiting: Frame | None = None
        self._arrivals: deque[float] = deque(maxlen=_RATE_OVER)
        self._fault = ""
        self._none_found = False
        self.view = VideoView(mirrored=mirrored, labelled=False)
        self.view.setMinimumSize(260, 195)
        self.view.setMaximumHeight(400)
        self._which: ChoiceBox[str] = ChoiceBox()
        self._size: ChoiceBox[tuple[int, int] | None] = ChoiceBox()
        self._which_label, self._size_label, self._told, self._notice = (QLabel() for _ in range(4))
        self._told.setTextFormat(Qt.TextFormat.PlainText)  # a source's name is no markup
        self._look, self._try = QPushButton(), QPushButton()
        self._build()
        self._retranslate()
        self._which.activated.connect(self._on_which)
        self._size.activated.connect(self._on_size)
        self._look.clicked.connect(self.look_for_cameras)
        self._try.clicked.connect(self._on_try)
        self._frame_came.connect(self._show_frame)
        self._failed.connect(self._show_failed)

    @property
    def trying(self) -> bool:
        """Whether a camera is being tried."""
        return self._preview is not None

    @property
    def busy(self) -> bool:
        """Whether a try that was ended still holds its camera."""
        return self._endings.busy

    @Slot()
    def look_for_cameras(self) -> None:
        """Find the cameras anew."""
        self._look.setEnabled(False)
        self._queue.run("cameras", self._cameras.cameras, self._take_cameras, self._on_look_failed)

    def show_values(self, source: str, size: tuple[int, int]) -> None:
        """Show what is typed below."""
        self._source = source
        self._offer_cameras()
        sizes = SIZES if size in SIZES else (size, *SIZES)
        self._size.offer([(f"{width} × {height}", (width, height)) for width, height in sizes])  # noqa: RUF001
        self._size.choose(size)

    @Slot(object)
    def show_result(self, result: FrameResult) -> None:
        """Show what the door sees, unless something is tried."""
        if self._preview is None and self.isVisible():
            self._show(result)

    def try_settings(self, settings: Settings) -> None:
        """Show the picture that a camera gives with these settings; the door waits meanwhile."""
        self.end()
        self._fault = ""
        self._arrivals.clear()
        former, free = self._former, self._take_camera()

        def prepare() -> None:
            if former is not None:
                former.stop()
            free()

        self._preview = Preview(
            prepare=prepare,
            open_source=lambda: self._cameras.preview_source(settings),
            on_frame=self._on_frame,
            on_failed=self._failed.emit,
        )
        self._preview.start()
        self._tell()

    @Slot()
    def end(self) -> None:
        """Let the door use the camera again, as soon as the try has let go of it."""
        preview, self._preview = self._preview, None
        self._waiting = None
        if preview is not None:
            self._former = preview
            # A camera may not answer for seconds: the window does not wait for it.
            self._endings.start(lambda _report: preview.stop(), self._on_ended)
        self._tell()

    def wait(self) -> None:
        """End a try and wait until its camera is let go; the door does not get it back."""
        self.end()
        self._endings.wait()

    def fit(self, width: int) -> None:
        """Put picture and choices beside each other, or below each other where it is narrow."""
        narrow = width < 640
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._layout.setDirection(way)

    def hideEvent(self, event: QHideEvent) -> None:
        """The door must not wait for somebody who looks elsewhere."""
        super().hideEvent(event)
        self.end()

    def changeEvent(self, event: QEvent) -> None:
        """Take the words of another language, and another theme's signs."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()

    def _build(self) -> None:
        for label in (self._told, self._notice):
            label.setObjectName("muted")
            label.setWordWrap(True)
        for button in (self._look, self._try):
            button.setObjectName("small")
        column = QVBoxLayout()
        column.setSpacing(8)
        for words, field in ((self._which_label, self._which), (self._size_label, self._size)):
            words.setBuddy(field)
            column.addWidget(words)
            column.addWidget(field)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._look, 1)
        buttons.addWidget(self._try, 1)
        column.addLayout(buttons)
        column.addWidget(self._told)
        column.addWidget(self._notice)
        column.addStretch(1)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(16, 16, 16, 16)
        self._layout.setSpacing(16)
        self._layout.addWidget(self.view, 1)
        self._layout.addLayout(column, 1)

    def _retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Live picture"))
        self._which_label.setText(self.tr("Cameras at this computer"))
        self._which.setAccessibleName(self.tr("Cameras at this computer"))
        self._size_label.setText(self.tr("Size of the picture"))
        self._size.setAccessibleName(self.tr("Size of the picture"))
        self._look.setText(self.tr("Look again"))
        self._look.setIcon(icons.icon("search", style.theme().text))
        self._offer_cameras()
        self._tell()

    def _offer_cameras(self) -> None:
        entries = [
            (
                self.tr("{number}: {name}").format(number=entry.spec, name=entry.name)
                if entry.name
                else self.tr("Camera {number}").format(number=entry.spec),
                entry.spec,
            )
            for entry in self._entries
        ]
        if self._source not in [spec for _, spec in entries]:
            # The address itself stands in its field below, for whoever may change it.
            words = self.tr("No camera is chosen") if not self._source else mask_credentials(self._source)
            entries.insert(0, (words, self._source))
        self._which.offer(entries)
        self._which.choose(self._source)

    def _tell(self) -> None:
        self._try.setText(self.tr("End the try") if self.trying else self.tr("Try these values"))
        if self.trying:
            notice = self.tr("The door waits while a camera is tried.")
        elif self.busy:
            notice = self.tr("The try is ending. Then the door goes on.")
        else:
            notice = self.tr("The picture shows what the door sees now.")
        self._notice.setText(notice)
        none = self.tr("No camera was found. Plug one in and look again, or use the source demo.")
        self._told.setText(translated(self._fault) or (none if self._none_found else ""))

    def _on_frame(self, frame: Frame) -> None:
        # On the preview's thread: the newest picture waits for the main thread, and no second signal does.
        first, self._waiting = self._waiting is None, frame
        self._arrivals.append(time.monotonic())
        if first:
            self._frame_came.emit(None)

    @Slot(object)
    def _show_frame(self, _: object) -> None:
        frame, self._waiting = self._waiting, None
        if frame is not None and self._preview is not None:
            self._fault = ""
            self._show(FrameResult(frame, (), (), 0.0, 0))
            self._tell_what_it_gives(frame)

    def _tell_what_it_gives(self, frame: Frame) -> None:
        height, width = frame.image.shape[:2]
        arrivals = list(self._arrivals)
        words = self.tr("It gives {width} × {height} pixels").format(width=width, height=height)  # noqa: RUF001
        if len(arrivals) > 1 and arrivals[-1] > arrivals[0]:
            rate = (len(arrivals) - 1) / (arrivals[-1] - arrivals[0])
            told = self.tr("{size}, {rate} pictures a second.")
            words = told.format(size=words, rate=QLocale().toString(rate, "f", 1))
        self._told.setText(words)

    def _show(self, result: FrameResult) -> None:
        self.view.show_result(result)

    @Slot(object)
    def _show_failed(self, error: FaceappError) -> None:
        self._fault = error.message
        self._tell()

    @Slot(object)
    def _on_ended(self, _nothing: object) -> None:
        if not self.trying and not self.busy:
            self._former = None
            self._give_camera()
        self._tell()

    def _on_not_ended(self, error: FaceappError) -> None:
        # Whatever the camera made of it, the door must not stay without one.
        self._on_ended(None)
        self._show_failed(error)

    def _take_cameras(self, entries: Sequence[CameraEntry]) -> None:
        self._entries = tuple(entries)
        self._look.setEnabled(True)
        self._none_found = not entries
        if self._none_found:
            self._fault = ""
        self._offer_cameras()
        self._tell()

    def _on_look_failed(self, error: FaceappError) -> None:
        self._look.setEnabled(True)
        self._show_failed(error)

    @Slot()
    def _on_which(self) -> None:
        self.source_chosen.emit(self._which.value)

    @Slot()
    def _on_size(self) -> None:
        size = self._size.value
        if size is not None:
            self.size_chosen.emit(*size)

    @Slot()
    def _on_try(self) -> None:
        if self.trying:
            self.end()
        else:
            self.try_wanted.emit()
