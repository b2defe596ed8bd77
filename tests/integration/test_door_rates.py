"""What scores predict of the door beside what recorded approaches of real people do at it.

Five people, two of whom are lookalikes to the encoder that ships: what is asserted is what is true of them, and that
the prediction from other people's scores is contradicted where a lookalike comes, and told to be.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from faceapp.cli import run_command_line
from faceapp.domain.door_rates import contradicts, falls_short_of
from faceapp.services import door_study
from faceapp.services.door_study import DoorStudy

LOOKALIKES = {"person_a", "person_b"}


@pytest.fixture(scope="module")
def people(clips: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("approaches") / "people"
    for person in sorted(clips.glob("person_*")):
        shutil.copytree(person, folder / person.name)
    return folder


@pytest.fixture(scope="module")
def study(people: Path, tmp_path_factory: pytest.TempPathFactory) -> DoorStudy:
    """The study as the command makes it, at the shipped card's operating point."""
    made: list[DoorStudy] = []
    original: Callable[..., DoorStudy] = door_study.study_door

    def keeping(*arguments: object, **named: object) -> DoorStudy:
        made.append(original(*arguments, **named))
        return made[-1]

    folder = tmp_path_factory.mktemp("study")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door_study, "study_door", keeping)
        arguments = ["--data-dir", folder / "data", "study", "door", "--clips", people, "--out", folder]
        assert run_command_line([str(argument) for argument in arguments]) == 0
    page = (folder / "door.md").read_text(encoding="utf-8")
    print(page)
    assert "The prediction fails for person_a and person_b" in page
    return made[0]


def test_the_cohort_predicts_few_strangers_let_in(study: DoorStudy) -> None:
    assert [trial.stranger for trial in study.strangers] == [f"person_{letter}" for letter in "abcde"]
    for trial in study.strangers:
        predicted = trial.rates.cohort_fpir
        assert predicted is not None and predicted.people == 500
        assert predicted.rate.value < 0.01 and predicted.rate.high < 0.02
        assert len(trial.enrolled) == 4 and trial.rates.enrolled == 4


def test_a_lookalike_is_let_in_and_contradicts_it(study: DoorStudy) -> None:
    for trial in study.strangers:
        granted = {answer.granted for answer in trial.answers}
        seen, predicted = trial.rates.recorded_fpir, trial.rates.cohort_fpir
        assert seen is not None and predicted is not None and seen.people == 1
        if trial.stranger in LOOKALIKES:
            (other,) = LOOKALIKES - {trial.stranger}
            assert granted == {other}, "every approach"
            assert contradicts(seen, predicted)
            assert trial.rates.fpir is not trial.rates.cohort_fpir, "what was contradicted is not reported"
        else:
            assert granted == {None}
            assert not contradicts(seen, predicted)


def test_both_lookalikes_enrolled_tell_it_before_a_stranger_comes(study: DoorStudy) -> None:
    for trial in study.strangers:
        before, predicted = trial.rates.site_fpir, trial.rates.cohort_fpir
        assert before is not None and predicted is not None
        assert contradicts(before, predicted) is (trial.stranger not in LOOKALIKES)
        assert trial.rates.cohort_contradicted


def test_the_people_enrolled_are_let_in_about_as_often_as_predicted(study: DoorStudy) -> None:
    genuine = study.genuine
    assert genuine.one_source == ("person_e",)
    assert genuine.predicted is not None and genuine.realised is not None
    missed = [answer for answer in genuine.answers if answer.granted != answer.person]
    assert genuine.realised.rate.value == len(missed) / len(genuine.answers)
    assert {answer.person for answer in genuine.answers} == {f"person_{letter}" for letter in "abcd"}
    assert not contradicts(genuine.realised, genuine.predicted)
    assert not falls_short_of(genuine.realised, genuine.predicted)
    # Nobody who is enrolled is let in as another, not even a lookalike.
    assert {answer.granted for answer in missed} <= {None}


def test_a_folder_of_one_person_is_refused(people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(people / "person_e", tmp_path / "people" / "person_e")
    arguments = ["--data-dir", tmp_path / "data", "study", "door", "--clips", tmp_path / "people", "--out", tmp_path]
    assert run_command_line([str(argument) for argument in arguments]) != 0
    assert "It takes two" in capsys.readouterr().err
    assert not (tmp_path / "door.md").exists()
