"""The screen of settings on a real file: typed, refused, saved, searched, broken, and the camera tried."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from faceapp.config import Settings
from faceapp.devices.camera_list import CameraEntry
from faceapp.domain.errors import ModelError, SourceError
from faceapp.domain.records import Frame, FrameResult
from faceapp.services.settings_editor import SettingsEditor
from faceapp.services.settings_form import setting_sections
from faceapp.ui.main_window import MainWindow
from faceapp.ui.setting_row import SettingRow
from faceapp.ui.settings_screen import SettingsScreen
from tests.ui.conftest import PlayedAdministration

MARGIN = ("decision", "margin")
WIDTH, HEIGHT, SOURCE = ("camera", "width_px"), ("camera", "height_px"), ("camera", "source")


class PlayedSource:
    live = True
    name = "played"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._closed = threading.Event()

    def open(self) -> None:
        if self._settings.camera.source == "7":
            raise SourceError("There is no camera '7'.", hint="Plug one in.")

    def read(self) -> Frame | None:
        if self._closed.wait(0.005):
            return None
        size = (self._settings.camera.height_px, self._settings.camera.width_px, 3)
        return Frame(np.zeros(size, np.uint8), 0.0, "played", 0)

    def close(self) -> None:
        self._closed.set()


class HangingSource:
    """A camera whose driver does not answer until it is told to."""

    live = True
    name = "hanging"

    def __init__(self) -> None:
        self.opening, self.answer = threading.Event(), threading.Event()

    def __enter__(self) -> HangingSource:
        return self

    def __exit__(self, *_: object) -> None:
        self.answer.set()

    def open(self) -> None:
        self.opening.set()
        self.answer.wait()

    def read(self) -> Frame | None:
        return None

    def close(self) -> None:
        self.answer.wait()


class Site:
    """A settings file, two cameras, and a door that uses one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.settings = Settings()
        self.entries = [CameraEntry("0", "Integrated"), CameraEntry("2", "Brio")]
        self.door: list[str] = []

    def adopt(self, settings: Settings) -> None:
        self.settings = settings.model_copy(update={"encoder": self.settings.encoder})

    def check(self, settings: Settings) -> None:
        if settings.encoder.model == "absent":
            raise ModelError("There is no model 'absent'.", hint="Choose another.")

    def cameras(self) -> list[CameraEntry]:
        assert threading.current_thread() is not threading.main_thread()
        return self.entries

    def preview_source(self, settings: Settings) -> PlayedSource:
        return PlayedSource(settings)

    def take(self) -> Callable[[], None]:
        self.door.append("taken")
        return lambda: self.door.append("free")

    def give(self) -> None:
        self.door.append("given")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "faceapp.toml")


@pytest.fixture
def screen(qtbot: QtBot, site: Site) -> Iterator[SettingsScreen]:
    editor = SettingsEditor(site.path, in_force=lambda: site.settings, check=site.check, adopt=site.adopt)
    made = SettingsScreen(
        editor, PlayedAdministration(), site, take_camera=site.take, give_camera=site.give, mirrored=True
    )
    qtbot.addWidget(made)
    made.resize(1200, 800)
    yield made
    made.stop()


@pytest.fixture
def settled(qtbot: QtBot, screen: SettingsScreen) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: screen.idle, timeout=10_000)


def words_on(screen: SettingsScreen) -> str:
    return " | ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def retype(qtbot: QtBot, screen: SettingsScreen, key: tuple[str, str], text: str) -> None:
    line = screen.rows[key].editor
    line.setFocus()
    line.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(line, text)


def test_every_setting_has_a_row_with_a_name(screen: SettingsScreen, settled: Callable[[], None]) -> None:
    screen.show()
    settled()
    names = {(section, name) for section, values in Settings().model_dump().items() for name in values}
    assert set(screen.rows) == names
    for row in screen.rows.values():
        assert row.editor.accessibleName()
        assert row.editor.accessibleDescription()


def test_values_are_checked_as_they_are_typed_and_saved(
    screen: SettingsScreen, site: Site, settled: Callable[[], None], qtbot: QtBot
) -> None:
    site.path.write_text("# the front door\n[camera]\nfps = 15 # slow\n")
    screen.show()
    settled()
    assert screen.rows["camera", "fps"].value == 15
    assert "All is saved" in words_on(screen)
    retype(qtbot, screen, WIDTH, "12")
    assert "From 160 to 7680." in words_on(screen)
    assert not screen.bar.save.isEnabled()
    retype(qtbot, screen, WIDTH, "1280x")
    assert "A whole number is needed." in words_on(screen)
    retype(qtbot, screen, WIDTH, "1280")
    assert "From 160 to 7680." not in [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    assert "1 change" in words_on(screen)
    qtbot.mouseClick(screen.bar.save, Qt.MouseButton.LeftButton)
    settled()
    assert site.path.read_text() == "# the front door\n[camera]\nfps = 15 # slow\nwidth_px = 1280\n"
    assert site.settings.camera.width_px == 1280
    assert "holds after a start of the camera" in words_on(screen)
    with qtbot.waitSignal(screen.camera_start_wanted):
        qtbot.mouseClick(screen.bar.start, Qt.MouseButton.LeftButton)
    assert not screen.bar.start.isVisible()


def test_a_low_screen_is_for_the_settings(screen: SettingsScreen, settled: Callable[[], None], qtbot: QtBot) -> None:
    screen.resize(740, 480)
    screen.show()
    settled()
    assert not screen.bar.isVisible()
    assert screen.list.height() > 0.75 * screen.height()
    for row in screen.rows.values():
        screen.list.ensureWidgetVisible(row)
        inside = row.mapTo(screen.list.viewport(), row.rect().bottomRight())
        assert inside.x() < screen.list.viewport().width(), row.field.key
        for child in row.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            assert child.isHidden() or row.rect().contains(child.geometry()), row.field.key
    screen.list.jump_to("admin-pin")
    assert screen.pin.visibleRegion().boundingRect() == screen.pin.rect(), "the last of all is seen whole"
    screen.rows[MARGIN].put(0.3)
    assert screen.bar.isVisible() and screen.bar.save.isVisible()


def test_what_holds_after_a_start_of_the_program_is_told(screen: SettingsScreen, settled: Callable[[], None]) -> None:
    screen.show()
    settled()
    screen.rows["encoder", "device"].put("cpu")
    screen.bar.save.click()
    settled()
    assert "After a start of the program: Device." in words_on(screen)


def test_discard_and_default(screen: SettingsScreen, site: Site, settled: Callable[[], None], qtbot: QtBot) -> None:
    site.path.write_text("[decision]\nmargin = 0.2\n[enrolment]\nkeep_crops = true\n")
    screen.show()
    settled()
    margin, crops = screen.rows["decision", "margin"], screen.rows["enrolment", "keep_crops"]
    assert (margin.value, crops.value) == (0.2, True)
    retype(qtbot, screen, ("decision", "margin"), "0.3")
    qtbot.mouseClick(screen.bar.discard, Qt.MouseButton.LeftButton)
    assert margin.value == 0.2
    for row in (margin, crops):
        qtbot.mouseClick(row._default, Qt.MouseButton.LeftButton)
    assert (margin.value, crops.value) == (0.05, False)
    screen.bar.save.click()
    settled()
    assert "margin" not in site.path.read_text()
    assert "keep_crops" not in site.path.read_text()


def test_two_that_only_fit_together(screen: SettingsScreen, settled: Callable[[], None], qtbot: QtBot) -> None:
    screen.show()
    settled()
    retype(qtbot, screen, ("decision", "window_s"), "0.2")
    assert "min_span_s) must be less than" in words_on(screen)
    retype(qtbot, screen, ("decision", "min_span_s"), "0.1")
    assert screen.bar.save.isEnabled()


def test_what_the_program_could_not_start_with_is_refused(
    screen: SettingsScreen, site: Site, settled: Callable[[], None], qtbot: QtBot
) -> None:
    screen.show()
    settled()
    retype(qtbot, screen, ("encoder", "model"), "absent")
    with qtbot.waitSignal(screen.failed, timeout=10_000) as told:
        screen.bar.save.click()
    assert "There is no model" in str(told.args[0])
    assert not site.path.exists()
    assert screen.bar.save.isEnabled()


def test_a_broken_file_is_told_and_never_overwritten(
    screen: SettingsScreen, site: Site, settled: Callable[[], None], qtbot: QtBot
) -> None:
    site.path.write_text("[camera]\nsorce = '0'\n")
    screen.show()
    settled()
    assert "There is no setting camera.sorce. Did you mean camera.source?" in words_on(screen)
    assert not screen.rows[WIDTH].isEnabled()
    assert not screen.bar.save.isVisible()
    site.path.write_text("[camera]\nsource = '2'\n")
    qtbot.mouseClick(screen._again, Qt.MouseButton.LeftButton)
    settled()
    assert screen.rows[WIDTH].isEnabled()
    assert screen.rows[SOURCE].value == "2"


def test_settings_are_found_by_words(screen: SettingsScreen, settled: Callable[[], None], qtbot: QtBot) -> None:
    screen.show()
    settled()
    qtbot.keyClicks(screen._search, "turn head")
    assert [key for key, row in screen.rows.items() if row.isVisible()] == [("quality", "max_yaw_deg")]
    assert not screen.camera.isVisible()
    qtbot.keyClicks(screen._search, " xyz")
    assert "No setting is called like that." in words_on(screen)
    screen._search.clear()
    assert all(row.isVisible() for row in screen.rows.values())


def test_the_section_that_is_scrolled_to_is_named(screen: SettingsScreen, settled: Callable[[], None]) -> None:
    screen.show()
    settled()
    sections = []
    for row in range(screen._jump.count()):
        screen._jump.setCurrentIndex(row)
        screen._jump.activated.emit(row)
        assert screen._jump.currentIndex() == row  # also of one that cannot come to the top
        sections.append(screen._jump.value)
    bar = screen.list.verticalScrollBar()
    seen: list[str] = []
    for top_px in range(0, bar.maximum() + 20, 20):
        bar.setValue(top_px)
        if screen._jump.value not in seen:
            seen.append(screen._jump.value)
    assert seen == sections


def test_a_camera_is_chosen_and_tried(
    screen: SettingsScreen, site: Site, settled: Callable[[], None], qtbot: QtBot
) -> None:
    screen.show()
    settled()
    panel = screen.camera
    assert panel._which.itemText(0) == "0: Integrated"
    panel._which.choose("2")
    panel._which.activated.emit(1)
    panel._size.choose((1280, 720))
    panel._size.activated.emit(2)
    assert (screen.rows[SOURCE].value, screen.rows[WIDTH].value, screen.rows[HEIGHT].value) == ("2", 1280, 720)
    qtbot.mouseClick(panel._try, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "1280 × 720" in panel._told.text(), timeout=10_000)
    assert "The door waits" in words_on(screen)
    assert site.door == ["taken", "free"]
    qtbot.mouseClick(panel._try, Qt.MouseButton.LeftButton)
    settled()
    assert site.door == ["taken", "free", "given"]
    assert not site.path.exists()  # nothing was saved by it


def test_leaving_the_screen_gives_the_camera_back(
    screen: SettingsScreen, site: Site, settled: Callable[[], None]
) -> None:
    screen.show()
    settled()
    screen.camera._try.click()
    screen.hide()
    settled()
    assert site.door[0] == "taken"
    assert site.door[-1] == "given"


def test_a_camera_that_never_answers_does_not_hold_the_window(
    screen: SettingsScreen, site: Site, settled: Callable[[], None], qtbot: QtBot
) -> None:
    panel = screen.camera
    with HangingSource() as source:
        site.preview_source = lambda _settings: source  # type: ignore[method-assign]
        screen.show()
        settled()
        panel._try.click()
        qtbot.waitUntil(source.opening.is_set)
        panel._try.click()  # the watchdog sees whether this waits for the camera
        assert not panel.trying
        assert "The try is ending" in words_on(screen)
        panel._try.click()  # another try follows the first, and the door comes after both
        assert "The door waits" in words_on(screen)
        panel._try.click()
        assert site.door == ["taken", "free", "taken"]
    settled()
    assert site.door == ["taken", "free", "taken", "free", "given"]
    assert "what the door sees" in words_on(screen)


def test_a_camera_that_cannot_be_let_go_is_told_and_the_door_goes_on(
    screen: SettingsScreen, site: Site, settled: Callable[[], None]
) -> None:
    class Stuck(PlayedSource):
        def close(self) -> None:
            super().close()
            raise SourceError("The camera cannot be let go.", hint="Unplug it.")

    site.preview_source = lambda settings: Stuck(settings)  # type: ignore[method-assign]
    screen.show()
    settled()
    screen.camera._try.click()
    while screen.camera._preview is not None and screen.camera._preview._source is None:
        QApplication.processEvents()
    screen.camera._try.click()
    settled()
    assert site.door == ["taken", "free", "given"]
    assert "The camera cannot be let go. Unplug it." in screen.camera._told.text()


def test_a_camera_that_fails_and_none_at_all_are_told(
    screen: SettingsScreen, site: Site, settled: Callable[[], None], qtbot: QtBot
) -> None:
    screen.show()
    settled()
    retype(qtbot, screen, SOURCE, "7")
    screen.camera._try.click()
    qtbot.waitUntil(lambda: "There is no camera '7'. Plug one in." in screen.camera._told.text(), timeout=10_000)
    screen.camera.end()
    site.entries = []
    screen.camera.look_for_cameras()
    settled()
    assert "No camera was found" in words_on(screen)
    QApplication.sendEvent(screen.camera, QEvent(QEvent.Type.PaletteChange))  # another theme
    assert "No camera was found" in words_on(screen)


def test_the_doors_picture_is_shown_meanwhile(screen: SettingsScreen, settled: Callable[[], None]) -> None:
    screen.show()
    settled()
    frame = Frame(np.full((480, 640, 3), 200, np.uint8), 0.0, "0", 0)
    screen.camera.show_result(FrameResult(frame, (), (), 0.01, 0))
    assert screen.camera.view._picture is not None


def test_the_window_hands_the_camera_over_and_takes_it_back(
    window: MainWindow, application: object, qtbot: QtBot
) -> None:
    runtimes = application.runtimes  # type: ignore[attr-defined]
    free = window._take_camera()
    assert not runtimes[-1].stopped
    free()
    assert runtimes[-1].stopped
    window._give_camera()
    assert len(runtimes) == 2
    assert runtimes[-1].started
    window._give_camera()
    assert len(runtimes) == 2
    application.settings = Settings.model_validate({"camera": {"source": "demo"}})  # type: ignore[attr-defined]
    window._restart_camera()
    assert window._source == "demo"
    qtbot.waitUntil(lambda: len(runtimes) == 3)  # the one before ends off the main thread
    assert runtimes[1].stopped


def test_a_camera_that_is_restarted_may_be_taken_meanwhile(
    window: MainWindow, application: object, qtbot: QtBot
) -> None:
    runtimes = application.runtimes  # type: ignore[attr-defined]
    window.start()
    window.start()
    window._take_camera()()
    qtbot.waitUntil(lambda: window._former is None)
    assert runtimes[0].stopped
    assert len(runtimes) == 1  # it is lent, and not opened beside the try
    window._restart_camera()
    assert len(runtimes) == 1
    window._give_camera()
    qtbot.waitUntil(lambda: len(runtimes) == 2)
    assert runtimes[1].started


@pytest.mark.parametrize(
    ("key", "value"), [(("decision", "margin"), 0.0512345678), (("camera", "source"), " rtsp://camera/stream ")]
)
def test_what_nobody_touched_is_not_changed(qtbot: QtBot, key: tuple[str, str], value: float | str) -> None:
    field = next(field for section in setting_sections() for field in section.fields if field.key == key)
    row = SettingRow(field)
    qtbot.addWidget(row)
    row.set_value(value)
    assert not row.changed
    row.put(field.default)
    assert row.changed
