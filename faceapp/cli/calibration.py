"""`faceapp calibrate`: a threshold for a target, with its evidence, or a refusal."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from faceapp.cli.context import context_of, write_json
from faceapp.domain.claims import one_in
from faceapp.domain.errors import CalibrationError
from faceapp.services.author import author
from faceapp.services.calibration_claims import sentences_of

if TYPE_CHECKING:
    from faceapp.domain.error_bounds import Rate
    from faceapp.services.calibration import Calibration
    from faceapp.services.door_rates import DoorRates


# Smaller lower bounds are rounding.
_NOISE = 1e-9


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
    replay: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Clips of approaches, a folder per person, to replay against the gallery."),
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="HTML", help="Write a page with figures.")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Put the threshold in force.")] = False,
    note: Annotated[str, typer.Option(help="Why, for the record.")] = "",
    history: Annotated[bool, typer.Option("--history", help="Only list what was put in force, newest first.")] = False,
    roll_back: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Only put an earlier threshold in force again.")
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Only put the encoder's own card back in force.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Find the threshold for a target from this site's people, or say what is missing."""
    only = [history, roll_back is not None, reset]
    if any(only):
        searching = (target_fmr, target_days, attempts_per_day, images, replay, report)
        if sum(only) > 1 or apply or any(option is not None for option in searching):
            raise CalibrationError(
                "--history, --roll-back and --reset each stand alone.",
                hint="Give one of them, with nothing but --json.",
            )
        _history(context, roll_back, reset, as_json)
        return
    if target_fmr is not None and target_days is not None:
        raise CalibrationError("There are two targets.", hint="Give --target-fmr or --target-days, not both.")
    if target_days is not None and attempts_per_day is None:
        raise CalibrationError(
            "Days alone say nothing.", hint="Give --attempts-per-day too: how often a stranger tries the door."
        )
    if target_days is None and attempts_per_day is not None and not attempts_per_day > 0:
        raise CalibrationError("Attempts a day must be positive.", hint="Say how often a stranger tries the door.")
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

        result = application.calibration.calibrate(
            target_fmr,
            one_in=one_in,
            attempts_per_day=attempts_per_day,
            images=images,
            replay=replay,
            on_progress=on_progress,
        )
        encoder_id = application.card.encoder_id
        sentences = sentences_of(result)
        applied = None
        if apply and result.choice.threshold is not None:
            applied = application.calibration.apply(result, author=author(), now=datetime.now(UTC), note=note)
    if report is not None:
        from faceapp.cli.calibration_report import write_calibration_report

        write_calibration_report(report, encoder_id, result, sentences)
    if as_json:
        write_json({**calibration_values(result), "encoder": encoder_id, "applied": applied is not None})
    else:
        for sentence in sentences:
            typer.echo(sentence)
        if applied is not None:
            typer.echo(f"The threshold is in force, as number {applied.point_id}.")
        if report is not None:
            typer.echo(f"The page is {report}.")
    if apply and applied is None:
        raise typer.Exit(1)


def _history(context: typer.Context, roll_back: int | None, reset: bool, as_json: bool) -> None:
    with context_of(context).application() as application:
        calibration = application.calibration
        now = datetime.now(UTC)
        if roll_back is not None:
            calibration.roll_back_to(roll_back, author=author(), now=now)
        elif reset:
            calibration.reset(author=author(), now=now)
        points = calibration.history()
    if as_json:
        write_json([{**asdict(point), "created_at": point.created_at.isoformat()} for point in points])
        return
    if not points:
        typer.echo("Nothing was put in force yet: the encoder's own card decides.")
    for point in points:
        threshold = "the encoder's card" if point.threshold is None else f"threshold {point.threshold:.4f}"
        typer.echo(
            f"{point.point_id}  {point.created_at:%Y-%m-%d %H:%M} UTC  {threshold}, target {one_in(point.target_fmr)}, "
            f"{point.encoder_id}, by {point.author}" + (f": {point.note}" if point.note else "")
        )


def calibration_values(result: Calibration) -> dict[str, Any]:
    """A calibration as JSON."""
    choice = result.choice
    missing = choice.missing
    return {
        "target": result.target.fmr,
        "threshold": None if choice.threshold is None else round(choice.threshold, 6),
        **_rate("fmr", choice.fmr),
        **_rate("fnmr", result.fnmr),
        **_door_values(result.door),
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
        "raised_by": None if result.raised_by is None else list(result.raised_by.titles),
        "copies": result.copies,
        "marked_wrong": result.marked_wrong,
        "still_wrong": result.still_wrong,
        "marked_missed": result.marked_missed,
        "still_missed": result.still_missed,
    }


def _door_values(door: DoorRates | None) -> dict[str, Any]:
    """Error rates of approaches as JSON; null where they cannot be told."""
    fpir = None if door is None else door.fpir
    fnir = None if door is None else door.fnir
    modelled = None if door is None else door.modelled_fpir
    return {
        **_rate("fpir", None if fpir is None else fpir.rate),
        "fpir_source": None if fpir is None else fpir.looks.value,
        "fpir_modelled": None if modelled is None else {"value": modelled.value, "upper": modelled.high},
        **_rate("fnir", None if fnir is None else fnir.rate),
        "fnir_source": None if fnir is None else fnir.looks.value,
        "attempts": {
            "strangers": 0 if fpir is None else fpir.rate.trials,
            "genuine": 0 if fnir is None else fnir.rate.trials,
        },
        "cohort_contradicted": None if door is None else door.cohort_contradicted,
    }


def _rate(name: str, rate: Rate | None) -> dict[str, float | None]:
    if rate is None:
        return {name: None, f"{name}_lower": None, f"{name}_upper": None}
    low = rate.low if rate.low > _NOISE else 0.0
    return {name: rate.value, f"{name}_lower": low, f"{name}_upper": rate.high}
