"""The comparison of similarities as a page: a table, a DET curve, and what follows."""

from __future__ import annotations

from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import numpy as np
from matplotlib import pyplot as plt

from faceapp.domain.scores import OperatingPoint
from faceapp.learning.studies.scorers import FMRS, ScorerResult, conclusion


def write_scorers_report(
    results: list[ScorerResult], out: Path, *, command: str, machine: str, encoder: str, training: str, test: str
) -> Path:
    """Write `scorers.md` and its figure into a folder.

    Args:
        results: The cosine first.
        out: Where to write.
        command: The command that made it.
        machine: What it ran on.
        encoder: Id of the encoder.
        training: What the training people are, with counts.
        test: What the test people are, with counts.
    """
    out.mkdir(parents=True, exist_ok=True)
    _draw(results, out / "scorers.svg")
    counts = results[0].estimates
    lines = [
        "# Does a learned similarity beat the cosine?",
        "",
        "A small network takes two embeddings side by side, passes them through two fully connected layers with ReLU, "
        "and gives one number; it is trained by mean square error towards the cosine raised by a margin for a mated "
        "pair and lowered by it for a non-mated one, first on pairs drawn evenly, then on as many hard ones as even "
        "ones. Its fair rival is the cosine after a learned linear projection with as many numbers, trained on the "
        "same pairs towards the same target. Of both, the weights are kept that do best on a tenth of the training "
        "people, who are held out; a projection may thus stay as it starts, which is the cosine where it is wide "
        "enough. Where the encoder was trained on the same people, it tells them apart more easily than the test "
        "people, and what is learned from their pairs may not hold for others.",
        "",
        f"Encoder, frozen: {encoder}. Trained on {training}. Judged by {test}, none of whom anything was trained on: "
        f"{counts.mated:,} mated and {counts.non_mated:,} non-mated comparisons. 95 % intervals by resampling people. "
        f"Machine: {machine}.",
        "",
        "```",
        command,
        "```",
        "",
        "| similarity | numbers learned | "
        + " | ".join(f"TAR at FMR {fmr:g}" for fmr in FMRS)
        + " | EER | MAP@R | spread | µs a comparison |",
        "| --- | ---: |" + " --- |" * (len(FMRS) + 2) + " ---: | ---: |",
    ]
    for result in results:
        cells = [
            result.title,
            f"{result.parameters:,}",
            *(_point(result.estimates.points[fmr]) for fmr in FMRS),
            _interval(result.estimates.eer.value, result.estimates.eer.low, result.estimates.eer.high),
            _interval(result.map_at_r.value, result.map_at_r.low, result.map_at_r.high),
            f"{result.spread:.2f}",
            f"{result.microseconds:.2f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    lines += [
        "",
        "Rates in per cent. Spread is how much the scores of pairs differ (between quartiles), as a share of how much "
        "the cosines do: near 0, a similarity has collapsed.",
        "",
        "![Detection error trade-off of every similarity](scorers.svg)",
        "",
        "## What this shows",
        "",
        *(f"- {sentence}" for sentence in conclusion(results)),
        "",
    ]
    path = out / "scorers.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _point(point: OperatingPoint | None) -> str:
    return "not enough comparisons" if point is None else _interval(point.tar, point.tar_low, point.tar_high)


def _interval(value: float, low: float, high: float) -> str:
    return f"{100 * value:.1f} [{100 * low:.1f}, {100 * high:.1f}]"


def _draw(results: list[ScorerResult], path: Path) -> None:
    figure, axes = plt.subplots(figsize=(7, 5), layout="constrained")
    for index, result in enumerate(results):
        fmr, fnmr = result.det
        shown = np.flatnonzero((fmr > 1e-5) & (fmr < 0.5))
        # A curve of thousands of points looks no other than one of hundreds.
        shown = shown[:: max(1, len(shown) // 400)]
        style = "-" if result.network is not None or index == 0 else "--"
        axes.plot(fmr[shown], fnmr[shown], style, color=plt.get_cmap("tab10")(index), label=result.title, linewidth=1.2)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("false match rate")
    axes.set_ylabel("false non-match rate")
    axes.grid(alpha=0.3, which="both")
    axes.legend(fontsize=8)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
