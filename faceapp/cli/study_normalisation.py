"""`faceapp study normalisation`: does it help to hold scores against a cohort?"""

from __future__ import annotations

from typing import Annotated

import typer

from faceapp.cli.repeatable import command_line
from faceapp.cli.study_data import REPORTS, Crops, Out, embedded, open_encoder, tell_report


def normalisation(
    context: typer.Context,
    data: Crops,
    model: Annotated[str, typer.Option(help="The encoder whose scores are normalised.")] = "default",
    out: Out = REPORTS,
    seed: Annotated[int, typer.Option(help="Of the halves that the people are dealt into.", min=0)] = 0,
) -> None:
    """Scores with and without adaptive S-norm, one half of the people as the cohort of the other."""
    import numpy as np

    from faceapp.domain.errors import DatasetError
    from faceapp.domain.normalisation_comparison import compare_normalisation
    from faceapp.learning.studies.normalisation_report import write_normalisation_report

    faces, said = embedded(data, open_encoder(context, model))
    dealt = np.random.default_rng(seed).permutation(len(faces.identities))
    tested = np.isin(faces.labels, dealt[: len(dealt) // 2])
    try:
        comparison = compare_normalisation(
            faces.embeddings[tested], faces.labels[tested], faces.embeddings[~tested], faces.labels[~tested]
        )
    except ValueError as error:
        raise DatasetError(f"There is too little to compare: {error}.", hint="Give more people.") from error
    said = f"{said}, dealt into halves at random."
    tell_report(write_normalisation_report(comparison, out, command=command_line(), data=said), whole=True)
