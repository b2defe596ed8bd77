"""An import of a folder per person: it goes on, stops, stores nobody by half, and remembers how far it is."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from faceapp.domain.errors import FaceNotUsableError, ImportUnderWayError, StorageError
from faceapp.domain.messages import Message
from faceapp.domain.records import Person
from faceapp.services.enrolment import EnrolmentReport, Rejection
from faceapp.services.folder_import import ImportOutcome, import_folders
from faceapp.services.folder_preview import FolderPreview, ImportPlan, ImportPreview, Unused, UnusedEntry
from faceapp.services.import_journal import ImportJournal, UnfinishedImport
from faceapp.services.import_report import COLUMNS, write_import_report
from faceapp.storage.database import open_database
from faceapp.storage.lock import ImportLock

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SITE = Path("site")
ADA = FolderPreview(
    SITE / "Ada",
    "Ada",
    ImportPlan.ENROL,
    (SITE / "Ada" / "1.jpg", SITE / "Ada" / "2.PNG"),
    (),
    (UnusedEntry(SITE / "Ada" / "a.txt", Unused.OTHER_KIND),),
)
BEN = FolderPreview(SITE / "Ben", "Ben", ImportPlan.ALREADY_THERE)
CEM = FolderPreview(SITE / "Cem", "Cem", ImportPlan.NOTHING)
DAN = FolderPreview(SITE / "Dan", "Dan", ImportPlan.ENROL, (SITE / "Dan" / "1.jpg",), (SITE / "Dan" / "2.mp4",))
PREVIEW = ImportPreview(SITE, (ADA, BEN, CEM, DAN), (UnusedEntry(SITE / "b.mp4", Unused.BESIDE),))


@pytest.fixture
def journal(tmp_path: Path) -> ImportJournal:
    return ImportJournal(lambda: open_database(tmp_path / "a.db"), ImportLock(tmp_path))


class Enrols:
    """Enrols as told: an error for a name, or else a report."""

    def __init__(self, **errors: BaseException) -> None:
        self.errors = errors
        self.asked: dict[str, list[str]] = {}
        self.rejected = (Rejection("2.PNG", "No face was found."),)

    def __call__(
        self, name: str, *, files: Sequence[Path], skip_unusable: bool, on_progress: Callable[[float, str], None]
    ) -> EnrolmentReport:
        assert skip_unusable
        on_progress(0.5, "1.jpg")
        if name in self.errors:
            raise self.errors[name]
        self.asked[name] = [file.name for file in files]
        return EnrolmentReport(Person(7, name, 2, NOW), ("1.jpg",), self.rejected)


def test_an_import_goes_on_after_somebody_who_cannot_be_enrolled(journal: ImportJournal) -> None:
    enrols = Enrols(Ada=FaceNotUsableError(Message("No face was found."), hint=Message("Use another.")))
    told: list[ImportOutcome] = []
    shares: list[tuple[float, str]] = []
    outcomes = import_folders(
        PREVIEW,
        enrols,
        journal,
        on_progress=lambda share, name: shares.append((share, name)),
        on_outcome=told.append,
    )
    assert told == outcomes
    assert [(outcome.name, outcome.report is None) for outcome in outcomes] == [("Ada", True), ("Dan", False)]
    assert outcomes[0].reason == "No face was found. Use another." and outcomes[0].left_out == ()
    assert isinstance(outcomes[0].reason, Message), "a window says it in its language"
    assert [rejection.source for rejection in outcomes[1].left_out] == ["2.PNG"]
    assert enrols.asked == {"Dan": ["1.jpg", "2.mp4"]}, "what was previewed, and nothing else"
    # A clip takes as long as 25 pictures: 2 of 28 for Ada, 26 for Dan.
    assert shares == [(0.0, "Ada"), (pytest.approx(1 / 28), "Ada"), (2 / 28, "Dan"), (pytest.approx(15 / 28), "Dan")]


def test_a_folders_files_are_called_as_they_are_there(journal: ImportJournal) -> None:
    picture, other = SITE / "Ada" / "1.jpg", Path("elsewhere") / "1.jpg"
    why = Message("'{path}' is empty, and not '{other}'.", path=str(picture), other=other)
    left_out = Rejection("1.jpg", Message("'{path}' cannot be read.", path=SITE / "Dan" / "1.jpg"))
    enrols = Enrols(
        Ada=FaceNotUsableError(
            Message("{source}: {sentence}", source="1.jpg", sentence=why), hint=Message("Use another.")
        )
    )
    enrols.rejected = (left_out,)
    ada, dan = import_folders(PREVIEW, enrols, journal)
    assert ada.reason == "1.jpg: '1.jpg' is empty, and not 'elsewhere/1.jpg'. Use another."
    assert isinstance(ada.reason, Message)
    assert [one.sentence for one in dan.left_out] == ["'1.jpg' cannot be read."]


def test_a_name_is_no_path(journal: ImportJournal) -> None:
    folder = Path("Hana Kim")
    hana = FolderPreview(folder, "Hana Kim", ImportPlan.ENROL, (folder / "1.jpg",), ())
    taken = Message("'{name}' is enrolled already, beside '{folder}'.", name="Hana Kim", folder=folder)
    enrols = Enrols(**{"Hana Kim": FaceNotUsableError(taken, hint=Message("Use another name."))})
    (outcome,) = import_folders(ImportPreview(Path(), (hana,), ()), enrols, journal)
    assert outcome.reason == "'Hana Kim' is enrolled already, beside 'Hana Kim'. Use another name."


def test_a_stop_in_the_middle_of_a_person_leaves_that_person_out(journal: ImportJournal) -> None:
    enrols = Enrols()
    calls = 0

    def should_stop() -> bool:
        nonlocal calls
        calls += 1
        return calls > 3  # Ada's two looks, and Dan's first

    outcomes = import_folders(PREVIEW, enrols, journal, should_stop=should_stop)
    assert [outcome.name for outcome in outcomes] == list(enrols.asked) == ["Ada"]


@pytest.mark.parametrize("end", [StorageError("The disk is full.", hint="Free some."), SystemExit(9)])
def test_whatever_ends_an_import_is_remembered_until_it_was_told(journal: ImportJournal, end: BaseException) -> None:
    assert journal.unfinished() is None
    with pytest.raises(type(end)):
        import_folders(PREVIEW, Enrols(Dan=end), journal)
    cut_off = journal.unfinished()
    assert cut_off == UnfinishedImport("site", wanted=2, enrolled=1, looked_at=1)
    assert cut_off.sentence.startswith("The last import, from “site”, was cut off: 1 of 2 people were enrolled")
    journal.end()
    journal.end()
    assert journal.unfinished() is None
    journal.note(enrolled=1, looked_at=1)
    assert journal.unfinished() is None


def test_another_import_takes_the_place_of_one_that_was_cut_off(journal: ImportJournal) -> None:
    with pytest.raises(SystemExit):
        import_folders(PREVIEW, Enrols(Ada=SystemExit(9)), journal)
    import_folders(ImportPreview(SITE / "more", (DAN,)), Enrols(), journal)
    assert journal.unfinished() == UnfinishedImport(str(SITE / "more"), 1, 1, 1)


def test_one_that_is_under_way_is_none_that_was_cut_off(journal: ImportJournal, tmp_path: Path) -> None:
    window = ImportJournal(lambda: open_database(tmp_path / "a.db"), ImportLock(tmp_path))
    seen: list[UnfinishedImport | None] = []

    def look(outcome: ImportOutcome) -> None:
        seen.append(window.unfinished())
        window.end()  # whoever dismisses a former one forgets none that goes on
        with pytest.raises(ImportUnderWayError, match="already"):
            import_folders(PREVIEW, Enrols(), window)

    with pytest.raises(KeyboardInterrupt):
        import_folders(PREVIEW, Enrols(Dan=KeyboardInterrupt()), journal, on_outcome=look)
    assert seen == [None]
    assert window.unfinished() == UnfinishedImport("site", 2, 1, 1)
    window.end()
    assert window.unfinished() is None


def test_nothing_to_import(journal: ImportJournal) -> None:
    assert import_folders(ImportPreview(SITE, ()), Enrols(), journal) == []


def test_a_report_accounts_for_every_folder_and_file(tmp_path: Path) -> None:
    outcomes = [
        ImportOutcome(
            ADA.folder, "Ada", EnrolmentReport(Person(7, "Ada", 1, NOW), ("1.jpg",), (Rejection("2.PNG", "No face."),))
        )
    ]
    write_import_report(tmp_path / "a.csv", PREVIEW, outcomes, say=str.upper)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        list(COLUMNS),
        ["Ada", "Ada", "7", "", "enrolled", ""],
        ["Ada", "Ada", "7", "2.PNG", "not_used", "NO FACE."],
        ["Ada", "Ada", "7", "a.txt", "not_used", "NEITHER A PICTURE NOR A CLIP OF A KIND THAT CAN BE READ."],
        ["Ben", "Ben", "", "", "already_there", "ALREADY ENROLLED: STAYS AS IT IS."],
        ["Cem", "Cem", "", "", "left_out", "LEFT OUT: IT HOLDS NO PICTURE AND NO CLIP."],
        ["Dan", "Dan", "", "", "not_looked_at", "THE IMPORT ENDED BEFORE."],
        ["", "", "", "b.mp4", "not_used", Unused.BESIDE.sentence.upper()],
    ]
    write_import_report(tmp_path / "a.csv", PREVIEW, [ImportOutcome(DAN.folder, "Dan", None, "No face.")])
    assert "Dan,Dan,,,not_enrolled,No face." in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
