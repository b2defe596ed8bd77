"""`faceapp people lookalikes`, and what to do about them: guard, unguard, pin."""

from __future__ import annotations

from typing import Any

import typer

from faceapp.cli.context import context_of, write_json
from faceapp.cli.people import AsJson
from faceapp.domain.lookalikes import Lookalikes


def lookalikes(context: typer.Context, as_json: AsJson = False) -> None:
    """List pairs of enrolled people whom the encoder can hardly tell apart, the worst first."""
    from faceapp.services.lookalikes import pair_sentence

    with context_of(context).application() as application:
        threshold = application.threshold_in_force.threshold
        pairs = application.lookalikes()
        names = {person.person_id: person.name for person in application.people()}
    if as_json:
        write_json([pair_json(pair, names, threshold) for pair in pairs])
        return
    if not pairs:
        typer.echo(f"No two enrolled people come near the threshold of {threshold:.3f}.")
        return
    for pair in pairs:
        typer.echo(pair_sentence(pair, names, threshold))
    typer.echo(
        f"{len(pairs)} pair(s). Enrol more pictures of both; or have the door ask the two for a PIN: "
        "`faceapp people guard ID ID`, and `faceapp people pin ID` for each."
    )


def pair_json(pair: Lookalikes, names: dict[int, str], threshold: float) -> dict[str, Any]:
    """A pair as scripts see one."""
    return {
        "ids": [pair.first, pair.second],
        "names": [names.get(pair.first), names.get(pair.second)],
        "score": round(pair.score, 4),
        "mean": round(pair.mean, 4),
        "share": round(pair.share, 4),
        "comparisons": pair.comparisons,
        "threshold": round(threshold, 4),
        "likeness": pair.likeness.value,
    }
