"""Synthetic clips, and a camera on the network."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


def grey_level(index: int) -> int:
    """Grey level of a synthetic frame; far enough apart to survive lossy coding."""
    return 20 + 20 * (index % 11)


def grey_picture(index: int) -> Picture:
    return np.full((48, 64, 3), grey_level(index), dtype=np.uint8)


@pytest.fixture
def make_clip(tmp_path: Path) -> Callable[..., Path]:
    """Write a clip of flat frames, each of its own grey level."""

    def make(name: str, code: str, *, frames: int = 20, fps: float = 20.0) -> Path:
        path = tmp_path / name
        writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*code), fps, (64, 48))
        assert writer.isOpened()
        for index in range(frames):
            writer.write(grey_picture(index))
        writer.release()
        return path

    return make


class NetworkCamera:
    """Multipart JPEG over HTTP on this machine, that can fall silent, vanish and come back.

    It sends 50 frames/s whose grey level counts up (`grey_level`).
    """

    def __init__(self) -> None:
        self.silent = threading.Event()
        self._gone = threading.Event()
        self._port = 0
        self._server: ThreadingHTTPServer | None = None
        self.switch_on()

    @property
    def address(self) -> str:
        return f"http://guard:s3cret@127.0.0.1:{self._port}/feed"

    def switch_on(self) -> None:
        camera = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                pass

            def do_GET(self) -> None:
                camera.serve(self)

        self._gone = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self._server.daemon_threads = True
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def switch_off(self) -> None:
        self._gone.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def serve(self, request: BaseHTTPRequestHandler) -> None:
        gone = self._gone
        request.send_response(200)
        request.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        request.end_headers()
        index = 0
        try:
            while not gone.wait(0.02):
                if self.silent.is_set():
                    continue
                encoded = cv2.imencode(".jpg", grey_picture(index))[1].tobytes()
                head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(encoded)}\r\n\r\n"
                request.wfile.write(head.encode() + encoded + b"\r\n")
                index += 1
        except OSError:
            pass  # the viewer hung up


@pytest.fixture
def network_camera() -> Iterator[NetworkCamera]:
    camera = NetworkCamera()
    yield camera
    camera.switch_off()
