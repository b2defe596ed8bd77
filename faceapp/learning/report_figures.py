"""Figures of an evaluation's page, as SVG that takes the page's text colour and needs no other file."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from faceapp.domain.comparison_estimates import det_curve
from faceapp.domain.comparison_summary import HISTOGRAM_EDGES, NO_SCORE, ComparisonSummary
from faceapp.domain.scores import OperatingPoint

# Told apart by colour-blind eyes, on white and on black.
COLOURS = ("#2f7ed8", "#e07b00", "#2ca02c", "#c2549d", "#8c6bd1", "#00a3a3")

# Stands for the page's text colour, which a reader's dark mode changes.
_INK = "#010203"
_LOWEST_FNMR = 1e-3  # drawn; what lies below is of no use to a door
_POINTS = 400  # of a drawn curve; more would not be seen
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
    "text.color": _INK,
    "axes.edgecolor": _INK,
    "axes.labelcolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def draw_det(summaries: Mapping[str, ComparisonSummary], points: Mapping[float, OperatingPoint | None]) -> str:
    """Detection error trade-off: FNMR against FMR, both logarithmic.

    Args:
        summaries: A curve each, by name; the first is everybody's.
        points: Everybody's operating points, drawn with their intervals.

    Returns:
        An `<svg>` element.
    """
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": "det"}):
        figure, axes = _axes(5.4, 4.4)
        for number, (name, summary) in enumerate(summaries.items()):
            _, fmr, fnmr = det_curve(summary)
            fmr, fnmr = _thinned(fmr, fnmr)
            axes.plot(fmr, fnmr, color=COLOURS[number % len(COLOURS)], linewidth=2 if number == 0 else 1.3, label=name)
        for point in points.values():
            if point is not None and point.tar < 1:
                low, high = max(1 - point.tar_high, 1e-9), 1 - point.tar_low
                axes.plot([point.fmr] * 2, [low, high], color=_INK, linewidth=1)
                axes.plot([point.fmr], [1 - point.tar], "o", color=COLOURS[0], markersize=5)
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xlim(_decade_below(axes.get_xlim()[0]), 1)
        axes.set_ylim(_LOWEST_FNMR, 1)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(lambda rate, _: f"{rate:g}")
        axes.set_xlabel("false match rate (FMR)")
        axes.set_ylabel("false non-match rate (FNMR)")
        if len(summaries) > 1:
            axes.legend(frameon=False)
        return _svg(figure, "Detection error trade-off: false non-match rate against false match rate")


def draw_histogram(summary: ComparisonSummary, points: Mapping[float, OperatingPoint | None]) -> str:
    """How mated and non-mated scores lie, with the thresholds of the operating points.

    Returns:
        An `<svg>` element.
    """
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": "histogram"}):
        figure, axes = _axes(7.2, 3.4)
        edges = HISTOGRAM_EDGES.astype(np.float64)
        compared = summary.mated[summary.mated != NO_SCORE]
        mated = np.histogram(compared, bins=edges)[0]
        (shown,) = np.nonzero(summary.histogram + mated)
        bins = slice(shown[0], shown[-1] + 1)
        edges = edges[shown[0] : shown[-1] + 2]
        for counts, label, colour in (
            (summary.histogram, f"non-mated ({summary.non_mated:,})", COLOURS[1]),
            (mated, f"mated ({len(compared):,})", COLOURS[0]),
        ):
            share = counts[bins] / max(1, counts.sum())
            axes.stairs(share, edges, color=colour, linewidth=1.5, label=label)
            axes.stairs(share, edges, color=colour, fill=True, alpha=0.25)
        top = axes.get_ylim()[1]
        for point in points.values():
            if point is not None:
                axes.axvline(point.threshold, color=_INK, linewidth=0.8, linestyle="--")
                axes.text(point.threshold, top, f" FMR {point.fmr:g}", rotation=90, va="top", ha="right", fontsize=8)
        axes.set_xlim(float(edges[0]), float(edges[-1]))
        axes.set_xlabel("score (cosine)")
        axes.set_ylabel("share of comparisons")
        axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
        return _svg(figure, "Histograms of mated and non-mated scores")


def _axes(width_in: float, height_in: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width_in, height_in), layout="constrained")
    figure.patch.set_alpha(0)
    axes = figure.add_subplot()
    axes.patch.set_alpha(0)
    axes.grid(color=_INK, alpha=0.15, linewidth=0.6)
    axes.set_axisbelow(True)
    return figure, axes


def _thinned(fmr: NDArray[np.float64], fnmr: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Some of a curve's points, spread evenly as a logarithmic plot shows them; zeros cannot be drawn."""
    drawn = (fmr > 0) & (fnmr >= _LOWEST_FNMR)
    fmr, fnmr = fmr[drawn], fnmr[drawn]
    if len(fmr) <= _POINTS:
        return fmr, fnmr
    along = np.abs(np.diff(np.log10(fmr), prepend=np.log10(fmr[0])))
    along = np.cumsum(along + np.abs(np.diff(np.log10(fnmr), prepend=np.log10(fnmr[0]))))
    chosen = np.unique(np.searchsorted(along, np.linspace(0, along[-1], _POINTS)).clip(0, len(fmr) - 1))
    return fmr[chosen], fnmr[chosen]


def _decade_below(rate: float) -> float:
    return float(10 ** np.floor(np.log10(rate)))


def _svg(figure: Figure, label: str) -> str:
    stream = io.StringIO()
    # Without metadata, which names its vocabularies by address.
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.savefig(stream, format="svg", metadata=nothing)
    text = stream.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r' xmlns(:\w+)?="[^"]*"', "", text).replace("xlink:href", "href").replace(_INK, "currentColor")
    return text.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1).strip()
