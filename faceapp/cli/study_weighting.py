"""`faceapp study weighting`: what weight each pair loss gives each pair."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from faceapp.cli.context import context_of
from faceapp.cli.repeatable import command_line


def weighting(
    context: typer.Context,
    data: Annotated[
        list[Path], typer.Option("--data", metavar="PATH...", help="Crops: folders per identity, or tar shards.")
    ],
    model: Annotated[str, typer.Option(help="The encoder whose embeddings are paired.")] = "default",
    out: Annotated[Path, typer.Option(help="Where the report goes.")] = Path("docs/studies"),
    people: Annotated[int, typer.Option(help="People in a batch.", min=2)] = 16,
    images: Annotated[int, typer.Option(help="Images of each.", min=2)] = 4,
    batches: Annotated[int, typer.Option(help="Batches.", min=1)] = 4,
) -> None:
    """What weight each pair loss gives each pair, and to which similarities it responds."""
    from faceapp.learning.labelled import read_labelled_faces
    from faceapp.learning.studies.weighting import PAIR_LOSSES, batches_of, responses, weigh
    from faceapp.learning.studies.weighting_report import write_weighting_report
    from faceapp.vision.encoder import Encoder
    from faceapp.vision.model_store import model_directory

    encoder = Encoder.load(model_directory(model, context_of(context).data_dir), "auto")
    faces = read_labelled_faces(data, encoder, None)
    made = batches_of(faces.embeddings, faces.labels, people=people, images=images, count=batches, seed=0)
    console = Console(stderr=True)
    weights, answers = {}, {}
    for title, settings in track(
        PAIR_LOSSES.items(), description="Losses", console=console, disable=not console.is_terminal
    ):
        weights[title] = weigh(settings, made)
        answers[title] = {mated: responses(settings, made, mated=mated) for mated in (True, False)}
    said = (
        f"{len(made)} of {people} people with {images} images each, of {len(faces.labels):,} crops of "
        f"{len(faces.identities):,} people, embedded by {encoder.encoder_id}"
    )
    typer.echo(f"The report is {write_weighting_report(weights, answers, out, command=command_line(), data=said)}.")
