"""Render every screen of the application, in both languages and themes and in several sizes, without a display.

Usage: python packaging/render_screens.py [OUT] [--only WORD] [--size WIDTHxHEIGHT] [--scale FACTOR] [--quick]
                                         [--colour-blind] [--readme]

By default into screens/. Each picture lies at OUT/SIZE/LANGUAGE-THEME/NAME.png; everybody in them is synthetic.
Every screen is rendered at 800x480 and 1920x1080, the door's also upright and in 4K. With --scale 2, as on a screen of
twice as many pixels, which SIZE then tells, too. With --colour-blind each of the door's pictures comes as people
without red or green cones see it besides. With --readme, README's pictures alone. Takes some minutes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

from colour_blindness import Blindness, seen_so
from PySide6.QtCore import QPoint, QSize, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QDialog, QListView, QScrollArea, QWidget
from synthetic_site import NAMES, PhotographedApplication, furnish, moments, pictures_of

from faceapp.config import Settings
from faceapp.devices.demo_people import demo_people
from faceapp.domain.errors import CancelledError
from faceapp.domain.messages import Message, joined
from faceapp.domain.records import FrameResult
from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.ui.appearance import Appearance
from faceapp.ui.enrol_dialog import EnrolDialog
from faceapp.ui.main_window import MainWindow
from faceapp.ui.person_detail import PersonDetail
from faceapp.ui.pin_dialog import PinDialog

EVERY_SCREEN = (QSize(800, 480), QSize(1920, 1080))
DOOR_ALONE = (QSize(1080, 1920), QSize(480, 800), QSize(3840, 2160))
README_SIZE = QSize(1280, 800)
# Which are README's, in which look, and what they are called there.
README = {
    ("kiosk-13-welcome", ("en", "dark")): "kiosk-welcome",
    ("kiosk-12-two", ("en", "dark")): "kiosk-two",
    ("kiosk-08-not-recognised", ("en", "light")): "kiosk-not-recognised",
    ("kiosk-03-hold-still", ("zh_CN", "dark")): "kiosk-chinese",
    ("enrol-3-collecting", ("en", "dark")): "enrol",
    ("people-2-detail", ("en", "light")): "people",
    ("events-3-charts", ("en", "dark")): "events",
    ("calibration-3-found-a", ("en", "light")): "calibration",
    ("health-a", ("zh_CN", "light")): "health-chinese",
}
README_QUALITY = 84
README_FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
LOOKS = (("en", "dark"), ("en", "light"), ("zh_CN", "light"), ("zh_CN", "dark"))
PATIENCE_S = 120.0
SETTLE_S = 0.06
SETTLE_TURNS = 30
NO_CAMERA = joined(
    Message("There is no camera '{path}'.", path="/dev/video0"),
    Message("Plug one in, name another (0, 1, ...), or try the source 'demo', which needs none."),
)
ABSENT_ENCODER = joined(
    Message("The weights '{weights}' are missing.", weights="models/default/weights.safetensors"),
    Message("Restore them with their card."),
)
STRANGER_SEED = demo_people()[-1].seed
PIN = "739154"
EVERYTHING = Settings.model_validate({"enrolment": {"keep_crops": True}})


@dataclass
class Studio:
    """Takes a picture of what is on the screen in every look.

    Attributes:
        app: The Qt application.
        appearance: Changes language and theme.
        out: Where the pictures go.
        only: Names must hold this word.
        size: Of the window.
        looks: Languages and themes, in turn.
        scale: Pixels of a picture for each of the window's.
        colour_blind: Whether to show the door's pictures as the colour-blind see them, too.
        picks: The only pictures and looks to take, and what to call them; None for all.
        taken: How many pictures were taken.
    """

    app: QApplication
    appearance: Appearance
    out: Path
    only: str
    looks: tuple[tuple[str, str], ...]
    scale: float = 1.0
    colour_blind: bool = False
    picks: Mapping[tuple[str, tuple[str, str]], str] | None = None
    size: QSize = EVERY_SCREEN[0]
    taken: int = 0

    @property
    def named_size(self) -> str:
        size = f"{self.size.width()}x{self.size.height()}"
        return size if self.scale == 1.0 else f"{size}@{self.scale:g}x"

    def wants(self, *names: str) -> bool:
        """Whether a picture, or one whose name begins so, is wanted."""
        if self.picks is not None:
            return any(picked.startswith(name) for picked, _ in self.picks for name in names)
        return any(self.only in name or self.only.startswith(name) for name in names)

    def settle(self, seconds: float = SETTLE_S) -> None:
        until = time.monotonic() + seconds
        turns = 0  # a layout may take several, and on a loaded machine one may take all the time
        while time.monotonic() < until or turns < SETTLE_TURNS:
            self.app.processEvents()
            time.sleep(0.002)
            turns += 1

    def wait(self, moment: Callable[[], bool], what: str) -> None:
        give_up_at = time.monotonic() + PATIENCE_S
        while not moment():
            if time.monotonic() > give_up_at:
                sys.exit(f"waited in vain for: {what}")
            self.settle(0.01)

    def use(self, look: tuple[str, str]) -> None:
        self.appearance.set_language(look[0])
        self.appearance.set_theme(look[1])
        self.wait(lambda: self.appearance.idle, "the theme")

    def each_look(self, name: str) -> Iterator[tuple[str, str]]:
        for look in self.looks:
            if self.picks is not None and (name, look) not in self.picks:
                continue
            self.use(look)
            self.app.processEvents()
            yield look
        self.looks = tuple(reversed(self.looks))  # so that the next picture begins as this one ends

    def shoot(
        self,
        name: str,
        window: QWidget,
        over: QWidget | None = None,
        *,
        again: Callable[[], object] = lambda: None,
        settle_s: float = SETTLE_S,
    ) -> None:
        """Take one picture in every look; `again` is called before each, for what is not said anew by itself."""
        if self.only not in name:
            return
        for look in self.each_look(name):
            again()
            self.settle(settle_s)
            self.take(name, look, window, over)

    def take(self, name: str, look: tuple[str, str], window: QWidget, over: QWidget | None = None) -> None:
        picture = window.grab()
        if over is not None and over.isVisible():
            painter = QPainter(picture)
            painter.drawPixmap(
                QPoint((window.width() - over.width()) // 2, (window.height() - over.height()) // 2), over.grab()
            )
            painter.end()
        self.taken += 1
        if self.picks is not None:
            picture.save(str(self.out / f"{self.picks[name, look]}.webp"), quality=README_QUALITY)
            return
        folder = self.out / self.named_size / "-".join(look)
        folder.mkdir(parents=True, exist_ok=True)
        picture.save(str(folder / f"{name}.png"))
        if self.colour_blind and name.startswith("kiosk"):
            for kind in Blindness:
                seen_so(picture.toImage(), kind).save(str(folder / f"{name}.{kind.value}.png"))


@contextmanager
def opened(studio: Studio, application: PhotographedApplication, *, alone: bool = False) -> Iterator[MainWindow]:
    window = MainWindow(application, "0", mirrored=False)
    window.resize(studio.size)
    window.show()
    if alone:
        window.shell.set_alone(True)
    studio.wait(lambda: not window.people._tasks.busy, "the people")
    try:
        yield window
    finally:
        window.end()
        window.deleteLater()
        studio.settle()


def running(window: MainWindow) -> None:
    window.bridge.status_changed.emit(SourceStatus(SourceState.RUNNING))


def door(studio: Studio, application: PhotographedApplication, seen: dict[str, FrameResult], *, alone: bool) -> None:
    if not studio.wants("kiosk"):
        return
    with opened(studio, application, alone=alone) as window:
        studio.shoot("kiosk-00-starting", window)
        for number, (name, result) in enumerate(sorted(seen.items()), start=1):

            def show(result: FrameResult = result) -> None:
                running(window)  # forgets what was said before
                asked = result.pin
                if asked is not None:  # a first try comes before a wrong one
                    window.bridge.frame_ready.emit(replace(result, pin=None))
                    window.bridge.frame_ready.emit(replace(result, pin=replace(asked, tries=0)))
                window.bridge.frame_ready.emit(result)

            studio.shoot(f"kiosk-{number:02}-{name}", window, again=show, settle_s=0.5)
        lost = SourceStatus(SourceState.LOST, Message("The camera gives no pictures. Check it."), 4.0)
        studio.shoot("kiosk-20-lost", window, again=lambda: window.bridge.status_changed.emit(lost))
        failed = SourceStatus(SourceState.FAILED, ABSENT_ENCODER)
        studio.shoot("kiosk-21-failed", window, again=lambda: window.bridge.status_changed.emit(failed))
        ended = SourceStatus(SourceState.ENDED)
        studio.shoot("kiosk-22-ended", window, again=lambda: window.bridge.status_changed.emit(ended))


def fresh(studio: Studio, application: PhotographedApplication) -> None:
    """Before anybody is enrolled."""
    if not studio.wants("empty", "first"):
        return
    with opened(studio, application) as window:
        lost = SourceStatus(SourceState.LOST, NO_CAMERA, 4.0)
        window.kiosk.offer_demo(True)
        studio.shoot("empty-kiosk-no-camera", window, again=lambda: window.bridge.status_changed.emit(lost))
        for name in ("people", "lookalikes", "calibration", "events"):
            window.show_screen(name)
            studio.settle(0.5)
            studio.wait(lambda: not window.people._tasks.busy and window.calibration.idle, name)
            studio.shoot(f"empty-{name}", window, settle_s=0.2)
        window.show_screen("kiosk")
        window.offer_first_steps("en")
        steps = window.first_steps
        assert steps is not None, "the first steps are offered once in a directory"
        for step, name in enumerate(("language", "pin", "camera", "person")):
            steps._go_to(step)
            studio.shoot(f"first-start-{step + 1}-{name}", window, steps)
        steps.done(QDialog.DialogCode.Rejected)


def people(studio: Studio, application: PhotographedApplication) -> None:
    if not studio.wants("people", "import"):
        return
    with opened(studio, application) as window:
        screen = window.people
        window.show_screen("people")
        studio.settle(0.6)  # the pictures of the people come by and by
        studio.shoot("people-1-list", window)
        known = {person.name: person.person_id for person in application.people()}
        listed = next(view for view in screen.findChildren(QListView) if view.isVisible())
        detail = screen.findChild(PersonDetail)
        for number, name in enumerate((NAMES[0], NAMES[3]), start=2):
            screen.select(known[name])
            listed.activated.emit(listed.currentIndex())
            studio.settle(0.4)
            studio.shoot(f"people-{number}-detail", window)
            studio.shoot(f"people-{number}-detail-end", window, again=lambda: _to_the_end(studio, detail))
        screen.select(known[NAMES[0]])
        studio.settle(0.2)
        screen.edit_person()
        form = screen._form
        assert form is not None
        studio.shoot("people-4-edit", window, form)
        studio.shoot("people-4-edit-end", window, form, again=lambda: _to_the_end(studio, form))
        form.reject()
        if studio.wants("people-5-remove"):
            for look in studio.each_look("people-5-remove"):
                QTimer.singleShot(250, lambda look=look: _shoot_question(studio, look, window))
                screen._ask_to_remove()
        screen._back_to_list()
        screen.panel.bar.search.setText("nobody of that name")
        studio.shoot("people-6-none-fits", window, settle_s=0.2)
        _import(studio, window)


def _to_the_end(studio: Studio, screen: QWidget) -> None:
    studio.settle()
    for area in screen.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def _shoot_question(studio: Studio, look: tuple[str, str], window: MainWindow) -> None:
    question = QApplication.activeModalWidget()
    if isinstance(question, QDialog):
        studio.take("people-5-remove", look, window, question)
        question.reject()


def _import(studio: Studio, window: MainWindow) -> None:
    if not studio.wants("import"):
        return
    with tempfile.TemporaryDirectory() as directory:
        (Path(directory) / "walk-in.mp4").write_bytes(b"beside the folders")
        for name, files in (("Demo Ada", 2), ("demo  cleo", 1), ("Quentin Roy", 3), ("Ruth Adler", 1), ("Empty", 0)):
            folder = Path(directory) / name
            folder.mkdir()
            for number in range(files):
                (folder / f"{number}.jpg").write_bytes(b"\xff\xd8\xff as pictures begin")
            (folder / "notes.txt").touch()
        window.people.import_folder()
        dialog = window.people._import
        assert dialog is not None
        studio.shoot("import-1-start", window, dialog)
        dialog.preview(Path(directory))
        studio.wait(lambda: not dialog._tasks.busy, "the preview")
        studio.shoot("import-2-preview", window, dialog)
        dialog._start.click()
        studio.wait(lambda: not dialog._tasks.busy, "the import")
        studio.shoot("import-3-report", window, dialog)
        dialog.reject()


def enrolment(studio: Studio, application: PhotographedApplication, seen: dict[str, FrameResult]) -> None:
    if not studio.wants("enrol"):
        return
    with opened(studio, application) as window:
        running(window)
        window.show_screen("people")
        studio.settle(0.6)  # for the pictures of the people
        window.add_person()
        dialog = window.enrolment
        assert dialog is not None
        studio.shoot("enrol-1-waiting", window, dialog)
        dialog.set_name("Sam Okafor")
        near = seen["hold-still"]
        studio.shoot("enrol-2-ready", window, dialog, again=lambda: dialog.show_frame(near))
        dialog._camera.start()
        for number in range(5):
            later = replace(near.frame, time_s=near.frame.time_s + 0.1 * number)
            dialog.show_frame(replace(near, frame=later))
        studio.shoot("enrol-3-collecting", window, dialog, again=lambda: dialog.show_frame(near))
        dialog._stop_collecting()
        dialog._tabs.setCurrentIndex(1)
        studio.shoot("enrol-4-files-empty", window, dialog)
        with tempfile.TemporaryDirectory() as directory:
            files = [Path(directory) / name for name in ("sam-front.jpg", "sam-left.jpg", "walk-in.mp4")]
            for file in files:
                file.touch()
            dialog._files.add_paths(files)
            studio.shoot("enrol-5-files", window, dialog)

        def work() -> None:
            dialog._begin_work(dialog.tr("Learning the face…"))
            dialog._on_progress(0.4, "sam-left.jpg")

        studio.shoot("enrol-6-working", window, dialog, again=work)
        if studio.wants("enrol-7", "enrol-8", "enrol-9"):
            _reviews(studio, window, dialog, seen)
        else:
            dialog.reject()


def _reviews(studio: Studio, window: MainWindow, dialog: EnrolDialog, seen: dict[str, FrameResult]) -> None:
    alike = demo_people()[0].seed
    for number, (name, seed) in enumerate((("enrol-7-review", STRANGER_SEED), ("enrol-8-review-warning", alike))):
        dialog._make_draft(pictures=pictures_of(seed, 4, first=20))
        studio.wait(lambda: dialog._pages.currentWidget() is dialog._checking, "the review")
        shown = seen["not-recognised"] if seed == STRANGER_SEED else seen["hold-still"]
        shown = replace(shown, frame=replace(shown.frame, time_s=1000.0 + number))  # after whatever was shown before
        studio.shoot(name, window, dialog, again=lambda shown=shown: dialog.show_frame(shown), settle_s=0.6)
        if seed == STRANGER_SEED:
            dialog.reject()
    dialog.reject()
    dialog._make_draft(pictures=pictures_of(STRANGER_SEED, 3, first=20))
    studio.wait(lambda: dialog._pages.currentWidget() is dialog._checking, "the review")
    dialog._store()
    studio.wait(lambda: dialog._pages.currentWidget() is dialog._done, "the end of storing")
    studio.shoot("enrol-9-done", window, dialog)
    report = dialog._done._report
    dialog.accept()
    if report is not None:
        window._application.register.remove(report.person.person_id)


def others(studio: Studio, application: PhotographedApplication, seen: dict[str, FrameResult]) -> None:
    """Lookalikes, calibration, events, settings, health."""
    if not studio.wants("lookalikes", "calibration", "events", "settings", "health"):
        return
    with opened(studio, application) as window:
        running(window)
        window.show_screen("lookalikes")
        studio.settle(1.5)
        studio.shoot("lookalikes", window)
        dialog = PinDialog("Amira Haddad", window)
        dialog.open()
        studio.shoot("lookalikes-pin", window, dialog)
        dialog.reject()
        if studio.wants("calibration"):
            _calibration(studio, window)
        window.show_screen("events")
        studio.wait(lambda: window.events.idle, "the events")
        studio.settle(0.5)
        studio.shoot("events-1-list", window)
        _more_events(studio, window)
        window.show_screen("settings")
        studio.wait(lambda: window.settings.idle, "the settings")
        _scrolled(studio, window, "settings", window.settings)
        application.meter.note_status(SourceStatus(SourceState.RUNNING))
        for _ in range(40):
            application.meter.note(seen["welcome"])
            studio.settle(0.01)
        window.show_screen("health")
        studio.wait(lambda: window.health.idle, "the health")
        studio.settle(0.5)
        _scrolled(studio, window, "health", window.health)


def _more_events(studio: Studio, window: MainWindow) -> None:
    screen = window.events
    if not studio.wants("events"):
        return
    screen.list.table.selectRow(2)
    screen.list._open()
    studio.settle(0.3)
    studio.shoot("events-2-detail", window)
    screen.list._close()
    screen._charts_button.click()
    studio.wait(lambda: screen.idle, "the charts")
    studio.shoot("events-3-charts", window, settle_s=0.3)


def _calibration(studio: Studio, window: MainWindow) -> None:
    screen = window.calibration
    window.show_screen("calibration")
    studio.wait(lambda: screen.idle, "the threshold in force")
    studio.shoot("calibration-1-before", window)
    if studio.wants("calibration-2-during"):
        really = screen._find
        for look in studio.each_look("calibration-2-during"):
            over = threading.Event()

            def find(
                wish: object, report: Callable[[float, str], None], stopped: object, over: object = over
            ) -> object:
                report(0.42, "")
                assert isinstance(over, threading.Event)
                over.wait()
                raise CancelledError("Stopped.", hint="")

            screen._find = find  # type: ignore[method-assign, assignment]
            screen.start()
            studio.settle(2.3 if look == LOOKS[0] else 0.15)
            studio.take("calibration-2-during", look, window)
            over.set()
            studio.wait(lambda: not screen.strip.busy, "the end of it")
        screen._find = really  # type: ignore[method-assign]
    screen.start()
    studio.wait(lambda: screen.idle, "a threshold")
    _scrolled(studio, window, "calibration-3-found", screen)
    if not studio.wants("calibration-4", "calibration-5"):
        return
    screen.result.box.setValue(screen.result.box.value() + 0.03)
    studio.wait(lambda: screen.idle, "the moved threshold's rates")
    screen.result.note.setText("Two of us look alike")
    _scrolled(studio, window, "calibration-4-moved", screen)
    screen.result.apply.click()
    studio.wait(lambda: screen.idle, "putting in force")
    _scrolled(studio, window, "calibration-5-applied", screen)


def _scrolled(studio: Studio, window: MainWindow, name: str, screen: QWidget) -> None:
    """A picture of each screenful, three at most."""
    bar = screen.findChildren(QScrollArea)[0].verticalScrollBar()
    studio.settle(0.2)
    screenfuls = 1 + (bar.maximum() > 0) + (bar.maximum() > 1.2 * bar.pageStep())

    def scroll(share: float) -> None:
        studio.settle()  # in another language it may be longer
        bar.setValue(round(share * bar.maximum()))

    for number in range(screenfuls):
        studio.shoot(f"{name}-{'abc'[number]}", window, again=partial(scroll, number / max(1, screenfuls - 1)))


def locked(studio: Studio, application: PhotographedApplication, seen: dict[str, FrameResult]) -> None:
    """With an administrator's PIN."""
    if not studio.wants("lock"):
        return
    with opened(studio, application) as window:
        running(window)
        window.bridge.frame_ready.emit(seen["idle"])
        studio.shoot("lock-1-door", window, settle_s=0.5)
        window.show_screen("people")
        studio.shoot("lock-2-pin", window)
        window.shell.gate.pad.show_wrong()
        studio.shoot("lock-3-pin-wrong", window)


def administration(studio: Studio, site: PhotographedApplication, seen: dict[str, FrameResult]) -> None:
    """Every screen behind the door's; the threshold is then as it was before."""
    people(studio, site)
    enrolment(studio, site, seen)
    others(studio, site, seen)
    site.calibration.reset(author="Ada", now=datetime.now(UTC))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("out", nargs="?", type=Path, metavar="OUT")
    asked.add_argument("--only", default="", metavar="WORD", help="only pictures whose name holds this word")
    asked.add_argument("--size", metavar="WIDTHxHEIGHT", help="in this size only, such as 800x480")
    asked.add_argument("--quick", action="store_true", help="English in the dark and Chinese in the light theme only")
    asked.add_argument(
        "--scale", type=float, default=1.0, metavar="FACTOR", help="a picture's pixels for each of those"
    )
    asked.add_argument("--colour-blind", action="store_true", help="the door also as the colour-blind see it")
    asked.add_argument("--readme", action="store_true", help="README's pictures alone, into docs/pictures")
    asked.add_argument("--site", type=Path, metavar="DIR", help="keep the furnished site there, for the next time")
    wanted = asked.parse_args()
    began_s = time.monotonic()
    os.environ["QT_SCALE_FACTOR"] = f"{wanted.scale:g}"
    app = QApplication([])
    appearance = Appearance(app, theme_choice="dark", language_choice="en")
    out = wanted.out or (README_FOLDER if wanted.readme else Path("screens"))
    out.mkdir(parents=True, exist_ok=True)
    looks = LOOKS[::2] if wanted.quick else LOOKS
    picks = README if wanted.readme else None
    studio = Studio(app, appearance, out, wanted.only, looks, wanted.scale, wanted.colour_blind, picks)
    with tempfile.TemporaryDirectory(prefix="faceapp-screens-") as directory:
        kept = wanted.site or Path(directory) / "site"
        site = PhotographedApplication.open(kept, EVERYTHING, demo=False)
        try:
            if not site.people():
                furnish(site)
            seen = moments(site)
            print(f"the site is furnished after {time.monotonic() - began_s:.0f} s")
            if wanted.readme:
                studio.size = README_SIZE
                door(studio, site, seen, alone=True)
                administration(studio, site, seen)
                return
            for size in EVERY_SCREEN:
                studio.size = size
                if wanted.size not in (None, f"{size.width()}x{size.height()}"):
                    continue
                door(studio, site, seen, alone=False)
                new = Path(directory) / f"new-{size.width()}"  # one for each, as the first steps are offered once
                with closing(PhotographedApplication.open(new, Settings(), demo=False)) as empty:
                    fresh(studio, empty)
                administration(studio, site, seen)
                site.administration.set_pin(PIN)
                locked(studio, site, seen)
                site.administration.remove_pin()
            for size in DOOR_ALONE:
                studio.size = size
                if wanted.size in (None, f"{size.width()}x{size.height()}"):
                    door(studio, site, seen, alone=True)
        finally:
            site.close()
            appearance.retire()
    print(f"{studio.taken} pictures in {out} after {time.monotonic() - began_s:.0f} s")


if __name__ == "__main__":
    main()
