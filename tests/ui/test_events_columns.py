"""The table of events at every size and in every language: no moment and no heading is cut, no column out of sight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QStyle
from pytestqt.qtbot import QtBot

from faceapp.domain.drift import Drift
from faceapp.domain.records import AccessEvent, Outcome, Reason
from faceapp.services.event_records import EventRecords
from faceapp.storage.database import open_database
from faceapp.storage.events import EventsRepository
from faceapp.ui.appearance import Appearance
from faceapp.ui.events_model import SCORE, WHEN, WHO
from faceapp.ui.events_screen import EventsScreen


@pytest.fixture
def screen(qtbot: QtBot, tmp_path: Path) -> Iterator[EventsScreen]:
    """One decision in each month of a year, at two in the morning and late in the evening."""
    path = tmp_path / "a.db"
    database = open_database(path)
    events = EventsRepository(database)
    for month in range(1, 13):
        for hour in (2, 22):
            when = datetime(2026, month, 28, hour, 48, 58, tzinfo=UTC)
            events.add(
                AccessEvent(
                    None, when, "front", 1, Outcome.DENIED, Reason.UNKNOWN, None, 0.888, 0.5, 4, 0.2, "e@0", "closed"
                )
            )
    database.close()
    made = EventsScreen(
        EventRecords(lambda: open_database(path)),
        find_drift=lambda: Drift((), 0, ()),
        keep_days=lambda: 0,
        author=lambda: "ada",
    )
    # As in the window: the screen's own minimum is the least that its place may be.
    place = QStackedWidget()
    place.addWidget(made)
    qtbot.addWidget(place)
    yield made
    made.stop()


def settle(qtbot: QtBot, screen: EventsScreen) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: screen.idle)
    screen.grab()  # painting asks for the pages
    qtbot.waitUntil(lambda: screen.idle)


def check(screen: EventsScreen) -> None:
    """Compare what the style leaves for the words of each cell with what they need."""
    table = screen.list.table
    model, header = screen.model, table.horizontalHeader()
    columns = [column for column in range(model.columnCount()) if not table.isColumnHidden(column)]
    assert {WHEN, WHO} <= set(columns)
    assert sum(table.columnWidth(column) for column in columns) == table.viewport().width()
    assert table.columnWidth(WHO) >= 110 and table.horizontalOffset() == 0
    # What a style sheet's padding (8 px) and the style's own margin leave on either side.
    margin = 2 * (8 + 1 + table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin))
    for column in (WHEN, SCORE):
        for row in range(model.rowCount()):
            words = str(model.index(row, column).data())
            if column in columns:
                assert len(words) > 1
                assert table.fontMetrics().horizontalAdvance(words) + margin <= table.columnWidth(column), words
    for column in columns:
        heading = str(model.headerData(column, Qt.Orientation.Horizontal))
        assert header.fontMetrics().horizontalAdvance(heading) + 16 <= table.columnWidth(column), heading
    index = model.index(0, WHEN)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == index.data()


def test_no_moment_is_cut_at_any_size_in_any_language(
    qtbot: QtBot, screen: EventsScreen, appearance: Appearance
) -> None:
    place = screen.parentWidget()
    assert place is not None
    place.resize(716, 480)  # beside the rail of 800x480
    place.show()
    settle(qtbot, screen)
    check(screen)
    for language in ("zh_CN", "en"):
        appearance.set_language(language)
        for width, height in ((716, 480), (1200, 720), (1836, 1080), (716, 480), (3756, 2160), (716, 480)):
            place.resize(width, height)
            settle(qtbot, screen)
            assert screen.width() == width, "the window must be able to become as small again"
            check(screen)


def test_choosing_a_row_scrolls_no_column_away(qtbot: QtBot, screen: EventsScreen, appearance: Appearance) -> None:
    appearance.set_language("zh_CN")
    place = screen.parentWidget()
    assert place is not None
    place.resize(716, 480)
    place.show()
    settle(qtbot, screen)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(screen.list.table, key)
    settle(qtbot, screen)
    check(screen)


def test_decisions_can_be_looked_at_where_nobody_is_enrolled(
    qtbot: QtBot, screen: EventsScreen, appearance: Appearance
) -> None:
    place = screen.parentWidget()
    assert place is not None
    place.resize(1200, 720)
    place.show()
    settle(qtbot, screen)
    screen.list.table.selectRow(0)
    detail = screen.list.detail
    assert detail.event_id == 24
    assert not detail._missed.isEnabled() and detail._missed_person.currentText() == "Choose who it was"
    appearance.set_language("zh_CN")
    qtbot.waitUntil(lambda: detail._missed_person.currentText() == "选择是谁")
    assert detail._missed_person.count() == 1
