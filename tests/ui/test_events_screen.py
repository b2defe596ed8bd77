"""The screen of events on a real database: seen, filtered, marked, exported, counted, live."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlite_utils import Database

from faceapp.devices.door import SimulatedDoor
from faceapp.domain.drift import Drift, DriftFinding
from faceapp.domain.errors import DoorError, FaceappError
from faceapp.domain.event_counts import CountBar, Period
from faceapp.domain.event_filter import PAGE_EVENTS
from faceapp.domain.event_labels import Label
from faceapp.domain.records import AccessEvent, Outcome, Reason
from faceapp.services.event_records import EventRecords
from faceapp.storage.database import open_database
from faceapp.storage.event_labels import EventLabelsRepository
from faceapp.storage.events import EventsRepository
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.ui.appearance import Appearance
from faceapp.ui.count_chart import CountChart
from faceapp.ui.event_filter_bar import TimeSpan
from faceapp.ui.events_model import SAID, WHO
from faceapp.ui.events_screen import EventsScreen

NOW = datetime.now(UTC)
GRANT = AccessEvent(
    None, NOW, "front", 1, Outcome.GRANTED, Reason.MATCHED, 1, 0.75, 0.5, 4, 0.25, "e@0", "opened", "cosine"
)
DENIAL = replace(GRANT, outcome=Outcome.DENIED, reason=Reason.UNKNOWN, person_id=None, score=0.3, door="closed")
NO_DRIFT = Drift((), 0, ())


class Site:
    """A database with Ann and Bob, and a screen on it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.drift = NO_DRIFT
        self.keep_days = 0
        with self.database() as database:
            for name in ("Ann", "Bob"):
                template = NewTemplate(np.array([1, 0], np.float32), "e@0", 1.0, "photo")
                PeopleRepository(database).enrol(name, [template], NOW)
        self.records = EventRecords(lambda: open_database(path))

    def database(self) -> closing[Database]:
        return closing(open_database(self.path))

    def add(self, *events: AccessEvent) -> None:
        with self.database() as database:
            for event in events:
                EventsRepository(database).add(event)

    def labels(self, event_id: int) -> list[tuple[Label | None, int | None, str, str]]:
        with self.database() as database:
            said = EventLabelsRepository(database).changes(event_id)
        return [(label.label, label.person_id, label.author, label.note) for label in said]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "data" / "faceapp.sqlite3")


@pytest.fixture
def screen(qtbot: QtBot, site: Site) -> Iterator[EventsScreen]:
    made = EventsScreen(
        site.records, find_drift=lambda: site.drift, keep_days=lambda: site.keep_days, author=lambda: "ada"
    )
    qtbot.addWidget(made)
    with site.database() as database:
        made.set_people(PeopleRepository(database).list())
    made.resize(1400, 800)
    yield made
    made.stop()


@pytest.fixture
def settled(qtbot: QtBot, screen: EventsScreen) -> Callable[[], None]:
    """Waits until everything is shown."""

    def wait() -> None:
        qtbot.waitUntil(lambda: screen.idle, timeout=10_000)
        screen.grab()  # painting asks for the pages
        qtbot.waitUntil(lambda: screen.idle, timeout=10_000)

    return wait


def rows(screen: EventsScreen) -> list[str]:
    model = screen.model
    return [str(model.index(row, WHO).data()) for row in range(model.rowCount())]


def words_on(screen: EventsScreen) -> str:
    return " | ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_nothing_yet_says_what_comes(screen: EventsScreen, settled: Callable[[], None]) -> None:
    screen.show()
    settled()
    assert "Nothing was decided yet" in words_on(screen)
    assert "kept for ever" in words_on(screen)
    assert not screen._export.isEnabled()


def test_events_are_seen_newest_first_and_arrive_live(
    screen: EventsScreen, site: Site, settled: Callable[[], None]
) -> None:
    site.add(GRANT, replace(GRANT, person_id=77), DENIAL)
    screen.show()
    settled()
    assert rows(screen) == ["Not recognised", "Removed person 77", "Ann"]
    assert "3 decision" in words_on(screen)
    screen.list.table.selectRow(2)
    site.add(replace(GRANT, person_id=2))
    screen.look_for_newer()
    screen.look_for_newer()
    settled()
    assert rows(screen)[0] == "Bob"
    assert screen.list.table.currentIndex().row() == 3  # the one that was chosen stays chosen
    assert screen.list.detail.event_id == 1


def test_only_the_pages_that_are_seen_are_read(
    screen: EventsScreen, site: Site, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with site.database() as database:
        events = EventsRepository(database)
        for number in range(3 * PAGE_EVENTS + 10):
            events.add(replace(GRANT, track_id=number))
    read: list[int] = []
    page = site.records.page
    monkeypatch.setattr(site.records, "page", lambda pages, number: (read.append(number), page(pages, number))[1])
    screen.show()
    settled()
    assert set(read) <= {0, 1}
    assert screen.model.index(3 * PAGE_EVENTS, WHO).data() is None  # not yet
    screen.list.table.scrollToBottom()
    settled()
    assert set(read) <= {0, 1, 3}
    last = screen.model.event_at(3 * PAGE_EVENTS + 9)
    assert last is not None
    assert last.event_id == 1


def test_reading_is_off_the_main_thread(
    screen: EventsScreen, site: Site, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.add(GRANT)
    threads: set[str] = set()
    for name in ("pages", "page", "counts", "mark", "changes"):
        plain = getattr(site.records, name)

        def watched(*args: object, _plain: Callable[..., object] = plain, **kwargs: object) -> object:
            threads.add(threading.current_thread().name)
            return _plain(*args, **kwargs)

        monkeypatch.setattr(site.records, name, watched)
    screen.show()
    settled()
    screen.list.table.selectRow(0)
    screen.list.detail._right.click()
    screen._charts_button.click()
    settled()
    assert threads
    assert "MainThread" not in threads


def test_filters(screen: EventsScreen, site: Site, settled: Callable[[], None], qtbot: QtBot) -> None:
    long_ago = NOW - timedelta(days=20)
    site.add(
        replace(GRANT, occurred_at=long_ago),
        replace(GRANT, person_id=2),
        DENIAL,
        replace(DENIAL, reason=Reason.UNUSABLE, score=None),
    )
    screen.show()
    settled()
    bar = screen.filters

    def shown() -> list[str]:
        settled()
        return rows(screen)

    line = bar._person.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "bob")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert shown() == ["Bob"]
    qtbot.keyClicks(line, "nobody at all")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "Bob"
    bar.reset()
    bar._what.choose((Outcome.DENIED, None))
    assert shown() == ["Not seen well", "Not recognised"]
    bar._what.choose((None, Reason.UNUSABLE))
    assert shown() == ["Not seen well"]
    bar.reset()
    bar._time.choose(TimeSpan.WEEK)
    assert len(shown()) == 3
    bar._time.choose(TimeSpan.BETWEEN)
    assert bar._first.isVisible()
    day = long_ago.astimezone().date()
    bar._first.setDate(bar._first.date().fromString(day.isoformat(), Qt.DateFormat.ISODate))
    bar._last.setDate(bar._first.date())
    assert shown() == ["Ann"]
    bar._said.choose((Label.RIGHT, False))
    assert shown() == []
    assert "No decision is like that" in words_on(screen)
    qtbot.mouseClick(bar._clear, Qt.MouseButton.LeftButton)
    assert len(shown()) == 4


def test_one_event_is_told_with_everything(screen: EventsScreen, site: Site, settled: Callable[[], None]) -> None:
    site.add(replace(GRANT, door="The relay does not answer. Check its cable."))
    screen.show()
    settled()
    screen.list.table.selectRow(0)
    settled()
    told = words_on(screen)
    for words in ("Ann", "0.750", "0.500", "0.25 s", "front", "e@", "The relay does not answer. Check its cable."):
        assert words in told
    assert not screen.list.detail._missed.isVisible()


def test_a_doors_fault_is_told_in_the_readers_language(
    screen: EventsScreen, site: Site, settled: Callable[[], None], appearance: Appearance
) -> None:
    door = SimulatedDoor()
    door.close()
    with pytest.raises(DoorError) as fault:
        door.pulse(1)
    site.add(replace(GRANT, door=fault.value.message), replace(GRANT, door="An old fault. Call somebody."))
    appearance.set_language("zh_CN")
    screen.show()
    settled()
    screen.list.table.selectRow(1)
    settled()
    assert screen.list.detail._door.text() == "门没有响应：门的连接已断开。请重新启动门禁终端。"
    screen.list.table.selectRow(0)
    settled()
    assert screen.list.detail._door.text() == "门没有响应：An old fault. Call somebody."


def test_marks_and_taking_them_back(
    screen: EventsScreen, site: Site, settled: Callable[[], None], qtbot: QtBot
) -> None:
    site.add(GRANT, DENIAL)
    screen.show()
    settled()
    detail = screen.list.detail
    screen.list.table.selectRow(1)
    qtbot.keyClicks(detail._note, "seen on the stairs")
    qtbot.mouseClick(detail._wrong, Qt.MouseButton.LeftButton)
    settled()
    assert site.labels(1) == [(Label.WRONG_PERSON, None, "ada", "seen on the stairs")]
    assert screen.model.index(1, SAID).data() == "Was somebody else"
    assert "seen on the stairs" in words_on(screen)
    screen.list.table.selectRow(0)
    assert not detail._missed.isEnabled()
    detail._missed_person.choose(2)
    qtbot.mouseClick(detail._missed, Qt.MouseButton.LeftButton)
    settled()
    assert site.labels(2) == [(Label.MISSED, 2, "ada", "")]
    assert screen.model.index(0, SAID).data() == "Was Bob"
    qtbot.mouseClick(detail._take_back, Qt.MouseButton.LeftButton)
    settled()
    assert site.labels(2)[-1] == (None, None, "ada", "")
    assert "mark taken back" in detail._history.text()


def test_somebody_who_may_not_enter_now(screen: EventsScreen, site: Site, settled: Callable[[], None]) -> None:
    site.add(replace(DENIAL, reason=Reason.NOT_NOW, person_id=2, score=0.8))
    screen.filters._what.choose((None, Reason.NOT_NOW))
    screen.show()
    settled()
    assert rows(screen) == ["Bob (may not enter now)"]
    screen.list.table.selectRow(0)
    assert "suspended or outside the dates of validity" in words_on(screen)
    assert not screen.list.detail._missed.isVisible()  # nobody was missed
    assert screen.list.detail._right.isVisible()


def test_a_mark_that_leaves_the_filter_leaves_the_list(
    screen: EventsScreen, site: Site, settled: Callable[[], None]
) -> None:
    site.add(GRANT)
    screen.filters._said.choose((None, True))
    screen.show()
    settled()
    screen.list.table.selectRow(0)
    screen.list.detail._right.click()
    settled()
    assert rows(screen) == []


def test_export_is_of_what_is_shown(
    screen: EventsScreen, site: Site, settled: Callable[[], None], tmp_path: Path, qtbot: QtBot
) -> None:
    site.add(GRANT, DENIAL, replace(GRANT, person_id=2))
    screen.show()
    screen.filters._what.choose((Outcome.GRANTED, None))
    settled()
    path = tmp_path / "out.csv"
    with qtbot.waitSignal(screen.strip.succeeded, timeout=10_000):
        screen.export_to(path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert [row["person"] for row in csv.DictReader(stream)] == ["Ann", "Bob"]
    assert "2 decision" in screen._told.text()
    assert not screen.strip.isVisible()


def test_an_export_that_fails_is_told_and_one_that_is_stopped_leaves_nothing(
    screen: EventsScreen, site: Site, settled: Callable[[], None], tmp_path: Path, qtbot: QtBot
) -> None:
    site.add(GRANT)
    screen.show()
    settled()
    with qtbot.waitSignal(screen.failed, timeout=10_000) as told:
        screen.export_to(tmp_path / "no" / "out.csv")
    assert isinstance(told.args[0], FaceappError)
    path = tmp_path / "out.csv"
    screen.export_to(path)
    screen.strip.cancel()
    qtbot.waitUntil(lambda: not screen.strip.busy, timeout=10_000)
    assert list(tmp_path.glob("*.partial")) == []


def test_counts_over_time(screen: EventsScreen, site: Site, settled: Callable[[], None]) -> None:
    site.add(GRANT, GRANT, DENIAL, replace(GRANT, occurred_at=NOW - timedelta(days=3)))
    screen.show()
    settled()
    screen._charts_button.click()
    settled()
    assert screen.days.isVisible()
    assert len(screen.days._bars) == 4
    assert screen.days.values == "All together: Let in 3 · Not recognised 1"
    assert screen.hours.values == "All together: Let in 3 · Not recognised 1"
    site.add(DENIAL)
    screen.look_for_newer()
    settled()
    assert screen.hours.values == "All together: Let in 3 · Not recognised 2"


@pytest.mark.parametrize(("days", "title"), [(3, "By day"), (200, "By week"), (1500, "By month")])
def test_what_a_bar_stands_for_is_told_in_another_language_too(
    qtbot: QtBot,
    screen: EventsScreen,
    site: Site,
    settled: Callable[[], None],
    appearance: Appearance,
    days: int,
    title: str,
) -> None:
    site.add(GRANT, replace(GRANT, occurred_at=NOW - timedelta(days=days)))
    screen.show()
    screen._charts_button.click()
    settled()
    assert screen.days.accessibleName() == title
    appearance.set_language("zh_CN")
    qtbot.waitUntil(lambda: screen.days.accessibleName() != title)
    appearance.set_language("en")
    qtbot.waitUntil(lambda: not screen.days.accessibleName().startswith("按"))
    assert screen.days.accessibleName() == title


def test_bars_are_read_with_keys_and_mouse(qtbot: QtBot) -> None:
    chart = CountChart()
    qtbot.addWidget(chart)
    chart.set_title("By hour of the day")
    chart.resize(700, 300)
    chart.show_bars(Period.HOUR_OF_DAY, [CountBar(hour, (hour, 0, 1, *[0] * (len(Reason) - 3))) for hour in range(24)])
    chart.show()
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.values == "23 to 24 o'clock: Let in 23 · Not clear who 1"
    assert chart.values in chart.accessibleDescription()
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.values.startswith("22 to 23")
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.values == "0 to 1 o'clock: Not clear who 1"
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.values.startswith("All together: Let in 276")
    area = chart._area()
    at = QPoint(round(area.left() + 5.5 * chart._step()), 200)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        at,
        chart.mapToGlobal(at),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(chart, move)
    assert chart.values.startswith("5 to 6 o'clock: Let in 5")
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert chart.values.startswith("All together")
    chart.show_bars(Period.DAY, [])
    assert chart.values == "Nothing was decided in this time."


def test_falling_scores_are_told_quietly(
    screen: EventsScreen, site: Site, settled: Callable[[], None], qtbot: QtBot
) -> None:
    site.add(GRANT)
    findings = (
        DriftFinding(1, "front", 0.05, 0.08, 14, 230, 0.001),
        DriftFinding(None, "front", 0.5, 0.04, 9, 99, 0.1),
    )
    site.drift = Drift((), 2, findings)
    screen.show()
    settled()
    assert screen.notice.isVisible()
    assert "Ann's lowest scores at “front” have fallen by 0.080 in 14 weeks" in screen.notice.text
    assert "Enrol this person again" in screen.notice.text
    assert "Look at its lens" in screen.notice.text
    qtbot.mouseClick(screen.notice._close, Qt.MouseButton.LeftButton)
    screen.hide()
    screen.show()
    settled()
    assert not screen.notice.isVisible()


def test_how_long_events_are_kept_is_told(screen: EventsScreen, site: Site, settled: Callable[[], None]) -> None:
    site.keep_days = 90
    screen.show()
    settled()
    assert "older than 90 day" in words_on(screen)


def test_a_narrow_screen_shows_list_or_event(
    screen: EventsScreen, site: Site, settled: Callable[[], None], qtbot: QtBot
) -> None:
    site.add(GRANT)
    screen.resize(716, 480)
    screen.show()
    settled()
    assert not screen.list.detail.isVisible()
    screen.list.table.selectRow(0)
    qtbot.keyClick(screen.list.table, Qt.Key.Key_Return)
    assert screen.list.detail.isVisible()
    assert not screen.list.table.isVisible()
    qtbot.mouseClick(screen.list.detail._back, Qt.MouseButton.LeftButton)
    assert screen.list.table.isVisible()
    qtbot.keyClick(screen.list.table, Qt.Key.Key_Return)
    assert screen.list.detail._back.hasFocus()
    qtbot.keyClick(screen.list.detail._back, Qt.Key.Key_Escape)
    assert screen.list.table.isVisible() and screen.list.table.hasFocus()
    assert (screen.width(), screen.height()) == (716, 480)


def test_a_database_that_fails_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "faceapp.sqlite3").write_bytes(b"no database at all" * 100)
    records = EventRecords(lambda: open_database(tmp_path / "faceapp.sqlite3"))
    made = EventsScreen(records, find_drift=lambda: NO_DRIFT, keep_days=lambda: 0, author=lambda: "ada")
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.failed, timeout=10_000) as told:
        made.show()
    assert "not a faceapp database" in str(told.args[0])
    made.stop()
    made.stop()


def test_export_asks_where_to(
    screen: EventsScreen,
    site: Site,
    settled: Callable[[], None],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site.add(GRANT)
    screen.show()
    settled()
    proposed: list[str] = []
    answers = iter(["", str(tmp_path / "chosen.csv")])

    def ask(parent: object, title: str, path: str, kinds: str) -> tuple[str, str]:
        proposed.append(path)
        return next(answers), kinds

    monkeypatch.setattr("faceapp.ui.events_screen.QFileDialog.getSaveFileName", ask)
    qtbot.mouseClick(screen._export, Qt.MouseButton.LeftButton)
    assert not screen.strip.busy  # nothing was chosen
    with qtbot.waitSignal(screen.strip.succeeded, timeout=10_000):
        qtbot.mouseClick(screen._export, Qt.MouseButton.LeftButton)
    assert (tmp_path / "chosen.csv").exists()
    assert proposed[0].endswith(f"decisions-{datetime.now():%Y-%m-%d}.csv")


def test_dates_are_written_in_the_language_that_was_chosen_meanwhile(
    qtbot: QtBot, screen: EventsScreen, appearance: Appearance, settled: Callable[[], None]
) -> None:
    settled()
    day = screen.filters._first
    shown = day.text()
    appearance.set_language("zh_CN")
    qtbot.waitUntil(lambda: "月" in day.text())
    appearance.set_language("en")
    qtbot.waitUntil(lambda: day.text() == shown)
