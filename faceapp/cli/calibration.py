"""`faceapp calibrate`: a threshold for a target, with its evidence, or a refusal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from faceapp.cli.context import context_of, write_json
from faceapp.domain import claims
from faceapp.domain.errors import CalibrationError

if TYPE_CHECKING:
    from faceapp.domain.error_bounds import Rate
    from faceapp.services.calibration import Calibration


def calibrate(
    context: typer.Context,
    target_fmr: Annotated[
        float | None, typer.Option("--target-fmr", help="False match rate of a comparison, such as 1e-4.")
    ] = None,
    target_days: Annotated[
        float | None, typer.Option("--target-days", help="One false entry in so many days; with --attempts-per-day.")
    ] = None,
    attempts_per_day: Annotated[
        float | None, typer.Option("--attempts-per-day", help="How often a stranger tries the door in a day.")
    ] = None,
    images: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Further pictures and clips, a folder per person; other names are strangers."),
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="HTML", help="Write a page with figures.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Find the threshold for a target from this site's people, or say what is missing."""
    if target_fmr is not None and target_days is not None:
        raise CalibrationError("There are two targets.", hint="Give --target-fmr or --target-days, not both.")
    if target_days is not None and attempts_per_day is None:
        raise CalibrationError(
            "Days alone say nothing.", hint="Give --attempts-per-day too: how often a stranger tries the door."
        )
    one_in = None if target_days is None or attempts_per_day is None else (target_days, attempts_per_day)
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn()
    with (
        context_of(context).application() as application,
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("Reading", total=1.0)

        def on_progress(share: float, what: str) -> None:
            progress.update(task, completed=share, description=what)

        result = application.calibrate(target_fmr, one_in=one_in, images=images, on_progress=on_progress)
        encoder_id = application.card.encoder_id
    if report is not None:
        from faceapp.cli.calibration_report import write_calibration_report

        write_calibration_report(report, encoder_id, result)
    if as_json:
        write_json({**calibration_values(result), "encoder": encoder_id})
        return
    for sentence in sentences_of(result, attempts_per_day):
        typer.echo(sentence)
    if report is not None:
        typer.echo(f"The page is {report}.")


def sentences_of(result: Calibration, attempts_per_day: float | None) -> list[str]:
    """What a calibration claims, a sentence or two a line."""
    choice = result.choice
    lines = [claims.claim_false_matches(choice), claims.claim_evidence(choice)]
    if choice.missing is not None:
        lines.append(claims.claim_missing(choice.missing))
        return lines
    lines.append(claims.claim_false_non_matches(result.fnmr, result.fnmr_source))
    if result.marked_wrong:
        lines.append(claims.claim_marked(result.marked_wrong, result.still_wrong))
    return lines


def calibration_values(result: Calibration) -> dict[str, Any]:
    """A calibration as JSON."""
    choice = result.choice
    missing = choice.missing
    return {
        "target": result.target.fmr,
        "threshold": None if choice.threshold is None else round(choice.threshold, 6),
        **_rate("fmr", choice.fmr),
        **_rate("fnmr", result.fnmr),
        "gallery_size": result.enrolled,
        "templates": result.templates,
        "comparisons": {"mated": result.mated, "non_mated": choice.comparisons, "people": choice.people},
        "source": choice.source.value,
        "fnmr_source": None if result.fnmr_source is None else result.fnmr_source.value,
        "extrapolated": choice.extrapolated,
        "raised_by_site": choice.raised,
        "least_fmr": choice.least_fmr,
        "refused": choice.threshold is None,
        "missing": None if missing is None else {"comparisons": missing.comparisons, "people": missing.people},
        "marked_wrong": result.marked_wrong,
        "still_wrong": result.still_wrong,
    }


def _rate(name: str, rate: Rate | None) -> dict[str, float | None]:
    if rate is None:
        return {name: None, f"{name}_lower": None, f"{name}_upper": None}
    return {name: rate.value, f"{name}_lower": rate.low, f"{name}_upper": rate.high}
