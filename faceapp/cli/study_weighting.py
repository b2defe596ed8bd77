"""`faceapp study weighting`: what weight each pair loss gives each pair."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.progress import BarColumn, TextColumn

from faceapp.cli.progress import shown_progress
from faceapp.cli.repeatable import command_line
from faceapp.cli.study_data import REPORTS, Crops, Out, embedded, open_encoder, tell_report


def weighting(
    context: typer.Context,
    data: Crops,
    model: Annotated[str, typer.Option(help="The encoder whose embeddings are paired.")] = "default",
    out: Out = REPORTS,
    people: Annotated[int, typer.Option(help="People in a batch.", min=2)] = 16,
    images: Annotated[int, typer.Option(help="Images of each.", min=2)] = 4,
    batches: Annotated[int, typer.Option(help="Batches.", min=1)] = 4,
) -> None:
    """What weight each pair loss gives each pair, and to which similarities it responds."""
    from faceapp.learning.studies.weighting import PAIR_LOSSES, batches_of, responses, weigh
    from faceapp.learning.studies.weighting_report import write_weighting_report

    faces, said = embedded(data, open_encoder(context, model))
    made = batches_of(faces.embeddings, faces.labels, people=people, images=images, count=batches, seed=0)
    weights, answers = {}, {}
    with shown_progress(TextColumn("{task.description}"), BarColumn()) as progress:
        for title, settings in progress.track(PAIR_LOSSES.items(), description="Losses"):
            weights[title] = weigh(settings, made)
            answers[title] = {mated: responses(settings, made, mated=mated) for mated in (True, False)}
    said = f"{len(made)} of {people} people with {images} images each, of {said}"
    tell_report(write_weighting_report(weights, answers, out, command=command_line(), data=said))
