"""The camera in the settings: what it is called."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from faceapp.config import Settings
from faceapp.devices.camera_list import CameraEntry
from faceapp.devices.demo import DemoSource
from faceapp.devices.sources import FrameSource
from faceapp.domain.errors import SourceError
from faceapp.domain.messages import Message
from faceapp.ui.appearance import Appearance
from faceapp.ui.camera_panel import CameraPanel
from faceapp.ui.work_queue import WorkQueue


class NoCameras:
    def cameras(self) -> list[CameraEntry]:
        return []

    def preview_source(self, settings: Settings) -> FrameSource:
        return DemoSource()


def make_panel(qtbot: QtBot) -> CameraPanel:
    panel = CameraPanel(
        NoCameras(), WorkQueue(), take_camera=lambda: lambda: None, give_camera=lambda: None, mirrored=True
    )
    qtbot.addWidget(panel)
    return panel


def test_a_stream_is_offered_without_its_password(qtbot: QtBot) -> None:
    panel = make_panel(qtbot)
    panel.show_values("rtsp://guard:s3cret@cam/live", (640, 480))
    assert panel._which.currentText() == "rtsp://***@cam/live"
    assert panel._which.value == "rtsp://guard:s3cret@cam/live"


def test_a_camera_that_fails_is_told_in_the_windows_language(qtbot: QtBot, appearance: Appearance) -> None:
    panel = make_panel(qtbot)
    panel._failed.emit(SourceError(Message("There is no camera number {number}.", number=200), hint=""))
    assert panel._told.text() == "There is no camera number 200."
    appearance.set_language("zh_CN")
    qtbot.waitUntil(lambda: panel._told.text() == "没有编号为 200 的摄像头。")
