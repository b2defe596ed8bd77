"""The comparison of losses as a page: a table, figures, and what they do and do not show."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from faceapp.learning.search_space import SearchRange
from faceapp.learning.studies.losses import METRICS, Final, LossStudy, mean_and_half_width
from faceapp.learning.tuning import TrialResult, best_trial, importances

_HEADINGS = {
    "map_at_r": "MAP@R",
    "precision_at_1": "precision@1",
    "r_precision": "R-precision",
    "tar_at_fmr_1e-2": "TAR at FMR 1e-2",
    "tar_at_fmr_1e-3": "TAR at FMR 1e-3",
}


def write_losses_report(
    study: LossStudy,
    trials: Mapping[str, list[TrialResult]],
    finals: list[Final],
    out: Path,
    *,
    command: str,
    machine: str,
    test: str,
) -> Path:
    """Write `losses.md` and its figures into a folder.

    Args:
        study: The definition.
        trials: All trials, by title.
        finals: The results on the test people.
        out: Where to write.
        command: The command that made them.
        machine: What it ran on.
        test: What the test people are, with counts.
    """
    out.mkdir(parents=True, exist_ok=True)
    _draw_finals(finals, out / "losses.svg")
    draw_history(trials, out / "losses-history.svg")
    draw_importances(
        {
            contestant.title: importances(trials[contestant.title], {**study.search, **contestant.search})
            for contestant in study.losses
        },
        out / "losses-importance.svg",
    )
    order = _ranking(finals, "concatenated")
    lines = [
        "# Which loss?",
        "",
        f"Every loss was trained with the same network, data, augmentation, sampler and optimiser. For each, "
        f"{study.trials} trials of a Bayesian search (TPE) chose its settings, each trial cross-validated over "
        f"{study.folds} folds of {study.people} training people (MAP@R on the people that a fold leaves out). Then the "
        f"test people were read, once: {test}. With the best settings the {study.folds} networks were trained from "
        f"{study.seeds} seeds each.",
        "",
        "*Separate* is the mean over the networks of the folds; *concatenated* puts their embeddings behind each "
        "other. Figures are means over the seeds with 95 % confidence (Student's t); best first.",
        "",
        "```",
        command,
        "```",
        "",
        f"Machine: {machine}.",
        "",
        "![All losses on the test people](losses.svg)",
        "",
    ]
    for kind in ("concatenated", "separate"):
        lines += _table(finals, kind, _ranking(finals, kind))
    lines += ["## What this shows", "", *_conclusion(finals, order), ""]
    lines += _settings_table(study, trials)
    lines += [
        "## The search",
        "",
        "![The best trial so far of each loss](losses-history.svg)",
        "",
        "How much each setting decided between good trials and bad ones (PED-ANOVA; with so few trials, a hint "
        "and no more):",
        "",
        "![Importance of each setting](losses-importance.svg)",
        "",
    ]
    path = out / "losses.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def draw_history(trials: Mapping[str, list[TrialResult]], path: Path) -> None:
    """Every trial's value, and the best so far, one colour for each study."""
    figure, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
    for index, (title, results) in enumerate(trials.items()):
        colour = plt.get_cmap("tab20")(index % 20)
        numbers = [number for number, trial in enumerate(results) if trial.value is not None]
        values = [trial.value for trial in results if trial.value is not None]
        best = [max(values[: count + 1]) for count in range(len(values))]
        axes.plot([number + 1 for number in numbers], values, "o", color=colour, markersize=3, alpha=0.6)
        axes.step([number + 1 for number in numbers], best, where="post", color=colour, label=title)
    axes.set_xlabel("trial")
    axes.set_ylabel("MAP@R, mean over folds")
    axes.grid(alpha=0.3)
    axes.legend(fontsize=7, ncols=2)
    _save(figure, path)


def draw_importances(found: Mapping[str, Mapping[str, float]], path: Path) -> None:
    """A bar for each setting of each study."""
    rows = [(title, setting, share) for title, shares in found.items() for setting, share in shares.items()]
    figure, axes = plt.subplots(figsize=(8, 0.8 + 0.26 * max(1, len(rows))), layout="constrained")
    if rows:
        positions = range(len(rows))
        axes.barh(list(positions), [share for _, _, share in rows], color="#3a6ea5")
        axes.set_yticks(list(positions), [f"{title}: {setting}" for title, setting, _ in rows], fontsize=7)
        axes.invert_yaxis()
    else:
        axes.text(0.5, 0.5, "too few trials to tell", ha="center", va="center")
    axes.set_xlim(0, 1)
    axes.set_xlabel("importance")
    _save(figure, path)


def _draw_finals(finals: list[Final], path: Path) -> None:
    order = _ranking(finals, "concatenated")
    figure, axes = plt.subplots(figsize=(8, 0.9 + 0.42 * len(order)), layout="constrained")
    for kind, shift, colour in (("concatenated", -0.13, "#3a6ea5"), ("separate", 0.13, "#c77d2e")):
        for row, title in enumerate(order):
            mean, half = mean_and_half_width(_values(finals, title, kind, "map_at_r"))
            axes.errorbar(
                mean, row + shift, xerr=half, fmt="o", color=colour, capsize=3, label=kind if row == 0 else None
            )
    axes.set_yticks(range(len(order)), order)
    axes.invert_yaxis()
    axes.set_xlabel("MAP@R on the test people, 95 % confidence over seeds")
    axes.grid(alpha=0.3, axis="x")
    axes.legend()
    _save(figure, path)


def _save(figure: Figure, path: Path) -> None:
    # Without a date, so that the same figures are the same file.
    figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)
    plt.close(figure)


def _values(finals: list[Final], title: str, kind: str, metric: str) -> list[float]:
    return [getattr(final, kind)[metric] for final in finals if final.title == title]


def _ranking(finals: list[Final], kind: str) -> list[str]:
    titles = list(dict.fromkeys(final.title for final in finals))
    return sorted(titles, key=lambda title: -mean_and_half_width(_values(finals, title, kind, "map_at_r"))[0])


def _table(finals: list[Final], kind: str, order: list[str]) -> list[str]:
    lines = [
        f"## {kind.capitalize()}",
        "",
        "| loss | " + " | ".join(_HEADINGS[metric] for metric in METRICS) + " |",
        "| --- |" + " --- |" * len(METRICS),
    ]
    for title in order:
        cells = []
        for metric in METRICS:
            mean, half = mean_and_half_width(_values(finals, title, kind, metric))
            cells.append(f"{100 * mean:.1f} ± {100 * half:.1f}")
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return [*lines, "", "All in per cent.", ""]


def _conclusion(finals: list[Final], order: list[str]) -> list[str]:
    """Who cannot be told apart from the best, by intervals that overlap."""
    best_mean, best_half = mean_and_half_width(_values(finals, order[0], "concatenated", "map_at_r"))
    tied: list[str] = []
    behind: list[str] = []
    for title in order[1:]:
        mean, half = mean_and_half_width(_values(finals, title, "concatenated", "map_at_r"))
        (tied if mean + half >= best_mean - best_half else behind).append(title)
    lines = [f"**{order[0]}** has the highest MAP@R here."]
    if tied:
        lines.append(f"The intervals of {', '.join(tied)} overlap with its own: this study cannot tell them from it.")
    if behind:
        lines.append(f"Clearly behind it: {', '.join(behind)}.")
    lines.append("A small network on few people for a short time: what is best at full size may be another.")
    return lines


def _settings_table(study: LossStudy, trials: Mapping[str, list[TrialResult]]) -> list[str]:
    lines = [
        "## Settings found",
        "",
        "| loss | best trial, MAP@R on unseen folds | settings | diverged |",
        "| --- | --- | --- | --- |",
    ]
    for contestant in study.losses:
        results = trials[contestant.title]
        best = best_trial(results)
        settings = ", ".join(
            f"`{path}` {value:.4g}" if isinstance(value, float) else f"`{path}` {value}"
            for path, value in best.settings.items()
        )
        failed = sum(trial.value is None for trial in results)
        lines.append(
            f"| {contestant.title} | {100 * (best.value or 0):.1f} | {settings} | {failed} of {len(results)} |"
        )
    ranges = ", ".join(f"`{path}` {_range_text(span)}" for path, span in study.search.items())
    return [*lines, "", *([f"Searched for every loss: {ranges}.", ""] if ranges else [])]


def _range_text(span: SearchRange) -> str:
    if span.choices:
        return "one of " + ", ".join(str(choice) for choice in span.choices)
    return f"{span.low:g} to {span.high:g}" + (", logarithmic" if span.log else "")
