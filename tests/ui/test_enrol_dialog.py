"""Enrolment as a user goes through it: poses, files, the review with its try-out, storing."""

import dataclasses
import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from faceapp.devices.files import VIDEO_SUFFIXES
from faceapp.domain.errors import StorageError
from faceapp.domain.lookalikes import Likeness
from faceapp.domain.records import Person, Quality, QualityReason
from faceapp.imaging import IMAGE_SUFFIXES
from faceapp.services.enrolment import Rejection, session_of
from faceapp.services.enrolment_desk import EnrolmentDraft, EnrolmentReview, NearPerson
from faceapp.services.guided_capture import Guidance, Hurdle, Pose
from faceapp.services.lookalikes import LookalikeWarning
from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.services.try_out import TryOutLook, TryOutState
from faceapp.storage.people import NewTemplate
from faceapp.ui.capture_words import guidance_words, hurdle_words
from faceapp.ui.enrol_dialog import EnrolDialog, Step
from faceapp.ui.enrol_review import EnrolReview
from faceapp.ui.files_tab import PATTERNS
from faceapp.ui.main_window import MainWindow
from tests.ui.conftest import THEN

POSES = {"centre": (0.0, 5.0), "left": (20.0, 5.0), "right": (-20.0, 5.0), "up": (0.0, 18.0), "down": (0.0, -6.0)}


@pytest.fixture
def dialog(window: MainWindow) -> EnrolDialog:
    window.show_screen("people")
    window.add_person()
    opened = window.enrolment
    assert opened is not None
    return opened


def words_in(dialog: EnrolDialog) -> str:
    return " | ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


class Sitter:
    """Somebody before the camera, at ten frames a second."""

    def __init__(self, dialog: EnrolDialog, application, make) -> None:
        self._dialog, self._application, self._make = dialog, application, make
        self._now_s = 0.0

    def show(self, frames: int = 1, **quality: object) -> None:
        self._application.quality = dataclasses.replace(Quality(0.9, 160, 2, 120, 50, 0, 5, 0), **quality)
        for _ in range(frames):
            self._now_s += 0.1
            self._dialog.show_frame(self._make.result(self._make.track(), time_s=self._now_s))

    def pose(self, name: str) -> None:
        yaw, pitch = POSES[name]
        self.show(6, yaw_deg=yaw, pitch_deg=pitch)


@pytest.fixture
def sitter(dialog: EnrolDialog, application, make) -> Sitter:
    return Sitter(dialog, application, make)


def begin(qtbot: QtBot, dialog: EnrolDialog, sitter: Sitter, name: str = "Grace Okafor") -> None:
    qtbot.keyClicks(dialog._name, name)
    sitter.show()
    dialog._primary.click()
    qtbot.waitUntil(lambda: dialog._camera.collecting)


def test_five_poses_are_reviewed_and_stored(
    qtbot: QtBot, window: MainWindow, dialog: EnrolDialog, sitter: Sitter, application, running
) -> None:
    assert not dialog._primary.isEnabled()
    dialog._name.setText("Grace Okafor")
    assert not dialog._primary.isEnabled(), "no picture yet"
    sitter.show()
    assert dialog._primary.isEnabled() and dialog._camera.advice == "Ready"
    dialog._primary.click()
    qtbot.waitUntil(lambda: dialog._camera.collecting)
    application.enrolment.go_on.clear()
    for asked, pose in (("Look straight", "centre"), ("left", "left"), ("right", "right"), ("Raise", "up")):
        sitter.show(pitch_deg=11.5)  # neither straight ahead nor clearly up
        if pose != "centre":
            assert asked in dialog._camera.advice
        sitter.pose(pose)
    assert dialog._primary.text() == "Finish with 4 pictures"
    sitter.pose("down")
    qtbot.waitUntil(lambda: "second picture" in words_in(dialog))
    assert application.enrolment.thread == "faceapp-background"
    application.enrolment.go_on.set()
    qtbot.waitUntil(lambda: "Try it before you save" in words_in(dialog))
    assert application.enrolled[-1].name != "Grace Okafor", "nothing is stored yet"
    pictures = application.enrolment.drafted_from[0]
    assert [picture.source.split(", ")[1] for picture in pictures] == list(POSES)
    assert len({session_of(picture.source) for picture in pictures}) == 1
    dialog._primary.click()
    qtbot.waitUntil(lambda: "Grace Okafor is enrolled" in words_in(dialog))
    assert "5 templates" in words_in(dialog)
    assert running.reloads == 1
    dialog._primary.click()
    qtbot.waitUntil(lambda: window.people.selected() is not None)
    assert window.people.selected().name == "Grace Okafor"
    assert window.people._filtered.rowCount() == 3


def test_what_is_wrong_is_said_and_nothing_is_taken(qtbot: QtBot, dialog: EnrolDialog, sitter: Sitter) -> None:
    begin(qtbot, dialog, sitter)
    for reason, words in (
        (QualityReason.TOO_DARK, "Too dark: add light"),
        (QualityReason.TOO_SMALL, "Move closer"),
        (QualityReason.TURNED_AWAY, "Not so far: turn back a little"),
    ):
        sitter.show(5, reasons=(reason,))
        assert dialog._camera.advice == words
    assert dialog._camera.pictures == ()
    sitter.show(3)
    assert dialog._camera.advice == "Hold still"
    assert dialog._camera._ring._guidance.holding is Pose.CENTRE


def test_a_person_who_cannot_turn_the_head_can_be_enrolled(
    qtbot: QtBot, dialog: EnrolDialog, sitter: Sitter, application
) -> None:
    begin(qtbot, dialog, sitter)
    assert not dialog._primary.isEnabled()
    sitter.pose("centre")
    assert dialog._primary.text() == "Finish with 1 picture"
    dialog._primary.click()
    qtbot.waitUntil(lambda: "One picture shows one look only" in dialog._verdict.words)
    assert len(application.enrolment.drafted_from[0]) == 1


def test_glasses_ask_for_a_second_round(qtbot: QtBot, dialog: EnrolDialog, sitter: Sitter, application) -> None:
    dialog._camera._glasses.setChecked(True)
    begin(qtbot, dialog, sitter)
    for pose in POSES:
        sitter.pose(pose)
    assert dialog._camera.between_rounds and "glasses" in dialog._camera.advice
    sitter.pose("centre")
    assert len(dialog._camera.pictures) == 5, "not before the user goes on"
    dialog._primary.click()
    for pose in ("centre", "left", "right"):
        sitter.pose(pose)
    qtbot.waitUntil(lambda: "8 templates" in dialog._verdict.words)
    assert application.enrolment.drafted_from[0][-1].source.endswith("right, glasses changed")


def test_a_name_that_is_taken_is_told_before_any_picture(qtbot: QtBot, dialog: EnrolDialog, sitter: Sitter) -> None:
    dialog._name.setText("Maria Keller")
    sitter.show()
    dialog._primary.click()
    qtbot.waitUntil(lambda: "is enrolled already" in words_in(dialog))
    assert not dialog._camera.collecting and dialog._primary.isEnabled()


def test_cancel_stops_collecting_first_and_closes_then(qtbot: QtBot, dialog: EnrolDialog, sitter: Sitter) -> None:
    begin(qtbot, dialog, sitter)
    sitter.pose("centre")
    dialog._secondary.click()
    assert dialog.isVisible() and not dialog._camera.collecting and dialog._name.isVisible()
    dialog._secondary.click()
    assert not dialog.isVisible()


def from_files(dialog: EnrolDialog, *names: str, name: str = "Grace") -> None:
    dialog._tabs.setCurrentWidget(dialog._files)
    dialog._name.setText(name)
    dialog._files.add_paths([Path(file) for file in names])
    dialog._primary.click()


def test_files_are_dropped_and_what_was_not_used_is_told(
    qtbot: QtBot, dialog: EnrolDialog, application, tmp_path: Path
) -> None:
    application.enrolment.rejected = (Rejection("b.jpg", "No face was found. Use a clearer picture."),)
    dialog._tabs.setCurrentWidget(dialog._files)
    dialog._name.setText("Grace")
    assert not dialog._primary.isEnabled()
    mime = QMimeData()
    files = [tmp_path / "a.jpg", tmp_path / "b.jpg"]
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in [*files, files[0]]])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    dialog._files.dropEvent(drop)
    assert dialog._files.paths == tuple(files)
    dialog._primary.click()
    qtbot.waitUntil(lambda: "b.jpg: No face was found." in dialog._verdict.words)
    assert list(application.enrolment.drafted_from[1]) == files


def test_a_likely_duplicate_is_told_and_can_be_added_to(
    qtbot: QtBot, dialog: EnrolDialog, application, running
) -> None:
    maria, ali = application.enrolled
    application.enrolment.warnings = (
        LookalikeWarning(maria, 0.62, 0.4, Likeness.SIMILAR),
        LookalikeWarning(ali, 0.37, 0.4, Likeness.SIMILAR),
    )
    from_files(dialog, "a.jpg", "b.jpg")
    qtbot.waitUntil(lambda: "looks like Maria Keller" in dialog._verdict.words)
    assert "nearly as alike to Ali Demir" in dialog._verdict.words
    (same,) = (button for button in dialog._verdict.findChildren(QPushButton) if "instead" in button.text())
    same.click()
    qtbot.waitUntil(lambda: dialog.windowTitle() == "More pictures of Maria Keller" and dialog._try_out.isVisible())
    assert "looks like" not in dialog._verdict.words
    dialog._primary.click()
    qtbot.waitUntil(lambda: "Maria Keller is enrolled" in words_in(dialog))
    assert application.enrolment.stored_for == [1]
    assert [person.templates for person in application.enrolled] == [8, 1]


def test_a_review_says_first_whether_anything_speaks_against_saving(qtbot: QtBot) -> None:
    unit = np.eye(1, 4, dtype=np.float32)[0]
    sources = tuple(f"camera 2026-03-31 09:15:02, {pose}" for pose in ("centre", "left", "right"))
    draft = EnrolmentDraft(tuple(NewTemplate(unit, "default@0", 0.8, source) for source in sources), ())
    good = EnrolmentReview(sources, (0.8, 0.7, 0.8), (NearPerson(2, "Ali Demir", 0.3),), (), 0.4)
    shown = EnrolReview()
    qtbot.addWidget(shown)

    def words(review: EnrolmentReview) -> str:
        shown.show_review(review, draft, known=False)
        shown.grab()
        return shown.words

    ready = "Ready to be saved"
    assert words(good).startswith(ready)
    assert "each is more alike to the others" in shown.words and "Ali Demir: 0.30" in shown.words
    assert words(dataclasses.replace(good, agreement=(0.8, 0.25, 0.8))).startswith(ready)  # sides differ
    assert "They differ" in shown.words
    odd = words(dataclasses.replace(good, agreement=(0.6, 0.6, 0.1)))
    assert ready not in odd and "“to the right” hardly resembles the others" in odd
    assert "They hardly resemble each other" in words(dataclasses.replace(good, agreement=(0.1, 0.1, 0.1)))
    near = LookalikeWarning(Person(2, "Ali Demir", 1, THEN), 0.5, 0.4, Likeness.SIMILAR)
    assert ready not in words(dataclasses.replace(good, warnings=(near,)))
    assert ready not in words(dataclasses.replace(good, sources=sources[:1], agreement=()))
    assert ready not in words(dataclasses.replace(good, threshold=None))


def test_glasses_can_be_added_after_the_review(qtbot: QtBot, dialog: EnrolDialog, sitter: Sitter, application) -> None:
    def glasses() -> QPushButton:
        return next(button for button in dialog._verdict.findChildren(QPushButton) if "glasses" in button.text())

    begin(qtbot, dialog, sitter)
    for pose in POSES:
        sitter.pose(pose)
    qtbot.waitUntil(lambda: dialog.step is Step.REVIEW)
    glasses().click()
    assert dialog.step is Step.INPUT and dialog._camera.between_rounds
    assert "glasses" in dialog._camera.advice and dialog._primary.text() == "Go on"
    dialog._secondary.click()  # thought better of it: nothing is lost
    assert dialog.step is Step.REVIEW and "5 templates" in dialog._verdict.words
    dialog._secondary.click()
    assert dialog.step is Step.INPUT and not dialog._camera.collecting
    dialog._primary.click()
    qtbot.waitUntil(lambda: dialog._camera.collecting)
    for pose in POSES:
        sitter.pose(pose)
    qtbot.waitUntil(lambda: dialog.step is Step.REVIEW)
    glasses().click()
    dialog._primary.click()
    sitter._now_s += 20.0  # until they are found
    for pose in ("centre", "left", "right"):
        sitter.pose(pose)
    qtbot.waitUntil(lambda: dialog.step is Step.REVIEW)
    assert "8 templates" in dialog._verdict.words
    assert [b for b in dialog._verdict.findChildren(QPushButton) if "glasses" in b.text()] == []


def test_somebody_who_may_be_enrolled_already_is_told(qtbot: QtBot, dialog: EnrolDialog, application) -> None:
    application.enrolment.warnings = (LookalikeWarning(application.enrolled[0], 0.9, 0.4, Likeness.SAME),)
    application.enrolment.nearest = (NearPerson(1, "Maria Keller", 0.9),)
    from_files(dialog, "a.jpg")
    qtbot.waitUntil(lambda: "This may be Maria Keller" in dialog._verdict.words)
    assert "Maria Keller: 0.90 | The dashed line: the door accepts from 0.40 on." in dialog._verdict.words


@pytest.mark.parametrize(
    ("look", "words"),
    [
        (TryOutLook(TryOutState.RECOGNISED, 1.0, 0.83), "Recognised (score 0.83)"),
        (TryOutLook(TryOutState.SOMEBODY_ELSE, 1.0, 0.7, taken_for=2), "Taken for Ali Demir (score 0.70)"),
        (TryOutLook(TryOutState.SOMEBODY_ELSE, 1.0, 0.7, taken_for=9), "Taken for somebody else (score 0.70)"),
        (TryOutLook(TryOutState.NOT_RECOGNISED, 1.0, 0.3), "Not recognised (score 0.30)"),
        (TryOutLook(TryOutState.NOT_RECOGNISED, 1.0), "Not recognised"),
        (TryOutLook(TryOutState.GATHERING, 0.5), "Checking…"),
        (TryOutLook(TryOutState.UNUSABLE, hurdle=QualityReason.TOO_DARK), "Too dark: add light"),
        (TryOutLook(TryOutState.NOBODY), "Step before the camera: would the door open?"),
    ],
)
def test_the_try_out_tells_what_the_door_would_do(
    qtbot: QtBot, dialog: EnrolDialog, sitter: Sitter, application, look: TryOutLook, words: str
) -> None:
    application.enrolment.nearest = (NearPerson(2, "Ali Demir", 0.3),)
    application.enrolment.verdict = look
    from_files(dialog, "a.jpg")
    qtbot.waitUntil(dialog._try_out.isVisible)
    sitter.show()
    qtbot.waitUntil(lambda: dialog._try_out.verdict == words)
    dialog._try_out.grab()
    dialog._secondary.click()
    assert dialog._tabs.isVisible() and application.enrolment.stored_for == []


@pytest.mark.parametrize(
    ("state", "words", "offered"),
    [
        (SourceState.LOST, "The camera is lost, and is tried again by itself", ""),
        (SourceState.ENDED, "The recording has ended", "Play again"),
        (SourceState.FAILED, "There is no camera", "Try again"),
    ],
)
@pytest.mark.parametrize("before", [True, False], ids=["before the review", "during it"])
def test_a_try_out_without_pictures_says_so_and_what_to_do(
    qtbot: QtBot, dialog: EnrolDialog, sitter: Sitter, application, state: SourceState, words: str, offered: str, before
) -> None:
    application.enrolment.verdict = TryOutLook(TryOutState.GATHERING, 0.5)
    panel = dialog._try_out
    if before:
        dialog.show_status(SourceStatus(state, "Gone."))
    from_files(dialog, "a.jpg")
    qtbot.waitUntil(panel.isVisible)
    if not before:
        sitter.show()
        qtbot.waitUntil(lambda: panel.verdict == "Checking…")
        dialog.show_status(SourceStatus(state, "Gone."))
    assert panel.verdict == words
    assert panel._restart.text() == offered and panel._restart.isVisible() == bool(offered)
    # A frame that was on its way to the judge says nothing any more.
    panel._looked.emit(TryOutLook(TryOutState.GATHERING, 0.8))
    QApplication.processEvents()
    assert panel.verdict == words
    started = len(application.runtimes)
    if offered:
        panel._restart.click()
        qtbot.waitUntil(lambda: len(application.runtimes) == started + 1)
    sitter.show()
    qtbot.waitUntil(lambda: panel.verdict == "Checking…")
    assert not panel._restart.isVisible()


def test_a_verdict_outlasts_the_recording_that_it_was_made_on(
    qtbot: QtBot, dialog: EnrolDialog, sitter: Sitter, application
) -> None:
    application.enrolment.verdict = TryOutLook(TryOutState.RECOGNISED, 1.0, 0.83)
    from_files(dialog, "a.jpg")
    qtbot.waitUntil(dialog._try_out.isVisible)
    sitter.show()
    qtbot.waitUntil(lambda: dialog._try_out.verdict == "Recognised (score 0.83)")
    dialog.show_status(SourceStatus(SourceState.ENDED))
    assert dialog._try_out.verdict == "Recognised (score 0.83)"
    assert dialog._try_out._restart.isVisible()


def test_pictures_can_be_taken_once_the_source_is_started_again(
    qtbot: QtBot, dialog: EnrolDialog, sitter: Sitter, application
) -> None:
    dialog.show_status(SourceStatus(SourceState.ENDED))
    assert dialog._camera.advice == "The recording has ended"
    started = len(application.runtimes)
    dialog._camera._restart.click()
    qtbot.waitUntil(lambda: len(application.runtimes) == started + 1)
    sitter.show()
    assert dialog._camera.ready and not dialog._camera._restart.isVisible()


def test_a_failed_enrolment_can_be_tried_again(qtbot: QtBot, dialog: EnrolDialog, application) -> None:
    application.enrolment.error = StorageError("The disk is full.", hint="Free some space.")
    from_files(dialog, "a.jpg")
    qtbot.waitUntil(lambda: "Free some space." in words_in(dialog))
    assert dialog._primary.isEnabled()
    application.enrolment.error = None
    dialog._primary.click()
    qtbot.waitUntil(dialog._try_out.isVisible)
    assert "Free some space." not in words_in(dialog)


def test_a_running_enrolment_can_be_stopped(qtbot: QtBot, dialog: EnrolDialog, application) -> None:
    application.enrolment.go_on.clear()
    from_files(dialog, "a.mkv")
    qtbot.waitUntil(lambda: "second picture" in words_in(dialog))
    dialog.close()
    assert dialog.isVisible()
    application.enrolment.go_on.set()
    qtbot.waitUntil(lambda: "The enrolment was stopped." in words_in(dialog))
    assert [person.name for person in application.enrolled] == ["Maria Keller", "Ali Demir"]


def test_closing_the_window_ends_an_enrolment(qtbot: QtBot, window: MainWindow, dialog, application) -> None:
    application.enrolment.go_on.clear()
    from_files(dialog, "a.mkv")
    qtbot.waitUntil(lambda: "second picture" in words_in(dialog))
    threading.Timer(0.3, application.enrolment.go_on.set).start()
    window.close()
    assert not any(thread.name == "faceapp-background" for thread in threading.enumerate())


def test_closing_the_dialog_ends_the_try_out(qtbot: QtBot, dialog: EnrolDialog) -> None:
    from_files(dialog, "a.jpg")
    qtbot.waitUntil(dialog._try_out.isVisible)
    assert any(thread.name == "faceapp-background" for thread in threading.enumerate())
    dialog.close()
    assert not any(thread.name == "faceapp-background" for thread in threading.enumerate())


def test_files_can_be_taken_off_the_list(dialog: EnrolDialog) -> None:
    files = dialog._files
    files.add_paths([Path("a.jpg"), Path("b.jpg"), Path("c.jpg")])
    for row in (0, 2):
        files._list.item(row).setSelected(True)
    next(button for button in files.findChildren(QPushButton) if "list" in button.text()).click()
    assert files.paths == (Path("b.jpg"),)


def test_the_file_dialog_offers_what_can_be_read() -> None:
    assert {pattern.removeprefix("*") for pattern in PATTERNS.split()} == IMAGE_SUFFIXES | VIDEO_SUFFIXES


def test_a_lost_camera_is_told_while_enrolling(qtbot: QtBot, dialog: EnrolDialog, running, make) -> None:
    dialog._name.setText("Grace")
    running.send(make.result(make.track()))
    qtbot.waitUntil(dialog._primary.isEnabled)
    running.tell(SourceStatus(SourceState.LOST, "Gone.", 1.0))
    qtbot.waitUntil(lambda: dialog._camera.advice.startswith("The camera is lost"))
    assert not dialog._primary.isEnabled()


def test_every_hurdle_and_pose_has_words() -> None:
    for hurdle in (*QualityReason, Hurdle.NOBODY, Hurdle.SEVERAL):
        assert hurdle_words(hurdle)
    for pose in Pose:
        guidance = Guidance(pose, Hurdle.OTHER_POSE, None, 0.0, frozenset(), second_round=False)
        assert guidance_words(guidance)
    assert guidance_words(Guidance(None, None, None, 0.0, frozenset(Pose), second_round=False)) == "All done"


def test_a_change_of_language_is_followed_on_every_page(qtbot: QtBot, dialog: EnrolDialog, sitter: Sitter) -> None:
    from_files(dialog, "a.jpg", "b.jpg")
    qtbot.waitUntil(dialog._try_out.isVisible)
    before = words_in(dialog)
    for widget in (dialog, *dialog.findChildren(QLabel)):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    assert words_in(dialog) == before
