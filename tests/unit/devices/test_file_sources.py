"""Clips, pictures and folders: what is decoded, when it was, and what is said of damage."""

from __future__ import annotations

import struct
import threading
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image as PillowImage

from faceapp.devices.files import FolderSource, ImageSource, VideoFileSource
from faceapp.devices.sources import FrameSource
from faceapp.domain.errors import SourceError
from faceapp.domain.records import Frame


def grey_level(index: int) -> int:
    return 20 + 20 * (index % 11)


def play(source: FrameSource) -> list[Frame]:
    source.open()
    frames = []
    while (frame := source.read()) is not None:
        frames.append(frame)
    source.close()
    return frames


def save_gif(path: Path, durations_ms: list[int]) -> Path:
    pictures = [PillowImage.new("RGB", (64, 48), (grey_level(i),) * 3) for i in range(len(durations_ms))]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=durations_ms, loop=0)
    return path


@pytest.mark.parametrize(
    ("name", "code"), [("a.avi", "MJPG"), ("a.mp4", "mp4v"), ("a.mkv", "MJPG"), ("a.mov", "mp4v"), ("a.webm", "VP80")]
)
def test_every_frame_of_a_clip_comes_once_in_order(make_clip: Callable[..., Path], name: str, code: str) -> None:
    path = make_clip(name, code, frames=20, fps=20.0)
    source = VideoFileSource(path)
    frames = play(source)

    assert [frame.index for frame in frames] == list(range(20))
    assert [frame.time_s for frame in frames] == pytest.approx([i / 20 for i in range(20)], abs=0.002)
    for frame in frames:
        assert frame.image.shape == (48, 64, 3) and frame.image.dtype == np.uint8
        assert np.abs(frame.image.astype(int) - grey_level(frame.index)).max() <= 8
        assert frame.source == str(path)
    assert not source.live
    assert source.read() is None


def test_a_clip_plays_again_from_its_start(make_clip: Callable[..., Path]) -> None:
    source = VideoFileSource(make_clip("a.avi", "MJPG", frames=5))
    first = play(source)
    source.open()
    source.read()
    again = play(source)
    assert [(f.index, f.time_s) for f in again] == [(f.index, f.time_s) for f in first]


def test_colours_are_rgb(tmp_path: Path) -> None:
    path = tmp_path / "red.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10.0, (64, 48))
    writer.write(np.full((48, 64, 3), (0, 0, 255), dtype=np.uint8))  # OpenCV writes BGR
    writer.release()
    red, green, blue = play(VideoFileSource(path))[0].image[24, 32]
    assert red > 200 and green < 60 and blue < 60


def test_a_gif_keeps_the_durations_of_its_frames(tmp_path: Path) -> None:
    path = save_gif(tmp_path / "uneven.gif", [50, 120, 300, 80, 50])
    frames = play(VideoFileSource(path))
    assert [frame.time_s for frame in frames] == pytest.approx([0.0, 0.05, 0.17, 0.47, 0.55])
    assert [int(frame.image[24, 32, 1]) for frame in frames] == [grey_level(i) for i in range(5)]


def test_a_clip_recorded_on_its_side_is_upright(make_clip: Callable[..., Path]) -> None:
    path = make_clip("phone.mp4", "mp4v", frames=3)
    data = bytearray(path.read_bytes())
    # The track header (ISO/IEC 14496-12, 8.3.2) holds the display matrix; this one turns by 90 degrees.
    matrix = data.index(b"tkhd") + 44
    assert struct.unpack(">9i", data[matrix : matrix + 36])[0] == 1 << 16
    data[matrix : matrix + 36] = struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
    assert play(VideoFileSource(path))[0].image.shape == (64, 48, 3)


def test_a_name_with_a_colon_is_no_protocol(
    make_clip: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_clip("plain.avi", "MJPG", frames=2).rename(tmp_path / "http:clip.avi")
    monkeypatch.chdir(tmp_path)
    assert len(play(VideoFileSource(Path("http:clip.avi")))) == 2


@pytest.mark.parametrize(("name", "code"), [("a.avi", "MJPG"), ("a.mkv", "MJPG"), ("a.webm", "VP80")])
def test_a_clip_cut_short_gives_its_frames_and_then_says_so(
    make_clip: Callable[..., Path], name: str, code: str
) -> None:
    path = make_clip(name, code, frames=40)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    source = VideoFileSource(path)
    source.open()
    frames = 0
    with pytest.raises(SourceError, match=r"ends after frame \d+ of about 40.*cut short"):
        while source.read() is not None:
            frames += 1
    assert 5 < frames < 36
    assert source.read() is None


def test_a_gif_cut_short_is_noticed_although_it_announces_no_length(tmp_path: Path) -> None:
    path = save_gif(tmp_path / "cut.gif", [100] * 10)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    source = VideoFileSource(path)
    source.open()
    with pytest.raises(SourceError, match="ends in the middle"):
        while source.read() is not None:
            pass


def test_a_gif_with_bytes_after_its_end_is_whole(tmp_path: Path) -> None:
    path = save_gif(tmp_path / "padded.gif", [100] * 4)
    path.write_bytes(path.read_bytes() + b"\0\0")
    assert len(play(VideoFileSource(path))) == 4


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".gif", ".avi"])
@pytest.mark.parametrize("content", [b"\0" * 5000, b"no clip at all", b"GIF89a"])
def test_what_is_no_clip_is_an_error_without_noise(
    tmp_path: Path, suffix: str, content: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"broken{suffix}"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="broken"):
        play(VideoFileSource(path))
    assert capfd.readouterr() == ("", "")


def test_absent_and_empty_clips_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="There is no file"):
        VideoFileSource(tmp_path / "none.mp4").open()
    (tmp_path / "empty.mp4").touch()
    with pytest.raises(SourceError, match=r"empty\.mp4' is empty"):
        VideoFileSource(tmp_path / "empty.mp4").open()
    (tmp_path / "folder.mp4").mkdir()
    with pytest.raises(SourceError, match="cannot be read"):
        VideoFileSource(tmp_path / "folder.mp4").open()


def test_closing_while_another_thread_reads_is_safe(make_clip: Callable[..., Path]) -> None:
    source = VideoFileSource(make_clip("a.avi", "MJPG", frames=200))
    for _ in range(5):
        source.open()
        under_way = threading.Event()

        def read_to_the_end(under_way: threading.Event = under_way) -> None:
            while source.read() is not None:
                under_way.set()

        reading = threading.Thread(target=read_to_the_end)
        reading.start()
        assert under_way.wait(30)
        source.close()
        reading.join(30)
        assert not reading.is_alive()


def test_a_picture_is_one_frame(tmp_path: Path) -> None:
    path = tmp_path / "face.png"
    PillowImage.new("RGB", (30, 20), (10, 20, 30)).save(path)
    (frame,) = play(ImageSource(path, name="face"))
    assert (frame.source, frame.time_s, frame.index) == ("face", 0.0, 0)
    assert frame.image.shape == (20, 30, 3) and tuple(frame.image[0, 0]) == (10, 20, 30)
    with pytest.raises(SourceError, match="There is no file"):
        ImageSource(tmp_path / "none.png").open()


def test_a_folder_plays_its_pictures_by_name(tmp_path: Path) -> None:
    for name, grey in (("b.PNG", 2), ("a.jpg", 1), ("c.webp", 3)):
        PillowImage.new("L", (16, 16), grey * 60).save(tmp_path / name)
    (tmp_path / "notes.txt").write_text("not a picture")
    (tmp_path / ".hidden.png").write_bytes(b"thumbnail")
    (tmp_path / "more.png").mkdir()
    frames = play(FolderSource(tmp_path, seconds_per_image=0.5))
    assert [frame.time_s for frame in frames] == [0.0, 0.5, 1.0]
    assert [round(float(frame.image.mean()) / 60) for frame in frames] == [1, 2, 3]


def test_a_damaged_picture_in_a_folder_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    PillowImage.new("L", (16, 16), 60).save(tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes((tmp_path / "a.png").read_bytes()[:40])
    PillowImage.new("L", (16, 16), 180).save(tmp_path / "c.png")
    source = FolderSource(tmp_path)
    source.open()
    assert source.read() is not None
    with pytest.raises(SourceError, match=r"b\.png' is not a picture"):
        source.read()
    last = source.read()
    assert last is not None and (last.index, last.time_s, int(last.image[0, 0, 0])) == (2, 0.4, 180)
    assert source.read() is None


def test_a_folder_without_pictures_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(SourceError, match="holds no pictures"):
        FolderSource(tmp_path).open()
    with pytest.raises(SourceError, match="cannot be read: it is not there"):
        FolderSource(tmp_path / "none").open()


@pytest.mark.parametrize(
    ("clip", "frames", "duration_s"),
    [
        ("person_a/again.mkv", 77, 2.534),
        ("person_a/brother.mkv", 65, 2.167),  # one frame is missing: a gap of two frame times
        ("headpose/head-pose-face-detection-male.gif", 62, 5.08),
        ("crowd/crowd-1080p.mp4", 105, 4.16),
    ],
)
def test_real_clips_play_whole_in_their_own_time(test_data: Path, clip: str, frames: int, duration_s: float) -> None:
    source = VideoFileSource(test_data / "clips" / clip)
    source.open()
    times = []
    while (frame := source.read()) is not None:
        times.append(frame.time_s)
    assert len(times) == frames
    assert times[0] == 0.0 and times[-1] == pytest.approx(duration_s, abs=0.001)
    assert all(earlier < later for earlier, later in pairwise(times))


def test_a_real_gif_looks_as_pillow_decodes_it(test_data: Path) -> None:
    path = test_data / "clips/headpose/head-pose-face-detection-female.gif"
    with PillowImage.open(path) as animation:
        for frame in play(VideoFileSource(path)):
            animation.seek(frame.index)
            assert np.array_equal(frame.image, np.asarray(animation.convert("RGB")))
