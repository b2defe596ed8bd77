"""The study of score normalisation as a page."""

from __future__ import annotations

from pathlib import Path

from faceapp.domain.normalisation_comparison import NormalisationComparison
from faceapp.domain.resampling import Figure
from faceapp.domain.scores import OperatingPoint
from faceapp.learning.checkpoints import write_atomically


def write_normalisation_report(comparison: NormalisationComparison, out: Path, *, command: str, data: str) -> Path:
    """Write `normalisation.md` into a folder.

    Args:
        comparison: Scores with and without normalisation.
        out: Where to write.
        command: The command that made it.
        data: What was compared.

    Raises:
        DatasetError: The page cannot be written.
    """
    targets = tuple(comparison.plain)
    lines = [
        "# Does it help to hold scores against a cohort?",
        "",
        f"{data} Adaptive S-norm moves the score of two samples by the mean and spread of the K highest scores that "
        "each has with a cohort, who are at no door: faces that resemble many are held to more (Cumani et al., "
        "Interspeech "
        "2011; Matejka et al., Interspeech 2017).",
        "",
        f"One half of the people is the cohort ({comparison.cohort_people}), the other is tested ({comparison.people}: "
        f"{comparison.mated:,} mated and {comparison.non_mated:,} non-mated comparisons). Gains come with 95 % "
        "intervals for all ways together (Bonferroni), the same people resampled with and without.",
        "",
        "```",
        command,
        "```",
        "",
        "| | " + " | ".join(f"TAR at FMR {fmr:g}" for fmr in targets) + " |",
        "| --- |" + " --- |" * len(targets),
        "| cosine | " + " | ".join(_point(comparison.plain[fmr]) for fmr in targets) + " |",
    ]
    for way in comparison.ways:
        each = "each person once" if way.each_person_once else "every picture"
        cells = [f"{_tar(way.points[fmr])} ({_gain(way.gains[fmr])})" for fmr in targets]
        lines.append(f"| {way.top_k} nearest, {each} | " + " | ".join(cells) + " |")
    lines += ["", "## What this shows", "", *(f"- {comparison.sentence(fmr)}" for fmr in targets), ""]
    path = out / "normalisation.md"
    write_atomically(path, lambda stream: stream.write("\n".join(lines).encode()))
    return path


def _tar(point: OperatingPoint | None) -> str:
    return "not enough comparisons" if point is None else f"{point.tar:.3f}"


def _point(point: OperatingPoint | None) -> str:
    if point is None:
        return _tar(point)
    return f"{point.tar:.3f} [{point.tar_low:.3f}, {point.tar_high:.3f}]"


def _gain(gain: Figure | None) -> str:
    return "" if gain is None else f"{gain.value:+.3f}, {gain.low:+.3f} to {gain.high:+.3f}"
