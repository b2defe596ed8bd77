"""Downloads: taken up where they were broken off, and never half a file under its name."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from faceapp.domain.errors import SourceError
from faceapp.download import download

CONTENT = bytes(range(256)) * 1000


class _Server(BaseHTTPRequestHandler):
    """Serves `CONTENT` at /file; /breaks stops half-way, /whole knows no ranges, /other sends another part than asked.

    /moved leads to /file.
    """

    asked: list[str | None]

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.asked.append(wanted)
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and self.path != "/whole" else 0
        if self.path == "/absent":
            self.send_error(404)
            return
        if start >= len(CONTENT):
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(CONTENT)}")
            self.end_headers()
            return
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/file")
            self.end_headers()
            return
        self.send_response(206 if start else 200)
        if start:
            first = start + (self.path == "/other")
            self.send_header("Content-Range", f"bytes {first}-{len(CONTENT) - 1}/{len(CONTENT)}")
        self.send_header("Content-Length", str(len(CONTENT) - start))
        self.end_headers()
        rest = CONTENT[start:]
        self.wfile.write(rest[: len(rest) // 2] if self.path == "/breaks" else rest)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    _Server.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_file_arrives_whole_and_progress_is_told(address: str, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    digest = download(f"{address}/file", tmp_path / "new" / "file", on_progress=lambda *now: told.append(now))
    assert (tmp_path / "new" / "file").read_bytes() == CONTENT
    assert digest == hashlib.sha256(CONTENT).hexdigest()
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["file"]


def test_a_broken_download_is_taken_up(address: str, tmp_path: Path) -> None:
    target = tmp_path / "file"
    with pytest.raises(SourceError, match=r"broke off after 128,000 of 256,000 bytes|cannot be fetched"):
        download(f"{address}/breaks", target)
    assert not target.exists()
    assert download(f"{address}/file", target) == hashlib.sha256(CONTENT).hexdigest()
    assert _Server.asked == [None, "bytes=128000-"]


def test_a_server_without_ranges_sends_it_all_again(address: str, tmp_path: Path) -> None:
    (tmp_path / "file.partial").write_bytes(b"x" * 1000)
    assert download(f"{address}/whole", tmp_path / "file") == hashlib.sha256(CONTENT).hexdigest()


def test_a_partial_file_longer_than_the_whole_is_begun_again(address: str, tmp_path: Path) -> None:
    (tmp_path / "file.partial").write_bytes(b"x" * (len(CONTENT) + 1))
    assert download(f"{address}/file", tmp_path / "file") == hashlib.sha256(CONTENT).hexdigest()


def test_a_partial_file_that_was_whole_already_is_not_fetched_again(address: str, tmp_path: Path) -> None:
    (tmp_path / "file.partial").write_bytes(CONTENT)
    assert download(f"{address}/file", tmp_path / "file") == hashlib.sha256(CONTENT).hexdigest()
    assert _Server.asked == [f"bytes={len(CONTENT)}-"]
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_a_redirection_goes_on_with_the_range(address: str, tmp_path: Path) -> None:
    (tmp_path / "file.partial").write_bytes(CONTENT[:1000])
    assert download(f"{address}/moved", tmp_path / "file") == hashlib.sha256(CONTENT).hexdigest()
    assert _Server.asked == ["bytes=1000-", "bytes=1000-"]


def test_another_part_than_the_one_asked_for_is_refused(address: str, tmp_path: Path) -> None:
    (tmp_path / "file.partial").write_bytes(CONTENT[:1000])
    with pytest.raises(SourceError, match=r"another part .*bytes 1001-"):
        download(f"{address}/other", tmp_path / "file")
    assert (tmp_path / "file.partial").read_bytes() == CONTENT[:1000]


@pytest.mark.parametrize("url", ["file:///etc/hostname", "weights.pt", "ftp://localhost/x"])
def test_only_addresses_of_the_web_are_fetched(tmp_path: Path, url: str) -> None:
    with pytest.raises(SourceError, match="no address of the web"):
        download(url, tmp_path / "file")


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http://localhost:port/x"])
def test_an_address_that_leads_nowhere_is_told_in_a_sentence(tmp_path: Path, url: str) -> None:
    with pytest.raises(SourceError, match="cannot be fetched"):
        download(url, tmp_path / "file")


def test_faults_of_the_network_are_told_in_a_sentence(address: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="was refused: 404"):
        download(f"{address}/absent", tmp_path / "file")
    with pytest.raises(SourceError, match="cannot be fetched"):
        download("http://127.0.0.1:1/file", tmp_path / "file")
