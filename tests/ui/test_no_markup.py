"""A name that looks like markup is shown as it is: else two people would read the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from faceapp.domain.errors import PersonNameError
from faceapp.domain.event_filter import RecordedEvent
from faceapp.domain.health import Finding, HealthState, Subject
from faceapp.domain.messages import Message
from faceapp.domain.records import Outcome, Person, Reason
from faceapp.services.enrolment import EnrolmentReport
from faceapp.services.folder_preview import FolderPreview, ImportPlan, ImportPreview
from faceapp.ui.calibration_history import HistoryPanel
from faceapp.ui.confirm import confirmed
from faceapp.ui.decision_log import DecisionLog
from faceapp.ui.enrol_pages import DonePage
from faceapp.ui.error_banner import ErrorBanner
from faceapp.ui.event_detail import EventDetail
from faceapp.ui.health_card import HealthCard
from faceapp.ui.import_model import WHO, ImportModel
from faceapp.ui.namesake_question import ask_about_namesakes
from faceapp.ui.person_detail import PersonDetail
from faceapp.ui.progress_strip import ProgressStrip
from faceapp.ui.words import plain_tip
from tests.ui.conftest import ENCODER, THEN, make_event

NAME = "Ada<b></b> <i>Keller</i>"
PERSON = Person(1, NAME, 2, THEN)


def read_as_it_is(widget: QWidget) -> bool:
    """Whether the name stands there, and nothing that holds it is taken for markup."""
    holds = [label for label in widget.findChildren(QLabel) if NAME in label.text()]
    return bool(holds) and all(label.textFormat() is Qt.TextFormat.PlainText for label in holds)


def of_person() -> QWidget:
    detail = PersonDetail(ENCODER)
    detail.show_person(PERSON, None)
    return detail


def of_event() -> QWidget:
    event = make_event(outcome=Outcome.GRANTED, reason=Reason.MATCHED, person_id=1)
    detail = EventDetail({1: NAME}.get)
    detail.show_event(RecordedEvent(event, None))
    return detail


def of_decisions() -> QWidget:
    log = DecisionLog({1: NAME}.get)
    log.add([make_event(outcome=Outcome.GRANTED, reason=Reason.MATCHED, person_id=1)])
    return log


def of_enrolment() -> QWidget:
    page = DonePage()
    page.show_report(EnrolmentReport(PERSON, ("centre",), ()))
    return page


def of_error() -> QWidget:
    banner = ErrorBanner()
    banner.show_error(PersonNameError(Message("'{name}' is enrolled already.", name=NAME), hint="Choose another."))
    return banner


def of_health() -> QWidget:
    return HealthCard(Finding(Subject.CAMERA, HealthState.BROKEN, NAME, NAME, (NAME,)))


def of_progress() -> QWidget:
    strip = ProgressStrip()
    strip._title.setText(NAME)
    return strip


@pytest.mark.parametrize("made", [of_person, of_event, of_decisions, of_enrolment, of_error, of_health, of_progress])
def test_a_name_on_a_screen_is_no_markup(qtbot: QtBot, made: Callable[[], QWidget]) -> None:
    widget = made()
    qtbot.addWidget(widget)
    assert read_as_it_is(widget)


@pytest.mark.parametrize(
    "ask",
    [
        lambda over: confirmed(over, "Remove", f"Remove {NAME}?", f"Erased: {NAME}.", "Do", "Keep"),
        lambda over: HistoryPanel(over)._agreed(NAME, NAME),
        lambda over: ask_about_namesakes(over, NAME, [PERSON], can_be_same=True),
    ],
)
def test_a_name_in_a_question_is_no_markup(qtbot: QtBot, ask: Callable[[QWidget], object]) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    seen: list[bool] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(read_as_it_is(box))
        box.reject()

    QTimer.singleShot(0, look)
    ask(over)
    assert seen == [True]


def test_a_name_in_the_tooltip_of_an_import_is_no_markup(qapp: QApplication) -> None:
    model = ImportModel()
    model.show_preview(ImportPreview(Path(), (FolderPreview(Path(NAME), NAME, ImportPlan.ENROL),)))
    shown = QTextDocument()
    shown.setHtml(str(model.index(0, WHO).data(Qt.ItemDataRole.ToolTipRole)))
    assert shown.toPlainText() == NAME


def test_a_tooltip_without_markup_stays_as_it_is() -> None:
    assert plain_tip("a < b\nand c") == "a < b\nand c"
