"""A calibration as one page: the claim in words, what it rests on, and the scores behind it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from faceapp.domain.claims import one_in
from faceapp.domain.door_rates import ApproachRate
from faceapp.domain.error_bounds import Rate
from faceapp.domain.scores import OperatingPoint
from faceapp.learning.page import table, write_page
from faceapp.learning.report_figures import draw_det, draw_histogram
from faceapp.services.calibration import Calibration


def write_calibration_report(path: Path, encoder_id: str, result: Calibration, sentences: Sequence[str]) -> None:
    """Write the page.

    Args:
        path: The HTML file; replaced when it exists.
        encoder_id: Whose scores.
        result: The calibration.
        sentences: What it claims.

    Raises:
        DatasetError: The file cannot be written.
    """
    choice, summary = result.choice, result.summary
    points: dict[float, OperatingPoint | None] = {}
    if choice.threshold is not None and choice.fmr is not None:
        accepted = 1.0 if result.fnmr is None else 1 - result.fnmr.value
        low, high = (0.0, 1.0) if result.fnmr is None else (1 - result.fnmr.high, 1 - result.fnmr.low)
        points[choice.target_fmr] = OperatingPoint(choice.target_fmr, choice.threshold, accepted, low, high)
    rows = [
        ("Target false match rate", one_in(choice.target_fmr), ""),
        ("Threshold", "refused" if choice.threshold is None else f"{choice.threshold:.4f}", ""),
        ("False match rate (FMR)", _told(choice.fmr), f"from {choice.source}"),
        ("False non-match rate (FNMR)", _told(result.fnmr), f"from {result.fnmr_source}" if result.fnmr_source else ""),
        ("Non-mated comparisons", f"{choice.comparisons:,}", f"of {choice.people:,} people"),
        ("Mated comparisons", f"{result.mated:,}", ""),
        ("Gallery", f"{result.enrolled:,} people", f"{result.templates:,} templates"),
    ]
    if result.door is not None:
        rows += [
            ("False positive identification rate (FPIR)", *_told_of_approaches(result.door.fpir)),
            ("False negative identification rate (FNIR)", *_told_of_approaches(result.door.fnir)),
        ]
    parts = [
        f"<h1>Calibration of {escape(encoder_id)}</h1>",
        *(f"<p>{escape(sentence)}</p>" for sentence in sentences),
        "<h2>Figures</h2>",
        table(rows),
        '<p class="note">Bounds are 95 % each, one-sided. Comparisons that share a person are not independent: they '
        "are counted by what they are worth when people are drawn anew.</p>",
    ]
    if len(summary.mated):
        parts += ["<h2>Detection error trade-off</h2>", draw_det({"all comparisons": summary}, points)]
        parts += ["<h2>Scores</h2>", draw_histogram(summary, points)]
    write_page(path, f"Calibration of {encoder_id}", parts)


def _told(rate: Rate | None) -> str:
    if rate is None:
        return "cannot be told"
    return f"{rate.value:.3g} [{rate.low:.3g}, {rate.high:.3g}]"


def _told_of_approaches(rate: ApproachRate | None) -> tuple[str, str]:
    if rate is None:
        return "cannot be told", ""
    return _told(rate.rate), f"{rate.rate.trials:,} approaches of {rate.people:,} people, {rate.looks}"
