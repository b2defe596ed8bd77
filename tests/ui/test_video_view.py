"""The picture on the screen, pixel by pixel."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from faceapp.domain.records import TrackState
from faceapp.ui import bold_words, style
from faceapp.ui.appearance import Appearance
from faceapp.ui.video_view import VideoView


def shown(view: VideoView) -> QImage:
    return view.grab().toImage()


def two_halves() -> np.ndarray:
    image = np.zeros((480, 640, 3), np.uint8)
    image[:, :320] = (200, 0, 0)
    image[:, 320:] = (0, 0, 200)
    return image


@pytest.mark.parametrize(("mirrored", "left_is_red"), [(True, False), (False, True)])
def test_the_picture_is_mirrored_when_asked(qtbot: QtBot, make, mirrored: bool, left_is_red: bool) -> None:
    view = VideoView(mirrored=mirrored)
    qtbot.addWidget(view)
    view.resize(640, 480)
    view.show_result(make.result(image=two_halves()))
    left = shown(view).pixelColor(100, 240)
    assert (left.red() > left.blue()) is left_is_red


@pytest.mark.parametrize("mirrored", [True, False])
def test_the_frame_lies_on_the_face(qtbot: QtBot, make, mirrored: bool) -> None:
    view = VideoView(mirrored=mirrored)
    qtbot.addWidget(view)
    view.resize(1280, 960)  # twice the picture
    track = make.track(TrackState.GRANTED, person="Maria", box=(100, 200, 200, 300))
    view.show_result(make.result(track, image=np.zeros((480, 640, 3), np.uint8)))
    picture = shown(view)
    green = QColor(style.theme().granted)
    columns = [x for x in range(1280) if picture.pixelColor(x, 500) == green]
    expected = (1280 - 400, 1280 - 200) if mirrored else (200, 400)
    room = 0.08 * 200
    assert columns[0] == pytest.approx(expected[0] - room, abs=8)
    assert columns[-1] == pytest.approx(expected[1] + room, abs=8)


def test_states_differ_without_colour(qtbot: QtBot, make) -> None:
    view = VideoView()
    qtbot.addWidget(view)
    view.resize(640, 480)
    greys = []
    for state in TrackState:
        view.show_result(make.result(make.track(state, person="Maria", progress=0.5)))
        picture = shown(view).convertToFormat(QImage.Format.Format_Grayscale8)
        # Only where lines are drawn, not how bright they are.
        pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(480, picture.bytesPerLine())[:, :640]
        greys.append(pixels != 90)
    shapes = {grey.tobytes() for grey in greys}
    # Waiting differs from gathering by the ring; every other state by the frame's line and label.
    assert len(shapes) == len(TrackState)


def test_a_very_wide_room_shows_all_of_the_picture(qtbot: QtBot, make) -> None:
    view = VideoView(mirrored=False)
    qtbot.addWidget(view)
    view.resize(1600, 480)
    image = two_halves()
    image[:12] = (0, 200, 0)
    view.show_result(make.result(image=image))
    assert shown(view).pixelColor(800, 4).green() > 150


def test_a_very_high_room_cuts_the_sides_by_a_third_and_nothing_above(qtbot: QtBot, make) -> None:
    view = VideoView(mirrored=False)
    qtbot.addWidget(view)
    view.resize(640, 1600)
    image = np.zeros((480, 640, 3), np.uint8)
    image[:, 116:524] = (200, 0, 0)  # 408 of 640 columns, 64 %
    image[:, 100:116] = image[:, 524:540] = (0, 0, 200)
    image[:8] = image[-8:] = (0, 200, 0)
    view.show_result(make.result(image=image))
    picture = shown(view)
    middle = [picture.pixelColor(x, 800) for x in range(640)]
    assert all(colour.red() > 150 for colour in middle[8:-8])  # 410 columns over 640 pixels
    greens = [y for y in range(1600) if picture.pixelColor(320, y).green() > 150]
    height = 480 * 640 / (0.64 * 640)
    assert greens[-1] - greens[0] == pytest.approx(height, abs=4)
    assert (greens[0] + greens[-1]) / 2 == pytest.approx(800, abs=4)


def test_no_face_stays_on_a_dark_screen(qtbot: QtBot, make) -> None:
    view = VideoView()
    qtbot.addWidget(view)
    view.resize(640, 480)
    checks = np.indices((480, 640)).sum(axis=0) // 8 % 2 * 255
    view.show_result(make.result(image=np.repeat(checks[..., np.newaxis], 3, axis=2).astype(np.uint8)))
    view.shade(0.6)
    values = [shown(view).pixelColor(x, 240).lightness() for x in range(100, 300, 8)]
    assert max(values) - min(values) < 40


def test_a_picture_that_is_a_view_is_shown(qtbot: QtBot, make) -> None:
    view = VideoView(mirrored=False)
    qtbot.addWidget(view)
    view.resize(640, 480)
    view.show_result(make.result(image=two_halves()[:, ::-1]))
    left = shown(view).pixelColor(100, 240)
    assert left.blue() > left.red()


def plain(level: int) -> np.ndarray:
    return np.full((480, 640, 3), level, np.uint8)


def test_a_result_that_comes_late_does_not_bring_its_picture_back(qtbot: QtBot, make) -> None:
    view = VideoView(mirrored=False)
    qtbot.addWidget(view)
    view.resize(640, 480)
    view.show_picture(make.result(image=plain(200), time_s=2.0).frame)
    view.show_result(make.result(make.track(TrackState.GATHERING), image=plain(50), time_s=1.5))
    assert shown(view).pixelColor(40, 400).red() == 200
    assert shown(view) != blank(view, 200, make)  # and yet the face has its frame
    view.show_result(make.result(image=plain(90), time_s=2.5))
    assert shown(view).pixelColor(40, 400).red() == 90
    view.begin()  # the source began again
    view.show_result(make.result(image=plain(60), time_s=0.0))
    assert shown(view).pixelColor(40, 400).red() == 60


def blank(view: VideoView, level: int, make) -> QImage:
    other = VideoView(mirrored=False)
    other.resize(view.size())
    other.show_picture(make.result(image=plain(level)).frame)
    return shown(other)


def test_a_bystander_is_asked_to_wait_only_while_somebody_is_judged(qtbot: QtBot, make) -> None:
    view = VideoView(mirrored=False)
    qtbot.addWidget(view)
    view.resize(640, 480)
    bystander = make.track(TrackState.IGNORED, track_id=2, box=(420, 150, 560, 330))
    first = make.track(TrackState.GATHERING, box=(100, 120, 280, 340))
    view.show_result(make.result(bystander, image=plain(90)))
    alone = crop_of(view)
    view.show_result(make.result(first, bystander, image=plain(90)))
    assert crop_of(view) != alone


def test_a_bystander_s_label_keeps_clear_of_the_face_that_is_judged(qtbot: QtBot, make) -> None:
    view = VideoView(mirrored=False)
    qtbot.addWidget(view)
    view.resize(640, 480)
    bystander = make.track(TrackState.IGNORED, track_id=2, box=(130, 150, 230, 270))
    first = make.track(TrackState.GATHERING, box=(250, 120, 430, 340))
    seen = []
    for tracks in ((first,), (first, bystander)):
        view.show_result(make.result(*tracks, image=plain(90)))
        picture = shown(view).convertToFormat(QImage.Format.Format_Grayscale8)
        pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(480, picture.bytesPerLine())
        seen.append(pixels[110:145, :640].copy())  # the label, above the bystander's frame
    columns = np.nonzero((seen[0] != seen[1]).any(axis=0))[0]
    assert columns.size
    assert columns.max() < 250 - 0.08 * 180


@pytest.mark.parametrize(("size", "large"), [((640, 480), False), ((2560, 1920), True)])
def test_a_label_s_letters_are_thick_also_where_qt_leaves_them_thin(
    qtbot: QtBot, make, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], large: bool
) -> None:
    def label() -> np.ndarray:
        view = VideoView(mirrored=False)
        qtbot.addWidget(view)
        view.resize(*size)
        track = make.track(TrackState.GRANTED, person="Maria", box=(200, 150, 440, 400))
        view.show_result(make.result(track, image=plain(0)))
        picture = shown(view).convertToFormat(QImage.Format.Format_Grayscale8)
        pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(size[1], picture.bytesPerLine())
        return np.argwhere(pixels > 250)

    plain_ink = label()
    monkeypatch.setattr(bold_words, "is_thin", lambda _face: True)
    thick_ink = label()
    assert (len(thick_ink) > 1.05 * len(plain_ink)) is large
    np.testing.assert_allclose(thick_ink.min(axis=0), plain_ink.min(axis=0), atol=5)
    np.testing.assert_allclose(thick_ink.max(axis=0), plain_ink.max(axis=0), atol=5)


def crop_of(view: VideoView) -> QImage:
    """Where the bystander's label is."""
    return shown(view).copy(400, 110, 200, 60)


@pytest.mark.parametrize("size", [(432, 452), (1630, 1036), (240, 900), (410, 245), (2400, 1600)])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_synthetic_picture_says_so_in_whole(
    qtbot: QtBot, make, appearance: Appearance, size: tuple[int, int], language: str
) -> None:
    appearance.set_language(language)
    told = []
    for synthetic in (False, True):
        view = VideoView(mirrored=True)
        qtbot.addWidget(view)
        view.resize(*size)
        result = make.result(image=plain(120))
        view.show_result(replace(result, frame=replace(result.frame, synthetic=synthetic)))
        picture = shown(view).convertToFormat(QImage.Format.Format_Grayscale8)
        rows_px = np.frombuffer(picture.constBits(), np.uint8).reshape(size[1], picture.bytesPerLine())
        pixels = rows_px[:, : size[0]].copy()
        told.append((view.accessibleDescription(), pixels))
    (nothing, without), (words, with_words) = told
    assert nothing == ""
    assert words == QCoreApplication.translate("VideoView", "Synthetic person: nobody who exists")
    rows, columns = np.nonzero(without != with_words)
    assert columns.min() >= 5 and columns.max() < size[0] - 5  # round corners would cut it off further out
    assert rows.min() > 0.6 * size[1] and rows.max() < size[1] - 5
    assert with_words[rows, columns].max() > 200  # light words ...
    assert np.median(with_words[rows, columns]) < 80  # ... on a dark strip
