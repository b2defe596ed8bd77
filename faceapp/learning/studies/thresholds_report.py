"""The study of claims as a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from faceapp.learning.checkpoints import write_atomically
from faceapp.learning.studies.thresholds import Trial


def write_thresholds_report(trials: Sequence[Trial], out: Path, *, command: str, data: str) -> Path:
    """Write `thresholds.md` into a folder.

    Args:
        trials: Of all splits and targets.
        out: Where to write.
        command: The command that made it.
        data: What was split.
    """
    out.mkdir(parents=True, exist_ok=True)
    lines = [
        "# Do claims hold on other people?",
        "",
        f"{data} In each split the threshold comes from one half of the people, as `faceapp calibrate` finds it: the "
        "smallest whose upper 95 % bound meets the target, by a tail model where the half's comparisons do not bear "
        "it. The other half, whom it never saw, then judges it.",
        "",
        "```",
        command,
        "```",
        "",
        "| target FMR | claims | of these by a model | other half under the bound | contradicted | contradicted, both "
        "halves resampled | median FMR of the other half | median bound claimed | median TAR |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for target in dict.fromkeys(trial.target_fmr for trial in trials):
        of_target = [trial for trial in trials if trial.target_fmr == target]
        made = [trial for trial in of_target if trial.claimed_high is not None]
        counts = [
            f"{len(made)} of {len(of_target)}",
            str(sum(trial.extrapolated for trial in made)),
            f"{sum(trial.holds for trial in made)} of {len(made)}",
            f"{sum(trial.contradicted for trial in made)} of {len(made)}",
            f"{sum(trial.contradicted_by_both for trial in made)} of {len(made)}",
        ]
        lines.append(f"| {target:g} | " + " | ".join([*counts, *(_medians(made) if made else ["", "", ""])]) + " |")
    lines += [
        "",
        "*Contradicted* counts the claims that the other half speaks against beyond its own sampling error: its FMR "
        "lies above the bound in 95 % of resamples of its people, both people of a comparison resampled. Splits of "
        "the same people are not independent of each other.",
        "",
    ]
    path = out / "thresholds.md"
    write_atomically(path, lambda stream: stream.write("\n".join(lines).encode()))
    return path


def _medians(made: Sequence[Trial]) -> list[str]:
    """FMR of the other half, bound and TAR in the middle of the claims that were made, one or more."""
    return [
        f"{np.median([trial.seen for trial in made]):.2g}",
        f"{np.median([trial.claimed_high for trial in made if trial.claimed_high is not None]):.2g}",
        f"{np.median([trial.tar for trial in made]):.3f}",
    ]
