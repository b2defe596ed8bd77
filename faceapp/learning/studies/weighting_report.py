"""The weights of pairs as a page: a figure for each loss, and one table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from faceapp.learning.studies.weighting import RESPONDS, SHIFTS, SIMILARITIES, PairWeights, Responses

_AXES = {
    "own": "own similarity\n(cosine)",
    "to_negatives": "relative to the anchor's\nother negatives",
    "to_positives": "relative to the anchor's\nother positives",
}
_COLOURS = {True: "#3a6ea5", False: "#c77d2e"}


def write_weighting_report(
    weights: Mapping[str, PairWeights],
    responses: Mapping[str, Mapping[bool, Responses]],
    out: Path,
    *,
    command: str,
    data: str,
) -> Path:
    """Write `weighting.md` and a figure for each loss into a folder.

    Args:
        weights: By loss.
        responses: By loss, of mated (True) and non-mated pairs.
        out: Where to write.
        command: The command that made it.
        data: What the batches were made of.
    """
    out.mkdir(parents=True, exist_ok=True)
    lines = [
        "# What weight does a loss give each pair?",
        "",
        "To the encoder a pair loss is what weight |dL/dS| it gives each pair of a batch, where S is the pair's "
        "cosine. These weights were computed by autograd, with every cosine a variable of its own. What can a weight "
        "depend on? On the pair's *own* similarity; on how it compares with the anchor's other *negatives*; and on "
        "how it compares with the anchor's *positives* (Wang et al., CVPR 2019, section 3).",
        "",
        f"Batches: {data}.",
        "",
        "```",
        command,
        "```",
        "",
        "## To what each loss responds",
        "",
        f"One of the three was moved by {abs(SHIFTS[0]):g} up and down while all else was held, for pairs of which "
        "half are the hardest and half any. The table says how often, in per cent, the weight followed. (Weights are "
        "taken relative to those of other people's pairs, so that a changed number of pairs, which scales all alike, "
        f"does not count. A dash: no such pair had any weight.) Bold: more than {100 * RESPONDS:.0f}.",
        "",
        "That paper's own table asks by which similarity a loss tells pairs apart; here any dependence counts, also "
        "that of a threshold which a pair crosses. So more losses respond to more than one of the three.",
        "",
        "| loss | mated: own | negatives | positives | non-mated: own | negatives | positives | responds to |",
        "| --- |" + " ---: |" * 6 + " --- |",
    ]
    for title, by_kind in responses.items():
        cells = [_cell(by_kind[mated], similarity) for mated in (True, False) for similarity in SIMILARITIES]
        named = [name for name in SIMILARITIES if any(kind.responds(name) for kind in by_kind.values())]
        lines.append(f"| {title} | " + " | ".join(cells) + f" | {', '.join(named)} |")
    all_three = [
        title
        for title, by_kind in responses.items()
        if all(any(kind.responds(name) for kind in by_kind.values()) for name in SIMILARITIES)
    ]
    lines += ["", f"To all three respond: {', '.join(all_three) or 'none'}.", ""]
    for title, found in weights.items():
        name = f"weighting-{re.sub('[^a-z]+', '-', title.lower())}.svg"
        _draw(title, found, out / name)
        lines += [f"## {title[0].upper()}{title[1:]}", "", f"![Weights of {title} loss]({name})", ""]
    path = out / "weighting.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _cell(found: Responses, similarity: str) -> str:
    share = found.share[similarity]
    if share is None:
        return "-"
    return f"**{100 * share:.0f}**" if found.responds(similarity) else f"{100 * share:.0f}"


def _draw(title: str, found: PairWeights, path: Path) -> None:
    figure, panels = plt.subplots(1, 3, figsize=(9, 2.9), sharey=True, layout="constrained")
    random = np.random.default_rng(0)
    for panel, (name, label) in zip(panels, _AXES.items(), strict=True):
        values: NDArray[np.float64] = getattr(found, name)
        for mated in (False, True):
            rows = np.flatnonzero(found.mated == mated)
            # A figure of every pair would be megabytes: the heaviest of each kind, and any others.
            heaviest = rows[np.argsort(-found.weight[rows], kind="stable")[:200]]
            rows = np.union1d(heaviest, random.permutation(rows)[:400])
            panel.plot(
                values[rows],
                found.weight[rows],
                ".",
                color=_COLOURS[mated],
                markersize=3,
                alpha=0.5,
                rasterized=True,
                label="mated" if mated else "non-mated",
            )
        panel.set_xlabel(label)
        panel.xaxis.set_major_locator(MaxNLocator(5))
        panel.grid(alpha=0.25)
    panels[0].set_ylabel("weight, as a share of\nthe largest of its kind")
    handles, names = panels[0].get_legend_handles_labels()
    figure.legend(handles, names, markerscale=3, loc="outside upper right", ncols=2, fontsize=8)
    figure.suptitle(title, x=0.02, ha="left", fontsize=11)
    figure.savefig(path, dpi=110, metadata={"Date": None})
    plt.close(figure)
