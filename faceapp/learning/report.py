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
from faceapp.learning.checkpoints import write_atomically
from faceapp.learning.figures import ComparisonResult
from faceapp.learning.labelled import LabelledFaces
from faceapp.learning.report_figures import draw_det, draw_histogram

HARDEST = 24
_LISTED = 200  # pictures without a face that are named

_STYLE = """
:root { color-scheme: light dark; --ground: #ffffff; --ink: #1b1f24; --soft: #5b6570; --line: #d5dae0; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #15181c; --ink: #e6e9ed; --soft: #9aa5b1; --line: #363d46; }
}
body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
p.note { color: var(--soft); max-width: 46rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .9rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; }
td.soft { color: var(--soft); }
svg { max-width: 100%; height: auto; color: var(--ink); }
.pairs { display: grid; grid-template-columns: repeat(auto-fill, minmax(13.5rem, 1fr)); gap: 1rem; }
figure { margin: 0; } figure img { width: 6.3rem; height: 6.3rem; margin-right: .3rem; }
figcaption { font-size: .85rem; overflow-wrap: anywhere; } figcaption span { color: var(--soft); }
"""


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
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Comparisons by {escape(encoder_id)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )
    write_atomically(path, lambda stream: stream.write(page.encode()))


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
    return _table(rows)


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
    return f"<p>{counts} comparisons within the group.</p>" + _figures(part) + (_table(rows) if rows else "")


def _table(rows: Sequence[tuple[str, str, str]]) -> str:
    lines = (
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td><td class="soft">{escape(more)}</td></tr>'
        for name, value, more in rows
    )
    return "<table>" + "".join(lines) + "</table>"


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
