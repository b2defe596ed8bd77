"""A retrieval as one page: figures, how they are spread over people, and the queries that found least."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceapp.learning.figures import RetrievalResult
from faceapp.learning.labelled import LabelledFaces
from faceapp.learning.page import table, write_page
from faceapp.learning.report_figures import draw_by_person
from faceapp.learning.report_parts import HARDEST, CropsOf, finds_of, groups_of, met_in_the_data, rows_of, with_interval

_NEIGHBOURS = 5  # shown of each query


def write_retrieval_report(
    path: Path,
    encoder_id: str,
    faces: LabelledFaces,
    result: RetrievalResult,
    grouped: Mapping[str, RetrievalResult | None],
    crops_of: CropsOf,
) -> None:
    """Write the page of an `evaluate retrieval`.

    Args:
        path: The HTML file; replaced when it exists.
        encoder_id: Which encoder was measured.
        faces: The faces searched.
        result: Everybody's figures.
        grouped: The figures of each group; None where nobody of it has two pictures.
        crops_of: Reads the crops of some of `faces.files`, for the thumbnails.

    Raises:
        DatasetError: The file cannot be written.
    """
    parts = [
        f"<h1>Retrieval by {escape(encoder_id)}</h1>",
        f"<p>{result.queries:,} queries of {result.identities:,} people, each searched among all other pictures.</p>",
        '<p class="note">R is the number of other pictures of the query\'s person. Of equal scores the wrong picture '
        "counts as nearer. Intervals are 95 %, by resampling people.</p>",
        "<h2>Figures</h2>",
        _figures(result),
        "<h2>People</h2>",
        draw_by_person(_by_person(result)),
        '<p class="note">A few people on the left are found badly: look at their pictures first.</p>',
        *groups_of({name: None if part is None else _group(part) for name, part in grouped.items()}),
        "<h2>Hardest queries</h2>",
        f'<p class="note">The query that found least of each person, the worst first, with its {_NEIGHBOURS} nearest '
        "neighbours: a solid frame is the right person, a dashed one somebody else.</p>",
        _hardest(faces, result, crops_of),
        *met_in_the_data(faces, without_face="As queries they find nobody, and no query finds them."),
    ]
    write_page(path, f"Retrieval by {encoder_id}", parts)


def _figures(result: RetrievalResult) -> str:
    names = {"precision_at_1": "precision@1", "r_precision": "R-precision", "map_at_r": "MAP@R"}
    strong = [(names[name], with_interval(figure), "") for name, figure in result.figures.items()]
    weak = [
        (
            name.replace("recall_at_", "recall@") if name.startswith("recall") else name.upper(),
            f"{value:.4f}",
            "weak, for comparison with older work",
        )
        for name, value in result.weak.items()
    ]
    return table([*strong, *weak])


def _group(part: RetrievalResult) -> str:
    return f"<p>{part.queries:,} queries of {part.identities:,} people, searched among everybody.</p>" + _figures(part)


def _by_person(result: RetrievalResult) -> NDArray[np.float64]:
    """Mean MAP@R of each person who asked, (P,)."""
    values, person = result.found.map_at_r(), result.found.person
    people, index = np.unique(person, return_inverse=True)
    means: NDArray[np.float64] = np.bincount(index, values) / np.bincount(index, minlength=len(people))
    return means


def _hardest(faces: LabelledFaces, result: RetrievalResult, crops_of: CropsOf) -> str:
    pictures = np.bincount(faces.labels, minlength=len(faces.identities)) + faces.missed_of_each()
    queries = np.flatnonzero(pictures[faces.labels] > 1)  # those of `result.found` that show a face, in its order
    found = result.found.map_at_r()[: len(queries)]
    chosen: dict[int, int] = {}
    for place in np.argsort(found, kind="stable").tolist():
        if len(chosen) == HARDEST or found[place] == 1:
            break
        chosen.setdefault(int(faces.labels[queries[place]]), place)
    shown: list[tuple[str, list[tuple[str, float, bool]], str]] = []
    for place in chosen.values():
        row = int(queries[place])
        scores = faces.embeddings @ faces.embeddings[row]
        right = faces.labels == faces.labels[row]
        nearest = [int(other) for other in np.lexsort((right, -scores)) if other != row][:_NEIGHBOURS]
        finds = [(faces.files[other], float(scores[other]), bool(right[other])) for other in nearest]
        shown.append((faces.files[row], finds, f"MAP@R {found[place]:.3f}"))
    crops = crops_of({name for file, finds, _ in shown for name in (file, *(find[0] for find in finds))})
    return rows_of([finds_of(file, finds, said, crops) for file, finds, said in shown])
