"""Which source a SOURCE names, and what is said of one that names nothing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from PIL import Image as PillowImage

from faceapp.devices.camera import CameraSettings, CameraSource, StreamSource
from faceapp.devices.files import FolderSource, ImageSource, VideoFileSource
from faceapp.devices.sources import open_source, retry_pauses
from faceapp.domain.errors import SourceError


@pytest.mark.parametrize(
    ("spec", "name"),
    [("0", "0"), (" 12 ", "12"), ("/dev/video0", "/dev/video0"), ("/dev/v4l/by-id/usb-cam", "/dev/v4l/by-id/usb-cam")],
)
def test_cameras(spec: str, name: str) -> None:
    source = open_source(spec, camera=CameraSettings(width=1280, height=720))
    assert isinstance(source, CameraSource) and source.name == name and source.live


@pytest.mark.parametrize("scheme", ["rtsp", "rtsps", "http", "https", "RTSP"])
def test_streams(scheme: str) -> None:
    source = open_source(f"{scheme}://guard:s3cret@10.0.0.5:554/live")
    assert isinstance(source, StreamSource) and source.live
    assert source.name == f"{scheme}://***@10.0.0.5:554/live"


def test_files_and_folders(make_clip: Callable[..., Path], tmp_path: Path) -> None:
    clip = make_clip("clip.avi", "MJPG", frames=2)
    picture = tmp_path / "a picture.JPG"
    PillowImage.new("L", (8, 8)).save(picture)

    for spec, kind in ((clip, VideoFileSource), (picture, ImageSource), (tmp_path, FolderSource)):
        source = open_source(str(spec))
        assert type(source) is kind
        assert source.name == str(spec) and not source.live
        assert source.read() is None  # not open yet
        source.open()
        assert source.read() is not None
        source.close()
        assert source.read() is None
    assert isinstance(open_source(picture.as_uri()), ImageSource)


def test_a_relative_name_stays_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    PillowImage.new("L", (8, 8)).save(tmp_path / "me.png")
    monkeypatch.chdir(tmp_path)
    assert open_source("me.png").name == "me.png"


def test_the_demo() -> None:
    pytest.importorskip("faceapp.devices.demo", reason="the demo source is not installed")
    source = open_source("demo")
    source.open()
    frame = source.read()
    source.close()
    assert frame is not None and frame.image.ndim == 3


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ("", "No source was named"),
        ("   ", "No source was named"),
        ("nothing-there.mp4", "There is no source 'nothing-there.mp4'"),
        ("-1", "There is no source '-1'"),
        ("100", "There is no camera number 100"),
        ("~nobody-of-this-name/clip.mp4", "There is no source"),
        ("ftp://host/clip.mp4", "is of no kind that can be read"),
        ("concat://a|b", "is of no kind that can be read"),
        ("rtsp://", "names no host"),
        ("rtsp:///live", "names no host"),
        ("rtsp://[::1/live", "names no host"),
        ("file:///nothing/there.mp4", "There is no source"),
        ("x" * 300 + ".png", "cannot be reached: its name is too long"),
    ],
)
def test_what_names_nothing_is_an_error_with_a_hint(spec: str, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence.replace("(", r"\(")) as error:
        open_source(spec)
    assert error.value.sentence.endswith(".") and error.value.hint.endswith(".")


def test_a_wrong_address_does_not_give_its_password_away() -> None:
    with pytest.raises(SourceError) as error:
        open_source("srt://guard:s3cret@host/live")
    assert "s3cret" not in str(error.value)


@pytest.mark.parametrize("address", ["guard:s3cret@host/live", "rtsp:/guard:s3cret@host/live", "srt:guard:s3cret@host"])
def test_what_was_meant_as_an_address_does_not_give_its_password_away(address: str) -> None:
    with pytest.raises(SourceError, match=r"There is no source '.*\*\*\*@host") as error:
        open_source(address)
    assert "s3cret" not in str(error.value)


def test_an_unsupported_file_says_which_are_supported(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(SourceError, match=r"neither a clip nor a picture.*mkv, mov, mp4 or webm.*bmp, jpeg"):
        open_source(str(tmp_path / "notes.txt"))


def test_an_empty_folder_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no pictures"):
        open_source(str(tmp_path))


def test_pauses_grow_to_five_seconds_and_never_end() -> None:
    assert list(islice(retry_pauses(), 8)) == [0.25, 0.5, 1.0, 2.0, 4.0, 5.0, 5.0, 5.0]
    assert list(islice(retry_pauses(), 1000))[-1] == 5.0
