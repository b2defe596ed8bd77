"""An evaluation as one page: figures with intervals and counts, curves, and the hardest pairs to look at.

The page needs no other file and no network: figures are inline SVG, pictures are data URIs, and there is no script. It
shows faces, so it belongs where the pictures themselves may be kept.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape
from pathlib import Path

import numpy as np
from PIL import Image as PillowImage

from faceapp.domain.hardest import HardPair, hardest_pairs
from faceapp.domain.records import Image
from faceapp.domain.resampling import Figure
from faceapp.learning.figures import ComparisonResult
from faceapp.learning.labelled import LabelledFaces
from faceapp.learning.page import table, write_page
from faceapp.learning.report_figures import draw_det, draw_histogram

HARDEST = 24
_LISTED = 200  # pictures without a face that are named


def write_comparison_report(
    path: Path,
    encoder_id: str,
    faces: LabelledFaces,
    result: ComparisonResult,
    grouped: Mapping[str, ComparisonResult | None],
    crops_of: Callable[[Collection[str]], Mapping[str, Image]],
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
    alike, unlike = hardest_pairs(result.summary, HARDEST)
    crops = crops_of({faces.files[index] for pair in (*alike, *unlike) for index in (pair.first, pair.second)})
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
    ]
    for name, part in grouped.items():
        parts.append(f"<h2>Group {escape(name)}</h2>")
        parts.append("<p>Not enough comparisons.</p>" if part is None else _group(part))
    parts += [
        "<h2>Hardest false matches</h2>",
        '<p class="note">The most similar pictures of two people, one pair for each two: look for one person under two '
        "names first.</p>",
        _pairs(alike, faces, crops),
        "<h2>Hardest false non-matches</h2>",
        '<p class="note">The least similar pictures of one person, one pair for each: look for two people under one '
        "name first.</p>",
        _pairs(unlike, faces, crops),
    ]
    if faces.without_face:
        named = faces.without_face[:_LISTED]
        more = len(faces.without_face) - len(named)
        parts += [
            "<h2>Pictures without a face</h2>",
            f"<p>No face was found in {len(faces.without_face):,} pictures. Their mated comparisons count as "
            "refused.</p>",
            "<p>" + ", ".join(map(escape, named)) + (f", and {more:,} more" if more else "") + "</p>",
        ]
    write_page(path, f"Comparisons by {encoder_id}", parts)


def _figures(result: ComparisonResult) -> str:
    rows = [
        ("Equal error rate (EER)", _with_interval(result.eer), ""),
        ("Area under the ROC curve (AUC)", _with_interval(result.auc), ""),
    ]
    for fmr, point in result.points.items():
        if point is None:
            rows.append((f"TAR at FMR {fmr:g}", "not enough comparisons", ""))
        else:
            figure = Figure(point.tar, point.tar_low, point.tar_high)
            rows.append((f"TAR at FMR {fmr:g}", _with_interval(figure), f"threshold {point.threshold:.4f}"))
    return table(rows)


def _group(part: ComparisonResult) -> str:
    counts = f"{part.identities:,} people, {len(part.summary.mated):,} mated and {part.summary.non_mated:,} non-mated"
    rows = [
        (
            f"At everybody's threshold {rates.threshold:.4f}",
            f"FMR {rates.fmr.value:.2g} [{rates.fmr.low:.2g}, {rates.fmr.high:.2g}]",
            f"TAR {_with_interval(rates.tar)}",
        )
        for rates in part.at_thresholds
    ]
    return f"<p>{counts} comparisons within the group.</p>" + _figures(part) + (table(rows) if rows else "")


def _with_interval(figure: Figure) -> str:
    return f"{figure.value:.4f} [{figure.low:.4f}, {figure.high:.4f}]"


def _pairs(pairs: Sequence[HardPair], faces: LabelledFaces, crops: Mapping[str, Image]) -> str:
    if not pairs:
        return "<p>There are none.</p>"
    shown = []
    for pair in pairs:
        files = [faces.files[index] for index in (pair.first, pair.second)]
        images = "".join(f'<img alt="{escape(file)}" src="{_data_uri(crops[file])}">' for file in files)
        names = "<br>".join(escape(file) for file in files)
        shown.append(f"<figure>{images}<figcaption>{pair.score:.3f}<br><span>{names}</span></figcaption></figure>")
    return '<div class="pairs">' + "".join(shown) + "</div>"


def _data_uri(crop: Image) -> str:
    stream = io.BytesIO()
    PillowImage.fromarray(np.ascontiguousarray(crop)).save(stream, format="PNG")
    return "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode()
