"""`faceapp study`: questions answered by commands that anyone can repeat."""

from __future__ import annotations

import typer

from faceapp.cli.study_door import door
from faceapp.cli.study_losses import losses
from faceapp.cli.study_normalisation import normalisation
from faceapp.cli.study_scorers import scorers
from faceapp.cli.study_thresholds import thresholds
from faceapp.cli.study_weighting import weighting

app = typer.Typer(help="Repeat the studies in docs/studies.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def study() -> None:
    """Repeat the studies in docs/studies."""


app.command("weighting")(weighting)
app.command("scorers")(scorers)
app.command("losses")(losses)
app.command("thresholds")(thresholds)
app.command("door")(door)
app.command("normalisation")(normalisation)
