"""`faceapp study door`: what scores predict of a door, beside what recorded approaches do at it."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn

from faceapp.cli.context import Context, context_of
from faceapp.cli.progress import shown_progress
from faceapp.cli.repeatable import command_line
from faceapp.cli.study_data import REPORTS, Out, tell_report


def door(
    context: typer.Context,
    clips: Annotated[
        Path, typer.Option("--clips", metavar="DIR", help="A folder per person, with clips of approaches to a door.")
    ],
    out: Out = REPORTS,
) -> None:
    """Enrol people from clips, predict how often the door errs, and replay the other clips."""
    from faceapp.cli.study_door_report import write_door_report
    from faceapp.domain.errors import DatasetError, FaceNotUsableError
    from faceapp.domain.similarity import COSINE
    from faceapp.services.door_study import study_door
    from faceapp.services.enrolment import person_folders
    from faceapp.storage.people import PeopleRepository
    from faceapp.vision.cohort import read_cohort
    from faceapp.vision.model_store import model_directory

    own = context_of(context)
    settings = own.settings()
    # By its path, as the data directory is another one.
    model = str(model_directory(settings.encoder.model, own.data_dir).resolve())
    settings = settings.model_copy(update={"encoder": settings.encoder.model_copy(update={"model": model})})
    folders = person_folders(clips)
    rejected: list[str] = []
    with (
        tempfile.TemporaryDirectory(prefix="faceapp-study-") as data_dir,
        Context(Path(data_dir), None).application(settings=settings) as application,
        shown_progress(TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn()) as progress,
    ):
        task = progress.add_task("Enrolling", total=1.0)

        def part(begin: float, end: float, share: float, what: str) -> None:
            progress.update(task, completed=begin + (end - begin) * share, description=what)

        for index, folder in enumerate(folders):

            def enrolling(share: float, what: str, index: int = index) -> None:
                part(0.0, 0.3, (index + share) / len(folders), f"Enrolling: {what}")

            try:
                report = application.enrol(folder.name, files=[folder], skip_unusable=True, on_progress=enrolling)
                rejected += [f"{folder.name}/{entry.source}: {entry.sentence}" for entry in report.rejected]
            except FaceNotUsableError as error:
                rejected.append(f"{folder.name}: {error.sentence}")
        people = {person.person_id: person.name for person in application.people()}
        if len(people) < 2:
            raise DatasetError(
                f"Of the people in '{clips}' {len(people)} could be enrolled.",
                hint="It takes two: one who is enrolled and one who is a stranger.",
            )
        recording = application.recorded_tracks(
            clips, on_progress=lambda share, what: part(0.3, 0.8, share, f"Recording: {what}")
        )
        with closing(application.database()) as database:
            templates = PeopleRepository(database).templates(application.card.encoder_id)
        policy = application.policy
        study = study_door(
            templates,
            people,
            recording.tracks,
            policy,
            read_cohort(application.model_dir, application.card),
            similarity=COSINE if application.scorer is None else application.scorer,
            on_progress=lambda share, what: part(0.8, 1.0, share, what),
        )
        encoder, target = application.card.encoder_id, application.threshold_in_force.target_fmr
    rejected += [f"{entry.source}: {entry.sentence}" for entry in recording.rejected]
    path = write_door_report(
        study, out, command=command_line(), encoder=encoder, policy=policy, target_fmr=target, rejected=rejected
    )
    tell_report(path, whole=True)
