"""What was recorded of an approach is decided anew as the door decided it: look for look, by the real parts."""

from __future__ import annotations

import dataclasses
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from faceapp.app import Application
from faceapp.config import Settings
from faceapp.devices.demo import DemoSource, enrolment_pictures
from faceapp.devices.demo_people import demo_people
from faceapp.devices.sources import FrameSource, open_source
from faceapp.domain.decision import Policy
from faceapp.domain.errors import CancelledError, SourceError
from faceapp.domain.records import Candidate, Decision, Frame, Reason
from faceapp.domain.replay import Look, RecordedTrack, Search, replay
from faceapp.services.recogniser import Recogniser, Verdict
from faceapp.services.recorded_tracks import record_clip

ENROLLED_FROM = {"person_a": "again", "person_b": "milk", "person_c": "book", "person_d": "eat"}
CLIPS = [("person_a", "help"), ("person_b", "please"), ("person_d", "night"), ("person_e", "hungry")]


class Observed:
    """The looks of each approach, as the recogniser tells them."""

    def __init__(self) -> None:
        self.looks: dict[int, list[Look]] = {}

    def __call__(self, track_id: int, look: Look, *, begins: bool) -> None:
        assert begins == (track_id not in self.looks) or begins, "a look of an approach that never began"
        if begins:
            self.looks[track_id] = []
        self.looks[track_id].append(look)


def frames_of(source: FrameSource) -> list[Frame]:
    source.open()
    try:
        return list(iter(source.read, None))
    finally:
        source.close()


def observe(application: Application, frames: list[Frame], policy: Policy) -> tuple[Observed, list[Verdict]]:
    """Run frames through the door's own recogniser and gallery."""
    observed = Observed()
    recogniser = a_recogniser(application, policy, observed)
    recogniser.replace_gallery(application.gallery())
    verdicts = [verdict for frame in frames for verdict in recogniser.process(frame).verdicts]
    return observed, verdicts + list(recogniser.finish())


def a_recogniser(application: Application, policy: Policy, observer: Observed | None = None) -> Recogniser:
    models = application.networks.load()
    return application.recogniser(models.detector, models.encoder, policy=policy, on_look=observer)


def search_of(application: Application) -> Search:
    gallery = application.gallery()

    def search(probes: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> list[tuple[Candidate, ...]]:
        return [gallery.search(probe[np.newaxis], people=10)[0] for probe in probes]

    return search


def assert_same(replayed: Decision | None, decided: Decision | None) -> None:
    if replayed is None or decided is None:
        assert replayed is decided is None
        return
    assert replayed.score == (None if decided.score is None else pytest.approx(decided.score, abs=1e-6))
    assert dataclasses.replace(replayed, score=decided.score) == decided


def assert_replays_agree(application: Application, observed: Observed, verdicts: list[Verdict]) -> None:
    decided = {verdict.track_id: verdict.decision for verdict in verdicts}
    assert len(decided) == len(verdicts) and decided.keys() <= observed.looks.keys()
    for track_id, looks in observed.looks.items():
        track = RecordedTrack(None, "clip", tuple(looks))
        assert_same(replay(track, search_of(application), application.policy), decided.get(track_id))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """Two of the demonstration's people enrolled."""
    opened = Application.open(tmp_path_factory.mktemp("demo"), Settings(), exclusive=False)
    folder = tmp_path_factory.mktemp("pictures")
    for index in (0, 1):
        files = []
        for number, image in enumerate(enrolment_pictures(index, 3)):
            files.append(folder / f"{index}-{number}.png")
            PillowImage.fromarray(image).save(files[-1])
        opened.enrol(demo_people()[index].name, files=files, skip_unusable=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shown() -> list[Frame]:
    """One who is enrolled, and the stranger, before a slow computer's camera; without the empty lobby between."""
    cast = demo_people()
    source = DemoSource([cast[1], next(person for person in cast if person.stranger)], fps=5)
    visit_s = source.duration_s / 2
    return [frame for frame in frames_of(source) if 2.0 < frame.time_s % visit_s < 0.75 * visit_s]


def test_synthetic_people_are_decided_anew_as_at_the_door(demo: Application, shown: list[Frame]) -> None:
    observed, verdicts = observe(demo, shown, demo.policy)
    assert_replays_agree(demo, observed, verdicts)
    granted = [verdict.decision.person_id for verdict in verdicts if verdict.decision.granted]
    assert granted == [person.person_id for person in demo.people() if person.name == demo_people()[1].name]
    assert Reason.UNKNOWN in {verdict.decision.reason for verdict in verdicts}


def test_a_recording_does_not_depend_on_the_threshold_it_is_judged_by(demo: Application, shown: list[Frame]) -> None:
    """Recorded with nobody enrolled and without an end to its patience, judged at a threshold of another day."""
    policy = dataclasses.replace(demo.policy, threshold=-1.0)
    observed, verdicts = observe(demo, shown, policy)
    endless = dataclasses.replace(policy, patience_s=np.inf, unusable_after_s=np.inf)
    recorder = Observed()
    recogniser = a_recogniser(demo, endless, recorder)
    for frame in shown:
        recogniser.process(frame)
    replayed = [
        replay(RecordedTrack(None, "demo", tuple(looks)), search_of(demo), policy) for looks in recorder.looks.values()
    ]
    told = [decision for decision in replayed if decision is not None]
    assert len(told) == len(verdicts) >= 2
    for again, verdict in zip(told, verdicts, strict=True):
        assert_same(again, verdict.decision)
    # The recording goes on where the door had decided.
    assert all(len(recorder.looks[track_id]) >= len(looks) for track_id, looks in observed.looks.items())


def test_a_folder_is_recorded_by_the_names_that_are_stored(demo: Application, tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Zoë")
    (tmp_path / decomposed).mkdir()
    PillowImage.fromarray(enrolment_pictures(0, 1)[0]).save(tmp_path / decomposed / "one.png")
    PillowImage.fromarray(np.full((90, 90, 3), 128, np.uint8)).save(tmp_path / decomposed / "wall.png")
    (tmp_path / decomposed / "notes.txt").write_text("no picture")
    (tmp_path / decomposed / "broken.mp4").write_bytes(b"no clip")
    told: list[float] = []
    recording = demo.recorded_tracks(tmp_path, on_progress=lambda share, _what: told.append(share))
    (track,) = recording.tracks
    assert track.person == "Zoë" and track.source == "one.png" and track.still and len(track.looks) == 1
    assert [rejection.source for rejection in recording.rejected] == ["Zoë/broken.mp4", "Zoë/wall.png"]
    assert told == sorted(told) and told[-1] == 1.0
    with pytest.raises(CancelledError):
        demo.recorded_tracks(tmp_path, should_stop=lambda: True)
    with pytest.raises(SourceError):
        demo.recorded_tracks(tmp_path / "absent")


@pytest.fixture(scope="module")
def enrolled(application: Application, clips: Path) -> Application:
    for name, clip in ENROLLED_FROM.items():
        application.enrol(name, files=[clips / name / f"{clip}.mkv"])
    return application


@pytest.mark.parametrize(("person", "clip"), CLIPS)
def test_a_clip_is_decided_anew_as_at_the_door(enrolled: Application, clips: Path, person: str, clip: str) -> None:
    path = clips / person / f"{clip}.mkv"
    observed, verdicts = observe(enrolled, frames_of(open_source(str(path))), enrolled.policy)
    assert verdicts
    assert_replays_agree(enrolled, observed, verdicts)

    models = enrolled.networks.load()
    tracks = record_clip(
        path,
        person,
        build=lambda policy, on_look: enrolled.recogniser(
            models.detector, models.encoder, policy=policy, on_look=on_look
        ),
        policy=enrolled.policy,
    )
    told = [replay(track, search_of(enrolled), enrolled.policy) for track in tracks]
    again = [decision for decision in told if decision is not None]
    assert len(again) == len(verdicts)
    for replayed, verdict in zip(again, verdicts, strict=True):
        assert_same(replayed, verdict.decision)


def test_a_recording_can_be_stopped_within_a_clip(enrolled: Application, clips: Path, tmp_path: Path) -> None:
    (tmp_path / "person_e").mkdir()
    shutil.copy(clips / "person_e" / "hungry.mkv", tmp_path / "person_e")
    asked = iter(range(1000))
    with pytest.raises(CancelledError):
        enrolled.recorded_tracks(tmp_path, should_stop=lambda: next(asked) > 5)
    assert next(asked) < 10
