"""Themes and languages, switched while the window is open."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from faceapp.services.runtime import SourceState, SourceStatus
from faceapp.ui.appearance import Appearance, theme_for
from faceapp.ui.languages import resolve
from faceapp.ui.main_window import MainWindow
from faceapp.ui.prompts import PromptKind
from faceapp.ui.style import DARK, FAMILIES, LIGHT, Theme, theme

GROUNDS = ("ground", "surface", "raised", "denied_wash", "granted_wash")
INKS = ("text", "muted", "faint", "accent", "granted", "denied", "warning")
FILLS = ("granted_fill", "warning_fill", "denied_fill", "denied_hover", "demo_fill")
PAIRS = (("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent_off", "accent_off"))


def contrast(one: str, other: str) -> float:
    """WCAG 2's contrast ratio of two colours #rrggbb, in [1, 21]."""

    def luminance(colour: str) -> float:
        shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("shown", [DARK, LIGHT], ids=lambda shown: shown.name)
def test_whatever_is_read_stands_out(shown: Theme) -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    colours = dataclasses.asdict(shown)
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS] + list(PAIRS)
    weak = [(ink, ground) for ink, ground in pairs if contrast(colours[ink], colours[ground]) < 4.5]
    assert not weak
    assert all(contrast("#ffffff", colours[fill]) >= 4.5 for fill in FILLS)
    assert all(contrast(colours["text"], colours[ground]) >= 7 for ground in ("ground", "surface", "raised", "hover"))


@pytest.mark.parametrize(
    ("choice", "system", "meant"),
    [
        ("auto", Qt.ColorScheme.Light, LIGHT),
        ("auto", Qt.ColorScheme.Dark, DARK),
        ("auto", Qt.ColorScheme.Unknown, DARK),
        ("light", Qt.ColorScheme.Dark, LIGHT),
        ("dark", Qt.ColorScheme.Light, DARK),
    ],
)
def test_a_choice_means_a_theme(choice: str, system: Qt.ColorScheme, meant: Theme) -> None:
    assert theme_for(choice, system) is meant


@pytest.mark.parametrize(
    ("choice", "system", "meant"),
    [
        ("zh_CN", ["en-GB"], "zh_CN"),
        ("en", ["zh-Hans-CN"], "en"),
        ("auto", ["zh-Hans-CN", "en-US"], "zh_CN"),
        ("auto", ["de-DE", "zh_CN"], "zh_CN"),
        ("auto", ["fr"], "en"),
        ("auto", [], "en"),
    ],
)
def test_a_choice_means_a_language(choice: str, system: list[str], meant: str) -> None:
    assert resolve(choice, system) == meant


def ink_of(icon: QIcon) -> QColor:
    """The colour that most of an icon's strokes have."""
    picture = icon.pixmap(96, 96).toImage()
    colours = [
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    ]
    return QColor(max(set(colours), key=colours.count))


def test_the_theme_changes_under_an_open_window(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, appearance: Appearance, running, make
) -> None:
    window.show_screen("people")
    appearance.set_theme("light")
    assert theme() is LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.ground)
    qtbot.waitUntil(lambda: appearance.idle)
    # The details are filled once for all changes of a turn, and so in one of the next.
    qtbot.waitUntil(lambda: ink_of(window.people._detail._edit.icon()) == QColor(LIGHT.text))
    assert ink_of(window.shell.rail.button("kiosk").icon()) == QColor(LIGHT.muted)
    assert window.grab().toImage().pixelColor(window.width() - 4, window.height() - 4) == QColor(LIGHT.ground)
    window.show_screen("kiosk")
    panel = window.kiosk.panel.grab().toImage()
    assert panel.pixelColor(panel.width() // 2, 4) == QColor(LIGHT.surface)
    appearance.set_theme("dark")
    assert theme() is DARK


def test_the_language_changes_under_an_open_window(
    qtbot: QtBot, window: MainWindow, appearance: Appearance, running, make
) -> None:
    window.show_screen("people")
    running.send(make.result())
    qtbot.waitUntil(lambda: window.kiosk.panel.prompt.kind is PromptKind.IDLE)
    before = texts_of(window)
    appearance.set_language("zh_CN")
    qtbot.waitUntil(lambda: window.people.panel.title.text() == "人员")
    assert window.shell.rail.button("people").text() == "人员"
    assert window.kiosk.panel.prompt.headline == "欢迎"
    assert (
        window.people.panel.view.model()
        .index(0, 0)
        .data(int(Qt.ItemDataRole.AccessibleTextRole))
        .startswith("Ali Demir, 有效, 1 个模板")
    )
    assert QLocale().language() is QLocale.Language.Chinese
    left = {text for text in texts_of(window) & before if re_letters(text)}
    assert left <= {"faceapp", "Ali Demir", "Maria Keller", "default"}  # names, the last of them an encoder's
    appearance.set_language("en")
    qtbot.waitUntil(lambda: window.people.panel.title.text() == "People")
    assert texts_of(window) == before


def re_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def texts_of(window: QWidget) -> set[str]:
    """Whatever the widgets say or tell screen readers."""
    said = set()
    for widget in window.findChildren(QWidget):
        for name in ("text", "placeholderText", "accessibleName", "toolTip", "title"):
            value = widget.property(name)
            if isinstance(value, str) and value and not widget.objectName().startswith("qt_"):
                said.add(value)
    return said


def test_a_lost_camera_is_told_in_the_new_language(
    qtbot: QtBot, window: MainWindow, appearance: Appearance, running
) -> None:
    running.tell(SourceStatus(SourceState.LOST, "Gone.", 9.0))
    qtbot.waitUntil(lambda: window.kiosk.panel.prompt.kind is PromptKind.LOST)
    appearance.set_language("zh_CN")
    qtbot.waitUntil(lambda: window.kiosk.panel.prompt.headline == "没有摄像头")
    assert "秒后重试" in window.kiosk.panel.prompt.detail


def test_the_log_is_written_anew(qtbot: QtBot, window: MainWindow, appearance: Appearance, make) -> None:
    window.kiosk.take_events([make.event(), make.event()])
    before = window.kiosk.log.texts()
    appearance.set_language("zh_CN")
    qtbot.waitUntil(lambda: all("未识别, 拒绝" in text for text in window.kiosk.log.texts()))
    assert len(window.kiosk.log.texts()) == len(before)


def test_qts_own_words_are_translated(qtbot: QtBot, appearance: Appearance) -> None:
    appearance.set_language("zh_CN")
    question = QMessageBox()
    qtbot.addWidget(question)
    question.setStandardButtons(QMessageBox.StandardButton.Cancel)
    assert question.button(QMessageBox.StandardButton.Cancel).text() == "取消"


def test_there_are_families_with_chinese_glyphs() -> None:
    assert any("SC" in family or "YaHei" in family for family in FAMILIES)
    assert QLabel().font().families()[0] == FAMILIES[0]


def test_a_window_that_is_made_after_a_change_has_the_theme_in_use(
    qtbot: QtBot, application, appearance: Appearance
) -> None:
    for choice, meant in (("light", LIGHT), ("dark", DARK)):
        appearance.set_theme(choice)
        window = MainWindow(application, "0", mirrored=True)
        qtbot.addWidget(window)
        assert window.grab().toImage().pixelColor(window.width() - 4, window.height() - 4) == QColor(meant.ground)
        window.end()
