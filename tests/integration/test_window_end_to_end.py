"""The real program in a real window: somebody is enrolled with mouse and keyboard, and let in by the door."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import cv2
import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from faceapp.app import Application
from faceapp.config import Settings
from faceapp.devices.demo import DemoSource, DemoStudio
from faceapp.devices.demo_people import demo_people
from faceapp.storage.database import DATABASE_NAME
from faceapp.ui.main_window import MainWindow

SCREEN = QSize(1280, 800)
NAME = "Ada Example"
CLIP_FPS = 8
CLIP_SIZE = (640, 480)
# Long enough for a slow machine: the test ends as soon as it has seen what it wants.
CLIP_S = 900
PATIENCE_S = 600.0
# What a person at the keyboard would wait before pressing a key again that has brought nothing yet.
AGAIN_S = 1.0


@pytest.fixture(scope="module")
def tools() -> None:
    """A screen in memory, and hands."""
    missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed: no real window can be opened and used")


@pytest.fixture(scope="module")
def display(tools: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A screen of its own, whose number is free."""
    reading, writing = os.pipe()
    log = (tmp_path_factory.mktemp("xvfb") / "log").open("wb")
    size = f"{SCREEN.width()}x{SCREEN.height()}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=log,
        stderr=log,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()  # comes once it takes windows; nothing if it could not start
    if not number:
        server.wait()
        log.close()
        pytest.skip(f"Xvfb does not start here: {Path(log.name).read_text(errors='replace')}")
    yield f":{number}"
    server.terminate()
    server.wait()
    log.close()


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody stands at the door and leaves it, again and again."""
    ada = demo_people()[0]
    studio = DemoStudio()
    lobby = DemoSource()
    lobby.open()
    empty = lobby.read()
    lobby.close()
    assert empty is not None
    near = [studio.picture(ada.seed, number) for number in range(4)]
    # Each look is held for longer than a picture takes; the lobby stays empty for longer than the door remembers.
    shown = [image for image in near for _ in range(3 * CLIP_FPS)] + [empty.image] * (5 * CLIP_FPS)
    frames = [cv2.cvtColor(cv2.resize(image, CLIP_SIZE), cv2.COLOR_RGB2BGR) for image in shown]
    path = tmp_path_factory.mktemp("camera") / "door.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), CLIP_FPS, CLIP_SIZE)
    if not writer.isOpened():
        pytest.skip("this OpenCV writes no clips")
    for _ in range(CLIP_S * CLIP_FPS // len(frames)):
        for frame in frames:
            writer.write(frame)
    writer.release()
    return path


class Hands:
    """Mouse and keyboard at a display."""

    def __init__(self, display: str) -> None:
        self._display = display

    def do(self, *arguments: str) -> str:
        """Run xdotool, and return what it says; empty where it finds nothing."""
        environment = {**os.environ, "DISPLAY": self._display}
        done = subprocess.run(
            ["xdotool", *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        return done.stdout.strip()

    def window(self, title: str) -> str:
        """The id of the visible window with that title, or nothing."""
        return self.do("search", "--onlyvisible", "--name", f"^{title}$").split("\n")[-1]

    def focus(self, window: str) -> None:
        """Give a window the keyboard, as a window manager would; there is none here."""
        self.do("windowfocus", window)

    def click(self, window: str, place: QPoint) -> None:
        """Click with the left button."""
        self.do("mousemove", "--window", window, str(place.x()), str(place.y()), "click", "1")


def wait_until(
    moment: Callable[[], object], what: str, program: subprocess.Popen[bytes], meanwhile: Callable[[], object]
) -> None:
    """Wait, doing something about it every now and then."""
    give_up_at = time.monotonic() + PATIENCE_S
    while not moment():
        assert program.poll() is None, f"the program ended before {what}"
        assert time.monotonic() < give_up_at, f"waited in vain for {what}"
        meanwhile()
        time.sleep(AGAIN_S)


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    """Read what the program wrote."""
    if not database.exists():
        return []
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as connection:
        try:
            return connection.execute(query).fetchall()
        except sqlite3.OperationalError:  # its tables are being made
            return []


def places(qtbot: QtBot, directory: Path, names: tuple[str, ...]) -> dict[str, QPoint]:
    """Where things lie in the program's window, by one that is like it in this process."""
    application = Application.open(directory, Settings(), exclusive=False)
    window = MainWindow(application, "0", mirrored=False)
    qtbot.addWidget(window)
    window.resize(SCREEN)
    window.show_screen("people")
    window.show()
    qtbot.waitUntil(lambda: not window.people._tasks.busy)

    def middle(widget: QWidget) -> QPoint:
        return widget.mapTo(window, widget.rect().center())

    found = {name: middle(window.shell.rail.button(name)) for name in names}
    found["add person"] = middle(window.people.panel.add)
    window.end()
    application.close()
    return found


def test_somebody_is_enrolled_by_mouse_and_keyboard_and_let_in(
    qtbot: QtBot, display: str, clip: Path, tmp_path: Path
) -> None:
    place = places(qtbot, tmp_path / "like", ("people", "events", "kiosk"))
    data = tmp_path / "data"
    database = data / DATABASE_NAME
    (tmp_path / "faceapp.toml").write_text('[ui]\nlanguage = "en"\ntheme = "dark"\n', encoding="utf-8")
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": "1"}
    log = tmp_path / "log"
    with log.open("wb") as said:
        program = subprocess.Popen(
            [
                *(sys.executable, "-m", "faceapp", "--data-dir", str(data)),
                *("--config", str(tmp_path / "faceapp.toml"), "kiosk", "--source", str(clip)),
            ],
            env=environment,
            stdout=said,
            stderr=said,
        )
        hands = Hands(display)
        try:
            _use(hands, program, database, place)
            program.send_signal(signal.SIGTERM)
            assert program.wait(PATIENCE_S) == 0
        except BaseException:
            print(log.read_text(errors="replace"))
            raise
        finally:
            if program.poll() is None:
                program.kill()
                program.wait()
    assert "Traceback" not in log.read_text(errors="replace")


def _use(hands: Hands, program: subprocess.Popen[bytes], database: Path, place: dict[str, QPoint]) -> None:
    def nothing() -> None:
        pass

    def leave_first_steps() -> None:
        if first := hands.window("First steps"):
            hands.focus(first)
            hands.do("key", "Escape")

    wait_until(lambda: hands.window("faceapp"), "the window", program, nothing)
    wait_until(lambda: hands.window("First steps"), "the first steps", program, nothing)
    wait_until(lambda: not hands.window("First steps"), "the end of the first steps", program, leave_first_steps)
    window = hands.window("faceapp")

    def open_enrolment() -> None:
        hands.focus(window)
        hands.click(window, place["people"])
        hands.click(window, place["add person"])

    wait_until(lambda: hands.window("Add person"), "the enrolment", program, open_enrolment)
    dialog = hands.window("Add person")
    hands.focus(dialog)
    hands.do("type", "--delay", "60", NAME)

    def confirm() -> None:
        # Take pictures, finish, save: Return always does what comes next, and nothing where that is not possible yet.
        if dialog == hands.window("Add person"):
            hands.focus(dialog)
            hands.do("key", "Return")

    wait_until(lambda: rows(database, "SELECT name FROM people"), "the person", program, confirm)
    assert rows(database, "SELECT name FROM people") == [(NAME,)]
    wait_until(lambda: not hands.window("Add person"), "the end of the enrolment", program, confirm)
    hands.focus(window)
    hands.click(window, place["kiosk"])
    granted = "SELECT person_id, door FROM events WHERE outcome = 'granted'"
    wait_until(lambda: rows(database, granted), "the grant", program, nothing)
    person_id = rows(database, "SELECT id FROM people")[0][0]
    assert {row[0] for row in rows(database, granted)} == {person_id}
    hands.click(window, place["events"])
