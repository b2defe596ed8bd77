"""Cameras and streams: real HTTP on this machine; a clip stands in for a camera's driver."""

from __future__ import annotations

import itertools
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from faceapp.devices.camera import CameraSettings, CameraSource, LiveSource, StreamSource
from faceapp.devices.capture import open_capture
from faceapp.domain.errors import SourceError
from faceapp.domain.messages import Message
from faceapp.domain.records import Frame
from faceapp.domain.redaction import mask_credentials

SHORT = CameraSettings(open_timeout_s=2.0, read_timeout_s=0.3)


def read(source: LiveSource) -> Frame:
    frame = source.read()
    assert frame is not None
    return frame


def test_a_stream_delivers_rgb_frames_with_the_clocks_times(network_camera: Any) -> None:
    clock = itertools.count(100)
    source = StreamSource(network_camera.address, clock=lambda: float(next(clock)))
    source.open()
    frames = [read(source) for _ in range(5)]
    source.close()

    assert all(frame.image.shape == (48, 64, 3) and frame.image.dtype == np.uint8 for frame in frames)
    times = [frame.time_s for frame in frames]
    indices = [frame.index for frame in frames]
    assert times == sorted(set(times)) and times[0] >= 100
    assert indices == sorted(set(indices)) and indices[0] >= 0
    # The clock ticks once per picture that arrived, so it tells which picture a frame is.
    for frame in frames:
        assert frame.time_s == 100 + frame.index
        assert abs(int(frame.image[24, 32, 0]) - (20 + 20 * (frame.index % 11))) <= 4


def test_a_slow_reader_sees_the_present_not_the_past(network_camera: Any) -> None:
    source = StreamSource(network_camera.address)
    source.open()
    first = read(source)
    arrived = threading.Event()
    # Wait until many more have arrived, as a slow reader would.
    reader = source._reader
    assert reader is not None
    while reader.next_number < first.index + 30:
        arrived.wait(0.01)
    before = reader.next_number
    frame = read(source)
    source.close()
    assert frame.index >= before - 1


def test_a_stream_that_ends_is_reported_and_opens_again(network_camera: Any) -> None:
    source = StreamSource(network_camera.address, settings=SHORT)
    source.open()
    last = read(source)
    network_camera.switch_off()
    with pytest.raises(SourceError):
        while True:
            last = read(source)
    with pytest.raises(SourceError, match="cannot be opened") as refused:
        source.open()
    told = str(refused.value)
    assert "s3cret" not in told and "127.0.0.1" not in told  # the door's screen may show it
    assert source.name.startswith("http://***@127.0.0.1")

    network_camera.switch_on()
    source.open()
    again = read(source)
    source.close()
    assert again.index > last.index


def test_a_stream_that_falls_silent_is_reported(network_camera: Any) -> None:
    source = StreamSource(network_camera.address, settings=SHORT)
    source.open()
    network_camera.silent.set()
    with pytest.raises(SourceError, match=r"has delivered no picture|was lost"):
        while True:
            read(source)
    network_camera.silent.clear()
    source.open()
    assert read(source).image.shape == (48, 64, 3)
    source.close()


def test_a_stream_that_connects_but_sends_nothing_cannot_be_opened(network_camera: Any) -> None:
    network_camera.silent.set()
    source = StreamSource(network_camera.address, settings=CameraSettings(open_timeout_s=0.5, read_timeout_s=0.5))
    with pytest.raises(SourceError):
        source.open()
    assert source.read() is None


def test_failures_print_nothing(network_camera: Any, capfd: pytest.CaptureFixture[str]) -> None:
    network_camera.switch_off()
    for source in (StreamSource(network_camera.address, settings=SHORT), CameraSource(63), CameraSource("/dev/null")):
        with pytest.raises(SourceError):
            source.open()
    assert capfd.readouterr() == ("", "")


def test_close_from_another_thread_ends_a_waiting_read(network_camera: Any) -> None:
    source = StreamSource(network_camera.address)  # would wait 5 s
    source.open()
    network_camera.silent.set()
    results: list[Frame | None] = []

    def read_to_the_end() -> None:
        while True:
            results.append(source.read())
            if results[-1] is None:
                return

    reading = threading.Thread(target=read_to_the_end)
    reading.start()
    source.close()
    source.close()
    reading.join(30)
    assert not reading.is_alive() and results[-1] is None


@pytest.mark.skipif(sys.platform != "linux", reason="camera devices are told apart on Linux only")
def test_an_absent_camera_is_named() -> None:
    with pytest.raises(SourceError, match=r"There is no camera '/dev/video63'\. .*demo"):
        CameraSource(63).open()
    with pytest.raises(SourceError, match="There is no camera '/dev/v4l/by-id/none'"):
        CameraSource("/dev/v4l/by-id/none").open()


@pytest.mark.skipif(sys.platform != "linux", reason="camera devices are told apart on Linux only")
def test_a_camera_that_will_not_open_is_told_from_a_forbidden_one(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"cannot be opened.*close other programs"):
        CameraSource("/dev/null").open()
    if os.geteuid() != 0:  # root may use everything
        forbidden = tmp_path / "video"
        forbidden.touch(mode=0o000)
        with pytest.raises(SourceError, match=r"You may not use the camera .*group 'video'"):
            CameraSource(str(forbidden)).open()


def live_source(opener: Callable[[], cv2.VideoCapture | None]) -> LiveSource:
    return LiveSource(
        "stand-in",
        Message("'stand-in'"),
        opener,
        lambda: SourceError("It cannot be opened.", hint="Plug it in."),
        Message("Check its cable."),
        clock=lambda: 0.0,
        settings=CameraSettings(open_timeout_s=0.2, read_timeout_s=0.2),
    )


def test_a_camera_that_opens_but_delivers_nothing_is_reported(make_clip: Callable[..., Path]) -> None:
    clip = make_clip("used-up.avi", "MJPG", frames=3)

    def open_used_up() -> cv2.VideoCapture | None:
        capture = open_capture(str(clip), cv2.CAP_FFMPEG)
        assert capture is not None
        while capture.grab():
            pass
        return capture

    source = live_source(open_used_up)
    with pytest.raises(SourceError, match=r"has delivered no picture for 0\.2 s\. Check its cable\."):
        source.open()


def test_a_driver_that_hangs_is_not_entered_twice() -> None:
    let_go = threading.Event()
    entered = []

    def hang() -> cv2.VideoCapture | None:
        entered.append(threading.current_thread())
        let_go.wait(60)
        return None

    source = live_source(hang)
    with pytest.raises(SourceError, match="cannot be opened"):
        source.open()
    with pytest.raises(SourceError, match="has delivered no picture"):
        source.open()
    assert len(entered) == 1
    let_go.set()
    entered[0].join(30)
    with pytest.raises(SourceError, match="cannot be opened"):
        source.open()
    assert len(entered) == 2


def test_a_bug_in_the_opener_is_not_taken_for_a_lost_camera() -> None:
    def broken() -> cv2.VideoCapture | None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        live_source(broken).open()


def test_frames_before_the_loss_are_delivered(make_clip: Callable[..., Path]) -> None:
    clip = make_clip("short.avi", "MJPG", frames=3)
    source = live_source(lambda: open_capture(str(clip), cv2.CAP_FFMPEG))
    source.open()
    seen = []
    with pytest.raises(SourceError, match="'stand-in' was lost"):
        while True:
            seen.append(read(source).index)
    assert seen[-1] == 2
    source.open()
    assert read(source).index >= 3  # numbers go on, so that no two frames of a source share one
    source.close()


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("rtsp://10.0.0.5:554/live", "rtsp://10.0.0.5:554/live"),
        ("rtsp://guard:s3cret@cam/live", "rtsp://***@cam/live"),
        ("rtsp://guard:s3/c@re?t@cam/live", "rtsp://***@cam/live"),
        ("RTSP://guard@cam/live", "RTSP://***@cam/live"),
        ("http://cam/v.cgi?user=guard&pwd=s3cret&fps=5", "http://cam/v.cgi?user=***&pwd=***&fps=5"),
        ("http://cam/v?access_token=s3cret", "http://cam/v?access_token=***"),
        ("rtsp://cam/user=guard_password=s3cret_channel=1", "rtsp://cam/user=***"),
    ],
)
def test_credentials_are_masked(address: str, masked: str) -> None:
    assert mask_credentials(address) == masked
    assert StreamSource(address).name == masked
