"""The calibration screen on a small application: finding, refusing, moving, applying, going back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from faceapp.app import Application
from faceapp.config import Settings
from faceapp.domain import claims, claims_by_hand, claims_in_force
from faceapp.domain.errors import SourceError
from faceapp.services.calibration import Calibration
from faceapp.storage.people import NewTemplate, PeopleRepository
from faceapp.ui.appearance import Appearance
from faceapp.ui.calibration_screen import CalibrationScreen
from faceapp.ui.calibration_target import PRESETS

WAIT_MS = 30_000


def enrol(application: Application, people: int, *, first: int = 0, seed: int = 0, spread: float = 0.1) -> None:
    """Enrol people with two templates of one session and one of another, as far apart as chance has it."""
    random = np.random.default_rng(seed)
    size = application.card.network.embedding_size
    with closing(application.database()) as database:
        repository = PeopleRepository(database)
        for person in range(first, first + people):
            direction = random.normal(size=size)
            direction /= np.linalg.norm(direction)
            made = []
            for number in range(3):
                embedding = direction + spread * random.normal(size=size)
                embedding = (embedding / np.linalg.norm(embedding)).astype(np.float32)
                source = f"clip {number % 2}.mkv at {number}.0 s"
                made.append(NewTemplate(embedding, application.card.encoder_id, 0.9, source))
            repository.enrol(f"Person {person}", made, datetime.now(UTC))


@pytest.fixture
def site(tmp_path: Path, write_tiny_encoder: Callable[..., Path]) -> Iterator[Application]:
    """A site with an encoder that ships no cohort, and nobody enrolled."""
    settings = Settings.model_validate(
        {"encoder": {"model": str(write_tiny_encoder(tmp_path / "tiny"))}, "decision": {"target_fmr": 0.01}}
    )
    application = Application.open(tmp_path / "data", settings, exclusive=False)
    yield application
    application.close()


def open_screen(qtbot: QtBot, application: Application) -> CalibrationScreen:
    made = CalibrationScreen(application.calibration, author=lambda: "ada")
    qtbot.addWidget(made)
    made.resize(1600, 900)
    made.show()
    qtbot.waitUntil(lambda: made.idle, timeout=WAIT_MS)
    return made


@pytest.fixture
def screen(qtbot: QtBot, site: Application) -> Iterator[CalibrationScreen]:
    """The screen of a site with 60 people, as it looks when it is opened."""
    enrol(site, 60)
    made = open_screen(qtbot, site)
    yield made
    made.stop()


def find(qtbot: QtBot, screen: CalibrationScreen, number: int = 100) -> Calibration:
    """Find the threshold for a rate of 1 in so many, as a user would."""
    screen.target.own_choice.click()
    screen.target.own.setValue(number)
    screen.find_bar.start.click()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    assert screen.result._prepared is not None
    return screen.result._prepared.result


def answer(button_text: str, said: list[str]) -> None:
    """Press a button of the question that is about to open."""

    def press() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QMessageBox)
        said.append(f"{question.text()} {question.informativeText()}")
        next(button for button in question.buttons() if button.text() == button_text).click()

    QTimer.singleShot(0, press)


def seen_whole(screen: CalibrationScreen, widget: QWidget) -> bool:
    """Whether no part of a widget is cut off or scrolled away."""
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize("size", [(732, 480), (420, 720), (1100, 560), (1240, 500), (1820, 1080)])
def test_the_search_and_its_progress_are_in_sight_in_any_window(
    qtbot: QtBot, screen: CalibrationScreen, site: Application, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    go_on = threading.Event()
    calibrate = site.calibration.calibrate

    def slowly(*arguments: object, **options: object) -> Calibration:
        assert go_on.wait(20)
        return calibrate(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(site.calibration, "calibrate", slowly)
    screen.resize(*size)
    screen.target.ask_for_rate(100)
    QApplication.processEvents()
    assert seen_whole(screen, screen.find_bar.start)
    assert "1 in 100" in screen.find_bar._words.text()
    screen.find_bar.start.setFocus()
    qtbot.keyClick(screen.find_bar.start, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert seen_whole(screen, screen.strip)
    assert screen.strip._cancel.hasFocus()
    go_on.set()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    bar = screen._area.verticalScrollBar()
    if not screen._wide:
        qtbot.waitUntil(lambda: screen.find_bar.isHidden())  # the result has the little room
    bar.setValue(0)
    qtbot.waitUntil(lambda: seen_whole(screen, screen.find_bar.start))


def test_what_is_in_force_is_told(screen: CalibrationScreen, site: Application) -> None:
    card = site.threshold_in_force.card
    assert card is not None
    assert screen.standing.text.startswith(f"{card.threshold:.3f}")
    assert claims_in_force.claim_card(card) in screen.standing.text
    assert screen.standing.notice.isHidden()
    assert "Nothing was put in force yet" in screen.history._empty.text()
    assert screen.empty.isVisible()


def test_a_threshold_is_found_and_told_with_its_evidence(qtbot: QtBot, screen: CalibrationScreen) -> None:
    result = find(qtbot, screen)
    chosen = result.choice.threshold
    assert chosen is not None
    panel = screen.result
    assert panel.threshold == chosen
    assert panel._head.text() == "For a false match rate of 1 in 100"
    assert claims.claim_false_matches(result.choice) in panel._claim.text()
    assert claims.claim_evidence(result.choice) in panel._claim.text()
    assert result.door is not None and result.door.fpir is not None
    strangers, genuine, different, same = panel.claims.new
    assert strangers.sentence.text() == claims.claim_strangers(result.door.fpir, 60, result.door.modelled_fpir)
    assert strangers.figure.text() == claims_by_hand.figure(result.door.fpir.rate)
    assert strangers.interval.text() == claims_by_hand.interval(result.door.fpir.rate)
    assert genuine.sentence.text() == claims.claim_genuine(result.door.fnir, result.door.one_source)
    assert claims.claim_false_matches(result.choice) in different.sentence.text()
    assert same.sentence.text() == claims.claim_false_non_matches(result.fnmr, result.fnmr_source)
    assert screen.empty.isHidden()
    assert panel.brief.text().count("\n") == 1


def test_a_moved_threshold_never_stands_beside_an_old_figure(qtbot: QtBot, screen: CalibrationScreen) -> None:
    result = find(qtbot, screen)
    panel = screen.result
    qtbot.keyClick(panel.scores, Qt.Key.Key_PageUp)
    moved = panel.threshold
    assert moved == pytest.approx(result.choice.threshold + 0.01, abs=1e-3)
    for cell in panel.claims.new[:2]:
        assert cell.text == f"Being worked out for {moved:.3f}…"
    rate = result.curve.at(moved)
    assert panel.claims.new[2].figure.text() == claims_by_hand.figure(rate)
    assert not panel.apply.isEnabled()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    door = panel.door.rates(moved)
    assert door is not None and door.fpir is not None
    assert panel.claims.new[0].sentence.text() == claims.claim_strangers(door.fpir, 60, door.modelled_fpir)
    assert panel.apply.isEnabled()


def test_the_line_follows_mouse_keyboard_field_and_buttons(qtbot: QtBot, screen: CalibrationScreen) -> None:
    find(qtbot, screen)
    panel, chart = screen.result, screen.result.scores
    across = chart._across()
    place = QPoint(round(across.px(0.5)), chart.height() // 2)
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=place)
    assert panel.threshold == pytest.approx(0.5, abs=0.005)
    qtbot.mouseMove(chart, place + QPoint(40, 0))
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=place + QPoint(40, 0))
    dragged = panel.threshold
    assert dragged == pytest.approx(across.value(place.x() + 40), abs=0.002)
    assert panel.box.value() == pytest.approx(dragged, abs=1e-9)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert panel.threshold == pytest.approx(dragged - 0.001)
    panel._higher.click()
    assert panel.threshold == pytest.approx(dragged + 0.009)
    panel.box.selectAll()
    qtbot.keyClicks(panel.box, "0.7")
    qtbot.keyClick(panel.box, Qt.Key.Key_Return)
    assert panel.threshold == pytest.approx(0.7)
    assert "0.700" in chart.accessibleDescription()


def test_a_lower_threshold_is_refused_with_what_could_be_claimed(qtbot: QtBot, screen: CalibrationScreen) -> None:
    result = find(qtbot, screen, 200)
    panel, chosen = screen.result, result.choice.threshold
    assert chosen is not None
    panel.move_to(chosen - 0.05)
    assert panel.apply.isHidden()
    assert (
        claims_by_hand.refuse_by_hand(result.choice, panel.threshold, result.fmr_at(panel.threshold))
        in panel._why_not.text()
    )
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    # It may still be looked at.
    assert panel.claims.new[0].figure.text()
    assert panel.back.text() == f"Back to {chosen:.3f}"
    panel.back.click()
    assert panel.threshold == chosen
    assert panel.apply.isVisible()
    panel.move_to(0.8)
    panel.move_to(chosen + 0.0004)  # snaps
    assert panel.threshold == chosen


def test_a_refused_target_says_what_is_missing_and_what_would_do(qtbot: QtBot, screen: CalibrationScreen) -> None:
    screen.target.presets[PRESETS.index(100_000)].click()
    screen.find_bar.start.click()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    panel = screen.result
    assert panel._prepared is not None
    refused = panel._prepared.result.choice
    assert refused.threshold is None and refused.missing is not None
    assert claims.claim_missing(refused.missing) in panel._refusal_words.text()
    assert panel._refusal.isVisible()
    assert panel._claim.isHidden()
    assert panel.apply.isHidden()
    assert panel.other.isVisible()
    panel.other.click()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    assert panel._prepared.result.choice.threshold is not None
    assert panel._prepared.result.choice.target_fmr >= refused.least_fmr
    assert screen.target.own_choice.isChecked()


def test_a_threshold_is_put_in_force_with_its_claim_and_note(
    qtbot: QtBot, screen: CalibrationScreen, site: Application
) -> None:
    result = find(qtbot, screen)
    panel = screen.result
    panel.move_to(panel.threshold + 0.03)
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    raised = panel.threshold
    panel.note.setText("Two people look alike.")
    with qtbot.waitSignal(screen.changed, timeout=WAIT_MS):
        panel.apply.click()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    applied = site.threshold_in_force.applied
    assert applied is not None
    assert (applied.threshold, applied.author, applied.note) == (raised, "ada", "Two people look alike.")
    assert applied.target_fmr == 0.01
    counted = result.curve.at(raised)
    assert (applied.fmr, applied.fmr_upper) == (counted.value, counted.high)
    door = panel.door.rates(raised)
    assert door is not None and door.fpir is not None
    assert (applied.fpir, applied.fpir_upper) == (door.fpir.rate.value, door.fpir.rate.high)
    assert f"{raised:.3f} is in force, as number 1." in screen._done_words.text()
    assert "by ada" in screen.standing.text
    assert "“Two people look alike.”" in screen.standing.text
    assert claims_in_force.claim_applied(applied) in screen.standing.text
    # It is not compared with itself.
    assert panel.claims.present[0].isHidden()
    panel.back.click()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    assert panel.claims._heads[1].text() == f"At {raised:.3f}, in force"
    assert panel.claims.present[0].sentence.text() == claims.claim_strangers(door.fpir, 60, door.modelled_fpir)
    assert "lower than the one in force" in panel._difference.text()


def test_history_is_told_and_gone_back_to_after_one_question(
    qtbot: QtBot, screen: CalibrationScreen, site: Application
) -> None:
    for number in (100, 200):
        find(qtbot, screen, number)
        screen.result.apply.click()
        qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    first, second = reversed(site.calibration.history())
    newest, oldest = screen.history.entries
    assert f"{second.threshold:.3f}, for a false match rate of 1 in 200" in newest.text
    assert newest.back.isHidden()
    said: list[str] = []
    answer("Leave as it is", said)
    oldest.back.click()
    assert site.threshold_in_force.threshold == second.threshold
    answer("Put in force", said)
    oldest.back.click()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    assert site.threshold_in_force.threshold == first.threshold
    assert said == [said[0]] * 2
    assert f"Put {first.threshold:.3f} in force again?" in said[0]
    assert len(screen.history.entries) == 3
    answer("Put in force", said)
    screen.history.reset.click()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    assert site.threshold_in_force.card is not None
    assert screen._done_words.text() == "The encoder's own threshold is in force."


def test_a_gallery_that_outgrew_its_threshold_is_offered_a_new_one(
    qtbot: QtBot, screen: CalibrationScreen, site: Application
) -> None:
    find(qtbot, screen)
    screen.result.apply.click()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    before = site.threshold_in_force
    enrol(site, 65, first=60, seed=1)
    screen.hide()
    screen.show()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    outgrown = site.calibration.outgrown()
    assert outgrown is not None
    assert screen.standing.notice.words.text() == claims.claim_outgrown(outgrown)
    screen.standing.notice.renew.click()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    assert screen.result._prepared is not None
    wanted = screen.result._prepared.result.target.fmr
    assert wanted == pytest.approx(0.01 * 180 / 375, rel=0.01)  # as many times smaller as there are more templates
    assert site.threshold_in_force == before  # nothing is changed by it


def test_days_are_asked_for_and_told_in_days(qtbot: QtBot, screen: CalibrationScreen) -> None:
    screen.target.days_choice.click()
    screen.target.days.setValue(3)
    screen.target.attempts.setValue(1)
    screen.find_bar.start.click()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    assert screen.result._prepared is not None
    target = screen.result._prepared.result.target
    assert (target.days, target.attempts_per_day) == (3.0, 1.0)
    assert screen.result._head.text() == "For one false entry in 3 days with 1 stranger's attempt a day"


def test_nobody_enrolled_and_no_cohort_is_told_with_what_to_do(qtbot: QtBot, site: Application) -> None:
    screen = open_screen(qtbot, site)
    assert not screen.target.days_choice.isEnabled()
    with qtbot.waitSignal(screen.failed, timeout=WAIT_MS) as told:
        screen.find_bar.start.click()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    assert "no two people to compare" in str(told.args[0])
    assert screen.result.isHidden()
    assert screen.find_bar.start.isEnabled()
    screen.stop()


def test_finding_is_stopped_and_changes_nothing(
    qtbot: QtBot, screen: CalibrationScreen, site: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    calibrate = site.calibration.calibrate

    def slowly(*arguments: object, **options: object) -> Calibration:
        begun.set()
        assert go_on.wait(20)
        return calibrate(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(site.calibration, "calibrate", slowly)
    screen.find_bar.start.click()
    assert begun.wait(20)
    assert screen.strip.isVisible()
    assert not screen.find_bar.start.isEnabled()
    screen.strip._cancel.click()
    go_on.set()
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    assert screen.strip.isHidden()
    assert screen.result.isHidden()
    assert screen.find_bar.start.isEnabled()
    assert site.calibration.history() == []


def test_closing_meanwhile_ends_the_work(
    qtbot: QtBot, screen: CalibrationScreen, site: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(qtbot, screen)
    begun = threading.Event()

    def forever(threshold: float, *, tracks: object, should_stop: Callable[[], bool]) -> None:
        begun.set()
        assert should_stop.__self__.wait(20)  # type: ignore[attr-defined]

    monkeypatch.setattr(site.calibration, "assess", forever)
    screen.result.move_to(0.9)
    qtbot.waitUntil(begun.is_set, timeout=WAIT_MS)
    screen.stop()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("faceapp")]


def test_an_unknown_door_rate_is_told_and_does_not_bar_the_threshold(
    qtbot: QtBot, screen: CalibrationScreen, site: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(qtbot, screen)

    def failing(threshold: float, **_options: object) -> None:
        raise SourceError("The clips are gone.", hint="Choose another folder.")

    monkeypatch.setattr(site.calibration, "assess", failing)
    screen.result.move_to(screen.result.threshold + 0.02)
    qtbot.waitUntil(lambda: screen.idle, timeout=WAIT_MS)
    assert screen.result.claims.new[0].text == "The clips are gone."
    assert screen.result.apply.isEnabled()


def test_folders_are_chosen_and_left_out_again(
    qtbot: QtBot, screen: CalibrationScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "pictures"
    monkeypatch.setattr(
        "faceapp.ui.calibration_target.QFileDialog.getExistingDirectory", lambda *_arguments: str(chosen)
    )
    screen.target.images._choose.click()
    assert screen.target.wish.images == chosen
    assert "pictures" in screen.target.images._shown.text()
    with qtbot.waitSignal(screen.failed, timeout=WAIT_MS) as told:
        screen.find_bar.start.click()
    assert "no folder" in str(told.args[0])
    screen.target.images._clear.click()
    assert screen.target.wish.images is None
    screen.target.replay.set_path(chosen)
    assert screen.target.wish.replay == chosen


def test_a_threshold_of_another_encoder_is_told(
    qtbot: QtBot, site: Application, tmp_path: Path, write_tiny_encoder: Callable[..., Path]
) -> None:
    enrol(site, 60)
    result = site.calibration.calibrate(0.01)
    site.calibration.apply(result, author="ada", now=datetime.now(UTC))
    settings = Settings.model_validate(
        {
            "encoder": {"model": str(write_tiny_encoder(tmp_path / "other", seed=1, name="other"))},
            "decision": {"target_fmr": 0.01},
        }
    )
    other = Application.open(site.data_dir, settings, exclusive=False)
    screen = open_screen(qtbot, other)
    assert "No threshold is in force" in screen.standing.text
    assert "is of the encoder" in screen.standing.text
    (entry,) = screen.history.entries
    assert entry.back.isHidden()
    screen.stop()
    other.close()


@pytest.mark.parametrize("size", [(720, 480), (1840, 1080)])
def test_languages_and_themes_are_followed(
    qtbot: QtBot, screen: CalibrationScreen, appearance: Appearance, size: tuple[int, int]
) -> None:
    screen.resize(*size)
    find(qtbot, screen)
    assert screen.history.parentWidget() is not None
    assert screen._area.widget().minimumSizeHint().width() <= screen._area.viewport().width()
    if size[0] < 1000:
        bar = screen._area.verticalScrollBar()
        qtbot.waitUntil(lambda: bar.value() > 0)  # the result has come into view
        assert screen.result.brief.isVisible()
    appearance.set_language("zh_CN")
    appearance.set_theme("light")
    qtbot.waitUntil(lambda: screen._title.text() != "Calibration")
    QApplication.processEvents()
    assert "threshold" not in screen.result._claim.text().casefold()
    assert "attempt" not in screen.result.brief.text()
    assert screen._area.widget().minimumSizeHint().width() <= screen._area.viewport().width()
    screen.grab()
