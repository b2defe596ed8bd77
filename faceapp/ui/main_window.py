"""The window: navigation, the screens, and the runtime behind them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QEvent, QProcess, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow

from faceapp.app import Application
from faceapp.config import UiSettings
from faceapp.domain.errors import FaceappError
from faceapp.domain.records import AccessEvent, FrameResult, Person
from faceapp.services.author import author
from faceapp.services.enrolment import EnrolmentReport
from faceapp.services.runtime import Runtime, SourceState, SourceStatus
from faceapp.ui import icons, style
from faceapp.ui.admin_lock import LOCK_KEY
from faceapp.ui.bridge import RuntimeBridge
from faceapp.ui.calibration_screen import CalibrationScreen
from faceapp.ui.enrol_dialog import EnrolDialog
from faceapp.ui.events_screen import EventsScreen
from faceapp.ui.first_start import FirstStartDialog
from faceapp.ui.first_start_flow import FirstStartFlow
from faceapp.ui.health_screen import HealthScreen
from faceapp.ui.kiosk_screen import KioskScreen
from faceapp.ui.lookalikes_screen import LookalikesScreen
from faceapp.ui.navigation import Screen
from faceapp.ui.people_screen import PeopleScreen
from faceapp.ui.settings_screen import SettingsScreen
from faceapp.ui.shell import Shell
from faceapp.ui.task_group import TaskGroup
from faceapp.ui.veil import Veil

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
        language_chosen: The user chose a language, a key of `LANGUAGES`.
        theme_chosen: The user chose a theme: "auto", "dark" or "light".
        stopped: The window was closed and the runtime has ended.
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    stopped = Signal()

    def __init__(self, application: Application, source: str, *, mirrored: bool) -> None:
        super().__init__()
        style.wear_theme(self)
        self._application = application
        self._source = source
        # Unless another source was asked for, a change of the settings holds here, too.
        self._source_is_set = source == application.settings.camera.source
        self._mirrored = mirrored
        self._names: dict[int, str] = {}
        self._runtime: Runtime | None = None
        self._former: Runtime | None = None
        self._lent = False
        self._dialog: EnrolDialog | None = None
        self._last_status = SourceStatus(SourceState.OPENING)
        self._stopped = False
        self._ending = False
        self.start_program: Callable[[str, list[str]], object] = QProcess.startDetached
        self._log_chosen = False
        self._past_shown = False
        self.setWindowIcon(icons.app_icon())
        self.bridge = RuntimeBridge(self)
        self._chosen = application.settings.ui
        self.kiosk = KioskScreen(self._names.get, mirrored=mirrored, sound=application.settings.ui.sound)
        self.people = PeopleScreen(application)
        self.lookalikes = LookalikesScreen(application)
        self.calibration = CalibrationScreen(application.calibration, author=author)
        self.events = EventsScreen(
            application.records,
            find_drift=lambda: application.drift(datetime.now(UTC)),
            keep_days=lambda: application.settings.events.keep_days,
            author=author,
        )
        self.settings = SettingsScreen(
            application.settings_editor,
            application.administration,
            application,
            take_camera=self._take_camera,
            give_camera=self._give_camera,
            mirrored=mirrored,
        )
        self.health = HealthScreen(application.health, application.backups)
        self.shell = Shell(
            self._all_screens(),
            application.administration,
            lock_after_s=application.settings.ui.lock_after_s,
            demo=application.demo,
        )
        self.banner = self.shell.banner
        self._tasks = TaskGroup(self.banner.show_error, self)
        self._first_start = FirstStartFlow(application, self)
        self._first_start.failed.connect(self.banner.show_error)
        self._log_button = self.shell.add_tool("list", lambda: self.tr("Decisions"), checkable=True)
        self._full_button = self.shell.add_tool("expand", self._full_words)
        self.setCentralWidget(self.shell)
        Veil(self)
        self._connect()
        self.resize(1280, 800)
        self.setMinimumSize(480, 400)
        self.refresh_people()
        self._retranslate()
        self.kiosk.setFocus()

    # Screens

    def _all_screens(self) -> tuple[Screen, ...]:
        """Every screen in the rail's order; the first is the one at the door."""
        return (
            Screen(KIOSK, "door", lambda: self.tr("Door"), self.kiosk),
            Screen("people", "people", lambda: self.tr("People"), self.people, self.refresh_people),
            Screen("lookalikes", "lookalikes", lambda: self.tr("Lookalikes"), self.lookalikes),
            Screen("calibration", "threshold", lambda: self.tr("Calibration"), self.calibration),
            Screen("events", "events", lambda: self.tr("Events"), self.events, self.refresh_people),
            Screen("settings", "settings", lambda: self.tr("Settings"), self.settings, draft=self.settings),
            Screen("health", "health", lambda: self.tr("Health"), self.health),
        )

    @Slot(str)
    def show_screen(self, name: str) -> None:
        """Show a screen by its name; behind the lock once the PIN was entered."""
        self.shell.show_screen(name)

    def set_fullscreen(self, wanted: bool) -> None:
        """Fill the screen with the door's screen and hide the navigation, or show it again.

        Going there locks administration, where there is a PIN; leaving asks for it.
        """
        if wanted:
            self.shell.lock_now()
            self.shell.leave_then(self._fill_screen)
        elif self.shell.lock.locked:
            self.shell.ask_for_pin()
        else:
            self.showNormal()
            self.shell.set_alone(False)
        self._show_log_if_wanted()

    def _fill_screen(self) -> None:
        self.shell.set_alone(True)
        self.showFullScreen()
        self._show_log_if_wanted()

    @property
    def enrolment(self) -> EnrolDialog | None:
        """The enrolment that is open, if any."""
        return self._dialog

    # The runtime

    def start(self) -> None:
        """Start recognition, or start it again."""
        self._lent = False
        self.kiosk.show_status(SourceStatus(SourceState.OPENING))
        if self._former is not None:
            return  # what is ending now is followed by another
        if self._runtime is None:
            self._begin()
            return
        # Its threads may be amid a picture, or wait for the camera: the window does not wait for them.
        former, self._runtime = self._runtime, None
        self._former = former
        self._tasks.start(lambda _report: former.stop(), self._on_ended)

    @Slot(object)
    def _on_ended(self, _nothing: object) -> None:
        self._former = None
        if not self._lent:
            self._begin()

    def _begin(self) -> None:
        self.bridge.discard()
        try:
            self._runtime = self._application.runtime(
                self._source,
                on_result=self.bridge.on_result,
                on_status=self.bridge.on_status,
                on_frame=self.bridge.on_frame,
            )
        except FaceappError as error:
            # Such as a threshold of another encoder, which is put right in Calibration: the window must open for that.
            self.bridge.on_status(SourceStatus(SourceState.FAILED))
            self.banner.show_error(error)
            return
        self._runtime.start()

    @Slot()
    def _restart_camera(self) -> None:
        """Start recognition as the settings want it by now."""
        if self._source_is_set:
            self._source = self._application.settings.camera.source
        if not self._lent:  # or else when the try that holds the camera has ended
            self.start()

    def _take_camera(self) -> Callable[[], None]:
        """Leave the camera to a try of it; what is returned ends the door's use, off this thread."""
        self._lent = True
        runtime, self._runtime = self._runtime or self._former, None
        return runtime.stop if runtime is not None else lambda: None

    def _give_camera(self) -> None:
        """Go on at the door after a try of the camera."""
        if self._lent and not self._stopped:
            self.start()

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
        self._tasks.wait()
        if self._dialog is not None:
            self._dialog.wait()
        self.lookalikes.wait()
        self.calibration.stop()
        self._first_start.wait()
        self.people.wait()
        self.events.stop()
        self.settings.stop()
        self.health.stop()
        self.shell.wait()
        self.stopped.emit()

    def adopt_ui(self, chosen: UiSettings) -> None:
        """Look and behave as chosen, from now on."""
        self.kiosk.chimes.on = chosen.sound
        self.shell.lock.set_idle(chosen.lock_after_s)
        self.theme_chosen.emit(chosen.theme)
        self.language_chosen.emit(chosen.language)

    @Slot()
    def _on_settings_saved(self) -> None:
        chosen = self._application.settings.ui
        if chosen != self._chosen:
            self._chosen = chosen
            self.adopt_ui(chosen)

    def end(self) -> None:
        """Close even where it is locked: the system wants the program to stop."""
        self._ending = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once for the eye, then end the threads.

        Where it is locked, the PIN is asked for first, and where settings are not saved, what becomes of them.
        """
        if not self._ending and (self.shell.lock.locked or self.settings.unfinished):
            event.ignore()
            if self.shell.lock.locked:
                self.shell.ask_for_pin(then=self._close_later)
            else:
                self.shell.show_screen("settings", partial(self.settings.leave_then, self._close_later))
            return
        self.hide()
        self.stop()
        super().closeEvent(event)

    def _close_later(self) -> None:
        # Not amid what a key or a button does: that goes on with the window afterwards.
        QTimer.singleShot(0, self, self.close)

    @Slot(int, str)
    def _enter_pin(self, track_id: int, pin: str) -> None:
        if self._runtime is not None:
            self._runtime.enter_pin(track_id, pin)

    @Slot(int)
    def _cancel_pin(self, track_id: int) -> None:
        if self._runtime is not None:
            self._runtime.cancel_pin(track_id)

    # The first start

    @property
    def first_steps(self) -> FirstStartDialog | None:
        """The first steps, while they are shown."""
        return self._first_start.dialog

    def offer_first_steps(self, language: str) -> None:
        """Lead through the first steps, if this is the first start.

        Args:
            language: The language in use.
        """
        dialog = self._first_start.offer(language, mirrored=self._mirrored)
        if dialog is None:
            return
        self.bridge.picture_ready.connect(dialog.show_picture)
        self.bridge.frame_ready.connect(dialog.show_frame)
        self.bridge.status_changed.connect(dialog.show_status)
        dialog.show_status(self._last_status)
        dialog.language_chosen.connect(self.language_chosen)
        dialog.pin_set.connect(self.shell.look_at_lock)
        dialog.person_wanted.connect(self._on_new)
        dialog.demo_wanted.connect(self.open_demo)

    @Slot()
    def open_demo(self) -> None:
        """Open the demonstration in a window of its own, by a program of its own."""
        arguments = ["demo"] if getattr(sys, "frozen", False) else ["-m", "faceapp", "demo"]
        self.start_program(sys.executable, arguments)

    # People

    @Slot()
    def refresh_people(self) -> None:
        """Read the people again."""
        self.people.refresh()

    @Slot(object)
    def _on_people_read(self, people: Sequence[Person]) -> None:
        self._names.clear()
        self._names.update({person.person_id: person.name for person in people})
        self.kiosk.log.follow_names()
        self.events.set_people(people)
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
        self.bridge.status_changed.connect(dialog.show_status)
        dialog.show_status(self._last_status)
        dialog.restart_wanted.connect(self.start)
        dialog.enrolled.connect(self._on_enrolled)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    @Slot(object)
    def _feed_enrolment(self, result: FrameResult) -> None:
        """Show a frame to an enrolment that is open; one that was put aside by the lock sees nobody.

        Each picture taken counts as a touch, so that the lock does not close while somebody stands before the camera:
        there is an end to those pictures, and from there on idleness is idleness.
        """
        dialog = self._dialog
        if dialog is None or not dialog.isVisible():
            return
        before = dialog.pictures_taken
        dialog.show_frame(result)
        if dialog.pictures_taken > before:
            self.shell.lock.note_activity()

    @Slot(object)
    def _on_events(self, events: tuple[AccessEvent, ...]) -> None:
        for person_id in {event.person_id for event in events} - self._names.keys() - {None}:
            self._note_name(person_id)
        self.kiosk.take_events(events)
        self.events.look_for_newer()

    def _note_name(self, person_id: int | None) -> None:
        """Take note of somebody who was enrolled by another program meanwhile."""
        assert person_id is not None
        with suppress(FaceappError):  # removed again, or unreadable: the list will tell
            self._names[person_id] = self._application.register.get(person_id).name
        self.refresh_people()

    @Slot(object)
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
        self._tasks.start(lambda _report: self._application.events(_PAST_DECISIONS), self.kiosk.log.add_past)

    @Slot(object)
    def _on_status(self, status: SourceStatus) -> None:
        self._last_status = status

    # Building

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language, and what the window fills."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.WindowStateChange:
            self.shell.rail.retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("faceapp"))

    def _full_words(self) -> str:
        return self.tr("Window") if self.isFullScreen() else self.tr("Full screen")

    def _connect(self) -> None:
        self.bridge.picture_ready.connect(self.kiosk.show_picture)
        self.bridge.frame_ready.connect(self.kiosk.show_frame)
        self.bridge.frame_ready.connect(self._feed_enrolment)
        self.bridge.events_made.connect(self._on_events)
        self.bridge.fault_met.connect(self._on_fault)
        self.bridge.status_changed.connect(self.kiosk.show_status)
        self.bridge.status_changed.connect(self._on_status)
        self.kiosk.restart_wanted.connect(self.start)
        self.kiosk.pin_entered.connect(self._enter_pin)
        self.kiosk.pin_cancelled.connect(self._cancel_pin)
        self.events.failed.connect(self.banner.show_error)
        self.bridge.frame_ready.connect(self.settings.camera.show_result)
        self.health.failed.connect(self.banner.show_error)
        self.settings.failed.connect(self.banner.show_error)
        self.settings.saved.connect(self._on_settings_saved)
        self.settings.pin_changed.connect(self.shell.look_at_lock)
        self.settings.camera_start_wanted.connect(self._restart_camera)
        self.kiosk.demo_wanted.connect(self.open_demo)
        self.people.add_wanted.connect(self.add_person)
        self.people.pictures_wanted.connect(self.open_enrolment)
        self.people.people_read.connect(self._on_people_read)
        self.people.changed.connect(self._reload_gallery)
        self.people.failed.connect(self.banner.show_error)
        self.calibration.failed.connect(self.banner.show_error)
        self.shell.screen_changed.connect(self._on_screen)
        self.shell.alone_changed.connect(self._show_log_if_wanted)
        self.shell.leave_wanted.connect(self._leave)
        self._log_button.clicked.connect(self._choose_log)
        self._full_button.clicked.connect(self._toggle_fullscreen)
        for key, action in (
            ("F11", self._toggle_fullscreen),
            ("Esc", self._leave),
            (LOCK_KEY, self.shell.lock_now),
            (QKeySequence.StandardKey.New, self._on_new),
            ("Ctrl+Q", self._on_quit),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(action)
        for number, name in enumerate(self.shell.names, start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self).activated.connect(partial(self.show_screen, name))

    @Slot(str)
    def _on_screen(self, name: str) -> None:
        self._log_button.setEnabled(name == KIOSK)

    @Slot()
    def _on_new(self) -> None:
        self.shell.show_screen("people", self.add_person)

    @Slot()
    def _on_quit(self) -> None:
        self.close()

    @Slot()
    def _leave(self) -> None:
        """Leave the door's screen: to the PIN where it is locked, else out of full screen."""
        if self.shell.lock.locked:
            self.shell.ask_for_pin()
        elif self.isFullScreen():
            self.set_fullscreen(False)

    @Slot()
    def _toggle_fullscreen(self) -> None:
        self.set_fullscreen(not self.isFullScreen())

    @Slot()
    def _choose_log(self) -> None:
        self._log_chosen = True
        self._show_log_if_wanted()

    @Slot()
    def _show_log_if_wanted(self) -> None:
        # Whoever stands at the door need not read who came before.
        self.kiosk.show_log(self._log_button.isChecked() and not self.shell.alone)
        self.kiosk.set_discreet(self.shell.alone)
        self.kiosk.offer_demo(not self.shell.alone and not self._application.demo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the decisions where there is room."""
        super().resizeEvent(event)
        if not self._log_chosen:
            self._log_button.setChecked(self.width() >= _LOG_FROM_WIDTH_PX)
        self._show_log_if_wanted()
