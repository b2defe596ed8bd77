"""`faceapp study losses`: the fair comparison of losses."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from faceapp.cli.repeatable import command_line, processor
from faceapp.cli.study_data import REPORTS, Out, tell_report


def losses(
    definition: Annotated[Path, typer.Argument(metavar="STUDY", help="What is compared (TOML).")],
    data: Annotated[
        list[Path], typer.Option("--data", metavar="PATH...", help="Training people: folders, or tar shards of them.")
    ],
    test: Annotated[
        list[Path], typer.Option("--test", metavar="PATH...", help="Test people, read once all searches are done.")
    ],
    out: Annotated[Path, typer.Option("--out", help="Directory of the study; an existing one is taken up.")],
    docs: Out = REPORTS,
    workers: Annotated[int, typer.Option(help="Processes that train at the same time.", min=1)] = 1,
    threads: Annotated[int | None, typer.Option(help="Threads of each.", min=1)] = None,
    device: Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")] = "auto",
) -> None:
    """Which loss? The same network, data and search for every one; judged once, by people that no search saw."""
    import torch

    from faceapp.learning.datasets import read_crops
    from faceapp.learning.studies.losses import Final, judge_losses, read_loss_study, search_losses
    from faceapp.learning.studies.losses_report import write_losses_report
    from faceapp.learning.tuning import TrialResult
    from faceapp.vision.encoder import resolve_device

    study = read_loss_study(definition)
    side_px = study.recipe["network"]["input_px"]
    chosen = resolve_device(device)
    trials = study.trials * len(study.losses)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TextColumn("{task.fields[note]}"))
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("Reading crops", total=None, note="")
        crops = read_crops(data, side_px)
        progress.update(task, description="Search", total=trials, note=f"{len(crops):,} crops")

        def tell(note: str) -> None:
            progress.update(task, note=note)
            if not progress.console.is_terminal:
                typer.echo(note)  # for a log file, which shows no bar

        def on_trial(title: str, result: TrialResult, done: int) -> None:
            value = "failed" if result.value is None else f"MAP@R {result.value:.4f}"
            progress.update(task, advance=1)
            tell(f"{title}: trial {done} of {study.trials}, {value}")

        found = search_losses(
            study, crops, out, workers=workers, threads=threads, device=chosen.type, on_trial=on_trial
        )
        progress.update(
            task, description="Test people", total=study.seeds * len(study.losses), completed=0, note="reading"
        )
        judged = read_crops(test, side_px)
        if threads is not None:
            torch.set_num_threads(threads)

        def on_final(final: Final) -> None:
            progress.update(task, advance=1)
            tell(f"{final.title}, seed {final.seed}: MAP@R {final.concatenated['map_at_r']:.4f} concatenated")

        finals = judge_losses(study, found, crops, judged, out, device=chosen, on_final=on_final)
    said = f"{len(judged):,} crops of {len(judged.identities):,} people"
    command = command_line()
    machine = f"{processor()}, {torch.get_num_threads()} threads, PyTorch {torch.__version__.partition('+')[0]}"
    page = write_losses_report(study, found, finals, docs, command=command, machine=machine, test=said)
    tell_report(page)
