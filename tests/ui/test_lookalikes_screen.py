"""The screen of lookalikes, on a real database of made-up pairs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from faceapp.domain.errors import CalibrationError, FaceappError
from faceapp.domain.lookalikes import Likeness, Lookalikes
from faceapp.domain.pins import is_pin
from faceapp.domain.records import Person
from faceapp.services.guard_register import GuardRegister
from faceapp.storage.database import open_database
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.storage.person_pins import PersonPinsRepository
from faceapp.ui.lookalikes_screen import LookalikesScreen
from faceapp.ui.pin_dialog import PinDialog
from faceapp.ui.style import apply_style

THEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass
class PlayedSite:
    """Ada (1), Ben (2) and Cem & Co (3); the test says who is alike."""

    path: Path
    pairs: list[Lookalikes] = field(default_factory=list)
    error: FaceappError | None = None
    threads: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.guards = GuardRegister(lambda: open_database(self.path))
        self.threshold_in_force = SimpleNamespace(threshold=0.4)

    def lookalikes(self) -> list[Lookalikes]:
        self.threads.add(threading.current_thread().name)
        if self.error is not None:
            raise self.error
        return self.pairs

    def people(self) -> list[Person]:
        with closing(open_database(self.path)) as database:
            return PeopleRepository(database).list()


@pytest.fixture
def site(tmp_path: Path) -> PlayedSite:
    with closing(open_database(tmp_path / "db")) as database:
        for name in ("Ada", "Ben", "Cem & Co"):
            unit = np.eye(1, 8, dtype=np.float32)[0]
            PeopleRepository(database).enrol(name, [NewTemplate(unit, "e", 1.0, "photo")], THEN)
    return PlayedSite(
        tmp_path / "db",
        [
            Lookalikes(1, 3, 0.62, 0.6, 1.0, 4, Likeness.SAME),
            Lookalikes(2, 3, 0.42, 0.3, 0.25, 4, Likeness.SIMILAR),
            Lookalikes(1, 2, 0.38, 0.2, 0.0, 4, Likeness.SIMILAR),
        ],
    )


@pytest.fixture
def screen(qtbot: QtBot, qapp: QApplication, site: PlayedSite) -> Iterator[LookalikesScreen]:
    apply_style(qapp)
    made = LookalikesScreen(site)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(800, 480)
    with qtbot.waitSignal(made.refreshed):
        made.show()
    yield made
    made.wait()


def words(screen: LookalikesScreen) -> list[str]:
    return [label.text() for label in screen.findChildren(QLabel) if label.isVisibleTo(screen) and label.text()]


def press(qtbot: QtBot, screen: LookalikesScreen, name: str) -> None:
    (button,) = [button for button in screen.findChildren(QPushButton) if button.accessibleName() == name]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_pairs_are_told_worst_first_and_read_off_the_main_thread(screen: LookalikesScreen, site: PlayedSite) -> None:
    told = words(screen)
    assert [word for word in told if word.startswith(("Ada and", "Ben and"))] == [
        *("Ada and Cem & Co", "Ben and Cem & Co"),
        "Ada and Ben",
    ]
    assert "Perhaps one person, enrolled twice: score 0.62, the door accepts from 0.40 on." in told
    assert "The door can take one for the other: score 0.42, it accepts from 0.40 on." in told
    assert "Nearly as alike as the door asks for: score 0.38, it accepts from 0.40 on." in told
    assert site.threads == {"faceapp-background"}


def test_a_pair_is_guarded_given_pins_and_unguarded(qtbot: QtBot, screen: LookalikesScreen, site: PlayedSite) -> None:
    with qtbot.waitSignal(screen.refreshed):
        press(qtbot, screen, "Guard with PINs: Ada and Ben")
    (pair,) = site.guards.pairs()
    assert (pair.first, pair.second, pair.author) == (1, 2, "administrator")
    assert "Guarded, but neither has a PIN, and neither is let in." in words(screen)
    press(qtbot, screen, "Set PIN of Ada…")
    dialog = screen.findChild(PinDialog)
    enter(qtbot, dialog, "8305")
    with qtbot.waitSignal(screen.refreshed):
        enter(qtbot, dialog, "8305")
    with closing(open_database(site.path)) as database:
        kept = PersonPinsRepository(database).find(1)
    assert kept is not None
    assert is_pin("8305", kept.hash)
    assert "Guarded, but Ben has no PIN and is not let in." in words(screen)
    site.guards.set_pin(2, "9271")
    with qtbot.waitSignal(screen.refreshed):
        screen.refresh()
    assert "Guarded: the door asks both for the PIN." in words(screen)
    with qtbot.waitSignal(screen.refreshed):
        press(qtbot, screen, "Stop guarding: Ada and Ben")
    assert site.guards.pairs() == []
    assert not any(word.startswith("Guarded") for word in words(screen))


def test_a_guarded_pair_stays_listed_when_it_is_not_near_any_more(
    qtbot: QtBot, screen: LookalikesScreen, site: PlayedSite
) -> None:
    site.guards.guard(1, 2, author="root")
    site.pairs = []
    with qtbot.waitSignal(screen.refreshed):
        screen.refresh()
    assert "Ada and Ben" in words(screen)
    assert "Not near the threshold any more." in words(screen)


def test_nobody_alike_is_good_news(qtbot: QtBot, screen: LookalikesScreen, site: PlayedSite) -> None:
    site.pairs = []
    with qtbot.waitSignal(screen.refreshed):
        screen.refresh()
    assert "Nobody looks like anybody" in words(screen)
    shown = [label.text() for label in screen.findChildren(QLabel) if label.isVisibleTo(screen)]
    assert not any(text.startswith("These people are alike") for text in shown), "there are none"


def test_who_was_removed_meanwhile_is_left_out(qtbot: QtBot, screen: LookalikesScreen, site: PlayedSite) -> None:
    with closing(open_database(site.path)) as database:
        PeopleRepository(database).remove(3)
    with qtbot.waitSignal(screen.refreshed):
        screen.refresh()
    assert [word for word in words(screen) if " and " in word and word.startswith(("Ada", "Ben"))] == ["Ada and Ben"]


def test_what_cannot_be_read_is_told(qtbot: QtBot, screen: LookalikesScreen, site: PlayedSite) -> None:
    site.error = CalibrationError("The threshold is of another encoder.", hint="Calibrate again.")
    screen.refresh()
    qtbot.waitUntil(screen.banner.isVisible)
    assert screen.banner.text == "The threshold is of another encoder. Calibrate again."
    site.error = None
    with qtbot.waitSignal(screen.refreshed):
        screen.refresh()
    assert not screen.banner.isVisible()


def test_very_many_pairs_are_not_all_shown(qtbot: QtBot, screen: LookalikesScreen, site: PlayedSite) -> None:
    site.lookalikes = lambda: [  # type: ignore[method-assign]
        Lookalikes(first, second, 0.5, 0.5, 1.0, 1, Likeness.SIMILAR)
        for first in range(1, 12)
        for second in range(first + 1, 12)
    ]
    everybody = [Person(number, f"Person {number}", 1, THEN) for number in range(1, 12)]
    site.people = lambda: everybody  # type: ignore[method-assign]
    with qtbot.waitSignal(screen.refreshed):
        screen.refresh()
    assert "Pairs less alike, not shown: 5" in words(screen)


@pytest.mark.parametrize("size", [(480, 700), (715, 480), (1200, 800)])
def test_nothing_is_cut_off_with_long_names(
    qtbot: QtBot, screen: LookalikesScreen, site: PlayedSite, size: tuple[int, int]
) -> None:
    with closing(open_database(site.path)) as database:
        for number in (1, 2):
            PeopleRepository(database).rename(number, f"{number} " + "Wolfeschlegelsteinhausen " * 4)
    site.guards.guard(1, 2, author="root")
    with qtbot.waitSignal(screen.refreshed):
        screen.refresh()
    screen.resize(*size)
    QApplication.sendPostedEvents()
    room = screen._scroll.viewport().width()
    for button in screen.findChildren(QPushButton):
        if button.isVisibleTo(screen._scroll):
            assert button.mapTo(screen._scroll.widget(), button.rect().topRight()).x() < room


def test_every_control_has_a_name_and_a_size_for_fingers(screen: LookalikesScreen) -> None:
    for button in screen.findChildren(QPushButton):
        assert button.accessibleName()
        assert button.height() >= 44


def test_another_language_is_taken_up(screen: LookalikesScreen) -> None:
    QApplication.sendEvent(screen, QEvent(QEvent.Type.LanguageChange))
    assert "Ada and Ben" in words(screen)


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication) -> PinDialog:
    apply_style(qapp)
    made = PinDialog("Ada")
    qtbot.addWidget(made)
    made.show()
    return made


def enter(qtbot: QtBot, dialog: PinDialog, pin: str) -> None:
    qtbot.keyClicks(dialog.pad, pin)
    qtbot.keyClick(dialog.pad, Qt.Key.Key_Return)


def test_a_new_pin_is_entered_twice(qtbot: QtBot, dialog: PinDialog) -> None:
    heard: list[str] = []
    dialog.chosen.connect(heard.append)
    assert dialog.pad.accessibleDescription() == "Ada enters it at the door: 4 to 8 digits."
    enter(qtbot, dialog, "1234")
    assert dialog.pad.message == "Too easy: it counts up or down."
    enter(qtbot, dialog, "8305")
    assert dialog.pad.accessibleName() == "Once more"
    enter(qtbot, dialog, "8306")
    assert dialog.pad.message == "The two were not the same. Begin again."
    assert dialog.pad.accessibleName() == "New PIN"
    enter(qtbot, dialog, "8305")
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    assert dialog.pad.accessibleName() == "Once more"
    enter(qtbot, dialog, "8305")
    assert heard == ["8305"]
    assert not dialog.isVisible()


def test_no_pin_is_chosen_upon_cancel(qtbot: QtBot, dialog: PinDialog) -> None:
    heard: list[str] = []
    dialog.chosen.connect(heard.append)
    enter(qtbot, dialog, "8305")
    qtbot.keyClick(dialog.pad, Qt.Key.Key_Escape)
    assert heard == []
    assert not dialog.isVisible()
