"""`faceapp study thresholds`: do claims hold on other people?"""

from __future__ import annotations

from typing import Annotated

import typer
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn

from faceapp.cli.progress import shown_progress
from faceapp.cli.repeatable import command_line
from faceapp.cli.study_data import REPORTS, Crops, Out, embedded, open_encoder, tell_report


def thresholds(
    context: typer.Context,
    data: Crops,
    model: Annotated[str, typer.Option(help="The encoder whose thresholds are tried.")] = "default",
    out: Out = REPORTS,
    splits: Annotated[int, typer.Option(help="Random splits of the people in halves.", min=1)] = 50,
) -> None:
    """Thresholds from one half of the people, judged by the other half."""
    from faceapp.learning.studies.thresholds import try_thresholds
    from faceapp.learning.studies.thresholds_report import write_thresholds_report

    faces, said = embedded(data, open_encoder(context, model))
    with shown_progress(TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn()) as progress:
        task = progress.add_task("Splits", total=splits)
        trials = try_thresholds(
            faces.embeddings,
            faces.labels,
            (1e-2, 1e-3, 1e-4),
            splits=splits,
            on_progress=lambda done: progress.update(task, completed=done),
        )
    said = f"{splits} random splits of {said}."
    tell_report(write_thresholds_report(trials, out, command=command_line(), data=said), whole=True)
