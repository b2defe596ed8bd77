"""Figures of an evaluation's page, as SVG that takes the page's text colour and needs no other file."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from faceapp.domain.candidate_ranks import search_error_curve
from faceapp.domain.comparison_estimates import det_curve
from faceapp.domain.comparison_summary import HISTOGRAM_EDGES, NO_SCORE, ComparisonSummary
from faceapp.domain.identification import IdentificationPoint, Searches
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
    curves = {name: det_curve(summary)[1:] for name, summary in summaries.items()}
    bars = [
        (point.fmr, 1 - point.tar, 1 - point.tar_high, 1 - point.tar_low)
        for point in points.values()
        if point is not None
    ]
    return _trade_off(
        curves,
        bars,
        ("false match rate (FMR)", "false non-match rate (FNMR)"),
        "Detection error trade-off: false non-match rate against false match rate",
        salt="det",
    )


def draw_search_errors(searches: Mapping[str, Searches], points: Mapping[float, IdentificationPoint | None]) -> str:
    """How often searches miss, against how often they return somebody for a stranger, both logarithmic.

    Args:
        searches: A curve each, by name; the first is everybody's. Those without mated or non-mated probes are left out.
        points: Everybody's operating points, drawn with their intervals.

    Returns:
        An `<svg>` element.
    """
    curves = {
        name: search_error_curve(found)[1:]
        for name, found in searches.items()
        if found.mated.any() and not found.mated.all()
    }
    bars = [
        (point.fpir, point.fnir.value, point.fnir.low, point.fnir.high)
        for point in points.values()
        if point is not None
    ]
    return _trade_off(
        curves,
        bars,
        ("false positive identification rate (FPIR)", "false negative identification rate (FNIR)"),
        "False negative against false positive identification rate",
        salt="searches",
    )


def draw_cumulative_match(shares: NDArray[np.float64]) -> str:
    """Cumulative match characteristic: share of mated probes whose person is among the best k.

    Args:
        shares: For k = 1, 2, ..., (K,).

    Returns:
        An `<svg>` element.
    """
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": "cmc"}):
        figure, axes = _axes(5.4, 3.4)
        axes.plot(np.arange(1, len(shares) + 1), shares, "o-", color=COLOURS[0], linewidth=2, markersize=4)
        axes.set_xlabel("people returned (k)")
        axes.set_ylabel("share of mated probes found")
        axes.set_xlim(0.5, len(shares) + 0.5)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_ylim(min(0.9, float(shares.min()) - 0.02), 1.005)
        return _svg(figure, "Cumulative match characteristic: share of mated probes found among the best k people")


def draw_by_person(values: NDArray[np.float64]) -> str:
    """How a figure is spread over people.

    Args:
        values: Each person's MAP@R, in [0, 1], (P,).

    Returns:
        An `<svg>` element.
    """
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": "people"}):
        figure, axes = _axes(5.4, 3.0)
        counts, edges = np.histogram(values, bins=20, range=(0, 1))
        axes.stairs(counts, edges, color=COLOURS[0], linewidth=1.5)
        axes.stairs(counts, edges, color=COLOURS[0], fill=True, alpha=0.25)
        axes.set_xlim(0, 1)
        axes.set_xlabel("MAP@R of a person's pictures")
        axes.set_ylabel("people")
        return _svg(figure, "Histogram of MAP@R over people")


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


def _trade_off(
    curves: Mapping[str, tuple[NDArray[np.float64], NDArray[np.float64]]],
    bars: Sequence[tuple[float, float, float, float]],
    labels: tuple[str, str],
    said: str,
    *,
    salt: str,
) -> str:
    """Curves of false negatives over false positives; bars are of the first: place, height, low and high end."""
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": salt}):
        figure, axes = _axes(5.4, 4.4)
        for number, (name, (positives, negatives)) in enumerate(curves.items()):
            drawn = _thinned(positives, negatives)
            axes.plot(*drawn, color=COLOURS[number % len(COLOURS)], linewidth=2 if number == 0 else 1.3, label=name)
        for place, height, low, high in bars:
            if height > 0:
                axes.plot([place] * 2, [max(low, 1e-9), high], color=_INK, linewidth=1)
                axes.plot([place], [height], "o", color=COLOURS[0], markersize=5)
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xlim(_decade_below(axes.get_xlim()[0]), 1)
        axes.set_ylim(_LOWEST_FNMR, 1)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(lambda rate, _: f"{rate:g}")
        axes.set_xlabel(labels[0])
        axes.set_ylabel(labels[1])
        if len(curves) > 1:
            axes.legend(frameon=False)
        return _svg(figure, said)


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
    # A page holds several figures, and no two of its elements may have one id.
    wanted = {*re.findall(r"url\(#(.*?)\)", text), *re.findall(r'href="#([^"]+)"', text)}
    text = re.sub(r' id="([^"]+)"', lambda found: found[0] if found[1] in wanted else "", text)
    return text.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1).strip()
