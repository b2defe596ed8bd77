"""`faceapp study thresholds`: do claims hold on other people?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from faceapp.cli.context import context_of
from faceapp.cli.repeatable import command_line


def thresholds(
    context: typer.Context,
    data: Annotated[
        list[Path], typer.Option("--data", metavar="PATH...", help="Crops: folders per identity, or tar shards.")
    ],
    model: Annotated[str, typer.Option(help="The encoder whose thresholds are tried.")] = "default",
    out: Annotated[Path, typer.Option(help="Where the report goes.")] = Path("docs/studies"),
    splits: Annotated[int, typer.Option(help="Random splits of the people in halves.", min=1)] = 50,
) -> None:
    """Thresholds from one half of the people, judged by the other half."""
    from faceapp.learning.labelled import read_labelled_faces
    from faceapp.learning.studies.thresholds import try_thresholds
    from faceapp.learning.studies.thresholds_report import write_thresholds_report
    from faceapp.vision.encoder import Encoder
    from faceapp.vision.model_store import model_directory

    encoder = Encoder.load(model_directory(model, context_of(context).data_dir), "auto")
    faces = read_labelled_faces(data, encoder, None)
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Splits", total=splits)
        trials = try_thresholds(
            faces.embeddings,
            faces.labels,
            (1e-2, 1e-3, 1e-4),
            splits=splits,
            on_progress=lambda done: progress.update(task, completed=done),
        )
    said = (
        f"{splits} random splits of {len(faces.labels):,} crops of {len(faces.identities):,} people, embedded by "
        f"{encoder.encoder_id}."
    )
    path = write_thresholds_report(trials, out, command=command_line(), data=said)
    typer.echo(path.read_text(encoding="utf-8"))
    typer.echo(f"The report is {path}.")
