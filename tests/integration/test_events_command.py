"""Decisions from the command line: listed, marked, taken back, and watched for falling scores."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from faceapp.app import Application
from faceapp.cli import run_command_line
from faceapp.config import Settings
from faceapp.domain.event_labels import Label
from faceapp.domain.records import AccessEvent, Outcome, Reason
from faceapp.services.access import AccessControl
from faceapp.storage.event_labels import EventLabelsRepository, labelled_comparisons
from faceapp.storage.events import EventsRepository
from faceapp.storage.people import NewTemplate, PeopleRepository

Command = Callable[..., tuple[int, str, str]]

# Times within a week are told from here, so that no week is torn whenever the test runs.
MONDAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
MONDAY -= timedelta(days=MONDAY.weekday())
LONG_AGO = datetime.now(UTC) - timedelta(weeks=40)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def faceapp(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_command_line(["--data-dir", str(data_dir), *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def site(data_dir: Path) -> Iterator[Application]:
    """Ann, id 1, and Bob, id 2, enrolled long ago."""
    application = Application.open(data_dir, Settings(), exclusive=False)
    size = application.card.network.embedding_size
    with closing(application.database()) as database:
        for number, name in enumerate(("Ann", "Bob")):
            unit = np.eye(size, dtype=np.float32)[number]
            template = NewTemplate(unit, application.card.encoder_id, 1.0, "photo")
            PeopleRepository(database).enrol(name, [template], LONG_AGO)
    yield application
    application.close()


def record(application: Application, *changes: dict[str, Any]) -> list[int]:
    """Store grants to Ann, each changed as told; returns their ids."""
    grant = AccessEvent(
        event_id=None,
        occurred_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        source="front",
        track_id=1,
        outcome=Outcome.GRANTED,
        reason=Reason.MATCHED,
        person_id=1,
        score=0.75,
        threshold=0.5,
        frames=5,
        latency_s=0.25,
        encoder_id=application.card.encoder_id,
        similarity="cosine",
    )
    with closing(application.database()) as database:
        events = EventsRepository(database)
        return [events.add(replace(grant, **change)).event_id or 0 for change in changes]


DENIED: dict[str, Any] = {"outcome": Outcome.DENIED, "reason": Reason.UNKNOWN, "person_id": None, "score": 0.4}


def as_json(told: tuple[int, str, str]) -> Any:
    code, out, err = told
    assert code == 0, err
    return json.loads(out)


def test_decisions_are_listed_with_what_was_said_of_them(site: Application, faceapp: Command) -> None:
    assert faceapp("events", "list") == (0, "Nothing was decided yet.\n", "")
    assert as_json(faceapp("events", "list", "--json")) == []
    record(site, {}, DENIED, {"person_id": 2}, {**DENIED, "score": None, "reason": Reason.UNUSABLE})
    assert faceapp("events", "mark", 1, "--wrong", "--note", "saw it")[0] == 0
    assert faceapp("events", "mark", 2, "--missed", 2)[0] == 0
    assert faceapp("events", "mark", 3, "--right")[0] == 0
    told = as_json(faceapp("events", "list", "--json"))
    assert [event["id"] for event in told] == [4, 3, 2, 1]
    labels = [event["label"] for event in told]
    assert labels[0] is None
    assert [(label["label"], label["person_id"], label["note"]) for label in labels[1:]] == [
        ("right", None, ""),
        ("missed", 2, ""),
        ("wrong_person", None, "saw it"),
    ]
    assert {key: value for key, value in told[3].items() if key != "label"} == {
        "id": 1,
        "occurred_at": "2026-03-01T12:00:00+00:00",
        "source": "front",
        "outcome": "granted",
        "reason": "matched",
        "person_id": 1,
        "person": "Ann",
        "score": 0.75,
        "threshold": 0.5,
        "frames": 5,
        "latency_ms": 250,
        "encoder": site.card.encoder_id,
        "similarity": "cosine",
        "door": "closed",
    }
    code, out, _ = faceapp("events", "list", "--limit", 3)
    lines = out.splitlines()
    assert code == 0 and len(lines) == 3
    assert "denied  unusable  no score  front" in lines[0]
    assert "granted  Bob (2)  score 0.750  front  [was right]" in lines[1]
    assert "denied  unknown  score 0.400  front  [missed Bob (2)]" in lines[2]
    assert "[was somebody else: saw it]" in faceapp("events", "list")[1]
    site.remove_person(2)
    assert "[missed somebody removed (2)]" in faceapp("events", "list")[1]


def test_a_mark_is_evidence_and_can_be_taken_back(site: Application, faceapp: Command) -> None:
    record(site, {}, DENIED)

    def evidence() -> tuple[list[float], list[float]]:
        with closing(site.database()) as database:
            found = labelled_comparisons(database, site.card.encoder_id, site.calibration.similarity)
        return found.non_mated.tolist(), found.mated.tolist()

    assert evidence() == ([], [])
    _, out, _ = faceapp("events", "mark", 1, "--wrong")
    assert out == "Event 1 is marked as wrong. No template was changed.\n"
    faceapp("events", "mark", 2, "--missed", 1)
    assert evidence() == ([0.75], [0.4])
    assert faceapp("events", "mark", 1, "--clear") == (0, "Event 1 is not marked any more.\n", "")
    assert evidence() == ([], [0.4])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((1,), "not clear what"),
        ((1, "--wrong", "--right"), "not clear what"),
        ((1, "--missed", 2, "--clear"), "not clear what"),
        ((1, "--missed", 2), "was granted"),
        ((2, "--wrong"), "was denied"),
        ((2, "--missed", 9), "no person with the id 9"),
        ((2, "--clear"), "is not marked"),
        ((3, "--right"), "no event 3"),
    ],
)
def test_what_cannot_be_marked_is_told_and_changes_nothing(
    site: Application, faceapp: Command, arguments: tuple[object, ...], told: str
) -> None:
    record(site, {}, DENIED)
    code, out, err = faceapp("events", "mark", *arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert [event["label"] for event in as_json(faceapp("events", "list", "--json"))] == [None, None]


def test_falling_scores_are_told(site: Application, faceapp: Command) -> None:
    code, out, _ = faceapp("events", "drift")
    assert code == 0 and "too few grants" in out
    grants: list[dict[str, Any]] = []
    for week in range(10):
        for number in range(6):
            at = MONDAY - timedelta(weeks=10 - week) + timedelta(minutes=number)
            grants.append({"occurred_at": at, "score": 0.9 - 0.02 * week + 0.001 * number})
            grants.append({"occurred_at": at, "score": 0.9 + 0.001 * number, "person_id": 2})
    ids = record(site, *grants)
    code, out, _ = faceapp("events", "drift")
    assert code == 0
    assert "Ann's scores at 'front' has fallen by 0.180 in 10 weeks (60 grants): enrol Ann again" in out
    assert "Bob" not in out
    told = as_json(faceapp("events", "drift", "--json"))
    assert told["judged"] == 2
    assert [(finding["person_id"], finding["camera"]) for finding in told["findings"]] == [(1, "front")]
    assert told["findings"][0]["fall"] == pytest.approx(0.18)
    ann = next(series for series in told["series"] if series["person_id"] == 1)
    assert [week["events"] for week in ann["weeks"]] == [6] * 10
    assert ann["weeks"][0]["quantile_50"] == pytest.approx(0.9025)
    # Those of the last weeks were somebody else, as it turns out.
    with closing(site.database()) as database:
        for event_id in ids[-60::2]:
            EventLabelsRepository(database).mark(event_id, Label.WRONG_PERSON, author="a", now=datetime.now(UTC))
    assert "No scores are falling, of 1 series" in faceapp("events", "drift")[1]


def test_somebody_enrolled_again_begins_anew(site: Application, faceapp: Command) -> None:
    now = datetime.now(UTC)
    record(
        site,
        *(
            {"occurred_at": MONDAY - timedelta(weeks=10 - week) + timedelta(minutes=number), "score": 0.9 - 0.02 * week}
            for week in range(10)
            for number in range(6)
        ),
    )
    assert site.drift(now).findings
    unit = np.eye(site.card.network.embedding_size, dtype=np.float32)[5]
    with closing(site.database()) as database:
        template = NewTemplate(unit, site.card.encoder_id, 1.0, "photo")
        PeopleRepository(database).add_templates(1, [template], now)
    assert site.drift(now).series == ()
    assert "too few grants" in faceapp("events", "drift")[1]


def test_what_happened_long_ago_is_not_looked_at(site: Application) -> None:
    now = datetime.now(UTC)
    week = timedelta(weeks=1)
    record(
        site, *({"occurred_at": now - 27 * week} for _ in range(6)), *({"occurred_at": now - week} for _ in range(6))
    )
    (series,) = site.drift(now).series
    assert series.events == (6,)


def test_the_door_records_what_scored(site: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    """A learned similarity's scores are on another scale: they must not pass for cosines."""
    given: list[str] = []

    class Watched(AccessControl):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            given.append(arguments[4])

    monkeypatch.setattr("faceapp.app.recognition.AccessControl", Watched)
    site.worker().close()
    assert given == [site.calibration.similarity] == ["cosine"]


def test_events_are_exported_as_filtered(site: Application, faceapp: Command, tmp_path: Path) -> None:
    record(site, {}, DENIED, {"person_id": 2}, {"occurred_at": datetime(2026, 3, 4, 12, tzinfo=UTC)})
    assert faceapp("events", "mark", 2, "--missed", 1)[0] == 0
    file = tmp_path / "events.csv"

    def exported(*options: object) -> list[str]:
        code, out, err = faceapp("events", "export", file, *options)
        assert (code, err) == (0, "")
        lines = file.read_text(encoding="utf-8-sig").splitlines()[1:]
        assert out == f"{len(lines)} decision(s) written to '{file}'.\n"
        return [line.split(",")[0] for line in lines]

    assert exported() == ["1", "2", "3", "4"]
    assert exported("--person", 1) == ["1", "2", "4"]
    assert exported("--outcome", "denied") == ["2"]
    assert exported("--reason", "matched", "--until", "2026-03-03") == ["1", "3"]
    assert exported("--since", "2026-03-03") == ["4"]
    assert exported("--label", "missed") == ["2"]
    code, _, err = faceapp("events", "export", tmp_path / "no" / "e.csv")
    assert code == 2
    assert "cannot be written" in err


def test_what_is_kept_no_longer_is_erased_at_the_start(site: Application, data_dir: Path) -> None:
    record(site, {}, {"occurred_at": datetime.now(UTC) - timedelta(days=9)})
    settings = Settings.model_validate({"events": {"keep_days": 10}})
    application = Application.open(data_dir, settings, exclusive=False)
    application.start_housekeeping()
    application.close()  # waits until it is done
    assert [event.event_id for event in site.events()] == [2]
    keeping = Application.open(data_dir, Settings(), exclusive=False)
    keeping.start_housekeeping()
    keeping.close()
    assert [event.event_id for event in site.events()] == [2]
