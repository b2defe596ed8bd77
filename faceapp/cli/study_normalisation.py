"""`faceapp study normalisation`: does it help to hold scores against a cohort?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from faceapp.cli.context import context_of
from faceapp.cli.repeatable import command_line


def normalisation(
    context: typer.Context,
    data: Annotated[
        list[Path], typer.Option("--data", metavar="PATH...", help="Crops: folders per identity, or tar shards.")
    ],
    model: Annotated[str, typer.Option(help="The encoder whose scores are normalised.")] = "default",
    out: Annotated[Path, typer.Option(help="Where the report goes.")] = Path("docs/studies"),
    seed: Annotated[int, typer.Option(help="Of the halves that the people are dealt into.", min=0)] = 0,
) -> None:
    """Scores with and without adaptive S-norm, one half of the people as the cohort of the other."""
    import numpy as np

    from faceapp.domain.errors import DatasetError
    from faceapp.domain.normalisation_comparison import compare_normalisation
    from faceapp.learning.labelled import read_labelled_faces
    from faceapp.learning.studies.normalisation_report import write_normalisation_report
    from faceapp.vision.encoder import Encoder
    from faceapp.vision.model_store import model_directory

    encoder = Encoder.load(model_directory(model, context_of(context).data_dir), "auto")
    faces = read_labelled_faces(data, encoder, None)
    dealt = np.random.default_rng(seed).permutation(len(faces.identities))
    tested = np.isin(faces.labels, dealt[: len(dealt) // 2])
    try:
        comparison = compare_normalisation(
            faces.embeddings[tested], faces.labels[tested], faces.embeddings[~tested], faces.labels[~tested]
        )
    except ValueError as error:
        raise DatasetError(f"There is too little to compare: {error}.", hint="Give more people.") from error
    said = (
        f"{len(faces.labels):,} crops of {len(faces.identities):,} people, embedded by {encoder.encoder_id}, dealt "
        "into halves at random."
    )
    path = write_normalisation_report(comparison, out, command=command_line(), data=said)
    typer.echo(path.read_text(encoding="utf-8"))
    typer.echo(f"The report is {path}.")
