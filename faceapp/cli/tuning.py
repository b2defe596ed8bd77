"""`faceapp tune`: a recipe's settings by Bayesian optimisation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn


def tune(
    recipe: Annotated[Path, typer.Argument(metavar="RECIPE", help="Recipe (TOML) with a [search] section.")],
    data: Annotated[
        list[Path], typer.Option("--data", metavar="PATH...", help="Folders per identity, or tar shards of them.")
    ],
    out: Annotated[Path, typer.Option("--out", help="Directory of the study; an existing one is taken up.")],
    trials: Annotated[int, typer.Option(help="Trials in all.", min=1)] = 50,
    folds: Annotated[int, typer.Option(help="Folds of people in each trial.", min=2)] = 4,
    workers: Annotated[int, typer.Option(help="Processes that train at the same time.", min=1)] = 1,
    threads: Annotated[int | None, typer.Option(help="Threads of each.", min=1)] = None,
    people: Annotated[int | None, typer.Option(help="People drawn from the data; all, if not given.", min=4)] = None,
    seed: Annotated[int, typer.Option(help="Of the people, the folds and the search.", min=0)] = 0,
    device: Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")] = "auto",
) -> None:
    """Search a recipe's settings; each trial is cross-validated over folds of people."""
    from faceapp.domain.errors import ConfigError
    from faceapp.learning.datasets import read_crops
    from faceapp.learning.folds import some_people
    from faceapp.learning.recipe_checks import require_network
    from faceapp.learning.recipes import read_recipe_values, recipe_from
    from faceapp.learning.search_space import with_settings
    from faceapp.learning.studies.losses_report import draw_history, draw_importances
    from faceapp.learning.tuning import TrialResult, TuningSettings, best_trial, importances, write_best
    from faceapp.learning.tuning import tune as run_trials
    from faceapp.vision.encoder import resolve_device

    values = read_recipe_values(recipe)
    wanted = recipe_from(values, str(recipe))
    require_network(wanted)
    if not wanted.search:
        raise ConfigError(f"The recipe '{recipe}' varies nothing.", hint="Add a [search] section to it.")
    settings = TuningSettings(
        trials=trials, folds=folds, workers=workers, seed=seed, device=resolve_device(device).type, threads=threads
    )
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, TextColumn("{task.fields[note]}"), console=Console(stderr=True)) as progress:
        task = progress.add_task("Reading crops", total=None, note="")
        crops = read_crops(data, wanted.network.input_px, min_per_identity=wanted.min_per_identity)
        if people is not None:
            crops = some_people(crops, people, min_per_identity=wanted.min_per_identity, seed=seed)
        progress.update(task, description="Trials", total=trials, note=f"{len(crops):,} crops")

        def on_trial(result: TrialResult, done: int) -> None:
            value = "failed" if result.value is None else f"MAP@R {result.value:.4f}"
            progress.update(task, completed=done, note=f"trial {result.number}: {value}")
            if not progress.console.is_terminal:
                typer.echo(f"trial {result.number}  {value}  {_in_words(result.settings)}")

        results = run_trials(values, wanted.search, crops, out, settings, on_trial=on_trial)
    best = best_trial(results)
    write_best(recipe_from(with_settings(values, best.settings), str(recipe)), out)
    draw_history({"trials": results}, out / "history.svg")
    draw_importances({"": importances(results, wanted.search)}, out / "importance.svg")
    typer.echo(f"Trial {best.number} is the best of {len(results)}: MAP@R {best.value:.4f} on unseen people.")
    typer.echo(f"  {_in_words(best.settings)}")
    typer.echo(f"Its recipe is {out / 'best.toml'}; history.svg and importance.svg are beside it.")


def _in_words(settings: dict[str, float | int | str | bool]) -> str:
    return ", ".join(
        f"{path} {value:.4g}" if isinstance(value, float) else f"{path} {value}" for path, value in settings.items()
    )
