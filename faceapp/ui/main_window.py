"""The window: navigation, the screens, and the runtime behind them."""

from __future__ import annotations

import logging
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
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
from faceapp.services.authorship import author
from faceapp.services.enrolment import EnrolmentReport
from faceapp.services.runtime import Runtime, SourceState, SourceStatus
from faceapp.ui import icons, style
from faceapp.ui.bridge import RuntimeBridge
from faceapp.ui.calibration_screen import CalibrationScreen
from faceapp.ui.enrol_dialog import EnrolDialog
from faceapp.ui.error_banner import ErrorBanner
from faceapp.ui.kiosk_screen import KioskScreen
from faceapp.ui.navigation import Rail, Screen
from faceapp.ui.people_screen import PeopleScreen

log = logging.getLogger(__name__)

KIOSK = "kiosk"
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
        self.setWindowIcon(icons.app_icon())
        self.bridge = RuntimeBridge(self)
        self.kiosk = KioskScreen(self._names.get, mirrored=mirrored)
        self.people = PeopleScreen()
        self.calibration = CalibrationScreen(application.calibration, author=author)
        self.banner = ErrorBanner()
        self._demo = QLabel()
        self._pages = QStackedWidget()
        self._screens: dict[str, Screen] = {}
        self._rail = Rail()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for screen in self._all_screens():
            self._screens[screen.name] = screen
            self._pages.addWidget(screen.widget)
            self._rail.add_screen(screen)
        self._log_button = self._rail.add_tool("list", lambda: self.tr("Decisions"), checkable=True)
        self._full_button = self._rail.add_tool("expand", lambda: self.tr("Full screen"))
        self._corner = QToolButton(self)
        self._build()
        self._connect()
        self.resize(1280, 800)
        self.setMinimumSize(640, 400)
        self.refresh_people()
        self._show_past_decisions()
        self._retranslate()
        self._tint()
        self.show_screen(KIOSK)

    # Screens

    def _all_screens(self) -> tuple[Screen, ...]:
        """Every screen in the rail's order; the first is the one at the door."""
        return (
            Screen(KIOSK, "door", lambda: self.tr("Door"), self.kiosk),
            Screen("people", "people", lambda: self.tr("People"), self.people, self.refresh_people),
            Screen("calibration", "sliders", lambda: self.tr("Calibration"), self.calibration),
        )

    @Slot(str)
    def show_screen(self, name: str) -> None:
        """Show a screen by its name."""
        screen = self._screens[name]
        if screen.opened is not None:
            screen.opened()
        self._pages.setCurrentWidget(screen.widget)
        self._rail.mark(name)
        self._log_button.setEnabled(name == KIOSK)

    def set_fullscreen(self, wanted: bool) -> None:
        """Fill the screen with the door's screen and hide the navigation, or show it again."""
        if wanted:
            self.show_screen(KIOSK)
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
        self.calibration.stop()
        self.stopped.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once for the eye, then end the threads."""
        self.hide()
        self.stop()
        super().closeEvent(event)

    # People

    @Slot()
    def refresh_people(self) -> None:
        """Read the people again."""
        try:
            people = self._application.people()
        except FaceappError as error:
            self.banner.show_error(error)
            return
        self._names.clear()
        self._names.update({person.person_id: person.name for person in people})
        self.people.set_people(people)

    @Slot()
    def add_person(self) -> None:
        """Open the enrolment."""
        dialog = EnrolDialog(self._application, mirrored=self._mirrored, parent=self)
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
    def remove_person(self, person: Person) -> None:
        """Remove a person and every trace of the face."""
        try:
            self._application.remove_person(person.person_id)
        except FaceappError as error:
            # The person may be removed all the same, with traces left for the next start.
            self.banner.show_error(error)
        self._gallery_changed()

    @Slot(object)
    def _on_events(self, events: tuple[AccessEvent, ...]) -> None:
        if any(event.person_id is not None and event.person_id not in self._names for event in events):
            self.refresh_people()  # enrolled by another program meanwhile
        self.kiosk.take_events(events)

    @Slot(str)
    def _on_fault(self, fault: str) -> None:
        log.error("%s", fault)
        self.banner.show_error(FaceappError(fault, hint=""))

    @Slot(object)
    def _on_enrolled(self, report: EnrolmentReport) -> None:
        self._gallery_changed()
        self.people.select(report.person.person_id)

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._dialog = None

    def _gallery_changed(self) -> None:
        self.refresh_people()
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
        self._demo.setObjectName("demo")
        self._demo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._demo.setVisible(self._application.demo)
        banner_room = QWidget()
        room = QVBoxLayout(banner_room)
        room.setContentsMargins(12, 8, 12, 0)
        room.addWidget(self.banner)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(banner_room)
        right.addWidget(self._pages, 1)
        self._body.setSpacing(0)
        self._body.addWidget(self._rail)
        self._body.addLayout(right, 1)
        middle = QWidget()
        middle.setObjectName("screen")
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._demo)
        layout.addLayout(self._body, 1)
        self.setCentralWidget(middle)
        self._corner.setObjectName("quiet")
        self._corner.setIconSize(QSize(20, 20))
        self._corner.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc does the same
        self._corner.setVisible(False)
        self._pages.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("faceapp"))
        self._demo.setText(self.tr("Demo: synthetic people, no real faces"))
        self._corner.setToolTip(self.tr("Leave full screen (Esc)"))
        self._corner.setAccessibleName(self.tr("Leave full screen"))

    def _tint(self) -> None:
        self._corner.setIcon(icons.icon("contract", style.theme().faint))

    def _connect(self) -> None:
        self.bridge.frame_ready.connect(self.kiosk.show_frame)
        self.bridge.events_made.connect(self._on_events)
        self.bridge.fault_met.connect(self._on_fault)
        self.bridge.status_changed.connect(self.kiosk.show_status)
        self.bridge.status_changed.connect(self._on_status)
        self.kiosk.restart_wanted.connect(self.start)
        self.people.add_wanted.connect(self.add_person)
        self.calibration.failed.connect(self.banner.show_error)
        self.people.removal_confirmed.connect(self.remove_person)
        self._rail.chosen.connect(self._go_to)
        self._log_button.clicked.connect(self._choose_log)
        self._full_button.clicked.connect(self._enter_fullscreen)
        self._corner.clicked.connect(self._leave_fullscreen)
        for key, action in (
            ("F11", self._toggle_fullscreen),
            ("Esc", self._leave_fullscreen),
            (QKeySequence.StandardKey.New, self.add_person),
            (QKeySequence.StandardKey.Quit, self.close),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(action)
        for number, name in enumerate(self._screens, start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self).activated.connect(partial(self._go_to, name))

    @Slot(str)
    def _go_to(self, name: str) -> None:
        if name != KIOSK and self.isFullScreen():
            self.set_fullscreen(False)
        self.show_screen(name)

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
        below = self._rail.fit(self.size())
        # From the bottom to the top, as the rail comes first in either direction.
        self._body.setDirection(QBoxLayout.Direction.BottomToTop if below else QBoxLayout.Direction.LeftToRight)
        self._show_log_if_wanted()
        self._place_corner()

    def _place_corner(self) -> None:
        self._corner.adjustSize()
        self._corner.move(self.width() - self._corner.width() - 4, 4)
        self._corner.raise_()
