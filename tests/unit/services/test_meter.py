"""The meter against sums by hand."""

from __future__ import annotations

import numpy as np
import pytest

from faceapp.domain.records import Frame, FrameResult
from faceapp.services.meter import Meter
from faceapp.services.runtime import SourceState, SourceStatus


class Clock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def result(elapsed_s: float, dropped: int) -> FrameResult:
    return FrameResult(Frame(np.zeros((48, 64, 3), np.uint8), 0.0, "0", 0), (), (), elapsed_s, dropped)


def test_rates_drops_and_quantiles() -> None:
    clock = Clock()
    meter = Meter(clock)
    assert meter.pace().source is None
    meter.note_status(SourceStatus(SourceState.RUNNING))
    times = [0.01 * number for number in range(1, 21)]
    for number, elapsed_s in enumerate(times):
        clock.now_s = 100 + 0.1 * number
        meter.note(result(elapsed_s, 2 * number))  # two dropped for each that is looked at
    pace = meter.pace()
    assert pace.recognised_rate == pytest.approx(10)
    assert pace.camera_rate == pytest.approx(30)
    assert pace.dropped_share == pytest.approx(2 / 3)
    assert pace.p50_s == pytest.approx(np.median(times))
    assert pace.p95_s == pytest.approx(np.quantile(times, 0.95))
    assert pace.size == (64, 48)


def test_only_the_last_seconds_count() -> None:
    clock = Clock()
    meter = Meter(clock)
    meter.note(result(9.0, 0))
    clock.now_s += 20
    assert meter.pace().p50_s is None
    meter.note(result(0.1, 0))
    assert meter.pace().recognised_rate is None  # one frame has no rate
    meter.note(result(0.1, 0))
    assert meter.pace().recognised_rate is None  # nor have two at one moment


def test_a_source_that_starts_anew_is_measured_anew() -> None:
    clock = Clock()
    meter = Meter(clock)
    for dropped in (50, 51):
        clock.now_s += 1
        meter.note(result(0.1, dropped))
    clock.now_s += 1
    meter.note(result(0.1, 0))
    assert meter.pace().camera_rate is None
    clock.now_s += 1
    meter.note(result(0.1, 1))
    assert meter.pace().camera_rate == pytest.approx(2)
    lost = SourceStatus(SourceState.LOST, "It was lost.")
    meter.note_status(lost)
    pace = meter.pace()
    assert (pace.source, pace.camera_rate) == (lost, None)
