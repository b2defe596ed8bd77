"""A folder per person: the preview, and an import that goes on, stops, and stores nobody by half."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from faceapp.domain.errors import FaceNotUsableError, SourceError, StorageError
from faceapp.domain.records import Person
from faceapp.services.enrolment import EnrolmentReport, Rejection
from faceapp.services.folder_import import ImportOutcome, ImportPlan, import_folders, preview_folders

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Folders of five people, one of them enrolled, one empty, one without a proper name, and a stray file."""
    for name in (
        "Ada/1.jpg",
        "Ada/2.PNG",
        "Ada/walk.mp4",
        "Ada/.hidden.jpg",
        "Ben/1.jpg",
        "Cem/letter.txt",
        "Dan/1.gif",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "\u202e").mkdir()
    (tmp_path / "\u202e" / "1.jpg").touch()
    (tmp_path / "readme.txt").touch()
    return tmp_path


class Enrols:
    """Enrols as told: an error for a name, or else a report."""

    def __init__(self, **errors: Exception) -> None:
        self.errors = errors
        self.asked: list[str] = []

    def __call__(
        self, name: str, *, files: Sequence[Path], skip_unusable: bool, on_progress: Callable[[float, str], None]
    ) -> EnrolmentReport:
        assert skip_unusable and [file.name for file in files] == [name]
        on_progress(0.5, "1.jpg")
        if name in self.errors:
            raise self.errors[name]
        self.asked.append(name)
        return EnrolmentReport(Person(1, name, 2, NOW), ("1.jpg",), (Rejection("2.PNG", "No face was found."),))


def test_a_preview_counts_and_says_what_would_be_done(directory: Path) -> None:
    found = {entry.name: entry for entry in preview_folders(directory, {"Ben"})}
    assert {name: entry.plan for name, entry in found.items()} == {
        "Ada": ImportPlan.ENROL,
        "Ben": ImportPlan.NAME_TAKEN,
        "Cem": ImportPlan.EMPTY,
        "Dan": ImportPlan.ENROL,
        "\u202e": ImportPlan.BAD_NAME,
    }
    assert (found["Ada"].pictures, found["Ada"].clips, found["Dan"].clips) == (2, 1, 1)
    with pytest.raises(SourceError):
        preview_folders(directory / "nowhere", ())


def test_an_import_goes_on_after_somebody_who_cannot_be_enrolled(directory: Path) -> None:
    enrols = Enrols(Ada=FaceNotUsableError("No face was found.", hint="Use another."))
    told: list[ImportOutcome] = []
    shares: list[tuple[float, str]] = []
    outcomes = import_folders(
        preview_folders(directory, {"Ben"}),
        enrols,
        on_progress=lambda share, name: shares.append((share, name)),
        on_outcome=told.append,
    )
    assert told == outcomes
    assert [(outcome.name, outcome.report is None) for outcome in outcomes] == [("Ada", True), ("Dan", False)]
    assert outcomes[0].reason.startswith("No face was found.") and outcomes[0].left_out == ()
    assert [rejection.source for rejection in outcomes[1].left_out] == ["2.PNG"]
    assert shares == [(0.0, "Ada"), (0.25, "Ada"), (0.5, "Dan"), (0.75, "Dan")]


def test_a_stop_in_the_middle_of_a_person_leaves_that_person_out(directory: Path) -> None:
    enrols = Enrols()
    calls = 0

    def should_stop() -> bool:
        nonlocal calls
        calls += 1
        return calls > 3  # Ada's two looks, and Dan's first

    outcomes = import_folders(preview_folders(directory, {"Ben"}), enrols, should_stop=should_stop)
    assert [outcome.name for outcome in outcomes] == enrols.asked == ["Ada"]


def test_a_full_disk_ends_the_import(directory: Path) -> None:
    with pytest.raises(StorageError):
        import_folders(preview_folders(directory, ()), Enrols(Ben=StorageError("The disk is full.", hint="Free some.")))


def test_nothing_to_import(directory: Path) -> None:
    assert import_folders((), Enrols()) == []
