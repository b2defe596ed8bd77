"""Let the demonstration run for long, and see that nothing grows, leaks or complains.

Usage: python packaging/soak.py [--minutes 60]

Ends with 0 if memory stayed within 5 % after the warm-up, no thread was left over, and no warning was logged.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import sys
import tempfile
import threading
import time
import warnings
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

from PySide6.QtCore import QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from faceapp.app import Application
from faceapp.config import Settings
from faceapp.services.demonstration import enrol_demo_people
from faceapp.ui.appearance import Appearance
from faceapp.ui.main_window import MainWindow

MOST_GROWTH = 0.05
SAMPLE_S = 2.0
WARM_UP_SHARE = 0.3
# What the offscreen platform says of itself is no fault of the window.
HARMLESS = ("This plugin does not support",)


class Complaints(logging.Handler):
    """Collects warnings, Python's and Qt's."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())

    def from_qt(self, kind: QtMsgType, _context: object, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not message.startswith(HARMLESS):
            self.heard.append(f"Qt: {message}")


def resident_bytes() -> int:
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    import resource  # the most there ever was, which is as good for finding growth

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def soak(app: QApplication, application: Application, minutes: float, complaints: Complaints) -> bool:
    threads_before = set(threading.enumerate())
    window = MainWindow(application, "demo", mirrored=False)
    counts = {"pictures": 0, "results": 0, "events": 0}
    window.bridge.picture_ready.connect(lambda _: counts.update(pictures=counts["pictures"] + 1))
    window.bridge.frame_ready.connect(lambda _: counts.update(results=counts["results"] + 1))
    window.bridge.events_made.connect(lambda events: counts.update(events=counts["events"] + len(events)))
    window.resize(1280, 800)
    window.show()
    window.start()
    samples: list[tuple[float, int]] = []
    started_s = time.monotonic()

    def sample() -> None:
        samples.append((time.monotonic() - started_s, resident_bytes()))

    sampling = QTimer()
    sampling.timeout.connect(sample)
    sampling.start(round(1000 * SAMPLE_S))
    QTimer.singleShot(round(60_000 * minutes), app.quit)
    app.exec()
    sampling.stop()
    took_s = time.monotonic() - started_s
    window.close()
    app.processEvents()
    left = [thread.name for thread in threading.enumerate() if thread not in threads_before]
    settled = [size for at_s, size in samples if at_s >= WARM_UP_SHARE * took_s]
    third = max(1, len(settled) // 3)
    early, late = statistics.median(settled[:third]), statistics.median(settled[-third:])
    growth = late / early - 1
    for name, count in counts.items():
        print(f"{name}: {count}, {count / took_s:.1f} a second")
    print(f"memory: {early / 2**20:.0f} MiB after the warm-up, {late / 2**20:.0f} MiB at the end ({growth:+.1%})")
    print(f"threads left over: {', '.join(left) or 'none'}")
    print(f"warnings: {'; '.join(complaints.heard[:10]) or 'none'}")
    return growth <= MOST_GROWTH and not left and not complaints.heard


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--minutes", type=float, default=60.0)
    minutes = parser.parse_args().minutes
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    logging.captureWarnings(True)
    warnings.simplefilter("always")
    app = QApplication([])
    qInstallMessageHandler(complaints.from_qt)
    appearance = Appearance(app, theme_choice="dark", language_choice="en")
    with tempfile.TemporaryDirectory(prefix="faceapp-soak-") as directory:
        application = Application.open(Path(directory), Settings(), demo=True)
        try:
            for name in enrol_demo_people(application.enrol):
                print("enrolled", name)
            sound = soak(app, application, minutes, complaints)
        finally:
            application.close()
            appearance.retire()
            qInstallMessageHandler(None)
    print("passed" if sound else "failed")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
