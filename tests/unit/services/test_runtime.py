"""The two threads, driven by sources and workers that do what the tests say."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest

from faceapp.devices.camera import CameraSettings, StreamSource
from faceapp.domain.errors import FaceappError, ModelError, SourceError
from faceapp.domain.messages import Message
from faceapp.domain.records import Frame, FrameResult
from faceapp.services.health_parts import camera_finding
from faceapp.services.meter import Pace
from faceapp.services.runtime import Runtime, SourceState, SourceStatus

Step = Frame | SourceError | None


def frame(index: int, time_s: float | None = None) -> Frame:
    return Frame(np.zeros((2, 2, 3), dtype=np.uint8), index / 30 if time_s is None else time_s, "test", index)


@dataclass
class ScriptedSource:
    """Reads from a script; each opening takes the next one."""

    scripts: list[list[Step] | SourceError]
    live: bool = False
    name: str = "scripted"
    opened: int = 0
    closed: int = 0
    _steps: Iterator[Step] = field(default_factory=lambda: iter(()))

    def open(self) -> None:
        script = self.scripts[min(self.opened, len(self.scripts) - 1)]
        self.opened += 1
        if isinstance(script, SourceError):
            raise script
        self._steps = iter(script)

    def read(self) -> Frame | None:
        if self.live:
            time.sleep(0.002)  # a camera has a rate
        step = next(self._steps, None)
        if isinstance(step, SourceError):
            raise step
        return step

    def close(self) -> None:
        self.closed += 1


@dataclass
class RecordingWorker:
    """Notes what it is given; `on_frame` can misbehave."""

    on_frame: Callable[[Frame], None] = lambda _frame: None
    frames: list[int] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)
    reloads: int = 0
    pins: list[tuple[int, str | None]] = field(default_factory=list)
    finished: int = 0
    closed: int = 0

    def process(self, frame: Frame, dropped: int) -> FrameResult:
        self.threads.add(threading.get_ident())
        self.on_frame(frame)
        self.frames.append(frame.index)
        return FrameResult(frame, (), (), 0.0, dropped)

    def finish(self) -> FrameResult | None:
        self.finished += 1
        return None

    def reload_gallery(self) -> None:
        self.reloads += 1

    def enter_pin(self, track_id: int, pin: str) -> None:
        self.pins.append((track_id, pin))
        self.threads.add(threading.get_ident())

    def cancel_pin(self, track_id: int) -> None:
        self.pins.append((track_id, None))

    def close(self) -> None:
        self.closed += 1


@dataclass
class Started:
    runtime: Runtime
    results: list[FrameResult]
    statuses: list[SourceStatus]

    def states(self) -> list[SourceState]:
        return [status.state for status in self.statuses]


@pytest.fixture
def start() -> Iterator[Callable[..., Started]]:
    running: list[Runtime] = []

    def start(source: ScriptedSource, worker: RecordingWorker | FaceappError, **options: bool) -> Started:
        results: list[FrameResult] = []
        statuses: list[SourceStatus] = []

        def build() -> RecordingWorker:
            if isinstance(worker, FaceappError):
                raise worker
            return worker

        runtime = Runtime(
            open_source=lambda: source,
            build_worker=build,
            on_result=results.append,
            on_status=statuses.append,
            **options,
        )
        running.append(runtime)
        runtime.start()
        return Started(runtime, results, statuses)

    yield start
    for runtime in running:
        runtime.stop()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("faceapp-")]


def until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, f"never happened: {what}"
        time.sleep(0.01)


def test_at_full_speed_every_frame_of_a_recording_is_seen_in_order(start: Callable[..., Started]) -> None:
    source, worker = ScriptedSource([[frame(index) for index in range(40)]]), RecordingWorker()
    started = start(source, worker, max_speed=True)
    assert started.runtime.wait(20)
    started.runtime.stop()
    assert worker.frames == list(range(40))
    assert started.states() == [SourceState.OPENING, SourceState.RUNNING, SourceState.ENDED]
    assert (worker.finished, worker.closed) == (1, 1) and source.closed
    assert len(worker.threads) == 1 and threading.get_ident() not in worker.threads
    assert started.runtime.error is None


def test_at_its_own_speed_a_slow_recognition_skips_frames_but_not_the_newest(start: Callable[..., Started]) -> None:
    source = ScriptedSource([[frame(index, index * 0.005) for index in range(60)]])
    worker = RecordingWorker(on_frame=lambda _frame: time.sleep(0.03))
    started = start(source, worker)
    assert started.runtime.wait(20)
    assert worker.frames[-1] == 59
    assert len(worker.frames) + started.results[-1].dropped == 60
    assert started.results[-1].dropped > 0


def test_a_lost_camera_is_reported_retried_and_recovered(start: Callable[..., Started]) -> None:
    lost = SourceError("The camera was unplugged.", hint="Plug it in.")
    source = ScriptedSource([[frame(0), lost], lost, [frame(1)] * 3000], live=True)
    worker = RecordingWorker()
    started = start(source, worker)
    until(lambda: started.states().count(SourceState.RUNNING) >= 2, "the camera is back")
    until(lambda: bool(worker.frames) and worker.frames[-1] == 1, "its frames are seen")
    messages = [status for status in started.statuses if status.state is SourceState.LOST]
    assert messages[0].message == "The camera was unplugged. Plug it in."
    pauses = [status.retry_in_s for status in messages[:2]]
    assert pauses[0] is not None and pauses[1] is not None and pauses[1] > pauses[0]
    assert started.runtime.error is None


def test_a_stream_that_ends_is_a_lost_one(start: Callable[..., Started]) -> None:
    source = ScriptedSource([[frame(0), None], [frame(1)] * 3], live=True)
    started = start(source, RecordingWorker())
    until(lambda: source.opened >= 2, "it is opened again")
    assert SourceState.LOST in started.states()


def test_the_pauses_start_small_again_once_frames_came(start: Callable[..., Started]) -> None:
    lost = SourceError("Gone.", hint="Wait.")
    source = ScriptedSource([lost, [frame(0), lost], [frame(1), lost]], live=True)
    started = start(source, RecordingWorker())
    until(lambda: started.states().count(SourceState.LOST) >= 3, "three losses")
    pauses = [status.retry_in_s for status in started.statuses if status.state is SourceState.LOST]
    assert pauses[1] == pauses[0] and pauses[2] == pauses[0]


def test_failing_fast_ends_with_the_error_of_the_first_opening(start: Callable[..., Started]) -> None:
    absent = SourceError("There is no camera 0.", hint="Plug one in.")
    started = start(ScriptedSource([absent], live=True), RecordingWorker(), fail_fast=True)
    assert started.runtime.wait(20)
    assert started.runtime.error is absent
    assert started.states()[-1] is SourceState.FAILED


def test_a_damaged_recording_ends_with_its_error_after_its_good_frames(start: Callable[..., Started]) -> None:
    damaged = SourceError("The clip is damaged.", hint="Export it again.")
    worker = RecordingWorker()
    started = start(ScriptedSource([[frame(0), frame(1), damaged]]), worker, max_speed=True)
    assert started.runtime.wait(20)
    assert started.runtime.error is damaged
    assert worker.frames == [0, 1]
    assert SourceState.ENDED not in started.states()


def test_a_worker_that_cannot_be_built_stops_everything(start: Callable[..., Started]) -> None:
    broken = ModelError("The weights are damaged.", hint="Restore them.")
    source = ScriptedSource([[frame(index) for index in range(1000)]], live=True)
    started = start(source, broken)
    assert started.runtime.wait(20)
    assert started.runtime.error is broken
    assert started.results == []


def test_a_bug_in_the_worker_is_reported_and_grants_nothing(start: Callable[..., Started]) -> None:
    def fail(_frame: Frame) -> None:
        raise ZeroDivisionError("a bug")

    started = start(ScriptedSource([[frame(0)]]), RecordingWorker(on_frame=fail), max_speed=True)
    assert started.runtime.wait(20)
    assert started.runtime.error is not None and "a bug" in str(started.runtime.error)
    assert started.results == []


def test_recognition_begins_anew_before_a_camera_when_it_failed(start: Callable[..., Started]) -> None:
    failures = iter([True, False])

    def fail_once(_frame: Frame) -> None:
        if next(failures, False):
            raise ZeroDivisionError("a bug")

    source = ScriptedSource([[frame(index) for index in range(3000)]], live=True)
    worker = RecordingWorker(on_frame=fail_once)
    started = start(source, worker)
    until(lambda: len(worker.frames) > 3, "frames are judged again")
    assert [status.message for status in started.statuses if status.state is SourceState.LOST] == [
        "Recognition failed and begins anew. a bug"
    ]
    assert worker.closed == 1
    assert started.runtime.error is None


def test_pause_throws_frames_away_and_resume_goes_on(start: Callable[..., Started]) -> None:
    endless = ScriptedSource([[frame(index, index * 0.002) for index in range(5000)]])
    worker = RecordingWorker()
    started = start(endless, worker)
    until(lambda: len(worker.frames) > 3, "frames come")
    started.runtime.pause()
    until(lambda: not _grows(worker.frames), "no more are judged")
    started.runtime.resume()
    before = len(worker.frames)
    until(lambda: len(worker.frames) > before, "they are judged again")


def test_the_gallery_is_reloaded_between_frames(start: Callable[..., Started]) -> None:
    worker = RecordingWorker()
    started = start(ScriptedSource([[frame(index, index * 0.01) for index in range(500)]]), worker)
    started.runtime.reload_gallery()
    until(lambda: worker.reloads == 1, "the gallery is reloaded")


def test_pins_are_entered_on_the_recognition_thread_in_order(start: Callable[..., Started]) -> None:
    worker = RecordingWorker()
    started = start(ScriptedSource([[frame(index, index * 0.01) for index in range(500)]]), worker)
    started.runtime.enter_pin(3, "8305")
    started.runtime.cancel_pin(4)
    until(lambda: len(worker.pins) == 2 and bool(worker.frames), "the commands are carried out")
    assert worker.pins == [(3, "8305"), (4, None)]
    assert len(worker.threads) == 1
    assert threading.get_ident() not in worker.threads


def test_stopping_is_quick_to_ask_twice_and_closes_everything(start: Callable[..., Started]) -> None:
    source, worker = ScriptedSource([[frame(index, index * 1.0) for index in range(500)]]), RecordingWorker()
    started = start(source, worker)
    until(lambda: bool(worker.frames), "it runs")
    started.runtime.stop()
    started.runtime.stop()
    assert worker.closed == 1 and source.closed
    assert started.runtime.wait(0)


def _grows(frames: list[int]) -> bool:
    before = len(frames)
    time.sleep(0.1)
    return len(frames) > before


def test_pictures_go_on_while_recognition_works() -> None:
    let_go, pictures, enough = threading.Event(), [], threading.Event()

    def show(shown: Frame) -> None:
        pictures.append(shown.index)
        if len(pictures) >= 20:
            enough.set()

    def stick(_frame: Frame) -> None:
        assert let_go.wait(10)

    worker = RecordingWorker(on_frame=stick)
    source = ScriptedSource([[frame(index) for index in range(1000)]], live=True)
    runtime = Runtime(
        open_source=lambda: source,
        build_worker=lambda: worker,
        on_result=lambda result: None,
        on_status=lambda status: None,
        on_frame=show,
    )
    runtime.start()
    try:
        assert enough.wait(10)
        assert worker.frames == []  # recognition still has its first frame
    finally:
        let_go.set()
        runtime.stop()
    assert pictures == sorted(pictures)


def test_a_stream_that_cannot_be_opened_gives_neither_password_nor_address_away(start: Callable[..., Started]) -> None:
    asked = CameraSettings(open_timeout_s=1.0, read_timeout_s=1.0)
    source = StreamSource("http://guard:s3cret@127.0.0.1:9/live?token=s3cret", settings=asked)
    started = start(source, RecordingWorker())
    until(lambda: SourceState.LOST in started.states(), "the loss")
    lost = next(status for status in started.statuses if status.state is SourceState.LOST)
    told = lost.message + camera_finding(Pace(lost)).sentence
    assert "The stream" in told
    assert "s3cret" not in told and "127.0.0.1" not in told
    assert isinstance(lost.message, Message)


@pytest.mark.parametrize("failing", ["source", "worker"])
def test_a_bugs_words_are_told_without_credentials(start: Callable[..., Started], failing: str) -> None:
    def fail(_frame: Frame) -> None:
        raise RuntimeError("no answer from rtsp://guard:s3cret@cam/live")

    source = ScriptedSource([[frame(0)]])
    if failing == "source":
        source.open = lambda: fail(frame(0))  # type: ignore[method-assign]
    started = start(source, RecordingWorker(fail if failing == "worker" else lambda _frame: None), max_speed=True)
    until(lambda: started.states()[-1:] == [SourceState.FAILED], "the failure")
    assert "rtsp://***@cam/live" in started.statuses[-1].message
    assert "s3cret" not in started.statuses[-1].message
