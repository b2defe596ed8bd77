"""Every control of every screen can be named by a screen reader, and is reached by Tab in the order of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from faceapp.app import Application
from faceapp.config import Settings
from faceapp.domain.records import AccessEvent, Outcome, Reason
from faceapp.services.enrolment import Picture
from faceapp.storage.events import EventsRepository
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.ui.appearance import Appearance
from faceapp.ui.calibration_screen import CalibrationScreen
from faceapp.ui.events_screen import EventsScreen
from faceapp.ui.lookalikes_screen import LookalikesScreen
from faceapp.ui.main_window import MainWindow
from faceapp.ui.people_screen import PeopleScreen
from faceapp.ui.person_detail import PersonDetail
from faceapp.ui.pin_dialog import PinDialog
from tests.ui.conftest import PlayedApplication

PATIENCE_MS = 20_000
NAMES = ("Amira Haddad", "Bram de Vries", *(f"Person {number}" for number in range(3, 31)))
SCREENS = ("kiosk", "people", "lookalikes", "calibration", "events", "settings", "health")
SIZES = ((800, 480), (1920, 1080))
# How far two controls of one row may be apart in height, px.
SAME_ROW = 6
MOST_STEPS = 400


@pytest.fixture
def site(tmp_path: Path, write_tiny_encoder: Callable[..., Path]) -> Iterator[Application]:
    """Thirty people, the first two of them alike, and a decision."""
    settings = Settings.model_validate(
        {"encoder": {"model": str(write_tiny_encoder(tmp_path / "tiny"))}, "decision": {"target_fmr": 0.01}}
    )
    application = Application.open(tmp_path / "data", settings, exclusive=False)
    random = np.random.default_rng(1)
    size, encoder_id = application.card.network.embedding_size, application.card.encoder_id
    with closing(application.database()) as database:
        people = PeopleRepository(database)
        base = random.normal(size=size)
        for number, name in enumerate(NAMES):
            made = []
            for picture in range(2):
                own = base + 0.05 * random.normal(size=size) if number < 2 else random.normal(size=size)
                embedding = (own / np.linalg.norm(own)).astype(np.float32)
                made.append(NewTemplate(embedding, encoder_id, 0.9, f"photo-{picture}.jpg"))
            people.enrol(name, made, datetime.now(UTC))
        EventsRepository(database).add(
            AccessEvent(
                None, datetime.now(UTC), "test", 1, Outcome.DENIED, Reason.UNKNOWN, None, 0.2, 0.5, 4, 0.5, encoder_id,
                "closed",
            )
        )  # fmt: skip
    yield application
    application.close()


@pytest.fixture
def open_window(qtbot: QtBot, site: Application) -> Iterator[MainWindow]:
    window = MainWindow(site, "0", mirrored=True)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: not window.people._tasks.busy, timeout=PATIENCE_MS)
    yield window
    window.end()


def controls(root: QWidget) -> list[QWidget]:
    """What can be reached by Tab below a widget, in no order."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")  # Qt's own parts of a control
    ]


def spoken(widget: QWidget) -> str:
    """What a screen reader calls it: its own name, what is written on it, or the label that leads to it."""
    name = widget.accessibleName()
    if not name and isinstance(widget, QAbstractButton):
        name = widget.text()
    if not name and isinstance(widget, QGroupBox):
        name = widget.title()
    if not name:
        name = next((label.text() for label in widget.window().findChildren(QLabel) if label.buddy() is widget), "")
    return name.strip()


def told(widget: QWidget) -> str:
    """How a failure names it."""
    names = []
    above: QWidget | None = widget
    while above is not None and len(names) < 4:
        names.append(type(above).__name__ + (f"#{above.objectName()}" if above.objectName() else ""))
        above = above.parentWidget()
    return " < ".join(names)


def nameless(root: QWidget) -> list[str]:
    return [told(control) for control in controls(root) if not spoken(control)]


def area(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def jumps(qtbot: QtBot, root: QWidget) -> list[str]:
    """Steps of Tab that go back: up within a column, or to the left within a row."""
    first = next(iter(controls(root)), None)
    if first is None:
        return []
    first.setFocus(Qt.FocusReason.TabFocusReason)
    found, seen, one = [], [first], first
    for _ in range(MOST_STEPS):
        qtbot.keyClick(one, Qt.Key.Key_Tab)
        following = QApplication.focusWidget()
        if following is one:
            return [*found, f"Tab does not leave {told(one)}"]
        if following is None or following in seen:
            break
        if root.isAncestorOf(following) and root.isAncestorOf(one):
            here, there = area(one, root), area(following, root)
            above = there.bottom() < here.top() + SAME_ROW
            left = there.right() < here.left() + SAME_ROW
            beside = not above and there.top() < here.bottom() - SAME_ROW
            if ((above and there.left() <= here.right()) or (left and beside)) and following is not first:
                found.append(f"from {spoken(one)!r} {here.getRect()} back to {spoken(following)!r} {there.getRect()}")
        seen.append(following)
        one = following
    return found


def lost_labels(root: QWidget) -> list[str]:
    """Labels with a key of their own, which leads nowhere without a buddy."""
    return [
        label.text()
        for label in root.findChildren(QLabel)
        if label.isVisibleTo(root)
        and label.textFormat() is not Qt.TextFormat.RichText
        and "&" in label.text().replace("&&", "")
        and label.buddy() is None
    ]


def unlabelled_fields(root: QWidget) -> list[str]:
    """Fields that have no name of their own beyond what they hold."""
    found = []
    for control in controls(root):
        if isinstance(control, QComboBox | QAbstractSpinBox):
            buddies = [label for label in root.findChildren(QLabel) if label.buddy() is control]
            if not control.accessibleName() and not buddies:
                found.append(told(control))
    return found


def check(qtbot: QtBot, root: QWidget) -> None:
    assert nameless(root) == []
    assert unlabelled_fields(root) == []
    assert lost_labels(root) == []
    assert jumps(qtbot, root) == []


def settle(qtbot: QtBot, window: MainWindow, name: str) -> QWidget:
    window.show_screen(name)
    screen: QWidget = getattr(window, name)
    if isinstance(screen, LookalikesScreen):
        qtbot.waitUntil(lambda: screen._overview is not None and screen._task is None, timeout=PATIENCE_MS)
    elif hasattr(screen, "idle"):
        qtbot.waitUntil(lambda: screen.idle, timeout=PATIENCE_MS)
    qtbot.wait(20)
    return screen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_spoken_and_walked(qtbot: QtBot, open_window: MainWindow, name: str, size: tuple[int, int]) -> None:
    open_window.resize(*size)
    screen = settle(qtbot, open_window, name)
    check(qtbot, screen)
    check(qtbot, open_window.shell.rail)


def opened(qtbot: QtBot, window: QWidget) -> QDialog:
    """The dialog that is open over the window."""
    found: list[QDialog] = []

    def look() -> bool:
        found[:] = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
        return bool(found)

    qtbot.waitUntil(look)
    qtbot.wait(20)
    return found[0]


@pytest.mark.parametrize("size", SIZES)
def test_a_person_and_their_form(qtbot: QtBot, open_window: MainWindow, size: tuple[int, int]) -> None:
    open_window.resize(*size)
    screen = settle(qtbot, open_window, "people")
    assert isinstance(screen, PeopleScreen)
    screen.select(1)
    people = next(view for view in screen.findChildren(QListView) if view.isVisible())
    detail = screen.findChild(PersonDetail)
    people.activated.emit(people.currentIndex())
    qtbot.waitUntil(detail.isVisible)
    qtbot.wait(20)
    check(qtbot, screen)
    screen.edit_person()
    form = opened(qtbot, open_window)
    check(qtbot, form)
    form.reject()


@pytest.mark.parametrize("size", SIZES)
def test_a_decision_and_the_charts(qtbot: QtBot, open_window: MainWindow, size: tuple[int, int]) -> None:
    open_window.resize(*size)
    screen = settle(qtbot, open_window, "events")
    assert isinstance(screen, EventsScreen)
    screen.list.table.selectRow(0)
    screen.list._open()
    qtbot.wait(20)
    check(qtbot, screen)
    screen._charts_button.click()
    qtbot.waitUntil(lambda: screen.idle, timeout=PATIENCE_MS)
    qtbot.wait(20)
    check(qtbot, screen)


@pytest.mark.parametrize("size", SIZES)
def test_a_threshold_that_was_found(qtbot: QtBot, open_window: MainWindow, size: tuple[int, int]) -> None:
    open_window.resize(*size)
    screen = settle(qtbot, open_window, "calibration")
    assert isinstance(screen, CalibrationScreen)
    screen.start()
    qtbot.waitUntil(lambda: screen.idle, timeout=PATIENCE_MS)
    qtbot.wait(20)
    check(qtbot, screen)


def test_the_import(qtbot: QtBot, open_window: MainWindow) -> None:
    screen = settle(qtbot, open_window, "people")
    assert isinstance(screen, PeopleScreen)
    screen.import_folder()
    dialog = opened(qtbot, open_window)
    check(qtbot, dialog)
    dialog.reject()


def test_a_new_pin_and_the_lock(qtbot: QtBot, open_window: MainWindow, site: Application) -> None:
    dialog = PinDialog("Amira Haddad", open_window)
    dialog.open()
    check(qtbot, opened(qtbot, open_window))
    dialog.reject()
    site.administration.set_pin("739154")
    open_window.shell.look_at_lock()
    open_window.shell.lock_now()
    open_window.show_screen("people")
    qtbot.waitUntil(open_window.shell.gate.isVisible)
    check(qtbot, open_window.shell.gate)


@pytest.mark.parametrize("step", range(4))
def test_the_first_steps(qtbot: QtBot, application: PlayedApplication, step: int) -> None:
    application.first_start.due = True
    window = MainWindow(application, "0", mirrored=True)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.show()
    window.offer_first_steps("en")
    steps = window.first_steps
    assert steps is not None
    steps._go_to(step)
    qtbot.wait(20)
    check(qtbot, steps)
    window.end()


@pytest.mark.parametrize("page", ["camera", "files", "review"])
def test_an_enrolment(
    qtbot: QtBot, window: MainWindow, application: PlayedApplication, make, page: str, tmp_path: Path
) -> None:
    window.show_screen("people")
    window.add_person()
    dialog = window.enrolment
    assert dialog is not None
    if page == "files":
        dialog._tabs.setCurrentIndex(1)
        (tmp_path / "ada.jpg").touch()
        dialog._files.add_paths([tmp_path / "ada.jpg"])
    elif page == "review":
        dialog.set_name("Ada")
        dialog._make_draft(pictures=[Picture(np.zeros((8, 8, 3), np.uint8), f"{number}.jpg") for number in range(3)])
        qtbot.waitUntil(lambda: dialog._pages.currentWidget() is dialog._checking)
    qtbot.wait(20)
    check(qtbot, dialog)
    dialog.reject()


def words_of(window: QWidget) -> list[tuple[str, str, str]]:
    """What every part of a window says to the eye and to a screen reader, in the order of its parts."""
    told = []
    for part in window.findChildren(QWidget):
        shown = part.text() if isinstance(part, QLabel | QAbstractButton) else ""
        if isinstance(part, QLineEdit):
            shown = part.placeholderText()
        elif isinstance(part, QComboBox):
            shown = " / ".join(part.itemText(place) for place in range(part.count()))
        told.append((type(part).__name__, shown, f"{part.accessibleName()} {part.accessibleDescription()}"))
    return told


def at_rest(qtbot: QtBot, page: QWidget) -> list[tuple[str, str, str]]:
    """A screen's words once no more of them come, such as what is read in the background."""
    words, alike = words_of(page), 0
    while alike < 5:
        qtbot.wait(40)
        before, words = words, words_of(page)
        alike = alike + 1 if words == before else 0
    return words


@pytest.mark.parametrize("name", SCREENS)
def test_a_language_chosen_and_taken_back_leaves_every_word_as_it_was(
    qtbot: QtBot, open_window: MainWindow, appearance: Appearance, name: str
) -> None:
    open_window.show_screen(name)
    page = open_window.shell.pages.currentWidget()
    assert page is not None
    qtbot.waitUntil(lambda: not open_window.settings.list.building and open_window.health.idle, timeout=PATIENCE_MS)
    before = at_rest(qtbot, page)
    assert len([words for _, *words in before if any(word.strip() for word in words)]) > 3
    appearance.set_language("zh_CN")
    qtbot.waitUntil(lambda: words_of(page) != before)
    at_rest(qtbot, page)
    appearance.set_language("en")
    qtbot.wait(1)
    changed = [pair for pair in zip(before, at_rest(qtbot, page), strict=True) if pair[0] != pair[1]]
    assert changed == []
