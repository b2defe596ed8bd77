"""`faceapp study scorers`: a learned similarity against the cosine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from faceapp.cli.progress import shown_progress
from faceapp.cli.repeatable import command_line, processor
from faceapp.cli.study_data import REPORTS, Out, open_encoder, tell_report


def scorers(
    context: typer.Context,
    data: Annotated[
        list[Path], typer.Option("--data", metavar="PATH...", help="Crops of training people: folders, or tar shards.")
    ],
    test: Annotated[list[Path], typer.Option("--test", metavar="PATH...", help="Crops of test people.")],
    model: Annotated[str, typer.Option(help="The encoder, which stays as it is.")] = "default",
    out: Out = REPORTS,
    cache: Annotated[Path | None, typer.Option(help="Directory that keeps the embeddings for another run.")] = None,
    people: Annotated[
        int | None, typer.Option(help="Training people drawn from the data; all, if not given.", min=2)
    ] = None,
    widths: Annotated[str, typer.Option(help="Widths of the scorers.")] = "32,128,512",
    steps: Annotated[int, typer.Option(help="Steps of the stage on pairs drawn evenly.", min=1)] = 4000,
    hard_steps: Annotated[int, typer.Option(help="Steps of the stage on hard pairs.", min=0)] = 1500,
    save: Annotated[Path | None, typer.Option(help="Directory to save the best scorer to, for use at a door.")] = None,
) -> None:
    """Does a learned similarity beat the cosine, and the cosine after a projection with as many numbers?"""
    import torch

    from faceapp.domain.errors import ConfigError, DatasetError, ModelError
    from faceapp.learning.embedding_cache import embedded_crops
    from faceapp.learning.similarity import SimilarityTraining
    from faceapp.learning.studies.scorers import compare_scorers
    from faceapp.learning.studies.scorers_report import write_scorers_report
    from faceapp.vision.scorer import write_scorer

    if not re.fullmatch(r"0*[1-9]\d*(,0*[1-9]\d*)*", widths):
        raise ConfigError(f"'{widths}' are no widths.", hint="Give numbers with commas: 32,128,512.")
    encoder = open_encoder(context, model)
    with shown_progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()) as progress:
        task = progress.add_task("Embedding", total=None)
        training = embedded_crops(data, encoder, people=people, cache=cache)
        judging = embedded_crops(test, encoder, people=None, cache=cache)
        shared = set(training.identities) & set(judging.identities)
        if shared:
            raise DatasetError(
                f"{len(shared)} people are in both the training and the test data ('{min(shared)}' is one).",
                hint="Test on people that are never trained on.",
            )

        def tell(title: str) -> None:
            progress.update(task, description=title.capitalize())
            if not progress.console.is_terminal:
                progress.console.print(f"{title.capitalize()} ...")

        results = compare_scorers(
            training.embeddings,
            training.labels,
            judging.embeddings,
            judging.labels,
            widths=tuple(int(width) for width in widths.split(",")),
            settings=SimilarityTraining(uniform_steps=steps, hard_steps=hard_steps),
            on_part=tell,
        )
    threads = torch.get_num_threads()
    said = f"{len(judging.labels):,} crops of {len(judging.identities):,} people"
    page = write_scorers_report(
        results,
        out,
        command=command_line(),
        machine=f"{processor()}, {threads} thread{'s' if threads > 1 else ''}",
        encoder=encoder.encoder_id,
        training=f"{len(training.labels):,} crops of {len(training.identities):,} people",
        test=said,
    )
    tell_report(page)
    if save is not None:
        learned = [result for result in results if result.network is not None and not result.collapsed]
        if not learned:
            raise ModelError("No scorer was saved: the training of each collapsed.", hint="Try more --steps.")
        best = max(learned, key=lambda result: result.map_at_r.value)
        points = tuple(point for point in best.estimates.points.values() if point is not None and point.threshold <= 1)
        assert best.network is not None
        write_scorer(best.network, save, encoder_id=encoder.encoder_id, measured_on=said, points=points)
        typer.echo(f"{best.title.capitalize()} is in {save}: use it with decision.scorer.")
