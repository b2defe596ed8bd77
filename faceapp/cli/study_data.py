"""What studies of an encoder begin with and end with: its embeddings of crops, and a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faceapp.cli.context import context_of

if TYPE_CHECKING:
    from faceapp.learning.labelled import LabelledFaces
    from faceapp.vision.encoder import Encoder

Crops = Annotated[
    list[Path], typer.Option("--data", metavar="PATH...", help="Crops: folders per identity, or tar shards.")
]
Out = Annotated[Path, typer.Option(help="Where the report goes.")]
REPORTS = Path("docs/studies")
_NAMED = 5  # crops that are named


def open_encoder(context: typer.Context, model: str) -> Encoder:
    """The encoder of that name or directory."""
    from faceapp.vision.encoder import Encoder
    from faceapp.vision.model_store import model_directory

    return Encoder.load(model_directory(model, context_of(context).data_dir), "auto")


def embedded(data: list[Path], encoder: Encoder) -> tuple[LabelledFaces, str]:
    """Crops in the encoder's own geometry as embeddings, and what they are in words, without a full stop.

    Those that cannot be read are left out, and named on standard error.
    """
    from faceapp.learning.labelled import read_labelled_faces

    faces = read_labelled_faces(data, encoder, None)
    left_out = faces.notes.unreadable
    if left_out:
        some = ", ".join(left_out[:_NAMED]) + (", ..." if len(left_out) > _NAMED else "")
        typer.echo(f"faceapp: crops that cannot be read are left out ({len(left_out):,}): {some}", err=True)
    return (
        faces,
        f"{len(faces.labels):,} crops of {len(faces.identities):,} people, embedded by {encoder.encoder_id}",
    )


def tell_report(path: Path, *, whole: bool = False) -> None:
    """Say where the report is, after the report itself where it is `whole`."""
    if whole:
        typer.echo(path.read_text(encoding="utf-8"))
    typer.echo(f"The report is {path}.")
