"""What the kiosk says, frame by frame."""

import numpy as np
import pytest
from PySide6.QtCore import QDateTime, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QTextLayout
from pytestqt.qtbot import QtBot

from faceapp.domain.records import Outcome, QualityReason, Reason, TrackState
from faceapp.ui.prompts import (
    DENIED_LINGER_S,
    GRANTED_LINGER_S,
    HINT_HOLD_S,
    VERDICT_S,
    Prompt,
    PromptKind,
    PromptWriter,
)
from faceapp.ui.status_panel import StatusPanel


def test_an_approach_in_words(make) -> None:
    writer = PromptWriter()
    told = [
        writer.update(make.result(*tracks, time_s=time_s)).headline
        for time_s, tracks in (
            (0.0, ()),
            (1.0, (make.track(TrackState.IGNORED),)),
            (2.0, (make.track(TrackState.WAITING, reasons=(QualityReason.TURNED_AWAY,)),)),
            (3.0, (make.track(TrackState.GATHERING, progress=0.5),)),
            (4.0, (make.track(TrackState.GRANTED, person="Maria"),)),
            (5.0, ()),
            (4.0 + GRANTED_LINGER_S + 2, ()),
        )
    ]
    assert told == ["Welcome", "Come closer", "Look here", "Hold still", "Welcome, Maria", "Welcome, Maria", "Welcome"]


@pytest.mark.parametrize(
    ("reason", "headline"),
    [
        (Reason.UNKNOWN, "Not recognised"),
        (Reason.AMBIGUOUS, "Not recognised"),
        (Reason.UNUSABLE, "Could not see you"),
        (Reason.ERROR, "Something failed"),
        (Reason.NOT_NOW, "Not now"),
    ],
)
def test_a_denial_stays_readable(make, reason: Reason, headline: str) -> None:
    writer = PromptWriter()
    prompt = writer.update(make.result(make.track(TrackState.DENIED, reason=reason), time_s=1.0))
    kind = PromptKind.NOT_NOW if reason is Reason.NOT_NOW else PromptKind.REFUSED
    assert (prompt.kind, prompt.headline) == (kind, headline)
    assert writer.update(make.result(time_s=1.0 + DENIED_LINGER_S / 2)).headline == headline
    assert writer.update(make.result(time_s=1.1 + DENIED_LINGER_S)).kind is PromptKind.IDLE


def test_the_next_person_ends_a_welcome(make) -> None:
    writer = PromptWriter()
    writer.update(make.result(make.track(TrackState.GRANTED, person="Maria"), time_s=1.0))
    arrived = make.track(TrackState.GATHERING, track_id=2, progress=0.25)
    leaving = make.track(TrackState.GRANTED, person="Maria", box=(0, 0, 400, 400))
    assert writer.update(make.result(leaving, arrived, time_s=1.2)).kind is PromptKind.HOLD_STILL


def test_hints_do_not_flicker(make) -> None:
    writer = PromptWriter()

    def say(reason: QualityReason, time_s: float) -> str:
        return writer.update(make.result(make.track(reasons=(reason,)), time_s=time_s)).headline

    first = say(QualityReason.TOO_DARK, 1.0)
    assert say(QualityReason.TURNED_AWAY, 1.0 + HINT_HOLD_S / 2) == first
    assert say(QualityReason.TURNED_AWAY, 1.1 + HINT_HOLD_S) == "Look here"


def test_one_missed_detection_changes_nothing(make) -> None:
    writer = PromptWriter()
    writer.update(make.result(make.track(TrackState.GATHERING, progress=0.5), time_s=1.0))
    assert writer.update(make.result(time_s=1.1)).kind is PromptKind.HOLD_STILL


def test_a_door_that_does_not_answer_is_told(make) -> None:
    writer = PromptWriter()
    granted = {"outcome": Outcome.GRANTED, "reason": Reason.MATCHED, "person_id": 1}
    welcome = make.track(TrackState.GRANTED, person="Maria", track_id=7)
    writer.note_events([make.event(track_id=7, door="opened", **granted)])
    assert "come in" in writer.update(make.result(welcome, time_s=1.0)).detail
    writer.note_events([make.event(track_id=7, door="The relay does not answer.", **granted)])
    assert "ask for help" in writer.update(make.result(welcome, time_s=2.0)).detail


def test_every_quality_reason_has_words(make) -> None:
    for reason in QualityReason:
        prompt = PromptWriter().update(make.result(make.track(reasons=(reason,)), time_s=1.0))
        assert prompt.kind is PromptKind.HINT
        assert prompt.headline and prompt.detail


def test_a_source_that_begins_again_is_followed(make) -> None:
    writer = PromptWriter()
    writer.update(make.result(make.track(TrackState.GRANTED, person="Maria"), time_s=100.0))
    writer.update(make.result(time_s=0.0))
    assert writer.update(make.result(time_s=GRANTED_LINGER_S + 1)).kind is PromptKind.IDLE


def test_every_state_has_a_sign_of_its_own_shape(qtbot: QtBot) -> None:
    shapes = {}
    for kind in PromptKind:
        panel = StatusPanel()
        qtbot.addWidget(panel)
        panel.resize(400, 160)
        panel.show_prompt(Prompt(kind, "Words", "More words"))
        panel.set_now(QDateTime(2026, 3, 2, 9, 30, 0))
        grey = panel.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        pixels = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())[:, :150]
        # Edges, whatever the brightness of the grounds.
        shapes[kind] = (np.abs(np.diff(pixels.astype(int), axis=1)) > 12).tobytes()
    assert len(set(shapes.values())) == len(PromptKind)


def test_a_verdict_ends_while_somebody_stays(make) -> None:
    writer = PromptWriter()
    granted = make.track(TrackState.GRANTED, person="Maria")
    assert writer.update(make.result(granted, time_s=1.0)).kind is PromptKind.WELCOME
    assert writer.update(make.result(granted, time_s=0.9 + VERDICT_S)).kind is PromptKind.WELCOME
    assert writer.update(make.result(granted, time_s=1.1 + VERDICT_S)).headline == "Step back"
    again = make.track(TrackState.GRANTED, track_id=2, person="Maria")
    assert writer.update(make.result(again, time_s=1.2 + VERDICT_S)).kind is PromptKind.WELCOME


def test_nobody_who_was_removed_is_welcomed(make) -> None:
    prompt = PromptWriter().update(make.result(make.track(TrackState.GRANTED, person=None), time_s=1.0))
    assert prompt.kind is PromptKind.HINT
    assert "Welcome" not in prompt.headline


@pytest.mark.parametrize(
    ("headline", "width", "height", "shown"),
    [
        ("Welcome, Ada", 900, 90, "Welcome, Ada"),
        ("Welcome, Demo Ada", 200, 90, "Welcome,\nDemo Ada"),
        ("欢迎，Demo Ada", 200, 90, "欢迎，\nDemo Ada"),
        ("Welcome, Lady Ada, Countess", 200, 90, "Welcome,\nLady Ada, Countess"),
        ("Welcome, Al Fernandez-Villaverde", 200, 36, "Welcome, Al Fernandez-Villaverde"),  # else it would be smaller
    ],
)
def test_a_greeted_name_stays_in_one_piece_where_it_can(
    qtbot: QtBot, headline: str, width: float, height: float, shown: str
) -> None:
    panel = StatusPanel()
    qtbot.addWidget(panel)
    panel.show_prompt(Prompt(PromptKind.WELCOME, headline, ""))
    (line,) = panel._lines(width, (height, 30), (40, 15))
    assert line.words.replace("\N{WORD JOINER}", "") == shown
    assert line.height(width) <= height


def test_chinese_is_broken_between_phrases_alone(qtbot: QtBot) -> None:
    said = "请后退一步，再正视摄像头。"
    panel = StatusPanel()
    qtbot.addWidget(panel)
    panel.show_prompt(Prompt(PromptKind.REFUSED, "没能看清您", said))
    _, line = panel._lines(160, (90, 30), (60, 18))
    assert line.words.replace("\N{WORD JOINER}", "") == said
    layout = QTextLayout(line.words, line.font)
    layout.beginLayout()
    broken = []
    while (part := layout.createLine()).isValid():
        part.setLineWidth(160)
        broken.append(line.words[part.textStart() :][: part.textLength()].replace("\N{WORD JOINER}", ""))
    layout.endLayout()
    assert broken == ["请后退一步，", "再正视摄像头。"]
    assert line.font.pixelSize() == 18, "as large as if each phrase stood alone"


@pytest.mark.parametrize("name", ["北京天河科技有限公司研发中心副主任张小明", 5 * "阿卜杜拉赫曼穆罕默德伊本"])
def test_a_long_chinese_name_is_broken_rather_than_tiny_or_cut(qtbot: QtBot, name: str) -> None:
    panel = StatusPanel()
    qtbot.addWidget(panel)
    panel.show_prompt(Prompt(PromptKind.WELCOME, f"欢迎，{name}", "请进。"))
    headline, detail = panel._lines(300, (160, 60), (60, 24))
    assert headline.words.replace("\n", "") == f"欢迎，{name}"
    assert headline.font.pixelSize() >= (detail.font.pixelSize() if len(name) < 30 else 16)
    room = QFontMetricsF(headline.font).boundingRect(
        QRectF(0, 0, 300, 1000), int(Qt.TextFlag.TextWordWrap), headline.words
    )
    assert room.width() <= 300 and room.height() <= 160
