"""Adding a person or pictures: the camera or files, a look at what came of it with a try-out, then storing it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from faceapp.app import Application
from faceapp.domain.errors import CancelledError, FaceappError
from faceapp.domain.messages import Message
from faceapp.domain.records import FrameResult, Person
from faceapp.services.enrolment import EnrolmentReport, Picture
from faceapp.services.enrolment_desk import EnrolmentDraft, EnrolmentReview
from faceapp.services.runtime import SourceStatus
from faceapp.ui import icons
from faceapp.ui.background import Report
from faceapp.ui.camera_tab import CameraTab
from faceapp.ui.enrol_pages import DonePage, WorkingPage
from faceapp.ui.enrol_review import EnrolReview
from faceapp.ui.error_banner import ErrorBanner
from faceapp.ui.files_tab import FilesTab
from faceapp.ui.namesake_question import Namesake, ask_about_namesakes
from faceapp.ui.task_group import TaskGroup
from faceapp.ui.try_out_panel import TryOutPanel
from faceapp.ui.veil import Veil

_NAME_AT_MOST = 100


class Step(StrEnum):
    """How far an enrolment is."""

    INPUT = "input"
    WORKING = "working"
    REVIEW = "review"
    DONE = "done"


class EnrolDialog(QDialog):
    """One enrolment; nothing is stored before the user chooses to save.

    Args:
        application: Enrols.
        mirrored: Whether the live picture is shown as in a mirror.
        person: Add to this person instead of making a new one.
        parent: Qt's parent.

    Signals:
        enrolled: The `EnrolmentReport`, as soon as the templates are stored.
        restart_wanted: The source has come to an end and should start again.
    """

    enrolled = Signal(object)
    restart_wanted = Signal()

    def __init__(
        self, application: Application, *, mirrored: bool, person: Person | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        Veil(self)
        self._desk = application.enrolment
        self._person_id = None if person is None else person.person_id
        self._person_name = "" if person is None else person.name
        self._told_apart: str | None = None  # the name of which it is known that it may be used
        self._tasks = TaskGroup(self._on_failure, self)
        self._cancelled = threading.Event()
        self._draft: EnrolmentDraft | None = None
        self._review: EnrolmentReview | None = None
        self._camera = CameraTab(application.face_quality, mirrored=mirrored)
        self._files = FilesTab()
        self._banner = ErrorBanner()
        self._name = QLineEdit()
        self._name.setMaxLength(_NAME_AT_MOST)
        self._name.setVisible(person is None)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.addTab(self._camera, "")
        self._tabs.addTab(self._files, "")
        self._verdict = EnrolReview()
        self._try_out = TryOutPanel(mirrored=mirrored, name_of=self._near_name)
        self._pages = QStackedWidget()
        self._input, self._working = self._input_page(), WorkingPage()
        self._checking, self._done = self._review_page(), DonePage()
        for page in (self._input, self._working, self._checking, self._done):
            self._pages.addWidget(page)
        self._secondary, self._primary = QPushButton(), QPushButton()
        self._secondary.setAutoDefault(False)
        self._secondary.clicked.connect(self.reject)
        self._primary.setObjectName("primary")
        self._primary.setDefault(True)
        self._primary.clicked.connect(self._on_primary)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self._secondary)
        buttons.addWidget(self._primary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 14, 24, 14)
        layout.setSpacing(10)
        layout.addWidget(self._banner)
        layout.addWidget(self._pages, 1)
        layout.addLayout(buttons)
        self._name.textChanged.connect(self._update_buttons)
        self._tabs.currentChanged.connect(self._update_buttons)
        self._files.changed.connect(self._update_buttons)
        self._camera.changed.connect(self._update_buttons)
        self._camera.collected.connect(self._on_collected)
        self._verdict.belongs_to.connect(self._on_belongs_to)
        self._verdict.glasses_wanted.connect(self._add_glasses)
        for part in (self._camera, self._try_out):
            part.restart_wanted.connect(self.restart_wanted)
        self._retranslate()
        self._name.setFocus()

    @property
    def step(self) -> Step:
        """How far it is."""
        pages = (self._input, self._working, self._checking, self._done)
        return tuple(Step)[pages.index(self._pages.currentWidget())]

    @property
    def camera(self) -> CameraTab:
        """Where pictures are taken."""
        return self._camera

    def go_on(self) -> None:
        """Press the button that goes on, if it can be pressed."""
        self._primary.click()

    # Fed by the window

    @property
    def pictures_taken(self) -> int:
        """How many pictures of the person there are so far."""
        return len(self._camera.pictures)

    @Slot(object)
    def show_frame(self, result: FrameResult) -> None:
        """Show the newest frame."""
        page = self._pages.currentWidget()
        if page is self._input:
            self._camera.show_frame(result)
        elif page is self._checking:
            self._try_out.show_frame(result)

    @Slot(object)
    def show_status(self, status: SourceStatus) -> None:
        """Show how the camera is."""
        self._camera.show_status(status)
        self._try_out.show_status(status)

    def set_name(self, name: str) -> None:
        """Fill in the name."""
        self._name.setText(name)

    def wait(self) -> None:
        """Stop what is under way and wait for its end."""
        self._cancelled.set()
        self._try_out.wait()
        self._tasks.wait()

    def done(self, result: int) -> None:
        """Close; the try-out ends with it."""
        self._try_out.wait()
        super().done(result)

    def reject(self) -> None:
        """One step back; from the first one, close."""
        page = self._pages.currentWidget()
        if page is self._working:
            self._cancelled.set()
            self._working.show_stopping()
            self._secondary.setEnabled(False)
        elif page is self._checking:
            self._leave_review()
            self._show_page(self._input)
        elif self._camera.collecting:
            self._stop_collecting()
            if self._draft is not None and self._review is not None:  # nothing more, then
                self._show_review((self._draft, self._review))
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Treat the window's cross like Cancel while something is being worked on."""
        if self._pages.currentWidget() is self._working:
            event.ignore()
            self.reject()
        else:
            self._try_out.wait()
            super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()
        super().changeEvent(event)

    # Pages

    def _input_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._name)
        layout.addWidget(self._tabs, 1)
        return page

    def _review_page(self) -> QWidget:
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(20)
        layout.addWidget(self._verdict, 1)
        layout.addWidget(self._try_out, 1)
        return page

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._update_buttons()

    # What happens

    @Slot()
    def _update_buttons(self) -> None:
        page = self._pages.currentWidget()
        named = self._person_id is not None or bool(self._name.text().strip())
        camera = self._camera
        collecting = camera.collecting
        # The room is for the picture and the person now.
        self._name.setVisible(self._person_id is None and not collecting)
        self._tabs.tabBar().setVisible(not collecting)
        self._secondary.setEnabled(True)
        self._secondary.setVisible(page is not self._done)
        self._primary.setVisible(page is not self._working)
        self._secondary.setText(self.tr("Back") if page is self._checking else self.tr("Cancel"))
        if page is self._checking:
            words, possible = self.tr("&Save"), True
        elif page is self._done:
            words, possible = self.tr("Done"), True
        elif self._tabs.currentWidget() is self._files:
            words, possible = self.tr("Go on"), named and bool(self._files.paths)
        elif camera.between_rounds:
            words, possible = self.tr("Go on"), True
        elif collecting:
            count = len(camera.pictures)
            words = self.tr("Finish with %n picture(s)", None, count) if count else self.tr("Taking pictures…")
            possible = count > 0
        else:
            words, possible = self.tr("Take pictures"), named and camera.ready
        self._primary.setText(words)
        self._primary.setEnabled(possible)
        self._primary.setToolTip("" if named else self.tr("Enter the name first."))

    @Slot()
    def _on_primary(self) -> None:
        page = self._pages.currentWidget()
        self._banner.hide()
        if page is self._done:
            self.accept()
        elif page is self._checking:
            self._store()
        elif self._tabs.currentWidget() is self._files:
            self._check_name(lambda: self._make_draft(files=self._files.paths))
        elif self._camera.between_rounds:
            self._camera.go_on()
        elif self._camera.collecting:
            self._on_collected(list(self._camera.pictures))
        else:
            self._check_name(self._camera.start)

    def _check_name(self, then: Callable[[], None]) -> None:
        """Go on where the name can be used. One that is taken is told now, and not after the pictures."""
        name, desk = self._name.text().strip(), self._desk
        if self._person_id is not None or name == self._told_apart:
            then()
            return

        def check(_report: Report) -> list[Person]:
            desk.check_name(name)
            return desk.namesakes(name)

        def go_on(namesakes: list[Person]) -> None:
            if namesakes and not self.isVisible():
                # The window was locked meanwhile: names are not for whoever stands there now.
                self._update_buttons()
                return
            if namesakes:
                said = ask_about_namesakes(self, name, namesakes, can_be_same=True)
                if said is Namesake.ANOTHER_NAME:
                    self._update_buttons()
                    self._name.setFocus()
                    self._name.selectAll()
                    return
                if said is Namesake.SAME_PERSON:
                    self._person_id, self._person_name = namesakes[0].person_id, namesakes[0].name
                    self._retranslate()
            self._told_apart = name
            then()

        self._primary.setEnabled(False)
        self._tasks.start(check, go_on)

    @Slot(object)
    def _on_collected(self, pictures: list[Picture]) -> None:
        self._stop_collecting()
        self._make_draft(pictures=pictures)

    def _stop_collecting(self) -> None:
        self._camera.stop()
        self._update_buttons()

    def _make_draft(self, *, pictures: Sequence[Picture] = (), files: Sequence[Path] = ()) -> None:
        name, person_id, desk = self._name.text().strip(), self._person_id, self._desk
        self._cancelled.clear()

        def work(report: Report) -> tuple[EnrolmentDraft, EnrolmentReview]:
            def on_progress(share: float, words: str) -> None:
                if self._cancelled.is_set():
                    raise CancelledError(Message("The enrolment was stopped."), hint=Message("Nobody was enrolled."))
                report(share, words)

            if person_id is None:
                desk.check_name(name)
            draft = desk.draft(pictures, files, on_progress)
            return draft, desk.review(draft, person_id)

        self._begin_work(self.tr("Learning the face…"))
        self._tasks.start(work, self._show_review, on_progress=self._on_progress)

    def _begin_work(self, words: str) -> None:
        self._working.begin(words)
        self._show_page(self._working)

    @Slot(float, str)
    def _on_progress(self, share: float, words: str) -> None:
        if self._cancelled.is_set():
            self._working.show_share(share)
        else:
            self._working.show_progress(share, words)

    def _show_review(self, found: tuple[EnrolmentDraft, EnrolmentReview]) -> None:
        draft, review = self._draft, self._review = found
        person_id, desk = self._person_id, self._desk
        self._verdict.show_review(
            review, draft, known=person_id is not None, may_add_glasses=self._camera.can_add_round
        )
        self._try_out.start(lambda: desk.try_out(draft, person_id))
        self._show_page(self._checking)
        self._primary.setFocus()

    @Slot(object)
    def _on_belongs_to(self, person: Person) -> None:
        """Go on as with pictures of somebody who is enrolled: as the user says, this is that person."""
        draft, desk = self._draft, self._desk
        assert draft is not None
        self._try_out.stop()
        self._person_id, self._person_name = person.person_id, person.name
        self._retranslate()
        self._begin_work(self.tr("One moment"))
        self._tasks.start(lambda _report: (draft, desk.review(draft, person.person_id)), self._show_review)

    @Slot()
    def _add_glasses(self) -> None:
        """Take some more pictures beside those that are reviewed, which stay until there are."""
        self._try_out.stop()
        self._camera.add_round()
        self._show_page(self._input)
        self._primary.setFocus()

    def _leave_review(self) -> None:
        self._try_out.stop()
        self._draft = self._review = None

    def _store(self) -> None:
        draft, name, person_id, desk = self._draft, self._name.text().strip(), self._person_id, self._desk
        assert draft is not None
        self._try_out.stop()
        self._begin_work(self.tr("Saving…"))
        self._secondary.setEnabled(False)  # what is being stored is stored whole
        self._tasks.start(lambda _report: desk.store(name, draft, person_id), self._on_stored)

    def _on_stored(self, report: EnrolmentReport) -> None:
        self._done.show_report(report)
        self._show_page(self._done)
        self._primary.setFocus()
        self.enrolled.emit(report)

    def _on_failure(self, error: FaceappError) -> None:
        self._leave_review()
        self._show_page(self._input)
        self._banner.show_error(error)

    def _near_name(self, person_id: int) -> str | None:
        near = () if self._review is None else self._review.nearest
        found = next((person.name for person in near if person.person_id == person_id), None)
        return found if found is not None else self.tr("somebody else")

    def _retranslate(self) -> None:
        if self._person_id is None:
            self.setWindowTitle(self.tr("Add person"))
        else:
            self.setWindowTitle(self.tr("More pictures of {name}").format(name=self._person_name))
        self._name.setPlaceholderText(self.tr("Name, as greeted at the door"))
        self._name.setAccessibleName(self.tr("Name"))
        self._tabs.setTabText(0, self.tr("From camera"))
        self._tabs.setTabText(1, self.tr("From files"))
        self._tabs.setTabIcon(0, icons.icon("camera"))
        self._tabs.setTabIcon(1, icons.icon("upload"))
        self._update_buttons()
