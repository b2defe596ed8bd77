"""`faceapp model download`: encoders that others publish."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from faceapp.cli.context import context_of
from faceapp.domain.errors import ModelError


def download_encoder(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="facenet-vggface2")],
    address: Annotated[str | None, typer.Option(help="Another address of the same file.")] = None,
    sha256: Annotated[str | None, typer.Option(help="What the file's SHA-256 must be.")] = None,
) -> None:
    """Fetch facenet-pytorch's VGGFace2 encoder; goes on where it was broken off."""
    from faceapp.cli.models import tell_installed
    from faceapp.download import download
    from faceapp.vision.facenet import FACENET_ADDRESS, FACENET_NAME, check_digest, facenet_encoder, record_digest
    from faceapp.vision.model_store import check_free, install_model

    if name != FACENET_NAME:
        raise ModelError(f"No encoder '{name}' can be fetched.", hint=f"The only one is {FACENET_NAME}.")
    data_dir = context_of(context).data_dir
    check_free(name, data_dir)  # before a hundred megabytes are fetched for nothing
    target = data_dir / "downloads" / f"{name}.pt"
    record = data_dir / "downloads" / f"{name}.sha256"
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    console = Console(stderr=True)
    shown = Progress(*columns, TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal)
    with shown as progress:
        task = progress.add_task(name, total=None)

        def on_progress(done: int, total: int | None) -> None:
            progress.update(task, completed=done, total=total)

        found = download(address or FACENET_ADDRESS, target, on_progress=on_progress)
    try:
        check_digest(found, record, wanted=sha256)
        first = not record.exists()
        directory = install_model(*facenet_encoder(target), data_dir)
    finally:
        target.unlink(missing_ok=True)  # what is good of it is installed, and what is not would only be in the way
    record_digest(found, record, Path(address or FACENET_ADDRESS).name)
    trusted = " (recorded: a later download must have it too)" if first and sha256 is None else ""
    typer.echo(f"SHA-256 of the file fetched: {found}{trusted}")
    tell_installed(directory)
