"""The keypad at the door: it comes when somebody is asked, and goes on success, cancel, time-out or a lost camera."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from faceapp.domain.records import Outcome, PinRequest, Reason, TrackState
from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.ui.main_window import MainWindow
from faceapp.ui.prompts import PromptKind, PromptWriter


def request(*, track_id: int = 1, asked_s: float = 5.0, tries: int = 0, pause_s: float = 0.0) -> PinRequest:
    return PinRequest(track_id, asked_s, tries, 20.0, pause_s)


@pytest.fixture
def asked(make):
    """A frame in which the track is denied for want of a PIN."""

    def asked(pin: PinRequest | None, time_s: float = 5.0):
        return make.result(make.track(TrackState.DENIED, reason=Reason.NEEDS_PIN), time_s=time_s, pin=pin)

    return asked


def enter(qtbot: QtBot, window: MainWindow, pin: str) -> None:
    for digit in pin:
        key = next(
            key for key in window.kiosk.pin.pad.findChildren(QPushButton) if key.accessibleName() == f"Digit {digit}"
        )
        qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    qtbot.keyClick(window.kiosk.pin.pad, Qt.Key.Key_Return)


def test_the_keypad_comes_takes_the_pin_and_goes(qtbot: QtBot, window: MainWindow, running, make, asked) -> None:
    pin = window.kiosk.pin
    running.send(make.result())
    qtbot.waitUntil(lambda: window.kiosk.panel.prompt.kind is PromptKind.IDLE)
    assert not pin.isVisible()
    running.send(asked(request()))
    qtbot.waitUntil(pin.isVisible)
    assert window.kiosk.panel.prompt.headline == "Your PIN, please"
    assert pin.pad.accessibleName() == "Your PIN, please"
    running.send(asked(request(), time_s=5.1))
    enter(qtbot, window, "8306")
    assert running.pins == [(1, "8306")]
    assert pin.pad.busy
    running.send(asked(request(tries=1), time_s=5.5))
    qtbot.waitUntil(lambda: not pin.pad.busy)
    assert pin.pad.message == "That was not the PIN. Try again."
    enter(qtbot, window, "8305")
    granted = make.event(outcome=Outcome.GRANTED, reason=Reason.MATCHED, person_id=1, door="opened")
    welcome = make.track(TrackState.GRANTED, person="Maria Keller")
    running.send(make.result(welcome, time_s=7.0, events=[granted]))
    qtbot.waitUntil(lambda: not pin.isVisible())
    assert running.pins == [(1, "8306"), (1, "8305")]
    assert window.kiosk.panel.prompt.headline == "Welcome, Maria Keller"


def test_digits_typed_between_frames_stay(qtbot: QtBot, window: MainWindow, running, asked) -> None:
    pin = window.kiosk.pin
    running.send(asked(request()))
    qtbot.waitUntil(pin.isVisible)
    qtbot.keyClicks(pin.pad, "830")
    running.send(asked(request(), time_s=6.0))
    qtbot.wait(20)
    assert pin.pad.digits_entered == 3


@pytest.mark.parametrize("by_key", [True, False])
def test_cancelling_is_told_and_hides_it_at_once(
    qtbot: QtBot, window: MainWindow, running, asked, by_key: bool
) -> None:
    pin = window.kiosk.pin
    running.send(asked(request()))
    qtbot.waitUntil(pin.isVisible)
    qtbot.keyClicks(pin.pad, "83")
    if by_key:
        qtbot.keyClick(pin.pad, Qt.Key.Key_Escape)
    else:
        cancel = next(key for key in pin.pad.findChildren(QPushButton) if key.accessibleName() == "Cancel")
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not pin.isVisible()
    assert running.pins == [(1, None)]
    running.send(asked(request(), time_s=5.1))  # recognition has not heard of it yet
    qtbot.wait(20)
    assert not pin.isVisible()
    running.send(asked(None, time_s=5.2))
    qtbot.waitUntil(lambda: window.kiosk.panel.prompt.headline == "PIN needed")
    running.send(asked(request(track_id=2, asked_s=9.0), time_s=9.0))
    qtbot.waitUntil(pin.isVisible)
    assert pin.pad.digits_entered == 0


def test_a_recording_that_is_played_again_asks_again(qtbot: QtBot, window: MainWindow, running, asked) -> None:
    pin = window.kiosk.pin
    for _ in range(2):
        running.send(asked(request()))
        qtbot.waitUntil(pin.isVisible)
        qtbot.keyClick(pin.pad, Qt.Key.Key_Escape)
        assert not pin.isVisible()
        running.tell(SourceStatus(SourceState.OPENING))
        running.tell(SourceStatus(SourceState.RUNNING))


def test_it_goes_when_the_request_lapses_or_the_person_leaves(
    qtbot: QtBot, window: MainWindow, running, make, asked
) -> None:
    pin = window.kiosk.pin
    for number, end in enumerate((asked(None, time_s=25.0), make.result(time_s=55.0))):
        running.send(asked(request(asked_s=5.0 + number), time_s=5.0))
        qtbot.waitUntil(pin.isVisible)
        qtbot.keyClicks(pin.pad, "8305")
        running.send(end)
        qtbot.waitUntil(lambda: not pin.isVisible())
        assert pin.pad.digits_entered == 0
    assert running.pins == []


@pytest.mark.parametrize("state", [SourceState.LOST, SourceState.FAILED, SourceState.ENDED, SourceState.OPENING])
def test_it_goes_with_the_camera(qtbot: QtBot, window: MainWindow, running, asked, state: SourceState) -> None:
    running.send(asked(request()))
    qtbot.waitUntil(window.kiosk.pin.isVisible)
    running.tell(SourceStatus(state, "The camera is gone."))
    qtbot.waitUntil(lambda: not window.kiosk.pin.isVisible())
    running.send(asked(request(), time_s=5.1))  # a straggler
    qtbot.wait(20)
    assert not window.kiosk.pin.isVisible()


def test_somebody_else_begins_with_no_digits(qtbot: QtBot, window: MainWindow, running, asked) -> None:
    pin = window.kiosk.pin
    running.send(asked(request()))
    qtbot.waitUntil(pin.isVisible)
    qtbot.keyClicks(pin.pad, "830")
    running.send(asked(request(track_id=2, asked_s=8.0), time_s=8.0))
    qtbot.waitUntil(lambda: pin.pad.digits_entered == 0)
    enter(qtbot, window, "9271")
    assert running.pins == [(2, "9271")]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_pause_is_shown_with_the_seconds_left(
    qtbot: QtBot, window: MainWindow, running, asked, at_once: bool
) -> None:
    pin = window.kiosk.pin
    if not at_once:
        running.send(asked(request()))
        qtbot.waitUntil(pin.isVisible)
        enter(qtbot, window, "8306")
    running.send(asked(request(tries=0 if at_once else 1, pause_s=30.0), time_s=5.5))
    qtbot.waitUntil(lambda: pin.pad.paused)
    assert "Try again in " in pin.pad.message
    running.send(asked(request(tries=0 if at_once else 1, pause_s=29.5), time_s=6.0))
    qtbot.wait(20)
    assert pin.pad.paused


def test_escape_does_not_leave_full_screen_while_it_is_shown(qtbot: QtBot, window: MainWindow, running, asked) -> None:
    window.set_fullscreen(True)
    running.send(asked(request()))
    qtbot.waitUntil(window.kiosk.pin.isVisible)
    qtbot.keyClick(window.kiosk.pin.pad, Qt.Key.Key_Escape)
    assert window.isFullScreen()
    assert running.pins == [(1, None)]


@pytest.mark.parametrize("size", [(800, 480), (1280, 800), (480, 800), (1920, 1080), (1080, 1920)])
def test_its_keys_are_within_the_screen(qtbot: QtBot, window: MainWindow, running, asked, size) -> None:
    window.resize(*size)
    running.send(asked(request()))
    qtbot.waitUntil(window.kiosk.pin.isVisible)
    QApplication.sendPostedEvents()
    pad = window.kiosk.pin.pad
    assert window.kiosk.rect().contains(pad.geometry())
    for key in pad.findChildren(QPushButton):
        rect = key.rect().translated(key.mapTo(pad, key.rect().topLeft()))
        assert pad.rect().contains(rect)
        assert min(rect.width(), rect.height()) >= 44


def test_where_there_is_room_the_face_stays_to_be_seen(qtbot: QtBot, window: MainWindow, running, asked) -> None:
    window.resize(1920, 1080)
    running.send(asked(request()))
    qtbot.waitUntil(window.kiosk.pin.isVisible)
    QApplication.sendPostedEvents()
    picture, pad = window.kiosk.video.geometry(), window.kiosk.pin.pad.geometry()
    assert picture.contains(pad)
    assert pad.left() > picture.center().x()


@pytest.mark.parametrize(("left_px", "keypad_at_the_left"), [(60, False), (420, True)])
def test_it_stands_on_the_side_where_the_face_is_not(
    qtbot: QtBot, window: MainWindow, running, make, left_px: int, keypad_at_the_left: bool
) -> None:
    window.resize(1920, 1080)
    window.kiosk.video._mirrored = False
    face = make.track(TrackState.DENIED, reason=Reason.NEEDS_PIN, box=(left_px, 120, left_px + 160, 320))
    running.send(make.result(face, time_s=5.0, pin=request()))
    qtbot.waitUntil(window.kiosk.pin.isVisible)
    QApplication.sendPostedEvents()
    picture, pad = window.kiosk.video.geometry(), window.kiosk.pin.pad.geometry()
    assert (pad.center().x() < picture.center().x()) is keypad_at_the_left
    shown = window.kiosk.video.face(1)
    assert shown is not None and not shown.translated(picture.topLeft()).intersects(pad)
    elsewhere = make.track(TrackState.DENIED, reason=Reason.NEEDS_PIN, box=(240, 120, 400, 320))
    running.send(make.result(elsewhere, time_s=5.1, pin=request()))
    qtbot.wait(50)
    assert window.kiosk.pin.pad.geometry() == pad, "it stays where somebody types"


def test_it_gives_way_to_a_face_in_the_middle(qtbot: QtBot, window: MainWindow, running, make) -> None:
    window.resize(1500, 1510)
    window.kiosk.show_log(False)
    face = make.track(TrackState.DENIED, reason=Reason.NEEDS_PIN, box=(240, 120, 400, 320))
    running.send(make.result(face, time_s=5.0, pin=request()))
    qtbot.waitUntil(window.kiosk.pin.isVisible)
    QApplication.sendPostedEvents()
    shown = window.kiosk.video.face(1)
    assert shown is not None and window.kiosk.pin._clear_of_face
    pad = window.kiosk.pin.pad.geometry()
    assert not shown.translated(window.kiosk.video.geometry().topLeft()).intersects(pad)
    for key in window.kiosk.pin.pad.findChildren(QPushButton):
        assert min(key.width(), key.height()) >= 44


def test_in_an_upright_window_it_stands_below_the_face(qtbot: QtBot, window: MainWindow, running, asked) -> None:
    window.resize(1080, 1920)
    window.kiosk.show_log(False)
    running.send(asked(request()))
    qtbot.waitUntil(window.kiosk.pin.isVisible)
    QApplication.sendPostedEvents()
    picture, pad = window.kiosk.video.geometry(), window.kiosk.pin.pad.geometry()
    assert picture.contains(pad)
    assert pad.top() > picture.center().y()
    assert abs(pad.center().x() - picture.center().x()) <= 1
    assert pad.width() > 0.9 * picture.width()
    keys = [key for key in window.kiosk.pin.pad.findChildren(QPushButton) if key.text() == "5"]
    assert min(keys[0].width(), keys[0].height()) > 90  # as large as the room allows


def test_the_focus_goes_with_the_keypad(qtbot: QtBot, window: MainWindow, running, asked) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    running.send(asked(request()))
    qtbot.waitUntil(window.kiosk.pin.pad.hasFocus)
    qtbot.keyClick(window.kiosk.pin.pad, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.kiosk


def test_another_language_is_taken_up(window: MainWindow) -> None:
    QApplication.sendEvent(window.kiosk.pin, QEvent(QEvent.Type.LanguageChange))
    assert window.kiosk.pin.pad.accessibleName() == "Your PIN, please"


@pytest.mark.parametrize(
    ("reason", "headline", "detail"),
    [
        (Reason.NEEDS_PIN, "PIN needed", "Step back to try again."),
        (Reason.NO_PIN, "PIN needed", "You have none yet. Please ask for help."),
    ],
)
def test_a_denial_for_a_pin_is_told_at_the_door(make, reason: Reason, headline: str, detail: str) -> None:
    prompt = PromptWriter().update(make.result(make.track(TrackState.DENIED, reason=reason), time_s=1.0))
    assert (prompt.kind, prompt.headline, prompt.detail) == (PromptKind.REFUSED, headline, detail)


def test_the_log_names_who_was_asked(window: MainWindow, make) -> None:
    log = window.kiosk.log
    for reason in (Reason.NEEDS_PIN, Reason.WRONG_PIN, Reason.NO_PIN, Reason.NOT_NOW):
        log.add([make.event(reason=reason, person_id=2)])
    log.add([make.event(reason=Reason.NEEDS_PIN, person_id=99)])
    assert [text.split(": ", 1)[1] for text in log.texts()] == [
        "Removed person 99 (PIN asked for), denied",
        "Ali Demir (may not enter now), denied",
        "Ali Demir (has no PIN), denied",
        "Ali Demir (wrong PIN), denied",
        "Ali Demir (PIN asked for), denied",
    ]
