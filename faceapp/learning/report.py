"""Comparisons as one page: figures with intervals and counts, curves, and the hardest pairs to look at.

The page needs no other file and no network: figures are inline SVG, pictures are data URIs, and there is no script. It
shows faces, so it belongs where the pictures themselves may be kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from faceapp.domain.resampling import Figure
from faceapp.domain.scores import OperatingPoint
from faceapp.learning.figures import ComparisonResult
from faceapp.learning.labelled import LabelledFaces
from faceapp.learning.page import table, write_page
from faceapp.learning.report_figures import draw_det, draw_histogram
from faceapp.learning.report_parts import CropsOf, groups_of, hardest_comparisons, met_in_the_data, with_interval


def write_comparison_report(
    path: Path,
    encoder_id: str,
    faces: LabelledFaces,
    result: ComparisonResult,
    grouped: Mapping[str, ComparisonResult | None],
    crops_of: CropsOf,
) -> None:
    """Write the page of an `evaluate comparisons`.

    Args:
        path: The HTML file; replaced when it exists.
        encoder_id: Which encoder was measured.
        faces: The faces compared.
        result: Everybody's figures.
        grouped: The figures of each group; None where there is too little to judge by.
        crops_of: Reads the crops of some of `faces.files`, for the thumbnails.

    Raises:
        DatasetError: The file cannot be written.
    """
    curves = {"everybody": result.summary}
    curves |= {name: part.summary for name, part in grouped.items() if part is not None}
    pictures = len(faces.labels) + len(faces.without_face)
    parts = [
        f"<h1>Comparisons by {escape(encoder_id)}</h1>",
        f"<p>{pictures:,} pictures of {len(faces.identities):,} people, each compared with every other: "
        f"{len(result.summary.mated):,} mated and {result.summary.non_mated:,} non-mated comparisons.</p>",
        '<p class="note">A comparison is accepted when its score is at or above the threshold. Intervals are 95 %, by '
        "resampling people: comparisons that share a person are not independent.</p>",
        "<h2>Figures</h2>",
        _figures(result),
        "<h2>Detection error trade-off</h2>",
        draw_det(curves, result.points),
        '<p class="note">Lower is better. Bars are the intervals at the operating points.</p>',
        "<h2>Scores</h2>",
        draw_histogram(result.summary, result.points),
        *groups_of({name: None if part is None else _group(part) for name, part in grouped.items()}),
        *hardest_comparisons(result.summary, faces.files, crops_of),
        *met_in_the_data(faces, without_face="Their mated comparisons count as refused."),
    ]
    write_page(path, f"Comparisons by {encoder_id}", parts)


def operating_rows(points: Mapping[float, OperatingPoint | None]) -> list[tuple[str, str, str]]:
    """TAR at each target FMR, as rows of a table."""
    rows = []
    for fmr, point in points.items():
        if point is None:
            rows.append((f"TAR at FMR {fmr:g}", "not enough comparisons", ""))
        else:
            figure = Figure(point.tar, point.tar_low, point.tar_high)
            rows.append((f"TAR at FMR {fmr:g}", with_interval(figure), f"threshold {point.threshold:.4f}"))
    return rows


def _figures(result: ComparisonResult) -> str:
    return table(
        [
            ("Equal error rate (EER)", with_interval(result.eer), ""),
            ("Area under the ROC curve (AUC)", with_interval(result.auc), ""),
            *operating_rows(result.points),
        ]
    )


def _group(part: ComparisonResult) -> str:
    counts = f"{part.identities:,} people, {len(part.summary.mated):,} mated and {part.summary.non_mated:,} non-mated"
    rows = [
        (
            f"At everybody's threshold {rates.threshold:.4f}",
            f"FMR {rates.fmr.value:.2g} [{rates.fmr.low:.2g}, {rates.fmr.high:.2g}]",
            f"TAR {with_interval(rates.tar)}",
        )
        for rates in part.at_thresholds
    ]
    return f"<p>{counts} comparisons within the group.</p>" + _figures(part) + (table(rows) if rows else "")
