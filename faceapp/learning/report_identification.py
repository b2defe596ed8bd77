"""An open-set identification as one page: figures, curves, and the probes that went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.candidate_ranks import Candidates, cumulative_match, rank_candidates
from faceapp.domain.records import Image
from faceapp.learning.figures import IdentificationResult
from faceapp.learning.labelled import LabelledFaces
from faceapp.learning.page import table, write_page
from faceapp.learning.report_figures import draw_cumulative_match, draw_search_errors
from faceapp.learning.report_parts import HARDEST, CropsOf, finds_of, groups_of, met_in_the_data, rows_of, with_interval

_DEPTH = 20  # places of the cumulative match characteristic


def write_identification_report(
    path: Path,
    encoder_id: str,
    gallery: LabelledFaces,
    probes: LabelledFaces,
    result: IdentificationResult,
    grouped: Mapping[str, IdentificationResult],
    *,
    gallery_crops: CropsOf,
    probe_crops: CropsOf,
) -> None:
    """Write the page of an `evaluate identification`.

    Args:
        path: The HTML file; replaced when it exists.
        encoder_id: Which encoder was measured.
        gallery: The people enrolled.
        probes: Who was searched for.
        result: Everybody's figures.
        grouped: The figures of each group's probes.
        gallery_crops: Reads the crops of some of `gallery.files`, for the thumbnails.
        probe_crops: Likewise of `probes.files`.

    Raises:
        DatasetError: The file cannot be written.
    """
    names = sorted({*gallery.identities, *probes.identities})
    number = {name: index for index, name in enumerate(names)}
    found = rank_candidates(
        gallery.embeddings,
        np.array([number[gallery.identities[label]] for label in gallery.labels], dtype=np.int64),
        probes.embeddings,
        np.array([number[probes.identities[label]] for label in probes.labels], dtype=np.int64),
    )
    enrolled = np.array([name in set(gallery.identities) for name in probes.identities], dtype=bool)
    mated = enrolled[probes.labels]
    missed = int(enrolled[probes.missed()].sum())
    others = result.probes - result.mated_probes
    curves = {"everybody": result.searches} | {name: part.searches for name, part in grouped.items()}
    shares = cumulative_match(found.rank[mated], missed, min(_DEPTH, len(gallery.identities)))
    parts = [
        f"<h1>Identification by {escape(encoder_id)}</h1>",
        f"<p>A gallery of {result.people:,} people; {result.mated_probes:,} probes of them (mated) and {others:,} of "
        "others.</p>",
        '<p class="note">Somebody is returned when the best score is at or above the threshold. Intervals are 95 %, by '
        "resampling the people of the probes; the gallery stays as it is.</p>",
        "<h2>Figures</h2>",
        _figures(result),
        "<h2>Misses and false positives</h2>",
        draw_search_errors(curves, result.points) if others else "<p>No probe is of a stranger.</p>",
        '<p class="note">Lower is better. FPIR grows with the gallery: a curve holds for galleries of its size.</p>'
        if others
        else "",
        "<h2>Places</h2>",
        draw_cumulative_match(shares),
        '<p class="note">Whatever the score; 1 is the best candidate alone.</p>',
        *groups_of({name: _group(part) for name, part in grouped.items()}),
        *_hardest(gallery, probes, mated, found, gallery_crops, probe_crops),
        *met_in_the_data(gallery, probes, without_face="In the gallery they are no template; as mated probes, missed."),
    ]
    write_page(path, f"Identification by {encoder_id}", parts)


def _figures(result: IdentificationResult) -> str:
    rows = [("Rank-1", "no mated probe" if result.rank1 is None else with_interval(result.rank1), "")]
    for fpir, point in result.points.items():
        if point is None:
            rows.append((f"FNIR at FPIR {fpir:g}", "not enough non-mated probes", ""))
        else:
            rows.append((f"FNIR at FPIR {fpir:g}", with_interval(point.fnir), f"threshold {point.threshold:.4f}"))
    return table(rows)


def _group(part: IdentificationResult) -> str:
    others = part.probes - part.mated_probes
    counts = f"{part.mated_probes:,} mated probes and {others:,} of others, searched in the whole gallery."
    return f"<p>{counts}</p>" + _figures(part)


def _hardest(
    gallery: LabelledFaces,
    probes: LabelledFaces,
    mated: NDArray[np.bool_],
    found: Candidates,
    gallery_crops: CropsOf,
    probe_crops: CropsOf,
) -> list[str]:
    """Mated probes whose own person is least above others, and strangers who are most like somebody; one of each."""
    lead = np.where(found.other >= 0, found.own_score - np.maximum(found.other_score, -1), found.own_score)
    missed = _one_of_each(np.argsort(lead, kind="stable"), mated & (found.own >= 0), probes)
    strangers = _one_of_each(np.argsort(-found.other_score, kind="stable"), ~mated, probes)
    templates = {
        gallery.files[row]
        for probe in (*missed, *strangers)
        for row in (found.own[probe], found.other[probe])
        if row >= 0
    }
    crops = _side_by_side(
        gallery_crops(templates), probe_crops({probes.files[probe] for probe in (*missed, *strangers)})
    )

    def shown(probe: int) -> str:
        finds = [
            (f"gallery: {gallery.files[row]}", float(score), right)
            for row, score, right in (
                (found.own[probe], found.own_score[probe], True),
                (found.other[probe], found.other_score[probe], False),
            )
            if row >= 0
        ]
        rank = int(found.rank[probe])
        said = f"the right person is number {rank}" if rank else "nobody enrolled"
        return finds_of(probes.files[probe], sorted(finds, key=lambda find: -find[1]), said, crops)

    return [
        "<h2>Hardest probes of the enrolled</h2>",
        '<p class="note">Those whose own person leads least over the next, one of each person: a solid frame is the '
        "most similar template of the right person, a dashed one of somebody else.</p>",
        rows_of([shown(probe) for probe in missed]),
        "<h2>Strangers most like somebody</h2>",
        '<p class="note">One of each: look for one person under two names first.</p>',
        rows_of([shown(probe) for probe in strangers]),
    ]


def _one_of_each(
    order: NDArray[np.int64],
    wanted: NDArray[np.bool_],
    probes: LabelledFaces,
) -> list[int]:
    """The first wanted probe of each person, as many as are shown."""
    chosen: dict[int, int] = {}
    for probe in order[wanted[order]].tolist():
        if len(chosen) == HARDEST:
            break
        chosen.setdefault(int(probes.labels[probe]), probe)
    return list(chosen.values())


def _side_by_side(gallery: Mapping[str, Image], probes: Mapping[str, Image]) -> dict[str, Image]:
    """Crops by name; a file of the same name may lie in both."""
    return {f"gallery: {file}": crop for file, crop in gallery.items()} | dict(probes)
