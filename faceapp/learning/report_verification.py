"""A verification in the layout of Labeled Faces in the Wild as one page."""

from __future__ import annotations

from html import escape
from pathlib import Path

from faceapp.domain.resampling import Figure
from faceapp.learning.page import table, write_page
from faceapp.learning.report import operating_rows
from faceapp.learning.report_figures import draw_det, draw_histogram
from faceapp.learning.report_parts import CropsOf, groups_of, hardest_comparisons, with_interval
from faceapp.learning.verification import VerificationFigures


def write_verification_report(path: Path, encoder_id: str, figures: VerificationFigures, crops_of: CropsOf) -> None:
    """Write the page of an `evaluate verification`.

    Args:
        path: The HTML file; replaced when it exists.
        encoder_id: Which encoder was measured.
        figures: Everybody's, with their evidence and those of the groups.
        crops_of: Reads the crops of some images, by their path as text, for the thumbnails.

    Raises:
        DatasetError: The file cannot be written.
    """
    evidence = figures.evidence
    assert evidence is not None  # every evaluation gives it
    curves = {"everybody": evidence.summary}
    curves |= {
        name: part.evidence.summary
        for name, part in figures.groups.items()
        if part is not None and part.evidence is not None
    }
    named = {str(file): f"{file.parent.name}/{file.name}" for file in evidence.files}
    of_name = {name: file for file, name in named.items()}
    folds = [(f"Fold {number}", f"{accuracy:.4f}", "") for number, accuracy in enumerate(figures.by_fold, start=1)]
    parts = [
        f"<h1>Verification by {escape(encoder_id)}</h1>",
        f"<p>{figures.mated:,} mated and {figures.non_mated:,} non-mated pairs of {figures.people:,} people. "
        f"{figures.skipped:,} pairs were skipped, of which an image is absent or cannot be read. Of "
        f"{figures.images:,} images {figures.fallbacks:,} show no face: their centre was taken.</p>",
        '<p class="note">A pair is accepted when its score is at or above the threshold. Intervals are 95 %, by '
        "resampling people.</p>",
        "<h2>Figures</h2>",
        _figures(figures),
        "<h2>Accuracy by fold</h2>",
        '<p class="note">Each fold is judged by the threshold that is best on the others.</p>',
        table(folds),
        "<h2>Detection error trade-off</h2>",
        draw_det(curves, evidence.points),
        '<p class="note">Lower is better. Bars are the intervals at the operating points.</p>',
        "<h2>Scores</h2>",
        draw_histogram(evidence.summary, evidence.points),
        *groups_of({name: None if part is None else _group(part) for name, part in figures.groups.items()}),
        *hardest_comparisons(
            evidence.summary,
            [named[str(file)] for file in evidence.files],
            lambda names: {named[file]: crop for file, crop in crops_of([of_name[name] for name in names]).items()},
        ),
    ]
    if figures.unreadable:
        parts += [
            f"<h2>Images that cannot be read ({len(figures.unreadable):,})</h2>",
            "<p>" + ", ".join(map(escape, figures.unreadable)) + "</p>",
        ]
    write_page(path, f"Verification by {encoder_id}", parts)


def _figures(figures: VerificationFigures) -> str:
    rows = [
        (name, with_interval(Figure(value, *ends)), more)
        for name, value, ends, more in (
            (
                "Accuracy",
                figures.accuracy,
                figures.accuracy_interval,
                f"standard deviation over the folds {figures.accuracy_std:.4f}",
            ),
            ("Equal error rate (EER)", figures.eer, figures.eer_interval, ""),
            ("Area under the ROC curve (AUC)", figures.auc, figures.auc_interval, ""),
        )
    ]
    return table([*rows, *(operating_rows(figures.evidence.points) if figures.evidence is not None else ())])


def _group(part: VerificationFigures) -> str:
    counts = f"{part.people:,} people, {part.mated:,} mated and {part.non_mated:,} non-mated pairs within the group."
    return f"<p>{counts}</p>" + _figures(part)
