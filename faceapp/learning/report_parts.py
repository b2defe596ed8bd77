"""What the pages of all evaluations share: figures with intervals, thumbnails, and what else was met in the data."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape

import numpy as np
from PIL import Image as PillowImage

from faceapp.domain.comparison_summary import ComparisonSummary
from faceapp.domain.hardest import HardPair, hardest_pairs
from faceapp.domain.records import Image
from faceapp.domain.resampling import Figure
from faceapp.learning.labelled import LabelledFaces

HARDEST = 24
_LISTED = 200  # pictures that are named

# Reads some faces as the encoder saw them, for the thumbnails.
CropsOf = Callable[[Collection[str]], Mapping[str, Image]]


def with_interval(figure: Figure) -> str:
    """A figure and its interval, as plain text."""
    return f"{figure.value:.4f} [{figure.low:.4f}, {figure.high:.4f}]"


def thumbnail(file: str, crops: Mapping[str, Image], *, right: bool | None = None) -> str:
    """A face as HTML that needs no other file; with a frame where it is a right or wrong find."""
    stream = io.BytesIO()
    PillowImage.fromarray(np.ascontiguousarray(crops[file])).save(stream, format="PNG")
    data = base64.b64encode(stream.getvalue()).decode()
    mark = "" if right is None else ' class="right"' if right else ' class="wrong"'
    said = "" if right is None else " (right)" if right else " (wrong)"
    return f'<img{mark} alt="{escape(file)}{said}" src="data:image/png;base64,{data}">'


def shown_together(images: Sequence[str], said: str, names: Sequence[str], crops: Mapping[str, Image]) -> str:
    """Some faces side by side over a caption: what is said of them in plain text, and their names."""
    faces = "".join(thumbnail(file, crops) for file in images)
    named = "<br>".join(escape(name) for name in names)
    return f"<figure>{faces}<figcaption>{escape(said)}<br><span>{named}</span></figcaption></figure>"


def gallery_of(figures: Sequence[str]) -> str:
    """Figures in rows, or that there are none."""
    return '<div class="pairs">' + "".join(figures) + "</div>" if figures else "<p>There are none.</p>"


def finds_of(file: str, finds: Sequence[tuple[str, float, bool]], said: str, crops: Mapping[str, Image]) -> str:
    """A probe or query and what was found for it, side by side.

    Args:
        file: The probe.
        finds: The name, the score and whether it is the right person of each find, in the order to be shown.
        said: What to say of it, plain text.
        crops: All faces by name.
    """
    faces = thumbnail(file, crops) + "".join(thumbnail(name, crops, right=right) for name, _, right in finds)
    named = "".join(f"<br>{score:.3f} {'right' if right else 'wrong'}: {escape(name)}" for name, score, right in finds)
    return f"<figure>{faces}<figcaption>{escape(file)}: {escape(said)}<span>{named}</span></figcaption></figure>"


def rows_of(figures: Sequence[str]) -> str:
    """Probes with their finds, one below the other, or that there are none."""
    return '<div class="rows">' + "".join(figures) + "</div>" if figures else "<p>There are none.</p>"


def hardest_comparisons(summary: ComparisonSummary, files: Sequence[str], crops_of: CropsOf) -> list[str]:
    """The hardest false matches and false non-matches, with their headings.

    Args:
        summary: What was compared.
        files: The name of each sample.
        crops_of: Reads some of them.
    """
    alike, unlike = hardest_pairs(summary, HARDEST)
    crops = crops_of({files[index] for pair in (*alike, *unlike) for index in (pair.first, pair.second)})

    def pairs(found: Sequence[HardPair]) -> str:
        both = [(pair, [files[pair.first], files[pair.second]]) for pair in found]
        return gallery_of([shown_together(names, f"{pair.score:.3f}", names, crops) for pair, names in both])

    return [
        "<h2>Hardest false matches</h2>",
        '<p class="note">The most similar pictures of two people, one pair for each two: look for one person under two '
        "names first.</p>",
        pairs(alike),
        "<h2>Hardest false non-matches</h2>",
        '<p class="note">The least similar pictures of one person, one pair for each: look for two people under one '
        "name first.</p>",
        pairs(unlike),
    ]


def met_in_the_data(*read: LabelledFaces, without_face: str) -> list[str]:
    """The section on pictures without a face and on others that need a word; nothing where there are none.

    Args:
        read: What was read.
        without_face: What pictures without a face count as, a sentence.
    """
    parts: list[str] = []
    for heading, said, names in (
        ("Pictures without a face", without_face, [file for faces in read for file in faces.without_face]),
        (
            "Pictures that cannot be read",
            "They are left out of every figure.",
            [file for faces in read for file in faces.notes.unreadable],
        ),
        (
            "Passed over",
            "This is no picture in a person's folder.",
            [name for faces in read for name in faces.notes.passed_over],
        ),
        (
            "Pictures that are there again",
            "Each is byte for byte the other, and both count.",
            [" = ".join(pair) for faces in read for pair in faces.notes.repeated],
        ),
    ):
        if names:
            more = len(names) - _LISTED
            listed = ", ".join(map(escape, names[:_LISTED])) + (f", and {more:,} more" if more > 0 else "")
            parts += [f"<h2>{heading} ({len(names):,})</h2>", f"<p>{said}</p>", f"<p>{listed}</p>"]
    return parts


def groups_of(grouped: Mapping[str, str | None]) -> list[str]:
    """A section for each group: its HTML, or None where there is too little to judge by."""
    parts = []
    for name, content in grouped.items():
        parts += [f"<h2>Group {escape(name)}</h2>", "<p>Not enough comparisons.</p>" if content is None else content]
    return parts
