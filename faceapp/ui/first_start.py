"""The first start: language, PIN, camera, first person; each step can be skipped."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from faceapp.domain.records import Frame, FrameResult
from faceapp.services.runtime import SourceStatus
from faceapp.ui.admin_lock import GuardsAdministration
from faceapp.ui.first_start_pages import CameraPage, LanguagePage, PersonPage, PinPage


class FirstStartDialog(QDialog):
    """Leads through the steps; whoever closes it has skipped the rest.

    Args:
        administration: Keeps the PIN.
        language: The language in use.
        mirrored: Show the live picture as a mirror does.
        parent: Qt's parent.

    Signals:
        language_chosen: A key of `LANGUAGES`.
        pin_set: A PIN was set.
        person_wanted: The last step: add somebody now.
        demo_wanted: There is no camera, and the user wants to see the demonstration.
    """

    language_chosen = Signal(str)
    pin_set = Signal()
    person_wanted = Signal()
    demo_wanted = Signal()

    def __init__(
        self, administration: GuardsAdministration, *, language: str, mirrored: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.language = LanguagePage(language)
        self.pin = PinPage(administration)
        self.camera = CameraPage(mirrored=mirrored)
        self.person = PersonPage()
        self._pages = QStackedWidget()
        for page in (self.language, self.pin, self.camera, self.person):
            self._pages.addWidget(page)
        self._step = QLabel()
        self._step.setObjectName("muted")
        self.back = QPushButton()
        self.skip = QPushButton()
        self.forward = QPushButton()
        self.forward.setObjectName("primary")
        self.forward.setDefault(True)  # Return goes on
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._step, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.skip)
        foot.addWidget(self.forward)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(14)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)
        self._connect()
        self._retranslate()
        self._begin_step()

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self._pages.currentIndex()

    @Slot(object)
    def show_picture(self, frame: Frame) -> None:
        """Take a picture from the camera."""
        self.camera.show_picture(frame)

    @Slot(object)
    def show_frame(self, result: FrameResult) -> None:
        """Take a frame that was looked at."""
        self.camera.show_frame(result)

    @Slot(object)
    def show_status(self, status: SourceStatus) -> None:
        """Take the camera's state."""
        self.camera.show_status(status)

    def wait(self) -> None:
        """Wait for work under way."""
        self.pin.wait()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is one step back; at the first step it closes, as everywhere."""
        if event.key() == Qt.Key.Key_Escape and self.step > 0:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _connect(self) -> None:
        self.back.clicked.connect(self._go_back)
        self.skip.clicked.connect(self._go_on)
        self.forward.clicked.connect(self._go_on)
        self.language.chosen.connect(self.language_chosen)
        self.pin.done.connect(self._on_pin)
        self.pin.found.connect(self._on_pin_found)
        self.pin.left.connect(self._go_back)
        self.camera.demo_wanted.connect(self.demo_wanted)
        self.person.wanted.connect(self._on_person)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("First steps"))
        self.back.setText(self.tr("Back"))
        last = self.step == self._pages.count() - 1
        self.skip.setText(self.tr("Skip"))
        self.forward.setText(self.tr("Finish") if last else self.tr("Next"))
        self._step.setText(self.tr("Step {step} of {count}").format(step=self.step + 1, count=self._pages.count()))
        self.back.setVisible(self.step > 0)
        # Digits are what leads on from the PIN; everywhere else the choice is made already.
        on_pin = self._pages.currentWidget() is self.pin and not self.pin.protected
        shown, hidden = (self.skip, self.forward) if on_pin else (self.forward, self.skip)
        hidden.hide()  # first, or the window would grow for both
        shown.show()

    def _go_to(self, step: int) -> None:
        self._pages.setCurrentIndex(step)
        self._retranslate()
        self._begin_step()

    def _begin_step(self) -> None:
        """Put the keyboard on what the step is about; without anything to choose, on the button that goes on."""
        page = self._pages.currentWidget()
        if page is self.pin:
            self.pin.begin()
        elif page is self.language:
            self.language.focus_chosen()
        else:
            (self.person.add if page is self.person else self.forward).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go_back(self) -> None:
        if self.step > 0:
            self._go_to(self.step - 1)

    @Slot()
    def _go_on(self) -> None:
        if self.step == self._pages.count() - 1:
            self.accept()
        else:
            self._go_to(self.step + 1)

    @Slot()
    def _on_pin(self) -> None:
        self.pin_set.emit()
        self._go_on()

    @Slot()
    def _on_pin_found(self) -> None:
        self.pin_set.emit()
        self._retranslate()

    @Slot()
    def _on_person(self) -> None:
        self.accept()
        self.person_wanted.emit()
