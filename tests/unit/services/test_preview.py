"""A look at a camera, with threads and errors."""

from __future__ import annotations

import queue
import threading

import numpy as np
import pytest

from faceapp.domain.errors import FaceappError, SourceError
from faceapp.domain.records import Frame
from faceapp.services.preview import Preview


class PlayedSource:
    """Gives frames until it is closed, or a given number of them."""

    name = "played"

    def __init__(self, *, live: bool = True, frames: int | None = None, fault: Exception | None = None) -> None:
        self.live = live
        self._left = frames
        self._fault = fault
        self.closed = threading.Event()
        self.opened = False

    def open(self) -> None:
        self.opened = True
        if self._fault is not None:
            raise self._fault

    def read(self) -> Frame | None:
        if self.closed.is_set() or self._left == 0:
            return None
        if self._left is not None:
            self._left -= 1
        return Frame(np.zeros((4, 4, 3), np.uint8), 0.0, "played", 0)

    def close(self) -> None:
        self.closed.set()


def run(source: PlayedSource, prepared: list[str] | None = None) -> tuple[Preview, queue.Queue[object]]:
    news: queue.Queue[object] = queue.Queue()
    preview = Preview(
        prepare=lambda: None if prepared is None else prepared.append(threading.current_thread().name),
        open_source=lambda: source,
        on_frame=news.put,
        on_failed=news.put,
        pace_s=0.0,
    )
    preview.start()
    return preview, news


def test_pictures_come_until_it_is_stopped() -> None:
    source, prepared = PlayedSource(), []
    preview, news = run(source, prepared)
    assert isinstance(news.get(timeout=10), Frame)
    preview.stop()
    assert source.closed.is_set()
    assert prepared == ["faceapp-preview"]


def test_a_recording_ends() -> None:
    source = PlayedSource(live=False, frames=3)
    preview, news = run(source)
    preview.wait()
    assert news.qsize() == 3
    assert source.closed.is_set()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (SourceError("There is no camera '7'.", hint="Plug one in."), "There is no camera '7'."),
        (RuntimeError("odd"), "The preview failed: odd."),
    ],
)
def test_a_failure_is_told(fault: Exception, words: str) -> None:
    preview, news = run(PlayedSource(fault=fault))
    preview.wait()
    told = news.get_nowait()
    assert isinstance(told, FaceappError)
    assert told.sentence == words


@pytest.mark.parametrize(
    ("fault", "logged"),
    [(SourceError("There is no camera '7'.", hint="Plug one in."), []), (RuntimeError("odd"), ["RuntimeError: odd"])],
)
def test_a_bug_leaves_its_traceback_in_the_log(
    fault: Exception, logged: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    preview, _ = run(PlayedSource(fault=fault))
    preview.wait()
    assert [record.exc_text.splitlines()[-1] for record in caplog.records if record.exc_text] == logged


def test_what_was_never_started_is_stopped() -> None:
    preview = Preview(prepare=lambda: None, open_source=PlayedSource, on_frame=lambda _: None, on_failed=lambda _: None)
    preview.stop()
