"""What is hidden over the lock: it comes back as it was, unless it was done meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from faceapp.ui.set_aside import SetAside


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened_and_hidden(window: QWidget) -> tuple[SetAside, QDialog]:
    dialog, aside = QDialog(window), SetAside()
    dialog.open()
    aside.hide()
    assert not dialog.isVisible()
    return aside, dialog


def test_a_dialog_comes_back(window: QWidget) -> None:
    aside, dialog = opened_and_hidden(window)
    assert aside.any
    aside.show_again()
    assert dialog.isVisible() and not aside.any
    dialog.reject()


def test_one_that_was_done_while_it_was_hidden_does_not(window: QWidget) -> None:
    aside, dialog = opened_and_hidden(window)
    dialog.accept()
    assert not aside.any
    aside.show_again()
    assert not dialog.isVisible()
