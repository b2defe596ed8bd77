"""Clips and photographs -> recorded tracks, by the parts that judge faces at the door.

Recording knows nobody and decides nothing, so that each approach is seen from its first look to its last, whatever
gallery and threshold it will be replayed with. Where the door would have decided early and turned to whoever stands
beside, the recording stays with the first.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from faceapp.devices.files import VIDEO_SUFFIXES, is_picture
from faceapp.devices.sources import open_source
from faceapp.domain.decision import Policy
from faceapp.domain.errors import CancelledError, FaceNotUsableError, SourceError
from faceapp.domain.messages import Message
from faceapp.domain.replay import Look, RecordedTrack
from faceapp.imaging import read_image
from faceapp.services.enrolment import FaceExaminer, Rejection, person_folders
from faceapp.services.recogniser import LookObserver, Recogniser
from faceapp.storage.person_details import clean_name


class BuildRecogniser(Protocol):
    """Makes a recogniser that knows nobody."""

    def __call__(self, policy: Policy, on_look: LookObserver) -> Recogniser:
        """With this policy, telling this observer."""


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """What a folder of people gave.

    Attributes:
        tracks: The approaches, each labelled with the name of its folder, in the form in which names are stored.
        rejected: Files that gave none, each with its reason.
    """

    tracks: tuple[RecordedTrack, ...]
    rejected: tuple[Rejection, ...]


def record_people(
    directory: Path,
    *,
    build: BuildRecogniser,
    examiner: FaceExaminer,
    policy: Policy,
    on_progress: Callable[[float, str], None] | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Recording:
    """Record the clips and photographs of a folder per person; heavy, so never on the main thread.

    A clip gives a track for each approach in it; whoever else comes near enough to be judged is taken for the person,
    too. A photograph gives one look, which a replay shows over and over: it
    says nothing of how a person's looks differ within an approach.

    Args:
        directory: Holds a folder for each person, named as the person.
        build: Makes the recogniser of each clip.
        examiner: Finds and embeds the faces of photographs.
        policy: What a grant takes at the door.
        on_progress: Called with the share done, in [0, 1], and what is being looked at.
        should_stop: Asked at each file and again and again within a clip; True ends the work.

    Raises:
        SourceError: The folder is absent, cannot be read, or holds no folder.
        PersonNameError: A folder's name is no person's.
        CancelledError: It was stopped.
    """
    listed = [
        (clean_name(folder.name), file)
        for folder in person_folders(directory)
        for file in sorted(folder.iterdir())
        if file.suffix.lower() in VIDEO_SUFFIXES or is_picture(file)
    ]
    tracks: list[RecordedTrack] = []
    rejected: list[Rejection] = []
    for index, (person, file) in enumerate(listed):
        _check(should_stop)
        if on_progress is not None:
            on_progress(index / len(listed), f"{person}: {file.name}")
        try:
            if file.suffix.lower() in VIDEO_SUFFIXES:
                recorded = record_clip(file, person, build=build, policy=policy, should_stop=should_stop)
            else:
                recorded = [record_photograph(file, person, examiner)]
        except (FaceNotUsableError, SourceError) as error:
            rejected.append(Rejection(f"{person}/{file.name}", error.message))
            continue
        tracks.extend(recorded)
        if not recorded:
            rejected.append(Rejection(f"{person}/{file.name}", Message("Nobody approaches in it.")))
    if on_progress is not None:
        on_progress(1.0, "")
    return Recording(tuple(tracks), tuple(rejected))


def record_clip(
    path: Path,
    person: str | None,
    *,
    build: BuildRecogniser,
    policy: Policy,
    should_stop: Callable[[], bool] = lambda: False,
) -> list[RecordedTrack]:
    """The approaches of a clip, in the order in which they begin, every frame looked at.

    Args:
        path: The clip.
        person: Whom it shows; None where nobody knows.
        build: Makes the recogniser.
        policy: What a grant takes at the door.
        should_stop: Asked at each frame; True ends the work.

    Raises:
        SourceError: It cannot be read.
        CancelledError: It was stopped.
    """
    recorder = _Recorder()
    recogniser = build(dataclasses.replace(policy, patience_s=math.inf, unusable_after_s=math.inf), recorder)
    source = open_source(str(path))
    source.open()
    try:
        while (frame := source.read()) is not None:
            _check(should_stop)
            recogniser.process(frame)
    finally:
        source.close()
    return [RecordedTrack(person, path.name, tuple(looks)) for looks in recorder.approaches.values()]


def record_photograph(path: Path, person: str | None, examiner: FaceExaminer) -> RecordedTrack:
    """A photograph as a track of one look.

    Raises:
        FaceNotUsableError: It shows no face, several, or none that is good enough.
        SourceError: It cannot be read.
    """
    face = examiner.only_face(read_image(path))
    return RecordedTrack(person, path.name, (Look(0.0, face.quality.score, face.embedding),), still=True)


class _Recorder:
    """Keeps the looks of each track."""

    def __init__(self) -> None:
        self.approaches: dict[int, list[Look]] = {}

    def __call__(self, track_id: int, look: Look, *, begins: bool) -> None:
        if begins:
            self.approaches[track_id] = []
        self.approaches[track_id].append(look)


def _check(should_stop: Callable[[], bool]) -> None:
    if should_stop():
        raise CancelledError(Message("The recording was stopped."), hint=Message("Nothing was changed."))
