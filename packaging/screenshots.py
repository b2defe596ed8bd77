"""Make README's pictures: the real application on the demo people, without a display.

Usage: python packaging/screenshots.py [OUT], by default docs/pictures.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from faceapp.app import Application
from faceapp.config import Settings
from faceapp.domain.records import FrameResult, TrackState
from faceapp.services.demonstration import enrol_demo_people
from faceapp.ui.appearance import Appearance
from faceapp.ui.main_window import MainWindow
from faceapp.ui.prompts import PromptKind

REPOSITORY = Path(__file__).resolve().parent.parent
SIZE = QSize(1280, 800)
PATIENCE_S = 300.0
BYSTANDER_PX = 95.0


class Photographer:
    """Waits for a moment and takes its picture."""

    def __init__(self, app: QApplication, out: Path) -> None:
        self._app = app
        self._out = out

    def wait_for(self, moment: Callable[[], bool], what: str) -> None:
        give_up_at = time.monotonic() + PATIENCE_S
        while not moment():
            if time.monotonic() > give_up_at:
                sys.exit(f"waited in vain for: {what}")
            self._app.processEvents()
            time.sleep(0.005)

    def rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        self.wait_for(lambda: time.monotonic() >= until, "time to pass")

    def take(self, widget: QWidget, name: str) -> None:
        path = self._out / f"{name}.png"
        widget.grab().save(str(path))
        print(path)


def one_waits(result: FrameResult) -> bool:
    """Whether one has been let in while another stands behind, ignored and in full view."""
    states = {track.state: track.track.face.size_px for track in result.tracks}
    return TrackState.GRANTED in states and states.get(TrackState.IGNORED, 0.0) > BYSTANDER_PX


def photograph(application: Application, photographer: Photographer) -> None:
    window = MainWindow(application, "demo", mirrored=False)
    window.resize(SIZE)
    window.show()
    window.start()
    panel = window.kiosk.panel
    for kind, name in (
        (PromptKind.HOLD_STILL, "kiosk-hold-still"),
        (PromptKind.WELCOME, "kiosk-welcome"),
    ):
        photographer.wait_for(lambda kind=kind: panel.prompt.kind is kind, name)
        if kind is PromptKind.HOLD_STILL:
            photographer.wait_for(lambda: panel.prompt.progress >= 0.5, name)
            photographer.rest(0.1)  # for the ring to follow
        elif kind is PromptKind.WELCOME:
            photographer.rest(1.5)  # for the person to come near
        photographer.take(window, name)
    window.add_person()
    dialog = window.enrolment
    assert dialog is not None
    dialog.set_name("Sam Okafor")
    photographer.wait_for(lambda: panel.prompt.kind is PromptKind.HOLD_STILL, "somebody near")
    photographer.rest(2.0)
    photographer.take(dialog, "enrol")
    dialog.reject()
    # One is let in while another waits behind and is left alone.
    newest: list[FrameResult] = []
    window.bridge.frame_ready.connect(lambda result: newest.__setitem__(slice(None), [result]))
    photographer.wait_for(lambda: bool(newest) and one_waits(newest[0]), "kiosk-two")
    photographer.rest(0.2)
    photographer.take(window, "kiosk-two")
    photographer.wait_for(lambda: panel.prompt.kind is PromptKind.REFUSED, "kiosk-not-recognised")
    photographer.rest(0.6)
    photographer.take(window, "kiosk-not-recognised")
    window.show_screen("people")
    photographer.rest(0.2)
    photographer.take(window, "people")
    window.close()


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY / "docs" / "pictures"
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    appearance = Appearance(app, theme_choice="dark", language_choice="en")
    with tempfile.TemporaryDirectory(prefix="faceapp-screenshots-") as directory:
        application = Application.open(Path(directory), Settings(), demo=True)
        try:
            for name in enrol_demo_people(application.enrol):
                print("enrolled", name)
            photograph(application, Photographer(app, out))
        finally:
            application.close()
            appearance.retire()


if __name__ == "__main__":
    main()
