"""How long a calibration of a large site takes, and how much memory: 2,000 people with 5 templates each.

    uv run python packaging/bench_calibration.py [PEOPLE] [TEMPLATES]

People are random directions: what is measured does not depend on who they are.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from faceapp.app import Application
from faceapp.config import Settings
from faceapp.domain.errors import CancelledError
from faceapp.storage.people import NewTemplate, PeopleRepository

TARGETS = (1e-2, 1e-4, 1e-6)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    templates = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        application = Application.open(Path(folder), Settings())
        enrol(application, people, templates)
        before_mb = peak_mb()
        for target in TARGETS:
            shares: list[float] = []
            started = time.perf_counter()
            result = application.calibration.calibrate(
                target, on_progress=lambda share, what, told=shares: told.append(share)
            )
            took_s = time.perf_counter() - started
            print(
                f"target {target:g}: {took_s:.1f} s, {len(shares)} reports of progress, "
                f"{result.choice.comparisons:,} comparisons, source {result.choice.source}"
            )
        print(f"peak memory {peak_mb():.0f} MB, of which {before_mb:.0f} MB before the first calibration")
        began = time.perf_counter()
        asked = 0

        def should_stop() -> bool:
            nonlocal asked, began
            asked += 1
            if asked == 5:
                began = time.perf_counter()
            return asked >= 5

        try:
            application.calibration.calibrate(1e-4, should_stop=should_stop)
        except CancelledError:
            print(f"cancelled {1000 * (time.perf_counter() - began):.0f} ms after it was asked")
        application.close()


def enrol(application: Application, people: int, templates: int) -> None:
    random = np.random.default_rng(0)
    size = application.card.network.embedding_size
    now = datetime.now(UTC)
    with closing(application.database()) as database:
        repository = PeopleRepository(database)
        for person in range(people):
            rows = random.normal(size=size) + 0.8 * random.normal(size=(templates, size))
            rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
            made = [
                NewTemplate(row, application.card.encoder_id, 0.9, f"picture {number}")
                for number, row in enumerate(rows)
            ]
            repository.enrol(f"Person {person}", made, now)


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
