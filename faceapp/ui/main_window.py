"""The window: navigation, the screens, and the runtime behind them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from faceapp.app import Application
from faceapp.domain.errors import FaceappError
from faceapp.domain.records import AccessEvent, Person
from faceapp.services.enrolment import EnrolmentReport
from faceapp.services.runtime import Runtime, SourceState, SourceStatus
from faceapp.ui import icons, style
from faceapp.ui.bridge import RuntimeBridge
from faceapp.ui.enrol_dialog import EnrolDialog
from faceapp.ui.error_banner import ErrorBanner
from faceapp.ui.kiosk_screen import KioskScreen
from faceapp.ui.people_screen import PeopleScreen

log = logging.getLogger(__name__)

ScreenName = Literal["kiosk", "people"]
_PAST_DECISIONS = 30
_LOG_FROM_WIDTH_PX = 1000


class MainWindow(QMainWindow):
    """Owns the screens and the runtime.

    Args:
        application: What the window works with.
        source: Where the pictures come from.
        mirrored: Show the live picture as a mirror does.

    Signals:
        stopped: The window was closed and the runtime has ended.
    """

    stopped = Signal()

    def __init__(self, application: Application, source: str, *, mirrored: bool) -> None:
        super().__init__()
        self._application = application
        self._source = source
        self._mirrored = mirrored
        self._names: dict[int, str] = {}
        self._runtime: Runtime | None = None
        self._dialog: EnrolDialog | None = None
        self._last_status = SourceStatus(SourceState.OPENING)
        self._stopped = False
        self._log_chosen = False
        self._past_shown = False
        self.setWindowTitle(self.tr("faceapp"))
        self.setWindowIcon(icons.app_icon())
        self.bridge = RuntimeBridge(self)
        self.kiosk = KioskScreen(self._names.get, mirrored=mirrored)
        self.people = PeopleScreen(application)
        self.banner = ErrorBanner()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.kiosk)
        self._pages.addWidget(self.people)
        self._door_button = self._rail_button("door", self.tr("Door"), checkable=True)
        self._people_button = self._rail_button("people", self.tr("People"), checkable=True)
        self._log_button = self._rail_button("list", self.tr("Decisions"), checkable=True)
        self._full_button = self._rail_button("expand", self.tr("Full screen"))
        self._rail = self._build_rail()
        self._corner = QToolButton(self)
        self._build()
        self._connect()
        self.resize(1280, 800)
        self.setMinimumSize(640, 400)
        self.refresh_people()
        self.show_screen("kiosk")

    # Screens

    def show_screen(self, name: ScreenName) -> None:
        """Show the screen at the door, or the people."""
        on_people = name == "people"
        if on_people:
            self.refresh_people()
        self._pages.setCurrentWidget(self.people if on_people else self.kiosk)
        self._people_button.setChecked(on_people)
        self._door_button.setChecked(not on_people)
        self._log_button.setEnabled(not on_people)

    def set_fullscreen(self, wanted: bool) -> None:
        """Fill the screen with the door's screen and hide the navigation, or show it again."""
        if wanted:
            self.show_screen("kiosk")
        self._rail.setVisible(not wanted)
        self._corner.setVisible(wanted)
        self._show_log_if_wanted()
        if wanted:
            self.showFullScreen()
        else:
            self.showNormal()
        self._place_corner()

    @property
    def enrolment(self) -> EnrolDialog | None:
        """The enrolment that is open, if any."""
        return self._dialog

    # The runtime

    def start(self) -> None:
        """Start recognition, or start it again."""
        if self._runtime is not None:
            self._runtime.stop()
        self.bridge.discard()
        self.kiosk.show_status(SourceStatus(SourceState.OPENING))
        self._runtime = self._application.runtime(
            self._source, on_result=self.bridge.on_result, on_status=self.bridge.on_status
        )
        self._runtime.start()

    def stop(self) -> None:
        """End recognition and an enrolment under way; no thread is left afterwards."""
        if self._stopped:
            return
        self._stopped = True
        self.bridge.close()
        # First the door: nobody sees any more what it does.
        if self._runtime is not None:
            self._runtime.stop()
            self._runtime = None
        if self._dialog is not None:
            self._dialog.wait()
        self.people.wait()
        self.stopped.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once for the eye, then end the threads."""
        self.hide()
        self.stop()
        super().closeEvent(event)

    @Slot(int, str)
    def _enter_pin(self, track_id: int, pin: str) -> None:
        if self._runtime is not None:
            self._runtime.enter_pin(track_id, pin)

    @Slot(int)
    def _cancel_pin(self, track_id: int) -> None:
        if self._runtime is not None:
            self._runtime.cancel_pin(track_id)

    # People

    @Slot()
    def refresh_people(self) -> None:
        """Read the people again."""
        self.people.refresh()

    @Slot(object)
    def _on_people_read(self, people: Sequence[Person]) -> None:
        self._names.clear()
        self._names.update({person.person_id: person.name for person in people})
        if not self._past_shown:
            self._past_shown = True
            self._show_past_decisions()

    @Slot()
    def add_person(self) -> None:
        """Open the enrolment."""
        self.open_enrolment(None)

    @Slot(object)
    def open_enrolment(self, person: Person | None) -> None:
        """Open the enrolment of somebody new, or of more pictures of a person."""
        dialog = EnrolDialog(self._application, mirrored=self._mirrored, person=person, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.resize(min(920, round(0.94 * self.width())), min(600, round(0.92 * self.height())))
        self.bridge.frame_ready.connect(dialog.show_frame)
        self.bridge.status_changed.connect(dialog.show_status)
        dialog.show_status(self._last_status)
        dialog.enrolled.connect(self._on_enrolled)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    @Slot(object)
    def _on_events(self, events: tuple[AccessEvent, ...]) -> None:
        for person_id in {event.person_id for event in events} - self._names.keys() - {None}:
            self._note_name(person_id)
        self.kiosk.take_events(events)

    def _note_name(self, person_id: int | None) -> None:
        """Take note of somebody who was enrolled by another program meanwhile."""
        assert person_id is not None
        with suppress(FaceappError):  # removed again, or unreadable: the list will tell
            self._names[person_id] = self._application.register.get(person_id).name
        self.refresh_people()

    @Slot(str)
    def _on_fault(self, fault: str) -> None:
        log.error("%s", fault)
        self.banner.show_error(FaceappError(fault, hint=""))

    @Slot(object)
    def _on_enrolled(self, report: EnrolmentReport) -> None:
        self.people.select(report.person.person_id)
        self.refresh_people()
        self._reload_gallery()

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._dialog = None

    @Slot()
    def _reload_gallery(self) -> None:
        if self._runtime is not None:
            self._runtime.reload_gallery()

    def _show_past_decisions(self) -> None:
        try:
            self.kiosk.log.add(tuple(reversed(self._application.events(_PAST_DECISIONS))))
        except FaceappError as error:
            self.banner.show_error(error)

    @Slot(object)
    def _on_status(self, status: SourceStatus) -> None:
        self._last_status = status

    # Building

    def _build(self) -> None:
        demo = QLabel(self.tr("Demo: synthetic people, no real faces"))
        demo.setObjectName("demo")
        demo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        demo.setVisible(self._application.demo)
        banner_room = QWidget()
        room = QVBoxLayout(banner_room)
        room.setContentsMargins(12, 8, 12, 0)
        room.addWidget(self.banner)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(banner_room)
        right.addWidget(self._pages, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._rail)
        below.addLayout(right, 1)
        middle = QWidget()
        middle.setObjectName("screen")
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(demo)
        layout.addLayout(below, 1)
        self.setCentralWidget(middle)
        self._corner.setObjectName("quiet")
        self._corner.setIcon(icons.icon("contract", style.theme().faint))
        self._corner.setIconSize(QSize(20, 20))
        self._corner.setToolTip(self.tr("Leave full screen (Esc)"))
        self._corner.setAccessibleName(self.tr("Leave full screen"))
        self._corner.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc does the same
        self._corner.setVisible(False)
        self._pages.setFocus()

    def _build_rail(self) -> QFrame:
        rail = QFrame()
        rail.setObjectName("rail")
        layout = QVBoxLayout(rail)
        layout.setContentsMargins(8, 14, 8, 14)
        layout.setSpacing(8)
        emblem = QLabel()
        emblem.setPixmap(icons.app_icon().pixmap(QSize(38, 38)))
        emblem.setAlignment(Qt.AlignmentFlag.AlignCenter)
        emblem.setAccessibleName(self.tr("faceapp"))
        layout.addWidget(emblem)
        layout.addSpacing(6)
        layout.addWidget(self._door_button)
        layout.addWidget(self._people_button)
        layout.addStretch(1)
        layout.addWidget(self._log_button)
        layout.addWidget(self._full_button)
        return rail

    def _rail_button(self, icon_name: str, words: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon_name))
        button.setIconSize(QSize(28, 28))
        button.setText(words)
        button.setAccessibleName(words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setCheckable(checkable)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _connect(self) -> None:
        self.bridge.frame_ready.connect(self.kiosk.show_frame)
        self.bridge.events_made.connect(self._on_events)
        self.bridge.fault_met.connect(self._on_fault)
        self.bridge.status_changed.connect(self.kiosk.show_status)
        self.bridge.status_changed.connect(self._on_status)
        self.kiosk.restart_wanted.connect(self.start)
        self.kiosk.pin_entered.connect(self._enter_pin)
        self.kiosk.pin_cancelled.connect(self._cancel_pin)
        self.people.add_wanted.connect(self.add_person)
        self.people.pictures_wanted.connect(self.open_enrolment)
        self.people.people_read.connect(self._on_people_read)
        self.people.changed.connect(self._reload_gallery)
        self.people.failed.connect(self.banner.show_error)
        self._door_button.clicked.connect(self._go_to_kiosk)
        self._people_button.clicked.connect(self._go_to_people)
        self._log_button.clicked.connect(self._choose_log)
        self._full_button.clicked.connect(self._enter_fullscreen)
        self._corner.clicked.connect(self._leave_fullscreen)
        for key, action in (
            ("F11", self._toggle_fullscreen),
            ("Esc", self._leave_fullscreen),
            ("Ctrl+1", self._go_to_kiosk),
            ("Ctrl+2", self._go_to_people),
            (QKeySequence.StandardKey.New, self.add_person),
            (QKeySequence.StandardKey.Quit, self.close),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(action)

    @Slot()
    def _go_to_kiosk(self) -> None:
        self.show_screen("kiosk")

    @Slot()
    def _go_to_people(self) -> None:
        if self.isFullScreen():
            self.set_fullscreen(False)
        self.show_screen("people")

    @Slot()
    def _enter_fullscreen(self) -> None:
        self.set_fullscreen(True)

    @Slot()
    def _leave_fullscreen(self) -> None:
        if self.isFullScreen():
            self.set_fullscreen(False)

    @Slot()
    def _toggle_fullscreen(self) -> None:
        self.set_fullscreen(not self.isFullScreen())

    @Slot()
    def _choose_log(self) -> None:
        self._log_chosen = True
        self._show_log_if_wanted()

    def _show_log_if_wanted(self) -> None:
        # Whoever stands at the door need not read who came before.
        self.kiosk.show_log(self._log_button.isChecked() and self._rail.isVisibleTo(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the decisions where there is room, and keep the discreet button in its corner."""
        super().resizeEvent(event)
        if not self._log_chosen:
            self._log_button.setChecked(self.width() >= _LOG_FROM_WIDTH_PX)
        self._show_log_if_wanted()
        self._place_corner()

    def _place_corner(self) -> None:
        self._corner.adjustSize()
        self._corner.move(self.width() - self._corner.width() - 4, 4)
        self._corner.raise_()
