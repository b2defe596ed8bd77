"""`faceapp identify` and `faceapp verify`: single pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from faceapp.cli.context import context_of, write_json
from faceapp.domain.claims import one_in
from faceapp.domain.errors import SourceError
from faceapp.domain.records import QualityReason
from faceapp.imaging import read_image


def identify(
    context: typer.Context,
    images: Annotated[list[Path], typer.Argument(metavar="IMAGE...", help="Pictures.")],
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Say who is in pictures; those that cannot be read are named, and the exit code is then 2."""
    unreadable = 0
    with context_of(context).application() as application:
        gallery = application.gallery()
        threshold = application.threshold_in_force.threshold
        names = {person.person_id: person.name for person in application.people()}
        results: list[dict[str, Any]] = []
        for path in images:
            try:
                image = read_image(path)
            except SourceError as error:
                typer.echo(f"faceapp: {error}", err=True)
                unreadable += 1
                continue
            faces = [
                {
                    "box_xyxy_px": [round(value, 1) for value in found.face.box_xyxy_px],
                    "quality": round(found.quality.score, 3),
                    "reasons": [reason.value for reason in found.quality.reasons],
                    "person_id": found.person_id,
                    "person": None if found.person_id is None else names.get(found.person_id),
                    "score": None if found.score is None else round(found.score, 4),
                    "threshold": round(threshold, 4),
                }
                for found in application.identify(image, gallery)
            ]
            results.append({"image": str(path), "faces": faces})
    if as_json:
        write_json(results)
    else:
        _tell(results)
    if unreadable:
        raise typer.Exit(2)


def verify(
    context: typer.Context,
    first: Annotated[Path, typer.Argument(metavar="IMAGE", help="A picture of one person.")],
    second: Annotated[Path, typer.Argument(metavar="IMAGE", help="Another.")],
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Say whether two pictures show the same person: exit code 0 same, 1 different, 2 cannot tell."""
    pictures = read_image(first), read_image(second)
    with context_of(context).application() as application:
        result = application.verify(*pictures)
        fmr, encoder = application.threshold_in_force.target_fmr, application.card.encoder_id
    if as_json:
        write_json(
            {
                "score": round(result.score, 4),
                "threshold": round(result.threshold, 4),
                "match": result.match,
                "fmr": fmr,
                "encoder": encoder,
            }
        )
    else:
        verdict = "the same person" if result.match else "different people"
        typer.echo(
            f"{verdict}: score {result.score:.3f}, threshold {result.threshold:.3f} "
            f"(for a false match rate of {one_in(fmr)})"
        )
    raise typer.Exit(0 if result.match else 1)


def _tell(results: list[dict[str, Any]]) -> None:
    from faceapp.services.enrolment import REASON_SENTENCES

    for result in results:
        faces = result["faces"]
        typer.echo(f"{result['image']}: " + (f"{len(faces)} face(s)" if faces else "no face was found"))
        for face in faces:
            if face["reasons"]:
                typer.echo(f"  not usable. {' '.join(REASON_SENTENCES[QualityReason(face['reasons'][0])])}")
                continue
            score = "" if face["score"] is None else f", score {face['score']:.4f} (threshold {face['threshold']:.4f})"
            typer.echo(f"  {face['person'] or 'unknown'}{score}")
