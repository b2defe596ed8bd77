"""From other threads to the main thread: the newest frame, every event, every status."""

import threading
from dataclasses import replace

from pytestqt.qtbot import QtBot

from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.ui.bridge import RuntimeBridge


def test_widgets_get_the_newest_frame_and_every_event(qtbot: QtBot, make) -> None:
    bridge = RuntimeBridge()
    times, tracks, threads = [], [], []
    bridge.frame_ready.connect(lambda result: times.append(result.frame.time_s))
    bridge.frame_ready.connect(lambda result: threads.append(threading.current_thread()))
    bridge.events_made.connect(lambda events: tracks.extend(event.track_id for event in events))

    def produce() -> None:
        for number in range(200):
            bridge.on_result(make.result(time_s=number, events=[make.event(track_id=number)]))

    producer = threading.Thread(target=produce)
    producer.start()
    producer.join()  # the main thread was busy all the while
    qtbot.waitUntil(lambda: bool(times))
    qtbot.wait(20)
    assert times == [199]
    assert tracks == list(range(200))
    assert threads == [threading.main_thread()]


def test_frames_go_on_after_a_delivery(qtbot: QtBot, make) -> None:
    bridge = RuntimeBridge()
    times = []
    bridge.frame_ready.connect(lambda result: times.append(result.frame.time_s))
    for number in range(3):
        bridge.on_result(make.result(time_s=number))
        qtbot.waitUntil(lambda: len(times) == number + 1)  # noqa: B023
    assert times == [0, 1, 2]


def test_statuses_keep_their_order(qtbot: QtBot) -> None:
    bridge = RuntimeBridge()
    states = []
    bridge.status_changed.connect(lambda status: states.append(status.state))
    for state in SourceState:
        bridge.on_status(SourceStatus(state))
    qtbot.waitUntil(lambda: len(states) == len(SourceState))
    assert states == list(SourceState)


def test_a_closed_bridge_is_silent(qtbot: QtBot, make) -> None:
    bridge = RuntimeBridge()
    seen = []
    bridge.frame_ready.connect(seen.append)
    bridge.on_result(make.result())
    bridge.close()
    bridge.on_result(make.result())
    qtbot.wait(20)
    assert seen == []


def test_a_fault_is_told_once(qtbot: QtBot, make) -> None:
    bridge = RuntimeBridge()
    faults, frames = [], []
    bridge.fault_met.connect(faults.append)
    bridge.frame_ready.connect(frames.append)
    for number, fault in enumerate(["", "The disk is full.", "The disk is full.", "", "The door jams."]):
        bridge.on_result(replace(make.result(time_s=number), fault=fault))
        qtbot.waitUntil(lambda: len(frames) == number + 1)  # noqa: B023
    assert faults == ["The disk is full.", "The door jams."]


def test_pictures_come_by_themselves_the_newest_first_of_all(qtbot: QtBot, make) -> None:
    bridge = RuntimeBridge()
    order = []
    bridge.picture_ready.connect(lambda frame: order.append(("picture", frame.time_s)))
    bridge.frame_ready.connect(lambda result: order.append(("result", result.frame.time_s)))
    for number in range(5):
        bridge.on_frame(make.result(time_s=number).frame)
    bridge.on_result(make.result(time_s=1))
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == [("picture", 4), ("result", 1)]
    bridge.on_frame(make.result(time_s=5).frame)
    bridge.close()
    qtbot.wait(20)
    assert len(order) == 2
