"""The charts of scores: axes, the line under a finger, and what they say."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from faceapp.domain.error_bounds import Rate
from faceapp.domain.error_curve import ErrorCurve
from faceapp.ui import style
from faceapp.ui.chart_axes import Axis, decade_below, decades, one_in, percent
from faceapp.ui.det_chart import DetChart
from faceapp.ui.score_chart import ScoreChart


def counts(first: int, last: int) -> np.ndarray:
    made = np.zeros(200, dtype=np.int64)
    made[first:last] = 10
    return made


@pytest.fixture
def chart(qtbot: QtBot) -> ScoreChart:
    made = ScoreChart()
    qtbot.addWidget(made)
    made.resize(700, 320)
    made.show_scores(counts(140, 190), counts(60, 150), 0.42)
    made.show_threshold(0.45)
    made.show()
    return made


def test_axes_go_from_values_to_pixels_and_back() -> None:
    plain = Axis(-1.0, 1.0, 100.0, 300.0)
    assert [plain.px(value) for value in (-1.0, 0.0, 1.0, 5.0)] == [100.0, 200.0, 300.0, 300.0]
    assert plain.value(250.0) == 0.5
    assert plain.value(-50.0) == -1.0
    down = Axis(1e-4, 1.0, 200.0, 0.0, logarithmic=True)
    assert [round(down.px(value)) for value in (1.0, 1e-2, 1e-4, 0.0, 1e-9)] == [0, 100, 200, 200, 200]


def test_marks_are_powers_of_ten_as_far_as_there_is_room() -> None:
    assert decades(1e-3, 1.0, 9) == [1.0, 0.1, 0.01, 0.001]
    assert decades(1e-6, 1.0, 3) == [1.0, 1e-2, 1e-4, 1e-6]
    assert decade_below(0.02) == 0.01
    assert decade_below(0.001) == pytest.approx(0.001)
    assert [percent(share) for share in (1.0, 0.01, 1e-4, 1e-8)] == ["100 %", "1 %", "0.01 %", "0.000001 %"]
    assert [one_in(rate) for rate in (1.0, 1e-5)] == ["all", "1 in 100,000"]


def test_a_finger_moves_the_line_and_holds_it(qtbot: QtBot, chart: ScoreChart) -> None:
    device = QTest.createTouchDevice()
    held: list[bool] = []
    moved: list[float] = []
    chart.held.connect(held.append)
    chart.moved.connect(moved.append)
    across = chart._across()
    begin, end = QPoint(round(across.px(0.5)), 150), QPoint(round(across.px(0.7)), 160)
    QTest.touchEvent(chart, device).press(0, begin, chart).commit()
    QTest.touchEvent(chart, device).move(0, end, chart).commit()
    QTest.touchEvent(chart, device).release(0, end, chart).commit()
    assert held == [True, False]
    assert moved[0] == pytest.approx(0.5, abs=0.005)
    assert moved[-1] == pytest.approx(0.7, abs=0.005)


def test_the_line_stays_within_the_scores(qtbot: QtBot, chart: ScoreChart) -> None:
    low, high = chart.range
    assert low <= -0.4 and high >= 0.9
    chart.show_threshold(high)
    qtbot.keyClick(chart, Qt.Key.Key_PageUp)
    assert chart._threshold == high
    chart.show_threshold(low)
    qtbot.keyClick(chart, Qt.Key.Key_PageDown)
    assert chart._threshold == low
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart._threshold == pytest.approx(low + 0.001)


def test_charts_say_what_they_show(qtbot: QtBot, chart: ScoreChart) -> None:
    assert "different people (900) and one person (500)" in chart.accessibleDescription()
    assert "0.450" in chart.accessibleDescription()
    chart.grab()
    det = DetChart()
    qtbot.addWidget(det)
    thresholds = np.linspace(0, 1, 11)
    det.show_curve(ErrorCurve(thresholds, np.linspace(1, 0, 11), np.linspace(0, 1, 11)))
    det.show_rates(Rate(1e-3, 5e-4, 2e-3, 10_000, 5_000.0), Rate(0.034, 0.02, 0.06, 100, 50.0))
    assert "different people matched: 1 in 1,000; one person refused: 3.4 in 100" in det.accessibleDescription()
    det.grab()
    det.show_rates(None, None)
    assert "too low" in det.accessibleDescription()
    det.grab()
    det.show_curve(ErrorCurve(thresholds, np.linspace(1, 0, 11), np.zeros(0)))
    assert "different days" in det.accessibleDescription()
    det.grab()


def place_of(chart: DetChart) -> QPoint:
    """The middle of the mark at the threshold, as it is painted."""
    picture = chart.grab().toImage()
    accent = QColor(style.theme().accent)
    marked = [
        (x, y)
        for x in range(picture.width())
        for y in range(120, picture.height())  # the words stand above
        if picture.pixelColor(x, y) == accent
    ]
    left, bottom = min(x for x, _ in marked), max(y for _, y in marked)
    return QPoint(left, bottom)


def test_no_error_is_not_drawn_as_a_rate_but_apart_with_its_bound(qtbot: QtBot) -> None:
    det = DetChart()
    qtbot.addWidget(det)
    det.resize(420, 320)
    thresholds = np.linspace(0, 1, 5)
    det.show_curve(ErrorCurve(thresholds, np.array([1, 0.1, 1e-3, 1e-4, 0]), np.zeros(5)))
    det.show_rates(Rate(0.0, 0.0, 1.5e-4, 20_000, 20_000.0), Rate(0.0, 0.0, 0.072, 40, 40.0))
    said = det.accessibleDescription()
    assert "different people matched: none seen in 20,000; at most 1 in 6,700 (95 % sure)" in said
    assert "one person refused: none seen in 40; at most 7.2 in 100 (95 % sure)" in said
    area = QRectF(0, 0, 400, 300)
    across, up = det._axes(det._curve, area)
    # Rates end at a power of ten that holds the bounds; none lies beyond, well apart from it.
    assert up.low == pytest.approx(0.01)
    assert across.low == pytest.approx(1e-4)
    assert up.px(0.0) - up.px(up.low) >= 15
    assert across.px(across.low) - across.px(0.0) >= 15
    few = Rate(0.012, 1e-9, 0.24, 80, 4.0)
    det.show_rates(few, few)
    assert min(axis.low for axis in det._axes(det._curve, area)) == pytest.approx(1e-4)  # and not a billionth
    det.show_rates(Rate(0.0, 0.0, 1.5e-4, 20_000, 20_000.0), Rate(0.0, 0.0, 0.072, 40, 40.0))
    none = place_of(det)
    det.show_rates(Rate(1e-4, 1e-5, 1.5e-4, 20_000, 20_000.0), Rate(0.05, 0.02, 0.072, 40, 40.0))
    some = place_of(det)
    assert none.x() < some.x()
    assert none.y() > some.y() + 15
