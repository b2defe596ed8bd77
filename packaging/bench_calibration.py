"""How long a calibration of a large site takes, and how much memory: 2,000 people with 5 templates each.

    uv run python packaging/bench_calibration.py [PEOPLE] [TEMPLATES]

People are drawn as the cohort's people are spread, so that strangers come as near to them as to real people: the rates
of the door take the longer, the more approaches come near a grant.
"""

from __future__ import annotations

import dataclasses
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
from faceapp.services.door_rates import door_rates
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.vision.cohort import read_cohort

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
        time_the_door(application)
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


def time_the_door(application: Application) -> None:
    """The rates of the door alone, from a strict threshold to one that lets most strangers in."""
    with closing(application.database()) as database:
        templates = PeopleRepository(database).templates(application.card.encoder_id)
    cohort = read_cohort(application.model_dir, application.card)
    for point in application.card.measured.operating_points:
        policy = dataclasses.replace(application.policy, threshold=point.threshold)
        began: dict[str, float] = {}
        started, worked = time.perf_counter(), time.process_time()
        told = door_rates(
            templates,
            policy,
            cohort,
            on_progress=lambda _share, what, began=began: began.setdefault(what, time.process_time()),
        )
        took_s, worked_s = time.perf_counter() - started, time.process_time() - worked
        ends = [*list(began.values())[1:], time.process_time()]
        parts = ", ".join(
            f"{what.lower()} {end - start:.1f}" for (what, start), end in zip(began.items(), ends, strict=True)
        )
        assert told.cohort_fpir is not None and told.simulated_fnir is not None
        print(
            f"the door at {point.threshold:.3f}: {took_s:.1f} s, {worked_s:.1f} s of work ({parts}), "
            f"FPIR {told.cohort_fpir.rate.value:.4f}, FNIR {told.simulated_fnir.rate.value:.4f}"
        )


def enrol(application: Application, people: int, templates: int) -> None:
    random = np.random.default_rng(0)
    now = datetime.now(UTC)
    cohort = read_cohort(application.model_dir, application.card)
    assert cohort is not None
    centres = np.stack([cohort.embeddings[cohort.labels == person].mean(axis=0) for person in np.unique(cohort.labels)])
    apart = np.linalg.cholesky(np.cov(centres.T) + 1e-6 * np.eye(centres.shape[1]))
    within = np.linalg.cholesky(
        np.cov((cohort.embeddings - centres[cohort.labels]).T) + 1e-6 * np.eye(centres.shape[1])
    )
    with closing(application.database()) as database:
        repository = PeopleRepository(database)
        for person in range(people):
            centre = centres.mean(axis=0) + apart @ random.normal(size=len(apart))
            rows = centre + random.normal(size=(templates, len(within))) @ within.T
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
