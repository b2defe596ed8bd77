"""What lies behind a dialog is dimmed, and only then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from faceapp.ui import style
from faceapp.ui.enrol_dialog import EnrolDialog
from faceapp.ui.main_window import MainWindow
from faceapp.ui.namesake_question import ask_about_namesakes
from faceapp.ui.veil import Veil


def corner(window: QWidget) -> QColor:
    """How bright a window is at its lower right, where nothing is written."""
    return window.grab().toImage().pixelColor(QPoint(window.width() - 3, window.height() - 3))


@pytest.fixture
def enrolling(window: MainWindow) -> EnrolDialog:
    window.show_screen("people")
    window.add_person()
    assert window.enrolment is not None
    return window.enrolment


def test_the_window_is_dimmed_while_a_dialog_is_open(window: MainWindow) -> None:
    window.show_screen("people")
    before = corner(window)
    assert before == QColor(style.theme().ground)
    window.add_person()
    assert corner(window).lightness() < before.lightness()
    window.enrolment.reject()
    assert corner(window) == before


def test_a_dialog_is_brighter_than_the_panels_behind_it(enrolling: EnrolDialog, window: MainWindow) -> None:
    panel = window.people.panel
    behind = window.grab().toImage().pixelColor(panel.mapTo(window, QPoint(panel.width() // 2, panel.height() - 30)))
    assert corner(enrolling) == QColor(style.theme().surface)
    assert behind.lightness() < corner(enrolling).lightness()


def test_a_dialog_is_dimmed_by_a_question_over_it(enrolling: EnrolDialog, application) -> None:
    shades: list[QColor] = []

    def look() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QMessageBox)
        shades.append(corner(enrolling))
        question.reject()

    bright = corner(enrolling)
    QTimer.singleShot(0, look)
    ask_about_namesakes(enrolling, "Maria Keller", application.enrolled[:1], can_be_same=True)
    assert [shade.lightness() < bright.lightness() for shade in shades] == [True]
    assert corner(enrolling) == bright


def test_all_of_a_window_is_dimmed_also_when_it_grows(qtbot: QtBot, enrolling: EnrolDialog, window: MainWindow) -> None:
    window.resize(window.width() + 200, window.height() + 100)
    veil = next(child for child in window.children() if isinstance(child, Veil))
    qtbot.waitUntil(lambda: veil.geometry() == window.rect())
    assert corner(window).lightness() < QColor(style.theme().ground).lightness()


def test_all_of_a_window_is_dimmed_that_grew_while_it_was_hidden(
    qtbot: QtBot, enrolling: EnrolDialog, window: MainWindow
) -> None:
    veil = next(child for child in window.children() if isinstance(child, Veil))
    window.hide()
    window.resize(window.width() + 200, window.height() - 100)
    window.show()
    qtbot.waitUntil(lambda: veil.geometry() == window.rect())
