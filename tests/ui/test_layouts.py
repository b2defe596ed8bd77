"""Nothing of the window's frame is cut off: in either language, with words 40 % longer, from 800x480 to 4K."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.ui.appearance import Appearance
from faceapp.ui.main_window import MainWindow

SIZES = [(800, 480), (480, 800), (1920, 1080), (3840, 2160)]


class Longer(QTranslator):
    """English with words that are 40 % longer, as they are in many a language."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        words = text.replace("%n", str(n)).split(" ")
        return " ".join(word if "{" in word else word + "ö" * round(0.4 * len(word)) for word in words)

    def isEmpty(self) -> bool:  # noqa: N802
        return False


@pytest.fixture(params=["en", "zh_CN", "longer"])
def language(request: pytest.FixtureRequest, qapp: QApplication, appearance: Appearance) -> Iterator[str]:
    if request.param != "longer":
        appearance.set_language(request.param)
        yield request.param
        return
    longer = Longer()
    qapp.installTranslator(longer)
    yield request.param
    qapp.removeTranslator(longer)


def cut_off(root: QWidget) -> list[str]:
    """What is shown with less room than its words need."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            short = widget.heightForWidth(widget.width()) > widget.height()
        elif isinstance(widget, QAbstractButton) and "IconOnly" in str(widget.property("toolButtonStyle")):
            short = False
        else:
            words = widget.fontMetrics().size(0, widget.text().replace("&", ""))
            short = words.width() > widget.width() - 4 or words.height() > widget.height()
        if short:
            found.append(f"{widget.text()!r}: {widget.size()} for {widget.sizeHint()}")
    return found


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_around_the_door(qtbot: QtBot, application, language: str, size: tuple[int, int]) -> None:
    application.administration.pin = "739154"
    window = MainWindow(application, "0", mirrored=True)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.start()
    application.runtimes[-1].tell(SourceStatus(SourceState.LOST, "Camera 0 cannot be opened. Plug one in.", 4.0))
    qtbot.wait(1)
    assert window.size().toTuple() == size
    assert cut_off(window) == []
    window.show_screen("people")
    qtbot.waitUntil(window.shell.gate.isVisible)
    qtbot.wait(1)
    assert cut_off(window.shell.gate) == []
    window.shell.lock.unlock()
    window.show_screen("kiosk")
    qtbot.wait(1)
    assert window.size().toTuple() == size
    assert cut_off(window.shell.rail) + cut_off(window.kiosk._foot) == []
    window.end()


@pytest.mark.parametrize("size", SIZES[:3])
def test_nothing_is_cut_off_in_the_first_steps(qtbot: QtBot, application, language: str, size: tuple[int, int]) -> None:
    application.first_start.due = True
    window = MainWindow(application, "0", mirrored=True)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.offer_first_steps("en")
    steps = window.first_steps
    assert steps is not None
    for step in range(4):
        steps._go_to(step)
        qtbot.wait(1)
        assert cut_off(steps) == [], step
        assert steps.width() <= window.width() and steps.height() <= window.height()
    window.end()
