"""The window of a start that failed: what is wrong, what to do, and another try."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from faceapp.app import Application
from faceapp.config import Settings
from faceapp.domain.errors import DataDirectoryBusyError, FaceappError, SettingsFileError
from faceapp.ui import icons, style
from faceapp.ui.admin_lock import AdminLock, GuardsAdministration
from faceapp.ui.background import BackgroundTask
from faceapp.ui.fault_list import FaultList
from faceapp.ui.page_margins import page_margins
from faceapp.ui.pin_gate import PinGate

log = logging.getLogger(__name__)

# A door must come back by itself, such as when its disk is there at last.
TRIED_AGAIN_AFTER_MS = 30_000


class StartsApplication(Protocol):
    """A start, as `faceapp.app.Start` is one."""

    def open(self) -> Application:
        """Open the application."""
        ...

    def salvaged_settings(self) -> Settings:
        """As much as can be read of the settings."""
        ...

    def leave_out_mistakes(self, now: datetime) -> Path:
        """Take out of the settings file what cannot be used."""
        ...

    def administration(self) -> GuardsAdministration | None:
        """Who guards the PIN."""
        ...


class StartWindow(QWidget):
    """Stays until the application could be opened, or until it is closed.

    Where an administrator's PIN is set, whoever walks up to the door reads that it is out of order and no more: what
    is wrong, where, and the ways out lie behind the PIN.

    Args:
        start: What is tried again.
        error: What the first try ended with.
        now: The clock.

    Attributes:
        error: What the last try ended with.
    """

    def __init__(
        self, start: StartsApplication, error: FaceappError, *, now: Callable[[], datetime] = datetime.now
    ) -> None:
        super().__init__()
        self.setObjectName("screen")
        style.wear_theme(self)
        self.setWindowIcon(icons.app_icon())
        self.error = error
        self.gate: PinGate | None = None
        self._start, self._now = start, now
        self._application: Application | None = None
        self._opened = False
        self.lock: AdminLock | None = None
        self._lock_sought = self._ending = False
        self._task: BackgroundTask | None = None
        self._title, self._lead, self._note = QLabel(), QLabel(), QLabel()
        for label in (self._title, self._lead, self._note):
            label.setWordWrap(True)
        self._note.setObjectName("muted")
        self.faults = FaultList()
        self.close_button, self.unlock, self.mend, self.again = (QPushButton() for _ in range(4))
        self.again.setObjectName("primary")
        self._pages = QStackedWidget()
        self._page = QWidget()
        self.again_by_itself = QTimer(self)
        self.again_by_itself.setInterval(TRIED_AGAIN_AFTER_MS)
        self._focused: QWidget | None = None
        self._build()
        self._connect()
        self._tell(error)
        self.resize(900, 600)
        self.setMinimumSize(480, 400)
        self.again.setFocus()
        self.again_by_itself.start()

    @property
    def locked(self) -> bool:
        """Whether the administrator's PIN must be entered first."""
        return self.lock is not None and self.lock.locked

    @property
    def trying(self) -> bool:
        """Whether a try is under way."""
        return self._task is not None

    def end(self) -> None:
        """Close even where it is locked: the system wants the program to stop."""
        self._ending = True
        self.close()

    @Slot()
    def try_again(self) -> None:
        """Try to open the application."""
        self._try(self._start.open)

    @Slot()
    def start_without_mistakes(self) -> None:
        """Take out of the settings file what cannot be used, keep it as it was, and try again."""

        def mended() -> Application:
            kept = self._start.leave_out_mistakes(self._now())
            log.warning("the settings file was mended; as it was before it is in '%s'", kept)
            return self._start.open()

        self._try(mended)

    def outcome(self) -> Application | None:
        """Wait for what is under way; returns what was opened, or None where the window was closed instead."""
        if self._task is not None:
            self._task.wait()
        if self.gate is not None:
            self.gate.wait()
        if self._application is not None and not self._opened:
            self._application.close()
            self._application = None
        return self._application

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, where that is not the administrator's alone."""
        if self.locked and not self._opened and not self._ending:
            event.ignore()
            self._ask_for_pin()
            return
        self.again_by_itself.stop()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines that can be followed in the middle."""
        super().resizeEvent(event)
        layout = self._page.layout()
        assert layout is not None
        layout.setContentsMargins(page_margins(self.width()))

    def _try(self, work: Callable[[], Application]) -> None:
        if self._task is not None:
            return

        def noted(_report: object) -> None:
            # Here and not in a slot, which a window that is closed meanwhile would not come to.
            self._application = work()

        self._focused = self.focusWidget()
        self._task = BackgroundTask(noted, self)
        self._task.succeeded.connect(self._on_opened)
        self._task.failed.connect(self._on_failed)
        self._task.start()
        self._retranslate()

    @Slot(object)
    def _on_opened(self, _nothing: object) -> None:
        self._opened = True
        self.close()

    @Slot(object)
    def _on_failed(self, error: FaceappError) -> None:
        assert self._task is not None
        self._task.wait()
        self._task = None
        if str(error) != str(self.error):
            log.error("%s", error)
        self._tell(error)
        self.again_by_itself.start()
        if self._focused in (self.mend, self.again):  # they could not be pressed meanwhile
            self._focused.setFocus()

    def _tell(self, error: FaceappError) -> None:
        if not self.faults.text or str(error) != str(self.error):
            self.faults.show_error(error)
        self.error = error
        # The database of a faceapp that runs here is left alone.
        if not self._lock_sought and not isinstance(error, DataDirectoryBusyError):
            self._lock_sought = True
            administration = self._start.administration()
            if administration is not None:
                self._lock_by(administration)
        self._retranslate()

    def _lock_by(self, administration: GuardsAdministration) -> None:
        self.lock = AdminLock(administration, self._start.salvaged_settings().ui.lock_after_s, self)
        self.lock.changed.connect(self._show_page)
        self.gate = PinGate(administration)
        self.gate.opened.connect(self.lock.unlock)
        self.gate.left.connect(self._show_page)
        self._pages.addWidget(self.gate)

    @Slot()
    def _ask_for_pin(self) -> None:
        assert self.gate is not None
        self._pages.setCurrentWidget(self.gate)
        self.gate.ask()

    @Slot()
    def _show_page(self) -> None:
        self._pages.setCurrentWidget(self._page)
        self._retranslate()
        self.again.setFocus()

    def _set_look(self, label: QLabel, name: str) -> None:
        if label.objectName() != name:
            label.setObjectName(name)
            label.style().polish(label)  # it was styled by its former name already

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._lead)
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(icons.Sign("warning", "denied", 56))
        head.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.unlock)
        buttons.addStretch(1)
        buttons.addWidget(self.mend)
        buttons.addWidget(self.again)
        page = QVBoxLayout(self._page)
        page.setSpacing(14)
        page.addStretch(1)
        page.addLayout(head)
        page.addWidget(self.faults, 1000)
        page.addStretch(1)
        page.addWidget(self._note)
        page.addLayout(buttons)
        self._pages.addWidget(self._page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.close)
        self.unlock.clicked.connect(self._ask_for_pin)
        self.mend.clicked.connect(self.start_without_mistakes)
        self.again.clicked.connect(self.try_again)
        self.again_by_itself.timeout.connect(self.try_again)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("faceapp"))
        busy = isinstance(self.error, DataDirectoryBusyError)
        if self.locked:
            title = self.tr("This door is out of order")
            lead = self.tr("It stays shut. Please tell whoever looks after it.")
        elif busy:
            title = self.tr("faceapp is running already")
            lead = self.tr("Nothing was changed: the door goes on as it was.")
        else:
            title = self.tr("faceapp could not start")
            lead = self.tr("The door stays shut meanwhile.")
        self._title.setText(title)
        # Whoever walks up reads it from where they stand.
        self._set_look(self._title, "announcement" if self.locked else "title")
        self._set_look(self._lead, "section" if self.locked else "")
        self._lead.setText(lead)
        self.faults.setVisible(not self.locked)
        mendable = isinstance(self.error, SettingsFileError) and not self.locked
        note = self.tr("It is tried again by itself every half minute.")
        if self.trying:
            note = self.tr("Starting…")
        elif mendable:
            note = self.tr(
                "{tried} Or start without what is named here: the defaults hold instead, and the file is kept as it is "
                "beside the new one."
            ).format(tried=note)
        self._note.setText(note)
        self.close_button.setText(self.tr("Close"))
        self.close_button.setVisible(not self.locked)
        self.unlock.setText(self.tr("Administration"))
        self.unlock.setVisible(self.locked)
        self.mend.setText(self.tr("Start without these"))
        self.mend.setVisible(mendable)
        self.again.setText(self.tr("Try again"))
        for button in (self.mend, self.again):
            button.setEnabled(not self.trying)
