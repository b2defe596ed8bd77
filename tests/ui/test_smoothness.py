"""The whole window on a site with many people and events: no screen, switch or dialog holds the main thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from faceapp.app import Application
from faceapp.config import Settings
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.storage.values import instant_to_text
from faceapp.ui.appearance import Appearance
from faceapp.ui.main_window import MainWindow
from faceapp.ui.style import DARK, LIGHT, apply_style

PEOPLE, EVENTS = 500, 20_000
WAIT_MS = 60_000
NOW = datetime.now(UTC)
OUTCOMES = (("granted", "matched"), ("denied", "unknown"), ("denied", "ambiguous"), ("granted", "matched"))


def fill(application: Application) -> None:
    """Enrol people with three templates each, and write down a year of decisions."""
    random = np.random.default_rng(0)
    size, encoder = application.card.network.embedding_size, application.card.encoder_id
    with closing(application.database()) as db:
        people = PeopleRepository(db)
        with db.conn:
            db.conn.execute("PRAGMA synchronous = OFF")
        for number in range(PEOPLE):
            direction = random.normal(size=size)
            rows = direction / np.linalg.norm(direction) + 0.1 * random.normal(size=(3, size))
            rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
            made = [
                NewTemplate(row, encoder, 0.9, f"clip {place % 2}.mkv at {place}.0 s") for place, row in enumerate(rows)
            ]
            people.enrol(f"Person {number:03d}", made, NOW - timedelta(days=400))
        events = []
        for number in range(EVENTS):
            outcome, reason = OUTCOMES[number % len(OUTCOMES)]
            person = number % PEOPLE + 1 if outcome == "granted" else None
            when = instant_to_text(NOW - timedelta(days=365) * (1 - number / EVENTS))
            events.append((when, "0", number, outcome, reason, person, 0.5, 0.4, 5, 0.3, encoder, "closed", "cosine"))
        with db.conn:
            db.conn.executemany(
                "INSERT INTO events (occurred_at, source, track_id, outcome, reason, person_id, score, threshold,"
                " frames, latency_s, encoder_id, door, similarity) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                events,
            )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, write_tiny_encoder: Callable[..., Path]) -> Iterator[Application]:
    """A site with a threshold of its own in force."""
    folder = tmp_path_factory.mktemp("site")
    settings = Settings.model_validate(
        {"encoder": {"model": str(write_tiny_encoder(folder / "tiny"))}, "decision": {"target_fmr": 0.01}}
    )
    application = Application.open(folder / "data", settings, exclusive=False)
    fill(application)
    result = application.calibration.calibrate(0.01)
    application.calibration.apply(result, author="ada", now=NOW)
    yield application
    application.close()


def is_idle(window: MainWindow) -> bool:
    """Whether no screen has work under way."""
    screens = (window.calibration, window.events, window.settings, window.health)
    lookalikes = window.lookalikes
    waiting = lookalikes._task is not None or bool(lookalikes._waiting)
    return all(screen.idle for screen in screens) and not (window.people._tasks.busy or waiting)


def do(qtbot: QtBot, window: MainWindow, action: Callable[[], object]) -> None:
    """Do something within an event, so that the watchdog counts it, and wait for all that follows."""
    done: list[bool] = []
    QTimer.singleShot(0, lambda: (action(), done.append(True)))
    qtbot.waitUntil(lambda: bool(done), timeout=WAIT_MS)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: is_idle(window), timeout=WAIT_MS)
    QApplication.processEvents()


@pytest.fixture
def shown(qtbot: QtBot, site: Application) -> Iterator[MainWindow]:
    """The window of that site, without a camera, whose every screen was looked at."""
    window = MainWindow(site, "nowhere.mp4", mirrored=False)
    window.show()
    window.start()
    qtbot.waitUntil(lambda: is_idle(window), timeout=WAIT_MS)
    for name in window.shell.names:
        do(qtbot, window, partial(window.show_screen, name))
    yield window
    window.close()
    # Not by a later event of the loop: the program is over by then, and nobody waits for its window.
    shiboken6.delete(window)


def test_every_screen_opens_fills_and_is_resized(qtbot: QtBot, shown: MainWindow) -> None:
    for size in ((800, 480), (1920, 1080)):
        for name in shown.shell.names:
            do(qtbot, shown, partial(shown.show_screen, name))
            assert shown.shell.current == name
            do(qtbot, shown, partial(shown.resize, *size))
    assert shown.people._filtered.rowCount() == PEOPLE
    assert shown.events.model.rowCount() == EVENTS
    assert len(shown.settings.rows) > 20


def test_a_person_is_chosen_edited_and_given_more_pictures(qtbot: QtBot, shown: MainWindow) -> None:
    do(qtbot, shown, partial(shown.show_screen, "people"))
    do(qtbot, shown, partial(shown.people.select, PEOPLE // 2))
    do(qtbot, shown, shown.people.edit_person)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    do(qtbot, shown, dialog.close)
    do(qtbot, shown, partial(shown.open_enrolment, None))
    assert shown.enrolment is not None
    do(qtbot, shown, shown.enrolment.close)


def test_the_threshold_line_is_dragged_through_the_scores(qtbot: QtBot, shown: MainWindow) -> None:
    do(qtbot, shown, partial(shown.resize, 1600, 900))
    do(qtbot, shown, partial(shown.show_screen, "calibration"))
    do(qtbot, shown, shown.calibration.find_bar.start.click)
    chart = shown.calibration.result.scores
    place = QPoint(chart.width() // 2, chart.height() // 2)
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=place)
    for _ in range(20):
        place += QPoint(5, 0)
        qtbot.mouseMove(chart, place)
        QApplication.processEvents()
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=place)
    do(qtbot, shown, lambda: None)
    assert chart._threshold > 0


def test_the_language_is_another_and_the_camera_starts_again(
    qtbot: QtBot, shown: MainWindow, appearance: Appearance
) -> None:
    do(qtbot, shown, partial(appearance.set_language, "zh_CN"))
    qtbot.waitUntil(lambda: shown.people.panel.title.text() == "人员")
    do(qtbot, shown, partial(appearance.set_language, "en"))
    before = shown._runtime
    do(qtbot, shown, shown.start)
    qtbot.waitUntil(lambda: shown._runtime not in (None, before))


def test_the_theme_is_another_on_any_screen(qtbot: QtBot, shown: MainWindow, appearance: Appearance) -> None:
    do(qtbot, shown, partial(shown.resize, 1920, 1080))
    for name in shown.shell.names:
        do(qtbot, shown, partial(shown.show_screen, name))
        for theme in ("light", "dark"):
            do(qtbot, shown, partial(appearance.set_theme, theme))
            qtbot.waitUntil(lambda: appearance.idle)
            do(qtbot, shown, lambda: None)


def test_a_theme_that_was_changed_to_looks_as_one_that_was_begun_with(
    qtbot: QtBot, qapp: QApplication, shown: MainWindow, appearance: Appearance
) -> None:
    def pictures() -> dict[str, QImage]:
        taken = {}
        for name in ("people", "lookalikes", "calibration", "events", "settings"):  # the others tell the time
            do(qtbot, shown, partial(shown.show_screen, name))
            if (focused := qapp.focusWidget()) is not None:
                focused.clearFocus()  # cursors blink
            taken[name] = shown.grab().toImage()
        return taken

    dark = pictures()
    appearance.set_theme("light")
    assert not shown.updatesEnabled()  # nothing half done is seen
    qtbot.waitUntil(lambda: appearance.idle)
    assert shown.updatesEnabled()
    light = pictures()
    assert all(light[name] != dark[name] for name in dark)
    for theme in ("dark", "light", "dark"):  # each before the last has come to an end
        appearance.set_theme(theme)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: appearance.idle)
    assert [name for name, picture in pictures().items() if picture != dark[name]] == []
    try:
        qapp.setStyleSheet("")
        apply_style(qapp, LIGHT)
        assert [name for name, picture in pictures().items() if picture != light[name]] == []
    finally:
        qapp.setStyleSheet("")
        apply_style(qapp, DARK)
